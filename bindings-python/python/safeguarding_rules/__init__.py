"""Multi-agency safeguarding arrangements as rules that are data.

JSON text in, JSON text out; the texts are described in ``core/WIRE.md``.

>>> import json
>>> answer = json.loads(answer('''{"question": "thresholds", "pack": "walsall", "subject": "child",
...     "as_of": "2024-05-01", "facts": {"injury_non_mobile": true}, "explain": "none"}'''))
>>> answer["at_least"], answer["at_most"]
(4, 4)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeVar

from . import _native

_A = TypeVar("_A")
_R = TypeVar("_R")

__all__ = ["Catalogue", "SafeguardingError", "answer", "packs", "questions", "version"]


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
    """The questions of a bundled pack for one subject on one day."""
    return _BUNDLED.questions(request)


def packs() -> str:
    """The bundled packs, with their editions and digests."""
    return _BUNDLED.packs()


def version() -> str:
    """The version of this library."""
    return _native.VERSION
