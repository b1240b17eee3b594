//! Packs: the editions of one authority and family, read from text and checked in full.

mod audits;
pub(crate) mod bundled;
mod catalogue;
mod check;
mod check_audits;
mod check_circles;
mod check_condition;
mod check_days;
mod check_depth;
mod check_membership;
mod check_replacing;
mod check_reviews;
mod conflict;
mod document;
mod layered;
pub(crate) mod membership;
mod membership_words;
mod merge;
mod read;
mod read_audits;
mod read_condition;
mod read_membership;
mod read_offices;
mod read_reviews;
mod reviews;
mod setting;
mod shelf;
mod since;

pub use audits::{
    Active, AgencyType, Cadence, Chosen, Duty, DutyDue, Number, Obligation, Owed, PartKind, Phase,
    PhaseStep, Programme, Rating, Report, ReportPart, Scale, Slippage, Standard, StandardSet,
    StepDue, StepStanding, StepStart, YearKind,
};
pub use catalogue::Catalogue;
pub(crate) use catalogue::no_subject;
pub(crate) use check_audits::fits_a_year;
pub use conflict::{Conflict, Saying};
pub(crate) use layered::{EditionUsed, Layered};
pub(crate) use membership::MembershipLists;
pub use membership::{
    Agreement, AuthorityPart, Between, BodyKind, CapacityKind, Commitment, Delegable, DisputeAct,
    Extent, Half, Hats, Interests, ListingKind, MembersKnown, Need, RelationKind, SeatPart,
    SeatRole, Side, YesNo,
};
use merge::List;
pub(crate) use reviews::INCIDENT;
pub use reviews::{
    Action, Also, Clock, ClockStart, Event, How, Link, Modality, Review, ReviewKind, Role, RoleKind,
};
pub use setting::{Setting, SettingChoice, SettingKind, SettingValue};

use crate::citation::{Source, Standing, words};
use crate::condition::Condition;
use crate::date::Day;
use crate::fact::{Exception, Fact};
use serde::Serialize;
use std::collections::BTreeSet;

words! {
    /// Which kind of question an edition answers.
    Family {
        /// Levels of need and legal tests.
        Thresholds = "thresholds",
        /// Reviews after an incident.
        Reviews = "reviews",
        /// Compliance audits and everything else that recurs.
        Audits = "audits",
        /// Who sits where, who may act, and who decides what.
        Membership = "membership",
    }
}

/// An edition of a pack as it was written, with the place of every item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The authority: `england`, `walsall`, …
    pub pack: String,
    /// Which kind of question it answers.
    pub family: Family,
    /// What a person would call it.
    pub title: String,
    /// First day it applies.
    pub from: Day,
    /// First day it no longer applies.
    pub until: Option<Day>,
    /// The day somebody last compared it with its sources.
    pub checked_on: Day,
    /// The earlier edition it starts from.
    pub amends: Option<Day>,
    /// What of the earlier edition is gone.
    pub drops: Vec<String>,
    /// The pack that lies underneath.
    pub extends: Option<String>,
    /// Nothing in it is anybody's adopted policy.
    pub illustrative: bool,
    /// Words shown with every answer that rests on it.
    pub notice: Option<String>,
    /// SHA-256 of the canonical JSON of its file, in lower case hex.
    pub digest: String,
    /// Where its text stands among those given.
    pub(crate) at: String,
    pub(crate) sources: List<Source>,
    pub(crate) items: Items,
}

/// A value with the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed<T> {
    pub at: String,
    pub is: T,
}

/// The lists of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Items {
    pub facts: List<Fact>,
    pub settings: List<Setting>,
    pub subjects: List<Subject>,
    pub levels: List<Level>,
    pub rules: List<Rule>,
    pub consent: List<Consent>,
    pub steps: List<Step>,
    pub reviews: List<Review>,
    pub roles: List<Role>,
    pub links: List<Link>,
    pub events: List<Event>,
    pub actions: List<Action>,
    pub consistency: List<Consistency>,
    pub conflicts: List<Conflict>,
    pub audits: AuditLists,
    pub membership: MembershipLists,
    /// The ids of items that could not be read, so that references to them are not called
    /// unknown; an empty one stands for an item without a readable id.
    pub unread: BTreeSet<String>,
}

/// What only editions of the family `audits` list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AuditLists {
    pub agency_types: List<AgencyType>,
    pub programmes: List<Programme>,
    pub obligations: List<Obligation>,
    pub duties: List<Duty>,
    pub reports: List<Report>,
    pub report_parts: List<ReportPart>,
    pub scales: List<Scale>,
    pub standard_sets: List<StandardSet>,
}

/// One rule: when it holds and what follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Parts joined by `.`, each of lower case words joined by `-`.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// What a reader sees first.
    pub label: String,
    /// When it holds.
    pub when: Condition,
    /// What follows.
    pub then: Then,
    /// Who says so.
    pub standing: Standing,
    /// First day it is in force inside its edition.
    pub from: Option<Day>,
    /// First day it is no longer in force.
    pub until: Option<Day>,
    /// The rule of the base that it replaces.
    pub overrides: Option<String>,
    /// The rule that leads as far whenever this one does, which is kept for what its own source
    /// says; proofs about a pack read it alone.
    pub repeats: Option<String>,
    /// What a reader of a finding should know.
    pub note: Option<String>,
    /// It comes from an illustrative edition.
    pub illustrative: bool,
}

/// What follows when a rule holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// The need is at this level at least.
    Level {
        /// The level.
        number: u8,
        /// It settles the level whatever else is known: nothing outvotes it.
        trigger: bool,
    },
    /// A legal route or test, answered beside the level.
    Route(Route),
    /// Something for a person to weigh; it moves no level.
    Prompt {
        /// What to weigh.
        consider: String,
        /// Whether it points up, down or asks to check.
        direction: Direction,
    },
    /// A strength, shown beside the needs; it cancels nothing.
    Protective {
        /// What it says.
        note: String,
    },
    /// A review may, should or must be held.
    Review {
        /// The review.
        review: String,
        /// How firmly.
        modality: Modality,
    },
    /// A document sets the criteria for what is done, and people are bound to work to it.
    GovernedBy(Governing),
    /// Nothing by itself; other rules refer to it.
    Define,
}

impl Then {
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Then::Level { .. } => "level",
            Then::Route(_) => "route",
            Then::Prompt { .. } => "prompt",
            Then::Protective { .. } => "protective",
            Then::Review { .. } => "review",
            Then::GovernedBy(_) => "governed_by",
            Then::Define => "define",
        }
    }
}

/// A document that people are bound to work to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Governing {
    /// The document, among the sources.
    pub source: String,
    /// Who is bound to work to it.
    pub binds: String,
    /// What it sets.
    pub sets: String,
}

/// A legal route or test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Lower case words joined by `-`.
    pub id: String,
    /// What kind of thing it is.
    pub kind: RouteKind,
    /// Who must or may act.
    pub who: String,
    /// What they do.
    pub act: String,
    /// How soon.
    pub urgency: Urgency,
}

words! {
    /// What kind of legal route it is.
    RouteKind {
        /// Somebody must.
        Duty = "duty",
        /// Somebody may.
        Power = "power",
        /// A test is met.
        Test = "test",
        /// The person may ask.
        Right = "right",
        /// Somebody must be told.
        Notification = "notification",
    }
}

words! {
    /// How soon a route wants acting on; the most urgent last.
    Urgency {
        /// In the ordinary course.
        Planned = "planned",
        /// Soon.
        Prompt = "prompt",
        /// Today.
        SameDay = "same-day",
        /// Now.
        Immediate = "immediate",
    }
}

words! {
    /// Which way a prompt points.
    Direction {
        /// Towards more help.
        Up = "up",
        /// Towards less.
        Down = "down",
        /// Neither: look again.
        Check = "check",
    }
}

/// Whom a request can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// `child`, `adult`, `carer`.
    pub id: String,
    /// What a person reads.
    pub label: String,
    /// Whether somebody is such a subject on the day.
    pub applies: Condition,
    /// Who says so.
    pub standing: Standing,
}

/// A level of need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// The subject whose levels these are.
    #[serde(skip)]
    pub subject: String,
    /// From 1 without gaps.
    pub number: u8,
    /// Its name in this area.
    pub name: String,
    /// What defines it.
    #[serde(skip)]
    pub summary: String,
    /// Who responds.
    pub responders: Vec<String>,
    /// How one gets there.
    pub route_in: String,
    /// Who says so.
    #[serde(flatten)]
    pub standing: Standing,
}

/// What a consent rule or a step belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum For {
    /// A level.
    Level(u8),
    /// A route.
    Route(String),
}

impl std::fmt::Display for For {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            For::Level(number) => write!(f, "level-{number}"),
            For::Route(id) => write!(f, "route:{id}"),
        }
    }
}

impl Serialize for For {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

words! {
    /// What has to be agreed with the family or the person.
    Requirement {
        /// The ordinary consent to a service.
        ServiceConsent = "service-consent",
        /// Agreement is needed.
        Needed = "needed",
        /// Agreement is needed in writing.
        NeededInWriting = "needed-in-writing",
        /// Agreement is sought; a refusal does not settle it.
        Seek = "seek",
        /// The person is told.
        Inform = "inform",
        /// Nobody has to agree; a refusal by the person whom it is about ends the duty.
        UnlessRefused = "unless-refused",
        /// Nobody has to agree; the objection of somebody who may object stops it.
        UnlessObjected = "unless-objected",
        /// No agreement is required.
        NotRequired = "not-required",
    }
}

/// What has to be agreed at a level or for a route, and when one may go on without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Like a rule's id.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// The level or route.
    pub belongs_to: For,
    /// What has to be agreed.
    pub requirement: Requirement,
    /// In words.
    pub words: String,
    /// When the step may be taken without agreement.
    pub unless: Option<Condition>,
    /// The consent rule of the base that it replaces.
    pub overrides: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// A step of the pathway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Like a rule's id.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// The level or route whose pathway it belongs to.
    pub belongs_to: For,
    /// Who acts.
    pub who: String,
    /// What they do.
    pub does: String,
    /// By when.
    pub limit: Option<Limit>,
    /// It belongs to the time while the level or route is open, not to when it is certain.
    pub while_open: bool,
    /// The step of the base that it replaces.
    pub overrides: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

/// A time limit: so many of a unit from an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limit {
    /// The unit.
    pub unit: LimitUnit,
    /// How many; absent for `as-soon-as-possible`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<u16>,
    /// The event it runs from, in words.
    pub from: String,
}

words! {
    /// The unit of a time limit.
    LimitUnit {
        /// Hours.
        Hours = "hours",
        /// Calendar days.
        Days = "days",
        /// Working days.
        WorkingDays = "working-days",
        /// Weeks.
        Weeks = "weeks",
        /// Months.
        Months = "months",
        /// No date but an order.
        AsSoonAsPossible = "as-soon-as-possible",
    }
}

/// Answers that cannot stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consistency {
    /// Like a rule's id.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// The combination that cannot be.
    pub never: Condition,
    /// The facts concerned.
    pub facts: Vec<String>,
    /// What to tell the person.
    pub words: String,
    /// Why answers that the pack below takes together contradict each other here; proofs about a
    /// pack read it alone.
    pub only_here: Option<Exception>,
}

#[cfg(feature = "prove")]
impl Items {
    /// What everything of the families `audits` and `membership` cites, with its place.
    pub(crate) fn each_cites(&self, found: &mut dyn FnMut(&[crate::citation::Citation], &str)) {
        check_audits::each_standing(self, &mut |standing, at| found(&standing.cites, at));
        check_membership::each_standing(&self.membership, &mut |standing, at| {
            found(&standing.cites, at);
        });
        for setting in &self.settings {
            found(&setting.is.standing.cites, &setting.at);
            for (choice, index) in setting.is.choices.iter().zip(0_u32..) {
                found(&choice.cites, &format!("{}/choices/{index}", setting.at));
            }
        }
        for conflict in &self.conflicts {
            for (saying, index) in conflict.is.says.iter().zip(0_u32..) {
                found(&saying.cites, &format!("{}/says/{index}", conflict.at));
            }
        }
    }
}
