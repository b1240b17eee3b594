//! Exact answers about reviews: against every way of filling the gaps, and against every day that an
//! incident can have happened on.
//!
//! `EXACT_CASES=5000` tries more cases than the few that are tried each time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

#[path = "../exact/cases.rs"]
mod cases;
mod days;
mod events;
#[path = "../exact/language.rs"]
mod language;
mod learning;
mod packs;

use cases::{Case, any_case, narrowed};
use language::{FACTS, Filling, Value, rule_id};
use packs::{ACTIONS, Pack, REVIEWS, Said, any_pack, as_of, catalogue, edition, modality, naive};
use proptest::prelude::*;
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// How many cases each property is tried with.
fn tried(usual: u32) -> ProptestConfig {
    let more = std::env::var("EXACT_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: more.unwrap_or(usual), failure_persistence: None, ..Default::default() }
}

/// The answer about an incident that happened on these days, asked some days later.
fn asked(catalogue: &Catalogue, case: &Case, happened: &Json) -> Json {
    let (mut facts, settings) = case.to_json();
    facts["happened"] = happened.clone();
    let request = json!({ "question": "reviews", "pack": "random", "subject": "person",
        "as_of": "2024-03-20", "facts": facts, "settings": settings, "explain": "all" });
    let answer = wire::answer(catalogue, &request.to_string());
    let answer = answer.unwrap_or_else(|error| panic!("{}", error.to_json()));
    let answer: Json = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["exact"], true);
    answer
}

/// The item of a list with this name.
fn named<'v>(answer: &'v Json, list: &str, key: &str, name: &str) -> Option<&'v Json> {
    answer[list].as_array().into_iter().flatten().find(|item| item[key] == name)
}

fn texts(value: &Json) -> BTreeSet<&str> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap()).collect()
}

/// Every filling of a case, and what the rules say of it.
struct Fillings {
    /// The values of each fact, and at the end how many the setting has.
    counts: Vec<usize>,
    said: Vec<Said>,
}

impl Fillings {
    fn of(pack: &Pack, case: &Case) -> Fillings {
        let tests = pack.tests();
        let values: Vec<Vec<Value>> =
            (0..FACTS.len()).map(|fact| case.possible(fact, &tests)).collect();
        let settings = case.possible_settings();
        let mut counts: Vec<usize> = values.iter().map(Vec::len).collect();
        counts.push(settings.len());
        let conditions = pack.conditions();
        let said = (0..counts.iter().product()).map(|number: usize| {
            let mut rest = number;
            let mut chosen = Vec::new();
            for values in &values {
                chosen.push(values[rest % values.len()]);
                rest /= values.len();
            }
            let filling = Filling { values: &chosen, setting: settings[rest], as_of: as_of() };
            naive(pack, &conditions, &filling)
        });
        Fillings { said: said.collect(), counts }
    }

    /// Whether two fillings that differ in this dimension alone differ in what is looked at.
    fn differ<T: PartialEq>(&self, dimension: usize, of: &impl Fn(&Said) -> T) -> bool {
        let step: usize = self.counts.iter().take(dimension).product();
        let length = step * self.counts[dimension];
        self.said.chunks(length).any(|block| {
            (0..step).any(|start| {
                let first = of(&block[start]);
                block.iter().skip(start).step_by(step).any(|said| of(said) != first)
            })
        })
    }

    /// True or false where it is so in every filling.
    fn truth(&self, of: impl Fn(&Said) -> bool) -> &'static str {
        match (self.said.iter().any(&of), self.said.iter().all(&of)) {
            (_, true) => "true",
            (true, false) => "unknown",
            (false, _) => "false",
        }
    }
}

/// What the answer says of each review is what all fillings have in common.
fn check_reviews(answer: &Json, all: &Fillings) {
    for (index, id) in REVIEWS.iter().enumerate() {
        let review = named(answer, "reviews", "review", id).unwrap();
        let reached = || all.said.iter().map(|said| said.reviews[index].1);
        let (least, most) = (reached().min().unwrap(), reached().max().unwrap());
        let scope = all.truth(|said| said.reviews[index].0);
        assert_eq!(review["scope"], scope, "{id}");
        assert_eq!(review["at_least"], modality(least), "{id}");
        assert_eq!(review["at_most"], modality(most), "{id}");
        assert_eq!(review["settled"], least == most, "{id}");
        let outcome = match (scope, least, most) {
            ("false", ..) => "not-applicable",
            (_, _, 0) => "not-met",
            (_, 0, _) => "cannot-tell",
            _ => "met",
        };
        assert_eq!(review["outcome"], outcome, "{id}");
    }
}

fn check(pack: &Pack, case: &Case) {
    let catalogue = catalogue(&[edition(pack, "2000-01-01", None)]);
    let all = Fillings::of(pack, case);
    let answer = asked(&catalogue, case, &json!(as_of().to_string()));
    assert_eq!(answer["applies"], all.truth(|said| said.applies));
    check_reviews(&answer, &all);
    for (index, id) in ACTIONS.iter().enumerate() {
        let shown = named(&answer, "actions", "action", id);
        let shown = shown.map_or("false", |action| action["applies"].as_str().unwrap());
        assert_eq!(shown, all.truth(|said| said.actions[index]), "{id}");
    }
    for position in 0..pack.rules.len() {
        let finding = named(&answer, "findings", "rule", &rule_id(position)).unwrap();
        assert_eq!(finding["truth"], all.truth(|said| said.rules[position]), "rule {position}");
    }
    // What counts as the answer: the reviews, whether it applies, and the action with a condition
    // of its own.
    let whole = |said: &Said| (said.reviews.clone(), said.applies, said.actions[1]);
    let differ = (0..FACTS.len()).filter(|fact| all.differ(*fact, &whole));
    let differ: BTreeSet<&str> = differ.map(|fact| FACTS[fact].0).collect();
    let missing = answer["missing"].as_array().unwrap();
    let found: BTreeSet<&str> = missing.iter().map(|one| one["fact"].as_str().unwrap()).collect();
    assert_eq!(found, differ, "missing");
    for one in missing {
        let fact = FACTS.iter().position(|(id, _)| one["fact"] == *id).unwrap();
        let reviews = REVIEWS.iter().enumerate();
        let reviews = reviews.filter(|(at, _)| all.differ(fact, &|said| said.reviews[*at]));
        let reviews: BTreeSet<&str> = reviews.map(|(_, id)| *id).collect();
        assert_eq!(texts(&one["reviews"]), reviews, "reviews of {one}");
        let action = all.differ(fact, &|said| said.actions[1]);
        assert_eq!(!texts(&one["actions"]).is_empty(), action, "actions of {one}");
    }
    let mut unasked = missing.iter().filter(|missing| missing["state"] == "not-asked");
    let first = unasked.next().map_or(&Json::Null, |missing| &missing["fact"]);
    assert_eq!(&answer["next_question"]["fact"], first, "next question");
    let open = all.differ(FACTS.len(), &whole);
    let is_named = named(&answer, "open_settings", "setting", "many").is_some();
    assert_eq!(is_named, open, "open settings");
}

proptest! {
    #![proptest_config(tried(600))]

    #[test]
    fn an_answer_says_what_every_filling_says((pack, case) in (any_pack(), any_case())) {
        let case = narrowed(case, &pack, 600);
        check(&pack, &case);
    }

    #[test]
    fn facts_that_are_compared_again_and_again_are_no_different(
        (pack, case) in (any_pack(), any_case()),
    ) {
        let pack = pack.crowded();
        let case = narrowed(case, &pack, 600);
        check(&pack, &case);
    }
}
