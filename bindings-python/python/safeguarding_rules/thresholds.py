"""Levels of need and legal routes: what is reached, given what is known.

>>> import safeguarding_rules as sr
>>> decision = sr.thresholds.assess(
...     {"date_of_birth": "2024-01", "injury_non_mobile": True},
...     subject="child", as_of="2024-05-01", pack="walsall")
>>> decision.at_least, decision.at_most, decision.settled
(4, 4, True)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, overload

from . import asking
from ._tables import ArrowTable, Columns, Outcomes, assess_table
from .answers import proofs
from .answers import thresholds as parts
from .answers.shared import Cited, Finding
from .catalogue import Catalogue, asked, usual
from .shown import decision_html
from .values import Case, Day, written

__all__ = [
    "ArrowTable",
    "Columns",
    "Decision",
    "Outcome",
    "Outcomes",
    "Ways",
    "assess",
    "assess_table",
    "in_words",
    "why_not",
]


class Outcome(parts.Brief):
    """The outcome alone: the range of levels and the routes. See ``assess(…, explain="none")``.

    ``at_least`` and ``at_most`` are ``None`` where the subject has no levels.

    >>> import safeguarding_rules as sr
    >>> case = {"date_of_birth": "2024-01"}
    >>> sr.thresholds.assess(case, subject="child", as_of="2024-05-01", pack="walsall", explain="none")
    <walsall child 2024-05-01: level 1 to 4>
    """

    def __repr__(self) -> str:
        return _told(self, self.at_least, self.at_most, "")


class Decision(parts.Decision):
    """The whole answer: what is reached, why, what is not known, what to ask next, what follows.

    It prints in a line and is a table of reasons in a notebook; every key of ``core/WIRE.md`` is an attribute.

    >>> import safeguarding_rules as sr
    >>> case = {"date_of_birth": "2024-01", "injury_non_mobile": True}
    >>> decision = sr.thresholds.assess(case, subject="child", as_of="2024-05-01", pack="walsall")
    >>> decision  # doctest: +ELLIPSIS
    <walsall child 2024-05-01: level 4; ... facts could change it, first immediate_danger>
    >>> decision.reasons[0].label
    'Injury to a child who cannot move independently'
    >>> decision.citations[0].source
    'bedfordshire-bruise'
    """

    @property
    def at_least(self) -> int | None:
        """The level reached in every way of filling the gaps; ``None`` where there are no levels."""
        return None if self.level is None else self.level.at_least

    @property
    def at_most(self) -> int | None:
        """The highest level reached in some way of filling them; ``None`` where there are no levels."""
        return None if self.level is None else self.level.at_most

    @property
    def settled(self) -> bool:
        """Whether one level is left."""
        return self.level is not None and self.level.settled

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """The findings that hold, in the order in which the answer gives them."""
        return tuple(finding for finding in self.findings if finding.truth == "true")

    @property
    def citations(self) -> tuple[Cited, ...]:
        """Where the reasons stand, each place once."""
        return tuple(dict.fromkeys(cited for finding in self.reasons for cited in finding.cites))

    def in_words(self) -> str:
        """The answer in plain English, from its conclusion on."""
        return asking.in_words(self)

    def _repr_html_(self) -> str:
        return decision_html(self)

    def __repr__(self) -> str:
        asks = "" if self.next_question is None else f", first {self.next_question.fact}"
        many = len(self.missing)
        facts = "one fact" if many == 1 else f"{many} facts"
        return _told(self, self.at_least, self.at_most, f"; {facts} could change it{asks}" if many else "")


def _told(answer: parts.Brief | parts.Decision, low: int | None, high: int | None, more: str) -> str:
    if answer.applies != "true":
        level = "does not apply" if answer.applies == "false" else "may not apply"
        level += "" if low is None else f", level {low}" if low == high else f", level {low} to {high}"
    elif low is None:
        level = ", ".join(f"{route.route} {route.truth.value}" for route in answer.routes) or "no route"
    else:
        level = f"level {low}" if low == high else f"level {low} to {high}"
    return f"<{answer.pack} {answer.subject} {answer.as_of}: {level}{more}>"


@overload
def assess(
    case: Case,
    *,
    subject: str,
    as_of: Day,
    pack: str,
    settings: Mapping[str, Any] | None = None,
    explain: Literal["deciding", "all"] = "deciding",
    judgement: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Decision: ...
@overload
def assess(
    case: Case,
    *,
    subject: str,
    as_of: Day,
    pack: str,
    settings: Mapping[str, Any] | None = None,
    explain: Literal["none"],
    catalogue: Catalogue | None = None,
) -> Outcome: ...
def assess(
    case: Case,
    *,
    subject: str,
    as_of: Day,
    pack: str,
    settings: Mapping[str, Any] | None = None,
    explain: Literal["none", "deciding", "all"] = "deciding",
    judgement: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Decision | Outcome:
    """Assesses what is known about one person against the rules of the day.

    ``case``: the answers by fact (``sr.questions`` lists them): ``True``, ``False``, a number, a
    ``datetime.date``, an option, ``None`` (asked, not known), or one of ``sr.State``, ``sr.About``,
    ``sr.Between``, ``sr.Expected``, ``sr.Unborn``, ``sr.Some``, ``sr.Disputed``; absent: not asked.
    ``explain``: ``"none"`` (the outcome alone, much faster), ``"deciding"`` or ``"all"`` findings.
    ``settings``: values for what the rules leave open. ``judgement``: the practitioner's own level
    (``level``, ``by``, ``reason``, ``on``). ``catalogue``: packs of your own.

    Raises ``SafeguardingError``: unknown facts, packs or options, wrong kinds, a day outside every edition.

    >>> import datetime
    >>> import safeguarding_rules as sr
    >>> case = {"date_of_birth": datetime.date(2024, 1, 7), "injury_non_mobile": None}
    >>> decision = sr.thresholds.assess(case, subject="child", as_of=datetime.date(2024, 5, 1), pack="walsall")
    >>> decision.at_least, decision.at_most, decision.settled
    (1, 4, False)
    >>> sr.thresholds.assess(case, subject="child", as_of="2024-05-01", pack="walsall", explain="none").at_most
    4
    """
    day = as_of if type(as_of) is str else written(as_of)
    text = None
    if explain == "none" and not judgement:
        if not settings:
            text = usual(case, pack, subject, day, explain, catalogue)
            if text is not None:
                return Outcome(text)
        request: dict[str, Any] = {"question": "thresholds", "pack": pack, "subject": subject}
        request["as_of"] = day
        request["facts"] = case
        request["explain"] = "none"
        if settings:
            request["settings"] = settings
        return Outcome(asked(request, catalogue))
    request = asking.request("thresholds", pack, as_of, subject=subject, settings=settings)
    facts = request["facts"] = asking.case(case)
    request["explain"] = explain
    if judgement:
        request["judgement"] = asking.copied(judgement)
    elif not settings:
        text = usual(facts, pack, subject, day, explain, catalogue)
    return Decision(asked(request, catalogue) if text is None else text, asking.Asked(request, catalogue))


def in_words(
    case: Case,
    *,
    subject: str,
    as_of: Day,
    pack: str,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> str:
    """The answer to ``assess`` in plain English.

    >>> import safeguarding_rules as sr
    >>> words = sr.thresholds.in_words({"injury_non_mobile": True}, subject="child", as_of="2024-05-01", pack="walsall")
    >>> "level 4" in words.lower()
    True
    """
    decision = assess(case, subject=subject, as_of=as_of, pack=pack, settings=settings, catalogue=catalogue)
    return decision.in_words()


class Ways(proofs.Ways):
    """The smallest changes of answers that lead to another outcome; see ``why_not``."""

    def in_words(self) -> str:
        """The same in plain English."""
        return asking.in_words(self)

    def __repr__(self) -> str:
        return f"<{'already so' if self.already else f'{len(self.ways)} ways'}{'' if self.all else ', perhaps more'}>"


def why_not(
    case: Case,
    *,
    subject: str,
    as_of: Day,
    pack: str,
    level_at_least: int | None = None,
    level_at_most: int | None = None,
    route: str | None = None,
    no_route: str | None = None,
    fixed: Iterable[str] = (),
    most_changes: int | None = None,
    most_ways: int | None = None,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Ways:
    """What would have to be answered otherwise for another outcome, the fewest changes first.

    Exactly one of ``level_at_least``, ``level_at_most``, ``route`` and ``no_route`` says which outcome.
    ``fixed``: facts whose answers stand; dates of birth always do. Each way, put in place of what was answered,
    leads to the outcome whatever else is answered. ``all`` says whether these are all ways.

    >>> import safeguarding_rules as sr
    >>> ways = sr.thresholds.why_not({"date_of_birth": "2024-01"}, subject="child", as_of="2024-05-01",
    ...                              pack="walsall", level_at_least=4, most_changes=1)
    >>> {"injury_non_mobile": True} in ways.ways
    True
    """
    wanted = {"level_at_least": level_at_least, "level_at_most": level_at_most, "route": route, "no_route": no_route}
    wanted = {key: value for key, value in wanted.items() if value is not None}
    if len(wanted) != 1:
        raise TypeError("expected one of level_at_least, level_at_most, route and no_route")
    more = {"settings": settings, "fixed": list(fixed) or None, "most_changes": most_changes, "most_ways": most_ways}
    request = asking.request("why-not", pack, as_of, subject=subject, wanted=wanted, **more)
    request["facts"] = asking.case(case)
    return asking.answered(Ways, request, catalogue)
