//! The form of membership: the fixtures of `fixtures/forms`, and that every meeting that the battery
//! gives could have been filled in by it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod stories;

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use stories::{all_of, folder};

fn form(catalogue: &Catalogue, request: &Value) -> Value {
    match wire::questions(catalogue, &request.to_string()) {
        Ok(text) => serde_json::from_str(&text).unwrap(),
        Err(error) => serde_json::from_str(&error.to_json()).unwrap(),
    }
}

fn rows<'v>(form: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    form[key].as_array().into_iter().flatten()
}

fn ids(form: &Value, key: &str, id: &str) -> Value {
    rows(form, key).map(|row| row[id].clone()).collect()
}

/// What a form says of something, in the words of the fixtures.
fn got(form: &Value, key: &str, expected: &Value) -> Value {
    match key {
        "error" => json!({ "code": form["error"]["code"], "at": form["error"]["at"] }),
        "all_bodies" => ids(form, "bodies", "body"),
        "matters" => ids(form, key, "matter"),
        "settings" => ids(form, key, "setting"),
        "tests" => ids(form, key, "test"),
        "organisations" => {
            let there = rows(form, key).filter(|row| row["in_force"].is_null());
            there.map(|row| row["organisation"].clone()).collect()
        }
        "held_by" => {
            let held =
                |row: &Value| (row["partner"].as_str().unwrap().to_owned(), row["held_by"].clone());
            Value::Object(rows(form, "partners").map(held).collect())
        }
        "elected" => rows(form, "offices")
            .filter(|one| one["elected"] == true)
            .map(|one| one["office"].clone())
            .collect(),
        "kinds" => {
            let is = |kind: &String| {
                let row = rows(form, "kinds").find(|row| row["kind"] == kind.as_str()).unwrap();
                (kind.clone(), json!(row["in_force"].as_str().unwrap_or("true")))
            };
            Value::Object(expected.as_object().unwrap().keys().map(is).collect())
        }
        "bodies" => {
            let of = |(id, parts): (&String, &Value)| {
                let row = rows(form, "bodies").find(|row| row["body"] == id.as_str());
                let row = row.unwrap_or(&Value::Null);
                let part = |key: &String| {
                    let value = match key.as_str() {
                        "asks" => ids(row, "asks", "key"),
                        "seats" => ids(row, "seats", "seat"),
                        "open_capacities" => {
                            let open = rows(row, "seats").filter_map(|seat| {
                                let open = ids(seat, key, "capacity");
                                let is_open = open.as_array().is_some_and(|open| !open.is_empty());
                                is_open.then(|| (seat["seat"].as_str().unwrap().to_owned(), open))
                            });
                            Value::Object(open.collect())
                        }
                        "holder" | "deputy" => {
                            let seat = parts[key]["seat"].as_str().unwrap();
                            let mut seats = rows(row, "seats");
                            let seat = seats.find(|one| one["seat"] == seat).unwrap();
                            json!({ "seat": seat["seat"], "tests": seat[key] })
                        }
                        _ => row[key].clone(),
                    };
                    (key.clone(), value)
                };
                let parts: Map<_, _> = parts.as_object().unwrap().keys().map(part).collect();
                (id.clone(), Value::Object(parts))
            };
            Value::Object(expected.as_object().unwrap().iter().map(of).collect())
        }
        _ => form[key].clone(),
    }
}

#[test]
fn every_form_is_as_expected() {
    let catalogue = Catalogue::bundled();
    let (mut failures, mut names) = (Vec::new(), BTreeSet::new());
    for (file, document) in folder("forms") {
        for fixture in document["fixtures"].as_array().expect("fixtures") {
            let name = fixture["name"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} stands twice ({file})");
            let form = form(&catalogue, &fixture["request"]);
            for (key, expected) in fixture["expect"].as_object().expect("expect is an object") {
                let got = got(&form, key, expected);
                if got != *expected {
                    failures.push(format!("{name}: {key}: expected {expected}, got {got}"));
                }
            }
        }
    }
    assert!(names.len() >= 8, "{} fixtures", names.len());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_a_form_offers_is_all_that_a_meeting_can_be_given() {
    let catalogue = Catalogue::bundled();
    let mut read = 0;
    for fixture in all_of(&["membership", "meetings"]) {
        let request = &fixture["request"];
        let is_meeting = request["question"] == "meeting" && request["people"].is_array();
        let Ok(answer) = wire::answer(&catalogue, &request.to_string()) else { continue };
        let answer: Value = serde_json::from_str(&answer).unwrap();
        if !is_meeting || !answer["problems"].is_null() || answer["exists"] == "false" {
            continue;
        }
        let mut asked = json!({ "family": "membership", "pack": request["pack"],
            "as_of": request["as_of"], "body": request["body"] });
        if request["matter"].is_string() {
            asked["matter"] = request["matter"].clone();
        }
        let form = form(&catalogue, &asked);
        let body = &form["bodies"][0];
        let seats: BTreeSet<&str> =
            rows(body, "seats").filter_map(|seat| seat["seat"].as_str()).collect();
        let extra: BTreeSet<&str> =
            rows(request, "extra_seats").filter_map(|seat| seat["seat"].as_str()).collect();
        for seat in rows(request, "people").flat_map(|person| rows(person, "seats")) {
            let seat = seat.as_str().or_else(|| seat["seat"].as_str()).unwrap();
            assert!(seats.contains(seat) || extra.contains(seat), "{seat}: {request}");
        }
        // What the answer asks for is what the form asks.
        let asks: BTreeSet<&str> =
            rows(body, "asks").filter_map(|ask| ask["key"].as_str()).collect();
        for missing in rows(&answer, "missing") {
            let needs = missing["needs"].as_str().unwrap();
            let key = match needs {
                "present" | "agrees" | "vacant" | "chair_allows" | "delegated" | "members"
                | "no_others" => needs,
                "interest" => "interests",
                "people" | "matter" => continue,
                _ => "tests",
            };
            assert!(asks.contains(key), "{needs}: {asks:?} {request}");
        }
        let settings: BTreeSet<&str> =
            rows(body, "settings").filter_map(|setting| setting.as_str()).collect();
        for open in rows(&answer, "open_settings") {
            let open = open["setting"].as_str().unwrap();
            assert!(settings.contains(open), "{open}: {settings:?} {request}");
        }
        read += 1;
    }
    assert!(read > 80, "{read}");
}
