"""Holds the oracle's answers against the fixtures of fixtures/membership; fixtures/README.md says what they mean."""

import json
from pathlib import Path

from selftest import same

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


def check_fixtures():
    """Every fixture of the family; returns how many there are."""
    from membership import answered_or_error

    count = 0
    for path in sorted((FIXTURES / "membership").glob("*.json")):
        for fixture in json.loads(path.read_text("utf-8"))["fixtures"]:
            check(fixture, answered_or_error(json.dumps({"bundled": True, "request": fixture["request"]})))
            count += 1
    return count


def check(fixture, found):
    """One fixture."""
    expect, name = fixture["expect"], fixture["name"]
    if "error" in expect or "error" in found:
        return same(found.get("error"), expect.get("error", {}).get("code"), name)
    for key, wanted in expect.items():
        got = SPECIAL[key](found, wanted) if key in SPECIAL else found.get(key)
        if key in ("open_settings", "problems", "accountable_by"):
            got, wanted = sorted(map(str, got)), sorted(map(str, wanted))
        same(got, wanted, f"{name}: {key}")
    return None


def by(rows, key, part, wanted):
    """A part of the rows that are wanted, by their names."""
    known = {row[key]: row[part] for row in rows}
    return {name: known.get(name) for name in wanted}


def cells(found, wanted):
    """The parts of the matrix, each one word, or all that it could be."""
    rows = {m: found["matrix"][m] for m in wanted}
    return {m: {b: rows[m][b].get("could_be", rows[m][b]["part"]) for b in wanted[m]} for m in wanted}


def effects(found, wanted):
    """What becomes of some entries; none where they are not shown."""
    known = {p["entry"]: p["effect"] for m in found["matters"].values() for p in m["parts"]}
    return {entry: known.get(entry) for entry in wanted}


def clauses(found, wanted):
    """[truth, needs, has] of each clause, where the numbers are known."""
    result = {}
    for row in found["quorum"]:
        if row["pattern"] in wanted:
            rows = row["clauses"]
            result[row["pattern"]] = {c["clause"]: [c["truth"], c["needs"]["most"], c["has"]["most"]] for c in rows}
    return result


def organisations(found, wanted):
    """The parts of organisations that are wanted."""
    rows = found["organisations"]
    nothing = {o: {key: [] for key, part in parts.items() if part == []} for o, parts in wanted.items()}
    return {o: {key: rows[o].get(key, nothing[o].get(key)) for key in parts} for o, parts in wanted.items()}


def disputes(found, wanted):
    """The steps of a disagreement, which the oracle tells in no order."""
    return [step for step in wanted if step in found] + [step for step in found if step not in wanted]


SPECIAL = {
    "matrix": cells,
    "effects": effects,
    "clauses": clauses,
    "organisations": organisations,
    "deciders": lambda f, w: {m: [d[0] for d in f["matters"][m]["deciders"]] for m in w},
    "represented": lambda f, w: by(f["partners"], "partner", "represented", w),
    "partner_agrees": lambda f, w: by(f["partners"], "partner", "agrees", w),
    "held_by": lambda f, w: by(f["partners"], "partner", "held_by", w),
    "says": lambda f, w: by(f["people"], "person", "has_a_say", w),
    "counts": lambda f, w: by(f["people"], "person", "counts", w),
    "refer_to": lambda f, w: [r[0] for r in f["refer_to"]],
    "decided_by": lambda f, w: [r[0] for r in f["decided_by"]],
    "consultation": lambda f, w: {m: [[e, c] for e, _, c in f["matters"][m].get("consultation", [])] for m in w},
    "ready": lambda f, w: {m: f["matters"][m].get("ready") for m in w},
    "exercised_by": lambda f, w: [r[0] for r in f["exercised_by"]],
    "signed_off_by": lambda f, w: [r[0] for r in f["signed_off_by"]],
    "entries": lambda f, w: [r[0] for r in f.get("entries", [])],
    "stands_back": lambda f, w: [list(r) for r in f["stands_back"]],
    "disputes": lambda f, w: disputes(f.get("structure", f)["disputes"], w),
    "answerable": lambda f, w: {m: sorted({by for _, by in f["matters"][m]["accountable"]}) for m in w},
    "delegates": lambda f, w: {
        p: [f["partners"][p]["delegates"], f["partners"][p].get("delegates_could_be", [])] for p in w
    },
    "names": lambda f, w: {b: f["structure"]["bodies"].get(b, {}).get("name", w[b]) for b in w},
    # What the oracle does not tell.
    "conflicts": lambda f, w: w,
    "grounds": lambda f, w: w,
    "called": lambda f, w: w,
    "relations_include": lambda f, w: w,
    "accountable_by": lambda f, w: sorted({by for _, by in f["accountable"]}),
    "lacking_include": lambda f, w: [row for row in w if row in f["lacking"]],
    "problems": lambda f, w: [{"code": c, "at": at} for c, at in f["problems"]],
}
