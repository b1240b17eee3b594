"""Holds the oracle's answers against the fixtures of fixtures/audits; fixtures/README.md says what they mean."""

import json
from pathlib import Path

from selftest import same

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
DAYS, NUMBERS = ("earliest", "latest"), ("least", "most")
SETS = {"not_set", "could_be", "missing", "unknown", "omissions", "open_settings", "conflicts", "covered_by"}
SETS |= {"without_evidence", "without_action", "without_owner_or_day", "carry"}


KEYS = json.loads((FIXTURES / "expectations" / "audits.json").read_text("utf-8"))


def strangers(known, given, at):
    """The places of keys that nobody knows."""
    if isinstance(known, list):
        return [place for n, one in enumerate(given or []) for place in strangers(known[0], one, f"{at}/{n}")]
    if not isinstance(known, dict) or given is None:
        return []
    inner = {key: known.get(key, known.get("*", False)) for key in given}
    found = [f"{at}/{key}" for key, shape in inner.items() if shape is False]
    return found + [place for key in given for place in strangers(inner[key], given[key], f"{at}/{key}")]


def check_fixtures():
    """Every fixture of the family; returns how many there are."""
    from audits import answered_or_error

    count = 0
    for path in sorted((FIXTURES / "audits").glob("*.json")):
        battery = json.loads(path.read_text("utf-8"))
        same(strangers(KEYS, battery, path.name), [], "keys that nobody knows")
        texts = [FIXTURES / "packs" / "good" / f"{name}.json" for name in battery["packs"]]
        packs = [json.loads(text.read_text("utf-8")) for text in texts]
        for fixture in battery["fixtures"]:
            # A battery that names no pack is about the bundled ones, which the library has at hand.
            case = {"packs": packs, "bundled": not packs, "request": fixture["request"]}
            found = answered_or_error(json.dumps(case))
            check(fixture, found)
            count += 1
    return count


def check(fixture, found):
    """One fixture."""
    name, expect = fixture["name"], fixture["expect"]
    if "error" in expect or "error" in found:
        return same(found.get("error"), expect.get("error", {}).get("code"), name)
    for key, wanted in expect.items():
        special = SPECIAL.get(key, lambda f, w, at, key=key: part(f, key, w, at))
        special(found, wanted, f"{name}: {key}")
    return None


def part(item, key, wanted, at):
    """One part of an item, in the short form of the fixtures."""
    got = item.get(key)
    if key in SETS:
        return same(sorted(got or []), sorted(wanted), at)
    if isinstance(got, dict) and set(got) in ({*DAYS}, {*NUMBERS}) and not isinstance(wanted, dict):
        first, last = got.values()
        got = first if first == last else got
    return same(got, wanted, at)


def parts(item, wanted, at):
    """The parts of an item that are given; `null` where there is no such item."""
    if wanted is None or item is None:
        return same(item, wanted, at)
    for key, value in wanted.items():
        if key == "steps":
            known = {s["step"]: s for s in item["steps"]}
            for step, said in value.items():
                parts(known.get(step), said, f"{at} {step}")
        else:
            part(item, key, value, f"{at} {key}")
    return None


def programmes(found, wanted, at):
    """Programmes by their keys and years."""
    for programme, said in wanted.items():
        if said is None:
            same(programme in found["programmes"], False, at)
            continue
        got = dict(found["programmes"][programme])
        got["year_days"] = {str(y[0]): [y[1], y[2]] for y in got["years"]}
        got["years"] = [f"{y[0]} {y[3]}" if y[3] else str(y[0]) for y in got["years"]]
        if "year_days" in said:
            got["year_days"] = {year: got["year_days"].get(year) for year in said["year_days"]}
        parts(got, said, f"{at} {programme}")


def owes(found, wanted, at, by=False):
    """What an agency owes, stretch by stretch, in words; or the obligations by which."""
    for agency, said in wanted.items():
        for programme, stretches in said.items():
            got = []
            for owed, first, after, obligation in found["agencies"][agency][programme]:
                words = owed + (f" from {first}" if first else "") + (f" until {after}" if after else "")
                got.append(obligation if by else words)
            same(got, stretches, f"{at} {agency} {programme}")


def name_of(occurrence):
    """programme/phase/year/agency of an occurrence."""
    return "/".join(str(occurrence[k]) for k in ("programme", "phase", "year", "agency"))


def occurrences(found, wanted, at):
    """Occurrences by their names."""
    known = {name_of(o): o for o in found["occurrences"]}
    for name, said in wanted.items():
        parts(known.get(name), said, f"{at} {name}")


def all_occurrences(found, wanted, at):
    """The names of all occurrences in their order."""
    same([name_of(o) for o in found["occurrences"]], wanted, at)


def duties(found, wanted, at):
    """Duties by their ids, with all their occurrences or their number."""
    for duty, said in wanted.items():
        got = found["duties"].get(duty)
        if said is None or got is None:
            same(got, said, f"{at} {duty}")
            continue
        for key, value in said.items():
            if key == "count":
                same(len(got["occurrences"]), value, f"{at} {duty}")
            elif key == "occurrences":
                same(len(got["occurrences"]), len(value), f"{at} {duty}: {got}")
                for n, (one, expected) in enumerate(zip(got["occurrences"], value)):
                    parts(one, expected, f"{at} {duty} {n}")
            else:
                part(got, key, value, f"{at} {duty}")


def errors_of(found):
    """The phase errors in words."""
    return {f"{e[0]} {'/'.join(map(str, e[1:]))}" for e in found["phase_errors"]}


def next_(found, wanted, at):
    """What to do next: the parts given."""
    parts(found["next"], wanted, at)


def problems(found, wanted, at):
    """All problems, in whatever order."""
    same(sorted(found["problems"]), sorted([p["code"], p["at"]] for p in wanted), at)


def problem_codes(found, wanted, at):
    """The codes of all problems."""
    same(sorted({p[0] for p in found["problems"]}), sorted(wanted), at)


def returns(found, wanted, at):
    """Returns by agency."""
    for agency, said in wanted.items():
        got = found["returns"].get(agency)
        standards = (said or {}).get("standards", {})
        if got is not None:
            words = [(s, action, year) for s, action, _, year in got["carry"]]
            got = {**got, "carry": [f"{s}/{a}" + ("" if year is None else f" from {year}") for s, a, year in words]}
        parts(got, said and {k: v for k, v in said.items() if k != "standards"}, f"{at} {agency}")
        for standard, expected in standards.items():
            one = got["standards"].get(standard)
            if one is not None:
                one = {**one, "actions": {a["action"]: a["state"] for a in one["actions"]}}
            parts(one, expected, f"{at} {agency} {standard}")


def standards_(found, wanted, at):
    """What all returns say of a standard."""
    for standard, said in wanted.items():
        parts(found["standards"][standard], said, f"{at} {standard}")


def report_parts(found, wanted, at):
    """Parts of the yearly report: present, or `null` where not required."""
    for name, said in wanted.items():
        same(found["parts"].get(name, {}).get("present"), said, f"{at} {name}")


def covered_by(found, wanted, at):
    """The parts that cover a part."""
    for name, said in wanted.items():
        same(found["parts"][name]["covered_by"], sorted(said), f"{at} {name}")


SPECIAL = {
    "programmes": programmes,
    "owes": owes,
    "owed_by": lambda f, w, at: owes(f, w, at, by=True),
    "occurrences": occurrences,
    "all_occurrences": all_occurrences,
    "duties": duties,
    "phase_errors": lambda f, w, at: same(sorted(errors_of(f)), sorted(w), at),
    "phase_errors_include": lambda f, w, at: same(sorted(set(w) - errors_of(f)), [], at),
    "phase_errors_exclude": lambda f, w, at: same(sorted(set(w) & errors_of(f)), [], at),
    "next": next_,
    "coming": lambda found, wanted, at: parts(found["coming"], wanted, at),
    "problems": problems,
    "problem_codes": problem_codes,
    "returns": returns,
    "standards": standards_,
    "parts": report_parts,
    "covered_by": covered_by,
}
