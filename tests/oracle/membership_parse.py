"""The people and seats of a meeting as they are given, and what is wrong with them."""

from membership_seat import is_asked
from membership_shelf import Given
from membership_sitting import Sitting, stands_in


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
        if "kinds" in seat:
            seat["kinds"] = [k for n, k in enumerate(seat["kinds"]) if self.kind(k, f"{at}/kinds/{n}")]
            if "represents" in seat and not any(stands_in(self.book, k, seat["represents"], {}) for k in seat["kinds"]):
                self.problem("does-not-represent", f"{at}/represents")
                del seat["represents"]
        self.seats[given["seat"]] = seat

    def kind(self, kind, at):
        """Is it a kind in force?"""
        if kind not in self.book.kinds:
            self.problem("unknown-kind", at)
        elif self.book.in_force(self.book.kinds[kind]) == "false":
            self.problem("kind-ended", at)
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
            if name in [other.seat["id"] for other in found]:
                self.problem("twice", place)
                continue
            if self.book.in_force(seat) == "false":
                self.problem("seat-not-in-force", place)
            sitting = Sitting(self.book, seat, role, one, given["person"])
            others = [other.role for _, mine in self.people for other in mine if other.place == sitting.place]
            if role == "holder" and "holder" in others:
                self.problem("taken", place)
            if seat.get("each"):
                who = one.get("organisation", given["person"])
                mine = self.each.setdefault(name, [])
                mine += [who] if who not in mine else []
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
