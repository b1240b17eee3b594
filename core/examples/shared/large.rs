//! A large pack, made up: so many facts, and twice as many rules over them, the same every time.

use serde_json::{Value, json};

/// Numbers that look as if by chance.
struct Chance(u64);

impl Chance {
    /// A number below this one.
    fn below(&mut self, bound: usize) -> usize {
        // The constants are Knuth's, of MMIX.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

const OPTIONS: [&str; 3] = ["x", "y", "z"];

fn kind(fact: usize) -> &'static str {
    match fact % 10 {
        7 | 8 => "count",
        9 => "choice",
        _ => "yes-no",
    }
}

/// A comparison of a fact.
fn leaf(chance: &mut Chance, facts: usize) -> Value {
    let fact = chance.below(facts);
    let id = format!("f{fact}");
    match kind(fact) {
        "count" => json!({ "fact": id, "at_least": chance.below(4) + 1 }),
        "choice" => {
            let option = OPTIONS.get(chance.below(OPTIONS.len()));
            json!({ "fact": id, "is": option })
        }
        _ => json!({ "fact": id }),
    }
}

/// Two to four comparisons that must all hold, or one of two with a third, or two of four.
fn condition(chance: &mut Chance, facts: usize) -> Value {
    let some = |chance: &mut Chance, n: usize| -> Vec<Value> {
        (0..n).map(|_| leaf(chance, facts)).collect()
    };
    match chance.below(4) {
        0 => json!({ "all": [leaf(chance, facts), { "any": some(chance, 2) }] }),
        1 => json!({ "at_least": 2, "of": some(chance, 4) }),
        _ => {
            let n = 2 + chance.below(3);
            json!({ "all": some(chance, n) })
        }
    }
}

/// The text of the pack `large` about a person.
pub(crate) fn pack(facts: usize) -> String {
    let mut chance = Chance(1);
    let stands = |mut item: Value| {
        let who = json!({ "strength": "should", "basis": "project-reading", "evidence": "inferred",
            "cites": [{ "source": "book", "at": "p. 1" }] });
        if let (Some(item), Value::Object(who)) = (item.as_object_mut(), who) {
            item.extend(who);
        }
        item
    };
    let asked = (0..facts).map(|fact| {
        let kind = kind(fact);
        let mut asked = json!({ "id": format!("f{fact}"), "subject": ["person"], "kind": kind,
            "question": "What?", "burden": "plain" });
        if let Some(asked) = asked.as_object_mut().filter(|_| kind == "choice") {
            let options = OPTIONS.map(|id| json!({ "id": id, "label": id }));
            asked.insert("options".to_owned(), options.into());
        }
        asked
    });
    let level = |number: u8| {
        stands(json!({ "subject": "person", "number": number, "name": "A level",
            "summary": "A level.", "responders": ["somebody"], "route_in": "a call" }))
    };
    // One rule names every option, since each has to be named somewhere.
    let choices = (0..facts).filter(|fact| kind(*fact) == "choice");
    let named =
        choices.flat_map(|fact| OPTIONS.map(|is| json!({ "fact": format!("f{fact}"), "is": is })));
    let mut rules = vec![stands(json!({ "id": "every.option", "subject": "person",
        "label": "Every option", "when": { "any": named.collect::<Vec<_>>() },
        "then": { "define": true } }))];
    for rule in 1..facts * 2 {
        let when = condition(&mut chance, facts);
        let level = 2 + chance.below(3);
        rules.push(stands(json!({ "id": format!("rule.n{rule}"), "subject": "person",
            "label": "A rule", "when": when, "then": { "level": level } })));
    }
    let pack = json!({ "format": 1, "pack": "large", "family": "thresholds", "title": "Large",
        "from": "2000-01-01", "checked_on": "2000-01-01",
        "sources": [{ "id": "book", "title": "A book", "publisher": "P" }],
        "facts": asked.collect::<Vec<_>>(), "levels": (1..=4).map(level).collect::<Vec<_>>(),
        "rules": rules,
        "subjects": [stands(json!({ "id": "person", "label": "A person", "applies": { "all": [] } }))] });
    pack.to_string()
}
