//! Texts that are short enough to be read, and made to cost as much as they can.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::small;
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

/// The code of the answer to a request with this inside, which must come soon.
#[track_caller]
fn soon(inside: &str) -> Option<&'static str> {
    let catalogue = Catalogue::empty().with(&[small().to_string().as_str()]).unwrap();
    let request = format!(
        r#"{{"question":"thresholds","pack":"small","subject":"person","as_of":"2024-05-01",{inside}}}"#
    );
    let refused = wire::answer(&catalogue, &request).err();
    if let Some(error) = &refused {
        assert!(error.problems().all(|problem| problem.message.len() < 1_000));
        assert!(error.problems().all(|problem| problem.at.len() < 500));
    }
    refused.map(|error| error.code())
}

fn numbered(count: usize) -> String {
    (0..count).map(|n| format!(r#""k{n}":1"#)).collect::<Vec<_>>().join(",")
}

fn repeated(item: &str, count: usize) -> String {
    vec![item; count].join(",")
}

const MILLION: usize = 1_000_000;

#[test]
fn a_long_answer_is_refused_soon() {
    let long = "k".repeat(4 * MILLION);
    assert_eq!(soon(&format!(r#""facts":{{"moves":"{long}"}}"#)), Some("case.wrong-kind"));
    assert_eq!(soon(&format!(r#""facts":{{"date_of_birth":"{long}"}}"#)), Some("case.not-a-date"));
    assert_eq!(soon(&format!(r#""facts":["{long}"]"#)), Some("json.kind"));
    let ones = repeated("1", MILLION);
    assert_eq!(soon(&format!(r#""facts":{{"needs":[{ones}]}}"#)), Some("case.wrong-kind"));
    assert_eq!(soon(&format!(r#""facts":[{ones}]"#)), Some("json.kind"));
    assert_eq!(soon(&format!(r#""facts":{{"needs":[{}]}}"#, repeated(r#""food""#, 100_000))), None);
}

#[test]
fn many_keys_are_refused_soon() {
    let many = numbered(200_000);
    assert_eq!(soon(&format!(r#""facts":{{}},{many}"#)), Some("json.unknown-key"));
    assert_eq!(soon(&format!(r#""facts":{{{many}}}"#)), Some("case.unknown-fact"));
}

/// Of an incident too, however many names are not known; only the first are told what may have been
/// meant.
#[cfg(feature = "bundled-packs")]
#[test]
fn many_unknown_facts_and_events_of_an_incident_are_answered_soon() {
    let asked = |inside: &str| {
        let head = r#""question":"reviews","pack":"walsall","subject":"incident""#;
        let request = format!(r#"{{{head},"as_of":"2024-05-01",{inside}}}"#);
        wire::answer(&Catalogue::bundled(), &request)
    };
    let near: String = (0..50_000).map(|n| format!(r#""dieed_{n}":true,"#)).collect();
    let error = asked(&format!(r#""facts":{{{near}"diedd":true}}"#)).unwrap_err();
    assert_eq!(error.code(), "case.unknown-fact");
    assert_eq!(error.problems().count(), 50_001);
    let hinted = error.problems().filter(|one| one.message.contains("did you mean")).count();
    assert!(hinted <= 100, "{hinted}");
    let answer = asked(&format!(r#""facts":{{}},"events":{{{near}"la-awar":true}}"#)).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["problems"].as_array().unwrap().len(), 50_001);
}

#[test]
fn many_settings_are_refused() {
    let many = numbered(300_000);
    let code = soon(&format!(r#""facts":{{}},"settings":{{{many}}}"#));
    assert_eq!(code, Some("request.unknown-setting"));
}

#[test]
fn many_options_both_ways_are_refused() {
    let (yes, no) = (repeated(r#""food""#, 300_000), repeated(r#""rest""#, 300_000));
    let facts = format!(r#""facts":{{"needs":{{"yes":[{yes}],"no":[{no},"food"]}}}}"#);
    assert_eq!(soon(&facts), Some("case.bad-range"));
}

#[test]
fn a_long_unknown_name_is_refused() {
    let long = "k".repeat(8 * MILLION);
    assert_eq!(soon(&format!(r#""facts":{{"{long}":true}}"#)), Some("case.unknown-fact"));
    assert_eq!(soon(&format!(r#""facts":{{"home":"{long}"}}"#)), Some("case.unknown-option"));
    assert_eq!(soon(&format!(r#""facts":{{}},"{long}":true"#)), Some("json.unknown-key"));
    assert_eq!(soon(&format!(r#""facts":{{}},"explain":"{long}""#)), Some("json.unknown-word"));
}

/// The small pack with rules each of which rests twice on the one before, loaded and
/// answered.
fn resting_twice(depth: usize, form: impl Fn(&Value, &Value) -> Value) {
    let mut pack = small();
    let fact = json!({ "fact": "at_risk" });
    for n in 0..depth {
        let mut rule = pack["rules"][1].clone();
        rule["id"] = json!(format!("rests.{n}"));
        let below = json!({ "rule": format!("rests.{}", n.wrapping_sub(1)) });
        rule["when"] = if n == 0 { fact.clone() } else { form(&below, &fact) };
        pack["rules"].as_array_mut().unwrap().push(rule);
    }
    let catalogue = Catalogue::empty().with(&[pack.to_string().as_str()]).unwrap();
    let request = r#"{"question":"thresholds","pack":"small","subject":"person","as_of":"2024-05-01","facts":{}}"#;
    let answer: Value = serde_json::from_str(&wire::answer(&catalogue, request).unwrap()).unwrap();
    assert_eq!(answer["level"]["at_most"], 3);
}

#[test]
fn rules_that_rest_twice_on_one_another_are_answered_soon() {
    resting_twice(24, |below, _| json!({ "all": [below, below] }));
    resting_twice(24, |below, fact| json!({ "any": [below, { "all": [below, fact] }] }));
    resting_twice(24, |below, fact| json!({ "at_least": 2, "of": [below, below, fact] }));
    resting_twice(24, |below, fact| {
        let (one, other) = (json!([below, { "not": fact }]), json!([{ "not": below }, fact]));
        json!({ "any": [{ "all": one }, { "all": other }] })
    });
}
