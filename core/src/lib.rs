//! Multi-agency safeguarding arrangements as rules that are data, and exact answers from them.
#![doc = include_str!("../../README.md")]
#![forbid(unsafe_code)]

pub mod audits;
pub mod calendar;
mod case;
mod citation;
pub mod columns;
mod compile;
mod condition;
#[cfg(feature = "prove")]
pub mod coverage;
mod date;
mod decision;
mod error;
mod evaluate;
mod fact;
mod finding;
mod ids;
mod json;
pub mod membership;
mod order;
mod pack;
#[cfg(feature = "prove")]
pub mod prove;
#[cfg(feature = "render")]
pub mod render;
pub mod reviews;
#[cfg(feature = "schema")]
pub mod schema;
pub mod thresholds;
mod truth;
pub mod wire;
pub mod words;

pub use calendar::{Calendar, Deadline, Period, PeriodUnit};
pub use case::{Answer, State};
pub use citation::{Basis, Citation, Cited, Evidence, Grounds, Source, Standing, Strength};
pub use compile::Ruleset;
pub use condition::{Condition, Test};
pub use date::{Day, PartialDate, Span, Unit};
pub use error::{Error, Problem};
pub use evaluate::{Known, Outcome};
pub use fact::{Burden, Exception, Fact, FactOption, Kind};
pub use finding::{Finding, PartFinding};
pub use json::Json;
pub use pack::*;
pub use truth::Truth;
