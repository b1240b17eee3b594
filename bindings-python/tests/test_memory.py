"""A table is judged in its own memory: what comes in, what goes out, and little more."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

ROWS = 4_000_000
MORE = 64_000_000

RUN = """
import random, sys
sys.path.insert(0, sys.argv[1])
import pyarrow as pa
import safeguarding_rules as sr
from borough import FACTS, PACK, SUBJECT, pack

def kilobytes(key):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith(key))

rows = int(sys.argv[2])
source = random.Random(7)
plane = lambda: pa.py_buffer(source.randbytes(rows // 8))
columns = {f"f{number}": pa.Array.from_buffers(pa.bool_(), rows, [plane(), plane()]) for number in range(FACTS)}
table, catalogue = pa.table(columns), sr.packs.load(pack())
asked = {"pack": PACK, "subject": SUBJECT, "as_of": "2024-05-01", "catalogue": catalogue}
sr.thresholds.assess_table(table.slice(0, 64), **asked)
with open("/proc/self/clear_refs", "w") as peak:
    peak.write("5")
before = kilobytes("VmRSS")
outcomes = sr.thresholds.assess_table(table, **asked)
more = (kilobytes("VmHWM") - before) * 1024
print(table.nbytes, pa.table(outcomes).nbytes, more)
"""


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak of memory is Linux's to tell")
def test_a_table_takes_its_output_and_64_megabytes() -> None:
    benches = Path(__file__).parents[1] / "benches"
    run = [sys.executable, "-c", RUN, str(benches), str(ROWS)]
    told = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    given, out, more = map(int, told.split())
    assert given >= ROWS * 120 * 2 // 8
    assert more <= out + MORE, f"{more - out} bytes beyond the {out} of the output"
