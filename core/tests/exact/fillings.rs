//! The reference: every way of filling the gaps of a case, one after another.

use super::cases::{Case, value_json};
use super::language::{Condition, FACTS, Filling, Value};
use super::packs::{Pack, Then, as_of};
use safeguarding_rules::{Answer, Known, PartialDate, Ruleset, State, Truth};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the rules say of one complete case.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    pub(crate) level: u8,
    pub(crate) rules: Vec<bool>,
    pub(crate) applies: bool,
    /// Of each consent rule.
    pub(crate) without: Vec<bool>,
}

/// Every filling, and what was said of it.
pub(crate) struct Fillings {
    /// The values of each fact, and at the end how many the setting has.
    counts: Vec<usize>,
    pub(crate) said: Vec<Said>,
}

impl Fillings {
    pub(crate) fn of(pack: &Pack, case: &Case, rules: &Arc<Ruleset>) -> Fillings {
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
            let said = naive(pack, &conditions, &filling);
            assert_eq!(library(pack, rules, &filling), said, "{chosen:?} {}", filling.setting);
            said
        });
        Fillings { said: said.collect(), counts }
    }

    /// Whether two fillings that differ in this dimension alone differ in what is looked at.
    pub(crate) fn differ(&self, dimension: usize, of: &impl Fn(&Said) -> Vec<u8>) -> bool {
        let step: usize = self.counts.iter().take(dimension).product();
        let length = step * self.counts[dimension];
        self.said.chunks(length).any(|block| {
            (0..step).any(|start| {
                let first = of(&block[start]);
                block.iter().skip(start).step_by(step).any(|said| of(said) != first)
            })
        })
    }

    /// The facts for which that is so.
    pub(crate) fn facts_that_differ(
        &self,
        of: &impl Fn(&Said) -> Vec<u8>,
    ) -> BTreeSet<&'static str> {
        let matter = |fact: &usize| self.differ(*fact, of);
        (0..FACTS.len()).filter(matter).map(|fact| FACTS[fact].0).collect()
    }

    /// True or false where it is so in every filling.
    pub(crate) fn truth(&self, of: impl Fn(&Said) -> bool) -> &'static str {
        match (self.said.iter().any(&of), self.said.iter().all(&of)) {
            (_, true) => "true",
            (true, false) => "unknown",
            (false, _) => "false",
        }
    }

    /// The lowest and the highest level.
    pub(crate) fn levels(&self) -> (u8, u8) {
        let levels = || self.said.iter().map(|said| said.level);
        (levels().min().unwrap(), levels().max().unwrap())
    }
}

fn naive(pack: &Pack, conditions: &[Condition], filling: &Filling<'_>) -> Said {
    let holds = |condition: &Condition| filling.holds(condition, conditions);
    let rules: Vec<bool> = conditions.iter().map(&holds).collect();
    let reached = pack.rules.iter().zip(&rules).filter_map(|((_, then), holds)| match then {
        Then::Level(number) if *holds => Some(*number),
        _ => None,
    });
    Said {
        level: reached.max().unwrap_or(1).max(1),
        applies: holds(&pack.applies),
        without: pack.consent.iter().map(|(_, unless)| holds(unless)).collect(),
        rules,
    }
}

/// What the library says of the complete case: levels, routes, consent, and whether it applies.
/// Rules that show in none of these are taken from the naive evaluator.
fn library(pack: &Pack, rules: &Arc<Ruleset>, filling: &Filling<'_>) -> Said {
    let mut known = Known::new(rules, filling.as_of);
    known.set("many", filling.setting).expect("the setting takes it");
    for ((fact, _), value) in FACTS.iter().zip(filling.values) {
        known.record(fact, &answer(*value)).expect("the fact takes it");
        assert_eq!(known.state(fact), Some(State::Known));
    }
    let outcome = known.outcome();
    assert!(outcome.exact && outcome.at_least == outcome.at_most);
    assert_eq!(outcome.routes_certain, outcome.routes_possible);
    assert_eq!(outcome.without_consent_certain, outcome.without_consent_possible);
    let mut said = naive(pack, &pack.conditions(), filling);
    let routes = pack.rules.iter().enumerate().filter(|(_, (_, then))| *then == Then::Route);
    for (bit, (position, _)) in routes.enumerate() {
        said.rules[position] = outcome.routes_certain >> bit & 1 == 1;
    }
    for (bit, without) in said.without.iter_mut().enumerate() {
        *without = outcome.without_consent_certain >> bit & 1 == 1;
    }
    said.level = outcome.at_least.expect("levels");
    said.applies = outcome.applies == Truth::True;
    said
}

pub(crate) fn answer(value: Value) -> Answer {
    let texts = |value: Value| {
        let list = value_json(value);
        list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
    };
    match value {
        Value::YesNo(yes) => Answer::YesNo(yes),
        Value::Count(n) => Answer::count(n),
        Value::Date(day) => Answer::Date(PartialDate::on(day)),
        Value::Choice(_) => Answer::Choice(value_json(value).as_str().unwrap().to_owned()),
        Value::Choices(_) => Answer::Exactly(texts(value)),
    }
}
