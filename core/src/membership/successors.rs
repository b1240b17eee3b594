//! What came before and after an organisation, or a kind, that is not there on the day.

use super::given::OrganisationGiven;
use super::world::Scene;
use crate::date::Day;
use crate::pack::SettingValue;
use crate::pack::membership::{Days, Office, Organisation, When};
use crate::truth::Truth;

/// Of something its days, and what took its place.
type Ends<'k> = (&'k Days, &'k [String]);

impl<'k> Scene<'k> {
    /// What took the place of an organisation that is no more, or of its kind; and the first day of
    /// one that is not there yet.
    pub(crate) fn before_or_after(
        &self,
        known: &OrganisationGiven,
        own: Option<&'k Organisation>,
    ) -> (Vec<&'k str>, Option<Day>) {
        if let Some(own) = own.filter(|own| self.in_force(&own.days) == Truth::False) {
            return if self.has_ended(&own.days) {
                (self.organisations_after(&own.became), None)
            } else {
                (Vec::new(), self.begins(&own.days))
            };
        }
        let kinds = self.lists().kinds.iter().map(|one| &one.is);
        let gone = kinds.filter(|kind| {
            known.kinds.truth(&kind.id) == Truth::True && self.in_force(&kind.days) == Truth::False
        });
        let (ended, not_yet): (Vec<_>, Vec<_>) = gone.partition(|one| self.has_ended(&one.days));
        let mut became = Vec::new();
        for id in ended.iter().flat_map(|kind| self.successors(&kind.became)) {
            if !became.contains(&id) {
                became.push(id);
            }
        }
        (became, not_yet.iter().filter_map(|kind| self.begins(&kind.days)).min())
    }

    /// Those of some kinds, or of the kinds that took their place in turn, that are or may be in
    /// force on the day.
    pub(crate) fn successors(&self, became: &'k [String]) -> Vec<&'k str> {
        let kinds = || self.lists().kinds.iter().map(|one| &one.is);
        let find = |id: &str| kinds().find(|one| one.id == id).map(|one| (&one.days, &*one.became));
        self.in_turn(became, &find)
    }

    /// The same of organisations.
    fn organisations_after(&self, became: &'k [String]) -> Vec<&'k str> {
        let all = || self.lists().organisations.iter().map(|one| &one.is);
        let find = |id: &str| all().find(|one| one.id == id).map(|one| (&one.days, &*one.became));
        self.in_turn(became, &find)
    }

    fn in_turn(
        &self,
        became: &'k [String],
        find: &dyn Fn(&str) -> Option<Ends<'k>>,
    ) -> Vec<&'k str> {
        let mut found: Vec<&'k str> = Vec::new();
        for id in became {
            let Some((days, next)) = find(id) else { continue };
            let there = if self.in_force_quietly(days) != Truth::False {
                vec![id.as_str()]
            } else if self.has_ended(days) {
                // A pack in which one leads back to itself is refused.
                self.in_turn(next, find)
            } else {
                Vec::new()
            };
            found.extend(there.into_iter().filter(|one| !found.contains(one)).collect::<Vec<_>>());
        }
        found
    }

    /// Whether its last day is surely past.
    pub(crate) fn has_ended(&self, days: &'k Days) -> bool {
        self.worlds(|world| world.has_ended(days)).iter().all(|(_, has)| *has)
    }

    /// Whether an office is, or may be, in force; reports it where it is not.
    pub(crate) fn is_good_office(&self, office: &'k Office, at: String) -> bool {
        if self.in_force_quietly(&office.days) != Truth::False {
            return true;
        }
        let id = &office.id;
        let (code, message) = if self.has_ended(&office.days) {
            let message = format!("the office `{id}` is no more on that day; nobody holds it");
            ("membership.office-ended", message)
        } else {
            let first =
                self.begins(&office.days).map_or_else(String::new, |day| format!(", before {day}"));
            let message =
                format!("the office `{id}` is not there yet on that day{first}; nobody holds it");
            ("membership.office-not-yet", message)
        };
        self.problem(code, at, message);
        false
    }

    /// Its first day, where that is given or set, and yet to come.
    pub(crate) fn begins(&self, days: &'k Days) -> Option<Day> {
        let first = match days.from.as_ref()? {
            When::Given(day) => Some(*day),
            When::Setting(id) => match self.value(id)? {
                SettingValue::Day(day) => Some(*day),
                _ => None,
            },
        };
        first.filter(|day| *day > self.as_of)
    }
}
