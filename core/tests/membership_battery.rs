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
use stories::folder;

fn answered(catalogue: &Catalogue, request: &Value) -> Value {
    match wire::answer(catalogue, &request.to_string()) {
        Ok(text) => serde_json::from_str(&text).unwrap(),
        Err(error) => serde_json::from_str(&error.to_json()).unwrap(),
    }
}

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

/// Where an answer is not what is expected of it.
fn differences(catalogue: &Catalogue, fixture: &Value) -> Vec<String> {
    let answer = answered(catalogue, &fixture["request"]);
    let expect = fixture["expect"].as_object().expect("expect is an object");
    let all = expect.iter().map(|(key, expected)| (key, expected, got(&answer, key, expected)));
    all.filter(|(_, expected, got)| got != *expected)
        .map(|(key, expected, got)| format!("{key}: expected {expected}, got {got}"))
        .collect()
}

fn rows<'v>(answer: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    answer[key].as_array().into_iter().flatten()
}

/// A part of the rows that are expected, by their names.
fn by(answer: &Value, list: &str, id: &str, part: &str, expected: &Value) -> Value {
    let names = expected.as_object().unwrap().keys();
    let of = |name: &String| {
        let row = rows(answer, list).find(|row| row[id] == name.as_str());
        (name.clone(), row.map_or(Value::Null, |row| row[part].clone()))
    };
    Value::Object(names.map(of).collect())
}

/// Something of each matter that is expected.
fn of_matters(answer: &Value, expected: &Value, what: impl Fn(&Value) -> Value) -> Value {
    let wanted = expected.as_object().unwrap().keys();
    let of = |matter: &String| {
        let row = rows(answer, "matters").find(|row| row["matter"] == matter.as_str());
        (matter.clone(), row.map_or(Value::Null, &what))
    };
    Value::Object(wanted.map(of).collect())
}

fn ids(answer: &Value, list: &str, id: &str) -> Value {
    rows(answer, list).map(|row| row[id].clone()).collect()
}

fn plain(value: &Value) -> Value {
    value.as_array().map_or_else(|| value.clone(), |_| json!(value))
}

/// What an answer says of something, in the words of the fixtures.
fn got(answer: &Value, key: &str, expected: &Value) -> Value {
    match key {
        "error" => {
            let error = &answer["error"];
            let wanted = expected.as_object().unwrap().keys();
            Value::Object(wanted.map(|key| (key.clone(), error[key].clone())).collect())
        }
        "open_settings" => {
            let found: BTreeSet<&str> =
                rows(answer, key).map(|row| row["setting"].as_str().unwrap()).collect();
            same_set(expected, json!(found))
        }
        "problems" => same_set(
            expected,
            rows(answer, key).map(|row| json!({ "code": row["code"], "at": row["at"] })).collect(),
        ),
        "represented" => by(answer, "partners", "partner", "represented", expected),
        "partner_agrees" => by(answer, "partners", "partner", "agrees", expected),
        "held_by" => by(answer, "partners", "partner", "held_by", expected),
        "counts" => by(answer, "people", "person", "counts", expected),
        "says" => by(answer, "people", "person", "has_a_say", expected),
        "refer_to" | "exercised_by" | "decided_by" | "signed_off_by" => ids(answer, key, "entry"),
        "accountable_by" => {
            let found: BTreeSet<&str> =
                rows(answer, "accountable").map(|row| row["by"].as_str().unwrap()).collect();
            same_set(expected, json!(found))
        }
        "conflicts" => {
            let found: BTreeSet<&str> =
                rows(answer, key).map(|row| row["conflict"].as_str().unwrap()).collect();
            same_set(expected, json!(found))
        }
        "ready" => by(answer, "matters", "matter", "ready", expected),
        "answerable" => of_matters(answer, expected, |row| {
            let found: BTreeSet<&str> =
                rows(row, "accountable").map(|one| one["by"].as_str().unwrap()).collect();
            json!(found)
        }),
        "consultation" => of_matters(answer, expected, |row| {
            rows(row, key).map(|one| json!([one["entry"], one["consulted"]])).collect()
        }),
        "lacking_include" => {
            let wanted = expected.as_array().unwrap().iter();
            wanted.filter(|row| rows(answer, "lacking").any(|one| one == *row)).cloned().collect()
        }
        "deciders" => {
            let wanted = expected.as_object().unwrap().keys();
            let of = |matter: &String| {
                let row = rows(answer, "matters").find(|row| row["matter"] == matter.as_str());
                (matter.clone(), row.map_or(Value::Null, |row| ids(row, "deciders", "entry")))
            };
            Value::Object(wanted.map(of).collect())
        }
        "effects" => {
            let wanted = expected.as_object().unwrap().keys();
            let of = |entry: &String| {
                let mut parts = rows(answer, "matters").flat_map(|row| rows(row, "parts"));
                let part = parts.find(|part| part["entry"] == entry.as_str());
                (entry.clone(), part.map_or(Value::Null, |part| part["effect"].clone()))
            };
            Value::Object(wanted.map(of).collect())
        }
        "matrix" => matrix(answer, expected),
        "clauses" => clauses(answer, expected),
        "organisations" => organisations(answer, expected),
        "criteria" => criteria(answer, expected),
        _ => match &answer[key] {
            Value::Null if expected.is_array() => json!([]),
            found => plain(found),
        },
    }
}

/// What was expected where it is the same set, and what was found where not.
fn same_set(expected: &Value, found: Value) -> Value {
    let texts = |value: &Value| -> BTreeSet<String> {
        value.as_array().unwrap().iter().map(Value::to_string).collect()
    };
    if texts(expected) == texts(&found) { expected.clone() } else { found }
}

fn matrix(answer: &Value, expected: &Value) -> Value {
    let mut found = expected.clone();
    for (matter, bodies) in found.as_object_mut().unwrap() {
        let row = rows(answer, "matrix").find(|row| row["matter"] == matter.as_str());
        for (body, part) in bodies.as_object_mut().unwrap() {
            let cell =
                row.and_then(|row| rows(row, "bodies").find(|one| one["body"] == body.as_str()));
            *part = cell.map_or(Value::Null, |cell| {
                let several = &cell["could_be"];
                if several.is_null() { cell["part"].clone() } else { several.clone() }
            });
        }
    }
    found
}

fn clauses(answer: &Value, expected: &Value) -> Value {
    let mut found = expected.clone();
    for (pattern, clauses) in found.as_object_mut().unwrap() {
        let row =
            rows(&answer["quorum"], "patterns").find(|row| row["pattern"] == pattern.as_str());
        let of = |clause: &Value| {
            let name = clause["clause"].as_str().unwrap().to_owned();
            (name, json!([clause["truth"], clause["needs"]["most"], clause["has"]["most"]]))
        };
        *clauses =
            row.map_or(Value::Null, |row| Value::Object(rows(row, "clauses").map(of).collect()));
    }
    found
}

fn organisations(answer: &Value, expected: &Value) -> Value {
    let mut found = expected.clone();
    for (id, parts) in found.as_object_mut().unwrap() {
        let row = rows(answer, "organisations").find(|row| row["organisation"] == id.as_str());
        let missing = rows(answer, "missing").find(|row| row["organisation"] == id.as_str());
        for (key, part) in parts.as_object_mut().unwrap() {
            let Some(row) = row else { continue };
            let (partner, agency) = (&row["statutory_partner"], &row["relevant_agency"]);
            let value = match key.as_str() {
                "children" | "adults" | "place" => &partner[key],
                "missing" => missing.map_or(&Value::Null, |missing| &missing["needs"]),
                key if !row[key].is_null() => &row[key],
                key => &agency[key],
            };
            *part = if value.is_null() && part.is_array() { json!([]) } else { value.clone() };
        }
    }
    found
}

fn criteria(answer: &Value, expected: &Value) -> Value {
    match expected {
        Value::Object(_) => by(answer, "criteria", "criterion", "truth", expected),
        _ => answer["criteria"].clone(),
    }
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
