//! Random cases: what is recorded of each fact, and every value that it leaves possible.

use super::language::{AGAINST_SETTING, FACTS, Filling, OPTIONS, Test, Value, options};
use super::packs::{Pack, as_of, day};
use proptest::prelude::*;
use safeguarding_rules::{Day, PartialDate};
use serde_json::{Map, Value as Json, json};

/// What is recorded of one fact.
#[derive(Clone, Debug)]
pub(crate) enum Given {
    /// Absent, null, declined …: anything is possible.
    Nothing(Option<Json>),
    Exactly(Value),
    Counts(u32, u32),
    Dates(Json, Day, Day),
    /// The options that are yes, and those that are no.
    Options(u8, u8),
}

#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) given: Vec<Given>,
    pub(crate) setting: Option<u32>,
}

fn any_value(fact: usize) -> BoxedStrategy<Value> {
    match FACTS[fact].1 {
        "yes-no" => any::<bool>().prop_map(Value::YesNo).boxed(),
        "count" => (0_u32..8).prop_map(Value::Count).boxed(),
        "choice" => (0_u8..3).prop_map(|index| Value::Choice(1 << index)).boxed(),
        "choices" => (0_u8..8).prop_map(Value::Choices).boxed(),
        _ => prop::sample::select(vec![
            "2005-06-01",
            "2006-02-28",
            "2023-09-30",
            "2024-02-29",
            "2024-03-02",
        ])
        .prop_map(|text| Value::Date(day(text)))
        .boxed(),
    }
}

fn in_part(fact: usize) -> BoxedStrategy<Given> {
    match FACTS[fact].1 {
        "count" => {
            (0_u32..5, 1_u32..4).prop_map(|(from, more)| Given::Counts(from, from + more)).boxed()
        }
        "choices" => {
            (0_u8..8, 0_u8..8).prop_map(|(yes, no)| Given::Options(yes, no & !yes)).boxed()
        }
        "date" => prop_oneof![
            prop::sample::select(vec!["2006", "2006-02", "2023", "2024-02"]).prop_map(|text| {
                let date = PartialDate::parse(text).unwrap();
                Given::Dates(json!(text), date.first, date.last)
            }),
            prop::sample::select(vec!["2006", "2024-02", "2024-02-26"]).prop_map(|text| {
                let date = PartialDate::about(text).unwrap();
                Given::Dates(json!({ "about": text }), date.first, date.last)
            }),
            Just(Given::Dates(json!({ "from": "2023-08-30" }), day("2023-08-30"), Day::LAST)),
        ]
        .boxed(),
        _ => nothing(),
    }
}

fn nothing() -> BoxedStrategy<Given> {
    let states = vec![
        None,
        None,
        Some(Json::Null),
        Some(json!({ "state": "declined" })),
        Some(json!({ "state": "disputed", "by": [{ "who": "her aunt", "says": true }] })),
    ];
    prop::sample::select(states).prop_map(Given::Nothing).boxed()
}

pub(crate) fn any_case() -> impl Strategy<Value = Case> {
    let given: Vec<BoxedStrategy<Given>> = (0..FACTS.len())
        .map(|fact| {
            let known = any_value(fact).prop_map(Given::Exactly);
            prop_oneof![5 => nothing(), 3 => in_part(fact), 2 => known].boxed()
        })
        .collect();
    (given, prop::option::of(2_u32..6)).prop_map(|(given, setting)| Case { given, setting })
}

impl Case {
    /// The case as the wire writes its facts and settings.
    pub(crate) fn to_json(&self) -> (Json, Json) {
        let mut facts = Map::new();
        for ((id, _), given) in FACTS.iter().zip(&self.given) {
            let answer = match given {
                Given::Nothing(answer) => answer.clone(),
                Given::Exactly(value) => Some(value_json(*value)),
                Given::Counts(from, to) => Some(json!({ "from": from, "to": to })),
                Given::Dates(text, ..) => Some(text.clone()),
                Given::Options(yes, no) => {
                    Some(json!({ "yes": options(*yes), "no": options(*no) }))
                }
            };
            facts.extend(answer.map(|answer| ((*id).to_owned(), answer)));
        }
        let settings = self.setting.map_or(json!({}), |value| json!({ "many": value }));
        (Json::Object(facts), settings)
    }

    /// The values that the setting can have, one for each way it can stand to the fact.
    pub(crate) fn possible_settings(&self) -> Vec<u32> {
        if let Some(value) = self.setting {
            return vec![value];
        }
        let mut values = vec![2, 41];
        for value in self.possible(AGAINST_SETTING, &[]) {
            if let Value::Count(n) = value {
                values.extend([n.max(2), (n + 1).max(2)]);
            }
        }
        values.sort_unstable();
        values.dedup();
        values
    }

    /// The values a fact can have, one for each cell that the pack's comparisons tell apart.
    pub(crate) fn possible(&self, fact: usize, tests: &[(usize, Test)]) -> Vec<Value> {
        let mut tests: Vec<&Test> =
            tests.iter().filter(|(tested, _)| *tested == fact).map(|(_, test)| test).collect();
        tests.dedup();
        let all = match &self.given[fact] {
            Given::Exactly(value) => return vec![*value],
            Given::Nothing(_) => every_value(fact, &tests, (0, 40), (Day::FIRST, Day::LAST)),
            Given::Counts(from, to) => {
                every_value(fact, &tests, (*from, *to), (Day::FIRST, Day::LAST))
            }
            Given::Dates(_, first, last) => every_value(fact, &tests, (0, 0), (*first, *last)),
            Given::Options(yes, no) => {
                let fits = |chosen: &u8| chosen & yes == *yes && chosen & no == 0;
                (0_u8..8).filter(fits).map(Value::Choices).collect()
            }
        };
        if fact == AGAINST_SETTING {
            // What it is compared with is not fixed; the more there are, the more is reached.
            return vec![all[0], all[all.len() - 1]];
        }
        // Values that no comparison tells apart give the same answers.
        let filling = Filling { values: &[], setting: 0, as_of: as_of() };
        let mut cells: Vec<Vec<bool>> = Vec::new();
        let mut kept = Vec::new();
        for value in all {
            let cell = tests.iter().map(|test| filling.compares(value, test)).collect();
            if !cells.contains(&cell) {
                cells.push(cell);
                kept.push(value);
            }
        }
        kept
    }
}

/// Every value at or beside a bound, inside what is possible.
fn every_value(fact: usize, tests: &[&Test], counts: (u32, u32), days: (Day, Day)) -> Vec<Value> {
    match FACTS[fact].1 {
        "yes-no" => vec![Value::YesNo(false), Value::YesNo(true)],
        "choice" => (0..OPTIONS.len()).map(|index| Value::Choice(1 << index)).collect(),
        "choices" => (0_u8..8).map(Value::Choices).collect(),
        "count" => {
            let is_near = |n: &u32| *n < 10 || *n == counts.1;
            (counts.0..=counts.1).filter(is_near).map(Value::Count).collect()
        }
        _ => {
            let mut near = vec![days.0, days.1, as_of(), as_of().after()];
            for test in tests {
                let bound = match test {
                    Test::Before(day) | Test::OnOrAfter(day) => *day,
                    Test::WithinLast(span) | Test::AtLeastAgo(span) => as_of().less(*span),
                    Test::AgeUnder(span) | Test::AgeAtLeast(span) => as_of().less(*span),
                    other => panic!("{other:?} is no comparison of dates"),
                };
                near.extend([bound.before(), bound, bound.after()]);
            }
            near.retain(|day| days.0 <= *day && *day <= days.1);
            near.sort_unstable();
            near.dedup();
            near.into_iter().map(Value::Date).collect()
        }
    }
}

pub(crate) fn value_json(value: Value) -> Json {
    match value {
        Value::YesNo(yes) => json!(yes),
        Value::Count(n) => json!(n),
        Value::Date(day) => json!(day.to_string()),
        Value::Choice(bit) => json!(options(bit)[0]),
        Value::Choices(chosen) => json!(options(chosen)),
    }
}

/// Records more facts until there are at most so many fillings.
pub(crate) fn narrowed(mut case: Case, pack: &Pack, most: usize) -> Case {
    let tests = pack.tests();
    loop {
        let counts = (0..FACTS.len()).map(|fact| case.possible(fact, &tests).len());
        let counts: Vec<usize> = counts.collect();
        if counts.iter().product::<usize>() * case.possible_settings().len() <= most {
            return case;
        }
        let (widest, _) = counts.iter().enumerate().max_by_key(|(_, count)| **count).unwrap();
        let value = case.possible(widest, &tests)[counts[widest] / 2];
        case.given[widest] = Given::Exactly(value);
    }
}
