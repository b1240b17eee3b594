"""Who was in a meeting: people, seats that nobody is named for, and further members, each in every filling.

A *component* says for each choice of settings all that it can bring to the meeting (a `Brings` each), which two of
these differ in one thing alone, and what it brings under two choices of settings in the same filling.
"""

from collections import namedtuple
from itertools import product

from membership_tests import asked, atoms, met, tested, told

# Somebody there: do they count, among the members, for which partners, for organisations of which kinds, in the chair,
# with a say, agreeing, in the seats of which partners they have a say.
One = namedtuple("One", "counts member partners kinds chair say agrees voices")
# What a component brings: ((One, how many), …), vacant seats, seats given as vacant that are taken, further members.
Brings = namedtuple("Brings", "ones vacant filled further")
NOTHING = Brings((), 0, frozenset(), 0)
MANY = 300  # further members without end


def added(one, other):
    """What two components bring together."""
    if other == NOTHING:
        return one
    counted = dict(one.ones)
    for person, n in other.ones:
        counted[person] = counted.get(person, 0) + n
    ones = tuple(sorted(counted.items()))
    return Brings(ones, one.vacant + other.vacant, one.filled | other.filled, one.further + other.further)


def product_of(unknown):
    """Every filling of some unknown truths."""
    return [dict(zip(unknown, values)) for values in product([True, False], repeat=len(unknown))]


class Person:
    """One person who is named."""

    def __init__(self, meeting, given, sittings):
        self.meeting, self.id = meeting, given["person"]
        self.sittings = [(one.seat, one.role) for one in sittings]
        self.given = sittings
        own = {one.seat["represents"] for one in sittings if one.role == "holder" and "represents" in one.seat}
        for one in sittings:
            stands_in = one.role == "deputy" and one.organisation is None and "represents" in one.seat
            one.of_another = stands_in and bool(own) and one.seat["represents"] not in own
        tests = given.get("tests", {})
        self.unknown, self.known = self.open_tests(tests)
        self.known |= {"present": given.get("present"), "agrees": given.get("agrees")}
        self.known["interest"] = meeting.has_interest(self.id) if meeting.matter else False
        first = [name for name in ("present", "interest", "agrees") if self.known[name] is None]
        self.unknown = first + [("standing", n) for n in range(len(sittings)) if self.open_standing(n)] + self.unknown
        self.fillings = product_of(self.unknown)

    def open_tests(self, tests):
        """What is unknown of the tests, and what is known: of the person, or, as it is given, of one seat alone."""
        unknown, known, book = [], {}, self.meeting.book
        for test in book.lists["tests"]:
            mine = [n for n, (seat, role) in enumerate(self.sittings) if self.is_asked(test, seat, role)]
            for atom in atoms(test):
                keys = {self.key(atom, n) for n in mine}
                for key in sorted(keys, key=lambda one: one[2:]):
                    given = self.given[key[2]].tests if len(key) == 3 else tests
                    value = told(given, test, atom[1])
                    if value is None:
                        unknown.append(key)
                    else:
                        known[key] = value
        return unknown, known

    def is_asked(self, test, seat, role):
        """May a test be asked of somebody in a seat?"""
        meeting = self.meeting
        there = (asked(meeting.book, seat, role, meeting.body, chosen) for chosen in meeting.choices)
        return seat["part"] != "attends" and any(test in one for one in there)

    def key(self, atom, n):
        """What is told of a test in one of the seats: what is told of the seat alone, or of the person."""
        return (*atom, n) if atom[0] in self.given[n].tests else atom

    def open_standing(self, n):
        """Is it not known of the organisation whether the seat is for it?"""
        found = [self.given[n].fits(chosen) for chosen in self.meeting.choices]
        return any(one is not None and len(one) > 1 for one in found)

    def state(self, filling, chosen, n, blocked):
        """The criteria of one of the seats in one filling; `blocked`: the seats in which somebody else sits before."""
        meeting, (seat, role), values = self.meeting, self.sittings[n], {**self.known, **filling}
        book, effect = meeting.book, meeting.interest_effect(chosen)
        found = {"present": values["present"]}
        found["interest"] = not (meeting.matter and values["interest"] and effect == "out-of-quorum")
        held = [s for s, part in self.sittings if part == "holder"]
        found["stands-back"] = not any(meeting.stands_back(s, chosen) for s in [*held, seat])
        found["in-force"] = meeting.seat_holds(seat, chosen)
        if seat.get("beside"):
            found["seat-listed"] = meeting.listed_or_stands_in(seat, chosen)
        fits = self.given[n].fits(chosen)
        if fits is not None:
            found["standing"] = values["standing", n] if len(fits) > 1 else fits == {True}
        if role == "deputy":
            found["deputy-allowed"] = book.value(seat.get("deputy", "yes"), chosen) == "yes"
        if meeting.places.shared(self, n):
            found["in-place"] = n not in blocked
        if seat["part"] != "attends":
            for test in asked(book, seat, role, meeting.body, chosen):
                mine = {atom: values[self.key(atom, n)] for atom in atoms(test)}
                found[test["id"]] = met(book, test, role, mine, chosen["needs"], chosen)
        return found

    def brings(self, filling, chosen, blocked):
        """What the person brings to the meeting."""
        values = {**self.known, **filling}
        given = [self.sitting(filling, chosen, n, blocked) for n in range(len(self.sittings))]
        filled = frozenset(s["id"] for s, _ in self.sittings if values["present"])
        counts = [seat for seat, c, _, _ in given if c]
        partners = tuple(sorted({s["represents"] for s in counts if "represents" in s}))
        kinds = tuple(sorted({k for n, g in enumerate(given) if g[1] for k in self.kinds(n, chosen)}))
        say, chair = any(g[2] for g in given), any(g[3] for g in given)
        if not counts and not chair:
            return Brings((), 0, filled, 0)
        member = any(tested(seat, self.meeting.body) for seat in counts)
        voices = tuple(sorted({seat["represents"] for seat, _, says, _ in given if says and "represents" in seat}))
        one = One(bool(counts), member, partners, kinds, chair, say, say and values["agrees"], voices)
        return Brings(((one, 1),), 0, filled, 0)

    def kinds(self, n, chosen):
        """The kinds of organisation for which somebody sits in one of their seats.

        Those of an organisation of the pack are known, and count as far as the seat is for them.
        """
        book, seat = self.meeting.book, self.sittings[n][0]
        item = book.organisations.get(self.given[n].organisation)
        if item is None:
            return seat.get("kinds", [])
        if not book.holds(item, chosen):
            return []
        own = [k for k in item["kinds"] if book.holds(book.kinds[k], chosen)]
        return [k for k in own if k in seat["kinds"]] if "kinds" in seat else own

    def sitting(self, filling, chosen, n, blocked):
        """(seat, do they count, have they a say, are they in the chair) for one of the seats."""
        seat, found = self.sittings[n][0], self.state(filling, chosen, n, blocked)
        qualifies = seat["part"] != "attends" and all(
            v for name, v in found.items() if name not in ("interest", "stands-back")
        )
        counts = qualifies and found["interest"] and found["stands-back"]
        values = {**self.known, **filling}
        takes = self.meeting.matter and values["interest"] and self.meeting.interest_effect(chosen) != "declared-only"
        say = qualifies and found["stands-back"] and not takes and self.meeting.decides(seat, chosen)
        return seat, counts, say, qualifies and found["interest"] and seat["part"] == "chair"


class Alone:
    """A component whose fillings are a list, each of which brings something under a choice of settings."""

    fillings = ()

    def all(self, chosen):
        """Everything that it can bring."""
        return {self.brings(filling, chosen) for filling in self.fillings}

    def both(self, chosen, other):
        """What it brings under two choices of settings, in the same fillings."""
        return {(self.brings(f, chosen), self.brings(f, other)) for f in self.fillings}

    def pairs(self, chosen, what):
        """What it brings in two fillings that differ in one thing alone."""
        given, found = [self.brings(f, chosen) for f in self.fillings], set()
        for n, one in enumerate(self.fillings):
            for k in range(n):
                if given[n] != given[k] and self.differ(one, self.fillings[k], what):
                    found.add((given[n], given[k]))
        return found


class Empty(Alone):
    """A seat nobody is named for: vacant, empty, or taken by somebody of whom nothing is known."""

    def __init__(self, meeting, seat):
        self.meeting, self.seat, self.id = meeting, seat, seat["id"]
        vacant = meeting.vacant(seat["id"])
        self.fillings = []
        if vacant is not False:
            self.fillings.append({"vacant": True, "who": None})
        if vacant is not True:
            self.fillings.append({"vacant": False, "who": None})
            if not meeting.no_others and seat["part"] != "attends":
                interests = [True, False] if meeting.matter and meeting.interests_open else [False]
                for who in product([True, False], interests, [True, False]):
                    self.fillings.append({"vacant": False, "who": who})

    @staticmethod
    def differ(one, other, what):
        """Do two fillings differ in who was in the seat only, or in its being vacant only?"""
        if what == "people":
            return not one["vacant"] and not other["vacant"]
        return one["vacant"] != other["vacant"] and one["who"] == other["who"]

    def brings(self, filling, chosen):
        """What the seat brings."""
        meeting, seat = self.meeting, self.seat
        there = meeting.seat_holds(seat, chosen) and meeting.listed_or_stands_in(seat, chosen)
        if seat["part"] == "attends" or not there:
            return NOTHING
        if filling["vacant"]:
            return Brings((), int(tested(seat, meeting.body)), frozenset(), 0)
        if filling["who"] is None or not filling["who"][0]:
            return NOTHING
        return Brings(somebody(meeting, seat, filling["who"], chosen), 0, frozenset(), 0)


def somebody(meeting, seat, who, chosen, n=1):
    """Somebody who qualifies in a seat, with an interest or not, agreeing or not."""
    _, interest, agrees = who
    effect = meeting.interest_effect(chosen) if interest else "declared-only"
    back = meeting.stands_back(seat, chosen)
    counts, chair = effect != "out-of-quorum" and not back, seat["part"] == "chair" and effect != "out-of-quorum"
    say = effect == "declared-only" and not back and meeting.decides(seat, chosen)
    if not counts and not chair:
        return ()
    partners = (seat["represents"],) if counts and "represents" in seat else ()
    kinds = tuple(sorted(seat.get("kinds", []))) if counts else ()
    member = counts and tested(seat, meeting.body)
    return ((One(counts, member, partners, kinds, chair, say, say and agrees, partners if say else ()), n),)


SILENT, AGREES, DIFFERS = (True, False, "silent"), (True, False, True), (True, False, False)
WAYS = (SILENT, AGREES, DIFFERS)


class Further(Alone):
    """Further members of a body of which not all are known; `seats`: as what they may sit."""

    id = None

    def __init__(self, meeting, seats, most):
        self.meeting = meeting
        options = []
        for seat in seats:
            amounts = (0, 1) if seat.get("one") else (0, 1, MANY)
            options.append([(seat, n, way) for n in amounts for way in (WAYS if n else WAYS[:1])])
        # Whoever is in the chair beside those given is no member.
        size = lambda f: sum(n for seat, n, _ in f if seat["part"] != "chair")  # noqa: E731
        self.fillings = [{"further": f} for f in product(*options) if most is None or size(f) <= most]
        if most is not None and most < MANY:  # as many as there are seats for
            for n, option in enumerate(options):
                others = [other for k, other in enumerate(options) if k != n]
                rest = [o if o[0][0]["part"] == "chair" else [o[0]] for o in others]
                for way in WAYS if most and not option[0][0].get("one") else ():
                    for ways in product(*rest):
                        self.fillings.append({"further": (*ways, (option[0][0], most, way))})

    def brings(self, filling, chosen):
        """What the further members bring."""
        found = NOTHING
        for seat, n, way in filling["further"]:
            if n and (seat.get("any") or self.meeting.seat_holds(seat, chosen)):
                ones = somebody(self.meeting, seat, (True, False, way is AGREES), chosen, n)
                if way is SILENT:
                    ones = tuple((one._replace(say=False, agrees=False, voices=()), k) for one, k in ones)
                found = added(found, Brings(ones, 0, frozenset(), n))
        return found
