"""Small audits packs at random, with every kind of step, obligation and duty."""

STANDING = {  # what rests on an Act cannot be replaced by an upper pack
    "strength": "should",
    "basis": "published-practice",
    "evidence": "recalled",
    "cites": [{"source": "a-page", "at": "1"}],
}
KINDS = ["calendar", "financial", "academic"]
OWED = ["statute", "contract", "invitation", "out-of-scope"]
TURNS = ["2019-04-01", "2020-01-01", "2021-06-26", "2022-07-01"]
LOCAL = {**STANDING, "basis": "local-arrangements"}
LAW = {**STANDING, "strength": "must", "basis": "statute"}


def random_documents(chance):
    """(documents, pack): one pack, at times with a second edition, at times with another pack on top."""
    documents, pack = [random_pack(chance)], "p"
    if chance.random() < 0.25:
        documents.append(later_edition(chance, documents[0]))
    if chance.random() < 0.25:
        documents.append(pack_above(chance, documents[0], {d for one in documents for d in one.get("drops", [])}))
        pack = "q"
    return documents, pack


class Settings:
    """The settings that a pack comes to need."""

    def __init__(self, chance):
        self.chance, self.made = chance, []

    def number(self, value, share=0.3, **more):
        """A number, or a setting that gives it, with or without a default."""
        if self.chance.random() > share:
            return value
        return self.add("count", [value], {"min": more["min"]} if "min" in more else {}, value)

    def word(self, value, words, share=0.3):
        """A word, or a setting that gives it."""
        return value if self.chance.random() > share else self.add("choice", words, {}, value)

    def add(self, kind, values, more, default=None):
        """A new setting."""
        name = f"s{len(self.made)}"
        choices = [{"value": v, "seen_at": "somewhere", "cites": STANDING["cites"]} for v in values]
        if default is not None and self.chance.random() < 0.5:
            more = {**more, "default": default}
        says = {"label": "Left open", "set_by": "somebody", "choices": choices}
        self.made.append({"id": name, "kind": kind, **says, **more, **STANDING})
        return {"setting": name}


def random_pack(chance):
    """One edition of pack p."""
    settings = Settings(chance)
    types = random_types(chance)
    programmes = [programme(chance, n, settings) for n in range(chance.randint(1, 2))]
    duties = [duty(chance, n, settings, types) for n in range(chance.randint(1, 4))]
    parts = report_parts(chance, settings)
    return {
        "format": 1,
        "pack": "p",
        "family": "audits",
        "title": "Made up",
        "from": chance.choice(["2008-01-01", "2015-04-01", "2016-09-01"]),
        "checked_on": "2024-01-01",
        "sources": [{"id": "a-page", "title": "A page", "publisher": "nobody"}],
        "settings": settings.made,
        "subjects": [{"id": "partnership", "label": "Partnership", "applies": {"all": []}, **STANDING}],
        "agency_types": types,
        "programmes": programmes,
        "obligations": [o for p in programmes for o in obligations(chance, p["id"], types)],
        "duties": duties,
        "reports": [{"id": "annual-report", "label": "Report", "who": "Board", **STANDING}],
        "report_parts": parts,
        "scales": [scale(chance)],
        "standard_sets": [standard_set(chance, programmes)],
        "conflicts": [conflict(chance, programmes, duties)],
    }


def random_types(chance):
    """Four types of agencies; one may end, one may begin."""
    types = [{"id": f"t{n}", "label": "Type", **STANDING} for n in range(4)]
    if chance.random() < 0.6:
        turn = chance.choice(TURNS)
        types[2] |= {"until": turn, "became": ["t3"]}
        types[3] |= {"from": turn}
    return types


def programme(chance, n, settings):
    """A programme of one to three phases."""
    count = chance.choice([1, 2, 2, 2, 3])
    phases = [phase(chance, k, settings) for k in range(count)]
    return {
        "id": f"audit-{n}",
        "label": "Audit",
        "purpose": "To know.",
        "cycle_years": settings.number(count + chance.choice([0, 0, 0, 1]), 0.3, min=count),
        "year_kind": settings.word(chance.choice(KINDS), KINDS),
        "anchor": settings.number(chance.randint(2014, 2022), 0.4),
        "slippage": settings.word(
            chance.choice(["fixed-parity", "from-completion"]), ["fixed-parity", "from-completion"]
        ),
        "phases": phases,
        **STANDING,
    }


def phase(chance, k, settings):
    """A phase: perhaps an opening and a draft, then the main step, chasing and what comes after."""
    steps = []
    if chance.random() < 0.3:
        steps.append(step("prepare", "prepared", "in-progress"))
    if chance.random() < 0.6:
        steps.append(step("open", "opened", "in-progress", due=due(chance, settings, "year-start", 60)))
    if chance.random() < 0.5:
        steps.append(step("draft", "drafted", "in-progress", **chance.choice([{}, {"optional": True}])))
    source = chance.choice(["year-start", "year-start", "year-end", {"step": steps[0]["id"]} if steps else "year-end"])
    main = due(chance, settings, source, 220)
    steps.append(step("return", "returned", chance.choice(["returned", "challenged"]), due=main, main=True))
    for word, done_by, then in [("remind", "reminded", None), ("escalate", "escalated", "escalated")]:
        if chance.random() < 0.45:
            made = step(word, done_by, then, due=due(chance, settings, None, 50), chases="return")
            steps.append({k: v for k, v in made.items() if v is not None})
    if chance.random() < 0.5:
        steps.append(step("check", "checked", "moderated", due=due(chance, settings, {"step": "return"}, 70)))
    if chance.random() < 0.4:
        more = {"due": due(chance, settings, "year-end", 30)} if chance.random() < 0.5 else {}
        steps.append(step("close", "shut", "closed", **more))
    needs = {"needs": f"phase-{k - 1}"} if k and chance.random() < 0.85 else {}
    return {"id": f"phase-{k}", "label": "Phase", **needs, "steps": steps}


def step(name, done_by, then, **more):
    """A step with all that it has to carry."""
    return (
        {"id": name, "label": "Step", "who": "Somebody", "does": "acts", "done_by": done_by, "then": then}
        | more
        | STANDING
    )


def due(chance, settings, source, most):
    """A day, counted from something in the year, or (with no source) from the day another step was due."""
    unit = chance.choice(["days", "days", "working-days", "weeks", "months"])
    n = chance.randint(1, max(1, most // {"days": 1, "working-days": 2, "weeks": 7, "months": 30}[unit]))
    if unit == "days" and chance.random() < 0.3:
        n = 0
    return ({} if source is None else {"from": source}) | {"unit": unit, "n": settings.number(n, 0.15, min=0)}


def obligations(chance, programme_id, types):
    """What each type owes; one of them from a day on something else."""
    found = []
    for n, kind in enumerate(types):
        owed = chance.choices(OWED, [4, 2, 2, 1])[0]
        one = {"id": f"{programme_id}.o{n}", "programme": programme_id, "types": [kind["id"]], "owed": owed, **STANDING}
        if n < 2 and chance.random() < 0.25:
            turn = chance.choice(TURNS)
            found.append({**one, "id": f"{programme_id}.before{n}", "owed": chance.choice(OWED), "until": turn})
            one["from"] = turn
        found.append(one)
    return found


def duty(chance, n, settings, types):
    """A duty of any cadence."""
    kind = chance.choice(["periodic", "periodic", "from-last", "per-event", "continuous"])
    made = {"id": f"d{n}.it", "label": "Duty", "who": "Somebody", "does": "acts", "cadence": {"kind": kind}}
    cadence = made["cadence"]
    if kind == "periodic":
        months = chance.choice([1, 3, 4, 6, 12, 12, 24, 36])
        cadence |= {"months": months, "year_kind": settings.word(chance.choice(KINDS), KINDS)}
        cadence |= {"anchor": settings.number(chance.randint(2015, 2020))} if months > 12 else {}
    elif kind == "from-last":
        cadence["months"] = settings.number(chance.choice([6, 12, 24, 36]), min=1)
        cadence["start"] = settings.add("day", [], {})
    elif kind == "per-event":
        cadence["event"] = f"called-{n}"
    if kind == "per-event" and chance.random() < 0.7 or kind == "periodic" and chance.random() < 0.6:
        unit = chance.choice(["days", "weeks", "months", "working-days"])
        made["due"] = {"unit": unit, "n": settings.number(chance.randint(1, 5))}
        if kind == "periodic" and chance.random() < 0.3:
            made["due"]["direction"] = "before"
    made["done_by"] = f"did-{n}"
    if chance.random() < 0.5:
        made["each"] = [t["id"] for t in chance.sample(types, chance.randint(1, 3))]
    if chance.random() < 0.2:
        made["active"] = {**settings.add("choice", ["on", "off"], {}, "on"), "is": "on"}
    if kind == "periodic" and chance.random() < 0.2:
        made[chance.choice(["from", "until"])] = chance.choice(TURNS)
    return {**made, **STANDING}


def report_parts(chance, settings):
    """Parts of the report that cover each other."""
    kinds = ["content", "content", "recipient", "channel"]
    parts = [
        {
            "id": f"a.{n}",
            "report": "annual-report",
            "kind": chance.choice(kinds),
            "words": "It.",
            **chance.choice([LAW, STANDING]),
        }
        for n in range(chance.randint(1, 4))
    ]
    for n in range(chance.randint(0, 3)):
        covers = [p["id"] for p in chance.sample(parts, 1)]
        made = {
            "id": f"b.{n}",
            "report": "annual-report",
            "kind": chance.choice(kinds),
            "words": "It.",
            "covers": covers,
        }
        if chance.random() < 0.3:
            made[chance.choice(["from", "until"])] = chance.choice(TURNS)
        parts.append({**made, **chance.choice([LOCAL, STANDING])})
    for part in parts:
        if chance.random() < 0.2:
            part["active"] = {**settings.add("choice", ["on", "off"], {}, "on"), "is": "on"}
    return parts


def scale(chance):
    """A scale of two to four ratings."""
    words = ["red", "amber", "green", "blue"][: chance.randint(2, 4)]
    ratings = [
        {"id": w, "label": w, "words": "So.", "compliant": chance.random() < 0.6, "needs_action": chance.random() < 0.5}
        for w in words
    ]
    return {"id": "scale", "label": "Scale", "ratings": ratings, **STANDING}


def standard_set(chance, programmes):
    """A set of two to five standards."""
    standards = [
        {"id": f"standard-{n}", "label": "Standard", "asks": "Is it?", **chance.choice([{}, {"core": True}])}
        for n in range(chance.randint(2, 5))
    ]
    return {"id": "set", "label": "Set", "programmes": [programmes[0]["id"]], "standards": standards, **STANDING}


def conflict(chance, programmes, duties):
    """A place where documents differ."""
    says = [{"words": words, "cites": STANDING["cites"]} for words in ("This.", "That.")]
    touches = [chance.choice([*programmes, *duties])["id"]]
    return {"id": "differ", "subject": "partnership", "about": "It", "says": says, "touches": touches}


def later_edition(chance, first):
    """An edition that amends the first: an obligation, a duty or a programme's words are given again."""
    start = chance.choice(["2019-04-01", "2020-09-01", "2021-01-01", "2022-05-17"])
    for item in first["obligations"] + first["duties"] + first["report_parts"]:
        dates = {item.get("from"), item.get("until")} - {None}
        if dates and item in first["duties"] + first["report_parts"]:  # in force on some day of each edition
            item.pop("from", None), item.pop("until", None)
    open_ones = [o for o in first["obligations"] if "from" not in o and "until" not in o]
    later = {k: first[k] for k in ("format", "pack", "family", "title", "checked_on", "sources")}
    later |= {"from": start, "amends": first["from"]}
    first["until"] = start
    spanned = [o for o in first["obligations"] if o.get("until", "~") < start]
    later["drops"] = [o["id"] for o in spanned]
    changed = [{k: v for k, v in o.items() if k != "from"} for o in first["obligations"] if o.get("from", "~") < start]
    if open_ones:
        changed.append({**chance.choice(open_ones), "owed": chance.choice(OWED)})
    for item in first["obligations"]:  # what would begin after the edition ends never does
        if item.get("until", "") >= start:
            item.pop("until")
    late = [o["id"] for o in first["obligations"] if o.get("from", "") >= start]
    first["obligations"] = [o for o in first["obligations"] if o["id"] not in late]
    later["obligations"] = [o for o in changed if o["id"] not in late]
    types = [t for t in first["agency_types"] if t.get("until", "~") <= start or t.get("from", "") >= start]
    for item in types:
        item.pop("until", None), item.pop("from", None), item.pop("became", None)
    if chance.random() < 0.5:
        later["duties"] = [{**first["duties"][0], "label": "Duty again"}]
        if "due" in first["duties"][0]:
            later["duties"][0]["due"] = {"unit": "days", "n": chance.randint(1, 30)}
    return {k: v for k, v in later.items() if v != []}


def pack_above(chance, base, dropped):
    """Pack q, which lies on p and overrides an obligation, and perhaps a duty, a programme and a setting."""
    above = {k: base[k] for k in ("format", "family", "title", "checked_on", "sources")}
    above |= {"pack": "q", "from": "2017-04-01", "extends": "p"}
    one = chance.choice([o for o in base["obligations"] if o["id"] not in dropped])
    above["obligations"] = [
        {**one, "id": chance.choice([one["id"], "q.own"]), "overrides": one["id"], "owed": chance.choice(OWED)}
    ]
    if chance.random() < 0.5:
        duty_ = base["duties"][0]
        above["duties"] = [{**duty_, "overrides": duty_["id"], "label": "Duty above"}]
    if chance.random() < 0.5:
        programme_ = base["programmes"][0]
        above["programmes"] = [{**programme_, "overrides": programme_["id"], "anchor": chance.randint(2015, 2021)}]
    counts = [s for s in base["settings"] if s["kind"] == "choice" and "default" not in s]
    if counts and chance.random() < 0.5:
        value = counts[0]["choices"][0]["value"]
        above["settings"] = [{**counts[0], "overrides": counts[0]["id"], "default": value}]
    return above
