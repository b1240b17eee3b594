//! The limits of comparisons: which values stand beside them, and which of those a case has.

use crate::compile::literal_of;
use crate::condition::Test;
use crate::date::Day;
use crate::evaluate::Known;
use crate::fact::{Fact, Kind};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// Where a value stands beside a limit; values are numbers, or days in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The last value before the comparison holds.
    Below,
    /// The first for which it holds.
    First,
    /// The last for which it holds.
    Last,
    /// The first after those.
    Above,
}

/// The sides that the limit of a comparison has; none where there is no limit, or a setting sets it.
///
/// Of a span up to the day of the case only the far end counts.
pub(super) fn sides(test: &Test, fact: &Fact) -> BTreeSet<Side> {
    const RISES: [Side; 2] = [Side::Below, Side::First];
    const FALLS: [Side; 2] = [Side::Last, Side::Above];
    let found: &[Side] = match test {
        Test::CountAtLeast(0) => &[],
        Test::CountExactly(0) => &FALLS,
        Test::CountAtLeast(_)
        | Test::OnOrAfter(_)
        | Test::WithinLast(_)
        | Test::AgeUnder(_)
        | Test::IncludesAtLeast { .. } => &RISES,
        Test::CountAtMost(_) | Test::Before(_) | Test::AtLeastAgo(_) | Test::AgeAtLeast(_) => {
            &FALLS
        }
        Test::CountExactly(_) => &[Side::Below, Side::First, Side::Last, Side::Above],
        Test::Yes
        | Test::OneOf(_)
        | Test::Includes(_)
        | Test::CountAtLeastSetting(_)
        | Test::OnOrAfterSetting(_) => &[],
    };
    let is_limit = fact.options.is_empty() || matches!(test, Test::IncludesAtLeast { .. });
    found.iter().copied().filter(|_| is_limit).collect()
}

/// The sides on which an answer stands; none where it is known in part or not at all.
pub(super) fn touched(test: &Test, fact: &Fact, given: &Value, known: &Known) -> BTreeSet<Side> {
    let mut found = BTreeSet::new();
    let Some(value) = position(test, given) else { return found };
    let holds = |value: Option<u32>| value.and_then(|value| holds(test, fact, value, known));
    let around = [value.checked_sub(1), Some(value), value.checked_add(1)].map(holds);
    let [before, Some(here), after] = around else { return found };
    match (before, here) {
        (Some(false), true) => found.extend([Side::First]),
        (Some(true), false) => found.extend([Side::Above]),
        _ => {}
    }
    match (here, after) {
        (false, Some(true)) => found.extend([Side::Below]),
        (true, Some(false)) => found.extend([Side::Last]),
        _ => {}
    }
    found
}

/// An answer as a number: a count, a day by its number, or how many of the options are chosen.
fn position(test: &Test, given: &Value) -> Option<u32> {
    if let Test::IncludesAtLeast { of, .. } = test {
        let chosen = given.as_array()?.iter().filter_map(Value::as_str);
        let counted = chosen.filter(|one| of.is_empty() || of.iter().any(|option| option == one));
        return u32::try_from(counted.count()).ok();
    }
    match given {
        Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
        Value::String(text) => Some(Day::parse(text)?.number()),
        _ => None,
    }
}

/// Whether a comparison holds for a number.
fn holds(test: &Test, fact: &Fact, value: u32, known: &Known) -> Option<bool> {
    if let Test::IncludesAtLeast { n, .. } = test {
        return Some(value >= u32::from(*n));
    }
    let kind = literal_of(test, fact)?;
    match fact.kind {
        Kind::Count => Some(kind.over_counts(value, value).0),
        Kind::Date => {
            let day = Day::of_number(value)?;
            Some(kind.over_days(day, day, known.as_of).0)
        }
        _ => None,
    }
}
