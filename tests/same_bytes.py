"""Checks that Rust, Python and Node give the same bytes for the whole battery.

python3 tests/same_bytes.py <the Rust example `answers`> <the Node script `lines.mjs`>
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bindings-python/tests"))

import safeguarding_rules as sr  # noqa: E402
from battery import fixtures, request_of  # noqa: E402


def python_answer(request):
    """The answer, or the error as the wire writes it."""
    try:
        return sr.answer(request)
    except sr.SafeguardingError as refused:
        error = {"code": refused.code, "at": refused.at, "message": refused.message, "problems": refused.problems}
        return json.dumps({"error": error}, ensure_ascii=False, separators=(",", ":"))


def lines_of(command, requests):
    done = subprocess.run(command, input="\n".join(requests) + "\n", capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def main():
    requests = []
    for fixture in fixtures():
        request = json.loads(request_of(fixture, sr.questions))
        for explain in ("none", "deciding", "all"):
            requests.append(json.dumps({**request, "explain": explain}, ensure_ascii=False))
        requests.append(json.dumps({**request, "record": True}, ensure_ascii=False))
    rust, node = lines_of([sys.argv[1]], requests), lines_of(["node", sys.argv[2]], requests)
    python = [python_answer(request) for request in requests]
    assert requests and len(rust) == len(node) == len(python)
    differing = [request for request, *three in zip(requests, rust, python, node) if len(set(three)) > 1]
    print(f"{len(requests) - len(differing)} requests agree, {len(differing)} differ", *differing[:3], sep="\n")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
