"""Holds the library's answers against the fixtures of fixtures/audits.

    python3 tests/audits_fixtures.py

Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/oracle"), str(ROOT / "tests")]

from audits_battery import FIXTURES, check  # noqa: E402
from audits_differential import LIBRARY, ours  # noqa: E402
from reviews_differential import run  # noqa: E402


def main():
    cases, fixtures = [], []
    for path in sorted((FIXTURES / "audits").glob("*.json")):
        battery = json.loads(path.read_text("utf-8"))
        texts = [FIXTURES / "packs" / "good" / f"{name}.json" for name in battery["packs"]]
        packs = [json.loads(text.read_text("utf-8")) for text in texts]
        for fixture in battery["fixtures"]:
            cases.append({"packs": packs, "request": fixture["request"]})
            fixtures.append(fixture)
    bad = 0
    for fixture, answer in zip(fixtures, run(LIBRARY, cases), strict=True):
        try:
            check(fixture, ours(answer))
            wanted = fixture["expect"].get("error", {}).get("at")
            assert wanted in (None, answer.get("error", {}).get("at")), f"{fixture['name']}: at {answer['error']['at']}"
        except (AssertionError, SystemExit) as error:
            bad += 1
            print(error)
    print(f"test result: {'ok' if bad == 0 else 'FAILED'}. {len(fixtures) - bad} passed; {bad} failed;")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
