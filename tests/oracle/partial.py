"""Days known in part, in every form of the wire, as the first and last day that they can be."""

from datetime import timedelta

from days import FIRST_DAY, LAST_DAY, ONE_DAY, written_range

BEFORE_EXPECTED, AFTER_EXPECTED = timedelta(weeks=18), timedelta(weeks=4)


def range_of(answer, as_of):
    """First and last possible day of a date answer; None and states leave every day open."""
    if answer is None or (isinstance(answer, dict) and "state" in answer):
        return FIRST_DAY, LAST_DAY
    if isinstance(answer, str):
        return written_range(answer)
    if not isinstance(answer, dict):
        raise ValueError(f"not a date: {answer!r}")
    keys = set(answer)
    if keys == {"about"}:
        return written_range(answer["about"], wider=1)
    if keys == {"expected"}:
        first, last = written_range(answer["expected"])
        return first - BEFORE_EXPECTED, last + AFTER_EXPECTED
    if keys == {"unborn"} and answer["unborn"] is True:
        return as_of + ONE_DAY, LAST_DAY
    if not keys or not keys <= {"from", "to"}:
        raise ValueError(f"not a date: {answer!r}")
    first = written_range(answer["from"])[0] if "from" in answer else FIRST_DAY
    last = written_range(answer["to"])[1] if "to" in answer else LAST_DAY
    if first > last:
        raise ValueError("from lies after to")
    return first, last


def every_day(first, last):
    """All days from the first to the last, both included."""
    return [first + n * ONE_DAY for n in range((last - first).days + 1)]


MOST_DAYS = 800  # longer ranges are looked at by their ends and the turns of the months


def days_between(first, last):
    """The days of a range that are looked at: all, or the ends and the first and last day of each month."""
    if (last - first).days < MOST_DAYS:
        return every_day(first, last)
    turns = {first, last}
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        begin = first.replace(year=year, month=month, day=1)
        turns |= {begin, begin - ONE_DAY}
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return sorted(day for day in turns if first <= day <= last)
