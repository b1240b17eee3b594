//! No rule of the bundled catalogue goes unseen: over all fixtures and cases, every rule of the
//! packs is true, false and unknown at least once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod stories;

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use stories::{all_of, with_others};

/// The packs of each family, uppermost first.
const THRESHOLDS: [&str; 3] = ["example-thresholds", "walsall", "england"];
const REVIEWS: [&str; 2] = ["walsall", "england"];

/// An edition with its own rules.
struct Edition {
    pack: &'static str,
    from: String,
    rules: Vec<String>,
}

/// The editions of a family's packs, the newest of the uppermost first.
fn editions(family: &str, packs: &[&'static str]) -> Vec<Edition> {
    let mut found = Vec::new();
    for pack in packs {
        let folder = format!("core/packs/{pack}/{family}");
        let mut days = names_in(&folder);
        days.sort_by(|one, other| other.cmp(one));
        found.extend(days.into_iter().map(|day| Edition {
            pack,
            rules: rules(&format!("{folder}/{day}")),
            from: day.trim_end_matches(".json").to_owned(),
        }));
    }
    found
}

fn names_in(folder: &str) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../").to_owned() + folder;
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".json")).collect()
}

fn read(path: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../").to_owned() + path;
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The rules of a document, without those that ask for nothing: an edition says so of what began
/// later, or ended.
fn rules(path: &str) -> Vec<String> {
    let document = read(path);
    let rules = document["rules"].as_array().into_iter().flatten();
    rules
        .filter(|rule| rule["when"] != json!({ "any": [] }) && rule["when"] != json!({ "all": [] }))
        .map(|rule| rule["id"].as_str().unwrap().to_owned())
        .collect()
}

/// The requests as the battery asks them, with every rule explained.
fn requests(catalogue: &Catalogue, folders: &[&str]) -> Vec<Value> {
    let asked = |fixture: &Value| {
        let mut request = with_others(catalogue, fixture);
        request["explain"] = json!("all");
        request
    };
    all_of(folders).iter().map(asked).collect()
}

#[test]
fn every_rule_of_the_thresholds_is_seen_true_false_and_unknown() {
    let folders = ["thresholds", "cases"];
    let editions = editions("thresholds", &THRESHOLDS);
    let lacking = lacking(&editions, folders, |answer| answer["as_of"].as_str().unwrap());
    assert!(lacking.is_empty(), "{}:\n{}", lacking.len(), lacking.join("\n"));
}

/// The edition is that of the day of the incident; where that is known in part, the latest.
#[test]
fn every_rule_of_the_reviews_is_seen_true_false_and_unknown() {
    let folders = ["reviews", "incidents"];
    let editions = editions("reviews", &REVIEWS);
    let lacking =
        lacking(&editions, folders, |answer| answer["incident"]["latest"].as_str().unwrap());
    assert!(lacking.is_empty(), "{}:\n{}", lacking.len(), lacking.join("\n"));
}

/// What no fixture shows of the rules.
fn lacking(
    editions: &[Edition],
    folders: [&str; 2],
    day_of: impl Fn(&Value) -> &str,
) -> Vec<String> {
    let catalogue = Catalogue::bundled();
    let mut seen: BTreeMap<(&str, &str, &str), BTreeSet<String>> = BTreeMap::new();
    for request in requests(&catalogue, &folders) {
        // A fixture may ask what is to be refused.
        let Ok(text) = wire::answer(&catalogue, &request.to_string()) else { continue };
        let answer: Value = serde_json::from_str(&text).unwrap();
        let day = day_of(&answer);
        let top = editions.iter().position(|edition| answer["pack"] == edition.pack).unwrap();
        for finding in answer["findings"].as_array().unwrap() {
            let rule = finding["rule"].as_str().unwrap();
            let in_force = editions.iter().skip(top).filter(|edition| edition.from.as_str() <= day);
            let mut owners = in_force.filter_map(|edition| {
                let id = edition.rules.iter().find(|id| *id == rule)?;
                Some((edition.pack, edition.from.as_str(), id.as_str()))
            });
            let Some(owner) = owners.next() else { continue };
            let truth = finding["truth"].as_str().unwrap().to_owned();
            seen.entry(owner).or_default().insert(truth);
        }
    }
    let mut lacking = Vec::new();
    for Edition { pack, from, rules } in editions {
        for id in rules {
            for truth in ["true", "false", "unknown"] {
                let key = (*pack, from.as_str(), id.as_str());
                if !seen.get(&key).is_some_and(|set| set.contains(truth)) {
                    lacking.push(format!("{pack} {from} {id}: never {truth}"));
                }
            }
        }
    }
    lacking
}

#[test]
fn the_catalogue_names_every_row() {
    let ids = rules("core/packs/example-thresholds/thresholds/2021-04-01.json");
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
