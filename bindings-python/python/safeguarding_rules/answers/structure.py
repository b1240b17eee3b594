"""The parts of an answer about who is what, and who decides what.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ..items import Answer, Field, Item, a_day, a_list, a_truth, a_value, an_item, as_it_is, items_of
from ..values import Truth
from .shared import Answerable, Cited, ConflictTouched, Decider, EditionNamed, EntryAnswer, OpenSetting, Problem
from .words import (
    AgencyStanding,
    AuthorityPart,
    Basis,
    Between,
    BodyKind,
    BodyPart,
    CapacityKind,
    Commitment,
    DisputeAct,
    Evidence,
    ListingKind,
    MembersKnown,
    RelationKind,
    SeatPart,
    Side,
    Strength,
)

__all__ = [
    "AccountabilityShown",
    "AuthorityAnswer",
    "Behind",
    "BodyShown",
    "CapacityShown",
    "Consultation",
    "DisputeShown",
    "MatrixCell",
    "MatrixRow",
    "MatterAnswer",
    "MembershipAnswer",
    "MembershipShown",
    "OrganisationAnswer",
    "OrganisationMissing",
    "PartnerAnswer",
    "RelationShown",
    "RelevantAgency",
    "SeatShown",
    "SettingShown",
    "StatutoryPartner",
]


class MembershipAnswer(Answer):
    """Who is what, on a day. With `structure` all six lists of the structure are there."""

    accountability: Field[tuple[AccountabilityShown, ...]] = items_of("AccountabilityShown", "Who stays answerable.")
    answer: Field[Literal["membership"]] = a_value("The question that is answered.")
    as_of: Field[date] = a_day("The day whose rules apply.")
    bodies: Field[tuple[BodyShown, ...]] = items_of("BodyShown", "The bodies that are, or may be, in force.")
    capacities: Field[tuple[CapacityShown, ...]] = items_of("CapacityShown", "What offices are for the partnership.")
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    disputes: Field[tuple[DisputeShown, ...]] = items_of("DisputeShown", "The steps of a disagreement.")
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    missing: Field[tuple[OrganisationMissing, ...]] = items_of(
        "OrganisationMissing", "What is not known of each and could change what it is."
    )
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are not set and on which something in the answer hangs."
    )
    organisations: Field[tuple[OrganisationAnswer, ...]] = items_of(
        "OrganisationAnswer", "The organisations asked about, as asked."
    )
    pack: Field[str] = a_value("The pack asked.")
    partners: Field[tuple[PartnerAnswer, ...]] = items_of("PartnerAnswer", "The places of the statutory partners.")
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    relations: Field[tuple[RelationShown, ...]] = items_of("RelationShown", "How bodies stand to each other.")
    seats: Field[tuple[SeatShown, ...]] = items_of("SeatShown", "Their seats.")
    version: Field[str] = a_value("The version of the library.")


class AuthorityAnswer(Answer):
    """Who decides what."""

    answer: Field[Literal["authority"]] = a_value("The question that is answered.")
    as_of: Field[date] = a_day("The day whose rules apply.")
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    disputes: Field[tuple[DisputeShown, ...]] = items_of("DisputeShown", "The steps of a disagreement.")
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    matrix: Field[tuple[MatrixRow, ...]] = items_of("MatrixRow", "Every matter by every body.")
    matters: Field[tuple[MatterAnswer, ...]] = items_of("MatterAnswer", "The matters in force.")
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are not set and on which something in the answer hangs."
    )
    pack: Field[str] = a_value("The pack asked.")
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    version: Field[str] = a_value("The version of the library.")


class MembershipShown(Answer):
    """A table or a drawing, in two forms that say the same."""

    answer: Field[Literal["structure-diagram", "authority-table"]] = a_value("The question that is answered.")
    markdown: Field[str] = a_value("It in Markdown.")
    svg: Field[str] = a_value("It in SVG.")
    title: Field[str] = a_value("What it shows.")


class AccountabilityShown(Item):
    """Who stays answerable for what somebody does."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    for_: Field[Any] = as_it_is("For whom.", key="for")
    id: Field[str] = a_value("Its id.")
    in_force: Field[Truth] = a_truth("Whether it is in force.")
    of: Field[tuple[Side, ...]] = a_list("For children, for adults.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    who: Field[Any] = as_it_is("Who.")
    words: Field[str] = a_value("What that means.")


class BodyShown(Item):
    """A body that is, or may be, in force."""

    agreement: Field[Any] = as_it_is("Who has to agree to what it decides, where an entry does not say otherwise.")
    also_called: Field[tuple[str, ...]] = a_list("Other names.")
    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    hats: Field[Any] = as_it_is("For how many partners one person counts.")
    id: Field[str] = a_value("Its id.")
    in_force: Field[Truth] = a_truth("Whether it is in force.")
    interests: Field[Any] = as_it_is("What an interest in the matter does.")
    kind: Field[BodyKind] = a_value("What kind of body it is.")
    label: Field[str] = a_value("What a person reads.")
    members: Field[MembersKnown] = a_value("Whether its seats are all listed, some of them, or none.")
    name: Field[str | None] = a_value("Its name on the day; left out where that is not set.")
    name_could_be: Field[tuple[str, ...]] = a_list("Where it is not set, every name that it could have.")
    note: Field[str | None] = a_value("What a reader should know.")
    of: Field[tuple[Side, ...]] = a_list("For children, for adults.")
    quorum: Field[Any] = as_it_is("When a meeting of it is quorate.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class CapacityShown(Item):
    """What an office is for the partnership."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    capacity: Field[CapacityKind] = a_value("What it is.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    id: Field[str] = a_value("Its id.")
    in_force: Field[Truth] = a_truth("Whether it is in force.")
    note: Field[str | None] = a_value("What a reader should know.")
    of: Field[tuple[Side, ...]] = a_list("For children, for adults.")
    office: Field[str | None] = a_value("The office; absent: it is not said who.")
    others: Field[bool] = a_value(
        "Each chooses anew: whoever is named is this only where that is said of them.", absent=False
    )
    partner: Field[str | None] = a_value("The partner for whom.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    title: Field[str] = a_value("What it is called.")


class DisputeShown(Item):
    """A step of a disagreement."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    between: Field[Between] = a_value("Between whom.")
    by: Field[Any] = as_it_is("Who does it, as the pack names them.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    dispute: Field[str] = a_value("Its id.")
    does: Field[DisputeAct] = a_value("What is done.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    in_force: Field[Truth | None] = a_truth("Whether it is in force; said where the structure is asked for.")
    not_for: Field[tuple[str, ...]] = a_list(
        "The matters in which it is no step; left out where a matter was asked for."
    )
    step: Field[int] = a_value("Its place in the order.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    who: Field[str | None] = a_value("Who does it, in words.")
    words: Field[str] = a_value("What that means.")


class OrganisationMissing(Item):
    """What is not known of an organisation and could change what it is."""

    needs: Field[tuple[str, ...]] = a_list("What is not known.")
    organisation: Field[str] = a_value("The organisation.")


class OrganisationAnswer(Item):
    """What an organisation is."""

    became: Field[tuple[str, ...]] = a_list("What took its place, in turn, as far as that is or may be in force.")
    begins: Field[date | None] = a_day("Its first day, where that is yet to come.")
    board_member: Field[Truth] = a_truth("A member of the Safeguarding Adults Board.")
    by: Field[tuple[Behind, ...]] = items_of("Behind", "What is behind every truth that is not `false`.")
    exists: Field[Truth] = a_truth("It, and the kind as which it is given, is in force.")
    label: Field[str | None] = a_value("What a person reads.")
    organisation: Field[str] = a_value("Its name as given.")
    part_of_partner: Field[Truth] = a_truth("It is part of a statutory partner.")
    relevant_agency: Field[RelevantAgency] = an_item("RelevantAgency", "Whether it is a relevant agency.")
    statutory_partner: Field[StatutoryPartner] = an_item(
        "StatutoryPartner", "Whether it holds the place of a statutory partner."
    )
    voice: Field[Truth] = a_truth("It is heard and holds to account.")


class PartnerAnswer(Item):
    """The place of a statutory partner on the day."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    delegates: Field[tuple[str, ...]] = a_list("The offices to which that is delegated.")
    delegates_could_be: Field[tuple[str, ...]] = a_list(
        "The offices to which a text says that it is delegated, where each chooses anew to whom."
    )
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    held_by: Field[str | None] = a_value("The kind of organisation that holds it; left out where that is not set.")
    label: Field[str] = a_value("What a person reads.")
    leads: Field[tuple[str, ...]] = a_list("The offices that lead for it.")
    leads_could_be: Field[tuple[str, ...]] = a_list(
        "The offices that a text names as leading, where each chooses anew who does."
    )
    of: Field[tuple[Side, ...]] = a_list("A safeguarding partner (children), a member of the board by law (adults).")
    organisation: Field[str | None] = a_value("The one of the pack that is of that kind.")
    partner: Field[str] = a_value("The partner.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class RelationShown(Item):
    """How a body stands to another."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    body: Field[str] = a_value("The body.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    how: Field[RelationKind] = a_value("How it stands.")
    id: Field[str] = a_value("Its id.")
    in_force: Field[Truth] = a_truth("Whether it is in force.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    with_: Field[str] = a_value("The other body.", key="with")
    words: Field[str | None] = a_value("What that means.")


class SeatShown(Item):
    """A seat that is, or may be, in force."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    body: Field[str] = a_value("The body.")
    capacities: Field[tuple[CapacityKind, ...]] = a_list("Its holder is one of these for that partner.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    decides: Field[Any] = as_it_is("Whether its holder has a say.")
    deputy: Field[Any] = as_it_is("Whether somebody may attend in the holder's place.")
    each: Field[bool] = a_value("There is such a seat for every such organisation.", absent=False)
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    id: Field[str] = a_value("Its id.")
    in_force: Field[Truth] = a_truth("Whether it is in force.")
    kinds: Field[tuple[str, ...]] = a_list("It is for an organisation of one of these kinds.")
    label: Field[str] = a_value("What a person reads.")
    note: Field[str | None] = a_value("What a reader should know.")
    office: Field[str | None] = a_value("The office that it is for.")
    part: Field[SeatPart] = a_value("What its holder is there.")
    provisional: Field[str | None] = a_value("For how long, where it is not meant to last.")
    represents: Field[str | None] = a_value("The partner for whom its holder speaks.")
    standing: Field[ListingKind | None] = a_value("It is for an organisation of that standing.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class MatrixRow(Item):
    """A matter by every body."""

    bodies: Field[tuple[MatrixCell, ...]] = items_of("MatrixCell", "The bodies, in the order of the pack.")
    matter: Field[str] = a_value("The matter.")


class MatterAnswer(Item):
    """A matter and everybody who has a part in it."""

    accountable: Field[tuple[Answerable, ...]] = items_of("Answerable", "Who stays answerable.")
    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    commits: Field[tuple[Commitment, ...]] = a_list("What a decision commits the organisations to.")
    consultation: Field[tuple[Consultation, ...]] = items_of(
        "Consultation", "Those who have to be consulted before it is decided; left out where nobody has to be."
    )
    deciders: Field[tuple[Decider, ...]] = items_of("Decider", "Who decides it.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    label: Field[str] = a_value("What a person reads.")
    matter: Field[str] = a_value("The matter.")
    of: Field[tuple[Side, ...]] = a_list("For children, for adults.")
    parts: Field[tuple[EntryAnswer, ...]] = items_of("EntryAnswer", "Who does what in it.")
    ready: Field[Truth | None] = a_truth("All of them were consulted; left out where nobody has to be.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class Behind(Item):
    """An item behind a truth."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    item: Field[str] = a_value("Its id.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class RelevantAgency(Item):
    """Whether an organisation is a relevant agency."""

    could_be: Field[tuple[AgencyStanding, ...]] = a_list("With `cannot-tell`: on which lists it could be.")
    eligible: Field[Truth] = a_truth("It is on the list of the law.")
    entries: Field[tuple[str, ...]] = a_list("The entries of the list of the area that fit or may fit.")
    in_law: Field[Truth] = a_truth("Named and eligible, and neither a statutory partner nor part of one.")
    named: Field[Truth] = a_truth("It is on the list of the area.")
    paragraphs: Field[tuple[str, ...]] = a_list("The paragraphs of the list of the law that fit or may fit.")
    standing: Field[AgencyStanding] = a_value("On which lists it is.")


class StatutoryPartner(Item):
    """Whether an organisation holds the place of a statutory partner."""

    adults: Field[Truth] = a_truth("For adults.")
    children: Field[Truth] = a_truth("For children.")
    place: Field[str | None] = a_value("The place.")


class MatrixCell(Item):
    """What a body has to do with a matter."""

    body: Field[str] = a_value("The body.")
    could_be: Field[tuple[BodyPart, ...]] = a_list("With the part `cannot-tell`: what it could be.")
    part: Field[BodyPart] = a_value("What that comes to.")
    parts: Field[tuple[AuthorityPart, ...]] = a_list("All that it does.")


class Consultation(Item):
    """Somebody who has to be consulted."""

    by: Field[Any] = as_it_is("Who, as the pack names them.")
    consulted: Field[Truth] = a_truth("Whether they were, as given.")
    entry: Field[str] = a_value("The entry that says so.")
    who: Field[str] = a_value("Who, in words.")


class SettingShown(Item):
    """The setting that leaves something open."""

    setting: Field[str] = a_value("Its id.")
