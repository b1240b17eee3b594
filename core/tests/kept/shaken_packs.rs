//! Packs with something else in them: what is said of them when they are loaded.
//!
//! The good packs of the fixtures and the bundled ones, each with an item or a key fewer, another word
//! or another day in it, made the same way every time. Many are refused; of the others it is
//! kept how they read.

use super::item::{How, Item, Packs};
use super::packs::good;
use super::shaken::{Shaker, words_in};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A good pack, what lies beneath it, and how often it is shaken.
const GOOD: [(&str, &[&str], usize); 8] = [
    ("small", &[], 150),
    ("small-reviews", &[], 250),
    ("small-audits", &[], 300),
    ("small-membership", &[], 400),
    ("sound", &["sound-base"], 100),
    ("sound-reviews", &["sound-reviews-base"], 100),
    ("sound-audits", &["small-audits"], 150),
    ("sound-membership", &["small-membership"], 250),
];

/// Every bundled edition is shaken so often, on top of the others.
const OF_BUNDLED: usize = 8;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("a pack can be read")
}

/// How a pack reads, and of some what is proved of it.
fn about(pack: &Value, is_proved: bool) -> Vec<(How, String)> {
    let mut asked = json!({ "question": "render", "pack": pack["pack"], "family": pack["family"],
        "as_of": "2024-05-01", "format": "markdown" });
    let mut all = vec![(How::Words, asked.to_string())];
    if is_proved {
        asked["question"] = json!("prove");
        asked["steps"] = json!(1_000);
        asked.as_object_mut().unwrap().remove("format");
        all.push((How::Answer, asked.to_string()));
    }
    all
}

/// The files of the bundled editions, in order.
fn editions(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).expect("the bundled packs");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            editions(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "json")
            && path.file_stem().is_some_and(|name| name != "sources")
        {
            found.push(path);
        }
    }
}

pub(crate) fn items() -> Vec<Item> {
    let mut items = Vec::new();
    for (name, beneath, times) in GOOD {
        let pack = good(name);
        let words = words_in([&pack]);
        let mut shaker = Shaker::new(&[&pack], &words, times);
        for number in 0..times {
            let mut texts: Vec<String> =
                beneath.iter().map(|name| good(name).to_string()).collect();
            texts.push(shaker.shaken(&pack).to_string());
            let (group, packs) = ("packs/shaken".to_owned(), Arc::new(Packs::Alone(texts)));
            items.push(Item { group, packs, asked: about(&pack, number % 4 == 0) });
        }
    }
    let mut files = Vec::new();
    editions(&root().join("packs"), &mut files);
    for file in files {
        let pack: Value = serde_json::from_str(&read(&file)).unwrap();
        let words = words_in([&pack]);
        let mut shaker = Shaker::new(&[&pack], &words, OF_BUNDLED);
        for _ in 0..OF_BUNDLED {
            let text = shaker.shaken(&pack).to_string();
            let packs = Arc::new(Packs::Bundled(vec![text]));
            let (group, asked) = ("packs/shaken-bundled".to_owned(), Vec::new());
            items.push(Item { group, packs, asked });
        }
    }
    items
}
