//! Audits and everything else that recurs: what falls due, on whom, when, and where it stands.
//!
//! ```
//! # #[cfg(feature = "bundled-packs")] {
//! use safeguarding_rules::audits::{Agency, Audits};
//! use safeguarding_rules::{Calendar, Catalogue, Day, SettingValue};
//! let day = |text| Day::parse(text).unwrap();
//! let rules = Catalogue::bundled().audits("walsall").unwrap();
//! let mut audits = Audits::new(&rules, day("2021-06-01"), day("2021-04-01"), day("2023-04-01"));
//! audits.set("s11_anchor", &SettingValue::Count(2021)).unwrap();
//! audits.set("s11_year_kind", &SettingValue::Word("financial".to_owned())).unwrap();
//! audits.agency(Agency::new("hospital", "nhs-trust"));
//! let decision = audits.assess(Calendar::england_and_wales());
//! let first = &decision.occurrences[0];
//! assert_eq!((first.phase, first.year), ("self-assessment", 2021));
//! # }
//! ```

mod actions;
mod agencies;
mod assess;
mod by_agency;
mod checks;
mod decision;
mod duties;
mod export;
mod given;
mod labels;
mod names;
mod owers;
mod owes;
mod periods;
mod phase_errors;
mod plan;
mod record;
mod report;
mod returns;
mod rows;
mod rules;
mod schedule;
mod shown;
mod slots;
mod spans;
mod standing;
mod states;
mod taking_part;
mod to_do;
mod turns;
mod years;

pub use crate::decision::{CalendarNamed, Days, NumberOfDays, Standing};
pub use actions::{ActionLacks, ActionState, CarriedAnswer, PlannedAnswer};
pub use assess::Audits;
pub use decision::{
    AgencyAnswer, AuditDecision, DutyAnswer, DutyTime, NextDue, OccurrenceAnswer, OwesAnswer,
    PhaseErrorAnswer, ProgrammeAnswer, StepAnswer, YearAnswer,
};
pub use export::{ICalendar, Timeline};
pub use given::{About, Agency, Carried, Entry, Membership, Planned, Rated, Return};
pub use labels::AuditLabels;
pub use report::{OmissionAnswer, PartAnswer, ReportAnswer};
pub use returns::{
    Counts, Moved, Number, ReturnAnswer, ReturnsAnswer, Spread, StandardAnswer, StandardOverAll,
};
pub use rules::AuditRules;
pub use standing::AuditStanding;
