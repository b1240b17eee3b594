//! Random packs about facts of every kind, and every case of them at once: a condition is the set of
//! the cases in which it holds, one bit each.
#![allow(dead_code, reason = "each test takes what it needs")]

use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The day on which everything is asked.
pub(crate) const DAY: &str = "2024-05-01";

/// A fact, with one answer for each part of its range that a condition can tell apart.
#[derive(Clone)]
pub(crate) struct Asked {
    pub id: &'static str,
    pub kind: &'static str,
    pub answers: Vec<Value>,
}

const FLAGS: [&str; 12] = ["a", "b", "c", "e", "f", "g", "h", "i", "j", "k", "l", "o"];
const OPTIONS: [&str; 3] = ["x", "y", "z"];

/// Facts of yes and no.
pub(crate) fn flags(count: usize) -> Vec<Asked> {
    let flags = FLAGS.iter().take(count);
    flags.map(|id| Asked { id, kind: "yes-no", answers: vec![json!(false), json!(true)] }).collect()
}

/// A count, compared with whole numbers up to three.
pub(crate) fn count() -> Asked {
    Asked { id: "n", kind: "count", answers: (0..5).map(|n| json!(n)).collect() }
}

/// A choice.
pub(crate) fn choice() -> Asked {
    Asked { id: "ch", kind: "choice", answers: OPTIONS.map(|one| json!(one)).to_vec() }
}

/// A day, on each side of everything that a condition of `leaf` compares it with.
pub(crate) fn date() -> Asked {
    let days = ["2019-06-01", "2021-06-01", "2022-12-01", "2023-06-01", "2024-01-01", "2024-06-01"];
    Asked { id: "d", kind: "date", answers: days.map(|day| json!(day)).to_vec() }
}

/// A count that is compared with a setting alone, whose value is three.
pub(crate) fn against_setting() -> Asked {
    Asked { id: "m", kind: "count", answers: vec![json!(0), json!(3)] }
}

/// A comparison of one of the facts.
fn leaf(facts: &[Asked]) -> impl Strategy<Value = Value> + use<> {
    let mut all = Vec::new();
    for fact in facts {
        let id = fact.id;
        all.extend(match (id, fact.kind) {
            ("m", _) => Vec::new(),
            (_, "yes-no") => vec![json!({ "fact": id })],
            (_, "choice") => OPTIONS.map(|is| json!({ "fact": id, "is": is })).to_vec(),
            (_, "count") => {
                let bounds = ["at_least", "at_most", "exactly"].into_iter();
                let each = bounds.flat_map(|key| (0..4).map(move |n| (key, n)));
                each.map(|(key, n)| json!({ "fact": id, key: n })).collect()
            }
            _ => vec![
                json!({ "fact": id, "before": "2020-01-01" }),
                json!({ "fact": id, "on_or_after": "2023-01-01" }),
                json!({ "fact": id, "within_last": { "months": 6 } }),
                json!({ "fact": id, "within_last": { "years": 2 } }),
            ],
        });
    }
    prop::sample::select(all)
}

/// A condition over these facts.
pub(crate) fn condition(facts: &[Asked]) -> impl Strategy<Value = Value> + use<> {
    leaf(facts).prop_recursive(2, 8, 3, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            parts().prop_map(|of| json!({ "all": of })),
            parts().prop_map(|of| json!({ "any": of })),
            inner.clone().prop_map(|of| json!({ "not": of })),
            (0_usize..4, parts()).prop_map(|(n, of)| json!({ "at_least": n, "of": of })),
        ]
    })
}

/// What never stands together: two comparisons, mostly, so that most answers do.
pub(crate) fn contradiction(facts: &[Asked]) -> impl Strategy<Value = Value> + use<> {
    let parts = prop::collection::vec(leaf(facts), 2..4);
    parts.prop_map(|of| json!({ "all": of }))
}

/// Rules of levels and one duty, as id, condition and what follows.
pub(crate) type Rules = Vec<(String, Value, Value)>;

/// Rules from conditions with levels; a level above the highest stands for the duty, once.
pub(crate) fn rules(of: Vec<(Value, u8)>) -> Rules {
    let mut has_duty = false;
    let mut found = Vec::new();
    for (index, (when, level)) in of.into_iter().enumerate() {
        let then = if level <= 4 {
            json!({ "level": level })
        } else if has_duty {
            continue;
        } else {
            has_duty = true;
            json!({ "route": { "id": "duty", "kind": "duty", "who": "somebody", "act": "acts",
                "urgency": "prompt" } })
        };
        found.push((format!("rule.n{index}"), when, then));
    }
    found
}

fn named<'v>(condition: &'v Value, found: &mut BTreeSet<&'v str>) {
    found.extend(condition["fact"].as_str());
    for key in ["all", "any", "of"] {
        condition[key].as_array().into_iter().flatten().for_each(|part| named(part, found));
    }
    if let Some(part) = condition.get("not") {
        named(part, found);
    }
}

/// A pack `tried` about a person.
pub(crate) fn pack(facts: &[Asked], rules: &Rules, never: &[Value]) -> Value {
    let stands = |mut item: Value| {
        item["strength"] = json!("should");
        item["basis"] = json!("project-reading");
        item["evidence"] = json!("inferred");
        item["cites"] = json!([{ "source": "book", "at": "p. 1" }]);
        item
    };
    let told = facts.iter().map(|fact| {
        let mut told = json!({ "id": fact.id, "subject": ["person"], "kind": fact.kind,
            "question": "What?", "burden": "plain" });
        if fact.kind == "choice" {
            told["options"] = OPTIONS.map(|id| json!({ "id": id, "label": id })).into();
        }
        told
    });
    let level = |number: u8| {
        stands(json!({ "subject": "person", "number": number, "name": "A level",
            "summary": "A level.", "responders": ["somebody"], "route_in": "a call" }))
    };
    let mut all: Vec<Value> = rules
        .iter()
        .map(|(id, when, then)| {
            stands(
                json!({ "id": id, "subject": "person", "label": id, "when": when, "then": then }),
            )
        })
        .collect();
    if facts.iter().any(|fact| fact.kind == "choice") {
        // Every option has to be named somewhere.
        let each = OPTIONS.map(|is| json!({ "fact": "ch", "is": is }));
        all.push(stands(
            json!({ "id": "every.option", "subject": "person", "label": "Every option",
            "when": { "any": each }, "then": { "define": true } }),
        ));
    }
    let consistency = never.iter().enumerate().map(|(index, never)| {
        let mut facts = BTreeSet::new();
        named(never, &mut facts);
        json!({ "id": format!("never.n{index}"), "subject": "person", "facts": facts,
            "words": "Never together.", "never": never })
    });
    let setting = stands(json!({ "id": "many", "kind": "count", "label": "How many are many",
        "set_by": "the board", "min": 1, "default": 3, "choices": [] }));
    json!({ "format": 1, "pack": "tried", "family": "thresholds", "title": "Tried",
        "from": "2000-01-01", "checked_on": "2000-01-01",
        "sources": [{ "id": "book", "title": "A book", "publisher": "P" }],
        "settings": [setting], "facts": told.collect::<Vec<_>>(),
        "levels": (1..=4).map(level).collect::<Vec<_>>(), "rules": all,
        "consistency": consistency.collect::<Vec<_>>(),
        "subjects": [stands(json!({ "id": "person", "label": "A person", "applies": { "all": [] } }))] })
}

/// A set of cases.
pub(crate) type Cases = Vec<u64>;

/// Every case of these facts, numbered with the first fact as the digit that turns soonest.
pub(crate) struct Every {
    pub facts: Vec<Asked>,
    pub count: usize,
}

impl Every {
    pub(crate) fn of(facts: &[Asked]) -> Every {
        let count = facts.iter().map(|fact| fact.answers.len()).product();
        Every { facts: facts.to_vec(), count }
    }

    /// How far apart two cases are that differ in the answer to this fact by one.
    pub(crate) fn stride(&self, fact: usize) -> usize {
        self.facts.iter().take(fact).map(|fact| fact.answers.len()).product()
    }

    /// Which of the answers to a fact a case has.
    pub(crate) fn digit(&self, case: usize, fact: usize) -> usize {
        case / self.stride(fact) % self.facts[fact].answers.len()
    }

    pub(crate) fn is_in(&self, cases: &Cases, case: usize) -> bool {
        cases[case / 64] >> (case % 64) & 1 == 1
    }

    /// The cases of which this is so.
    pub(crate) fn cases(&self, is: impl Fn(usize) -> bool) -> Cases {
        let mut found = vec![0; self.count.div_ceil(64)];
        for case in (0..self.count).filter(|case| is(*case)) {
            found[case / 64] |= 1 << (case % 64);
        }
        found
    }

    pub(crate) fn all(&self) -> Cases {
        self.cases(|_| true)
    }

    pub(crate) fn none(&self) -> Cases {
        vec![0; self.count.div_ceil(64)]
    }

    pub(crate) fn not(&self, cases: &Cases) -> Cases {
        let all = self.all();
        cases.iter().zip(all).map(|(one, all)| !one & all).collect()
    }

    /// The cases in which a condition holds.
    pub(crate) fn holding(&self, condition: &Value) -> Cases {
        let parts = |key: &str| -> Vec<Cases> {
            condition[key].as_array().unwrap().iter().map(|part| self.holding(part)).collect()
        };
        if let Some(is) = condition.as_bool() {
            return if is { self.all() } else { self.none() };
        }
        if condition.get("all").is_some() {
            return parts("all").iter().fold(self.all(), |all, part| and(&all, part));
        }
        if condition.get("any").is_some() {
            return parts("any").iter().fold(self.none(), |any, part| or(&any, part));
        }
        if let Some(part) = condition.get("not") {
            return self.not(&self.holding(part));
        }
        if condition.get("of").is_some() {
            let (n, parts) = (condition["at_least"].as_u64().unwrap(), parts("of"));
            return self.cases(|case| {
                let holding = parts.iter().filter(|part| self.is_in(part, case)).count();
                holding >= usize::try_from(n).unwrap()
            });
        }
        let id = condition["fact"].as_str().unwrap();
        let fact = self.facts.iter().position(|fact| fact.id == id).unwrap();
        let held: Vec<bool> =
            self.facts[fact].answers.iter().map(|answer| compared(condition, answer)).collect();
        self.cases(|case| held[self.digit(case, fact)])
    }
}

/// Whether an answer is as a comparison says; days are compared as they are written.
fn compared(condition: &Value, answer: &Value) -> bool {
    if let Some(yes) = answer.as_bool() {
        return yes;
    }
    let number = |value: &Value| match value.get("setting") {
        Some(_) => 3,
        None => value.as_u64().unwrap(),
    };
    let bound = |key: &str| condition.get(key).map(number);
    if let Some(n) = answer.as_u64() {
        return bound("at_least").is_none_or(|least| n >= least)
            && bound("at_most").is_none_or(|most| n <= most)
            && bound("exactly").is_none_or(|exactly| n == exactly);
    }
    let answer = answer.as_str().unwrap();
    let text = |key: &str| condition.get(key).and_then(Value::as_str);
    let since = condition.get("within_last").map(|span| match span.get("months") {
        Some(_) => "2023-11-01",
        None => "2022-05-01",
    });
    text("is").is_none_or(|is| answer == is)
        && text("before").is_none_or(|day| answer < day)
        && text("on_or_after").is_none_or(|day| answer >= day)
        && since.is_none_or(|since| (since..=DAY).contains(&answer))
}

pub(crate) fn and(one: &Cases, other: &Cases) -> Cases {
    one.iter().zip(other).map(|(one, other)| one & other).collect()
}

pub(crate) fn or(one: &Cases, other: &Cases) -> Cases {
    one.iter().zip(other).map(|(one, other)| one | other).collect()
}

pub(crate) fn is_empty(cases: &Cases) -> bool {
    cases.iter().all(|word| *word == 0)
}

/// Whether one is among the other.
pub(crate) fn is_among(one: &Cases, other: &Cases) -> bool {
    one.iter().zip(other).all(|(one, other)| one & !other == 0)
}
