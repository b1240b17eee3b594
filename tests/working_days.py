"""Compares the bundled table of working days with other people's.

Every day of the table against the package `holidays`; adding -60 … 60 working days to every day of
2000 to 2034 against counting over that package's holidays; the official list of GOV.UK, as far as
the package `govuk-bank-holidays` carries it. Another package, `workalendar`, is known to lack 8 May
2023 and the move of 1995: it must differ on just those days, or this says so.
"""

import datetime
import subprocess
import sys
from itertools import accumulate

import holidays
from govuk_bank_holidays.bank_holidays import BankHolidays
from workalendar.europe import UnitedKingdom

EXAMPLE = sys.argv[1] if len(sys.argv) > 1 else "target/release/examples/calendar"
FIRST, LAST = datetime.date(1995, 1, 1), datetime.date(2035, 12, 31)
KNOWN_ERROR_OF_WORKALENDAR = {
    datetime.date(1995, 5, 1),
    datetime.date(1995, 5, 8),
    datetime.date(2023, 5, 8),
}


def lines(*arguments: str) -> list[str]:
    """What the example prints."""
    done = subprocess.run([EXAMPLE, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Every day from the first to the last."""
    return [first + datetime.timedelta(n) for n in range((last - first).days + 1)]


def check_holidays(ours: set[datetime.date], theirs: set[datetime.date]) -> list[str]:
    """Where the two sets of weekday holidays differ."""
    return [f"{day}: {'only ours' if day in ours else 'only theirs'}" for day in ours ^ theirs]


def check_sums(theirs: set[datetime.date], first: datetime.date, last: datetime.date) -> list[str]:
    """Where adding working days differs from counting them one by one."""
    all_days = days(FIRST, LAST)
    works = [day.weekday() < 5 and day not in theirs for day in all_days]
    working = [day for day, is_working in zip(all_days, works, strict=True) if is_working]
    upto = dict(zip(all_days, accumulate(works), strict=True))
    wrong = []
    for line in lines("sums", str(first), str(last), "60"):
        text, *numbers = line.split()
        day = datetime.date.fromisoformat(text)
        before = upto[day - datetime.timedelta(1)]
        for n, number in zip(range(-60, 61), numbers, strict=True):
            if n == 0:
                expected = day
            else:
                expected = working[upto[day] + n - 1] if n > 0 else working[before + n]
            if int(number) + 1 != expected.toordinal():
                wrong.append(f"{day} {n:+}: expected {expected}")
    return wrong


def check_official(ours: set[datetime.date]) -> list[str]:
    """Where the table differs from GOV.UK's list, in the years that the list covers."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")
    official = {entry["date"] for entry in listed}
    years = {day.year for day in official}
    assert {2018, 2026} <= years, years
    return check_holidays({day for day in ours if day.year in years}, official)


def main() -> int:
    """Runs the three comparisons."""
    named = holidays.country_holidays("GB", subdiv="ENG", years=range(1995, 2036))
    theirs = {day for day in named if day.weekday() < 5}
    ours = {datetime.date.fromisoformat(line.split()[0]) for line in lines("holidays")}
    wrong = check_holidays(ours, theirs)
    wrong += check_sums(theirs, datetime.date(2000, 1, 1), datetime.date(2034, 12, 31))
    wrong += check_official(ours)
    years = range(1995, 2027)
    other = {
        day for year in years for day, _ in UnitedKingdom().holidays(year) if day.weekday() < 5 and day.year == year
    }
    differs = {day for day in ours if day.year in years} ^ other
    if differs != KNOWN_ERROR_OF_WORKALENDAR:
        wrong.append(f"workalendar differs on {sorted(map(str, differs))}")
    print("\n".join(wrong[:40]))
    print(f"{len(ours)} holidays, 121 sums from every day of 35 years: {len(wrong)} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
