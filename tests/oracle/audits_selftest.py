"""Checks of the audits oracle itself: what has to hold of every schedule and of every standing."""

import json
import random
import time

import audits_phases
from audits import answer
from audits_battery import check_fixtures
from audits_cases import random_case
from audits_packs import STANDING
from audits_record import day_range
from audits_shelf import Refused, first_day
from days import day
from selftest import same

KINDS = ["calendar", "financial", "academic"]


def run(cases=300, seed=1):
    """Every check; returns the exit code."""
    started, chance = time.monotonic(), random.Random(seed)
    for _ in range(cases):
        check_cycle(chance)
    check_slips()
    tally = {"cases": 0, "moved": 0, "joined": 0, "known in part": 0}
    while tally["cases"] < cases:
        check_case(chance, tally)
    fixtures = check_fixtures()
    counted = ", ".join(f"{n} {what}" for what, n in tally.items())
    print(f"{cases} cycles, {counted}, {fixtures} fixtures in {time.monotonic() - started:.0f} s: all hold")
    return 0


def plain_pack(count, length, kind, anchor, slippage):
    """A pack of one programme with phases of one step, which one type of agency owes."""
    step = {"id": "do", "label": "Do", "who": "All", "does": "it", "done_by": "done", "then": "returned", "main": True}
    due = {"from": "year-end", "unit": "days", "n": 0}
    phases = [{"id": f"phase-{k}", "label": "Phase", "steps": [{**step, "due": due, **STANDING}]} for k in range(count)]
    programme = {"id": "audit", "label": "Audit", "purpose": "To know.", "cycle_years": length, "year_kind": kind}
    programme |= {"anchor": anchor, "slippage": slippage, "phases": phases, **STANDING}
    owed = {"id": "owed", "programme": "audit", "types": ["body"], "owed": "statute", **STANDING}
    edition = {"format": 1, "pack": "p", "family": "audits", "title": "Plain", "from": "1990-01-01"}
    lists = {"agency_types": [{"id": "body", "label": "Body", **STANDING}], "programmes": [programme]}
    return {**edition, **lists, "obligations": [owed]}


def plain_request(first, last, record=(), as_of="2021-06-01"):
    """A request of two agencies about a plain pack."""
    agencies = [{"agency": name, "types": ["body"]} for name in ("one", "two")]
    asked = {"question": "audits", "pack": "p", "as_of": as_of, "from": first, "until": last}
    return {**asked, "agencies": agencies, "happened": list(record)}


def check_cycle(chance):
    """Phases take turns, the same in every cycle, and each agency has each of them once in each."""
    count = chance.randint(1, 3)
    length, kind, anchor = count + chance.randint(0, 2), chance.choice(KINDS), chance.randint(1995, 2030)
    slippage = chance.choice(["fixed-parity", "from-completion"])
    begin, years = chance.randint(1991, 2030), chance.randint(1, 30)
    pack = plain_pack(count, length, kind, anchor, slippage)
    request = plain_request(str(first_day(kind, begin)), str(first_day(kind, begin + years)))
    found = answer({"packs": [pack], "request": request})
    said = found["programmes"]["audit"]["years"]
    same([y[0] for y in said], list(range(begin, begin + years)))
    for year, _, _, phase in said:
        place = (year - anchor) % length
        same(phase, f"phase-{place}" if place < count else None, f"{year} of {pack}")
    for start in range(begin, begin + years - length + 1):
        cycle = [o for o in found["occurrences"] if start <= o["year"] < start + length]
        expected = sorted((f"phase-{k}", name) for k in range(count) for name in ("one", "two"))
        same(sorted((o["phase"], o["agency"]) for o in cycle), expected)


def check_slips():
    """Late first phases move what follows, by hand."""
    done = lambda year, when, **more: {
        "programme": "audit",
        "phase": "phase-0",
        "year": year,
        "what": "done",
        "on": when,
        **more,
    }
    pack = plain_pack(2, 2, "financial", 2019, "from-completion")

    def phases(record, until="2026-04-01", as_of="2026-01-01"):
        found = answer({"packs": [pack], "request": plain_request("2019-04-01", until, record, as_of)})
        return "".join("-" if y[3] is None else y[3][-1] for y in found["programmes"]["audit"]["years"])

    same(phases([]), "0101010", "nothing done moves nothing")
    same(phases([done(2019, "2020-03-31")]), "0101010", "the last day of the year is no year late")
    same(phases([done(2019, "2020-04-01")]), "0-10101", "a day later is a year late")
    same(phases([done(2019, "2021-06-01")]), "0--1010", "two years late")
    same(phases([done(2019, "2020-04-01"), done(2022, "2023-05-01")]), "0-10-10", "late twice")
    same(phases([done(2019, "2020-04-01"), done(2021, "2021-05-01")]), "0-10101", "2021 has no first phase then")
    same(phases([done(2019, "2020-05-01", agency="one"), done(2019, "2019-05-01", agency="two")]), "0101010")
    same(phases([done(2019, "2019-03-01")]), "0101010", "early moves nothing")
    same(phases([done(2019, {"from": "2020-03-01", "to": "2020-05-01"})]), "0------", "open which year")
    same(phases([done(2019, "2020-04-01")], as_of="2020-03-31"), "0101010", "not known yet")


def check_case(chance, tally):
    """What holds of any case."""
    documents, request = random_case(chance)
    if request["question"] != "audits":
        return
    try:
        found = answer({"packs": documents, "request": request})
    except Refused:
        return
    tally["cases"] += 1
    check_thin(documents, request, found, tally)
    check_join(chance, documents, request, found, tally)
    check_forward(chance, documents, request, tally)


def check_thin(documents, request, found, tally):
    """A few of the days of what is known in part tell the same as all."""
    if not any(isinstance(e["on"], dict) or len(str(e["on"])) != 10 for e in request["happened"]):
        return
    before, audits_phases.MOST_WAYS = audits_phases.MOST_WAYS, 40
    try:
        same(answer({"packs": documents, "request": request}), found, f"fewer days: {json.dumps([documents, request])}")
    finally:
        audits_phases.MOST_WAYS = before
    tally["known in part"] += 1


def check_join(chance, documents, request, found, tally):
    """Spans that follow each other join without gap or repeat."""
    first, last = day(request["from"]), day(request["until"])
    middle = str(first + (last - first) * chance.random() // 1)
    if not request["from"] < middle < request["until"]:
        return
    halves = []
    for change in ({"until": middle}, {"from": middle}):
        try:
            halves.append(answer({"packs": documents, "request": {**request, **change}}))
        except Refused:
            return
    about = json.dumps([documents, request, middle])
    for programme in found["programmes"]:
        years = [y for half in halves for y in half["programmes"].get(programme, {"years": []})["years"]]
        same(years, found["programmes"][programme]["years"], about)
    joined = sorted((o for half in halves for o in half["occurrences"]), key=key_of)
    same(joined, sorted(found["occurrences"], key=key_of), about)
    for duty in found["duties"]:
        parts = [o for half in halves for o in half["duties"].get(duty, {"occurrences": []})["occurrences"]]
        dated = lambda os: [o for o in os if {"due", "done", "called_on", "from"} & set(o)]
        same(dated(parts), dated(found["duties"][duty]["occurrences"]), about)
    tally["joined"] += 1


def key_of(occurrence):
    """Which occurrence it is."""
    return tuple(str(occurrence[k]) for k in ("programme", "phase", "year", "agency"))


def check_forward(chance, documents, request, tally):
    """As time goes on and nothing happens the schedule stays, and what is overdue stays so, or is left."""
    later = {
        **request,
        "as_of": f"{int(request['as_of'][:4]) + chance.randint(0, 2)}-{chance.choice(['12-31', '11-11'])}",
    }
    later["happened"] = request["happened"] = [e for e in request["happened"] if is_past(e, request["as_of"])]
    if later["as_of"] <= request["as_of"]:
        return
    now, then = (answer({"packs": documents, "request": r}) for r in (request, later))
    about = json.dumps([documents, request, later["as_of"]])
    for programme in now["programmes"]:
        same(now["programmes"][programme]["years"], then["programmes"][programme]["years"], about)
    by_key = {key_of(o): o for o in then["occurrences"]}
    same({key_of(o) for o in now["occurrences"]}, set(by_key), about)
    for one in now["occurrences"]:
        after = by_key[key_of(one)]["standing"]
        if one["standing"] in ("overdue", "escalated"):
            stays = {"escalated", "left"} | ({"overdue"} if one["standing"] == "overdue" else set())
            early = one["due"]["earliest"] < one["opens"]["latest"]  # it may be blocked once it opens
            same(after in stays | ({"blocked"} if early else set()), True, about)
        if one["standing"] not in (
            "not-due",
            "open",
            "left",
            "blocked",
            "overdue",
            "in-progress",
            "ready-for-challenge",
        ):
            same(after in (one["standing"], "left"), True, about)
        if one["standing"] != "not-due":
            same(after != "not-due", True, about)
    for duty in now["duties"]:
        overdue = [o["due"] for o in now["duties"][duty]["occurrences"] if o["state"] == "overdue"]
        still = [o["due"] for o in then["duties"][duty]["occurrences"] if o["state"] == "overdue"]
        same(all(due in still for due in overdue), True, about)
    tally["moved"] += 1


def is_past(entry, as_of):
    """Is an entry of a day that is known and not after `as_of`?"""
    try:
        first, last = day_range(entry["on"], day(as_of))
    except (ValueError, TypeError):
        return False
    return first == last <= day(as_of)
