//! Two packs compared, ways to another outcome, and what is said when the work does not suffice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::prove::{Change, Limits, Proved, Wanted, WhyNot, compare, prove, why_not};
use safeguarding_rules::{Catalogue, Day, Family, Known, wire};
use serde_json::{Value, json};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn sound() -> Catalogue {
    let read = |name: &str| {
        let path = format!("{}/../fixtures/packs/good/{name}.json", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("a fixture can be read")
    };
    let (base, local) = (read("sound-base"), read("sound"));
    Catalogue::empty().with(&[base.as_str(), local.as_str()]).unwrap()
}

fn answered(catalogue: &Catalogue, request: &Value) -> Value {
    let answer = wire::answer(catalogue, &request.to_string());
    serde_json::from_str(&answer.unwrap_or_else(|error| panic!("{}", error.to_json()))).unwrap()
}

#[test]
fn a_pack_is_equal_to_itself() {
    let same = ("sound", day("2024-05-01"));
    let found =
        compare(&sound(), Family::Thresholds, same, same, "child", Limits::default()).unwrap();
    assert_eq!((found.equal, found.differences.len()), (Proved::Yes, 0));
}

#[test]
fn a_local_pack_is_told_from_its_base_by_smallest_cases() {
    let catalogue = sound();
    let (base, local) = (("sound-base", day("2024-05-01")), ("sound", day("2024-05-01")));
    let found =
        compare(&catalogue, Family::Thresholds, base, local, "child", Limits::default()).unwrap();
    assert_eq!(found.equal, Proved::No);
    let of = |change: Change| found.differences.iter().filter(move |one| one.change == change);
    let up: Vec<_> = of(Change::LevelUp).map(|one| one.item.as_str()).collect();
    assert_eq!(up, ["level-2"]);
    assert_eq!(of(Change::LevelDown).count(), 0);
    assert_eq!(of(Change::DutyLost).count(), 0);
    assert_eq!(of(Change::DeadlineEarlier).count(), 1);
    assert_eq!(of(Change::DeadlineLater).count(), 0);
    // The local pack asks about visits, moves and the home beside.
    assert!(of(Change::NewlyUndecided).any(|one| one.item == "level-2"));
    for one in of(Change::LevelUp) {
        assert_eq!(one.rules_before, Vec::<String>::new());
        assert!(one.rules_after.iter().all(|rule| rule.starts_with("local.")), "{one:?}");
        assert_eq!(one.cases[0]["expect"]["at_most"], 1);
        assert_eq!(one.cases[1]["expect"]["at_least"], 2);
    }
}

#[test]
fn what_a_change_of_law_changed_is_told() {
    let (before, after) = (("england", day("2023-12-14")), ("england", day("2023-12-15")));
    let found = compare(
        &Catalogue::bundled(),
        Family::Thresholds,
        before,
        after,
        "child",
        Limits::default(),
    )
    .unwrap();
    assert!(found.not_decided.is_empty());
    assert!(!found.differences.is_empty() || !found.reworded.is_empty());
    for one in &found.differences {
        for case in &one.cases {
            answered(&Catalogue::bundled(), &case["request"]);
        }
    }
}

#[test]
fn every_way_leads_to_the_outcome_and_none_can_be_smaller() {
    let catalogue = sound();
    let rules = catalogue.rules("sound", "child", day("2024-05-01")).unwrap();
    let known = Known::new(&rules, day("2024-05-01"));
    let found = why_not(&known, &WhyNot::of(Wanted::LevelAtLeast(3)), Limits::default()).unwrap();
    assert!(found.all && !found.already);
    let ways: Vec<Value> = found.ways.iter().map(|way| json!(way)).collect();
    let one = [json!({ "harm": true }), json!({ "incidents": 5 }), json!({ "severity": "severe" })];
    for way in &one {
        assert!(ways.contains(way), "{way} of {ways:?}");
    }
    assert_eq!(ways.len(), one.len());
    for way in &ways {
        let request = json!({ "question": "thresholds", "pack": "sound", "subject": "child",
            "as_of": "2024-05-01", "explain": "none", "facts": way });
        assert_eq!(answered(&catalogue, &request)["at_least"], 3, "{way}");
    }
}

#[test]
fn a_way_back_changes_what_was_answered() {
    let catalogue = sound();
    let request = json!({ "question": "why-not", "pack": "sound", "subject": "child",
        "as_of": "2024-05-01", "wanted": { "no_route": "enquiry" },
        "facts": { "harm": true, "severity": "severe" } });
    let found = answered(&catalogue, &request);
    assert_eq!(found["all"], true);
    // Where there is no severity there is no harm either, so only this way is consistent.
    assert_eq!(
        found["ways"],
        json!([{ "harm": false, "severity": "none" },
        { "harm": false, "severity": "some" }])
    );
}

#[test]
fn what_the_work_does_not_suffice_for_is_named() {
    let few = Limits { steps: 2_000 };
    let found =
        prove(&Catalogue::bundled(), Family::Thresholds, "walsall", None, day("2024-05-01"), few)
            .unwrap();
    assert!(!found.decided);
    let open = found.claims.iter().filter(|claim| claim.proved == Proved::Open);
    assert!(open.clone().count() > 0 && open.clone().all(|claim| !claim.not_decided.is_empty()));
    let proved = found.claims.iter().filter(|claim| claim.proved == Proved::Yes);
    assert!(proved.clone().all(|claim| claim.not_decided.is_empty()));
}

#[test]
fn the_wire_answers_as_the_functions_do() {
    let catalogue = sound();
    let request = json!({ "question": "prove", "pack": "sound", "as_of": "2024-05-01" });
    let proof =
        prove(&catalogue, Family::Thresholds, "sound", None, day("2024-05-01"), Limits::default())
            .unwrap();
    assert_eq!(answered(&catalogue, &request), json!(proof));
    let side = |pack: &str| json!({ "pack": pack, "as_of": "2024-05-01" });
    let request = json!({ "question": "compare", "subject": "adult",
        "before": side("sound-base"), "after": side("sound") });
    assert_eq!(answered(&catalogue, &request)["equal"], "proved");
}
