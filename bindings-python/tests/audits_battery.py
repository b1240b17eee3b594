"""Reads the fixtures of audits and says how an answer differs from what is expected."""

import json

from battery import FIXTURES, documents

KEYS = json.loads((FIXTURES / "expectations/audits.json").read_text(encoding="utf-8"))
SETS = ("not_set", "could_be", "missing", "without_evidence", "without_action", "without_owner_or_day")
LISTS = {"open_settings": "setting", "conflicts": "conflict", "omissions": "part"}


def fixtures():
    """Every fixture of the family, with the texts of the packs that it is asked of."""
    for file, document in documents("audits"):
        if unknown := [*strangers(KEYS, document)]:
            raise KeyError(f"unknown key in {file}: {unknown}")
        paths = [FIXTURES / "packs/good" / f"{name}.json" for name in document["packs"]]
        texts = [path.read_text(encoding="utf-8") for path in paths]
        for fixture in document["fixtures"]:
            yield {**fixture, "packs": texts}


def strangers(known, given, at=""):
    """The places of keys that nobody knows, and of what is no list or object where one is expected."""
    if known is True or given is None:
        return
    if not isinstance(given, type(known)):
        yield at
    elif isinstance(known, list):
        for number, item in enumerate(given):
            yield from strangers(known[0], item, f"{at}/{number}")
    else:
        for key, value in given.items():
            inner = known.get(key, known.get("*"))
            yield from [f"{at}/{key}"] if inner is None else strangers(inner, value, f"{at}/{key}")


def differences(expect, answer):
    """Each way in which the answer is not as expected."""
    if unknown := [*strangers(KEYS["fixtures"][0]["expect"], expect)]:
        raise KeyError(f"unknown expectation {unknown}")
    if "error" in answer and "error" not in expect:
        yield f"refused: {answer['error']}"
        return
    for key, expected in expect.items():
        for what, wanted, got in compared(answer, key, expected):
            if wanted != got:
                yield f"{what}: expected {wanted}, got {got}"


def compared(answer, key, expected):
    """What is expected of one key and what the answer has, each with a name."""
    items = answer.get(key, [])
    match key:
        case "programmes":
            return each(key, expected, by_id(items, "programme"), programme)
        case "owes":
            return owes(answer, expected, words_of)
        case "owed_by":
            return owes(answer, expected, lambda stretch: stretch["by"])
        case "occurrences":
            return each(key, expected, {name_of(one): one for one in items}, occurrence)
        case "all_occurrences":
            return [(key, expected, [name_of(one) for one in answer["occurrences"]])]
        case "duties":
            return each(key, expected, by_id(items, "duty"), duty)
        case "phase_errors":
            return [(key, set(expected), errors_of(answer))]
        case "phase_errors_include":
            return [(key, set(), set(expected) - errors_of(answer))]
        case "phase_errors_exclude":
            return [(key, set(), set(expected) & errors_of(answer))]
        case "next" | "coming":
            there = {} if answer[key] is None else {key: answer[key]}
            return each("", {key: expected}, there, part)
        case "problems":
            pairs = sorted((problem["code"], problem["at"]) for problem in items)
            return [(key, sorted((problem["code"], problem["at"]) for problem in expected), pairs)]
        case "problem_codes":
            return [(key, set(expected), {problem["code"] for problem in answer.get("problems", [])})]
        case "open_settings" | "conflicts" | "omissions":
            return [(key, sorted(expected), sorted(one[LISTS[key]] for one in items))]
        case "returns":
            return each(key, expected, by_id(items, "agency"), returned)
        case "standards":
            return each(key, expected, by_id(items, "standard"), part)
        case "parts":
            there = {one["part"]: one["present"] for one in items}
            return [(f"{key} {name}", truth, there.get(name)) for name, truth in expected.items()]
        case "covered_by":
            there = by_id(answer["parts"], "part")
            return [(f"{key} {name}", sorted(by), sorted(there[name].get(key, []))) for name, by in expected.items()]
        case "missing" | "unknown":
            return [(key, sorted(expected), sorted(items))]
        case "complete":
            return [(key, expected, answer[key])]
        case "error":
            return [(key, expected, {name: answer.get(key, {}).get(name) for name in expected})]
    raise KeyError(f"expectation {key} is known and compared with nothing")


def by_id(items, key):
    """Items by one of their keys."""
    return {item[key]: item for item in items}


def each(key, expected, there, parts):
    """Items by their names, each with the parts expected; `None`: there is no such item."""
    for name, wanted in expected.items():
        item = there.get(name)
        if wanted is None or item is None:
            yield f"{key} {name}", wanted, item
            continue
        for what, value in wanted.items():
            for label, one, other in parts(item, what, value):
                yield f"{key} {name} {label}", one, other


def part(item, key, expected):
    """One part of an item, in the short form of the fixtures."""
    if key in SETS:
        return [(key, sorted(expected), sorted(item.get(key, [])))]
    got = item.get(key)
    is_span = isinstance(got, dict) and set(got) in ({"earliest", "latest"}, {"least", "most"})
    if is_span and not isinstance(expected, dict) and len(set(got.values())) == 1:
        got = next(iter(got.values()))
    return [(key, expected, got)]


def programme(item, key, expected):
    """A part of a programme; its years in words."""
    match key:
        case "years":
            words = [f"{year['year']} {year['phase']}" if "phase" in year else str(year["year"]) for year in item[key]]
            return [(key, expected, words)]
        case "year_days":
            days = {str(year["year"]): [year["from"], year["until"]] for year in item["years"]}
            return [(key, expected, {year: days.get(year) for year in expected})]
    return part(item, key, expected)


def owes(answer, expected, words):
    """What agencies owe, stretch by stretch."""
    for agency, programmes in expected.items():
        owed = by_id(answer["agencies"], "agency")[agency]["owes"]
        for name, stretches in programmes.items():
            got = [words(stretch) for stretch in owed if stretch["programme"] == name]
            yield f"owes {agency} {name}", stretches, got


def words_of(stretch):
    """What is owed from when to when, in words."""
    days = [f" {key} {stretch[key]}" for key in ("from", "until") if key in stretch]
    return stretch["owed"] + "".join(days)


def name_of(item):
    """programme/phase/year/agency of an occurrence or of a phase error."""
    return "/".join(str(item[key]) for key in ("programme", "phase", "year", "agency"))


def errors_of(answer):
    """The phase errors in words."""
    return {f"{error['code']} {name_of(error)}" for error in answer.get("phase_errors", [])}


def occurrence(item, key, expected):
    """A part of an occurrence."""
    return each("step", expected, by_id(item[key], "step"), part) if key == "steps" else part(item, key, expected)


def duty(item, key, expected):
    """A part of a duty."""
    times = item.get("occurrences", [])
    match key:
        case "count":
            return [(key, expected, len(times))]
        case "occurrences":
            numbered = {number: wanted for number, wanted in enumerate(expected)}
            found = each("", numbered, dict(enumerate(times)), part)
            return [(f"number of {key}", len(expected), len(times)), *found]
    return part(item, key, expected)


def returned(item, key, expected):
    """A part of a return."""
    if key == "carry":
        words = [(one["standard"], one["action"], one.get("from")) for one in item.get(key, [])]
        return [(key, expected, [f"{s}/{a}" + (f" from {year}" if year else "") for s, a, year in words])]
    return (
        each("standard", expected, by_id(item[key], "standard"), rated)
        if key == "standards"
        else part(item, key, expected)
    )


def rated(item, key, expected):
    """A part of a standard of a return."""
    if key == "actions":
        return [(key, expected, {action["action"]: action["state"] for action in item[key]})]
    return part(item, key, expected)
