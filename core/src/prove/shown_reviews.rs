//! What an answer about reviews shows, as gates.
//!
//! How firmly a review is called for is the firmest modality of a rule that holds, inside its scope.
//! Roles and links are shown with a review that may, should or must be held; actions by their own
//! condition.

use super::circuit::Edge;
use super::shown::Shown;
use super::world::World;
use crate::compile::{ReviewSlot, Ruleset};
use crate::pack::{Modality, RoleKind, Then};
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
