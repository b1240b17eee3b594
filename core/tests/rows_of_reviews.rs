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

/// The row of the inventory, its paragraph, and an item of the pack that says it; empty: nothing
/// turns on it.
const ROWS: [(&str, &str, &[&str]); 28] = [
    ("3.9", "3.9", &["walsall-rapid-review-youth-justice", "walsall-lcspr-youth-justice"]),
    ("6.1", "6.1", &["walsall-council-notifies"]),
    ("6.2a", "6.2", &["prg.not-notified", "prg.adult-as-agreed"]),
    ("6.2b", "6.2", &["walsall-rapid-review-prg"]),
    ("6.2c", "6.2", &["prg.meet-on-child", "prg.meet-on-other-case", "prg.meet-on-adult"]),
    ("6.2d", "6.2", &["prg.recommend-child", "prg.recommend-adult"]),
    ("6.2e", "6.2", &["executive.decide-child", "executive.decide-adult"]),
    ("6.2f", "6.2", &["executive.tell-panel"]),
    ("6.2g", "6.2", &["prg.take-dhr-notice", "prg.dhr-not-decided-there"]),
    ("6.3a", "6.3", &["prg.consider-child", "prg.consider-adult"]),
    ("6.3b", "6.3", &["walsall-lcspr-executive-decides", "walsall-sar-executive-decides"]),
    ("6.3c", "6.3", &["walsall-lcspr-panel-informed"]),
    ("6.4", "6.4", &["prg.terms-not-seen"]),
    ("6.5", "6.5", &["prg.terms-not-seen"]),
    ("6.6a", "6.6", &["reviewer.select-child", "reviewer.select-adult"]),
    ("6.6b", "6.6", &["walsall-lcspr-selectors", "walsall-sar-selectors"]),
    // An intention to join a purchasing system: no case turns on it.
    ("6.6c", "6.6", &[]),
    ("6.7", "6.7", &["website.publish-child", "website.publish-adult"]),
    ("6.8", "6.8", &["walsall-scr-prg-completes", "scr.finish"]),
    ("6.9a", "6.9", &["walsall-cdr-lead", "walsall-cdr-governance"]),
    ("6.9b", "6.9", &["walsall-cdr-subgroups", "walsall-cdr-black-country"]),
    ("6.9c", "6.9", &["walsall-cdr-business-manager"]),
    ("6.9d", "6.9", &["cdop.present-report"]),
    ("7.5a", "7.5", &["walsall-lcspr-practice-development", "practice-development.receive-child"]),
    ("8.3b", "8.3", &["scrutiny.assist-child", "scrutiny.assist-adult"]),
    ("8.5a", "8.5", &["executive.decide-chair-recommendation"]),
    ("8.5b", "8.5", &["subgroup.decide-chair-recommendation"]),
    ("10.2d", "10.2(d)", &["partnership-report.child", "partnership-report.adult"]),
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
fn every_row_is_said_by_an_item_that_cites_it() {
    let citations = citations();
    for (row, paragraph, items) in ROWS {
        for item in items {
            assert!(citations[paragraph].contains(*item), "{row}: `{item}` does not cite it");
        }
    }
}

#[test]
fn every_paragraph_of_section_6_that_is_cited_has_a_row() {
    for paragraph in citations().keys().filter(|paragraph| paragraph.starts_with("6.")) {
        assert!(ROWS.iter().any(|(_, known, _)| known == paragraph), "{paragraph}");
    }
}
