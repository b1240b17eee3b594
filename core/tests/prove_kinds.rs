//! Every kind of finding is documented and has a spoilt pack, or packs with it are refused when they
//! are loaded.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::patched;
use safeguarding_rules::Catalogue;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Words of the sources of proofs in quotation marks that are no kinds of finding: claims, what was
/// proved, how comparisons call a change, and names of features and cases.
const OTHER_WORDS: [&str; 24] = [
    "agreement-always",
    "bundled-packs",
    "child-death-review",
    "deadline-changed",
    "deadline-earlier",
    "deadline-later",
    "duty-gained",
    "duty-lost",
    "kebab-case",
    "less-firm",
    "level-down",
    "level-up",
    "newly-undecided",
    "not-below-base",
    "not-decided",
    "not-met",
    "nothing-dead",
    "nothing-implied",
    "one-outcome",
    "questions-matter",
    "why-not",
    "yes-no",
    "working-days",
    "year-start",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Words joined by hyphens that stand between these marks.
fn words(text: &str, mark: char) -> BTreeSet<String> {
    let is_word = |word: &&str| {
        let mut parts = word.split('-');
        word.contains('-')
            && parts.all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase()))
    };
    let between = text.lines().flat_map(|line| line.split(mark));
    between.filter(is_word).map(str::to_owned).collect()
}

fn sources(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("the sources of proofs") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.extend(words(&std::fs::read_to_string(path).unwrap(), '"'));
        }
    }
}

/// The kinds of finding by the tables of what is claimed.
fn documented() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("core/PROVING.md")).unwrap();
    let rows =
        text.lines().filter(|line| line.starts_with("| `") && line.matches(" | ").count() == 2);
    let codes = rows.filter_map(|row| row.rsplit(" | ").next());
    codes.flat_map(|codes| words(codes, '`')).collect()
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn spoilt() -> Vec<Value> {
    let entries = std::fs::read_dir(root().join("fixtures/packs/bad/proved")).unwrap();
    entries.map(|entry| read(&entry.unwrap().path())).collect()
}

#[test]
fn every_kind_of_finding_has_a_spoilt_pack() {
    let mut named = BTreeSet::new();
    sources(&root().join("core/src/prove"), &mut named);
    let kinds: BTreeSet<String> =
        named.into_iter().filter(|word| !OTHER_WORDS.contains(&word.as_str())).collect();
    let code = |fixture: &Value| {
        let found = fixture.pointer("/finds/code").or(fixture.pointer("/refused/finds"));
        found.and_then(Value::as_str).expect("a kind").to_owned()
    };
    let shown: BTreeSet<String> = spoilt().iter().map(code).collect();
    assert_eq!(kinds, documented(), "what the sources name, and PROVING.md");
    assert_eq!(kinds, shown, "what the sources name, and the spoilt packs");
}

/// What a loaded pack cannot show is still looked for; here is why it is never found.
#[test]
fn what_cannot_be_found_is_refused_when_it_is_loaded() {
    let mut count = 0;
    for fixture in spoilt().iter().filter(|fixture| fixture.get("refused").is_some()) {
        let [base, local] = match fixture["family"].as_str() {
            Some("audits") => ["small-audits", "sound-audits"],
            _ => ["sound-base", "sound"],
        };
        let none = json!([]);
        let changed = |name: &str, key: &str| {
            let good = read(&root().join(format!("fixtures/packs/good/{name}.json")));
            patched(good, fixture.get(key).unwrap_or(&none)).to_string()
        };
        let (base, local) = (changed(base, "base"), changed(local, "changes"));
        let refused = Catalogue::empty().with(&[base.as_str(), local.as_str()]).unwrap_err();
        assert_eq!(json!(refused.code()), fixture["refused"]["code"], "{}", fixture["says"]);
        count += 1;
    }
    assert!(count >= 4);
}
