//! Audits by the typed door, and what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::audits::{About, Agency, AuditStanding, Audits, Entry};
use safeguarding_rules::{Calendar, Catalogue, Day, PartialDate, SettingValue, wire};
use serde_json::{Value, json};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The section 11 audit of a hospital trust in Walsall, anchored in 2019.
fn hospital(as_of: &str) -> Audits {
    let rules = Catalogue::bundled().audits("walsall").unwrap();
    let mut audits = Audits::new(&rules, day(as_of), day("2019-04-01"), day("2029-04-01"));
    audits.set("s11_anchor", &SettingValue::Count(2019)).unwrap();
    for (setting, word) in [("s11_year_kind", "financial"), ("s11_slippage", "fixed-parity")] {
        audits.set(setting, &SettingValue::Word(word.to_owned())).unwrap();
    }
    audits.set("s11_return_months", &SettingValue::Count(4)).unwrap();
    audits.only(vec!["section-11".to_owned()]);
    audits.agency(Agency::new("hospital", "nhs-trust"));
    audits
}

#[test]
fn the_audit_and_the_peer_challenge_alternate() {
    let audits = hospital("2019-06-01");
    let decision = audits.assess(Calendar::england_and_wales());
    let phases: Vec<(i32, &str)> =
        decision.occurrences.iter().map(|one| (one.year, one.phase)).collect();
    assert_eq!(phases.len(), 10);
    for (year, phase) in phases {
        let expected = if year % 2 == 1 { "self-assessment" } else { "peer-challenge" };
        assert_eq!(phase, expected, "{year}");
    }
    assert_eq!(decision.occurrences[0].standing, AuditStanding::Open);
    assert_eq!(decision.occurrences[1].standing, AuditStanding::NotDue);
}

#[test]
fn that_the_cycle_is_of_two_years_is_a_reading_and_the_answer_says_so() {
    let audits = hospital("2019-06-01");
    let decision = audits.assess(Calendar::england_and_wales());
    let programme = &decision.programmes[0];
    let by = programme.cycle_by.as_ref().expect("the cycle is a setting");
    assert_eq!((programme.cycle_years, by.setting), (Some(2), "s11_cycle_years"));
    assert_eq!(by.grounds.basis.word(), "project-reading");
    assert!(by.seen_at.is_some_and(|seen| seen.contains("bi-annual")), "{:?}", by.seen_at);
    assert_eq!(programme.grounds.basis.word(), "local-arrangements");
}

#[test]
fn a_challenge_waits_for_the_assessment_that_it_needs() {
    let mut audits = hospital("2020-06-01");
    let blocked = audits.assess(Calendar::england_and_wales()).occurrences[1].standing;
    assert_eq!(blocked, AuditStanding::Blocked);
    audits.record(Entry {
        about: About::Phase {
            programme: "section-11".to_owned(),
            phase: "self-assessment".to_owned(),
            year: 2019,
        },
        agency: Some("hospital".to_owned()),
        what: "returned".to_owned(),
        on: PartialDate::on(day("2019-09-30")),
        reason: None,
    });
    let decision = audits.assess(Calendar::england_and_wales());
    assert_eq!(decision.occurrences[0].standing, AuditStanding::Returned);
    assert_eq!(decision.occurrences[1].standing, AuditStanding::Open);
}

#[test]
fn what_the_pack_does_not_have_is_refused() {
    let refused = |request: Value| {
        let error = wire::answer(&Catalogue::bundled(), &request.to_string()).unwrap_err();
        error.problems().map(|problem| (problem.code, problem.at.clone())).collect::<Vec<_>>()
    };
    let returns = |set: &str, scale: &str| {
        json!({ "question": "audit-returns", "pack": "walsall", "as_of": "2022-01-01", "set": set,
            "scale": scale, "returns": [] })
    };
    let (set, scale) = ("request.unknown-set", "request.unknown-scale");
    assert_eq!(refused(returns("none", "rag-met")), [(set, "/set".to_owned())]);
    assert_eq!(refused(returns("s11-eight", "none")), [(scale, "/scale".to_owned())]);
    let report = json!({ "question": "annual-report", "pack": "walsall", "as_of": "2022-01-01",
        "report": "none" });
    assert_eq!(refused(report), [("request.unknown-report", "/report".to_owned())]);
}

/// Of what surely has to be there it is not said again, part by part, that it has to.
#[test]
fn whether_a_part_of_a_report_is_required_is_said_where_it_is_open_alone() {
    let report = json!({ "question": "annual-report", "pack": "england", "as_of": "2022-01-01",
        "report": "annual-report" });
    let text = wire::answer(&Catalogue::bundled(), &report.to_string()).unwrap();
    let answer: Value = serde_json::from_str(&text).unwrap();
    let parts = answer["parts"].as_array().unwrap();
    let said = parts.iter().filter_map(|one| Some((&one["part"], one.get("required")?)));
    // Only an area with a secure establishment has to tell of restraint; whether it has one is not set.
    assert_eq!(said.collect::<Vec<_>>(), [(&json!("wt18.restraint"), &json!("unknown"))]);
    assert!(parts.len() > 20);
}

#[test]
fn a_form_names_what_can_be_given() {
    let catalogue = Catalogue::bundled();
    let form = r#"{"family":"audits","pack":"walsall","as_of":"2022-08-01"}"#;
    let form: Value = serde_json::from_str(&wire::questions(&catalogue, form).unwrap()).unwrap();
    assert_eq!(form["family"], "audits");
    let ids = |list: &str, key: &str| -> Vec<Value> {
        form[list].as_array().unwrap().iter().map(|one| one[key].clone()).collect()
    };
    assert!(ids("programmes", "programme").contains(&json!("section-11")));
    assert!(ids("agency_types", "type").contains(&json!("icb")));
    assert!(ids("standard_sets", "set").contains(&json!("s11-eight")));
    assert!(ids("reports", "report").contains(&json!("annual-report")));
    assert!(ids("settings", "setting").contains(&json!("s11_anchor")));
    // What the form offers is taken: each step can be recorded by its word.
    let phases = form["programmes"][0]["phases"].as_array().unwrap();
    let steps = phases.iter().flat_map(|phase| {
        let steps = phase["steps"].as_array().unwrap().iter();
        steps.map(|step| (phase["phase"].clone(), step["done_by"].clone()))
    });
    let happened: Vec<Value> = steps
        .map(|(phase, what)| {
            let year = if phase == "self-assessment" { 2019 } else { 2020 };
            json!({ "programme": form["programmes"][0]["programme"], "phase": phase, "year": year,
                "what": what, "on": "2020-06-01" })
        })
        .collect();
    assert!(happened.len() > 8, "{happened:?}");
    let request = json!({ "question": "audits", "pack": "walsall", "as_of": "2021-06-01",
        "from": "2019-04-01", "until": "2021-04-01", "happened": happened,
        "settings": { "s11_anchor": 2019, "s11_year_kind": "financial",
            "s11_slippage": "fixed-parity" },
        "agencies": [{ "agency": "a", "types": ["nhs-trust"] }] });
    let answer = wire::answer(&catalogue, &request.to_string()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    let unknown = |one: &Value| one["code"].as_str().unwrap().starts_with("audits.unknown");
    assert!(!answer["problems"].as_array().into_iter().flatten().any(unknown), "{answer}");
}

#[test]
fn a_form_about_audits_has_no_subject_and_a_day() {
    let catalogue = Catalogue::bundled();
    for (form, code) in [
        (json!({"family": "audits", "pack": "walsall"}), "json.missing-key"),
        (
            json!({"family": "audits", "pack": "walsall", "subject": "child", "as_of": "2022-01-01"}),
            "json.unknown-key",
        ),
        (
            json!({"family": "audits", "pack": "nowhere", "as_of": "2022-01-01"}),
            "request.unknown-pack",
        ),
        (
            json!({"family": "audits", "pack": "walsall", "as_of": "1999-01-01"}),
            "request.no-edition",
        ),
    ] {
        let error = wire::questions(&catalogue, &form.to_string()).unwrap_err();
        assert_eq!(error.problems().next().unwrap().code, code, "{form}");
    }
}
