//! The outcome alone: for every review whether it may, should or must be held.

use super::decision::Met;
use super::incident::Incident;
use crate::compile::ReviewSlot;
use crate::evaluate::Outcome;
use crate::pack::Modality;
use crate::truth::Truth;

/// The most reviews that one subject can have: each takes a bit at least.
const MOST: usize = 64;

/// What is said of one review: a range of modalities while answers are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewOutcome {
    /// Whether age, place and time are such that it can be held at all.
    pub scope: Truth,
    /// Reached in every way of filling the gaps.
    pub at_least: Modality,
    /// The firmest reached in some.
    pub at_most: Modality,
}

impl ReviewOutcome {
    /// What an edition says that does not know the review.
    pub(super) const ABSENT: ReviewOutcome = ReviewOutcome {
        scope: Truth::False,
        at_least: Modality::NotAvailable,
        at_most: Modality::NotAvailable,
    };

    /// Whether it is met, in the word of the family.
    #[must_use]
    pub fn met(self) -> Met {
        if self.scope == Truth::False {
            Met::NotApplicable
        } else if self.at_most == Modality::NotAvailable {
            Met::NotMet
        } else if self.at_least > Modality::NotAvailable {
            Met::Met
        } else {
            Met::CannotTell
        }
    }

    /// Whether one modality is left.
    #[must_use]
    pub fn settled(self) -> bool {
        self.at_least == self.at_most
    }

    /// What holds of both days.
    pub(super) fn joined(self, other: ReviewOutcome) -> ReviewOutcome {
        ReviewOutcome {
            scope: either(self.scope, other.scope),
            at_least: self.at_least.min(other.at_least),
            at_most: self.at_most.max(other.at_most),
        }
    }
}

/// The truth of something that is the one on some day and the other on another.
pub(super) fn either(one: Truth, other: Truth) -> Truth {
    if one == other { one } else { Truth::Unknown }
}

/// What is said of every review, in the order of the pack. It lies on the stack.
#[derive(Clone, Copy, Debug)]
pub struct ReviewOutcomes {
    of: [ReviewOutcome; MOST],
    count: usize,
    exact: bool,
}

impl ReviewOutcomes {
    /// One for each review.
    #[must_use]
    pub fn reviews(&self) -> &[ReviewOutcome] {
        self.of.get(..self.count).unwrap_or(&self.of)
    }

    /// `false` when the search was stopped at its limit: the ranges are right, perhaps too wide.
    #[must_use]
    pub fn exact(&self) -> bool {
        self.exact
    }
}

/// What the bits say of a review.
pub(super) fn of_bits(slot: &ReviewSlot, outcome: &Outcome) -> ReviewOutcome {
    let bit = |at: u32| 1_u64 << (at & 63);
    let scope = Truth::from_bounds(
        outcome.routes_certain & bit(slot.scope_bit) != 0,
        outcome.routes_possible & bit(slot.scope_bit) != 0,
    );
    let firmest = |bits: u64| {
        let mut reach = slot.reach.iter();
        let reached = reach.find(|(_, at)| bits & bit(*at) != 0);
        reached.map_or(Modality::NotAvailable, |(modality, _)| *modality)
    };
    let (at_least, at_most) = (firmest(outcome.routes_certain), firmest(outcome.routes_possible));
    ReviewOutcome { scope, at_least, at_most }
}

impl Incident {
    /// The outcome alone, in the order of [`reviews`](Incident::reviews). This is the fast
    /// evaluation; it allocates nothing when the day of the incident is known and nothing is
    /// compared in ways that cells have to be tried for.
    #[must_use]
    pub fn outcome(&self) -> ReviewOutcomes {
        let mut outcomes = ReviewOutcomes {
            of: [ReviewOutcome::ABSENT; MOST],
            count: self.order.len().min(MOST),
            exact: true,
        };
        let mut is_first = true;
        for moment in &self.moments {
            let outcome = moment.known.outcome();
            outcomes.exact &= outcome.exact;
            for (place, position) in outcomes.of.iter_mut().zip(&moment.positions) {
                let here = moment
                    .review(*position)
                    .map_or(ReviewOutcome::ABSENT, |slot| of_bits(slot, &outcome));
                *place = if is_first { here } else { place.joined(here) };
            }
            is_first = false;
        }
        outcomes
    }
}
