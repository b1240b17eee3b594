//! The audits of one pack through time, and the values that its settings are given.

use crate::citation::{Grounds, Standing};
use crate::date::Day;
use crate::error::{Error, Problem, did_you_mean, shortened};
use crate::pack::{
    Catalogue, Chosen, Family, Items, Layered, Number, Placed, Setting, SettingValue,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The audits and recurring duties of one pack.
///
/// Obtained from [`Catalogue::audits`].
#[derive(Clone, Debug)]
pub struct AuditRules {
    pack: String,
    /// Earliest first; never empty.
    stretches: Vec<Arc<Layered>>,
}

impl Catalogue {
    /// The audits and recurring duties of a pack.
    ///
    /// # Errors
    ///
    /// `request.unknown-pack`.
    pub fn audits(&self, pack: &str) -> Result<AuditRules, Error> {
        let stretches = self.line_of(Family::Audits, pack)?.to_vec();
        Ok(AuditRules { pack: pack.to_owned(), stretches })
    }
}

impl AuditRules {
    /// The pack.
    #[must_use]
    pub fn pack(&self) -> &str {
        &self.pack
    }

    /// Whether an edition is for some day of a span.
    pub(crate) fn touches(&self, from: Day, until: Day) -> bool {
        self.stretches
            .iter()
            .any(|stretch| stretch.from < until && stretch.until.is_none_or(|end| end > from))
    }

    /// The first day of the first edition.
    pub(crate) fn first(&self) -> Day {
        self.stretches.first().map_or(Day::LAST, |stretch| stretch.from)
    }

    /// What is in force on a day.
    pub(crate) fn in_force(&self, day: Day) -> Result<&Arc<Layered>, Error> {
        let found = self.stretches.iter().find(|stretch| stretch.covers(day));
        found.ok_or_else(|| {
            let message = format!(
                "no edition of `{}` applies on {day}; its first day is {}",
                self.pack,
                self.first()
            );
            Error::new("request.no-edition", "/as_of", message)
        })
    }

    /// The stretches of time between two changes, the earliest first.
    pub(super) fn stretches(&self) -> &[Arc<Layered>] {
        &self.stretches
    }

    /// The first thing that fits in any stretch, the latest first.
    pub(super) fn latest<T>(
        &self,
        list: impl Fn(&Items) -> &Vec<Arc<Placed<T>>>,
        fits: impl Fn(&T) -> bool,
    ) -> Option<&T> {
        self.stretches
            .iter()
            .rev()
            .find_map(|stretch| list(&stretch.items).iter().find(|item| fits(&item.is)))
            .map(|item| &item.is)
    }

    /// Every different item of a list, those of the latest stretch first.
    pub(super) fn every<T>(
        &self,
        list: impl Fn(&Items) -> &Vec<Arc<Placed<T>>>,
        id: impl Fn(&T) -> &str,
    ) -> Vec<&T> {
        let mut found: Vec<&T> = Vec::new();
        for stretch in self.stretches.iter().rev() {
            for item in list(&stretch.items) {
                if !found.iter().any(|known| id(known) == id(&item.is)) {
                    found.push(&item.is);
                }
            }
        }
        found
    }

    /// Who says so, as an answer gives it.
    pub(super) fn grounds<'k>(&'k self, standing: &'k Standing) -> Grounds<'k> {
        let source = |id: &'k str| {
            let mut found = self.stretches.iter().rev().filter_map(|one| one.sources.get(id));
            found.next().map(AsRef::as_ref)
        };
        standing.grounds(source)
    }

    /// Whether a setting takes a value.
    ///
    /// # Errors
    ///
    /// `request.unknown-setting`, `request.bad-setting`.
    pub(crate) fn takes(&self, setting: &str, value: &SettingValue) -> Result<(), Problem> {
        Values::default().set(self, setting, value)
    }

    /// A setting as the latest stretch that has it declares it.
    pub(super) fn setting(&self, id: &str) -> Option<&Setting> {
        self.latest(|items| &items.settings, |setting: &Setting| setting.id == id)
    }
}

/// The values given to settings.
#[derive(Clone, Debug, Default)]
pub(super) struct Values(BTreeMap<String, SettingValue>);

impl Values {
    /// Takes a value.
    ///
    /// # Errors
    ///
    /// `request.unknown-setting`, `request.bad-setting`.
    pub(super) fn set(
        &mut self,
        rules: &AuditRules,
        id: &str,
        value: &SettingValue,
    ) -> Result<(), Problem> {
        let Some(setting) = rules.setting(id) else {
            let known = rules.stretches.iter().flat_map(|stretch| &stretch.items.settings);
            let hint = did_you_mean(id, known.map(|setting| setting.is.id.as_str()));
            let message = format!("setting `{}` is not declared here{hint}", shortened(id));
            return Err(Problem::new("request.unknown-setting", String::new(), message));
        };
        let number = setting.number(value).filter(|number| *number >= setting.min);
        if number.is_none() {
            let message = format!("setting `{id}` {}", setting.expected());
            return Err(Problem::new("request.bad-setting", String::new(), message));
        }
        self.0.insert(id.to_owned(), value.clone());
        Ok(())
    }

    fn value<'v>(&'v self, items: &'v Items, id: &str) -> Option<&'v SettingValue> {
        let declared = || items.settings.iter().find(|setting| setting.is.id == id);
        self.0.get(id).or_else(|| declared().and_then(|setting| setting.is.default.as_ref()))
    }

    /// A number; `Err` with the setting's id where it is not set.
    pub(super) fn number<'k>(&self, items: &Items, number: &'k Number) -> Result<u32, &'k str> {
        match number {
            Number::Given(number) => Ok(*number),
            Number::Setting(id) => match self.value(items, id) {
                Some(SettingValue::Count(number)) => Ok(*number),
                _ => Err(id),
            },
        }
    }

    /// A word; `Err` with the setting's id where it is not set.
    pub(super) fn word<'k, T: Copy>(
        &self,
        items: &Items,
        chosen: &'k Chosen<T>,
        words: &[(&str, T)],
    ) -> Result<T, &'k str> {
        match chosen {
            Chosen::Given(word) => Ok(*word),
            Chosen::Setting(id) => match self.value(items, id) {
                Some(SettingValue::Word(word)) => {
                    let known = words.iter().find(|(known, _)| known == word);
                    known.map(|(_, value)| *value).ok_or(id.as_str())
                }
                _ => Err(id),
            },
        }
    }

    /// The word that a setting of kind `choice` is set to.
    pub(super) fn choice<'v>(&'v self, items: &'v Items, id: &str) -> Option<&'v str> {
        match self.value(items, id) {
            Some(SettingValue::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The day that a setting is set to.
    pub(super) fn day(&self, items: &Items, id: &str) -> Option<Day> {
        match self.value(items, id) {
            Some(SettingValue::Day(day)) => Some(*day),
            _ => None,
        }
    }
}
