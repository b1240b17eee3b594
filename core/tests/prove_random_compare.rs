//! Two random packs, one laid over the other, compared and proved against trying every case.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

mod packs;
mod random;

use packs::{MODALITIES, REVIEWS, firmness, into_reviews, of_rules};
use proptest::prelude::*;
use random::{Cases, DAY, Every};
use safeguarding_rules::prove::{Limits, Proved, compare, prove};
use safeguarding_rules::{Catalogue, Day, Family};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The values of `a`, `b`, `c` and `n`.
type Case = (bool, bool, bool, u32);

fn every_case() -> Vec<Case> {
    let flags = || [false, true].into_iter();
    let mut all = Vec::new();
    for a in flags() {
        for b in flags() {
            for c in flags() {
                all.extend((0..5).map(|n| (a, b, c, n)));
            }
        }
    }
    all
}

fn condition() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        3 => prop::sample::select(vec!["a", "b", "c"]).prop_map(|fact| json!({ "fact": fact })),
        1 => (1_u32..4).prop_map(|n| json!({ "fact": "n", "at_least": n })),
        1 => (0_u32..4).prop_map(|n| json!({ "fact": "n", "at_most": n })),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let parts = || prop::collection::vec(inner.clone(), 1..3);
        prop_oneof![
            parts().prop_map(|of| json!({ "all": of })),
            parts().prop_map(|of| json!({ "any": of })),
            inner.clone().prop_map(|of| json!({ "not": of })),
        ]
    })
}

fn holds(condition: &Value, case: Case) -> bool {
    let parts = |key: &str| -> Option<Vec<bool>> {
        let parts = condition.get(key)?.as_array()?;
        Some(parts.iter().map(|part| holds(part, case)).collect())
    };
    if let Some(parts) = parts("all") {
        return parts.into_iter().all(|part| part);
    }
    if let Some(parts) = parts("any") {
        return parts.into_iter().any(|part| part);
    }
    if let Some(part) = condition.get("not") {
        return !holds(part, case);
    }
    let (a, b, c, n) = case;
    let bound = |key: &str| condition.get(key).map(|n| u32::try_from(n.as_u64().unwrap()).unwrap());
    match condition["fact"].as_str().unwrap() {
        "a" => a,
        "b" => b,
        "c" => c,
        _ => {
            bound("at_least").is_none_or(|least| n >= least)
                && bound("at_most").is_none_or(|most| n <= most)
        }
    }
}

/// A step: its level and, where it has a time, so many working days or so many months.
type Timed = (u8, Option<(bool, u16)>);

fn timed() -> impl Strategy<Value = Timed> {
    (2_u8..5, prop::option::weighted(0.8, (any::<bool>(), 1_u16..4)))
}

/// Working days of this range never come near a month.
fn is_no_longer(one: Option<(bool, u16)>, other: Option<(bool, u16)>) -> bool {
    match (one, other) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some((one, n)), Some((other, m))) => {
            if one == other {
                n <= m
            } else {
                other
            }
        }
    }
}

/// Conditions of rules with their levels, steps, and what is never together.
#[derive(Clone, Debug)]
struct Layer {
    rules: Vec<(Value, u8)>,
    steps: Vec<Timed>,
    never: Vec<Value>,
}

/// Of the upper pack what it puts in place of the rules and steps of the base, by place.
#[derive(Clone, Debug)]
struct Upper {
    rules: Vec<Option<(Value, u8)>>,
    steps: Vec<Option<Timed>>,
    never: Vec<Value>,
}

fn base() -> impl Strategy<Value = Layer> {
    let rules = prop::collection::vec((condition(), 2_u8..5), 1..5);
    let steps = prop::collection::vec(timed(), 0..4);
    (rules, steps, prop::collection::vec(condition(), 0..2))
        .prop_map(|(rules, steps, never)| Layer { rules, steps, never })
}

fn upper() -> impl Strategy<Value = Upper> {
    let rules = prop::collection::vec(prop::option::of((condition(), 2_u8..5)), 4);
    let steps = prop::collection::vec(prop::option::of(timed()), 4);
    (rules, steps, prop::collection::vec(condition(), 0..2))
        .prop_map(|(rules, steps, never)| Upper { rules, steps, never })
}

fn stands(mut item: Value) -> Value {
    item["strength"] = json!("should");
    item["basis"] = json!("project-reading");
    item["evidence"] = json!("inferred");
    item["cites"] = json!([{ "source": "book", "at": "p. 1" }]);
    item
}

fn step((level, time): Timed, id: &str, act: usize) -> Value {
    let mut step = stands(json!({ "id": id, "subject": "person", "for": { "level": level },
        "who": "somebody", "does": format!("does act {act}") }));
    if let Some((is_months, n)) = time {
        let unit = if is_months { "months" } else { "working-days" };
        step["limit"] = json!({ "unit": unit, "n": n, "from": "the call" });
    }
    step
}

fn consistency(never: &[Value], word: &str) -> Value {
    let all = never.iter().enumerate().map(|(index, never)| {
        json!({ "id": format!("{word}.c{index}"), "subject": "person", "never": never,
            "facts": [], "words": "It cannot be." })
    });
    json!(all.collect::<Vec<_>>())
}

fn texts(base: &Layer, upper: &Upper) -> [String; 2] {
    let named: Vec<(String, Value, Value)> = base
        .rules
        .iter()
        .enumerate()
        .map(|(index, (when, level))| {
            (format!("rule.n{index}"), when.clone(), json!({ "level": level }))
        })
        .collect();
    let given: Vec<(&str, &Value, &Value)> =
        named.iter().map(|(id, when, then)| (id.as_str(), when, then)).collect();
    let mut below = of_rules(&given);
    let steps = base.steps.iter().enumerate();
    let steps = steps.map(|(index, timed)| step(*timed, &format!("step.n{index}"), index));
    below["steps"] = json!(steps.collect::<Vec<_>>());
    below["consistency"] = consistency(&base.never, "below");
    let rules = upper.rules.iter().enumerate().take(base.rules.len());
    let rules = rules.filter_map(|(index, rule)| {
        let (when, level) = rule.as_ref()?;
        let id = format!("upper.n{index}");
        Some(stands(json!({ "id": id, "subject": "person", "label": id, "when": when,
            "then": { "level": level }, "overrides": format!("rule.n{index}") })))
    });
    let steps = upper.steps.iter().enumerate().take(base.steps.len());
    let steps = steps.filter_map(|(index, timed)| {
        let mut step = step((*timed)?, &format!("upper.s{index}"), index);
        step["overrides"] = json!(format!("step.n{index}"));
        Some(step)
    });
    let above = json!({ "format": 1, "pack": "upper", "family": "thresholds", "title": "Upper",
        "from": "2000-01-01", "checked_on": "2000-01-01", "extends": "tried", "sources": [],
        "rules": rules.collect::<Vec<_>>(), "steps": steps.collect::<Vec<_>>(),
        "consistency": consistency(&upper.never, "above") });
    [below.to_string(), above.to_string()]
}

/// The upper pack with what it keeps of the base.
fn laid_over(base: &Layer, upper: &Upper) -> Layer {
    let rules = base.rules.iter().zip(&upper.rules);
    let steps = base.steps.iter().zip(&upper.steps);
    Layer {
        rules: rules.map(|(own, other)| other.clone().unwrap_or(own.clone())).collect(),
        steps: steps.map(|(own, other)| other.unwrap_or(*own)).collect(),
        never: base.never.iter().chain(&upper.never).cloned().collect(),
    }
}

impl Layer {
    fn level(&self, case: Case) -> u8 {
        let holding = self.rules.iter().filter(|(when, _)| holds(when, case));
        holding.map(|(_, level)| *level).max().unwrap_or(1)
    }

    fn is_consistent(&self, case: Case) -> bool {
        !self.never.iter().any(|never| holds(never, case))
    }
}

fn agrees(base: &Layer, upper: &Upper) {
    let [below, above] = texts(base, upper);
    // What does not load is another matter.
    let loaded = Catalogue::empty().with(&[below.as_str(), above.as_str()]);
    let catalogue = loaded.unwrap_or_else(|error| panic!("{}", error.to_json()));
    let local = laid_over(base, upper);
    let day = Day::parse("2024-05-01").unwrap();
    let proof =
        prove(&catalogue, Family::Thresholds, "upper", None, day, Limits::default()).unwrap();
    assert!(proof.decided, "{below} {above}");
    let cases = every_case();
    let mut lost: BTreeSet<(&str, String)> = BTreeSet::new();
    for case in cases.iter().copied().filter(|case| base.is_consistent(*case)) {
        let (national, own) = (base.level(case), local.level(case));
        lost.extend(
            (own.saturating_add(1)..=national)
                .map(|level| ("below-base-level", format!("level-{level}"))),
        );
        for (index, (step, replacing)) in base.steps.iter().zip(&local.steps).enumerate() {
            let ((level, time), (own_level, own_time)) = (*step, *replacing);
            let is_shown = own == own_level;
            let in_time = is_shown && is_no_longer(own_time, time);
            if time.is_some() && national == level && (own == level || is_shown) && !in_time {
                lost.insert(("below-base-deadline", format!("step.n{index}")));
            }
        }
    }
    let found = proof.findings.iter().filter(|found| found.code.starts_with("below-base"));
    let found: BTreeSet<(&str, String)> =
        found.map(|found| (found.code, found.items[0].clone())).collect();
    assert_eq!(found, lost, "{below} {above}");

    for (before, after, names) in [
        (base, &local, ["tried", "upper"]),
        (&local, base, ["upper", "tried"]),
        (base, base, ["tried", "tried"]),
    ] {
        let sides = names.map(|name| (name, day));
        let limits = Limits::default();
        let family = Family::Thresholds;
        let compared = compare(&catalogue, family, sides[0], sides[1], "person", limits).unwrap();
        assert_eq!(compared.not_decided, Vec::<String>::new());
        let found: BTreeSet<(String, String)> = compared
            .differences
            .iter()
            .map(|one| (one.change.word().to_owned(), one.item.clone()))
            .collect();
        let expected = differing(before, after, upper, names);
        assert_eq!(found, expected, "{names:?} {below} {above}");
        let is_equal = if expected.is_empty() { Proved::Yes } else { Proved::No };
        assert_eq!(compared.equal, is_equal);
        let grouped: usize = compared.groups.iter().map(|group| group.items.len()).sum();
        assert_eq!(grouped, compared.differences.len());
    }
}

/// How two differ, by trying every case that one of them calls consistent.
fn differing(
    before: &Layer,
    after: &Layer,
    upper: &Upper,
    names: [&str; 2],
) -> BTreeSet<(String, String)> {
    let id = |name: &str, index: usize| match (&upper.steps[index], name) {
        (Some(_), "upper") => format!("upper.s{index}"),
        _ => format!("step.n{index}"),
    };
    let mut found = BTreeSet::new();
    let mut insert = |change: &str, item: String| found.insert((change.to_owned(), item));
    for case in every_case() {
        if !before.is_consistent(case) && !after.is_consistent(case) {
            continue;
        }
        let (one, other) = (before.level(case), after.level(case));
        for level in 2..5 {
            if one < level && level <= other {
                insert("level-up", format!("level-{level}"));
            }
            if other < level && level <= one {
                insert("level-down", format!("level-{level}"));
            }
        }
        for index in 0..before.steps.len() {
            let (step, replacing) = (before.steps[index], after.steps[index]);
            let (here, there) = (one == step.0, other == replacing.0);
            let (own, its) = (id(names[0], index), id(names[1], index));
            if here && (!there || own != its) {
                insert("lost", own.clone());
            }
            if there && (!here || own != its) {
                insert("gained", its.clone());
            }
            let known_as = format!("step.n{index}");
            if here && there && !is_no_longer(replacing.1, step.1) {
                insert("deadline-later", known_as.clone());
            }
            if here && there && !is_no_longer(step.1, replacing.1) {
                insert("deadline-earlier", known_as);
            }
        }
    }
    found
}

/// Facts of every kind, a day among them.
fn facts_with_a_day() -> Vec<random::Asked> {
    let mut all = random::flags(3);
    all.extend([random::count(), random::choice(), random::date()]);
    all
}

/// Rules and what is never together.
type Told = (random::Rules, Vec<Value>);

/// What each side shows, and the cases in which it does, the firmest or highest last.
type Showing = Vec<(String, Cases)>;

fn showing(every: &Every, family: Family, rules: &random::Rules) -> Showing {
    let of = |leads: &dyn Fn(&Value) -> bool| {
        let all = rules.iter().filter(|(.., then)| leads(then));
        all.fold(every.none(), |all, (_, when, _)| random::or(&all, &every.holding(when)))
    };
    if family == Family::Reviews {
        let all = REVIEWS.iter().flat_map(|review| (1..4).map(move |place| (*review, place)));
        let all = all.map(|(review, place)| {
            let name = format!("{review}:{}", MODALITIES[place - 1]);
            (name, of(&|then| firmness(then, review) >= place))
        });
        return all.collect();
    }
    let levels = (2..5_u64).map(|level| {
        let reached = of(&|then| then["level"].as_u64() >= Some(level));
        (format!("level-{level}"), reached)
    });
    let duty = ("route:duty".to_owned(), of(&|then| then.get("route").is_some()));
    levels.chain([duty]).collect()
}

/// Whether some rule of either leads to just this: of what none names nothing is told.
fn is_named(family: Family, name: &str, rules: [&random::Rules; 2]) -> bool {
    let named = |then: &Value| match family {
        Family::Reviews => {
            let review = then["review"].as_str().unwrap_or_default();
            name == format!("{review}:{}", then["modality"].as_str().unwrap_or_default())
        }
        // Every level is declared, and so told.
        _ => name != "route:duty" || then.get("route").is_some(),
    };
    rules.iter().any(|rules| rules.iter().any(|(.., then)| named(then)))
}

/// Two packs of their own, compared as every case says.
fn agrees_apart(family: Family, before: &Told, after: &Told) {
    let facts = facts_with_a_day();
    let every = Every::of(&facts);
    let texts = [("tried", before), ("other", after)].map(|(name, (rules, never))| {
        let mut pack = random::pack(&facts, rules, never);
        pack["pack"] = json!(name);
        if family == Family::Reviews {
            pack = into_reviews(pack, "day");
        }
        pack.to_string()
    });
    let loaded = Catalogue::empty().with(&[texts[0].as_str(), texts[1].as_str()]);
    let catalogue = loaded.unwrap_or_else(|error| panic!("{}: {texts:?}", error.to_json()));
    let day = Day::parse(DAY).unwrap();
    let (one, other) = (("tried", day), ("other", day));
    let told = compare(&catalogue, family, one, other, "person", Limits::default()).unwrap();
    assert_eq!(told.not_decided, Vec::<String>::new(), "{texts:?}");
    let consistent = [before, after].map(|(_, never)| {
        let broken = never.iter().map(|never| every.holding(never));
        every.not(&broken.fold(every.none(), |all, one| random::or(&all, &one)))
    });
    let either = random::or(&consistent[0], &consistent[1]);
    let (more, less) = match family {
        Family::Reviews => ("firmer", "less-firm"),
        _ => ("level-up", "level-down"),
    };
    let mut expected: BTreeSet<(String, String)> = BTreeSet::new();
    let sides = [before, after].map(|(rules, _)| showing(&every, family, rules));
    for ((name, was), (_, is)) in sides[0].iter().zip(&sides[1]) {
        if !is_named(family, name, [&before.0, &after.0]) {
            continue;
        }
        let (more, less) =
            if name == "route:duty" { ("duty-gained", "duty-lost") } else { (more, less) };
        for (change, gone, there) in [(more, was, is), (less, is, was)] {
            let differing = random::and(&random::and(there, &every.not(gone)), &either);
            if !random::is_empty(&differing) {
                expected.insert((change.to_owned(), name.clone()));
            }
        }
    }
    let found = told.differences.iter().map(|one| (one.change.word().to_owned(), one.item.clone()));
    assert_eq!(found.collect::<BTreeSet<_>>(), expected, "{texts:?}");
    let is_equal = if expected.is_empty() { Proved::Yes } else { Proved::No };
    assert_eq!(told.equal, is_equal, "{texts:?}");
}

fn of_levels() -> impl Strategy<Value = Told> {
    let facts = facts_with_a_day();
    let rules = prop::collection::vec((random::condition(&facts), 2_u8..6), 1..5);
    let never = prop::collection::vec(random::contradiction(&facts), 0..3);
    (rules, never).prop_map(|(of, never)| (random::rules(of), never))
}

fn of_reviews() -> impl Strategy<Value = Told> {
    let facts = facts_with_a_day();
    let calls = (prop::sample::select(REVIEWS.to_vec()), prop::sample::select(MODALITIES.to_vec()));
    let rules = prop::collection::vec((random::condition(&facts), calls), 1..5);
    let never = prop::collection::vec(random::contradiction(&facts), 0..3);
    (rules, never).prop_map(|(of, never)| {
        let rules = of.into_iter().enumerate().map(|(index, (when, (review, modality)))| {
            (format!("rule.n{index}"), when, json!({ "review": review, "modality": modality }))
        });
        (rules.collect(), never)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn packs_laid_over_each_other_are_compared_as_every_case_says(
        base in base(), upper in upper(),
    ) {
        agrees(&base, &upper);
    }

    #[test]
    fn packs_with_days_are_compared_as_every_case_says(before in of_levels(), after in of_levels()) {
        agrees_apart(Family::Thresholds, &before, &after);
    }

    #[test]
    fn packs_of_reviews_are_compared_as_every_case_says(
        before in of_reviews(), after in of_reviews(),
    ) {
        agrees_apart(Family::Reviews, &before, &after);
    }
}
