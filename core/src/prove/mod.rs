//! Packs that are proved, compared and asked what would change an answer.
//!
//! Rules over answers that each take one of a few cells are a finite thing: whether *any* case
//! shows something is a question that a SAT solver settles.
//! What it finds is told by a smallest case; what it does not find in any case is proved.
//! Who decides, who sits and what falls due are few enough to be looked at one by one.
//! `core/PROVING.md` says what is claimed and how.

mod acts;
mod answering;
mod asked;
mod audits;
mod cells;
mod circuit;
mod compare;
mod comparison;
mod dead;
mod elsewhere;
mod facts;
mod finding;
mod fixture;
mod floor;
mod helps;
mod ledger;
mod membership;
mod monotone;
mod outcomes;
mod parts;
mod proposer;
mod prover;
mod responsible;
mod reworded;
mod sat;
mod seen;
mod shown;
mod shown_reviews;
mod simpler;
mod smallest;
mod spared;
mod ways;
mod why_not;
mod why_not_reviews;
mod world;

pub use compare::compare;
pub(crate) use compare::compare_rules;
pub use comparison::{Change, Comparison, Difference, Group, Side};
pub use finding::{Claim, Claimed, Declared, Found, Proof, Proved};
pub use prover::{Limits, prove};
pub use shown::Shown;
pub use spared::Spared;
pub use why_not::{Called, Wanted, Ways, WhyNot, why_not};
pub use why_not_reviews::why_not_of_reviews;
