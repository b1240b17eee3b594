//! Thresholds: which level of need and which legal routes a case has reached.

mod assess;
mod decision;
mod missing;
mod next;

pub(crate) use assess::VERSION;
pub use decision::{
    Brief, BriefRoute, ConflictTouched, ConsentRule, Decision, EditionNamed, Explain,
    Inconsistency, Judged, Judgement, Judges, Labels, LevelNamed, LevelRange, MissingFact,
    NextQuestion, OpenSetting, PathwayStep, Prompted, RouteAnswer, Stands, StateGiven,
    StrengthShown,
};
