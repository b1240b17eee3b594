"""What is raised when a request or a pack is refused."""

from __future__ import annotations

from typing import Any, NamedTuple, NoReturn

from . import _native


class Problem(NamedTuple):
    """One thing that is wrong with what was given."""

    code: str
    """A stable code, such as ``case.unknown-fact``; ``core/WIRE.md`` has a table of them."""
    at: str
    """Where: a JSON pointer into what was given."""
    message: str
    """What was found, what was expected and what to do. Wording may change, codes do not."""


class SafeguardingError(ValueError):
    """Why a request or a pack was refused: every problem, each with a stable code and a place.

    It pickles, and no message holds anything of a case but the key at fault.

    >>> import safeguarding_rules as sr
    >>> try:
    ...     sr.thresholds.assess({"date_of_brith": "2019"}, subject="child", as_of="2024-05-01", pack="walsall")
    ... except sr.SafeguardingError as refused:
    ...     print(refused.code, refused.at, len(refused.problems))
    case.unknown-fact /facts/date_of_brith 1
    """

    code: str
    """The first problem's stable code."""
    at: str
    """The first problem's place, a JSON pointer."""
    message: str
    """The first problem's message."""
    problems: list[dict[str, str]]
    """Every problem, as ``code``, ``at`` and ``message``."""

    def __init__(self, code: str, at: str, message: str, problems: list[dict[str, str]]) -> None:
        super().__init__(message)
        self.code = code
        self.at = at
        self.message = message
        self.problems = problems

    def __reduce__(self) -> Any:
        return SafeguardingError, (self.code, self.at, self.message, self.problems)


def raised(refused: _native.NativeError) -> NoReturn:
    """Raises what the library refused as the exception that people see."""
    # Read only here: it is a tenth of what the import of the package takes.
    import json

    error = json.loads(str(refused))["error"]
    raise SafeguardingError(error["code"], error["at"], error["message"], error["problems"]) from None
