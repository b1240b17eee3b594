"""What answers of several families have in common.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ..items import Field, Item, a_day, a_list, a_state, a_truth, a_value, an_item, as_it_is, items_of
from ..values import State, Truth
from .words import AuthorityPart, Basis, Burden, Delegable, Direction, EntryEffect, Evidence, Kind, Modality, Strength

__all__ = [
    "Answerable",
    "CalendarNamed",
    "Citation",
    "Cited",
    "ConflictTouched",
    "Days",
    "Decider",
    "EditionNamed",
    "EntryAnswer",
    "FactOption",
    "Finding",
    "Inconsistency",
    "NextQuestion",
    "NotSet",
    "NumberOfDays",
    "OpenSetting",
    "PartFinding",
    "Problem",
    "Prompted",
    "Saying",
    "SettingChoice",
    "SettingReference",
    "StateGiven",
]


class ConflictTouched(Item):
    """A place where documents differ."""

    about: Field[str] = a_value("What it is about.")
    conflict: Field[str] = a_value("Its id.")
    says: Field[tuple[Saying, ...]] = items_of("Saying", "What each says.")


class EditionNamed(Item):
    """A document that an answer rests on."""

    digest: Field[str] = a_value("SHA-256 of its canonical JSON.")
    family: Field[str] = a_value("`thresholds`, or `sources` for a list of documents.")
    from_: Field[date | None] = a_day("First day it applies.", key="from")
    illustrative: Field[bool] = a_value("Nothing in it is anybody's adopted policy.", absent=False)
    pack: Field[str] = a_value("The authority.")
    until: Field[date | None] = a_day("First day it no longer applies.")


class Finding(Item):
    """What one rule showed."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    illustrative: Field[bool] = a_value("It comes from an illustrative edition.", absent=False)
    label: Field[str] = a_value("What a reader sees first.")
    level: Field[int | None] = a_value("The level it leads to.")
    missing: Field[tuple[str, ...]] = a_list("Facts that could still decide this rule.")
    modality: Field[Modality | None] = a_value("How firmly.")
    note: Field[str | None] = a_value("What a reader should know.")
    parts: Field[PartFinding] = an_item("PartFinding", "The condition, part by part.")
    review: Field[str | None] = a_value("The review it leads to.")
    route: Field[str | None] = a_value("The route it establishes.")
    rule: Field[str] = a_value("The rule.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    trigger: Field[bool] = a_value("It settles the level whatever else is known: nothing outvotes it.", absent=False)
    truth: Field[Truth] = a_truth("Whether it holds.")


class Inconsistency(Item):
    """Answers that cannot stand together."""

    facts: Field[tuple[str, ...]] = a_list("The facts concerned.")
    rule: Field[str] = a_value("The consistency rule.")
    words: Field[str] = a_value("What to tell the person.")


class NextQuestion(Item):
    """What to ask next."""

    burden: Field[Burden] = a_value("How heavy the question is.")
    fact: Field[str] = a_value("The fact.")
    help: Field[str | None] = a_value("How to decide.")
    kind: Field[Kind] = a_value("The kind of answer.")
    options: Field[tuple[FactOption, ...]] = items_of("FactOption", "What can be chosen.")
    question: Field[str] = a_value("The question.")
    unit: Field[str | None] = a_value("What is counted.")


class OpenSetting(Item):
    """A setting that is open."""

    choices: Field[tuple[SettingChoice, ...]] = items_of("SettingChoice", "Values seen in practice.")
    label: Field[str] = a_value("What it is.")
    set_by: Field[str] = a_value("Who sets it.")
    setting: Field[str] = a_value("The setting.")


class Prompted(Item):
    """Something for a person to weigh."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    consider: Field[str] = a_value("What to weigh.")
    direction: Field[Direction] = a_value("Which way it points.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    rule: Field[str] = a_value("The rule.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class StateGiven(Item):
    """A fact given with a state."""

    by: Field[tuple[str, ...]] = a_list("Who says something about it, when it is disputed.")
    fact: Field[str] = a_value("The fact.")
    state: Field[State] = a_state("The state.")


class Saying(Item):
    """What one document says."""

    cites: Field[tuple[Citation, ...]] = items_of("Citation", "Where.")
    holds: Field[bool | None] = a_value(
        "Whether it is this that is followed, as law comes before a local paper. Where all of a conflict are, each applies; where none is, it is an open question."
    )
    words: Field[str] = a_value("In our words.")


class Cited(Item):
    """A citation with the words a reader needs to find the place."""

    at: Field[str] = a_value("The place in it.")
    link: Field[str | None] = a_value("Where it can be read.")
    source: Field[str] = a_value("The source's id.")
    title: Field[str] = a_value("Its title.")


class PartFinding(Item):
    """What one part of a condition showed."""

    fact: Field[str | None] = a_value("The fact compared.")
    is_: Field[Literal["all", "any", "not", "at_least", "fact", "rule"]] = a_value(
        "`all`, `any`, `not`, `at_least`, `fact` or `rule`.", key="is"
    )
    needs: Field[int | None] = a_value("How many parts are needed.")
    parts: Field[tuple[PartFinding, ...]] = items_of("PartFinding", "The parts.")
    rule: Field[str | None] = a_value("The rule referred to.")
    state: Field[State | None] = a_state("Why the fact has no full value.")
    test: Field[Any] = as_it_is("The comparison, as the pack writes it.")
    truth: Field[Truth] = a_truth("Whether it holds.")


class FactOption(Item):
    """One option of a choice."""

    id: Field[str] = a_value("Lower case words joined by `-`.")
    label: Field[str] = a_value("What a person reads.")


class SettingChoice(Item):
    """A value of a setting seen in practice."""

    cites: Field[tuple[Citation, ...]] = items_of("Citation", "The citations.")
    label: Field[str | None] = a_value("What it is called, where its word alone says too little.")
    seen_at: Field[str] = a_value("Where it was seen.")
    value: Field[Any] = as_it_is("The value.")


class Citation(Item):
    """A place in a source."""

    at: Field[str] = a_value("Paragraph, section, page or row.")
    source: Field[str] = a_value("The id of the source.")


class SettingReference(Item):
    """The value of a setting."""

    setting: Field[str] = a_value("The setting's id.")


class CalendarNamed(Item):
    """The table of working days."""

    calendar: Field[str] = a_value("Its name.")
    digest: Field[str] = a_value("SHA-256 of its canonical JSON.")
    from_: Field[date] = a_day("The first day that it covers.", key="from")
    proclaimed_until: Field[date | None] = a_day(
        "The first day for which no holiday had been proclaimed when it was written."
    )
    until: Field[date] = a_day("The first day that it no longer covers.")


class Days(Item):
    """Some day of these; the two are the same where it is known."""

    earliest: Field[date] = a_day("The first.")
    latest: Field[date] = a_day("The last.")


class NumberOfDays(Item):
    """A number of calendar days, or what is known of it."""

    least: Field[int] = a_value("At least so many.")
    most: Field[int] = a_value("At most so many.")


class Problem(Item):
    """One thing that is wrong with what was given."""

    at: Field[str] = a_value(
        "Where: a JSON pointer (RFC 6901) into the text that was given; empty for the whole of it."
    )
    code: Field[str] = a_value("A stable word such as `pack.unknown-fact`. The message may change; the code does not.")
    message: Field[str] = a_value("What was found, what was expected, and what to do. Never an answer of a case.")


class Answerable(Item):
    """Somebody who stays answerable."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    by: Field[str] = a_value("The item that says so.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    partner: Field[str | None] = a_value("The partner for whom.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    who: Field[str] = a_value("The office, body or partner.")


class Decider(Item):
    """Who decides a matter."""

    by: Field[Any] = as_it_is("Who, as the pack names them.")
    entry: Field[str] = a_value("The entry that says so.")
    who: Field[str] = a_value("Who, in words.")


class EntryAnswer(Item):
    """What somebody has to do with a matter, on the day."""

    agreement: Field[Any] = as_it_is("Who has to agree.")
    basis: Field[Basis] = a_value("What kind of text it rests on.")
    by: Field[Any] = as_it_is("Who, as the pack names them.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    could_be: Field[tuple[EntryEffect, ...]] = a_list("With the effect `cannot-tell`: what could become of it.")
    delegable: Field[Delegable | None] = a_value("Whether it may be delegated.")
    effect: Field[EntryEffect] = a_value("What becomes of it.")
    entry: Field[str] = a_value("Its id.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    for_: Field[str | None] = a_value("The entry whose authority is exercised in this way.", key="for")
    in_force: Field[Truth] = a_truth("Whether it is in force.")
    note: Field[str | None] = a_value("What a reader should know.")
    part: Field[AuthorityPart] = a_value("What they do.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    to: Field[tuple[Any, ...]] = as_it_is("To whom.")
    who: Field[str] = a_value("Who, in words.")
    words: Field[str | None] = a_value("What that means.")
    yields_to: Field[str | None] = a_value("The entry before which it has no effect.")


class NotSet(Item):
    """What hangs on a setting that is not set."""

    choices: Field[tuple[str, ...]] = a_list("What it could be.")
    set_by: Field[str] = a_value("Who sets it.")
    setting: Field[str] = a_value("The setting.")
