//! What is said of packs and requests that are refused, and what is proved of packs that are spoilt:
//! the whole text, of which the fixtures expect the codes and places.

use super::item::{How, Item, Packs};
use super::packs::{self, fixture_files, good_of, patched, small, small_reviews};
use super::shaken;
use super::stories::{folder, with_others};
use safeguarding_rules::wire;
use serde_json::{Value, json};
use std::sync::Arc;

fn refused_packs() -> impl Iterator<Item = Item> {
    fixture_files().into_iter().map(|(_, fixture)| {
        let documents = fixture["packs"].as_array().unwrap().iter();
        let texts = documents.map(|ops| patched(good_of(&fixture), ops).to_string()).collect();
        let packs = Arc::new(Packs::Alone(texts));
        Item { group: "packs/bad".to_owned(), packs, asked: Vec::new() }
    })
}

fn refused_requests() -> Vec<Item> {
    let texts = vec![small().to_string(), small_reviews().to_string()];
    let packs = Arc::new(Packs::Alone(texts));
    let document: Value =
        serde_json::from_str(include_str!("../../../fixtures/requests/bad.json")).unwrap();
    let fixtures = document["fixtures"].as_array().unwrap().iter();
    let of = |fixture: &Value| Item {
        group: "requests/bad.json".to_owned(),
        packs: Arc::clone(&packs),
        asked: [How::Answer, How::Words, How::Questions]
            .map(|how| (how, fixture["request"].to_string()))
            .into(),
    };
    fixtures.map(of).collect()
}

/// Proofs in full and where the work does not suffice, how the pack differs from its base, and how it
/// reads.
fn about(family: &str) -> Vec<(How, String)> {
    let day = "2024-05-01";
    let prove = json!({ "question": "prove", "family": family, "pack": "sound", "as_of": day });
    let mut short_of_work = prove.clone();
    short_of_work["steps"] = json!(20);
    let render = json!({ "question": "render", "family": family, "pack": "sound", "as_of": day,
        "format": "markdown" });
    let mut all = vec![
        (How::Answer, prove.to_string()),
        (How::Words, prove.to_string()),
        (How::Answer, short_of_work.to_string()),
        (How::Words, render.to_string()),
    ];
    let subjects: &[&str] = match family {
        "thresholds" => &["child", "adult"],
        "reviews" => &["incident"],
        _ => &[],
    };
    for subject in subjects {
        let side = |pack: &str| json!({ "pack": pack, "as_of": day });
        let compare = json!({ "question": "compare", "family": family, "subject": subject,
            "before": side("sound-base"), "after": side("sound") });
        all.push((How::Answer, compare.to_string()));
        all.push((How::Words, compare.to_string()));
    }
    all
}

/// The cases that a proof gives are asked, as they are and shaken.
fn cases(packs: &Arc<Packs>, family: &str) -> Vec<Item> {
    let Ok(catalogue) = packs.load() else { return Vec::new() };
    let prove = json!({ "question": "prove", "family": family, "pack": "sound",
        "as_of": "2024-05-01" });
    let proof = wire::answer(&catalogue, &prove.to_string()).unwrap();
    let proof: Value = serde_json::from_str(&proof).unwrap();
    let found = ["findings", "declared"].into_iter().flat_map(|list| proof[list].as_array());
    let cases = found.flatten().flat_map(|found| found["fixtures"].as_array()).flatten();
    let requests: Vec<Value> = cases.map(|case| with_others(&catalogue, case)).collect();
    let asked =
        |request: &Value| [How::Answer, How::Words].map(|how| (how, request.to_string())).into();
    let as_they_are = requests.iter().map(|request| Item {
        group: "packs/cases".to_owned(),
        packs: Arc::clone(packs),
        asked: asked(request),
    });
    let as_they_are: Vec<Item> = as_they_are.collect();
    let several: Vec<Value> = requests.iter().cycle().take(requests.len() * 6).cloned().collect();
    let shaken = shaken::items_of("packs/cases", packs, &catalogue, &several);
    as_they_are.into_iter().chain(shaken).collect()
}

fn proved() -> Vec<Item> {
    let mut items = Vec::new();
    for name in ["packs/bad/proved", "packs/good/proved"] {
        for (_, fixture) in folder(name) {
            let family = fixture["family"].as_str().unwrap_or("thresholds");
            let packs = Arc::new(Packs::Alone(packs::proved(family, &fixture)));
            let cases = cases(&packs, family);
            items.push(Item { group: name.to_owned(), packs, asked: about(family) });
            items.extend(cases);
        }
    }
    items
}

pub(crate) fn items() -> Vec<Item> {
    refused_packs().chain(refused_requests()).chain(proved()).collect()
}
