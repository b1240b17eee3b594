"""Compares the library with the reviews oracle on random cases over the bundled packs.

    python3 tests/reviews_differential.py [cases] [seed]

Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import json
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/oracle")]

from reviews_people import random_incident, shelves  # noqa: E402

LIBRARY = ["target/release/examples/answers"]
ORACLE = [sys.executable, "tests/oracle/reviews.py"]


def run(command, lines):
    """The answers of a program to some lines."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=ROOT)
    return [json.loads(line) for line in done.stdout.splitlines()]


def ours(answer):
    """The library's answer in the oracle's words."""
    if "error" in answer:
        return {"error": answer["error"]["code"]}
    return {
        "applies": answer["applies"],
        "reviews": {r["review"]: review_of(r) for r in answer["reviews"]},
        "actions": {name_of(a, answer): action_of(a) for a in answer["actions"]},
        "next_action": answer["next_action"],
        "missing": {m["fact"]: [sorted(m.get(key, [])) for key in ("reviews", "actions")] for m in answer["missing"]},
        "missing_events": sorted(m["event"] for m in answer["missing_events"]),
        "open_settings": sorted(s["setting"] for s in answer.get("open_settings", [])),
        "problems": sorted([p["code"], p["at"].rsplit("/", 1)[-1]] for p in answer.get("problems", [])),
        "prompts": sorted(p["rule"] for p in answer["prompts"]),
        "inconsistent": sorted(i["rule"] for i in answer.get("inconsistent", []) if "birth-too-" not in i["rule"]),
    }


def review_of(review):
    """A review in the oracle's words."""
    found = {key: review[key] for key in ("scope", "at_least", "at_most", "outcome")}
    found["rules"] = sorted(review["rules"])
    if review["outcome"] in ("met", "cannot-tell"):
        found["roles"] = sorted([r["role"], r["who"], r["does"], r["truth"]] for r in review.get("roles", []))
        found["links"] = sorted([k["with"], k["how"], k["truth"]] for k in review.get("links", []))
    return found


def name_of(action, answer):
    """The id of an action; with its place in time among the editions that have it in different words."""
    others = [a["edition"]["from"] for a in answer["actions"] if a["action"] == action["action"] and "edition" in a]
    number = sorted(others).index(action["edition"]["from"]) if others else None
    return action["action"] if number is None else f"{action['action']} {number}"


ACTION_KEYS = ("applies", "state", "could_be", "due", "outside", "overdue_days", "done", "in_time", "late_days")


def action_of(action):
    """An action in the oracle's words."""
    found = {key: action[key] for key in ACTION_KEYS if key in action}
    found["also"] = [
        [count["label"], count.get("due"), count.get("outside", False)] for count in action.get("also", [])
    ]
    return {**found, **{key: sorted(action[key]) for key in ("waits_for", "needs") if key in action}}


def differences(mine, oracle, at=""):
    """(place, what the library says, what the oracle says) for all that differs."""
    if at == "/problems" and mine is not None and oracle is not None:
        # The library gives one problem for an event, the oracle all.
        if not all(p in oracle for p in mine) or {p[1] for p in mine} != {p[1] for p in oracle}:
            yield at, mine, oracle
    elif at == "/missing/incident_date" and mine is not None:
        # The oracle knows what is said otherwise on some day; the library may also name what depends on the day.
        if oracle is not None and not set(oracle[0]) <= set(mine[0]):
            yield at, mine, oracle
    elif isinstance(mine, dict) and isinstance(oracle, dict):
        for key in [*mine, *(k for k in oracle if k not in mine)]:
            yield from differences(mine.get(key), oracle.get(key), f"{at}/{key}")
    elif mine != oracle:
        yield at, mine, oracle


def compare(seed, cases, answers, oracles):
    """1 when any answer differs from the oracle's, which is printed; 0 otherwise."""
    bad = 0
    for case, answer, oracle in zip(cases, answers, oracles, strict=True):
        found = list(differences(ours(answer), oracle))
        if found:
            bad += 1
            print(json.dumps(case))
            for place, mine, other in found:
                print(f"  {place}\n    library {json.dumps(mine)}\n    oracle  {json.dumps(other)}")
    print(f"seed {seed}: {len(cases) - bad} cases agree, {bad} differ")
    return 1 if bad else 0


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, known = random.Random(seed), shelves()
    requests = [random_incident(chance, known) for _ in range(count)]
    answers = run(LIBRARY, requests)
    oracles = run(ORACLE, [{"bundled": True, "request": request} for request in requests])
    sys.exit(compare(seed, requests, answers, oracles))


if __name__ == "__main__":
    main()
