"""Compares the library with the oracle on random cases over the bundled packs.

    python3 tests/differential.py [cases] [seed]

Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import json
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKS = {pack: ["child", "adult", "carer"] for pack in ("england", "walsall", "example-thresholds")}
DAYS = ["2021-04-01", "2022-01-30", "2022-01-31", "2023-02-27", "2023-12-14", "2023-12-15", "2026-11-23"]


def forms():
    """The questions of every pack, subject and day."""
    keys = [(pack, subject, day) for pack, subjects in PACKS.items() for subject in subjects for day in DAYS]
    lines = [{"questions": {"pack": p, "subject": s, "as_of": d}} for p, s, d in keys]
    answers = run(["target/release/examples/answers"], lines)
    return {key: answer["questions"] for key, answer in zip(keys, answers, strict=True)}


def random_answer(fact, random):
    """Something a person might say, partly or not at all known at times."""
    if random.random() < 0.1:
        disputed = {"state": "disputed", "by": [{"who": "somebody", "says": None}]}
        return random.choice(
            [None, {"state": "not-known"}, {"state": "declined"}, {"state": "not-applicable"}, disputed]
        )
    kind = fact["kind"]
    options = [option["id"] for option in fact.get("options", [])]
    if kind == "yes-no":
        return random.random() < 0.35
    if kind == "count":
        low = random.randrange(0, 40)
        return low if random.random() < 0.7 else {"from": low, "to": low + random.randrange(0, 30)}
    if kind == "choice":
        return random.choice(options)
    if kind == "choices":
        chosen = [option for option in options if random.random() < 0.3]
        return (
            chosen if random.random() < 0.5 else {"yes": chosen[:1], "no": [o for o in options if o not in chosen][:2]}
        )
    year = random.randrange(2003, 2027) if fact.get("birth") and random.random() < 0.7 else random.randrange(1950, 2027)
    written = f"{year}-{random.randrange(1, 13):02}-{random.randrange(1, 29):02}"
    return random.choice([written, written[:7], written[:4], {"about": written[:7]}])


def random_case(forms, random):
    """A request about a made-up person of whom little, much or nearly everything is known."""
    pack, subject, day = random.choice(list(forms))
    share = random.choice([0.05, 0.3, 0.7, 0.95])
    facts = forms[pack, subject, day]
    given = {fact["fact"]: random_answer(fact, random) for fact in facts if random.random() < share}
    return {"question": "thresholds", "pack": pack, "subject": subject, "as_of": day, "facts": given, "explain": "all"}


def run(command, lines):
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=ROOT)
    return [json.loads(line) for line in done.stdout.splitlines()]


def ours(answer, oracle):
    """The library's answer in the oracle's words."""
    if "error" in answer:
        return answer
    level = answer.get("level") or {}
    hidden = answer["applies"] == "false"
    return {
        "at_least": oracle["at_least"] if hidden else level.get("at_least"),
        "at_most": oracle["at_most"] if hidden else level.get("at_most"),
        "applies": answer["applies"],
        "routes": {r["route"]: r["truth"] for r in answer["routes"]} | {r: "false" for r in answer["ruled_out"]},
        "missing": sorted(m["fact"] for m in answer["missing"]),
        "could_reach": {m["fact"]: m["could_reach"] for m in answer["missing"] if "could_reach" in m},
        "decides": {m["fact"]: sorted(m["routes"]) for m in answer["missing"] if "routes" in m},
        "while_open": {s["step"]: sorted(s["while_open"]) for s in answer["pathway"] if "while_open" in s},
        "rules": {f["rule"]: f["truth"] for f in answer["findings"]},
        # The oracle knows the rules of packs, not the two of the library itself.
        "inconsistent": [
            broken["rule"] for broken in answer.get("inconsistent", []) if not broken["rule"].startswith("birth-too-")
        ],
        "prompts": [prompt["rule"] for prompt in answer["prompts"]],
        "governed_by": {g["rule"]: g["truth"] for g in answer.get("governed_by", [])},
    }


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    source = random.Random(seed)
    known = forms()
    requests = [random_case(known, source) for _ in range(count)]
    answers = run(["target/release/examples/answers"], requests)
    oracles = run([sys.executable, "tests/oracle/oracle.py"], [{"bundled": True, "request": r} for r in requests])
    unordered = [r for r, a in zip(requests, answers, strict=True) if not is_in_order(r, a, known)]
    for request in unordered[:3]:
        print("missing is not in the order of asking:", json.dumps(request))
    sys.exit(compare(seed, requests, answers, oracles) or bool(unordered))


URGENCY = {"immediate": 1000, "same-day": 900, "prompt": 500, "planned": 300}
BURDENS = ["plain", "sensitive", "special-category"]
LEVELS = 4


def is_in_order(request, answer, known):
    """Whether `missing` is in the order of asking, as WIRE.md has it."""
    form = known[request["pack"], request["subject"], request["as_of"]]
    place = {question["fact"]: n for n, question in enumerate(form)}
    urgency = {route["route"]: URGENCY[route["urgency"]] for route in answer["routes"]}

    def rank(missing):
        question = form[place[missing["fact"]]]
        reached = missing.get("could_reach", 0) * 800 // LEVELS
        most = max([reached, *(urgency[route] for route in missing.get("routes", []))])
        most = min(most, 300) if question.get("asked_late") else most
        return -most, BURDENS.index(question["burden"]), place[missing["fact"]]

    return answer["missing"] == sorted(answer["missing"], key=rank)


def compare(seed, requests, answers, oracles):
    """1 when any answer differs from the oracle's, which is printed; 0 otherwise."""
    bad = 0
    for request, answer, oracle in zip(requests, answers, oracles, strict=True):
        mine = ours(answer, oracle)
        differing = [key for key in mine if mine[key] != oracle.get(key)]
        if differing:
            bad += 1
            if bad <= 3:
                print(json.dumps(request))
                for key in differing:
                    print(key, "\n  library", mine[key], "\n  oracle ", oracle.get(key))
                print("oracle error:", oracle.get("error"))
    print(f"seed {seed}: {len(requests) - bad} cases agree, {bad} differ")
    return 1 if bad else 0


if __name__ == "__main__":
    main()
