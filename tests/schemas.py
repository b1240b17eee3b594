"""Checks the JSON Schemas in core/schemas against what the library takes and gives.

target/venv/bin/python tests/schemas.py <the Rust example `answers`>
"""

import functools
import json
import subprocess
import sys
import time
from pathlib import Path

import jsonschema_rs

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bindings-python/tests"), str(ROOT / "tests")]

from battery import fixtures, request_of  # noqa: E402
from spoilt import (  # noqa: E402
    check_spoilt_calendars,
    check_spoilt_packs,
    check_spoilt_requests,
    events_problems,
    patched,
    written_wrong,
)

FIXTURES = ROOT / "fixtures"
SMALL = json.loads((FIXTURES / "packs/good/small.json").read_text(encoding="utf-8"))
SMALL_REVIEWS = json.loads((FIXTURES / "packs/good/small-reviews.json").read_text(encoding="utf-8"))
SMALL_MEMBERSHIP = json.loads((FIXTURES / "packs/good/small-membership.json").read_text(encoding="utf-8"))
CALENDAR = json.loads((ROOT / "core/calendars/england-and-wales.json").read_text(encoding="utf-8"))
# The small pack with the forms of `then` that it lacks.
EVERY_FORM = patched(
    SMALL,
    [
        {"op": "add", "path": "/rules/-", "value": {**SMALL["rules"][0], "id": f"form-{n}", "then": then}}
        for n, then in enumerate(
            [
                {"governed_by": {"source": "handbook", "binds": "everybody", "sets": "the levels"}},
                {"protective": {"note": "A strength."}},
                {"define": True},
            ]
        )
    ],
)

# Mistakes of writing that a schema cannot know of.
BEYOND_A_SCHEMA = {"An unborn incident.": "which fact is a date of birth is for the pack to say"}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def validators():
    for name in ("pack", "calendar", "request", "response"):
        schema = read(ROOT / f"core/schemas/{name}.json")
        jsonschema_rs.meta.validate(schema)
        yield name, jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


VALIDATORS = dict(validators())


class Checks:
    """What each schema should say to which document, and what came of it."""

    def __init__(self):
        self.jobs, self.expected, self.passed, self.failures = [], [], 0, []

    def check(self, well, what):
        self.passed += bool(well)
        if not well:
            self.failures.append(str(what)[:600])

    def expect(self, good, schema, document, what):
        self.jobs.append((schema, document))
        self.expected.append((good, what))

    def good(self, schema, document, what):
        self.expect(True, schema, document, what)

    def bad(self, schema, document, what):
        self.expect(False, schema, document, what)

    def finish(self):
        for (schema, document), (good, what) in zip(self.jobs, self.expected):
            verdict = VALIDATORS[schema].is_valid(document)
            if verdict != good:
                error = next(VALIDATORS[schema].iter_errors(document), None)
                what = f"{what}: {schema}.json {'refuses' if good else 'takes'} it: {str(error)[:300]}"
            self.check(verdict == good, what)


class Library:
    """The Rust example `answers`: many lines in, as many out."""

    def __init__(self, command):
        self.command = command

    def lines(self, asked):
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in asked) + "\n"
        done = subprocess.run([self.command], input=text, capture_output=True, text=True, check=True)
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        assert len(answers) == len(asked)
        return answers

    @functools.cache  # noqa: B019
    def form(self, text):
        return json.dumps(self.lines([{"questions": json.loads(text)}])[0])


def check_packs(checks):
    for path in sorted((ROOT / "core/packs").rglob("*.json")):
        checks.good("pack", read(path), path.relative_to(ROOT))
    for path in sorted((FIXTURES / "packs/good").glob("*.json")):
        checks.good("pack", read(path), path.relative_to(ROOT))
    for path in sorted((FIXTURES / "packs/bad").glob("*.json")):
        fixture = read(path)
        good = read(FIXTURES / f"packs/good/{fixture.get('good', 'small')}.json")
        documents = [patched(good, changes) for changes in fixture["packs"]]
        wrong = written_wrong(fixture["problems"])
        assert not wrong or len(documents) == 1, f"{path.name}: which of the documents is it?"
        for document in documents:
            checks.expect(not wrong, "pack", document, path.name)


def battery_requests(library):
    for fixture in fixtures():
        yield fixture["name"], json.loads(request_of(fixture, library.form))
    for path in sorted((FIXTURES / "cases").glob("*.json")):
        yield path.name, json.loads(request_of(read(path), library.form))
    for path in sorted((FIXTURES / "reviews").glob("*.json")):
        for fixture in read(path)["fixtures"]:
            yield fixture["name"], fixture["request"]
    for path in sorted((FIXTURES / "incidents").glob("*.json")):
        yield path.name, read(path)["request"]


def check_audits(checks, library):
    """The fixtures of audits, which ask packs of their own."""
    names, asked = [], []
    for path in sorted((FIXTURES / "audits").glob("*.json")):
        battery = read(path)
        packs = [read(FIXTURES / f"packs/good/{name}.json") for name in battery["packs"]]
        for fixture in battery["fixtures"]:
            names.append(fixture)
            asked.append({"packs": packs, "request": fixture["request"]})
    for fixture, answer in zip(names, library.lines(asked)):
        wrong = written_wrong(answer.get("error", {}).get("problems", []))
        checks.expect(not wrong, "request", fixture["request"], fixture["name"])
        checks.good("response", answer, f"the answer to {fixture['name']}")
    example = read(FIXTURES / "audits-example/request.json")
    for question in ("audits", "audits-calendar", "audits-timeline"):
        request = example | {"question": question, "record": True}
        checks.good("request", request, f"the example of {question}")
        checks.good("response", library.lines([{"request": request}])[0], f"the answer to the example of {question}")


def check_membership(checks, library):
    """The fixtures of membership, as they are and recorded, and what is asked of a pack as a whole."""
    fixtures = [
        fixture for path in sorted((FIXTURES / "membership").glob("*.json")) for fixture in read(path)["fixtures"]
    ]
    fixtures += [{"name": path.stem, **read(path)} for path in sorted((FIXTURES / "meetings").glob("*.json"))]
    days = ("2018-06-29", "2021-11-10", "2022-07-01", "2023-12-15")
    whole = [
        {"question": question, "pack": pack, "as_of": day}
        for question in ("membership", "authority", "authority-table", "structure-diagram")
        for pack in ("england", "walsall")
        for day in days
    ]
    structures = [{**request, "structure": True} for request in whole if request["question"] == "membership"]
    asked = [(fixture["name"], fixture["request"]) for fixture in fixtures]
    asked += [
        (f"{request['question']} {request['pack']} {request['as_of']}", request) for request in whole + structures
    ]
    recorded = [(f"{name}, recorded", {**request, "record": True}) for name, request in asked]
    answers = library.lines([request for _, request in asked + recorded])
    for turn, ((name, request), answer) in enumerate(zip(asked + recorded, answers)):
        wrong = written_wrong(answer.get("error", {}).get("problems", []))
        checks.expect(not wrong, "request", request, name)
        checks.good("response", answer, f"the answer to {name}")
        # Looking at each many times takes long; those of every sort are among some.
        if turn % 7 == 0:
            check_spoilt_answer(checks, answer, f"the answer to {name}")


def check_spoilt_answer(checks, answer, what):
    """An answer about membership with a key too few, a key too many, or a word that there is not."""
    if "record" in answer:
        checks.bad("response", {"record": 1, "answer": answer["answer"]}, f"{what}, without the request")
        return
    for key, value in answer.items():
        if key in ("answer", "outcome", "exists", "constituted"):
            checks.bad("response", {**answer, key: "perhaps"}, f"{what}, another {key}")
        if key in ("answer", "pack", "as_of", "editions", "version", "missing", "lacking", "matrix", "svg", "error"):
            less = {name: value for name, value in answer.items() if name != key}
            checks.bad("response", less, f"{what}, without {key}")
        if key in ("problems", "open_settings", "people", "criteria", "matters", "organisations", "bodies") and value:
            more = [{**value[0], "colour": "red"}, *value[1:]]
            checks.bad("response", {**answer, key: more}, f"{what}, more in {key}")
    checks.bad("response", {**answer, "colour": "red"}, f"{what}, more")


def without_known_findings(answer, seen):
    """Most findings, reviews and actions stand in many answers; looking at each once is enough."""
    if "record" in answer:
        return {**answer, "answer": without_known_findings(answer["answer"], seen)}
    lists = {}
    for name in ("findings", "reviews", "actions"):
        if name in answer:
            new = {json.dumps(item): item for item in answer[name]}
            new = {text: item for text, item in new.items() if text not in seen}
            seen.update(new)
            lists[name] = list(new.values())
    return {**answer, **lists}


def check_battery(checks, library):
    names, asked = [], []
    ways = [("none", False), ("all", False), ("deciding", True)]
    for turn, (name, request) in enumerate(battery_requests(library)):
        # There are so many fixtures about reviews that they share the other ways.
        others = [ways[turn % 3]] if request["question"] == "reviews" else ways
        for explain, record in [("deciding", False), *others]:
            names.append(f"{name}, explain {explain}, record {record}")
            asked.append({**request, "explain": explain, "record": record})
    answers = library.lines(asked)
    replays, seen = [], set()
    for name, request, answer in zip(names, asked, answers):
        problems = answer.get("error", {}).get("problems", [])
        if request["explain"] == "deciding" and not request["record"]:
            # The four differ in nothing that takes long to look at.
            wrong = written_wrong(problems) or "events.not-a-date" in events_problems(answer)
            checks.expect(not wrong, "request", request, name)
        checks.good("response", without_known_findings(answer, seen), f"the answer to {name}")
        if "record" in answer:
            replays.append({"question": "replay", "record": answer})
            changed = {**answer, "answer": {**answer["answer"], "subject": "somebody", "more": 1}}
            replays.append({"question": "replay", "record": changed})
    for replay, answer in zip(replays, library.lines(replays)):
        checks.good("request", replay, "a replay")
        checks.good("response", answer, "the answer to a replay")
    same = [answer["same"] for answer in library.lines(replays[:2])]
    checks.check(same == [True, False], "a replay tells what is changed")


def check_forms(checks, library):
    (packs,) = library.lines(["packs"])
    checks.good("response", packs, "packs")
    asked = [
        {"family": pack["family"], "pack": pack["pack"], "subject": subject, "as_of": edition["from"]}
        for pack in packs["packs"]
        for subject in pack["subjects"]
        for edition in pack["editions"]
        if pack["family"] not in ("audits", "membership")
    ]
    # What can be given about audits has no subject.
    audits = [pack for pack in packs["packs"] if pack["family"] == "audits"]
    checks.check(len(audits) > 0, "there are audits")
    forms = [
        {"family": "audits", "pack": pack["pack"], "as_of": edition["from"]}
        for pack in audits
        for edition in pack["editions"]
    ]
    for request, form in zip(forms, library.lines([{"questions": request} for request in forms])):
        checks.good("request", request, f"the request for a form {request}")
        checks.good("response", form, f"the form {request}")
        checks.check("programmes" in form, f"no form for {request}")
    told = [fixture for fixture in read(FIXTURES / "forms/membership.json")["fixtures"]]
    answers = library.lines([{"questions": fixture["request"]} for fixture in told])
    for fixture, form in zip(told, answers):
        what = f"the form {fixture['name']}"
        checks.good("response", form, what)
        if "error" not in form:
            checks.good("request", fixture["request"], f"the request for {what}")
            checks.check("bodies" in form, f"no {what}")
    asked += [
        {key: value for key, value in request.items() if key != "family"}
        for request in asked
        if request["family"] == "thresholds"
    ]
    for request, form in zip(asked, library.lines([{"questions": request} for request in asked])):
        checks.good("request", request, f"the request for a form {request}")
        checks.good("response", form, f"the form {request}")
        checks.check("questions" in form, f"no form for {request}")


def check_bad_requests(checks, library):
    listed = read(FIXTURES / "requests/bad.json")["fixtures"]
    packs = [SMALL, SMALL_REVIEWS]
    answers = library.lines([{"packs": packs, "request": fixture["request"]} for fixture in listed])
    for fixture, answer in zip(listed, answers):
        says = fixture["says"]
        checks.good("response", answer, f"the error for: {says}")
        if says in BEYOND_A_SCHEMA:
            checks.good("request", fixture["request"], f"{says} (a schema can know of it now: take it off the list)")
        elif written_wrong(fixture["problems"]):
            checks.bad("request", fixture["request"], says)
    unknown = BEYOND_A_SCHEMA.keys() - {fixture["says"] for fixture in listed}
    checks.check(not unknown, f"no such fixtures: {unknown}")


def check_calendars(checks, library):
    for path in sorted((ROOT / "core/calendars").glob("*.json")):
        checks.good("calendar", read(path), path.relative_to(ROOT))
    deadlines = [
        {"id": "five", "from": "2022-09-14", "unit": "working-days", "n": 5},
        {"id": "month", "from": {"about": "2022-09"}, "unit": "months", "n": 1, "counting": "clear"},
        {"id": "before", "from": {"from": "2022-09", "to": "2023"}, "unit": "years", "n": 2, "direction": "before"},
        {"id": "far", "from": "2035-12-30", "unit": "working-days", "n": 30},
        {"id": "soon", "from": "2022", "unit": "as-soon-as-possible"},
    ]
    funeral = next(n for n, holiday in enumerate(CALENDAR["holidays"]) if holiday["day"] == "2022-09-19")
    older = patched(
        CALENDAR,
        [{"op": "remove", "path": f"/holidays/{funeral}"}, {"op": "replace", "path": "/until", "value": "2037-01-01"}],
    )
    asked = [{"question": "compare-calendars", "old": older, "new": "england-and-wales", "deadlines": deadlines}]
    for deadline in deadlines:
        asked.append({"question": "deadline", **{key: value for key, value in deadline.items() if key != "id"}})
    for request, answer in zip(asked, library.lines(asked)):
        checks.good("request", request, f"a question about working days {str(request)[-200:]}")
        checks.good("response", answer, f"the answer to {str(request)[-200:]}")
    (compared,) = library.lines(asked[:1])
    moved = {deadline["id"] for deadline in compared["moved"]}
    checks.check(moved == {"five", "far"} and len(compared["removed"]) == 0, f"what moves: {compared}")


def main():
    began = time.monotonic()
    checks, library = Checks(), Library(sys.argv[1])
    check_packs(checks)
    check_audits(checks, library)
    check_membership(checks, library)
    check_battery(checks, library)
    check_forms(checks, library)
    check_bad_requests(checks, library)
    check_calendars(checks, library)
    check_spoilt_packs(checks, library, EVERY_FORM, SMALL_REVIEWS, SMALL_MEMBERSHIP)
    check_spoilt_requests(checks, library, SMALL, SMALL_REVIEWS, SMALL_MEMBERSHIP)
    check_spoilt_calendars(checks, library)
    checks.finish()
    print(*checks.failures[:20], sep="\n")
    failed = f"{len(checks.failures)} failed, " if checks.failures else ""
    print(f"{failed}{checks.passed} passed in {time.monotonic() - began:.1f}s")
    sys.exit(bool(checks.failures))


if __name__ == "__main__":
    main()
