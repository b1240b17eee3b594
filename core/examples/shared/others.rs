//! `"others": "no"` of a fixture or a story, as everything that reads them takes it.
#![allow(clippy::indexing_slicing, reason = "an absent key of a JSON value is null")]

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

/// What a fixture or a story asks: with `"others": "no"` every yes-no question that is not answered
/// is no, and every count 0.
///
/// A request about which no form can be made stays as it is; its answer says what is wrong with it.
pub(crate) fn with_others(catalogue: &Catalogue, story: &Value) -> Value {
    let mut request = story["request"].clone();
    if story["others"] != "no" {
        return request;
    }
    let form = json!({ "family": request["question"], "pack": request["pack"],
        "subject": request["subject"], "as_of": request["as_of"] });
    let form = wire::questions(catalogue, &form.to_string());
    let form: Value =
        form.ok().and_then(|form| serde_json::from_str(&form).ok()).unwrap_or_default();
    let questions = form["questions"].as_array().into_iter().flatten();
    let facts = request.get_mut("facts").and_then(Value::as_object_mut);
    if let Some(facts) = facts {
        for question in questions {
            let answer = match question["kind"].as_str() {
                Some("yes-no") => json!(false),
                Some("count") => json!(0),
                _ => continue,
            };
            facts.entry(question["fact"].as_str().unwrap_or_default()).or_insert(answer);
        }
    }
    request
}
