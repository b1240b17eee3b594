//! Whether what is new in a stretch of time leaves sound what was sound in the stretch before it.
//!
//! A stretch has nearly all of its items from the one before, and what was found good there is
//! looked at again only where something that it names has changed. Nothing is reported from here:
//! where anything is amiss, or is not worth telling apart, the stretch is checked in full.

#[cfg(test)]
mod tests;

use super::layered::Sources;
use super::merge::List;
use super::shelf::Stretch;
use super::{Family, Items, check, check_condition, check_reviews};
use crate::condition::Condition;
use crate::json::Problems;
use std::sync::Arc;

/// Whether a stretch is free of problems, given that nothing was found in the one `before` it.
pub(super) fn is_sound(
    before: &Stretch,
    family: Family,
    items: &Items,
    own: &Items,
    sources: &Sources,
) -> bool {
    // Obligations and who decides are looked at day by day, so these are checked in full.
    if matches!(family, Family::Audits | Family::Membership) {
        return false;
    }
    let was = &before.layered;
    // What is new in the pack itself: it has not been checked.
    let Some((new, _)) = changes(&before.own, own) else { return false };
    // What is new or gone in all: what names one of these may now mean something else.
    let Some((came, went)) = changes(&was.items, items) else { return false };
    let is_plain = items.unread.is_empty()
        && [&came, &went].iter().all(|some| some.subjects.is_empty() && some.levels.is_empty())
        && are_all_in(&was.sources, sources);
    if !is_plain {
        return false;
    }
    let changed = Changed::of(&came, &went);
    let found = Problems::default();
    check::new_items(items, &new, (&came, &went), &changed, sources, &found);
    check_condition::new_conditions(items, own, &new, (&came, &went), &changed, &found);
    check_reviews::new_reviews(family, items, own, &new, (&came, &went), &found);
    found.is_empty()
}

/// Whether every source is among others; both stand in the order of their ids.
fn are_all_in(some: &Sources, others: &Sources) -> bool {
    let mut others = others.keys();
    some.keys().all(|id| others.any(|other| other == id))
}

/// A set of names.
#[derive(Default)]
pub(super) struct Names<'i>(Vec<&'i str>);

impl<'i> Names<'i> {
    pub(super) fn of(mut names: Vec<&'i str>) -> Names<'i> {
        names.sort_unstable_by_key(|name| (name.len(), *name));
        names.dedup();
        Names(names)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.binary_search_by_key(&(name.len(), name), |known| (known.len(), known)).is_ok()
    }
}

/// The names that may mean something else than before.
pub(super) struct Changed<'i> {
    facts: Names<'i>,
    rules: Names<'i>,
    settings: Names<'i>,
    /// What a conflict can touch that went.
    pub gone: Names<'i>,
}

impl<'i> Changed<'i> {
    fn of(came: &'i Items, went: &'i Items) -> Changed<'i> {
        let (mut facts, mut rules, mut settings) = (Vec::new(), Vec::new(), Vec::new());
        for some in [came, went] {
            facts.extend(some.facts.iter().map(|fact| fact.is.id.as_str()));
            settings.extend(some.settings.iter().map(|setting| setting.is.id.as_str()));
            for rule in &some.rules {
                rules.push(rule.is.id.as_str());
                rules.extend(rule.is.overrides.as_deref());
            }
        }
        Changed {
            facts: Names::of(facts),
            rules: Names::of(rules),
            settings: Names::of(settings),
            gone: Names::of(check::touchable(went).collect()),
        }
    }

    /// Whether a condition names one of them.
    pub(super) fn are_in(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(parts)
            | Condition::Any(parts)
            | Condition::AtLeast { of: parts, .. } => parts.iter().any(|part| self.are_in(part)),
            Condition::Not(part) => self.are_in(part),
            Condition::Rule(id) => self.rules.contains(id),
            Condition::Fact { fact, test } => {
                self.facts.contains(fact)
                    || test.setting().is_some_and(|setting| self.settings.contains(setting))
            }
        }
    }
}

/// What one has that the other has not: new items, and items that are gone. `None` where what both
/// have stands in another order.
fn changes(before: &Items, now: &Items) -> Option<(Items, Items)> {
    let (mut came, mut went) = (Items::default(), Items::default());
    macro_rules! each {
        ($($list:ident)*) => {
            // Names every list, so that none is forgotten; those of audits and membership are not
            // compared.
            let Items { $($list: _,)* audits: _, membership: _, unread: _ } = now;
            $((came.$list, went.$list) = changes_in(&before.$list, &now.$list)?;)*
        };
    }
    each!(facts settings subjects levels rules consent steps reviews roles links events actions
        consistency conflicts);
    Some((came, went))
}

fn changes_in<T>(before: &List<T>, now: &List<T>) -> Option<(List<T>, List<T>)> {
    // Mostly everything is the same but a few in the middle.
    let same = before.iter().zip(now).take_while(|(one, other)| Arc::ptr_eq(one, other)).count();
    let (before, now) = (before.get(same..)?, now.get(same..)?);
    let from_the_end = before.iter().rev().zip(now.iter().rev());
    let same = from_the_end.take_while(|(one, other)| Arc::ptr_eq(one, other)).count();
    let before = before.get(..before.len().checked_sub(same)?)?;
    let now = now.get(..now.len().checked_sub(same)?)?;

    let mut places: Vec<_> = before.iter().map(Arc::as_ptr).zip(0_usize..).collect();
    places.sort_unstable();
    let mut is_kept = vec![false; before.len()];
    let mut came = Vec::new();
    let mut next = 0;
    for item in now {
        let Ok(found) = places.binary_search_by_key(&Arc::as_ptr(item), |(known, _)| *known) else {
            came.push(Arc::clone(item));
            continue;
        };
        let (_, index) = places.get(found)?;
        if *index < next {
            return None;
        }
        next = index.checked_add(1)?;
        *is_kept.get_mut(*index)? = true;
    }
    let went = before.iter().zip(is_kept).filter(|(_, is_kept)| !is_kept);
    Some((came, went.map(|(item, _)| Arc::clone(item)).collect()))
}
