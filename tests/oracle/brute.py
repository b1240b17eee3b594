"""The reference: every filling, one after another."""

from itertools import product
from math import prod

from merge import consent_key
from truth import holds

MOST = 2_000_000  # fillings


def filling_count(domains):
    """How many fillings there are."""
    return prod(len(values) for values in domains.values())


def solve(book, domains):
    """What is true in all, none or some fillings; and which variables make a difference."""
    if filling_count(domains) > MOST:
        raise ValueError(f"more than {MOST} fillings")
    variables = list(domains)
    seen, outcomes = {}, []
    for values in product(*domains.values()):
        filling = dict(zip(variables, values))
        truths = truths_in(filling, book)
        for name, truth in truths.items():
            seen.setdefault(name, set()).add(truth)
        outcomes.append(outcome(truths, book))
    verdicts = {name: verdict(both) for name, both in seen.items()}
    levels = (min(o[0] for o in outcomes), max(o[0] for o in outcomes))
    shown = {consent_key(c) for c in book.consent_shown(levels, verdicts)}
    counted = [consent_key(c) in shown for c in book.consent]
    outcomes = [(*o[:3], tuple(t for t, counts in zip(o[3], counted) if counts)) for o in outcomes]
    could_reach, decides = {}, {}
    for level in range(levels[0] + 1, levels[1] + 1):
        reached = [o[0] >= level for o in outcomes]
        could_reach |= {v: level for v in variables if matters(v, domains, reached)}
    for n, route in enumerate(book.route_rules):
        held = [o[1][n] for o in outcomes]
        for v in variables:
            if matters(v, domains, held):
                decides.setdefault(v, set()).add(route)
    return {
        "truths": verdicts,
        "levels": levels,
        "matter": [v for v in variables if matters(v, domains, outcomes)],
        "could_reach": could_reach,
        "decides": decides,
    }


def truths_in(filling, book):
    """(kind, id) -> bool, for everything that is answered, in one filling."""
    truths = {("rule", r["id"]): holds(r["when"], filling, book) for r in book.rules}
    truths["applies", ""] = holds(book.applies, filling, book)
    for c in book.consent:
        truths["consent", consent_key(c)] = holds(c["unless"], filling, book)
    for c in book.consistency:
        truths["never", c["id"]] = holds(c["never"], filling, book)
    return truths


def outcome(truths, book):
    """The part of the truths on which `missing` rests: the level, routes, applies, consent."""
    level = max([1] + [n for n, r in book.level_rules() if truths["rule", r["id"]]])
    routes = tuple(truths["rule", r["id"]] for r in book.route_rules.values())
    consent = tuple(truths["consent", consent_key(c)] for c in book.consent)
    return level, routes, truths["applies", ""], consent


def verdict(truths):
    """true, false or unknown, from the set of what was seen."""
    if len(truths) == 2:
        return "unknown"
    return "true" if True in truths else "false"


def matters(variable, domains, outcomes):
    """Are there two fillings that differ only in the variable, and differ in outcome?

    `outcomes` is in the order of itertools.product, so the fillings that differ only in one
    variable lie a fixed step apart.
    """
    names = list(domains)
    at, size = names.index(variable), len(domains[variable])
    step = prod(len(domains[v]) for v in names[at + 1 :])
    for block in range(0, len(outcomes), step * size):
        for start in range(block, block + step):
            if any(outcomes[start + n * step] != outcomes[start] for n in range(1, size)):
                return True
    return False
