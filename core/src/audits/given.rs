//! What is given of agencies and of what happened.

use crate::date::{Day, PartialDate};

/// An agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agency {
    /// Its name in the record.
    pub id: String,
    /// What a person reads.
    pub label: Option<String>,
    /// What it is, and from when to when.
    pub types: Vec<Membership>,
    /// First day it exists or takes part.
    pub from: Option<Day>,
    /// First day it no longer does.
    pub until: Option<Day>,
    /// The agency that took it over.
    pub became: Option<String>,
    /// The agency that answers for it.
    pub answered_by: Option<String>,
}

impl Agency {
    /// An agency of one type that is always there.
    #[must_use]
    pub fn new(id: &str, agency_type: &str) -> Agency {
        let only = Membership { agency_type: agency_type.to_owned(), from: None, until: None };
        Agency { id: id.to_owned(), types: vec![only], ..Agency::default() }
    }

    /// Whether it exists on a day.
    #[must_use]
    pub fn exists(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// What an agency is, from one day until another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The agency type.
    pub agency_type: String,
    /// First day; absent: from the agency's first.
    pub from: Option<Day>,
    /// First day no longer.
    pub until: Option<Day>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub about: About,
    /// The agency; absent: every one without an entry of its own.
    pub agency: Option<String>,
    /// The word for it: a step's or a duty's `done_by`, a duty's `event`, or `waived`.
    pub what: String,
    /// When.
    pub on: PartialDate,
    /// Why, where it was waived.
    pub reason: Option<String>,
}

/// What an entry of the record is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A phase of an audit.
    Phase {
        /// The programme.
        programme: String,
        /// The phase.
        phase: String,
        /// The year, by the calendar year in which it begins.
        year: i32,
    },
    /// A duty that recurs.
    Duty {
        /// The duty.
        duty: String,
        /// The first day of the period that it answers, or the day that called for it.
        period: Option<Day>,
    },
}

/// The word under which a waiver is recorded.
pub(super) const WAIVED: &str = "waived";

/// The return of one agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Return {
    /// The agency.
    pub agency: String,
    /// When it was made.
    pub on: Option<PartialDate>,
    /// The year of the cycle that it is of.
    pub year: Option<i32>,
    /// What it rated, in the order given.
    pub ratings: Vec<Rated>,
    /// What earlier cycles left open.
    pub carried: Vec<Carried>,
}

/// Something that an earlier cycle left open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// The standard that it is about.
    pub standard: String,
    /// What is to be done.
    pub plan: Planned,
}

/// What was said of one standard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rated {
    /// The standard.
    pub standard: String,
    /// What the agency gives itself.
    pub own: Option<String>,
    /// What peers give it; this one counts.
    pub peer: Option<String>,
    /// How many pieces of evidence are named; absent: not said.
    pub evidence: Option<u32>,
    /// Why it does not apply to the agency.
    pub not_applicable: Option<String>,
    /// What is to be done about it.
    pub actions: Vec<Planned>,
}

/// Something that is to be done about a standard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// Its name.
    pub action: String,
    /// Who does it.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<PartialDate>,
    /// When it was closed.
    pub closed: Option<PartialDate>,
    /// The year of the cycle that it is carried over from.
    pub from: Option<i32>,
}
