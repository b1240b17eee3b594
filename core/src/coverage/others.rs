//! `"others": "no"` of a fixture or a story, as everything that reads them takes it.
#![allow(
    clippy::indexing_slicing,
    reason = "a JSON value is asked by a key, and what is absent is null"
)]

use serde_json::{Value, json};

/// What a fixture or a story asks: with `"others": "no"` every yes-no question that is not answered
/// is no, and every count 0. `questions` answers the request for a form.
///
/// A request about which no form can be made stays as it is; its answer says what is wrong with it.
pub(crate) fn with_others(story: &Value, questions: impl Fn(&str) -> Option<String>) -> Value {
    let mut request = story["request"].clone();
    if story["others"] != "no" {
        return request;
    }
    let form = json!({ "family": request["question"], "pack": request["pack"],
        "subject": request["subject"], "as_of": request["as_of"] });
    let form = questions(&form.to_string());
    let form: Value = form.and_then(|form| serde_json::from_str(&form).ok()).unwrap_or_default();
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
