//! Texts of a hundred megabytes are refused at once and cost no memory to speak of.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::{Catalogue, wire};

const HUNDRED_MEGABYTES: usize = 100_000_000;

/// The most memory this process has had so far, in kilobytes, where the system tells.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}

// One test, so that nothing else runs in this process while memory is counted.
#[test]
fn a_hundred_megabytes_are_refused_at_once() {
    let catalogue = Catalogue::bundled();
    let text = format!("{{\"facts\":\"{}\"}}", "SECRET-7f3a".repeat(HUNDRED_MEGABYTES / 11));
    let memory = most_memory();
    for error in [
        wire::answer(&catalogue, &text).unwrap_err(),
        wire::answer_bytes(&catalogue, text.as_bytes()).unwrap_err(),
        wire::answer_in_words(&catalogue, &text).unwrap_err(),
        wire::questions(&catalogue, &text).unwrap_err(),
        catalogue.with(&[text.as_str()]).unwrap_err(),
    ] {
        assert_eq!((error.code(), error.at()), ("json.too-long", ""));
        assert!(!error.to_json().contains("SECRET"));
    }
    let grown = most_memory().saturating_sub(memory);
    assert!(grown < 8_000, "{grown} kB more");
    let good = r#"{"question":"thresholds","pack":"walsall","subject":"child","as_of":"2024-05-01","facts":{}}"#;
    assert!(wire::answer(&catalogue, good).is_ok());
}
