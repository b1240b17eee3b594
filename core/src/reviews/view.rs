//! One incident seen on every day that matters, and what holds of all these views together.

use super::incident::{Incident, Moment};
use super::outcome::{ReviewOutcome, either, of_bits};
use super::seen::{Seen, seen};
use crate::compile::{Part, Ruleset};
use crate::date::PartialDate;
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
    pub place: Place<'k>,
}

/// The rules of one stretch of days, and the days of the incident that lie in it.
#[derive(Clone, Copy)]
pub(super) struct Place<'k> {
    pub known: &'k Known,
    pub days: PartialDate,
    /// The position of the stretch.
    pub stretch: usize,
}

impl<'k> View<'k> {
    fn new(incident: &'k Incident, moment: &'k Moment) -> View<'k> {
        let known = &moment.known;
        let stretch = incident.rules.stretches.get(moment.stretch);
        let days = stretch.and_then(|stretch| stretch.part_of(incident.days));
        let place = Place { known, days: days.unwrap_or(incident.days), stretch: moment.stretch };
        View { moment, known, search: Search::new(known), outcome: known.outcome(), place }
    }

    pub(super) fn rules(&self) -> &'k Ruleset {
        &self.known.rules
    }

    pub(super) fn truth(&self, part: &Part) -> Truth {
        self.search.truth(part.pair.holds, part.pair.fails)
    }
}

impl<'k> Place<'k> {
    /// A setting as the rules declare it, and the number that it is set to.
    pub(super) fn setting(&self, id: &str) -> Option<(&'k Setting, Option<u32>)> {
        let known: &'k Known = self.known;
        let settings = &known.rules.settings;
        let position = settings.iter().position(|setting| setting.is.id == id)?;
        let value = known.settings.get(position).copied().flatten();
        Some((&settings.get(position)?.is, value))
    }
}

/// All views, the latest day first, and what is merged from them.
pub(super) struct Views<'k> {
    pub incident: &'k Incident,
    pub list: Vec<View<'k>>,
    pub outcomes: Vec<ReviewOutcome>,
    /// Every action that applies or may apply.
    pub actions: Vec<Seen<'k, Action>>,
}

impl<'k> Views<'k> {
    pub(super) fn new(incident: &'k Incident) -> Views<'k> {
        let moments = incident.moments.iter().rev();
        let list: Vec<View<'k>> = moments.map(|moment| View::new(incident, moment)).collect();
        let outcomes = (0..incident.order.len()).map(|index| outcome_of(&list, index)).collect();
        let actions = seen(&incident.rules.stretches, &list, |rules| &rules.reviews.actions);
        Views { incident, list, outcomes, actions }
    }

    /// An action that applies or may apply by the rules of a stretch; by its own name or that of
    /// the one that it replaces.
    pub(super) fn action(&self, place: &Place<'k>, id: &str) -> Option<&'k Arc<Placed<Action>>> {
        let slots = &place.known.rules.reviews.actions;
        let of_that_name = slots.iter().find(|slot| slot.item.is.id == id);
        let replacing = || slots.iter().find(|slot| slot.item.is.overrides.as_deref() == Some(id));
        let slot = of_that_name.or_else(replacing)?;
        let here = self.list.iter().filter(|view| view.place.stretch == place.stretch);
        let mut truths = here.map(|view| view.truth(&slot.when));
        truths.any(|truth| truth != Truth::False).then_some(&slot.item)
    }

    pub(super) fn roles(&self) -> Vec<Seen<'k, Role>> {
        seen(&self.incident.rules.stretches, &self.list, |rules| &rules.reviews.roles)
    }

    pub(super) fn links(&self) -> Vec<Seen<'k, Link>> {
        seen(&self.incident.rules.stretches, &self.list, |rules| &rules.reviews.links)
    }

    /// A setting as the latest view declares it.
    pub(super) fn setting(&self, id: &str) -> Option<&'k Setting> {
        self.list.iter().find_map(|view| view.place.setting(id)).map(|(setting, _)| setting)
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
