//! What an answer about reviews shows, as gates.
//!
//! How firmly a review is called for is the firmest modality of a rule that holds, inside its scope.
//! Roles and links are shown with a review that may, should or must be held; actions by their own
//! condition.

use super::circuit::Edge;
use super::shown::{Limits, Shown};
use super::world::World;
use crate::calendar::PeriodUnit;
use crate::compile::{ReviewSlot, Ruleset};
use crate::pack::{Action, ClockStart, Modality, RoleKind, Then};
use std::collections::BTreeSet;

/// Everything that one of the rule sets shows of reviews.
pub(super) fn everything(world: &mut World, ruleset: usize, rules: &Ruleset) -> Vec<(Shown, Edge)> {
    let mut all = Vec::new();
    for slot in &rules.reviews.reviews {
        let id = &slot.review.is.id;
        all.push((Shown::Scope(id.clone()), world.edge(ruleset, slot.scope.pair.holds)));
        for modality in modalities(rules, id) {
            let edge = called_for(world, ruleset, rules, slot, modality);
            all.push((Shown::Review(id.clone(), modality), edge));
        }
    }
    for role in &rules.reviews.roles {
        let when = world.edge(ruleset, role.when.pair.holds);
        let edge = beside(world, ruleset, rules, &role.item.is.review, when);
        all.push((Shown::Role(role.item.is.id.clone()), edge));
    }
    for link in &rules.reviews.links {
        let when = world.edge(ruleset, link.when.pair.holds);
        let edge = beside(world, ruleset, rules, &link.item.is.review, when);
        all.push((Shown::Link(link.item.is.id.clone()), edge));
    }
    for action in &rules.reviews.actions {
        let edge = world.edge(ruleset, action.when.pair.holds);
        all.push((Shown::Action(action.item.is.id.clone()), edge));
    }
    all
}

/// How firmly its rules can call for a review, the firmest first.
pub(super) fn modalities(rules: &Ruleset, review: &str) -> Vec<Modality> {
    let own = rules.rules.iter().filter_map(|slot| match &slot.rule.is.then {
        Then::Review { review: of, modality } if of == review => Some(*modality),
        _ => None,
    });
    own.collect::<BTreeSet<Modality>>().into_iter().rev().collect()
}

/// The review is called for at least so firmly.
pub(super) fn called_for(
    world: &mut World,
    ruleset: usize,
    rules: &Ruleset,
    slot: &ReviewSlot,
    firmness: Modality,
) -> Edge {
    let leading = rules.rules.iter().filter(|rule| {
        matches!(&rule.rule.is.then, Then::Review { review, modality }
            if *review == slot.review.is.id && *modality >= firmness)
    });
    let leading: Vec<Edge> =
        leading.map(|rule| world.edge(ruleset, rule.part.pair.holds)).collect();
    let some = world.circuit.any(leading);
    let scope = world.edge(ruleset, slot.scope.pair.holds);
    world.circuit.all([scope, some])
}

/// Something that is shown with a review that may be held.
pub(super) fn beside(
    world: &mut World,
    ruleset: usize,
    rules: &Ruleset,
    review: &str,
    when: Edge,
) -> Edge {
    let mut reviews = rules.reviews.reviews.iter();
    let Some(slot) = reviews.find(|slot| slot.review.is.id == review) else { return Edge::FALSE };
    let available = world.edge(ruleset, slot.available.holds);
    world.circuit.all([available, when])
}

/// For each review of which somebody is said to decide, when somebody does.
pub(super) fn deciders(world: &mut World, ruleset: usize, rules: &Ruleset) -> Vec<(String, Edge)> {
    let mut found = Vec::new();
    for slot in &rules.reviews.reviews {
        let id = &slot.review.is.id;
        let deciding = rules.reviews.roles.iter();
        let deciding = deciding
            .filter(|one| one.item.is.review == *id && one.item.is.role == RoleKind::Decides);
        let deciding: Vec<Edge> =
            deciding.map(|one| world.edge(ruleset, one.when.pair.holds)).collect();
        if deciding.is_empty() {
            continue;
        }
        let some = world.circuit.any(deciding);
        let nobody = beside(world, ruleset, rules, id, some.not());
        found.push((id.clone(), nobody));
    }
    found
}

/// Time limits of what one event shows to be done and that run from one event, counted alike.
pub(super) fn limits(world: &World, ruleset: usize, rules: &Ruleset) -> Vec<Limits> {
    let mut all: Vec<Limits> = Vec::new();
    for action in &rules.reviews.actions {
        let is = &action.item.is;
        let Some((unit, length)) = length(is) else { continue };
        let Some(from) = from(is) else { continue };
        let entry = (length, world.edge(ruleset, action.when.pair.holds), is.id.clone());
        match all.iter_mut().find(|known| known.from == from && known.unit == unit) {
            Some(known) => known.steps.push(entry),
            None => all.push(Limits { from, unit, steps: vec![entry] }),
        }
    }
    all
}

fn from(action: &Action) -> Option<String> {
    let start = match &action.clock.as_ref()?.from {
        ClockStart::Event(event) => event.clone(),
        ClockStart::Setting(setting) => format!("setting:{setting}"),
        ClockStart::Due(action) => format!("due:{action}"),
    };
    Some(format!("{start} to {}", action.done_by))
}

/// A period in a unit in which it can be compared with others; those before an event are longer
/// the fewer they are, and are not compared.
fn length(action: &Action) -> Option<(&'static str, u32)> {
    let period = action.clock.as_ref()?.period;
    let n = u32::from(period.n);
    if period.direction != crate::calendar::Direction::After {
        return None;
    }
    match period.unit {
        PeriodUnit::AsSoonAsPossible => None,
        PeriodUnit::Days => Some(("days", n)),
        PeriodUnit::Weeks => Some(("days", n.saturating_mul(7))),
        PeriodUnit::WorkingDays => Some(("working-days", n)),
        PeriodUnit::Months => Some(("months", n)),
        PeriodUnit::Years => Some(("months", n.saturating_mul(12))),
    }
}
