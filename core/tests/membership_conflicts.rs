//! Which conflicts an answer about membership names: those of the matter, also where the meeting may
//! decide, and no others.
#![cfg(feature = "bundled-packs")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
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
    for (matter, one) in [
        ("child-review.commission", "walsall-final-or-delegated"),
        ("funding.allocate", "walsall-who-signs-report"),
    ] {
        assert!(!authority("2021-11-10", matter).contains(one), "{matter}");
        assert!(authority("2023-12-15", matter).contains(one), "{matter}");
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
