"""A request about audits, with everything that is looked up in it over and over."""

from datetime import date

import audits_readings
from audits_agencies import Agencies
from audits_phases import Place, counted
from audits_record import Record
from audits_schedule import runs, schedule
from audits_shelf import Refused, Shelf, first_day
from clocks import Table
from days import day, months_before


class Case:
    """A request over a shelf of editions."""

    def __init__(self, documents, request, table):
        self.request, self.table = request, Table(table)
        self.as_of, self.span = day(request["as_of"]), (day(request["from"]), day(request["until"]))
        if not self.span[0] < self.span[1] <= months_before(self.span[0], -1200):
            raise Refused("case.bad-range")
        self.shelf = Shelf(documents, request)
        if not self.stretches_of_span():
            raise Refused("request.no-edition")
        self.last_known = self.shelf.stretches()[-1][1]
        self.agencies = Agencies(self.shelf, request)
        self.record = Record(self.shelf, self.agencies, request, self.as_of)
        years = [e.item["year"] for e in self.record.phases]
        self.last_year = max([self.span[1].year, self.as_of.year, *years]) + 2
        self.horizon = max(date(self.last_year, 1, 1), self.span[1])
        self.kept, self.outside = {}, set()

    def stretches_of_span(self):
        """(first, last day) of each stretch of days of the pack that reaches into the span."""
        return [s for s in self.shelf.stretches() if s[0] < self.span[1] and s[1] >= self.span[0]]

    def in_span(self, when):
        """Does a day lie in the span?"""
        return self.span[0] <= when < self.span[1]

    def once(self, key, make):
        """What was made for a key, made once."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def kind_of(self, programme, year):
        """The kind of year that a year of a programme is."""
        found = self.once(("runs", programme), lambda: runs(self, programme))
        return next((run.kind for run in found if year in run.years), None)

    def schedule(self, programme, agency=None):
        """year -> (phase or None, cycle), of the programme, or as it is for one agency."""
        agency = agency if audits_readings.SLIPS_BY == "own" else None
        return self.once(("schedule", programme, agency), lambda: schedule(self, programme, agency))

    def place(self, programme, phase, year, agency):
        """A phase of a year for an agency."""

        def make():
            begins = first_day(self.kind_of(programme, year), year)
            phases = self.shelf.item("programmes", programme, begins)["phases"]
            return Place(self, programme, next(p for p in phases if p["id"] == phase), year, agency)

        return self.once(("place", programme, phase, year, agency), make)

    def cycle(self, place):
        """The cycle to which a place belongs."""
        return self.schedule(place.programme, place.agency)[place.year][1]

    def cycle_end(self, place):
        """The first day after the years of the cycle to which a place belongs."""
        run = next(
            run
            for run in self.once(("runs", place.programme), lambda: runs(self, place.programme))
            if place.year in run.years
        )
        at = [p["id"] for p in run.phases].index(place.phase["id"])
        return first_day(run.kind, place.year + run.length - at)

    def places_of_cycle(self, place, agency=None):
        """The places of an agency in the cycle of a place."""
        agency, cycle = agency or place.agency, self.cycle(place)
        said = self.schedule(place.programme, agency)
        return [self.place(place.programme, p, y, agency) for y, (p, c) in sorted(said.items()) if p and c == cycle]

    def needed(self, place, agency):
        """An agency's place in the phase that a place needs, in the same cycle, or None."""
        found = self.places_of_cycle(place, agency)
        return next((p for p in found if p.phase["id"] == place.phase["needs"]), None)

    def count(self, begin, unit, n, at, direction="after"):
        """The day on which a count ends; None, and noted, where it lies outside the table."""
        end = counted(begin, unit, n, self.table, direction)
        if end is None:
            self.outside.add(at if isinstance(at, str) else at.programme)
        return end

    def programmes(self):
        """id -> the programme as the latest stretch of the span has it, in the order of the packs."""
        found = {}
        for first, _ in reversed(self.stretches_of_span()):
            for item in self.shelf.lists(first)["programmes"]:
                found.setdefault(item["id"], (item, first))
        wanted = self.request.get("programmes")
        return {p: v for p, v in found.items() if wanted is None or p in wanted}
