//! Fixtures with something else in them: another day, an answer fewer, another word.
//!
//! Nobody wrote what is right of them; they ask on the days on which something begins or ends, the
//! day before and the day after, and leave out what a fixture never leaves out. What is made of a
//! fixture is the same every time.

use super::item::{How, Item, Packs};
use super::stories::Speaks;
use safeguarding_rules::{Catalogue, Day, wire};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A source of numbers that is the same every time.
struct Dice(u64);

impl Dice {
    fn new(seed: usize) -> Dice {
        let mut dice = Dice(seed as u64);
        dice.below(1);
        dice
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }

    fn one_of<'l, T>(&mut self, list: &'l [T]) -> Option<&'l T> {
        list.get(self.below(list.len()))
    }
}

/// How many are made of a fixture.
fn how_many(question: &str) -> usize {
    match question {
        "thresholds" => 1,
        "reviews" => 3,
        _ => 4,
    }
}

/// Texts by the key that they stand under, of all fixtures of a file.
pub(crate) type Words = BTreeMap<String, Vec<String>>;

/// Those of some values.
pub(crate) fn words_in<'v>(values: impl IntoIterator<Item = &'v Value>) -> Words {
    let mut words = Words::new();
    values.into_iter().for_each(|value| words_of(value, "", &mut words));
    words
}

fn words_of(value: &Value, key: &str, words: &mut Words) {
    match value {
        Value::String(text) if Day::parse(text).is_none() => {
            let known = words.entry(key.to_owned()).or_default();
            if !known.contains(text) {
                known.push(text.clone());
            }
        }
        Value::Array(items) => items.iter().for_each(|item| words_of(item, key, words)),
        Value::Object(entries) => entries.iter().for_each(|(key, item)| words_of(item, key, words)),
        _ => {}
    }
}

/// Every day that a value names, each once, in order.
fn days_of(value: &Value, days: &mut Vec<Day>) {
    match value {
        Value::String(text) => days.extend(Day::parse(text)),
        Value::Array(items) => items.iter().for_each(|item| days_of(item, days)),
        Value::Object(entries) => entries.values().for_each(|item| days_of(item, days)),
        _ => {}
    }
}

/// The places of everything in a value, as pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut below = |key: &str, item: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        let place = format!("{at}/{key}");
        places(item, &place, found);
        found.push(place);
    };
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| below(&index.to_string(), item));
        }
        Value::Object(entries) => entries.iter().for_each(|(key, item)| below(key, item)),
        _ => {}
    }
}

/// What says of what is asked, and is left alone.
fn is_left_alone(place: &str) -> bool {
    matches!(place, "/question" | "/pack" | "/subject" | "/family" | "/explain" | "/record")
}

/// The key that something stands under, of items of a list that of the list.
fn key_of(place: &str) -> &str {
    let is_a_key = |part: &&str| !part.bytes().all(|byte| byte.is_ascii_digit());
    place.rsplit('/').find(is_a_key).unwrap_or_default()
}

fn another_day(request: &mut Value, days: &[Day], dice: &mut Dice) {
    let mut all = Vec::new();
    places(request, "", &mut all);
    let is_a_day = |place: &String| {
        let text = request.pointer(place).and_then(Value::as_str);
        text.is_some_and(|text| Day::parse(text).is_some())
    };
    all.retain(is_a_day);
    // Every other time it is the day that is asked about.
    let asked_about = request.get("as_of").map(|_| "/as_of");
    let place = asked_about.filter(|_| dice.below(2) == 0);
    let place = place.or_else(|| dice.one_of(&all).map(String::as_str));
    let Some((place, day)) = place.zip(dice.one_of(days)) else { return };
    let moved = match dice.below(3) {
        0 => day.number().checked_sub(1).and_then(Day::of_number),
        1 => day.number().checked_add(1).and_then(Day::of_number),
        _ => Some(*day),
    };
    if let (Some(value), Some(moved)) = (request.pointer_mut(place), moved) {
        *value = Value::String(moved.to_string());
    }
}

fn without(request: &mut Value, dice: &mut Dice) {
    let mut all = Vec::new();
    places(request, "", &mut all);
    all.retain(|place| !is_left_alone(place) && place != "/as_of");
    let Some((parent, key)) = dice.one_of(&all).and_then(|place| place.rsplit_once('/')) else {
        return;
    };
    match request.pointer_mut(parent) {
        Some(Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
        Some(Value::Object(entries)) => {
            entries.remove(&key.replace("~1", "/").replace("~0", "~"));
        }
        _ => {}
    }
}

fn said_otherwise(request: &mut Value, words: &Words, dice: &mut Dice) {
    let mut all = Vec::new();
    places(request, "", &mut all);
    all.retain(|place| !is_left_alone(place));
    let Some(place) = dice.one_of(&all) else { return };
    let Some(value) = request.pointer_mut(place) else { return };
    match value {
        Value::Bool(yes) => *value = if dice.below(2) == 0 { Value::Null } else { (!*yes).into() },
        Value::Number(number) => {
            let number = number.as_i64().unwrap_or(0);
            *value = if dice.below(2) == 0 { number + 1 } else { number - 1 }.into();
        }
        Value::String(_) => {
            let other = words.get(key_of(place)).and_then(|known| dice.one_of(known));
            if let Some(other) = other {
                *value = other.as_str().into();
            }
        }
        _ => {}
    }
}

/// Makes something else of one value, again and again.
pub(crate) struct Shaker<'w> {
    days: Vec<Day>,
    words: &'w Words,
    dice: Dice,
}

impl<'w> Shaker<'w> {
    /// With the days that these name, and the words that stand under the same keys.
    pub(crate) fn new(named: &[&Value], words: &'w Words, seed: usize) -> Shaker<'w> {
        let mut days = Vec::new();
        named.iter().for_each(|value| days_of(value, &mut days));
        days.sort();
        days.dedup();
        Shaker { days, words, dice: Dice::new(seed) }
    }

    /// One thing or two are otherwise.
    pub(crate) fn shaken(&mut self, value: &Value) -> Value {
        let mut value = value.clone();
        for _ in 0..=self.dice.below(2) {
            match self.dice.below(5) {
                0 | 1 => another_day(&mut value, &self.days, &mut self.dice),
                2 | 3 => without(&mut value, &mut self.dice),
                _ => said_otherwise(&mut value, self.words, &mut self.dice),
            }
        }
        value
    }
}

/// What is made of one file, of which these requests are asked.
pub(crate) fn items_of(
    group: &str,
    packs: &Arc<Packs>,
    catalogue: &Catalogue,
    requests: &[Value],
) -> Vec<Item> {
    let words = words_in(requests);
    let mut items = Vec::new();
    for (number, request) in requests.iter().enumerate() {
        let Some(question) = request["question"].as_str() else { continue };
        // Of thresholds there are many that differ in one answer alone.
        if question == "thresholds" && number % 3 != 0 {
            continue;
        }
        let answer = wire::answer(catalogue, &request.to_string()).unwrap_or_default();
        let answer: Value = serde_json::from_str(&answer).unwrap_or_default();
        let mut shaker = Shaker::new(&[request, &answer], &words, number);
        let mut asked = Vec::new();
        for _ in 0..how_many(question) {
            let request = shaker.shaken(request).to_string();
            if question == "meeting" {
                asked.push((How::Outcome, request.clone()));
            }
            if question != "thresholds" {
                asked.push((How::Words, request.clone()));
            }
            asked.push((How::Answer, request));
        }
        items.push(Item { group: format!("shaken/{group}"), packs: Arc::clone(packs), asked });
    }
    items
}

fn speaks(question: &str) -> Option<Speaks> {
    match question {
        "thresholds" => Some(Speaks::Thresholds),
        "reviews" => Some(Speaks::Reviews),
        "audits" | "audit-returns" | "annual-report" => Some(Speaks::Audits),
        "membership" | "seat" | "meeting" | "authority" => Some(Speaks::Membership),
        _ => None,
    }
}

/// What the fixtures expect, and something else in its place: how they are told from each other.
pub(crate) fn expecting(
    group: &str,
    packs: &Arc<Packs>,
    fixtures: &[Value],
    requests: &[Value],
) -> Vec<Item> {
    let words = words_in(fixtures.iter().map(|fixture| &fixture["expect"]));
    let mut items = Vec::new();
    for (number, (fixture, request)) in fixtures.iter().zip(requests).enumerate() {
        let Some(speaks) = request["question"].as_str().and_then(speaks) else { continue };
        // Of thresholds there are many that expect the same few keys.
        if speaks == Speaks::Thresholds && number % 6 != 0 {
            continue;
        }
        let mut dice = Dice::new(number);
        let [mut expect, mut shows] = ["expect", "shows"].map(|key| fixture[key].clone());
        for part in [&mut expect, &mut shows] {
            for _ in 0..2 {
                said_otherwise(part, &words, &mut dice);
            }
            if number % 3 == 0 {
                without(part, &mut dice);
            }
        }
        let asked = vec![(How::Expecting(speaks, expect, shows), request.to_string())];
        items.push(Item { group: format!("expecting/{group}"), packs: Arc::clone(packs), asked });
    }
    items
}
