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
use stories::{Speaks, answered, folder, with_others};

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
    let answer = answered(catalogue, &with_others(catalogue, fixture));
    stories::differences(Speaks::Reviews, &answer, &fixture["expect"])
}
