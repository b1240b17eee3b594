//! What is proved of packs: the bundled ones have no finding, each spoilt one has its own.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::proved;
use safeguarding_rules::prove::{Limits, Proof, Proved, prove};
use safeguarding_rules::{Catalogue, Day, Family, wire};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Packs with days of theirs.
const BUNDLED: [(Family, &str, &str); 14] = [
    (Family::Thresholds, "england", "2018-07-04"),
    (Family::Thresholds, "england", "2024-05-01"),
    (Family::Thresholds, "walsall", "2021-04-01"),
    (Family::Thresholds, "example-thresholds", "2024-05-01"),
    (Family::Reviews, "england", "2011-04-13"),
    (Family::Reviews, "england", "2015-04-01"),
    (Family::Reviews, "england", "2018-06-29"),
    (Family::Reviews, "england", "2019-09-29"),
    (Family::Reviews, "england", "2023-04-01"),
    (Family::Reviews, "england", "2024-05-01"),
    (Family::Reviews, "england", "2024-10-01"),
    (Family::Reviews, "england", "2026-03-19"),
    (Family::Reviews, "walsall", "2019-09-29"),
    (Family::Reviews, "walsall", "2024-05-01"),
];

fn day() -> Day {
    Day::parse("2024-05-01").unwrap()
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures/packs")
}

fn read(path: PathBuf) -> Value {
    let text = std::fs::read_to_string(&path).expect("a fixture can be read");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn family_of(fixture: &Value) -> Family {
    match fixture.get("family").and_then(Value::as_str) {
        None => Family::Thresholds,
        Some("reviews") => Family::Reviews,
        Some(other) => panic!("no sound pack of {other}"),
    }
}

/// The pack of a fixture: the sound one of its family and its base, each with its changes.
fn catalogue_of(name: &str, fixture: &Value) -> Catalogue {
    let texts = proved(family_of(fixture).word(), fixture);
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let loaded = Catalogue::empty().with(&texts);
    loaded.unwrap_or_else(|error| panic!("{name}: {}", error.to_json()))
}

fn proof_of(name: &str, fixture: &Value) -> (Catalogue, Proof) {
    let catalogue = catalogue_of(name, fixture);
    let family = family_of(fixture);
    let proof = prove(&catalogue, family, "sound", None, day(), Limits::default()).unwrap();
    assert!(proof.decided, "{name}");
    (catalogue, proof)
}

fn files_of(folder_name: &str) -> Vec<(String, Value)> {
    let entries = std::fs::read_dir(folder().join(folder_name)).expect("a folder of fixtures");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let named = |file: PathBuf| (file.file_stem().unwrap().display().to_string(), read(file));
    // What is proved of the other families is another test.
    let is_of_another = |family: &Value| family == "membership" || family == "audits";
    let files = files.into_iter().map(named);
    let files = files.filter(|(_, fixture)| !is_of_another(&fixture["family"]));
    // Nor what no pack loads with.
    files.filter(|(_, fixture)| fixture.get("refused").is_none()).collect()
}

/// A case that a proof gives is answered as it expects.
fn is_answered_as_expected(catalogue: &Catalogue, fixture: &Value) {
    let mut request = fixture["request"].clone();
    if request["question"] == "thresholds" {
        request["explain"] = json!("none");
    }
    if fixture["others"] == json!("no") {
        let family = &fixture["request"]["question"];
        let asked = json!({ "pack": request["pack"], "subject": request["subject"],
            "as_of": request["as_of"], "family": family });
        let form = wire::questions(catalogue, &asked.to_string()).unwrap();
        let form: Value = serde_json::from_str(&form).unwrap();
        for question in form["questions"].as_array().expect("questions") {
            let id = question["fact"].as_str().unwrap();
            let no = match question["kind"].as_str().unwrap() {
                "yes-no" => json!(false),
                "count" => json!(0),
                _ => continue,
            };
            request["facts"].as_object_mut().unwrap().entry(id).or_insert(no);
        }
    }
    let text = wire::answer(catalogue, &request.to_string());
    let text = text.unwrap_or_else(|error| panic!("{}: {request}", error.to_json()));
    let answer: Value = serde_json::from_str(&text).unwrap();
    for key in ["applies", "at_least", "at_most"] {
        if let Some(expected) = fixture["expect"].get(key) {
            assert_eq!(&answer[key], expected, "{key} of {fixture}");
        }
    }
    for (id, expected) in fixture["expect"]["reviews"].as_object().into_iter().flatten() {
        let mut all = answer["reviews"].as_array().expect("reviews").iter();
        let review = all.find(|review| review["review"] == json!(id)).expect("the review");
        assert_eq!(json!(said_of(review)), *expected, "{id} of {fixture}");
    }
}

/// How firmly a review is called for, in the words of fixtures.
fn said_of(review: &Value) -> String {
    let word = |key: &str| review[key].as_str().unwrap_or_default().to_owned();
    match word("outcome").as_str() {
        "not-met" => "not-met".to_owned(),
        _ if review["settled"] == true => word("at_least"),
        _ => format!("{}..{}", word("at_least"), word("at_most")),
    }
}

#[test]
fn the_bundled_packs_have_no_undeclared_finding() {
    let bundled = Catalogue::bundled();
    for (family, pack, on) in BUNDLED {
        let on = Day::parse(on).unwrap();
        let proof = prove(&bundled, family, pack, None, on, Limits::default()).unwrap();
        let codes: Vec<_> = proof.findings.iter().map(|found| (found.code, &found.items)).collect();
        assert!(codes.is_empty(), "{pack} {on}: {codes:?}");
        assert!(proof.claims.iter().all(|claim| claim.proved == Proved::Yes), "{pack} {on}");
    }
}

#[test]
fn the_sound_pack_and_its_tricky_variants_have_no_finding() {
    for sound in [json!({}), json!({ "family": "reviews" })] {
        let (_, proof) = proof_of("sound", &sound);
        assert_eq!(json!(proof.findings), json!([]), "{sound}");
    }
    for (name, fixture) in files_of("good/proved") {
        let (_, proof) = proof_of(&name, &fixture);
        assert_eq!(json!(proof.findings), json!([]), "{name}");
    }
}

#[test]
fn each_spoilt_pack_has_its_finding_and_no_other() {
    let mut failures = Vec::new();
    for (name, fixture) in files_of("bad/proved") {
        let (catalogue, proof) = proof_of(&name, &fixture);
        let found: Vec<Value> = proof
            .findings
            .iter()
            .map(|found| {
                let facts = found.fixtures.iter().map(|fixture| {
                    let facts = &fixture["request"]["facts"];
                    if fixture["others"] == json!("no") {
                        json!({ "facts": facts, "others": "no" })
                    } else {
                        json!({ "facts": facts })
                    }
                });
                let cases: Vec<Value> = facts.collect();
                json!({ "code": found.code, "items": found.items, "cases": cases })
            })
            .collect();
        for fixture in proof.findings.iter().flat_map(|found| &found.fixtures) {
            is_answered_as_expected(&catalogue, fixture);
        }
        if json!(found) != json!([fixture["finds"]]) {
            failures.push(format!("{name}: {}", json!(found)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Less work leaves claims open; it never makes one true that is not.
#[test]
fn what_work_does_not_suffice_for_is_never_called_proved() {
    for folder in ["bad/proved", "good/proved"] {
        for (name, fixture) in files_of(folder) {
            let (catalogue, full) = proof_of(&name, &fixture);
            let family = family_of(&fixture);
            for steps in [1, 2, 5, 20, 100, 1_000] {
                let limits = Limits { steps };
                let some = prove(&catalogue, family, "sound", None, day(), limits).unwrap();
                for (claim, in_full) in some.claims.iter().zip(&full.claims) {
                    let is_so = claim.proved != Proved::Yes || in_full.proved == Proved::Yes;
                    assert!(is_so, "{name}, {steps} steps: {:?}", claim.claim);
                }
                let is_whole = some.claims.iter().all(|claim| claim.not_decided.is_empty());
                assert_eq!(some.decided, is_whole, "{name}, {steps} steps");
            }
        }
    }
}
