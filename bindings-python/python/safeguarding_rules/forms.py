"""What can be asked and given: the questions, settings and events of a pack on one day."""

from __future__ import annotations

from typing import Any, Literal, overload

from .answers.forms import AuditForm, Form, MembershipForm
from .catalogue import Catalogue, asked_questions
from .values import Day, written

__all__ = ["AuditForm", "Form", "MembershipForm", "questions"]


@overload
def questions(
    *,
    pack: str,
    as_of: Day,
    subject: str,
    family: Literal["thresholds", "reviews"] = "thresholds",
    catalogue: Catalogue | None = None,
) -> Form: ...
@overload
def questions(*, pack: str, as_of: Day, family: Literal["audits"], catalogue: Catalogue | None = None) -> AuditForm: ...
@overload
def questions(
    *,
    pack: str,
    as_of: Day,
    family: Literal["membership"],
    body: str | None = None,
    matter: str | None = None,
    catalogue: Catalogue | None = None,
) -> MembershipForm: ...
def questions(
    *,
    pack: str,
    as_of: Day,
    subject: str | None = None,
    family: Literal["thresholds", "reviews", "audits", "membership"] = "thresholds",
    body: str | None = None,
    matter: str | None = None,
    catalogue: Catalogue | None = None,
) -> Form | AuditForm | MembershipForm:
    """Everything that can be asked about a subject, or given to a question, on one day.

    ``subject``: for thresholds and reviews; ``body`` and ``matter``: of membership, to narrow it.
    Raises ``SafeguardingError``: unknown pack or subject, a day outside every edition.

    >>> import safeguarding_rules as sr
    >>> form = sr.questions(pack="walsall", subject="incident", as_of="2024-05-01", family="reviews")
    >>> [question.fact for question in form.questions if question.incident_day]
    ['incident_date']
    >>> [(setting.setting, setting.kind) for setting in form.settings]
    [('rapid_review_clock_start', 'event'), ('dardr_commencement', 'day')]
    >>> form.events[0].question.endswith("?")
    True
    """
    request: dict[str, Any] = {"family": family, "pack": pack, "as_of": written(as_of)}
    more = {"subject": subject, "body": body, "matter": matter}
    request |= {key: value for key, value in more.items() if value is not None}
    text = asked_questions(request, catalogue)
    if family == "audits":
        return AuditForm(text)
    return MembershipForm(text) if family == "membership" else Form(text)
