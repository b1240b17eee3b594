"""Any request as a dict, records that keep request and answer together, and their replay."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from .answers.records import Replayed
from .asking import Asked, copied, of
from .catalogue import Catalogue, asked
from .items import Answer

__all__ = ["Replayed", "ask", "from_json", "record", "replay"]


def ask(request: Mapping[str, Any], *, catalogue: Catalogue | None = None) -> Answer:
    """Answers a whole request, as ``core/WIRE.md`` describes it, with the answer of its family.

    >>> import safeguarding_rules as sr
    >>> sr.ask({"question": "deadline", "from": "2024-03-25", "unit": "working-days", "n": 5}).to_dict()["earliest"]
    '2024-04-03'
    >>> sr.ask({"question": "thresholds", "pack": "walsall", "subject": "child", "as_of": "2024-05-01",
    ...         "facts": {"date_of_birth": "2024-01"}, "explain": "none"})
    <walsall child 2024-05-01: level 1 to 4>
    """
    kept: Any = copied(request)
    answer = asked(kept, catalogue)
    return _kind(kept)(answer, Asked(kept, catalogue))


def from_json(text: str) -> Answer:
    """An answer from its text, as ``to_json`` wrote it, of the class of its family.

    It equals the answer it was, and cannot be asked for words, a record or a picture: it does not know its request.
    Raises ``ValueError`` where the text is no answer.

    >>> import safeguarding_rules as sr
    >>> decision = sr.thresholds.assess({}, subject="child", as_of="2024-05-01", pack="walsall")
    >>> sr.from_json(decision.to_json()) == decision
    True
    """
    read: Any = json.loads(text)
    question: Any = cast(dict[str, Any], read).get("answer") if isinstance(read, dict) else None
    if not isinstance(question, str):
        raise ValueError("this is no answer")
    brief = question in ("thresholds", "reviews") and "missing" not in read
    return _class(question, brief)(text)


def _kind(request: dict[str, Any]) -> type[Answer]:
    if request.get("record") is True:
        return Answer
    return _class(request["question"], request.get("explain") == "none" and "judgement" not in request)


def _class(question: str, brief: bool) -> type[Answer]:
    from . import audits, membership, packs, reviews, thresholds
    from .answers.audits import AuditsCalendar

    kinds: dict[str, type[Answer]] = {
        "thresholds": thresholds.Outcome if brief else thresholds.Decision,
        "reviews": reviews.Outcome if brief else reviews.Decision,
        "deadline": reviews.Deadline,
        "compare-calendars": reviews.Comparison,
        "audits": audits.Schedule,
        "audits-calendar": AuditsCalendar,
        "audits-timeline": audits.Timeline,
        "audit-returns": audits.Returns,
        "annual-report": audits.Report,
        "membership": membership.Membership,
        "seat": membership.Seat,
        "meeting": membership.Meeting,
        "authority": membership.Authority,
        "authority-table": membership.Drawing,
        "structure-diagram": membership.Drawing,
        "replay": Replayed,
        "prove": packs.Proof,
        "proof": packs.Proof,
        "compare": packs.Comparison,
        "comparison": packs.Comparison,
        "why-not": thresholds.Ways,
        "render": packs.Document,
        "changes": packs.Changes,
    }
    return kinds.get(question, Answer)


def record(answer: Answer) -> str:
    """Request and answer together, as JSON text: to be kept, and replayed years later.

    >>> import safeguarding_rules as sr
    >>> decision = sr.thresholds.assess({}, subject="child", as_of="2024-05-01", pack="walsall")
    >>> kept = sr.record(decision)
    >>> sr.replay(kept).same
    True
    """
    request, catalogue = of(answer)
    return asked({**request, "record": True}, catalogue)


def replay(record: str | bytes, *, catalogue: Catalogue | None = None) -> Replayed:
    """Whether a recorded answer would be given today, and where the two differ.

    Raises ``SafeguardingError`` where the text is no record.
    """
    return Replayed(asked({"question": "replay", "record": json.loads(record)}, catalogue))
