//! What `pack/read_audits.rs` takes for what an audits edition declares.
#![expect(dead_code, reason = "described, never built")]

use super::audits_rated::{Report, ReportPart, Scale, StandardSet};
use super::described;
use super::pack::{Conflicts, Setting, Source, Standing, Subjects};
use super::text::{Count, Day, FactId, Name, RuleId, WordId, Words, one};
use crate::calendar::Direction;
use crate::pack::{Owed, Slippage, StepStanding, YearKind};
use schemars::JsonSchema;

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum AuditsWord {
    Audits,
}

described! {
    /// The compliance audits of one authority and everything else that recurs, from one day on.
    #[schemars(title = "An audits edition")]
    AuditsEdition {
        /// The version of the format.
        #[schemars(schema_with = "one")]
        format: u8,
        /// The authority.
        pack: WordId,
        /// Which rules these are.
        family: AuditsWord,
        /// What a person would call this edition.
        title: Words,
        /// First day it applies.
        from: Day,
        /// The day somebody last compared it with its sources.
        checked_on: Day,
    } may {
        /// First day it no longer applies; absent: open.
        until: Day,
        /// The `from` of an earlier edition of the same pack that this one starts from.
        amends: Day,
        /// With `amends`: ids of the earlier edition that are gone.
        drops: Vec<Name>,
        /// Another pack whose edition in force on the day lies underneath.
        extends: WordId,
        /// Nothing in it is anybody's adopted policy.
        illustrative: bool,
        /// Words shown with every answer that rests on this edition.
        notice: Words,
        /// Like the sources document, for packs that are one file.
        sources: Vec<Source>,
        /// What the text leaves open.
        settings: Vec<Setting>,
        /// Whom conflicts are about.
        subjects: Subjects,
        /// Places where the documents differ.
        conflicts: Conflicts,
        /// The kinds of agency.
        agency_types: Vec<AgencyType>,
        /// The audits that come round.
        programmes: Vec<Programme>,
        /// What each kind of agency owes of each programme.
        obligations: Vec<Obligation>,
        /// What else recurs.
        duties: Vec<Duty>,
        /// The reports that are made again and again.
        reports: Vec<Report>,
        /// What each report has to have.
        report_parts: Vec<ReportPart>,
        /// Scales of ratings.
        scales: Vec<Scale>,
        /// What returns are rated against.
        standard_sets: Vec<StandardSet>,
    }
}

described! {
    /// The name of a setting.
    SettingNamed {
        /// Its id.
        setting: FactId,
    }
}

/// A whole number, or the setting that leaves it open.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Number {
    Given(Count),
    Setting(SettingNamed),
}

/// A kind of year, or the setting that leaves it open.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Years {
    Given(YearKind),
    Setting(SettingNamed),
}

/// What a late phase does, or the setting that leaves it open.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Slips {
    Given(Slippage),
    Setting(SettingNamed),
}

described! {
    /// A kind of agency.
    AgencyType {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// First day on which there can be one.
        from: Day,
        /// First day on which there is none any more.
        until: Day,
        /// The types that took its place.
        became: Vec<Name>,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// An audit that comes round.
    Programme {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// What it is for.
        purpose: Words,
        /// After how many years it comes round.
        cycle_years: Number,
        /// When its years begin.
        year_kind: Years,
        /// A year in which the first phase falls.
        anchor: Number,
        /// What a late phase does to the rest.
        slippage: Slips,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// The phases, in the order of the years of a cycle.
        phases: Vec<Phase>,
        /// The programme of the base, of the same id, that it replaces.
        overrides: WordId,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// What falls in one year of a cycle.
    Phase {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
    } may {
        /// The phase of the same cycle that comes first.
        needs: WordId,
        /// The steps, in order.
        steps: Vec<PhaseStep>,
    }
}

described! {
    /// A step of a phase.
    PhaseStep {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// Who acts.
        who: Words,
        /// What they do.
        does: Words,
        /// The word under which it is recorded.
        done_by: WordId,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Who receives it.
        to: Vec<Name>,
        /// When it is done, the phase counts as done.
        main: bool,
        /// Where the agency stands once it is done.
        then: StepStanding,
        /// When it is due.
        due: StepDue,
        /// It is taken only while this step is late.
        chases: WordId,
        /// Nothing waits for it.
        optional: bool,
        /// What a reader should know.
        note: Words,
    }
}

/// The unit of a count.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum CountUnit {
    Days,
    WorkingDays,
    Weeks,
    Months,
}

described! {
    /// When a step is due.
    StepDue {
        /// The unit.
        unit: CountUnit,
        /// How many.
        n: Number,
    } may {
        /// From which day; absent where the step chases another.
        from: StepStart,
    }
}

/// The day from which a step is counted.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum StepStart {
    Year(YearEnds),
    Step(StepNamed),
}

/// An end of the year.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum YearEnds {
    YearStart,
    YearEnd,
}

described! {
    /// An earlier step of the phase.
    StepNamed {
        /// Its id.
        step: WordId,
    }
}

described! {
    /// What agencies of some types owe of a programme.
    Obligation {
        /// Its id.
        id: RuleId,
        /// The programme.
        programme: WordId,
        /// What they owe.
        owed: Owed,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// The types.
        types: Vec<Name>,
        /// First day.
        from: Day,
        /// First day no longer.
        until: Day,
        /// What a reader should know.
        note: Words,
        /// The obligation of the base that it replaces.
        overrides: RuleId,
    }
}

described! {
    /// Something that recurs.
    Duty {
        /// Its id.
        id: RuleId,
        /// What a person reads.
        label: Words,
        /// Who acts.
        who: Words,
        /// What they do.
        does: Words,
        /// How it recurs.
        cadence: Cadence,
        /// The word under which it is recorded.
        done_by: WordId,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Who receives it.
        to: Vec<Name>,
        /// When it is due.
        due: DutyDue,
        /// One for every agency of these types.
        each: Vec<Name>,
        /// It is in force only where a setting is a word.
        active: Active,
        /// First day it is in force.
        from: Day,
        /// First day no longer.
        until: Day,
        /// The duty of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

/// How something recurs.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Cadence {
    Periodic(Periodic),
    FromLast(FromLast),
    PerEvent(PerEvent),
    Continuous(Continuous),
}

/// Describes the word for one way of recurring.
macro_rules! kind {
    ($word:ident::$variant:ident) => {
        #[derive(JsonSchema)]
        #[schemars(rename_all = "kebab-case", inline)]
        enum $word {
            $variant,
        }
    };
}
kind!(PeriodicWord::Periodic);
kind!(FromLastWord::FromLast);
kind!(PerEventWord::PerEvent);
kind!(ContinuousWord::Continuous);

described! {
    /// Once in every period of so many months.
    Periodic {
        /// The way.
        kind: PeriodicWord,
        /// How long a period is.
        months: Number,
        /// When its years begin.
        year_kind: Years,
    } may {
        /// For periods of several years: a year in which one begins.
        anchor: Number,
    }
}

described! {
    /// So many months after it was last done.
    FromLast {
        /// The way.
        kind: FromLastWord,
        /// How many.
        months: Number,
        /// The setting of kind `day` from which the first is counted.
        start: SettingNamed,
    }
}

described! {
    /// Whenever something calls for it.
    PerEvent {
        /// The way.
        kind: PerEventWord,
        /// The word under which that is recorded.
        event: WordId,
    }
}

described! {
    /// Always.
    Continuous {
        /// The way.
        kind: ContinuousWord,
    }
}

described! {
    /// When something that recurs is due.
    DutyDue {
        /// The unit.
        unit: CountUnit,
        /// How many.
        n: Number,
    } may {
        /// Which way; `after` when absent.
        direction: Direction,
    }
}

described! {
    /// What has to be set for something to be in force.
    Active {
        /// The setting, of kind `choice`.
        setting: FactId,
        /// The word that it has to be.
        is: WordId,
    }
}
