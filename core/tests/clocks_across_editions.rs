//! Two actions whose clocks run from each other, each in one edition: where the incident can lie in
//! either, that is an answer and no endless walk.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

fn edition(from: &str, until: Option<&str>, first: Value, second: Value) -> Value {
    let says = |more: Value| {
        let mut item = json!({ "subject": "incident", "strength": "should",
            "basis": "project-reading", "evidence": "inferred",
            "cites": [{ "source": "a-page", "at": "1" }] });
        item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        item
    };
    let action = |id: &str, from: Value| {
        says(json!({ "id": id, "review": "look", "who": "Board", "does": "act", "done_by": "done",
            "clock": { "from": from, "unit": "days", "n": 5 } }))
    };
    let mut subject =
        says(json!({ "id": "incident", "label": "Incident", "applies": { "all": [] } }));
    subject.as_object_mut().unwrap().remove("subject");
    let mut edition = json!({
        "format": 1, "pack": "crossed", "family": "reviews", "title": "Crossed", "from": from,
        "checked_on": "2024-01-01",
        "sources": [{ "id": "a-page", "title": "A page", "publisher": "Somebody" }],
        "subjects": [subject],
        "facts": [{ "id": "on", "subject": ["incident"], "kind": "date", "question": "When?",
            "burden": "plain", "incident_day": true }],
        "reviews": [says(json!({ "id": "look", "label": "A look", "kind": "review", "who": "Board",
            "purpose": "To learn.", "urgency": "prompt" }))],
        "rules": [says(json!({ "id": "look.always", "label": "Always", "when": { "all": [] },
            "then": { "review": "look", "modality": "duty" } }))],
        "events": [
            { "id": "told", "subject": "incident", "label": "Told", "question": "When?", "after": [] },
            { "id": "done", "subject": "incident", "label": "Done", "question": "When?", "after": [] }
        ],
        "actions": [action("one", first), action("two", second)]
    });
    if let Some(until) = until {
        edition["until"] = json!(until);
    }
    edition
}

#[test]
fn clocks_that_run_from_each_other_in_different_editions_are_answered() {
    let earlier = edition("2020-01-01", Some("2022-01-01"), json!("told"), json!({ "due": "one" }));
    let later = edition("2022-01-01", None, json!({ "due": "two" }), json!("told"));
    let texts = [earlier.to_string(), later.to_string()];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let catalogue = Catalogue::bundled().with(&texts).unwrap();
    let ask = |on: Value| -> Value {
        let request = json!({ "question": "reviews", "pack": "crossed", "subject": "incident",
            "as_of": "2024-01-01", "facts": { "on": on },
            "events": { "told": "2023-12-30", "done": false } });
        serde_json::from_str(&wire::answer(&catalogue, &request.to_string()).unwrap()).unwrap()
    };
    let due = |answer: &Value, index: usize| answer["actions"][index]["due"]["latest"].clone();
    let known = ask(json!("2021-06-01"));
    assert_eq!((due(&known, 0), due(&known, 1)), (json!("2024-01-04"), json!("2024-01-09")));
    let open = ask(json!({ "from": "2021-06", "to": "2022-06" }));
    for action in open["actions"].as_array().unwrap() {
        assert!(["due", "cannot-tell"].contains(&action["state"].as_str().unwrap()), "{action}");
    }
}
