//! Items seen over all views: the words that each has, where, and whether it is there.

use super::outcome::either;
use super::rules::Stretch;
use super::view::{Place, View};
use crate::compile::{Ruleset, WhenSlot};
use crate::date::Day;
use crate::pack::{Action, Link, Placed, Role};
use crate::truth::Truth;
use std::sync::Arc;

/// An item that editions may give again in other words.
pub(super) trait Worded {
    fn id(&self) -> &str;
    /// Whether all that an answer shows of it is the same; when it is there is asked by itself.
    fn says_as(&self, other: &Self) -> bool;
}

impl Worded for Role {
    fn id(&self) -> &str {
        &self.id
    }

    fn says_as(&self, other: &Role) -> bool {
        (&self.review, self.role, &self.who, &self.does, &self.standing)
            == (&other.review, other.role, &other.who, &other.does, &other.standing)
    }
}

impl Worded for Link {
    fn id(&self) -> &str {
        &self.id
    }

    fn says_as(&self, other: &Link) -> bool {
        (&self.review, &self.with, self.how, &self.words, &self.standing)
            == (&other.review, &other.with, other.how, &other.words, &other.standing)
    }
}

impl Worded for Action {
    fn id(&self) -> &str {
        &self.id
    }

    fn says_as(&self, other: &Action) -> bool {
        (&self.review, &self.who, &self.does, &self.to, &self.note, &self.standing)
            == (&other.review, &other.who, &other.does, &other.to, &other.note, &other.standing)
            && (&self.clock, &self.done_by, &self.needs, &self.also)
                == (&other.clock, &other.done_by, &other.needs, &other.also)
    }
}

/// An item in one wording, with its truth over all views.
pub(super) struct Seen<'k, T> {
    pub item: &'k Arc<Placed<T>>,
    /// Where a view does not have it, or has it in other words, it is false there.
    pub truth: Truth,
    /// Where it is there, or may be, in these words; the latest first.
    pub places: Vec<Place<'k>>,
    /// The rules that have it, the latest of them.
    pub rules: &'k Ruleset,
    /// Where it may be there in other words too: the first day of the rules that have these, and
    /// the first of those after them that do not.
    pub edition: Option<(Day, Option<Day>)>,
    /// In how many views it was met.
    met: usize,
}

impl<'k, T: Worded> Seen<'k, T> {
    fn is(&self, item: &Arc<Placed<T>>) -> bool {
        Arc::ptr_eq(self.item, item)
            || self.item.is.id() == item.is.id() && self.item.is.says_as(&item.is)
    }

    /// The days of the stretches round those in which it may be there that all have these words.
    fn days_of_words(
        &self,
        stretches: &'k [Stretch],
        of: impl Fn(&'k Ruleset) -> &'k Vec<WhenSlot<T>>,
    ) -> Option<(Day, Option<Day>)> {
        let has = |stretch: &&'k Stretch| of(&stretch.rules).iter().any(|slot| self.is(&slot.item));
        let (latest, earliest) = (self.places.first()?, self.places.last()?);
        let before = stretches.get(..=earliest.stretch)?.iter().rev().take_while(has).last();
        let after = stretches.get(latest.stretch..)?.iter().take_while(has).last();
        Some((before?.from, after?.until))
    }
}

/// The items of all views that are there or may be, each wording once, with their truths joined.
pub(super) fn seen<'k, T: Worded>(
    stretches: &'k [Stretch],
    list: &[View<'k>],
    of: impl Fn(&'k Ruleset) -> &'k Vec<WhenSlot<T>>,
) -> Vec<Seen<'k, T>> {
    let mut found: Vec<Seen<'k, T>> = Vec::new();
    for view in list {
        for slot in of(view.rules()) {
            let item = &slot.item;
            let truth = view.truth(&slot.when);
            let known = match found.iter().position(|seen| seen.is(item)) {
                Some(position) => found.get_mut(position),
                None => {
                    let new = Seen {
                        item,
                        truth,
                        places: Vec::new(),
                        rules: view.rules(),
                        edition: None,
                        met: 0,
                    };
                    // Its wordings stand together.
                    let alike = |seen: &Seen<'k, T>| seen.item.is.id() == item.is.id();
                    let after = found.iter().rposition(alike).map(|at| at.saturating_add(1));
                    let at = after.unwrap_or(found.len());
                    found.insert(at, new);
                    found.get_mut(at)
                }
            };
            let Some(known) = known else { continue };
            known.truth = either(known.truth, truth);
            known.met = known.met.saturating_add(1);
            let is_new = known.places.last().is_none_or(|last| last.stretch != view.place.stretch);
            if truth != Truth::False && is_new {
                known.places.push(view.place);
            }
        }
    }
    for known in found.iter_mut().filter(|known| known.met < list.len()) {
        known.truth = either(known.truth, Truth::False);
    }
    found.retain(|known| known.truth != Truth::False);
    for at in 0..found.len() {
        let id = found.get(at).map(|one| one.item.is.id());
        let wordings = found.iter().filter(|other| Some(other.item.is.id()) == id).count();
        for one in found.get_mut(at).into_iter().filter(|_| wordings > 1) {
            one.edition = one.days_of_words(stretches, &of);
        }
    }
    found
}
