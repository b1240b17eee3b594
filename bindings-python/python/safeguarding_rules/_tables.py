"""Whole tables of cases: anything with the Arrow PyCapsule interface in, one out."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Mapping
from typing import Protocol

from . import _native
from .catalogue import Catalogue, bundled
from .errors import raised


class ArrowTable(Protocol):
    """A table of pandas, Polars, PyArrow, DuckDB or any other library with this interface."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class Outcomes:
    """What the rules say of each row, as Arrow columns.

    ``pyarrow.table(outcomes)``, ``polars.DataFrame(outcomes)``, ``pandas.DataFrame.from_arrow(outcomes)`` and
    DuckDB (by way of ``pyarrow``) take it as it is.

    | column | type | what it says |
    |---|---|---|
    | ``applies`` | bool | whether the person is such a subject; null: cannot be told |
    | ``at_least`` | uint8 | the level reached in every way of filling the gaps |
    | ``at_most`` | uint8 | the highest level reached in some |
    | ``settled`` | bool | whether the two are the same |
    | ``deciding_rule`` | dictionary | the first rule that leads to ``at_least`` by itself |
    | ``exact`` | bool | false where the range may be too wide, since a search was stopped |
    | ``blocking`` | list of strings | the missing facts that could change the answer; on request |
    """

    def __init__(self, inner: _native.Table) -> None:
        self._inner = inner

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._inner.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return len(self._inner)

    def __repr__(self) -> str:
        return f"<Outcomes of {len(self)} rows>"

    @property
    def unused_columns(self) -> list[str]:
        """The columns of the table that answer no fact."""
        return self._inner.unused

    @property
    def absent_facts(self) -> list[str]:
        """The facts that no column answers; they count as not asked."""
        return self._inner.absent

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
    settings: Mapping[str, int | str | datetime.date] | None = None,
    columns: Mapping[str, str] | None = None,
    blocking: bool = False,
    threads: int | None = None,
    progress: Callable[[int], object] | None = None,
    catalogue: Catalogue | None = None,
) -> Outcomes:
    """What the thresholds say of every row of a table, exactly as row by row.

    A column answers the fact whose name it has; ``columns`` names others, by fact. Booleans answer yes-no facts, whole
    numbers counts, dates (or times without a zone, or texts) dates, texts choices. A null is not known.
    The day is one for all rows (``as_of``) or a column of the table (``as_of_column``).
    ``progress`` is called with the number of rows done after each batch.
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
            threads=threads or os.cpu_count() or 1,
            progress=progress,
        )
    except _native.NativeError as refused:
        raised(refused)
    return Outcomes(inner)
