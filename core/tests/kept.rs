//! Every answer to a fixture or a story, with its sentences, is what it was when it was kept last.
//!
//! What is right of an answer stands in the fixtures, with its reasons; most of them look at a part
//! of it. This looks at all of it, by digests (`fixtures/kept.json`), and says only that nothing
//! changed unseen. Whoever changes an answer on purpose reads it, and keeps what is new:
//! `KEEP=1 cargo test -p safeguarding-rules --all-features --test kept`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]
#![cfg(feature = "bundled-packs")]

mod stories;

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use stories::{folder, with_others, with_packs};

const FOLDERS: [&str; 10] = [
    "thresholds",
    "cases",
    "reviews",
    "incidents",
    "audits",
    "membership",
    "meetings",
    "coverage",
    "inventory",
    "forms",
];

/// What was kept: of each file the digests of its fixtures, in their order.
type Kept = BTreeMap<String, Vec<String>>;

/// Digests of packs change with every word of theirs, of which the answers need tell nothing.
fn without_digests(text: &str) -> String {
    const BEFORE: &str = r#""digest":""#;
    let mut parts = text.split(BEFORE);
    let mut found = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        found.push_str(part.split_once('"').map_or(part, |(_, rest)| rest));
    }
    let lines = found.lines().filter(|line| !line.starts_with("Rules: "));
    lines.collect::<Vec<_>>().join("\n")
}

fn of_text(text: &str) -> String {
    let digest = Sha256::digest(without_digests(text).as_bytes());
    digest.iter().take(4).fold(String::new(), |mut all, byte| {
        // INVARIANT: writing to a `String` cannot fail.
        let _ = write!(all, "{byte:02x}");
        all
    })
}

/// All that is answered to a fixture: the answer, or the questions of a form, and the sentences.
fn answers(catalogue: &Catalogue, fixture: &Value) -> String {
    let request = with_others(catalogue, fixture);
    let mut full = request.clone();
    if matches!(request["question"].as_str(), Some("thresholds" | "reviews")) {
        full["explain"] = json!("all");
    }
    let told = |answer: Result<String, safeguarding_rules::Error>| {
        answer.unwrap_or_else(|error| error.to_json())
    };
    if request["question"].is_null() {
        return told(wire::questions(catalogue, &request.to_string()));
    }
    let mut all = told(wire::answer(catalogue, &request.to_string()));
    if full != request {
        all.push('\n');
        all.push_str(&told(wire::answer(catalogue, &full.to_string())));
    }
    all.push('\n');
    all.push_str(&told(wire::answer_in_words(catalogue, &request.to_string())));
    all
}

fn found() -> Kept {
    let mut kept = Kept::new();
    for name in FOLDERS {
        for (file, document) in folder(name) {
            let catalogue = with_packs(&document);
            let file = Path::new(&file).file_name().unwrap().to_string_lossy().into_owned();
            let fixtures = match document["fixtures"].as_array() {
                Some(fixtures) => fixtures.clone(),
                None => vec![document],
            };
            let digests = fixtures.iter().map(|fixture| of_text(&answers(&catalogue, fixture)));
            kept.insert(format!("{name}/{file}"), digests.collect());
        }
    }
    kept
}

#[test]
fn no_answer_changes_unseen() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures/kept.json");
    let found = found();
    if std::env::var_os("KEEP").is_some() {
        let mut text = serde_json::to_string_pretty(&found).unwrap();
        text.push('\n');
        std::fs::write(&path, text).unwrap();
        return;
    }
    let text = std::fs::read_to_string(&path).expect("what was kept");
    let kept: Kept = serde_json::from_str(&text).expect("what was kept is JSON");
    let mut changed = Vec::new();
    for (file, digests) in &found {
        let before = kept.get(file).map_or(&[][..], Vec::as_slice);
        for (number, digest) in digests.iter().enumerate() {
            if before.get(number) != Some(digest) {
                changed.push(format!("{file}, fixture {number}"));
            }
        }
        if before.len() > digests.len() {
            changed.push(format!("{file}: {} fixtures are gone", before.len() - digests.len()));
        }
    }
    changed.extend(kept.keys().filter(|file| !found.contains_key(*file)).cloned());
    assert!(
        changed.is_empty(),
        "{} answers are not what they were; read them, and keep them if they are right:\n{}",
        changed.len(),
        changed.join("\n")
    );
}

#[test]
fn what_is_kept_is_told_apart() {
    let one = r#"{"editions":[{"digest":"aa","from":"2021-04-01"}],"level":3}"#;
    let other = one.replace("aa", "bb");
    assert_eq!(of_text(one), of_text(&other), "another text of the same rules");
    assert_ne!(of_text(one), of_text(&one.replace('3', "4")), "another answer");
    assert_ne!(of_text(one), of_text(&one.replace("2021", "2022")), "another edition");
}
