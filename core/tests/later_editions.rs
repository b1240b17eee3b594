//! A fault that first appears in a later edition is found, whether it comes with what that edition
//! adds or changes, or with what it takes away from under the rules that stay.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::{problems_of, small, small_reviews};
use safeguarding_rules::Catalogue;
use serde_json::{Value, json};

/// The codes and places that a pack with a second edition, which amends the first, is refused with.
fn found(mut first: Value, changes: &Value) -> Vec<(String, String)> {
    first["until"] = json!("2030-01-01");
    let mut second = json!({ "format": 1, "pack": first["pack"], "family": first["family"],
        "title": "Second", "from": "2030-01-01", "checked_on": "2021-04-01", "amends": first["from"] });
    second.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let problems = problems_of(Catalogue::empty().with(&[&first.to_string(), &second.to_string()]));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    problems.iter().map(|problem| (text(&problem["code"]), text(&problem["at"]))).collect()
}

/// An item of a list of a pack, with some of its keys changed.
fn item(pack: &Value, list: &str, id: &str, changes: &Value) -> Value {
    let items = pack[list].as_array().expect(list);
    let mut item = items.iter().find(|item| item["id"] == id).expect(id).clone();
    item.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    item
}

#[track_caller]
fn expect(first: Value, changes: &Value, expected: &[(&str, &str)]) {
    let found = found(first, changes);
    let found: Vec<(&str, &str)> = found.iter().map(|(code, at)| (&**code, &**at)).collect();
    assert_eq!(found, expected, "{changes}");
}

#[test]
fn a_second_edition_without_a_fault_loads() {
    for pack in [small(), small_reviews()] {
        expect(pack, &json!({}), &[]);
    }
}

#[test]
fn what_a_later_edition_changes_is_checked() {
    let rule = |changes| json!({ "rules": [item(&small(), "rules", "level.risk", &changes)] });
    for (changes, code, at) in [
        (json!({ "when": { "fact": "unheard" } }), "pack.unknown-fact", "when/fact"),
        (json!({ "when": { "fact": "visits" } }), "pack.wrong-comparison", "when"),
        (json!({ "when": { "fact": "cared_for" } }), "pack.other-subject", "when/fact"),
        (json!({ "when": { "rule": "unheard" } }), "pack.unknown-rule", "when/rule"),
        (json!({ "when": { "rule": "level.risk" } }), "pack.cycle", "when"),
        (json!({ "then": { "level": 4 } }), "pack.unknown-level", "then/level"),
        (
            json!({ "then": { "review": "unheard", "modality": "duty" } }),
            "pack.other-family",
            "then",
        ),
        (json!({ "cites": [] }), "pack.no-citation", ""),
        (
            json!({ "cites": [{ "source": "unheard", "at": "1" }] }),
            "pack.unknown-source",
            "cites/0/source",
        ),
    ] {
        let found = found(small(), &rule(changes));
        let at = format!("/1/rules/0/{at}");
        let is_there =
            |(known, place): &(String, String)| known == code && place == at.trim_end_matches('/');
        assert!(found.iter().any(is_there), "{code} {at}: {found:?}");
    }
}

#[test]
fn a_circle_is_found_that_a_later_edition_closes() {
    let risk =
        item(&small(), "rules", "level.risk", &json!({ "when": { "rule": "route.enquiry" } }));
    expect(
        small(),
        &json!({ "rules": [risk] }),
        &[("pack.cycle", "/1/rules/0/when"), ("pack.cycle", "/0/rules/2/when")],
    );
}

#[test]
fn what_is_set_twice_is_found_when_the_later_edition_sets_it_again() {
    let route = item(&small(), "rules", "route.enquiry", &json!({ "id": "route.again" }));
    let consent = item(&small(), "consent", "consent.enquiry", &json!({ "id": "consent.again" }));
    expect(
        small(),
        &json!({ "rules": [route], "consent": [consent] }),
        &[("pack.set-twice", "/1/rules/0/then/route"), ("pack.set-twice", "/1/consent/0/for")],
    );
    let again = item(
        &small(),
        "rules",
        "level.visits",
        &json!({ "id": "again",
        "when": { "fact": "moves", "at_least": { "setting": "visits_needed" } } }),
    );
    expect(
        small(),
        &json!({ "rules": [again] }),
        &[("pack.setting-twice", "/1/rules/0/when"), ("pack.setting-twice", "/0/facts/3")],
    );
}

#[test]
fn what_a_later_edition_takes_away_is_missed_by_what_stays() {
    for (drop, expected) in [
        ("level.risk", ("pack.unknown-rule", "/0/rules/2/when/any/0/rule")),
        ("step.call", ("pack.unknown-reference", "/0/conflicts/0/touches/0")),
        ("route.enquiry", ("pack.unknown-route", "/0/consent/0/for")),
        ("visits_needed", ("pack.unknown-setting", "/0/rules/0/when/at_least/setting")),
    ] {
        let found = found(small(), &json!({ "drops": [drop] }));
        let expected = (expected.0.to_owned(), expected.1.to_owned());
        assert!(found.contains(&expected), "{drop}: {found:?}");
    }
    expect(
        small(),
        &json!({ "drops": ["moves"] }),
        &[
            ("pack.unknown-fact", "/0/rules/2/when/any/2/fact"),
            ("pack.unknown-fact", "/0/consistency/0/never/all/0/fact"),
            ("pack.unknown-fact", "/0/consistency/0/facts/0"),
        ],
    );
}

#[test]
fn what_a_later_edition_takes_from_reviews_is_missed_by_what_stays() {
    for (drop, expected) in [
        ("agency-enquiry", ("pack.unknown-review", "/0/rules/5/then/review")),
        ("board-told", ("pack.unknown-event", "/0/events/1/after/0")),
        ("local.report", ("pack.unknown-action", "/0/actions/4/clock/from/due")),
        ("clock_start", ("pack.unknown-setting", "/0/actions/3/clock/from/setting")),
        ("define.ward", ("pack.unknown-rule", "/0/roles/1/when/rule")),
        ("happened_on", ("pack.no-incident-day", "/0/subjects/0")),
    ] {
        let found = found(small_reviews(), &json!({ "drops": [drop] }));
        let expected = (expected.0.to_owned(), expected.1.to_owned());
        assert!(found.contains(&expected), "{drop}: {found:?}");
    }
}

/// Nothing but a conflict speaks of the rule.
#[test]
fn what_a_later_edition_takes_away_is_missed_by_a_conflict_alone() {
    let mut pack = small_reviews();
    pack["conflicts"][0]["touches"] = json!(["prompt.seen"]);
    let expected = [("pack.unknown-reference", "/0/conflicts/0/touches/0")];
    expect(pack, &json!({ "drops": ["prompt.seen"] }), &expected);
}

#[test]
fn what_stays_is_checked_against_what_a_later_edition_changes() {
    let count = item(&small(), "facts", "at_risk", &json!({ "kind": "count", "unit": "risks" }));
    expect(
        small(),
        &json!({ "facts": [count] }),
        &[
            ("pack.wrong-comparison", "/0/rules/1/when/all/0"),
            ("pack.wrong-comparison", "/0/consent/0/unless"),
            ("pack.wrong-comparison", "/0/facts/5/asked_when"),
        ],
    );
    let more = json!([{ "id": "own", "label": "Own" }, { "id": "none", "label": "None" }]);
    let home = item(&small(), "facts", "home", &json!({ "options": more }));
    expect(small(), &json!({ "facts": [home] }), &[]);
    let fewer = json!([{ "id": "shared", "label": "Shared" }, { "id": "none", "label": "None" }]);
    let home = item(&small(), "facts", "home", &json!({ "options": fewer }));
    expect(
        small(),
        &json!({ "facts": [home] }),
        &[
            ("pack.unknown-option", "/0/rules/1/when/all/1/not"),
            ("pack.unknown-option", "/0/consistency/0/never/all/1"),
        ],
    );
}

#[test]
fn circles_of_reviews_are_found_that_a_later_edition_closes() {
    let clock = json!({ "clock": { "from": { "due": "local.publish" }, "unit": "days", "n": 1 } });
    let report = item(&small_reviews(), "actions", "local.report", &clock);
    let told = item(&small_reviews(), "events", "board-told", &json!({ "after": ["decided"] }));
    expect(
        small_reviews(),
        &json!({ "actions": [report], "events": [told] }),
        &[
            ("pack.cycle", "/1/events/0/after"),
            ("pack.cycle", "/0/events/2/after"),
            ("pack.cycle", "/1/actions/0/clock"),
            ("pack.cycle", "/0/actions/4/clock"),
        ],
    );
}

/// A rule that ends inside its edition is missed from the day on which it ends.
#[test]
fn a_rule_that_ends_is_missed_by_those_that_refer_to_it() {
    let mut pack = small();
    pack["rules"][1]["until"] = json!("2025-01-01");
    let found = problems_of(Catalogue::empty().with(&[&pack.to_string()]));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (&found[0]["code"], &found[0]["at"]),
        (&json!("pack.unknown-rule"), &json!("/rules/2/when/any/0/rule"))
    );
}
