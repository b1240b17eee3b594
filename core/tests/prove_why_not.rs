//! What would change answers by the bundled packs: each way, put in place of what was answered,
//! leads to the outcome; reviews, facts and outcomes that there are not are refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Map, Value, json};

const MODALITIES: [&str; 4] = ["not-available", "power", "expectation", "duty"];

fn answered(request: &Value) -> Value {
    let answer = wire::answer(&Catalogue::bundled(), &request.to_string());
    let answer = answer.unwrap_or_else(|error| panic!("{}: {request}", error.to_json()));
    serde_json::from_str(&answer).unwrap()
}

fn refused(request: &Value) -> (String, String) {
    let error = wire::answer(&Catalogue::bundled(), &request.to_string()).unwrap_err();
    (error.code().to_owned(), error.at().to_owned())
}

fn asked(pack: &str, facts: &Value) -> Value {
    json!({ "question": "reviews", "pack": pack, "subject": "incident", "as_of": "2024-05-01",
        "facts": facts, "explain": "none" })
}

/// With the answers of a way in place of those given.
fn with(request: &Value, way: &Value) -> Value {
    let mut changed = request.clone();
    let facts: &mut Map<String, Value> = changed["facts"].as_object_mut().unwrap();
    facts.extend(way.as_object().unwrap().clone());
    changed
}

fn firmness(word: &Value) -> usize {
    MODALITIES.iter().position(|one| word == *one).expect("a modality")
}

fn cases() -> [Value; 3] {
    [
        json!({ "incident_date": "2024-03-23", "date_of_birth": "2016-01", "place": "this-area" }),
        json!({ "incident_date": "2024-03-23", "date_of_birth": "1980-01", "place": "this-area",
            "died": true, "abuse_or_neglect_suspected": true }),
        // Over a change of the rules, and over birthdays.
        json!({ "incident_date": { "from": "2023-01-01", "to": "2024-03-23" },
            "date_of_birth": "2016-01", "place": "this-area", "died": true }),
    ]
}

#[test]
fn every_way_to_a_review_leads_to_it_by_the_bundled_packs() {
    let mut count = 0;
    for pack in ["england", "walsall"] {
        for facts in cases() {
            let request = asked(pack, &facts);
            let before = answered(&request);
            for review in before["reviews"].as_array().unwrap() {
                let id = &review["review"];
                for (key, modality) in [("review_at_least", 3), ("review_at_most", 0)] {
                    let called = json!({ "review": id, "modality": MODALITIES[modality] });
                    let mut why = request.clone();
                    for (own, value) in [
                        ("question", json!("why-not")),
                        ("family", json!("reviews")),
                        ("wanted", json!({ key: called })),
                        ("most_changes", json!(2)),
                    ] {
                        why[own] = value;
                    }
                    let found = answered(&why);
                    for way in found["ways"].as_array().unwrap() {
                        let after = answered(&with(&request, way));
                        let mut all = after["reviews"].as_array().unwrap().iter();
                        let is = all.find(|one| one["review"] == *id).expect("the review");
                        let leads = match modality {
                            0 => firmness(&is["at_most"]) == 0,
                            _ => firmness(&is["at_least"]) == 3,
                        };
                        assert!(leads, "{way} of {why}");
                        count += 1;
                    }
                    // What it is already it need not become.
                    let is_so = match modality {
                        0 => firmness(&review["at_most"]) == 0,
                        _ => firmness(&review["at_least"]) == 3,
                    };
                    assert!(is_so || found["already"] == false, "{why}");
                }
            }
        }
    }
    assert!(count > 100, "{count}");
}

/// An answer about several options is put in place of the whole one.
#[test]
fn a_way_keeps_what_was_known_of_other_options() {
    let request = json!({ "question": "thresholds", "pack": "england", "subject": "child",
        "as_of": "2024-05-01", "explain": "none", "facts": { "date_of_birth": "2007-06",
            "trust_position_sport_or_religion": true,
            "sexual_activity_ages": { "yes": [], "no": ["under-13"] } } });
    let mut why = request.clone();
    why["question"] = json!("why-not");
    why["wanted"] = json!({ "route": "position-of-trust-sport-religion" });
    why["most_changes"] = json!(1);
    why["most_ways"] = json!(1_000);
    why.as_object_mut().unwrap().remove("explain");
    let found = answered(&why);
    let mut kept = 0;
    for way in found["ways"].as_array().unwrap() {
        let after = answered(&with(&request, way));
        let mut routes = after["routes"].as_array().unwrap().iter();
        let route = routes.find(|one| one["route"] == "position-of-trust-sport-religion").unwrap();
        assert_eq!(route["truth"], "true", "{way}");
        if let Some(told) = way.get("sexual_activity_ages") {
            let all = told["no"].as_array().unwrap().iter().chain(told["yes"].as_array().unwrap());
            assert!(all.into_iter().any(|option| option == "under-13"), "{way}");
            kept += 1;
        }
    }
    assert_eq!(kept, 1, "{found}");
}

#[test]
fn what_there_is_not_is_refused() {
    let why = |wanted: Value, more: Value| {
        let mut request = asked("walsall", &cases()[0]);
        request["question"] = json!("why-not");
        request["family"] = json!("reviews");
        request["wanted"] = wanted;
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        refused(&request)
    };
    let review = |id: &str, modality: &str| json!({ "review_at_least": { "review": id, "modality": modality } });
    let of = |code: &str, at: &str| (code.to_owned(), at.to_owned());
    assert_eq!(
        why(review("rapid-revue", "duty"), json!({})),
        of("request.unknown-review", "/wanted/review_at_least/review")
    );
    assert_eq!(
        why(review("rapid-review", "obligation"), json!({})),
        of("json.unknown-word", "/wanted/review_at_least/modality")
    );
    assert_eq!(
        why(json!({ "level_at_least": 3 }), json!({})),
        of("request.unknown-level", "/wanted/level_at_least")
    );
    assert_eq!(
        why(review("rapid-review", "duty"), json!({ "fixed": ["dyed"] })),
        of("case.unknown-fact", "/fixed/0")
    );
    assert_eq!(
        why(review("rapid-review", "duty"), json!({ "family": "audits" })),
        of("json.unknown-word", "/family")
    );
    let thresholds = json!({ "question": "why-not", "pack": "walsall", "subject": "child",
        "as_of": "2024-05-01", "facts": {}, "wanted": review("rapid-review", "duty") });
    assert_eq!(
        refused(&thresholds),
        of("request.unknown-review", "/wanted/review_at_least/review")
    );
}
