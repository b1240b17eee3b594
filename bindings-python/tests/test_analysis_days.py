"""What analysts ask where each row has its own day, and of people whose date of birth nobody knows, row by row."""

from __future__ import annotations

import datetime
import functools
import random
from collections import Counter
from typing import Any

import pytest
import safeguarding_rules as sr
from test_analysis import findings, rows_of
from test_tables import ASKED, one_by_one, table

pa = pytest.importorskip("pyarrow")
Rules = sr.analysis.Rules
DAY = "2024-05-01"
# Before it the questions are others.
NEW = datetime.date(2023, 12, 15)


def days(
    rows: int, seed: int, first: datetime.date = datetime.date(2021, 4, 1), span: int = 1400
) -> list[datetime.date]:
    source = random.Random(seed)
    # Some days are of many rows.
    few = [first + datetime.timedelta(days=source.randrange(span)) for _ in range(7)]
    return [
        source.choice(few) if source.random() < 0.5 else first + datetime.timedelta(days=source.randrange(span))
        for _ in range(rows)
    ]


def cases(rows: int, seed: int, born: str) -> Any:
    """Random rows; the dates of birth as they come, all unknown, or without such a column."""
    # Its options are not those of every edition.
    given = table(rows, seed=seed).drop_columns(["early_help_alerts"])
    if born == "known":
        return given
    without = given.drop_columns(["date_of_birth"])
    return without if born == "no column" else without.append_column("date_of_birth", pa.nulls(rows, pa.date32()))


@functools.cache
def known(pack: str, day: str) -> set[str]:
    return {one.fact for one in sr.questions(pack=pack, subject="child", as_of=day).questions}


def counted(given: Any, sides: list[tuple[str, list[str]]]) -> tuple[Counter[Any], Counter[Any]]:
    """Moves and causes, row by row through the answers to single cases."""
    moves: Counter[Any] = Counter()
    causes: Counter[Any] = Counter()
    for at, row in enumerate(given.to_pylist()):
        facts = {fact: str(one) if isinstance(one, datetime.date) else one for fact, one in row.items()}
        said = []
        for pack, on in sides:
            asked = known(pack, on[at])
            said.append(findings({fact: one for fact, one in facts.items() if fact in asked}, pack, on[at]))
        (was, old), (now, new) = said
        moves[was, now] += 1
        if was != now:
            low, high = was or (1, 1), now or (1, 1)
            spans = [sorted((low[0], high[0])), sorted((low[1], high[1]))]
            for rule in old.keys() | new.keys():
                levels = [side[rule][0] for side in (old, new) if rule in side]
                moved = any(first < level <= last for level in levels for first, last in spans)
                if old.get(rule) != new.get(rule) and moved:
                    causes[was, now, rule] += 1
    return moves, causes


def ends(row: dict[str, Any]) -> tuple[Any, Any]:
    both = (row["before_at_least"], row["before_at_most"]), (row["after_at_least"], row["after_at_most"])
    return tuple(None if one == (None, None) else one for one in both)  # type: ignore[return-value]


@pytest.mark.parametrize("born", ["known", "unknown", "no column"])
@pytest.mark.parametrize("columns", ["before", "after", "both", "the same", "none"])
def test_changes_between_days_of_columns(born: str, columns: str) -> None:
    rows = 90
    given = cases(rows, 21, born)
    early, late = days(rows, 22), days(rows, 23)
    one = [datetime.date(2024, 5, 1)] * rows
    before = early if columns in ("before", "both", "the same") else one
    after = {"after": late, "both": late, "the same": early}.get(columns, one)
    pack = "walsall" if columns == "both" else "example-thresholds"
    expected = counted(given, [("walsall", [str(day) for day in before]), (pack, [str(day) for day in after])])
    full = given.append_column("early", pa.array(early)).append_column("late", pa.array(late))
    column = {"after": "late", "both": "late", "the same": "early"}.get(columns)
    sides = (
        Rules("walsall", as_of_column="early") if before is early else Rules("walsall", DAY),
        Rules(pack, as_of_column=column) if column else Rules(pack, datetime.date(2024, 5, 1)),
    )
    chunked = pa.concat_tables([full.slice(0, 17), full.slice(17)])
    for cut, threads in ((full, 1), (chunked, 2)):
        calls: list[int] = []
        found = sr.analysis.changes(cut, *sides, threads=threads, progress=calls.append)
        assert {ends(row): row["rows"] for row in rows_of(found.matrix)} == dict(expected[0])
        assert {(*ends(row), row["rule"]): row["rows"] for row in rows_of(found.causes)} == dict(expected[1])
        assert calls == sorted(calls) and calls[-1] == found.rows == rows


@pytest.mark.parametrize("born", ["known", "unknown", "no column"])
def test_a_sample_with_a_day_for_each_row(born: str) -> None:
    rows = 80
    given, on = cases(rows, 31, born), days(rows, 32)
    expected = one_by_one(
        given.select([name for name in given.column_names if name in known("walsall", "2021-04-01")]), on
    )
    full = given.append_column("day", pa.array(on))
    for cut in (full, pa.concat_tables([full.slice(0, 33), full.slice(33)])):
        drawn = rows_of(sr.analysis.sample(cut, Rules("walsall", as_of_column="day"), size=rows, seed=3))
        assert [row["row"] for row in drawn] == list(range(rows))
        for row, day, decision in zip(drawn, on, expected, strict=True):
            if known("walsall", str(day)) & set(given.column_names) - known("walsall", "2021-04-01"):
                continue  # The rows above lack a question of this day.
            level = decision.get("level") or {}
            assert (row["at_least"], row["at_most"]) == (level.get("at_least"), level.get("at_most"))
            true = [one for one in decision["findings"] if one["truth"] == "true"]
            assert row["rules"] == [one["rule"] for one in true]
            assert row["reasons"] == [one["label"] for one in true]
            assert row["missing"] == [one["fact"] for one in decision["missing"]]


@pytest.mark.parametrize("born", ["known", "unknown", "no column"])
@pytest.mark.parametrize("with_days", [False, True])
def test_agreement_row_by_row(born: str, with_days: bool) -> None:
    rows = 120
    given = cases(rows, 41, born)
    given = given.select([name for name in given.column_names if name in known("walsall", "2021-04-01")])
    on = days(rows, 42) if with_days else [datetime.date(2024, 5, 1)] * rows
    expected = one_by_one(given, on)
    source = random.Random(43)
    recorded = [source.choice([None, 1, 2, 3, 4]) for _ in range(rows)]
    full = given.append_column("chosen", pa.array(recorded, pa.int64())).append_column("day", pa.array(on))
    asked = {**ASKED, "as_of": None, "as_of_column": "day"} if with_days else ASKED
    found = sr.analysis.agreement(full, sr.thresholds.assess_table(full, **asked), recorded="chosen")
    cells: Counter[Any] = Counter()
    for said, decision in zip(recorded, expected, strict=True):
        level = decision.get("level") if decision["applies"] != "false" else None
        least, most = (level or {}).get("at_least"), (level or {}).get("at_most")
        verdict = None
        if said is not None and least is not None:
            open_ = "agrees" if least == most else "may-agree"
            verdict = "lower" if said < least else "higher" if said > most else open_
        cells[said, least, most, verdict] += 1
    keys = ("recorded", "at_least", "at_most", "verdict")
    assert {tuple(row[key] for key in keys): row["rows"] for row in rows_of(found.matrix)} == dict(cells)


def test_days_that_are_not_there_are_refused() -> None:
    given = table(4, seed=51)
    missing = given.append_column("day", pa.array([None, NEW, NEW, NEW], pa.date32()))
    for function in (
        lambda rules, cut: sr.analysis.changes(cut, rules, Rules("walsall", DAY)),
        lambda rules, cut: sr.analysis.changes(cut, Rules("walsall", DAY), rules),
        lambda rules, cut: sr.analysis.sample(cut, rules, size=1, seed=1),
    ):
        for cut, column, code in [
            (given, "day", "table.missing-column"),
            (missing, "day", "table.no-day"),
            (given, "injury_non_mobile", "table.column-type"),
        ]:
            cut = cut.set_column(0, cut.column_names[0], cut.column(0))
            if column == "injury_non_mobile":
                at = cut.column_names.index(column)
                cut = cut.set_column(at, column, pa.array([True] * 4))
            with pytest.raises(sr.SafeguardingError) as refused:
                function(Rules("walsall", as_of_column=column), cut)
            assert refused.value.code == code
        with pytest.raises(TypeError, match="either as_of or as_of_column"):
            function(Rules("walsall"), given)
        with pytest.raises(TypeError, match="either as_of or as_of_column"):
            function(Rules("walsall", DAY, as_of_column="day"), given)


def test_many_rows_with_their_days() -> None:
    """More than are worked on at a time."""
    small = cases(300, 61, "known").select(["date_of_birth", "injury_non_mobile", "immediate_danger"])
    small = small.append_column("day", pa.array(days(300, 62)))
    sides = Rules("walsall", as_of_column="day"), Rules("walsall", DAY)
    few = sr.analysis.changes(small, *sides)
    many = sr.analysis.changes(pa.concat_tables([small] * 1000).combine_chunks(), *sides, threads=2)
    assert rows_of(many.matrix) == [{**row, "rows": 1000 * row["rows"]} for row in rows_of(few.matrix)]
    assert rows_of(many.causes) == [{**row, "rows": 1000 * row["rows"]} for row in rows_of(few.causes)]
    assert few.moved > 0
