//! What would change the answers of random packs, against every way of answering otherwise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;
mod random;

use packs::{MODALITIES, REVIEWS, firmness, into_reviews};
use proptest::prelude::*;
use random::{
    Asked, Cases, DAY, Every, Rules, and, choice, condition, contradiction, count, date, flags, or,
    pack, rules,
};
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Map, Value, json};

fn facts() -> Vec<Asked> {
    let mut all = flags(4);
    all.extend([count(), choice(), date()]);
    all
}

/// Of each fact which answer it has; nothing where that is not known.
type Known = Vec<Option<usize>>;

/// The cases that are left by what is known.
fn left(every: &Every, known: &Known) -> Cases {
    every.cases(|case| {
        known
            .iter()
            .enumerate()
            .all(|(fact, answer)| answer.is_none_or(|answer| every.digit(case, fact) == answer))
    })
}

/// What is asked about, and the cases of which it is so.
fn wanted(every: &Every, rules: &Rules, which: usize) -> Option<(Value, Cases)> {
    let reached = |level: u64| {
        let all = rules.iter().filter(|(.., then)| then["level"].as_u64() >= Some(level));
        all.fold(every.none(), |all, (_, when, _)| or(&all, &every.holding(when)))
    };
    let duty = || {
        let duty = rules.iter().find(|(.., then)| then.get("route").is_some());
        duty.map(|(_, when, _)| every.holding(when))
    };
    Some(match which {
        0 => (json!({ "level_at_least": 2 }), reached(2)),
        1 => (json!({ "level_at_least": 4 }), reached(4)),
        2 => (json!({ "level_at_most": 1 }), every.not(&reached(2))),
        3 => (json!({ "level_at_most": 3 }), every.not(&reached(4))),
        4 => (json!({ "level_at_least": 1 }), every.all()),
        5 => (json!({ "route": "duty" }), duty()?),
        _ => (json!({ "no_route": "duty" }), every.not(&duty()?)),
    })
}

/// Answers of a fact that no condition of the pack tells apart, by the first of them.
fn alike(every: &Every, conditions: &[Cases], fact: usize) -> Vec<usize> {
    let stride = every.stride(fact);
    let same = |one: usize, other: usize| {
        (0..every.count).filter(|case| every.digit(*case, fact) == one).all(|case| {
            let moved = case - one * stride + other * stride;
            conditions.iter().all(|of| every.is_in(of, case) == every.is_in(of, moved))
        })
    };
    let answers = 0..every.facts[fact].answers.len();
    answers.map(|one| (0..one).find(|earlier| same(*earlier, one)).unwrap_or(one)).collect()
}

fn leaves(condition: &Value, found: &mut Vec<Value>) {
    if condition.get("fact").is_some() {
        found.push(condition.clone());
    }
    for key in ["all", "any", "of"] {
        condition[key].as_array().into_iter().flatten().for_each(|part| leaves(part, found));
    }
    if let Some(part) = condition.get("not") {
        leaves(part, found);
    }
}

/// Every smallest way, as fact and answer; answers that nothing tells apart by the first of them.
fn ways(
    every: &Every,
    alike: &[Vec<usize>],
    known: &Known,
    (wanted, consistent): (&Cases, &Cases),
) -> Vec<Vec<(usize, usize)>> {
    smallest(
        &every.facts,
        alike,
        known,
        |_| true,
        |way| {
            let mut changed = known.clone();
            way.iter().for_each(|(fact, answer)| changed[*fact] = Some(*answer));
            let left = left(every, &changed);
            random::is_among(&left, wanted) && !random::is_empty(&and(&left, consistent))
        },
    )
}

/// How firmly which review is asked for, and the cases of which it is so.
fn wanted_of_reviews(every: &Every, rules: &Rules, which: usize) -> (Value, Cases) {
    let (review, place) = (REVIEWS[which % 2], which / 2 % 4);
    let so_firm = |place: usize| {
        let all = rules.iter().filter(|(.., then)| firmness(then, review) >= place);
        all.fold(every.none(), |all, (_, when, _)| or(&all, &every.holding(when)))
    };
    let word = place.checked_sub(1).map_or("not-available", |place| MODALITIES[place]);
    let called = json!({ "review": review, "modality": word });
    if which < 8 {
        let cases = if place == 0 { every.all() } else { so_firm(place) };
        (json!({ "review_at_least": called }), cases)
    } else {
        let cases = if place == 3 { every.all() } else { every.not(&so_firm(place + 1)) };
        (json!({ "review_at_most": called }), cases)
    }
}

fn catalogue_of(text: &str) -> Catalogue {
    let catalogue = Catalogue::empty().with(&[text]);
    catalogue.unwrap_or_else(|error| panic!("{}: {text}", error.to_json()))
}

fn agrees(rules: &Rules, never: &[Value], known: &Known, which: usize) {
    let every = Every::of(&facts());
    let text = pack(&facts(), rules, never).to_string();
    let Some((asked, wanted)) = wanted(&every, rules, which) else { return };
    agrees_of("thresholds", &text, (rules, never, known), (asked, wanted));
}

fn agrees_of_reviews(rules: &Rules, never: &[Value], known: &Known, which: usize) {
    let every = Every::of(&facts());
    let text = into_reviews(pack(&facts(), rules, never), "day").to_string();
    let wanted = wanted_of_reviews(&every, rules, which);
    agrees_of("reviews", &text, (rules, never, known), wanted);
}

fn agrees_of(
    family: &str,
    text: &str,
    (rules, never, known): (&Rules, &[Value], &Known),
    (asked, wanted): (Value, Cases),
) {
    let facts = facts();
    let every = Every::of(&facts);
    let catalogue = catalogue_of(text);
    let answers = facts.iter().zip(known);
    let answers = answers
        .filter_map(|(fact, answer)| Some((fact.id.to_owned(), fact.answers[(*answer)?].clone())));
    let mut answers: Map<String, Value> = answers.collect();
    if family == "reviews" {
        answers.insert("day".to_owned(), json!(DAY));
    }
    let request = json!({ "question": "why-not", "family": family, "pack": "tried",
        "subject": "person", "as_of": DAY, "facts": answers, "wanted": asked, "most_changes": 10,
        "most_ways": 1_000 });
    let answer = wire::answer(&catalogue, &request.to_string()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["all"], true, "{request} {text}");
    let broken = never.iter().map(|never| every.holding(never));
    let broken = broken.fold(every.none(), |all, one| or(&all, &one));
    let consistent = every.not(&broken);
    let stands = !random::is_empty(&and(&left(&every, known), &consistent));
    assert_eq!(answer["consistent"], stands, "{request} {text}");
    let mut compared = Vec::new();
    rules.iter().for_each(|(_, when, _)| leaves(when, &mut compared));
    never.iter().for_each(|never| leaves(never, &mut compared));
    let compared: Vec<Cases> = compared.iter().map(|leaf| every.holding(leaf)).collect();
    let alike: Vec<Vec<usize>> =
        (0..facts.len()).map(|fact| alike(&every, &compared, fact)).collect();
    let mut expected = ways(&every, &alike, known, (&wanted, &consistent));
    let already = expected.first().is_some_and(Vec::is_empty);
    assert_eq!(answer["already"], already, "{request} {text}");
    expected.retain(|way| !way.is_empty());
    let found = told_ways(&answer, &facts, &alike);
    expected.sort();
    assert_eq!(found, expected, "{request} {text}");
}

/// The answer of those looked at that lies in the same part of the range.
fn nearest(fact: &Asked, answer: &Value) -> usize {
    let all = &fact.answers;
    match answer {
        Value::Number(n) => usize::try_from(n.as_u64().unwrap()).unwrap().min(all.len() - 1),
        Value::String(day) if fact.kind == "date" => {
            // The last day before each: 2020, May 2022, 2023, November 2023, and the day asked.
            let ends = ["2020-01-01", "2022-05-01", "2023-01-01", "2023-11-01", "2024-05-02"];
            ends.iter().filter(|end| day.as_str() >= **end).count()
        }
        other => all.iter().position(|one| one == other).unwrap(),
    }
}

fn known() -> impl Strategy<Value = Known> {
    let answers =
        facts().into_iter().map(|fact| prop::option::weighted(0.7, 0..fact.answers.len()));
    answers.collect::<Vec<_>>()
}

/// What the library says of the review with these answers about an incident that can have been on
/// any day of a range: how firmly at least, and how firmly at most.
fn told(catalogue: &Catalogue, answers: &Map<String, Value>, review: &str) -> [usize; 2] {
    let request = json!({ "question": "reviews", "pack": "tried", "subject": "person", "as_of": DAY,
        "facts": answers, "explain": "none" });
    let answer = wire::answer(catalogue, &request.to_string()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["exact"], true);
    let one = answer["reviews"].as_array().unwrap().iter().find(|one| one["review"] == review);
    ["at_least", "at_most"].map(|key| {
        let word = &one.unwrap()[key];
        MODALITIES.iter().position(|one| word == *one).map_or(0, |place| place + 1)
    })
}

/// While the day of the incident is open, against asking the library about every change of answers
/// that are no dates.
fn agrees_of_open_days(rules: &Rules, known: &Known, range: &Value, which: usize) {
    let facts = facts();
    let text = into_reviews(pack(&facts, rules, &[]), "day").to_string();
    let catalogue = catalogue_of(&text);
    let every = Every::of(&facts);
    let (asked, _) = wanted_of_reviews(&every, rules, which);
    let (review, place) = (REVIEWS[which % 2], which / 2 % 4);
    let given = facts.iter().zip(known);
    let given = given
        .filter_map(|(fact, answer)| Some((fact.id.to_owned(), fact.answers[(*answer)?].clone())));
    let mut given: Map<String, Value> = given.collect();
    given.insert("day".to_owned(), range.clone());
    let request = json!({ "question": "why-not", "family": "reviews", "pack": "tried",
        "subject": "person", "as_of": DAY, "facts": given, "wanted": asked, "most_changes": 10,
        "most_ways": 1_000 });
    let answer = wire::answer(&catalogue, &request.to_string()).unwrap();
    let answer: Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["all"], true, "{request} {text}");
    let mut compared = Vec::new();
    rules.iter().for_each(|(_, when, _)| leaves(when, &mut compared));
    let compared: Vec<Cases> = compared.iter().map(|leaf| every.holding(leaf)).collect();
    let alike: Vec<Vec<usize>> =
        (0..facts.len()).map(|fact| alike(&every, &compared, fact)).collect();
    let leads = |way: &[(usize, usize)]| {
        let mut changed = given.clone();
        for (fact, answer) in way {
            changed.insert(facts[*fact].id.to_owned(), facts[*fact].answers[*answer].clone());
        }
        let [least, most] = told(&catalogue, &changed, review);
        if which < 8 { least >= place } else { most <= place }
    };
    let mut expected = smallest(&facts, &alike, known, |fact| fact.kind != "date", leads);
    assert_eq!(answer["already"], expected.first().is_some_and(Vec::is_empty), "{request} {text}");
    expected.retain(|way| !way.is_empty());
    assert_eq!(told_ways(&answer, &facts, &alike), sorted(expected), "{request} {text}");
}

fn sorted(mut ways: Vec<Vec<(usize, usize)>>) -> Vec<Vec<(usize, usize)>> {
    ways.sort();
    ways
}

/// The smallest changes of facts of which this is so.
fn smallest(
    facts: &[Asked],
    alike: &[Vec<usize>],
    known: &Known,
    is_asked: impl Fn(&Asked) -> bool,
    leads: impl Fn(&[(usize, usize)]) -> bool,
) -> Vec<Vec<(usize, usize)>> {
    let mut all: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for (fact, of) in alike.iter().enumerate().filter(|(fact, _)| is_asked(&facts[*fact])) {
        let mut answers = of.clone();
        answers.sort_unstable();
        answers.dedup();
        answers.retain(|one| known[fact].map(|own| of[own]) != Some(*one));
        let with = |way: &Vec<(usize, usize)>| {
            let more = |answer: &usize| {
                let mut way = way.clone();
                way.push((fact, *answer));
                way
            };
            std::iter::once(way.clone()).chain(answers.iter().map(more)).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
    }
    all.sort_by_key(Vec::len);
    let mut found: Vec<Vec<(usize, usize)>> = Vec::new();
    for way in all {
        let is_more = found.iter().any(|one| one.iter().all(|change| way.contains(change)));
        if !is_more && leads(&way) {
            found.push(way);
        }
    }
    found
}

/// The ways of an answer, as fact and answer.
fn told_ways(answer: &Value, facts: &[Asked], alike: &[Vec<usize>]) -> Vec<Vec<(usize, usize)>> {
    let mut found: Vec<Vec<(usize, usize)>> = Vec::new();
    for way in answer["ways"].as_array().unwrap() {
        let told = way.as_object().unwrap().iter().map(|(id, answer)| {
            let fact = facts.iter().position(|fact| fact.id == id).unwrap();
            (fact, alike[fact][nearest(&facts[fact], answer)])
        });
        let mut told: Vec<(usize, usize)> = told.collect();
        told.sort_unstable();
        found.push(told);
    }
    found.sort();
    // Answers of two parts of a range can be alike to all that is compared.
    found.dedup();
    found
}

/// A rule that calls for a review.
fn calls_for() -> impl Strategy<Value = Value> {
    (prop::sample::select(REVIEWS.to_vec()), prop::sample::select(MODALITIES.to_vec()))
        .prop_map(|(review, modality)| json!({ "review": review, "modality": modality }))
}

fn of_reviews(of: Vec<(Value, Value)>) -> Rules {
    let all = of.into_iter().enumerate();
    all.map(|(index, (when, then))| (format!("rule.n{index}"), when, then)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn every_smallest_way_is_found_and_no_other(
        of in prop::collection::vec((condition(&facts()), 2_u8..6), 1..6),
        never in prop::collection::vec(contradiction(&facts()), 0..4),
        known in known(),
        which in 0_usize..7,
    ) {
        agrees(&rules(of), &never, &known, which);
    }
    #[test]
    fn every_smallest_way_to_a_review_is_found_and_no_other(
        of in prop::collection::vec((condition(&facts()), calls_for()), 1..6),
        never in prop::collection::vec(contradiction(&facts()), 0..4),
        known in known(),
        which in 0_usize..16,
    ) {
        agrees_of_reviews(&of_reviews(of), &never, &known, which);
    }
}

proptest! {
    // Each asks the library hundreds of times.
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn ways_hold_on_every_day_that_the_incident_can_have_been_on(
        of in prop::collection::vec((condition(&facts()), calls_for()), 1..6),
        known in known(),
        range in prop::sample::select(vec![
            json!({ "from": "2024-04-01", "to": DAY }), json!({ "from": "2022-06-01", "to": DAY }),
            json!("2023"), json!(null),
        ]),
        which in 0_usize..16,
    ) {
        agrees_of_open_days(&of_reviews(of), &known, &range, which);
    }
}
