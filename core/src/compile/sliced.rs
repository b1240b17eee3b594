//! A rule set made ready for columns: its goals as [`Slices`], and where words of bits may leave
//! open what every filling decides alike.

use super::bits;
use super::goal::AnyGoal;
use super::node::NodeId;
use super::ruleset::Ruleset;
use super::slices::{RegisterId, Slices};
use crate::pack::Then;
use std::sync::{Arc, OnceLock};

/// The groups of goals, in the order in which the steps have them.
pub(crate) const ROUTES: usize = 0;
pub(crate) const CONSENT: usize = 1;
pub(crate) const LEVELS: usize = 2;
pub(crate) const APPLIES: usize = 3;
pub(crate) const DECIDING: usize = 4;

/// What outcomes say besides whether the person is such a subject, and the range of levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The routes, and where one may go on without agreement.
    pub routes: bool,
    /// The rule that decides the level.
    pub deciding: bool,
}

impl Wanted {
    /// Everything.
    pub const ALL: Wanted = Wanted { routes: true, deciding: true };
    /// Nothing besides.
    pub const LEVELS: Wanted = Wanted { routes: false, deciding: false };
}

/// The goals that are wanted, ready for columns.
#[derive(Debug)]
pub(crate) struct Sliced {
    pub wanted: Wanted,
    pub slices: Slices,
    pub tangles: Vec<Tangle>,
    /// The rules that lead to a level, in their order.
    pub deciding: Vec<Decider>,
    /// The positions of these rules.
    pub deciders: Arc<[u16]>,
    /// The literals that any goal is entangled in.
    pub entangled: Vec<RegisterId>,
    /// The variables of these literals.
    pub variables: Vec<u16>,
}

/// A rule that leads to a level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decider {
    pub level: u8,
    pub holds: RegisterId,
    /// Whether its truth may need a search.
    pub is_tangled: bool,
}

/// A goal that words of bits may leave open although every filling gives the same.
#[derive(Debug)]
pub(crate) struct Tangle {
    /// `None`: the level.
    pub goal: Option<RegisterId>,
    pub literals: Vec<RegisterId>,
}

/// What has been made ready of a rule set.
#[derive(Debug, Default)]
pub(crate) struct SlicedOnce([OnceLock<Arc<Sliced>>; 4]);

impl Ruleset {
    /// The goals that are wanted, made ready when they are first asked for.
    pub(crate) fn sliced(&self, wanted: Wanted) -> Arc<Sliced> {
        let SlicedOnce([levels, deciding, routes, all]) = &self.sliced;
        let place = match (wanted.routes, wanted.deciding) {
            (false, false) => levels,
            (false, true) => deciding,
            (true, false) => routes,
            (true, true) => all,
        };
        Arc::clone(place.get_or_init(|| Arc::new(Sliced::new(self, wanted))))
    }

    /// The rules that lead to a level: position, level and condition.
    fn level_rules(&self) -> impl Iterator<Item = (u16, u8, NodeId)> {
        self.rules.iter().zip(0_u16..).filter_map(|(slot, rule)| match slot.rule.is.then {
            Then::Level { number, .. } => Some((rule, number, slot.part.pair.holds)),
            _ => None,
        })
    }
}

impl Sliced {
    fn new(rules: &Ruleset, wanted: Wanted) -> Sliced {
        let any_of = |goal: &AnyGoal| goal.nodes.clone();
        let (mut routes, mut consent, mut deciding) = (Vec::new(), Vec::new(), Vec::new());
        if wanted.routes {
            routes.extend(rules.routes.iter().map(|route| any_of(&route.goal)));
            let unless = rules.consent.iter().map(|one| one.goal.as_ref());
            consent.extend(unless.map(|goal| goal.map(any_of).unwrap_or_default()));
        }
        if wanted.deciding {
            deciding.extend(rules.level_rules());
        }
        let also = if wanted.deciding { rules.entangled.clone() } else { entangled(rules, wanted) };
        let groups = [
            routes,
            consent,
            rules.reach.iter().map(|reach| any_of(&reach.own)).collect(),
            vec![any_of(&rules.applies_goal)],
            deciding.iter().map(|(_, _, node)| vec![*node]).collect(),
        ];
        let slices = Slices::new(&rules.nodes, &groups, &also);
        let deciders = deciding.iter().map(|(rule, ..)| *rule).collect();
        let deciding = deciding.iter().zip(slices.goals(DECIDING));
        let deciding = deciding.map(|((_, level, node), holds)| Decider {
            level: *level,
            holds: *holds,
            is_tangled: rules.nodes.is_tangled(*node),
        });
        let of_literal = |literal: u16| rules.literals.get(usize::from(literal));
        let mut variables: Vec<u16> =
            bits::indices(&also).filter_map(of_literal).map(|literal| literal.variable).collect();
        variables.sort_unstable();
        variables.dedup();
        Sliced {
            wanted,
            variables,
            tangles: tangles(rules, &slices),
            deciding: deciding.collect(),
            deciders,
            entangled: bits::indices(&also)
                .filter_map(|literal| slices.register_of(literal))
                .collect(),
            slices,
        }
    }
}

/// The literals that the goals wanted are entangled in.
fn entangled(rules: &Ruleset, wanted: Wanted) -> Vec<u64> {
    let mut all = rules.applies_goal.entangled.clone();
    let mut add = |goal: &AnyGoal| {
        all.resize(all.len().max(goal.entangled.len()), 0);
        all.iter_mut().zip(&goal.entangled).for_each(|(all, more)| *all |= more);
    };
    rules.reach.iter().for_each(|reach| add(&reach.whole));
    if wanted.routes {
        rules.routes.iter().for_each(|route| add(&route.goal));
        rules.consent.iter().filter_map(|one| one.goal.as_ref()).for_each(add);
    }
    all
}

/// Where no route is wanted, `slices` has none.
fn tangles(rules: &Ruleset, slices: &Slices) -> Vec<Tangle> {
    let of = |goal: Option<RegisterId>, masks: &[&Vec<u64>]| {
        let literals = masks.iter().flat_map(|mask| bits::indices(mask));
        let mut literals: Vec<RegisterId> =
            literals.filter_map(|literal| slices.register_of(literal)).collect();
        literals.sort_unstable();
        literals.dedup();
        Tangle { goal, literals }
    };
    let levels: Vec<&Vec<u64>> = rules.reach.iter().map(|reach| &reach.whole.entangled).collect();
    let mut tangles = vec![of(None, &levels)];
    let goals = |group: usize| slices.goals(group).iter().copied();
    for (route, goal) in rules.routes.iter().zip(goals(ROUTES)) {
        tangles.push(of(Some(goal), &[&route.goal.entangled]));
    }
    for (consent, goal) in rules.consent.iter().zip(goals(CONSENT)) {
        if let Some(unless) = &consent.goal {
            tangles.push(of(Some(goal), &[&unless.entangled]));
        }
    }
    tangles.extend(goals(APPLIES).map(|goal| of(Some(goal), &[&rules.applies_goal.entangled])));
    tangles.retain(|tangle| !tangle.literals.is_empty());
    tangles
}
