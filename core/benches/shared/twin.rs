//! A hand-written twin of the child rules of `walsall` over `england`: what a person would write
//! who knew the rules beforehand and wanted them fast.
//!
//! It answers as [`Known::outcome`](safeguarding_rules::Known::outcome) does: the level, 28 routes,
//! the consent rules and whether the person is a child, each for certain and perhaps. The rules are
//! compiled in, with constant masks over 90 facts in two words.
//!
//! It does not do what the library does besides: try the values of entangled facts (so it may claim
//! less), read rules as data, take dates, counts and choices (their comparisons are given to it as
//! answered), or give any reason. In the measured case nothing is entangled.

use super::twin_facts::under_18;
use safeguarding_rules::{Outcome, Truth};

/// Yes or no for the facts that are known.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Twin {
    value: u128,
    known: u128,
}

impl Twin {
    /// Records an answer.
    pub(crate) fn record(&mut self, fact: u128, yes: bool) {
        self.known |= fact;
        self.value = if yes { self.value | fact } else { self.value & !fact };
    }

    /// What the rules say.
    pub(crate) fn outcome(&self) -> Outcome {
        let must = Case { yes: self.value & self.known, no: !self.value & self.known };
        let may = Case { yes: self.value | !self.known, no: !self.value | !self.known };
        Outcome {
            at_least: Some(must.level()),
            at_most: Some(may.level()),
            applies: Truth::from_bounds(must.any(under_18), may.any(under_18)),
            routes_certain: must.routes(),
            routes_possible: may.routes(),
            without_consent_certain: must.without_consent(),
            without_consent_possible: may.without_consent(),
            exact: true,
        }
    }
}

/// What counts as yes and what counts as no; a fact may be both, or neither.
#[derive(Clone, Copy)]
pub(super) struct Case {
    yes: u128,
    no: u128,
}

impl Case {
    pub(super) fn any(self, facts: u128) -> bool {
        self.yes & facts != 0
    }

    pub(super) fn all(self, facts: u128) -> bool {
        self.yes & facts == facts
    }

    pub(super) fn not(self, fact: u128) -> bool {
        self.no & fact != 0
    }

    pub(super) fn none(self, facts: u128) -> bool {
        self.no & facts == facts
    }
}
