//! Which conflicts an answer about membership names: those of the matter, also where the meeting may
//! decide, and no others.
#![cfg(feature = "bundled-packs")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn conflicts(request: &Value) -> BTreeSet<String> {
    let answer = wire::answer(&Catalogue::bundled(), &request.to_string()).expect("an answer");
    let answer: Value = serde_json::from_str(&answer).expect("JSON");
    let all = answer["conflicts"].as_array().into_iter().flatten();
    all.filter_map(|one| one["conflict"].as_str().map(str::to_owned)).collect()
}

fn authority(day: &str, matter: &str) -> BTreeSet<String> {
    conflicts(
        &json!({ "question": "authority", "pack": "walsall", "as_of": day, "matter": matter }),
    )
}

/// The Executive with everybody there who has to be.
fn executive(matter: &str) -> Value {
    let met = json!({ "senior": true, "speaks": true, "commits": true, "holds-to-account": true });
    let people: Vec<Value> = ["children", "health", "police"]
        .iter()
        .map(|seat| {
            json!({ "person": seat, "seats": [format!("executive.{seat}")], "present": true,
                "agrees": true, "tests": met })
        })
        .collect();
    json!({ "question": "meeting", "pack": "walsall", "as_of": "2021-11-10",
        "body": "executive-group", "matter": matter, "people": people, "no_others": true,
        "vacant": [], "interests": [], "settings": { "executive_quorum": "all-partners",
        "executive_agreement": "all-partners", "several_hats": "one",
        "interest_effect": "out-of-quorum", "annual_report_decider": "executive-group" } })
}

#[test]
fn a_meeting_that_may_decide_is_told_of_the_conflicts_about_what_it_decides() {
    for (matter, named) in [
        ("adult-review.commission", &["walsall-adult-review-by-whom"][..]),
        ("funding.allocate", &["walsall-payments-binding"]),
        ("annual-report.publish", &["walsall-who-signs-report", "walsall-one-report-or-two"]),
    ] {
        let found = conflicts(&executive(matter));
        for one in named {
            assert!(found.contains(*one), "{matter}: {one} of {found:?}");
        }
    }
}

#[test]
fn a_conflict_about_something_else_is_not_named() {
    for matter in ["functions.delegate", "childrens-homes.issues"] {
        let found = authority("2021-11-10", matter);
        assert!(!found.contains("walsall-scrutiny-of-adults"), "{matter}: {found:?}");
    }
    let found = conflicts(&executive("child-review.commission"));
    for one in ["walsall-partner-and-agency", "walsall-fourth-partner"] {
        assert!(!found.contains(one), "{found:?}");
    }
}

#[test]
fn before_the_arrangements_began_the_board_before_them_is_named_and_nothing_local() {
    for matter in ["child-review.commission", "annual-report.publish", "funding.allocate"] {
        let found = authority("2019-06-01", matter);
        assert!(found.contains("walsall-board-until-2019"), "{matter}: {found:?}");
        let local = |one: &&String| one.starts_with("walsall") && !one.ends_with("until-2019");
        assert_eq!(found.iter().find(local), None, "{matter}");
        assert!(!authority("2019-09-01", matter).contains("walsall-board-until-2019"));
    }
}

#[test]
fn what_a_later_document_says_is_not_told_of_days_before_it() {
    for (before, since, matter, one) in [
        ("2021-11-10", "2023-12-15", "child-review.commission", "walsall-final-or-delegated"),
        ("2021-11-10", "2023-12-15", "funding.allocate", "walsall-who-signs-report"),
        ("2026-04-28", "2026-04-29", "relevant-agencies.name", "education-in-arrangements"),
    ] {
        assert!(!authority(before, matter).contains(one), "{matter}");
        assert!(authority(since, matter).contains(one), "{matter}");
    }
}

#[test]
fn what_the_guidance_of_2018_said_is_not_cited_since_that_of_2023_replaced_it() {
    for pack in ["england", "walsall"] {
        for question in [
            json!({ "question": "authority", "pack": pack }),
            json!({ "question": "membership", "pack": pack, "structure": true }),
        ] {
            let cites = |day: &str| {
                let mut asked = question.clone();
                asked["as_of"] = day.into();
                let answer = wire::answer(&Catalogue::bundled(), &asked.to_string());
                answer.expect("an answer").contains(r#""source":"wt-2018""#)
            };
            assert!(cites("2023-12-14"), "{question}");
            assert!(!cites("2023-12-15"), "{question}");
        }
    }
}

#[test]
fn a_conflict_about_an_organisation_or_a_body_that_is_shown_is_named() {
    let asked = json!({ "question": "membership", "pack": "walsall", "as_of": "2024-06-01",
        "organisations": [{ "organisation": "bc-icb" }] });
    assert!(conflicts(&asked).contains("walsall-health-partner-since-2022"));
    let asked = json!({ "question": "seat", "pack": "walsall", "as_of": "2024-06-01",
        "seat": "leads.council", "as": "holder", "person": {} });
    assert!(conflicts(&asked).contains("roles-of-2023-from-when"));
}

#[test]
fn a_meeting_is_told_of_the_conflicts_about_the_tests_on_which_it_rests() {
    let mut asked = executive("child-review.commission");
    assert!(conflicts(&asked).contains("walsall-three-tests-together"));
    asked["people"][2]["tests"]["speaks"] = json!(false);
    assert!(conflicts(&asked).contains("walsall-three-tests-together"));
    // Of those who surely were not there no test is asked.
    asked["people"] = json!([]);
    assert!(!conflicts(&asked).contains("walsall-three-tests-together"));
}

/// The bundled editions of the family, one of them changed.
fn changed(file: &str, change: impl Fn(&mut Value)) -> Catalogue {
    let packs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("packs");
    let read = |path: std::path::PathBuf| -> Value {
        let text = std::fs::read_to_string(path).expect("a text");
        serde_json::from_str(&text).expect("JSON")
    };
    let mut texts = Vec::new();
    for pack in ["england", "walsall"] {
        let sources = read(packs.join(pack).join("sources.json"));
        let folder = packs.join(pack).join("membership");
        for one in std::fs::read_dir(folder).expect("a folder").map(|one| one.expect("a file")) {
            let mut edition = read(one.path());
            edition["sources"] = sources["sources"].clone();
            if edition["pack"] == pack && format!("{pack}/{}", edition["from"]) == file {
                change(&mut edition);
            }
            texts.push(edition.to_string());
        }
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Catalogue::empty().with(&texts).unwrap_or_else(|error| panic!("{}", error.to_json()))
}

fn answered(catalogue: &Catalogue, request: &Value) -> Value {
    let answer = wire::answer(catalogue, &request.to_string()).expect("an answer");
    serde_json::from_str(&answer).expect("JSON")
}

const EDITION: &str = r#"walsall/"2019-09-01""#;

#[test]
fn a_conflict_with_days_is_named_on_those_alone() {
    let catalogue = changed(EDITION, |edition| {
        let all = edition["conflicts"].as_array_mut().expect("conflicts");
        let mut one = all.iter_mut().find(|one| one["id"] == "walsall-three-tests-together");
        let one = one.as_mut().expect("the conflict");
        one["from"] = json!("2021-11-10");
        one["until"] = json!("2022-01-01");
    });
    let mut asked = executive("child-review.commission");
    for (day, is_named) in
        [("2021-11-09", false), ("2021-11-10", true), ("2021-12-31", true), ("2022-01-01", false)]
    {
        asked["as_of"] = json!(day);
        let answer = answered(&catalogue, &asked);
        let mut all = answer["conflicts"].as_array().into_iter().flatten();
        let is = all.any(|one| one["conflict"] == "walsall-three-tests-together");
        assert_eq!(is, is_named, "{day}");
    }
}

#[test]
fn a_body_agrees_as_it_says_where_the_entry_does_not() {
    let catalogue = changed(EDITION, |edition| {
        let all = edition["bodies"].as_array_mut().expect("bodies");
        let mut one = all.iter_mut().find(|one| one["id"] == "executive-group");
        one.as_mut().expect("the body")["agreement"] = json!({ "setting": "executive_agreement" });
    });
    let mut asked = executive("performance.act");
    asked["settings"]["performance_decider"] = json!("executive-group");
    asked["people"][2]["agrees"] = json!(false);
    for (agreement, agreed) in [("all-partners", "false"), ("majority-of-partners", "true")] {
        asked["settings"]["executive_agreement"] = json!(agreement);
        let answer = answered(&catalogue, &asked);
        assert_eq!(answer["agreement"], agreement);
        assert_eq!(answer["agreed"], agreed, "{agreement}");
    }
    asked["settings"]["executive_agreement"] = Value::Null;
    let answer = answered(&catalogue, &asked);
    assert_eq!(answer["agreement"], "cannot-tell");
    assert_eq!(answer["agreed"], "unknown");
    let mut open = answer["open_settings"].as_array().into_iter().flatten();
    assert!(open.any(|one| one["setting"] == "executive_agreement"), "{answer}");
}
