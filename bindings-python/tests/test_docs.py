"""What the documentation shows works, every public name has some, and the classes of answers are those of the schema."""

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest
import safeguarding_rules as sr
from safeguarding_rules import answers

HERE = Path(__file__).resolve().parents[1]
MODULES = [name for _, name, _ in pkgutil.iter_modules(sr.__path__, "safeguarding_rules.") if "_" not in name[19:]]
README = re.findall(r"^```python\n(.*?)^```", (HERE / "README.md").read_text(encoding="utf-8"), re.M | re.S)


# Functions of tables stand in modules of their own, and are found in those of their families.
TABLES = ["safeguarding_rules._tables", "safeguarding_rules._incident_tables"]


@pytest.mark.parametrize("name", ["safeguarding_rules", *MODULES, *TABLES])
def test_docstrings_of(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("number", range(len(README)))
def test_readme(number):
    exec(compile(README[number], "README.md", "exec"), {})


def public(name):
    module = importlib.import_module(name)
    for one in getattr(module, "__all__", []):
        value = getattr(module, one)
        if inspect.isclass(value) or inspect.isfunction(value):
            yield value
        if inspect.isclass(value) and value.__module__.startswith("safeguarding_rules"):
            yield from (part for key, part in vars(value).items() if not key.startswith("_") and callable(part))


@pytest.mark.parametrize("name", ["safeguarding_rules", *MODULES])
def test_everything_public_says_what_it_is(name):
    silent = [value.__qualname__ for value in public(name) if not (value.__doc__ or "").strip()]
    assert silent == []


@pytest.mark.parametrize("family", ["thresholds", "reviews", "audits", "membership", "packs", "analysis"])
def test_every_function_of_a_family_shows_an_example(family):
    module = importlib.import_module(f"safeguarding_rules.{family}")
    functions = [getattr(module, name) for name in module.__all__ if inspect.isfunction(getattr(module, name))]
    assert [function.__name__ for function in functions if ">>>" not in function.__doc__] == []


def test_the_classes_are_those_of_the_schema():
    ruff = Path(sys.executable).with_name("ruff")
    command = [sys.executable, HERE / "write_answers.py", ruff, "--check"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "as the schema says\n"
    assert {path.name for path in Path(answers.__path__[0]).glob("*.py")} >= {"words.py", "shared.py", "meetings.py"}
