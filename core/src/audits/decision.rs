//! The answer about audits and recurring duties, as data.

use super::labels::AuditLabels;
use super::standing::AuditStanding;
use crate::citation::Grounds;
use crate::date::Day;
use crate::decision::{CalendarNamed, Days, NumberOfDays, Standing};
use crate::decision::{ConflictTouched, EditionNamed, OpenSetting, answers};
use crate::error::Problem;
use crate::pack::{Owed, Slippage, YearKind};
use crate::truth::Truth;
use serde::Serialize;

answers! {
    /// The whole answer about audits and recurring duties.
    AuditDecision {
        /// `audits`.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "audits")))]
        answer: &'static str,
        /// The pack asked.
        pack: &'k str,
        /// The day on which it is asked where everything stands.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        as_of: Day,
        /// The first day of the span.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        from: Day,
        /// The first day outside it.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        until: Day,
        /// The programmes, in the order of the pack.
        programmes: Vec<ProgrammeAnswer<'k>>,
        /// What each agency owes, in the order given.
        agencies: Vec<AgencyAnswer<'k>>,
        /// Every phase of every year of every agency that takes part.
        occurrences: Vec<OccurrenceAnswer<'k>>,
        /// What recurs beside the audits.
        duties: Vec<DutyAnswer<'k>>,
        /// What is out of step, and what would bring it back.
        phase_errors: Vec<PhaseErrorAnswer<'k>>,
        /// What to do next: the longest overdue, else what is due first.
        next: Option<NextDue<'k>>,
        /// What falls due first, on the day asked about or after it.
        coming: Option<NextDue<'k>>,
        /// What cannot be as it was given.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        problems: Vec<Problem>,
        /// Settings that are not set and on which something in the span hangs.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        open_settings: Vec<OpenSetting<'k>>,
        /// Places where the documents behind this answer differ.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        conflicts: Vec<ConflictTouched<'k>>,
        /// The table of working days by which everything was counted.
        calendar: CalendarNamed<'k>,
        /// Notices of the editions it rests on.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        notices: Vec<&'k str>,
        /// The documents it rests on, with their digests.
        editions: Vec<EditionNamed<'k>>,
        /// The version of the library.
        version: &'static str,
        /// What a person reads in place of ids; not part of the answer on the wire.
        #[serde(skip)]
        labels: AuditLabels<'k>,
        /// How many entries the record has; not part of the answer on the wire.
        #[serde(skip)]
        recorded: usize,
    }

    /// A programme with its years.
    ProgrammeAnswer {
        /// Its id.
        programme: &'k str,
        /// What a person reads.
        label: &'k str,
        /// After how many years it comes round.
        #[serde(skip_serializing_if = "Option::is_none")]
        cycle_years: Option<u32>,
        /// Who says so, where that is a setting.
        #[serde(skip_serializing_if = "Option::is_none")]
        cycle_by: Option<CycleBy<'k>>,
        /// When its years begin.
        #[serde(skip_serializing_if = "Option::is_none")]
        year_kind: Option<YearKind>,
        /// A year in which the first phase falls.
        #[serde(skip_serializing_if = "Option::is_none")]
        anchor: Option<u32>,
        /// What a late phase does to the rest.
        #[serde(skip_serializing_if = "Option::is_none")]
        slippage: Option<Slippage>,
        /// The settings that are not set.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        not_set: Vec<&'k str>,
        /// The years that begin in the span.
        years: Vec<YearAnswer<'k>>,
        /// What a reader should know.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'k str>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// What the length of a cycle rests on.
    CycleBy {
        /// The setting.
        setting: &'k str,
        /// Where the value that it has was seen, or how it was read.
        #[serde(skip_serializing_if = "Option::is_none")]
        seen_at: Option<&'k str>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// One year of a programme.
    YearAnswer {
        /// The calendar year in which it begins.
        year: i32,
        /// What it is called.
        name: String,
        /// Its first day.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        from: Day,
        /// The first day after it.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        until: Day,
        /// The phase that falls in it.
        #[serde(skip_serializing_if = "Option::is_none")]
        phase: Option<&'k str>,
    }

    /// An agency and what it owes.
    AgencyAnswer {
        /// Its name as given.
        agency: &'k str,
        /// What a person reads.
        #[serde(skip_serializing_if = "Option::is_none")]
        label: Option<&'k str>,
        /// What it owes, through the span.
        owes: Vec<OwesAnswer<'k>>,
    }

    /// What is owed of a programme from one day until another.
    OwesAnswer {
        /// The programme.
        programme: &'k str,
        /// What is owed.
        owed: Owed,
        /// First day, where it lies in the span.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
        from: Option<Day>,
        /// First day no longer, where it lies in the span.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
        until: Option<Day>,
        /// The obligation; `null` where nothing says anything of any of its types.
        by: Option<&'k str>,
        /// What a reader should know.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'k str>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Option<Grounds<'k>>,
    }

    /// A phase of a year of one agency.
    OccurrenceAnswer {
        /// The programme.
        programme: &'k str,
        /// The phase.
        phase: &'k str,
        /// The year.
        year: i32,
        /// The agency.
        agency: &'k str,
        /// What it owes.
        owed: Owed,
        /// When the phase opens.
        opens: Days,
        /// When the main step is due.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Days>,
        /// Where it stands.
        standing: AuditStanding,
        /// With `cannot-tell`: where it can stand.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        could_be: Vec<AuditStanding>,
        /// With `overdue` and `escalated`: by how many days.
        #[serde(skip_serializing_if = "Option::is_none")]
        overdue_days: Option<NumberOfDays>,
        /// When the main step was done.
        #[serde(skip_serializing_if = "Option::is_none")]
        done: Option<Days>,
        /// Whether it was done by the day it was due.
        #[serde(skip_serializing_if = "Option::is_none")]
        in_time: Option<Truth>,
        /// By how many days it was late.
        #[serde(skip_serializing_if = "Option::is_none")]
        late_days: Option<NumberOfDays>,
        /// Why it was waived.
        #[serde(skip_serializing_if = "Option::is_none")]
        waived: Option<&'k str>,
        /// Its steps, unless they were left out.
        #[serde(skip_serializing_if = "Option::is_none")]
        steps: Option<Vec<StepAnswer<'k>>>,
    }

    /// A step of a phase.
    StepAnswer {
        /// The step.
        step: &'k str,
        /// Who acts.
        who: &'k str,
        /// What they do.
        does: &'k str,
        /// Who receives it.
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        to: &'k [String],
        /// Where it stands.
        state: Standing,
        /// When it is due.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Days>,
        /// When it was done.
        #[serde(skip_serializing_if = "Option::is_none")]
        done: Option<Days>,
        /// With `overdue`: by how many days.
        #[serde(skip_serializing_if = "Option::is_none")]
        overdue_days: Option<NumberOfDays>,
        /// By how many days it was late.
        #[serde(skip_serializing_if = "Option::is_none")]
        late_days: Option<NumberOfDays>,
    }

    /// Something that recurs.
    DutyAnswer {
        /// Its id.
        duty: &'k str,
        /// What a person reads.
        label: &'k str,
        /// Who acts.
        who: &'k str,
        /// What they do.
        does: &'k str,
        /// Who receives it.
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        to: &'k [String],
        /// How it recurs.
        cadence: &'static str,
        /// Whether it is in force.
        active: Truth,
        /// The settings that are not set.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        not_set: Vec<&'k str>,
        /// Who sets them.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        set_by: Vec<&'k str>,
        /// Each time that it falls due in the span.
        occurrences: Vec<DutyTime<'k>>,
        /// What a reader should know.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'k str>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// One time that a duty falls due.
    DutyTime {
        /// The agency; absent: the partnership.
        #[serde(skip_serializing_if = "Option::is_none")]
        agency: Option<&'k str>,
        /// The first day of the period.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
        from: Option<Day>,
        /// The first day after it.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
        until: Option<Day>,
        /// When it was called for.
        #[serde(skip_serializing_if = "Option::is_none")]
        called_on: Option<Days>,
        /// When it is due.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<Days>,
        /// Where it stands.
        state: Standing,
        /// With `overdue`: by how many days.
        #[serde(skip_serializing_if = "Option::is_none")]
        overdue_days: Option<NumberOfDays>,
        /// When it was done.
        #[serde(skip_serializing_if = "Option::is_none")]
        done: Option<Days>,
        /// Whether it was done by the day it was due.
        #[serde(skip_serializing_if = "Option::is_none")]
        in_time: Option<Truth>,
        /// By how many days it was late.
        #[serde(skip_serializing_if = "Option::is_none")]
        late_days: Option<NumberOfDays>,
    }

    /// Something that is out of step.
    PhaseErrorAnswer {
        /// A stable word.
        code: &'static str,
        /// The programme.
        programme: &'k str,
        /// The phase.
        phase: &'k str,
        /// The year.
        year: i32,
        /// The agency.
        agency: &'k str,
        /// What is wrong.
        message: String,
        /// What would bring it back into step.
        put_right: &'static str,
    }

    /// What to do next.
    NextDue {
        /// The programme of a step.
        #[serde(skip_serializing_if = "Option::is_none")]
        programme: Option<&'k str>,
        /// The duty, where it is one.
        #[serde(skip_serializing_if = "Option::is_none")]
        duty: Option<&'k str>,
        /// The phase of a step.
        #[serde(skip_serializing_if = "Option::is_none")]
        phase: Option<&'k str>,
        /// The step.
        #[serde(skip_serializing_if = "Option::is_none")]
        step: Option<&'k str>,
        /// The agency.
        #[serde(skip_serializing_if = "Option::is_none")]
        agency: Option<&'k str>,
        /// The year of a step.
        #[serde(skip_serializing_if = "Option::is_none")]
        year: Option<i32>,
        /// When it is due.
        due: Days,
        /// Where it stands.
        state: Standing,
    }
}
