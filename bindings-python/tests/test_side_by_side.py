"""Many at the same time: threads, and what happens in another interpreter of the same process."""

import json
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import safeguarding_rules as sr

CASE = {"date_of_birth": "2024-01", "injury_non_mobile": None}
ABOUT = {"subject": "child", "as_of": "2024-05-01", "pack": "walsall"}


def test_threads_answer_the_same_through_every_door():
    decision = sr.thresholds.assess(CASE, **ABOUT)
    text = json.dumps({"question": "thresholds", **ABOUT, "facts": CASE})

    def both(number):
        if number % 2:
            return sr.answer(text)
        # Read by several threads at once, too.
        assert decision.missing == sr.thresholds.assess(CASE, **ABOUT).missing
        return sr.thresholds.assess(CASE, **ABOUT).to_json()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(both, range(80))) == {decision.to_json()}


def test_other_threads_run_while_a_long_answer_is_worked_out():
    agencies = [{"agency": f"a{number}", "types": ["nhs-trust"]} for number in range(400)]
    settings = {"s11_anchor": 2019, "s11_year_kind": "financial", "s11_slippage": "fixed-parity"}
    span = {"pack": "walsall", "as_of": "2024-06-01", "from": "2015-04-01", "until": "2030-04-01"}
    text = json.dumps({"question": "audits", **span, "settings": settings, "agencies": agencies})
    done, gaps = threading.Event(), []

    def watch():
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    sr.answer(text)
    took = time.perf_counter() - began
    done.set()
    watcher.join()
    # Were the lock held, the watcher would sleep through all of it.
    assert len(gaps) > 3 and max(gaps) < max(0.5 * took, 0.05), (took, max(gaps))


INNER = """
try:
    import safeguarding_rules as sr
except ImportError as refused:
    assert "subinterpreters" in str(refused), refused
    said = "refused"
else:
    about = {"subject": "child", "as_of": "2024-05-01", "pack": "walsall"}
    assert sr.thresholds.assess({"injury_non_mobile": True}, **about).at_least == 4
    try:
        sr.answer("{")
    except sr.SafeguardingError as refused:
        said = refused.code
print(said, flush=True)
"""


def test_another_interpreter_answers_or_is_refused_in_so_many_words():
    code = f"""
import safeguarding_rules
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
sharing = interpreters.create("legacy") if hasattr(interpreters, "exec") else interpreters.create(isolated=False)
for interpreter in (sharing, interpreters.create()):
    outcome = interpreters.run_string(interpreter, {INNER!r})
    assert outcome is None, outcome
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    # Before Python 3.12 every interpreter shares the one lock.
    own_lock = "refused" if sys.version_info >= (3, 12) else "json.syntax"
    assert done.stdout.split() == ["json.syntax", own_lock], done.stderr
