//! Compiles reviews: their scopes, what leads to each modality, and when roles, links and actions
//! are there.

use super::super::events::EventGraph;
use super::super::node::{NodeId, Pair};
use super::super::ruleset::{CompiledReviews, Part, PartKind, ReviewSlot, WhenSlot};
use super::{Builder, of_subject};
use crate::condition::Condition;
use crate::pack::{Items, Modality, Placed, Then};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is asked of one review: a scope or a modality, as the alternatives that make it hold.
pub(in super::super) struct ReviewGoal {
    pub alternatives: Vec<NodeId>,
    pub pair: Pair,
}

impl<'i> Builder<'i> {
    /// The reviews of a subject and the goals that they set, in the order of their bits.
    pub(super) fn reviews(
        &mut self,
        items: &'i Items,
        subject: &str,
    ) -> (CompiledReviews, Vec<ReviewGoal>) {
        let mut goals = Vec::new();
        let mut slots = Vec::new();
        for review in of_subject(&items.reviews, |review| review.subject == subject) {
            slots.push(self.review(review, &mut goals));
        }
        let available = |id: &str| {
            let slot = slots.iter().find(|slot: &&ReviewSlot| slot.review.is.id == id);
            slot.map(|slot| slot.available)
        };
        let mut compiled = CompiledReviews {
            roles: self.when_of(&items.roles, subject, |role| (&role.subject, &role.when)),
            links: self.when_of(&items.links, subject, |link| (&link.subject, &link.when)),
            actions: Vec::new(),
            events: Arc::new(EventGraph::new(
                of_subject(&items.events, |event| event.subject == subject).collect(),
            )),
            reviews: Vec::new(),
            incident_day: self
                .facts
                .iter()
                .zip(0_u16..)
                .find_map(|(fact, slot)| fact.is.incident_day.then_some(slot)),
        };
        for action in of_subject(&items.actions, |action| action.subject == subject) {
            let when = match &action.is.when {
                Some(when) => self.part(when),
                None => {
                    let nothing = self.nothing();
                    let pair = available(&action.is.review).unwrap_or(nothing);
                    Part { kind: PartKind::Any, pair, parts: Vec::new() }
                }
            };
            compiled.actions.push(WhenSlot { item: action, when });
        }
        compiled.reviews = slots;
        (compiled, goals)
    }

    fn review(
        &mut self,
        review: Arc<Placed<crate::pack::Review>>,
        goals: &mut Vec<ReviewGoal>,
    ) -> ReviewSlot {
        let everywhere = Condition::All(Vec::new());
        let scope = self.part(review.is.scope.as_ref().unwrap_or(&everywhere));
        let leading: Vec<(u16, Modality)> = self
            .rules
            .iter()
            .zip(0_u16..)
            .filter_map(|(rule, index)| match &rule.is.then {
                Then::Review { review: id, modality } if *id == review.is.id => {
                    Some((index, *modality))
                }
                _ => None,
            })
            .collect();
        let scope_bit =
            bit(goals, ReviewGoal { alternatives: vec![scope.pair.holds], pair: scope.pair });
        let mut available = self.nothing();
        let mut reach = Vec::new();
        let modalities: BTreeSet<Modality> =
            crate::order::set_of(leading.iter().map(|(_, modality)| *modality));
        for modality in modalities.into_iter().rev() {
            let goal = self.review_goal(&scope, &leading, modality);
            available = goal.pair;
            reach.push((modality, bit(goals, goal)));
        }
        ReviewSlot {
            review,
            #[cfg(feature = "prove")]
            scope,
            scope_bit,
            reach,
            available,
        }
    }

    /// The scope holds, and so does a rule that leads to this modality or a firmer one.
    fn review_goal(
        &mut self,
        scope: &Part,
        leading: &[(u16, Modality)],
        modality: Modality,
    ) -> ReviewGoal {
        let firm_enough = leading.iter().filter(|(_, own)| *own >= modality);
        let pairs: Vec<Pair> = firm_enough.map(|(rule, _)| self.rule_part(*rule)).collect();
        let alternatives: Vec<NodeId> =
            pairs.iter().map(|pair| self.nodes.all(&[scope.pair.holds, pair.holds])).collect();
        let opposites: Vec<NodeId> =
            pairs.iter().map(|pair| self.nodes.any(&[scope.pair.fails, pair.fails])).collect();
        let pair = Pair { holds: self.nodes.any(&alternatives), fails: self.nodes.all(&opposites) };
        ReviewGoal { alternatives, pair }
    }

    fn when_of<T>(
        &mut self,
        list: &'i [Arc<Placed<T>>],
        subject: &str,
        parts: impl Fn(&T) -> (&String, &Option<Condition>),
    ) -> Vec<WhenSlot<T>> {
        let always = Condition::All(Vec::new());
        let of_subject = list.iter().filter(|item| parts(&item.is).0 == subject);
        of_subject
            .map(|item| WhenSlot {
                when: self.part(parts(&item.is).1.as_ref().unwrap_or(&always)),
                item: Arc::clone(item),
            })
            .collect()
    }
}

/// Adds a goal and gives its bit.
fn bit(goals: &mut Vec<ReviewGoal>, goal: ReviewGoal) -> u32 {
    // INVARIANT: the check of the pack has refused more than 64.
    let bit = u32::try_from(goals.len()).unwrap_or(u32::MAX);
    goals.push(goal);
    bit
}
