//! The JSON Schemas in `core/schemas` are those that the types give today.
#![allow(clippy::expect_used, reason = "a test says what it expects by panicking")]

use std::path::Path;

const RENEW: &str = "cargo run -p safeguarding-rules --example schemas --features schema";

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    for (name, text) in safeguarding_rules::schema::files() {
        let committed = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(committed == text, "core/schemas/{name} is not what the types give; run: {RENEW}");
    }
}

#[test]
fn the_schemas_come_out_the_same_every_time() {
    assert_eq!(safeguarding_rules::schema::files(), safeguarding_rules::schema::files());
}

#[test]
fn no_description_is_written_for_rust_readers() {
    for (name, text) in safeguarding_rules::schema::files() {
        assert!(!text.contains("[`"), "{name}: a link that only rustdoc follows");
        assert!(!text.contains("\"format\": \"uint"), "{name}: a format that is Rust's own");
    }
}

#[test]
fn every_question_about_membership_is_described() {
    let [.., (request, asked), (response, given)] = safeguarding_rules::schema::files();
    assert_eq!((request, response), ("request.json", "response.json"));
    for question in
        ["membership", "seat", "meeting", "authority", "structure-diagram", "authority-table"]
    {
        let word = format!("\"{question}\"");
        assert!(asked.contains(&word), "no request asks {question}");
        assert!(given.contains(&word), "no response answers {question}");
    }
}
