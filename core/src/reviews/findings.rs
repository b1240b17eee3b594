//! What the rules showed, over every day that the incident can have happened on.

use super::outcome::either;
use super::view::Views;
use crate::finding::{Finding, PartFinding};
use crate::pack::{Placed, Rule};
use std::sync::Arc;

/// What a rule showed: its parts on the days whose rules have it in these words.
pub(super) fn finding<'k>(views: &Views<'k>, rule: &Arc<Placed<Rule>>) -> Option<Finding<'k>> {
    let found = views.list.iter().filter_map(|view| {
        let slot = view.rules().rules.iter().find(|slot| Arc::ptr_eq(&slot.rule, rule))?;
        Some(view.known.finding(slot, &view.search))
    });
    let mut joined = found.reduce(joined)?;
    // On days whose rules do not have it, or have it in other words, it may be otherwise.
    joined.truth = views.rule_truth(rule);
    Some(joined)
}

fn joined<'k>(mut one: Finding<'k>, other: Finding<'k>) -> Finding<'k> {
    one.truth = either(one.truth, other.truth);
    for fact in other.missing {
        if !one.missing.contains(&fact) {
            one.missing.push(fact);
        }
    }
    join_parts(&mut one.parts, &other.parts);
    one
}

/// The same condition seen twice: its parts lie in the same order.
fn join_parts(one: &mut PartFinding<'_>, other: &PartFinding<'_>) {
    one.truth = either(one.truth, other.truth);
    for (part, same) in one.parts.iter_mut().zip(&other.parts) {
        join_parts(part, same);
    }
}
