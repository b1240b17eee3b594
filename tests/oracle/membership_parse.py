"""The people and seats of a meeting as they are given, and what is wrong with them."""

from membership_seat import is_asked
from membership_shelf import Given


class Parsed:
    """Seats of the body (with extra ones), people with the seats they sit in, and the problems."""

    def __init__(self, book, request, body):
        self.book, self.request, self.body, self.problems = book, request, body, []
        self.seats = {s["id"]: s for s in book.lists["seats"] if s["body"] == body["id"]}
        for n, given in enumerate(request.get("extra_seats", [])):
            self.extra(given, f"/extra_seats/{n}")
        self.people, self.each, names = [], {}, []
        for n, given in enumerate(request["people"]):
            if given["person"] in names:
                self.problem("twice", f"/people/{n}/person")
                continue
            names.append(given["person"])
            sittings = self.sittings(given, f"/people/{n}")
            self.tests(given, sittings, f"/people/{n}/tests")
            self.people.append((given, sittings))
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
        if "kinds" in seat:
            seat["kinds"] = [k for n, k in enumerate(seat["kinds"]) if self.kind(k, f"{at}/kinds/{n}")]
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
        """(seat, as) of each seat in which somebody sits."""
        found = []
        for n, one in enumerate(given["seats"]):
            place = f"{at}/seats/{n}"
            one = one if isinstance(one, dict) else {"seat": one}
            name, role = one["seat"], one.get("as", "holder")
            if name not in self.seats:
                self.problem("other-body" if name in self.book.seats else "unknown-seat", place)
                continue
            seat = self.seats[name]
            if name in [s["id"] for s, _ in found]:
                self.problem("twice", place)
                continue
            if self.book.in_force(seat) == "false":
                self.problem("seat-not-in-force", place)
            others = [r for _, sittings in self.people for s, r in sittings if s is seat]
            if role == "holder" and "holder" in others and not seat.get("each"):
                self.problem("taken", place)
            if seat.get("each"):
                who = one.get("organisation", given["person"])
                mine = self.each.setdefault(name, [])
                mine += [who] if who not in mine else []
            found.append((seat, role))
        return found

    def tests(self, given, sittings, at):
        """Tests that are not known, or not asked."""
        for name in given.get("tests", {}):
            if name not in self.book.tests:
                self.problem("unknown-test", f"{at}/{name}")
            elif not any(is_asked(self.book, name, s, role, self.body["id"]) for s, role in sittings):
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
        if request.get("delegated") is True:
            entries = [e for e in book.may_hold("authority") if e["matter"] == request.get("matter")]
            if not any({"body": self.body["id"]} in e.get("to", []) for e in entries):
                self.problem("no-delegation", "/delegated")
