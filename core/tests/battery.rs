//! The fixture battery: every case of `fixtures/thresholds` answered and compared.
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
fn every_fixture_is_answered_as_expected() {
    let catalogue = Catalogue::bundled();
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    for (file, document) in folder("thresholds") {
        for fixture in document["fixtures"].as_array().expect("fixtures") {
            let name = fixture["name"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} stands twice ({file})");
            let differing = differences(&catalogue, fixture);
            failures.extend(differing.into_iter().map(|what| format!("{file}: {name}: {what}")));
        }
    }
    assert!(!names.is_empty(), "no fixtures");
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), names.len(), failures.join("\n"));
}

#[test]
fn every_case_is_answered() {
    let catalogue = Catalogue::bundled();
    let cases = folder("cases");
    let mut failures = Vec::new();
    assert!(!cases.is_empty());
    for (file, case) in cases {
        assert!(case["title"].is_string() && case["story"].is_string(), "{file}");
        let mut request = case["request"].clone();
        request["record"] = json!(true);
        let record = wire::answer(&catalogue, &request.to_string())
            .unwrap_or_else(|error| panic!("{file}: {}", error.to_json()));
        let replay = format!(r#"{{"question":"replay","record":{record}}}"#);
        let replayed = wire::answer(&catalogue, &replay).unwrap();
        assert_eq!(replayed, r#"{"answer":"replay","same":true,"differences":[]}"#, "{file}");
        if case.get("expect").is_some() {
            let differing = differences(&catalogue, &case);
            failures.extend(differing.into_iter().map(|what| format!("{file}: {what}")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn differences(catalogue: &Catalogue, fixture: &Value) -> Vec<String> {
    let answer = answered(catalogue, &with_others(catalogue, fixture));
    stories::differences(Speaks::Thresholds, &answer, &fixture["expect"])
}
