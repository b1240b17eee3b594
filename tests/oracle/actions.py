"""Where the actions of a case stand: every day that an event can have, one after another."""

from clocks import Outside, deadline, is_dated
from days import FIRST_DAY, LAST_DAY, ONE_DAY

STATES = ["not-yet-due", "due", "overdue", "done"]
MOST_PAIRS = 40_000
NO_EVENT = ""  # what a clock runs from that runs from the due day of an action that there is not


class Root:
    """The event a clock runs from in the end, and the counts that follow from it, first to last."""

    def __init__(self, event, clocks, open_settings):
        self.event, self.clocks, self.open_settings = event, clocks, open_settings


def roots(clock, book, case):
    """One root for each choice of the settings that are open; none where a count has no date."""
    if not is_dated(clock):
        return []
    source = clock["from"]
    if isinstance(source, str):
        return [Root(source, [clock], frozenset())]
    if "due" in source:
        other = book.actions[book.replacing("actions", source["due"])]
        below = roots(other.get("clock"), book, case) if (id(book), other["id"]) not in case.absent else []
        return [Root(r.event, [*r.clocks, clock], r.open_settings) for r in below] or [Root(NO_EVENT, [], frozenset())]
    chosen, is_open = starts(source, book, case)
    return [Root(event, [clock], frozenset([source["setting"]] if is_open else [])) for event in chosen]


def open_starts(clock, book, case):
    """The open settings that a count hangs on, be it one with a date or one without."""
    if is_dated(clock):
        return {s for root in roots(clock, book, case) for s in root.open_settings}
    return {clock["from"]["setting"]} if starts(clock["from"], book, case)[1] else set()


def starts(source, book, case):
    """(the events that a clock may run from, is it left open by a setting)."""
    if isinstance(source, str):
        return [source], False
    if "due" in source:
        return [], False
    name = book.replacing("settings", source["setting"])
    setting = book.settings[name]
    value = case.set.get(name, setting.get("default"))
    if value is not None:
        return [value], False
    return [c["value"] for c in setting["choices"]], True


class Standing:
    """Where one action stands in all the ways that the case can be."""

    def __init__(self, as_of):
        self.as_of = as_of
        self.states, self.in_time, self.waits, self.open_settings = set(), set(), set(), set()
        self.due, self.done, self.late, self.overdue = set(), set(), set(), set()
        self.hidden = False  # the day it is due is not shown, since a clock may run from a day that is not given
        self.boundless, self.dated = False, False
        self.outside = set()  # why days could not be counted

    def add(self, due, done):
        """One way it can be: the day it is due and the day it was done, None for no such day."""
        self.boundless = self.boundless or due in (FIRST_DAY, LAST_DAY, UNBOUNDED)
        if done is not None and done <= self.as_of:
            self.states.add("done")
            self.done.add(done)
            self.in_time.add(due is None or done <= due)
            self.late.add(max(0, (done - due).days) if due is not None else 0)
        elif due is None:
            self.states.add("not-yet-due")
        elif self.as_of > due:
            self.states.add("overdue")
            self.overdue.add((self.as_of - due).days)
        else:
            self.states.add("due")


def stand(action, places, case, happened):
    """Where an action stands. `places`: [(book, days of the incident on which it may apply)]."""
    standing = Standing(case.as_of)
    for book, days in places:
        item = book.actions[action]
        if is_dated(item.get("clock")):
            standing.dated = True
            for root in roots(item["clock"], book, case):
                dated(standing, root, item, days, case, happened)
        else:
            undated(standing, item, book, days, case, happened)
    if len(standing.states) == 1:
        standing.waits = set()
    return standing


def dated(standing, root, item, days, case, happened):
    """Adds every way that an action with a date can stand, its clock running from one event."""
    begins, known = begins_of(root, days, case, happened)
    ends = {begin: None if begin is None else ended(begin, root.clocks, case, standing, known) for begin in begins}
    if known:
        standing.due |= set(ends.values()) - {None}
    standing.hidden = standing.hidden or not known
    standing.open_settings |= root.open_settings
    standing.waits |= {root.event} if not known and root.event != "incident" else set()
    finish = item.get("done_by")
    if finish is not None and happened.is_unknown(finish):
        standing.waits.add(finish)
    for begin, done in pairs_of(begins, finish, root, happened, case.as_of):
        standing.add(ends[begin], done)


def begins_of(root, days, case, happened):
    """(days on which a clock can begin, were they given)."""
    if root.event == "incident":
        return list(days), happened.incident is not None
    return happened.days(root.event), not happened.is_unknown(root.event)


def ended(begin, clocks, case, standing, known):
    """The day on which the counts end that begin on a day."""
    if begin in (FIRST_DAY, LAST_DAY):
        return begin
    try:
        for clock in clocks:
            begin = deadline(begin, clock, case.table)
    except (OverflowError, ValueError) as problem:
        code = "calendar.outside" if isinstance(problem, Outside) else "calendar.no-such-day"
        standing.outside |= {code} if known else set()
        return UNBOUNDED
    return begin


UNBOUNDED = LAST_DAY - ONE_DAY  # a due day that the table does not reach


def pairs_of(begins, finish, root, happened, as_of):
    """Every day of beginning with every day of doing that it fits."""
    if finish is None:
        return [(begin, None) for begin in begins]
    if finish == root.event:
        return [(begin, begin) for begin in begins]
    dones = happened.days(finish)
    if len(begins) * len(dones) > MOST_PAIRS:
        begins, dones = thin(begins, as_of), thin(dones, as_of)
    return [(b, d) for b in begins for d in dones if happened.fits(root.event, b, finish, d)]


def thin(days, as_of):
    """Some of the days, with the ends and those next to a day."""
    some = sorted(day for day in days if day is not None)
    near = {as_of + n * ONE_DAY for n in (-1, 0, 1)}
    kept = {day for n, day in enumerate(some) if n % 7 == 0 or day in near} | set(some[:15]) | set(some[-15:])
    return sorted(kept) + ([None] if None in days else [])


def undated(standing, item, book, days, case, happened):
    """Adds every way that an action without a date can stand."""
    finish, needs = item.get("done_by"), set(item.get("needs", []))
    chosen = [None]
    if "clock" in item:
        chosen, is_open = starts(item["clock"]["from"], book, case)
        standing.open_settings |= {item["clock"]["from"]["setting"]} if is_open else set()
    for event in chosen or [None]:
        waiting = needs | ({event} if event not in (None, "incident") else set())
        truths = {e: happened.happened(e) for e in waiting}
        ready = {False} if "false" in truths.values() else {True, False} if "unknown" in truths.values() else {True}
        for done in happened.days(finish) if finish is not None else [None]:
            standing.states |= {state_of(done, case.as_of, is_ready) for is_ready in ready}
            standing.done |= {done} if done is not None and done <= case.as_of else set()
        standing.waits |= {e for e in waiting if truths[e] == "unknown" and happened.is_unknown(e)}
    if finish is not None and happened.is_unknown(finish):
        standing.waits.add(finish)


def state_of(done, as_of, is_ready):
    """The state of an action without a date."""
    if done is not None and done <= as_of:
        return "done"
    return "due" if is_ready else "not-yet-due"
