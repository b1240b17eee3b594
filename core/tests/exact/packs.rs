//! Random small packs.

use super::language::{AGAINST_SETTING, Condition, FACTS, OPTIONS, Test, rule_id};
use proptest::prelude::*;
use safeguarding_rules::{Catalogue, Day, Span};
use serde_json::{Value as Json, json};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Then {
    Level(u8),
    /// A route named after the position of its rule.
    Route,
    Prompt,
    Define,
}

/// For which level or route (by the position of its rule) agreement is needed, and unless what.
pub(crate) type Consent = (Result<u8, usize>, Condition);

#[derive(Clone, Debug)]
pub(crate) struct Pack {
    pub(crate) rules: Vec<(Condition, Then)>,
    pub(crate) applies: Condition,
    pub(crate) consent: Vec<Consent>,
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

pub(crate) fn as_of() -> Day {
    day("2024-02-29")
}

fn any_span() -> impl Strategy<Value = Span> {
    prop_oneof![
        Just(Span::days(0)),
        Just(Span::days(30)),
        Just(Span::months(1)),
        Just(Span::days(45)),
        Just(Span::weeks(4)),
        Just(Span::months(6)),
        Just(Span::years(1)),
        Just(Span::years(18)),
    ]
}

fn any_day() -> impl Strategy<Value = Day> {
    prop::sample::select(vec!["2006-02-28", "2023-08-29", "2024-02-01", "2024-03-01"]).prop_map(day)
}

fn any_comparison() -> impl Strategy<Value = Condition> {
    let fact = |fact: usize| move |test| Condition::Fact(fact, test);
    let count = prop_oneof![
        (0_u32..6).prop_map(Test::CountAtLeast),
        (0_u32..6).prop_map(Test::CountAtMost),
        (0_u32..6).prop_map(Test::CountExactly),
    ];
    let date = prop_oneof![
        any_day().prop_map(Test::Before),
        any_day().prop_map(Test::OnOrAfter),
        any_span().prop_map(Test::WithinLast),
        any_span().prop_map(Test::AtLeastAgo),
    ]
    .boxed();
    let age =
        prop_oneof![any_span().prop_map(Test::AgeUnder), any_span().prop_map(Test::AgeAtLeast)];
    let birth = prop_oneof![1 => date.clone(), 3 => age];
    let some = prop_oneof![
        (0_u8..3).prop_map(|index| Test::Includes(1 << index)),
        (0_u32..5, 1_u8..8).prop_map(|(n, among)| Test::IncludesAtLeast(n, among)),
    ];
    prop_oneof![
        8 => (0_usize..6).prop_map(|flag| Condition::Fact(flag, Test::Yes)),
        4 => (6_usize..8, count).prop_map(|(count, test)| Condition::Fact(count, test)),
        1 => Just(Condition::Fact(AGAINST_SETTING, Test::AtLeastSetting)),
        3 => date.prop_map(fact(9)),
        3 => birth.prop_map(fact(10)),
        2 => (0_u8..8).prop_map(Test::OneOf).prop_map(fact(11)),
        2 => some.prop_map(fact(12)),
    ]
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let leaf = prop_oneof![9 => any_comparison(), 1 => (0_usize..6).prop_map(Condition::Rule)];
    leaf.prop_recursive(3, 14, 4, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            3 => parts().prop_map(Condition::All),
            3 => parts().prop_map(Condition::Any),
            2 => inner.clone().prop_map(|part| Condition::Not(Box::new(part))),
            2 => (0_usize..5, parts()).prop_map(|(n, parts)| Condition::AtLeast(n, parts)),
        ]
    })
}

/// References to rules lead to earlier ones; where there is none, to a fact.
fn resolved(condition: Condition, earlier: usize) -> Condition {
    let each = |parts: Vec<Condition>| parts.into_iter().map(|c| resolved(c, earlier)).collect();
    match condition {
        Condition::All(parts) => Condition::All(each(parts)),
        Condition::Any(parts) => Condition::Any(each(parts)),
        Condition::AtLeast(n, parts) => Condition::AtLeast(n, each(parts)),
        Condition::Not(part) => Condition::Not(Box::new(resolved(*part, earlier))),
        Condition::Rule(_) if earlier == 0 => Condition::Fact(0, Test::Yes),
        Condition::Rule(rule) => Condition::Rule(rule % earlier),
        fact @ Condition::Fact(..) => fact,
    }
}

pub(crate) fn any_pack() -> impl Strategy<Value = Pack> {
    let then = prop_oneof![
        5 => (1_u8..=4).prop_map(Then::Level),
        3 => Just(Then::Route),
        1 => Just(Then::Prompt),
        1 => Just(Then::Define),
    ];
    let rules = prop::collection::vec((any_condition(), then), 1..6);
    let applies = prop_oneof![2 => Just(Condition::All(Vec::new())), 1 => any_condition()];
    let consent = prop::collection::vec((0_usize..9, any_condition()), 0..3);
    (rules, applies, consent).prop_map(|(rules, applies, wanted)| {
        let count = rules.len();
        let number = |(position, (when, then)): (usize, _)| (resolved(when, position), then);
        let rules: Vec<(Condition, Then)> = rules.into_iter().enumerate().map(number).collect();
        let mut consent: Vec<Consent> = Vec::new();
        for (target, unless) in wanted {
            let route = target
                .checked_sub(4)
                .filter(|rule| rules.get(*rule).is_some_and(|(_, then)| *then == Then::Route));
            let target = route.map_or_else(|| Ok(u8::try_from(target % 4).unwrap() + 1), Err);
            if !consent.iter().any(|(known, _)| *known == target) {
                consent.push((target, resolved(unless, count)));
            }
        }
        Pack { rules, applies: resolved(applies, count), consent }
    })
}

/// The condition over few facts: each is compared the more often, and with itself.
fn crowded(condition: &Condition) -> Condition {
    let each = |parts: &[Condition]| parts.iter().map(crowded).collect();
    match condition {
        Condition::All(parts) => Condition::All(each(parts)),
        Condition::Any(parts) => Condition::Any(each(parts)),
        Condition::AtLeast(n, parts) => Condition::AtLeast(*n, each(parts)),
        Condition::Not(part) => Condition::Not(Box::new(crowded(part))),
        Condition::Fact(flag @ 0..=5, test) => Condition::Fact(flag % 3, test.clone()),
        Condition::Fact(7, test) => Condition::Fact(6, test.clone()),
        other => other.clone(),
    }
}

impl Pack {
    /// The same rules over few facts, so that much hangs together.
    pub(crate) fn crowded(&self) -> Pack {
        Pack {
            rules: self.rules.iter().map(|(when, then)| (crowded(when), then.clone())).collect(),
            applies: crowded(&self.applies),
            consent: self.consent.iter().map(|(of, c)| (*of, crowded(c))).collect(),
        }
    }

    /// The conditions that others refer to, by position.
    pub(crate) fn conditions(&self) -> Vec<Condition> {
        self.rules.iter().map(|(when, _)| when.clone()).collect()
    }

    /// Every comparison in the pack.
    pub(crate) fn tests(&self) -> Vec<(usize, Test)> {
        let mut found = Vec::new();
        self.rules.iter().for_each(|(when, _)| when.tests(&mut found));
        self.consent.iter().for_each(|(_, unless)| unless.tests(&mut found));
        self.applies.tests(&mut found);
        found
    }

    /// As a text of the pack format; the rules in another order, where that is wished.
    pub(crate) fn to_json(&self, backwards: bool) -> Json {
        let rules = self.rules.iter().enumerate().map(|(position, (when, then))| {
            let id = rule_id(position);
            let then = match then {
                Then::Level(number) => json!({ "level": number, "trigger": *number == 4 }),
                Then::Route => json!({ "route": { "id": format!("route-{position}"), "kind": "duty",
                    "who": "somebody", "act": "act", "urgency": "prompt" } }),
                Then::Prompt => json!({ "prompt": { "consider": "it", "direction": "up" } }),
                Then::Define => json!({ "define": true }),
            };
            stands(json!({ "id": id, "subject": "person", "label": id, "when": when.to_json(), "then": then }))
        });
        let mut rules: Vec<Json> = rules.collect();
        if backwards {
            rules.reverse();
        }
        let all_options = json!({ "fact": "cs", "includes_at_least": 1 });
        rules.push(stands(
            json!({ "id": "every.option", "subject": "person", "label": "Every option",
                                  "when": all_options, "then": { "define": true } }),
        ));
        let consent = self.consent.iter().enumerate().map(|(position, (target, unless))| {
            let target = match target {
                Ok(level) => json!({ "level": level }),
                Err(rule) => json!({ "route": format!("route-{rule}") }),
            };
            stands(json!({ "id": format!("consent-{position}"), "subject": "person", "for": target,
                           "requirement": "seek", "words": "Ask.", "unless": unless.to_json() }))
        });
        let level = |number: u8| {
            stands(
                json!({ "subject": "person", "number": number, "name": "A level", "summary": "A level.",
                           "responders": ["somebody"], "route_in": "a call" }),
            )
        };
        let subject =
            json!({ "id": "person", "label": "A person", "applies": self.applies.to_json() });
        let setting = json!({ "id": "many", "kind": "count", "label": "Many", "set_by": "a board",
                              "min": 2, "choices": [] });
        json!({ "format": 1, "pack": "random", "family": "thresholds", "title": "Random",
                "from": "2000-01-01", "checked_on": "2000-01-01",
                "sources": [{ "id": "book", "title": "A book", "publisher": "P" }],
                "facts": FACTS.map(fact), "settings": [stands(setting)], "subjects": [stands(subject)],
                "levels": (1..=4).map(level).collect::<Vec<_>>(), "rules": rules,
                "consent": consent.collect::<Vec<_>>() })
    }

    pub(crate) fn catalogue(&self, backwards: bool) -> Catalogue {
        let text = self.to_json(backwards).to_string();
        Catalogue::empty().with(&[&text]).unwrap_or_else(|error| panic!("{}", error.to_json()))
    }
}

fn stands(mut item: Json) -> Json {
    item["strength"] = json!("should");
    item["basis"] = json!("project-reading");
    item["evidence"] = json!("inferred");
    item["cites"] = json!([{ "source": "book", "at": "p. 1" }]);
    item
}

fn fact((id, kind): (&str, &str)) -> Json {
    let mut fact = json!({ "id": id, "subject": ["person"], "kind": kind, "question": "What?",
                           "burden": "plain", "birth": id == "born" });
    if kind.starts_with("choice") {
        fact["options"] = json!(OPTIONS.map(|option| json!({ "id": option, "label": option })));
    }
    fact
}
