"""A table takes the memory of what goes in and what comes out, and little more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

# Beyond the answer, in bytes: what the package promises.
ALLOWED = 64 << 20

RUN = """
import datetime, sys
import pyarrow as pa
import safeguarding_rules as sr

rows, kind = 3_000_000, sys.argv[1]
day = datetime.date(2024, 5, 1)
some = pa.array([True, None, False, None, True, False, None])
flags = pa.chunked_array([some] * (rows // 7 + 1)).combine_chunks().slice(0, rows)
born = pa.array([datetime.date(2016, 3, 10)] * 1000)
given = pa.table({
    "date_of_birth": pa.chunked_array([born] * (rows // 1000)).combine_chunks(),
    "injury_non_mobile": flags,
    "immediate_danger": flags,
})
asked = {"subject": "child", "pack": "walsall", "threads": 2}
if kind == "days":
    days = pa.array([day + datetime.timedelta(days=at % 50) for at in range(1000)])
    given = given.append_column("day", pa.chunked_array([days] * (rows // 1000)).combine_chunks())
    asked["as_of_column"] = "day"
else:
    asked["as_of"] = day

def peak():
    for line in open("/proc/self/status"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) << 10

# What is made ready once belongs to no table.
sr.thresholds.assess_table(given.slice(0, 1000), **asked)
open("/proc/self/clear_refs", "w").write("5")
before = peak()
outcomes = sr.thresholds.assess_table(given, **asked)
used = peak() - before
print(used, pa.table(outcomes).nbytes)
"""


@pytest.mark.parametrize("kind", ["one day", "days"])
@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the system does not tell a peak of memory")
def test_little_more_than_the_answer(kind: str) -> None:
    ran = subprocess.run([sys.executable, "-c", RUN, kind], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    used, answer = map(int, ran.stdout.split())
    assert used <= answer + ALLOWED, f"{used >> 20} MB for an answer of {answer >> 20} MB"
