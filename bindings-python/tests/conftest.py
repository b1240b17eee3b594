"""What several files of tests use."""

import io
import json
import sys
import types

import pytest
from safeguarding_rules.cli import main


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Runs the command: its exit code, what it writes and what it complains of; `given` is standard input."""

    def run(*arguments, given=None):
        if given is not None:
            text = given if isinstance(given, bytes) else json.dumps(given).encode()
            monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=io.BytesIO(text)))
        try:
            code = main([str(one) for one in arguments])
        except SystemExit as left:
            code = left.code
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return run
