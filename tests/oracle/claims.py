"""What is true of an incident on one day in all, none or some fillings, and which variables matter to what."""

from itertools import product
from math import prod

import brute
import split
from incident import size
from truth import holds

MISSING_FOR = {"applies", "scope", "reach", "action"}  # what an unknown fact must change to be missing


def solve(book, domains, mode=None):
    """(claim -> truth, variable -> the claims that it can change alone)."""
    if mode is None:
        mode = "brute" if filling_count(domains) <= 300 else "split"
    return {"brute": by_fillings, "split": by_diagrams}[mode](book, domains)


def filling_count(domains):
    """How many fillings there are."""
    return prod(size(values) for values in domains.values())


def by_fillings(book, domains):
    """Every filling, one after another."""
    if filling_count(domains) > brute.MOST:
        raise ValueError("too many fillings")
    names, seen = list(domains), {claim: [] for claim in book.claims}
    for values in product(*domains.values()):
        filling = dict(zip(names, values))
        for claim, condition in book.claims.items():
            seen[claim].append(holds(condition, filling, book))
    truths = {claim: brute.verdict(set(found)) for claim, found in seen.items()}
    open_claims = [c for c in truths if truths[c] == "unknown"]
    return truths, {v: {c for c in open_claims if brute.matters(v, domains, seen[c])} for v in names}


def by_diagrams(book, domains):
    """The same by case split."""
    diagrams = split.Diagrams(book, domains)
    truths, matter = {}, {v: set() for v in domains}
    for claim, condition in book.claims.items():
        diagram = diagrams.of(condition)
        truths[claim] = split.verdict(diagram)
        for variable in diagrams.variables(diagram):
            matter[variable[:2]].add(claim)
    return truths, matter


def merged(truths):
    """The truth that stands for these: theirs where they agree, else unknown."""
    found = set(truths)
    return found.pop() if len(found) == 1 else "unknown"


class Said:
    """What can be said of a case on all the days that the incident can have happened on."""

    def __init__(self, case, mode=None, dense=False):
        self.case, self.kinds = case, []  # (book, days, truths) for each class of days that are alike
        self.matter = {}
        for book, days in case.kinds():
            seen = book.on(days[0])
            truths, matter = solve(seen, case.domains(seen, days[0], dense), mode)
            self.kinds.append((book, days, truths))
            for variable, found in matter.items():
                self.matter.setdefault(variable, set()).update(found)
        self.truths = {
            claim: merged(truths.get(claim, "false") for _, _, truths in self.kinds)
            for claim in dict.fromkeys(c for _, _, truths in self.kinds for c in truths)
        }

    def every(self, name):
        """The items of a list over all stretches, by id, in pack order; later stretches last."""
        return {i: item for book, _, _ in self.kinds for i, item in getattr(book, name).items()}

    def ranks(self, review):
        """Least and greatest rank of a review."""
        least = [sum(t.get(("reach", review, n)) == "true" for n in (1, 2, 3)) for _, _, t in self.kinds]
        most = [sum(t.get(("reach", review, n), "false") != "false" for n in (1, 2, 3)) for _, _, t in self.kinds]
        return min(least), max(most)

    def missing(self):
        """Facts that can change a review, or whether an action applies; and the day of the incident."""
        found = {v[1] for v, c in self.matter.items() if v[0] == "fact" and any(k[0] in MISSING_FOR for k in c)}
        if self.told_apart():
            found.add(self.case.incident_fact)
        return sorted(found)

    def told_apart(self):
        """The claims on which something else is said on one day of the incident than on another."""
        claims = [c for c in self.truths if c[0] in MISSING_FOR]
        return {c for c in claims if len({t.get(c, "false") for _, _, t in self.kinds}) > 1}
