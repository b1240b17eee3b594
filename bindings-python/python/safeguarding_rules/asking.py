"""How every typed function asks: a request as a dict in, an answer that knows what it was asked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeVar, cast

from .catalogue import Catalogue, asked, asked_in_words
from .items import Answer
from .values import Day, written

A = TypeVar("A", bound=Answer)


class Asked(NamedTuple):
    """A request as it was, and the packs it was asked of (``None``: the bundled ones)."""

    request: dict[str, Any]
    catalogue: Catalogue | None


def request(question: str, pack: str, as_of: Day, **more: object) -> dict[str, Any]:
    """A request without the keys that were not given; what could change later is copied."""
    made: dict[str, Any] = {"question": question, "pack": pack, "as_of": written(as_of)}
    for key, value in more.items():
        if value is not None:
            made[key.rstrip("_")] = copied(value)
    return made


def case(given: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of a case as a dict of its own; whatever has keys and values will do."""
    facts = dict(given)
    if {dict, list}.isdisjoint(map(type, facts.values())):
        return facts
    return {fact: copied(answer) if type(answer) in (dict, list) else answer for fact, answer in facts.items()}


# Deeper than the library reads; it refuses the rest.
_DEEPEST = 130


def copied(value: object, depth: int = 0) -> object:
    """Lists and dicts anew, at every depth that is read; everything else as it is."""
    made: object = value
    if depth > _DEEPEST:
        return made
    if isinstance(value, Mapping):
        made = {key: copied(inner, depth + 1) for key, inner in cast(Mapping[object, object], value).items()}
    elif isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        made = [copied(inner, depth + 1) for inner in cast(Iterable[object], value)]
    return made


def answered(kind: type[A], request: dict[str, Any], catalogue: Catalogue | None) -> A:
    """The answer, which keeps its request so that the same can be asked in another form."""
    return kind(asked(request, catalogue), Asked(request, catalogue))


def again(answer: Answer, question: str) -> str:
    """The text of the answer to the same request with another question."""
    request, catalogue = of(answer)
    return asked({**request, "question": question}, catalogue)


def in_words(answer: Answer) -> str:
    """The answer in plain English."""
    return asked_in_words(*of(answer))


def of(answer: Answer) -> Asked:
    """What an answer was asked."""
    if answer._asked is None:
        raise ValueError("this answer was made from a text and does not know its request; ask again")
    return answer._asked  # type: ignore[no-any-return]
