//! What `pack/read_condition.rs` takes for a condition.
#![expect(dead_code, reason = "described, never built")]

use super::described;
use super::text::{Count, Day, FactId, Name, RuleId, Words};
use schemars::JsonSchema;

/// When a rule holds: exactly one of these forms.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum Condition {
    /// Every part holds; empty: true.
    All {
        all: Vec<Condition>,
    },
    /// Some part holds; empty: false.
    Any {
        any: Vec<Condition>,
    },
    /// The part does not hold.
    Not {
        not: Box<Condition>,
    },
    /// So many parts hold; 0: true, more than there are: false.
    AtLeast {
        at_least: Count,
        of: Vec<Condition>,
    },
    /// The condition of another rule, whatever that rule leads to.
    Rule {
        rule: RuleId,
    },
    /// Yes-no: the answer is yes.
    Yes {
        fact: FactId,
    },
    Comparison(Comparison),
}

/// Describes every comparison twice: with the fact, and without, as findings give it.
macro_rules! comparisons {
    ($($(#[$meta:meta])* $name:ident { $($field:ident: $kind:ty),+ },)*) => {
        /// A comparison of one fact.
        #[derive(JsonSchema)]
        #[schemars(untagged)]
        pub(crate) enum Comparison {
            $($(#[$meta])* $name { fact: FactId, $($field: $kind),+ },)*
            /// Choices: so many of these options are among them.
            IncludesSomeOf { fact: FactId, includes_at_least: Count, of: Vec<Name> },
        }

        /// A comparison as the pack writes it, without the fact.
        #[derive(JsonSchema)]
        #[schemars(untagged)]
        pub(crate) enum Test {
            $($(#[$meta])* $name { $($field: $kind),+ },)*
            /// Choices: so many of these options are among them.
            IncludesSomeOf { includes_at_least: Count, of: Vec<Name> },
        }
    };
}

comparisons! {
    /// Count: this or more.
    CountAtLeast { at_least: CountOrSetting },
    /// Count: this or fewer.
    CountAtMost { at_most: Count },
    /// Count: exactly this.
    CountExactly { exactly: Count },
    /// Choice: this option.
    Is { is: Words },
    /// Choice: one of these options.
    OneOf { one_of: Vec<Name> },
    /// Choices: this option is among them.
    Includes { includes: Words },
    /// Choices: so many are among them.
    IncludesAtLeast { includes_at_least: Count },
    /// Date: before this day.
    Before { before: Day },
    /// Date: on this day or later.
    OnOrAfter { on_or_after: DayOrSetting },
    /// Date: from `as_of` less the span up to `as_of`, both included.
    WithinLast { within_last: Span },
    /// Date: on or before `as_of` less the span.
    AtLeastAgo { at_least_ago: Span },
    /// Birth date: younger than this on `as_of`, or not yet born.
    AgeUnder { age_under: Age },
    /// Birth date: this age reached on `as_of`.
    AgeAtLeast { age_at_least: Age },
}

/// A number, or the setting whose value it is.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum CountOrSetting {
    Count(Count),
    Setting(SettingReference),
}

/// A day, or the setting whose value it is.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum DayOrSetting {
    Day(Day),
    Setting(SettingReference),
}

described! {
    /// The value of a setting.
    SettingReference {
        /// The setting's id.
        setting: Words,
    }
}

/// A length of time.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(crate) enum Span {
    /// So many calendar days.
    Days(Count),
    /// So many weeks of seven days.
    Weeks(Count),
    /// So many calendar months.
    Months(Count),
    /// So many calendar years.
    Years(Count),
}

/// Whole years, or a span.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum Age {
    Years(#[schemars(range(max = 150))] u8),
    Span(Span),
}
