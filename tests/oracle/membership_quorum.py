"""Is a meeting properly constituted, and has it agreed: one filling."""

from functools import lru_cache


@lru_cache(maxsize=200_000)
def matched(people, partners):
    """The most partners that can be matched with a person each; people are tuples of partners they stand for."""
    if not people:
        return 0
    best = matched(people[1:], partners)
    for partner in people[0]:
        if partner in partners:
            best = max(best, 1 + matched(people[1:], partners - {partner}))
    return best


class Count:
    """What there is of the partners among some people, with `one` hat or with `each`."""

    def __init__(self, people, partners, hats):
        self.people, self.partners, self.hats = tuple(sorted(people)), frozenset(partners), hats
        self.stood_for = {p for person in people for p in person} & self.partners
        self.number = len(self.stood_for) if hats == "each" else matched(self.people, self.partners)

    def has(self, partner):
        """Every truth of somebody standing for the partner, in the matchings that reach as many as can be."""
        if partner not in self.stood_for:
            return (False,)
        if self.hats == "each" or matched(self.people, self.partners - {partner}) < self.number:
            return (True,)
        # Where somebody else's partner could be given up for it, it is in some of these and not in others.
        return (True, False) if self.can_have(partner) else (False,)

    def can_have(self, partner):
        """Is the partner in some matching that reaches as many as can be?"""
        for n, people in enumerate(self.people):
            rest = (*self.people[:n], *self.people[n + 1 :])
            if partner in people and 1 + matched(rest, self.partners - {partner}) == self.number:
                return True
        return False


def stands_for(one, pattern):
    """The partners that somebody who counts may stand for."""
    found = set(one.partners)
    for substitute in (pattern or {}).get("substitutes", []):
        if set(one.kinds) & set(substitute["by"]):
            found.add(substitute["for"])
    return tuple(sorted(found)) if one.counts else ()


def people_of(brings, pattern, wanted=lambda one: True):
    """The partners that each person stands for, of those who stand for any."""
    found = []
    for one, n in brings.ones:
        partners = stands_for(one, pattern)
        if partners and wanted(one):
            found += [partners] * min(n, 9)
    return found


def voices_of(brings, wanted):
    """The partners in whose seats each person has a say, of those as wanted who have one in any."""
    return [one.voices for one, n in brings.ones if one.voices and wanted(one) for _ in range(min(n, 9))]


def number_of(brings, wanted):
    """How many people are as wanted."""
    return sum(n for one, n in brings.ones if wanted(one))


def clauses(pattern, brings, size, chair_allows, partners, hats, value):
    """{clause: (met, needs, has)} of a pattern; `size`: (seats, seats that are not vacant)."""
    found = {}
    if "partners" in pattern:
        needs = len(partners) if pattern["partners"] == "all" else value(pattern["partners"])
        has = Count(people_of(brings, pattern), partners, hats).number
        found["partners"] = (has >= needs, needs, has)
    if "members" in pattern:
        has = number_of(brings, lambda one: one.member)
        if "at_least" in pattern["members"]:
            needs = value(pattern["members"]["at_least"])
        else:
            seats = size[0] if pattern["members"]["half_of"] == "seats" else size[1]
            needs = max(1, (seats + 1) // 2)
        found["members"] = (has >= needs, needs, has)
    chair = any(one.chair for one, _ in brings.ones)
    if "chair" in pattern:
        found["chair"] = (chair, 1, int(chair))
    if "chair_may" in pattern:
        may = chair and chair_allows and number_of(brings, lambda one: one.member) > 0
        found["chair_may"] = (may, 1, int(may))
    return found


def is_met(found):
    """Is a pattern met, with these clauses?"""
    asked = [met for clause, (met, _, _) in found.items() if clause != "chair_may"]
    return bool(asked) and all(asked) or found.get("chair_may", (False,))[0]


def with_a_say(brings, partners, hats, wanted=lambda one: True):
    """What there is of the partners among those who sit for one of them and have a say."""
    return Count(voices_of(brings, wanted), partners, hats)


def can_agree(agreement, brings, partners, hats):
    """Is there somebody with a say, of each who would have to agree?"""
    if agreement in ("all-partners", "majority-of-partners"):
        there = with_a_say(brings, partners, hats).number
        return there >= len(partners) if agreement == "all-partners" else 2 * there > len(partners)
    return number_of(brings, lambda one: one.say) >= 1


def agreeing(brings, partners, hats):
    """The partners that agree, counted."""
    against = {p for person in voices_of(brings, lambda o: not o.agrees) for p in person}
    return with_a_say(brings, set(partners) - against, hats, lambda one: one.agrees)


def has_agreed(agreement, brings, partners, hats, enough):
    """Has what is asked been given? `enough`: where it is not said how the body agrees, some are enough."""
    if agreement in ("all-partners", "majority-of-partners"):
        number = agreeing(brings, partners, hats).number
        return number >= len(partners) if agreement == "all-partners" else 2 * number > len(partners)
    agreeing_, all_ = number_of(brings, lambda o: o.say and o.agrees), number_of(brings, lambda o: o.say)
    if agreement is None:
        return agreeing_ > 0 and (enough or agreeing_ == all_)
    return 2 * agreeing_ > all_
