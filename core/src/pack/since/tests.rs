//! Looking again only at what changed finds just what looking at everything finds.
//!
//! A later edition changes one item of a good pack in every way that the pack itself suggests: each
//! of its values for each other value of that key, its parts left out, the item given again under
//! another name or dropped.

use super::super::document::read_document;
use super::super::layered::Sources;
use super::super::shelf::{Given, Shelf};
use super::are_all_in;
use crate::citation::Source;
use crate::error::Problem;
use crate::json::{Json, Problems};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The lists whose items a later edition can change.
const LISTS: [&str; 14] = [
    "facts",
    "settings",
    "subjects",
    "levels",
    "rules",
    "consent",
    "steps",
    "reviews",
    "roles",
    "links",
    "events",
    "actions",
    "consistency",
    "conflicts",
];

/// How many other values are tried for one.
const MOST_VALUES: usize = 8;

fn small() -> Value {
    serde_json::from_str(include_str!("../../../../fixtures/packs/good/small.json")).unwrap()
}

fn small_reviews() -> Value {
    let text = include_str!("../../../../fixtures/packs/good/small-reviews.json");
    serde_json::from_str(text).unwrap()
}

/// The shelf with these documents; what cannot be read of them is not looked at here.
fn with(shelf: &Shelf, documents: &[Value]) -> Shelf {
    let mut shelf = shelf.clone();
    let (mut given, unread) = (Given::default(), Problems::default());
    for document in documents {
        let text = document.to_string();
        let read = read_document(&Json::parse(&text).unwrap(), "", &unread).unwrap();
        shelf.take(read, String::new(), &mut given, &unread);
    }
    shelf
}

/// What is wrong with what the shelf holds.
fn problems(shelf: &Shelf, in_full: bool) -> Vec<Problem> {
    let mut shelf = shelf.clone();
    shelf.in_full = in_full;
    let packs = shelf.editions.keys().map(|(_, pack)| pack.clone()).collect();
    let found = Problems::default();
    shelf.build(&packs, &found);
    found.into_vec()
}

/// What is wrong, which is the same either way.
fn found(shelf: &Shelf, what: &str) -> Vec<Problem> {
    let found = problems(shelf, false);
    assert_eq!(found, problems(shelf, true), "{what}");
    found
}

/// Every value of each key of a pack.
fn values<'v>(pack: &'v Value, values: &mut BTreeMap<&'v str, Vec<&'v Value>>) {
    match pack {
        Value::Array(items) => items.iter().for_each(|item| self::values(item, values)),
        Value::Object(entries) => {
            for (key, value) in entries {
                let known = values.entry(key).or_default();
                if !known.contains(&value) {
                    known.push(value);
                }
                self::values(value, values);
            }
        }
        _ => {}
    }
}

/// Words that no rule looks at.
fn is_prose(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.contains(' '))
}

/// The item with one value changed, in every way.
fn changed(item: &Value, known: &BTreeMap<&str, Vec<&Value>>) -> Vec<Value> {
    let mut all = Vec::new();
    match item {
        Value::Array(items) => {
            for (index, part) in items.iter().enumerate() {
                let put = |with: Option<Value>| {
                    let mut items = items.clone();
                    items.splice(index..=index, with);
                    Value::Array(items)
                };
                all.push(put(None));
                all.extend(changed(part, known).into_iter().map(|part| put(Some(part))));
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries.iter().filter(|(_, value)| !is_prose(value)) {
                let put = |with: Value| {
                    let mut entries = entries.clone();
                    entries.insert(key.clone(), with);
                    Value::Object(entries)
                };
                let others = known.get(key.as_str()).into_iter().flatten().copied();
                let others = others.filter(|other| *other != value && !is_prose(other));
                all.extend(others.take(MOST_VALUES).cloned().map(put));
                match value {
                    Value::String(_) => all.push(put(json!("unheard"))),
                    Value::Number(_) => all.extend([0, 1, 20].map(|n| put(json!(n)))),
                    Value::Bool(value) => all.push(put(json!(!value))),
                    Value::Array(items) if items.iter().all(Value::is_string) => {
                        all.push(put(json!(["unheard"])));
                    }
                    _ => all.extend(changed(value, known).into_iter().map(put)),
                }
            }
        }
        _ => {}
    }
    all
}

/// An edition that changes the one that begins on another day.
fn edition(pack: &Value, (from, amends): (&str, &str), changes: &Map<String, Value>) -> Value {
    let mut edition = json!({ "format": 1, "pack": pack["pack"], "family": pack["family"],
        "title": "Later", "from": from, "checked_on": from, "amends": amends });
    edition.as_object_mut().unwrap().extend(changes.clone());
    edition
}

/// All changes of one item that a later edition can make.
fn changes(pack: &Value) -> Vec<Map<String, Value>> {
    let mut known = BTreeMap::new();
    values(pack, &mut known);
    let mut all = Vec::new();
    for list in LISTS {
        for item in pack[list].as_array().into_iter().flatten() {
            let name = item["id"].as_str().map_or_else(
                || format!("{}-level-{}", item["subject"].as_str().unwrap(), item["number"]),
                str::to_owned,
            );
            all.push(Map::from_iter([("drops".to_owned(), json!([name]))]));
            let changed = changed(item, &known).into_iter();
            all.extend(changed.map(|item| Map::from_iter([(list.to_owned(), json!([item]))])));
        }
    }
    // Rules that begin or end inside the edition.
    for rule in pack["rules"].as_array().into_iter().flatten() {
        for key in ["from", "until"] {
            let mut rule = rule.clone();
            rule[key] = json!("2036-01-01");
            all.push(Map::from_iter([("rules".to_owned(), json!([rule]))]));
        }
    }
    all
}

/// A pack that lies on another and speaks of what that declares, as the other itself does.
fn upper(pack: &Value) -> Value {
    let mut upper = json!({ "format": 1, "pack": "upper", "family": pack["family"], "title": "Upper",
        "from": pack["from"], "checked_on": "2021-04-01", "extends": pack["pack"],
        "sources": pack["sources"] });
    for list in ["rules", "steps", "roles", "links", "actions", "consistency", "conflicts"] {
        let mut own = Vec::new();
        for (index, below) in pack[list].as_array().into_iter().flatten().enumerate() {
            let mut item = below.clone();
            item["id"] = json!(format!("mine.{}", below["id"].as_str().unwrap()));
            if index % 2 == 1 && below["basis"].is_string() && below["basis"] != "statute" {
                item["overrides"] = below["id"].clone();
            }
            // A route is set once.
            if item.pointer("/then/route").is_none() {
                own.push(item);
            }
        }
        upper[list] = json!(own);
    }
    upper
}

/// A good pack, until a later edition takes its place, with another that lies on it.
fn good(mut pack: Value) -> Shelf {
    let upper = upper(&pack);
    pack["until"] = json!("2030-01-01");
    let shelf = with(&Shelf::default(), &[pack, upper]);
    let problems = found(&shelf, "the good pack");
    let ends = |problem: &Problem| problem.code == "pack.unknown-base";
    // The one above lasts longer than what lies below, until there is a later edition.
    assert!(problems.iter().all(ends), "{problems:?}");
    shelf
}

#[test]
fn sources_that_are_gone_are_missed() {
    let source = |id: &str| {
        let (id, title, publisher) = (id.to_owned(), String::new(), String::new());
        (
            id.clone(),
            Arc::new(Source { id, title, publisher, date: None, link: None, caution: None }),
        )
    };
    let sources = |ids: &[&str]| ids.iter().map(|id| source(id)).collect::<Sources>();
    for (some, others, expected) in [
        (&[][..], &[][..], true),
        (&["a", "c"], &["a", "b", "c", "d"], true),
        (&["a"], &[], false),
        (&["a", "b"], &["a", "c"], false),
        (&["b"], &["a"], false),
    ] {
        assert_eq!(are_all_in(&sources(some), &sources(others)), expected, "{some:?} {others:?}");
    }
}

#[test]
fn what_a_later_edition_brings_is_found() {
    let mut codes = BTreeSet::new();
    let (mut sound, mut unsound) = (0, 0);
    for pack in [small(), small_reviews()] {
        let shelf = good(pack.clone());
        let from = pack["from"].as_str().unwrap();
        for changes in changes(&pack) {
            let later = edition(&pack, ("2030-01-01", from), &changes);
            let found = found(&with(&shelf, &[later]), &json!(changes).to_string());
            if found.is_empty() {
                sound += 1;
            } else {
                unsound += 1;
            }
            codes.extend(found.into_iter().map(|problem| problem.code));
        }
    }
    assert!(sound > 1000 && unsound > 500, "{sound} {unsound}");
    for code in [
        "pack.bad-default",
        "pack.bad-kind",
        "pack.bad-levels",
        "pack.bad-options",
        "pack.cycle",
        "pack.no-date",
        "pack.no-incident-day",
        "pack.no-subject",
        "pack.other-subject",
        "pack.set-twice",
        "pack.setting-twice",
        "pack.unknown-action",
        "pack.unknown-event",
        "pack.unknown-fact",
        "pack.unknown-level",
        "pack.unknown-option",
        "pack.unknown-reference",
        "pack.unknown-review",
        "pack.unknown-route",
        "pack.unknown-rule",
        "pack.unknown-setting",
        "pack.unknown-source",
        "pack.unknown-subject",
        "pack.unreachable-option",
        "pack.wrong-comparison",
    ] {
        assert!(codes.contains(code), "{code} is never brought about: {codes:?}");
    }
}

/// Two changes, one after the other, which the pack above sees one after the other too.
#[test]
fn what_a_later_edition_brings_is_found_after_another() {
    let packs = [small(), small_reviews()].map(|pack| {
        let changes = changes(&pack);
        (good(pack.clone()), pack, changes)
    });
    let choice = (0..packs.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>());
    proptest!(ProptestConfig::with_cases(1000), |((which, first, second) in choice, again in any::<bool>())| {
        let (shelf, pack, changes) = &packs[which];
        let from = pack["from"].as_str().unwrap();
        let (first, second) = (first.get(changes), second.get(changes));
        let mut middle = edition(pack, ("2030-01-01", from), first);
        middle["until"] = json!("2034-01-01");
        let amends = if again { from } else { "2030-01-01" };
        let last = edition(pack, ("2034-01-01", amends), second);
        found(&with(shelf, &[middle, last]), &json!([first, second]).to_string());
    });
}

/// The bundled packs with one item of a later edition changed.
#[cfg(feature = "bundled-packs")]
#[test]
fn what_a_bundled_edition_brings_is_found() {
    let texts = super::super::bundled::TEXTS.iter();
    let documents: Vec<Value> = texts.map(|text| serde_json::from_str(text).unwrap()).collect();
    let is_about_reviews = |document: &&Value| {
        document["pack"] != "example-thresholds"
            && (document["family"].is_null() || document["family"] == "reviews")
    };
    let documents: Vec<Value> = documents.iter().filter(is_about_reviews).cloned().collect();
    let shelf = with(&Shelf::default(), &documents);
    assert_eq!(found(&shelf, "as they are"), []);
    let mut unsound = 0;
    for document in documents.iter().filter(|document| document["amends"].is_string()) {
        let all = changes(document);
        // A few of each edition: each takes long.
        for change in all.iter().step_by(all.len() / 3) {
            let mut changed = document.clone();
            for (list, items) in change.iter().filter(|(list, _)| *list != "drops") {
                let item = &items[0];
                let known = changed[list].as_array_mut().unwrap();
                known.retain(|known| known["id"] != item["id"]);
                known.push(item.clone());
            }
            if !found(&with(&shelf, &[changed]), &json!(change).to_string()).is_empty() {
                unsound += 1;
            }
        }
    }
    assert!(unsound > 3, "{unsound}");
}
