"""Checks that Rust, Python and Node give the same bytes for the whole battery.

python3 tests/same_bytes.py <the Rust example `answers`> <the Node script `lines.mjs`>
"""

import functools
import itertools
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bindings-python/tests"))

import audits_battery  # noqa: E402
import safeguarding_rules as sr  # noqa: E402
from battery import documents, fixtures, incidents, meetings, request_of  # noqa: E402

BUNDLED = sr.Catalogue()
UNITS = ("days", "working-days", "weeks", "months", "years")
COUNTINGS = ("exclusive", "inclusive", "clear")
# A holiday, a leap day, the end of a month, the edges of the bundled table and what lies beyond them.
DAYS = ("2019-12-20", "2020-02-29", "2021-01-31", "2022-06-01", "1995-01-01", "2035-12-31", "1994-12-31", "2023-02-29")
IN_PART = ("2024-03", "2024", {"from": "2024-03-28", "to": "2024-04-02"}, {"about": "2025-12"}, {})
BEGINNINGS = (*DAYS, *IN_PART, {"from": "2024", "to": 3}, None)


def deadlines():
    """What asks for a deadline: every unit, way of counting and direction, from days of every form."""
    for unit, counting, direction, start in itertools.product(UNITS, COUNTINGS, ("after", "before"), BEGINNINGS):
        for n in (1, 15):
            yield {"from": start, "unit": unit, "n": n, "direction": direction, "counting": counting}
    yield from ({"from": start, "unit": "as-soon-as-possible"} for start in BEGINNINGS)
    yield from ({"from": "2024-05-01", "unit": "days", "n": n} for n in (0, 10_000, 10_001, -1, "1", None))


def calendars():
    """The bundled table by name, as it is, with a holiday struck off, with one more, cut short, and wrong ones."""
    table = json.loads((ROOT / "core/calendars/england-and-wales.json").read_text(encoding="utf-8"))
    holidays = table["holidays"]
    more = {"day": "2035-12-27", "name": "A day more — “für alle”", "kind": "extra"}
    yield "england-and-wales"
    yield table
    yield {**table, "holidays": [holiday for holiday in holidays if holiday["day"] != "2024-04-01"]}
    yield {**table, "holidays": [*holidays, more]}
    yield {**table, "until": "2024-04-04", "holidays": [day for day in holidays if day["day"] < "2024-04-04"]}
    yield {**table, "holidays": holidays[1::-1]}
    yield "scotland"
    yield 3


def requests_alone():
    """Every question that is about no fixture: deadlines, calendars, forms and packs."""
    for asked in deadlines():
        yield {"question": "deadline", **asked}
    for table in calendars():
        yield {"question": "deadline", "from": "2024-03-28", "unit": "working-days", "n": 5, "calendar": table}
    named = [{"id": f"{number}", **asked} for number, asked in enumerate(deadlines()) if asked["from"] == "2019-12-20"]
    named.append({"id": "over easter", "from": "2024-03-28", "unit": "working-days", "n": 2})
    for old, new in itertools.product(calendars(), repeat=2):
        yield {"question": "compare-calendars", "old": old, "new": new, "deadlines": named}
    yield {"question": "compare-calendars", "old": "england-and-wales", "new": "england-and-wales", "deadlines": []}
    yield {"question": "compare-calendars"}
    for pack in json.loads(BUNDLED.packs())["packs"]:
        about = {"family": pack["family"], "pack": pack["pack"]}
        days = [day for edition in pack["editions"] for day in (edition["from"], edition.get("until")) if day]
        for subject, day in itertools.product((*pack["subjects"], "nobody"), days):
            yield {"questions": {**about, "subject": subject, "as_of": day}}
    yield {"questions": {"family": "audits", "pack": "walsall", "subject": "incident", "as_of": "2024-05-01"}}
    yield {"questions": {"family": "audits", "pack": "walsall", "as_of": "2024-05-01"}}
    yield "packs"


def of_membership():
    """The fixtures of membership, recorded too, and what is asked of a pack as a whole."""
    for fixture in fixtures("forms"):
        yield {"questions": fixture["request"]}
    for fixture in [*fixtures("membership"), *meetings()]:
        yield fixture["request"]
        yield {**fixture["request"], "record": True}
    whole = ({"question": "membership", "structure": True}, {"question": "authority"})
    drawn = ({"question": "authority-table"}, {"question": "structure-diagram"})
    days = ("2018-06-29", "2021-11-10", "2022-07-01", "2023-12-15")
    for asked, pack, day in itertools.product((*whole, *drawn), ("england", "walsall"), days):
        yield {**asked, "pack": pack, "as_of": day}


@functools.cache
def catalogue_of(texts):
    """The bundled packs with these; many requests ask the same ones."""
    return sr.Catalogue().with_packs(list(texts))


def python_answer(line):
    """The answer to a line, or the error as the wire writes it."""
    value = json.loads(line)
    try:
        if value == "packs":
            return BUNDLED.packs()
        if "packs" in value:
            texts = tuple(json.dumps(pack, ensure_ascii=False) for pack in value["packs"])
            return catalogue_of(texts).answer(json.dumps(value["request"], ensure_ascii=False))
        return BUNDLED.questions(json.dumps(value["questions"])) if "questions" in value else sr.answer(line)
    except sr.SafeguardingError as refused:
        error = {"code": refused.code, "at": refused.at, "message": refused.message, "problems": refused.problems}
        return json.dumps({"error": error}, ensure_ascii=False, separators=(",", ":"))


def lines_of(command, requests):
    done = subprocess.run(command, input="\n".join(requests) + "\n", capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def answers_of(requests):
    """What Rust, Node and Python answer; each in a process or thread of its own."""
    with ThreadPoolExecutor() as pool:
        rust = pool.submit(lines_of, [sys.argv[1]], requests)
        node = pool.submit(lines_of, ["node", sys.argv[2]], requests)
        python = [python_answer(request) for request in requests]
        return rust.result(), node.result(), python


def main():
    requests = [json.dumps(request, ensure_ascii=False) for request in requests_alone()]
    for fixture in [*fixtures(), *fixtures("reviews"), *incidents()]:
        request = json.loads(request_of(fixture, BUNDLED.questions))
        for explain in ("none", "deciding", "all"):
            requests.append(json.dumps({**request, "explain": explain}, ensure_ascii=False))
        requests.append(json.dumps({**request, "record": True}, ensure_ascii=False))
    for _, document in documents("inventory"):
        requests += [request_of(fixture, BUNDLED.questions) for fixture in document["fixtures"]]
    for fixture in audits_battery.fixtures():
        packs = [json.loads(text) for text in fixture["packs"]]
        for more in ({}, {"record": True}, {"question": "audits-calendar"}, {"question": "audits-timeline"}):
            if not more or fixture["request"].get("question") == "audits":
                asked = {"packs": packs, "request": {**fixture["request"], **more}}
                requests.append(json.dumps(asked, ensure_ascii=False))
    requests += [json.dumps(request, ensure_ascii=False) for request in of_membership()]
    rust, node, python = answers_of(requests)
    assert requests and len(rust) == len(node) == len(python)
    differing = [request for request, *three in zip(requests, rust, python, node) if len(set(three)) > 1]
    print(f"{len(requests) - len(differing)} requests agree, {len(differing)} differ", *differing[:3], sep="\n")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
