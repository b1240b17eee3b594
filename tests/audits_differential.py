"""Compares the library with the audits oracle on random cases over the bundled packs.

    python3 tests/audits_differential.py [cases] [seed]

Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import json
import random
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/oracle"), str(ROOT / "tests")]

from audits_cases import random_request  # noqa: E402
from merge import bundled_documents  # noqa: E402
from reviews_differential import run  # noqa: E402

LIBRARY = ["target/release/examples/answers"]
ORACLE = [sys.executable, "tests/oracle/audits.py"]

OCCURRENCE = ("programme", "phase", "year", "agency", "owed", "opens", "due", "standing", "could_be", "overdue_days")
OCCURRENCE += ("done", "in_time", "waived")
STEP = ("step", "state", "due", "done", "overdue_days", "late_days")
DUTY = ("agency", "from", "until", "called_on", "due", "state", "overdue_days", "done", "in_time", "late_days")
NEXT = ("programme", "duty", "phase", "step", "agency", "year", "due", "state")


def ours(answer):
    """The library's answer in the oracle's words."""
    if "error" in answer:
        return {"error": answer["error"]["code"]}
    words = {"audits": audits_of, "audit-returns": returns_of, "annual-report": report_of}
    return words[answer["answer"]](answer) | {"problems": problems_of(answer)}


def picked(item, keys):
    """Some keys of an item, those that it has."""
    return {key: item[key] for key in keys if key in item}


def problems_of(answer):
    """The problems by code and place, each once."""
    return sorted(map(list, {(p["code"], p["at"]) for p in answer.get("problems", [])}))


def audits_of(answer):
    """An answer to `audits`."""
    return {
        "programmes": {p["programme"]: programme_of(p) for p in answer["programmes"]},
        "agencies": {a["agency"]: owes_of(a, answer["programmes"]) for a in answer["agencies"]},
        "occurrences": [occurrence_of(o) for o in answer.get("occurrences", [])],
        "duties": {d["duty"]: duty_of(d) for d in answer.get("duties", [])},
        "phase_errors": sorted(
            [e["code"], e["programme"], e["phase"], e["year"], e["agency"]] for e in answer.get("phase_errors", [])
        ),
        "next": answer.get("next") and picked(answer["next"], NEXT),
        "coming": answer.get("coming") and picked(answer["coming"], NEXT),
        "open_settings": sorted(s["setting"] for s in answer.get("open_settings", [])),
        "conflicts": sorted(c["conflict"] for c in answer.get("conflicts", [])),
    }


def programme_of(programme):
    """A programme with its years."""
    found = picked(programme, ("cycle_years", "year_kind", "anchor", "slippage"))
    years = [[y["year"], y["from"], y["until"], y.get("phase")] for y in programme.get("years", [])]
    return {**found, "not_set": sorted(programme.get("not_set", [])), "years": years}


def owes_of(agency, programmes):
    """What an agency owes, programme by programme."""
    owes = {p["programme"]: [] for p in programmes}
    for item in agency["owes"]:
        owes.setdefault(item["programme"], []).append([item["owed"], item.get("from"), item.get("until"), item["by"]])
    return owes


def occurrence_of(occurrence):
    """An occurrence with its steps."""
    found = picked(occurrence, OCCURRENCE)
    if "could_be" in found:
        found["could_be"] = sorted(found["could_be"])
    if "steps" in occurrence:
        found["steps"] = [picked(step, STEP) for step in occurrence["steps"]]
    return found


def duty_of(duty):
    """A duty with its occurrences."""
    occurrences = [picked(o, DUTY) for o in duty.get("occurrences", [])]
    return {"active": duty["active"], "not_set": sorted(duty.get("not_set", [])), "occurrences": occurrences}


def returns_of(answer):
    """An answer to `audit-returns`."""
    return {
        "returns": {r["agency"]: return_of(r) for r in answer["returns"]},
        "standards": {s["standard"]: standard_of(s) for s in answer["standards"]},
    }


def return_of(given):
    """One return."""
    lists = ("missing", "without_evidence", "without_action", "without_owner_or_day")
    keys = ("complete", "compliant", *lists, "worst", "worst_core")
    found = picked(given, keys) | {"standards": {}, "counts": counts_of(given)}
    for standard in given["standards"]:
        said = picked(standard, ("self", "peer", "rating", "compliant", "evidence_present", "moved", "needs_action"))
        actions = [picked(a, ("action", "state", "lacks", "carried_from")) for a in standard.get("actions", [])]
        found["standards"][standard["standard"]] = {**said, "actions": actions}
    found["carry"] = [[c["standard"], c["action"], c.get("owner"), c.get("from")] for c in given.get("carry", [])]
    return {**{key: [] for key in lists}, **found}


def standard_of(standard):
    """What all returns say of a standard."""
    return picked(standard, ("not_rated", "spread")) | {"counts": counts_of(standard)}


def counts_of(item):
    """How often each rating was given, those that were."""
    return {rating: n for rating, n in item.get("counts", {}).items() if n}


def report_of(answer):
    """An answer to `annual-report`."""
    parts = {
        p["part"]: {"present": p["present"], "covered_by": sorted(p.get("covered_by", []))}
        | ({"required": p["required"]} if "required" in p else {})
        for p in answer["parts"]
    }
    found = {"parts": parts, "complete": answer["complete"]}
    found |= {key: sorted(answer.get(key, [])) for key in ("missing", "unknown")}
    if "open_settings" in answer:
        found["open_settings"] = sorted(one["setting"] for one in answer["open_settings"])
    return found | {"omissions": sorted(o["part"] for o in answer.get("omissions", []))}


def differences(mine, oracle, at=""):
    """(place, what the library says, what the oracle says) for all that differs."""
    if at == "/problems" and mine is not None and oracle is not None:
        # The library gives one problem for an entry, the oracle all; where a due day lies is said in its own way.
        mine, oracle = ([p for p in found if p[0] != "calendar.outside"] for found in (mine, oracle))
        if not all(p in oracle for p in mine) or {entry(p) for p in mine} != {entry(p) for p in oracle}:
            yield at, mine, oracle
    elif isinstance(mine, dict) and isinstance(oracle, dict):
        for key in [*mine, *(k for k in oracle if k not in mine)]:
            yield from differences(mine.get(key), oracle.get(key), f"{at}/{key}")
    elif isinstance(mine, list) and isinstance(oracle, list) and len(mine) == len(oracle):
        for n, (one, other) in enumerate(zip(mine, oracle)):
            yield from differences(one, other, f"{at}/{n}")
    elif mine != oracle:
        yield at, mine, oracle


def entry(problem):
    """The entry of the request that a problem is about."""
    return "/".join(problem[1].split("/")[:3])


def compare(seed, cases, answers, oracles):
    """1 when any answer differs from the oracle's, which is printed; 0 otherwise."""
    bad, places = 0, {}
    for case, answer, oracle in zip(cases, answers, oracles, strict=True):
        mine = ours(answer)
        # Of several reasons to refuse, each may name another first; that the oracle stopped is none.
        if "error" in mine and re.fullmatch(r"[a-z]+\.[a-z-]+", oracle.get("error", "")):
            continue
        # Where the calendar ends is for the tests of the calendar to say.
        for said in (mine, oracle):
            said["problems"] = [p for p in said.get("problems", []) if p[0] != "calendar.outside"]
        found = list(differences(mine, oracle))
        if found:
            bad += 1
            print(json.dumps(case))
            for place, mine, other in found:
                kind = "/".join(p for p in place.split("/") if not p.isdigit())
                places[kind] = places.get(kind, 0) + 1
                print(f"  {place}\n    library {json.dumps(mine)}\n    oracle  {json.dumps(other)}")
    for kind, n in sorted(places.items(), key=lambda item: -item[1])[:20]:
        print(f"{n:6} {kind}")
    print(f"seed {seed}: {len(cases) - bad} cases agree, {bad} differ")
    return 1 if bad else 0


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, documents = random.Random(seed), bundled_documents()
    packs = sorted({d["pack"] for d in documents if d.get("family") == "audits"})
    if not packs:
        sys.exit("no bundled pack has the family audits")
    requests = [random_request(chance, documents, chance.choice(packs)) for _ in range(count)]
    answers = run(LIBRARY, requests)
    oracles = run(ORACLE, [{"bundled": True, "request": request} for request in requests])
    sys.exit(compare(seed, requests, answers, oracles))


if __name__ == "__main__":
    main()
