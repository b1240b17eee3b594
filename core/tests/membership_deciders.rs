//! What holds of whoever decides, on every day.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test says what it expects by panicking"
)]
#![cfg(feature = "bundled-packs")]

use proptest::prelude::*;
use safeguarding_rules::{Catalogue, Day, wire};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn answered(catalogue: &Catalogue, request: &Value) -> Value {
    serde_json::from_str(&wire::answer(catalogue, &request.to_string()).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_decision_needs_a_body_that_does_not_exist_on_the_day(
        day in 0..3200_u32, pack in 0..2_usize,
    ) {
        let (catalogue, pack) = (Catalogue::bundled(), ["england", "walsall"][pack]);
        let first = Day::parse("2018-06-29").unwrap();
        let as_of = (0..day).fold(first, |day, _| day.after()).to_string();
        let structure = json!({ "question": "membership", "pack": pack, "as_of": as_of,
            "structure": true, "organisations": [] });
        let structure = answered(&catalogue, &structure);
        let bodies: BTreeSet<&str> =
            structure["bodies"].as_array().unwrap().iter().filter_map(|body| body["id"].as_str()).collect();
        let form = json!({ "family": "membership", "pack": pack, "as_of": as_of });
        let form = wire::questions(&catalogue, &form.to_string()).unwrap();
        let form: Value = serde_json::from_str(&form).unwrap();
        let authority = json!({ "question": "authority", "pack": pack, "as_of": as_of });
        let authority = answered(&catalogue, &authority);
        let matters = authority["matters"].as_array().unwrap();
        prop_assert!(!matters.is_empty());
        let steps = authority["disputes"].as_array().unwrap().iter();
        let steps: Vec<Value> = steps.map(|one| one["by"].clone()).filter(|by| !by.is_null()).collect();
        for matter in matters {
            let deciders = matter["deciders"].as_array().unwrap();
            prop_assert!(!deciders.is_empty(), "{} {}", as_of, matter["matter"]);
            let rows = |key: &str| matter[key].as_array().cloned().unwrap_or_default();
            // Nor does whoever is consulted, told or proposes, or to whom it may be delegated.
            let all = [rows("deciders"), rows("consultation"), rows("parts")].concat();
            let to = all.iter().filter_map(|one| one["to"].as_array()).flatten();
            for by in all.iter().map(|one| &one["by"]).chain(to).chain(&steps) {
                // Two words of one setting mean two bodies together.
                let both = ["unit-and-review-group", "unit-and-executive-group"];
                let named = [&by["choices"], &by["bodies"]];
                let named = named.iter().filter_map(|list| list.as_array()).flatten();
                let named = named.map(|one| one.as_str().unwrap()).filter(|one| !both.contains(one));
                for body in named.chain(by["body"].as_str()) {
                    prop_assert!(bodies.contains(body), "{} {}", as_of, body);
                }
                for (key, list, id) in [
                    ("office", "offices", "office"),
                    ("partner", "partners", "partner"),
                    ("capacity", "capacities", "capacity"),
                ] {
                    if let Some(one) = by[key].as_str() {
                        let is_there = |of: &Value| {
                            of[list].as_array().into_iter().flatten().any(|each| each[id] == one)
                        };
                        prop_assert!(is_there(&structure) || is_there(&form), "{} {}", as_of, one);
                    }
                }
            }
        }
    }
}

/// A pack laid over the national one, with a step of a disagreement and somebody answerable.
fn local(matter: &str) -> String {
    let standing = json!({ "strength": "must", "basis": "local-arrangements",
        "evidence": "inferred", "cites": [{ "source": "made-up", "at": "1" }] });
    let with = |mut item: Value| {
        let item_keys = item.as_object_mut().unwrap();
        item_keys.extend(standing.as_object().unwrap().clone());
        item
    };
    json!({ "format": 1, "pack": "local", "family": "membership", "title": "Made up",
        "from": "2022-07-01", "until": "2023-12-15", "checked_on": "2026-11-28", "extends": "england",
        "notice": "Made up.",
        "sources": [{ "id": "made-up", "title": "Made up", "publisher": "nobody" }],
        "accountability": [with(json!({ "id": "local.answers", "of": ["children"], "matter": matter,
            "for": { "body": "safeguarding-partners" }, "who": { "partner": "council" },
            "words": "The council answers." }))],
        "disputes": [with(json!({ "id": "local.step", "between": "leaders", "step": 2,
            "by": { "body": "safeguarding-partners" }, "does": "settles", "not_for": [matter],
            "words": "They meet again." }))] })
    .to_string()
}

/// What a local pack says of a matter, it may say of one of the national law beneath.
#[test]
fn a_local_pack_speaks_of_the_matters_of_the_national_one() {
    let catalogue = Catalogue::bundled().with(&[local("arrangements.set").as_str()]).unwrap();
    let steps = |matter: &str| {
        let request = json!({ "question": "authority", "pack": "local", "as_of": "2022-08-01",
            "matter": matter });
        let answer = answered(&catalogue, &request);
        let of = |key: &str, id: &str| {
            let rows = answer[key].as_array().unwrap().iter();
            rows.map(|row| row[id].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let by = answer["matters"][0]["accountable"].as_array().unwrap().iter();
        let answers = by.filter(|row| row["by"] == "local.answers").count();
        (of("disputes", "dispute").contains(&"local.step".to_owned()), answers)
    };
    assert_eq!(steps("arrangements.set"), (false, 1));
    assert_eq!(steps("relevant-agencies.name"), (true, 0));
    let text = local("no-such-matter");
    let error = Catalogue::bundled().with(&[text.as_str()]).unwrap_err();
    let found: BTreeSet<_> = error
        .problems()
        .map(|one| (one.code, one.at.trim_start_matches("/0").to_owned()))
        .collect();
    let expected = ["/accountability/0/matter", "/disputes/0/not_for/0"];
    assert_eq!(found, expected.map(|at| ("pack.unknown-matter", at.to_owned())).into());
}
