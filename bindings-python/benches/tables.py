"""Times of whole tables: `python bindings-python/benches/tables.py [rows ...]`, medians in one run."""

from __future__ import annotations

import datetime
import json
import statistics
import sys
import time

import numpy as np
import pyarrow as pa
import safeguarding_rules as sr

AS_OF = "2024-05-01"
ROUNDS = 5


def facts(pack: str) -> list[str]:
    asked = {"family": "thresholds", "pack": pack, "subject": "child", "as_of": AS_OF}
    questions = json.loads(sr.Catalogue().questions(json.dumps(asked)))["questions"]
    return [question["fact"] for question in questions if question["kind"] == "yes-no"]


def table(pack: str, rows: int) -> pa.Table:
    source = np.random.default_rng(7)
    columns = {fact: pa.array(source.random(rows) < 0.1, mask=source.random(rows) < 0.3) for fact in facts(pack)}
    columns["date_of_birth"] = pa.array([datetime.date(2016, 3, 10)] * rows)
    return pa.table(columns)


def main() -> None:
    catalogue = sr.Catalogue()
    for pack in ("walsall", "example-thresholds"):
        for rows in [int(given) for given in sys.argv[1:]] or [1_000, 10_000, 100_000, 1_000_000]:
            given = table(pack, rows)
            times = []
            for _ in range(ROUNDS):
                began = time.perf_counter_ns()
                found = catalogue.assess_table(given, pack=pack, subject="child", as_of=AS_OF, threads=1)
                times.append((time.perf_counter_ns() - began) / rows)
            median = statistics.median(times)
            share = 100 * found.searched / rows
            print(f"{pack}: {rows} rows, {given.num_columns} columns, {median:.1f} ns a row, {share:.1f} % searched")


if __name__ == "__main__":
    main()
