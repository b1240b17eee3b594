//! Refuses events that come after themselves and clocks that run from themselves.

use super::check_reviews::actions_by_name;
use super::{ClockStart, Items};
use crate::json::Problems;
use crate::order::map_of;
use std::collections::{BTreeMap, BTreeSet};

/// For each name those that it leads to.
type Arrows<'i> = BTreeMap<&'i str, Vec<&'i str>>;

pub(super) fn events(items: &Items, problems: &Problems) {
    let after: Arrows<'_> =
        map_of(items.events.iter().map(|event| {
            (event.is.id.as_str(), event.is.after.iter().map(String::as_str).collect())
        }));
    if !have_circle(&after) {
        return;
    }
    for event in &items.events {
        if reaches_itself(&event.is.id, &after) {
            let message = format!(
                "event `{}` comes after itself, perhaps through others; take one out of `after`",
                event.is.id
            );
            problems.add("pack.cycle", format!("{}/after", event.at), message);
        }
    }
}

pub(super) fn clocks(items: &Items, problems: &Problems) {
    let actions = actions_by_name(items);
    let runs_from: Arrows<'_> = map_of(items.actions.iter().filter_map(|action| {
        // Further counts run from what is due, and nothing runs from them.
        let ClockStart::Due(id) = &action.is.clock.as_ref()?.from else { return None };
        let due = actions.get(id.as_str()).map(|action| action.id.as_str());
        Some((action.is.id.as_str(), due.into_iter().collect()))
    }));
    if !have_circle(&runs_from) {
        return;
    }
    for action in &items.actions {
        if reaches_itself(&action.is.id, &runs_from) {
            let message = format!(
                "the clock of action `{}` runs from itself, perhaps through others; let one of \
                 them run from an event",
                action.is.id
            );
            problems.add("pack.cycle", format!("{}/clock", action.at), message);
        }
    }
}

/// Takes away whatever nothing leads to any more; only circles, and what they lead to, stay.
fn have_circle(next: &Arrows<'_>) -> bool {
    let mut leading: BTreeMap<&str, usize> = map_of(next.keys().map(|name| (*name, 0)));
    for name in next.values().flatten() {
        if let Some(count) = leading.get_mut(name) {
            *count = count.saturating_add(1);
        }
    }
    let mut free: Vec<&str> =
        leading.iter().filter(|(_, count)| **count == 0).map(|(name, _)| *name).collect();
    let mut left = next.len();
    while let Some(name) = free.pop() {
        left = left.saturating_sub(1);
        for name in next.get(name).into_iter().flatten() {
            let Some(count) = leading.get_mut(name) else { continue };
            *count = count.saturating_sub(1);
            if *count == 0 {
                free.push(name);
            }
        }
    }
    left > 0
}

fn reaches_itself(start: &str, next: &Arrows<'_>) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<&str> = next.get(start).into_iter().flatten().copied().collect();
    while let Some(at) = waiting.pop() {
        if at == start {
            return true;
        }
        if seen.insert(at) {
            waiting.extend(next.get(at).into_iter().flatten());
        }
    }
    false
}
