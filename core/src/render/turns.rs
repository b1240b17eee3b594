//! The days on which something in the rules begins or ends, whole editions and single items.

use crate::date::Day;
use crate::pack::membership::{Days, Item, When};
use crate::pack::{Items, Layered, Placed};
use std::sync::Arc;

/// Since when the rules are as they are on a day, and from when they are otherwise; `None` where
/// nothing in them changes after it.
pub(super) fn around(layered: &Layered, day: Day) -> (Day, Option<Day>) {
    let mut turns = turns(&layered.items);
    turns.extend(layered.until);
    let inside = turns.iter().copied().filter(|turn| *turn > layered.from && *turn <= day);
    let since = inside.max().unwrap_or(layered.from);
    let ends = layered.until;
    let later = turns.iter().copied().filter(|turn| *turn > day);
    let next = later.filter(|turn| ends.is_none_or(|until| *turn <= until)).min();
    (since, next)
}

/// Every day on which an item begins, or is over.
fn turns(items: &Items) -> Vec<Day> {
    let mut found = Vec::new();
    let mut span = |from: Option<Day>, until: Option<Day>| {
        found.extend(from);
        found.extend(until);
    };
    items.rules.iter().for_each(|one| span(one.is.from, one.is.until));
    items.conflicts.iter().for_each(|one| span(one.is.from, one.is.until));
    let audits = &items.audits;
    audits.agency_types.iter().for_each(|one| span(one.is.from, one.is.until));
    audits.obligations.iter().for_each(|one| span(one.is.from, one.is.until));
    audits.report_parts.iter().for_each(|one| span(one.is.from, one.is.until));
    audits.duties.iter().for_each(|one| span(one.is.from, one.is.until));
    let lists = &items.membership;
    for one in &lists.partners {
        one.is.held_by.iter().for_each(|held| in_days(&held.days, &mut found));
    }
    for one in &lists.bodies {
        one.is.names.iter().for_each(|name| in_days(&name.days, &mut found));
    }
    of_list(&lists.kinds, &mut found);
    of_list(&lists.organisations, &mut found);
    of_list(&lists.standings, &mut found);
    of_list(&lists.bodies, &mut found);
    of_list(&lists.relations, &mut found);
    of_list(&lists.offices, &mut found);
    of_list(&lists.capacities, &mut found);
    of_list(&lists.seats, &mut found);
    of_list(&lists.tests, &mut found);
    of_list(&lists.patterns, &mut found);
    of_list(&lists.matters, &mut found);
    of_list(&lists.authority, &mut found);
    of_list(&lists.accountability, &mut found);
    of_list(&lists.disputes, &mut found);
    found
}

fn of_list<T: Item>(list: &[Arc<Placed<T>>], found: &mut Vec<Day>) {
    list.iter().filter_map(|one| one.is.days()).for_each(|days| in_days(days, found));
}

/// The days that are given; those that are set are nobody's yet.
fn in_days(days: &Days, found: &mut Vec<Day>) {
    for when in [&days.from, &days.until].into_iter().flatten() {
        if let When::Given(day) = when {
            found.push(*day);
        }
    }
}
