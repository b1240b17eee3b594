//! The fixture battery: every case of `fixtures/thresholds` answered and compared.
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
use stories::{folder, with_others};

#[test]
fn every_fixture_is_answered_as_expected() {
    let catalogue = Catalogue::bundled();
    let mut failures = Vec::new();
    let mut names = BTreeSet::new();
    for (file, document) in folder("thresholds") {
        for fixture in document["fixtures"].as_array().expect("fixtures") {
            let name = fixture["name"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} stands twice ({file})");
            let differing = differences(&catalogue, fixture);
            failures.extend(differing.into_iter().map(|what| format!("{file}: {name}: {what}")));
        }
    }
    assert!(!names.is_empty(), "no fixtures");
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), names.len(), failures.join("\n"));
}

#[test]
fn every_case_is_answered() {
    let catalogue = Catalogue::bundled();
    let cases = folder("cases");
    let mut failures = Vec::new();
    assert!(!cases.is_empty());
    for (file, case) in cases {
        assert!(case["title"].is_string() && case["story"].is_string(), "{file}");
        let mut request = case["request"].clone();
        request["record"] = json!(true);
        let record = wire::answer(&catalogue, &request.to_string())
            .unwrap_or_else(|error| panic!("{file}: {}", error.to_json()));
        let replay = format!(r#"{{"question":"replay","record":{record}}}"#);
        let replayed = wire::answer(&catalogue, &replay).unwrap();
        assert_eq!(replayed, r#"{"answer":"replay","same":true,"differences":[]}"#, "{file}");
        if case.get("expect").is_some() {
            let differing = differences(&catalogue, &case);
            failures.extend(differing.into_iter().map(|what| format!("{file}: {what}")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn differences(catalogue: &Catalogue, fixture: &Value) -> Vec<String> {
    let expect = &fixture["expect"];
    let request = with_others(catalogue, fixture);
    let answer = match wire::answer(catalogue, &request.to_string()) {
        Ok(text) => serde_json::from_str::<Value>(&text).unwrap(),
        Err(error) => serde_json::from_str::<Value>(&error.to_json()).unwrap(),
    };
    if answer.get("error").is_some() && expect.get("error").is_none() {
        return vec![format!("refused: {}", answer["error"])];
    }
    let mut found = Vec::new();
    let mut check = |what: &str, expected: &Value, got: Value| {
        if *expected != got {
            found.push(format!("{what}: expected {expected}, got {got}"));
        }
    };
    let level = &answer["level"];
    for (key, expected) in expect.as_object().expect("expect is an object") {
        match key.as_str() {
            "at_least" | "at_most" | "settled" | "illustrative" => {
                check(key, expected, level[key].clone());
            }
            "applies" => check(key, expected, answer["applies"].clone()),
            "routes" => {
                for (route, truth) in expected.as_object().unwrap() {
                    check(route, truth, route_truth(&answer, route));
                }
            }
            "deciding" => {
                let carrying = list_of(&answer, "findings").filter(|finding| {
                    finding["truth"] == "true"
                        && finding["level"].is_number()
                        && finding["level"] == level["at_least"]
                });
                check(key, &sorted(expected), ids(carrying, "rule"));
            }
            "findings_include" => {
                subset(&mut check, key, expected, &ids(true_ones(&answer), "rule"))
            }
            "prompts" => check(key, &sorted(expected), list(&answer["prompts"], "rule")),
            "sources" => {
                let findings = list_of(&answer, "findings");
                let cites = findings.flat_map(|finding| finding["cites"].as_array().unwrap());
                check(key, &sorted(expected), ids(cites, "source"));
            }
            "missing" => check(key, &sorted(expected), list(&answer["missing"], "fact")),
            "missing_includes" => {
                subset(&mut check, key, expected, &list(&answer["missing"], "fact"))
            }
            "missing_excludes" => {
                let missing = list(&answer["missing"], "fact");
                let kept = expected.as_array().unwrap().iter();
                let wrong: Vec<_> =
                    kept.filter(|f| missing.as_array().unwrap().contains(f)).collect();
                check(key, &json!([]), json!(wrong));
            }
            "next_question" => check(key, expected, answer["next_question"]["fact"].clone()),
            "consent" => {
                for (belongs_to, requirement) in expected.as_object().unwrap() {
                    check(belongs_to, requirement, consent(&answer, belongs_to, "requirement"));
                }
            }
            "may_proceed_without" => {
                for (belongs_to, truth) in expected.as_object().unwrap() {
                    check(belongs_to, truth, consent(&answer, belongs_to, key));
                }
            }
            "while_open" => {
                for (step, facts) in expected.as_object().unwrap() {
                    check(step, facts, while_open(&answer, step));
                }
            }
            "governed_by" => {
                for (source, truth) in expected.as_object().unwrap() {
                    check(source, truth, governing(&answer, source));
                }
            }
            "inconsistent" | "strengths" => {
                check(key, &sorted(expected), list(&answer[key], "rule"));
            }
            "open_settings" => check(key, &sorted(expected), list(&answer[key], "setting")),
            "judgement" => {
                for (part, value) in expected.as_object().unwrap() {
                    check(part, value, answer["judgement"][part].clone());
                }
            }
            "error" => {
                let error = &answer["error"];
                check(key, expected, json!({ "code": error["code"], "at": error["at"] }));
            }
            other => panic!("unknown expectation {other}"),
        }
    }
    found
}

fn subset(check: &mut impl FnMut(&str, &Value, Value), key: &str, expected: &Value, got: &Value) {
    let got = got.as_array().unwrap();
    let lacking: Vec<_> =
        expected.as_array().unwrap().iter().filter(|item| !got.contains(item)).collect();
    check(&format!("{key} lacking"), &json!([]), json!(lacking));
}

fn true_ones(answer: &Value) -> impl Iterator<Item = &Value> {
    list_of(answer, "findings").filter(|finding| finding["truth"] == "true")
}

fn ids<'v>(items: impl Iterator<Item = &'v Value>, key: &str) -> Value {
    let ids: BTreeSet<&str> = items.map(|item| item[key].as_str().unwrap()).collect();
    json!(ids)
}

fn list(items: &Value, key: &str) -> Value {
    ids(items.as_array().into_iter().flatten(), key)
}

/// A list of the answer; an absent one is empty.
fn list_of<'v>(answer: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    answer[key].as_array().into_iter().flatten()
}

fn sorted(value: &Value) -> Value {
    let texts: BTreeSet<&str> =
        value.as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect();
    json!(texts)
}

fn consent(answer: &Value, belongs_to: &str, key: &str) -> Value {
    list_of(answer, "consent")
        .find(|rule| rule["for"] == belongs_to)
        .map_or(Value::Null, |rule| rule[key].clone())
}

/// The facts because of which a step for the time while something is open is shown.
fn while_open(answer: &Value, step: &str) -> Value {
    let found = list_of(answer, "pathway").find(|shown| shown["step"] == step);
    found.map_or(Value::Null, |shown| shown["while_open"].clone())
}

/// Whether a document governs; null where it certainly does not.
fn governing(answer: &Value, source: &str) -> Value {
    let found = list_of(answer, "governed_by").find(|found| found["source"] == source);
    found.map_or(Value::Null, |found| found["truth"].clone())
}

fn route_truth(answer: &Value, route: &str) -> Value {
    if let Some(found) = list_of(answer, "routes").find(|found| found["route"] == route) {
        return found["truth"].clone();
    }
    let ruled_out = list_of(answer, "ruled_out").any(|out| out == route);
    if ruled_out { json!("false") } else { json!("no such route") }
}
