//! Conditions that no search can decide within its budget: the answer claims less, and says so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::small;
use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};

const FACTS: usize = 22;

/// The small pack with two rules that hold when an odd number of facts is true, one counting from
/// the first fact and one from the last, and a rule that holds because the two always agree:
/// nothing short of trying every filling finds that out.
fn odd() -> Catalogue {
    let mut pack = small();
    for n in 0..FACTS {
        let mut fact = pack["facts"][1].clone();
        fact["id"] = json!(format!("odd_{n}"));
        pack["facts"].as_array_mut().unwrap().push(fact);
    }
    let mut add = |id: String, when: Value, then: Value| {
        let mut rule = small()["rules"][1].clone();
        (rule["id"], rule["when"], rule["then"]) = (json!(id), when, then);
        pack["rules"].as_array_mut().unwrap().push(rule);
    };
    for (chain, fact_of) in [("up", (|n| n) as fn(usize) -> usize), ("down", |n| FACTS - 1 - n)] {
        for n in 0..FACTS {
            let own = json!({ "fact": format!("odd_{}", fact_of(n)) });
            let below = json!({ "rule": format!("{chain}.{}", n.wrapping_sub(1)) });
            let one = json!({ "all": [below, { "not": own }] });
            let other = json!({ "all": [{ "not": below }, own] });
            let when = if n == 0 { own } else { json!({ "any": [one, other] }) };
            add(format!("{chain}.{n}"), when, json!({ "define": true }));
        }
    }
    let last = |chain: &str| json!({ "rule": format!("{chain}.{}", FACTS - 1) });
    let agree = json!({ "any": [last("up"), { "not": last("down") }] });
    add("both.agree".to_owned(), agree, json!({ "level": 3 }));
    Catalogue::empty().with(&[&pack.to_string()]).unwrap()
}

fn asked(facts: &Value, explain: &str) -> Value {
    let request = json!({ "question": "thresholds", "pack": "small", "subject": "person",
                          "as_of": "2024-05-01", "explain": explain, "facts": facts });
    serde_json::from_str(&wire::answer(&odd(), &request.to_string()).unwrap()).unwrap()
}

#[test]
fn an_answer_that_was_not_searched_to_the_end_says_so() {
    let answer = asked(&json!({ "at_risk": false }), "deciding");
    assert_eq!(answer["exact"], false);
    // Too wide rather than too narrow, and a question too many rather than one too few.
    assert_eq!(answer["level"]["at_least"], 1);
    assert_eq!(answer["level"]["at_most"], 3);
    assert!(answer["missing"].as_array().unwrap().len() >= FACTS);
}

#[test]
fn with_few_facts_open_it_is_exact_again() {
    let mut facts: serde_json::Map<String, Value> =
        (6..FACTS).map(|n| (format!("odd_{n}"), json!(false))).collect();
    facts.insert("at_risk".to_owned(), json!(false));
    for explain in ["none", "deciding", "all"] {
        assert_eq!(asked(&Value::Object(facts.clone()), explain)["exact"], true);
    }
    // What is certain is found where it can be searched for.
    assert_eq!(asked(&Value::Object(facts), "none")["at_least"], 3);
}
