"""What answers are made of: truths, states, days known in part, and Python's values as the library reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeAlias, cast

Day: TypeAlias = date | str
"""A day: a ``datetime.date``, or ``YYYY-MM-DD``."""

Case: TypeAlias = Mapping[str, Any]
"""What is recorded about one situation: the answer to each fact by its id.

A value, ``None`` (asked, not known), or something of this module; a fact that is absent was not asked.
"""


class Truth(StrEnum):
    """What is known of a statement: it holds, it does not, or nobody can say yet.

    It is no ``bool``, and taking it as one is a ``TypeError``: there are three cases to write.

    >>> Truth("unknown") is Truth.UNKNOWN, Truth.TRUE == "true"
    (True, True)
    >>> bool(Truth.FALSE)
    Traceback (most recent call last):
        ...
    TypeError: a truth has three values; compare it with Truth.TRUE, Truth.FALSE or Truth.UNKNOWN
    """

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("a truth has three values; compare it with Truth.TRUE, Truth.FALSE or Truth.UNKNOWN")


class State(StrEnum):
    """Why a fact has no full value. The first four can be given as an answer.

    >>> import safeguarding_rules as sr
    >>> case = {"injury_non_mobile": sr.State.DECLINED}
    >>> decision = sr.thresholds.assess(case, subject="child", as_of="2024-05-01", pack="walsall")
    >>> [missing.state for missing in decision.missing if missing.fact == "injury_non_mobile"]
    [<State.DECLINED: 'declined'>]
    """

    DECLINED = "declined"
    NOT_APPLICABLE = "not-applicable"
    NOT_KNOWN = "not-known"
    DISPUTED = "disputed"
    NOT_ASKED = "not-asked"
    PARTIAL = "partial"
    KNOWN = "known"

    def to_wire(self) -> object:
        """As the wire writes it."""
        return {"state": self.value}


class _Given:
    """An answer that is more than a value; never changes."""

    __slots__ = ("_wire",)
    _wire: dict[str, object]

    def __init__(self, wire: dict[str, object]) -> None:
        object.__setattr__(self, "_wire", wire)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} never changes")

    def to_wire(self) -> dict[str, object]:
        """As the wire writes it."""
        return dict(self._wire)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, _Given) and other._wire == self._wire

    def __hash__(self) -> int:
        return hash((type(self).__name__, repr(self._wire)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{key}={value!r}' for key, value in self._wire.items())})"

    def __reduce__(self) -> Any:
        return _again, (type(self), self._wire)


def _again(kind: type[_Given], wire: dict[str, object]) -> _Given:
    given = kind.__new__(kind)
    object.__setattr__(given, "_wire", wire)
    return given


class About(_Given):
    """A day known roughly: one unit wider on each side (of a day: a week).

    >>> About("2024-03").to_wire()
    {'about': '2024-03'}
    """

    __slots__ = ()

    def __init__(self, day: Day) -> None:
        super().__init__({"about": written(day)})


class Between(_Given):
    """Some day, or some number, from one to another; either end may be open (``None``).

    >>> import datetime
    >>> Between(datetime.date(2024, 3, 1), "2024-04").to_wire(), Between(2, None).to_wire()
    ({'from': '2024-03-01', 'to': '2024-04'}, {'from': 2})
    """

    __slots__ = ()

    def __init__(self, first: Day | int | None = None, last: Day | int | None = None) -> None:
        ends = {"from": first, "to": last}
        super().__init__({key: written(end) for key, end in ends.items() if end is not None})


class Expected(_Given):
    """A birth date of which the expected day of delivery is known.

    >>> Expected("2024-09-01").to_wire()
    {'expected': '2024-09-01'}
    """

    __slots__ = ()

    def __init__(self, day: Day) -> None:
        super().__init__({"expected": written(day)})


class Unborn(_Given):
    """A birth date that lies after the day of the question.

    >>> Unborn().to_wire()
    {'unborn': True}
    """

    __slots__ = ()

    def __init__(self) -> None:
        super().__init__({"unborn": True})


class Some(_Given):
    """Some options that hold, and some that do not, of the others it is not known.

    >>> Some(yes=["physical"], no=["sexual"]).to_wire()
    {'yes': ['physical'], 'no': ['sexual']}
    """

    __slots__ = ()

    def __init__(self, yes: Iterable[str] = (), no: Iterable[str] = ()) -> None:
        super().__init__({"yes": list(yes), "no": list(no)})


class Disputed(_Given):
    """Agencies say different things: who says what.

    >>> Disputed({"school": True, "police": False}).to_wire()["state"]
    'disputed'
    """

    __slots__ = ()

    def __init__(self, says: Mapping[str, object]) -> None:
        by = [{"who": who, "says": plain(value)} for who, value in says.items()]
        super().__init__({"state": "disputed", "by": by})


def written(day: object) -> object:
    """A day as the wire writes it; anything else as it is."""
    return day.isoformat() if type(day) is date else plain(day)


def plain(value: object) -> object:
    """A value as JSON could hold it: a date as its text, a table's mark for nothing as ``None``.

    A moment is taken as its day. What is none of these comes back as it is, unless it is of an unusual
    type of which nothing is known: then ``NotImplemented``.
    """
    if value is None or isinstance(value, bool):
        return value
    to_wire = getattr(value, "to_wire", None)
    if to_wire is not None:
        return to_wire()
    # Marks of pandas for what is not known; the second is a date to Python.
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, Mapping):
        return dict(cast(Mapping[object, object], value))
    if isinstance(value, (list, tuple)):
        return list(cast(Iterable[object], value))
    if isinstance(value, (set, frozenset)):
        return sorted(cast(Iterable[str], value))
    # One number of numpy's.
    item = getattr(value, "item", None)
    if item is not None and getattr(value, "ndim", None) == 0:
        return item()
    return NotImplemented
