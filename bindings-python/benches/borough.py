"""A made-up borough with 120 yes-no facts and 60 rules, and the same rules by hand in Python."""

import random

PACK, SUBJECT, FACTS, RULES = "borough", "person", 120, 60
GROUNDS = {
    "strength": "should", "basis": "local-arrangements", "evidence": "recalled",
    "cites": [{"source": "handbook", "at": "p. 1"}],
}  # fmt: skip


def rules():
    """Each rule: whether all or any of its facts are needed, the facts, the level."""
    chance = random.Random(11)
    order = list(range(FACTS))
    chance.shuffle(order)
    made = []
    for number in range(RULES):
        own = order[number * 2 : number * 2 + 2]
        more = chance.sample(range(FACTS), chance.choice([0, 1, 2]))
        made.append((number % 2 == 0, sorted({*own, *more}), 2 + number % 3))
    return made


def pack():
    """The pack with these rules."""
    facts = [
        {
            "id": f"f{number}",
            "subject": [SUBJECT],
            "kind": "yes-no",
            "question": f"Is it so, {number}?",
            "burden": "plain",
        }
        for number in range(FACTS)
    ]
    return {
        "format": 1, "pack": PACK, "family": "thresholds", "title": "A borough", "from": "2021-04-01",
        "checked_on": "2021-04-01",
        "sources": [{"id": "handbook", "title": "A handbook", "publisher": "A partnership", "date": "2021-04"}],
        "facts": facts,
        "subjects": [{"id": SUBJECT, "label": "A person", "applies": {"all": []}, **GROUNDS}],
        "levels": [
            {"subject": SUBJECT, "number": number, "name": f"Level {number}", "summary": "As it is.", "responders": ["all"],
             "route_in": "a form", **GROUNDS}
            for number in (1, 2, 3, 4)
        ],
        "rules": [
            {"id": f"rule.r{number}", "subject": SUBJECT, "label": f"Rule {number}", "then": {"level": level},
             "when": {"all" if every else "any": [{"fact": f"f{fact}"} for fact in own]}, **GROUNDS}
            for number, (every, own, level) in enumerate(rules())
        ],
    }  # fmt: skip


_RULES = sorted(
    ((every, [f"f{fact}" for fact in own], level) for every, own, level in rules()), key=lambda rule: -rule[2]
)


def twin(case):
    """The range of levels as a careful analyst would write it: the highest rules first, stopping as soon as it can."""
    get = case.get
    at_most = 1
    for every, facts, level in _RULES:
        values = [get(fact) for fact in facts]
        if every:
            if False in values:
                continue
            surely = None not in values
        else:
            surely = True in values
            if not surely and None not in values:
                continue
        if level > at_most:
            at_most = level
        if surely:
            return level, at_most
    return 1, at_most
