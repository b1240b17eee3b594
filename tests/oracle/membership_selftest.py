"""Checks of the membership oracle itself: the fixtures, and properties of random meetings."""

import random

from audits_shelf import Refused
from membership import answer
from membership_cases import random_case
from membership_fixtures import check_fixtures
from membership_made import BEGINS, BOTH, STANDING, random_pack

OVERTURNED = {("true", "false"), ("false", "true"), ("true", "unknown"), ("false", "unknown")}


def run(cases=300, seed=1):
    """Every check; returns the exit code."""
    print(f"{check_fixtures()} fixtures")
    print(f"{by_hand()} seats by hand")
    chance, done = random.Random(seed), 0
    for _ in range(cases):
        documents, request = random_case(chance)
        try:
            found = answer({"packs": documents, "request": request})
        except Refused:
            continue
        if request["question"] == "meeting":
            for check in (without_tests, one_more, beside_the_holder, learning):
                check(chance, documents, request, found)
            if found["exists"] == "false" and "matter" in request and found["outcome"] != "must-refer":
                fail("a body that does not exist may do something", request, found)
            done += 1
        elif request["question"] == "authority":
            existing(documents, request, found)
    print(f"{done} meetings: the properties hold")
    return 0


OFFICES = [
    {"id": "chief", "label": "Chief", "partner": "pc"},
    {"id": "officer", "label": "Officer", "partner": "pc"},
    {"id": "leader", "label": "Leader", "partner": "pc", "elected": True},
    {"id": "nurse", "label": "Nurse", "partner": "ph"},
]
LEADS = [
    {"id": "lead.pc", "capacity": "lead", "partner": "pc", "office": "chief", "of": ["children"]},
    {"id": "delegate.any", "capacity": "delegate", "of": ["children"]},
    {"id": "delegate.pc", "capacity": "delegate", "partner": "pc", "office": "officer", "of": BOTH, "from": BEGINS},
    {"id": "delegate.adults", "capacity": "delegate", "partner": "pc", "office": "leader", "of": ["adults"]},
]
SEAT = {"id": "s", "body": "late", "label": "Seat", "part": "attends", "represents": "pc"}
AT = "/person/capacities/0"
# What is known of a person, whether the delegate is named, what follows, what is missing, what is open, what is wrong.
BY_HAND = [
    ({"offices": ["chief"]}, None, "permitted", [], [], []),
    ({"offices": []}, True, "not-permitted", [], [], []),
    ({"offices": []}, False, "cannot-tell", ["capacity"], [], []),
    ({"offices": ["officer"], "capacities": []}, None, "cannot-tell", [], ["begins"], []),
    ({"offices": ["officer"], "capacities": ["delegate"]}, None, "permitted", [], [], []),
    ({"capacities": ["delegate"]}, False, "permitted", [], [], []),
    ({"offices": [], "capacities": ["delegate"]}, True, "not-permitted", [], [], [["membership.not-asked", AT]]),
    ({"offices": ["leader"], "capacities": ["delegate"]}, False, "not-permitted", [], [], [["membership.elected", AT]]),
    ({"offices": ["nurse"], "capacities": ["delegate"]}, False, "not-permitted", [], [], []),
    ({"offices": [], "capacities": ["lead"]}, False, "not-permitted", [], [], [["membership.not-asked", AT]]),
    (
        {"offices": [], "capacities": ["guest"]},
        False,
        "cannot-tell",
        ["capacity"],
        [],
        [["membership.unknown-capacity", AT]],
    ),
]


def by_hand():
    """Seats for the lead of a partner, who is named, or its delegate, who is named from some day on."""
    pack = random_pack(random.Random(1))
    pack["offices"] = [{**one, **STANDING} for one in OFFICES]
    pack["capacities"] = [{"title": "Title", **one, **STANDING} for one in LEADS]
    pack["seats"] = [{**SEAT, "capacities": ["lead", "delegate"], **STANDING}]
    pack["tests"] = []
    for person, named, *wanted in BY_HAND:
        day = {True: "2023-01-01", False: "2025-01-01", None: None}[named]
        request = {"question": "seat", "pack": "p", "as_of": "2023-06-01", "settings": {"begins": day}}
        request |= {"seat": "s", "as": "holder", "person": person}
        found = answer({"packs": [pack], "request": request})
        if [found[key] for key in ("outcome", "missing", "open_settings", "problems")] != wanted:
            fail("a seat by hand", request, wanted, found)
    return len(BY_HAND)


def fail(why, request, *found):
    """Stops, with what went wrong."""
    raise SystemExit(f"selftest: {why}\n{request}\n" + "\n".join(map(str, found)))


def member_seats(documents, body):
    """The seats of the members of a body that are for one each."""
    return [s for s in documents[0]["seats"] if s["body"] == body and s["part"] == "member" and not s.get("each")]


def without_tests(chance, documents, request, found):
    """A person who meets none of the tests makes no meeting quorate: taking them away changes nothing that counts."""
    seats = [s for s in member_seats(documents, request["body"]) if s["id"] in [e["seat"] for e in found["seats"]]]
    if not seats or not request.get("no_others") or found["constituted"] != "false":
        return
    tests = {t["id"]: False for t in documents[0]["tests"]}
    person = {"person": "z", "seats": [seats[0]["id"]], "present": True, "agrees": True, "tests": tests}
    more = {**request, "people": [*request["people"], person]}
    more["vacant"] = vacant_without(request, seats[0]["id"])
    if any(p["seats"] for p in request["people"]) and "half" in str(documents[0]["patterns"]):
        more["vacant"] = request.get("vacant")
    again = answer({"packs": documents, "request": {k: v for k, v in more.items() if v is not None}})
    if again["constituted"] != "false":
        fail("somebody without any of the tests makes the meeting quorate", more, found, again)


def one_more(chance, documents, request, found):
    """A qualified member more never makes a quorate meeting inquorate."""
    empty = [e["seat"] for e in found["seats"] if e["vacant"] == "false"]
    seats = [s for s in member_seats(documents, request["body"]) if s["id"] in empty]
    if not seats or found["constituted"] != "true" or found["exists"] != "true":
        return
    tests = {t["id"]: True for t in documents[0]["tests"]}
    person = {"person": "z", "seats": [seats[0]["id"]], "present": True, "agrees": True, "tests": tests}
    more = {**request, "people": [*request["people"], person]}
    again = answer({"packs": documents, "request": more})
    if again["constituted"] != "true":
        fail("a member more makes the meeting inquorate", more, found, again)


def beside_the_holder(chance, documents, request, found):
    """A deputy beside somebody who was there changes nothing that the meeting may do."""
    there = [p for p in request["people"] if p["present"] is True and p["seats"]]
    mine = {s["id"] for s in member_seats(documents, request["body"])}
    seats = [s["seat"] for p in there for s in p["seats"] if s["seat"] in mine and s.get("as") != "deputy"]
    if not seats:
        return
    tests = {t["id"]: True for t in documents[0]["tests"]}
    person = {"person": "z", "seats": [{"seat": seats[0], "as": "deputy"}], "present": True, "agrees": False}
    more = {**request, "people": [*request["people"], {**person, "tests": tests}]}
    again = answer({"packs": documents, "request": more})
    for claim in ("constituted", "outcome", "agreed", "partners", "quorum"):
        if found.get(claim) != again.get(claim):
            fail(f"a deputy beside the holder changes {claim}", more, found, again)


def vacant_without(request, seat):
    """The vacant seats but for one."""
    return [s for s in request["vacant"] if s != seat] if "vacant" in request else None


def learning(chance, documents, request, found):
    """What is told of one thing more never overturns what was said."""
    more = {**request, "people": [{**p, "tests": dict(p["tests"])} for p in request["people"]]}
    unknown = [(p, "present") for p in more["people"] if p["present"] is None]
    unknown += [(p["tests"], t) for p in more["people"] for t, v in p["tests"].items() if v is None]
    unknown += [(p, "agrees") for p in more["people"] if p["agrees"] is None]
    unknown += [(more, key) for key in ("chair_allows", "delegated") if key not in request]
    more["consulted"] = dict(request.get("consulted", {}))
    unknown += [(more["consulted"], key) for key, told in more["consulted"].items() if told is None]
    if not unknown:
        return
    where, key = chance.choice(unknown)
    where[key] = chance.choice([True, False])
    again = answer({"packs": documents, "request": more})
    for claim in ("constituted", "agreed", "exists"):
        if (found.get(claim), again.get(claim)) in OVERTURNED:
            fail(f"learning {key} overturns {claim}", more, found, again)
    if found.get("outcome") not in (None, "cannot-tell", again.get("outcome")):
        fail(f"learning {key} overturns the outcome", more, found, again)


def existing(documents, request, found):
    """Every matter has a decider that may exist on the day, whatever is chosen where that is open."""
    bodies = {b["id"]: b for b in documents[0]["bodies"]}
    choices = {s["id"]: [c["value"] for c in s["choices"]] for s in documents[0]["settings"]}
    together = [t for e in documents[0]["authority"] for t in e["by"].get("together", [])]
    several = {one["choice"]: one["bodies"] for one in together}
    for matter, row in found["matters"].items():
        named = [[by["body"]] if "body" in by else choices.get(by.get("setting"), []) for _, by in row["deciders"]]
        named = [[body for choice in ids for body in several.get(choice, [choice])] for ids in named]
        there = [ids for ids in named if all(bodies[b].get("from", "") <= request["as_of"] for b in ids)]
        if not there:
            fail(f"nobody who exists decides {matter}", request, row)
