"""Whole tables of cases: anything with the Arrow PyCapsule interface in, one out."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeAlias

from . import _native
from .catalogue import Catalogue, bundled
from .errors import raised

Settings: TypeAlias = Mapping[str, int | str | datetime.date]


# The columns of every answer about levels.
ALWAYS = ("applies", "at_least", "at_most", "settled", "deciding_rule", "exact")


class ArrowTable(Protocol):
    """A table of pandas, Polars, PyArrow, DuckDB or any other library with this interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Bar(Protocol):
    """A bar of ``tqdm``, or whatever is told how many more rows are done."""

    def update(self, n: int, /) -> object: ...


Progress: TypeAlias = Callable[[int], object] | Bar


class Columns:
    """Columns of an answer, which any library with the Arrow PyCapsule interface takes as they are.

    ``pyarrow.table(columns)``, ``polars.DataFrame(columns)``, ``pandas.DataFrame.from_arrow(columns)``, and DuckDB by way
    of ``pyarrow``.
    """

    def __init__(self, inner: _native.Table) -> None:
        self._inner = inner

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._inner.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return len(self._inner)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self)} rows>"


class OfTable(Columns):
    """Columns of an answer about a table, with what was found of the columns that were given."""

    @property
    def unused_columns(self) -> list[str]:
        """The columns of the table that answer nothing that is asked."""
        return self._inner.unused

    @property
    def absent_facts(self) -> list[str]:
        """The facts (and events) that no column answers; they count as not asked."""
        return self._inner.absent


class Outcomes(OfTable):
    """What the rules say of each row, as Arrow columns.

    | column | type | what it says |
    |---|---|---|
    | ``applies`` | bool | whether the person is such a subject; null: cannot be told |
    | ``at_least`` | uint8 | the level reached in every way of filling the gaps |
    | ``at_most`` | uint8 | the highest level reached in some |
    | ``settled`` | bool | whether the two are the same |
    | ``deciding_rule`` | dictionary | the first rule that leads to ``at_least`` by itself, among all that can |
    | ``exact`` | bool | false where the range may be too wide, since a search was stopped |
    | ``blocking`` | list of strings | the missing facts that could change the answer; on request |
    | ``route.<route>`` | bool | whether the route is open to the person; null: cannot be told; on request |
    """

    @property
    def searched(self) -> int:
        """How many rows had to be looked at one by one."""
        return self._inner.searched


def assess_table(
    table: ArrowTable,
    *,
    pack: str,
    subject: str,
    as_of: datetime.date | str | None = None,
    as_of_column: str | None = None,
    settings: Settings | None = None,
    columns: Mapping[str, str] | None = None,
    blocking: bool = False,
    routes: bool = False,
    only: Iterable[str] | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    catalogue: Catalogue | None = None,
) -> Outcomes:
    """What the thresholds say of every row of a table, exactly as row by row.

    A column answers the fact whose name it has; ``columns`` names others, by fact. Booleans answer yes-no facts, whole
    numbers counts, dates (or times without a zone, or texts) dates, texts choices, lists of texts several options: exactly
    those. A null is not known.
    The day is one for all rows (``as_of``) or a column of the table (``as_of_column``).
    ``only``: of the columns from ``applies`` to ``exact`` these alone, in the order of ``Outcomes``; what is not asked for
    is not worked out.
    ``progress`` is called with the number of rows done, now and then and at the end; or it is a bar of ``tqdm``.
    Raises ``SafeguardingError`` with the column at fault.

    >>> import datetime, pyarrow
    >>> import safeguarding_rules as sr
    >>> cases = pyarrow.table({"date_of_birth": [datetime.date(2024, 1, 5)] * 2, "injury_non_mobile": [True, None]})
    >>> outcomes = sr.thresholds.assess_table(cases, subject="child", as_of="2024-05-01", pack="walsall")
    >>> pyarrow.table(outcomes).select(["at_least", "at_most"]).to_pylist()
    [{'at_least': 4, 'at_most': 4}, {'at_least': 1, 'at_most': 4}]
    """
    if (as_of is None) == (as_of_column is None):
        raise TypeError("give either as_of or as_of_column")
    chosen = None if only is None else [only] if isinstance(only, str) else list(only)
    other = next((name for name in chosen or () if name not in ALWAYS), None)
    if other is not None:
        raise ValueError(f"there is no column {other!r} to choose; there are {', '.join(ALWAYS)}")
    try:
        inner = (catalogue or bundled())._inner.assess_table(
            table,
            pack=pack,
            subject=subject,
            as_of=None if as_of is None else str(as_of),
            as_of_column=as_of_column,
            settings=list((settings or {}).items()),
            names=dict(columns or {}),
            blocking=blocking,
            routes=routes,
            only=chosen,
            threads=threads or os.cpu_count() or 1,
            progress=told(progress),
        )
    except _native.NativeError as refused:
        raised(refused)
    return Outcomes(inner)


def told(progress: Progress | None) -> Callable[[int], object] | None:
    """What is called with the number of rows done; a bar is told how many more."""
    if progress is None or callable(progress):
        return progress
    bar, done = progress, 0

    def tell(rows: int) -> None:
        nonlocal done
        bar.update(rows - done)
        done = rows

    return tell
