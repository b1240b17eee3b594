"""Somebody in a seat: in whose place, and whether the organisation that they sit for is one that the seat is for."""

from membership_organisations import ASKED, Organisation, stands_as


class Sitting:
    """One person in one seat, as given."""

    def __init__(self, book, seat, role, given, person):
        self.book, self.seat, self.role = book, seat, role
        self.organisation, self.tests = given.get("organisation"), given.get("tests", {})
        self.place = seat["id"]
        if seat.get("each"):
            own = ("of", self.organisation) if self.organisation is not None else ("person", person)
            self.place = seat["id"], *own
        item = book.organisations.get(self.organisation)
        self.asked = {key: seat[key] for key in ("standing", "kinds", "represents") if key in seat}
        self.known = item if self.asked else None
        self.of_another = False

    def fits(self, chosen):
        """Every truth of the organisation being one for the seat; None where nothing is known of it."""
        if self.known is None:
            return {True, False} if self.of_another else None
        return organisation_fits(self.book, self.known, self.asked, chosen)


def organisation_fits(book, item, seat, chosen):
    """Every truth of an organisation of the pack being one that may sit in a seat, as far as the seat asks here."""
    if not book.holds(item, chosen):
        return {False}
    kinds = [k for k in item["kinds"] if book.holds(book.kinds[k], chosen)]
    found = {True}
    if "kinds" in seat:
        found = {any(k in seat["kinds"] for k in kinds)}
    if "standing" in seat:
        one = Organisation(book, {}, item)
        states = [(f, dict(zip(ASKED, values))) for f in one.states(chosen) for values in one.told()]
        # What would have to be so beside its kinds is taken as given.
        found = {any(stands_as(seat["standing"], f, told) for f, told in states)}
    if "represents" in seat:
        found = {one and any(stands_in(book, k, seat["represents"], chosen) for k in kinds) for one in found}
    return found


def stands_in(book, kind, partner, chosen):
    """Does a kind hold a partner's place, or is it part of one that does?"""
    held = book.held_by(book.partners[partner], chosen)
    while kind is not None:
        if kind == held:
            return True
        kind = book.kinds[kind].get("part_of")
    return False
