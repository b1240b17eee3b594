//! Every pack of `fixtures/packs/bad` is refused with the problems its file names.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::{fixture_files, patched, problems_of, small};
use safeguarding_rules::Catalogue;
use serde_json::{Value, json};

#[test]
fn the_small_pack_loads() {
    let text = small().to_string();
    assert_eq!(problems_of(Catalogue::empty().with(&[text.as_str()])), Vec::<Value>::new());
}

#[test]
fn every_bad_pack_is_refused_as_its_file_says() {
    let mut failures = Vec::new();
    for (name, fixture) in fixture_files() {
        assert!(fixture["says"].as_str().is_some_and(|says| says.ends_with('.')), "{name}: says");
        let documents = fixture["packs"].as_array().expect("packs");
        let texts: Vec<String> = documents.iter().map(|ops| patched(ops).to_string()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = problems_of(Catalogue::empty().with(&texts));
        let found: Vec<Value> = found
            .iter()
            .map(|problem| json!({"code": problem["code"], "at": problem["at"]}))
            .collect();
        if json!(found) != fixture["problems"] {
            failures.push(format!(
                "{name}: expected {}, found {}",
                fixture["problems"],
                json!(found)
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_refused_pack_changes_nothing() {
    let good = small().to_string();
    let catalogue = Catalogue::empty().with(&[good.as_str()]).unwrap();
    let bad = good.replace("\"format\":1", "\"format\":2");
    assert!(catalogue.with(&[bad.as_str()]).is_err());
    assert_eq!(catalogue.packs().collect::<Vec<_>>(), ["small"]);
    let rules = catalogue.with(&[good.as_str()]).unwrap();
    assert_eq!(rules.packs().collect::<Vec<_>>(), ["small"]);
}

#[test]
fn fifty_mistakes_are_reported_together() {
    let mut pack = small();
    let rule = pack["rules"][1].clone();
    for n in 0..50 {
        let mut wrong = rule.clone();
        wrong["id"] = json!(format!("wrong.number-{n}"));
        wrong["when"]["all"][0]["fact"] = json!("at_rsk");
        pack["rules"].as_array_mut().unwrap().push(wrong);
    }
    let problems = problems_of(Catalogue::empty().with(&[pack.to_string().as_str()]));
    let places: Vec<&str> =
        problems.iter().map(|problem| problem["at"].as_str().unwrap()).collect();
    let expected: Vec<String> = (4..54).map(|n| format!("/rules/{n}/when/all/0/fact")).collect();
    assert_eq!(places, expected);
    for problem in &problems {
        let message = problem["message"].as_str().unwrap();
        assert!(message.contains("did you mean `at_risk`?"), "{message}");
    }
}
