//! Whatever is answered to the fixtures is what it was when it was kept last.
//!
//! What is right of an answer stands in the fixtures, with its reasons; most of them look at a part
//! of it. This looks at all of it, by digests (`fixtures/kept.json`), and says only that nothing
//! changed unseen: answers and their sentences to every fixture and story, what is said of packs and
//! requests that are refused, proofs and comparisons, documents, forms, and ways to another answer.
//! Whoever changes an answer on purpose reads it, and keeps what is new:
//! `KEEP=1 cargo test -p safeguarding-rules --all-features --test kept`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

#[path = "kept/all.rs"]
mod all;

use all::{Item, Packs, items};
use safeguarding_rules::{Catalogue, Error};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What was kept: of each list the digests of its items, in their order.
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

/// The digests of some items; packs are loaded once for all that is asked of them one after the other.
fn digests(items: &[Item]) -> Vec<String> {
    let mut loaded: Option<(&Arc<Packs>, Result<Catalogue, Error>)> = None;
    let mut digests = Vec::new();
    for item in items {
        let at_hand = loaded.take_if(|(known, _)| Arc::ptr_eq(known, &item.packs));
        let (_, catalogue) =
            loaded.insert(at_hand.unwrap_or_else(|| (&item.packs, item.packs.load())));
        digests.push(of_text(&item.answered(catalogue)));
    }
    digests
}

/// Every core takes the next few items until there are none.
fn found() -> Kept {
    const AT_ONCE: usize = 200;
    let items = items();
    let (next, done) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(some) = items.chunks(AT_ONCE).nth(number) else { break };
            let digests = digests(some);
            done.lock().unwrap().insert(number, digests);
        }
    };
    std::thread::scope(|threads| {
        (0..std::thread::available_parallelism().map_or(1, usize::from)).for_each(|_| {
            threads.spawn(work);
        });
    });
    let mut kept = Kept::new();
    let all = done.into_inner().unwrap().into_values().flatten();
    for (item, digest) in items.iter().zip(all) {
        kept.entry(item.group.clone()).or_default().push(digest);
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
    for (list, digests) in &found {
        let before = kept.get(list).map_or(&[][..], Vec::as_slice);
        for (number, digest) in digests.iter().enumerate() {
            if before.get(number) != Some(digest) {
                changed.push(format!("{list}, number {number}"));
            }
        }
        if before.len() > digests.len() {
            changed.push(format!("{list}: {} are gone", before.len() - digests.len()));
        }
    }
    changed.extend(kept.keys().filter(|list| !found.contains_key(*list)).cloned());
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
