//! Thresholds: which level of need and which legal routes a case has reached.

mod assess;
mod decision;
mod labels;
mod missing;
mod next;
mod pathway;
mod picked;

pub use crate::decision::{
    ConflictTouched, EditionNamed, Explain, Inconsistency, NextQuestion, OpenSetting, Prompted,
    StateGiven,
};
pub use decision::{
    Brief, BriefRoute, ConsentRule, Decision, GovernedBy, Judged, Judgement, Judges, LevelNamed,
    LevelRange, MissingFact, PathwayStep, RouteAnswer, Stands, StrengthShown,
};
pub use labels::Labels;
