//! An answer in sentences is for a person: no id of a fact or of a route stands in it.
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
use stories::{all_of, with_others};

/// The events with something wrong, those declared.
fn problems_of(answer: &Value) -> Vec<String> {
    let problems = answer["problems"].as_array().into_iter().flatten();
    let declared = problems.filter(|problem| problem["code"] != "events.unknown");
    declared.filter_map(|one| one["at"].as_str()?.rsplit('/').next().map(str::to_owned)).collect()
}

#[test]
fn no_id_stands_in_a_sentence() {
    let catalogue = Catalogue::bundled();
    let mut read = 0;
    for story in all_of(&["thresholds", "cases", "reviews", "incidents"]) {
        let request = with_others(&catalogue, &story).to_string();
        let Ok(text) = wire::answer_in_words(&catalogue, &request) else { continue };
        let answer: Value =
            serde_json::from_str(&wire::answer(&catalogue, &request).unwrap()).unwrap();
        let words: Vec<&str> = text
            .split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '-'))
            .collect();
        let named = |key: &str, name: &str| -> Vec<String> {
            let items = answer[key].as_array().into_iter().flatten();
            items.map(|item| item[name].as_str().unwrap().to_owned()).collect()
        };
        let ids = [
            named("missing", "fact"),
            named("states", "fact"),
            named("routes", "route"),
            named("missing_events", "event"),
            named("reviews", "review"),
            problems_of(&answer),
        ];
        for id in ids.concat() {
            // An id of one word is a word.
            let is_word = !id.contains(['_', '-']);
            assert!(is_word || !words.contains(&id.as_str()), "{}: {id}\n{text}", story["story"]);
        }
        read += 1;
    }
    assert!(read > 1_000, "{read}");
}

#[test]
fn what_is_open_and_what_to_do_meanwhile_is_said_in_questions() {
    let request = json!({ "question": "thresholds", "pack": "walsall", "subject": "child",
        "as_of": "2024-05-01", "facts": { "immediate_danger": { "state": "declined" } } });
    let text = wire::answer_in_words(&Catalogue::bundled(), &request.to_string()).unwrap();
    let told = text.split("To do now, while this is open:").nth(1).expect("what to do is told");
    let told = told.lines().nth(1).unwrap();
    assert!(told.contains("talks to the designated safeguarding lead today"), "{told}");
    assert!(
        told.ends_with("because of: Is the child in immediate danger, now or within hours?"),
        "{told}"
    );
    assert!(text.contains("Not settled: Immediate danger; Duty to enquire;"), "{text}");
}
