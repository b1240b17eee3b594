"""Small reviews packs and cases at random, with every kind of fact, clock, setting and partial day."""

from small_cases import OPTIONS, SPANS

STANDING = {  # what rests on an Act cannot be replaced by an upper pack
    "strength": "should",
    "basis": "published-practice",
    "evidence": "recalled",
    "cites": [{"source": "a-page", "at": "1"}],
}
ON = {"subject": "incident", **STANDING}
KINDS = ["yes-no", "yes-no", "yes-no", "count", "choice", "choices", "date"]
FIXED = ["2023-12-31", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-29", "2024-05-06", "2024-05-31"]
AGES = [0, 16, 18, 25, {"months": 6}]
UNITS = ["days", "working-days", "working-days", "weeks", "months", "years", "as-soon-as-possible"]


def random_case(chance):
    """(documents, request): a made-up pack, at times with two editions or on top of another, and a case for it."""
    documents = [random_pack(chance)]
    if chance.random() < 0.3:
        documents.append(later_edition(chance, documents[0]))
    pack = "p"
    if chance.random() < 0.3:
        documents.append(pack_above(chance, documents[0]))
        pack = "q"
    return documents, random_request(chance, documents, pack)


def random_pack(chance):
    """One edition of pack p, open at both ends but for its first day."""
    facts, settings = random_facts(chance), random_settings(chance)
    once = []
    for n, setting in enumerate(s for s in settings if s["kind"] != "event"):
        kind, key = ("count", "at_least") if setting["kind"] == "count" else ("date", "on_or_after")
        fact = "incident_date"
        if kind == "count" or chance.random() < 0.7:
            fact = f"against_{n}"
            facts.append(fact_of(fact, kind))
        once.append({"fact": fact, key: {"setting": setting["id"]}})
    # A fact that is compared with a setting is compared with nothing else.
    tested = [f for f in facts if f["id"] not in [c["fact"] for c in once]]
    events = [event(chance, n) for n in range(chance.randint(3, 4))]
    reviews = [review(chance, n, tested) for n in range(chance.randint(1, 3))]
    rules = [rule(chance, n, tested, reviews, once) for n in range(chance.randint(2, 6))]
    return {
        "format": 1,
        "pack": "p",
        "family": "reviews",
        "title": "Made up",
        "from": "2015-01-01",
        "checked_on": "2024-01-01",
        "sources": [{"id": "a-page", "title": "A page", "publisher": "nobody"}],
        "facts": facts,
        "settings": settings,
        "subjects": [{"id": "incident", "label": "Incident", "applies": some_condition(chance, tested, 0), **STANDING}],
        "reviews": reviews,
        "rules": rules,
        "roles": [role(chance, n, tested, reviews) for n in range(chance.randint(0, 2))],
        "links": [link(chance, n, tested, reviews) for n in range(chance.randint(0, 2))],
        "events": events,
        "actions": random_actions(chance, tested, reviews, events, settings),
        "consistency": consistency(chance, tested),
    }


def fact_of(name, kind, **more):
    """A fact with all that it has to carry."""
    options = {"options": [{"id": o, "label": o} for o in OPTIONS]} if kind in ("choice", "choices") else {}
    return {
        "id": name,
        "subject": ["incident"],
        "kind": kind,
        "question": "Is it?",
        "burden": "plain",
        **({"unit": "times"} if kind == "count" else {}),
        **options,
        **more,
    }


def random_facts(chance):
    """The day of the incident, a birth, and some others."""
    facts = [fact_of("incident_date", "date", incident_day=True), fact_of("born", "date", birth=True)]
    return facts + [fact_of(f"f{n}", chance.choice(KINDS)) for n in range(chance.randint(1, 4))]


def random_settings(chance):
    """At times one of each kind."""
    settings = []
    says = {"label": "Left open", "set_by": "somebody", **STANDING}
    seen = lambda value: {"value": value, "seen_at": "somewhere", "cites": STANDING["cites"]}
    if chance.random() < 0.4:
        default = {"default": "e1"} if chance.random() < 0.3 else {}
        settings.append({"id": "start", "kind": "event", **says, "choices": [seen("e0"), seen("e1")], **default})
    if chance.random() < 0.25:
        least = {"not_before": "2024-02-20"} if chance.random() < 0.6 else {}
        settings.append({"id": "commencement", "kind": "day", **says, "choices": [], **least})
    if chance.random() < 0.25:
        settings.append({"id": "many", "kind": "count", **says, "choices": [], **chance.choice([{}, {"min": 0}])})
    return settings


def event(chance, n):
    """An event that may come after earlier ones, and may be planned."""
    after = [e for e in ["incident", *(f"e{k}" for k in range(n))] if chance.random() < 0.4]
    ahead = {"may_lie_ahead": True} if n >= 2 and chance.random() < 0.5 else {}
    return {"id": f"e{n}", "subject": "incident", "label": "It", "question": "When?", "after": after, **ahead}


def review(chance, n, facts):
    """A review, in half of the cases with a scope."""
    scope = {"scope": some_condition(chance, facts, 1)} if chance.random() < 0.5 else {}
    return {
        "id": f"v{n}",
        "label": "Review",
        "kind": "review",
        "who": "Board",
        "purpose": "To learn.",
        "urgency": "prompt",
        **scope,
        **ON,
    }


def rule(chance, n, facts, reviews, once):
    """A rule of any kind; at times in force for part of the edition."""
    then = {"review": chance.choice(reviews)["id"], "modality": chance.choice(["power", "expectation", "duty"])}
    if chance.random() < 0.25:
        then = chance.choice([{"define": True}, {"prompt": {"consider": "it", "direction": "check"}}])
    # Rules that others refer to are always in force.
    part = {chance.choice(["from", "until"]): chance.choice(FIXED)} if n > 1 and chance.random() < 0.2 else {}
    when = some_condition(chance, facts, 2, n, once)
    return {"id": f"r{n}", "label": "Rule", "when": when, "then": then, **part, **ON}


def some_condition(chance, facts, depth, earlier=0, once=()):
    """A condition over the facts and the earlier rules r0 …; the comparisons in `once` are used up."""
    shape = chance.choice(["all", "any", "not", "of"]) if depth and chance.random() < 0.7 else "leaf"
    below = lambda: some_condition(chance, facts, depth - 1, earlier, once)
    if shape == "leaf":
        if once and chance.random() < 0.6:
            return once.pop()
        if earlier and chance.random() < 0.15:
            return {"rule": f"r{chance.randrange(min(earlier, 2))}"}
        if not facts or chance.random() < 0.08:
            return {chance.choice(["all", "all", "any"]): []}
        return some_test(chance, chance.choice(facts))
    if shape == "not":
        return {"not": below()}
    parts = [below() for _ in range(chance.randint(1, 3))]
    return {"at_least": chance.randint(0, 3), "of": parts} if shape == "of" else {shape: parts}


def some_test(chance, fact):
    """A test that fits the fact."""
    some = chance.sample(OPTIONS, chance.randint(1, 2))
    if fact["kind"] == "yes-no":
        return {"fact": fact["id"]}
    if fact["kind"] == "count":
        return {"fact": fact["id"], chance.choice(["at_least", "at_most", "exactly"]): chance.randint(0, 4)}
    if fact["kind"] == "choice":
        return {"fact": fact["id"], **chance.choice([{"is": some[0]}, {"one_of": some}])}
    if fact["kind"] == "choices":
        return {"fact": fact["id"], **chance.choice([{"includes": some[0]}, {"includes_at_least": len(some)}])}
    if fact.get("birth") and chance.random() < 0.8:
        return {"fact": fact["id"], chance.choice(["age_under", "age_at_least"]): chance.choice(AGES)}
    if fact.get("incident_day") or chance.random() < 0.5:
        return {"fact": fact["id"], chance.choice(["before", "on_or_after"]): chance.choice(FIXED)}
    return {"fact": fact["id"], chance.choice(["within_last", "at_least_ago"]): chance.choice(SPANS)}


def role(chance, n, facts, reviews):
    """Somebody with a part in a review."""
    when = {"when": some_condition(chance, facts, 1)} if chance.random() < 0.6 else {}
    return {
        "id": f"o{n}",
        "review": chance.choice(reviews)["id"],
        "role": "leads",
        "who": "Chair",
        "does": "lead",
        **when,
        **ON,
    }


def link(chance, n, facts, reviews):
    """Something that runs beside a review."""
    when = {"when": some_condition(chance, facts, 1)} if chance.random() < 0.6 else {}
    said = {"with": "Inquest", "how": "beside", "words": "Both run."}
    return {"id": f"l{n}", "review": chance.choice(reviews)["id"], **said, **when, **ON}


def random_actions(chance, facts, reviews, events, settings):
    """Actions with every unit of clock, and clocks that run from the due days of earlier ones."""
    actions = []
    for n in range(chance.randint(2, 5)):
        item = {"id": f"a{n}", "review": chance.choice(reviews)["id"], "who": "Board", "does": "act", **ON}
        if chance.random() < 0.4:
            item["when"] = some_condition(chance, facts, 1)
        if chance.random() < 0.8:
            item["clock"] = clock(chance, events, settings, actions)
        starts = starts_of(item.get("clock"), settings, actions)
        item["done_by"] = chance.choice([e["id"] for e in events if e["id"] not in starts])
        if chance.random() < 0.4:
            item["needs"] = [e["id"] for e in chance.sample(events, chance.randint(1, 2))]
        if chance.random() < 0.3:
            late = {"when_late": chance.choice(actions)["id"]} if actions and chance.random() < 0.5 else {}
            item["also"] = [{"label": "Another count", "clock": clock(chance, events, settings, actions), **late}]
        actions.append(item)
    return actions


def starts_of(clock, settings, actions):
    """The events that a clock may run from in the end; no action is done by the event that starts its own clock."""
    source = (clock or {}).get("from")
    if isinstance(source, dict) and "due" in source:
        (other,) = [a for a in actions if a["id"] == source["due"]]
        return starts_of(other["clock"], settings, actions)
    return {"e0", "e1"} if isinstance(source, dict) else {source}


def clock(chance, events, settings, actions):
    """A count from an event, a setting, or the due day of an earlier action."""
    source = chance.choice(["incident", *(e["id"] for e in events)])
    if any(s["id"] == "start" for s in settings) and chance.random() < 0.4:
        source = {"setting": "start"}
    elif [a for a in actions if dated(a)] and chance.random() < 0.25:
        source = {"due": chance.choice([a for a in actions if dated(a)])["id"]}
    unit = chance.choice(UNITS)
    if unit == "as-soon-as-possible":
        return {"from": source, "unit": unit}
    most = {"days": 40, "working-days": 15, "weeks": 6, "months": 7, "years": 1}[unit]
    made = {"from": source, "unit": unit, "n": chance.randint(1, most)}
    if chance.random() < 0.2:
        made["direction"] = chance.choice(["before", "after"])
    if chance.random() < 0.25:
        made["counting"] = chance.choice(["exclusive", "inclusive", "clear"])
    return made


def other_clock(chance, action, pack):
    """A clock to take the place of an action's; with a date, for the sake of those that run from its due day."""
    free = [e for e in pack["events"] if e["id"] != action["done_by"]]
    while True:
        made = clock(chance, free, [], [])
        if "n" in made:
            return made


def dated(action):
    """Does the action have a count with a date?"""
    return "clock" in action and "n" in action["clock"]


def consistency(chance, facts):
    """One rule at random, and one that names every option, since each has to be named, and never holds."""
    named = [{"fact": f["id"], "includes": o["id"]} for f in facts if f["kind"] == "choices" for o in f["options"]]
    made = {"subject": "incident", "facts": [], "words": "Cannot be"}
    return [
        {"id": "never", "never": some_condition(chance, facts, 2), **made},
        {"id": "names-options", "never": {"all": [{"any": []}, *named]}, **made},
    ]


def later_edition(chance, first):
    """An edition that amends the first: one rule, and perhaps an action, are replaced or dropped."""
    start = chance.choice(FIXED)
    first["until"] = start
    for item in first["rules"]:  # a rule has to be in force on some day of each edition
        item.pop("from", None), item.pop("until", None)
    facts = [f for f in first["facts"] if not f["id"].startswith("against") and f["id"] not in set_apart(first)]
    changed = {**first["rules"][-1], "when": some_condition(chance, facts, 1)}
    later = {
        **{k: first[k] for k in ("format", "pack", "family", "title", "checked_on", "sources")},
        "from": start,
        "amends": first["from"],
        "rules": [changed],
    }
    if chance.random() < 0.5:
        later["actions"] = [{**first["actions"][-1], "clock": other_clock(chance, first["actions"][-1], first)}]
    return later


def set_apart(pack):
    """The facts that are compared with a setting somewhere in a pack."""
    found, queue = set(), [pack]
    for part in queue:
        if isinstance(part, dict):
            found |= {part["fact"] for v in part.values() if isinstance(v, dict) and "setting" in v and "fact" in part}
            queue += part.values()
        elif isinstance(part, list):
            queue += part
    return found


def pack_above(chance, base):
    """Pack q, which lies on p and overrides a rule, and perhaps an action and a setting."""
    facts = [f for f in base["facts"] if f["id"] not in set_apart(base)]
    above = {
        **{k: base[k] for k in ("format", "family", "title", "checked_on", "sources")},
        "pack": "q",
        "from": "2016-01-01",
        "extends": "p",
    }
    replaced = chance.choice(base["rules"][:2])
    name = chance.choice([replaced["id"], "own"])
    above["rules"] = [{**replaced, "id": name, "overrides": replaced["id"], "when": some_condition(chance, facts, 1)}]
    if chance.random() < 0.5:
        action = chance.choice(base["actions"])
        above["actions"] = [{**action, "overrides": action["id"], "clock": other_clock(chance, action, base)}]
    starts = [s for s in base["settings"] if s["id"] == "start"]
    if starts and chance.random() < 0.5:
        above["settings"] = [{**starts[0], "overrides": "start", "default": "e0"}]
    return above


def random_request(chance, documents, pack):
    """A case of which little, much or nearly everything is known."""
    facts, events = documents[0]["facts"], documents[0]["events"]
    share = chance.choice([0.3, 0.7, 0.95])
    given = {f["id"]: some_answer(chance, f) for f in facts if chance.random() < share}
    if chance.random() < 0.85:
        given["incident_date"] = some_day(chance, chance.choice([0.1, 0.5]))
    settings = {}
    for setting in documents[0]["settings"]:
        if chance.random() < 0.4:
            value = {
                "event": chance.choice(["e0", "e1"]),
                "day": chance.choice(FIXED[-3:]),
                "count": chance.randint(1, 4),
            }
            settings[setting["id"]] = value[setting["kind"]]
    request = {
        "question": "reviews",
        "pack": pack,
        "subject": "incident",
        "as_of": chance.choice(["2024-03-15", "2024-05-06", "2024-06-30", "2025-01-02"]),
        "facts": given,
        "events": {e["id"]: some_event(chance) for e in events if chance.random() < 0.75},
        "settings": settings,
        "explain": "all",
    }
    if chance.random() < 0.3:
        request["no_other_events"] = True
    return request


def some_day(chance, partly):
    """A day in or near early 2024, at times known in part."""
    written = f"2024-{chance.randint(1, 6):02}-{chance.randint(1, 28):02}"
    if chance.random() < 0.4:
        written = chance.choice(FIXED)
    if chance.random() >= partly:
        return written
    return chance.choice(
        [
            written[:7],
            written[:4],
            {"about": written},
            {"about": written[:7]},
            {"from": written, "to": "2024-07"},
            {"from": "2023-11", "to": "2024-07-09"},
            {"to": written},
        ]
    )


def some_event(chance):
    """A day, part of one, not happened, or not known."""
    if chance.random() < 0.15:
        return False
    if chance.random() < 0.1:
        return chance.choice([None, None, "2024-02-30", True, 7, "soon"])
    if chance.random() < 0.1:
        return chance.choice(["2025-03-01", "2025-02", {"from": "2024-06-29", "to": "2024-07-02"}])
    return some_day(chance, 0.25)


def some_answer(chance, fact):
    """A value, part of a value, or none."""
    if chance.random() < 0.2:
        return chance.choice([None, {"state": "declined"}, {"state": "not-applicable"}])
    low, option = chance.randint(0, 4), chance.choice(OPTIONS)
    if fact["kind"] == "yes-no":
        return chance.random() < 0.6
    if fact["kind"] == "count":
        return chance.choice([low, {"from": low}, {"to": low}, {"from": low, "to": low + 2}])
    if fact["kind"] == "choice":
        return option
    if fact["kind"] == "choices":
        rest = [o for o in OPTIONS if o != option]
        return chance.choice([[], [option], rest, {"yes": [option], "no": []}, {"yes": [option], "no": rest[:1]}])
    if not fact.get("birth"):
        return some_day(chance, 0.5)
    year = chance.choice([2024, 2008, 2006, 1999])
    day = chance.choice([f"{year}-03", f"{year}-02-15", f"{year}", {"about": f"{year}-03"}, {"from": f"{year}-02"}])
    return chance.choice([day, day, {"expected": "2024-05"}, {"unborn": True}, {"expected": "2024-03-20"}])
