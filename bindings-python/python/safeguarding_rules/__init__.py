"""Multi-agency safeguarding arrangements as rules that are data.

JSON text in, JSON text out; the texts are described in ``core/WIRE.md`` and ``core/REVIEWS.md``.
What is asked stands in the key ``question``: ``thresholds``, ``reviews``, ``deadline``, ``compare-calendars``
or ``replay``.

The level of need, while answers are missing:

>>> import json
>>> outcome = json.loads(answer('''{"question": "thresholds", "pack": "walsall", "subject": "child",
...     "as_of": "2024-05-01", "facts": {"injury_non_mobile": true}, "explain": "none"}'''))
>>> outcome["at_least"], outcome["at_most"]
(4, 4)

What an incident calls for, and where it stands on a day:

>>> decision = json.loads(answer('''{"question": "reviews", "pack": "walsall", "subject": "incident",
...     "as_of": "2024-04-05", "facts": {"incident_date": "2024-03-23", "date_of_birth": "2024-01",
...     "place": "this-area", "abuse_or_neglect_suspected": true, "seriously_harmed": true},
...     "events": {"la-aware": "2024-03-25", "sin-submitted": false}}'''))
>>> notification = decision["reviews"][0]
>>> notification["review"], notification["at_least"], notification["settled"]
('serious-incident-notification', 'duty', True)
>>> [(action["due"]["earliest"], action["state"]) for action in decision["actions"]
...     if action["action"] == decision["next_action"]]
[('2024-04-03', 'overdue')]

Five working days over Easter:

>>> deadline = json.loads(answer('''{"question": "deadline", "from": "2024-03-25", "unit": "working-days", "n": 5}'''))
>>> deadline["earliest"], deadline["calendar"]["calendar"]
('2024-04-03', 'england-and-wales')

The deadlines that move when a holiday is proclaimed or struck off:

>>> compared = json.loads(answer('''{"question": "compare-calendars", "old": "england-and-wales",
...     "new": {"format": 1, "calendar": "no-holidays", "title": "No holidays", "from": "2024-01-01",
...     "until": "2025-01-01", "checked_on": "2024-05-01", "weekend": ["saturday", "sunday"], "holidays": []},
...     "deadlines": [{"id": "notify", "from": "2024-03-25", "unit": "working-days", "n": 5}]}'''))
>>> [(moved["id"], moved["was"]["earliest"], moved["now"]["earliest"]) for moved in compared["moved"]]
[('notify', '2024-04-03', '2024-04-01')]
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeVar

from . import _native, _tables
from ._tables import Outcomes

_A = TypeVar("_A")
_R = TypeVar("_R")

__all__ = ["Catalogue", "Outcomes", "SafeguardingError", "answer", "packs", "questions", "version"]


class SafeguardingError(ValueError):
    """Why a text was refused: every problem, each with a stable code and a place."""

    def __init__(self, code: str, at: str, message: str, problems: list[dict[str, str]]) -> None:
        super().__init__(message)
        self.code = code
        """The first problem's stable code, such as ``case.unknown-fact``."""
        self.at = at
        """Where: a JSON pointer into what was given."""
        self.message = message
        self.problems = problems
        """Every problem, as ``code``, ``at`` and ``message``."""

    def __reduce__(self) -> Any:
        return SafeguardingError, (self.code, self.at, self.message, self.problems)


def _raise(refused: _native.NativeError) -> NoReturn:
    error = json.loads(str(refused))["error"]
    raise SafeguardingError(error["code"], error["at"], error["message"], error["problems"]) from None


class Catalogue:
    """Packs at hand: the bundled ones, and those that are added. A catalogue never changes."""

    def __init__(self, _inner: _native.Catalogue | None = None) -> None:
        self._inner = _native.Catalogue() if _inner is None else _inner

    @classmethod
    def empty(cls) -> Catalogue:
        """A catalogue without packs."""
        return cls(_native.Catalogue.empty())

    def with_packs(self, texts: Iterable[str | bytes]) -> Catalogue:
        """This catalogue and the packs of these texts, each checked in full."""
        if isinstance(texts, (str, bytes)):
            raise TypeError("with_packs takes a list of texts")
        return Catalogue(_call(self._inner.with_packs, list(texts)))

    def answer(self, request: str | bytes) -> str:
        """Answers a request."""
        return _call(self._inner.answer, request)

    def questions(self, request: str | bytes) -> str:
        """The questions of a pack for one subject on one day."""
        return _call(self._inner.questions, request)

    def packs(self) -> str:
        """The packs at hand, with their editions and digests."""
        return self._inner.packs()

    def assess_table(self, table: _tables.ArrowTable, **asked: Any) -> Outcomes:
        """What the thresholds say of every row of a table; the keywords are those of `assess_table`."""
        return _tables.assess_table(self._inner, table, **asked)


def _call(function: Callable[[_A], _R], argument: _A) -> _R:
    try:
        return function(argument)
    except _native.NativeError as refused:
        _raise(refused)


_BUNDLED = Catalogue()


def answer(request: str | bytes) -> str:
    """Answers a request with the bundled packs."""
    return _BUNDLED.answer(request)


def questions(request: str | bytes) -> str:
    """The questions of a bundled pack for one subject on one day.

    >>> form = json.loads(questions('''{"family": "reviews", "pack": "walsall", "subject": "incident",
    ...     "as_of": "2024-05-01"}'''))
    >>> [question["fact"] for question in form["questions"] if question.get("incident_day")]
    ['incident_date']
    >>> [(setting["setting"], setting["kind"]) for setting in form["settings"]]
    [('rapid_review_clock_start', 'event'), ('dardr_commencement', 'day')]
    >>> form["events"][0]["question"].endswith("?")
    True
    """
    return _BUNDLED.questions(request)


def packs() -> str:
    """The bundled packs, with their editions and digests: one entry for each authority and family.

    >>> [(pack["pack"], pack["subjects"]) for pack in json.loads(packs())["packs"] if pack["family"] == "reviews"]
    [('england', ['incident']), ('walsall', ['incident'])]
    """
    return _BUNDLED.packs()


def version() -> str:
    """The version of this library."""
    return _native.VERSION
