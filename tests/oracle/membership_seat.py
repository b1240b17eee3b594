"""May this person sit, or deputise: the question `seat`."""

from itertools import product

from audits_shelf import Refused
from membership_accountable import rows, there
from membership_capacity import Capacity, problems
from membership_organisations import Organisation
from membership_shelf import COMMITMENTS, Given, dates, truth, word
from membership_tests import asked, atom_name, atoms, met, shared, tested, told, unknown_atoms

AUTHORITY = ("similar-in-all", "enough-for-the-matter", "lesser")
NEEDS = [set(c for c, on in zip(COMMITMENTS, bits) if on) for bits in product([True, False], repeat=3) if any(bits)]


class Seat:
    """One person, one seat."""

    def __init__(self, book, request):
        self.book, self.request, self.person = book, request, request["person"]
        if request["seat"] not in book.seats:
            raise Refused("request.unknown-seat")
        if "matter" in request and request["matter"] not in book.matters:
            raise Refused("request.unknown-matter")
        self.seat, self.role = book.seats[request["seat"]], request["as"]
        self.body = book.bodies[self.seat["body"]]
        self.matter = book.matters.get(request.get("matter"))
        self.tests, self.problems = self.person.get("tests", {}), []
        is_one = self.role == "holder" and "capacities" in self.seat
        self.capacity = Capacity(book, self.seat, self.body, self.person) if is_one else None
        self.find_problems()
        self.settings = book.open_in(
            dates(self.seat), dates(self.body), self.seat.get("deputy"), [dates(t) for t in book.lists["tests"]]
        )
        extents = [t.get("extent") for t in book.lists["tests"]] if self.role == "deputy" else []
        self.settings += [s for s in book.open_in(extents) if s not in self.settings]
        more = self.capacity.settings if self.capacity else []
        self.settings += [s for s in more if s not in self.settings]
        self.choices = book.choices(self.settings)
        sitting = [(self.seat, self.role, self.body)]
        self.unknown, self.known = unknown_atoms(book, self.tests, sitting, self.choices)
        self.people = self.standing_fillings()
        self.needs = [set(self.matter["commits"])] if self.matter else NEEDS

    def find_problems(self):
        """What cannot be as given of the person."""
        offices = Given(self.person.get("offices"))
        for office, at in offices.places(self.person.get("offices"), "/person/offices"):
            if office not in self.book.offices:
                self.problems.append(["membership.unknown-office", at])
            elif offices(office) and self.book.in_force(self.book.offices[office]) == "false":
                self.problems.append([self.book.gone(self.book.offices[office], "office"), at])
        self.problems += problems(self.book, self.person, self.role, self.capacity)
        for kind, at in Given(self.person.get("kinds")).places(self.person.get("kinds"), "/person/kinds"):
            if kind not in self.book.kinds:
                self.problems.append(["membership.unknown-kind", at])
            elif not self.book.holds(self.book.kinds[kind]):
                self.problems.append([self.book.gone(self.book.kinds[kind]), at])
        for name in self.tests:
            if name not in self.book.tests:
                self.problems.append(["membership.unknown-test", f"/person/tests/{name}"])
            elif not is_asked(self.book, name, self.seat, self.role, self.body):
                self.problems.append(["membership.not-asked", f"/person/tests/{name}"])

    def standing_fillings(self):
        """(office held, capacity under each choice of settings, standing met) in every filling of the person."""
        office, standing = [(None, True)], [(None, True)]
        capacity = self.capacity.truths(self.choices) if self.capacity else [(True,) * len(self.choices)]
        if self.role == "holder" and "office" in self.seat:
            value = self.holds_or_sits_for(self.seat["office"])
            office = [("office", True), ("office", False)] if value is None else [(None, value)]
        elif self.office_of_partner():
            office = [("office", v) for v in self.office_of_partner()]
            office = office if len(office) > 1 else [(None, office[0][1])]
        if self.fit():
            values = Organisation(self.book, self.person, None).fits_seat(self.fit())
            standing = [("standing", v) for v in values] if len(values) > 1 else [(None, values.pop())]
        return [(o[1], c, s[1]) for o in office for c in capacity for s in standing]

    def holds_or_sits_for(self, office):
        """Do they hold the office, or another of the day whose holder sits in its seats?"""
        given = Given(self.person.get("offices"), self.book.offices)
        there = self.book.may_hold("offices")
        enough = [office] + [one["id"] for one in there if office in one.get("sits_for", [])]
        held = [given(one) for one in enough]
        return True if True in held else None if None in held else False

    def fit(self):
        """What the seat asks of the organisation of such a person."""
        given = self.person.get("kinds")
        told_ = isinstance(given, list) or any((given or {}).get(key) for key in ("yes", "no"))
        found = {}
        for key in ("standing", "kinds", "represents"):
            if key not in self.seat:
                continue
            asked_ = told_ or self.role == "holder" and key != "represents"
            if asked_ or Organisation(self.book, self.person, None).fits_seat({key: self.seat[key]}) == {False}:
                found[key] = self.seat[key]
        return found

    def office_of_partner(self):
        """Every truth of the person's offices leaving them one of the partner that the seat represents.

        None where that is not asked: where the seat represents nobody, or they hold no office of a partner.
        """
        offices, partner = self.book.offices, self.seat.get("represents")
        given = Given(self.person.get("offices"), offices)
        of = [offices[o]["partner"] for o in given.yes if o in offices and "partner" in offices[o]]
        if partner is None or not of or self.capacity or self.role == "holder" and "office" in self.seat:
            return None
        there = [o for o in self.book.may_hold("offices") if o.get("partner") == partner]
        if self.role == "deputy" and ("office" in self.seat or "capacities" in self.seat):
            there = [o for o in there if not o.get("elected")]
        sure = [self.book.in_force(o) == "true" for o in there if given(o["id"])]
        if True in sure:
            return [True]
        return [True, False] if sure or any(given(o["id"]) is None for o in there) else [False]

    def fillings(self):
        """Every filling: what is asked of the person, what the matter may need, the open settings."""
        values = [dict(zip(self.unknown, v)) for v in product([True, False], repeat=len(self.unknown))]
        for (n, chosen), needs, person, told_ in product(enumerate(self.choices), self.needs, self.people, values):
            yield Filling(self, n, chosen, needs, person, told_)

    def answer(self):
        """The answer, in the words of the wire."""
        found = list(self.fillings())
        criteria, truths = [], {}
        for name in self.names():
            truths[name] = truth(f.criteria[name] for f in found if name in f.criteria)
            row = {"criterion": name, "truth": truths[name]}
            test = self.book.tests.get(name)
            if test and test.get("by_commitment"):
                row["commitments"] = {c: said(told(self.tests, test, c)) for c in COMMITMENTS}
            criteria.append(row)
        permitted = truth(f.permitted for f in found)
        outcome = {"true": "permitted", "false": "not-permitted", "unknown": "cannot-tell"}[permitted]
        answer = {"seat": self.seat["id"], "body": self.body["id"], "as": self.role, "outcome": outcome}
        if self.role == "deputy" and tested(self.seat, self.body) and self.shares_tests():
            answer["authority"], could_be = word((f.authority for f in found), AUTHORITY)
            answer |= {"could_be": could_be} if could_be else {}
        answer |= {"criteria": criteria, "failed": [n for n, t in truths.items() if t == "false"]}
        answer |= self.differing(found)
        answer["stands_back"] = self.stands_back()
        answer["accountable"] = rows(self.book, self.sources(), self.matter)
        return answer | {"problems": sorted(self.problems)}

    def sources(self, chosen=None):
        """The offices and capacities for which somebody stays answerable; with `chosen`, in one filling of settings."""
        found = [{"office": office} for office in self.offices_of_seat(chosen)]
        words = self.seat.get("capacities", [])
        return found + [{"capacity": word_, "partner": self.seat["represents"]} for word_ in words]

    def backs(self):
        """The entries by which the person, if they are in force, has or may have no say; with whether they do."""
        entries = self.book.lists["authority"] if self.matter else []
        mine = [e for e in entries if e["matter"] == self.matter["id"] and e["part"] == "stands-back"]
        held = Given(self.person.get("offices"), self.book.offices)
        for entry in [e for e in mine if "office" in e["by"]]:
            office = entry["by"]["office"]
            holds = True if self.seat.get("office") == office else held(office)
            if holds is not False:
                yield entry, holds

    def stands_back(self):
        """[entry, whether the person has no say by it] of those by which they have none, or may have none."""
        rows_ = []
        for entry, holds in self.backs():
            there = [self.is_there(entry, c) for c in self.book.choices(self.back_settings(entry))]
            if any(there):
                rows_.append([entry["id"], "true" if holds and all(there) else "unknown"])
        return rows_

    def back_settings(self, entry):
        """The settings on which it hangs whether an entry of the matter is there."""
        return self.book.open_in(dates(entry), dates(self.matter))

    def is_there(self, entry, chosen):
        """Are the entry and the matter in force?"""
        return self.book.holds(entry, chosen) and self.book.holds(self.matter, chosen)

    def back_differs(self, setting):
        """Can a setting alone change whether somebody has a say?"""
        for entry, _ in self.backs():
            settings = self.back_settings(entry)
            others = [s for s in settings if s != setting]
            for chosen in self.book.choices(others) if setting in settings else []:
                ways = [{**chosen, setting: value} for value in self.book.domain(setting, 0)]
                if len({self.is_there(entry, c) for c in ways}) > 1:
                    return True
        return False

    def accountability_differs(self, setting):
        """Can a setting alone change who stays answerable?"""
        lists = [self.book.lists[name] for name in ("accountability", "capacities", "offices")]
        found = self.book.open_in([dates(i) for one in lists for i in one])
        others = [s for s in found if s != setting]
        if setting not in found:
            return False
        for chosen in self.book.choices(others):
            ways = [{**chosen, setting: value} for value in self.book.domain(setting, 0)]
            if len({str(rows(self.book, self.sources(c), self.matter, c)) for c in ways}) > 1:
                return True
        return False

    def offices_of_seat(self, chosen=None):
        """The seat's office, or else those that the person surely holds of the partner that it represents."""
        if "office" in self.seat:
            return [self.seat["office"]]
        partner, given = self.seat.get("represents"), Given(self.person.get("offices"), self.book.offices)
        mine = [o for o, item in self.book.offices.items() if partner and item.get("partner") == partner]
        found = [o["id"] for o in there(self.book, "offices", chosen)]
        return [o for o in mine if given(o) and o in found]

    def shares_tests(self):
        """Is there a test that holder and deputy share?"""
        return any(shared(self.book, self.seat, self.body, c) for c in self.choices)

    def names(self):
        """The criteria that are asked, in the order of the table."""
        names = ["in-force"]
        if self.role == "holder":
            names += ["office"] if "office" in self.seat else ["capacity"] if self.capacity else []
        names += ["office"] if self.office_of_partner() else []
        names += ["standing"] if self.fit() else []
        names += ["deputy-allowed"] if self.role == "deputy" else []
        asked_ = {t["id"] for c in self.choices for t in asked(self.book, self.seat, self.role, self.body, c)}
        return names + [t for t in self.book.tests if t in asked_]

    def differing(self, found):
        """What alone can change the outcome: things not known, and settings."""
        groups = {}
        for filling in found:
            for name, rest in filling.without():
                groups.setdefault((name, rest), set()).add(filling.permitted)
        changing = {name for (name, _), values in groups.items() if len(values) > 1}
        order = [n for n in self.names() if n not in self.book.tests]
        order += [atom_name(a) for t in self.book.lists["tests"] for a in atoms(t)] + ["matter"]
        more = lambda s: self.accountability_differs(s) or self.back_differs(s)
        open_ = [f"setting {s}" in changing or more(s) for s in self.book.settings]
        return {
            "missing": [n for n in order if n in changing],
            "open_settings": [s for s, one in zip(self.book.settings, open_) if one],
        }


class Filling:
    """One filling of a seat's question."""

    def __init__(self, seat, n, chosen, needs, person, values):
        book, (office, capacity, standing) = seat.book, person
        self.parts = {f"setting {s}": v for s, v in chosen.items()}
        self.parts |= {"matter": tuple(sorted(needs)), "office": office}
        self.parts |= {"capacity": capacity, "standing": standing}
        self.parts |= {atom_name(a): v for a, v in values.items()}
        values = seat.known | values
        self.criteria = {"in-force": book.holds(seat.seat, chosen) and book.holds(seat.body, chosen)}
        self.criteria |= {"standing": standing, "office": office, "capacity": capacity[n]}
        if seat.role == "deputy":
            self.criteria["deputy-allowed"] = book.value(seat.seat.get("deputy", "yes"), chosen) == "yes"
        for test in asked(book, seat.seat, seat.role, seat.body, chosen):
            self.criteria[test["id"]] = met(book, test, seat.role, values, needs, chosen)
        self.permitted = all(self.criteria.values())
        self.authority = compared(book, seat, values, chosen) if seat.role == "deputy" else None

    def without(self):
        """(a part, the rest of the filling) for each part."""
        for name in self.parts:
            yield name, tuple((k, v) for k, v in self.parts.items() if k != name)


def compared(book, seat, values, chosen):
    """How a deputy's authority compares with the holder's."""
    tests = shared(book, seat.seat, seat.body, chosen)
    plain = all(values[t["id"], None] for t in tests if not t.get("by_commitment"))
    by_commitment = [t for t in tests if t.get("by_commitment")]
    if plain and all(values[t["id"], c] for t in by_commitment for c in COMMITMENTS):
        return "similar-in-all"
    if seat.matter and plain and all(values[t["id"], c] for t in by_commitment for c in seat.matter["commits"]):
        return "enough-for-the-matter"
    return "lesser"


def is_asked(book, name, seat, role, body):
    """Is a test asked of such a person there, in some filling?"""
    settings = book.open_in([dates(t) for t in book.lists["tests"]])
    return any(name in [t["id"] for t in asked(book, seat, role, body, c)] for c in book.choices(settings))


def said(value):
    """A truth given, in the words of an answer."""
    return {True: "true", False: "false"}.get(value, "unknown")
