//! What two editions say in other words, though both have it.

use crate::compile::Ruleset;
use crate::pack::Placed;
use std::sync::Arc;

/// The ids of what differs in anything but its place, in the order of the first.
pub(super) fn between(first: &Ruleset, second: &Ruleset) -> Vec<String> {
    let mut found = Vec::new();
    let rules = |of: &Ruleset| of.rules.iter().map(|slot| Arc::clone(&slot.rule)).collect();
    let facts = |of: &Ruleset| of.facts.iter().map(|slot| Arc::clone(&slot.fact)).collect();
    let consent = |of: &Ruleset| of.consent.iter().map(|slot| Arc::clone(&slot.consent)).collect();
    differing(rules(first), rules(second), |rule| rule.id.clone(), &mut found);
    differing(facts(first), facts(second), |fact| fact.id.clone(), &mut found);
    differing(consent(first), consent(second), |consent| consent.id.clone(), &mut found);
    differing(first.steps.clone(), second.steps.clone(), |step| step.id.clone(), &mut found);
    let level = |level: &crate::pack::Level| format!("level-{}", level.number);
    differing(first.levels.clone(), second.levels.clone(), level, &mut found);
    found
}

fn differing<T: PartialEq>(
    first: Vec<Arc<Placed<T>>>,
    second: Vec<Arc<Placed<T>>>,
    id: impl Fn(&T) -> String,
    found: &mut Vec<String>,
) {
    for one in &first {
        let own = id(&one.is);
        let other = second.iter().find(|other| id(&other.is) == own);
        if other.is_some_and(|other| other.is != one.is) {
            found.push(own);
        }
    }
}
