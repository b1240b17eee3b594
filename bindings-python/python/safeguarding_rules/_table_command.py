"""The command ``table``: a Parquet file of cases in, the same with what the rules say of each row out."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from . import _native
from ._tables import OfTable
from .errors import SafeguardingError

# So many rows are in memory at a time.
BATCH = 1 << 17


class Bar:
    """A bar on a terminal; where standard error is none it says nothing."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.shown = total, 0, 0.0
        self.is_on = sys.stderr.isatty()

    def update(self, n: int, /) -> None:
        self.done += n
        now = time.monotonic()
        if self.is_on and (now - self.shown > 0.1 or self.done >= self.total):
            self.shown = now
            full = 30 * self.done // max(self.total, 1)
            sys.stderr.write(f"\r[{'#' * full}{' ' * (30 - full)}] {self.done:,} of {self.total:,} rows")
            sys.stderr.flush()

    def close(self) -> None:
        if self.is_on:
            sys.stderr.write("\n")


def add(commands: Any, more: Any) -> None:
    """The command among the others; ``more`` adds what all of them take."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "table",
        help="a whole table of cases or incidents, from a Parquet file into another",
        description="Writes the table with what the rules say of each row beside it. A column answers the fact whose"
        " name it has. Needs pyarrow, or polars.",
    )
    parser.add_argument("given", metavar="IN", help="a Parquet file")
    parser.add_argument("out", metavar="OUT", help="the Parquet file to write")
    parser.add_argument("--pack", required=True)
    parser.add_argument("--reviews", action="store_true", help="reviews of incidents instead of levels of need")
    parser.add_argument("--subject", help="child where nothing is said, or incident of reviews")
    day = parser.add_mutually_exclusive_group(required=True)
    day.add_argument("--as-of", metavar="DAY", help="the day for all rows")
    day.add_argument("--as-of-column", metavar="NAME", help="the column with the day of each row")
    parser.add_argument("--column", action="append", default=[], metavar="FACT=NAME", help="another name of a column")
    parser.add_argument("--event", action="append", default=[], metavar="EVENT=NAME", help="the same for an event")
    parser.add_argument("--set", action="append", default=[], metavar="SETTING=VALUE", help="what the rules leave open")
    parser.add_argument("--blocking", action="store_true", help="add the missing facts that could change the answer")
    parser.add_argument("--routes", action="store_true", help="add a column for each legal route")
    parser.add_argument("--prefix", default="", help="put before the names of the columns that are added")
    parser.add_argument("--threads", type=int)
    more(parser)
    parser.set_defaults(command=run)


def run(chosen: argparse.Namespace) -> int:
    """Runs the command; gives its exit code."""
    from .cli import Unreadable, catalogue_of

    asked: dict[str, Any] = {
        "pack": chosen.pack,
        "subject": chosen.subject or ("incident" if chosen.reviews else "child"),
        "as_of": chosen.as_of,
        "as_of_column": chosen.as_of_column,
        "columns": _pairs(chosen.column, Unreadable),
        "settings": {
            key: int(value) if value.isdecimal() else value for key, value in _pairs(chosen.set, Unreadable).items()
        },
        "blocking": chosen.blocking,
        "threads": chosen.threads,
        "catalogue": catalogue_of(chosen),
    }
    if chosen.reviews:
        asked["events"] = _pairs(chosen.event, Unreadable)
    elif chosen.event:
        raise Unreadable("events are given of reviews only")
    else:
        asked["routes"] = chosen.routes
    if Path(chosen.given).resolve() == Path(chosen.out).resolve():
        raise Unreadable("the table cannot be written over itself; name another file")
    work = _Work(asked, chosen.reviews, chosen.prefix)
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        try:
            polars = import_module("polars")
        except ImportError:
            message = "this command reads Parquet with pyarrow or polars, and neither is installed; pip install pyarrow"
            problem = {"code": "table.no-reader", "at": "", "message": message}
            raise SafeguardingError("table.no-reader", "", message, [problem]) from None
        _with_polars(chosen, work, polars)
    else:
        _with_arrow(chosen, work, arrow, parquet)
    return _told(work, chosen)


class _Work:
    """The rules over one batch after the other, and what is to be told at the end."""

    def __init__(self, asked: Mapping[str, Any], of_reviews: bool, prefix: str) -> None:
        self.asked, self.of_reviews, self.prefix = asked, of_reviews, prefix
        self.rows = 0
        self.unused: list[str] = []
        self.absent: list[str] = []
        self.counts: Counter[tuple[str, str]] = Counter()

    def outcomes(self, batch: Any, bar: Bar) -> OfTable:
        from . import reviews, thresholds

        function: Any = reviews.assess_table if self.of_reviews else thresholds.assess_table
        found: OfTable = function(batch, **self.asked, progress=bar)
        self.rows += len(found)
        self.unused, self.absent = found.unused_columns, found.absent_facts
        return found

    def count(self, outcomes: OfTable, names: list[str]) -> None:
        for name in names:
            if name in ("settled", "at_least", "at_most") or name.endswith(".outcome"):
                for (value,), rows in _native.counted([(outcomes, [name])]):
                    self.counts[name, json.dumps(value).strip('"')] += rows

    def named(self, given: list[str], added: list[str]) -> list[str]:
        from .cli import Unreadable

        names = [self.prefix + name for name in added]
        taken = sorted(set(names) & set(given))
        if taken:
            raise Unreadable(f"the table has a column {taken[0]} already; choose a --prefix for what is added")
        return names


def _with_arrow(chosen: argparse.Namespace, work: _Work, arrow: Any, parquet: Any) -> None:
    try:
        file = parquet.ParquetFile(chosen.given)
    except arrow.ArrowInvalid:
        raise _no_parquet(chosen.given) from None
    bar, writer = Bar(file.metadata.num_rows), None

    def batches() -> Iterator[Any]:
        some = False
        for batch in file.iter_batches(batch_size=BATCH):
            some = True
            yield arrow.Table.from_batches([batch])
        if not some:
            yield file.schema_arrow.empty_table()

    try:
        for batch in batches():
            outcomes = work.outcomes(batch, bar)
            added = arrow.table(outcomes)
            work.count(outcomes, added.column_names)
            names = work.named(batch.column_names, added.column_names)
            for name, column in zip(names, added.columns, strict=True):
                batch = batch.append_column(name, column)
            if writer is None:
                writer = parquet.ParquetWriter(chosen.out, batch.schema)
            writer.write_table(batch)
    finally:
        if writer is not None:
            writer.close()
        bar.close()


def _with_polars(chosen: argparse.Namespace, work: _Work, polars: Any) -> None:
    try:
        given = polars.read_parquet(chosen.given)
    except polars.exceptions.PolarsError:
        raise _no_parquet(chosen.given) from None
    bar = Bar(given.height)
    outcomes = work.outcomes(given, bar)
    added = polars.DataFrame(outcomes)
    bar.close()
    work.count(outcomes, added.columns)
    names = work.named(given.columns, added.columns)
    given.hstack(added.rename(dict(zip(added.columns, names, strict=True)))).write_parquet(chosen.out)


def _no_parquet(name: str) -> Exception:
    from .cli import Unreadable

    return Unreadable(f"{name} is no Parquet file")


def _told(work: _Work, chosen: argparse.Namespace) -> int:
    counts: dict[str, dict[str, int]] = {}
    for (name, value), rows in sorted(work.counts.items()):
        counts.setdefault(name, {})[value] = rows
    if chosen.json:
        said = {"rows": work.rows, "out": chosen.out, "counts": counts, "unused_columns": work.unused}
        print(json.dumps({**said, "absent_facts": work.absent}, ensure_ascii=False, separators=(",", ":")))
        return 0
    print(f"{work.rows:,} rows written to {chosen.out}")
    for name, values in counts.items():
        print(f"{name}: {', '.join(f'{value} {rows:,}' for value, rows in values.items())}")
    if work.unused:
        print(f"Columns that answer nothing: {', '.join(work.unused)}")
    print(f"Asked about, and in no column: {len(work.absent)}")
    return 0


def _pairs(given: list[str], wrong: type[Exception]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in given:
        key, sign, value = one.partition("=")
        if not (key and sign and value):
            raise wrong(f"{one} should be two names with = between them")
        pairs[key] = value
    return pairs
