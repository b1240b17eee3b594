"""Small packs and cases for checks: by hand from a few conditions, or at random."""

BIRTH = {"id": "born", "subject": ["child"], "kind": "date", "birth": True}
YES = [{"id": f"y{n}", "subject": ["child"], "kind": "yes-no"} for n in range(4)]
COUNT = {"id": "n", "subject": ["child"], "kind": "count"}


def pack(whens, facts=(), applies=None, **more):
    """A pack of one edition; `whens` is a list of (then, condition)."""
    rules = [{"id": f"r{n}", "subject": "child", "then": then, "when": when} for n, (then, when) in enumerate(whens)]
    levels = [{"subject": "child", "number": n} for n in (1, 2, 3, 4)]
    subjects = [{"id": "child", "applies": applies or {"all": []}}]
    return {
        "format": 1,
        "pack": "p",
        "family": "thresholds",
        "from": "2000-01-01",
        "facts": list(facts) or [BIRTH, *YES, COUNT],
        "subjects": subjects,
        "levels": levels,
        "rules": rules,
        **more,
    }


OPTIONS = ["a", "b", "c"]
SPANS = [{"days": 30}, {"weeks": 2}, {"months": 1}, {"months": 6}, {"years": 1}]
NEAR_DAYS = ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-31", "2024-04-30", "2023-12-31", "2024-02-14"]


def random_case(chance):
    """A small pack and a request for it."""
    facts = [
        {
            "id": f"f{n}",
            "subject": ["child"],
            "kind": chance.choice(["yes-no", "yes-no", "count", "date", "choice", "choices"]),
        }
        for n in range(chance.randint(2, 5))
    ]
    for fact in facts:
        if fact["kind"] in ("choice", "choices"):
            fact["options"] = [{"id": o} for o in OPTIONS]
    settings = []
    if chance.random() < 0.3:
        facts.append({"id": "against", "subject": ["child"], "kind": "count"})
        settings = [{"id": "s", "kind": "count", **chance.choice([{}, {"min": 0}, {"min": 2}, {"default": 2}])}]
    document = random_pack(chance, facts, settings)
    request = {
        "pack": "p",
        "subject": "child",
        "as_of": chance.choice(NEAR_DAYS),
        "facts": {f["id"]: random_answer(chance, f) for f in facts if chance.random() < 0.7},
        "settings": {"s": chance.randint(1, 4)} if settings and chance.random() < 0.3 else {},
    }
    return document, request


def random_pack(chance, facts, settings):
    """Rules of every kind over the facts."""
    thens = [{"level": n} for n in (1, 2, 3, 4, 3)] + [{"prompt": {}}, {"governed_by": {}}, {"define": True}]
    whens, once = [], [{"fact": "against", "at_least": {"setting": "s"}}] if settings else []
    for n in range(chance.randint(2, 6)):
        then = {"route": {"id": f"route-{n}"}} if chance.random() < 0.2 else chance.choice(thens)
        whens.append((then, random_condition(chance, facts, n, 2, once)))
    # a setting is compared in one place; by reference it may still be used often
    consent = [
        {
            "id": "c",
            "subject": "child",
            "for": {"level": 3},
            "unless": random_condition(chance, facts, len(whens), 1, once),
        }
    ]
    routes = [then["route"]["id"] for then, _ in whens if "route" in then]
    steps = [{"id": "at-3", "subject": "child", "for": {"level": 3}, "while_open": True}]
    steps += [{"id": f"at-{r}", "subject": "child", "for": {"route": r}, "while_open": True} for r in routes[:1]]
    never = [{"id": "never", "subject": "child", "never": random_condition(chance, facts, 0, 2, [])}]
    return pack(
        whens,
        facts,
        random_condition(chance, facts, 0, 1, []),
        settings=settings,
        consent=consent if chance.random() < 0.5 else [],
        steps=steps,
        consistency=never,
    )


def random_condition(chance, facts, earlier, depth, once):
    """A condition over the facts and the rules r0 … of which there are `earlier`."""
    shape = chance.choice(["all", "any", "not", "of"]) if depth and chance.random() < 0.75 else "leaf"
    below = lambda: random_condition(chance, facts, earlier, depth - 1, once)
    if shape == "leaf":
        if once and chance.random() < 0.5:
            return once.pop()
        if earlier and chance.random() < 0.2:
            return {"rule": f"r{chance.randrange(earlier)}"}
        return random_test(chance, chance.choice([f for f in facts if f["id"] != "against"]))
    if shape == "not":
        return {"not": below()}
    parts = [below() for _ in range(chance.randint(0 if chance.random() < 0.1 else 1, 3))]
    return {"at_least": chance.randint(0, 3), "of": parts} if shape == "of" else {shape: parts}


def random_test(chance, fact):
    """A test of the fact."""
    some = lambda: chance.sample(OPTIONS, chance.randint(1, 3))
    made = {
        "yes-no": lambda: {},
        "count": lambda: {chance.choice(["at_least", "at_most", "exactly"]): chance.randint(0, 4)},
        "choice": lambda: chance.choice([{"is": chance.choice(OPTIONS)}, {"one_of": some()}]),
        "choices": lambda: chance.choice(
            [
                {"includes": chance.choice(OPTIONS)},
                {"includes_at_least": chance.randint(0, 3)},
                {"includes_at_least": chance.randint(0, 3), "of": some()},
            ]
        ),
        "date": lambda: chance.choice(
            [
                {chance.choice(["before", "on_or_after"]): chance.choice(NEAR_DAYS)},
                {chance.choice(["within_last", "at_least_ago"]): chance.choice(SPANS)},
                {chance.choice(["age_under", "age_at_least"]): chance.choice([0, 1, 2] + SPANS)},
            ]
        ),
    }[fact["kind"]]()
    return {"fact": fact["id"], **made}


def random_answer(chance, fact):
    """A value, part of a value, or none."""
    if chance.random() < 0.3:
        return chance.choice([None, {"state": "declined"}, {"state": "disputed", "by": []}])
    low, a = chance.randint(0, 4), chance.choice(OPTIONS)
    rest = [o for o in OPTIONS if o != a]
    return {
        "yes-no": lambda: chance.random() < 0.5,
        "count": lambda: chance.choice(
            [low, {"from": low}, {"to": low}, {"from": low, "to": low + chance.randint(0, 3)}]
        ),
        "choice": lambda: a,
        "choices": lambda: chance.choice(
            [[], [a], rest, {"yes": [a], "no": []}, {"yes": [], "no": [a]}, {"yes": [a], "no": rest[:1]}]
        ),
        "date": lambda: chance.choice(
            [
                chance.choice(NEAR_DAYS),
                "2024-02",
                "2023-02",
                "2023",
                {"about": "2024-02-29"},
                {"about": "2024-01"},
                {"about": "2023"},
                {"expected": "2024-03-20"},
                {"unborn": True},
                {"from": "2024-02-20"},
                {"to": "2024-03-10"},
                {"from": "2024-02-20", "to": "2024-03-02"},
            ]
        ),
    }[fact["kind"]]()
