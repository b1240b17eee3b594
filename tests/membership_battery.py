"""Holds the library's answers against the fixtures of fixtures/membership.

    python3 tests/membership_fixtures.py

Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/oracle"), str(ROOT / "tests")]

from membership_differential import LIBRARY, ours  # noqa: E402
from membership_fixtures import FIXTURES, check  # noqa: E402
from reviews_differential import run  # noqa: E402


def main():
    fixtures = []
    for path in sorted((FIXTURES / "membership").glob("*.json")):
        fixtures += json.loads(path.read_text("utf-8"))["fixtures"]
    bad = 0
    for fixture, answer in zip(fixtures, run(LIBRARY, [one["request"] for one in fixtures]), strict=True):
        try:
            check(fixture, ours(answer))
        except (AssertionError, SystemExit) as error:
            bad += 1
            print(error)
    print(f"test result: {'ok' if bad == 0 else 'FAILED'}. {len(fixtures) - bad} passed; {bad} failed;")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
