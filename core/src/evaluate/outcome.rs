//! The fast evaluation: the outcome alone, allocating nothing unless cells have to be tried.

use super::exact::Search;
use super::known::Known;
use crate::compile::Reach;
use crate::truth::Truth;

/// What the rules say, without reasons: levels that are certain and possible, and for each route
/// whether it holds.
///
/// The bits of the routes are in the order of the rules that establish them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The level reached in every way of filling the gaps; `None` where the subject has no levels.
    pub at_least: Option<u8>,
    /// The highest level reached in some.
    pub at_most: Option<u8>,
    /// Whether this person is such a subject on the day.
    pub applies: Truth,
    /// The routes that hold in every filling, as bits.
    pub routes_certain: u64,
    /// The routes that hold in some.
    pub routes_possible: u64,
    /// The consent rules under which one may go on without agreement, in every filling.
    pub without_consent_certain: u64,
    /// The same, in some.
    pub without_consent_possible: u64,
    /// `false` when the search was stopped at its limit: the range is right, perhaps too wide.
    pub exact: bool,
}

impl Outcome {
    /// Whether one level is left; `None` where the subject has no levels.
    #[must_use]
    pub fn settled(&self) -> Option<bool> {
        self.at_least.map(|_| self.at_least == self.at_most)
    }
}

impl Known {
    /// The outcome alone. This is the fast evaluation; [`assess`](Known::assess) gives reasons.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let bounded = self.bounded();
        if Search::new(self).is_entangled() { self.refined(bounded) } else { bounded }
    }

    /// Judging each comparison by itself: right, and exact unless a variable is entangled.
    fn bounded(&self) -> Outcome {
        let rules = &*self.rules;
        let nodes = &rules.nodes;
        let (certain, possible) = (&*self.certain, &*self.possible);
        let highest = |literals: &[u64]| {
            let mut levels = rules.reach.iter().rev();
            levels.find(|reach| reach.own.holds(literals, nodes)).map_or(1, |reach| reach.number)
        };
        let has_levels = !rules.levels.is_empty();
        let at_most = has_levels.then(|| highest(possible));
        let at_least = has_levels.then(|| highest(certain));
        let (mut routes_certain, mut routes_possible) = (0_u64, 0_u64);
        for (route, index) in rules.routes.iter().zip(0_u32..) {
            if route.goal.holds(possible, nodes) {
                let bit = 1_u64 << (index & 63);
                routes_possible |= bit;
                if route.goal.holds(certain, nodes) {
                    routes_certain |= bit;
                }
            }
        }
        let (mut without_consent_certain, mut without_consent_possible) = (0_u64, 0_u64);
        for (consent, index) in rules.consent.iter().zip(0_u32..) {
            let Some(unless) = &consent.unless else { continue };
            if nodes.holds(unless.pair.holds, possible) {
                let bit = 1_u64 << (index & 63);
                without_consent_possible |= bit;
                if nodes.holds(unless.pair.holds, certain) {
                    without_consent_certain |= bit;
                }
            }
        }
        let applies = Truth::from_bounds(
            nodes.holds(rules.applies.pair.holds, certain),
            nodes.holds(rules.applies.pair.holds, possible),
        );
        Outcome {
            at_least,
            at_most,
            applies,
            routes_certain,
            routes_possible,
            without_consent_certain,
            without_consent_possible,
            exact: true,
        }
    }

    /// Tries the cells of entangled variables for whatever is still undecided.
    fn refined(&self, bounded: Outcome) -> Outcome {
        let search = Search::new(self);
        let rules = &*self.rules;
        let mut outcome = bounded;
        if let (Some(least), Some(most)) = (bounded.at_least, bounded.at_most) {
            let (least, most) = search.levels_between(least, most, false);
            outcome.at_least = Some(least);
            outcome.at_most = Some(most);
        }
        for (route, index) in rules.routes.iter().zip(0_u32..) {
            let bit = 1_u64 << (index & 63);
            if bounded.routes_possible & !bounded.routes_certain & bit == 0 {
                continue;
            }
            let Some(slot) = rules.rule(route.rule) else { continue };
            let pair = slot.part.pair;
            put(
                search.truth(pair.holds, pair.fails),
                bit,
                &mut outcome.routes_certain,
                &mut outcome.routes_possible,
            );
        }
        for (consent, index) in rules.consent.iter().zip(0_u32..) {
            let bit = 1_u64 << (index & 63);
            let Some(unless) = &consent.unless else { continue };
            let truth = search.truth(unless.pair.holds, unless.pair.fails);
            put(
                truth,
                bit,
                &mut outcome.without_consent_certain,
                &mut outcome.without_consent_possible,
            );
        }
        outcome.applies = search.truth(rules.applies.pair.holds, rules.applies.pair.fails);
        outcome.exact = search.is_exact();
        outcome
    }
}

fn put(truth: Truth, bit: u64, certain: &mut u64, possible: &mut u64) {
    match truth {
        Truth::True => {
            *certain |= bit;
            *possible |= bit;
        }
        Truth::False => {
            *certain &= !bit;
            *possible &= !bit;
        }
        Truth::Unknown => {}
    }
}

impl Search<'_> {
    /// The lowest and the highest level that can be reached, both inside the bounds given.
    fn levels_between(&self, least: u8, most: u8, published_only: bool) -> (u8, u8) {
        let bounds = self.bounds();
        let open = || {
            let levels = self.rules.reach.iter().rev();
            levels.filter(move |reach| reach.number > least && reach.number <= most)
        };
        let may = |reach: &&Reach| {
            let mut rules =
                reach.pairs.iter().filter(|(_, illustrative)| !(published_only && *illustrative));
            rules.any(|(pair, _)| self.truth(pair.holds, pair.fails) != Truth::False)
        };
        let must = |reach: &&Reach| {
            let goal = if published_only { &reach.published } else { &reach.whole };
            self.always(&goal.nodes, &bounds)
        };
        let highest = open().find(may).map_or(least, |reach| reach.number);
        let lowest = open().find(must).map_or(least, |reach| reach.number);
        (lowest, highest)
    }

    /// The levels that can be reached by published rules alone.
    pub(crate) fn published_levels(&self, most: u8) -> (u8, u8) {
        self.levels_between(1, most, true)
    }
}
