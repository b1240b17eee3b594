"""What analysts ask about many cases: what blocks, what moves, where people and rules agree, what to look at again.

Every answer is a table that any library with the Arrow PyCapsule interface takes as it is
(``pyarrow.table(…)``, ``polars.DataFrame(…)``, ``pandas.DataFrame.from_arrow(…)``).

>>> import datetime, pyarrow
>>> import safeguarding_rules as sr
>>> born = [datetime.date(2024, 1, 5)] * 3
>>> cases = pyarrow.table({"date_of_birth": born, "injury_non_mobile": [True, None, False]})
>>> outcomes = sr.thresholds.assess_table(cases, subject="child", as_of="2024-05-01", pack="walsall", blocking=True)
>>> facts = pyarrow.table(sr.analysis.blocking(outcomes))
>>> facts.filter(pyarrow.compute.equal(facts["fact"], "injury_non_mobile"))["rows"].to_pylist()
[1]
"""

from __future__ import annotations

import datetime
import hashlib
import heapq
import os
from collections import Counter
from collections.abc import Mapping, Sequence, Sized
from typing import NamedTuple

from . import _native
from ._incident_tables import ReviewOutcomes
from ._tables import ArrowTable, Columns, Outcomes, Progress, Settings, told
from .catalogue import Catalogue, bundled
from .errors import raised

__all__ = ["Agreement", "Changes", "Rules", "Sample", "agreement", "blocking", "changes", "sample"]


class Rules(NamedTuple):
    """Rules of a pack on one day, or for each row on the day in a column; and what is set of what they leave open.

    >>> Rules("walsall", "2024-05-01").subject
    'child'
    >>> Rules("walsall", as_of_column="assessed_on").as_of is None
    True
    """

    pack: str
    as_of: datetime.date | str | None = None
    subject: str = "child"
    settings: Settings | None = None
    as_of_column: str | None = None


def _side(rules: Rules) -> tuple[str, str, str | None, str | None, list[tuple[str, object]]]:
    if (rules.as_of is None) == (rules.as_of_column is None):
        raise TypeError("give the rules either as_of or as_of_column")
    settings: list[tuple[str, object]] = list((rules.settings or {}).items())
    return rules.pack, rules.subject, None if rules.as_of is None else str(rules.as_of), rules.as_of_column, settings


def _table(**columns: tuple[str, Sequence[object]]) -> Columns:
    return Columns(_native.made([(name, holds, list(values)) for name, (holds, values) in columns.items()]))


def blocking(outcomes: Outcomes | ReviewOutcomes, *, events: bool = False) -> Columns:
    """Which missing fact leaves most rows open: what to ask first, over all cases.

    ``outcomes``: what ``assess_table`` of thresholds or reviews gave with ``blocking=True``; ``events``: of reviews, the
    missing events instead.

    | column | what it says |
    |---|---|
    | ``fact`` (or ``event``) | what is missing; the one that leaves most rows open first |
    | ``rows`` | in how many rows it could change the answer |
    | ``share`` | of the rows in which anything could |
    | ``alone`` | in how many it is the only one, and its answer settles the row |

    >>> import datetime, pyarrow
    >>> import safeguarding_rules as sr
    >>> cases = pyarrow.table({"date_of_birth": [datetime.date(2024, 1, 5)], "injury_non_mobile": [None]})
    >>> outcomes = sr.thresholds.assess_table(cases, subject="child", as_of="2024-05-01", pack="walsall", blocking=True)
    >>> pyarrow.table(sr.analysis.blocking(outcomes)).column_names
    ['fact', 'rows', 'share', 'alone']
    """
    column, name = ("blocking_events", "event") if events else ("blocking", "fact")
    found = _native.listed(outcomes._inner, column)
    if found is None:
        raise ValueError(f"the outcomes have no column {column}; ask for them with blocking=True")
    any_, facts = found
    facts.sort(key=lambda one: (-one[1], -one[2], one[0]))
    return _table(
        **{name: ("text", [fact for fact, _, _ in facts])},
        rows=("int", [rows for _, rows, _ in facts]),
        share=("float", [rows / any_ for _, rows, _ in facts]),
        alone=("int", [alone for _, _, alone in facts]),
    )


class Changes:
    """What moves between two sets of rules.

    ``matrix`` has a row for each range that occurs before with each that occurs after, ``causes`` the rules behind each
    move. A rule is a cause where it says something else after than before, and leads to a level between where an end of
    the range was and where it is; several rules can be causes of one row.
    """

    def __init__(self, matrix: Columns, causes: Columns, rows: int, moved: int, newly_undecided: int) -> None:
        self.matrix = matrix
        self.causes = causes
        self.rows = rows
        self.moved = moved
        self.newly_undecided = newly_undecided

    def __repr__(self) -> str:
        return f"<Changes: {self.moved} of {self.rows} rows move, {self.newly_undecided} are newly undecided>"


_Range = tuple[int, int] | None


def _newly_undecided(was: _Range, now: _Range) -> bool:
    return now is not None and now[0] != now[1] and (was is None or was[0] == was[1])


def changes(
    table: ArrowTable,
    before: Rules,
    after: Rules,
    *,
    columns: Mapping[str, str] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    catalogue: Catalogue | None = None,
) -> Changes:
    """What changes on these cases between two editions (two days) or two packs: which levels move, by which rule.

    Ages are counted on the day of each side: between two days, people are older as well as the rules newer.
    Where the day of a side is a column (``as_of_column``), each row has the rules and the age of its day.
    Rows that move are looked at one by one. The levels are null where the rules do not apply, or have none.

    ``matrix``: ``before_at_least``, ``before_at_most``, ``after_at_least``, ``after_at_most``, ``rows``, ``moved``,
    ``newly_undecided``. ``causes``: the same levels, ``rule``, ``rows``.

    >>> import datetime, pyarrow
    >>> import safeguarding_rules as sr
    >>> born = [datetime.date(2023, 5, 1)] * 2
    >>> cases = pyarrow.table({"date_of_birth": born, "injury_non_mobile": [True, False]})
    >>> Rules = sr.analysis.Rules
    >>> found = sr.analysis.changes(cases, Rules("walsall", "2024-05-01"), Rules("example-thresholds", "2024-05-01"))
    >>> found.rows
    2
    >>> pyarrow.table(found.matrix)["rows"].to_pylist() != []
    True
    """
    try:
        moves = _native.level_moves(
            (catalogue or bundled())._inner,
            table,
            before=_side(before),
            after=_side(after),
            names=dict(columns or {}),
            threads=threads or os.cpu_count() or 1,
            progress=told(progress),
        )
    except _native.NativeError as refused:
        raised(refused)
    undecided = [_newly_undecided(was, now) for was, now, _, _ in moves]
    matrix = _table(
        **_ends([(was, now) for was, now, _, _ in moves]),
        rows=("int", [rows for _, _, rows, _ in moves]),
        moved=("bool", [was != now for was, now, _, _ in moves]),
        newly_undecided=("bool", undecided),
    )
    causes = [
        (was, now, rule, rows)
        for was, now, _, why in moves
        for rule, rows in sorted(why, key=lambda one: (-one[1], one[0]))
    ]
    return Changes(
        matrix,
        _table(
            **_ends([(was, now) for was, now, _, _ in causes]),
            rule=("text", [rule for _, _, rule, _ in causes]),
            rows=("int", [rows for _, _, _, rows in causes]),
        ),
        sum(rows for _, _, rows, _ in moves),
        sum(rows for was, now, rows, _ in moves if was != now),
        sum(rows for (_, _, rows, _), new in zip(moves, undecided, strict=True) if new),
    )


def _ends(moves: list[tuple[_Range, _Range]]) -> dict[str, tuple[str, Sequence[object]]]:
    def end(side: int, which: int) -> tuple[str, Sequence[object]]:
        levels: list[object] = []
        for move in moves:
            levels.append(None if (found := move[side]) is None else found[which])
        return "int", levels

    return {
        "before_at_least": end(0, 0),
        "before_at_most": end(0, 1),
        "after_at_least": end(1, 0),
        "after_at_most": end(1, 1),
    }


class Agreement:
    """Recorded levels beside those that the rules indicate: ``matrix`` counts, ``by`` sums up each agency."""

    def __init__(self, matrix: Columns, by: Columns) -> None:
        self.matrix = matrix
        self.by = by


def agreement(
    table: ArrowTable,
    outcomes: Outcomes,
    *,
    recorded: str,
    by: str | None = None,
    levels: Mapping[str, int] | None = None,
) -> Agreement:
    """How far recorded levels agree with those that the rules indicate: a confusion matrix, by agency.

    ``recorded``: the column with the level that somebody chose, whole numbers, or words that ``levels`` translates;
    ``by``: a column to tell apart, such as the agency. ``outcomes``: what ``assess_table`` gave for the same rows.
    A level *agrees* where it lies in the range that the rules leave open; *surely* is what holds however gaps are filled.
    Where nothing is recorded, or the rules do not apply, nothing is compared.

    ``matrix``: ``by``, ``recorded``, ``at_least``, ``at_most``, ``verdict`` (``agrees``, ``may-agree``, ``lower``,
    ``higher``; null: not compared), ``rows``. ``by``: for each ``by`` the ``rows`` that are compared, ``agrees``,
    ``may_agree``, ``lower``, ``higher``, and ``share``: of the rows whose level is settled those that agree.

    >>> import datetime, pyarrow
    >>> import safeguarding_rules as sr
    >>> cases = pyarrow.table({"date_of_birth": [datetime.date(2024, 1, 5)] * 2, "injury_non_mobile": [True, True],
    ...                        "chosen": [4, 2], "agency": ["school", "health"]})
    >>> outcomes = sr.thresholds.assess_table(cases, subject="child", as_of="2024-05-01", pack="walsall")
    >>> found = sr.analysis.agreement(cases, outcomes, recorded="chosen", by="agency")
    >>> pyarrow.table(found.by).select(["by", "agrees", "lower"]).to_pylist()
    [{'by': 'health', 'agrees': 0, 'lower': 1}, {'by': 'school', 'agrees': 1, 'lower': 0}]
    """
    names = [recorded] if by is None else [recorded, by]
    try:
        counted = _native.counted([(table, names), (outcomes, ["at_least", "at_most"])])
    except _native.NativeError as refused:
        raised(refused)
    matrix: Counter[tuple[str | None, int | None, int | None, int | None]] = Counter()
    for (said, *group, least, most), rows in counted:
        name = None if not group or group[0] is None else str(group[0])
        matrix[name, _level(said, recorded, levels), _whole(least), _whole(most)] += rows
    cells = sorted(
        matrix.items(),
        key=lambda one: tuple((part is None, part or 0) if i else str(part or "") for i, part in enumerate(one[0])),
    )
    verdicts = [_verdict(said, least, most) for (_, said, least, most), _ in cells]
    sums: dict[str | None, Counter[str]] = {}
    settled: Counter[str | None] = Counter()
    for ((name, _, least, most), rows), verdict in zip(cells, verdicts, strict=True):
        sums.setdefault(name, Counter())
        if verdict is not None:
            sums[name][verdict] += rows
            settled[name] += rows if least == most else 0
    # What agrees surely is settled.
    shares: list[object] = [sums[name]["agrees"] / settled[name] if settled[name] else None for name in sums]

    def total(verdict: str) -> tuple[str, Sequence[object]]:
        return "int", [sums[name][verdict] for name in sums]

    return Agreement(
        _table(
            by=("text", [name for (name, _, _, _), _ in cells]),
            recorded=("int", [said for (_, said, _, _), _ in cells]),
            at_least=("int", [least for (_, _, least, _), _ in cells]),
            at_most=("int", [most for (_, _, _, most), _ in cells]),
            verdict=("text", verdicts),
            rows=("int", [rows for _, rows in cells]),
        ),
        _table(
            by=("text", list(sums)),
            rows=("int", [sum(one.values()) for one in sums.values()]),
            agrees=total("agrees"),
            may_agree=total("may-agree"),
            lower=total("lower"),
            higher=total("higher"),
            share=("float", shares),
        ),
    )


def _whole(value: str | int | None) -> int | None:
    return value if isinstance(value, int) else None


def _level(value: str | int | None, column: str, levels: Mapping[str, int] | None) -> int | None:
    if isinstance(value, bool):
        raise TypeError(f"column {column} holds truths, and no levels")
    if isinstance(value, str):
        if levels is None or value not in levels:
            raise ValueError(f"column {column} holds words; `levels` should say which level each is")
        return levels[value]
    return value


def _verdict(said: int | None, least: int | None, most: int | None) -> str | None:
    if said is None or least is None or most is None:
        return None
    if said < least:
        return "lower"
    if said > most:
        return "higher"
    return "agrees" if least == most else "may-agree"


class Sample(Columns):
    """Rows drawn to be looked at again, with what the rules say of each and why. ``drawn`` says how they were drawn.

    Columns: ``row`` (from 0), ``applies``, ``at_least``, ``at_most``, ``rules``, ``reasons``, ``citations`` and
    ``missing``, the last four lists of strings.
    """

    def __init__(self, inner: _native.Table, drawn: str) -> None:
        super().__init__(inner)
        self.drawn = drawn


def sample(
    table: ArrowTable,
    rules: Rules,
    *,
    size: int,
    seed: int | str,
    columns: Mapping[str, str] | None = None,
    catalogue: Catalogue | None = None,
) -> Sample:
    """A random sample of the cases for an audit, each with the reasons of its level.

    Every row has the same chance, and no row is drawn twice. The same seed draws the same rows of a table of the same
    length on every machine and in every language: the rows whose SHA-256 of ``seed:row`` is smallest.
    ``table`` must know its length and be readable more than once. With ``as_of_column`` each row has the rules of its day.

    >>> import datetime, pyarrow
    >>> import safeguarding_rules as sr
    >>> cases = pyarrow.table({"date_of_birth": [datetime.date(2024, 1, 5)] * 100, "injury_non_mobile": [True] * 100})
    >>> drawn = sr.analysis.sample(cases, sr.analysis.Rules("walsall", "2024-05-01"), size=3, seed="audit 2024-05")
    >>> pyarrow.table(drawn)["row"].to_pylist()
    [41, 43, 79]
    >>> pyarrow.table(drawn)["reasons"].to_pylist()[0][0]
    'Injury to a child who cannot move independently'
    >>> drawn.drawn
    '3 of 100 rows, those with the smallest SHA-256 of "audit 2024-05:" and the row, counted from 0'
    """
    if not isinstance(table, Sized):
        raise TypeError("a sample needs a table that knows its length")
    count = len(table)
    if not 0 <= size <= count:
        raise ValueError(f"the sample should have 0 to {count} rows, the length of the table")

    def drawn(row: int) -> bytes:
        return hashlib.sha256(f"{seed}:{row}".encode()).digest()

    rows = set(heapq.nsmallest(size, range(count), key=drawn))
    try:
        inner = _native.explained(
            (catalogue or bundled())._inner, table, side=_side(rules), names=dict(columns or {}), rows=rows
        )
    except _native.NativeError as refused:
        raised(refused)
    how = f'{size} of {count} rows, those with the smallest SHA-256 of "{seed}:" and the row, counted from 0'
    return Sample(inner, how)
