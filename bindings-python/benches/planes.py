"""A table of 120 yes-no facts against the same rules over planes of bits, in NumPy and in Polars, in one run.

python bindings-python/benches/planes.py [ROWS …]     with rustc, numpy, polars and pyarrow, and the package
                                                      installed from a release build
"""

from __future__ import annotations

import ctypes
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import safeguarding_rules as sr
from borough import FACTS, PACK, SUBJECT, pack, rules

AS_OF = "2024-05-01"
NAMES = [f"f{number}" for number in range(FACTS)]
RULES = rules()
LEVELS = (2, 3, 4)


def made(rows: int) -> tuple[list[np.ndarray], list[np.ndarray], pa.Table]:
    """Planes of bits, where it is yes and where it is known (30 % is not), and the table over the same memory."""
    source = np.random.default_rng(7)
    # A tenth of the answers is yes; whole words, so that the twin may read past the last row.
    size = (rows + 511) // 512 * 64
    values, known = [], []
    for _ in NAMES:
        values.append(np.packbits(source.random(size * 8, dtype=np.float32) < 0.1, bitorder="little"))
        known.append(np.packbits(source.random(size * 8, dtype=np.float32) >= 0.3, bitorder="little"))
    arrays = [
        pa.Array.from_buffers(pa.bool_(), rows, [pa.py_buffer(may), pa.py_buffer(yes)])
        for yes, may in zip(values, known, strict=True)
    ]
    return values, known, pa.table(dict(zip(NAMES, arrays, strict=True)))


def twin_text() -> str:
    """The rules written out in Rust, straight on, 512 rows at a time, for one set of instructions."""
    lines = []
    for fact in range(FACTS):
        lines.append(f"let (c{fact}, p{fact}) = read(*values.add({fact}), *known.add({fact}), at);")
    reached: dict[int, list[int]] = {level: [] for level in LEVELS}
    for number, (every, facts, level) in enumerate(RULES):
        join = "and" if every else "or"
        for side in "cp":
            said = f"{side}{facts[0]}"
            for fact in facts[1:]:
                said = f"{join}({said}, {side}{fact})"
            lines.append(f"let {side}r{number} = {said};")
        reached[level].append(number)
    for side in "cp":
        above = "NONE"
        for level in reversed(LEVELS):
            for number in reached[level]:
                above = f"or({above}, {side}r{number})"
            lines.append(f"let {side}l{level} = {above};")
            above = f"{side}l{level}"
    body = "\n        ".join(lines)
    source = Path(__file__).with_name("planes_twin.rs").read_text()
    return source.replace("// RULES", body)


def twin(folder: Path) -> Any:
    """The twin, compiled."""
    source, library = folder / "twin.rs", folder / "twin.so"
    source.write_text(twin_text())
    command = ["rustc", "--edition=2024", "--crate-type=cdylib", "-Copt-level=3", "-Cpanic=abort", "-o", str(library)]
    subprocess.run([*command, str(source)], check=True)
    return ctypes.CDLL(str(library))


def by_twin(library: Any, values: list[np.ndarray], known: list[np.ndarray], rows: int) -> Callable[[], np.ndarray]:
    """The range of levels, a byte a row each."""
    kind = ctypes.c_void_p * FACTS
    of = kind(*(plane.ctypes.data for plane in values)), kind(*(plane.ctypes.data for plane in known))
    blocks = (rows + 511) // 512

    def run() -> np.ndarray:
        levels = np.empty((2, blocks * 512), np.uint8)
        least, most = (ctypes.c_void_p(plane.ctypes.data) for plane in levels)
        library.levels(*of, ctypes.c_size_t(blocks), least, most)
        return levels[:, :rows]

    return run


def by_numpy(table: pa.Table) -> Callable[[], np.ndarray]:
    """The same over bytes, a block of 16,384 rows at a time, so that what is between stays in the cache."""
    columns = []
    for name in NAMES:
        column = table[name].chunk(0)
        columns.append((column.fill_null(False).to_numpy(False), column.fill_null(True).to_numpy(False)))
    rows = table.num_rows

    def run() -> np.ndarray:
        levels = np.empty((2, rows), np.uint8)
        for begin in range(0, rows, 1 << 14):
            block = slice(begin, begin + (1 << 14))
            for side in range(2):
                level = np.ones(min(rows, begin + (1 << 14)) - begin, np.uint8)
                for every, facts, number in RULES:
                    holds = columns[facts[0]][side][block]
                    for fact in facts[1:]:
                        other = columns[fact][side][block]
                        holds = holds & other if every else holds | other
                    np.maximum(level, holds.view(np.uint8) * np.uint8(number), out=level)
                levels[side, block] = level
        return levels

    return run


def by_polars(table: pa.Table) -> Callable[[], pl.DataFrame]:
    """The same as expressions over its own columns."""
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)

    def side(unknown: bool) -> pl.Expr:
        level: pl.Expr = pl.lit(1, pl.UInt8)
        for number in LEVELS:
            own = []
            for every, facts, of in RULES:
                if of == number:
                    said = [pl.col(NAMES[fact]).fill_null(unknown) for fact in facts]
                    own.append(pl.all_horizontal(said) if every else pl.any_horizontal(said))
            level = pl.when(pl.any_horizontal(own)).then(pl.lit(number, pl.UInt8)).otherwise(level)
        return level

    asked = [side(False).alias("at_least"), side(True).alias("at_most")]
    return lambda: frame.select(asked)


def timed(calls: dict[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds, round by round in turns, so that what else goes on meets all alike."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for call in calls.values():
        call()
    for _ in range(rounds):
        for name, call in calls.items():
            began = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - began)
    return times


def main() -> None:
    catalogue = sr.packs.load(pack())
    options: dict[str, Any] = {"pack": PACK, "subject": SUBJECT, "as_of": AS_OF, "catalogue": catalogue, "threads": 1}
    versions = (
        f"Python {platform.python_version()}, NumPy {np.__version__}, Polars {pl.__version__}, pyarrow {pa.__version__}"
    )
    rustc = subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.split()[1]
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {versions}, rustc {rustc},")
    print(f"{time.strftime('%d %B %Y')}; one thread, medians in ns a row, fastest in brackets.\n")
    print(
        "| rows | the range of levels | twin | times the twin | NumPy blocks | Polars | faster than the best of both |"
        " every column |"
    )
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        library = twin(Path(folder))
        for rows in [int(given) for given in sys.argv[1:]] or [1_000, 10_000, 100_000, 1_000_000, 10_000_000]:
            values, known, table = made(rows)
            calls: dict[str, Callable[[], object]] = {
                "ours": partial(sr.thresholds.assess_table, table, only=("at_least", "at_most"), **options),
                "twin": by_twin(library, values, known, rows),
                "all": partial(sr.thresholds.assess_table, table, **options),
            }
            large = rows > 1_000_000
            if not large:
                calls |= {"numpy": by_numpy(table), "polars": by_polars(table)}
            agree(calls, rows)
            times = timed(calls, 5 if large else 15)
            print(line(rows, times), flush=True)


def agree(calls: dict[str, Any], rows: int) -> None:
    """All of them give the same levels."""
    twin = calls["twin"]()
    outcomes = pa.table(calls["ours"]())
    assert outcomes.equals(pa.table(calls["all"]()).select(outcomes.column_names))
    for at, name in enumerate(("at_least", "at_most")):
        said = [outcomes[name].to_numpy()]
        if "numpy" in calls:
            said += [calls["numpy"]()[at], calls["polars"]()[name].to_numpy()]
        assert all(np.array_equal(twin[at], other) for other in said), (rows, name)


def line(rows: int, times: dict[str, list[float]]) -> str:
    median = {name: statistics.median(of) for name, of in times.items()}
    shown = {name: f"{median[name] / rows * 1e9:.1f} ({min(of) / rows * 1e9:.1f})" for name, of in times.items()}
    ratio = statistics.median(ours / twin for ours, twin in zip(times["ours"], times["twin"], strict=True))
    best = min((median[name] for name in ("numpy", "polars") if name in median), default=None)
    faster = "–" if best is None else f"{best / median['ours']:.1f}"
    return (
        f"| {rows:,} | {shown['ours']} | {shown['twin']} | {ratio:.2f} | {shown.get('numpy', '–')} | "
        f"{shown.get('polars', '–')} | {faster} | {shown['all']} |"
    )


if __name__ == "__main__":
    main()
