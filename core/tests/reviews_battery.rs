//! The battery of reviews: every fixture of `fixtures/reviews` and every story of
//! `fixtures/incidents` answered and compared.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod stories;

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use stories::{folder, with_others};

#[test]
fn every_review_fixture_is_answered_as_expected() {
    let catalogue = Catalogue::bundled();
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    for (file, document) in folder("reviews") {
        for fixture in document["fixtures"].as_array().expect("fixtures") {
            let name = fixture["name"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} stands twice ({file})");
            let differing = differences(&catalogue, fixture);
            failures.extend(differing.into_iter().map(|what| format!("{file}: {name}: {what}")));
        }
    }
    assert!(names.len() >= 200, "{} fixtures", names.len());
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), names.len(), failures.join("\n"));
}

#[test]
fn every_incident_is_answered_and_its_record_replayed() {
    let catalogue = Catalogue::bundled();
    let incidents = folder("incidents");
    assert!(incidents.len() >= 15, "{} stories", incidents.len());
    let mut failures = Vec::new();
    for (file, story) in incidents {
        assert!(story["title"].is_string() && story["story"].is_string(), "{file}");
        let mut request = story["request"].clone();
        request["record"] = json!(true);
        let record = wire::answer(&catalogue, &request.to_string())
            .unwrap_or_else(|error| panic!("{file}: {}", error.to_json()));
        let replay = format!(r#"{{"question":"replay","record":{record}}}"#);
        let replayed = wire::answer(&catalogue, &replay).unwrap();
        assert_eq!(replayed, r#"{"answer":"replay","same":true,"differences":[]}"#, "{file}");
        let differing = differences(&catalogue, &story);
        failures.extend(differing.into_iter().map(|what| format!("{file}: {what}")));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn differences(catalogue: &Catalogue, fixture: &Value) -> Vec<String> {
    let expect = fixture["expect"].as_object().expect("expect is an object");
    let request = with_others(catalogue, fixture);
    let answer = match wire::answer(catalogue, &request.to_string()) {
        Ok(text) => serde_json::from_str::<Value>(&text).unwrap(),
        Err(error) => serde_json::from_str::<Value>(&error.to_json()).unwrap(),
    };
    if answer.get("error").is_some() && !expect.contains_key("error") {
        return vec![format!("refused: {}", answer["error"])];
    }
    let mut found = Vec::new();
    for (key, expected) in expect {
        for (what, expected, got) in compared(&answer, key, expected) {
            if expected != got {
                found.push(format!("{what}: expected {expected}, got {got}"));
            }
        }
    }
    found
}

type Compared = (String, Value, Value);

fn compared(answer: &Value, key: &str, expected: &Value) -> Vec<Compared> {
    let one = |got: Value| vec![(key.to_owned(), expected.clone(), got)];
    let each = |got: &dyn Fn(&str) -> Value| -> Vec<Compared> {
        let parts = expected.as_object().unwrap().iter();
        parts.map(|(name, value)| (format!("{key} {name}"), value.clone(), got(name))).collect()
    };
    let set = |got: BTreeSet<String>| vec![(key.to_owned(), json!(texts(expected)), json!(got))];
    let some = |got: BTreeSet<String>| {
        let lacking: Vec<String> =
            texts(expected).into_iter().filter(|item| !got.contains(item)).collect();
        vec![(format!("{key} lacking"), json!([]), json!(lacking))]
    };
    let findings = || list(answer, "findings").filter(|finding| finding["truth"] == "true");
    match key {
        "reviews" => each(&|name| json!(outcome(answer, name))),
        "scope" => each(&|name| review(answer, name)["scope"].clone()),
        "actions" => {
            let parts = expected.as_object().unwrap().iter();
            parts.flat_map(|(name, value)| action(answer, name, value)).collect()
        }
        "next_action" | "applies" => one(answer[key].clone()),
        "problems" => {
            let got = list(answer, key).map(|one| json!({"code": one["code"], "at": one["at"]}));
            one(got.collect())
        }
        "deciding" => set(ids(findings().filter(|finding| finding["review"].is_string()), "rule")),
        "findings_include" => some(ids(findings(), "rule")),
        "prompts" => set(ids(list(answer, "prompts"), "rule")),
        "prompts_include" => some(ids(list(answer, "prompts"), "rule")),
        "sources" => set(sources(answer)),
        "sources_include" => some(sources(answer)),
        "missing" => set(ids(list(answer, key), "fact")),
        "missing_includes" => some(ids(list(answer, "missing"), "fact")),
        "missing_excludes" => {
            let missing = ids(list(answer, "missing"), "fact");
            let wrong: Vec<String> =
                texts(expected).into_iter().filter(|fact| missing.contains(fact)).collect();
            vec![(key.to_owned(), json!([]), json!(wrong))]
        }
        "missing_events" => set(ids(list(answer, key), "event")),
        "missing_events_include" => some(ids(list(answer, "missing_events"), "event")),
        "next_question" => one(answer[key]["fact"].clone()),
        "open_settings" => set(ids(list(answer, key), "setting")),
        "inconsistent" => set(ids(list(answer, key), "rule")),
        "conflicts_include" => some(ids(list(answer, "conflicts"), "conflict")),
        "roles" => of_reviews(answer, expected, "roles", &|role| {
            format!("{}: {}", role["role"].as_str().unwrap(), role["who"].as_str().unwrap())
        }),
        "links" => {
            of_reviews(answer, expected, "links", &|link| link["with"].as_str().unwrap().to_owned())
        }
        "error" => {
            let error = &answer["error"];
            one(json!({ "code": error["code"], "at": error["at"] }))
        }
        other => panic!("unknown expectation {other}"),
    }
}

/// What must be among the roles or links of each review named.
fn of_reviews(
    answer: &Value,
    expected: &Value,
    key: &str,
    words: &dyn Fn(&Value) -> String,
) -> Vec<Compared> {
    let parts = expected.as_object().unwrap().iter();
    parts
        .map(|(name, wanted)| {
            let got: BTreeSet<String> = list(review(answer, name), key).map(words).collect();
            let lacking: Vec<String> =
                texts(wanted).into_iter().filter(|item| !got.contains(item)).collect();
            (format!("{key} {name} lacking, got {got:?}"), json!([]), json!(lacking))
        })
        .collect()
}

/// `not-applicable`, `not-met`, one modality, or two joined by dots.
fn outcome(answer: &Value, name: &str) -> String {
    let review = review(answer, name);
    let word = |key: &str| review[key].as_str().unwrap_or("no such review").to_owned();
    match word("outcome").as_str() {
        "met" | "cannot-tell" if review["settled"] == true => word("at_least"),
        "met" | "cannot-tell" => format!("{}..{}", word("at_least"), word("at_most")),
        other => other.to_owned(),
    }
}

fn review<'v>(answer: &'v Value, name: &str) -> &'v Value {
    list(answer, "reviews").find(|review| review["review"] == name).unwrap_or(&Value::Null)
}

/// The parts of an action that are expected; `null`: it is not listed.
fn action(answer: &Value, name: &str, expected: &Value) -> Vec<Compared> {
    let found = list(answer, "actions").find(|action| action["action"] == name);
    let Some(parts) = expected.as_object() else {
        let state = found.map_or(Value::Null, |action| action["state"].clone());
        return vec![(format!("actions {name}"), Value::Null, state)];
    };
    let Some(found) = found else {
        return vec![(format!("actions {name}"), expected.clone(), json!("not listed"))];
    };
    parts
        .iter()
        .map(|(key, value)| {
            let got = match key.as_str() {
                "due" | "done" => shortened(&found[key], "earliest", "latest", value),
                "overdue_days" | "late_days" => shortened(&found[key], "least", "most", value),
                "also" => {
                    let due =
                        |also: &Value| shortened(&also["due"], "earliest", "latest", &json!(""));
                    list(found, key).map(due).collect()
                }
                "could_be" | "waits_for" | "needs" => found.get(key).cloned().unwrap_or(json!([])),
                _ => found[key].clone(),
            };
            (format!("actions {name} {key}"), value.clone(), got)
        })
        .collect()
}

/// A range of one value as that value, where the fixture writes it so.
fn shortened(range: &Value, low: &str, high: &str, expected: &Value) -> Value {
    if !expected.is_object() && range[low] == range[high] {
        range[low].clone()
    } else {
        range.clone()
    }
}

fn sources(answer: &Value) -> BTreeSet<String> {
    let cites = list(answer, "findings").flat_map(|finding| finding["cites"].as_array().unwrap());
    ids(cites, "source")
}

fn ids<'v>(items: impl Iterator<Item = &'v Value>, key: &str) -> BTreeSet<String> {
    items.map(|item| item[key].as_str().unwrap().to_owned()).collect()
}

fn texts(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

/// A list of the answer; an absent one is empty.
fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}
