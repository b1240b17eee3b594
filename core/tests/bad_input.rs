//! Texts that are not JSON, too deep, too many of something; and a test for every error code.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::{fixture_files, problems_of, small, small_reviews};
use safeguarding_rules::{Calendar, Catalogue, wire};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

const GOOD: &str = r#"{"question":"thresholds","pack":"small","subject":"person","as_of":"2024-05-01","facts":{}}"#;

fn catalogue() -> Catalogue {
    Catalogue::empty().with(&[small().to_string().as_str()]).unwrap()
}

/// Every door that takes a text refuses this one with the code, and works afterwards.
#[track_caller]
fn refused_everywhere(text: &str, code: &str) {
    let catalogue = catalogue();
    for error in [
        wire::answer(&catalogue, text).unwrap_err(),
        wire::answer_bytes(&catalogue, text.as_bytes()).unwrap_err(),
        wire::answer_in_words(&catalogue, text).unwrap_err(),
        wire::questions(&catalogue, text).unwrap_err(),
        catalogue.with(&[text]).unwrap_err(),
        Calendar::read(text).unwrap_err(),
    ] {
        assert_eq!(error.code(), code);
        assert!(error.to_json().len() < 2_000, "an error is short");
        assert!(!error.to_json().contains("SECRET"), "an error repeats the text");
    }
    assert!(wire::answer(&catalogue, GOOD).is_ok());
}

#[test]
fn what_is_not_json_is_refused() {
    for text in [
        "",
        " ",
        "{",
        "}",
        "{\"SECRET\":",
        "{'SECRET':1}",
        "{\"SECRET\":1,}",
        "SECRET",
        "{} SECRET",
        "{}{}",
        "\u{feff}{}",
        "{\"SECRET\":01}",
        "{\"SECRET\":1e999}",
        "{\"SECRET\":NaN}",
        "{\"SECRET\":\"\\ud800\"}",
        "{\"SECRET\":\"\t\"}",
        "{\"SECRET\":\"\u{0}\"}",
        "{1:2}",
        "// SECRET\n{}",
    ] {
        refused_everywhere(text, "json.syntax");
    }
}

#[test]
fn what_is_no_object_is_refused() {
    for text in ["null", "true", "3", "2.5", "\"SECRET\"", "[]", "[{}]", " \n[\"SECRET\"]"] {
        refused_everywhere(text, "json.kind");
    }
}

#[test]
fn a_text_after_a_good_request_is_refused() {
    for after in ["SECRET", "{}", ",", "\u{0}", "]"] {
        refused_everywhere(&format!("{GOOD}{after}"), "json.syntax");
    }
}

#[test]
fn a_thousand_levels_of_nesting_are_refused() {
    for (open, close) in [("[", "]"), ("{\"SECRET\":", "}"), ("{\"not\":", "}")] {
        let nested = format!("{}1{}", open.repeat(1000), close.repeat(1000));
        assert_eq!(Catalogue::empty().with(&[&nested]).unwrap_err().code(), "json.too-deep");
        let facts = GOOD.replace("{}", &format!("{{\"at_risk\":{nested}}}"));
        assert_eq!(wire::answer(&catalogue(), &facts).unwrap_err().code(), "json.too-deep");
        let facts = GOOD.replace("{}", &nested);
        assert_eq!(wire::answer(&catalogue(), &facts).unwrap_err().code(), "json.too-deep");
        refused_everywhere(&nested, "json.too-deep");
        refused_everywhere(&open.repeat(100_000), "json.too-deep");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_refused() {
    for bytes in [&b"\xff{}"[..], b"{\"SECRET\xc3\x28\":1}", b"\xed\xa0\x80", b"{}\xf0\x9f"] {
        let error = wire::answer_bytes(&catalogue(), bytes).unwrap_err();
        assert_eq!((error.code(), error.at()), ("json.not-utf8", ""));
        assert!(!error.to_json().contains("SECRET"));
    }
    assert!(wire::answer_bytes(&catalogue(), GOOD.as_bytes()).is_ok());
}

/// The problems of the small pack after a change.
fn after(change: impl FnOnce(&mut Value)) -> Vec<(String, String)> {
    let mut pack = small();
    change(&mut pack);
    let problems = problems_of(Catalogue::empty().with(&[pack.to_string().as_str()]));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    problems.iter().map(|problem| (text(&problem["code"]), text(&problem["at"]))).collect()
}

#[test]
fn a_key_that_stands_twice_is_refused_wherever_it_stands() {
    let good = small().to_string();
    for (once, twice, at) in [
        ("\"format\":1", "\"format\":1,\"format\":1", "/format"),
        ("\"birth\":true", "\"birth\":true,\"birth\":false", "/facts/0/birth"),
        ("\"exactly\":4", "\"exactly\":4,\"exactly\":4", "/rules/2/when/any/2/exactly"),
    ] {
        assert_eq!(good.matches(once).count(), 1, "{once}");
        let error = Catalogue::empty().with(&[&good.replace(once, twice)]).unwrap_err();
        assert_eq!((error.code(), error.at()), ("json.duplicate-key", at));
    }
}

fn rule(id: usize, when: &Value, then: &Value) -> Value {
    let mut rule = small()["rules"][3].clone();
    rule["subject"] = json!("person");
    rule["id"] = json!(format!("number-{id}"));
    rule["when"] = when.clone();
    rule["then"] = then.clone();
    rule
}

fn push(pack: &mut Value, list: &str, item: Value) {
    pack[list].as_array_mut().unwrap().push(item);
}

#[test]
fn a_chain_of_rules_may_be_so_deep_and_no_deeper() {
    let chain = |length: usize| {
        after(|pack| {
            for n in 0..length {
                let below = match n {
                    0 => json!({ "fact": "at_risk" }),
                    _ => json!({ "rule": format!("number-{}", n - 1) }),
                };
                push(pack, "rules", rule(n, &below, &json!({ "define": true })));
            }
        })
    };
    assert_eq!(chain(100), []);
    let too_deep = chain(102);
    assert!(!too_deep.is_empty() && too_deep.iter().all(|(code, _)| code == "pack.too-deep"));
}

#[test]
fn sixty_four_routes_are_enough() {
    let routes = |count: usize| {
        after(|pack| {
            for n in 1..count {
                let route = json!({ "route": { "id": format!("route-{n}"), "kind": "power", "who": "w",
                                               "act": "a", "urgency": "planned" } });
                push(pack, "rules", rule(n, &json!({ "fact": "at_risk" }), &route));
            }
        })
    };
    assert_eq!(routes(64), []);
    assert_eq!(routes(65), [("pack.too-many".to_owned(), "/rules/67".to_owned())]);
}

/// A scope and each way of calling for a review takes a place of its own.
#[test]
fn sixty_four_reviews_and_modalities_are_enough() {
    let goals = |count: usize| {
        let mut pack = small_reviews();
        // The small pack has three reviews, called for in six ways.
        for n in 9..count {
            let mut review = pack["reviews"][2].clone();
            review["id"] = json!(format!("review-{n}"));
            push(&mut pack, "reviews", review);
        }
        let problems = problems_of(Catalogue::empty().with(&[pack.to_string().as_str()]));
        problems.iter().map(|problem| format!("{} {}", problem["code"], problem["at"])).collect()
    };
    assert_eq!(goals(64), [""; 0].map(str::to_owned));
    let one_more: Vec<String> = goals(65);
    assert_eq!(one_more, [r#""pack.too-many" "/subjects/0""#]);
}

#[test]
fn thirty_comparisons_of_one_fact_are_enough() {
    let comparisons = |count: usize| {
        after(|pack| {
            // The small pack compares `moves` in two ways itself.
            for n in 2..count {
                let when = json!({ "fact": "moves", "at_least": n + 10 });
                push(pack, "rules", rule(n, &when, &json!({ "define": true })));
            }
        })
    };
    assert_eq!(comparisons(30), []);
    assert_eq!(comparisons(31), [("pack.too-many".to_owned(), "/facts/3".to_owned())]);
}

#[test]
fn every_code_of_the_library_has_a_test() {
    let codes = all_codes();
    assert!(codes.len() > 80, "{codes:?}");
    let mut covered = BTreeSet::new();
    for (_, fixture) in fixture_files() {
        codes_in(&fixture["problems"].to_string(), &mut covered);
    }
    let requests: Value =
        serde_json::from_str(include_str!("../../fixtures/requests/bad.json")).unwrap();
    for fixture in requests["fixtures"].as_array().unwrap() {
        codes_in(&fixture["problems"].to_string(), &mut covered);
    }
    let tests = [
        include_str!("bad_input.rs"),
        include_str!("large_input.rs"),
        include_str!("reviews_small.rs"),
        include_str!("audits.rs"),
        include_str!("membership_battery.rs"),
        include_str!("prove_why_not.rs"),
        include_str!("../../fixtures/membership/bad-input.json"),
    ];
    for test in tests {
        codes_in(test.split("fn every_code_of_the_library").next().unwrap(), &mut covered);
    }
    // Text and numbers always serialize, so this one cannot be met.
    covered.insert("wire.unwritable".to_owned());
    let lacking: Vec<_> = codes.difference(&covered).collect();
    assert!(lacking.is_empty(), "no fixture and no test: {lacking:?}");
    let gone: Vec<_> = covered.difference(&codes).collect();
    assert!(gone.is_empty(), "no such code any more: {gone:?}");
}

#[test]
fn every_code_of_the_library_stands_in_the_documents() {
    let mut told = BTreeSet::new();
    for document in [
        include_str!("../WIRE.md"),
        include_str!("../REVIEWS.md"),
        include_str!("../MEMBERSHIP.md"),
        include_str!("../packs/MEMBERSHIP.md"),
    ] {
        let rows = document.lines().filter_map(|line| line.strip_prefix("| `"));
        for code in rows.filter_map(|row| row.split('`').next()) {
            codes_in(&format!("\"{code}\""), &mut told);
        }
    }
    let codes = all_codes();
    let lacking: Vec<_> = codes.difference(&told).collect();
    assert!(lacking.is_empty(), "in no table: {lacking:?}");
    // JavaScript alone knows this one.
    told.remove("wire.freed");
    let gone: Vec<_> = told.difference(&codes).collect();
    assert!(gone.is_empty(), "no such code any more: {gone:?}");
}

fn all_codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    codes_in_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
    // The names of the schemas' files look like codes.
    codes.retain(|code| !code.ends_with(".json"));
    codes
}

fn codes_in_folder(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes_in_folder(&path, codes);
        } else {
            codes_in(&std::fs::read_to_string(path).unwrap(), codes);
        }
    }
}

/// Every text in quotes that is formed as a code is.
fn codes_in(text: &str, codes: &mut BTreeSet<String>) {
    const AREAS: [&str; 7] = ["calendar", "case", "events", "json", "pack", "request", "wire"];
    for quoted in text.split('"') {
        let is_code = quoted.split_once('.').is_some_and(|(area, word)| {
            let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            AREAS.contains(&area) && !word.is_empty() && word.chars().all(letters)
        });
        if is_code {
            codes.insert(quoted.to_owned());
        }
    }
}
