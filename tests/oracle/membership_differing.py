"""What alone can change what a meeting may do: each thing that is not known, and each setting."""

from itertools import product

from membership_people import NOTHING, added
from membership_tests import atom_name


class Differing:
    """The part of a meeting that tells what makes a difference."""

    def differing(self, told):
        """What is missing, and the settings that are open."""
        looked_at = {self.looked_at(t) for t in told}
        missing = self.missing() if len(looked_at) > 1 else []
        names = [s for s in self.book.open_in(self.body.get("names")) if self.name_differs(s)]
        same = len({self.settled(t) for t in told}) == 1
        settings = set(names) | {s for s in self.book.settings if not same and self.setting_differs(s)}
        return {"missing": missing, "open_settings": [s for s in self.book.settings if s in settings]}

    @staticmethod
    def looked_at(told):
        """What `missing` looks at."""
        return told["constituted"], told["outcome"], told["agreed"]

    @classmethod
    def settled(cls, told):
        """What `open_settings` looks at."""
        return told["exists"], told["part"], *cls.looked_at(told)

    def name_differs(self, setting):
        """Can a setting change the name?"""
        return len({self.book.name(self.body, c) for c in self.choices}) > 1

    def missing(self):
        """The things not known that can change what the meeting may do."""
        found = []
        for person in self.people:
            found += [e for e in self.missing_from(person) if e not in found]
        for empty in self.empties:
            found += [{"seat": empty.id, "needs": n} for n in ("people", "vacant") if self.changes(empty, n)]
        found += [{"needs": k} for k in ("chair_allows", "delegated") if self.global_changes(k)]
        found += [{"needs": "members"}] if self.size_changes() else []
        for further in self.components[len(self.groups) + len(self.empties) :]:
            found += [{"needs": "no_others"}] if self.any_changes(further) else []
        asked = [key for key in self.globals[0] if isinstance(key, tuple)]
        return found + [{"needs": "consulted", "entry": key[1]} for key in asked if self.global_changes(key)]

    def missing_from(self, person):
        """What is missing of one person: each thing, with the seat where it is asked."""
        found = []
        for atom in person.unknown:
            if self.changes(self.group_of(person), (person, atom)):
                if isinstance(atom, str):
                    found.append({"person": person.id, "needs": atom})
                    continue
                for n in range(len(person.sittings)):
                    if atom in [a for a in person.unknown if self.matters(person, n, a)]:
                        seat = person.sittings[n][0]["id"]
                        found.append({"person": person.id, "seat": seat, "needs": atom_name(atom)})
        if not self.matter and any(role == "deputy" for _, role in person.sittings) and self.needs_change():
            for n, (seat, _) in enumerate(person.sittings):
                states = [(f, c, b, None, person.sitting(f, c, n, b)[1]) for f, c, b in self.cases(person)]
                if "matter" in self.missing_of(person, states):
                    found.append({"person": person.id, "seat": seat["id"], "needs": "matter"})
        return found

    def group_of(self, person):
        """The people with whom somebody hangs together."""
        return next(group for group in self.groups if person in group.people)

    def matters(self, person, n, atom):
        """Does something about a person matter to one of their seats?"""
        for filling, chosen, blocked in self.cases(person):
            other = {**filling, atom: not filling[atom]}
            if person.sitting(filling, chosen, n, blocked)[1:] != person.sitting(other, chosen, n, blocked)[1:]:
                return True
        return False

    def needs_change(self):
        """Can what a matter needs change what the meeting may do?"""
        return self.pairs_differ(lambda one, other: same_but(one, other, "needs"), self.looked_at)

    def changes(self, component, what):
        """Can two fillings of one component that differ in one thing differ in what the meeting may do?"""
        done = set()
        for first, chosen in self.fillings:
            key = id(component), id(first), what
            if key not in self.kept_pairs:
                self.kept_pairs[key] = component.pairs(first, what)
            if not self.kept_pairs[key]:
                continue
            for rest in self.together(first, component):
                for one, other in self.kept_pairs[key]:
                    key_ = rest, one, other, id(chosen)
                    if key_ not in done and self.differ(added(rest, one), added(rest, other), first, chosen):
                        return True
                    done.add(key_)
        return False

    def any_changes(self, component):
        """Can any two fillings of one component differ in what the meeting may do?"""
        for first, chosen in self.fillings:
            brought = self.brings(component, first)
            for rest in self.together(first, component) if len(brought) > 1 else ():
                both = [added(rest, one) for one in brought]
                sizes = [self.sizes(one, first) for one in both]
                for more in self.globals:
                    rows = [
                        tuple(self.looked_at(self.tell(one, size, more, chosen)) for size in mine)
                        for one, mine in zip(both, sizes)
                    ]
                    if len(set(rows)) > 1 and (len({len(row) for row in rows}) == 1 or len(set().union(*rows)) > 1):
                        return True
        return False

    def differ(self, one, other, first, chosen):
        """Do two ways of who was there differ, with everything else the same?"""
        mine, theirs = self.sizes(one, first), self.sizes(other, first)
        pairs = zip(mine, theirs) if len(mine) == len(theirs) else product(mine, theirs)
        for size, size_ in pairs:
            for more in self.globals:
                told, told_ = self.tell(one, size, more, chosen), self.tell(other, size_, more, chosen)
                if self.looked_at(told) != self.looked_at(told_):
                    return True
        return False

    def global_changes(self, key):
        """Can it make a difference whether the chair allows, or the decision was delegated?"""
        if len({more[key] for more in self.globals}) == 1:
            return False
        for first, chosen in self.fillings:
            for brings in self.together(first):
                for size in self.sizes(brings, first):
                    for more in self.globals:
                        other = {**more, key: not more[key]}
                        one, two = self.tell(brings, size, more, chosen), self.tell(brings, size, other, chosen)
                        # What is agreed is said of what the body decides alone: whether it does is no part of that.
                        if self.looked_at(one)[:2] != self.looked_at(two)[:2]:
                            return True
                        if None not in (one["agreed"], two["agreed"]) and one["agreed"] != two["agreed"]:
                            return True
        return False

    def size_changes(self):
        """Can the number of seats make a difference?"""
        for first, chosen in self.fillings:
            for brings in self.together(first):
                for more in self.globals:
                    told = {self.looked_at(self.tell(brings, s, more, chosen)) for s in self.sizes(brings, first)}
                    if len(told) > 1:
                        return True
        return False

    def setting_differs(self, setting):
        """Can a setting alone make a difference?"""
        if not any(setting in chosen for _, chosen in self.fillings):
            return False
        return self.pairs_differ(lambda one, other: same_but(one, other, setting), self.settled)

    def pairs_differ(self, paired, look):
        """Can two ways of setting things, as paired, differ with everybody doing the same?"""
        for n, (first, chosen) in enumerate(self.fillings):
            for first_, chosen_ in self.fillings[:n]:
                if not paired(chosen, chosen_):
                    continue
                for one, other in self.both(first, first_):
                    sizes, sizes_ = self.sizes(one, first), self.sizes(other, first_)
                    pairs = zip(sizes, sizes_) if len(sizes) == len(sizes_) else product(sizes, sizes_)
                    for size, size_ in pairs:
                        for more in self.globals:
                            if look(self.tell(one, size, more, chosen)) != look(self.tell(other, size_, more, chosen_)):
                                return True
        return False

    def both(self, first, other):
        """What everybody brings under two ways of setting things, in the same fillings."""
        if first == other:
            return {(b, b) for b in self.together(first)}
        key = id(first), id(other)
        if key not in self.kept_both:
            found = {(NOTHING, NOTHING)}
            for component in self.components:
                pairs = component.both(first, other)
                found = {(added(a, x), added(b, y)) for a, b in found for x, y in pairs}
            self.kept_both[key] = found
        return self.kept_both[key]


def same_but(one, other, key):
    """Are two ways of setting things the same but for one?"""
    if one.get(key) == other.get(key) or key not in one or key not in other:
        return False
    return all(one[k] == other[k] for k in one if k != key and k in other)
