//! The battery of audits: every fixture of `fixtures/audits` answered and compared, kept as a
//! record and replayed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

#[path = "audits_battery/known.rs"]
mod known;
mod stories;

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use stories::{Speaks, answered, folder, with_packs};

#[test]
fn every_audit_fixture_is_answered_as_expected() {
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    for (file, battery) in folder("audits") {
        assert_eq!(known::strangers(&battery), Vec::<String>::new(), "{file}: keys nobody knows");
        let catalogue = with_packs(&battery);
        for fixture in battery["fixtures"].as_array().expect("fixtures") {
            let name = fixture["name"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} stands twice ({file})");
            let differing = differences(&catalogue, fixture);
            failures.extend(differing.into_iter().map(|what| format!("{file}: {name}: {what}")));
        }
    }
    assert!(names.len() >= 560, "{} fixtures", names.len());
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), names.len(), failures.join("\n"));
}

#[test]
fn every_answer_about_audits_can_be_replayed() {
    let mut replayed = 0;
    for (file, battery) in folder("audits") {
        let catalogue = with_packs(&battery);
        for fixture in battery["fixtures"].as_array().expect("fixtures") {
            let mut request = fixture["request"].clone();
            if request["question"] != "audits" {
                continue;
            }
            request["record"] = json!(true);
            let Ok(record) = wire::answer(&catalogue, &request.to_string()) else { continue };
            let replay = format!(r#"{{"question":"replay","record":{record}}}"#);
            let same = wire::answer(&catalogue, &replay).unwrap();
            let name = &fixture["name"];
            assert_eq!(
                same, r#"{"answer":"replay","same":true,"differences":[]}"#,
                "{file} {name}"
            );
            replayed += 1;
        }
    }
    assert!(replayed > 200, "{replayed}");
}

fn differences(catalogue: &Catalogue, fixture: &Value) -> Vec<String> {
    let answer = answered(catalogue, &fixture["request"]);
    stories::differences(Speaks::Audits, &answer, &fixture["expect"])
}
