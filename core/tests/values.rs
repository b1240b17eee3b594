//! A request given as a value is answered, and refused, as the same request as text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;
mod stories;

use packs::{small, small_reviews};
use safeguarding_rules::{Catalogue, Error, Json, wire};
use serde_json::{Value, json};
use stories::{folder, with_others};

fn json_of(value: &Value) -> Json<'_> {
    match value {
        Value::Null => Json::Null,
        Value::Bool(yes) => Json::Bool(*yes),
        Value::Number(number) => number.as_i64().map_or(Json::NotWhole, Json::Int),
        Value::String(text) => Json::Text(text.into()),
        Value::Array(items) => Json::List(items.iter().map(json_of).collect()),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.into(), json_of(value)));
            Json::Object(entries.collect())
        }
    }
}

#[track_caller]
fn same(as_text: Result<String, Error>, as_value: Result<String, Error>, what: &str) {
    let told = |answer: Result<String, Error>| answer.unwrap_or_else(|error| error.to_json());
    assert_eq!(told(as_text), told(as_value), "{what}");
}

#[test]
fn what_is_answered_as_text_is_answered_as_a_value() {
    let catalogue = Catalogue::bundled();
    for family in ["thresholds", "reviews", "membership"] {
        for (_, document) in folder(family) {
            for fixture in document["fixtures"].as_array().expect("fixtures").iter().step_by(7) {
                let mut request = match family {
                    "membership" => fixture["request"].clone(),
                    _ => with_others(&catalogue, fixture),
                };
                for (key, value) in [("record", json!(false)), ("record", json!(true))] {
                    request[key] = value;
                    let text = request.to_string();
                    let name = fixture["name"].as_str().unwrap_or_default();
                    let by_value = wire::answer_value(&catalogue, json_of(&request));
                    same(wire::answer(&catalogue, &text), by_value, name);
                    let by_value = wire::value_in_words(&catalogue, json_of(&request));
                    same(wire::answer_in_words(&catalogue, &text), by_value, name);
                }
            }
        }
    }
}

#[test]
fn what_is_refused_as_text_is_refused_as_a_value() {
    let packs = [small().to_string(), small_reviews().to_string()];
    let catalogue = Catalogue::empty().with(&[&packs[0], &packs[1]]).unwrap();
    let bad: Value =
        serde_json::from_str(include_str!("../../fixtures/requests/bad.json")).unwrap();
    let alone =
        [json!(null), json!(3), json!("{}"), json!([]), json!({}), json!({ "question": 1 })];
    let fixtures = bad.as_array().or_else(|| bad["fixtures"].as_array()).expect("a list").iter();
    for request in fixtures.map(|fixture| &fixture["request"]).chain(&alone) {
        let by_value = wire::answer_value(&catalogue, json_of(request));
        same(wire::answer(&catalogue, &request.to_string()), by_value, &request.to_string());
    }
}

#[test]
fn forms_are_asked_for_by_values_too() {
    let catalogue = Catalogue::bundled();
    let about = json!({ "pack": "walsall", "as_of": "2024-05-01" });
    for family in ["thresholds", "reviews", "audits", "membership", "nothing"] {
        for subject in [None, Some("child"), Some("incident")] {
            let mut request = about.clone();
            request["family"] = json!(family);
            if let Some(subject) = subject {
                request["subject"] = json!(subject);
            }
            let by_value = wire::questions_value(&catalogue, &json_of(&request));
            same(wire::questions(&catalogue, &request.to_string()), by_value, family);
        }
    }
}

#[test]
fn a_value_is_refused_where_it_is_nested_deeper_than_a_text_may_be() {
    let nested = |depth: usize| (0..depth).fold(Json::Null, |inner, _| Json::List(vec![inner]));
    let request = |depth| Json::Object(vec![("question".into(), nested(depth))]);
    let code = |answer: Result<String, Error>| answer.unwrap_err().code();
    let catalogue = Catalogue::empty();
    assert_eq!(code(wire::answer_value(&catalogue, request(126))), "json.kind");
    assert_eq!(code(wire::answer_value(&catalogue, request(127))), "json.too-deep");
    assert_eq!(code(wire::value_in_words(&catalogue, request(127))), "json.too-deep");
    assert_eq!(code(wire::questions_value(&catalogue, &request(127))), "json.too-deep");
}
