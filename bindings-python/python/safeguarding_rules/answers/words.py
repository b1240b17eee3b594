"""The words that answers are made of: closed lists.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

__all__ = [
    "ActionLacks",
    "ActionState",
    "AgencyStanding",
    "Agreeing",
    "Agreement",
    "AskedOf",
    "AuditStanding",
    "AuthorityPart",
    "Basis",
    "Between",
    "BodyKind",
    "BodyPart",
    "Burden",
    "CapacityKind",
    "Change",
    "Claim",
    "Clause",
    "ClockDirection",
    "Commitment",
    "Counting",
    "Delegable",
    "DeputyAuthority",
    "Direction",
    "DisputeAct",
    "EntryEffect",
    "Evidence",
    "Family",
    "How",
    "Kind",
    "LackingWord",
    "Length",
    "LimitUnit",
    "ListingKind",
    "MeetingOutcome",
    "MembersKnown",
    "Met",
    "Modality",
    "Moved",
    "Owed",
    "PartKind",
    "PeriodUnit",
    "Proved",
    "RelationKind",
    "Requirement",
    "ReviewKind",
    "RoleKind",
    "RouteKind",
    "SeatOutcome",
    "SeatPart",
    "SeatRole",
    "SettingKind",
    "Side",
    "Slippage",
    "Standing",
    "Stands",
    "Strength",
    "Urgency",
    "YearKind",
]

ActionLacks: TypeAlias = Literal["owner", "due"]
"""What an action lacks."""

ActionState: TypeAlias = Literal["open", "overdue", "closed"]
"""Where something that is to be done stands."""

AgencyStanding: TypeAlias = Literal["named-and-eligible", "named-only", "eligible-only", "neither", "cannot-tell"]
"""Whether an organisation is on the list of the area, and on that of the law."""

Agreeing: TypeAlias = Literal["all-partners", "majority-of-partners", "majority-of-members", "not-said", "cannot-tell"]
"""What has to be agreed before something is decided."""

Agreement: TypeAlias = Literal["all-partners", "majority-of-partners", "majority-of-members"]
"""Who has to agree to a decision."""

AskedOf: TypeAlias = Literal["person", "meeting"]
"""Of what something is asked."""

AuditStanding: TypeAlias = Literal[
    "not-due",
    "open",
    "in-progress",
    "returned",
    "under-moderation",
    "moderated",
    "plan-open",
    "ready-for-challenge",
    "challenged",
    "closed",
    "overdue",
    "escalated",
    "blocked",
    "waived",
    "left",
    "cannot-tell",
]
"""Where an agency stands with a phase of a year."""

AuthorityPart: TypeAlias = Literal[
    "proposes",
    "considers",
    "recommends",
    "advises",
    "consulted",
    "decides",
    "signs-off",
    "oversees",
    "informed",
    "carries-out",
    "stands-back",
]
"""What somebody has to do with a matter."""

Basis: TypeAlias = Literal[
    "statute", "statutory-guidance", "local-arrangements", "published-practice", "project-reading"
]
"""What kind of text a rule rests on."""

Between: TypeAlias = Literal["leaders", "practitioners"]
"""Between whom there is a disagreement."""

BodyKind: TypeAlias = Literal["partners", "group", "subgroup", "board", "unit", "forum", "outside"]
"""What kind of body it is."""

BodyPart: TypeAlias = Literal[
    "decides",
    "decides-by-law",
    "signs-off",
    "delegate",
    "each-decides",
    "recommends",
    "oversees",
    "consulted",
    "informed",
    "none",
    "cannot-tell",
]
"""What a body has to do with a matter, the firmest first."""

Burden: TypeAlias = Literal["plain", "sensitive", "special-category"]
"""How heavy a question is for the person asked about; lighter ones are asked first."""

CapacityKind: TypeAlias = Literal["lead", "delegate", "chair", "scrutineer", "signatory"]
"""What an office is for the partnership."""

Change: TypeAlias = Literal[
    "level-up",
    "level-down",
    "firmer",
    "less-firm",
    "duty-lost",
    "duty-gained",
    "newly-undecided",
    "deadline-earlier",
    "deadline-later",
    "deadline-changed",
    "lost",
    "gained",
]
"""What changes between two editions."""

Claim: TypeAlias = Literal[
    "one-outcome", "nothing-dead", "nothing-implied", "monotone", "not-below-base", "questions-matter", "cited"
]
"""What is claimed of a pack."""

Clause: TypeAlias = Literal["partners", "members", "chair", "chair_may"]
"""What a pattern can ask."""

ClockDirection: TypeAlias = Literal["after", "before"]
"""Whether something is due after an event or before it."""

Commitment: TypeAlias = Literal["policy", "resourcing", "practice"]
"""What an organisation can be committed to."""

Counting: TypeAlias = Literal["exclusive", "inclusive", "clear"]
"""Which days count."""

Delegable: TypeAlias = Literal["may", "may-not", "not-stated"]
"""Whether a decision may be delegated."""

DeputyAuthority: TypeAlias = Literal["similar-in-all", "enough-for-the-matter", "lesser", "cannot-tell"]
"""How a deputy's authority compares with the holder's."""

Direction: TypeAlias = Literal["up", "down", "check"]
"""Which way a prompt points."""

DisputeAct: TypeAlias = Literal["settles", "assists", "inspects", "directs"]
"""What is done about a disagreement."""

EntryEffect: TypeAlias = Literal["stands", "exercised-by", "exercises", "yields", "cannot-tell"]
"""What becomes of an entry."""

Evidence: TypeAlias = Literal["text-checked", "secondary", "recalled", "inferred"]
"""How surely the rule says what its source says."""

Family: TypeAlias = Literal["thresholds", "reviews", "audits", "membership"]
"""Which kind of question an edition answers."""

How: TypeAlias = Literal["together", "beside", "instead", "feeds"]
"""How another process stands to a review."""

Kind: TypeAlias = Literal["yes-no", "count", "date", "choice", "choices"]
"""What kind of answer a fact takes."""

LackingWord: TypeAlias = Literal[
    "body",
    "pattern",
    "partners",
    "members",
    "partner",
    "people",
    "chair",
    "chair_allows",
    "say",
    "test",
    "interest",
    "delegation",
    "agreement",
    "consultation",
]
"""What can be lacking."""

Length: TypeAlias = Literal["full", "short", "board"]
"""How much a document tells."""

LimitUnit: TypeAlias = Literal["hours", "days", "working-days", "weeks", "months", "as-soon-as-possible"]
"""The unit of a time limit."""

ListingKind: TypeAlias = Literal["eligible", "named", "board-member", "voice"]
"""What an organisation is that holds no statutory partner's place."""

MeetingOutcome: TypeAlias = Literal[
    "must-refer",
    "not-yet",
    "may-decide",
    "may-sign-off",
    "each-decides",
    "may-recommend",
    "may-oversee",
    "may-be-consulted",
    "may-be-informed",
    "cannot-tell",
]
"""What a meeting may do."""

MembersKnown: TypeAlias = Literal["listed", "partly", "not-named"]
"""How much is said of who sits on a body."""

Met: TypeAlias = Literal["met", "not-met", "not-applicable", "cannot-tell"]
"""Whether a review's criteria are met."""

Modality: TypeAlias = Literal["not-available", "power", "expectation", "duty"]
"""How firmly a review is called for; the firmest last."""

Moved: TypeAlias = Literal["up", "down"]
"""Which way peers moved a rating."""

Owed: TypeAlias = Literal["out-of-scope", "invitation", "contract", "statute"]
"""What an agency owes of an audit; the firmest last."""

PartKind: TypeAlias = Literal["content", "recipient", "channel"]
"""What kind of thing a report has to have."""

PeriodUnit: TypeAlias = Literal["days", "working-days", "weeks", "months", "years", "as-soon-as-possible"]
"""The unit in which a clock counts."""

Proved: TypeAlias = Literal["proved", "refuted", "not-decided"]
"""Whether a claim holds."""

RelationKind: TypeAlias = Literal["reports-to", "acts-for", "overseen-by", "exchanges-with", "supports"]
"""How one body stands to another."""

Requirement: TypeAlias = Literal[
    "service-consent",
    "needed",
    "needed-in-writing",
    "seek",
    "inform",
    "unless-refused",
    "unless-objected",
    "not-required",
]
"""What has to be agreed with the family or the person."""

ReviewKind: TypeAlias = Literal["review", "notification", "enquiry"]
"""What kind of thing an incident calls for."""

RoleKind: TypeAlias = Literal[
    "notifies", "receives", "leads", "considers", "recommends", "decides", "informed", "takes-part", "supervises"
]
"""What a body does in a review."""

RouteKind: TypeAlias = Literal["duty", "power", "test", "right", "notification"]
"""What kind of legal route it is."""

SeatOutcome: TypeAlias = Literal["permitted", "not-permitted", "cannot-tell"]
"""Whether a person may sit, or deputise."""

SeatPart: TypeAlias = Literal["chair", "member", "attends"]
"""What the holder of a seat is there."""

SeatRole: TypeAlias = Literal["holder", "deputy"]
"""In which role a person is in a seat."""

SettingKind: TypeAlias = Literal["count", "day", "event", "choice"]
"""What kind of value a setting takes."""

Side: TypeAlias = Literal["children", "adults"]
"""Which of the two arrangements something belongs to."""

Slippage: TypeAlias = Literal["fixed-parity", "from-completion"]
"""What a late phase does to the rest of the cycle."""

Standing: TypeAlias = Literal["not-yet-due", "due", "overdue", "done", "cannot-tell"]
"""Where an action stands."""

Stands: TypeAlias = Literal["upward", "agrees", "open", "downward"]
"""Where a judgement stands beside what the rules say."""

Strength: TypeAlias = Literal["must", "should", "may", "aim"]
"""How strongly a rule binds."""

Urgency: TypeAlias = Literal["planned", "prompt", "same-day", "immediate"]
"""How soon a route wants acting on; the most urgent last."""

YearKind: TypeAlias = Literal["calendar", "financial", "academic"]
"""When a year begins."""
