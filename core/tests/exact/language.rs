//! The condition language again, as small as it can be, with an evaluator of two values.

use safeguarding_rules::{Day, Span, Unit};
use serde_json::{Value as Json, json};

/// The facts of every random pack: id and kind.
pub(crate) const FACTS: [(&str, &str); 13] = [
    ("a", "yes-no"),
    ("b", "yes-no"),
    ("c", "yes-no"),
    ("e", "yes-no"),
    ("f", "yes-no"),
    ("g", "yes-no"),
    ("n", "count"),
    ("m", "count"),
    ("s", "count"),
    ("d", "date"),
    ("born", "date"),
    ("ch", "choice"),
    ("cs", "choices"),
];
/// The options of the choices, as bits 1, 2 and 4.
pub(crate) const OPTIONS: [&str; 3] = ["x", "y", "z"];
/// The only fact compared with the setting, and with nothing else.
pub(crate) const AGAINST_SETTING: usize = 8;

/// What a fact can be in a complete case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Value {
    YesNo(bool),
    Count(u32),
    Date(Day),
    Choice(u8),
    Choices(u8),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    Yes,
    CountAtLeast(u32),
    CountAtMost(u32),
    CountExactly(u32),
    AtLeastSetting,
    OneOf(u8),
    Includes(u8),
    IncludesAtLeast(u32, u8),
    Before(Day),
    OnOrAfter(Day),
    WithinLast(Span),
    AtLeastAgo(Span),
    AgeUnder(Span),
    AgeAtLeast(Span),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    AtLeast(usize, Vec<Condition>),
    Fact(usize, Test),
    /// An earlier rule, by its position.
    Rule(usize),
}

/// A complete case: a value for each fact, and for the setting.
pub(crate) struct Filling<'c> {
    pub(crate) values: &'c [Value],
    pub(crate) setting: u32,
    pub(crate) as_of: Day,
}

impl Filling<'_> {
    /// Whether the condition holds; `rules` are the conditions that others refer to.
    pub(crate) fn holds(&self, condition: &Condition, rules: &[Condition]) -> bool {
        let count = |parts: &[Condition]| parts.iter().filter(|c| self.holds(c, rules)).count();
        match condition {
            Condition::All(parts) => count(parts) == parts.len(),
            Condition::Any(parts) => count(parts) > 0,
            Condition::Not(part) => !self.holds(part, rules),
            Condition::AtLeast(n, parts) => count(parts) >= *n,
            Condition::Fact(fact, test) => self.compares(self.values[*fact], test),
            Condition::Rule(rule) => self.holds(&rules[*rule], rules),
        }
    }

    pub(crate) fn compares(&self, value: Value, test: &Test) -> bool {
        let as_of = self.as_of;
        match (value, test) {
            (Value::YesNo(yes), Test::Yes) => yes,
            (Value::Count(n), Test::CountAtLeast(bound)) => n >= *bound,
            (Value::Count(n), Test::CountAtMost(bound)) => n <= *bound,
            (Value::Count(n), Test::CountExactly(bound)) => n == *bound,
            (Value::Count(n), Test::AtLeastSetting) => n >= self.setting,
            (Value::Choice(bit), Test::OneOf(among)) => bit & among != 0,
            (Value::Choices(chosen), Test::Includes(bit)) => chosen & bit != 0,
            (Value::Choices(chosen), Test::IncludesAtLeast(n, among)) => {
                (chosen & among).count_ones() >= *n
            }
            (Value::Date(day), Test::Before(bound)) => day < *bound,
            (Value::Date(day), Test::OnOrAfter(bound)) => day >= *bound,
            (Value::Date(day), Test::WithinLast(span)) => day >= as_of.less(*span) && day <= as_of,
            (Value::Date(day), Test::AtLeastAgo(span)) => day <= as_of.less(*span),
            (Value::Date(day), Test::AgeUnder(age)) => day > as_of.less(*age),
            (Value::Date(day), Test::AgeAtLeast(age)) => day <= as_of.less(*age),
            (value, test) => panic!("{value:?} cannot be compared by {test:?}"),
        }
    }
}

impl Condition {
    /// Every comparison in it, those of the rules it refers to left out.
    pub(crate) fn tests(&self, found: &mut Vec<(usize, Test)>) {
        match self {
            Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
                parts.iter().for_each(|part| part.tests(found));
            }
            Condition::Not(part) => part.tests(found),
            Condition::Fact(fact, test) => found.push((*fact, test.clone())),
            Condition::Rule(_) => {}
        }
    }

    /// As the pack format writes it.
    pub(crate) fn to_json(&self) -> Json {
        let list = |parts: &[Condition]| parts.iter().map(Condition::to_json).collect::<Vec<_>>();
        match self {
            Condition::All(parts) => json!({ "all": list(parts) }),
            Condition::Any(parts) => json!({ "any": list(parts) }),
            Condition::Not(part) => json!({ "not": part.to_json() }),
            Condition::AtLeast(n, parts) => json!({ "at_least": n, "of": list(parts) }),
            Condition::Rule(rule) => json!({ "rule": rule_id(*rule) }),
            Condition::Fact(fact, test) => {
                let mut json = test.to_json();
                json["fact"] = json!(FACTS[*fact].0);
                json
            }
        }
    }
}

impl Test {
    fn to_json(&self) -> Json {
        match self {
            Test::Yes => json!({}),
            Test::CountAtLeast(n) => json!({ "at_least": n }),
            Test::CountAtMost(n) => json!({ "at_most": n }),
            Test::CountExactly(n) => json!({ "exactly": n }),
            Test::AtLeastSetting => json!({ "at_least": { "setting": "many" } }),
            Test::OneOf(among) => json!({ "one_of": options(*among) }),
            Test::Includes(bit) => json!({ "includes": options(*bit)[0] }),
            Test::IncludesAtLeast(n, among) => {
                json!({ "includes_at_least": n, "of": options(*among) })
            }
            Test::Before(day) => json!({ "before": day.to_string() }),
            Test::OnOrAfter(day) => json!({ "on_or_after": day.to_string() }),
            Test::WithinLast(span) => json!({ "within_last": span_json(*span) }),
            Test::AtLeastAgo(span) => json!({ "at_least_ago": span_json(*span) }),
            Test::AgeUnder(age) => json!({ "age_under": span_json(*age) }),
            Test::AgeAtLeast(age) => json!({ "age_at_least": span_json(*age) }),
        }
    }
}

/// The ids of the options whose bits are set.
pub(crate) fn options(bits: u8) -> Vec<&'static str> {
    (0..3).filter(|index| bits >> index & 1 == 1).map(|index| OPTIONS[index]).collect()
}

fn span_json(span: Span) -> Json {
    let unit = match span.unit {
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Years => "years",
    };
    json!({ unit: span.n })
}

/// The id of the rule at a position.
pub(crate) fn rule_id(position: usize) -> String {
    format!("rule-{position}")
}
