"""What answers are made of in Python: typed, frozen, and read from the answer's text only when looked at."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, Never, TypeVar, cast, overload

from .values import State, Truth

T = TypeVar("T")
_Self = TypeVar("_Self", bound="Item")


class Field(Generic[T]):
    """One key of an answer, as an attribute that cannot be set."""

    absent: Any
    key: str
    name: str
    owner: type
    read: Callable[[Any, Field[Any]], Any] | None

    def __init__(self, read: Callable[[Any, Field[Any]], Any] | None, doc: str, absent: object, key: str) -> None:
        self.read = read
        self.absent = absent
        self.key = key
        self.__doc__ = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner = owner
        self.name = name
        self.key = self.key or name

    if TYPE_CHECKING:
        # To a checker: nothing can be assigned. At run time the item refuses, and may keep what was read.
        def __set__(self, item: Item, value: Never) -> None: ...

    @overload
    def __get__(self, item: None, owner: type) -> Field[T]: ...
    @overload
    def __get__(self, item: Item, owner: type) -> T: ...
    def __get__(self, item: Item | None, owner: type) -> Any:
        if item is None:
            return self
        raw = item._raw.get(self.key)
        if raw is None:
            value = self.absent
        else:
            value = raw if self.read is None else self.read(raw, self)
        # From now on the attribute is found here, without coming by.
        item.__dict__[self.name] = value
        return value


def _class(field: Field[Any], name: str) -> type[Item]:
    return vars(sys.modules[field.owner.__module__])[name]  # type: ignore[no-any-return]


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(inner) for key, inner in cast(dict[str, object], value).items()})
    return tuple(_frozen(inner) for inner in cast(list[object], value)) if isinstance(value, list) else value


def a_value(doc: str, key: str = "", absent: Any = None) -> Any:
    """A text, number, word or ``bool``, as it stands there."""
    return Field[Any](None, doc, absent, key)


def a_day(doc: str, key: str = "") -> Any:
    """A day of the calendar."""
    return Field[Any](lambda raw, _: date.fromisoformat(raw), doc, None, key)


def a_truth(doc: str, key: str = "") -> Any:
    """A truth of three values."""
    return Field[Any](lambda raw, _: Truth(raw), doc, None, key)


def a_state(doc: str, key: str = "") -> Any:
    """Why a fact has no full value."""
    return Field[Any](lambda raw, _: State(raw), doc, None, key)


def a_list(doc: str, key: str = "") -> Any:
    """Texts or numbers; empty where the answer leaves the key out."""
    return Field[Any](lambda raw, _: tuple(raw), doc, (), key)


def as_it_is(doc: str, key: str = "") -> Any:
    """What has no shape of its own: read-only mappings, tuples and plain values."""
    return Field[Any](lambda raw, _: _frozen(raw), doc, None, key)


def an_item(name: str, doc: str, key: str = "") -> Any:
    """Another item, by the name of its class in the same module."""
    return Field[Any](lambda raw, field: _class(field, name)(raw), doc, None, key)


def items_of(name: str, doc: str, key: str = "", absent: tuple[()] | None = ()) -> Any:
    """Items of one class; empty where the answer leaves the key out, if nothing else is said."""
    return Field[Any](lambda raw, field: tuple(map(_class(field, name), raw)), doc, absent, key)


class Item:
    """A part of an answer. It never changes; equal where all of it is equal; it pickles."""

    _raw: Mapping[str, Any]

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.__dict__["_raw"] = raw

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} never changes")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} never changes")

    def to_dict(self) -> dict[str, Any]:
        """All of it as dicts, lists and plain values, with the keys of the wire: a copy."""
        copy: dict[str, Any] = json.loads(self.to_json())
        return copy

    def to_json(self) -> str:
        """All of it as compact JSON, as it stands in the answer."""
        return json.dumps(self._raw, ensure_ascii=False, separators=(",", ":"))

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Item) and other._raw == self._raw

    def __hash__(self) -> int:
        return hash(self.to_json())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._shown())})"

    def __reduce__(self) -> Any:
        return type(self), (dict(self._raw),)

    @classmethod
    def _fields(cls) -> list[Field[Any]]:
        found = {field.name: field for base in reversed(cls.__mro__) for field in vars(base).values() if _is(field)}
        return list(found.values())

    def _shown(self) -> list[str]:
        """Each part that is there, in a few letters."""
        shown: list[str] = []
        for field in self._fields():
            if self._raw.get(field.key) is None:
                continue
            value = getattr(self, field.name)
            if isinstance(value, tuple) and any(isinstance(inner, Item) for inner in cast(tuple[object, ...], value)):
                shown.append(f"{field.name}=<{len(cast(tuple[object, ...], value))}>")
            elif isinstance(value, date):
                shown.append(f"{field.name}={value.isoformat()}")
            elif isinstance(value, (Truth, State)):
                shown.append(f"{field.name}={value.value!r}")
            elif isinstance(value, (Item, MappingProxyType)):
                shown.append(f"{field.name}=…")
            else:
                shown.append(f"{field.name}={value!r}")
        return shown


def _is(field: object) -> bool:
    return isinstance(field, Field)


class _Parsed:
    """The answer as Python has it, read when first looked at."""

    def __get__(self, answer: Any, owner: type) -> Any:
        if answer is None:
            return self
        raw = json.loads(answer._text)
        answer.__dict__["_raw"] = raw
        return raw


class Answer(Item):
    """A whole answer: keeps its canonical text, and reads it only when something is looked at."""

    _text: str
    _asked: Any

    def __init__(self, text: str, asked: Any = None) -> None:
        fields = self.__dict__
        fields["_text"] = text
        fields["_asked"] = asked

    def to_json(self) -> str:
        """The answer byte for byte as in every other language (encode it as UTF-8 for the bytes)."""
        return self._text

    def __bytes__(self) -> bytes:
        return self._text.encode()

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, Answer) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> Any:
        return type(self), (self._text, self._asked)


# Not a plain annotation: a subclass takes its items from the text.
Answer._raw = _Parsed()  # type: ignore[assignment]
