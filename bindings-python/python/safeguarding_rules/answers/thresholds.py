"""The parts of an answer about thresholds.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..items import Answer, Field, Item, a_day, a_list, a_state, a_truth, a_value, an_item, items_of
from ..values import State, Truth
from .shared import (
    Cited,
    ConflictTouched,
    EditionNamed,
    Finding,
    Inconsistency,
    NextQuestion,
    OpenSetting,
    Prompted,
    StateGiven,
)
from .words import Basis, Evidence, LimitUnit, Requirement, RouteKind, Stands, Strength, Urgency

__all__ = [
    "Brief",
    "BriefRoute",
    "ConsentRule",
    "Decision",
    "GovernedBy",
    "Judged",
    "LevelNamed",
    "LevelRange",
    "Limit",
    "MissingFact",
    "PathwayStep",
    "PublishedOnly",
    "RouteAnswer",
    "StrengthShown",
]


class Decision(Answer):
    """The whole answer about thresholds."""

    answer: Field[Literal["thresholds"]] = a_value("`thresholds`.")
    applies: Field[Truth] = a_truth("Whether this person is such a subject on that day.")
    as_of: Field[date] = a_day("The day whose rules apply.")
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    consent: Field[tuple[ConsentRule, ...]] = items_of(
        "ConsentRule", "What has to be agreed, for each level in the range and each true route."
    )
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    exact: Field[bool] = a_value("`false` when the search was stopped at its limit.")
    findings: Field[tuple[Finding, ...]] = items_of("Finding", "What the rules showed.")
    governed_by: Field[tuple[GovernedBy, ...]] = items_of(
        "GovernedBy", "The documents that set the criteria, to which people are bound to work."
    )
    inconsistent: Field[tuple[Inconsistency, ...]] = items_of("Inconsistency", "Answers that cannot stand together.")
    judgement: Field[Judged | None] = an_item("Judged", "The practitioner's own level.")
    level: Field[LevelRange | None] = an_item(
        "LevelRange", "The level of need; absent where there are no levels or `applies` is false."
    )
    missing: Field[tuple[MissingFact, ...]] = items_of(
        "MissingFact", "The facts that could still change the answer, most urgent first."
    )
    next_question: Field[NextQuestion | None] = an_item("NextQuestion", "What to ask next.")
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are open and could change the answer."
    )
    pack: Field[str] = a_value("The pack asked.")
    pathway: Field[tuple[PathwayStep, ...]] = items_of(
        "PathwayStep",
        "The steps for the level that is certain and for each true route, and what is to be done while one is open.",
    )
    prompts: Field[tuple[Prompted, ...]] = items_of("Prompted", "Things for a person to weigh.")
    routes: Field[tuple[RouteAnswer, ...]] = items_of("RouteAnswer", "Every route that is not false.")
    ruled_out: Field[tuple[str, ...]] = a_list("The routes that are.")
    states: Field[tuple[StateGiven, ...]] = items_of(
        "StateGiven", "Facts given as declined, not applicable or disputed."
    )
    strengths: Field[tuple[StrengthShown, ...]] = items_of("StrengthShown", "Strengths, which cancel nothing.")
    subject: Field[str] = a_value("Whom it is about.")
    version: Field[str] = a_value("The version of the library.")


class Brief(Answer):
    """The outcome only."""

    answer: Field[Literal["thresholds"]] = a_value("`thresholds`.")
    applies: Field[Truth] = a_truth("Whether this person is such a subject on that day.")
    as_of: Field[date] = a_day("The day whose rules apply.")
    at_least: Field[int | None] = a_value("The level reached in every filling; absent as in the whole answer.")
    at_most: Field[int | None] = a_value("The highest level reached in some.")
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    exact: Field[bool] = a_value("`false` when the search was stopped at its limit.")
    pack: Field[str] = a_value("The pack asked.")
    routes: Field[tuple[BriefRoute, ...]] = items_of("BriefRoute", "Every route that is not false.")
    settled: Field[bool | None] = a_value("Whether one level is left.")
    subject: Field[str] = a_value("Whom it is about.")
    version: Field[str] = a_value("The version of the library.")


class ConsentRule(Item):
    """What has to be agreed."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    for_: Field[str] = a_value("`level-3` or `route:…`.", key="for")
    may_proceed_without: Field[Truth] = a_truth("Whether one may go on without agreement, or in spite of a refusal.")
    requirement: Field[Requirement] = a_value("What.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    words: Field[str] = a_value("In words.")


class GovernedBy(Item):
    """A document that sets the criteria."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    binds: Field[str] = a_value("Who is bound to work to it.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    link: Field[str | None] = a_value("Where it can be read.")
    rule: Field[str] = a_value("The rule.")
    sets: Field[str] = a_value("What it sets.")
    source: Field[str] = a_value("The document among the sources.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    title: Field[str] = a_value("Its title.")
    truth: Field[Truth] = a_truth("`true` or `unknown`: whether it is so for this person.")


class Judged(Item):
    """The practitioner's own level, or own view of a route, beside what the rules indicate."""

    below_trigger: Field[tuple[str, ...]] = a_list(
        "Statutory triggers, or the route's rule where it rests on an Act, that stand above it."
    )
    by: Field[str] = a_value("Who, by role.")
    holds: Field[bool | None] = a_value("Whether the route is met.")
    level: Field[int | None] = a_value("The level, where that is judged.")
    on: Field[date | None] = a_day("On which day.")
    reason: Field[str] = a_value("Why.")
    route: Field[str | None] = a_value("The route, where that is judged.")
    stands: Field[Stands] = a_value("Above, inside or below what the rules say, or just that.")


class LevelRange(Item):
    """The level of need: a range while answers are missing."""

    at_least: Field[int] = a_value("Reached in every way of filling the gaps.")
    at_most: Field[int] = a_value("The highest reached in some.")
    illustrative: Field[bool] = a_value("The range would differ without illustrative rules.")
    names: Field[tuple[LevelNamed, ...]] = items_of(
        "LevelNamed", "The levels of the range in words, without those of which every rule is ruled out."
    )
    published_only: Field[PublishedOnly | None] = an_item(
        "PublishedOnly", "The range by published rules alone, where it differs."
    )
    settled: Field[bool] = a_value("Whether one level is left.")


class MissingFact(Item):
    """A fact that could still change the answer."""

    could_reach: Field[int | None] = a_value("The highest level it could help to reach.")
    fact: Field[str] = a_value("The fact.")
    routes: Field[tuple[str, ...]] = a_list("The routes it could decide.")
    state: Field[State] = a_state("Why it has no full value.")


class PathwayStep(Item):
    """A step of the pathway."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    does: Field[str] = a_value("What they do.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    for_: Field[str] = a_value("`level-3` or `route:…`.", key="for")
    limit: Field[Limit | None] = an_item("Limit", "By when.")
    step: Field[str] = a_value("Its id.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    while_open: Field[tuple[str, ...]] = a_list(
        "Where the level or route is still open: the facts, declined, disputed or not known, that could decide it."
    )
    who: Field[str] = a_value("Who acts.")


class RouteAnswer(Item):
    """A legal route or test."""

    act: Field[str] = a_value("What they do.")
    basis: Field[Basis] = a_value("What kind of text it rests on.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    kind: Field[RouteKind] = a_value("Duty, power, test, right or notification.")
    route: Field[str] = a_value("The route.")
    rule: Field[str] = a_value("The rule that establishes it.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    truth: Field[Truth] = a_truth("`true` or `unknown`.")
    urgency: Field[Urgency] = a_value("How soon.")
    who: Field[str] = a_value("Who acts.")


class StrengthShown(Item):
    """A strength."""

    label: Field[str] = a_value("Its label.")
    note: Field[str] = a_value("What it says.")
    rule: Field[str] = a_value("The rule.")


class BriefRoute(Item):
    """A route in an answer of the outcome only."""

    route: Field[str] = a_value("The route.")
    truth: Field[Truth] = a_truth("`true` or `unknown`.")


class LevelNamed(Item):
    """A level in words."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    name: Field[str] = a_value("Its name in this area.")
    number: Field[int] = a_value("Its number.")
    responders: Field[tuple[str, ...]] = a_list("Who responds.")
    route_in: Field[str] = a_value("How one gets there.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class PublishedOnly(Item):
    """The range by published rules alone."""

    at_least: Field[int] = a_value("Reached in every way of filling the gaps.")
    at_most: Field[int] = a_value("The highest reached in some.")


class Limit(Item):
    """A time limit: so many of a unit from an event."""

    from_: Field[str] = a_value("The event it runs from, in words.", key="from")
    n: Field[int | None] = a_value("How many; absent for `as-soon-as-possible`.")
    unit: Field[LimitUnit] = a_value("The unit.")
