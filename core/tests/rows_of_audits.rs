//! Every statement of Walsall's arrangements of 2021 about audits, recurring duties and the annual
//! report is cited by the items of the pack that say it, and every such citation stands in a row.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const SOURCE: &str = "arrangements-2021";

fn rows() -> Value {
    serde_json::from_str(include_str!("../../fixtures/rows/audits.json")).unwrap()
}

fn packs() -> [Value; 2] {
    [
        include_str!("../packs/walsall/audits/2018-06-29.json"),
        include_str!("../packs/england/audits/2018-06-29.json"),
    ]
    .map(|text| serde_json::from_str(text).unwrap())
}

/// The paragraphs of the arrangements that an item cites, wherever in it.
fn paragraphs(item: &Value, found: &mut BTreeSet<String>) {
    if item["source"] == SOURCE {
        found.insert(item["at"].as_str().unwrap().to_owned());
    }
    match item {
        Value::Array(items) => items.iter().for_each(|item| paragraphs(item, found)),
        Value::Object(keys) => keys.values().for_each(|item| paragraphs(item, found)),
        _ => {}
    }
}

/// Every item of a pack by its id, with the paragraphs it cites.
fn items(pack: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let lists = pack.as_object().unwrap().values().filter_map(Value::as_array).flatten();
    let named = lists.filter_map(|item| Some((item["id"].as_str()?.to_owned(), item)));
    let cited = named.map(|(id, item)| {
        let mut found = BTreeSet::new();
        paragraphs(item, &mut found);
        (id, found)
    });
    cited.collect()
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap())
}

#[test]
fn every_row_is_said_by_items_that_cite_it_or_gives_its_reason() {
    let [walsall, _] = packs();
    let items = items(&walsall);
    let rows = rows();
    let rows = rows["rows"].as_array().unwrap();
    assert!(rows.len() >= 60, "{}", rows.len());
    let mut seen = BTreeSet::new();
    for row in rows {
        let (name, paragraph) = (row["row"].as_str().unwrap(), row["paragraph"].as_str().unwrap());
        assert!(seen.insert(name), "{name} stands twice");
        match row["descriptive"].as_str() {
            Some(reason) => assert!(reason.len() > 20 && row["items"].is_null(), "{name}"),
            None => assert!(texts(&row["items"]).count() > 0, "{name}"),
        }
        for item in texts(&row["items"]) {
            let cites = items.get(item).unwrap_or_else(|| panic!("{name}: no item `{item}`"));
            assert!(cites.contains(paragraph), "{name}: `{item}` does not cite {paragraph}");
        }
    }
}

#[test]
fn every_citation_of_the_arrangements_stands_in_a_row() {
    let [walsall, _] = packs();
    let rows = rows();
    let rows = rows["rows"].as_array().unwrap();
    for (item, cites) in items(&walsall) {
        for paragraph in cites {
            let says = |row: &&Value| {
                row["paragraph"] == *paragraph && texts(&row["items"]).any(|one| one == item)
            };
            assert!(rows.iter().any(|row| says(&row)), "`{item}` cites {paragraph}, in no row");
        }
    }
}

#[test]
fn what_the_reference_lists_stands_in_a_pack() {
    let known: BTreeSet<String> = packs().iter().flat_map(|pack| items(pack).into_keys()).collect();
    let rows = rows();
    let reference = rows["reference"].as_array().unwrap();
    assert!(reference.len() >= 20, "{}", reference.len());
    for row in reference {
        let name = &row["row"];
        let has_items = texts(&row["items"]).count() > 0;
        assert!(has_items || row["elsewhere"].is_string(), "{name}");
        for item in texts(&row["items"]) {
            assert!(known.contains(item), "{name}: no item `{item}`");
        }
    }
}
