//! No rule of the bundled catalogue goes unseen: over all fixtures and cases, every rule of the
//! packs is true, false and unknown at least once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The editions, uppermost first: pack, first day, path.
const EDITIONS: [(&str, &str, &str); 4] = [
    (
        "example-thresholds",
        "2021-04-01",
        "core/packs/example-thresholds/thresholds/2021-04-01.json",
    ),
    ("walsall", "2021-04-01", "core/packs/walsall/thresholds/2021-04-01.json"),
    ("england", "2023-12-15", "core/packs/england/thresholds/2023-12-15.json"),
    ("england", "2018-07-04", "core/packs/england/thresholds/2018-07-04.json"),
];

fn read(path: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../").to_owned() + path;
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn rules(path: &str) -> Vec<String> {
    let document = read(path);
    let rules = document["rules"].as_array().unwrap().iter();
    rules.map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
}

fn requests(catalogue: &Catalogue) -> Vec<Value> {
    let mut found = Vec::new();
    for name in ["fixtures/thresholds", "fixtures/cases"] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../").to_owned() + name;
        for entry in std::fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().file_name().into_string().unwrap();
            let document = read(&format!("{name}/{file}"));
            match document["fixtures"].as_array() {
                Some(fixtures) => {
                    found.extend(fixtures.iter().map(|fixture| asked(catalogue, fixture)))
                }
                None => found.push(asked(catalogue, &document)),
            }
        }
    }
    found
}

/// The request as the battery asks it, with every rule explained.
fn asked(catalogue: &Catalogue, fixture: &Value) -> Value {
    let mut request = fixture["request"].clone();
    request["explain"] = json!("all");
    if fixture["others"] == "no" {
        let form = json!({ "pack": request["pack"], "subject": request["subject"], "as_of": request["as_of"] });
        let form = wire::questions(catalogue, &form.to_string()).unwrap();
        let form: Value = serde_json::from_str(&form).unwrap();
        for question in form["questions"].as_array().unwrap() {
            let answer = match question["kind"].as_str().unwrap() {
                "yes-no" => json!(false),
                "count" => json!(0),
                _ => continue,
            };
            let facts = request["facts"].as_object_mut().unwrap();
            facts.entry(question["fact"].as_str().unwrap()).or_insert(answer);
        }
    }
    request
}

#[test]
fn every_rule_is_seen_true_false_and_unknown() {
    let catalogue = Catalogue::bundled();
    let editions = EDITIONS.map(|(pack, from, path)| (pack, from, rules(path)));
    let mut seen: BTreeMap<(&str, &str, &str), BTreeSet<String>> = BTreeMap::new();
    for request in requests(&catalogue) {
        // A fixture may ask what is to be refused.
        let Ok(text) = wire::answer(&catalogue, &request.to_string()) else { continue };
        let answer: Value = serde_json::from_str(&text).unwrap();
        let day = answer["as_of"].as_str().unwrap();
        let top = editions.iter().position(|(pack, ..)| answer["pack"] == *pack).unwrap();
        for finding in answer["findings"].as_array().unwrap() {
            let rule = finding["rule"].as_str().unwrap();
            let in_force = editions.iter().skip(top).filter(|(_, from, _)| *from <= day);
            let mut owners = in_force.filter_map(|(pack, from, ids)| {
                Some((pack, from, ids.iter().find(|id| *id == rule)?))
            });
            let (pack, from, id) = owners.next().expect("a rule belongs to an edition");
            let truth = finding["truth"].as_str().unwrap().to_owned();
            seen.entry((pack, from, id)).or_default().insert(truth);
        }
    }
    let mut lacking = Vec::new();
    for (pack, from, ids) in &editions {
        for id in ids {
            for truth in ["true", "false", "unknown"] {
                let met =
                    seen.get(&(*pack, *from, id.as_str())).is_some_and(|set| set.contains(truth));
                if !met {
                    lacking.push(format!("{pack} {from} {id}: never {truth}"));
                }
            }
        }
    }
    assert!(lacking.is_empty(), "{}:\n{}", lacking.len(), lacking.join("\n"));
}

#[test]
fn the_catalogue_names_every_row() {
    let ids = rules(EDITIONS[0].2);
    let rows: BTreeSet<&str> = ids
        .iter()
        .filter_map(|id| id.split_once('.'))
        .map(|(row, _)| row)
        .filter(|row| row.len() == 3 && row.bytes().skip(1).all(|byte| byte.is_ascii_digit()))
        .collect();
    let mut expected = BTreeSet::new();
    for (theme, last) in [('a', 38), ('b', 14), ('c', 26), ('d', 45), ('e', 34), ('f', 25)] {
        expected.extend((1..=last).map(|number| format!("{theme}{number:02}")));
    }
    expected.extend(["f30".to_owned(), "f40".to_owned()]);
    assert_eq!(expected.len(), 184);
    let expected: BTreeSet<&str> = expected.iter().map(String::as_str).collect();
    assert_eq!(rows, expected);
}
