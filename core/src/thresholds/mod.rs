//! Thresholds: which level of need and which legal routes a case has reached.

mod assess;
mod decision;
mod labels;
mod missing;
mod next;
mod pathway;

pub(crate) use assess::VERSION;
pub use decision::{
    Brief, BriefRoute, ConflictTouched, ConsentRule, Decision, EditionNamed, Explain, GovernedBy,
    Inconsistency, Judged, Judgement, Judges, LevelNamed, LevelRange, MissingFact, NextQuestion,
    OpenSetting, PathwayStep, Prompted, RouteAnswer, Stands, StateGiven, StrengthShown,
};
pub use labels::Labels;
