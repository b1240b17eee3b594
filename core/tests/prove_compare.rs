//! Two packs compared, ways to another outcome, and what is said when the work does not suffice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::patched;
use safeguarding_rules::prove::{
    Change, Claim, Comparison, Limits, Proved, Wanted, WhyNot, compare, prove, why_not,
};
use safeguarding_rules::{Catalogue, Day, Family, Known, wire};
use serde_json::{Value, json};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn sound() -> Catalogue {
    changed(&json!([]))
}

/// The sound pack with changes, over its base.
fn changed(changes: &Value) -> Catalogue {
    let read = |name: &str| -> Value {
        let path = format!("{}/../fixtures/packs/good/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a fixture can be read");
        serde_json::from_str(&text).unwrap()
    };
    let (base, local) =
        (read("sound-base").to_string(), patched(read("sound"), changes).to_string());
    Catalogue::empty().with(&[base.as_str(), local.as_str()]).unwrap()
}

/// The sound pack with changes, compared with its base.
fn compared(changes: &Value) -> Comparison {
    let (base, local) = (("sound-base", day("2024-05-01")), ("sound", day("2024-05-01")));
    let (family, limits) = (Family::Thresholds, Limits::default());
    compare(&changed(changes), family, base, local, "child", limits).unwrap()
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

/// A limit from another event can be longer or not; nothing is claimed of it.
#[test]
fn a_time_from_another_event_is_not_decided_by_name() {
    let changes = json!([{ "op": "replace", "path": "/steps/0/limit/from", "value": "the visit" }]);
    let catalogue = changed(&changes);
    let (family, limits) = (Family::Thresholds, Limits::default());
    let proof = prove(&catalogue, family, "sound", None, day("2024-05-01"), limits).unwrap();
    let claimed = proof.claims.iter().find(|claim| claim.claim == Claim::NotBelowBase).unwrap();
    assert_eq!(claimed.proved, Proved::Open);
    assert_eq!(claimed.not_decided, ["step.two"]);
    assert!(!proof.decided);
    let found = compared(&changes);
    let times = found.differences.iter().filter(|one| one.change == Change::DeadlineChanged);
    assert_eq!(times.map(|one| one.item.as_str()).collect::<Vec<_>>(), ["step.two"]);
}

#[test]
fn a_time_is_compared_act_by_act_and_across_units() {
    let of = |changes: Value, change: Change| -> Vec<String> {
        let found = compared(&changes).differences.into_iter();
        found.filter(|one| one.change == change).map(|one| one.item).collect()
    };
    let months = json!([{ "op": "replace", "path": "/steps/0/limit",
        "value": { "unit": "months", "n": 2, "from": "the referral" } }]);
    assert_eq!(of(months, Change::DeadlineLater), ["step.two"]);
    let none = json!([{ "op": "remove", "path": "/steps/0/limit" }]);
    assert_eq!(of(none, Change::DeadlineLater), ["step.two"]);
    let soon = json!([{ "op": "replace", "path": "/steps/0/limit",
        "value": { "unit": "as-soon-as-possible", "from": "the referral" } }]);
    assert_eq!(of(soon.clone(), Change::DeadlineLater), Vec::<String>::new());
    assert_eq!(of(soon, Change::DeadlineChanged), ["step.two"]);
}

#[test]
fn what_both_say_otherwise_and_what_decides_beside_is_named() {
    let rule = json!({ "id": "never-two", "subject": "child", "facts": ["needs"],
        "never": { "all": [{ "fact": "needs" }, { "fact": "helped" }] }, "words": "Never." });
    let found = compared(&json!([{ "op": "add", "path": "/consistency/-", "value": rule }]));
    for named in ["step.two", "moves_needed", "never-two"] {
        assert!(found.reworded.contains(&named.to_owned()), "{named} of {:?}", found.reworded);
    }
    let reviews = |day_before: &str, day_after: &str| {
        let sides = [day_before, day_after].map(|on| ("england", day(on)));
        let (family, limits) = (Family::Reviews, Limits::default());
        compare(&Catalogue::bundled(), family, sides[0], sides[1], "incident", limits).unwrap()
    };
    let found = reviews("2018-06-29", "2024-05-01");
    let actions = ["rr.send", "rapid-review"];
    assert!(actions.iter().any(|id| found.reworded.contains(&(*id).to_owned())), "{found:?}");
}

/// A case that only one of the two calls contradicting is told where no other shows the difference.
#[test]
fn a_contradiction_of_one_side_alone_hides_no_difference() {
    let cites = json!([{ "source": "handbook", "at": "p. 1" }]);
    let found = compared(&json!([
        { "op": "add", "path": "/rules/-", "value": { "id": "less", "subject": "child",
            "label": "less", "when": { "all": [{ "fact": "needs" }, { "fact": "helped" }] },
            "then": { "level": 2 }, "overrides": "level2.needs", "strength": "should",
            "basis": "local-arrangements", "evidence": "recalled", "cites": cites } },
        { "op": "add", "path": "/consistency/-", "value": { "id": "always-helped",
            "subject": "child", "facts": ["needs", "helped"], "words": "Never.",
            "never": { "all": [{ "fact": "needs" }, { "not": { "fact": "helped" } }] } } },
    ]));
    let down: Vec<_> =
        found.differences.iter().filter(|one| one.change == Change::LevelDown).collect();
    assert_eq!(down.iter().map(|one| one.item.as_str()).collect::<Vec<_>>(), ["level-2"]);
    assert_eq!(down[0].contradicting, ["always-helped"]);
    assert_eq!(down[0].rules_before, ["level2.needs"]);
}

#[test]
fn differences_are_grouped_by_what_changes_and_by_the_rules_responsible() {
    let found = compared(&json!([]));
    for group in &found.groups {
        let of = found.differences.iter().filter(|one| {
            (one.change, &one.rules_before, &one.rules_after)
                == (group.change, &group.rules_before, &group.rules_after)
        });
        assert_eq!(
            of.map(|one| &one.item).collect::<Vec<_>>(),
            group.items.iter().collect::<Vec<_>>()
        );
    }
    let each: Vec<_> = found.groups.iter().map(|one| (one.change, &one.rules_after)).collect();
    for (index, one) in found.groups.iter().enumerate() {
        let again = found.groups.iter().skip(index + 1).any(|other| {
            (one.change, &one.rules_before, &one.rules_after)
                == (other.change, &other.rules_before, &other.rules_after)
        });
        assert!(!again, "{each:?}");
    }
}

/// Work is counted in steps, so that this holds on every machine: twice what it was when written.
#[test]
fn bundled_packs_are_compared_in_few_steps() {
    let bundled = Catalogue::bundled();
    let (thresholds, reviews) = (Family::Thresholds, Family::Reviews);
    for (family, subject, before, after, most) in [
        (thresholds, "child", ("england", "2024-05-01"), ("walsall", "2024-05-01"), 100_000),
        (thresholds, "child", ("walsall", "2024-05-01"), ("england", "2024-05-01"), 100_000),
        (thresholds, "child", ("england", "2018-07-04"), ("england", "2024-05-01"), 20_000),
        (thresholds, "adult", ("england", "2024-05-01"), ("walsall", "2024-05-01"), 1_000),
        (thresholds, "carer", ("england", "2024-05-01"), ("walsall", "2024-05-01"), 1_000),
        (
            thresholds,
            "child",
            ("walsall", "2024-05-01"),
            ("example-thresholds", "2024-05-01"),
            3_500_000,
        ),
        (reviews, "incident", ("england", "2024-05-01"), ("walsall", "2024-05-01"), 400_000),
        (reviews, "incident", ("england", "2018-06-29"), ("england", "2024-05-01"), 900_000),
        (reviews, "incident", ("england", "2011-04-13"), ("england", "2026-03-19"), 1_600_000),
    ] {
        let sides = [before, after].map(|(pack, on)| (pack, day(on)));
        let limits = Limits::default();
        let found = compare(&bundled, family, sides[0], sides[1], subject, limits).unwrap();
        assert_eq!(found.not_decided, Vec::<String>::new(), "{before:?} {after:?}");
        assert!(found.steps < most, "{subject} {before:?} {after:?}: {} steps", found.steps);
    }
}
