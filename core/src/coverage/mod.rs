//! How well fixtures cover a pack: what of it they never show, and which mistakes they would miss.
//!
//! [`coverage`] asks what no fixture shows: a part of a condition that is never true, never false or
//! never unknown, a limit that no case stands beside, an option that nobody chose, a duty that is
//! never due.
//! [`mutate`] makes the packs wrong, one change at a time, and sees whether a fixture fails.
//! Both take texts and read no files; `core/COVERAGE.md` says what is counted and how.

mod boundary;
mod conditions;
mod covered;
mod equal;
mod expected;
mod items;
mod mutants;
mod mutate;
mod operators;
mod others;
mod parts;
mod texts;

pub use boundary::Side;
pub use covered::{Counted, Coverage, CoverageOfEdition, Gap, coverage};
pub use mutate::{Fate, Mutant, Mutants, Mutation, MutationOfEdition, mutate};
