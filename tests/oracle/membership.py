"""An independent oracle for membership answers: plain, slow, standard library only.

    python3 tests/oracle/membership.py < cases.jsonl > answers.jsonl
    python3 tests/oracle/membership.py --selftest [number of cases] [seed]

A case is as for oracle.py. MEMBERSHIP.md beside this file says how open points were read.
"""

import argparse
import json
import sys

from audits_shelf import Refused
from membership_authority import Authority
from membership_meeting import Meeting
from membership_organisations import Membership
from membership_request import check
from membership_seat import Seat
from membership_shelf import Book
from oracle import read_bundled

QUESTIONS = {"membership": Membership, "seat": Seat, "meeting": Meeting, "authority": Authority}


def answer(case):
    """The answer to one case."""
    request = case["request"]
    check(request)
    documents = list(case.get("packs", [])) + (read_bundled() if case.get("bundled") else [])
    return QUESTIONS[request["question"]](Book(documents, request), request).answer()


def main():
    parser = argparse.ArgumentParser(description="Oracle for membership answers: JSON lines in, JSON lines out.")
    parser.add_argument("--selftest", nargs="*", type=int, metavar="N", help="number of cases, seed")
    options = parser.parse_args()
    if options.selftest is not None:
        import membership_selftest

        sys.exit(membership_selftest.run(*options.selftest))
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(answered_or_error(line), ensure_ascii=False), flush=True)


def answered_or_error(line):
    """The answer to a line, or {"error": why not}."""
    try:
        return answer(json.loads(line))
    except Refused as refused:
        return {"error": str(refused)}
    except (ValueError, KeyError, TypeError, OverflowError, StopIteration) as problem:
        return {"error": f"{type(problem).__name__}: {problem}"}


if __name__ == "__main__":
    main()
