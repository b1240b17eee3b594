//! Exact answers, against every way of filling the gaps.
//!
//! `EXACT_CASES=20000` tries more cases than the few that are tried each time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod cases;
mod fillings;
mod illustrative;
mod language;
mod packs;
mod properties;

use cases::{Case, Given, any_case, narrowed};
use fillings::{Fillings, Said};
use language::{FACTS, rule_id};
use packs::{Pack, Then, any_pack, as_of};
use proptest::prelude::*;
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// How many cases each property is tried with.
fn tried(usual: u32) -> ProptestConfig {
    let more = std::env::var("EXACT_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: more.unwrap_or(usual), failure_persistence: None, ..Default::default() }
}

fn asked(catalogue: &Catalogue, case: &Case) -> Json {
    asked_of(catalogue, "random", case)
}

fn asked_of(catalogue: &Catalogue, pack: &str, case: &Case) -> Json {
    let (facts, settings) = case.to_json();
    let request = json!({ "question": "thresholds", "pack": pack, "subject": "person",
        "as_of": as_of().to_string(), "facts": facts, "settings": settings, "explain": "all" });
    let answer = wire::answer(catalogue, &request.to_string());
    let answer = answer.unwrap_or_else(|error| panic!("{}", error.to_json()));
    serde_json::from_str(&answer).unwrap()
}

fn list<'v>(value: &'v Json, key: &str) -> BTreeSet<&'v str> {
    value.as_array().into_iter().flatten().map(|item| item[key].as_str().unwrap()).collect()
}

/// The truth of every route of the answer, those that are false too.
fn routes(answer: &Json) -> BTreeMap<String, String> {
    let shown = answer["routes"].as_array().unwrap().iter().map(|route| {
        (route["route"].as_str().unwrap().to_owned(), route["truth"].as_str().unwrap().to_owned())
    });
    let out = answer["ruled_out"].as_array().unwrap().iter();
    shown.chain(out.map(|id| (id.as_str().unwrap().to_owned(), "false".to_owned()))).collect()
}

/// The truth of every rule of the answer.
fn rules(answer: &Json) -> BTreeMap<String, String> {
    let findings = answer["findings"].as_array().unwrap().iter().map(|finding| {
        (
            finding["rule"].as_str().unwrap().to_owned(),
            finding["truth"].as_str().unwrap().to_owned(),
        )
    });
    findings.filter(|(rule, _)| rule != "every.option").collect()
}

/// What counts as the outcome: the level, the routes, whether it applies, and the consent rules
/// whose level is in the range or whose route is not false.
fn outcome(pack: &Pack, all: &Fillings) -> impl Fn(&Said) -> Vec<u8> {
    let (least, most) = all.levels();
    let shown: Vec<bool> = pack
        .consent
        .iter()
        .map(|(target, _)| match target {
            Ok(level) => least <= *level && *level <= most,
            Err(rule) => all.said.iter().any(|said| said.rules[*rule]),
        })
        .collect();
    let is_route: Vec<bool> = pack.rules.iter().map(|(_, then)| *then == Then::Route).collect();
    move |said| {
        let mut seen = vec![said.level, u8::from(said.applies)];
        seen.extend(is_route.iter().zip(&said.rules).map(|(is, holds)| u8::from(*is && *holds)));
        seen.extend(
            shown.iter().zip(&said.without).map(|(shown, holds)| u8::from(*shown && *holds)),
        );
        seen
    }
}

fn check(pack: &Pack, case: &Case) {
    let catalogue = pack.catalogue(false);
    let compiled = catalogue.rules("random", "person", as_of()).unwrap();
    let all = Fillings::of(pack, case, &compiled);
    let answer = asked(&catalogue, case);
    assert_eq!(answer["exact"], true);
    assert_eq!(answer["applies"], all.truth(|said| said.applies));
    let (least, most) = all.levels();
    if answer["applies"] != "false" {
        let level = &answer["level"];
        assert_eq!((&level["at_least"], &level["at_most"]), (&json!(least), &json!(most)));
        assert_eq!(level["settled"], least == most);
    }
    for (position, (_, then)) in pack.rules.iter().enumerate() {
        let truth = all.truth(|said| said.rules[position]);
        assert_eq!(rules(&answer)[&rule_id(position)], truth, "{}", rule_id(position));
        if *then == Then::Route {
            assert_eq!(routes(&answer)[&format!("route-{position}")], truth);
        }
        let decides = all.facts_that_differ(&|said| vec![u8::from(said.rules[position])]);
        let mut findings = answer["findings"].as_array().unwrap().iter();
        let finding = findings.find(|finding| finding["rule"] == rule_id(position)).unwrap();
        let missing: BTreeSet<&str> = finding["missing"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|f| f.as_str().unwrap())
            .collect();
        assert_eq!(missing, decides, "missing for {}", rule_id(position));
    }
    for ((target, _), position) in pack.consent.iter().zip(0..) {
        let name = match target {
            Ok(level) => json!(format!("level-{level}")),
            Err(rule) => json!(format!("route:route-{rule}")),
        };
        let shown = answer["consent"].as_array().unwrap().iter().find(|rule| rule["for"] == name);
        if let Some(shown) = shown {
            assert_eq!(shown["may_proceed_without"], all.truth(|said| said.without[position]));
        }
    }
    let outcome = outcome(pack, &all);
    assert_eq!(list(&answer["missing"], "fact"), all.facts_that_differ(&outcome), "missing");
    for missing in answer["missing"].as_array().unwrap() {
        what_it_could_do(pack, &all, missing);
    }
    // Only what nobody has asked yet is put as a question, the first of them.
    let mut missing = answer["missing"].as_array().unwrap().iter();
    let first = missing.find(|missing| missing["state"] == "not-asked");
    let first = first.map_or(&Json::Null, |missing| &missing["fact"]);
    assert_eq!(&answer["next_question"]["fact"], first, "next question");
    if pack.rules.iter().all(|(_, then)| *then != Then::Prompt) {
        let open = all.differ(FACTS.len(), &outcome);
        assert_eq!(!list(&answer["open_settings"], "setting").is_empty(), open, "open settings");
    }
}

/// The routes that a missing fact could decide, and the highest level it could help to reach.
fn what_it_could_do(pack: &Pack, all: &Fillings, missing: &Json) {
    let fact = FACTS.iter().position(|(id, _)| missing["fact"] == *id).unwrap();
    let routes = pack.rules.iter().enumerate().filter(|(position, (_, then))| {
        *then == Then::Route && all.differ(fact, &|said| vec![u8::from(said.rules[*position])])
    });
    let routes: Vec<String> = routes.map(|(position, _)| format!("route-{position}")).collect();
    let told = missing.get("routes").cloned().unwrap_or_else(|| json!([]));
    assert_eq!(told, json!(routes), "routes of {missing}");
    let reached = (2..=4_u8)
        .rev()
        .find(|level| all.differ(fact, &|said| vec![u8::from(said.level >= *level)]));
    assert_eq!(missing["could_reach"], json!(reached), "{missing}");
}

proptest! {
    #![proptest_config(tried(200))]

    #[test]
    fn facts_that_are_compared_again_and_again_are_no_different(
        (pack, case) in (any_pack(), any_case()),
    ) {
        let pack = pack.crowded();
        let case = narrowed(case, &pack, 600);
        check(&pack, &case);
    }

    #[test]
    fn an_answer_says_what_every_filling_says((pack, case) in (any_pack(), any_case())) {
        let case = narrowed(case, &pack, 600);
        check(&pack, &case);
    }
}

proptest! {
    #![proptest_config(tried(4))]

    #[test]
    fn fourteen_unknown_facts_are_no_different((pack, case) in (any_pack(), any_case())) {
        let nothing = case.given.iter().map(|_| Given::Nothing(None)).collect();
        let case = narrowed(Case { given: nothing, setting: case.setting }, &pack, 16_384);
        check(&pack, &case);
    }
}
