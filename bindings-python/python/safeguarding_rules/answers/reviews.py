"""The parts of an answer about reviews, and of deadlines.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..items import Answer, Field, Item, a_day, a_list, a_state, a_truth, a_value, an_item, items_of
from ..values import State, Truth
from .shared import (
    CalendarNamed,
    Cited,
    ConflictTouched,
    Days,
    EditionNamed,
    Finding,
    Inconsistency,
    NextQuestion,
    NumberOfDays,
    OpenSetting,
    Prompted,
    StateGiven,
)
from .words import (
    Basis,
    ClockDirection,
    Counting,
    Evidence,
    How,
    Met,
    Modality,
    PeriodUnit,
    ReviewKind,
    RoleKind,
    Standing,
    Strength,
)

__all__ = [
    "ActionAnswer",
    "AlsoCounted",
    "CalendarsCompared",
    "ClockShown",
    "DeadlineAnswer",
    "EditionDays",
    "EventMissing",
    "EventProblem",
    "LinkAnswer",
    "MissingForReviews",
    "MovedDeadline",
    "NamedHoliday",
    "ReviewAnswer",
    "ReviewBrief",
    "ReviewDecision",
    "ReviewsBrief",
    "RoleAnswer",
]


class ReviewDecision(Answer):
    """The whole answer about reviews."""

    actions: Field[tuple[ActionAnswer, ...]] = items_of(
        "ActionAnswer", "Every action that applies or may apply, in the order of the pack."
    )
    answer: Field[Literal["reviews"]] = a_value("`reviews`.")
    applies: Field[Truth] = a_truth("Whether this is such a subject.")
    as_of: Field[date] = a_day("The day on which it is asked where everything stands.")
    calendar: Field[CalendarNamed] = an_item(
        "CalendarNamed", "The table of working days by which everything was counted."
    )
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    exact: Field[bool] = a_value("`false` when the search was stopped at its limit.")
    findings: Field[tuple[Finding, ...]] = items_of("Finding", "What the rules showed.")
    incident: Field[Days] = an_item("Days", "The days that the incident can have happened on.")
    inconsistent: Field[tuple[Inconsistency, ...]] = items_of("Inconsistency", "Answers that cannot stand together.")
    missing: Field[tuple[MissingForReviews, ...]] = items_of(
        "MissingForReviews", "The facts that could still change the answer, most urgent first."
    )
    missing_events: Field[tuple[EventMissing, ...]] = items_of("EventMissing", "The events that leave an action open.")
    next_action: Field[str | None] = a_value("The action to take next.")
    next_question: Field[NextQuestion | None] = an_item("NextQuestion", "What to ask next.")
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on, and of the table of working days.")
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are open and could change the answer."
    )
    pack: Field[str] = a_value("The pack asked.")
    problems: Field[tuple[EventProblem, ...]] = items_of(
        "EventProblem", "Events that cannot be as they were given, and why due days could not be counted."
    )
    prompts: Field[tuple[Prompted, ...]] = items_of("Prompted", "Things for a person to weigh.")
    reviews: Field[tuple[ReviewAnswer, ...]] = items_of("ReviewAnswer", "Every review, in the order of the pack.")
    states: Field[tuple[StateGiven, ...]] = items_of(
        "StateGiven", "Facts given as declined, not applicable or disputed."
    )
    subject: Field[str] = a_value("Whom it is about.")
    version: Field[str] = a_value("The version of the library.")


class ReviewsBrief(Answer):
    """The outcome only."""

    answer: Field[Literal["reviews"]] = a_value("`reviews`.")
    applies: Field[Truth] = a_truth("Whether this is such a subject.")
    as_of: Field[date] = a_day("The day on which it is asked where everything stands.")
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    exact: Field[bool] = a_value("`false` when the search was stopped at its limit.")
    pack: Field[str] = a_value("The pack asked.")
    reviews: Field[tuple[ReviewBrief, ...]] = items_of("ReviewBrief", "Every review, in the order of the pack.")
    subject: Field[str] = a_value("Whom it is about.")
    version: Field[str] = a_value("The version of the library.")


class DeadlineAnswer(Answer):
    """When something is due."""

    answer: Field[Literal["deadline"]] = a_value("`deadline`.")
    calendar: Field[CalendarNamed] = an_item("CalendarNamed", "The table of working days.")
    earliest: Field[date | None] = a_day("The safe day; absent where it is no date but an order.")
    latest: Field[date | None] = a_day("The last day that it can be.")
    notices: Field[tuple[str, ...]] = a_list("Notices of the table.")


class CalendarsCompared(Answer):
    """What changes from one table to another."""

    added: Field[tuple[NamedHoliday, ...]] = items_of(
        "NamedHoliday", "The holidays that the new table alone has, on days that both cover."
    )
    answer: Field[Literal["compare-calendars"]] = a_value("`compare-calendars`.")
    moved: Field[tuple[MovedDeadline, ...]] = items_of("MovedDeadline", "The deadlines that move, in the order given.")
    new: Field[CalendarNamed] = an_item("CalendarNamed", "The new one.")
    old: Field[CalendarNamed] = an_item("CalendarNamed", "The old table.")
    outside: Field[tuple[str, ...]] = a_list(
        "The deadlines that lie outside both tables, or in no year that can be written."
    )
    removed: Field[tuple[NamedHoliday, ...]] = items_of(
        "NamedHoliday", "The holidays that the old table alone has, on days that both cover."
    )


class ActionAnswer(Item):
    """Something to be done, and where it stands."""

    action: Field[str] = a_value("Its id.")
    also: Field[tuple[AlsoCounted, ...]] = items_of("AlsoCounted", "Further counts.")
    applies: Field[Truth] = a_truth("`true` or `unknown`.")
    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    clock: Field[ClockShown | None] = an_item("ClockShown", "How it is counted.")
    could_be: Field[tuple[Standing, ...]] = a_list("The states that are possible, where that is more than one.")
    does: Field[str] = a_value("What they do.")
    done: Field[Days | None] = an_item("Days", "When it was done.")
    due: Field[Days | None] = an_item("Days", "When it is due; the earliest day is the safe one.")
    edition: Field[EditionDays | None] = an_item(
        "EditionDays",
        "The editions that have it in these words, where others that are possible have it in other words.",
    )
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    in_time: Field[Truth | None] = a_truth("Whether it was done by the day it was due.")
    late_days: Field[NumberOfDays | None] = an_item("NumberOfDays", "By how many calendar days it was late.")
    needs: Field[tuple[str, ...]] = a_list("The events that come first and are not recorded as having happened.")
    note: Field[str | None] = a_value("What a reader should know.")
    outside: Field[bool] = a_value("The day that it is due lies outside the table of working days.", absent=False)
    overdue_days: Field[NumberOfDays | None] = an_item("NumberOfDays", "Calendar days after the day it was due.")
    review: Field[str] = a_value("The review that it belongs to.")
    state: Field[Standing] = a_value("Where it stands.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    to: Field[tuple[str, ...]] = a_list("Who receives it.")
    waits_for: Field[tuple[str, ...]] = a_list("The events that are not known and leave it open.")
    who: Field[str] = a_value("Who acts.")


class MissingForReviews(Item):
    """A fact that could still change the answer."""

    actions: Field[tuple[str, ...]] = a_list("The actions whose being there it could decide.")
    fact: Field[str] = a_value("The fact.")
    reviews: Field[tuple[str, ...]] = a_list("The reviews that it could decide.")
    state: Field[State] = a_state("Why it has no full value.")


class EventMissing(Item):
    """An event that leaves an action open."""

    event: Field[str] = a_value("The event.")
    label: Field[str] = a_value("What happened, as a person reads it.")
    question: Field[str] = a_value("What a person is asked.")


class EventProblem(Item):
    """An event that cannot be as it was given, or why due days could not be counted."""

    at: Field[str] = a_value("Where: a JSON pointer into the request.")
    code: Field[str] = a_value("A stable word.")
    message: Field[str] = a_value("What was found, what was expected, what to do.")


class ReviewAnswer(Item):
    """One review: whether it may, should or must be held, and who does what in it."""

    at_least: Field[Modality] = a_value("Reached in every way of filling the gaps.")
    at_most: Field[Modality] = a_value("The firmest reached in some.")
    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    kind: Field[ReviewKind] = a_value("What kind of thing it is.")
    label: Field[str] = a_value("What a person reads.")
    links: Field[tuple[LinkAnswer, ...]] = items_of("LinkAnswer", "What runs beside it.")
    outcome: Field[Met] = a_value("Whether its criteria are met.")
    review: Field[str] = a_value("The review.")
    roles: Field[tuple[RoleAnswer, ...]] = items_of("RoleAnswer", "Who does what.")
    rules: Field[tuple[str, ...]] = a_list("The true rules that carry `at_least`.")
    scope: Field[Truth] = a_truth("Whether age, place and time are such that it can be held at all.")
    settled: Field[bool] = a_value("The two are the same.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    who: Field[str] = a_value("The body on which the duty or power lies.")


class ReviewBrief(Item):
    """A review in an answer of the outcome only."""

    at_least: Field[Modality] = a_value("Reached in every way of filling the gaps.")
    at_most: Field[Modality] = a_value("The firmest reached in some.")
    outcome: Field[Met] = a_value("Whether its criteria are met.")
    review: Field[str] = a_value("The review.")


class NamedHoliday(Item):
    """A holiday."""

    day: Field[date] = a_day("The day.")
    name: Field[str] = a_value("Its name.")


class MovedDeadline(Item):
    """A deadline that moves."""

    id: Field[str] = a_value("What it is called.")
    now: Field[Days | None] = an_item("Days", "By the new one.")
    was: Field[Days | None] = an_item("Days", "By the old table; `null` where it lies outside that.")


class AlsoCounted(Item):
    """A further count of an action."""

    clock: Field[ClockShown] = an_item("ClockShown", "How it is counted.")
    due: Field[Days | None] = an_item("Days", "The day it comes to.")
    label: Field[str] = a_value("What it says.")
    outside: Field[bool] = a_value("That day lies outside the table of working days.", absent=False)


class ClockShown(Item):
    """How something is counted."""

    counting: Field[Counting | None] = a_value("Which days count; `exclusive` when absent.")
    direction: Field[ClockDirection | None] = a_value("After it or before it; `after` when absent.")
    due_of: Field[str | None] = a_value("The action from whose due day it runs.")
    from_: Field[str | None] = a_value("The event it runs from; absent where an open setting names it.", key="from")
    n: Field[int | None] = a_value("How many; absent for `as-soon-as-possible`.")
    unit: Field[PeriodUnit] = a_value("The unit.")


class EditionDays(Item):
    """The days of the incident for which something is said in these words."""

    from_: Field[date] = a_day("The first.", key="from")
    until: Field[date | None] = a_day("The first for which it no longer is.")


class LinkAnswer(Item):
    """Another process beside a review."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    edition: Field[EditionDays | None] = an_item(
        "EditionDays",
        "The editions that have it in these words, where others that are possible have it in other words.",
    )
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    how: Field[How] = a_value("How the two stand to each other.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    truth: Field[Truth] = a_truth("`true` or `unknown`.")
    with_: Field[str] = a_value("The other process.", key="with")
    words: Field[str] = a_value("What that means.")


class RoleAnswer(Item):
    """What a body does in a review."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    does: Field[str] = a_value("What it does.")
    edition: Field[EditionDays | None] = an_item(
        "EditionDays",
        "The editions that have it in these words, where others that are possible have it in other words.",
    )
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    role: Field[RoleKind] = a_value("What kind of part it plays.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    truth: Field[Truth] = a_truth("`true` or `unknown`.")
    who: Field[str] = a_value("The body.")
