"""Packs at hand, and everything that can be asked of them as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from . import _native
from .errors import raised
from .values import plain

_A = TypeVar("_A")
_R = TypeVar("_R")


class Catalogue:
    """Packs at hand: the bundled ones, and those that are added. A catalogue never changes.

    >>> catalogue = Catalogue()
    >>> catalogue.packs()[:18]
    '{"packs":[{"pack":'
    """

    __slots__ = ("_added", "_bundled", "_inner")
    _inner: _native.Catalogue
    _bundled: bool
    _added: tuple[tuple[str | bytes, ...], ...]

    def __init__(self) -> None:
        self._inner = _native.Catalogue()
        self._bundled = True
        self._added = ()

    @classmethod
    def empty(cls) -> Catalogue:
        """A catalogue without packs.

        >>> Catalogue.empty().packs()
        '{"packs":[]}'
        """
        return _loaded(False, ())

    def with_packs(self, texts: Iterable[str | bytes]) -> Catalogue:
        """This catalogue and the packs of these texts, each checked in full.

        Raises ``SafeguardingError`` with every problem of every text; ``at`` begins with
        the number of the text where there are several.
        """
        if isinstance(texts, (str, bytes)):
            raise TypeError("with_packs takes a list of texts")
        texts = tuple(texts)
        more = _copy(_called(self._inner.with_packs, list(texts)), self._bundled, (*self._added, texts))
        return more

    def answer(self, request: str | bytes) -> str:
        """Answers a request given as JSON text, or UTF-8 bytes, with JSON text."""
        return _called(self._inner.answer, request)

    def answer_in_words(self, request: str | bytes) -> str:
        """Answers a request given as JSON text in sentences, for a person."""
        return _called(self._inner.answer_in_words, request)

    def questions(self, request: str | bytes) -> str:
        """What can be asked of a pack on one day: JSON text in, JSON text out."""
        return _called(self._inner.questions, request)

    def packs(self) -> str:
        """The packs at hand, with their editions and digests, as JSON text."""
        return self._inner.packs()

    def assess_table(self, table: Any, **asked: Any) -> Any:
        """What the thresholds say of every row of a table: see ``thresholds.assess_table``."""
        from . import _tables

        return _tables.assess_table(table, catalogue=self, **asked)

    def __repr__(self) -> str:
        added = sum(map(len, self._added))
        return f"<Catalogue: {'the bundled packs' if self._bundled else 'no bundled pack'}, {added} more texts>"

    def __reduce__(self) -> Any:
        return _loaded, (self._bundled, self._added)


def _copy(inner: _native.Catalogue, bundled: bool, added: tuple[tuple[str | bytes, ...], ...]) -> Catalogue:
    catalogue = Catalogue.__new__(Catalogue)
    catalogue._inner, catalogue._bundled, catalogue._added = inner, bundled, added
    return catalogue


def _loaded(bundled: bool, added: tuple[tuple[str | bytes, ...], ...]) -> Catalogue:
    inner = _native.Catalogue() if bundled else _native.Catalogue.empty()
    catalogue = _copy(inner, bundled, ())
    for texts in added:
        catalogue = catalogue.with_packs(texts)
    return catalogue


def _called(function: Callable[[_A], _R], argument: _A) -> _R:
    try:
        return function(argument)
    except _native.NativeError as refused:
        raised(refused)


_bundled: Catalogue | None = None


def bundled() -> Catalogue:
    """The bundled packs, which every function uses where no catalogue is given; read when first asked for."""
    global _bundled
    if _bundled is None:
        _bundled = Catalogue()
    return _bundled


def asked(request: Mapping[str, Any], catalogue: Catalogue | None) -> str:
    """The answer to a request given as a dict, as text."""
    try:
        return (catalogue or bundled())._inner.ask(request, plain)
    except _native.NativeError as refused:
        raised(refused)


def usual(
    case: object, pack: str, subject: str, as_of: object, explain: str, catalogue: Catalogue | None
) -> str | None:
    """The answer about a case given as a dict; ``None`` where it has to be ``asked``, which says what is wrong."""
    return (catalogue or bundled())._inner.assess(case, pack, subject, as_of, explain, plain)


def asked_in_words(request: Mapping[str, Any], catalogue: Catalogue | None) -> str:
    """The answer to a request given as a dict, in sentences."""
    try:
        return (catalogue or bundled())._inner.ask_in_words(request, plain)
    except _native.NativeError as refused:
        raised(refused)


def asked_questions(request: Mapping[str, Any], catalogue: Catalogue | None) -> str:
    """The form that a dict asks for, as text."""
    try:
        return (catalogue or bundled())._inner.ask_questions(request, plain)
    except _native.NativeError as refused:
        raised(refused)
