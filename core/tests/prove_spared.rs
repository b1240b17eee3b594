//! What need not be asked where one fact has several options: one of them can settle what others of
//! the same fact could still change.
#![cfg(feature = "prove")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::prove::{Limits, Spared, prove};
use safeguarding_rules::{Catalogue, Day, Family};
use serde_json::{Map, Value, json};

/// Two yes-no facts and one of several options, with these conditions for the levels 2 and 3.
fn pack(two: &Value, three: &Value) -> String {
    let standing = json!({ "strength": "should", "basis": "local-arrangements",
        "evidence": "recalled", "cites": [{ "source": "handbook", "at": "p. 1" }] });
    let with = |mut item: Value| {
        let standing = standing.as_object().unwrap().clone();
        item.as_object_mut().unwrap().extend(standing);
        item
    };
    let yes_no = |id: &str| json!({ "id": id, "subject": ["person"], "kind": "yes-no", "question": "?", "burden": "plain" });
    let base: Value =
        serde_json::from_str(include_str!("../../fixtures/packs/good/small.json")).unwrap();
    let mut pack = json!({
        "settings": [], "conflicts": [], "consistency": [], "consent": [], "steps": [],
        "pack": "options", "facts": [
            { "id": "f", "subject": ["person"], "kind": "choices", "question": "?", "burden": "plain",
              "options": [{ "id": "x", "label": "X" }, { "id": "y", "label": "Y" }] },
            yes_no("g"), yes_no("a") ],
        "subjects": [with(json!({ "id": "person", "label": "A person",
            "applies": { "any": [{ "fact": "a" }, { "not": { "fact": "a" } }] } }))],
        "levels": base["levels"].clone(),
        "rules": [
            with(json!({ "id": "two", "subject": "person", "label": "Two", "when": two, "then": { "level": 2 } })),
            with(json!({ "id": "three", "subject": "person", "label": "Three", "when": three, "then": { "level": 3 } })),
        ],
    });
    for key in ["format", "family", "title", "from", "checked_on", "sources"] {
        pack[key] = base[key].clone();
    }
    pack.to_string()
}

/// What one answer spares, as `(answers, facts)`.
fn spared(two: &Value, three: &Value) -> Value {
    let catalogue = Catalogue::empty().with(&[pack(two, three).as_str()]).expect("it loads");
    let day = Day::parse("2024-05-01").unwrap();
    let proof =
        prove(&catalogue, Family::Thresholds, "options", None, day, Limits::default()).unwrap();
    let told = |one: &Spared| {
        let answers: Vec<Map<String, Value>> = one.answers.clone();
        json!([answers, one.facts])
    };
    proof.spared.expect("it was decided").iter().map(told).collect()
}

fn of(id: &str) -> Value {
    json!({ "f": { "yes": [id], "no": [] } })
}

fn option(id: &str) -> Value {
    json!({ "fact": "f", "includes": id })
}

#[test]
fn an_option_that_leaves_another_open_does_not_spare_their_fact() {
    // With `x` the level is 2 or, with `y`, 3: `f` is still asked, `g` is not. With `y` it is 3
    // whatever the other option and `g` are.
    let two = json!({ "any": [option("x"), { "fact": "g" }] });
    assert_eq!(spared(&two, &option("y")), json!([[[of("x")], ["g"]], [[of("y")], ["f", "g"]],]));
}

#[test]
fn an_option_after_which_another_changes_nothing_spares_their_fact() {
    // Either option leads to 2, so after one the other need not be asked; `g` leads to 3 by itself.
    let two = json!({ "any": [option("x"), option("y")] });
    assert_eq!(
        spared(&two, &json!({ "fact": "g" })),
        json!([[[of("x"), of("y")], ["f"]], [[{ "g": true }], ["f", "g"]]])
    );
}
