"""An independent oracle for thresholds answers: plain, slow, standard library only.

    python3 tests/oracle/oracle.py [--mode brute|split] < cases.jsonl > answers.jsonl
    python3 tests/oracle/oracle.py --selftest [number of cases] [seed]

A case is {"packs": [documents …], "request": {…}} or {"bundled": true, "request": {…}}.
README.md beside this file says what an answer holds and how open points were read.
"""

import argparse
import importlib
import json
import sys
from functools import lru_cache

import brute
import split
from days import day
from domains import Case
from incident import Refused
from merge import RuleBook, bundled_documents

BRUTE_UP_TO = 3_000  # fillings: below, enumerating is as quick as splitting


def answer(case, mode=None, dense=False):
    """The answer to one case."""
    request = case["request"]
    documents = list(case.get("packs", [])) + (read_bundled() if case.get("bundled") else [])
    as_of = day(request["as_of"])
    book = RuleBook(documents, request["pack"], request["subject"], as_of)
    domains = Case(book, request).domains(dense)
    if mode is None:
        mode = "brute" if brute.filling_count(domains) <= BRUTE_UP_TO else "split"
    return worded(book, request, {"brute": brute, "split": split}[mode].solve(book, domains))


@lru_cache(maxsize=1)
def read_bundled():
    """The bundled documents, read once."""
    return bundled_documents()


def worded(book, request, solved):
    """The answer, from what a mode found out."""
    truths = solved["truths"]
    rule_truths = {r["id"]: truths["rule", r["id"]] for r in book.rules}
    result = {
        "at_least": solved["levels"][0] if book.levels else None,
        "at_most": solved["levels"][1] if book.levels else None,
        "routes": {route: rule_truths[r["id"]] for route, r in book.route_rules.items()},
        "applies": truths["applies", ""],
        "missing": sorted(name for kind, name in solved["matter"] if kind == "fact"),
        "could_reach": {name: level for (kind, name), level in solved["could_reach"].items() if kind == "fact"},
        "decides": {name: sorted(routes) for (kind, name), routes in solved["decides"].items() if kind == "fact"},
        "while_open": steps_while_open(book, request, solved),
        "open_settings": sorted(name for kind, name in solved["matter"] if kind == "setting"),
        "rules": rule_truths,
        "inconsistent": [c["id"] for c in book.consistency if truths["never", c["id"]] == "true"],
        "prompts": [r["id"] for r in book.rules if "prompt" in r["then"] and rule_truths[r["id"]] == "true"],
        "governed_by": {
            r["id"]: rule_truths[r["id"]]
            for r in book.rules
            if "governed_by" in r["then"] and rule_truths[r["id"]] != "false"
        },
        "consent": {key: truth for (kind, key), truth in truths.items() if kind == "consent"},
    }
    if book.doubts:
        result["doubts"] = book.doubts
    return result


def steps_while_open(book, request, solved):
    """Step id -> the facts because of which it is shown, for each step for the time while something is open."""
    gaps = [fact for fact, answer in request["facts"].items() if is_gap(answer)]
    shown = {}
    for step in book.steps:
        if not step.get("while_open") or hidden_level(step, solved):
            continue
        if "level" in step["for"]:
            deciding = [f for f in gaps if solved["could_reach"].get(("fact", f), 0) >= step["for"]["level"]]
            deciding = deciding if solved["levels"][0] < step["for"]["level"] else []
        else:
            deciding = [f for f in gaps if step["for"]["route"] in solved["decides"].get(("fact", f), ())]
        if deciding:
            shown[step["id"]] = sorted(deciding)
    return shown


def hidden_level(step, solved):
    """Does the step belong to a level of somebody who is no such subject?"""
    return "level" in step["for"] and solved["truths"]["applies", ""] == "false"


def is_gap(answer):
    """Was the fact asked about and not known, declined or disputed?"""
    state = answer.get("state") if isinstance(answer, dict) else None
    return answer is None or state in ("not-known", "declined", "disputed")


def main():
    serve("thresholds", answer, "selftest")


def serve(family, answer_to, selftest):
    """Answers JSON lines with `answer_to`, or runs the self-test of that name, as the command line says."""
    parser = argparse.ArgumentParser(description=f"Oracle for {family} answers: JSON lines in, JSON lines out.")
    parser.add_argument("--mode", choices=["brute", "split"])
    parser.add_argument("--selftest", nargs="*", type=int, metavar="N", help="number of cases, seed")
    options = parser.parse_args()
    sys.setrecursionlimit(20_000)
    if options.selftest is not None:
        sys.exit(importlib.import_module(selftest).run(*options.selftest))
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(answered_or_error(line, options.mode, answer_to), ensure_ascii=False), flush=True)


def answered_or_error(line, mode, answer_to=answer):
    """The answer to a line, or {"error": why not}."""
    try:
        return answer_to(json.loads(line), mode)
    except Refused as refused:
        return {"error": str(refused)}
    except (ValueError, KeyError, TypeError, OverflowError, StopIteration) as problem:
        return {"error": f"{type(problem).__name__}: {problem}"}


if __name__ == "__main__":
    main()
