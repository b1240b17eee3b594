//! Conditions: the closed set of ways in which rules speak about facts.

use crate::date::{Day, Span, Unit};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// When a rule holds. A tree of connectives over comparisons; it always terminates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Every part holds; empty: true.
    All(Vec<Condition>),
    /// Some part holds; empty: false.
    Any(Vec<Condition>),
    /// The part does not hold.
    Not(Box<Condition>),
    /// So many parts hold; 0: true, more than there are: false.
    AtLeast {
        /// How many.
        n: u16,
        /// Of these.
        of: Vec<Condition>,
    },
    /// A comparison of one fact.
    Fact {
        /// The fact.
        fact: String,
        /// What is asked of it.
        test: Test,
    },
    /// The condition of another rule, whatever that rule leads to.
    Rule(String),
}

/// A comparison of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Yes-no: the answer is yes.
    Yes,
    /// Count: this or more.
    CountAtLeast(u32),
    /// Count: the setting's value or more.
    CountAtLeastSetting(String),
    /// Count: this or fewer.
    CountAtMost(u32),
    /// Count: exactly this.
    CountExactly(u32),
    /// Choice: one of these options (written `is` when there is one).
    OneOf(Vec<String>),
    /// Choices: this option is among them.
    Includes(String),
    /// Choices: so many are among them, of these (empty: of all).
    IncludesAtLeast {
        /// How many.
        n: u16,
        /// Of these options; empty: of all.
        of: Vec<String>,
    },
    /// Date: before this day.
    Before(Day),
    /// Date: on this day or later.
    OnOrAfter(Day),
    /// Date: on the day that the setting gives, or later.
    OnOrAfterSetting(String),
    /// Date: from `as_of` less the span up to `as_of`.
    WithinLast(Span),
    /// Date: on or before `as_of` less the span.
    AtLeastAgo(Span),
    /// Birth date: younger than this on `as_of`, or not yet born.
    AgeUnder(Span),
    /// Birth date: this age reached on `as_of`.
    AgeAtLeast(Span),
}

impl Test {
    /// The setting that the fact is compared with.
    pub(crate) fn setting(&self) -> Option<&str> {
        match self {
            Test::CountAtLeastSetting(id) | Test::OnOrAfterSetting(id) => Some(id),
            _ => None,
        }
    }
}

impl Condition {
    /// Calls `visit` with every condition of the tree, the whole first.
    pub fn walk<'c>(&'c self, visit: &mut impl FnMut(&'c Condition)) {
        visit(self);
        match self {
            Condition::All(parts)
            | Condition::Any(parts)
            | Condition::AtLeast { of: parts, .. } => {
                for part in parts {
                    part.walk(visit);
                }
            }
            Condition::Not(part) => part.walk(visit),
            Condition::Fact { .. } | Condition::Rule(_) => {}
        }
    }
}

/// Writes the comparison as the pack format does, without the `fact` key.
impl Serialize for Test {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.write_into(&mut map)?;
        map.end()
    }
}

impl Test {
    fn write_into<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        match self {
            Test::Yes => Ok(()),
            Test::CountAtLeast(n) => map.serialize_entry("at_least", n),
            Test::CountAtLeastSetting(id) => {
                map.serialize_entry("at_least", &SettingReference { setting: id })
            }
            Test::CountAtMost(n) => map.serialize_entry("at_most", n),
            Test::CountExactly(n) => map.serialize_entry("exactly", n),
            Test::OneOf(options) => match options.as_slice() {
                [option] => map.serialize_entry("is", option),
                several => map.serialize_entry("one_of", several),
            },
            Test::Includes(option) => map.serialize_entry("includes", option),
            Test::IncludesAtLeast { n, of } if of.is_empty() => {
                map.serialize_entry("includes_at_least", n)
            }
            Test::IncludesAtLeast { n, of } => {
                map.serialize_entry("includes_at_least", n)?;
                map.serialize_entry("of", of)
            }
            Test::Before(day) => map.serialize_entry("before", day),
            Test::OnOrAfter(day) => map.serialize_entry("on_or_after", day),
            Test::OnOrAfterSetting(id) => {
                map.serialize_entry("on_or_after", &SettingReference { setting: id })
            }
            Test::WithinLast(span) => map.serialize_entry("within_last", span),
            Test::AtLeastAgo(span) => map.serialize_entry("at_least_ago", span),
            Test::AgeUnder(span) => map.serialize_entry("age_under", &Age(*span)),
            Test::AgeAtLeast(span) => map.serialize_entry("age_at_least", &Age(*span)),
        }
    }
}

#[derive(Serialize)]
struct SettingReference<'s> {
    setting: &'s str,
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(self.unit.word(), &self.n)?;
        map.end()
    }
}

/// An age: years are written as a plain number.
struct Age(Span);

impl Serialize for Age {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.unit {
            Unit::Years => serializer.serialize_u16(self.0.n),
            Unit::Days | Unit::Weeks | Unit::Months => self.0.serialize(serializer),
        }
    }
}

/// Writes the condition as the pack format does.
impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Condition::All(parts) => map.serialize_entry("all", parts)?,
            Condition::Any(parts) => map.serialize_entry("any", parts)?,
            Condition::Not(part) => map.serialize_entry("not", part)?,
            Condition::AtLeast { n, of } => {
                map.serialize_entry("at_least", n)?;
                map.serialize_entry("of", of)?;
            }
            Condition::Rule(id) => map.serialize_entry("rule", id)?,
            Condition::Fact { fact, test } => {
                map.serialize_entry("fact", fact)?;
                test.write_into(&mut map)?;
            }
        }
        map.end()
    }
}
