//! The agencies of which a duty is one each, and on which days.

use super::given::Agency;
use super::rules::AuditRules;
use crate::date::Day;
use crate::pack::{AgencyType, Duty};
use std::collections::HashSet;

/// Who owes a duty; where it is one of the partnership, that alone.
pub(super) enum Owers {
    Partnership,
    /// In the order of their positions, with the days from each first until each second.
    Each(Vec<(u32, Vec<(Day, Day)>)>),
}

impl Owers {
    pub(super) fn of(duty: &Duty, rules: &AuditRules, agencies: &[Agency]) -> Owers {
        if duty.each.is_empty() {
            return Owers::Partnership;
        }
        let named: HashSet<&str> = duty.each.iter().map(String::as_str).collect();
        let mut found = Vec::new();
        for (agency, at) in agencies.iter().zip(0_u32..) {
            let own = agency.types.iter().filter(|one| named.contains(&*one.agency_type));
            let mut own = own.peekable();
            if own.peek().is_none() {
                continue;
            }
            let days = own.filter_map(|one| {
                let declared = rules.latest(
                    |items| &items.audits.agency_types,
                    |known: &AgencyType| known.id == one.agency_type,
                )?;
                let begins = [Some(rules.first()), declared.from, one.from, agency.from];
                let ends = [declared.until, one.until, agency.until];
                let from = begins.into_iter().flatten().max()?;
                let until = ends.into_iter().flatten().min().unwrap_or(Day::LAST);
                Some((from, until))
            });
            found.push((at, days.collect()));
        }
        Owers::Each(found)
    }

    /// Everybody who ever may owe it; `None` stands for the partnership.
    pub(super) fn all(&self) -> Vec<Option<u32>> {
        match self {
            Owers::Partnership => vec![None],
            Owers::Each(list) => list.iter().map(|(at, _)| Some(*at)).collect(),
        }
    }

    /// Those who owe it on a day.
    pub(super) fn on(&self, day: Day) -> Vec<Option<u32>> {
        match self {
            Owers::Partnership => vec![None],
            Owers::Each(list) => {
                let on_day = list.iter().filter(|(_, days)| covers(days, day));
                on_day.map(|(at, _)| Some(*at)).collect()
            }
        }
    }

    /// Whether one does.
    pub(super) fn has(&self, agency: Option<u32>, day: Day) -> bool {
        match (self, agency) {
            (_, None) => true,
            (Owers::Partnership, Some(_)) => false,
            (Owers::Each(list), Some(agency)) => {
                let at = list.binary_search_by_key(&agency, |(at, _)| *at).ok();
                at.and_then(|at| list.get(at)).is_some_and(|(_, days)| covers(days, day))
            }
        }
    }
}

fn covers(days: &[(Day, Day)], day: Day) -> bool {
    days.iter().any(|(from, until)| *from <= day && (day < *until || *until == Day::LAST))
}
