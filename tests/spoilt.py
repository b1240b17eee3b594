"""Packs, calendars and requests spoilt in every place, to hold the readers and the schemas against each other."""

import copy

from spoilt_membership import MEMBERSHIP, more_membership

# What the pack's reader finds before it knows what the pack means, and what a schema can see of the rest.
WRITING = {
    "pack.bad-id",
    "pack.not-a-condition",
    "pack.not-a-span",
    "pack.nothing-follows",
    "pack.no-citation",
    "pack.no-subject",
    "pack.not-a-question",
    "calendar.bad-name",
    "request.too-many",
}

# Put in the place of every value.
INSTEAD = [
    None, True, False, -1, 0, 21, 151, 10_001, 2**32, 0.5, " ", "no id", "a-b", "a_b", "a.b", "x" * 121,
    "as-soon-as-possible", "days", "count", "day", "event", "before",
    "2023-02-29", "2023-02", "0000", [], [""], ["x"], {}, {"days": 3}, {"state": "declined"}, {"rule": "a"},
]  # fmt: skip

# Put beside the keys of every object: a key that is known nowhere, and such as are known elsewhere.
BESIDE = {
    "colour": "red", "fact": "at_risk", "rule": "a", "of": [], "all": [], "not": {"all": []}, "at_least": 1, "is": "a",
    "level": 1, "trigger": True, "route": "a", "define": True, "n": 3, "days": 3, "setting": "a", "state": "declined",
    "from": "2023-02-01", "min": 1, "not_before": "2023-02-01", "due": "a", "clock": {}, "review": "a", "modality": "duty", "unborn": False, "about": "2023", "expected": "2023", "yes": [], "by": [], "record": 1,
}  # fmt: skip


def written_wrong(problems):
    return any(problem["code"].startswith("json.") or problem["code"] in WRITING for problem in problems)


def patched(document, changes):
    """The document after the changes (RFC 6902; `add`, `replace` and `remove`)."""
    document = copy.deepcopy(document)
    for change in changes:
        *way, last = change["path"].split("/")[1:]
        parent = document
        for step in way:
            parent = parent[int(step) if isinstance(parent, list) else step]
        if isinstance(parent, list):
            last = len(parent) if last == "-" else int(last)
        if change["op"] == "remove":
            del parent[last]
        elif change["op"] == "add" and isinstance(parent, list):
            parent.insert(last, change["value"])
        else:
            parent[last] = change["value"]
    return document


def places(value, seen, at="", shape=""):
    """A pointer to every value, but one only of those that lie in the same shape of place."""
    if isinstance(value, dict):
        # Above, the lists are there one by one; they are no other shape.
        shape += f"{{{','.join(sorted(value))}}}" if at else ""
        entries = [(key, f"{shape}/{key}", inner) for key, inner in value.items()]
    else:
        entries = [(str(index), f"{shape}/*", inner) for index, inner in enumerate(value)]
    for key, inner_shape, inner in entries:
        kind = f"{inner_shape}:{','.join(sorted(inner)) if isinstance(inner, dict) else type(inner).__name__}"
        if kind not in seen:
            seen.add(kind)
            yield f"{at}/{key}", isinstance(value, dict), inner
        if isinstance(inner, (dict, list)):
            yield from places(inner, seen, f"{at}/{key}", inner_shape)


def one_by_one(pack):
    """The pack with nothing in its lists, and with each item of them alone: what it means does not matter here."""
    head = {key: value for key, value in pack.items() if not isinstance(value, list)}
    yield head
    for key, items in pack.items():
        if isinstance(items, list):
            for item in items:
                yield {**head, key: [item]}
    yield {"format": 1, "pack": "small", "sources": pack["sources"]}


def more_events(reviews):
    """The small reviews pack with keys that it does not use."""
    pack = copy.deepcopy(reviews)
    pack["settings"][2] |= {"default": "board-told", "overrides": "clock_start"}
    pack["settings"][1] |= {"default": "2024-01-01"}
    pack["roles"][1] |= {"overrides": "local.asked"}
    pack["links"][0] |= {"overrides": "local.court"}
    pack["actions"][3] |= {"overrides": "local.paper", "note": "A note."}
    return pack


def spoilt_copies(*documents):
    seen = set()
    for document in documents:
        yield from copies(document, seen)


def copies(document, seen):
    for at, is_key, value in places(document, seen=seen):
        changes = [{"op": "replace", "path": at, "value": other} for other in INSTEAD]
        if is_key:
            changes.append({"op": "remove", "path": at})
        if isinstance(value, dict):
            more = [(key, other) for key, other in BESIDE.items() if key not in value]
            changes += [{"op": "add", "path": f"{at}/{key}", "value": other} for key, other in more]
        for change in changes:
            yield f"{change['op']} {at} {change.get('value')}", patched(document, [change])


def rules_of_every_form(small):
    """The small pack with a rule for every form of a condition and of what follows."""
    forms = [
        {"at_least": 1, "of": [{"fact": "at_risk"}]},
        {"fact": "visits", "at_most": 3},
        {"fact": "home", "one_of": ["own", "none"]},
        {"fact": "needs", "includes": "food"},
        {"fact": "needs", "includes_at_least": 1, "of": ["food", "rest"]},
        {"fact": "date_of_birth", "before": "2020-01-01"},
        {"fact": "date_of_birth", "on_or_after": "2020-01-01"},
        {"fact": "date_of_birth", "within_last": {"weeks": 6}},
        {"fact": "date_of_birth", "at_least_ago": {"months": 6}},
        {"fact": "date_of_birth", "age_under": {"years": 2}},
        {"fact": "date_of_birth", "age_under": 2},
    ]
    more = [{"protective": {"note": "A note."}}]
    rules = [(form, {"define": True}) for form in forms] + [({"all": []}, then) for then in more]
    pack = copy.deepcopy(small)
    for n, (when, then) in enumerate(rules):
        pack["rules"].append({**small["rules"][1], "id": f"form.number-{n}", "when": when, "then": then})
    pack["rules"][-1] |= {"from": "2022-01-01", "until": "2023-01-01", "note": "A note."}
    limit = {"unit": "as-soon-as-possible", "from": "the concern"}
    pack["steps"].append({**small["steps"][0], "id": "step.soon", "limit": limit})
    pack |= {"notice": "A notice.", "illustrative": False, "until": "2030-01-01"}
    return pack


def answered(**facts):
    request = {"question": "thresholds", "pack": "small", "subject": "person", "as_of": "2024-05-01"}
    judgement = {"level": 2, "by": "a lead", "reason": "a reason", "on": "2024-04-30"}
    return {**request, "facts": facts, "settings": {"visits_needed": 3}, "explain": "none", "judgement": judgement}


REQUESTS = [
    answered(date_of_birth="2019-03", at_risk=True, visits=3, home="own", needs=["food"]),
    answered(date_of_birth={"from": "2019-03-04", "to": "2020"}, visits={"from": 1, "to": 2}, needs={"yes": ["food"]}),
    answered(date_of_birth={"about": "2019"}, at_risk={"state": "not-known"}, needs={"yes": [], "no": ["rest"]}),
    answered(date_of_birth={"expected": "2024-06-01", "unborn": False}, visits={"state": "not-applicable"}),
    answered(date_of_birth={"unborn": True}, home={"state": "disputed", "by": [{"who": "an aunt", "says": "own"}]}),
    answered(date_of_birth={"about": "2019", "unborn": False}, at_risk=None, record=True) | {"record": True},
    {"question": "replay", "record": {"record": 1, "request": {}, "answer": {}}},
]

TABLE = {
    "format": 1, "calendar": "short", "title": "A short table", "from": "2021-01-01", "until": "2030-01-01",
    "checked_on": "2021-01-01", "proclaimed_until": "2029-01-01", "weekend": ["saturday", "sunday"],
    "sources": [{"id": "act", "title": "An Act", "publisher": "Parliament", "date": "1971", "link": "https://example.org"}],
    "holidays": [{"day": "2024-01-01", "name": "New Year's Day", "kind": "regular"}],
}  # fmt: skip


def incident(facts, events, **more):
    request = {"question": "reviews", "pack": "small", "subject": "incident", "as_of": "2024-05-01"}
    settings = {"agencies_many": 4, "new_law": "2023-06-01", "clock_start": "board-told"}
    facts = {"happened_on": "2016-01-10", **facts}
    return {**request, "facts": facts, "events": events, "settings": settings, "explain": "deciding", **more}


# Ranges stay ranges whatever day is put in.
REVIEWS = [
    incident({"died": True}, {"board-told": "2022-01-12", "decided": False, "meeting": None, "notice-sent": True}),
    incident({}, {"board-told": {"from": "2022-01-12", "to": "2024"}}, no_other_events=True, calendar="england-and-wales"),
    incident({}, {"board-told": {"about": "2022-01-12"}, "decided": {}}, calendar=TABLE, record=True),
    {"question": "deadline", "from": "2024-01-10", "unit": "working-days", "n": 5, "direction": "after", "counting": "clear"},
    {"question": "deadline", "from": {"from": "2022", "to": "2024"}, "unit": "as-soon-as-possible", "calendar": TABLE},
    {"question": "deadline", "from": {"about": "2024"}, "unit": "months", "n": 6, "calendar": "england-and-wales"},
    {
        "question": "compare-calendars", "old": TABLE, "new": "england-and-wales",
        "deadlines": [{"id": "five", "from": "2024-01-10", "unit": "days", "n": 5, "direction": "before", "counting": "inclusive"}],
    },
]  # fmt: skip


def check_spoilt_packs(checks, library, small, reviews, membership):
    packs = [*spoilt_copies(*one_by_one(rules_of_every_form(small)))]
    packs += spoilt_copies(*one_by_one(more_events(reviews)))
    packs += spoilt_copies(*one_by_one(more_membership(membership)))
    # A question that nobody asks is refused last, when the pack is found to be good.
    answers = library.lines([{"packs": [pack], "request": {"question": "none"}} for _, pack in packs])
    for (what, pack), answer in zip(packs, answers):
        wrong = written_wrong(answer["error"]["problems"])
        checks.expect(not wrong, "pack", pack, f"{what}, answered by {answer}"[:300])


def check_spoilt_requests(checks, library, small, *more):
    requests = [*spoilt_copies(*REQUESTS), *spoilt_copies(*REVIEWS), *spoilt_copies(*MEMBERSHIP)]
    answers = library.lines([{"packs": [small, *more], "request": request} for _, request in requests])
    asked = zip(requests, answers, taken_by_another_kind(library, small, requests, answers))
    for (what, request), answer, taken in asked:
        wrong = written_wrong(problems_of(answer)) or "events.not-a-date" in events_problems(answer)
        if (wrong and not taken) or not (problems_of(answer) or "events.unknown" in events_problems(answer)):
            checks.expect(not wrong, "request", request, f"{what}, answered by {answer}"[:300])


def check_spoilt_calendars(checks, library):
    tables = [*spoilt_copies(TABLE)]
    deadline = {"question": "deadline", "from": "2024-01-10", "unit": "working-days", "n": 5}
    answers = library.lines([{**deadline, "calendar": table} for _, table in tables])
    for (what, table), answer in zip(tables, answers):
        wrong = written_wrong(problems_of(answer))
        checks.expect(not wrong, "calendar", table, f"{what}, answered by {answer}"[:300])


def problems_of(answer):
    return answer.get("error", {}).get("problems", [])


def events_problems(answer):
    """The codes of the problems in an answer about reviews: a refused event is no refused request."""
    answer = answer["answer"] if "record" in answer else answer
    return {problem["code"] for problem in answer.get("problems", [])}


def taken_by_another_kind(library, small, requests, answers):
    """For each request: would its wrong facts be good for facts of other kinds? Only the pack knows the kinds."""
    facts = [fact["id"] for fact in small["facts"] if fact["subject"] == ["person"]]
    asked, owners = [], []
    for index, ((_, request), answer) in enumerate(zip(requests, answers)):
        for problem in problems_of(answer):
            if problem["code"].startswith("json.") and problem["at"].startswith("/facts/"):
                value = request["facts"][problem["at"].split("/")[2]]
                asked += [{"packs": [small], "request": answered(**{fact: value})} for fact in facts]
                owners += [index] * len(facts)
    taken = {owner for owner, answer in zip(owners, library.lines(asked)) if "error" not in answer}
    return [index in taken for index in range(len(requests))]
