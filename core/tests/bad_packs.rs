//! Every pack of `fixtures/packs/bad` is refused with the problems its file names.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::{fixture_files, good_of, is_a_sentence, patched, problems_of, small, small_reviews};
use safeguarding_rules::Catalogue;
use serde_json::{Value, json};

#[test]
fn the_small_packs_load_alone_and_together() {
    let (small, reviews) = (small().to_string(), small_reviews().to_string());
    for texts in [&[small.as_str()][..], &[reviews.as_str()], &[small.as_str(), reviews.as_str()]] {
        assert_eq!(problems_of(Catalogue::empty().with(texts)), Vec::<Value>::new());
    }
}

#[test]
fn every_bad_pack_is_refused_as_its_file_says() {
    let mut failures = Vec::new();
    for (name, fixture) in fixture_files() {
        assert!(fixture["says"].as_str().is_some_and(|says| says.ends_with('.')), "{name}: says");
        let documents = fixture["packs"].as_array().expect("packs");
        let good = good_of(&fixture);
        let texts: Vec<String> =
            documents.iter().map(|ops| patched(good.clone(), ops).to_string()).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = problems_of(Catalogue::empty().with(&texts));
        for problem in &found {
            let message = problem["message"].as_str().unwrap();
            assert!(is_a_sentence(message), "{name}: {message}");
        }
        let found: Vec<Value> = found
            .iter()
            .map(|problem| json!({"code": problem["code"], "at": problem["at"]}))
            .collect();
        if json!(found) != fixture["problems"] {
            failures.push(format!(
                "{name}: expected {}, found {}",
                fixture["problems"],
                json!(found)
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_refused_pack_changes_nothing() {
    let good = small().to_string();
    let catalogue = Catalogue::empty().with(&[good.as_str()]).unwrap();
    let bad = good.replace("\"format\":1", "\"format\":2");
    assert!(catalogue.with(&[bad.as_str()]).is_err());
    assert_eq!(catalogue.packs().collect::<Vec<_>>(), ["small"]);
    let rules = catalogue.with(&[good.as_str()]).unwrap();
    assert_eq!(rules.packs().collect::<Vec<_>>(), ["small"]);
}

/// The places of the problems; each says what to do in a sentence of its own.
#[track_caller]
fn places(pack: &Value) -> Vec<String> {
    let problems = problems_of(Catalogue::empty().with(&[pack.to_string().as_str()]));
    for problem in &problems {
        let message = problem["message"].as_str().unwrap();
        assert!(is_a_sentence(message), "{message}");
    }
    problems.iter().map(|problem| problem["at"].as_str().unwrap().to_owned()).collect()
}

/// The small pack with fifty more rules, each of them spoilt.
fn with_fifty_rules(spoil: impl Fn(usize, &mut Value)) -> Value {
    let mut pack = small();
    for n in 0..50 {
        let mut rule = small()["rules"][1].clone();
        rule["id"] = json!(format!("wrong.number-{n}"));
        spoil(n, &mut rule);
        pack["rules"].as_array_mut().unwrap().push(rule);
    }
    pack
}

#[test]
fn fifty_mistakes_in_how_it_is_written_are_reported_together() {
    let keys = ["strength", "label", "subject", "when", "then"];
    let pack = with_fifty_rules(|n, rule| rule[keys[n % 5]] = json!(n));
    let expected: Vec<String> =
        (0..50).map(|n| format!("/rules/{}/{}", n + 4, keys[n % 5])).collect();
    assert_eq!(places(&pack), expected);
}

#[test]
fn fifty_mistakes_in_what_it_means_are_reported_together() {
    let pack = with_fifty_rules(|n, rule| match n % 4 {
        0 => rule["when"]["all"][0]["fact"] = json!("at_rsk"),
        1 => rule["cites"][0]["source"] = json!("handbok"),
        2 => rule["then"]["level"] = json!(9),
        _ => rule["when"] = json!({ "rule": "level.rsk" }),
    });
    let mistakes = ["when/all/0/fact", "cites/0/source", "then/level", "when/rule"];
    let mut expected: Vec<String> =
        (0..50).map(|n| format!("/rules/{}/{}", n + 4, mistakes[n % 4])).collect();
    let mut found = places(&pack);
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn mistakes_of_writing_and_of_meaning_are_reported_together() {
    let mut pack = small();
    pack["colour"] = json!("red");
    pack["rules"][1]["then"]["level"] = json!(9);
    assert_eq!(places(&pack), ["/colour", "/rules/1/then/level"]);
}

/// What cannot be read may be what others refer to: they are not called wrong for that.
#[test]
fn a_reference_to_what_could_not_be_read_is_no_second_mistake() {
    let mut pack = small();
    let referred = json!({ "rule": pack["rules"][1]["id"] });
    pack["rules"][2]["when"] = referred;
    pack["rules"][1]["then"] = json!("level 2");
    assert_eq!(places(&pack), ["/rules/1/then"]);
}

#[test]
fn the_nearest_known_name_is_offered() {
    let pack = with_fifty_rules(|_, rule| rule["when"]["all"][0]["fact"] = json!("at_rsk"));
    let problems = problems_of(Catalogue::empty().with(&[pack.to_string().as_str()]));
    assert_eq!(problems.len(), 50);
    for problem in &problems {
        let message = problem["message"].as_str().unwrap();
        assert!(message.contains("did you mean `at_risk`?"), "{message}");
    }
}

/// The small pack with a rule that rests on practice and may be replaced.
fn base() -> String {
    let mut pack = small();
    pack["rules"][1]["basis"] = json!("published-practice");
    pack["rules"][1]["then"] = json!({ "level": 3 });
    pack.to_string()
}

/// A pack on top of it, with one rule that replaces that rule.
fn upper() -> String {
    let mut rule = small()["rules"][1].clone();
    rule["id"] = json!("level.mine");
    rule["overrides"] = json!("level.risk");
    json!({ "format": 1, "pack": "upper", "family": "thresholds", "title": "Upper",
            "from": "2021-04-01", "checked_on": "2021-04-01", "extends": "small", "rules": [rule] })
    .to_string()
}

#[test]
fn a_base_that_changes_is_checked_with_what_lies_on_it() {
    let below = base();
    let catalogue = Catalogue::empty().with(&[&below, &upper()]).unwrap();
    let without_the_rule = below.replace("level.risk", "level.danger");
    let problems = problems_of(catalogue.with(&[&without_the_rule]));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["code"], "pack.unknown-override");
    // The edition is none of those given now, so it is named.
    assert_eq!(problems[0]["at"], "upper/2021-04-01#/rules/0/overrides");
}

#[test]
fn an_edition_without_a_family_is_no_list_of_sources() {
    let text = json!({ "format": 1, "pack": "small", "sources": [], "from": "never" });
    let problems = problems_of(Catalogue::empty().with(&[&text.to_string()]));
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0]["code"], "json.missing-key");
}

#[test]
fn one_day_and_one_list_of_sources_are_given_once() {
    let first = small().to_string();
    let second = first.replace("with one of everything", "given twice");
    let problems = problems_of(Catalogue::empty().with(&[&first, &second]));
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (&problems[0]["code"], &problems[0]["at"]),
        (&json!("pack.given-twice"), &json!("/1/from"))
    );
    let sources = json!({ "format": 1, "pack": "small", "sources": [] }).to_string();
    let problems = problems_of(Catalogue::empty().with(&[&first, &sources, &sources]));
    assert_eq!(
        (&problems[0]["code"], &problems[0]["at"]),
        (&json!("pack.given-twice"), &json!("/2"))
    );
}
