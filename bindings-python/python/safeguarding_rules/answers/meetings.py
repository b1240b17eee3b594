"""The parts of an answer about seats and meetings.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from ..items import Answer, Field, Item, a_day, a_list, a_truth, a_value, an_item, items_of
from ..values import Truth
from .shared import Answerable, Cited, ConflictTouched, Decider, EditionNamed, EntryAnswer, OpenSetting, Problem
from .words import (
    Agreeing,
    Basis,
    BodyPart,
    Clause,
    DeputyAuthority,
    Evidence,
    LackingWord,
    MeetingOutcome,
    SeatOutcome,
    SeatRole,
    Strength,
)

__all__ = [
    "ClauseAnswer",
    "Commitments",
    "CriterionAnswer",
    "HowMany",
    "Lacking",
    "MeetingAnswer",
    "MissingThere",
    "PartnerThere",
    "PatternAnswer",
    "PersonThere",
    "QuorumAnswer",
    "SeatAnswer",
    "SeatThere",
    "SeatUnnamed",
    "StandsBack",
]


class SeatAnswer(Answer):
    """Whether a person may sit, or deputise."""

    accountable: Field[tuple[Answerable, ...]] = items_of(
        "Answerable", "Who stays answerable for what the person does in that seat."
    )
    answer: Field[Literal["seat"]] = a_value("The question that is answered.")
    as_: Field[SeatRole] = a_value("In which role.", key="as")
    as_of: Field[date] = a_day("The day whose rules apply.")
    authority: Field[DeputyAuthority | None] = a_value("How a deputy's authority compares with the holder's.")
    body: Field[str] = a_value("The body.")
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    could_be: Field[tuple[DeputyAuthority, ...]] = a_list("With the authority `cannot-tell`: how it could compare.")
    criteria: Field[tuple[CriterionAnswer, ...]] = items_of(
        "CriterionAnswer", "What is asked of such a person in such a seat."
    )
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    failed: Field[tuple[str, ...]] = a_list("The criteria that are not met.")
    label: Field[str] = a_value("What a person reads.")
    matter: Field[str | None] = a_value("The matter.")
    missing: Field[tuple[str, ...]] = a_list(
        "The criteria of which it is not known, and what the matter needs where that is not given."
    )
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are not set and on which something in the answer hangs."
    )
    outcome: Field[SeatOutcome] = a_value("Whether they may.")
    pack: Field[str] = a_value("The pack asked.")
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    seat: Field[str] = a_value("The seat.")
    stands_back: Field[tuple[StandsBack, ...]] = items_of(
        "StandsBack",
        "By which entries this person has, or may have, no say in the matter; it changes nothing of whether they may sit. Left out where by none.",
    )
    version: Field[str] = a_value("The version of the library.")


class MeetingAnswer(Answer):
    """Whether a meeting is properly constituted, and what it may do. What is said of a matter is there where one was given."""

    accountable: Field[tuple[Answerable, ...]] = items_of("Answerable", "Who stays answerable for what is decided.")
    agreed: Field[Truth | None] = a_truth(
        "What is asked of agreement has been given; left out where the body surely has nothing to decide."
    )
    agreement: Field[Agreeing | None] = a_value(
        "What has to be agreed; left out where the body surely has nothing to decide."
    )
    agreement_could_be: Field[tuple[Agreeing, ...]] = a_list("With the agreement `cannot-tell`: what it could be.")
    answer: Field[Literal["meeting"]] = a_value("The question that is answered.")
    as_of: Field[date] = a_day("The day whose rules apply.")
    body: Field[str] = a_value("The body.")
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    constituted: Field[Truth] = a_truth("It is properly constituted.")
    could_be: Field[tuple[MeetingOutcome, ...]] = a_list("With the outcome `cannot-tell`: what it could be.")
    decided_by: Field[tuple[Decider, ...]] = items_of(
        "Decider", "Where this body decides or signs off, or may: who decides beside it, or together with it."
    )
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    entries: Field[tuple[EntryAnswer, ...]] = items_of(
        "EntryAnswer",
        "On what all of that rests, in pack order: what is, or may be, said of this body's part in the matter, and every entry that is named here.",
    )
    exercised_by: Field[tuple[Decider, ...]] = items_of(
        "Decider", "With the part `decides-by-law`: the entries through which what is the body's is exercised."
    )
    exists: Field[Truth] = a_truth("The body is in force.")
    lacking: Field[tuple[Lacking, ...]] = items_of("Lacking", "What would have to change.")
    matter: Field[str | None] = a_value("What is to be decided.")
    missing: Field[tuple[MissingThere, ...]] = items_of(
        "MissingThere", "What is not known and could change whether it is constituted, the outcome or what was agreed."
    )
    name: Field[str | None] = a_value("Its name on the day; left out where that is not set.")
    name_could_be: Field[tuple[str, ...]] = a_list("Where it is not set, every name that it could have.")
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are not set and on which something in the answer hangs."
    )
    outcome: Field[MeetingOutcome | None] = a_value("What the meeting may do.")
    pack: Field[str] = a_value("The pack asked.")
    part: Field[BodyPart | None] = a_value("What the body has to do with it.")
    part_could_be: Field[tuple[BodyPart, ...]] = a_list("With the part `cannot-tell`: what it could be.")
    partners: Field[tuple[PartnerThere, ...]] = items_of("PartnerThere", "How each partner is represented.")
    people: Field[tuple[PersonThere, ...]] = items_of("PersonThere", "The people, as given.")
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    quorum: Field[QuorumAnswer | None] = an_item("QuorumAnswer", "How it stands to its quorum.")
    refer_to: Field[tuple[Decider, ...]] = items_of(
        "Decider", "Who decides, where it is not surely for this body or for its members."
    )
    seats: Field[tuple[SeatUnnamed, ...]] = items_of("SeatUnnamed", "The seats for which nobody is named.")
    signed_off_by: Field[tuple[Decider, ...]] = items_of(
        "Decider", "Who beside this body has to sign before what is decided stands."
    )
    version: Field[str] = a_value("The version of the library.")


class CriterionAnswer(Item):
    """One thing that is asked of somebody who sits."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    commitments: Field[Commitments | None] = an_item(
        "Commitments", "Whether it is met, by what the organisation can be committed to."
    )
    criterion: Field[str] = a_value("Its name; of a test its id.")
    evidence: Field[str | None] = a_value("What shows it, as given.")
    label: Field[str] = a_value("What a person reads.")
    question: Field[str | None] = a_value("What a person is asked.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    truth: Field[Truth] = a_truth("Whether it is met.")


class StandsBack(Item):
    """An entry by which somebody has, or may have, no say in a matter."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    entry: Field[str] = a_value("The entry.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    office: Field[str] = a_value("The office whose holder stands back.")
    stands_back: Field[Truth] = a_truth("Whether this person does, in this seat.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    words: Field[str | None] = a_value("What that means.")


class Lacking(Item):
    """One thing that would have to change."""

    criterion: Field[str | None] = a_value("The criterion.")
    entry: Field[str | None] = a_value(
        "The entry by which it may be delegated, or by which somebody has to be consulted."
    )
    number: Field[int | None] = a_value(
        "So many more people have to count, at most; of `partners` and `members`, so many more are asked for than there are."
    )
    partner: Field[str | None] = a_value("The partner.")
    person: Field[str | None] = a_value("The person.")
    seat: Field[str | None] = a_value("The seat.")
    setting: Field[str | None] = a_value(
        "The setting that is not set; of `partners` and `members`, the one that asks for too many."
    )
    what: Field[LackingWord] = a_value("What.")


class MissingThere(Item):
    """Something that is not known and could change what a meeting may do."""

    entry: Field[str | None] = a_value("The entry by which they would be consulted.")
    needs: Field[str] = a_value("What is not known.")
    person: Field[str | None] = a_value("The person of whom.")
    seat: Field[str | None] = a_value("The seat of which, or in which.")


class PartnerThere(Item):
    """How a partner is represented."""

    agrees: Field[Truth] = a_truth("It agrees.")
    held_by: Field[str | None] = a_value(
        "The kind of organisation that holds its place; left out where that is not set."
    )
    label: Field[str] = a_value("What a person reads.")
    partner: Field[str] = a_value("The partner.")
    people: Field[tuple[str, ...]] = a_list("Those who do or may.")
    represented: Field[Truth] = a_truth("Somebody stands for it in every matching that represents as many as can be.")


class PersonThere(Item):
    """Somebody, seat by seat."""

    counts: Field[Truth] = a_truth("They count.")
    has_a_say: Field[Truth] = a_truth("They have a say.")
    person: Field[str] = a_value("What they are called, as given.")
    seats: Field[tuple[SeatThere, ...]] = items_of("SeatThere", "The seats in which they sit.")


class QuorumAnswer(Item):
    """The pattern that is set, or every one that could be."""

    pattern: Field[str | None] = a_value("The pattern that is set.")
    patterns: Field[tuple[PatternAnswer, ...]] = items_of("PatternAnswer", "How the meeting stands to each.")
    set_by: Field[str | None] = a_value("Who sets it.")
    setting: Field[str | None] = a_value("The setting, where none is.")


class SeatUnnamed(Item):
    """A seat for which nobody is named."""

    label: Field[str] = a_value("What a person reads.")
    represents: Field[str | None] = a_value("The partner for whom its holder speaks.")
    seat: Field[str] = a_value("The seat.")
    vacant: Field[Truth] = a_truth("It is vacant.")


class Commitments(Item):
    """Whether a test is met, by what the organisation can be committed to."""

    policy: Field[Truth] = a_truth("To its policy.")
    practice: Field[Truth] = a_truth("To what its people do.")
    resourcing: Field[Truth] = a_truth("To money and people.")


class SeatThere(Item):
    """A seat in which somebody sits."""

    as_: Field[SeatRole] = a_value("The role.", key="as")
    counts: Field[Truth] = a_truth("They count in it.")
    failed: Field[tuple[str, ...]] = a_list("The criteria that are not met.")
    missing: Field[tuple[str, ...]] = a_list("The criteria of which it is not known.")
    seat: Field[str] = a_value("The seat.")


class PatternAnswer(Item):
    """How a meeting stands to a pattern."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    clauses: Field[tuple[ClauseAnswer, ...]] = items_of("ClauseAnswer", "What it asks.")
    constituted: Field[Truth] = a_truth("It is met.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    label: Field[str] = a_value("What a person reads.")
    pattern: Field[str] = a_value("The pattern.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class ClauseAnswer(Item):
    """One thing that a pattern asks."""

    clause: Field[Clause] = a_value("What.")
    has: Field[HowMany] = an_item("HowMany", "How many there are.")
    needs: Field[HowMany] = an_item("HowMany", "How many it needs.")
    truth: Field[Truth] = a_truth("It is met.")


class HowMany(Item):
    """A number as far as it is known."""

    least: Field[int] = a_value("The least.")
    most: Field[int | None] = a_value("The most; left out where there is no end.")
