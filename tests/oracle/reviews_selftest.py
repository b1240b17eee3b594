"""Checks of the reviews oracle itself: deadlines by hand, and the modes against each other."""

import random
import time
from datetime import date

from claims import filling_count
from clocks import Table, deadline
from incident import Case, Refused
from reviews import answer
from reviews_cases import random_case
from selftest import same
from shelf import Shelf

# Bank holidays of England and Wales that fall on weekdays, by hand from the published lists.
HOLIDAYS = {
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
TABLE = {
    "from": "2018-01-01",
    "until": "2029-01-01",
    "holidays": [{"day": f"{year}-{day}"} for year, days in HOLIDAYS.items() for day in days.split()],
}
# Aware; five working days; fifteen from aware; fifteen from the end of the five.
VECTORS = """
2019-12-20 2019-12-31 2020-01-15 2020-01-22
2020-04-30 2020-05-07 2020-05-22 2020-06-01
2020-05-01 2020-05-11 2020-05-26 2020-06-02
2021-03-29 2021-04-07 2021-04-21 2021-04-28
2021-10-02 2021-10-08 2021-10-22 2021-10-29
2022-05-30 2022-06-08 2022-06-22 2022-06-29
2022-09-14 2022-09-22 2022-10-06 2022-10-13
2022-12-19 2022-12-28 2023-01-12 2023-01-19
2023-04-03 2023-04-12 2023-04-26 2023-05-04
2023-04-06 2023-04-17 2023-05-02 2023-05-10
2023-04-28 2023-05-09 2023-05-23 2023-05-31
2024-03-25 2024-04-03 2024-04-17 2024-04-24
2024-05-04 2024-05-13 2024-05-28 2024-06-04
2025-12-22 2025-12-31 2026-01-15 2026-01-22
2027-12-20 2027-12-29 2028-01-13 2028-01-20
"""
COPIES = """
2022-06-10 2022-05-30
2022-09-23 2022-09-13
2023-05-15 2023-05-03
2024-01-08 2023-12-27
2025-05-06 2025-04-24
2026-04-14 2026-04-01
"""


def run(cases=300, seed=1):
    """Every check; returns the exit code."""
    started = time.monotonic()
    check_vectors()
    check_months()
    print(f"{compare_modes(cases, seed)} in {time.monotonic() - started:.0f} s: all agree")
    return 0


def check_vectors():
    """Working days after and before, as worked by hand."""
    table = Table(TABLE)
    count = lambda start, n, **more: deadline(start, {"unit": "working-days", "n": n, **more}, table)
    for line in VECTORS.split("\n")[1:-1]:
        aware, five, fifteen, both = (date.fromisoformat(d) for d in line.split())
        same([count(aware, 5), count(aware, 15), count(five, 15)], [five, fifteen, both], line)
    for line in COPIES.split("\n")[1:-1]:
        published, copy = (date.fromisoformat(d) for d in line.split())
        same(count(published, 7, direction="before"), copy, line)


def check_months():
    """Months and years end on the last of a month where there is no such day."""
    count = lambda start, unit, n, **more: str(
        deadline(date.fromisoformat(start), {"unit": unit, "n": n, **more}, None)
    )
    same(count("2024-01-31", "months", 1), "2024-02-29")
    same(count("2023-08-31", "months", 6), "2024-02-29")
    same(count("2024-02-29", "years", 1), "2025-02-28")
    same(count("2024-03-31", "months", 1, direction="before"), "2024-02-29")
    same(count("2024-01-10", "weeks", 2), "2024-01-24")


def compare_modes(cases, seed):
    """Random small packs and cases, by filling and by case split, with few and with all days of a date."""
    chance = random.Random(seed)
    tally = {"cases": 0, "open reviews": 0, "missing": 0, "open actions": 0, "problems": 0}
    while tally["cases"] < cases:
        documents, request = random_case(chance)
        request["calendar"] = TABLE
        case = {"packs": documents, "request": request}
        if refused(documents, request) or too_many(documents, request):
            continue
        found = answer(case, "brute")
        same(answer(case, "split"), found, f"split and brute differ: {case}")
        if not too_many(documents, request, dense=True):
            same(answer(case, "brute", dense=True), found, f"day by day differs: {case}")
        tally["cases"] += 1
        tally["open reviews"] += sum(r["outcome"] == "cannot-tell" for r in found["reviews"].values())
        tally["missing"] += len(found["missing"])
        tally["open actions"] += sum(a["state"] == "cannot-tell" for a in found["actions"].values())
        tally["problems"] += len(found["problems"])
    return ", ".join(f"{n} {what}" for what, n in tally.items())


def refused(documents, request):
    """Is there no answer, since the day of the incident cannot be?"""
    try:
        Case(Shelf(documents), request)
    except Refused:
        return True
    return False


def too_many(documents, request, dense=False):
    """Are there too many fillings to look at them all?"""
    case = Case(Shelf(documents), request)
    return any(filling_count(case.domains(book.on(d[0]), d[0], dense)) > 500 for book, d in case.kinds())
