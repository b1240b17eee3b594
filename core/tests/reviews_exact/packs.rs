//! The random packs of the thresholds, turned into packs about reviews.

use super::language::{self, Condition, Filling};
use safeguarding_rules::{Catalogue, Day};
use serde_json::{Value as Json, json};
use std::cell::Cell;

#[path = "../exact/packs.rs"]
#[allow(dead_code, reason = "the thresholds of these packs are not looked at")]
mod thresholds;

pub(crate) use thresholds::{Pack, Then, any_pack, day};

pub(crate) const REVIEWS: [&str; 3] = ["first", "second", "third"];
pub(crate) const ACTIONS: [&str; 2] = ["do.first", "do.second"];
const MODALITIES: [&str; 4] = ["not-available", "power", "expectation", "duty"];

thread_local! {
    static COUNTED_ON: Cell<Option<Day>> = const { Cell::new(None) };
}

/// The day on which ages and spans are counted: that of the incident.
pub(crate) fn as_of() -> Day {
    COUNTED_ON.get().unwrap_or_else(|| day("2024-02-29"))
}

/// Counts ages and spans on another day, in this thread.
pub(crate) fn count_on(day: Day) {
    COUNTED_ON.set(Some(day));
}

/// What the rules say of one complete case on one day.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    pub(crate) rules: Vec<bool>,
    /// For each review, whether it is in scope, and which modality it reaches.
    pub(crate) reviews: Vec<(bool, usize)>,
    pub(crate) applies: bool,
    pub(crate) actions: Vec<bool>,
}

/// The review and the modality that a rule leads to.
fn leads_to(then: &Then) -> Option<(usize, usize)> {
    match then {
        Then::Level(number @ 1..=3) => Some((0, usize::from(*number))),
        Then::Level(_) => Some((1, 3)),
        Then::Route => Some((1, 2)),
        Then::Prompt => Some((2, 1)),
        Then::Define => None,
    }
}

fn scope(pack: &Pack, review: usize) -> Option<&Condition> {
    pack.consent.get(review).map(|(_, condition)| condition)
}

/// What the rules say, worked out without the library.
pub(crate) fn naive(pack: &Pack, conditions: &[Condition], filling: &Filling<'_>) -> Said {
    let holds = |condition: &Condition| filling.holds(condition, conditions);
    let rules: Vec<bool> = conditions.iter().map(holds).collect();
    let review = |review: usize| {
        let in_scope = scope(pack, review).is_none_or(holds);
        let reached = pack.rules.iter().zip(&rules).filter_map(|((_, then), holds)| {
            let (own, modality) = leads_to(then)?;
            (*holds && own == review).then_some(modality)
        });
        (in_scope, if in_scope { reached.max().unwrap_or(0) } else { 0 })
    };
    let reviews: Vec<(bool, usize)> = (0..REVIEWS.len()).map(review).collect();
    let applies = holds(&pack.applies);
    Said { actions: vec![reviews[0].1 > 0, applies], rules, reviews, applies }
}

/// The name of a modality.
pub(crate) fn modality(at: usize) -> &'static str {
    MODALITIES[at]
}

/// Where a modality stands among the others.
pub(crate) fn rank(modality: &Json) -> usize {
    MODALITIES.iter().position(|word| modality == word).expect("a modality")
}

/// An edition of the pack `random`; with `amends` a later one that changes what it names.
pub(crate) fn edition(pack: &Pack, from: &str, amends: Option<&str>) -> Json {
    let mut text = pack.to_json(false);
    let stand = text["subjects"][0].clone();
    let stands = |mut item: Json| {
        for key in ["strength", "basis", "evidence", "cites"] {
            item[key] = stand[key].clone();
        }
        item
    };
    let edition = text.as_object_mut().unwrap();
    for list in ["levels", "consent"] {
        edition.remove(list);
    }
    edition["family"] = json!("reviews");
    edition["from"] = json!(from);
    if let Some(earlier) = amends {
        edition.insert("amends".to_owned(), json!(earlier));
    }
    let happened = json!({ "id": "happened", "subject": ["person"], "kind": "date",
        "incident_day": true, "question": "When?", "burden": "plain" });
    edition["facts"].as_array_mut().unwrap().push(happened);
    let own = edition["rules"].as_array_mut().unwrap().iter_mut().zip(&pack.rules);
    for (rule, (_, then)) in own {
        rule["then"] = match leads_to(then) {
            Some((review, at)) => json!({ "review": REVIEWS[review], "modality": modality(at) }),
            None => json!({ "define": true }),
        };
    }
    let reviews = REVIEWS.iter().enumerate().map(|(review, id)| {
        let mut item = json!({ "id": id, "subject": "person", "label": id, "kind": "review",
            "who": "a board", "purpose": "To learn.", "urgency": "prompt" });
        if let Some(scope) = scope(pack, review) {
            item["scope"] = scope.to_json();
        }
        stands(item)
    });
    let first = json!({ "id": ACTIONS[0], "subject": "person", "review": "first",
        "who": "a board", "does": "it", "done_by": "done" });
    // It hangs on whether the subject applies, and on nothing else.
    let second = json!({ "id": ACTIONS[1], "subject": "person", "review": "second",
        "who": "a board", "does": "it", "done_by": "done", "when": pack.applies.to_json() });
    let role = json!({ "id": "a-role", "subject": "person", "review": "third", "role": "leads",
        "who": "a board", "does": "it", "when": { "rule": language::rule_id(0) } });
    let lists = json!({ "reviews": reviews.collect::<Vec<_>>(),
        "actions": [stands(first), stands(second)], "roles": [stands(role)],
        "events": [{ "id": "done", "subject": "person", "label": "Done", "question": "Done?" }] });
    let Json::Object(lists) = lists else { panic!("lists") };
    edition.extend(lists);
    text
}

pub(crate) fn catalogue(editions: &[Json]) -> Catalogue {
    let texts: Vec<String> = editions.iter().map(ToString::to_string).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Catalogue::empty().with(&texts).unwrap_or_else(|error| panic!("{}", error.to_json()))
}
