//! What fixtures show of what is no condition: every duty due, not due and done, every seat filled,
//! vacant and unknown, every matter put before the bodies that have a part in it.
#![allow(
    clippy::indexing_slicing,
    reason = "a JSON value is asked by a key, and what is absent is null"
)]

use super::expected::Speaks;
use super::texts::{Fixture, Written};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What an item can be seen as, by its kind and its name.
pub(super) type Seen = BTreeMap<(&'static str, String), BTreeSet<String>>;

/// An item that should be seen in several ways.
pub(super) struct Wanted {
    pub kind: &'static str,
    pub id: String,
    /// Its place in the edition.
    pub at: String,
    pub words: &'static [&'static str],
}

const TIMES: &[&str] = &["not-yet-due", "due", "done"];
const TRUTHS: &[&str] = &["true", "false", "unknown"];
const OUTCOMES: &[&str] = &["met", "not-met", "cannot-tell"];
const SEATS: &[&str] = &["filled", "vacant", "unknown"];

/// What an edition has that should be seen.
pub(super) fn wanted(edition: &Written) -> Vec<Wanted> {
    let value = &edition.value;
    let mut found = Vec::new();
    match edition.speaks {
        Speaks::Thresholds => {}
        Speaks::Reviews => {
            add(value, "reviews", OUTCOMES, |_| true, &mut found);
            add(value, "actions", TIMES, |action| action["clock"]["n"].is_number(), &mut found);
        }
        Speaks::Audits => {
            let recurs = |duty: &Value| duty["cadence"]["kind"] != "continuous";
            add(value, "duties", TIMES, recurs, &mut found);
            add(value, "obligations", &["owed"], |_| true, &mut found);
            add(value, "report_parts", TRUTHS, |_| true, &mut found);
            steps(value, &mut found);
        }
        Speaks::Membership => {
            add(value, "seats", SEATS, |_| true, &mut found);
            add(value, "tests", TRUTHS, |_| true, &mut found);
            add(value, "patterns", &["true", "false"], |_| true, &mut found);
            let by_body = |entry: &Value| entry["by"]["body"].is_string();
            add(value, "authority", &["told"], |entry| !by_body(entry), &mut found);
            add(value, "authority", &["told", "asked"], by_body, &mut found);
        }
    }
    found
}

fn add(
    edition: &Value,
    list: &'static str,
    words: &'static [&'static str],
    is: impl Fn(&Value) -> bool,
    found: &mut Vec<Wanted>,
) {
    let items = edition[list].as_array().into_iter().flatten().zip(0_usize..);
    for (item, index) in items.filter(|(item, _)| is(item)) {
        let id = item["id"].as_str().unwrap_or_default().to_owned();
        found.push(Wanted { kind: list, id, at: format!("/{list}/{index}"), words });
    }
}

/// The steps of programmes, by programme, phase and step. What is optional is seen once it is done.
fn steps(edition: &Value, found: &mut Vec<Wanted>) {
    let rows = |value: &Value| -> Vec<Value> { value.as_array().cloned().unwrap_or_default() };
    for (programme, one) in rows(&edition["programmes"]).iter().zip(0_usize..) {
        for (phase, two) in rows(&programme["phases"]).iter().zip(0_usize..) {
            for (step, three) in rows(&phase["steps"]).iter().zip(0_usize..) {
                let id = [programme, phase, step].map(|item| item["id"].as_str().unwrap_or(""));
                let at = format!("/programmes/{one}/phases/{two}/steps/{three}");
                let is_shown = step["optional"] != true && !step["due"].is_null();
                let words = if is_shown { TIMES } else { &["done"] };
                found.push(Wanted { kind: "steps", id: id.join("/"), at, words });
            }
        }
    }
}

/// Adds what a fixture and the answer to it show.
pub(super) fn see(fixture: &Fixture, answer: &Value, seen: &mut Seen) {
    match fixture.speaks {
        Speaks::Thresholds => {}
        Speaks::Reviews => {
            each(answer, "reviews", |review| {
                put(seen, "reviews", &review["review"], &review["outcome"])
            });
            each(answer, "actions", |action| {
                put(seen, "actions", &action["action"], &time(&action["state"]));
            });
        }
        Speaks::Audits => see_audits(answer, seen),
        Speaks::Membership => see_membership(fixture, answer, seen),
    }
}

fn see_audits(answer: &Value, seen: &mut Seen) {
    each(answer, "duties", |duty| {
        each(duty, "occurrences", |one| put(seen, "duties", &duty["duty"], &time(&one["state"])));
    });
    each(answer, "agencies", |agency| {
        each(agency, "owes", |one| put(seen, "obligations", &one["by"], &"owed".into()));
    });
    each(answer, "parts", |part| put(seen, "report_parts", &part["part"], &part["present"]));
    each(answer, "occurrences", |one| {
        each(one, "steps", |step| {
            let names = [&one["programme"], &one["phase"], &step["step"]];
            let id = names.map(|name| name.as_str().unwrap_or("")).join("/");
            put(seen, "steps", &id.into(), &time(&step["state"]));
        });
    });
}

fn see_membership(fixture: &Fixture, answer: &Value, seen: &mut Seen) {
    let request = &fixture.request;
    each(answer, "criteria", |one| put(seen, "tests", &one["criterion"], &one["truth"]));
    each(&answer["quorum"], "patterns", |one| {
        put(seen, "patterns", &one["pattern"], &one["constituted"])
    });
    each(answer, "matters", |matter| {
        each(matter, "parts", |part| put(seen, "authority", &part["entry"], &"told".into()));
    });
    let mut named: BTreeSet<String> = BTreeSet::new();
    each(request, "people", |person| {
        each(person, "seats", |seat| {
            let seat = if seat.is_object() { &seat["seat"] } else { seat };
            named.extend(seat.as_str().map(str::to_owned));
            put(seen, "seats", seat, &"filled".into());
        });
    });
    each(request, "vacant", |seat| {
        named.extend(seat.as_str().map(str::to_owned));
        put(seen, "seats", seat, &"vacant".into());
    });
    each(answer, "seats", |seat| {
        if seat["seat"].as_str().is_some_and(|id| !named.contains(id)) {
            put(seen, "seats", &seat["seat"], &"unknown".into());
        }
    });
    if request["body"].is_string() && request["matter"].is_string() {
        let asked = format!("{}/{}", text(&request["body"]), text(&request["matter"]));
        put(seen, "asked", &asked.into(), &"asked".into());
    }
}

/// Whether the fixtures show an item as a word.
pub(super) fn shows(edition: &Written, wanted: &Wanted, word: &str, seen: &Seen) -> bool {
    let has = |kind: &'static str, id: String| {
        seen.get(&(kind, id)).is_some_and(|words| words.contains(word))
    };
    if word != "asked" {
        return has(wanted.kind, wanted.id.clone());
    }
    let entry = edition.value.pointer(&wanted.at).unwrap_or(&Value::Null);
    has("asked", format!("{}/{}", text(&entry["by"]["body"]), text(&entry["matter"])))
}

/// The turn of something: overdue is due, and so is what was done late done.
fn time(state: &Value) -> Value {
    match state.as_str() {
        Some("overdue") => "due".into(),
        _ => state.clone(),
    }
}

fn put(seen: &mut Seen, kind: &'static str, id: &Value, word: &Value) {
    if let (Some(id), Some(word)) = (id.as_str(), word.as_str()) {
        seen.entry((kind, id.to_owned())).or_default().insert(word.to_owned());
    }
}

fn each(value: &Value, key: &str, visit: impl FnMut(&Value)) {
    value[key].as_array().into_iter().flatten().for_each(visit);
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
