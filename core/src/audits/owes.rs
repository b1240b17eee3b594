//! What each agency owes of each programme, through time.

use super::given::Agency;
use crate::date::Day;
use crate::pack::{AuditLists, Obligation, Owed};
use std::collections::HashMap;

/// What is owed from one day until another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Owing<'k> {
    pub from: Day,
    /// First day no longer; [`Day::LAST`] where it has no end.
    pub until: Day,
    pub owed: Owed,
    pub by: Option<&'k Obligation>,
}

impl Owing<'_> {
    fn covers(&self, day: Day) -> bool {
        self.from <= day && (day < self.until || self.until == Day::LAST)
    }
}

/// What is owed on a day; nothing where nobody says so.
pub(super) fn on(owing: &[Owing<'_>], day: Day) -> Owed {
    let found = owing.iter().find(|one| one.covers(day));
    found.map_or(Owed::OutOfScope, |one| one.owed)
}

/// What each agency type owes of a programme through time.
pub(super) type OfTypes<'k> = HashMap<&'k str, Vec<Owing<'k>>>;

/// What every agency type owes of a programme by the rules of one stretch, in order of time.
pub(super) fn of_types<'k>(lists: &'k AuditLists, programme: &str) -> OfTypes<'k> {
    let mut found: OfTypes<'k> = HashMap::new();
    for obligation in lists.obligations.iter().map(|one| &one.is) {
        if obligation.programme != programme {
            continue;
        }
        for agency_type in &obligation.types {
            let mut declared = lists.agency_types.iter();
            let Some(declared) = declared.find(|one| one.is.id == *agency_type) else { continue };
            let starts = [obligation.from, declared.is.from];
            let ends = [obligation.until, declared.is.until];
            let from = starts.into_iter().flatten().max().unwrap_or(Day::FIRST);
            let until = ends.into_iter().flatten().min().unwrap_or(Day::LAST);
            if from < until {
                let one = Owing { from, until, owed: obligation.owed, by: Some(obligation) };
                found.entry(declared.is.id.as_str()).or_default().push(one);
            }
        }
    }
    for list in found.values_mut() {
        crate::order::by_key(list, |one| one.from);
    }
    found
}

/// What an agency owes of a programme: the firmest of what its types owe, through its whole life.
pub(super) fn of_agency<'k>(agency: &Agency, types: &OfTypes<'k>) -> Vec<Owing<'k>> {
    let life = (agency.from.unwrap_or(Day::FIRST), agency.until.unwrap_or(Day::LAST));
    let mut parts: Vec<Owing<'k>> = Vec::new();
    for membership in &agency.types {
        let from = membership.from.unwrap_or(Day::FIRST).max(life.0);
        let until = membership.until.unwrap_or(Day::LAST).min(life.1);
        for one in types.get(membership.agency_type.as_str()).into_iter().flatten() {
            let (from, until) = (one.from.max(from), one.until.min(until));
            if from < until {
                parts.push(Owing { from, until, ..*one });
            }
        }
    }
    let mut cuts: Vec<Day> = parts.iter().flat_map(|part| [part.from, part.until]).collect();
    cuts.extend([life.0, life.1]);
    crate::order::by_key(&mut cuts, |cut| *cut);
    cuts.dedup();
    let mut found: Vec<Owing<'k>> = Vec::new();
    for pair in cuts.windows(2) {
        let [from, until] = *pair else { continue };
        let here = parts.iter().filter(|part| part.from <= from && until <= part.until);
        // Of several that are as firm, the first named counts.
        let firmest = here.reduce(|one, other| if other.owed > one.owed { other } else { one });
        let (owed, by) = firmest.map_or((Owed::OutOfScope, None), |one| (one.owed, one.by));
        let is_same = |last: &&mut Owing<'k>| {
            last.until == from
                && last.owed == owed
                && last.by.map(|by| &by.id) == by.map(|by| &by.id)
        };
        match found.last_mut().filter(is_same) {
            Some(last) => last.until = until,
            None => found.push(Owing { from, until, owed, by }),
        }
    }
    found
}
