"""Compares the library with the oracle on random packs and cases, every filling enumerated.

    python3 tests/random_packs.py [cases] [seed]

Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/oracle"), str(ROOT / "tests")]

from differential import compare, run  # noqa: E402
from small_cases import random_case  # noqa: E402

STANDING = {"strength": "must", "basis": "statute", "evidence": "recalled", "cites": [{"source": "an-act", "at": "1"}]}


def dressed(document):
    """The pack with all that a real one has to carry, and nothing that changes an answer."""
    pack = {
        **document,
        "title": "Made up",
        "checked_on": "2024-01-01",
        "sources": [{"id": "an-act", "title": "An Act", "publisher": "nobody"}],
    }
    pack["facts"] = [
        {
            **fact,
            "question": "Is it?",
            "burden": "plain",
            **({"birth": True} if fact["kind"] == "date" else {}),
            **({"options": [{**o, "label": o["id"]} for o in fact["options"]]} if "options" in fact else {}),
        }
        for fact in document["facts"]
    ]
    pack["settings"] = [
        {**s, "label": "A number", "set_by": "somebody", **STANDING} for s in document.get("settings", [])
    ]
    pack["subjects"] = [{**s, "label": "child", **STANDING} for s in document["subjects"]]
    pack["levels"] = [
        {**level, "name": "A level", "summary": "Some", "responders": [], "route_in": "A way", **STANDING}
        for level in document["levels"]
    ]
    pack["rules"] = [
        {**rule, "label": "A rule", "then": dressed_then(rule["then"]), **STANDING} for rule in document["rules"]
    ]
    pack["consent"] = [{**c, "requirement": "needed", "words": "Ask", **STANDING} for c in document.get("consent", [])]
    pack["steps"] = [{**step, "who": "somebody", "does": "acts", **STANDING} for step in document["steps"]]
    named = [
        {"fact": f["id"], "includes": o["id"]}
        for f in document["facts"]
        if f["kind"] == "choices"
        for o in f["options"]
    ]
    # Every option has to be named somewhere; this names them and never holds.
    pack["consistency"] = [{**c, "facts": [], "words": "Cannot be"} for c in document.get("consistency", [])] + [
        {
            "id": "names-options",
            "subject": "child",
            "never": {"all": [{"any": []}, *named]},
            "facts": [],
            "words": "None",
        }
    ]
    return pack


def dressed_then(then):
    if "route" in then:
        return {"route": {**then["route"], "kind": "duty", "who": "somebody", "act": "act", "urgency": "planned"}}
    if "governed_by" in then:
        return {"governed_by": {"source": "an-act", "binds": "everybody", "sets": "a bar"}}
    if "prompt" in then:
        return {"prompt": {"consider": "it", "direction": "check"}}
    return then


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance = random.Random(seed)
    cases = []
    for _ in range(count):
        document, request = random_case(chance)
        # The library refuses a setting below its least value; the oracle takes it as it comes.
        least = next((s.get("min", 1) for s in document.get("settings", [])), 0)
        request["settings"] = {name: max(value, least) for name, value in request["settings"].items()}
        request = {**request, "question": "thresholds", "explain": "all"}
        cases.append({"packs": [dressed(document)], "request": request})
    answers = run(["target/release/examples/answers"], cases)
    oracles = run([sys.executable, "tests/oracle/oracle.py"], cases)
    sys.exit(compare(seed, cases, answers, oracles))


if __name__ == "__main__":
    main()
