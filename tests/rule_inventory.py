"""Makes each item that the rule inventory names wrong, and sees that a fixture named with it fails.

    python3 tests/rule_inventory.py [row …]

An item is left out of its pack; where the pack does not load without it, one of its parts is changed at a time.
Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import json
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bindings-python/tests"), str(ROOT / "tests/oracle"), str(ROOT / "tests")]

import audits_battery  # noqa: E402
import battery  # noqa: E402
import reviews_battery  # noqa: E402
from membership_differential import ours  # noqa: E402
from membership_fixtures import check  # noqa: E402

FIXTURES = ROOT / "fixtures"
LIBRARY = "target/release/examples/answers"
NAMES = "id entry duty dispute conflict setting criterion item action rule person matter body".split()
NAMES += "seat part partner organisation programme review".split()
STAYS = ("id", "subject", "overrides", "strength", "basis", "evidence", "cites", "note", "seen_at")


def ask(lines):
    """The library's answer to each line."""
    text = "".join(json.dumps(line) + "\n" for line in lines)
    run = subprocess.run([LIBRARY], input=text, stdout=subprocess.PIPE, cwd=ROOT, text=True, check=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


def fixtures():
    """Every fixture about the bundled packs by family and name, with what finds an answer to it wrong."""
    found = {}
    for family, is_wrong in BATTERIES.items():
        for _, document in battery.documents(family):
            if not document.get("packs"):
                found |= {(family, one["name"]): (one, is_wrong) for one in document["fixtures"]}
    found |= {("reviews", one["name"]): (one, BATTERIES["reviews"]) for one in battery.incidents()}
    for family, document in battery.documents("inventory"):
        found |= {(family, one["name"]): (one, is_not_shown) for one in document["fixtures"]}
    return found


@cache
def form(text):
    """What can be asked about a subject on a day."""
    return json.dumps(ask([{"questions": json.loads(text)}])[0])


def requests_of(fixtures):
    """What fixtures ask."""
    return [json.loads(battery.request_of(fixture, form)) for fixture, _ in fixtures]


def is_not_shown(fixture, answer):
    """An answer that lacks something of what a fixture shows."""
    return not shows(answer, fixture["shows"])


def differs(differences):
    """By a function that gives the differences."""
    return lambda fixture, answer: any(differences(fixture["expect"], answer))


def is_other_membership(fixture, answer):
    """An answer about membership that is not as expected."""
    try:
        check(fixture, ours(answer))
    except (AssertionError, SystemExit, KeyError, TypeError, StopIteration):
        return True
    return False


BATTERIES = {
    "thresholds": differs(battery.differences),
    "reviews": differs(reviews_battery.differences),
    "audits": differs(audits_battery.differences),
    "membership": is_other_membership,
}


def shows(answer, expected):
    """Whether an answer has everything that is expected of it; fixtures/README.md says how it is written."""
    if answer is None and isinstance(expected, dict):
        return bool(expected) and all(shows(None, value) for value in expected.values())
    if isinstance(expected, dict) and isinstance(answer, list):
        return all(shows(named(answer, name), value) for name, value in expected.items())
    if isinstance(expected, dict):
        return isinstance(answer, dict) and all(shows(answer.get(key), value) for key, value in expected.items())
    if isinstance(expected, list):
        return isinstance(answer, list) and all(any(shows(one, value) for one in answer) for value in expected)
    return answer == expected


def named(rows, name):
    """The row of this name: the first of the keys in NAMES that a row has is its name."""
    return next((row for row in rows if next((row[key] for key in NAMES if key in row), None) == name), None)


def wrong_items(document, name):
    """The item left out, and the item with one part changed, each as a document of its own and in words."""
    key, index = place_of(document, name)
    rows = document[key]
    yield "left out", {**document, key: rows[:index] + rows[index + 1 :]}
    for part, value in changed(rows[index], rows):
        item = {k: v for k, v in rows[index].items() if k != part} | ({} if value is None else {part: value})
        yield f"{part} changed", {**document, key: [*rows[:index], item, *rows[index + 1 :]]}


def place_of(document, name):
    """The list in which an item stands, and where in it."""
    lists = {key: rows for key, rows in document.items() if isinstance(rows, list) and key != "drops"}
    return next((key, n) for key, rows in lists.items() for n, row in enumerate(rows) if row.get("id") == name)


def changed(item, rows):
    """Parts of an item, each with another value; `None`: without it."""
    if item.get("kind") in ("choice", "count", "day"):
        defaults = {"choice": [choice["value"] for choice in item["choices"]], "count": [7], "day": ["2024-01-01"]}
        yield from [("default", value) for value in defaults[item["kind"]] if value != item.get("default")]
    for key, value in item.items():
        if key in STAYS:
            continue
        yield key, None
        match value:
            case bool():
                yield key, not value
            case int():
                yield key, value + 1
            case list() if value:
                yield key, value[:-1]
                yield key, []
            case str():
                yield key, "Something else?" if value.endswith("?") else "Something else"
        others = [row[key] for row in rows if row.get(key, value) != value]
        yield from ((key, other) for other in others[:2] + others[-2:])
    yield "until", "2018-07-01"
    yield "from", "2040-01-01"


def without_all(document, name):
    """The document without the item and without everything that cannot stand without it; `None` if nothing is left.

    With it the editions that amend it.
    """
    gone, left = {place_of(document, name)}, None
    while left is None:
        left = {
            key: [row for n, row in enumerate(rows) if (key, n) not in gone] if isinstance(rows, list) else rows
            for key, rows in document.items()
        }
        kept = {
            key: [n for n in range(len(rows)) if (key, n) not in gone]
            for key, rows in document.items()
            if isinstance(rows, list)
        }
        gone_ids = {document[key][n]["id"] for key, n in gone if "id" in document[key][n]}
        after = [without_naming(later, gone_ids) for later in amending(document)]
        problems = ask([{"packs": [left, *after], "requests": []}])[0]
        if isinstance(problems, dict):
            places = [problem["at"].split("/")[1:] for problem in problems["error"]["problems"]]
            places = [place[1:3] if after else place[:2] for place in places if not after or place[0] == "0"]
            more = {
                (key, kept[key][int(n)]) for key, n in (place for place in places if len(place) == 2) if key in kept
            }
            if not more:
                return None
            gone, left = gone | more, None
    return left, *after


def amending(document):
    """The editions that amend this one."""
    for path in sorted((ROOT / "core/packs" / document["pack"] / document["family"]).glob("*.json")):
        later = json.loads(path.read_text("utf-8"))
        if later.get("amends") == document["from"]:
            yield later


def without_naming(document, ids):
    """An edition without what names what is gone."""
    left = {
        key: [row for row in rows if not names(row, ids)] for key, rows in document.items() if isinstance(rows, list)
    }
    return {**document, **left}


def names(row, ids):
    """Whether an item names, beside itself, one of those, wherever in it."""
    match row:
        case dict():
            return any(names(value, ids) for key, value in row.items() if key not in ("id", "cites"))
        case list():
            return any(names(value, ids) for value in row)
    return row in ids


def failing(document, name, asked, wanted):
    """What of these fixtures fails where the item is wrong, by the way in which it is.

    `wanted`: sets of fixtures of which one each is to fail.
    """
    requests = requests_of(asked.values())
    every = list(wrong_items(document, name))
    ways = tried(every[:1], requests, asked) or tried(every[1:], requests, asked)
    found = set().union(*ways.values())
    if not all(found & names for names in wanted):
        last = without_all(document, name)
        ways |= tried([("left out with what names it", *last)] if last else [], requests, asked)
    return ways


def tried(wrongs, requests, asked):
    """What fails, by the way, of those documents that load."""
    ways = defaultdict(set)
    found = ask([{"packs": list(wrong), "requests": requests} for _, *wrong in wrongs])
    for (way, *_), answers in zip(wrongs, found, strict=True):
        if isinstance(answers, list):
            pairs = zip(asked.items(), answers, strict=True)
            ways[way] |= {name for (name, (fixture, is_wrong)), answer in pairs if is_wrong(fixture, answer)}
    return ways


def main():
    known = fixtures()
    inventory = json.loads((FIXTURES / "rule-inventory.json").read_text("utf-8"))
    rows = [row for row in inventory["rows"] if not sys.argv[1:] or row["row"] in sys.argv[1:]]
    named_with, wanted = defaultdict(dict), []
    for row in rows:
        for carried in row.get("carried_by", []):
            names = {(carried["family"], fixture) for fixture in carried["fixtures"]}
            for item in carried["items"]:
                named_with[carried["pack"], item] |= {name: known[name] for name in names}
                wanted.append((row["row"], carried["pack"], item, names))
    bad = 0
    used = {name: known[name] for *_, names in wanted for name in names}
    for (name, (fixture, is_wrong)), answer in zip(used.items(), ask(requests_of(used.values())), strict=True):
        if is_wrong(fixture, answer):
            bad += 1
            print(f"{name[1]}: not answered as expected")
    failed, last = {}, []
    for (pack, item), asked in named_with.items():
        document = json.loads((ROOT / "core/packs" / pack).read_text("utf-8"))
        needed = [names for _, *of, names in wanted if of == [pack, item]]
        ways = failing(document, item, asked, needed)
        failed[pack, item] = set().union(*ways.values())
        if ways.get("left out with what names it"):
            last.append(item)
    for row, pack, item, names in wanted:
        if not failed[pack, item] & names:
            bad += 1
            print(f"{row}: `{item}` of {pack} can be wrong and no fixture named there fails")
    print(f"{len(last)} items are seen only with what names them: {', '.join(last)}")
    print(f"test result: {'ok' if bad == 0 else 'FAILED'}. {len(wanted) - bad} passed; {bad} failed;")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
