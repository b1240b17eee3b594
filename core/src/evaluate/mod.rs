//! Evaluation: what is known, as bits, and what follows from it in every way of filling the gaps.

mod exact;
mod known;
mod matters;
mod outcome;

pub(crate) use exact::Search;
pub use known::Known;
pub(crate) use matters::Mattering;
pub use outcome::Outcome;
