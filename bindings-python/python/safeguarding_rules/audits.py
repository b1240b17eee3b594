"""What recurs: who owes which audit, when it falls due, where it stands; returns, and the yearly report.

>>> import safeguarding_rules as sr
>>> schedule = sr.audits.schedule(
...     pack="walsall", as_of="2019-06-01", from_="2019-04-01", until="2021-04-01", duties=False,
...     settings={"s11_anchor": 2019, "s11_year_kind": "financial", "s11_slippage": "fixed-parity",
...               "s11_return_months": 4},
...     agencies=[{"agency": "trust", "types": ["nhs-trust"]}],
...     happened=[{"programme": "section-11", "phase": "self-assessment", "year": 2019, "what": "opened",
...                "on": "2019-05-01"}])
>>> schedule.next.agency, schedule.next.step, schedule.next.due.earliest
('trust', 'return', datetime.date(2019, 9, 1))
>>> schedule.to_ics()[:15], schedule.to_svg()[:4]
('BEGIN:VCALENDAR', '<svg')
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from . import asking
from .answers import audits as parts
from .catalogue import Catalogue
from .shown import schedule_html
from .values import Day, written

__all__ = ["Report", "Returns", "Schedule", "Timeline", "annual_report", "returns", "schedule"]


class Timeline(parts.AuditsTimeline):
    """A picture of the occurrences; a notebook draws it."""

    def _repr_svg_(self) -> str:
        return self.svg

    def __repr__(self) -> str:
        return f"<timeline: {self.title}>"


class Schedule(parts.AuditDecision):
    """What falls due on whom, and where each occurrence and duty stands; ``core/AUDITS.md`` has every key.

    It prints in a line, and is a table in a notebook; ``timeline()`` draws it.
    """

    def standing(self, *words: str) -> tuple[parts.OccurrenceAnswer, ...]:
        """The occurrences that stand so, such as ``"overdue"``."""
        return tuple(one for one in self.occurrences if one.standing in words)

    def of(self, agency: str) -> tuple[parts.OccurrenceAnswer, ...]:
        """The occurrences of one agency."""
        return tuple(one for one in self.occurrences if one.agency == agency)

    def to_ics(self) -> str:
        """A calendar file (iCalendar): an all-day event for everything that has a due day."""
        text: str = json.loads(asking.again(self, "audits-calendar"))["text"]
        return text

    def to_svg(self) -> str:
        """A picture of the occurrences, years across and agencies down, as SVG."""
        return self.timeline().svg

    def timeline(self) -> Timeline:
        """The picture, which a notebook draws."""
        return Timeline(asking.again(self, "audits-timeline"))

    def in_words(self) -> str:
        """The answer in plain English, from what comes next on."""
        return asking.in_words(self)

    def _repr_html_(self) -> str:
        return schedule_html(self)

    def __repr__(self) -> str:
        overdue = len(self.standing("overdue", "escalated"))
        return (
            f"<{self.pack} audits {self.from_} to {self.until} as of {self.as_of}: {len(self.occurrences)} occurrences,"
            f" {overdue} overdue; {len(self.duties)} duties>"
        )


class Returns(parts.ReturnsAnswer):
    """Returns scored against a set of standards."""

    def in_words(self) -> str:
        """The answer in plain English."""
        return asking.in_words(self)


class Report(parts.ReportAnswer):
    """What a yearly report has to have, and what of it is there."""

    def in_words(self) -> str:
        """The answer in plain English."""
        return asking.in_words(self)


def schedule(
    *,
    pack: str,
    as_of: Day,
    from_: Day,
    until: Day,
    agencies: Iterable[Mapping[str, Any]] = (),
    happened: Iterable[Mapping[str, Any]] = (),
    programmes: Iterable[str] | None = None,
    duties: bool = True,
    steps: bool = True,
    settings: Mapping[str, Any] | None = None,
    calendar: str | Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Schedule:
    """The schedule of a span of days (``until`` is the first day outside it), as it stands on ``as_of``.

    ``agencies``: who there is (``agency``, ``types``, and ``label``, ``from``, ``until``, ``became``,
    ``answered_by``). ``happened``: the record (``programme``, ``phase``, ``year``, ``agency``, ``what``,
    ``on``; or ``duty``, ``what``, ``on``, ``for``). ``programmes``: only these. ``settings``: what the
    arrangements leave open; what is not set is in ``open_settings``, and nothing is guessed.

    Raises ``SafeguardingError``; what cannot be as given in the record is in ``problems`` of the answer.

    >>> import safeguarding_rules as sr
    >>> sr.audits.schedule(pack="walsall", as_of="2024-06-01", from_="2024-04-01", until="2025-04-01", duties=False)
    <walsall audits 2024-04-01 to 2025-04-01 as of 2024-06-01: 0 occurrences, 0 overdue; 0 duties>
    """
    more = {"settings": settings, "calendar": calendar}
    request = asking.request("audits", pack, as_of, **more)
    request |= {"from": written(from_), "until": written(until)}
    request |= {"agencies": asking.copied(agencies), "happened": asking.copied(happened)}
    if programmes is not None:
        request["programmes"] = list(programmes)
    request |= {key: False for key, wanted in (("duties", duties), ("steps", steps)) if not wanted}
    return asking.answered(Schedule, request, catalogue)


def returns(
    returns: Iterable[Mapping[str, Any]],
    *,
    pack: str,
    as_of: Day,
    set: str,
    scale: str,
    overall: bool | None = None,
    catalogue: Catalogue | None = None,
) -> Returns:
    """Scores the returns of a self-assessment: each with ``agency``, ``on`` and ``ratings``.

    A rating has ``standard``, ``self``, and ``peer``, ``evidence``, ``not_applicable``, ``actions``.
    Raises ``SafeguardingError`` where the pack has no such set or scale on that day.

    >>> import safeguarding_rules as sr
    >>> scored = sr.audits.returns(
    ...     [{"agency": "trust", "ratings": [{"standard": "senior-commitment", "self": "green", "peer": "amber"}]}],
    ...     pack="walsall", as_of="2021-11-01", set="s11-eight", scale="rag-met")
    >>> scored.returns[0].standards[0].rating, scored.returns[0].complete
    ('amber', False)
    """
    request = asking.request("audit-returns", pack, as_of, set_=set, scale=scale, returns=returns, overall=overall)
    return asking.answered(Returns, request, catalogue)


def annual_report(
    parts: Mapping[str, bool | None],
    *,
    pack: str,
    as_of: Day,
    report: str | None = None,
    published: Day | None = None,
    settings: Mapping[str, Any] | None = None,
    catalogue: Catalogue | None = None,
) -> Report:
    """What a yearly report has to have on that day, and what of it is there.

    ``parts``: whether each part is there (``sr.questions(family="audits", …)`` lists them).
    Raises ``SafeguardingError`` where the pack has no such report on that day.

    >>> import safeguarding_rules as sr
    >>> report = sr.audits.annual_report({}, pack="walsall", as_of="2021-11-01")
    >>> report.complete
    <Truth.UNKNOWN: 'unknown'>
    """
    day = None if published is None else written(published)
    request = asking.request("annual-report", pack, as_of, report=report, published=day, settings=settings)
    request["parts"] = dict(parts)
    return asking.answered(Report, request, catalogue)
