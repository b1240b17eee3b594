"""Random membership requests over any documents, and small random packs to ask them of."""

STANDING = {
    "strength": "should",
    "basis": "published-practice",
    "evidence": "recalled",
    "cites": [{"source": "a-page", "at": "1"}],
}
LAW = {**STANDING, "strength": "must", "basis": "statute"}
KINDS = ["council", "old-health", "new-health", "police", "trust", "council-team"]
BOTH = ["children", "adults"]
DAYS = ["2021-11-10", "2022-06-30", "2022-07-01", "2023-12-14", "2023-12-15", "2020-01-01"]


def random_case(chance):
    """(documents, request): a made-up pack and a request."""
    documents = [random_pack(chance)]
    return documents, random_request(chance, documents, "p")


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
        setting("decider", ["group", "board"], chance.choice([None, "group"])),
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
        "offices": [{"id": f"o{n}", "label": "Office", **STANDING} for n in range(3)],
        "capacities": [
            {
                "id": "lead.one",
                "capacity": "lead",
                "title": "Lead",
                "partner": "pc",
                "office": "o0",
                "of": BOTH,
                **STANDING,
            },
            {
                "id": "delegate.one",
                "capacity": "delegate",
                "title": "Delegate",
                "partner": "pc",
                "office": "o1",
                "of": BOTH,
                **STANDING,
            },
        ],
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
            {"id": f"m{n}", "label": "Matter", "of": BOTH, "commits": commits, **STANDING}
            for n, commits in enumerate([["policy"], ["resourcing", "practice"], ["policy", "resourcing", "practice"]])
        ],
        "authority": random_authority(),
        "accountability": [
            {
                "id": "a1",
                "for": {"capacity": "delegate"},
                "who": {"capacity": "lead"},
                "of": BOTH,
                "words": "So.",
                **STANDING,
            },
            {"id": "a2", "for": {"body": "group"}, "who": {"partners": "all"}, "of": BOTH, "words": "So.", **STANDING},
        ],
    }


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
    """Seats of the three bodies."""
    made = []
    for body in ("group", "board", "late"):
        made.append({"id": f"{body}.chair", "body": body, "label": "Chair", "part": "chair", "office": "o2"})
        made[-1] |= {"decides": chance.choice(["yes", "no"])}
        for n, partner in enumerate(chance.sample(["pc", "pc", "ph", "pp"], 3)):
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
                    "standing": "named",
                    "each": True,
                }
            )
    return [{**s, **STANDING} for s in made]


def random_authority():
    """Entries of three matters: exercised, yielding, delegable, by a setting."""
    agreement = {"agreement": {"setting": "agreement"}}
    made = [
        {"id": "m0.law", "matter": "m0", "part": "decides", "by": {"body": "board"}, "delegable": "not-stated", **LAW},
        {
            "id": "m0.own",
            "matter": "m0",
            "part": "decides",
            "by": {"body": "group"},
            "delegable": "not-stated",
            "for": "m0.law",
        },
        {"id": "m0.back", "matter": "m0", "part": "stands-back", "by": {"office": "o2"}},
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
            "by": {"setting": "decider"},
            "delegable": "may",
            "to": [{"body": "late"}],
        },
        {"id": "m2.says", "matter": "m2", "part": "recommends", "by": {"body": "board"}},
    ]
    for entry in made:
        entry |= agreement if entry["part"] == "decides" and "partner" not in entry["by"] else {}
    return [{**STANDING, **e} for e in made]


def ids(documents, name):
    """The ids of a list in all membership editions."""
    found = [i["id"] for d in documents if d.get("family") == "membership" for i in d.get(name, [])]
    return list(dict.fromkeys(found))


def every(documents, name):
    """The items of a list in all membership editions, the later ones counting."""
    return list({i["id"]: i for d in documents if d.get("family") == "membership" for i in d.get(name, [])}.values())


def random_request(chance, documents, pack):
    """A request over some documents."""
    request = {"pack": pack, "as_of": chance.choice(DAYS), "settings": random_settings(chance, documents, pack)}
    shape = chance.choice(["meeting"] * 5 + ["seat"] * 3 + ["membership", "authority"])
    request = {"question": shape, **request}
    makers = {"meeting": random_meeting, "seat": random_seat, "membership": random_membership}
    if shape in makers:
        return request | makers[shape](chance, documents, pack)
    return request | chance.choice([{}, {"matter": chance.choice(known(documents, "matters", pack))["id"]}])


def known(documents, name, pack):
    """The items of a list that a pack has."""
    mine = {pack, *(d["extends"] for d in documents if d["pack"] == pack and "extends" in d)}
    return every([d for d in documents if d["pack"] in mine], name)


def random_settings(chance, documents, pack):
    """Values for nearly everything that is left open."""
    chosen = {}
    for item in known(documents, "settings", pack):
        if chance.random() < 0.9:
            values = {"choice": [c["value"] for c in item["choices"]], "count": [1, 2, 3]}
            chosen[item["id"]] = chance.choice(
                values.get(item["kind"], [item.get("not_before", "2021-01-01"), "2023-01-01"])
            )
    return chosen


def random_truth(chance, share=0.75):
    """A truth given, most often true."""
    return True if chance.random() < share else chance.choice([False, None])


def random_tests(chance, documents, pack):
    """What is told of the tests."""
    made = {}
    for test in known(documents, "tests", pack):
        if chance.random() < 0.9:
            made[test["id"]] = random_truth(chance)
            if test.get("by_commitment") and chance.random() < 0.5:
                made[test["id"]] = {c: random_truth(chance) for c in ("policy", "resourcing", "practice")}
    return made


def random_seat(chance, documents, pack):
    """One person and one seat."""
    seat = chance.choice(known(documents, "seats", pack))
    person = {"offices": chance.choice([[], [seat.get("office", "nobody")], {"yes": [], "no": []}])}
    person |= {"tests": random_tests(chance, documents, pack)}
    person |= {"kinds": [chance.choice(known(documents, "kinds", pack))["id"]], "in_area": True}
    made = {"seat": seat["id"], "as": chance.choice(["holder", "deputy"]), "person": person}
    if chance.random() < 0.7:
        made["matter"] = chance.choice(known(documents, "matters", pack))["id"]
    return made


def random_meeting(chance, documents, pack):
    """A meeting of a body: deputies, several hats, vacancies, interests, attendance not known."""
    bodies = [b for b in known(documents, "bodies", pack) if b["kind"] in ("partners", "group", "subgroup", "board")]
    body = chance.choice(bodies)
    seats = [s["id"] for s in known(documents, "seats", pack) if s["body"] == body["id"]]
    people, left = [], list(seats)
    for n in range(chance.randint(0, 4)):
        mine = chance.sample(left, min(len(left), chance.choice([1, 1, 1, 2])))
        if not mine:
            break
        left = [s for s in left if s not in mine]
        role = {"as": "deputy"} if chance.random() < 0.3 else {}
        person = {"person": f"p{n}", "seats": [{"seat": s, **role} if role else s for s in mine]}
        person |= {"present": random_truth(chance, 0.85), "agrees": random_truth(chance, 0.8)}
        people.append(person | {"tests": random_tests(chance, documents, pack)})
    made = {"body": body["id"], "people": people}
    if chance.random() < 0.85:
        made["matter"] = chance.choice(known(documents, "matters", pack))["id"]
    if chance.random() < 0.85 or body["members"] != "listed":
        made["no_others"] = True
    if chance.random() < 0.85:
        made["vacant"] = [s for s in left if chance.random() < 0.3]
    if chance.random() < 0.9:
        made["interests"] = [p["person"] for p in people if chance.random() < 0.15]
    for key in ("chair_allows", "delegated"):
        if chance.random() < 0.6:
            made[key] = chance.choice([True, False])
    if chance.random() < 0.1:
        made["members"] = chance.randint(2, 9)
    return made


def random_membership(chance, documents, pack):
    """Organisations of the pack and others."""
    given = [{"organisation": o["id"]} for o in known(documents, "organisations", pack) if chance.random() < 0.4]
    kinds = [k["id"] for k in known(documents, "kinds", pack)]
    for n in range(chance.randint(1, 3)):
        some = chance.sample(kinds, chance.choice([1, 1, 2]))
        one = {"organisation": f"x{n}", "kinds": some if chance.random() < 0.7 else {"yes": some[:1], "no": some[1:]}}
        for key in ("in_area", "functions_in_area", "added", "named"):
            one |= {key: random_truth(chance, 0.5)} if chance.random() < 0.8 else {}
        given.append(one)
    return {"organisations": given} | chance.choice([{}, {"structure": True}])
