//! Proofs of random packs say what trying every case says, both ways.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;

use packs::{MODALITIES, REVIEWS, firmness, into_reviews, of_rules, with_a_part_put};
use proptest::prelude::*;
use safeguarding_rules::prove::{Limits, Proof, prove};
use safeguarding_rules::{Catalogue, Day, Family};
use serde_json::{Value, json};

/// The values of `a`, `b`, `c`, `n` and `ch`.
type Case = (bool, bool, bool, u32, usize);
const OPTIONS: [&str; 3] = ["x", "y", "z"];

fn every_case() -> Vec<Case> {
    let flags = || [false, true].into_iter();
    let mut all = Vec::new();
    for a in flags() {
        for b in flags() {
            for c in flags() {
                for n in 0..6 {
                    all.extend((0..OPTIONS.len()).map(|option| (a, b, c, n, option)));
                }
            }
        }
    }
    all
}

fn condition() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => prop::sample::select(vec!["a", "b", "c"]).prop_map(|fact| json!({ "fact": fact })),
        1 => (0_u32..5).prop_map(|n| json!({ "fact": "n", "at_least": n })),
        1 => (0_u32..5).prop_map(|n| json!({ "fact": "n", "at_most": n })),
        1 => (0_u32..5).prop_map(|n| json!({ "fact": "n", "exactly": n })),
        1 => prop::sample::select(OPTIONS.to_vec()).prop_map(|is| json!({ "fact": "ch", "is": is })),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            parts().prop_map(|of| json!({ "all": of })),
            parts().prop_map(|of| json!({ "any": of })),
            inner.clone().prop_map(|of| json!({ "not": of })),
            (0_usize..4, parts()).prop_map(|(n, of)| json!({ "at_least": n, "of": of })),
        ]
    })
}

fn then() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (2_u8..5).prop_map(|level| json!({ "level": level })),
        1 => Just(json!({ "prompt": { "consider": "something", "direction": "up" } })),
        1 => Just(json!({ "route": { "id": "duty", "kind": "duty", "who": "somebody",
            "act": "acts", "urgency": "prompt" } })),
    ]
}

fn holds(condition: &Value, case: Case) -> bool {
    let parts = |key: &str| -> Vec<bool> {
        let parts = condition[key].as_array().unwrap();
        parts.iter().map(|part| holds(part, case)).collect()
    };
    if condition == &json!(true) || condition == &json!(false) {
        return condition == &json!(true);
    }
    if condition.get("all").is_some() {
        return parts("all").into_iter().all(|part| part);
    }
    if condition.get("any").is_some() {
        return parts("any").into_iter().any(|part| part);
    }
    if let Some(part) = condition.get("not") {
        return !holds(part, case);
    }
    if condition.get("of").is_some() {
        let n = usize::try_from(condition["at_least"].as_u64().unwrap()).unwrap();
        return parts("of").into_iter().filter(|part| *part).count() >= n;
    }
    let (a, b, c, n, option) = case;
    let bound = |key: &str| condition.get(key).map(|n| u32::try_from(n.as_u64().unwrap()).unwrap());
    match condition["fact"].as_str().unwrap() {
        "a" => a,
        "b" => b,
        "c" => c,
        "ch" => condition["is"] == OPTIONS[option],
        _ => {
            bound("at_least").is_none_or(|least| n >= least)
                && bound("at_most").is_none_or(|most| n <= most)
                && bound("exactly").is_none_or(|exactly| n == exactly)
        }
    }
}

type Rules = Vec<(String, Value, Value)>;

fn level(rules: &Rules, case: Case) -> u64 {
    let reached = rules.iter().filter(|(_, when, _)| holds(when, case));
    reached.filter_map(|(.., then)| then["level"].as_u64()).max().unwrap_or(1)
}

/// All that an answer shows.
fn shown(rules: &Rules, case: Case) -> (u64, Vec<bool>) {
    let others = rules.iter().filter(|(.., then)| then.get("level").is_none());
    (level(rules, case), others.map(|(_, when, _)| holds(when, case)).collect())
}

fn changed(fact: &str, (a, b, c, n, option): Case) -> Vec<Case> {
    match fact {
        "a" => vec![(!a, b, c, n, option)],
        "b" => vec![(a, !b, c, n, option)],
        "c" => vec![(a, b, !c, n, option)],
        "n" => (0..6).map(|n| (a, b, c, n, option)).collect(),
        _ => (0..OPTIONS.len()).map(|option| (a, b, c, n, option)).collect(),
    }
}

fn has(proof: &Proof, codes: &[&str], item: &str) -> bool {
    proof.findings.iter().any(|found| codes.contains(&found.code) && found.items[0] == item)
}

fn agrees(rules: &Rules) {
    let given: Vec<(&str, &Value, &Value)> =
        rules.iter().map(|(id, when, then)| (id.as_str(), when, then)).collect();
    let text = of_rules(&given).to_string();
    // What does not load is another matter.
    let Ok(catalogue) = Catalogue::empty().with(&[text.as_str()]) else { return };
    let day = Day::parse("2024-05-01").unwrap();
    let proof =
        prove(&catalogue, Family::Thresholds, "tried", None, day, Limits::default()).unwrap();
    assert!(proof.decided);
    let cases = every_case();
    for (id, when, then) in rules {
        let own: Vec<Case> = cases.iter().copied().filter(|case| holds(when, *case)).collect();
        assert_eq!(has(&proof, &["rule-never-holds"], id), own.is_empty(), "{id} {text}");
        if own.is_empty() {
            continue;
        }
        let is_idle = with_a_part_put(when).iter().any(|pair| {
            let same =
                |put: &Value| cases.iter().all(|case| holds(put, *case) == holds(when, *case));
            pair.iter().any(same)
        });
        assert_eq!(has(&proof, &["part-without-effect"], id), is_idle, "{id} {text}");
        let Some(reached) = then["level"].as_u64() else { continue };
        let covers = |others: &dyn Fn(&Value) -> bool| {
            own.iter().all(|case| {
                rules.iter().any(|(other, when, then)| {
                    let leads = then["level"].as_u64().is_some_and(|level| level >= reached);
                    other != id && leads && others(when) && holds(when, *case)
                })
            })
        };
        let says_the_same =
            |other: &Value| cases.iter().all(|case| holds(other, *case) == holds(when, *case));
        let found = has(&proof, &["rule-implied", "rule-covered"], id);
        assert!(!found || covers(&|_| true), "{id} is not implied: {text}");
        assert!(found || !covers(&|other| !says_the_same(other)), "{id} is implied: {text}");
    }
    for fact in ["a", "b", "c", "n", "ch"] {
        let pairs = || {
            let changed = |case: &Case| changed(fact, *case).into_iter();
            cases.iter().flat_map(move |case| changed(case).map(|other| (*case, other)))
        };
        let matters = pairs().any(|(case, other)| shown(rules, case) != shown(rules, other));
        let idle = has(&proof, &["fact-not-used", "fact-without-effect"], fact);
        assert_eq!(idle, !matters, "{fact} {text}");
        let more = |(case, other): &(Case, Case)| *case < *other;
        let lowered = pairs().filter(more).any(|(case, other)| {
            let duty = |case: Case| {
                let duties = rules.iter().filter(|(.., then)| then.get("route").is_some());
                duties.map(|(_, when, _)| holds(when, case)).collect::<Vec<_>>()
            };
            let lost = duty(case).into_iter().zip(duty(other)).any(|(had, has)| had && !has);
            level(rules, case) > level(rules, other) || lost
        });
        let found = has(&proof, &["level-lowered", "duty-removed"], fact);
        assert_eq!(found, lowered && fact != "ch", "{fact} {text}");
    }
    let outcome = |case: Case| {
        let duties = rules.iter().filter(|(.., then)| then.get("route").is_some());
        let duties = duties.map(|(_, when, _)| holds(when, case)).collect::<Vec<_>>();
        (level(rules, case), duties)
    };
    spares(&proof, &outcome, &text);
    for number in 1..=4 {
        let reached = cases.iter().any(|case| level(rules, *case) == number);
        let found = has(&proof, &["level-not-reached"], &format!("level-{number}"));
        assert_eq!(found, !reached, "level {number} {text}");
    }
}

fn calls_for() -> impl Strategy<Value = Value> {
    (prop::sample::select(REVIEWS.to_vec()), prop::sample::select(MODALITIES.to_vec()))
        .prop_map(|(review, modality)| json!({ "review": review, "modality": modality }))
}

/// The facts that one answer spares, against every case.
fn spares<O: PartialEq>(proof: &Proof, outcome: &impl Fn(Case) -> O, text: &str) {
    let all = proof.spared.as_ref().expect("it was decided");
    let value = |fact: &str, (a, b, c, n, option): Case| match fact {
        "a" => json!(a),
        "b" => json!(b),
        "c" => json!(c),
        "n" => json!(n),
        _ => json!(OPTIONS[option]),
    };
    let facts = ["a", "b", "c", "n", "ch"];
    let cases = every_case();
    let matters = |fact: &str, of: &dyn Fn(Case) -> bool| {
        cases.iter().filter(|case| of(**case)).any(|case| {
            changed(fact, *case).into_iter().any(|other| outcome(*case) != outcome(other))
        })
    };
    let known: Vec<&str> = facts.into_iter().filter(|fact| matters(fact, &|_| true)).collect();
    let mut told = 0;
    for given in &known {
        let mut answers: Vec<Value> = Vec::new();
        for answer in cases.iter().map(|case| value(given, *case)) {
            if !answers.contains(&answer) {
                answers.push(answer);
            }
        }
        for answer in answers {
            let expected: Vec<&str> = known
                .iter()
                .copied()
                .filter(|fact| {
                    fact == given || !matters(fact, &|case| value(given, case) == answer)
                })
                .collect();
            let entry = all
                .iter()
                .find(|one| one.answers.iter().any(|way| way.get(*given) == Some(&answer)));
            let found = entry.map(|one| one.facts.iter().map(String::as_str).collect::<Vec<_>>());
            let has_some = expected.len() > 1;
            // Of counts that nothing tells apart one is looked at.
            if *given == "n" && entry.is_none() {
                continue;
            }
            told += usize::from(entry.is_some());
            assert_eq!(found, has_some.then_some(expected), "{given} {answer} {text}");
        }
    }
    assert!(all.is_empty() || told > 0, "{text}");
}

/// The same facts, in a pack about two reviews.
fn pack_of_reviews(rules: &Rules) -> String {
    let given: Vec<(&str, &Value, &Value)> =
        rules.iter().map(|(id, when, then)| (id.as_str(), when, then)).collect();
    into_reviews(of_rules(&given), "d").to_string()
}

fn called_for(rules: &Rules, review: &str, case: Case) -> usize {
    let holding = rules.iter().filter(|(_, when, _)| holds(when, case));
    holding.map(|(.., then)| firmness(then, review)).max().unwrap_or(0)
}

fn agrees_of_reviews(rules: &Rules) {
    let text = pack_of_reviews(rules);
    let catalogue = Catalogue::empty().with(&[text.as_str()]);
    let catalogue = catalogue.unwrap_or_else(|error| panic!("{}: {text}", error.to_json()));
    let day = Day::parse("2024-05-01").unwrap();
    let proof = prove(&catalogue, Family::Reviews, "tried", None, day, Limits::default()).unwrap();
    assert!(proof.decided);
    let cases = every_case();
    for review in REVIEWS {
        for (place, modality) in MODALITIES.iter().enumerate() {
            let is_said = rules.iter().any(|(.., then)| firmness(then, review) == place + 1);
            let reached = cases.iter().any(|case| called_for(rules, review, *case) == place + 1);
            let found = proof.findings.iter().any(|found| {
                found.code == "firmness-not-reached" && found.items == [review, *modality]
            });
            assert_eq!(found, is_said && !reached, "{review} {modality} {text}");
        }
    }
    spares(&proof, &|case| REVIEWS.map(|review| called_for(rules, review, case)), &text);
    for (id, when, then) in rules {
        let own: Vec<Case> = cases.iter().copied().filter(|case| holds(when, *case)).collect();
        assert_eq!(has(&proof, &["rule-never-holds"], id), own.is_empty(), "{id} {text}");
        if own.is_empty() {
            continue;
        }
        let review = then["review"].as_str().unwrap();
        let covers = |others: &dyn Fn(&Value) -> bool| {
            own.iter().all(|case| {
                rules.iter().any(|(other, when, leads)| {
                    let as_far = firmness(leads, review) >= firmness(then, review);
                    other != id && as_far && others(when) && holds(when, *case)
                })
            })
        };
        let says_the_same =
            |other: &Value| cases.iter().all(|case| holds(other, *case) == holds(when, *case));
        let found = has(&proof, &["rule-implied", "rule-covered"], id);
        assert!(!found || covers(&|_| true), "{id} is not implied: {text}");
        assert!(found || !covers(&|other| !says_the_same(other)), "{id} is implied: {text}");
    }
    for fact in ["a", "b", "c", "n"] {
        let less_firm = cases.iter().any(|case| {
            changed(fact, *case).into_iter().filter(|other| *case < *other).any(|other| {
                let firm = |case: Case| REVIEWS.map(|review| called_for(rules, review, case));
                firm(*case).into_iter().zip(firm(other)).any(|(before, after)| before > after)
            })
        });
        assert_eq!(has(&proof, &["review-less-firm"], fact), less_firm, "{fact} {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_proof_says_what_every_case_says(of in prop::collection::vec((condition(), then()), 1..7)) {
        let mut has_route = false;
        let rules: Rules = of
            .into_iter()
            .enumerate()
            // One rule for each route.
            .filter(|(_, (_, then))| {
                let again = then.get("route").is_some() && has_route;
                has_route |= then.get("route").is_some();
                !again
            })
            .map(|(index, (when, then))| (format!("rule.n{index}"), when, then))
            .collect();
        agrees(&rules);
    }

    #[test]
    fn a_proof_of_reviews_says_what_every_case_says(
        of in prop::collection::vec((condition(), calls_for()), 1..7),
    ) {
        let rules = of.into_iter().enumerate();
        let rules = rules.map(|(index, (when, then))| (format!("rule.n{index}"), when, then));
        agrees_of_reviews(&rules.collect());
    }
}
