//! Proofs of random packs of fourteen facts, with what never stands together, days, spans and a
//! setting, say what every case says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;
mod random;

use packs::with_a_part_put;
use proptest::prelude::*;
use random::{
    Asked, Cases, DAY, Every, Rules, against_setting, and, choice, condition, contradiction, count,
    date, flags, is_among, is_empty, or, pack, rules,
};
use safeguarding_rules::prove::{Limits, Proof, prove};
use safeguarding_rules::{Catalogue, Day, Family};
use serde_json::{Value, json};

/// Ten of yes and no, a count, a choice, a day, and a count against a setting.
fn facts() -> Vec<Asked> {
    let mut all = flags(10);
    all.extend([count(), choice(), date(), against_setting()]);
    all
}

fn has(proof: &Proof, codes: &[&str], item: &str) -> bool {
    proof.findings.iter().any(|found| codes.contains(&found.code) && found.items[0] == item)
}

/// The cases in which each level or a higher one is reached, from the second.
fn levels(every: &Every, rules: &Rules, held: &[Cases]) -> [Cases; 3] {
    [2, 3, 4].map(|level| {
        let reached = rules.iter().zip(held);
        let reached = reached.filter(|((.., then), _)| {
            then["level"].as_u64().is_some_and(|reached| reached >= level)
        });
        reached.fold(every.none(), |all, (_, cases)| or(&all, cases))
    })
}

fn agrees(rules: &Rules, never: &[Value]) {
    let facts = facts();
    let day = Day::parse(DAY).unwrap();
    // What holds on another day of the edition is not dead: here there is only one.
    let mut document = pack(&facts, rules, never);
    document["from"] = json!(DAY);
    document["until"] = json!(day.after().to_string());
    let text = document.to_string();
    let catalogue = Catalogue::empty().with(&[text.as_str()]);
    let catalogue = catalogue.unwrap_or_else(|error| panic!("{}: {text}", error.to_json()));
    let proof =
        prove(&catalogue, Family::Thresholds, "tried", None, day, Limits::default()).unwrap();
    assert!(proof.decided, "{text}");
    let every = Every::of(&facts);
    let broken = never.iter().map(|never| every.holding(never));
    let broken = broken.fold(every.none(), |all, one| or(&all, &one));
    let consistent = every.not(&broken);
    assert_eq!(has(&proof, &["no-case"], "person"), is_empty(&consistent), "{text}");
    for (index, never) in never.iter().enumerate() {
        let found = has(&proof, &["consistency-never-broken"], &format!("never.n{index}"));
        assert_eq!(found, !is_empty(&consistent) && is_empty(&every.holding(never)), "{text}");
    }
    if is_empty(&consistent) {
        return;
    }
    let held: Vec<Cases> = rules.iter().map(|(_, when, _)| every.holding(when)).collect();
    for ((id, when, then), own) in rules.iter().zip(&held) {
        let here = and(own, &consistent);
        assert_eq!(has(&proof, &["rule-never-holds"], id), is_empty(&here), "{id} {text}");
        if is_empty(&here) {
            continue;
        }
        let is_idle = with_a_part_put(when).iter().any(|pair| {
            let same = |put: &Value| every.holding(put) == *own;
            pair.iter().any(same)
        });
        assert_eq!(has(&proof, &["part-without-effect"], id), is_idle, "{id} {text}");
        let Some(reached) = then["level"].as_u64().filter(|level| *level > 1) else { continue };
        let others = |differs: &dyn Fn(&Cases) -> bool| {
            let all = rules.iter().zip(&held).filter(|((other, _, then), cases)| {
                let leads = then["level"].as_u64().is_some_and(|level| level >= reached);
                other != id && leads && differs(cases)
            });
            all.fold(every.none(), |all, (_, cases)| or(&all, cases))
        };
        let found = has(&proof, &["rule-implied", "rule-covered"], id);
        let is_covered = is_among(&here, &others(&|_| true));
        assert!(!found || is_covered, "{id} is not implied: {text}");
        let differs = |cases: &Cases| and(cases, &consistent) != here;
        assert!(found || !is_among(&here, &others(&differs)), "{id} is implied: {text}");
    }
    let levels = levels(&every, rules, &held);
    for number in 1..=4_usize {
        // Exactly this level: so far and no further.
        let so_far = number.checked_sub(2).map_or(every.all(), |index| levels[index].clone());
        let further = levels.get(number - 1).cloned().unwrap_or_else(|| every.none());
        let here = and(&and(&so_far, &every.not(&further)), &consistent);
        let found = has(&proof, &["level-not-reached"], &format!("level-{number}"));
        assert_eq!(found, is_empty(&here), "level {number} {text}");
    }
    let duties = rules.iter().zip(&held).filter(|((.., then), _)| then.get("route").is_some());
    let mut watched: Vec<&Cases> = levels.iter().collect();
    watched.extend(duties.map(|(_, cases)| cases));
    for (index, fact) in facts.iter().enumerate() {
        if !matches!(fact.kind, "yes-no" | "count") {
            continue;
        }
        let stride = every.stride(index);
        let is_lost = (0..every.count).any(|case| {
            let more = every.digit(case, index) + 1..fact.answers.len();
            every.is_in(&consistent, case)
                && more.enumerate().any(|(step, _)| {
                    let other = case + (step + 1) * stride;
                    every.is_in(&consistent, other)
                        && watched
                            .iter()
                            .any(|one| every.is_in(one, case) && !every.is_in(one, other))
                })
        });
        let found = has(&proof, &["level-lowered", "duty-removed"], fact.id);
        assert_eq!(found, is_lost, "{} {text}", fact.id);
    }
}

proptest! {
    // Each looks at 184,320 cases.
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_proof_of_many_facts_says_what_every_case_says(
        of in prop::collection::vec((condition(&facts()), 2_u8..6), 2..8),
        with_setting in (condition(&facts()), 2_u8..5),
        never in prop::collection::vec(contradiction(&facts()), 0..4),
    ) {
        let mut rules = rules(of);
        // A setting is compared once.
        let (when, level) = with_setting;
        let many = json!({ "fact": "m", "at_least": { "setting": "many" } });
        let when = json!({ "all": [many, when] });
        rules.push(("rule.many".to_owned(), when, json!({ "level": level })));
        agrees(&rules, &never);
    }
}
