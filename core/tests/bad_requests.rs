//! Every request of `fixtures/requests/bad.json` is refused, and no error repeats a case.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::{is_a_sentence, small, small_reviews};
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

/// Stands in the fixtures wherever something about a person could stand.
const MARKER: &str = "secret-7f3a";

fn catalogue() -> Catalogue {
    Catalogue::empty().with(&[&small().to_string(), &small_reviews().to_string()]).unwrap()
}

fn asked(facts: &Value) -> Value {
    json!({ "question": "thresholds", "pack": "small", "subject": "person", "as_of": "2024-05-01",
            "facts": facts })
}

#[track_caller]
fn answer(request: &Value) -> Value {
    let text = wire::answer(&catalogue(), &request.to_string());
    serde_json::from_str(&text.unwrap_or_else(|error| panic!("{}", error.to_json()))).unwrap()
}

#[track_caller]
fn error_text(request: &Value) -> String {
    wire::answer(&catalogue(), &request.to_string()).unwrap_err().to_json()
}

fn fixtures() -> Value {
    serde_json::from_str(include_str!("../../fixtures/requests/bad.json")).unwrap()
}

#[test]
fn every_bad_request_is_refused_as_its_fixture_says() {
    let catalogue = catalogue();
    let mut failures = Vec::new();
    for fixture in fixtures()["fixtures"].as_array().unwrap() {
        let says = fixture["says"].as_str().unwrap();
        let body = match wire::answer(&catalogue, &fixture["request"].to_string()) {
            Ok(_) => json!({ "error": { "problems": [] } }),
            Err(error) => serde_json::from_str(&error.to_json()).unwrap(),
        };
        let problems = body["error"]["problems"].as_array().unwrap().iter();
        let found: Vec<Value> =
            problems.map(|p| json!({"code": p["code"], "at": p["at"]})).collect();
        if json!(found) != fixture["problems"] {
            failures.push(format!("{says} expected {}, found {body}", fixture["problems"]));
        }
        if body.to_string().to_lowercase().contains(MARKER) {
            failures.push(format!("{says} the error repeats the case: {body}"));
        }
        let request = &fixture["request"];
        let days = [&request["facts"], &request["events"], &request["from"], &request["deadlines"]]
            .into_iter()
            .flat_map(days_of);
        let said = body.to_string();
        let said: Vec<&str> = said.split(|c: char| !c.is_ascii_digit() && c != '-').collect();
        for day in days.filter(|day| request["as_of"] != *day && said.contains(&day.as_str())) {
            failures.push(format!("{says} the error repeats {day}: {body}"));
        }
        for problem in body["error"]["problems"].as_array().unwrap() {
            let message = problem["message"].as_str().unwrap();
            assert!(is_a_sentence(message), "{says} {message}");
        }
        let good = wire::answer(&catalogue, &asked(&json!({ "at_risk": true })).to_string());
        assert!(good.is_ok(), "{says} a good request does not work afterwards");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Every text that is a date, or the beginning of one.
fn days_of(value: &Value) -> Vec<String> {
    let is_date = |text: &str| {
        text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    match value {
        Value::String(text) if is_date(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(days_of).collect(),
        Value::Object(entries) => entries.values().flat_map(days_of).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn sentences_and_questions_refuse_with_the_same_codes() {
    let catalogue = catalogue();
    for fixture in fixtures()["fixtures"].as_array().unwrap() {
        let text = fixture["request"].to_string();
        let refused = wire::answer_in_words(&catalogue, &text).unwrap_err();
        assert_eq!(json!(refused.code()), fixture["problems"][0]["code"], "{}", fixture["says"]);
    }
    let form = json!({ "pack": "small", "subject": "person", "as_of": "2024-02-30" });
    let refused = wire::questions(&catalogue, &form.to_string()).unwrap_err();
    assert_eq!((refused.code(), refused.at()), ("json.not-a-day", "/as_of"));
    for (key, value, code) in [
        ("family", json!("meetings"), "json.unknown-word"),
        ("family", json!(["reviews"]), "json.kind"),
        ("subject", json!("person"), "request.unknown-subject"),
        ("as_of", json!("2015-03-31"), "request.no-edition"),
        ("facts", json!({}), "json.unknown-key"),
    ] {
        let mut form = json!({ "family": "reviews", "pack": "small", "subject": "incident",
                               "as_of": "2024-02-01" });
        assert!(wire::questions(&catalogue, &form.to_string()).is_ok());
        form[key] = value;
        let refused = wire::questions(&catalogue, &form.to_string()).unwrap_err();
        assert_eq!((refused.code(), refused.at()), (code, format!("/{key}").as_str()));
    }
}

#[test]
fn contradictory_answers_are_reported_in_the_answer() {
    let answer = answer(&asked(&json!({ "moves": 4, "home": "own" })));
    assert_eq!(answer["inconsistent"][0]["rule"], "never.visits");
    assert_eq!(answer["inconsistent"][0]["facts"], json!(["moves", "home"]));
}

#[test]
fn a_setting_that_is_not_set_is_named_and_nothing_is_guessed() {
    let mut request = asked(&json!({ "visits": 7, "at_risk": false }));
    let open = answer(&request);
    assert_eq!(open["level"]["settled"], false);
    assert_eq!(open["open_settings"][0]["setting"], "visits_needed");
    assert_eq!(open["open_settings"][0]["set_by"], "the board");
    request["settings"] = json!({ "visits_needed": 7 });
    let set = answer(&request);
    assert_eq!((&set["level"]["at_least"], &set["level"]["at_most"]), (&json!(2), &json!(2)));
    assert!(set.get("open_settings").is_none());
}

#[test]
fn keys_that_stand_twice_are_refused() {
    for (inside, code, at) in [
        (r#""facts":{"moves":1,"moves":2}"#, "json.duplicate-key", "/facts/moves"),
        (r#""facts":{"moves":{"from":1,"from":2}}"#, "json.duplicate-key", "/facts/moves/from"),
        (r#""facts":{},"pack":"small""#, "json.duplicate-key", "/pack"),
        (r#""facts":{},"facts":{"moves":1}"#, "json.unknown-key", "/facts"),
        (
            r#""facts":{},"settings":{"visits_needed":3,"visits_needed":4}"#,
            "json.duplicate-key",
            "/settings/visits_needed",
        ),
    ] {
        let request = format!(
            r#"{{"question":"thresholds","pack":"small","subject":"person","as_of":"2024-05-01",{inside}}}"#
        );
        let error = wire::answer(&catalogue(), &request).unwrap_err();
        assert_eq!((error.code(), error.at()), (code, at));
    }
    for (inside, at) in [
        (r#""facts":{"died":true,"died":true}"#, "/facts/died"),
        (r#""facts":{},"events":{"decided":false,"decided":null}"#, "/events/decided"),
        (
            r#""facts":{},"settings":{"agencies_many":3,"agencies_many":3}"#,
            "/settings/agencies_many",
        ),
        (r#""facts":{},"events":{},"events":{}"#, "/events"),
        (r#""facts":{},"calendar":{"format":1,"format":1}"#, "/calendar/format"),
    ] {
        let request = format!(
            r#"{{"question":"reviews","pack":"small","subject":"incident","as_of":"2024-05-01",{inside}}}"#
        );
        let error = wire::answer(&catalogue(), &request).unwrap_err();
        let problems: Vec<_> =
            error.problems().map(|problem| (problem.code, &*problem.at)).collect();
        assert!(problems.contains(&("json.duplicate-key", at)), "{problems:?}");
    }
}

#[test]
fn a_replayed_record_must_be_one() {
    for (record, code, at) in [
        (json!(3), "json.kind", "/record"),
        (json!({}), "json.missing-key", "/record"),
        (json!({ "record": 2, "request": {}, "answer": {} }), "json.kind", "/record/record"),
        (
            json!({ "record": 1, "request": {}, "answer": {}, "x": MARKER }),
            "json.unknown-key",
            "/record/x",
        ),
    ] {
        let request = json!({ "question": "replay", "record": record });
        let error = wire::answer(&catalogue(), &request.to_string()).unwrap_err();
        assert_eq!((error.code(), error.at()), (code, at));
    }
}

/// A record lies deeper than its request, and must not become too deep to be replayed.
#[test]
fn a_record_that_could_not_be_replayed_is_not_given() {
    let of_depth = |levels: usize| {
        let says = "[".repeat(levels) + &"]".repeat(levels);
        let says: Value = serde_json::from_str(&says).unwrap();
        let disputed = json!({ "state": "disputed", "by": [{ "who": "her aunt", "says": says }] });
        let mut request = asked(&json!({ "at_risk": disputed }));
        request["record"] = json!(true);
        wire::answer(&catalogue(), &request.to_string())
    };
    assert_eq!(of_depth(116).unwrap_err().code(), "json.too-deep");
    let replay = format!(r#"{{"question":"replay","record":{}}}"#, of_depth(115).unwrap());
    assert!(wire::answer(&catalogue(), &replay).unwrap().contains(r#""same":true"#));
}

/// What was typed where a state belongs may be about a person.
#[test]
fn a_misplaced_word_is_not_repeated() {
    let state = asked(&json!({ "at_risk": { "state": MARKER } }));
    assert!(!error_text(&state).contains(MARKER));
}
