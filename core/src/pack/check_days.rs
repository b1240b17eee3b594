//! What has to be so on every day of an edition of the family `membership`: one kind of
//! organisation holds each partner's place, and somebody who exists decides each matter.

use super::membership::{Authority, AuthorityPart, By, Days, Item, When, each_list};
use super::{BodyKind, Family, Items, SettingValue};
use crate::date::Day;
use crate::json::Problems;
use crate::order::set_of;
use std::collections::BTreeMap;

/// The most open days of one partner's holdings that are tried in every combination.
const MOST_OPEN: usize = 6;

/// Checks every day on which anything begins or ends.
pub(super) fn every_day(items: &Items, (first, until): (Day, Option<Day>), problems: &Problems) {
    let mut cuts = set_of([first]);
    let mut cut = |days: &Days| {
        for when in [&days.from, &days.until] {
            if let Some(When::Given(day)) = when {
                cuts.insert(*day);
            }
        }
    };
    let lists = &items.membership;
    each_list!(lists, list => list.iter().filter_map(|one| one.is.days()).for_each(&mut cut));
    let holdings = lists.partners.iter().flat_map(|partner| &partner.is.held_by);
    holdings.for_each(|held| cut(&held.days));
    let inside = |day: &Day| *day >= first && until.is_none_or(|until| *day < until);
    let days: Vec<Day> = cuts.into_iter().filter(inside).collect();
    for partner in &lists.partners {
        if let Some(day) = days.iter().find(|day| !is_held(items, &partner.is.held_by, **day)) {
            let message = format!(
                "on {day} nobody, or more than one kind, holds the place `{}`; end one before the \
                 other begins",
                partner.is.id
            );
            problems.add("pack.place-not-held", partner.at.clone(), message);
        }
    }
    for matter in &lists.matters {
        let undecided = days.iter().find(|day| {
            possibly(&matter.is.days, **day)
                && !lists.authority.iter().any(|entry| {
                    entry.is.matter == matter.is.id
                        && decides(&entry.is)
                        && possibly(&entry.is.days, **day)
                        && may_exist(items, &entry.is.by, **day)
                })
        });
        if let Some(day) = undecided {
            let message = format!(
                "on {day} nobody who exists decides or signs off `{}`; give an entry",
                matter.is.id
            );
            problems.add("pack.no-decider", matter.at.clone(), message);
        }
    }
}

/// Whether a body may decide anything, itself or as a delegate.
pub(super) fn may_decide(items: &Items, body: &str) -> bool {
    let bodies = &items.membership.bodies;
    let is_partners =
        bodies.iter().any(|one| one.is.id == body && one.is.kind == BodyKind::Partners);
    let is_body = |by: &By| match by {
        By::Body(id) => id == body,
        By::AllPartners => is_partners,
        By::Setting { id, together } => bodies_of(items, id, together).any(|one| one == body),
        _ => false,
    };
    items
        .membership
        .authority
        .iter()
        .filter(|entry| decides(&entry.is))
        .any(|entry| is_body(&entry.is.by) || entry.is.to.iter().any(is_body))
}

fn decides(entry: &Authority) -> bool {
    matches!(entry.part, AuthorityPart::Decides | AuthorityPart::SignsOff)
}

fn bodies_of<'i>(
    items: &'i Items,
    setting: &str,
    together: &'i [(String, Vec<String>)],
) -> impl Iterator<Item = &'i str> {
    let found = items.settings.iter().find(|one| one.is.id == setting);
    let choices = found.into_iter().flat_map(|setting| &setting.is.choices);
    let words = choices.filter_map(|choice| match &choice.value {
        SettingValue::Word(word) => Some(word.as_str()),
        _ => None,
    });
    words.chain(together.iter().flat_map(|(_, bodies)| bodies).map(String::as_str))
}

/// Whether something may be in force on a day, whatever the settings.
fn possibly(days: &Days, day: Day) -> bool {
    let begun = !matches!(&days.from, Some(When::Given(from)) if *from > day);
    let over = matches!(&days.until, Some(When::Given(until)) if *until <= day);
    begun && !over
}

/// Whether somebody may exist on a day.
fn may_exist(items: &Items, by: &By, day: Day) -> bool {
    let lists = &items.membership;
    let body =
        |id: &str| lists.bodies.iter().any(|one| one.is.id == id && possibly(&one.is.days, day));
    match by {
        By::Body(id) | By::Members { body: id, .. } => body(id),
        By::Setting { id, together } => bodies_of(items, id, together).any(body),
        By::Office(id) => {
            lists.offices.iter().any(|one| one.is.id == *id && possibly(&one.is.days, day))
        }
        By::Kind(id) => {
            lists.kinds.iter().any(|one| one.is.id == *id && possibly(&one.is.days, day))
        }
        By::Capacity(kind) => {
            let mut of_kind = lists.capacities.iter().filter(|one| one.is.capacity == *kind);
            of_kind.any(|one| possibly(&one.is.days, day))
        }
        By::Partner(_) | By::AllPartners | By::OtherPartners(_) => true,
    }
}

/// Whether exactly one kind holds a place on a day, whatever the settings.
fn is_held(items: &Items, held_by: &[super::membership::Holding], day: Day) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for held in held_by {
        for when in [&held.days.from, &held.days.until] {
            if let Some(When::Setting(id)) = when
                && !open.contains(&id.as_str())
            {
                open.push(id);
            }
        }
    }
    open.truncate(MOST_OPEN);
    let can_be_past = |id: &str| {
        let setting = items.settings.iter().find(|one| one.is.id == id);
        setting.and_then(|one| one.is.not_before()).is_none_or(|first| first <= day)
    };
    (0_u32..1 << open.len()).all(|bits| {
        let past: BTreeMap<&str, bool> =
            open.iter().zip(0_u32..).map(|(id, index)| (*id, bits >> index & 1 == 1)).collect();
        if past.iter().any(|(id, past)| *past && !can_be_past(id)) {
            return true;
        }
        let reached = |when: &When| match when {
            When::Given(from) => *from <= day,
            When::Setting(id) => past.get(id.as_str()).copied().unwrap_or(false),
        };
        let holders = held_by.iter().filter(|held| {
            held.days.from.as_ref().is_none_or(reached)
                && !held.days.until.as_ref().is_some_and(reached)
        });
        holders.count() == 1
    })
}

/// The days of conflicts, which those of this family alone may have.
pub(super) fn of_conflicts(family: Family, own: &Items, problems: &Problems) {
    for conflict in &own.conflicts {
        let (at, conflict) = (&conflict.at, &conflict.is);
        if family != Family::Membership && (conflict.from.is_some() || conflict.until.is_some()) {
            let message = "only a conflict of the family `membership` has days of its own";
            problems.add("json.unknown-key", at, message);
        }
        if conflict.from.zip(conflict.until).is_some_and(|(from, until)| until <= from) {
            let message = "`until` is the first day it no longer concerns, so it lies after `from`";
            problems.add("pack.bad-interval", format!("{at}/until"), message);
        }
    }
}
