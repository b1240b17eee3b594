//! What a later edition changes in the audits: the cycle, who owes what, the duties.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

const SMALL: &str = include_str!("../../fixtures/packs/good/small-audits.json");

/// The small pack until the end of 2020, and from then on an edition with another cycle of the
/// section 11 audit, schools in the adult audit, and one more duty.
fn catalogue() -> Catalogue {
    let mut first: Value = serde_json::from_str(SMALL).unwrap();
    let named = |list: &str, is: &dyn Fn(&Value) -> bool| -> Value {
        let items = first[list].as_array().unwrap();
        items.iter().find(|item| is(item)).unwrap().clone()
    };
    let mut audit = named("programmes", &|item| item["id"] == "section-11");
    (audit["cycle_years"], audit["anchor"]) = (json!(3), json!(2021));
    let mut schools = named("obligations", &|item| {
        item["programme"] == "adult-audit" && item["owed"] == "out-of-scope"
    });
    schools["owed"] = json!("invitation");
    let mut register = named("duties", &|item| item["cadence"]["kind"] == "continuous");
    register["id"] = json!("register.new");
    let later = json!({ "format": 1, "pack": "small", "family": "audits", "title": first["title"],
        "from": "2021-01-01", "amends": first["from"], "checked_on": first["checked_on"],
        "sources": first["sources"], "programmes": [audit], "obligations": [schools],
        "duties": [register] });
    first["until"] = json!("2021-01-01");
    Catalogue::empty().with(&[first.to_string().as_str(), later.to_string().as_str()]).unwrap()
}

fn asked(as_of: &str, happened: Value) -> Value {
    let request = json!({ "question": "audits", "pack": "small", "as_of": as_of,
        "from": "2019-01-01", "until": "2025-01-01",
        "settings": { "s11_anchor": 2019, "s11_year_kind": "financial",
            "s11_slippage": "from-completion" },
        "agencies": [ { "agency": "trust", "types": ["nhs-trust"] },
            { "agency": "school", "types": ["school"] } ],
        "happened": happened });
    let answer = wire::answer(&catalogue(), &request.to_string()).unwrap();
    serde_json::from_str(&answer).unwrap()
}

#[test]
fn another_cycle_begins_anew_and_what_was_late_before_moves_nothing_in_it() {
    let late = json!([{ "programme": "section-11", "phase": "self-assessment", "year": 2019,
        "agency": "trust", "what": "returned", "on": "2020-05-01" }]);
    let answer = asked("2021-06-01", late);
    let years = answer["programmes"][0]["years"].as_array().unwrap();
    let phases: Vec<(i64, &str)> = years
        .iter()
        .map(|year| (year["year"].as_i64().unwrap(), year["phase"].as_str().unwrap_or("none")))
        .collect();
    let (assessment, challenge) = ("self-assessment", "peer-challenge");
    // Without the later edition the challenge would fall in 2021.
    let expected = [(2019, assessment), (2020, "none"), (2021, assessment), (2022, challenge)];
    assert_eq!(phases[..4], expected);
    assert_eq!(phases[4..], [(2023, "none"), (2024, assessment)]);
}

#[test]
fn one_that_a_later_edition_brings_in_has_joined_in_mid_cycle() {
    let answer = asked("2021-06-01", json!([]));
    let errors = answer["phase_errors"].as_array().unwrap();
    let joined = errors.iter().filter(|error| error["code"] == "audits.joined-mid-cycle");
    let joined: Vec<(&str, &str, i64)> = joined
        .map(|error| {
            let word = |key: &str| error[key].as_str().unwrap();
            (word("phase"), word("agency"), error["year"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(joined, [("event", "school", 2021)]);
}

#[test]
fn a_continuous_duty_begins_with_the_edition_that_has_it() {
    for (as_of, state) in [("2020-06-01", "not-yet-due"), ("2021-01-01", "due")] {
        let answer = asked(as_of, json!([]));
        let duties = answer["duties"].as_array().unwrap();
        let duty = duties.iter().find(|duty| duty["duty"] == "register.new").unwrap();
        assert_eq!(duty["occurrences"], json!([{ "state": state }]), "{as_of}");
    }
}
