//! Every fixture and story: the answer, every finding of thresholds and reviews, and the sentences;
//! and what is answered when something else stands in them.

use super::item::{How, Item, Packs};
use super::shaken;
use super::stories::{folder, packs_of, with_others};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

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

fn asked(request: &Value) -> Vec<(How, String)> {
    if request["question"].is_null() {
        return vec![(How::Questions, request.to_string())];
    }
    let mut all = vec![(How::Answer, request.to_string())];
    if matches!(request["question"].as_str(), Some("thresholds" | "reviews")) {
        let mut full = request.clone();
        full["explain"] = json!("all");
        if full != *request {
            all.push((How::Answer, full.to_string()));
        }
    }
    all.push((How::Words, request.to_string()));
    match request["question"].as_str() {
        Some("thresholds" | "reviews" | "meeting") => all.push((How::Outcome, request.to_string())),
        Some("audits") => {
            for question in ["audits-calendar", "audits-timeline"] {
                let mut exported = request.clone();
                exported["question"] = json!(question);
                all.push((How::Words, exported.to_string()));
            }
        }
        _ => {}
    }
    all
}

pub(crate) fn items() -> Vec<Item> {
    let bundled = Arc::new(Packs::Bundled(Vec::new()));
    let mut items = Vec::new();
    for name in FOLDERS {
        for (file, document) in folder(name) {
            let packs = match packs_of(&document) {
                texts if texts.is_empty() => Arc::clone(&bundled),
                texts => Arc::new(Packs::Bundled(texts)),
            };
            let catalogue = packs.load().unwrap();
            let file = Path::new(&file).file_name().unwrap().to_string_lossy().into_owned();
            let fixtures = match document["fixtures"].as_array() {
                Some(fixtures) => fixtures.clone(),
                None => vec![document],
            };
            let filled = fixtures.iter().map(|fixture| with_others(&catalogue, fixture));
            let requests: Vec<Value> = filled.collect();
            let group = format!("{name}/{file}");
            items.extend(requests.iter().map(|request| Item {
                group: group.clone(),
                packs: Arc::clone(&packs),
                asked: asked(request),
            }));
            items.extend(shaken::items_of(&group, &packs, &catalogue, &requests));
            items.extend(shaken::expecting(&group, &packs, &fixtures, &requests));
            let is_put =
                |request: &&Value| request["facts"].is_object() || request["question"] == "meeting";
            let few = requests.iter().filter(is_put).step_by(7);
            items.extend(few.map(|request| Item {
                group: format!("one by one/{group}"),
                packs: Arc::clone(&packs),
                asked: vec![(How::OneByOne, request.to_string())],
            }));
        }
    }
    items
}
