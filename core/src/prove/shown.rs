//! What an answer about thresholds shows, as gates: everything that can differ between two cases.

use super::circuit::Edge;
use super::shown_reviews;
use super::world::World;
use crate::compile::RuleSlot;
use crate::pack::{For, Modality, RouteKind, Then};
use serde::Serialize;

/// One thing that an answer shows or does not show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// The person is such a subject.
    Applies,
    /// This level or a higher one is reached.
    Level(u8),
    /// The route holds.
    Route(String),
    /// One may go on without agreement, by this consent rule.
    WithoutConsent(String),
    /// The consent rule is shown.
    Consent(String),
    /// The step is shown.
    Step(String),
    /// A prompt, a strength or a governing document is shown, by this rule.
    Rule(String),
    /// The case is one that the review is for.
    Scope(String),
    /// The review is called for this firmly, or more.
    Review(String, Modality),
    /// The role is shown.
    Role(String),
    /// The link is shown.
    Link(String),
    /// The action is shown.
    Action(String),
}

/// Everything that one of the rule sets shows.
pub(super) fn everything(world: &mut World, ruleset: usize) -> Vec<(Shown, Edge)> {
    let Some(rules) = world.rules.get(ruleset).cloned() else { return Vec::new() };
    let applies = world.edge(ruleset, rules.applies.pair.holds);
    let mut all = vec![(Shown::Applies, applies)];
    for reach in &rules.reach {
        let reached = world.any_of(ruleset, &reach.whole.nodes);
        all.push((Shown::Level(reach.number), world.circuit.all([applies, reached])));
    }
    for slot in &rules.rules {
        let edge = world.edge(ruleset, slot.part.pair.holds);
        match &slot.rule.is.then {
            Then::Route(route) => all.push((Shown::Route(route.id.clone()), edge)),
            Then::Prompt { .. } | Then::Protective { .. } | Then::GovernedBy(_) => {
                all.push((Shown::Rule(slot.rule.is.id.clone()), edge));
            }
            Then::Level { .. } | Then::Review { .. } | Then::Define => {}
        }
    }
    for consent in &rules.consent {
        let is = &consent.consent.is;
        let here = belongs(world, ruleset, &is.belongs_to);
        all.push((Shown::Consent(is.id.clone()), here));
        if let Some(unless) = &consent.unless {
            let unless = world.edge(ruleset, unless.pair.holds);
            let without = world.circuit.all([here, unless]);
            all.push((Shown::WithoutConsent(is.id.clone()), without));
        }
    }
    for step in rules.steps.iter().filter(|step| !step.is.while_open) {
        let here = belongs(world, ruleset, &step.is.belongs_to);
        all.push((Shown::Step(step.is.id.clone()), here));
    }
    all.extend(shown_reviews::everything(world, ruleset, &rules));
    all
}

/// The rules that show nothing by themselves, which findings tell of all the same.
pub(super) fn each_other_rule(world: &World, ruleset: usize) -> Vec<(Shown, Edge)> {
    let Some(rules) = world.rules.get(ruleset) else { return Vec::new() };
    let others = rules.rules.iter().filter(|slot| {
        matches!(slot.rule.is.then, Then::Level { .. } | Then::Review { .. } | Then::Define)
    });
    let edge = |slot: &RuleSlot| world.edge(ruleset, slot.part.pair.holds);
    others.map(|slot| (Shown::Rule(slot.rule.is.id.clone()), edge(slot))).collect()
}

/// Whether what belongs to a level or a route is shown where everything is answered.
pub(super) fn belongs(world: &mut World, ruleset: usize, to: &For) -> Edge {
    let Some(rules) = world.rules.get(ruleset).cloned() else { return Edge::FALSE };
    match to {
        For::Level(number) => {
            let here = level(world, ruleset, *number);
            let above = level(world, ruleset, number.saturating_add(1));
            let applies = world.edge(ruleset, rules.applies.pair.holds);
            world.circuit.all([applies, here, above.not()])
        }
        For::Route(id) => {
            let mut routes = rules.rules.iter();
            let route = routes
                .find(|slot| matches!(&slot.rule.is.then, Then::Route(route) if route.id == *id));
            route.map_or(Edge::FALSE, |slot| world.edge(ruleset, slot.part.pair.holds))
        }
    }
}

/// This level or a higher one is reached, to whomever the rules apply.
pub(super) fn level(world: &mut World, ruleset: usize, number: u8) -> Edge {
    if number <= 1 {
        return Edge::TRUE;
    }
    let Some(rules) = world.rules.get(ruleset).cloned() else { return Edge::FALSE };
    let reach = rules.reach.iter().find(|reach| reach.number >= number);
    reach.map_or(Edge::FALSE, |reach| world.any_of(ruleset, &reach.whole.nodes))
}

/// The duties among the routes.
pub(super) fn duties(world: &World, ruleset: usize) -> Vec<(String, Edge)> {
    let Some(rules) = world.rules.get(ruleset) else { return Vec::new() };
    let duties = rules.rules.iter().filter_map(|slot| match &slot.rule.is.then {
        Then::Route(route) if route.kind == RouteKind::Duty => {
            Some((route.id.clone(), world.edge(ruleset, slot.part.pair.holds)))
        }
        _ => None,
    });
    duties.collect()
}

/// What is never together, and that the rules apply.
pub(super) fn domain(world: &mut World, ruleset: usize) -> Vec<Edge> {
    let Some(rules) = world.rules.get(ruleset).cloned() else { return Vec::new() };
    let mut all = consistent(world, ruleset);
    all.push(world.edge(ruleset, rules.applies.pair.holds));
    all
}

/// What is never together.
pub(super) fn consistent(world: &mut World, ruleset: usize) -> Vec<Edge> {
    let Some(rules) = world.rules.get(ruleset).cloned() else { return Vec::new() };
    let never = rules.consistency.iter();
    never.map(|rule| world.edge(ruleset, rule.never.pair.holds).not()).collect()
}
