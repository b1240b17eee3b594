//! Cases as people write them: ready for a file of fixtures.

use super::cells::{Given, Slot};
use super::smallest::Answers;
use super::world::World;
use crate::case::Answer;
use crate::compile::Ruleset;
use crate::date::{Day, PartialDate};
use crate::evaluate::Known;
use crate::pack::{SettingKind, SettingValue};
use crate::reviews::{Incident, Met, ReviewRules};
use crate::truth::Truth;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// A case in the format of `fixtures/thresholds`, with what the library answers to it.
pub(super) fn fixture(
    world: &World,
    ruleset: usize,
    as_of: Day,
    answers: &Answers,
    (name, story): (&str, &str),
) -> Value {
    fixture_moved(world, ruleset, (as_of, as_of), answers, (name, story))
}

/// The same on another day, with every day of the case as far from it as before.
pub(super) fn fixture_moved(
    world: &World,
    ruleset: usize,
    (from, as_of): (Day, Day),
    answers: &Answers,
    (name, story): (&str, &str),
) -> Value {
    let Some(rules) = world.rules.get(ruleset) else { return Value::Null };
    let answered: Vec<(&Slot, Given)> = answered(world, rules, answers)
        .into_iter()
        .map(|(slot, given)| (slot, world.moved(ruleset, slot, given, (from, as_of))))
        .collect();
    let answered: Vec<(&Slot, &Given)> =
        answered.iter().map(|(slot, given)| (*slot, given)).collect();
    let (shown, no): (Vec<_>, Vec<_>) = answered.iter().cloned().partition(|(slot, given)| {
        !slot.is_no_by_itself() || !matches!(given, Given::YesNo(false) | Given::Count(0))
    });
    // Everything that can be no is answered with no: that is said once.
    let could = world
        .slots
        .iter()
        .filter(|slot| slot.is_no_by_itself() && rules.fact_slot(&slot.fact).is_some());
    let all_no = no.len() > 1
        && answered.iter().filter(|(slot, _)| slot.is_no_by_itself()).count() == could.count();
    let told = if all_no { &shown } else { &answered };
    let (mut facts, settings) = (facts_of(told), settings_of(&answered));
    let reviews = world.reviews.get(ruleset);
    let question = if reviews.is_some() { "reviews" } else { "thresholds" };
    let incident_day = incident_day(rules);
    if let Some(fact) = incident_day {
        // The rules are those of the day of the incident.
        facts.entry(fact).or_insert_with(|| json!(as_of));
    }
    let mut request = json!({ "question": question, "pack": rules.pack(),
        "subject": rules.subject(), "as_of": as_of, "facts": facts });
    if let (false, Some(request)) = (settings.is_empty(), request.as_object_mut()) {
        request.insert("settings".to_owned(), Value::Object(settings));
    }
    let mut fixture = json!({ "name": name, "story": story, "request": request });
    if let Some(fixture) = fixture.as_object_mut() {
        if all_no {
            fixture.insert("others".to_owned(), json!("no"));
        }
        let expect = match reviews {
            Some(reviews) => expected_of_reviews(reviews, as_of, incident_day, &answered),
            None => expected(&known_of(rules, as_of, &answered)),
        };
        fixture.insert("expect".to_owned(), expect);
    }
    fixture
}

/// The fact that says on which day the incident was.
fn incident_day(rules: &Ruleset) -> Option<&str> {
    let slot = rules.fact(rules.reviews.incident_day?)?;
    Some(&slot.fact.is.id)
}

/// What is answered of the questions of a rule set.
fn answered<'w>(
    world: &'w World,
    rules: &Ruleset,
    answers: &Answers,
) -> Vec<(&'w Slot, &'w Given)> {
    let slots = answers
        .iter()
        .filter_map(|(slot, cell)| Some((world.slots.get(*slot)?, world.answer(*slot, *cell)?)));
    let can_answer = |slot: &Slot, given: &Given| {
        let fact = rules.fact_slot(&slot.fact).and_then(|fact| rules.fact(fact));
        let option = match given {
            Given::Option(option) => Some(option),
            _ => slot.option.as_ref(),
        };
        fact.is_some_and(|fact| {
            option.is_none_or(|option| fact.fact.is.option_index(option).is_some())
        })
    };
    slots.filter(|(slot, given)| can_answer(slot, given)).collect()
}

/// A case, ready to be evaluated by one of the rule sets.
pub(super) fn known_in(
    world: &World,
    rules: &Arc<Ruleset>,
    as_of: Day,
    answers: &Answers,
) -> Known {
    known_of(rules, as_of, &answered(world, rules, answers))
}

/// Answers as a request writes them.
pub(super) fn facts_told(world: &World, answers: &Answers) -> Map<String, Value> {
    let slots = answers
        .iter()
        .filter_map(|(slot, cell)| Some((world.slots.get(*slot)?, world.answer(*slot, *cell)?)));
    facts_of(&slots.collect::<Vec<_>>())
}

/// The same, as an incident takes them.
pub(super) fn answers_told<'w>(world: &'w World, answers: &Answers) -> Vec<(&'w str, Answer)> {
    let slots = answers
        .iter()
        .filter_map(|(slot, cell)| Some((world.slots.get(*slot)?, world.answer(*slot, *cell)?)));
    answers_of(&slots.collect::<Vec<_>>())
}

fn facts_of(answered: &[(&Slot, &Given)]) -> Map<String, Value> {
    let mut facts = Map::new();
    for (slot, given) in answered {
        let value = match given {
            Given::YesNo(yes) => json!(yes),
            Given::Count(count) => json!(count),
            Given::Day(day) => json!(day),
            Given::Option(option) => json!(option),
        };
        match &slot.option {
            None => {
                facts.insert(slot.fact.clone(), value);
            }
            Some(option) => {
                let key = if **given == Given::YesNo(true) { "yes" } else { "no" };
                let both = facts
                    .entry(slot.fact.clone())
                    .or_insert_with(|| json!({ "yes": [], "no": [] }));
                if let Some(list) = both.get_mut(key).and_then(Value::as_array_mut) {
                    list.push(json!(option));
                }
            }
        }
    }
    facts
}

fn settings_of(answered: &[(&Slot, &Given)]) -> Map<String, Value> {
    let used = answered.iter().filter_map(|(slot, _)| slot.setting.as_ref());
    let written = used.map(|(id, kind, number)| {
        let value = match kind {
            SettingKind::Day => json!(Day::of_number(*number)),
            _ => json!(number),
        };
        (id.clone(), value)
    });
    written.collect()
}

/// The same answers, ready to be evaluated.
fn known_of(rules: &Arc<Ruleset>, as_of: Day, answered: &[(&Slot, &Given)]) -> Known {
    let mut known = Known::new(rules, as_of);
    for (id, value) in values_of(answered) {
        // A value that the setting does not take leaves it open, which claims less.
        known.set_value(id, &value).ok();
    }
    for (fact, answer) in answers_of(answered) {
        // The facts and options are the rule set's own.
        known.record(fact, &answer).unwrap_or(());
    }
    known
}

/// The same answers about an incident of the day.
fn expected_of_reviews(
    rules: &Arc<ReviewRules>,
    as_of: Day,
    incident_day: Option<&str>,
    answered: &[(&Slot, &Given)],
) -> Value {
    let mut incident = Incident::new(rules, as_of);
    for (id, value) in values_of(answered) {
        incident.set(id, &value).ok();
    }
    if let Some(fact) = incident_day {
        incident.record(fact, &Answer::Date(PartialDate::on(as_of))).unwrap_or(());
    }
    for (fact, answer) in answers_of(answered) {
        incident.record(fact, &answer).unwrap_or(());
    }
    let outcomes = incident.outcome();
    let each = incident.reviews().zip(outcomes.reviews()).filter_map(|(review, outcome)| {
        let word = match outcome.met() {
            Met::NotApplicable => return None,
            Met::NotMet => "not-met".to_owned(),
            _ if outcome.settled() => outcome.at_least.word().to_owned(),
            _ => format!("{}..{}", outcome.at_least.word(), outcome.at_most.word()),
        };
        Some((review.id.clone(), Value::String(word)))
    });
    json!({ "reviews": each.collect::<Map<String, Value>>() })
}

/// The values of settings among them.
fn values_of<'a>(answered: &[(&'a Slot, &Given)]) -> Vec<(&'a str, SettingValue)> {
    let settings = answered.iter().filter_map(|(slot, _)| slot.setting.as_ref());
    let value = |(id, kind, number): &'a (String, SettingKind, u32)| {
        let value = match (kind, Day::of_number(*number)) {
            (SettingKind::Day, Some(day)) => SettingValue::Day(day),
            _ => SettingValue::Count(*number),
        };
        (id.as_str(), value)
    };
    settings.map(value).collect()
}

/// The answers to facts among them, those about several options together.
fn answers_of<'a>(answered: &[(&'a Slot, &Given)]) -> Vec<(&'a str, Answer)> {
    let mut answers: Vec<(&str, Answer)> = Vec::new();
    for (slot, given) in answered {
        let answer = match given {
            Given::YesNo(yes) => Answer::YesNo(*yes),
            Given::Count(count) => Answer::count(*count),
            Given::Day(day) => Answer::Date(PartialDate::on(*day)),
            Given::Option(option) => Answer::Choice(option.clone()),
        };
        let Some(option) = &slot.option else {
            answers.push((&slot.fact, answer));
            continue;
        };
        let at = answers.iter().position(|(fact, _)| *fact == slot.fact);
        let at = at.unwrap_or_else(|| {
            answers.push((&slot.fact, Answer::Choices { yes: Vec::new(), no: Vec::new() }));
            answers.len().saturating_sub(1)
        });
        if let Some((_, Answer::Choices { yes, no })) = answers.get_mut(at) {
            let list = if answer == Answer::YesNo(true) { yes } else { no };
            list.push(option.clone());
        }
    }
    answers
}

fn expected(known: &Known) -> Value {
    let outcome = known.outcome();
    let mut expect = Map::new();
    if outcome.applies != Truth::Unknown {
        expect.insert("applies".to_owned(), json!(outcome.applies));
    }
    if outcome.applies != Truth::False && outcome.at_least.is_some() {
        expect.insert("at_least".to_owned(), json!(outcome.at_least));
        expect.insert("at_most".to_owned(), json!(outcome.at_most));
    }
    let routes = known.brief_routes(&outcome).into_iter();
    let routes: Map<String, Value> = routes
        .filter(|route| route.truth == Truth::True)
        .map(|route| (route.route.to_owned(), json!(route.truth)))
        .collect();
    if !routes.is_empty() {
        expect.insert("routes".to_owned(), Value::Object(routes));
    }
    Value::Object(expect)
}
