//! Whether an answer is what a fixture expects; `fixtures/README.md` says what each key means.
//!
//! The tests that run the battery include these files as they are, so that a fixture means the same
//! to them and to what measures packs by their fixtures.
#![allow(
    clippy::indexing_slicing,
    reason = "a JSON value is asked by a key, and what is absent is null"
)]

mod audits;
mod membership;
mod reviews;
mod shows;
mod thresholds;

use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The family whose words a fixture speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaks {
    Thresholds,
    Reviews,
    Audits,
    Membership,
}

/// A name, what is expected and what there is.
type Compared = (String, Value, Value);

/// Where an answer is not what is expected of it, in words; nothing where it is.
pub(crate) fn differences(speaks: Speaks, answer: &Value, expect: &Value) -> Vec<String> {
    if answer.get("error").is_some() && expect.get("error").is_none() {
        return vec![format!("refused: {}", answer["error"])];
    }
    let compared = match speaks {
        Speaks::Thresholds => thresholds::compared,
        Speaks::Reviews => reviews::compared,
        Speaks::Audits => audits::compared,
        Speaks::Membership => membership::compared,
    };
    let all = entries(expect).flat_map(|(key, wanted)| compared(answer, key, wanted));
    let differing = all.filter(|(_, wanted, got)| wanted != got);
    differing.map(|(what, wanted, got)| format!("{what}: expected {wanted}, got {got}")).collect()
}

/// Where an answer does not have what is shown of it in part, in words.
pub(crate) fn shown(answer: &Value, shows: &Value) -> Vec<String> {
    shows::differing(answer, shows)
}

/// A key that no family has says so wherever it stands.
fn unknown(key: &str) -> Vec<Compared> {
    vec![(key.to_owned(), json!("a key that is known"), Value::Null)]
}

/// A list of the answer; an absent one is empty.
fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn entries(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The words under a key of each, as a set.
fn ids<'v>(items: impl Iterator<Item = &'v Value>, key: &str) -> BTreeSet<String> {
    items.filter_map(|item| item[key].as_str()).map(str::to_owned).collect()
}

fn texts(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Both as sets.
fn set(key: &str, wanted: &Value, got: BTreeSet<String>) -> Vec<Compared> {
    vec![(key.to_owned(), json!(texts(wanted)), json!(got))]
}

/// Those that must be there.
fn some(key: &str, wanted: &Value, got: &BTreeSet<String>) -> Vec<Compared> {
    let lacking: Vec<String> = texts(wanted).into_iter().filter(|one| !got.contains(one)).collect();
    vec![(format!("{key} lacking"), json!([]), json!(lacking))]
}

/// Those that must not be there.
fn none(key: &str, wanted: &Value, got: &BTreeSet<String>) -> Vec<Compared> {
    let wrong: Vec<String> = texts(wanted).into_iter().filter(|one| got.contains(one)).collect();
    vec![(key.to_owned(), json!([]), json!(wrong))]
}

/// Each part by its name.
fn each(key: &str, wanted: &Value, got: impl Fn(&str) -> Value) -> Vec<Compared> {
    let parts = entries(wanted);
    parts.map(|(name, value)| (format!("{key} {name}"), value.clone(), got(name))).collect()
}

/// What was refused: the parts of the error that are expected.
fn refused(answer: &Value, wanted: &Value) -> Vec<Compared> {
    let error = &answer["error"];
    each("error", wanted, |part| error[part].clone())
}

/// The ids of the documents that the findings cite.
fn sources(answer: &Value) -> BTreeSet<String> {
    ids(list(answer, "findings").flat_map(|finding| list(finding, "cites")), "source")
}
