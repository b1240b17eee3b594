"""The people and seats of a meeting as they are given, and what is wrong with them."""

from membership_seat import is_asked
from membership_shelf import Given
from membership_sitting import Sitting, stands_in


def is_near(name, known):
    """Is one of the known names so near that it may be meant? A third of its letters may differ, or two."""
    furthest = max(len(name) // 3, 2)
    return len(name) <= 200 and any(distance(name, other) <= furthest for other in known)


def distance(one, other):
    """Letters to be left out, put in, changed or swapped (Damerau and Levenshtein)."""
    rows, last = {}, {}
    far = len(one) + len(other)
    for i in range(len(one) + 2):
        rows[i, 0], rows[i, 1] = far, max(i - 1, 0)
    for j in range(len(other) + 2):
        rows[0, j], rows[1, j] = far, max(j - 1, 0)
    for i in range(1, len(one) + 1):
        match = 0
        for j in range(1, len(other) + 1):
            k, m = last.get(other[j - 1], 0), match
            same = one[i - 1] == other[j - 1]
            match = j if same else match
            swapped = rows[k, m] + (i - k - 1) + 1 + (j - m - 1)
            rows[i + 1, j + 1] = min(rows[i, j] + (not same), rows[i + 1, j] + 1, rows[i, j + 1] + 1, swapped)
        last[one[i - 1]] = i
    return rows[len(one) + 1, len(other) + 1]


class Parsed:
    """Seats of the body (with extra ones), people with the seats they sit in, and the problems."""

    def __init__(self, book, request, body):
        self.book, self.request, self.body, self.problems = book, request, body, []
        self.seats = {s["id"]: s for s in book.lists["seats"] if s["body"] == body["id"]}
        for n, given in enumerate(request.get("extra_seats", [])):
            self.extra(given, f"/extra_seats/{n}")
        self.people, self.each, names, self.interest_of_nobody = [], {}, [], False
        for n, given in enumerate(request["people"]):
            if given["person"] in names:
                self.problem("twice", f"/people/{n}/person")
                continue
            names.append(given["person"])
            sittings = self.sittings(given, f"/people/{n}")
            self.tests(given, sittings, f"/people/{n}/tests")
            self.people.append((given, sittings))
        self.places_taken()
        self.lists(names)

    def problem(self, code, at):
        """Notes a problem."""
        self.problems.append([f"membership.{code}", at])

    def extra(self, given, at):
        """A seat that the source does not name."""
        if given["seat"] in self.seats or given["seat"] in self.book.seats:
            self.problem("twice", f"{at}/seat")
            return
        seat = {k: v for k, v in given.items() if k != "seat"} | {"id": given["seat"], "body": self.body["id"]}
        if seat.get("office", next(iter(self.book.offices), None)) not in self.book.offices:
            self.problem("unknown-office", f"{at}/office")
            del seat["office"]
        elif "office" in seat and self.book.in_force(self.book.offices[seat["office"]]) == "false":
            self.problems.append([self.book.gone(self.book.offices[seat["office"]], "office"), f"{at}/office"])
            seat.pop("represents", None)
        if "kinds" in seat:
            seat["kinds"] = [k for n, k in enumerate(seat["kinds"]) if self.kind(k, f"{at}/kinds/{n}")]
            if "represents" in seat and not any(stands_in(self.book, k, seat["represents"], {}) for k in seat["kinds"]):
                self.problem("does-not-represent", f"{at}/represents")
                del seat["represents"]
        of_office = self.book.offices.get(seat.get("office"), {}).get("partner")
        if "represents" in seat and of_office not in (None, seat["represents"]):
            self.problem("does-not-represent", f"{at}/represents")
            del seat["represents"]
        if self.body["members"] == "listed" and seat["part"] != "attends":
            seat["beside"] = True
            seat.pop("represents", None)
            if not self.may_stand_in(seat):
                self.problem("not-listed", f"{at}/seat")
        self.seats[given["seat"]] = seat

    def may_stand_in(self, seat):
        """May the quorum let organisations of one of a seat's kinds stand for a partner?"""
        quorum, patterns = self.body.get("quorum"), []
        if isinstance(quorum, dict) and self.book.is_open(quorum["setting"]):
            patterns = [c["value"] for c in self.book.settings[quorum["setting"]]["choices"]]
        elif quorum is not None:
            patterns = [self.book.value(quorum, {})]
        by = [k for p in patterns for s in self.book.patterns[p].get("substitutes", []) for k in s["by"]]
        return bool(set(by) & set(seat.get("kinds", [])))

    def is_nearly_named(self, name):
        """Is it no organisation of the pack, and called as one is, or nearly as its id is?"""
        known = self.book.organisations
        if name in known:
            return False
        called = [n.lower() for o in known.values() for n in [o["label"], *o.get("also_called", [])]]
        return name.lower() in called or is_near(name, known)

    def kind(self, kind, at):
        """Is it a kind in force?"""
        if kind not in self.book.kinds:
            self.problem("unknown-kind", at)
        elif self.book.in_force(self.book.kinds[kind]) == "false":
            self.problems.append([self.book.gone(self.book.kinds[kind]), at])
        else:
            return True
        return False

    def sittings(self, given, at):
        """Each seat in which somebody sits."""
        found = []
        for n, one in enumerate(given["seats"]):
            place = f"{at}/seats/{n}"
            one = one if isinstance(one, dict) else {"seat": one}
            name, role = one["seat"], one.get("as", "holder")
            if name not in self.seats:
                self.problem("other-body" if name in self.book.seats else "unknown-seat", place)
                continue
            seat = self.seats[name]
            sitting = Sitting(self.book, seat, role, one, given["person"])
            same = [other for other in found if other.seat["id"] == name]
            if any(not seat.get("each") or other.organisation == sitting.organisation for other in same):
                self.problem("twice", place)
                continue
            if self.book.in_force(seat) == "false":
                self.problem("seat-not-in-force", place)
            if sitting.organisation is not None and self.is_nearly_named(sitting.organisation):
                self.problem("unknown-organisation", f"{place}/organisation")
            others = [other.role for _, mine in self.people for other in mine if other.place == sitting.place]
            if role == "holder" and "holder" in others:
                self.problem("taken", place)
            if seat.get("each"):
                who = one.get("organisation", given["person"])
                mine = self.each.setdefault(name, [])
                mine += [who] if who not in mine else []
            self.tests(one, [sitting], f"{place}/tests")
            sitting.at = place
            found.append(sitting)
        return found

    def places_taken(self):
        """Deputies who were there beside somebody in whose place they would be."""
        there = [one for given, mine in self.people if given.get("present") is True for one in mine]
        there.sort(key=lambda one: one.role == "deputy")
        for n, one in enumerate(there):
            if any(other.place == one.place and "deputy" in (one.role, other.role) for other in there[:n]):
                self.problem("place-taken", one.at)

    def tests(self, given, sittings, at):
        """Tests that are not known, or not asked."""
        for name in given.get("tests", {}):
            if name not in self.book.tests:
                self.problem("unknown-test", f"{at}/{name}")
            elif not any(is_asked(self.book, name, one.seat, one.role, self.body) for one in sittings):
                self.problem("not-asked", f"{at}/{name}")

    def lists(self, names):
        """Names in the lists that nobody has, and a delegation where there can be none."""
        request, book = self.request, self.book
        for name, at in Given(request.get("vacant")).places(request.get("vacant"), "/vacant"):
            if name not in self.seats:
                self.problem("other-body" if name in book.seats else "unknown-seat", at)
        for name, at in Given(request.get("interests")).places(request.get("interests"), "/interests"):
            if name not in names:
                self.problem("unknown-person", at)
                self.interest_of_nobody = True
        if request.get("delegated") is True:
            entries = [e for e in book.may_hold("authority") if e["matter"] == request.get("matter")]
            if not any({"body": self.body["id"]} in e.get("to", []) for e in entries):
                self.problem("no-delegation", "/delegated")
        entries = [e for e in book.may_hold("authority") if e["matter"] == request.get("matter")]
        asked = [e["id"] for e in entries if e["part"] == "consulted"]
        for name in request.get("consulted", {}):
            if name not in asked:
                self.problem("unknown-consultation", f"/consulted/{name}")
