//! Every statement of section 6 of Walsall's arrangements of 2021, and the others that speak of
//! reviews, is cited by an item of the pack that says it, or is none that a case could turn on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph of the arrangements, with a letter where it states several things.
struct Row {
    row: &'static str,
    paragraph: &'static str,
    states: Is,
}

enum Is {
    /// These items of the pack say it, and cite the paragraph.
    Said(&'static [&'static str]),
    /// No answer about an incident turns on it, for this reason.
    Descriptive(&'static str),
}

const fn said(row: &'static str, paragraph: &'static str, items: &'static [&'static str]) -> Row {
    Row { row, paragraph, states: Is::Said(items) }
}

const fn none(row: &'static str, paragraph: &'static str, reason: &'static str) -> Row {
    Row { row, paragraph, states: Is::Descriptive(reason) }
}

const EXECUTIVE: &[&str] = &[
    "executive.decide-child",
    "executive.decide-other-case",
    "executive.decide-adult",
    "walsall-lcspr-executive-decides",
    "walsall-learning-executive-decides",
    "walsall-sar-executive-decides",
    "walsall-who-decides-child",
    "walsall-who-decides-adult",
];

const TELL_PANEL: &[&str] = &["executive.tell-panel", "walsall-lcspr-panel-informed"];

const ROWS: [Row; 31] = [
    said("3.9", "3.9", &["walsall-rapid-review-youth-justice", "walsall-lcspr-youth-justice"]),
    said("6.1", "6.1", &["walsall-council-notifies"]),
    said(
        "6.2a",
        "6.2",
        &[
            "prg.not-notified",
            "prg.adult-as-agreed",
            "walsall-learning-prg-considers",
            "walsall-sar-prg-considers",
        ],
    ),
    said(
        "6.2b",
        "6.2",
        &["walsall-rapid-review-prg", "walsall-notified-to-whom", "walsall-group-names"],
    ),
    said("6.2c", "6.2", &["prg.meet-on-child", "prg.meet-on-other-case", "prg.meet-on-adult"]),
    said(
        "6.2d",
        "6.2",
        &[
            "prg.recommend-child",
            "prg.recommend-other-case",
            "prg.recommend-adult",
            "walsall-rapid-review-recommends",
            "walsall-lcspr-prg-recommends",
            "walsall-sar-prg-recommends",
        ],
    ),
    said("6.2e", "6.2", EXECUTIVE),
    said("6.2f", "6.2", TELL_PANEL),
    said(
        "6.2g",
        "6.2",
        &[
            "prg.take-dhr-notice",
            "prg.take-dardr-notice",
            "prg.dhr-not-decided-there",
            "walsall-dhr-prg-told",
            "walsall-dardr-prg-told",
            "walsall-which-death-review",
        ],
    ),
    said(
        "6.3a",
        "6.3",
        &[
            "prg.consider-child",
            "prg.consider-adult",
            "walsall-lcspr-prg-considers",
            "walsall-sar-prg-considers",
            "walsall-group-names",
        ],
    ),
    said("6.3b", "6.3", EXECUTIVE),
    said(
        "6.3c",
        "6.3",
        &[
            "executive.tell-panel",
            "walsall-lcspr-panel-informed",
            "walsall-panel-if-required",
            "walsall-delegation",
        ],
    ),
    said("6.4", "6.4", &["prg.terms-not-seen", "walsall-rapid-review-prg"]),
    said(
        "6.5",
        "6.5",
        &["prg.terms-not-seen", "prg.meet-on-other-case", "walsall-learning-prg-considers"],
    ),
    said("6.6a", "6.6", &["reviewer.select-child", "reviewer.select-adult"]),
    said(
        "6.6b",
        "6.6",
        &[
            "walsall-lcspr-selectors",
            "walsall-sar-selectors",
            "walsall-reviewer-conflict",
            "reviewer.no-local-conflict-test",
        ],
    ),
    none("6.6c", "6.6", "An intention to join a purchasing system changes no case."),
    said(
        "6.7",
        "6.7",
        &["website.publish-child", "website.publish-adult", "walsall-sar-publication"],
    ),
    said("6.8", "6.8", &["walsall-scr-prg-completes", "scr.finish"]),
    said("6.9a", "6.9", &["walsall-cdr-lead", "walsall-cdr-governance", "walsall-health-partner"]),
    said(
        "6.9b",
        "6.9",
        &["walsall-cdr-subgroups", "walsall-cdr-black-country", "walsall-cdr-practice-review"],
    ),
    said("6.9c", "6.9", &["walsall-cdr-business-manager"]),
    said("6.9d", "6.9", &["cdop.present-report", "walsall-cdop-report"]),
    said(
        "7.5a",
        "7.5",
        &[
            "walsall-lcspr-practice-development",
            "walsall-sar-practice-development",
            "practice-development.receive-child",
            "practice-development.receive-adult",
        ],
    ),
    said("7.5b", "7.5", &["practice-development.needs-response"]),
    none("8.3a", "8.3", "What scrutiny assures in general turns on no case."),
    said(
        "8.3b",
        "8.3",
        &[
            "scrutiny.assist-child",
            "scrutiny.assist-adult",
            "walsall-lcspr-scrutiny",
            "walsall-sar-scrutiny",
        ],
    ),
    none("8.3c", "8.3", "A culture of scrutiny and challenge is no step in a case."),
    said(
        "8.5a",
        "8.5",
        &[
            "executive.decide-chair-recommendation",
            "chair.own-recommendation",
            "walsall-chair-counts",
        ],
    ),
    said("8.5b", "8.5", &["subgroup.decide-chair-recommendation", "walsall-delegation"]),
    said("10.2d", "10.2(d)", &["partnership-report.child", "partnership-report.adult"]),
];

/// The items that cite each paragraph of the arrangements.
fn citations() -> BTreeMap<String, BTreeSet<String>> {
    let pack: Value =
        serde_json::from_str(include_str!("../packs/walsall/reviews/2011-04-13.json")).unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for item in pack.as_object().unwrap().values().filter_map(Value::as_array).flatten() {
        let inside = ["says", "choices"].map(|key| item[key].as_array().into_iter().flatten());
        let says = inside.into_iter().flatten().chain([item]);
        for cite in says.filter_map(|says| says["cites"].as_array()).flatten() {
            if cite["source"] == "arrangements-2021" {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                found.entry(text(&cite["at"])).or_default().insert(text(&item["id"]));
            }
        }
    }
    found
}

#[test]
fn every_row_is_said_by_items_that_cite_it_or_descriptive() {
    let citations = citations();
    for Row { row, paragraph, states } in ROWS {
        match states {
            Is::Said(items) => {
                assert!(!items.is_empty(), "{row}");
                for item in items {
                    let cited = citations[paragraph].contains(*item);
                    assert!(cited, "{row}: `{item}` does not cite it");
                }
            }
            Is::Descriptive(reason) => assert!(reason.ends_with('.'), "{row}"),
        }
    }
}

#[test]
fn every_citation_of_these_paragraphs_belongs_to_a_row() {
    for (paragraph, items) in citations() {
        let rows = ROWS.iter().filter(|row| row.paragraph == paragraph);
        let of_rows: BTreeSet<&str> = rows
            .flat_map(|row| match row.states {
                Is::Said(items) => items.iter().copied(),
                Is::Descriptive(_) => [].iter().copied(),
            })
            .collect();
        let is_traced = paragraph.starts_with("6.") || !of_rows.is_empty();
        for item in items.iter().filter(|_| is_traced) {
            assert!(of_rows.contains(item.as_str()), "`{item}` cites {paragraph}, no row lists it");
        }
    }
}
