"""What is known of the events of a case, between which days each can lie, and what cannot be as given."""

from days import FIRST_DAY, LAST_DAY
from partial import days_between, range_of

# What is known of an event, beside (first, last) day.
NEVER, UNKNOWN, HAPPENED = "never", "unknown", "happened"


# Are the days of two events looked at together, so that the order between them counts too? Else each has its window.
TOGETHER = False


class Occurrences:
    """Event -> NEVER, UNKNOWN, HAPPENED or (first, last) day; and the problems, as (code, event).

    `incident` is the first and last day of the incident, or None where nobody has given it.
    """

    def __init__(self, case, events, incident):
        self.as_of, self.events, self.incident = case.as_of, events, incident
        given, self.problems = case.request.get("events", {}), []
        self.known = {event: self.read(event, given[event]) for event in events if event in given}
        self.known |= {event: UNKNOWN for event in events if event not in given}
        self.earlier = {event: closure(events, event) for event in events}
        self.later = {event: {e for e in events if event in self.earlier[e]} for event in events}
        self.problems += [("events.unknown", event) for event in given if event not in events]
        spoilt = {event for _, event in self.problems}
        # Of two that contradict each other either may be the mistake.
        for event in events:
            found = self.disorder(event)
            self.problems += sorted({(code, event) for code, _ in found})
            spoilt |= {other for _, other in found} | ({event} if found else set())
        self.told = {event for event in events if given.get(event) is not None} - spoilt
        self.known |= {event: UNKNOWN for event in spoilt if event in events}
        self.known |= {e: HAPPENED for e in self.open() if any(self.surely(x) for x in self.later[e])}
        if case.request.get("no_other_events"):
            self.known |= {e: NEVER for e in self.open() if e not in given}
        never = {e for e in events if self.known[e] == NEVER}
        self.known |= {e: NEVER for e in self.open() if self.earlier[e] & never}

    def open(self):
        """The events of which nothing is known."""
        return [e for e in self.known if self.known[e] == UNKNOWN]

    def read(self, event, answer):
        """What is given of one event."""
        if answer is None or isinstance(answer, bool):
            return {None: UNKNOWN, False: NEVER, True: HAPPENED}[answer]
        try:
            if isinstance(answer, dict) and not set(answer) <= {"from", "to", "about"}:
                raise ValueError("no form of a day of an event")
            first, last = range_of(answer, self.as_of)
        except (ValueError, OverflowError, TypeError):
            self.problems.append(("events.not-a-date", event))
            return UNKNOWN
        if self.ahead(event):
            return first, last
        if first == FIRST_DAY and last >= self.as_of:
            return HAPPENED
        if first > self.as_of:
            self.problems.append(("events.ahead", event))
            return UNKNOWN
        return first, min(last, self.as_of)

    def ahead(self, event):
        """May the event be one that is planned?"""
        return bool(self.events.get(event, {}).get("may_lie_ahead"))

    def disorder(self, event):
        """(code, the other event) for what is wrong with the order of an event and those it comes after."""
        mine, found = self.known[event], set()
        if mine in (UNKNOWN, NEVER):
            return found
        last = self.as_of if mine == HAPPENED else mine[1]
        for before in self.earlier[event]:
            other = self.incident if before == "incident" else self.known[before]
            if other == NEVER and (mine == HAPPENED or mine[0] <= self.as_of):
                found.add(("events.without", before))
            if isinstance(other, tuple) and last < other[0]:
                found.add(("events.out-of-order", before))
        return found

    def surely(self, event):
        """Has the event happened by now, as given?"""
        known = self.known[event]
        return known == HAPPENED or (isinstance(known, tuple) and known[1] <= self.as_of)

    def recorded(self, event):
        """Is the event recorded as having happened?"""
        return event in self.told and self.surely(event)

    def window(self, event):
        """First and last day on which an event that has a day can lie."""
        known = self.known[event]
        first, last = known if isinstance(known, tuple) else (FIRST_DAY, LAST_DAY if self.ahead(event) else self.as_of)
        for before in self.earlier[event]:
            other = self.incident if before == "incident" else self.known[before]
            first = max(first, other[0]) if isinstance(other, tuple) else first
        for after in self.later[event]:
            if self.surely(after) and isinstance(self.known[after], tuple):
                last = min(last, self.known[after][1])
        if known == HAPPENED:
            last = min(last, self.as_of)
        return first, last

    def days(self, event):
        """The days an event can have; None stands for none."""
        if event not in self.known or self.known[event] == NEVER:
            return [None]
        first, last = self.window(event)
        some = [] if self.known[event] != UNKNOWN else [None]
        if first > last:
            return some or [None]
        if first == FIRST_DAY or last == LAST_DAY:
            return some + sorted({first, last, max(first, min(self.as_of, last))})
        return some + days_between(first, last)

    def is_unknown(self, event):
        """Is it not known whether, or when, the event happened? (Up to a day, and nothing says from when: it is not.)"""
        known = self.known.get(event)
        if isinstance(known, tuple) and known[1] <= self.as_of:
            return self.window(event)[0] == FIRST_DAY
        return known in (UNKNOWN, HAPPENED)

    def happened(self, event):
        """Truth of: it has happened by now."""
        past = {day is not None and day <= self.as_of for day in self.days(event)}
        return "unknown" if len(past) == 2 else "true" if past == {True} else "false"

    def fits(self, one, day, two, other):
        """Can one event have this day where the other has that? (None: it has not happened.)

        The day of the incident is what was said of it, and no event tells more of it.
        """
        if not TOGETHER or "incident" in (one, two):
            return True
        if one in self.earlier.get(two, ()):
            one, day, two, other = two, other, one, day
        if one not in self.known or two not in self.earlier[one] or day is None:
            return True
        return day > self.as_of if other is None else other <= day


def closure(events, event):
    """The events that an event comes after, directly or through others."""
    found, queue = set(), list(events[event].get("after", []))
    for before in queue:
        if before not in found:
            found.add(before)
            queue += events[before].get("after", []) if before in events else []
    return found
