//! The fixtures of `fixtures/membership` and the stories of `fixtures/meetings` answered and compared,
//! and the tables and drawings.
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
use std::collections::BTreeSet;
use stories::{Speaks, answered, folder};

#[test]
fn every_fixture_is_answered_as_expected() {
    let catalogue = Catalogue::bundled();
    let (mut failures, mut names) = (Vec::new(), BTreeSet::new());
    for (file, document) in folder("membership") {
        for fixture in document["fixtures"].as_array().expect("fixtures") {
            let name = fixture["name"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} stands twice ({file})");
            let differing = differences(&catalogue, fixture).into_iter();
            failures.extend(differing.map(|what| format!("{name}: {what}")));
        }
    }
    assert!(names.len() > 100, "no fixtures");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_story_is_answered_and_its_record_replayed() {
    let catalogue = Catalogue::bundled();
    let stories = folder("meetings");
    assert!(stories.len() >= 15, "{} stories", stories.len());
    let mut failures = Vec::new();
    for (file, story) in stories {
        assert!(story["title"].is_string() && story["story"].is_string(), "{file}");
        let mut request = story["request"].clone();
        request["record"] = json!(true);
        let record = wire::answer(&catalogue, &request.to_string())
            .unwrap_or_else(|error| panic!("{file}: {}", error.to_json()));
        let replay = format!(r#"{{"question":"replay","record":{record}}}"#);
        let replayed = wire::answer(&catalogue, &replay).unwrap();
        assert_eq!(replayed, r#"{"answer":"replay","same":true,"differences":[]}"#, "{file}");
        let differing = differences(&catalogue, &story).into_iter();
        failures.extend(differing.map(|what| format!("{file}: {what}")));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn differences(catalogue: &Catalogue, fixture: &Value) -> Vec<String> {
    let answer = answered(catalogue, &fixture["request"]);
    stories::differences(Speaks::Membership, &answer, &fixture["expect"])
}

#[test]
fn tables_and_drawings_are_safe_and_say_the_same_twice() {
    let catalogue = Catalogue::bundled();
    for pack in ["england", "walsall"] {
        for question in ["authority-table", "structure-diagram"] {
            let request = json!({ "question": question, "pack": pack, "as_of": "2021-11-10" });
            let answer = answered(&catalogue, &request);
            let (svg, markdown) = (answer["svg"].as_str().unwrap(), &answer["markdown"]);
            assert_eq!(answer, answered(&catalogue, &request));
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{question}");
            for bad in ["<script", "style=", "onload", "href=", "<foreignObject"] {
                assert!(!svg.contains(bad), "{question}: {bad}");
            }
            assert!(svg.matches("<title>").count() > 5, "{question}");
            assert!(markdown.as_str().unwrap().starts_with("# "), "{question}");
        }
    }
}

#[test]
fn what_is_too_open_is_refused_and_soon() {
    let catalogue = Catalogue::bundled();
    let people: Vec<Value> = (0..64)
        .map(|number| {
            json!({ "person": format!("p{number}"),
                "seats": ["board.chair", "board.council", "board.health", "board.police", "board.added-member"] })
        })
        .collect();
    let request = json!({ "question": "meeting", "pack": "england", "as_of": "2021-11-10",
        "body": "safeguarding-adults-board", "matter": "adult-review.commission", "people": people });
    let answer = answered(&catalogue, &request);
    let is_known = ["request.too-open"]
        .contains(&answer["error"]["code"].as_str().unwrap_or("request.too-open"));
    assert!(is_known, "{}", answer["error"]);
}
