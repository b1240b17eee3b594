//! Settings: what the text leaves open, who sets it, and the values seen in practice.

use crate::citation::{Citation, Standing, words};
use crate::date::Day;
use serde::Serialize;

/// A value that the text leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Like a fact's id.
    pub id: String,
    /// What kind of value it takes.
    pub kind: SettingKind,
    /// What it is.
    pub label: String,
    /// Who sets it.
    pub set_by: String,
    /// Count: the least value that makes sense. Day: the number of the day before which it is
    /// known not to lie.
    pub min: u32,
    /// The published value, where there is one.
    pub default: Option<SettingValue>,
    /// Values seen in practice.
    pub choices: Vec<SettingChoice>,
    /// The setting of the base that it replaces.
    pub overrides: Option<String>,
    /// Who says so.
    pub standing: Standing,
}

words! {
    /// What kind of value a setting takes.
    SettingKind {
        /// A whole number.
        Count = "count",
        /// A day.
        Day = "day",
        /// One of the events that its choices name.
        Event = "event",
        /// One of its choices.
        Choice = "choice",
    }
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum SettingValue {
    /// A whole number.
    Count(u32),
    /// A day.
    Day(Day),
    /// The id of an event, or a choice.
    Word(String),
}

impl Setting {
    /// The value as a number: a count, the number of a day, the position of a choice; `None` where
    /// it is of another kind or no choice.
    pub(crate) fn number(&self, value: &SettingValue) -> Option<u32> {
        match (self.kind, value) {
            (SettingKind::Count, SettingValue::Count(count)) => Some(*count),
            (SettingKind::Day, SettingValue::Day(day)) => Some(day.number()),
            (SettingKind::Event | SettingKind::Choice, SettingValue::Word(_)) => {
                let position = self.choices.iter().position(|choice| choice.value == *value);
                position.and_then(|position| u32::try_from(position).ok())
            }
            _ => None,
        }
    }

    /// The day before which the value is known not to lie.
    pub(crate) fn not_before(&self) -> Option<Day> {
        let is_given = self.kind == SettingKind::Day && self.min > 0;
        Day::of_number(self.min).filter(|_| is_given)
    }

    /// What a value has to be, for messages.
    pub(crate) fn expected(&self) -> String {
        match self.kind {
            SettingKind::Count => format!("is at least {}", self.min),
            SettingKind::Day => match self.not_before() {
                Some(day) => format!("is a day, {day} or later"),
                None => "is a day, written YYYY-MM-DD".to_owned(),
            },
            SettingKind::Event | SettingKind::Choice => {
                let events = self.choices.iter().filter_map(|choice| match &choice.value {
                    SettingValue::Word(event) => Some(event.as_str()),
                    _ => None,
                });
                format!("is one of {}", events.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The published value as a number.
    pub(crate) fn default_number(&self) -> Option<u32> {
        self.default.as_ref().and_then(|value| self.number(value))
    }
}

/// A value of a setting seen in practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SettingChoice {
    /// The value.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::SettingValue"))]
    pub value: SettingValue,
    /// What it is called, where its word alone says too little.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Where it was seen.
    pub seen_at: String,
    /// The citations.
    pub cites: Vec<Citation>,
}
