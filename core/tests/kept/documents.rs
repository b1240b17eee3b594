//! The bundled packs as documents, what changes between two of their days, the forms, and who sits
//! and decides, on every day on which a pack changes.

use super::editions::{bundled, days};
use super::item::{How, Item, Packs};
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;

fn rendered(pack: &str, family: &str, day: &str) -> Vec<(How, String)> {
    let mut all = Vec::new();
    for format in ["markdown", "html"] {
        for length in ["full", "short"] {
            let request = json!({ "question": "render", "pack": pack, "family": family,
                "as_of": day, "format": format, "length": length });
            all.push((How::Words, request.to_string()));
        }
    }
    all
}

fn board(pack: &str, day: &str) -> (How, String) {
    let request = json!({ "question": "render", "pack": pack, "as_of": day, "format": "markdown",
        "length": "board" });
    (How::Words, request.to_string())
}

fn changes(pack: &str, family: &str, days: [&str; 2]) -> Vec<(How, String)> {
    let side = |day: &str| json!({ "pack": pack, "as_of": day });
    let request = json!({ "question": "changes", "family": family, "before": side(days[0]),
        "after": side(days[1]) });
    vec![(How::Answer, request.to_string()), (How::Words, request.to_string())]
}

fn forms(pack: &str, family: &str, day: &str) -> Vec<(How, String)> {
    let subjects: &[Option<&str>] = match family {
        "thresholds" => &[Some("child"), Some("adult"), Some("carer")],
        "reviews" => &[Some("incident")],
        _ => &[None],
    };
    let form = |subject: &Option<&str>| {
        let mut request: Value = json!({ "family": family, "pack": pack, "as_of": day });
        if let Some(subject) = subject {
            request["subject"] = json!(subject);
        }
        (How::Questions, request.to_string())
    };
    subjects.iter().map(form).collect()
}

/// Who sits, who decides, and both drawn.
fn structure(pack: &str, day: &str) -> Vec<(How, String)> {
    let mut all = Vec::new();
    for question in ["membership", "authority", "structure-diagram", "authority-table"] {
        let mut request = json!({ "question": question, "pack": pack, "as_of": day });
        if question == "membership" {
            request["structure"] = json!(true);
        }
        all.push((How::Answer, request.to_string()));
        all.push((How::Words, request.to_string()));
    }
    all
}

/// What each body may do, and a meeting of it at which nobody is, of every matter.
fn bodies(catalogue: &Catalogue, pack: &str, day: &str) -> Vec<(How, String)> {
    let form = json!({ "family": "membership", "pack": pack, "as_of": day });
    let form = wire::questions(catalogue, &form.to_string()).unwrap();
    let form: Value = serde_json::from_str(&form).unwrap();
    let names = |list: &str, key: &str| -> Vec<Value> {
        let items = form[list].as_array().expect("a list of the form").iter();
        items.map(|item| item[key].clone()).collect()
    };
    let mut all = Vec::new();
    for body in names("bodies", "body") {
        let authority =
            json!({ "question": "authority", "pack": pack, "as_of": day, "body": body });
        all.push((How::Words, authority.to_string()));
        for matter in names("matters", "matter") {
            let meeting = json!({ "question": "meeting", "pack": pack, "as_of": day, "body": body,
                "matter": matter, "people": [] });
            all.push((How::Words, meeting.to_string()));
        }
    }
    all
}

pub(crate) fn items() -> Vec<Item> {
    let packs = Arc::new(Packs::Bundled(Vec::new()));
    let catalogue = packs.load().unwrap();
    let item =
        |group: &str, asked| Item { group: group.to_owned(), packs: Arc::clone(&packs), asked };
    let mut items = vec![item("documents/packs", Vec::new())];
    let mut all_days: BTreeSet<(String, String)> = BTreeSet::new();
    for (pack, family) in bundled() {
        let days: Vec<String> = days(&pack, &family).into_iter().collect();
        for day in &days {
            items.push(item("documents/full-and-short", rendered(&pack, &family, day)));
            items.push(item("documents/forms", forms(&pack, &family, day)));
            if family == "membership" {
                items.push(item("documents/structure", structure(&pack, day)));
                items.push(item("documents/bodies", bodies(&catalogue, &pack, day)));
            }
            all_days.insert((pack.clone(), day.clone()));
        }
        for pair in days.windows(2) {
            let pair = [pair[0].as_str(), pair[1].as_str()];
            items.push(item("documents/changes", changes(&pack, &family, pair)));
        }
    }
    let boards = all_days.iter().map(|(pack, day)| vec![board(pack, day)]);
    items.extend(boards.map(|asked| item("documents/board", asked)));
    items
}
