"""Small membership packs made up for random requests."""

STANDING = {
    "strength": "should",
    "basis": "published-practice",
    "evidence": "recalled",
    "cites": [{"source": "a-page", "at": "1"}],
}
LAW = {**STANDING, "strength": "must", "basis": "statute"}
KINDS = ["council", "old-health", "new-health", "police", "trust", "council-team"]
BOTH = ["children", "adults"]
DECIDER = {"setting": "decider", "together": [{"choice": "pair", "bodies": ["group", "board"]}]}
MATTERS_OF = [BOTH, ["adults"], BOTH, ["children"]]
BEGINS = {"setting": "begins"}
ROOMS = [("office", "unit"), ("talk", "forum")]


def setting(name, values, default=None):
    """A setting of kind choice."""
    choices = [{"value": v, "seen_at": "somewhere", "cites": STANDING["cites"]} for v in values]
    made = {"id": name, "kind": "choice", "label": "Left open", "set_by": "somebody", "choices": choices}
    return made | ({"default": default} if default else {}) | STANDING


def random_pack(chance):
    """One edition of pack p: two bodies, three partners, a few seats, tests, patterns and matters."""
    patterns = random_patterns(chance)
    settings = [
        setting("quorum", [p["id"] for p in patterns], chance.choice([None, patterns[0]["id"]])),
        setting("hats", ["one", "each"], chance.choice([None, "one", "each"])),
        setting("interest", ["out-of-quorum", "no-say", "declared-only"], chance.choice([None, "no-say"])),
        setting("extent", ["all", "of-the-matter"], chance.choice([None, "all"])),
        setting(
            "agreement",
            ["all-partners", "majority-of-partners", "majority-of-members"],
            chance.choice([None, "all-partners"]),
        ),
        setting("decider", ["group", "board", "office", "pair"], chance.choice([None, "group", "pair"])),
        setting("says", ["yes", "no"], chance.choice([None, "yes", "no"])),
        {
            "id": "begins",
            "kind": "day",
            "label": "From when",
            "set_by": "somebody",
            "not_before": "2020-01-01",
            "choices": [],
            **STANDING,
        },
        {
            "id": "number",
            "kind": "count",
            "label": "How many",
            "set_by": "somebody",
            "min": 1,
            "choices": [],
            **STANDING,
        },
    ]
    used = {"hats": {"setting": "hats"}, "interests": {"setting": "interest"}}
    body = {"label": "Body", "kind": "group", "of": BOTH, "quorum": {"setting": "quorum"}, **used, **STANDING}
    bodies = [{"id": "group", **body, "members": "listed"}]
    bodies.append({"id": "board", **body, "members": chance.choice(["listed", "partly"]), "quorum": patterns[0]["id"]})
    bodies.append({"id": "late", **body, "members": "listed", "quorum": "all", "from": "2022-07-01"})
    bodies.append({"id": "three", **body, "kind": "partners", "members": "listed"})
    if chance.random() < 0.5:
        chance.choice(bodies)["capacity"] = "lead"
    bodies[-2]["of"] = ["children"]
    bodies[-1]["of"] = chance.choice([BOTH, BOTH, ["children"], ["adults"]])
    for one in bodies:
        one |= chance.choice([{}, {}, {"agreement": {"setting": "agreement"}}, {"agreement": "majority-of-members"}])
    bodies += [{**made(name, kind), "of": BOTH, "members": "not-named"} for name, kind in ROOMS]
    return {
        "format": 1,
        "pack": "p",
        "family": "membership",
        "title": "Made up",
        "from": "2018-06-29",
        "checked_on": "2024-01-01",
        "sources": [{"id": "a-page", "title": "A page", "publisher": "nobody"}],
        "settings": settings,
        "subjects": [{"id": "partnership", "label": "Partnership", "applies": {"all": []}, **STANDING}],
        "kinds": random_kinds(),
        "organisations": random_organisations(),
        "partners": [
            {"id": "pc", "label": "Council", "of": BOTH, "held_by": [{"kind": "council"}], **LAW},
            {
                "id": "ph",
                "label": "Health",
                "of": BOTH,
                "held_by": [
                    {"kind": "old-health", "until": "2022-07-01"},
                    {"kind": "new-health", "from": "2022-07-01"},
                ],
                **LAW,
            },
            {
                "id": "pp",
                "label": "Police",
                "of": chance.choice([BOTH, ["children"]]),
                "held_by": [{"kind": "police"}],
                **LAW,
            },
        ],
        "standings": [
            {
                "id": "e1",
                "standing": "eligible",
                "label": "Trust",
                "of": BOTH,
                "kinds": ["trust"],
                "needs": ["functions-in-area"],
                **LAW,
            },
            {
                "id": "n1",
                "standing": "named",
                "label": "Named",
                "of": BOTH,
                "kinds": ["trust", "council-team"],
                **STANDING,
            },
            {"id": "b1", "standing": "board-member", "label": "Added", "of": ["adults"], "needs": ["added"], **LAW},
        ],
        "bodies": bodies,
        "offices": random_offices(chance),
        "capacities": random_capacities(chance),
        "seats": random_seats(chance),
        "tests": [
            {"id": "speaks", "label": "Speaks", "question": "Does it?", "asked_of": ["holder", "deputy"], **STANDING},
            {
                "id": "commits",
                "label": "Commits",
                "question": "Does it?",
                "asked_of": ["holder", "deputy"],
                "by_commitment": True,
                "extent": {"setting": "extent"},
                **STANDING,
            },
            {"id": "sent", "label": "Sent", "question": "Is it?", "asked_of": ["deputy"], "untested": True, **STANDING},
        ],
        "patterns": patterns,
        "matters": [
            {"id": f"m{n}", "label": "Matter", "of": MATTERS_OF[n], "commits": commits, **STANDING}
            | (chance.choice([{}, {}, {"from": BEGINS}]) if n == 0 else {})
            for n, commits in enumerate(
                [["policy"], ["resourcing", "practice"], ["policy", "resourcing", "practice"], ["policy"]]
            )
        ],
        "authority": random_authority(chance),
        "disputes": random_disputes(chance),
        "accountability": [
            {
                "id": "a1",
                "for": {"capacity": "delegate"},
                "who": {"capacity": "lead"},
                "of": BOTH,
                "words": "So.",
                **STANDING,
            },
            {
                "id": "a3",
                "for": {"capacity": chance.choice(["lead", "delegate", "signatory"])},
                "who": chance.choice([{"capacity": "lead"}, {"partners": "all"}, {"partner": "pc"}, {"office": "o2"}]),
                "of": chance.choice([BOTH, ["adults"]]),
                "words": "So.",
                **STANDING,
            },
            {
                "id": "a2",
                "for": {"body": "group"},
                "who": {"partners": "all"},
                "of": BOTH,
                "words": "So.",
                **chance.choice([{}, {"matter": "m2"}]),
                **STANDING,
            },
        ],
    }


def made(name, kind):
    """A body that is told in few words."""
    return {"id": name, "label": "Room", "kind": kind, **STANDING}


def random_organisations():
    """One for each kind, two of them until and from a day."""
    found = [{"id": f"{k}-here", "label": "Organisation", "kinds": [k], **STANDING} for k in KINDS]
    found[1] |= {"until": "2022-07-01", "became": ["new-health-here"]}
    found[2] |= {"from": "2022-07-01", "also_called": ["Health of Today"]}
    first = {"id": "first-health", "label": "First health", "kinds": ["old-health"], "until": "2021-11-10"}
    return [*found, {**first, "became": ["old-health-here"], **STANDING}]


def random_kinds():
    """Six kinds; one ends and one begins on a day."""
    made = [{"id": k, "label": "Kind", **LAW} for k in KINDS]
    made[1] |= {"until": "2022-07-01", "became": ["new-health"]}
    made[2] |= {"from": "2022-07-01"}
    made[5] |= {"part_of": "council"}
    return made


def random_patterns(chance):
    """All partners, and one to three others."""
    found = [{"id": "all", "label": "All", "partners": "all"}]
    others = [
        {"id": "some", "label": "Some", "partners": chance.choice([1, 2, {"setting": "number"}])},
        {
            "id": "stand-in",
            "label": "All or a trust",
            "partners": "all",
            "substitutes": [{"for": "ph", "by": ["trust"]}],
        },
        {"id": "people", "label": "People", "members": {"at_least": chance.choice([1, 2, 3])}},
        {"id": "half", "label": "Half", "members": {"half_of": chance.choice(["seats", "filled"])}, "chair": True},
        {"id": "chair-may", "label": "Or the chair", "partners": "all", "chair_may": True},
    ]
    found += chance.sample(others, chance.randint(1, 3))
    if not any(p.get("partners") == {"setting": "number"} for p in found):
        found.append({"id": "numbered", "label": "So many", "members": {"at_least": {"setting": "number"}}})
    return [{**p, **STANDING} for p in found]


def random_seats(chance):
    """Seats of the bodies; some that represent a partner are for those who are its lead, its delegate or the like."""
    made = [
        {"id": f"three.{p}", "body": "three", "label": "Seat", "part": "member", "represents": p}
        for p in ("pc", "ph", "pp")
    ]
    for body in ("group", "board", "late"):
        made.append({"id": f"{body}.chair", "body": body, "label": "Chair", "part": "chair", "office": "o2"})
        made[-1] |= {"decides": chance.choice(["yes", "no"])}
        for n, partner in enumerate(chance.choice([["pc", "ph", "pp"], chance.sample(["pc", "pc", "ph", "pp"], 3)])):
            made.append({"id": f"{body}.s{n}", "body": body, "label": "Seat", "part": "member", "represents": partner})
            made[-1] |= chance.choice([{}, {"office": f"o{n % 2}"}, {"deputy": "no"}])
        if chance.random() < 0.5:
            made.append({"id": f"{body}.trust", "body": body, "label": "Trust", "part": "member", "kinds": ["trust"]})
        if chance.random() < 0.2:
            made.append(
                {
                    "id": f"{body}.each",
                    "body": body,
                    "label": "Each",
                    "part": "member",
                    "standing": chance.choice(["named", "board-member"]),
                    "each": True,
                    "decides": {"setting": "says"},
                }
            )
    for seat in made:
        if "represents" in seat and "office" not in seat and chance.random() < 0.5:
            seat["capacities"] = chance.choice(
                [["lead", "delegate"], ["delegate"], ["lead"], ["signatory", "delegate"]]
            )
    return [{**s, **STANDING} for s in made]


def random_offices(chance):
    """Posts of the partners and of nobody; one that may be elected, one that is there in some years alone."""
    partners = [chance.choice(["pc", None]), chance.choice(["ph", "pc"]), None]
    partners += [chance.choice(["pc", "ph"]), chance.choice(["pc", "pp", None])]
    days = [{}, {"until": "2022-07-01"}, {"from": "2022-07-01"}, {"from": BEGINS}]
    found = [{"id": f"o{n}", "label": "Office", **({"partner": of} if of else {})} for n, of in enumerate(partners)]
    for one in found[:2]:
        one |= {"sits_for": ["o2"]} if chance.random() < 0.3 else {}
    found[3] |= chance.choice([{}, {"elected": True}, {"elected": True}, {"elected": False}]) | chance.choice(days)
    found[4] |= chance.choice(days)
    return [{**one, **STANDING} for one in found]


def random_capacities(chance):
    """Leads and delegates: with an office, with two, without, of a partner or of none, on some days, of some bodies."""
    of, days = [BOTH, BOTH, ["children"], ["adults"]], [{}, {}, {"until": "2022-07-01"}, {"from": "2022-07-01"}]
    found = [
        {"id": "lead.one", "capacity": "lead", "title": "Lead", "partner": "pc", "office": "o0", "of": BOTH},
        {
            "id": "delegate.one",
            "capacity": "delegate",
            "title": "Delegate",
            "partner": "pc",
            "office": "o1",
            "of": BOTH,
        },
        {"id": "delegate.later", "capacity": "delegate", "title": "Delegate", "partner": "ph", "office": "o1"},
    ]
    found[2] |= {"of": chance.choice(of), "from": BEGINS}
    for one in found[:2]:
        if chance.random() < 0.4:
            del one["office"]
    for n in range(chance.randint(0, 4)):
        word = chance.choice(["lead", "delegate", "delegate", "signatory"])
        more = {"id": f"more.{n}", "capacity": word, "title": "More", "of": chance.choice(of)}
        more |= chance.choice([{}, {}, {"others": True}])
        more |= chance.choice([{}, {"partner": "pc"}, {"partner": "ph"}, {"partner": "pp"}])
        more |= {"office": f"o{chance.randint(0, 4)}"} if chance.random() < 0.5 else {}
        found.append(more | chance.choice([*days, {"from": BEGINS}, {"until": BEGINS}]))
    return [{**one, **STANDING} for one in found]


def random_disputes(chance):
    """Steps of a disagreement, some of them of children or of adults alone."""
    by = [{"body": "three"}, {"body": "office"}, {"partner": "pc"}, DECIDER]
    step = {"between": "leaders", "does": "settles", "words": "So.", **STANDING}
    of = [{}, {}, {"of": ["children"]}, {"of": ["adults"]}]
    but = [{}, {}, {"not_for": ["m1"]}, {"not_for": ["m0", "m2"]}]
    more = [chance.choice(of) | chance.choice(but) for _ in by]
    return [{"id": f"d{n}", "step": n + 1, **step, "by": one, **more[n]} for n, one in enumerate(by)]


def random_authority(chance):
    """Entries of four matters: exercised, yielding, delegable, by a setting, with somebody to consult."""
    agreement = {"agreement": {"setting": "agreement"}}
    made = [
        {
            "id": "m0.law",
            "matter": "m0",
            "part": "decides",
            "by": chance.choice([{"body": "board"}, {"body": "three"}, {"partners": "all"}]),
            "delegable": "not-stated",
            **LAW,
        },
        {
            "id": "m0.own",
            "matter": "m0",
            "part": "decides",
            "by": chance.choice([{"body": "group"}, DECIDER]),
            "delegable": "not-stated",
            "for": "m0.law",
        },
        {"id": "m0.back", "matter": "m0", "part": "stands-back", "by": {"office": "o2"}}
        | chance.choice([{}, {}, {"from": BEGINS}, {"until": BEGINS}]),
        {"id": "m1.law", "matter": "m1", "part": "decides", "by": {"partner": "pc"}, "delegable": "may-not", **LAW},
        {
            "id": "m1.own",
            "matter": "m1",
            "part": "decides",
            "by": {"body": "group"},
            "delegable": "not-stated",
            "yields_to": "m1.law",
        },
        {"id": "m1.asked", "matter": "m1", "part": "consulted", "by": {"body": "group"}},
        {
            "id": "m2.by",
            "matter": "m2",
            "part": "decides",
            "by": DECIDER,
            "delegable": "may",
            "to": [{"body": "late"}],
        },
        {
            "id": "m2.signs",
            "matter": "m2",
            "part": "signs-off",
            "by": chance.choice([{"capacity": "lead"}, {"body": "board"}, {"capacity": "signatory"}]),
            "delegable": "may-not",
            **agreement,
        },
        {"id": "m2.says", "matter": "m2", "part": "recommends", "by": {"body": "board"}},
        {"id": "m2.hears", "matter": "m2", "part": "consulted", "by": {"kind": "trust"}, **chance.choice([{}, LAW])},
        {"id": "m1.watches", "matter": "m1", "part": "oversees", "by": {"body": chance.choice(["talk", "board"])}},
        {"id": "m3.law", "matter": "m3", "part": "decides", "by": {"body": "board"}, "delegable": "not-stated", **LAW},
        {
            "id": "m3.own",
            "matter": "m3",
            "part": "decides",
            "by": chance.choice([{"body": "group"}, DECIDER]),
            "delegable": "not-stated",
            "for": "m3.law",
        },
        {
            "id": "m3.others",
            "matter": "m3",
            "part": "consulted",
            "by": {"members": "board", "but": chance.choice(["pc", "ph"])},
            **LAW,
        },
        {
            "id": "m3.kind",
            "matter": "m3",
            "part": "consulted",
            "by": {"kind": "trust"},
            **chance.choice([{}, LAW, {"until": "2022-07-01", **LAW}]),
        },
    ]
    for entry in made:
        if entry["part"] == "decides" and "partner" not in entry["by"] and chance.random() < 0.7:
            entry |= agreement
    return [{**STANDING, **e} for e in made]
