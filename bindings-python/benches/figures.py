"""Measures the Python door and prints the table of README.md.

python bindings-python/benches/figures.py [WHEEL]     with the package installed from a release build
"""

import functools
import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from pathlib import Path

import safeguarding_rules as sr
from borough import PACK, SUBJECT, pack, twin

AS_OF = "2024-05-01"
ROUNDS, EACH = 15, 0.1


def timed(call):
    """The fastest and the median of the rounds: the time that one call takes, in microseconds."""
    call()
    began = time.perf_counter()
    call()
    many = max(1, int(EACH / (time.perf_counter() - began + 1e-9)))
    rounds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for _ in range(many):
            call()
        rounds.append((time.perf_counter() - began) / many)
    return min(rounds) * 1e6, statistics.median(rounds) * 1e6


def started(code):
    """The median time that a new Python takes for this code, in milliseconds."""
    times = []
    for _ in range(21):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1e3


def rows():
    """Each row: what, its times, its goal if it has one."""
    facts = [f"f{number}" for number in range(120)]
    yield from of(PACK, SUBJECT, facts, {}, sr.packs.load(pack()), (8, 8, 30, None, 10))
    for name in ("walsall", "example-thresholds"):
        form = sr.questions(pack=name, subject="child", as_of=AS_OF)
        facts = [question.fact for question in form.questions if question.kind == "yes-no"][:119]
        yield from of(name, "child", facts, {"date_of_birth": "2016-03-10"}, None, (None,) * 5)


def of(name, subject, facts, born, catalogue, goals):
    """The rows of one pack: all of the facts no, and 30 per cent of them not known."""
    chance = random.Random(7)
    known = {**born, **dict.fromkeys(facts, False)}
    gaps = {**born, **{fact: None if chance.random() < 0.3 else chance.random() < 0.02 for fact in facts}}
    about = {"subject": subject, "as_of": AS_OF, "pack": name, "catalogue": catalogue}
    request = {"question": "thresholds", "pack": name, "subject": subject, "as_of": AS_OF, "facts": known}
    text = json.dumps({**request, "explain": "none"})
    ask = (catalogue or sr.Catalogue()).answer
    brief = functools.partial(sr.thresholds.assess, explain="none", **about)
    whole = functools.partial(sr.thresholds.assess, **about)
    label = f"`{name}`, {len(known)} facts"
    yield f"{label}: dict, outcome only", timed(lambda: brief(known)), goals[0]
    yield f"{label}: the same, 30 % not known", timed(lambda: brief(gaps)), goals[1]
    yield f"{label}: the same, and its level read", timed(lambda: brief(gaps).at_least), None
    yield f"{label}: dict, deciding findings", timed(lambda: whole(known)), goals[2]
    yield f"{label}: the same, 30 % not known", timed(lambda: whole(gaps)), goals[3]
    yield f"{label}: JSON text, outcome only", timed(lambda: ask(text)), goals[4]
    yield f"{label}: `json.dumps`, then that", timed(lambda: ask(json.dumps({**request, "explain": "none"}))), None
    if name == PACK:
        yield f"{label}: its rules by hand in Python", timed(lambda: twin(known)), None
        yield f"{label}: the same, 30 % not known", timed(lambda: twin(gaps)), None


def main():
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {platform.python_version()},",
        end=" ",
    )
    print(f"{time.strftime('%d %B %Y')}, fastest and median of {ROUNDS} rounds.\n")
    print("| what | fastest | median | goal | met |\n|---|---|---|---|---|")
    for what, (fastest, took), goal in rows():
        met = "–" if goal is None else "yes" if took < goal else "no"
        print(f"| {what} | {fastest:.2f} µs | {took:.2f} µs | {f'{goal} µs' if goal else '–'} | {met} |", flush=True)
    took = started("import safeguarding_rules") - started("pass")
    print(
        f"| `import safeguarding_rules`, beyond an empty Python | – | {took:.1f} ms | 30 ms | {'yes' if took < 30 else 'no'} |"
    )
    took = started(
        "import safeguarding_rules as sr; sr.thresholds.assess({}, subject='child', as_of='2024-05-01', pack='walsall')"
    )
    print(f"| a whole program with one answer | – | {took:.1f} ms | – | – |")
    if len(sys.argv) > 1:
        size = Path(sys.argv[1]).stat().st_size
        print(f"| the wheel | – | {size / 1000:.0f} KB | 2 MB | {'yes' if size < 2_000_000 else 'no'} |")


if __name__ == "__main__":
    main()
