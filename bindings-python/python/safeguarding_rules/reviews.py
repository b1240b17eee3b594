"""Which reviews an incident calls for, who decides, and where every action stands; deadlines and calendars.

>>> import safeguarding_rules as sr
>>> decision = sr.reviews.assess(
...     {"incident_date": "2024-03-23", "date_of_birth": "2024-01", "place": "this-area",
...      "abuse_or_neglect_suspected": True, "seriously_harmed": True},
...     events={"la-aware": "2024-03-25", "sin-submitted": False}, as_of="2024-04-05", pack="walsall")
>>> decision.review("serious-incident-notification").at_least
'duty'
>>> decision.next_to_do.state, decision.next_to_do.due.earliest
('overdue', datetime.date(2024, 4, 3))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, overload

from . import asking
from ._incident_tables import ReviewOutcomes, assess_table
from .answers import reviews as parts
from .answers.shared import Cited, Finding
from .answers.words import ClockDirection, Counting, PeriodUnit
from .catalogue import Catalogue, asked
from .shown import reviews_html
from .thresholds import Ways
from .values import Case, Day, written

__all__ = [
    "Comparison",
    "Deadline",
    "Decision",
    "Outcome",
    "ReviewOutcomes",
    "Ways",
    "assess",
    "assess_table",
    "compare_calendars",
    "deadline",
    "in_words",
    "why_not",
]


class Outcome(parts.ReviewsBrief):
    """What each review is, and nothing else. See ``assess(…, explain="none")``."""

    def __repr__(self) -> str:
        return f"<{self.pack} {self.subject} {self.as_of}: {_met(self.reviews)}>"


class Decision(parts.ReviewDecision):
    """The whole answer: every review, every action with its day and its standing, what is not known.

    It prints in a line and is two tables in a notebook; every key of ``core/REVIEWS.md`` is an attribute.
    """

    def review(self, review: str) -> parts.ReviewAnswer:
        """The review of this id; a ``KeyError`` where the pack has none."""
        return {found.review: found for found in self.reviews}[review]

    def action(self, action: str) -> parts.ActionAnswer:
        """The action of this id, the first where editions say it in several ways; a ``KeyError`` where none applies."""
        for found in self.actions:
            if found.action == action:
                return found
        raise KeyError(action)

    @property
    def determinations(self) -> tuple[parts.ReviewAnswer, ...]:
        """The reviews whose criteria are met, or of which nobody can tell yet."""
        return tuple(review for review in self.reviews if review.outcome in ("met", "cannot-tell"))

    @property
    def next_to_do(self) -> parts.ActionAnswer | None:
        """The action to take next, if any."""
        return None if self.next_action is None else self.action(self.next_action)

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """The findings that hold."""
        return tuple(finding for finding in self.findings if finding.truth == "true")

    @property
    def citations(self) -> tuple[Cited, ...]:
        """Where the reasons stand, each place once."""
        return tuple(dict.fromkeys(cited for finding in self.reasons for cited in finding.cites))

    def in_words(self) -> str:
        """The answer in plain English, from its conclusion on."""
        return asking.in_words(self)

    def _repr_html_(self) -> str:
        return reviews_html(self)

    def __repr__(self) -> str:
        next_action = "" if self.next_action is None else f"; next {self.next_action}"
        return f"<{self.pack} {self.subject} {self.as_of}: {_met(self.reviews)}{next_action}>"


def _met(reviews: tuple[parts.ReviewBrief, ...] | tuple[parts.ReviewAnswer, ...]) -> str:
    shown: list[str] = []
    for review in reviews:
        if review.outcome == "met":
            shown.append(f"{review.review} {review.at_least}")
        elif review.outcome == "cannot-tell":
            shown.append(f"{review.review} {review.at_least} to {review.at_most}")
    return ", ".join(shown) or "no review"


@overload
def assess(
    case: Case,
    *,
    as_of: Day,
    pack: str,
    subject: str = "incident",
    events: Mapping[str, Any] | None = None,
    no_other_events: bool = False,
    settings: Mapping[str, Any] | None = None,
    calendar: str | Mapping[str, Any] | None = None,
    explain: Literal["deciding", "all"] = "deciding",
    catalogue: Catalogue | None = None,
) -> Decision: ...
@overload
def assess(
    case: Case,
    *,
    as_of: Day,
    pack: str,
    subject: str = "incident",
    events: Mapping[str, Any] | None = None,
    no_other_events: bool = False,
    settings: Mapping[str, Any] | None = None,
    calendar: str | Mapping[str, Any] | None = None,
    explain: Literal["none"],
    catalogue: Catalogue | None = None,
) -> Outcome: ...
def assess(
    case: Case,
    *,
    as_of: Day,
    pack: str,
    subject: str = "incident",
    events: Mapping[str, Any] | None = None,
    no_other_events: bool = False,
    settings: Mapping[str, Any] | None = None,
    calendar: str | Mapping[str, Any] | None = None,
    explain: Literal["none", "deciding", "all"] = "deciding",
    catalogue: Catalogue | None = None,
) -> Decision | Outcome:
    """Assesses what is known about one incident; the rules are those of its day.

    ``case``: the answers by fact, as for ``sr.thresholds.assess``. ``events``: when things happened, in
    every form that a date takes; ``False``: has not happened; ``True``: has, nobody knows when; ``None``:
    not known. ``no_other_events``: nothing has happened but those. ``calendar``: the name of a table of
    working days, or one of your own. ``explain="none"``: the outcome of each review alone.

    Raises ``SafeguardingError``. What cannot be as given among the events is in ``problems`` of the answer.

    >>> import datetime
    >>> import safeguarding_rules as sr
    >>> outcome = sr.reviews.assess({"incident_date": datetime.date(2024, 3, 23), "died": None},
    ...                             as_of="2024-04-05", pack="walsall", explain="none")
    >>> sorted({review.outcome for review in outcome.reviews})
    ['cannot-tell', 'not-applicable']
    """
    request = asking.request("reviews", pack, as_of, subject=subject, events=events, settings=settings)
    request["facts"] = asking.case(case)
    if no_other_events:
        request["no_other_events"] = True
    if calendar is not None:
        request["calendar"] = asking.copied(calendar)
    request["explain"] = explain
    if explain == "none":
        return asking.answered(Outcome, request, catalogue)
    return asking.answered(Decision, request, catalogue)


def in_words(
    case: Case,
    *,
    as_of: Day,
    pack: str,
    subject: str = "incident",
    events: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> str:
    """The answer to ``assess`` in plain English.

    >>> import safeguarding_rules as sr
    >>> print(sr.reviews.in_words({}, as_of="2024-04-05", pack="walsall")[:4].isspace())
    False
    """
    return assess(case, as_of=as_of, pack=pack, subject=subject, events=events, catalogue=catalogue).in_words()


def why_not(
    case: Case,
    *,
    as_of: Day,
    pack: str,
    review: str,
    at_least: str | None = None,
    at_most: str | None = None,
    subject: str = "incident",
    fixed: Iterable[str] = (),
    most_changes: int | None = None,
    most_ways: int | None = None,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Ways:
    """What would have to be answered otherwise for a review to be called for, or not to be.

    Exactly one of ``at_least`` and ``at_most`` says how firmly: ``duty``, ``expectation``, ``power`` or
    ``not-available``. ``fixed``: facts whose answers stand; the day of the incident and dates of birth always
    do, and where the day is open all dates. Each way, put in place of what was answered, leads to the outcome
    whatever else is answered, on every day that the incident can have happened on. ``all`` says whether these
    are all ways.

    >>> import safeguarding_rules as sr
    >>> ways = sr.reviews.why_not({"incident_date": "2024-03-23", "date_of_birth": "2024-01", "place": "this-area"},
    ...                           as_of="2024-04-05", pack="walsall", review="child-death-review", at_least="duty",
    ...                           most_changes=2)
    >>> [dict(way) for way in ways.ways], ways.all
    ([{'died': True, 'normally_resident_here': True}], True)
    """
    wanted = {"review_at_least": at_least, "review_at_most": at_most}
    chosen = {key: {"review": review, "modality": value} for key, value in wanted.items() if value is not None}
    if len(chosen) != 1:
        raise TypeError("expected one of at_least and at_most")
    more = {"settings": settings, "fixed": list(fixed) or None, "most_changes": most_changes, "most_ways": most_ways}
    request = asking.request("why-not", pack, as_of, subject=subject, wanted=chosen, family="reviews", **more)
    request["facts"] = asking.case(case)
    return asking.answered(Ways, request, catalogue)


class Deadline(parts.DeadlineAnswer):
    """The day that a count comes to: ``earliest`` is the safe one."""


class Comparison(parts.CalendarsCompared):
    """The deadlines that move between two tables of working days."""


def deadline(
    start: object,
    unit: PeriodUnit,
    n: int | None = None,
    *,
    direction: ClockDirection | None = None,
    counting: Counting | None = None,
    calendar: str | Mapping[str, Any] | None = None,
) -> Deadline:
    """The day so many days, working days, weeks, months or years after (or before) another.

    ``start``: a day, or what is known of one (``"2024-03"``, ``sr.About(…)``, ``sr.Between(…)``).
    Raises ``SafeguardingError``: no date, a count outside 1 to 10,000, working days past the table's end.

    >>> import datetime
    >>> import safeguarding_rules as sr
    >>> sr.reviews.deadline(datetime.date(2024, 3, 25), "working-days", 5).earliest
    datetime.date(2024, 4, 3)
    """
    request: dict[str, Any] = {"question": "deadline", "from": written(start), "unit": unit}
    more = {"n": n, "direction": direction, "counting": counting, "calendar": calendar}
    request |= {key: value for key, value in more.items() if value is not None}
    return asking.answered(Deadline, request, None)


def compare_calendars(
    old: str | Mapping[str, Any], new: str | Mapping[str, Any], deadlines: Iterable[Mapping[str, Any]]
) -> Comparison:
    """The deadlines that move where a holiday is proclaimed or struck off.

    ``old`` and ``new``: a table's name, or a table; ``deadlines``: ``id``, ``from``, ``unit``, ``n`` of each.

    >>> import safeguarding_rules as sr
    >>> none = {"format": 1, "calendar": "no-holidays", "title": "No holidays", "from": "2024-01-01",
    ...         "until": "2025-01-01", "checked_on": "2024-05-01", "weekend": ["saturday", "sunday"], "holidays": []}
    >>> compared = sr.reviews.compare_calendars("england-and-wales", none,
    ...     [{"id": "notify", "from": "2024-03-25", "unit": "working-days", "n": 5}])
    >>> compared.moved[0].was.earliest, compared.moved[0].now.earliest
    (datetime.date(2024, 4, 3), datetime.date(2024, 4, 1))
    """
    request = {"question": "compare-calendars", "old": old, "new": new, "deadlines": [dict(one) for one in deadlines]}
    return Comparison(asked(request, None))
