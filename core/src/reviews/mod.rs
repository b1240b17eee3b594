//! Reviews: what an incident calls for, who decides, and by when everything is due.

mod actions;
mod assess;
mod decision;
mod due;
mod events;
mod findings;
mod incident;
mod missing;
mod outcome;
mod rules;
mod seen;
mod turning;
mod view;

pub use crate::decision::{
    ConflictTouched, EditionNamed, Explain, Inconsistency, NextQuestion, OpenSetting, Prompted,
    StateGiven,
};
pub use decision::{
    ActionAnswer, AlsoCounted, CalendarNamed, ClockShown, Days, EditionDays, EventMissing,
    EventProblem, LinkAnswer, Met, MissingForReviews, NumberOfDays, ReviewAnswer, ReviewBrief,
    ReviewDecision, ReviewsBrief, RoleAnswer, Standing,
};
pub use events::When;
pub use incident::Incident;
pub use outcome::{ReviewOutcome, ReviewOutcomes};
pub use rules::{ReviewLabels, ReviewRules};
