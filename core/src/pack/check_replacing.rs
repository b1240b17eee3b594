//! On which days an item of the family `membership` is in force beside its edition, and beside what
//! it replaces in the pack below.

use super::membership::{Days, Item, When, each_list};
use super::merge::List;
use super::{Edition, Items};
use crate::citation::Basis;
use crate::date::Day;
use crate::json::Problems;

/// What an edition gives itself is in force on some of its days; but an organisation may stand in an
/// edition that ends before it begins, so that whoever names it is told when it does.
pub(super) fn never_in_force(edition: &Edition, problems: &Problems) {
    let yet_to_come = |id: &str| {
        let end = edition.until?;
        let found = edition.items.membership.organisations.iter().find(|one| one.is.id == id)?;
        matches!(found.is.days.from, Some(When::Given(from)) if from >= end).then_some(())
    };
    each_list!(&edition.items.membership, list => {
        for item in list {
            let Some(days) = item.is.days() else { continue };
            if yet_to_come(item.is.id()).is_some() {
                continue;
            }
            if !days.can_be(&edition.items, edition.from, edition.until) {
                let message =
                    format!("`{}` is in force on no day of its edition", item.is.id());
                problems.add("pack.never-in-force", item.at.clone(), message);
            }
        }
    });
}

impl Days {
    /// Whether there is a day between the two, whatever the settings, on which it is in force.
    fn can_be(&self, items: &Items, first: Day, end: Option<Day>) -> bool {
        if self.from.is_some() && self.from == self.until {
            return false;
        }
        let begins = match &self.from {
            None => Day::FIRST,
            Some(When::Given(day)) => *day,
            Some(When::Setting(id)) => {
                let setting = items.settings.iter().find(|setting| setting.is.id == *id);
                setting.and_then(|setting| setting.is.not_before()).unwrap_or(Day::FIRST)
            }
        };
        let ends = match &self.until {
            Some(When::Given(day)) => Some(*day),
            _ => None,
        };
        let last = ends.into_iter().chain(end).min();
        last.is_none_or(|last| begins.max(first) < last)
    }

    /// Whether this is in force on every day of a stretch on which another is.
    fn cover(&self, other: &Days, (first, end): (Day, Option<Day>)) -> bool {
        let (Some(from), Some(until)) = (given(&self.from), given(&self.until)) else {
            return self == other;
        };
        let starts = given(&other.from).flatten().map_or(first, |day| day.max(first));
        let ends = given(&other.until).flatten().into_iter().chain(end).min();
        let is_over = ends.is_some_and(|end| end <= starts);
        let begins_late = from.is_some_and(|from| from > starts);
        let ends_early = until.is_some_and(|until| ends.is_none_or(|end| until < end));
        is_over || (!begins_late && !ends_early)
    }
}

/// A limit of days as the text gives it; `None` where a setting does.
fn given(when: &Option<When>) -> Option<Option<Day>> {
    match when {
        None => Some(None),
        Some(When::Given(day)) => Some(Some(*day)),
        Some(When::Setting(_)) => None,
    }
}

/// What an upper pack replaces must not rest on an Act, save tests, which say the same in an upper
/// pack's own words; and what replaces it is in force on all its days, since on the others nobody
/// would say anything.
pub(super) fn membership(
    base: &Items,
    upper: &Items,
    days: (Day, Option<Day>),
    problems: &Problems,
) {
    fn each<T: Item>(
        base: &List<T>,
        upper: &List<T>,
        days: (Day, Option<Day>),
        problems: &Problems,
    ) {
        for item in upper {
            let Some(replaced) = item.is.overrides() else { continue };
            let old = base.iter().find(|old| old.is.id() == replaced);
            let dated = |item: &T| item.days().cloned().unwrap_or_default();
            if old.is_some_and(|old| !dated(&item.is).cover(&dated(&old.is), days)) {
                let message = format!(
                    "`{}` replaces `{replaced}`, and is not in force on all of its days; give it the \
                     same days, or replace that in an edition of its own days",
                    item.is.id()
                );
                problems.add("pack.override-days", format!("{}/overrides", item.at), message);
            }
            if old.is_some_and(|old| old.is.standing().basis == Basis::Statute) {
                let message = format!(
                    "`{}` replaces `{replaced}`, which rests on an Act and cannot be replaced; state \
                     what differs in `conflicts`, or add one beside it",
                    item.is.id()
                );
                problems.add("pack.overrides-law", format!("{}/overrides", item.at), message);
            }
        }
    }
    let (below, above) = (&base.membership, &upper.membership);
    each(&below.capacities, &above.capacities, days, problems);
    each(&below.seats, &above.seats, days, problems);
    each(&below.tests, &above.tests, days, problems);
    each(&below.authority, &above.authority, days, problems);
    each(&below.accountability, &above.accountability, days, problems);
    each(&below.disputes, &above.disputes, days, problems);
    for test in &above.tests {
        if test.is.overrides.as_ref().is_some_and(|replaced| *replaced != test.is.id) {
            let message = format!(
                "test `{}` replaces another; give it the id under which answers name it",
                test.is.id
            );
            problems.add("pack.bad-override", format!("{}/overrides", test.at), message);
        }
    }
}
