"""A pack and requests of the family membership in which every key stands somewhere, to be spoilt."""


def more_membership(membership):
    """The head of the small membership pack, with items in which every key stands somewhere."""
    pack = {key: value for key, value in membership.items() if not isinstance(value, list)}
    standing = {key: membership["matters"][0][key] for key in ("strength", "basis", "evidence", "cites")}
    days = {"from": {"setting": "first_day"}, "until": "2030-01-01"}
    item = {"id": "an-item", "label": "An item", **standing}
    more = {**item, **days, "note": "A note."}
    other = {key: value for key, value in more.items() if key != "label"} | {"overrides": "another"}
    both = {"of": ["children", "adults"]}
    holders = [
        {"body": "group"}, {"office": "other"}, {"partner": "council"}, {"partners": "all"},
        {"other_partners": "council"}, {"capacity": "lead"}, {"kind": "trust"}, {"setting": "decider"},
        {"members": "group", "but": "council"},
    ]  # fmt: skip
    entry = {"matter": "money", "part": "decides", "by": {"body": "group"}}
    pack |= {
        "sources": membership["sources"],
        "kinds": [more | {"part_of": "council", "became": ["council"]}],
        "organisations": [more | {"also_called": ["It"], "kinds": ["trust"], "became": ["other"]}],
        "partners": [item | both | {"held_by": [{"kind": "council", **days}]}],
        "standings": [more | both | {"standing": "eligible", "kinds": ["trust"], "needs": ["added"]}],
        "bodies": [
            more | both | {
                "also_called": ["It"], "names": [{"name": "It", **days}], "kind": "group", "members": "listed",
                "quorum": "all", "hats": {"setting": "hats"}, "interests": "no-say",
            },
            item | {"kind": "group", "members": "partly", "quorum": {"setting": "quorum"}, "hats": "each"},
        ],
        "relations": [
            {"id": "reports", "body": "group", "how": "reports-to", "with": "board", "words": "Words.", **days, **standing}
        ],
        "offices": [
            more | {
                "also_called": ["It"], "partner": "council", "became": ["other"], "sits_for": ["other"], "elected": True,
            },
        ],
        "capacities": [other | both | {"capacity": "lead", "title": "A title", "partner": "council", "office": "other",
            "others": True}],
        "seats": [
            more | {
                "body": "group", "part": "member", "kinds": ["trust"], "each": True, "represents": "council",
                "decides": {"setting": "says"}, "deputy": "yes", "provisional": "For a year.", "overrides": "another",
            },
            item | {"body": "group", "part": "chair", "office": "other", "decides": "no", "deputy": {"setting": "says"}},
            item | {"body": "group", "part": "attends", "standing": "named", "each": False},
            item | {"body": "group", "part": "member", "represents": "council", "capacities": ["lead", "delegate"]},
        ],
        "tests": [
            item | {
                "question": "Is it so?", "asked_of": ["holder", "deputy"], "bodies": ["group"], "untested": True,
                "by_commitment": True, "extent": "all", "overrides": "another", "note": "A note.",
            },
            item | {"question": "Is it so?", "extent": {"setting": "extent"}},
        ],
        "patterns": [
            item | {"partners": "all", "members": {"half_of": "filled"}, "chair": True, "chair_may": True},
            item | {"partners": 2, "members": {"at_least": 2}, "substitutes": [{"for": "council", "by": ["trust"]}]},
            item | {"partners": {"setting": "number"}, "members": {"at_least": {"setting": "number"}}, "note": "A note."},
        ],
        "matters": [more | both | {"commits": ["practice"]}],
        "authority": [
            other | entry | {
                "agreement": {"setting": "agreement"}, "delegable": "may", "to": holders, "for": "a", "yields_to": "a",
                "words": "Words.",
            },
            {"id": "an-entry", "agreement": "all-partners", **entry, **standing},
        ],
        "accountability": [other | both | {"for": {"office": "other"}, "who": {"partner": "council"}, "words": "Words."}],
        "disputes": [
            other | {
                "between": "leaders", "step": 1, "by": {"body": "group"}, "does": "settles", "not_for": ["money"],
                "words": "Words.",
            },
        ],
    }  # fmt: skip
    return pack


def of_membership(question, **more):
    asked = {"question": question, "pack": "small", "as_of": "2021-11-10"}
    return {**asked, "settings": {"number": 3, "hats": "one", "quorum": None}, "record": False, **more}


MET = {
    "speaks": True, "senior": None, "commits": {"policy": True, "resourcing": None, "practice": False},
    "entrusted": {"met": True, "evidence": "an order"}, "skills": {"met": {"policy": True}},
}  # fmt: skip
KNOWN = {"in_area": True, "functions_in_area": None, "named": True, "added": False}

# Names that the small pack does not have are left out of an answer, not refused.
MEMBERSHIP = [
    of_membership("membership", structure=True, organisations=[
        {"organisation": "homes", "label": "Homes", "kinds": ["trust"], **KNOWN},
        {"organisation": "others", "kinds": {"yes": ["trust"], "no": ["police"]}},
    ]),
    of_membership("seat", seat="group.s0", matter="m0", **{"as": "deputy"},
        person={"offices": ["director"], "kinds": {"yes": ["council"], "no": []}, "tests": MET, **KNOWN}),
    of_membership("seat", seat="group.s0", **{"as": "holder"}, person={
        "offices": {"yes": ["director"], "no": ["other"]}, "capacities": ["lead"],
    }),
    of_membership("meeting", body="group", matter="m0",
        people=[{"person": "a", "seats": ["group.s0", {"seat": "trust", "as": "deputy", "organisation": "homes"}],
            "present": True, "agrees": None, "tests": MET}],
        extra_seats=[{"seat": "trust", "label": "A trust", "part": "member", "represents": "ph", "kinds": ["trust"], "decides": True}],
        no_others=True, vacant=["group.s1"], interests={"yes": ["a"], "no": ["b"]}, members=5, chair_allows=None, delegated=True,
        consulted={"m0.asked": True, "m0.heard": None}),
    of_membership("authority", matter="m0", body="group"),
    of_membership("authority-table", matter="m0"),
    of_membership("structure-diagram"),
]  # fmt: skip
