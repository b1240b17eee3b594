//! Every statement of Walsall's arrangements of 2021 is carried by items of the packs that cite it
//! and by fixtures that touch them, or it says why no rule comes of it; and every citation of the
//! arrangements in a pack stands in a row.
//!
//! That a fixture fails where an item is wrong is seen by `tests/rule_inventory.py`, which makes
//! each of them wrong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod stories;

use safeguarding_rules::{Catalogue, wire};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use stories::{folder, shown, with_others};

const SOURCE: &str = "arrangements-2021";

/// Rows by kind, as the arrangements were read; 167 together, Appendix 1 being one.
const KINDS: [(&str, usize); 9] = [
    ("recurring-obligation", 31),
    ("descriptive", 28),
    ("decision-authority", 27),
    ("definition", 25),
    ("reporting-content", 22),
    ("membership", 18),
    ("review", 9),
    ("audit-cycle", 4),
    ("threshold", 3),
];

fn inventory() -> Value {
    serde_json::from_str(include_str!("../../fixtures/rule-inventory.json")).unwrap()
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn texts<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v str> {
    list(value, key).map(|text| text.as_str().unwrap())
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("no `{key}` in {value}"))
}

/// Every edition among the packs by its path, such as `walsall/audits/2018-06-29.json`.
fn packs() -> BTreeMap<String, Value> {
    let packs = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("packs");
    let inside = |folder: &PathBuf| {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.collect::<Vec<_>>()
    };
    let folders = |below: &PathBuf| inside(below).into_iter().filter(|path| path.is_dir());
    let families = folders(&packs).flat_map(|authority| folders(&authority).collect::<Vec<_>>());
    let files = families.flat_map(|family| inside(&family));
    let read = |file: PathBuf| {
        let name = file.strip_prefix(&packs).unwrap().to_str().unwrap().replace('\\', "/");
        (name, serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap())
    };
    files.map(read).collect()
}

/// The items of a pack by their ids, with the list and the place where each stands.
fn items(pack: &Value) -> BTreeMap<&str, (&str, usize)> {
    let lists = pack.as_object().unwrap().iter().filter(|(_, rows)| rows.is_array());
    let rows = lists.flat_map(|(name, rows)| {
        let rows = rows.as_array().unwrap().iter().enumerate();
        rows.filter_map(|(place, row)| Some((row["id"].as_str()?, (name.as_str(), place))))
    });
    rows.collect()
}

/// The paragraphs of the arrangements that an item cites, wherever in it.
fn paragraphs(item: &Value, found: &mut BTreeSet<String>) {
    if item["source"] == SOURCE {
        found.insert(text(item, "at").to_owned());
    }
    match item {
        Value::Array(items) => items.iter().for_each(|item| paragraphs(item, found)),
        Value::Object(keys) => keys.values().for_each(|item| paragraphs(item, found)),
        _ => {}
    }
}

/// What the items of a pack cite of the arrangements.
fn citations(pack: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let cited = items(pack).into_iter().map(|(id, (list, place))| {
        let mut found = BTreeSet::new();
        paragraphs(&pack[list][place], &mut found);
        (id.to_owned(), found)
    });
    cited.collect()
}

/// Whether a citation is of the paragraph of a row, or of one of its entries.
fn is_of(at: &str, paragraph: &str) -> bool {
    let rest = at.strip_prefix(paragraph);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(", entry "))
}

/// The fixtures about the bundled packs by family and name; a story of an incident is named as its
/// file is.
fn fixtures() -> BTreeMap<(String, String), Value> {
    let stories = folder("incidents").into_iter().map(|(file, mut story)| {
        story["name"] = stem(&file).into();
        ("reviews".to_owned(), story)
    });
    let batteries =
        ["thresholds", "reviews", "audits", "membership"].into_iter().flat_map(|family| {
            let bundled =
                folder(family).into_iter().filter(|(_, file)| list(file, "packs").count() == 0);
            bundled.flat_map(move |(_, file)| fixtures_of(family, &file))
        });
    let mut found = BTreeMap::new();
    for (family, fixture) in batteries.chain(stories).chain(told()) {
        let name = (family, text(&fixture, "name").to_owned());
        assert!(found.insert(name.clone(), fixture).is_none(), "{name:?} stands twice");
    }
    found
}

fn fixtures_of(family: &str, document: &Value) -> Vec<(String, Value)> {
    list(document, "fixtures").map(|fixture| (family.to_owned(), fixture.clone())).collect()
}

fn stem(file: &str) -> String {
    PathBuf::from(file).file_stem().unwrap().to_str().unwrap().to_owned()
}

/// The fixtures told from the rows, each with its family.
fn told() -> Vec<(String, Value)> {
    let files = folder("inventory").into_iter();
    files.flat_map(|(file, document)| fixtures_of(&stem(&file), &document)).collect()
}

fn answered(catalogue: &Catalogue, fixture: &Value) -> String {
    let request = with_others(catalogue, fixture);
    wire::answer(catalogue, &request.to_string()).unwrap_or_else(|error| error.to_json())
}

#[test]
fn every_row_stands_once_and_is_carried_or_says_why_not() {
    let inventory = inventory();
    let mut names = BTreeSet::new();
    for row in list(&inventory, "rows") {
        let name = text(row, "row");
        assert!(names.insert(name), "{name} stands twice");
        assert!(text(row, "says").ends_with('.') && !text(row, "paragraph").is_empty(), "{name}");
        let reason = row["no_rule"].as_str();
        let is_carried = list(row, "carried_by").count() > 0;
        assert!(is_carried || reason.is_some(), "{name} is neither carried nor excused");
        assert!(reason.is_none_or(|reason| reason.len() > 30 && reason.ends_with('.')), "{name}");
    }
    assert_eq!(names.len(), 167);
    for (kind, count) in KINDS {
        let of_kind = list(&inventory, "rows").filter(|row| row["kind"] == kind);
        assert_eq!(of_kind.count(), count, "rows of kind {kind}");
    }
}

#[test]
fn what_carries_a_row_is_there_and_cites_its_paragraph() {
    let (inventory, packs, fixtures) = (inventory(), packs(), fixtures());
    let cited: BTreeMap<_, _> = packs.iter().map(|(name, pack)| (name, citations(pack))).collect();
    for row in list(&inventory, "rows") {
        let (name, paragraph) = (text(row, "row"), text(row, "paragraph"));
        for carried in list(row, "carried_by") {
            let (family, pack) =
                (text(carried, "family"), carried["pack"].as_str().unwrap().to_owned());
            assert_eq!(packs[&pack]["family"], *family, "{name}: {pack}");
            assert!(list(carried, "items").count() > 0, "{name}: no items");
            assert!(list(carried, "fixtures").count() > 0, "{name}: no fixtures");
            for item in texts(carried, "items") {
                let cites = cited[&pack].get(item);
                let cites = cites.unwrap_or_else(|| panic!("{name}: no item `{item}` in {pack}"));
                let is_cited = cites.iter().any(|at| is_of(at, paragraph));
                assert!(is_cited, "{name}: `{item}` does not cite {paragraph}");
            }
            for fixture in texts(carried, "fixtures") {
                let known = fixtures.contains_key(&(family.to_owned(), fixture.to_owned()));
                assert!(known, "{name}: no fixture `{fixture}` of {family}");
            }
        }
    }
}

#[test]
fn every_citation_of_the_arrangements_stands_in_a_row() {
    let inventory = inventory();
    let mut lacking = Vec::new();
    for (pack, document) in packs() {
        for (item, cites) in citations(&document) {
            for at in cites {
                let carries = |row: &Value| {
                    is_of(&at, text(row, "paragraph"))
                        && list(row, "carried_by").any(|carried| {
                            carried["pack"] == *pack
                                && texts(carried, "items").any(|one| one == item)
                        })
                };
                if !list(&inventory, "rows").any(carries) {
                    lacking.push(format!("`{item}` of {pack} cites {at}, which no row lists"));
                }
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

/// The text of a pack without one item.
fn without(pack: &Value, item: &str) -> String {
    let (list, place) = items(pack)[item];
    let mut left = pack.clone();
    left[list].as_array_mut().unwrap().remove(place);
    left.to_string()
}

#[test]
fn every_item_is_touched_by_a_fixture_named_with_it() {
    let (catalogue, inventory, packs) = (Catalogue::bundled(), inventory(), packs());
    let fixtures = fixtures();
    let mut answers: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut lacking = BTreeMap::new();
    let (mut seen, mut unseen) = (0, Vec::new());
    for row in list(&inventory, "rows") {
        for carried in list(row, "carried_by") {
            let family = text(carried, "family");
            let named =
                || texts(carried, "fixtures").map(|one| (family.to_owned(), one.to_owned()));
            for name in named() {
                let fixture = &fixtures[&name];
                answers.entry(name).or_insert_with(|| answered(&catalogue, fixture));
            }
            for item in texts(carried, "items") {
                let id = format!("\"{item}\"");
                let mentions = |name: &(String, String)| {
                    answers[name].contains(&id) || fixtures[name].to_string().contains(&id)
                };
                if named().any(|name| mentions(&name)) {
                    seen += 1;
                    continue;
                }
                let pack = &packs[text(carried, "pack")];
                let key = (text(carried, "pack"), item);
                let changed = lacking.entry(key).or_insert_with(|| {
                    let mutated = catalogue.with(&[&without(pack, item)]).ok()?;
                    let differs = |name: &(String, String)| {
                        answered(&mutated, &fixtures[name]) != answers[name]
                    };
                    Some(named().any(|name| differs(&name)))
                });
                match changed {
                    Some(differs) => {
                        assert!(*differs, "{}: `{item}` is untouched", text(row, "row"))
                    }
                    None => unseen.push(item),
                }
            }
        }
    }
    // Those without which the pack does not load are made wrong in other ways by the script.
    assert!(seen > 600 && unseen.len() < 40, "{seen} seen, not {unseen:?}");
}

#[test]
fn fixtures_told_from_rows_are_answered_as_they_show() {
    let (catalogue, inventory) = (Catalogue::bundled(), inventory());
    let mut failures = Vec::new();
    for (family, fixture) in told() {
        let name = text(&fixture, "name");
        let answer = serde_json::from_str(&answered(&catalogue, &fixture)).unwrap();
        for what in shown(&answer, &fixture["shows"]) {
            failures.push(format!("{family}: {name}: {what}"));
        }
        let of = |row: &&Value| texts(&fixture, "rows").any(|one| row["row"] == one);
        let rows: Vec<&Value> = list(&inventory, "rows").filter(of).collect();
        assert_eq!(
            rows.len(),
            list(&fixture, "rows").count(),
            "{name} tells of a row that is not there"
        );
        let is_named = list(&inventory, "rows").any(|row| {
            list(row, "carried_by").any(|carried| {
                carried["family"] == *family && texts(carried, "fixtures").any(|one| one == name)
            })
        });
        assert!(is_named, "{name} is named in no row");
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_the_reference_lists_stands_in_a_pack() {
    let (inventory, packs) = (inventory(), packs());
    let known: BTreeSet<&str> = packs.values().flat_map(|pack| items(pack).into_keys()).collect();
    assert!(list(&inventory, "reference").count() > 100);
    for row in list(&inventory, "reference") {
        let name = text(row, "row");
        let has_items = list(row, "items").count() > 0;
        assert!(has_items || row["elsewhere"].is_string(), "{name}");
        for item in texts(row, "items") {
            assert!(known.contains(item), "{name}: no item `{item}`");
        }
    }
}
