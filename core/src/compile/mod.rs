//! The compiled form of one subject's rules on one day: facts as variables, conditions as
//! literals over bit sets.
//!
//! Every comparison becomes a *literal*: "the value lies in this part of the range".
//! A condition is brought into negation normal form, in which a literal's opposite is a literal
//! too; what remains is monotone in its literals, so one small program serves both bounds:
//! run over the literals that are certain it says what must hold, over those that are possible
//! what may.

pub(crate) mod bits;
mod build;
mod events;
mod gates;
mod goal;
mod goals;
mod held;
mod index;
mod layout;
mod node;
mod program;
mod ruleset;
mod sliced;
mod slices;
mod variable;

pub(crate) use events::EventGraph;
pub(crate) use goal::AnyGoal;
pub(crate) use held::Halves;
pub(crate) use node::{Node, NodeId};
pub use ruleset::Ruleset;
pub(crate) use ruleset::{FactSlot, Part, PartKind, Reach, ReviewSlot, RuleSlot, WhenSlot};

pub use sliced::Wanted;
pub(crate) use sliced::{APPLIES, CONSENT, LEVELS, ROUTES, Sliced, Tangle};
pub(crate) use slices::{Register, RegisterId, Slices, get as register};
#[cfg(feature = "prove")]
pub(crate) use variable::literal_of;
pub(crate) use variable::{
    Cut, LiteralKind, Variable, VariableKind, count_patterns, date_patterns,
};
