//! Every statement of section 4 of Walsall's arrangements of 2021 is cited by an item of the pack,
//! or is none that a case could turn on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use serde_json::Value;
use std::collections::BTreeSet;

/// A paragraph, with a letter where it states several things.
struct Row {
    row: &'static str,
    states: Is,
}

enum Is {
    /// These items of the pack say it, and cite the paragraph.
    Said(&'static [&'static str]),
    /// No answer about a person turns on it, for this reason.
    Descriptive(&'static str),
}

const GOVERNING: &[&str] = &["governing.child", "governing.adult", "governing.carer"];

const ROWS: [Row; 7] = [
    // The arrangements change nothing in how agencies respond: a conflict says what did change.
    Row { row: "4.1a", states: Is::Said(&["nothing-changed"]) },
    Row { row: "4.1b", states: Is::Said(GOVERNING) },
    Row { row: "4.2a", states: Is::Said(GOVERNING) },
    Row { row: "4.2b", states: Is::Said(&["support.rises-with-concern"]) },
    Row {
        row: "4.3a",
        states: Is::Descriptive(
            "The Executive's responsibility for effectiveness is no threshold.",
        ),
    },
    Row {
        row: "4.3b",
        states: Is::Descriptive("Which group scrutinises on its behalf is no threshold."),
    },
    Row { row: "4.4", states: Is::Said(GOVERNING) },
];

const SOURCE: &str = "arrangements-2021";

/// Item and paragraph, for every citation of the arrangements in the pack.
fn citations() -> BTreeSet<(String, String)> {
    let pack: Value =
        serde_json::from_str(include_str!("../packs/walsall/thresholds/2021-04-01.json")).unwrap();
    let mut found = BTreeSet::new();
    for list in pack.as_object().unwrap().values().filter_map(Value::as_array) {
        for item in list {
            let says = item["says"].as_array().into_iter().flatten();
            let cites = says.chain([item]).filter_map(|says| says["cites"].as_array()).flatten();
            for cite in cites.filter(|cite| cite["source"] == SOURCE) {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                found.insert((text(&item["id"]), text(&cite["at"])));
            }
        }
    }
    found
}

fn paragraph(row: &str) -> &str {
    row.trim_end_matches(|letter: char| letter.is_ascii_lowercase())
}

#[test]
fn every_row_of_section_4_is_cited_or_descriptive() {
    let citations = citations();
    for Row { row, states } in ROWS {
        match states {
            Is::Said(items) => {
                for item in items {
                    let citation = ((*item).to_owned(), paragraph(row).to_owned());
                    assert!(citations.contains(&citation), "{row}: `{item}` does not cite it");
                }
            }
            Is::Descriptive(reason) => assert!(reason.ends_with('.'), "{row}"),
        }
    }
}

#[test]
fn every_citation_of_section_4_belongs_to_a_row() {
    for (item, at) in citations().into_iter().filter(|(_, at)| at.starts_with("4.")) {
        let is_listed = ROWS.iter().any(|row| {
            paragraph(row.row) == at
                && matches!(row.states, Is::Said(items) if items.contains(&item.as_str()))
        });
        assert!(is_listed, "`{item}` cites {at}, which no row lists");
    }
}
