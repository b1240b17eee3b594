"""The parts of an answer about audits.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from ..items import Answer, Field, Item, a_day, a_list, a_truth, a_value, an_item, as_it_is, items_of
from ..values import Truth
from .shared import CalendarNamed, Cited, ConflictTouched, Days, EditionNamed, NumberOfDays, OpenSetting, Problem
from .words import (
    ActionLacks,
    ActionState,
    AuditStanding,
    Basis,
    Evidence,
    Moved,
    Owed,
    PartKind,
    Slippage,
    Standing,
    Strength,
    YearKind,
)

__all__ = [
    "AgencyAnswer",
    "AuditDecision",
    "AuditsCalendar",
    "AuditsTimeline",
    "CarriedAnswer",
    "CycleBy",
    "DutyAnswer",
    "DutyTime",
    "NextDue",
    "Number",
    "OccurrenceAnswer",
    "OmissionAnswer",
    "OwesAnswer",
    "PartAnswer",
    "PhaseErrorAnswer",
    "PlannedAnswer",
    "ProgrammeAnswer",
    "ReportAnswer",
    "ReturnAnswer",
    "ReturnsAnswer",
    "Spread",
    "StandardAnswer",
    "StandardOverAll",
    "StepAnswer",
    "YearAnswer",
]


class AuditDecision(Answer):
    """The whole answer about audits and recurring duties."""

    agencies: Field[tuple[AgencyAnswer, ...]] = items_of("AgencyAnswer", "What each agency owes, in the order given.")
    answer: Field[Literal["audits"]] = a_value("`audits`.")
    as_of: Field[date] = a_day("The day on which it is asked where everything stands.")
    calendar: Field[CalendarNamed] = an_item(
        "CalendarNamed", "The table of working days by which everything was counted."
    )
    coming: Field[NextDue | None] = an_item("NextDue", "What falls due first, on the day asked about or after it.")
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    duties: Field[tuple[DutyAnswer, ...]] = items_of("DutyAnswer", "What recurs beside the audits.")
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    from_: Field[date] = a_day("The first day of the span.", key="from")
    next: Field[NextDue | None] = an_item("NextDue", "What to do next: the longest overdue, else what is due first.")
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    occurrences: Field[tuple[OccurrenceAnswer, ...]] = items_of(
        "OccurrenceAnswer", "Every phase of every year of every agency that takes part."
    )
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are not set and on which something in the span hangs."
    )
    pack: Field[str] = a_value("The pack asked.")
    phase_errors: Field[tuple[PhaseErrorAnswer, ...]] = items_of(
        "PhaseErrorAnswer", "What is out of step, and what would bring it back."
    )
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    programmes: Field[tuple[ProgrammeAnswer, ...]] = items_of(
        "ProgrammeAnswer", "The programmes, in the order of the pack."
    )
    until: Field[date] = a_day("The first day outside it.")
    version: Field[str] = a_value("The version of the library.")


class AuditsCalendar(Answer):
    """Everything of audits that has a due day, as a calendar."""

    answer: Field[Literal["audits-calendar"]] = a_value("`audits-calendar`.")
    as_of: Field[date] = a_day("The day on which it is asked where everything stands.")
    calendar: Field[CalendarNamed] = an_item(
        "CalendarNamed", "The table of working days by which everything was counted."
    )
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    events: Field[int] = a_value("How many events stand in it.")
    from_: Field[date] = a_day("The first day of the span.", key="from")
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are not set and on which something in the span hangs."
    )
    pack: Field[str] = a_value("The pack asked.")
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    text: Field[str] = a_value("The iCalendar object.")
    until: Field[date] = a_day("The first day outside it.")
    version: Field[str] = a_value("The version of the library.")


class AuditsTimeline(Answer):
    """The years of audits as a picture."""

    answer: Field[Literal["audits-timeline"]] = a_value("`audits-timeline`.")
    as_of: Field[date] = a_day("The day on which it is asked where everything stands.")
    calendar: Field[CalendarNamed] = an_item(
        "CalendarNamed", "The table of working days by which everything was counted."
    )
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    from_: Field[date] = a_day("The first day of the span.", key="from")
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "Settings that are not set and on which something in the span hangs."
    )
    pack: Field[str] = a_value("The pack asked.")
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    svg: Field[str] = a_value("The picture, in SVG.")
    title: Field[str] = a_value("What it shows.")
    until: Field[date] = a_day("The first day outside it.")
    version: Field[str] = a_value("The version of the library.")


class ReturnsAnswer(Answer):
    """The whole answer about returns."""

    answer: Field[Literal["audit-returns"]] = a_value("`audit-returns`.")
    as_of: Field[date] = a_day("The day on which it is asked where the actions stand.")
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    pack: Field[str] = a_value("The pack asked.")
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    returns: Field[tuple[ReturnAnswer, ...]] = items_of("ReturnAnswer", "Each return, in the order given.")
    scale: Field[str] = a_value("The scale.")
    set: Field[str] = a_value("The set of standards.")
    standards: Field[tuple[StandardOverAll, ...]] = items_of("StandardOverAll", "Each standard over all returns.")
    version: Field[str] = a_value("The version of the library.")


class ReportAnswer(Answer):
    """The whole answer about a report."""

    answer: Field[Literal["annual-report"]] = a_value("`annual-report`.")
    as_of: Field[date] = a_day("The day whose rules count.")
    complete: Field[Truth] = a_truth("Whether everything is there.")
    conflicts: Field[tuple[ConflictTouched, ...]] = items_of(
        "ConflictTouched", "Places where the documents behind this answer differ."
    )
    editions: Field[tuple[EditionNamed, ...]] = items_of(
        "EditionNamed", "The documents it rests on, with their digests."
    )
    label: Field[str] = a_value("What a person reads.")
    missing: Field[tuple[str, ...]] = a_list("What is not there.")
    notices: Field[tuple[str, ...]] = a_list("Notices of the editions it rests on.")
    omissions: Field[tuple[OmissionAnswer, ...]] = items_of(
        "OmissionAnswer", "What the law asks for and no part of the local arrangements covers."
    )
    open_settings: Field[tuple[OpenSetting, ...]] = items_of(
        "OpenSetting", "The settings that are not set and on which hangs whether a part has to be there."
    )
    pack: Field[str] = a_value("The pack asked.")
    parts: Field[tuple[PartAnswer, ...]] = items_of("PartAnswer", "Everything that it has to have.")
    problems: Field[tuple[Problem, ...]] = items_of("Problem", "What cannot be as it was given.")
    report: Field[str] = a_value("The report.")
    unknown: Field[tuple[str, ...]] = a_list("What may be there.")
    version: Field[str] = a_value("The version of the library.")
    who: Field[str] = a_value("Who makes it.")


class AgencyAnswer(Item):
    """An agency and what it owes."""

    agency: Field[str] = a_value("Its name as given.")
    label: Field[str | None] = a_value("What a person reads.")
    owes: Field[tuple[OwesAnswer, ...]] = items_of("OwesAnswer", "What it owes, through the span.")


class NextDue(Item):
    """What to do next."""

    agency: Field[str | None] = a_value("The agency.")
    due: Field[Days] = an_item("Days", "When it is due.")
    duty: Field[str | None] = a_value("The duty, where it is one.")
    phase: Field[str | None] = a_value("The phase of a step.")
    programme: Field[str | None] = a_value("The programme of a step.")
    state: Field[Standing] = a_value("Where it stands.")
    step: Field[str | None] = a_value("The step.")
    year: Field[int | None] = a_value("The year of a step.")


class DutyAnswer(Item):
    """Something that recurs."""

    active: Field[Truth] = a_truth("Whether it is in force.")
    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cadence: Field[str] = a_value("How it recurs.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    does: Field[str] = a_value("What they do.")
    duty: Field[str] = a_value("Its id.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    label: Field[str] = a_value("What a person reads.")
    not_set: Field[tuple[str, ...]] = a_list("The settings that are not set.")
    note: Field[str | None] = a_value("What a reader should know.")
    occurrences: Field[tuple[DutyTime, ...]] = items_of("DutyTime", "Each time that it falls due in the span.")
    set_by: Field[tuple[str, ...]] = a_list("Who sets them.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    to: Field[tuple[str, ...]] = a_list("Who receives it.")
    who: Field[str] = a_value("Who acts.")


class OccurrenceAnswer(Item):
    """A phase of a year of one agency."""

    agency: Field[str] = a_value("The agency.")
    could_be: Field[tuple[AuditStanding, ...]] = a_list("With `cannot-tell`: where it can stand.")
    done: Field[Days | None] = an_item("Days", "When the main step was done.")
    due: Field[Days | None] = an_item("Days", "When the main step is due.")
    in_time: Field[Truth | None] = a_truth("Whether it was done by the day it was due.")
    late_days: Field[NumberOfDays | None] = an_item("NumberOfDays", "By how many days it was late.")
    opens: Field[Days] = an_item("Days", "When the phase opens.")
    overdue_days: Field[NumberOfDays | None] = an_item(
        "NumberOfDays", "With `overdue` and `escalated`: by how many days."
    )
    owed: Field[Owed] = a_value("What it owes.")
    phase: Field[str] = a_value("The phase.")
    programme: Field[str] = a_value("The programme.")
    standing: Field[AuditStanding] = a_value("Where it stands.")
    steps: Field[tuple[StepAnswer, ...]] = items_of("StepAnswer", "Its steps, unless they were left out.")
    waived: Field[str | None] = a_value("Why it was waived.")
    year: Field[int] = a_value("The year.")


class PhaseErrorAnswer(Item):
    """Something that is out of step."""

    agency: Field[str] = a_value("The agency.")
    code: Field[str] = a_value("A stable word.")
    message: Field[str] = a_value("What is wrong.")
    phase: Field[str] = a_value("The phase.")
    programme: Field[str] = a_value("The programme.")
    put_right: Field[str] = a_value("What would bring it back into step.")
    year: Field[int] = a_value("The year.")


class ProgrammeAnswer(Item):
    """A programme with its years."""

    anchor: Field[int | None] = a_value("A year in which the first phase falls.")
    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    cycle_by: Field[CycleBy | None] = an_item("CycleBy", "Who says so, where that is a setting.")
    cycle_years: Field[int | None] = a_value("After how many years it comes round.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    label: Field[str] = a_value("What a person reads.")
    not_set: Field[tuple[str, ...]] = a_list("The settings that are not set.")
    note: Field[str | None] = a_value("What a reader should know.")
    programme: Field[str] = a_value("Its id.")
    slippage: Field[Slippage | None] = a_value("What a late phase does to the rest.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    year_kind: Field[YearKind | None] = a_value("When its years begin.")
    years: Field[tuple[YearAnswer, ...]] = items_of("YearAnswer", "The years that begin in the span.")


class ReturnAnswer(Item):
    """One return."""

    agency: Field[str] = a_value("The agency.")
    carry: Field[tuple[CarriedAnswer, ...]] = items_of(
        "CarriedAnswer",
        "Every action that is not closed, whether or not its standard applies still: what the return of the next cycle takes as `carried`.",
    )
    complete: Field[bool] = a_value("Every standard that applies is rated.")
    compliant: Field[Number] = an_item("Number", "How many standards are compliant.")
    counts: Field[Mapping[str, int]] = as_it_is("How often each rating was given.")
    missing: Field[tuple[str, ...]] = a_list("The standards that are not rated.")
    standards: Field[tuple[StandardAnswer, ...]] = items_of(
        "StandardAnswer", "Each standard that applies, in the order of the set."
    )
    without_action: Field[tuple[str, ...]] = a_list(
        "Those that ask for something to be done, where nothing is planned: an action that was closed before the return was made answers nothing that it rates."
    )
    without_evidence: Field[tuple[str, ...]] = a_list("Those rated and said to be shown by nothing.")
    without_owner_or_day: Field[tuple[str, ...]] = a_list("Those of which an action has no owner, or no day.")
    worst: Field[str | None] = a_value("With `overall`: the worst rating.")
    worst_core: Field[str | None] = a_value("With `overall`: the worst of the core standards.")


class StandardOverAll(Item):
    """A standard over all returns."""

    counts: Field[Mapping[str, int]] = as_it_is("How often each rating was given.")
    label: Field[str] = a_value("What a person reads.")
    not_rated: Field[int] = a_value("In how many returns it is not rated.")
    spread: Field[Spread | None] = an_item("Spread", "The worst and the best.")
    standard: Field[str] = a_value("The standard.")


class OmissionAnswer(Item):
    """Something that the law asks for and the local arrangements leave out."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    part: Field[str] = a_value("The part.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    words: Field[str] = a_value("What it is.")


class PartAnswer(Item):
    """Something that a report has to have."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    covered_by: Field[tuple[str, ...]] = a_list("The parts given as there that cover it.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    kind: Field[PartKind] = a_value("What kind of thing it is.")
    note: Field[str | None] = a_value("What a reader should know.")
    part: Field[str] = a_value("Its id.")
    present: Field[Truth] = a_truth("Whether it is there.")
    required: Field[Truth | None] = a_truth("Whether it has to be there; left out where it surely has to.")
    strength: Field[Strength] = a_value("How strongly it binds.")
    words: Field[str] = a_value("What it is.")


class OwesAnswer(Item):
    """What is owed of a programme from one day until another."""

    basis: Field[Basis | None] = a_value("What kind of text it rests on.")
    by: Field[str | None] = a_value("The obligation; `null` where nothing says anything of any of its types.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence | None] = a_value("How surely it says what the text says.")
    from_: Field[date | None] = a_day("First day, where it lies in the span.", key="from")
    note: Field[str | None] = a_value("What a reader should know.")
    owed: Field[Owed] = a_value("What is owed.")
    programme: Field[str] = a_value("The programme.")
    strength: Field[Strength | None] = a_value("How strongly it binds.")
    until: Field[date | None] = a_day("First day no longer, where it lies in the span.")


class DutyTime(Item):
    """One time that a duty falls due."""

    agency: Field[str | None] = a_value("The agency; absent: the partnership.")
    called_on: Field[Days | None] = an_item("Days", "When it was called for.")
    done: Field[Days | None] = an_item("Days", "When it was done.")
    due: Field[Days | None] = an_item("Days", "When it is due.")
    from_: Field[date | None] = a_day("The first day of the period.", key="from")
    in_time: Field[Truth | None] = a_truth("Whether it was done by the day it was due.")
    late_days: Field[NumberOfDays | None] = an_item("NumberOfDays", "By how many days it was late.")
    overdue_days: Field[NumberOfDays | None] = an_item("NumberOfDays", "With `overdue`: by how many days.")
    state: Field[Standing] = a_value("Where it stands.")
    until: Field[date | None] = a_day("The first day after it.")


class StepAnswer(Item):
    """A step of a phase."""

    does: Field[str] = a_value("What they do.")
    done: Field[Days | None] = an_item("Days", "When it was done.")
    due: Field[Days | None] = an_item("Days", "When it is due.")
    late_days: Field[NumberOfDays | None] = an_item("NumberOfDays", "By how many days it was late.")
    overdue_days: Field[NumberOfDays | None] = an_item("NumberOfDays", "With `overdue`: by how many days.")
    state: Field[Standing] = a_value("Where it stands.")
    step: Field[str] = a_value("The step.")
    to: Field[tuple[str, ...]] = a_list("Who receives it.")
    who: Field[str] = a_value("Who acts.")


class CycleBy(Item):
    """What the length of a cycle rests on."""

    basis: Field[Basis] = a_value("What kind of text it rests on.")
    cites: Field[tuple[Cited, ...]] = items_of("Cited", "Where it stands.")
    evidence: Field[Evidence] = a_value("How surely it says what the text says.")
    seen_at: Field[str | None] = a_value("Where the value that it has was seen, or how it was read.")
    setting: Field[str] = a_value("The setting.")
    strength: Field[Strength] = a_value("How strongly it binds.")


class YearAnswer(Item):
    """One year of a programme."""

    from_: Field[date] = a_day("Its first day.", key="from")
    name: Field[str] = a_value("What it is called.")
    phase: Field[str | None] = a_value("The phase that falls in it.")
    until: Field[date] = a_day("The first day after it.")
    year: Field[int] = a_value("The calendar year in which it begins.")


class CarriedAnswer(Item):
    """An action that is not closed, as the next cycle's return takes it."""

    action: Field[str] = a_value("Its name.")
    due: Field[Days | None] = an_item("Days", "By when.")
    from_: Field[int | None] = a_value("The year of the cycle in which it arose.", key="from")
    owner: Field[str | None] = a_value("Who does it.")
    standard: Field[str] = a_value("The standard.")


class Number(Item):
    """At least and at most so many."""

    least: Field[int] = a_value("At least.")
    most: Field[int] = a_value("At most.")


class StandardAnswer(Item):
    """One standard of a return."""

    actions: Field[tuple[PlannedAnswer, ...]] = items_of("PlannedAnswer", "What is being done.")
    compliant: Field[Truth] = a_truth("Whether it is compliant by this scale.")
    evidence_present: Field[Truth] = a_truth("Whether anything shows it.")
    moved: Field[Moved | None] = a_value("Which way peers moved it.")
    needs_action: Field[Truth] = a_truth("Whether something has to be done about it.")
    peer: Field[str | None] = a_value("What peers give it.")
    rating: Field[str | None] = a_value("The one that counts.")
    self: Field[str | None] = a_value("What the agency gives itself.")
    standard: Field[str] = a_value("The standard.")


class Spread(Item):
    """The worst and the best rating."""

    best: Field[str] = a_value("The best.")
    worst: Field[str] = a_value("The worst.")


class PlannedAnswer(Item):
    """Something that is to be done about a standard."""

    action: Field[str] = a_value("Its name.")
    carried_from: Field[int | None] = a_value("The year of the cycle that it is carried over from.")
    due: Field[Days | None] = an_item("Days", "By when.")
    lacks: Field[tuple[ActionLacks, ...]] = a_list("What it lacks while it is not closed: an owner, a day.")
    owner: Field[str | None] = a_value("Who does it.")
    state: Field[ActionState] = a_value("Where it stands.")
