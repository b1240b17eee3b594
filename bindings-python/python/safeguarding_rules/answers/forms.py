"""The parts of a form: what can be given.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ..items import Answer, Field, Item, a_day, a_list, a_truth, a_value, as_it_is, items_of
from ..values import Truth
from .shared import FactOption, SettingChoice
from .words import (
    AskedOf,
    BodyKind,
    Burden,
    CapacityKind,
    Commitment,
    Kind,
    ListingKind,
    MembersKnown,
    PartKind,
    SeatPart,
    SeatRole,
    SettingKind,
    Side,
)

__all__ = [
    "Ask",
    "AuditForm",
    "BodyAsked",
    "CapacityAsked",
    "DutyAsked",
    "EventAsked",
    "Form",
    "KindAsked",
    "MatterAsked",
    "MembershipForm",
    "OfficeAsked",
    "OpenValue",
    "OrganisationAsked",
    "PartAsked",
    "PartnerAsked",
    "PhaseAsked",
    "ProgrammeAsked",
    "Question",
    "RatingAsked",
    "ReportAsked",
    "ScaleAsked",
    "SeatAsked",
    "SetAsked",
    "StandardAsked",
    "StepAsked",
    "TestAsked",
    "TypeAsked",
]


class Form(Answer):
    """The form for one subject on one day."""

    as_of: Field[date] = a_day("The day whose rules apply.")
    events: Field[tuple[EventAsked, ...]] = items_of("EventAsked", "The events that can be put down, for reviews.")
    label: Field[str] = a_value("The subject as a person reads it.")
    pack: Field[str] = a_value("The pack asked.")
    questions: Field[tuple[Question, ...]] = items_of("Question", "What to ask.")
    settings: Field[tuple[OpenValue, ...]] = items_of("OpenValue", "What can be set.")
    subject: Field[str] = a_value("Whom it is about.")


class AuditForm(Answer):
    """What can be given about the audits of one pack on one day."""

    agency_types: Field[tuple[TypeAsked, ...]] = items_of("TypeAsked", "The kinds of agency.")
    as_of: Field[date] = a_day("The day whose rules apply.")
    duties: Field[tuple[DutyAsked, ...]] = items_of("DutyAsked", "What recurs beside them.")
    family: Field[Literal["audits"]] = a_value("`audits`.")
    pack: Field[str] = a_value("The pack asked.")
    programmes: Field[tuple[ProgrammeAsked, ...]] = items_of(
        "ProgrammeAsked", "The programmes, and what can be recorded of each."
    )
    reports: Field[tuple[ReportAsked, ...]] = items_of(
        "ReportAsked", "What is reported, and what each report has to have."
    )
    scales: Field[tuple[ScaleAsked, ...]] = items_of("ScaleAsked", "How they are rated.")
    settings: Field[tuple[OpenValue, ...]] = items_of("OpenValue", "What can be set.")
    standard_sets: Field[tuple[SetAsked, ...]] = items_of("SetAsked", "What returns are rated against.")


class MembershipForm(Answer):
    """What can be given about the membership of one pack on one day."""

    as_of: Field[date] = a_day("The day whose rules apply.")
    bodies: Field[tuple[BodyAsked, ...]] = items_of(
        "BodyAsked", "The bodies that may meet, each with its seats and with what is asked of a meeting."
    )
    family: Field[Literal["membership"]] = a_value("`membership`.")
    kinds: Field[tuple[KindAsked, ...]] = items_of("KindAsked", "The kinds of organisation, also those of other days.")
    matters: Field[tuple[MatterAsked, ...]] = items_of("MatterAsked", "What can be decided.")
    offices: Field[tuple[OfficeAsked, ...]] = items_of("OfficeAsked", "The posts that a person can hold.")
    organisations: Field[tuple[OrganisationAsked, ...]] = items_of(
        "OrganisationAsked", "The organisations that the pack names, also those of other days."
    )
    pack: Field[str] = a_value("The pack asked.")
    partners: Field[tuple[PartnerAsked, ...]] = items_of("PartnerAsked", "The places of the statutory partners.")
    settings: Field[tuple[OpenValue, ...]] = items_of(
        "OpenValue", "What can be set; of one body, what its meetings hang on."
    )
    tests: Field[tuple[TestAsked, ...]] = items_of("TestAsked", "The tests of those who sit.")


class EventAsked(Item):
    """An event that can be put down."""

    after: Field[tuple[str, ...]] = a_list("The events that cannot come later.")
    event: Field[str] = a_value("The event.")
    label: Field[str] = a_value("What happened, as a person reads it.")
    may_lie_ahead: Field[bool] = a_value("A planned day, which may lie ahead.", absent=False)
    question: Field[str] = a_value("What a person is asked.")


class Question(Item):
    """One question."""

    asked_late: Field[bool] = a_value("Its turn comes late.", absent=False)
    asked_when: Field[Any] = as_it_is("Where this is false the question is not put.")
    birth: Field[bool] = a_value("A date of birth, which may lie ahead.", absent=False)
    burden: Field[Burden] = a_value("How heavy the question is.")
    fact: Field[str] = a_value("The fact.")
    help: Field[str | None] = a_value("How to decide.")
    incident_day: Field[bool] = a_value("It gives the day of the incident.", absent=False)
    kind: Field[Kind] = a_value("The kind of answer.")
    options: Field[tuple[FactOption, ...]] = items_of("FactOption", "What can be chosen.")
    question: Field[str] = a_value("The question.")
    theme: Field[str | None] = a_value("Heading under which a form shows it.")
    unit: Field[str | None] = a_value("What is counted.")


class OpenValue(Item):
    """A value that the text leaves open."""

    choices: Field[tuple[SettingChoice, ...]] = items_of("SettingChoice", "Values seen in practice.")
    default: Field[Any] = as_it_is("The published value, where there is one.")
    kind: Field[SettingKind] = a_value("What kind of value it takes.")
    label: Field[str] = a_value("What it is.")
    min: Field[int | None] = a_value("Counts: the least value that makes sense.")
    not_before: Field[date | None] = a_day("Days: the day before which it is known not to lie.")
    set_by: Field[str] = a_value("Who sets it.")
    setting: Field[str] = a_value("The setting.")


class TypeAsked(Item):
    """A kind of agency."""

    became: Field[tuple[str, ...]] = a_list("What took its place.")
    from_: Field[date | None] = a_day("First day on which there can be one.", key="from")
    label: Field[str] = a_value("What a person reads.")
    note: Field[str | None] = a_value("What a reader should know.")
    type: Field[str] = a_value("Its id.")
    until: Field[date | None] = a_day("First day on which there is none any more.")


class DutyAsked(Item):
    """Something that recurs."""

    does: Field[str] = a_value("What they do.")
    done_by: Field[str] = a_value("The word under which the record says that it was done.")
    duty: Field[str] = a_value("Its id.")
    each: Field[tuple[str, ...]] = a_list("One for every agency of these types; left out: one, of the partnership.")
    event: Field[str | None] = a_value("The word under which the record says that something called for it.")
    label: Field[str] = a_value("What a person reads.")
    who: Field[str] = a_value("Who acts.")


class ProgrammeAsked(Item):
    """A programme."""

    label: Field[str] = a_value("What a person reads.")
    note: Field[str | None] = a_value("What a reader should know.")
    phases: Field[tuple[PhaseAsked, ...]] = items_of("PhaseAsked", "In the order of the years of a cycle.")
    programme: Field[str] = a_value("Its id.")
    purpose: Field[str] = a_value("What it is for.")


class ReportAsked(Item):
    """A report."""

    label: Field[str] = a_value("What a person reads.")
    parts: Field[tuple[PartAsked, ...]] = items_of("PartAsked", "What it has to have on the day.")
    report: Field[str] = a_value("Its id.")
    who: Field[str] = a_value("Who makes it.")


class ScaleAsked(Item):
    """A scale."""

    label: Field[str] = a_value("What a person reads.")
    ratings: Field[tuple[RatingAsked, ...]] = items_of("RatingAsked", "The worst first.")
    scale: Field[str] = a_value("Its id.")


class SetAsked(Item):
    """What returns are rated against."""

    label: Field[str] = a_value("What a person reads.")
    programmes: Field[tuple[str, ...]] = a_list("The programmes that use it.")
    set: Field[str] = a_value("Its id.")
    standards: Field[tuple[StandardAsked, ...]] = items_of("StandardAsked", "In order.")


class BodyAsked(Item):
    """A body."""

    asks: Field[tuple[Ask, ...]] = items_of("Ask", "What is asked of a meeting, in the order in which a form asks.")
    body: Field[str] = a_value("Its id.")
    kind: Field[BodyKind] = a_value("What kind of body.")
    label: Field[str] = a_value("What it is called on the day.")
    members: Field[MembersKnown] = a_value(
        "How much is said of who sits there; unless `listed`, further seats can be given."
    )
    note: Field[str | None] = a_value("What a reader should know.")
    of: Field[tuple[Side, ...]] = a_list("Whose arrangements it belongs to.")
    seats: Field[tuple[SeatAsked, ...]] = items_of("SeatAsked", "The seats that are, or may be, in force.")
    settings: Field[tuple[str, ...]] = a_list("The settings on which its meetings hang.")


class KindAsked(Item):
    """A kind of organisation."""

    in_force: Field[Truth | None] = a_truth("Whether there is such a one on the day; left out where there surely is.")
    kind: Field[str] = a_value("Its id.")
    label: Field[str] = a_value("What a person reads.")
    part_of: Field[str | None] = a_value("The kind of which it is a part.")


class MatterAsked(Item):
    """A matter."""

    commits: Field[tuple[Commitment, ...]] = a_list("What a decision commits the organisations to.")
    label: Field[str] = a_value("What a person reads.")
    matter: Field[str] = a_value("Its id.")
    of: Field[tuple[Side, ...]] = a_list("Whose matter it is.")


class OfficeAsked(Item):
    """A post."""

    elected: Field[bool] = a_value("Its holder is elected, and no officer.", absent=False)
    label: Field[str] = a_value("What a person reads.")
    office: Field[str] = a_value("Its id.")
    partner: Field[str | None] = a_value("The partner whose post it is.")


class OrganisationAsked(Item):
    """An organisation that the pack names."""

    in_force: Field[Truth | None] = a_truth("Whether there is such a one on the day; left out where there surely is.")
    kinds: Field[tuple[str, ...]] = a_list("What kind of organisation it is.")
    label: Field[str] = a_value("What a person reads.")
    organisation: Field[str] = a_value("Its id.")


class PartnerAsked(Item):
    """The place of a statutory partner."""

    held_by: Field[str | None] = a_value("The kind of organisation that holds it on the day, where that is known.")
    label: Field[str] = a_value("What a person reads.")
    of: Field[tuple[Side, ...]] = a_list("Whose.")
    partner: Field[str] = a_value("Its id.")


class TestAsked(Item):
    """A test."""

    asked_of: Field[tuple[SeatRole, ...]] = a_list("Of whom it is asked.")
    by_commitment: Field[bool] = a_value("It is answered for policy, resourcing and practice each.", absent=False)
    label: Field[str] = a_value("What a person reads.")
    question: Field[str] = a_value("What a person is asked.")
    test: Field[str] = a_value("Its id.")


class PhaseAsked(Item):
    """What falls in one year of a cycle."""

    label: Field[str] = a_value("What a person reads.")
    needs: Field[str | None] = a_value("The phase of the same cycle that comes first.")
    phase: Field[str] = a_value("Its id.")
    steps: Field[tuple[StepAsked, ...]] = items_of("StepAsked", "In the order in which they are taken.")


class PartAsked(Item):
    """Something that a report has to have."""

    kind: Field[PartKind] = a_value("What kind of thing.")
    part: Field[str] = a_value("Its id.")
    words: Field[str] = a_value("What it is.")


class RatingAsked(Item):
    """A rating."""

    compliant: Field[bool] = a_value("Whether what is rated so is compliant.")
    label: Field[str] = a_value("What a person reads.")
    needs_action: Field[bool] = a_value("Whether something has to be done about it.")
    rating: Field[str] = a_value("Its id.")
    words: Field[str] = a_value("What it means.")


class StandardAsked(Item):
    """One thing that is rated."""

    asks: Field[str] = a_value("What it asks for.")
    core: Field[bool] = a_value("Nothing outweighs it.", absent=False)
    evidence: Field[tuple[str, ...]] = a_list("What usually shows it.")
    label: Field[str] = a_value("What a person reads.")
    standard: Field[str] = a_value("Its id.")


class Ask(Item):
    """Something that a form asks of a meeting."""

    key: Field[str] = a_value("The key of the request under which the answer is given.")
    of: Field[AskedOf] = a_value("Of what it is asked.")
    question: Field[str] = a_value("What a person is asked.")


class SeatAsked(Item):
    """A seat."""

    capacities: Field[tuple[CapacityKind, ...]] = a_list("Its holder is one of these for that partner.")
    deputy: Field[tuple[str, ...]] = a_list("The tests that a deputy has to meet; left out where the seat allows none.")
    each: Field[bool] = a_value("There is one for every such organisation.", absent=False)
    holder: Field[tuple[str, ...]] = a_list("The tests that its holder has to meet.")
    kinds: Field[tuple[str, ...]] = a_list("It is for organisations of these kinds.")
    label: Field[str] = a_value("What a person reads.")
    note: Field[str | None] = a_value("What a reader should know.")
    office: Field[str | None] = a_value("The office that it is for.")
    open_capacities: Field[tuple[CapacityAsked, ...]] = items_of(
        "CapacityAsked",
        "Those of them that can be asked of its holder, since the rules leave, or may leave, open who it is.",
    )
    part: Field[SeatPart] = a_value("What its holder is there.")
    provisional: Field[str | None] = a_value("For how long, where it is not meant to last.")
    represents: Field[str | None] = a_value("The partner for whom its holder speaks.")
    seat: Field[str] = a_value("Its id.")
    standing: Field[ListingKind | None] = a_value("It is for organisations of this standing.")


class StepAsked(Item):
    """A step that can be recorded."""

    chases: Field[str | None] = a_value("The step that it asks for again.")
    does: Field[str] = a_value("What they do.")
    done_by: Field[str] = a_value("The word under which the record says that it happened.")
    label: Field[str] = a_value("What a person reads.")
    main: Field[bool] = a_value("When it is done, the phase counts as done.", absent=False)
    optional: Field[bool] = a_value("Nothing waits for it.", absent=False)
    step: Field[str] = a_value("Its id.")
    who: Field[str] = a_value("Who acts.")


class CapacityAsked(Item):
    """What can be asked of whoever holds a seat for capacities."""

    capacity: Field[CapacityKind] = a_value("The word that `capacities` of a person has for it.")
    question: Field[str] = a_value("What a person is asked.")
