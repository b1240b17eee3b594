"""Checks the JSON Schemas in core/schemas against what the library takes and gives.

target/venv/bin/python tests/schemas.py <the Rust example `answers`>
"""

import functools
import json
import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bindings-python/tests"), str(ROOT / "tests")]

from battery import fixtures, request_of  # noqa: E402
from spoilt import check_spoilt_packs, check_spoilt_requests, patched, written_wrong  # noqa: E402

FIXTURES = ROOT / "fixtures"
SMALL = json.loads((FIXTURES / "packs/good/small.json").read_text(encoding="utf-8"))
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
BEYOND_A_SCHEMA = {}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def validators():
    dates = FormatChecker(formats=["date"])
    for name in ("pack", "request", "response"):
        schema = read(ROOT / f"core/schemas/{name}.json")
        Draft202012Validator.check_schema(schema)
        yield name, Draft202012Validator(schema, format_checker=dates)


VALIDATORS = dict(validators())


def accepts(job):
    """Whether the schema of this name takes the document."""
    schema, document = job
    return VALIDATORS[schema].is_valid(document)


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
        with multiprocessing.Pool() as pool:
            verdicts = pool.map(accepts, self.jobs, chunksize=64)
        for verdict, (schema, document), (good, what) in zip(verdicts, self.jobs, self.expected):
            if verdict != good:
                error = best_match(VALIDATORS[schema].iter_errors(document))
                what = f"{what}: {schema}.json {'refuses' if good else 'takes'} it: {error}"
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
        documents = [patched(SMALL, changes) for changes in fixture["packs"]]
        wrong = written_wrong(fixture["problems"])
        assert not wrong or len(documents) == 1, f"{path.name}: which of the documents is it?"
        for document in documents:
            checks.expect(not wrong, "pack", document, path.name)


def battery_requests(library):
    for fixture in fixtures():
        yield fixture["name"], json.loads(request_of(fixture, library.form))
    for path in sorted((FIXTURES / "cases").glob("*.json")):
        yield path.name, json.loads(request_of(read(path), library.form))


def without_known_findings(answer, seen):
    """Most findings stand in many answers; looking at each once is enough."""
    if "findings" not in answer:
        return answer
    new = {json.dumps(finding): finding for finding in answer["findings"]}
    new = {text: finding for text, finding in new.items() if text not in seen}
    seen.update(new)
    return {**answer, "findings": list(new.values())}


def check_battery(checks, library):
    names, asked = [], []
    for name, request in battery_requests(library):
        for explain, record in (("none", False), ("deciding", False), ("all", False), ("deciding", True)):
            names.append(f"{name}, explain {explain}, record {record}")
            asked.append({**request, "explain": explain, "record": record})
    answers = library.lines(asked)
    replays, seen = [], set()
    for name, request, answer in zip(names, asked, answers):
        problems = answer.get("error", {}).get("problems", [])
        if request["explain"] == "none":
            # The four differ in nothing that takes long to look at.
            wrong = any(problem["code"].startswith("json.") for problem in problems)
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
        {"pack": pack["pack"], "subject": subject, "as_of": edition["from"]}
        for pack in packs["packs"]
        for subject in pack["subjects"]
        for edition in pack["editions"]
    ]
    for request, form in zip(asked, library.lines([{"questions": request} for request in asked])):
        checks.good("request", request, f"the request for a form {request}")
        checks.good("response", form, f"the form {request}")
        checks.check("questions" in form, f"no form for {request}")


def check_bad_requests(checks, library):
    listed = read(FIXTURES / "requests/bad.json")["fixtures"]
    answers = library.lines([{"packs": [SMALL], "request": fixture["request"]} for fixture in listed])
    for fixture, answer in zip(listed, answers):
        says = fixture["says"]
        checks.good("response", answer, f"the error for: {says}")
        if says in BEYOND_A_SCHEMA:
            checks.good("request", fixture["request"], f"{says} (a schema can know of it now: take it off the list)")
        elif any(problem["code"].startswith("json.") for problem in fixture["problems"]):
            checks.bad("request", fixture["request"], says)
    unknown = BEYOND_A_SCHEMA.keys() - {fixture["says"] for fixture in listed}
    checks.check(not unknown, f"no such fixtures: {unknown}")


def main():
    began = time.monotonic()
    checks, library = Checks(), Library(sys.argv[1])
    check_packs(checks)
    check_battery(checks, library)
    check_forms(checks, library)
    check_bad_requests(checks, library)
    check_spoilt_packs(checks, library, EVERY_FORM)
    check_spoilt_requests(checks, library, SMALL)
    checks.finish()
    print(*checks.failures[:20], sep="\n")
    failed = f"{len(checks.failures)} failed, " if checks.failures else ""
    print(f"{failed}{checks.passed} passed in {time.monotonic() - began:.1f}s")
    sys.exit(bool(checks.failures))


if __name__ == "__main__":
    main()
