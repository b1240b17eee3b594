//! What two editions say in other words, though both have it.

use crate::compile::{Ruleset, WhenSlot};
use crate::pack::Placed;
use std::sync::Arc;

/// The ids of what differs in anything but its place, in the order of the first; and of what decides
/// beside the answer (settings, consistency rules, events, conflicts) also what only one has.
pub(super) fn between(first: &Ruleset, second: &Ruleset) -> Vec<String> {
    let mut both = Both { found: Vec::new() };
    let subject = |of: &Ruleset| vec![Arc::clone(&of.subject)];
    both.differing([first, second].map(subject), |subject| (subject.id.clone(), None));
    let facts = |of: &Ruleset| of.facts.iter().map(|slot| Arc::clone(&slot.fact)).collect();
    both.differing([first, second].map(facts), |fact| (fact.id.clone(), None));
    let rules = |of: &Ruleset| of.rules.iter().map(|slot| Arc::clone(&slot.rule)).collect();
    both.differing([first, second].map(rules), |rule| (rule.id.clone(), rule.overrides.clone()));
    let consent = |of: &Ruleset| of.consent.iter().map(|slot| Arc::clone(&slot.consent)).collect();
    both.differing([first, second].map(consent), |one| (one.id.clone(), one.overrides.clone()));
    let steps = |of: &Ruleset| of.steps.clone();
    both.differing([first, second].map(steps), |step| (step.id.clone(), step.overrides.clone()));
    let levels = |of: &Ruleset| of.levels.clone();
    both.differing([first, second].map(levels), |level| (format!("level-{}", level.number), None));
    both.of_reviews(first, second);
    let settings = |of: &Ruleset| of.settings.clone();
    both.differing([first, second].map(settings), |setting| (setting.id.clone(), None));
    both.only([first, second].map(settings), |setting| setting.id.clone());
    let consistency =
        |of: &Ruleset| of.consistency.iter().map(|slot| Arc::clone(&slot.rule)).collect();
    both.differing([first, second].map(consistency), |rule| (rule.id.clone(), None));
    both.only([first, second].map(consistency), |rule| rule.id.clone());
    let conflicts = |of: &Ruleset| of.conflicts.clone();
    both.differing([first, second].map(conflicts), |conflict| (conflict.id.clone(), None));
    both.only([first, second].map(conflicts), |conflict| conflict.id.clone());
    both.found
}

fn items<T>(list: &[WhenSlot<T>]) -> Vec<Arc<Placed<T>>> {
    list.iter().map(|slot| Arc::clone(&slot.item)).collect()
}

struct Both {
    found: Vec<String>,
}

impl Both {
    fn of_reviews(&mut self, first: &Ruleset, second: &Ruleset) {
        let both = [first, second].map(|of| &of.reviews);
        let reviews =
            both.map(|of| of.reviews.iter().map(|slot| Arc::clone(&slot.review)).collect());
        self.differing(reviews, |review| (review.id.clone(), None));
        let roles = both.map(|of| items(&of.roles));
        self.differing(roles, |role| (role.id.clone(), role.overrides.clone()));
        let links = both.map(|of| items(&of.links));
        self.differing(links, |link| (link.id.clone(), link.overrides.clone()));
        let events = || both.map(|of| of.events.events.clone());
        self.differing(events(), |event| (event.id.clone(), event.overrides.clone()));
        self.only(events(), |event| event.id.clone());
        let actions = both.map(|of| items(&of.actions));
        self.differing(actions, |action| (action.id.clone(), action.overrides.clone()));
    }

    /// What both have and put otherwise; the second perhaps under an id of its own.
    fn differing<T: PartialEq>(
        &mut self,
        [first, second]: [Vec<Arc<Placed<T>>>; 2],
        names: impl Fn(&T) -> (String, Option<String>),
    ) {
        for one in &first {
            let (own, replaced) = names(&one.is);
            let same = second.iter().find(|other| names(&other.is).0 == own);
            let other = same.or_else(|| {
                second.iter().find(|other| {
                    let (id, overrides) = names(&other.is);
                    overrides.as_ref() == Some(&own) || replaced.as_ref() == Some(&id)
                })
            });
            if other.is_some_and(|other| other.is != one.is) {
                self.found.push(own);
            }
        }
    }

    /// What one of them has alone.
    fn only<T>(&mut self, [first, second]: [Vec<Arc<Placed<T>>>; 2], id: impl Fn(&T) -> String) {
        for (own, other) in [(&first, &second), (&second, &first)] {
            let alone = own
                .iter()
                .map(|one| id(&one.is))
                .filter(|own| !other.iter().any(|one| id(&one.is) == *own));
            self.found.extend(alone);
        }
    }
}
