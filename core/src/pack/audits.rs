//! What an edition of the family `audits` declares: who owes which audit, in which cycle it runs,
//! what else recurs, what is reported, and how returns are rated.

use crate::calendar::{Direction, PeriodUnit};
use crate::citation::{Standing, words};
use crate::date::Day;

/// A whole number that the text gives, or a setting of kind `count` that it leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    /// As the text has it.
    Given(u32),
    /// The setting's id.
    Setting(String),
}

/// A word that the text gives, or a setting of kind `choice` that it leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen<T> {
    /// As the text has it.
    Given(T),
    /// The setting's id.
    Setting(String),
}

words! {
    /// When a year begins.
    YearKind {
        /// On 1 January.
        Calendar = "calendar",
        /// On 1 April.
        Financial = "financial",
        /// On 1 September.
        Academic = "academic",
    }
}

words! {
    /// What a late phase does to the rest of the cycle.
    Slippage {
        /// Nothing.
        FixedParity = "fixed-parity",
        /// It moves what follows by as many years as it was late.
        FromCompletion = "from-completion",
    }
}

words! {
    /// What an agency owes of an audit; the firmest last.
    Owed {
        /// Nothing: it is not asked.
        OutOfScope = "out-of-scope",
        /// It is asked, and may decline.
        Invitation = "invitation",
        /// It is bound by what is commissioned from it.
        Contract = "contract",
        /// The law lays on it the duty that the audit is about.
        Statute = "statute",
    }
}

words! {
    /// Where an agency stands once a step is done.
    StepStanding {
        /// It has begun.
        InProgress = "in-progress",
        /// It was asked for again, higher up.
        Escalated = "escalated",
        /// The return is in.
        Returned = "returned",
        /// Others are looking at it.
        UnderModeration = "under-moderation",
        /// Others have looked at it.
        Moderated = "moderated",
        /// What is to be done is agreed, and is being done.
        PlanOpen = "plan-open",
        /// All is there for the challenge.
        ReadyForChallenge = "ready-for-challenge",
        /// Peers have challenged it.
        Challenged = "challenged",
        /// Nothing is left to do.
        Closed = "closed",
    }
}

/// A kind of agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyType {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// First day on which there can be one.
    pub from: Option<Day>,
    /// First day on which there is none any more.
    pub until: Option<Day>,
    /// The types that took its place.
    pub became: Vec<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// An audit that comes round: its cycle and its phases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// What it is for.
    pub purpose: String,
    /// After how many years it comes round.
    pub cycle_years: Number,
    /// When its years begin.
    pub year_kind: Chosen<YearKind>,
    /// A year in which the first phase falls.
    pub anchor: Number,
    /// What a late phase does to the rest.
    pub slippage: Chosen<Slippage>,
    /// In the order of the years of a cycle.
    pub phases: Vec<Phase>,
    /// The programme of the base that it replaces.
    pub overrides: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// What falls in one year of a cycle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// The phase of the same cycle that comes first.
    pub needs: Option<String>,
    /// In the order in which they are taken.
    pub steps: Vec<PhaseStep>,
}

impl Phase {
    /// The step that counts: when it is done, the phase is.
    pub(crate) fn main(&self) -> usize {
        self.steps.iter().position(|step| step.main).unwrap_or(0)
    }
}

/// A step of a phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseStep {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// Who acts.
    pub who: String,
    /// What they do.
    pub does: String,
    /// Who receives it.
    pub to: Vec<String>,
    /// When it is done, the phase counts as done.
    pub main: bool,
    /// The word under which the record says that it happened.
    pub done_by: String,
    /// Where the agency stands once it is done.
    pub then: Option<StepStanding>,
    /// When it is due; without it the step has an order but no day.
    pub due: Option<StepDue>,
    /// It is taken only while this step is late.
    pub chases: Option<String>,
    /// Nothing waits for it.
    pub optional: bool,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// When a step is due: so many of a unit from a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDue {
    /// The day; absent where the step chases another.
    pub from: Option<StepStart>,
    /// The unit.
    pub unit: PeriodUnit,
    /// How many.
    pub n: Number,
}

/// What a step is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepStart {
    /// The first day of the year.
    YearStart,
    /// The last day of the year.
    YearEnd,
    /// An earlier step of the phase.
    Step(String),
}

/// What agencies of some types owe of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// Like a rule's id.
    pub id: String,
    /// The programme.
    pub programme: String,
    /// The types.
    pub types: Vec<String>,
    /// What they owe.
    pub owed: Owed,
    /// First day.
    pub from: Option<Day>,
    /// First day no longer.
    pub until: Option<Day>,
    /// What a reader should know.
    pub note: Option<String>,
    /// The obligation of the base that it replaces.
    pub overrides: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// Something that recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Like a rule's id.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// Who acts.
    pub who: String,
    /// What they do.
    pub does: String,
    /// Who receives it.
    pub to: Vec<String>,
    /// How it recurs.
    pub cadence: Cadence,
    /// When it is due, counted from the end of a period or from what called for it.
    pub due: Option<DutyDue>,
    /// The word under which the record says that it was done.
    pub done_by: String,
    /// One for every agency of these types; empty: one, of the partnership.
    pub each: Vec<String>,
    /// It is in force only where a setting is a word.
    pub active: Option<Active>,
    /// First day it is in force.
    pub from: Option<Day>,
    /// First day no longer.
    pub until: Option<Day>,
    /// The duty of the base that it replaces.
    pub overrides: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// How something recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// Once in every period of so many months.
    Periodic {
        /// How long a period is.
        months: Number,
        /// When its years begin.
        year_kind: Chosen<YearKind>,
        /// For periods of several years: a year in which one begins.
        anchor: Option<Number>,
    },
    /// So many months after it was last done.
    FromLast {
        /// How many.
        months: Number,
        /// The setting of kind `day` from which the first is counted.
        start: String,
    },
    /// Whenever something calls for it.
    PerEvent {
        /// The word under which the record says that it did.
        event: String,
    },
    /// Always.
    Continuous,
}

impl Cadence {
    /// The word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Cadence::Periodic { .. } => "periodic",
            Cadence::FromLast { .. } => "from-last",
            Cadence::PerEvent { .. } => "per-event",
            Cadence::Continuous => "continuous",
        }
    }
}

/// When something that recurs is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyDue {
    /// The unit.
    pub unit: PeriodUnit,
    /// How many.
    pub n: Number,
    /// Which way.
    pub direction: Direction,
}

/// What has to be set for something to be in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    /// The setting, of kind `choice`.
    pub setting: String,
    /// The word that it has to be.
    pub is: String,
}

/// A report that is made again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// Who makes it.
    pub who: String,
    /// Who says so.
    pub standing: Standing,
}

words! {
    /// What kind of thing a report has to have.
    PartKind {
        /// Something that it says.
        Content = "content",
        /// Somebody who is given it.
        Recipient = "recipient",
        /// A way in which it is made known.
        Channel = "channel",
    }
}

/// Something that a report has to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportPart {
    /// Like a rule's id.
    pub id: String,
    /// The report.
    pub report: String,
    /// What kind of thing.
    pub kind: PartKind,
    /// What it is.
    pub words: String,
    /// First day.
    pub from: Option<Day>,
    /// First day no longer.
    pub until: Option<Day>,
    /// The parts of other documents that ask for the same.
    pub covers: Vec<String>,
    /// It is asked for only where a setting is a word.
    pub active: Option<Active>,
    /// The part of the base that it replaces.
    pub overrides: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// A scale of ratings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// The worst first.
    pub ratings: Vec<Rating>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// A rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Lower case words joined by `-`, or a number.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// What it means.
    pub words: String,
    /// Whether what is rated so is compliant.
    pub compliant: bool,
    /// Whether something has to be done about it.
    pub needs_action: bool,
}

/// What a return is rated against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardSet {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// The programmes that use it.
    pub programmes: Vec<String>,
    /// In order.
    pub standards: Vec<Standard>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// One thing that is rated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// What it asks for.
    pub asks: String,
    /// What usually shows it.
    pub evidence: Vec<String>,
    /// Nothing outweighs it.
    pub core: bool,
}
