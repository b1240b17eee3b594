//! The fast evaluation: the outcome alone, allocating nothing unless cells have to be tried.

use super::exact::Search;
use super::known::Known;
use crate::compile::{NodeId, Reach};
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
    #[inline]
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let bounded = self.bounded();
        if Search::new(self).is_entangled() { self.refined(bounded) } else { bounded }
    }

    /// Judging each comparison by itself: right, and exact unless a variable is entangled.
    #[inline]
    fn bounded(&self) -> Outcome {
        let rules = &*self.rules;
        let [routes, consent, levels, applies] = match &rules.program {
            Some(program) => program.run(&self.certain, &self.possible),
            None => self.by_nodes(),
        };
        let has_levels = !rules.levels.is_empty();
        // Bit 0 stands for level 2.
        let level = |bit: u32| u8::try_from(bit).map_or(1, |bit| bit.saturating_add(2));
        let highest = |reached: u64| reached.checked_ilog2().map_or(1, level);
        Outcome {
            at_least: has_levels.then(|| highest(levels.0)),
            at_most: has_levels.then(|| highest(levels.1)),
            applies: Truth::from_bounds(applies.0 != 0, applies.1 != 0),
            routes_certain: routes.0,
            routes_possible: routes.1,
            without_consent_certain: consent.0,
            without_consent_possible: consent.1,
            exact: true,
        }
    }

    /// What the program says, goal by goal: for rule sets that are too large for one.
    fn by_nodes(&self) -> [(u64, u64); 4] {
        let rules = &*self.rules;
        let any = |parts: &[NodeId], literals: &[u64]| {
            parts.iter().any(|part| rules.nodes.holds(*part, literals))
        };
        let both = |goals: &mut dyn Iterator<Item = &[NodeId]>| {
            let (mut must, mut may) = (0_u64, 0_u64);
            for (goal, index) in goals.zip(0_u32..) {
                must |= u64::from(any(goal, &self.certain)) << (index & 63);
                may |= u64::from(any(goal, &self.possible)) << (index & 63);
            }
            (must, may)
        };
        [
            both(&mut rules.routes.iter().map(|route| route.goal.nodes.as_slice())),
            both(&mut rules.consent.iter().map(|consent| {
                consent.goal.as_ref().map_or(&[] as &[NodeId], |goal| goal.nodes.as_slice())
            })),
            both(&mut rules.reach.iter().map(|reach| reach.own.nodes.as_slice())),
            both(&mut std::iter::once(rules.applies_goal.nodes.as_slice())),
        ]
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
            let pair = route.pair;
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
            if !self.is_entangled() {
                return goal.holds(&bounds.certain, &self.rules.nodes);
            }
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

#[cfg(all(test, feature = "bundled-packs"))]
mod tests {
    use crate::{Catalogue, Day, Known};
    use proptest::prelude::*;

    fn all_known() -> Vec<Known> {
        let (catalogue, day) =
            (Catalogue::bundled(), Day::parse("2024-05-01").unwrap_or(Day::FIRST));
        let subjects = ["child", "adult", "carer"];
        let of_pack = |pack| subjects.map(|subject| catalogue.rules(pack, subject, day));
        let rules = ["england", "walsall", "example-thresholds"].into_iter().flat_map(of_pack);
        rules.filter_map(Result::ok).map(|rules| Known::new(&rules, day)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        /// The words that the program makes are those of the nodes, whatever the literals.
        #[test]
        fn the_program_says_what_the_nodes_say(seed in prop::collection::vec(any::<[u64; 3]>(), 40)) {
            let mut looked_at = 0;
            for mut known in all_known() {
                for (index, [one, two, three]) in seed.iter().enumerate() {
                    let Some(may) = known.possible.get_mut(index) else { continue };
                    // Dense, so that conjunctions hold now and then.
                    *may = one | two | three;
                    if let Some(must) = known.certain.get_mut(index) {
                        *must = (one | two) & *may;
                    }
                }
                let program = known.rules.program.as_ref();
                let ran = program.map(|program| program.run(&known.certain, &known.possible));
                prop_assert_eq!(ran, Some(known.by_nodes()));
                looked_at += 1;
            }
            prop_assert!(looked_at >= 5);
        }
    }
}
