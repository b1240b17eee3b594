"""Compares the library with the membership oracle on random small packs and cases.

    python3 tests/random_membership.py [cases] [seed]

Needs `target/release/examples/answers` (cargo build --release --examples).
"""

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests/oracle"), str(ROOT / "tests")]

from membership_cases import random_case  # noqa: E402
from membership_differential import LIBRARY, ORACLE, compare  # noqa: E402
from reviews_differential import run  # noqa: E402


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, cases = random.Random(seed), []
    for _ in range(count):
        documents, request = random_case(chance)
        cases.append({"packs": documents, "request": request})
    sys.exit(compare(seed, cases, run(LIBRARY, cases), run(ORACLE, cases)))


if __name__ == "__main__":
    main()
