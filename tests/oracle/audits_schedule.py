"""Which phase of a programme falls in which year."""

from datetime import date

import audits_readings
from audits_shelf import first_day, year_of

MOST_COURSES = 300


class Run:
    """Years in a row over which a programme has the same cycle."""

    def __init__(self, key, slippage, phases):
        self.key, self.slippage, self.phases, self.years = key, slippage, phases, []
        self.kind, self.length, self.anchor = key[:3]


def runs(case, programme):
    """The runs of a programme, earliest first, up to the last year that may matter."""
    found = []
    for first, last in case.shelf.stretches():
        item = case.shelf.item("programmes", programme, first)
        if item is None:
            continue
        names = ("year_kind", "cycle_years", "anchor", "slippage")
        kind, length, anchor, slippage = (case.shelf.value(item[name], first) for name in names)
        if None in (kind, length, anchor):
            continue
        key = kind, length, anchor, slippage, tuple(p["id"] for p in item["phases"])
        if not found or found[-1].key != key:
            found.append(Run(key, slippage, item["phases"]))
        years = range(first.year - 1, min(last.year, case.last_year) + 1)
        found[-1].years += [y for y in years if first <= first_day(kind, y) <= last]
    return [run for run in found if run.years]


def schedule(case, programme, agency=None):
    """year -> (id of the phase or None, cycle). With an agency: as it is for that one."""
    found = {}
    for n, run in enumerate(runs(case, programme)):
        courses = courses_of(case, programme, run, agency)
        for year in run.years:
            said = {course.get(year) for course in courses}
            agreed = said.pop() if len(said) == 1 else None
            found[year] = (None, None) if agreed is None else (run.phases[agreed[0]]["id"], (n, agreed[1]))
    return found


def courses_of(case, programme, run, agency):
    """Every course that a run can take: year -> (position of the phase, cycle)."""
    if run.slippage == "fixed-parity" or (audits_readings.SLIPS_BY == "own" and agency is None):
        return [fixed(run)]
    moved = slipped(case, programme, run, agency)
    return moved if run.slippage == "from-completion" else [fixed(run), *moved]


def fixed(run):
    """The course in which nothing moves."""
    places = {y: divmod(y - run.anchor, run.length) for y in run.years}
    return {y: (k, y - k) for y, (_, k) in places.items() if k < len(run.phases)}


def slipped(case, programme, run, agency):
    """The courses in which a late first phase moves what follows."""
    courses = [(0, {})]
    first, last = ((y - run.anchor) // run.length for y in (run.years[0], run.years[-1]))
    for c in range(first, last + 1):
        grown = []
        for slip, course in courses:
            year = run.anchor + c * run.length + slip
            for late in lateness(case, programme, run, year, agency):
                later = {year + late + k: (k, year) for k in range(1, len(run.phases))}
                grown.append((slip + late, {**course, year: (0, year), **later}))
        courses = grown
        if len(courses) > MOST_COURSES:
            raise ValueError("too many courses")
    return [{y: at for y, at in course.items() if y in run.years} for _, course in courses]


def lateness(case, programme, run, year, agency):
    """By how many years the first phase of a year can have been late."""
    if year not in run.years:
        return [0]
    phase, days = run.phases[0], []
    for a in case.agencies.given if agency is None else [agency]:
        place = case.place(programme, phase["id"], year, a)
        if place.itself and place.main["done_by"] in place.told:
            days.append(place.told[place.main["done_by"]])
    if not days:
        return [0]
    pick = max if audits_readings.SLIPS_BY == "last" else min
    low, high = pick(d[0] for d in days), pick(d[1] for d in days)
    return sorted({max(0, year_of(run.kind, date(y, m, 1)) - year) for y, m in months(low, high)})


def months(low, high):
    """Every month between two days."""
    first, last = low.year * 12 + low.month - 1, high.year * 12 + high.month - 1
    return [(n // 12, n % 12 + 1) for n in range(first, last + 1)]


def may_fall(case, programme, phase, year):
    """May a phase fall in a year of which that is not settled?"""
    for run in runs(case, programme):
        if year in run.years:
            courses = [c.get(year) for c in courses_of(case, programme, run, None)]
            ids = [None if at is None else run.phases[at[0]]["id"] for at in courses]
            if len(set(courses)) > 1 and phase in ids:
                return True
    for first, last in case.shelf.stretches():
        item = case.shelf.item("programmes", programme, first)
        if item is None or phase not in [p["id"] for p in item["phases"]]:
            continue
        kind, *others = (case.shelf.value(item[name], first) for name in ("year_kind", "cycle_years", "anchor"))
        kinds = ["calendar", "financial", "academic"] if kind is None else [kind]
        if (kind is None or None in others) and any(first <= first_day(k, year) <= last for k in kinds):
            return True
    return False
