//! One incident seen on every day that matters, and what holds of all these views together.

use super::incident::{Incident, Moment};
use super::outcome::{ReviewOutcome, either, of_bits};
use crate::compile::{Part, Ruleset, WhenSlot};
use crate::evaluate::{Known, Outcome, Search};
use crate::pack::{Action, Link, Placed, Role, Rule, Setting};
use crate::truth::Truth;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is known on one day, with its outcome.
pub(super) struct View<'k> {
    pub moment: &'k Moment,
    pub known: &'k Known,
    pub search: Search<'k>,
    pub outcome: Outcome,
}

impl<'k> View<'k> {
    fn new(moment: &'k Moment) -> View<'k> {
        let known = &moment.known;
        View { moment, known, search: Search::new(known), outcome: known.outcome() }
    }

    pub(super) fn rules(&self) -> &'k Ruleset {
        &self.known.rules
    }

    pub(super) fn truth(&self, part: &Part) -> Truth {
        self.search.truth(part.pair.holds, part.pair.fails)
    }
}

/// An item seen in some of the views, with its truth in all of them.
pub(super) struct Seen<'k, T> {
    /// As the latest view has it.
    pub item: &'k Arc<Placed<T>>,
    /// Where a view does not have it, it is false there.
    pub truth: Truth,
    /// Every wording that some view has in which it is not false, the latest first.
    pub versions: Vec<&'k Arc<Placed<T>>>,
}

impl<'k, T> Seen<'k, T> {
    fn new(item: &'k Arc<Placed<T>>, truth: Truth, own: Truth) -> Seen<'k, T> {
        let versions = if own == Truth::False { Vec::new() } else { vec![item] };
        Seen { item, truth, versions }
    }

    fn meet(&mut self, item: &'k Arc<Placed<T>>, truth: Truth) {
        self.truth = either(self.truth, truth);
        let is_new = !self.versions.iter().any(|known| Arc::ptr_eq(known, item));
        if truth != Truth::False && is_new {
            self.versions.push(item);
        }
    }
}

/// All views, the latest day first, and what is merged from them.
pub(super) struct Views<'k> {
    pub incident: &'k Incident,
    pub list: Vec<View<'k>>,
    pub outcomes: Vec<ReviewOutcome>,
    pub actions: Vec<Seen<'k, Action>>,
}

impl<'k> Views<'k> {
    pub(super) fn new(incident: &'k Incident) -> Views<'k> {
        let list: Vec<View<'k>> = incident.moments.iter().rev().map(View::new).collect();
        let outcomes = (0..incident.order.len()).map(|index| outcome_of(&list, index)).collect();
        let actions = seen(&list, |rules| &rules.reviews.actions, |action| &action.id);
        Views { incident, list, outcomes, actions }
    }

    /// An action that applies or may apply, in every wording; by its own name or that of the one
    /// that it replaces.
    pub(super) fn action(&self, id: &str) -> &[&'k Arc<Placed<Action>>] {
        let applying = || self.actions.iter().filter(|seen| seen.truth != Truth::False);
        let of_that_name = applying().find(|seen| seen.item.is.id == id);
        let replacing = || applying().find(|seen| seen.item.is.overrides.as_deref() == Some(id));
        of_that_name.or_else(replacing).map_or(&[], |seen| seen.versions.as_slice())
    }

    pub(super) fn roles(&self) -> Vec<Seen<'k, Role>> {
        seen(&self.list, |rules| &rules.reviews.roles, |role| &role.id)
    }

    pub(super) fn links(&self) -> Vec<Seen<'k, Link>> {
        seen(&self.list, |rules| &rules.reviews.links, |link| &link.id)
    }

    /// A setting as the latest view declares it, and the number that it is set to.
    pub(super) fn setting(&self, id: &str) -> Option<(&'k Setting, Option<u32>)> {
        self.list.iter().find_map(|view| {
            let settings = &view.rules().settings;
            let position = settings.iter().position(|setting| setting.is.id == id)?;
            let value = view.known.settings.get(position).copied().flatten();
            Some((&settings.get(position)?.is, value))
        })
    }

    /// The truth of a rule over all views; where a view does not have it, it is false there.
    pub(super) fn rule_truth(&self, rule: &Arc<Placed<Rule>>) -> Truth {
        let each = self.list.iter().map(|view| {
            let mut rules = view.rules().rules.iter();
            let slot = rules.find(|slot| slot.rule.is.id == rule.is.id);
            slot.map_or(Truth::False, |slot| view.truth(&slot.part))
        });
        each.reduce(either).unwrap_or(Truth::False)
    }

    /// Every rule, as the latest view has it.
    pub(super) fn rules(&self) -> Vec<&'k Arc<Placed<Rule>>> {
        let mut found: Vec<&'k Arc<Placed<Rule>>> = Vec::new();
        let mut seen = BTreeSet::new();
        for slot in self.list.iter().flat_map(|view| &view.rules().rules) {
            if self.list.len() == 1 || seen.insert(slot.rule.is.id.as_str()) {
                found.push(&slot.rule);
            }
        }
        found
    }

    pub(super) fn applies(&self) -> Truth {
        self.list.iter().map(|view| view.outcome.applies).reduce(either).unwrap_or(Truth::Unknown)
    }

    pub(super) fn is_exact(&self) -> bool {
        self.list.iter().all(|view| view.outcome.exact && view.search.is_exact())
    }
}

fn outcome_of(list: &[View<'_>], index: usize) -> ReviewOutcome {
    let each = list.iter().map(|view| {
        let position = view.moment.positions.get(index).copied().flatten();
        let slot = view.moment.review(position);
        slot.map_or(ReviewOutcome::ABSENT, |slot| of_bits(slot, &view.outcome))
    });
    each.reduce(ReviewOutcome::joined).unwrap_or(ReviewOutcome::ABSENT)
}

/// The items of all views, each once, with their truths joined.
fn seen<'k, T>(
    list: &[View<'k>],
    of: impl Fn(&'k Ruleset) -> &'k Vec<WhenSlot<T>>,
    id: impl Fn(&T) -> &String,
) -> Vec<Seen<'k, T>> {
    let mut found: Vec<Seen<'k, T>> = Vec::new();
    for (view, earlier) in list.iter().zip(0_usize..) {
        let mut met = vec![false; found.len()];
        for slot in of(view.rules()) {
            let truth = view.truth(&slot.when);
            let name = id(&slot.item.is);
            match found.iter().position(|known| id(&known.item.is) == name) {
                Some(position) => {
                    met.get_mut(position).into_iter().for_each(|met| *met = true);
                    if let Some(known) = found.get_mut(position) {
                        known.meet(&slot.item, truth);
                    }
                }
                // The views before this one do not have it.
                None if earlier > 0 => {
                    found.push(Seen::new(&slot.item, either(Truth::False, truth), truth));
                }
                None => found.push(Seen::new(&slot.item, truth, truth)),
            }
        }
        for (known, _) in found.iter_mut().zip(met).filter(|(_, met)| earlier > 0 && !met) {
            known.truth = either(known.truth, Truth::False);
        }
    }
    found
}
