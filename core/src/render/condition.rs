//! A condition as sentences: one line for a comparison, a list for what joins several.
//!
//! Different conditions read differently: what belongs together stands under the line that joins it.

use super::names::Names;
use super::tree::{Item, Line};
use crate::condition::{Condition, Test};
use crate::date::{Span, Unit};
use crate::words::long_day;

/// The condition as an item: its line, and under it what it joins.
pub(super) fn said(condition: &Condition, names: &Names<'_>) -> Item {
    match condition {
        Condition::All(parts) if parts.is_empty() => Item::text("always"),
        Condition::Any(parts) if parts.is_empty() => Item::text("never"),
        Condition::All(parts) => joined("all of these are so:", parts, names),
        Condition::Any(parts) => joined("any of these is so:", parts, names),
        Condition::AtLeast { n, of } => joined(&at_least(*n, of.len()), of, names),
        Condition::Not(part) => denied(part, names),
        Condition::Rule(id) => Item::of(names.rule(id).then(" holds")),
        Condition::Fact { fact, test } => {
            Item::of(asked(fact, test, names).then(" – ").join(of_test(fact, test, names)))
        }
    }
}

/// What is compared: the age of somebody, or else what was asked.
pub(super) fn asked(fact: &str, test: &Test, names: &Names<'_>) -> Line {
    match test {
        Test::AgeUnder(_) | Test::AgeAtLeast(_) => names.age(fact),
        _ => names.fact(fact),
    }
}

fn joined(line: &str, parts: &[Condition], names: &Names<'_>) -> Item {
    Item { line: Line::text(line), below: parts.iter().map(|part| said(part, names)).collect() }
}

fn at_least(n: u16, all: usize) -> String {
    match (n, all) {
        (_, 0) => format!("at least {n} of nothing"),
        (1, _) => "at least 1 of these is so:".to_owned(),
        _ => format!("at least {n} of these {all} are so:"),
    }
}

/// What is not so.
fn denied(part: &Condition, names: &Names<'_>) -> Item {
    match part {
        Condition::Fact { fact, test: Test::Yes } => Item::of(names.fact(fact).then(" – no")),
        Condition::Fact { fact, test: Test::AtLeastAgo(span) } if *span == Span::days(0) => {
            Item::of(names.fact(fact).then(" – later than this day"))
        }
        Condition::Fact { fact, test } => {
            Item::of(asked(fact, test, names).then(" – ").join(not_of_test(fact, test, names)))
        }
        Condition::Rule(id) => Item::of(names.rule(id).then(" does not hold")),
        Condition::All(parts) if !parts.is_empty() => {
            joined("not all of these are so:", parts, names)
        }
        Condition::Any(parts) if !parts.is_empty() => joined("none of these is so:", parts, names),
        Condition::AtLeast { n, of } if !of.is_empty() => {
            joined(&format!("fewer than {n} of these {} are so:", of.len()), of, names)
        }
        Condition::Not(_) | Condition::All(_) | Condition::Any(_) | Condition::AtLeast { .. } => {
            Item { line: Line::text("it is not so that:"), below: vec![said(part, names)] }
        }
    }
}

/// What is compared with the answer to a fact.
pub(super) fn of_test(fact: &str, test: &Test, names: &Names<'_>) -> Line {
    match test {
        Test::Yes => Line::text("yes"),
        Test::CountAtLeast(n) => Line::text(format!("{n} or more")),
        Test::CountAtLeastSetting(id) => {
            Line::text("as many as is set, or more: ").join(names.setting(id))
        }
        Test::CountAtMost(n) => Line::text(format!("{n} or fewer")),
        Test::CountExactly(n) => Line::text(format!("exactly {n}")),
        Test::OneOf(options) => Line::text(or(&labels(fact, options, names))),
        Test::Includes(option) => {
            Line::text(format!("among the answers: {}", names.option(fact, option)))
        }
        Test::IncludesAtLeast { n, of } if of.is_empty() => {
            Line::text(format!("at least {n} of the answers"))
        }
        Test::IncludesAtLeast { n, of } => {
            let labels = labels(fact, of, names).join("; ");
            Line::text(format!("at least {n} of these answers: {labels}"))
        }
        Test::Before(day) => Line::text(format!("before {}", long_day(*day))),
        Test::OnOrAfter(day) => Line::text(format!("on {} or later", long_day(*day))),
        Test::OnOrAfterSetting(id) => {
            Line::text("on the day that is set, or later: ").join(names.setting(id))
        }
        Test::AtLeastAgo(span) if *span == Span::days(0) => Line::text("on this day or earlier"),
        Test::WithinLast(span) => Line::text(format!("within the last {}", of_time(*span))),
        Test::AtLeastAgo(span) => Line::text(format!("{} ago or longer", of_time(*span))),
        Test::AgeUnder(span) if is_birth(*span) => Line::text("not yet born"),
        Test::AgeUnder(span) => Line::text(format!("under {} old", of_time(*span))),
        Test::AgeAtLeast(span) if is_birth(*span) => Line::text("born already"),
        Test::AgeAtLeast(span) => Line::text(format!("{} old or older", of_time(*span))),
    }
}

/// The same denied, in words of its own where "not" would stand before another or read badly.
fn not_of_test(fact: &str, test: &Test, names: &Names<'_>) -> Line {
    match test {
        Test::AgeUnder(span) if is_birth(*span) => Line::text("already born"),
        Test::AgeAtLeast(span) if is_birth(*span) => Line::text("still unborn"),
        Test::AgeUnder(span) => Line::text(format!("at least {} old", of_time(*span))),
        Test::AgeAtLeast(span) => Line::text(format!("younger than {}", of_time(*span))),
        Test::CountAtLeast(n) => Line::text(format!("fewer than {n}")),
        Test::CountAtMost(n) => Line::text(format!("more than {n}")),
        test => Line::text("not ").join(of_test(fact, test, names)),
    }
}

fn is_birth(span: Span) -> bool {
    span == Span::years(0)
}

fn labels(fact: &str, options: &[String], names: &Names<'_>) -> Vec<String> {
    options.iter().map(|option| names.option(fact, option)).collect()
}

/// One or another.
fn or(labels: &[String]) -> String {
    match labels {
        [] => "none of the answers".to_owned(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}

/// A length of time: 1 year, 18 months.
pub(super) fn of_time(span: Span) -> String {
    let word = match span.unit {
        Unit::Days => "day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
    };
    if span.n == 1 { format!("1 {word}") } else { format!("{} {word}s", span.n) }
}
