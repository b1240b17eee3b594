"""Deadlines: a plain loop over days and a table of holidays."""

import calendar
from datetime import date, timedelta

from days import ONE_DAY, day

DATED = {"days", "working-days", "weeks", "months", "years"}


class Outside(ValueError):
    """A day lies outside the table."""


class Table:
    """The days on which nobody works."""

    def __init__(self, table):
        self.holidays = {day(h["day"]) for h in table["holidays"]}
        self.first, self.end = day(table["from"]), day(table["until"])

    def works(self, when):
        """Is this a working day?"""
        if not self.first <= when < self.end:
            raise Outside(f"{when} lies outside the table")
        return when.weekday() < 5 and when not in self.holidays


def is_dated(clock):
    """Does the clock lead to a date?"""
    return clock is not None and clock["unit"] in DATED


def deadline(start, clock, table):
    """The day on which a count that begins on `start` ends."""
    sign = -1 if clock.get("direction") == "before" else 1
    counting = clock.get("counting", "exclusive")
    if clock["unit"] == "working-days":
        return working(start, clock["n"], sign, counting, table)
    when = stepped(start, clock["unit"], sign * clock["n"])
    shift = sign * {"exclusive": 0, "inclusive": -1, "clear": 1}[counting]
    if shift < 0 and clock["unit"] in ("months", "years") and when.day != start.day:
        return when  # the day that corresponds is not there: the last of the month lies before it
    return when + shift * ONE_DAY


def stepped(start, unit, n):
    """So many days, weeks, months or years later; the last of a month where there is no such day."""
    if unit in ("days", "weeks"):
        return start + timedelta(**{unit: n})
    months = start.year * 12 + start.month - 1 + n * (12 if unit == "years" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def working(start, n, sign, counting, table):
    """The n-th working day from `start`: not counting it, counting it, or with n whole days between."""
    left = n + (1 if counting == "clear" else 0)
    when = start
    if counting == "inclusive":
        left -= 1 if table.works(when) else 0
    while left > 0:
        when += sign * ONE_DAY
        left -= 1 if table.works(when) else 0
    return when
