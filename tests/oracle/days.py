"""Days, spans and partial dates, as FORMAT.md and WIRE.md describe them."""

import calendar
import re
from datetime import date, timedelta

FIRST_DAY = date(1800, 1, 1)  # where an open beginning is taken to lie
LAST_DAY = date(2200, 12, 31)  # where an open end is taken to lie
ONE_DAY = timedelta(days=1)


def day(text):
    """The day written YYYY-MM-DD; anything else is an error."""
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(f"not a day: {text!r}")
    return date.fromisoformat(text)


def months_before(when, months):
    """The same day of the month, `months` earlier; the month's last day where there is none."""
    index = when.year * 12 + (when.month - 1) - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(when.day, last))


def before_by(when, span):
    """`when` less a span: {"days": n}, {"weeks": n}, {"months": n} or {"years": n}."""
    ((unit, n),) = span.items()
    if unit == "days":
        return when - timedelta(days=n)
    if unit == "weeks":
        return when - timedelta(weeks=n)
    if unit == "months":
        return months_before(when, n)
    if unit == "years":
        return months_before(when, 12 * n)
    raise ValueError(f"not a span: {span!r}")


def born_by(as_of, age):
    """The last day of birth on which somebody has reached `age` on `as_of`."""
    return before_by(as_of, {"years": age} if isinstance(age, int) else age)


def month_range(year, month):
    """First and last day of a month; months 0 and 13 are those of the neighbouring years."""
    carry, month0 = divmod(month - 1, 12)
    year, month = year + carry, month0 + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def written_range(text, wider=0):
    """First and last day of a written day, month or year, `wider` units (day: weeks) wider."""
    if re.fullmatch(r"\d{4}", text):
        year = int(text)
        return date(year - wider, 1, 1), date(year + wider, 12, 31)
    if re.fullmatch(r"\d{4}-\d\d", text):
        year, month = int(text[:4]), int(text[5:])
        if not 1 <= month <= 12:
            raise ValueError(f"not a month: {text!r}")
        return month_range(year, month - wider)[0], month_range(year, month + wider)[1]
    week = timedelta(weeks=wider)
    return day(text) - week, day(text) + week


def answer_range(answer, as_of):
    """First and last possible day of a date answer (a value, not a state)."""
    if isinstance(answer, str):
        return written_range(answer)
    if "about" in answer:
        return written_range(answer["about"], wider=1)
    if "expected" in answer:
        due = day(answer["expected"])
        return due - timedelta(days=126), due + timedelta(days=28)
    if answer.get("unborn") is True:
        return as_of + ONE_DAY, LAST_DAY
    first = day(answer["from"]) if "from" in answer else FIRST_DAY
    last = day(answer["to"]) if "to" in answer else LAST_DAY
    return first, last
