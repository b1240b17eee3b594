"""One phase of a year for one agency: when it opens and is due, whether the agency takes part, how it stands."""

from datetime import timedelta
from functools import cached_property
from itertools import product
from math import prod

from audits_shelf import first_day
from clocks import Outside, deadline
from days import FIRST_DAY, LAST_DAY, ONE_DAY
from partial import days_between, every_day

MOST_DAYS, MOST_WAYS = 20_000, 5_000


class Way:
    """One way it can have been: a day for every word that is told, and what follows from them."""

    def __init__(self, place, days):
        self.place, self.days, self.dues = place, days, {}
        for step in place.phase["steps"]:
            self.dues[step["id"]] = self.due_of(step)
        self.opens = self.opening()

    def done(self, step):
        """The day on which a step was done, or None."""
        return self.days.get(step["done_by"])

    def due_of(self, step):
        """The day on which a step is due; None where it has none."""
        due = step.get("due")
        n = None if due is None else self.place.case.shelf.value(due["n"], self.place.begins)
        begin = None if n is None else self.base_of(step)
        return None if begin is None else self.place.case.count(begin, due["unit"], n, self.place)

    def base_of(self, step):
        """The day from which the due day of a step is counted."""
        if "chases" in step:
            return self.dues[step["chases"]]
        source = step["due"]["from"]
        if source == "year-start":
            return self.place.begins
        if source == "year-end":
            return self.place.ends
        earlier = self.place.step(source["step"])
        return self.done(earlier) or self.dues[earlier["id"]]

    def opening(self):
        """The day the phase opens: as recorded, on its due day at the latest, else the first of the year."""
        step = next((s for s in self.place.phase["steps"] if s["done_by"] == "opened"), None)
        if step is None:
            return self.place.begins
        days = [d for d in (self.done(step), self.dues[step["id"]]) if d is not None]
        return min(days) if days else self.place.begins

    def gone(self, when):
        """Does the agency no longer take part on a day?"""
        return when > self.opens and not self.place.in_scope(when)

    def has_left(self):
        """Has it left on `as_of`?"""
        return self.gone(self.place.case.as_of)

    def chased(self, step):
        """Is a chasing step there?"""
        named, as_of = self.place.step(step["chases"]), self.place.case.as_of
        if self.done(step) is not None:
            return True
        due = self.dues[named["id"]]
        late = due is not None and as_of > due and as_of >= self.opens and self.done(named) is None
        return late and "waived" not in self.days

    def escalated(self):
        """Is an escalating step recorded, or has its day come?"""
        for step in self.place.phase["steps"]:
            if "chases" in step and step.get("then") == "escalated" and self.chased(step):
                due = self.dues[step["id"]]
                if self.done(step) is not None or (due is not None and self.place.case.as_of >= due):
                    return True
        return False

    def furthest(self, steps):
        """The standing to which the furthest of some steps that are done leads, or None."""
        done = [s["then"] for s in steps if "then" in s and self.done(s) is not None and "chases" not in s]
        return done[-1] if done else None

    def standing(self):
        """How the phase stands: the first row of the table that fits."""
        place, as_of = self.place, self.place.case.as_of
        steps, due = place.phase["steps"], self.dues[self.place.main["id"]]
        if "waived" in self.days:
            return "waived"
        if self.done(place.main) is not None:
            return self.furthest(steps)
        if self.has_left():
            return "left"
        if as_of >= self.opens and not place.is_ready():
            return "blocked"
        if due is not None and as_of > due and as_of >= self.opens:
            return "escalated" if self.escalated() else "overdue"
        before = self.furthest(steps[: steps.index(place.main)])
        return before or ("open" if as_of >= self.opens else "not-due")

    def state(self, step, standing):
        """How one step stands; None where it is not listed."""
        due, as_of = self.dues[step["id"]], self.place.case.as_of
        if self.done(step) is not None:
            return "done"
        if standing in ("waived", "left") or step.get("optional"):
            return None
        if "chases" in step and not self.chased(step):
            return None
        if standing == "blocked" or as_of < self.opens:
            return "not-yet-due"
        if due is not None and as_of > due:
            return "overdue"
        steps = self.place.phase["steps"]
        at, done = steps.index(step), [n for n, s in enumerate(steps) if "chases" not in s and self.done(s) is not None]
        # What a later step was done without holds nothing up.
        first = max(done) if done and max(done) < at else 0
        waited = [s for s in steps[first:at] if not s.get("optional") and "chases" not in s]
        turn = as_of >= self.opens and all(self.done(s) is not None for s in waited)
        return "due" if turn or "chases" in step else "not-yet-due"


class Place:
    """A phase of a year of a programme for an agency."""

    def __init__(self, case, programme, phase, year, agency):
        self.case, self.programme, self.year, self.agency = case, programme, year, agency
        kind = case.kind_of(programme, year)
        self.phase, self.begins = phase, first_day(kind, year)
        self.ends = first_day(kind, year + 1) - ONE_DAY
        self.main = next(s for s in phase["steps"] if s.get("main"))
        self.told = case.record.words(agency, programme, phase["id"], year)
        self.ready = self.taken_on = None
        self.every_way = [Way(self, days) for days in self.all_days()]
        self.opening_days = sorted({w.opens for w in self.every_way})
        self.itself = any(map(self.in_scope, self.opening_days))

    @cached_property
    def ways(self):
        """Every way it can have been; none where the agency does not take part."""
        if not self.itself:
            self.taken_on = self.day_taken_on()
            if self.taken_on is None:
                return []
            for way in self.every_way:
                way.opens = max(way.opens, self.taken_on)
                way.dues = {s: d if d is not None and d >= self.taken_on else None for s, d in way.dues.items()}
        return self.every_way

    def day_taken_on(self):
        """The day from which it takes part in place of an agency that it took over, or None."""
        others = self.case.agencies.ever_taken_over_by(self.agency)
        places = {a: self.case.place(self.programme, self.phase["id"], self.year, a) for a in others}
        ends = self.case.cycle_end(self)
        days = []
        for a, on in others.items():
            had = [b for b in others if a in self.case.agencies.ever_taken_over_by(b)]
            if on < ends and places[a].itself and not any(places[b].is_settled() for b in (a, *had)):
                days.append(on)
        if not days or not self.in_scope(min(days)):
            return None
        return min(days)

    def all_days(self):
        """A day for every word that is told, in every way that it can be."""
        words = list(self.told)
        if prod((last - first).days + 1 for first, last in self.told.values()) <= MOST_DAYS:
            return [dict(zip(words, days)) for days in product(*(every_day(*days) for days in self.told.values()))]
        ranges = [days_between(*days) for days in self.told.values()]
        if prod(map(len, ranges)) > MOST_WAYS:
            ranges = [thin(days, self.case.as_of, self.begins) for days in ranges]
        return [dict(zip(words, days)) for days in product(*ranges)]

    def step(self, step_id):
        """A step of the phase."""
        return next(s for s in self.phase["steps"] if s["id"] == step_id)

    def in_scope(self, when):
        """Does the agency exist, and owe something, on a day?"""
        return self.case.agencies.is_in_scope(self.agency, self.programme, self.begins, when)

    def takes_part(self):
        """Does the agency take part?"""
        return bool(self.ways)

    def owed(self):
        """What the agency owes on the day it opens."""
        first = self.taken_on if self.ways and self.taken_on else next(d for d in self.opening_days if self.in_scope(d))
        return self.case.agencies.owed(self.agency, self.programme, self.begins, first)[0]

    def is_settled(self):
        """Was the main step done, or the phase waived?"""
        return "waived" in self.told or self.main["done_by"] in self.told

    def is_ready(self):
        """Was the needed phase done or waived, by this agency or by one that it took over?"""
        if self.ready is None:
            needs = "needs" in self.phase and self.case.needed(self, self.agency) is not None
            self.ready = not needs or any(p.is_settled() for p in self.needed_places())
        return self.ready

    def came_after(self, opened):
        """The first day after one on which the agency takes part; None where it is not before this phase opens."""
        turns = {opened + ONE_DAY, *self.case.shelf.turns, *self.case.agencies.turns(self.agency)}
        last = max(w.opens for w in self.ways)
        return next((d for d in sorted({*turns, last}) if opened < d <= last and self.in_scope(d)), None)

    def needed_places(self):
        """The places, of this agency and those it took over, in the phase that this one needs."""
        own = self.case.needed(self, self.agency)
        if own is not None and own.itself:  # one that took part itself needs its own
            return [own]
        who = [self.agency, *self.case.agencies.taken_over_by(self.agency, self.case.as_of)]
        found = [self.case.needed(self, agency) for agency in who]  # in the same cycle
        return [p for p in found if p is not None and p.takes_part()]


def thin(days, as_of, begins):
    """Some of the days: the ends, and those near a day at which something may change."""
    if len(days) < 6:
        return days
    near = {as_of + n * ONE_DAY for n in (-1, 0, 1)} | {begins, begins - ONE_DAY}
    some = {day for n, day in enumerate(days) if n % (len(days) // 5) == 0}
    return sorted(some | {days[0], days[1], days[-2], days[-1]} | (near & set(days)))


def counted(begin, unit, n, table, direction="after"):
    """The day on which a count ends, or None where it lies outside the table or the calendar."""
    if begin in (FIRST_DAY, LAST_DAY):
        return None
    try:
        if unit in ("days", "weeks"):
            return begin + timedelta(**{unit: n if direction == "after" else -n})
        return deadline(begin, {"unit": unit, "n": n, "direction": direction}, table)
    except (Outside, OverflowError, ValueError):
        return None
