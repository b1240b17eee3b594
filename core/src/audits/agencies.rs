//! What cannot be as it was given of agencies, and which of them took over which.

use super::assess::Audits;
use super::given::Agency;
use crate::date::Day;
use crate::error::{Problem, did_you_mean, shortened};
use crate::pack::AgencyType;
use std::collections::{HashMap, HashSet};

const NO_DAYS: &str =
    "the first day after it is not after its first day, so it is on none; correct one of them";

fn never_is(from: Option<Day>, until: Option<Day>) -> bool {
    from.zip(until).is_some_and(|(from, until)| until <= from)
}

impl Audits {
    pub(super) fn check_agencies(&self, problems: &mut Vec<Problem>) {
        problems.extend(self.twice.iter().map(|place| {
            let message = "an agency of that name is given already; give this one another";
            Problem::new("audits.twice", format!("/agencies/{place}/agency"), message)
        }));
        let types =
            self.rules.every(|items| &items.audits.agency_types, |one: &AgencyType| &one.id);
        let names: HashSet<&str> = self.agencies.iter().map(|agency| &*agency.id).collect();
        for (agency, index) in self.agencies.iter().zip(&self.places) {
            let at = format!("/agencies/{index}");
            let mut add = |code, key: &str, message: String| {
                problems.push(Problem { code, at: format!("{at}{key}"), message });
            };
            if let Some(other) = &agency.became
                && !names.contains(other.as_str())
            {
                let hint = did_you_mean(other, names.iter().copied());
                let message = format!("no agency `{}` is given{hint}", shortened(other));
                add("audits.unknown-agency", "/became", message);
            }
            if self.comes_back(agency) {
                let message = "those that took each other over lead back to it; name the one that \
                               is there last"
                    .to_owned();
                add("audits.circle", "/became", message);
            }
            if never_is(agency.from, agency.until) {
                add("audits.no-days", "/until", NO_DAYS.to_owned());
            }
            if agency.types.is_empty() {
                let message = "it is of no type, and so owes nothing; say what it is".to_owned();
                add("audits.no-type", "/types", message);
            }
            for (membership, place) in agency.types.iter().zip(0_usize..) {
                let key = format!("/types/{place}");
                if never_is(membership.from, membership.until) {
                    add("audits.no-days", &format!("{key}/until"), NO_DAYS.to_owned());
                }
                let declared = types.iter().find(|one| one.id == membership.agency_type);
                let Some(declared) = declared else {
                    let known = types.iter().map(|one| one.id.as_str());
                    let message = format!(
                        "no agency type `{}` is declared{}",
                        shortened(&membership.agency_type),
                        did_you_mean(&membership.agency_type, known)
                    );
                    add("audits.unknown-type", &key, message);
                    continue;
                };
                if let Some(message) = self.ended(agency, place, declared) {
                    add("audits.type-ended", &key, message);
                }
                let overlaps = agency.types.iter().take(place).any(|earlier| {
                    earlier.agency_type == membership.agency_type
                        && earlier
                            .from
                            .is_none_or(|from| membership.until.is_none_or(|until| from < until))
                        && membership
                            .from
                            .is_none_or(|from| earlier.until.is_none_or(|until| from < until))
                });
                if overlaps {
                    let message = format!(
                        "the agency is `{}` twice for days that overlap; join the two",
                        declared.id
                    );
                    add("audits.overlapping-types", &key, message);
                }
            }
        }
    }

    /// Whether those that took over, one after the other, lead back to the first.
    fn comes_back(&self, agency: &Agency) -> bool {
        if agency.became.is_none() {
            return false;
        }
        let mut at = agency;
        for _ in &self.agencies {
            let next = at
                .became
                .as_deref()
                .and_then(|name| self.agencies.iter().find(|one| one.id == *name));
            let Some(next) = next else { return false };
            if next.id == agency.id {
                return true;
            }
            at = next;
        }
        false
    }

    /// What is to be said where a type cannot be on days of the span for which it is given.
    fn ended(&self, agency: &Agency, place: usize, declared: &AgencyType) -> Option<String> {
        let membership = agency.types.get(place)?;
        let starts = [Some(self.from), Some(self.rules.first()), agency.from, membership.from];
        let ends = [Some(self.until), agency.until, membership.until];
        let from = starts.into_iter().flatten().max()?;
        let until = ends.into_iter().flatten().min()?;
        if from >= until {
            return None;
        }
        if let Some(end) = declared.until.filter(|end| *end < until) {
            let became = if declared.became.is_empty() {
                String::new()
            } else {
                format!("; it became {}", declared.became.join(", "))
            };
            return Some(format!("there is no `{}` from {end} on{became}", declared.id));
        }
        let begins = declared.from.filter(|begins| from < *begins)?;
        Some(format!("there is no `{}` before {begins}", declared.id))
    }

    /// For each agency, those that it took over, directly or through others, each once.
    pub(super) fn taken_over(&self) -> Vec<Vec<TakenOver>> {
        let names: HashMap<&str, usize> =
            self.agencies.iter().map(|agency| &*agency.id).zip(0_usize..).collect();
        let mut before: Vec<Vec<TakenOver>> = vec![Vec::new(); self.agencies.len()];
        for (agency, index) in self.agencies.iter().zip(0_u32..) {
            let mut ended = agency.until;
            // Along the chain of those that took it over.
            let mut at = agency;
            while let Some(on) = ended
                && let Some(next) = at.became.as_deref().and_then(|name| names.get(name))
                && let Some(list) = before.get_mut(*next)
                && !list.iter().any(|known| known.agency == index)
            {
                list.push(TakenOver { agency: index, on });
                let Some(later) = self.agencies.get(*next) else { break };
                ended = later.until.map(|until| until.max(on));
                at = later;
            }
        }
        before
    }
}

/// An agency that another took over.
#[derive(Clone, Copy, Debug)]
pub(super) struct TakenOver {
    /// Its position as given.
    pub agency: u32,
    /// The first day on which it had.
    pub on: Day,
}
