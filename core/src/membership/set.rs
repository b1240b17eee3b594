//! What is so in one way of setting what is open: words, numbers, days, and what is no setting of
//! a pack but is open like one.

use super::world::{NotSet, World};
use crate::pack::membership::{Days, When};
use crate::pack::{Chosen, Commitment, Number, SettingValue};

/// What the matter needs, where none is given: open like a setting, and none of a pack.
pub(crate) const NEEDS: &str = "needs of the matter";

/// Whether each person was present, where somebody else's place hangs on it: open like a setting,
/// and none of a pack.
pub(crate) const PRESENCE: [&str; 64] = [
    "presence of 0",
    "presence of 1",
    "presence of 2",
    "presence of 3",
    "presence of 4",
    "presence of 5",
    "presence of 6",
    "presence of 7",
    "presence of 8",
    "presence of 9",
    "presence of 10",
    "presence of 11",
    "presence of 12",
    "presence of 13",
    "presence of 14",
    "presence of 15",
    "presence of 16",
    "presence of 17",
    "presence of 18",
    "presence of 19",
    "presence of 20",
    "presence of 21",
    "presence of 22",
    "presence of 23",
    "presence of 24",
    "presence of 25",
    "presence of 26",
    "presence of 27",
    "presence of 28",
    "presence of 29",
    "presence of 30",
    "presence of 31",
    "presence of 32",
    "presence of 33",
    "presence of 34",
    "presence of 35",
    "presence of 36",
    "presence of 37",
    "presence of 38",
    "presence of 39",
    "presence of 40",
    "presence of 41",
    "presence of 42",
    "presence of 43",
    "presence of 44",
    "presence of 45",
    "presence of 46",
    "presence of 47",
    "presence of 48",
    "presence of 49",
    "presence of 50",
    "presence of 51",
    "presence of 52",
    "presence of 53",
    "presence of 54",
    "presence of 55",
    "presence of 56",
    "presence of 57",
    "presence of 58",
    "presence of 59",
    "presence of 60",
    "presence of 61",
    "presence of 62",
    "presence of 63",
];

impl<'s, 'k> World<'s, 'k> {
    fn value(&self, id: &'k str) -> Result<&'s SettingValue, NotSet<'k>> {
        self.scene.value(id).or_else(|| self.set.get(id)).ok_or(id)
    }

    pub(crate) fn word<T: Copy>(
        &self,
        chosen: &'k Chosen<T>,
        words: &[(&str, T)],
    ) -> Result<T, NotSet<'k>> {
        match chosen {
            Chosen::Given(word) => Ok(*word),
            Chosen::Setting(id) => {
                let text = self.choice(id)?;
                let known = words.iter().find(|(known, _)| *known == text);
                known.map(|(_, value)| *value).ok_or(id.as_str())
            }
        }
    }

    /// The word that a setting of kind `choice` is set to.
    pub(crate) fn choice(&self, id: &'k str) -> Result<&'s str, NotSet<'k>> {
        match self.value(id)? {
            SettingValue::Word(word) => Ok(word),
            _ => Err(id),
        }
    }

    pub(crate) fn number(&self, number: &'k Number) -> Result<u32, NotSet<'k>> {
        match number {
            Number::Given(number) => Ok(*number),
            Number::Setting(id) => match self.value(id)? {
                SettingValue::Count(number) => Ok(*number),
                _ => Err(id),
            },
        }
    }

    /// What a matter needs of which nothing is said: some of the commitments, one at least.
    pub(crate) fn needs(&self) -> Result<Vec<Commitment>, NotSet<'k>> {
        let SettingValue::Count(bits) = self.value(NEEDS)? else { return Err(NEEDS) };
        let all = Commitment::WORDS.iter().zip(0_u32..);
        let needed = all.filter(|(_, place)| bits >> place & 1 == 1);
        Ok(needed.map(|((_, commitment), _)| *commitment).collect())
    }

    /// Whether somebody was present of whom that is not known: open like a setting.
    pub(crate) fn was_present(&self, person: usize) -> Result<bool, NotSet<'k>> {
        let id = PRESENCE.get(person).copied().unwrap_or(NEEDS);
        Ok(*self.value(id)? == SettingValue::Count(1))
    }

    /// The same, where it is set.
    pub(crate) fn presence(&self, person: usize) -> Option<bool> {
        let id = PRESENCE.get(person)?;
        self.set.get(id).map(|value| *value == SettingValue::Count(1))
    }

    fn reached(&self, when: &'k When) -> Result<bool, NotSet<'k>> {
        let as_of = self.scene.as_of;
        match when {
            When::Given(day) => Ok(*day <= as_of),
            When::Setting(id) => match self.value(id)? {
                SettingValue::Day(day) => Ok(*day <= as_of),
                _ => Err(id),
            },
        }
    }

    /// Whether the first day on which something no longer is in force has come.
    pub(crate) fn has_ended(&self, days: &'k Days) -> Result<bool, NotSet<'k>> {
        days.until.as_ref().map_or(Ok(false), |until| self.reached(until))
    }

    /// Whether something is in force on the day.
    pub(crate) fn in_force(&self, days: &'k Days) -> Result<bool, NotSet<'k>> {
        if let Some(from) = &days.from
            && !self.reached(from)?
        {
            return Ok(false);
        }
        match &days.until {
            Some(until) => Ok(!self.reached(until)?),
            None => Ok(true),
        }
    }
}
