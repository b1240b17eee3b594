//! How well fixtures cover packs, and which mistakes they would miss, of small ones of both.

use super::item::{How, Item, Packs};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;

/// Packs with fixtures of theirs, and how many of their mutants are tried: every so many-th.
const MEASURED: [(&str, &str, usize); 2] =
    [("good/small-audits", "audits/owes", 30), ("good/small-audits", "audits/schedule", 60)];

fn read(path: &str) -> String {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    std::fs::read_to_string(folder.join(format!("{path}.json"))).expect("a fixture can be read")
}

pub(crate) fn items() -> Vec<Item> {
    let nothing = Arc::new(Packs::Alone(Vec::new()));
    let mut items = Vec::new();
    for (packs, fixtures, every) in MEASURED {
        let packs = [read(&format!("packs/{packs}"))];
        let fixtures = [read(fixtures)];
        let covered = json!({ "question": "coverage", "packs": packs, "fixtures": fixtures });
        let mutated = json!({ "question": "mutate", "packs": packs, "fixtures": fixtures,
            "every": every, "first": 3 });
        for asked in [covered, mutated] {
            let asked = vec![(How::Answer, asked.to_string()), (How::Words, asked.to_string())];
            items.push(Item { group: "measured".to_owned(), packs: Arc::clone(&nothing), asked });
        }
    }
    items
}
