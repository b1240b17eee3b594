//! Every cell of the three-valued connectives, through the whole library.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::of_rules;
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

/// A truth of a part: a yes-no fact answered yes, no, or not at all.
const T: Option<bool> = Some(true);
const F: Option<bool> = Some(false);
const U: Option<bool> = None;

/// The truth of a condition when these facts are known.
#[track_caller]
fn truth_of(when: &Value, facts: &Value) -> String {
    let pack = of_rules(&[("tested", when, &json!({ "define": true }))]).to_string();
    let catalogue = Catalogue::empty().with(&[pack.as_str()]);
    let catalogue = catalogue.unwrap_or_else(|error| panic!("{}", error.to_json()));
    let request = json!({ "question": "thresholds", "pack": "tried", "subject": "person",
                          "as_of": "2024-02-29", "facts": facts, "explain": "all" });
    let answer = wire::answer(&catalogue, &request.to_string());
    let answer = answer.unwrap_or_else(|error| panic!("{}", error.to_json()));
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let found = answer["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "tested");
    found.expect("the rule's finding")["truth"].as_str().unwrap().to_owned()
}

fn facts(parts: &[Option<bool>]) -> Value {
    let answered = ["a", "b", "c"]
        .into_iter()
        .zip(parts)
        .filter_map(|(fact, part)| part.map(|part| (fact.to_owned(), json!(part))));
    Value::Object(answered.collect())
}

fn word(truth: Option<bool>) -> &'static str {
    truth.map_or("unknown", |truth| if truth { "true" } else { "false" })
}

macro_rules! cells {
    ($key:literal: $($name:ident: $a:ident, $b:ident => $expected:ident;)*) => { $(
        #[test]
        fn $name() {
            let when = json!({ $key: [{ "fact": "a" }, { "fact": "b" }] });
            assert_eq!(truth_of(&when, &facts(&[$a, $b])), word($expected));
        }
    )* };
}

cells! { "all":
    all_of_true_and_true: T, T => T;
    all_of_true_and_false: T, F => F;
    all_of_true_and_unknown: T, U => U;
    all_of_false_and_true: F, T => F;
    all_of_false_and_false: F, F => F;
    all_of_false_and_unknown: F, U => F;
    all_of_unknown_and_true: U, T => U;
    all_of_unknown_and_false: U, F => F;
    all_of_unknown_and_unknown: U, U => U;
}

cells! { "any":
    any_of_true_and_true: T, T => T;
    any_of_true_and_false: T, F => T;
    any_of_true_and_unknown: T, U => T;
    any_of_false_and_true: F, T => T;
    any_of_false_and_false: F, F => F;
    any_of_false_and_unknown: F, U => U;
    any_of_unknown_and_true: U, T => T;
    any_of_unknown_and_false: U, F => U;
    any_of_unknown_and_unknown: U, U => U;
}

macro_rules! nots {
    ($($name:ident: $a:ident => $expected:ident;)*) => { $(
        #[test]
        fn $name() {
            let when = json!({ "not": { "fact": "a" } });
            assert_eq!(truth_of(&when, &facts(&[$a])), word($expected));
        }
    )* };
}

nots! {
    not_true: T => F;
    not_false: F => T;
    not_unknown: U => U;
}

/// All 27 cells of three parts, against what counting says.
fn at_least_of_three(n: usize) {
    let when = json!({ "at_least": n, "of": [{ "fact": "a" }, { "fact": "b" }, { "fact": "c" }] });
    for cell in 0..27_usize {
        let parts = [cell / 9, cell / 3 % 3, cell % 3].map(|part| [T, F, U][part]);
        let certain = parts.iter().filter(|part| **part == T).count();
        let possible = parts.iter().filter(|part| **part != F).count();
        let expected = if certain >= n {
            "true"
        } else if possible >= n {
            "unknown"
        } else {
            "false"
        };
        assert_eq!(truth_of(&when, &facts(&parts)), expected, "at_least {n} of {parts:?}");
    }
}

#[test]
fn at_least_none_of_three() {
    at_least_of_three(0);
}

#[test]
fn at_least_one_of_three() {
    at_least_of_three(1);
}

#[test]
fn at_least_two_of_three() {
    at_least_of_three(2);
}

#[test]
fn at_least_three_of_three() {
    at_least_of_three(3);
}

#[test]
fn at_least_four_of_three_is_false() {
    at_least_of_three(4);
}

macro_rules! whatever_is_known {
    ($($name:ident: $when:tt => $expected:literal;)*) => { $(
        #[test]
        fn $name() {
            for a in [T, F, U] {
                assert_eq!(truth_of(&json!($when), &facts(&[a])), $expected);
            }
        }
    )* };
}

whatever_is_known! {
    an_empty_all_is_true: { "all": [] } => "true";
    an_empty_any_is_false: { "any": [] } => "false";
    not_an_empty_all_is_false: { "not": { "all": [] } } => "false";
    not_an_empty_any_is_true: { "not": { "any": [] } } => "true";
    at_least_none_of_nothing_is_true: { "at_least": 0, "of": [] } => "true";
    at_least_one_of_nothing_is_false: { "at_least": 1, "of": [] } => "false";
    not_more_than_there_are_is_true: { "not": { "at_least": 2, "of": [{ "fact": "a" }] } } => "true";
    a_fact_or_its_opposite_is_true: { "any": [{ "fact": "a" }, { "not": { "fact": "a" } }] } => "true";
    a_fact_and_its_opposite_is_false: { "all": [{ "fact": "a" }, { "not": { "fact": "a" } }] } => "false";
    a_part_counts_as_often_as_it_stands: { "at_least": 2, "of": [{ "fact": "a" }, { "fact": "a" }, { "not": { "fact": "a" } }, { "not": { "fact": "a" } }] } => "true";
    everything_is_in_an_empty_includes: { "fact": "cs", "includes_at_least": 0 } => "true";
    more_options_than_there_are: { "fact": "cs", "includes_at_least": 4 } => "false";
    nobody_is_one_of_no_options: { "fact": "ch", "one_of": [] } => "false";
    everybody_is_one_of_all_options: { "fact": "ch", "one_of": ["x", "y", "z"] } => "true";
    every_count_is_nought_or_more: { "fact": "n", "at_least": 0 } => "true";
}

/// Every comparison, with the fact missing in each of the ways it can be.
#[test]
fn a_comparison_with_a_missing_fact_is_unknown() {
    let comparisons = [
        ("a", json!({})),
        ("n", json!({ "at_least": 1 })),
        ("n", json!({ "at_most": 3 })),
        ("n", json!({ "exactly": 2 })),
        ("n", json!({ "exactly": 0 })),
        ("ch", json!({ "is": "x" })),
        ("ch", json!({ "one_of": ["x", "y"] })),
        ("cs", json!({ "includes": "x" })),
        ("cs", json!({ "includes_at_least": 2 })),
        ("cs", json!({ "includes_at_least": 1, "of": ["x", "z"] })),
        ("d", json!({ "before": "2020-01-01" })),
        ("d", json!({ "on_or_after": "2020-01-01" })),
        ("d", json!({ "within_last": { "months": 6 } })),
        ("d", json!({ "at_least_ago": { "weeks": 2 } })),
        ("born", json!({ "age_under": 18 })),
        ("born", json!({ "age_under": 0 })),
        ("born", json!({ "age_at_least": { "months": 9 } })),
    ];
    for (fact, test) in comparisons {
        let mut when = test;
        when["fact"] = json!(fact);
        let not = json!({ "not": when });
        for missing in [
            json!({}),
            json!({ fact: null }),
            json!({ fact: { "state": "declined" } }),
            json!({ fact: { "state": "not-applicable" } }),
            json!({ fact: { "state": "not-known" } }),
            json!({ fact: { "state": "disputed", "by": [{ "who": "her aunt", "says": true }] } }),
        ] {
            assert_eq!(truth_of(&when, &missing), "unknown", "{when} {missing}");
            assert_eq!(truth_of(&not, &missing), "unknown", "{not} {missing}");
        }
    }
}

#[test]
fn two_questions_that_are_not_answered_are_not_equal() {
    let same = json!({ "any": [
        { "all": [{ "fact": "a" }, { "fact": "b" }] },
        { "all": [{ "not": { "fact": "a" } }, { "not": { "fact": "b" } }] } ] });
    assert_eq!(truth_of(&same, &json!({})), "unknown");
    assert_eq!(truth_of(&same, &json!({ "a": null, "b": null })), "unknown");
    assert_eq!(truth_of(&same, &json!({ "a": false, "b": false })), "true");
}
