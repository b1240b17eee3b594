"""Who sits in whose place: people of one seat, of whom one counts, in every filling."""

from itertools import product

from membership_people import NOTHING, added


class Places:
    """The seats in which several people sit, and the people that hang together because of them."""

    def __init__(self, people):
        self.people, self.orders = people, {}
        for person in people:
            for n, one in enumerate(person.given):
                self.orders.setdefault(one.place, []).append((person, n))
        for order in self.orders.values():
            order.sort(key=lambda sits: sits[0].sittings[sits[1]][1] == "deputy")

    def before(self, person, n):
        """Those who sit in a seat before somebody."""
        found = []
        for other, _ in self.orders[person.given[n].place]:
            if other is person:
                return found
            found.append(other)
        return found

    def shared(self, person, n):
        """May somebody else's sitting there keep the person out of the seat?"""
        return bool(self.before(person, n))

    def blocked(self, person, present):
        """The seats in which somebody who was present sits before the person."""
        return frozenset(n for n in range(len(person.given)) if any(present[o.id] for o in self.before(person, n)))

    def presences(self, people, apart=None):
        """Every way in which it can be that some people were there, or not."""
        values = [[p.known["present"]] if p.known["present"] is not None else [True, False] for p in people]
        for found in product(*values):
            yield {p.id: v for p, v in zip(people, found) if p is not apart}

    def blockings(self, person):
        """Every set of seats in which others can sit before the person."""
        others = list({o.id: o for n in range(len(person.given)) for o in self.before(person, n)}.values())
        return {self.blocked(person, present) for present in self.presences(others)}

    def groups(self):
        """The people in groups that hang together."""
        groups = []
        for person in self.people:
            mine = [person]
            for group in [g for g in groups if any(self.together(person, other) for other in g)]:
                groups.remove(group)
                mine = [*group, *mine]
            groups.append(mine)
        return groups

    @staticmethod
    def together(one, other):
        """Do two people sit in one place?"""
        return bool({o.place for o in one.given} & {o.place for o in other.given})


class Group:
    """A component: people who hang together."""

    def __init__(self, places, people):
        self.places, self.people = places, people

    def fillings_of(self, person, present):
        """The fillings of a person who was there, or not."""
        return [f for f in person.fillings if f.get("present", present[person.id]) == present[person.id]]

    def all(self, chosen):
        """Everything that they can bring."""
        return {one for one, _ in self.both(chosen, chosen)}

    def both(self, chosen, other):
        """What they bring under two choices of settings, in the same fillings."""
        found = set()
        for present in self.places.presences(self.people):
            sets = []
            for person in self.people:
                blocked = self.places.blocked(person, present)
                fillings = self.fillings_of(person, present)
                sets.append({(person.brings(f, chosen, blocked), person.brings(f, other, blocked)) for f in fillings})
            found |= summed(sets)
        return found

    def pairs(self, chosen, what):
        """What they bring in two fillings that differ in one thing about one of them."""
        owner, atom = what
        found = set()
        for present in self.places.presences(self.people, owner if atom == "present" else None):
            mine, other = present, present
            if atom == "present":
                mine, other = {**present, owner.id: True}, {**present, owner.id: False}
            sets = []
            for person in self.people:
                one, two = self.places.blocked(person, mine), self.places.blocked(person, other)
                change = (lambda f: {**f, atom: not f[atom]}) if person is owner else (lambda f: f)
                fillings = self.fillings_of(person, mine)
                sets.append({(person.brings(f, chosen, one), person.brings(change(f), chosen, two)) for f in fillings})
            found |= summed(sets)
        return {(one, other) for one, other in found if one != other}


def summed(sets):
    """Everything that several bring together, two ways side by side."""
    found = {(NOTHING, NOTHING)}
    for pairs in sets:
        found = {(added(a, x), added(b, y)) for a, b in found for x, y in pairs}
    return found
