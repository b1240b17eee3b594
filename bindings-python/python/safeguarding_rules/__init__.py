"""Multi-agency safeguarding arrangements as rules that are data: exact answers while answers are missing.

Ask with the module of a family, and look at what comes back:

>>> import safeguarding_rules as sr
>>> decision = sr.thresholds.assess(
...     {"date_of_birth": "2024-01", "injury_non_mobile": None},
...     subject="child", as_of="2024-05-01", pack="walsall")
>>> decision.at_least, decision.at_most, decision.settled
(1, 4, False)
>>> decision.next_question.fact in {missing.fact for missing in decision.missing}
True

| module | what it answers |
|---|---|
| ``thresholds`` | levels of need and legal routes |
| ``reviews`` | reviews and notifications of an incident, actions and days; deadlines |
| ``audits`` | audits and duties that recur, calendar files, returns, the yearly report |
| ``membership`` | who is what, who may sit, what a meeting may do, who decides |
| ``packs`` | what is at hand; loading and checking packs of your own |
| ``analysis`` | tables of cases: what blocks, what moves, agreement, samples |
| ``plot`` | how levels are distributed (needs matplotlib) |

``questions`` lists what can be asked, ``ask`` takes a whole request as a dict, ``record`` and ``replay`` keep an
answer and repeat it, ``from_json`` reads one back. ``answer`` and ``Catalogue`` take and give JSON text, byte for byte as in every language.
Modules are loaded when first used. Truths are ``Truth``, and no ``bool``; words are plain strings of a closed list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _native
from .catalogue import Catalogue, bundled
from .errors import Problem, SafeguardingError
from .values import About, Between, Case, Day, Disputed, Expected, Some, State, Truth, Unborn

if TYPE_CHECKING:
    from . import analysis, answers, audits, membership, packs, plot, reviews, thresholds
    from .forms import questions
    from .records import ask, from_json, record, replay

__all__ = [
    "About",
    "Between",
    "Case",
    "Catalogue",
    "Day",
    "Disputed",
    "Expected",
    "Problem",
    "SafeguardingError",
    "Some",
    "State",
    "Truth",
    "Unborn",
    "analysis",
    "answer",
    "answers",
    "ask",
    "audits",
    "from_json",
    "membership",
    "packs",
    "plot",
    "questions",
    "record",
    "replay",
    "reviews",
    "thresholds",
    "version",
]

_MODULES = frozenset({"analysis", "answers", "audits", "membership", "packs", "plot", "reviews", "thresholds"})
_FUNCTIONS = {"questions": "forms", "ask": "records", "from_json": "records", "record": "records", "replay": "records"}

# A checker sees the imports above, and so knows what there is.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        if name in _MODULES:
            return import_module(f".{name}", __name__)
        if name in _FUNCTIONS:
            value = getattr(import_module(f".{_FUNCTIONS[name]}", __name__), name)
            globals()[name] = value
            return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def answer(request: str | bytes) -> str:
    """Answers a request given as JSON text (or UTF-8 bytes) with JSON text, from the bundled packs.

    The texts are described in ``core/WIRE.md``. Raises ``SafeguardingError``.

    >>> import json
    >>> text = answer('''{"question": "thresholds", "pack": "walsall", "subject": "child",
    ...     "as_of": "2024-05-01", "facts": {"injury_non_mobile": true}, "explain": "none"}''')
    >>> json.loads(text)["at_least"]
    4
    """
    return bundled().answer(request)


def version() -> str:
    """The version of this library.

    >>> version().count(".")
    2
    """
    return _native.VERSION
