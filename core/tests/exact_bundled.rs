//! The bundled packs, against every way of filling the gaps of cases that are nearly complete.
//!
//! `EXACT_CASES=2000` tries more cases than the few that are tried each time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::thresholds::Explain;
use safeguarding_rules::{
    Answer, Catalogue, Condition, Day, Fact, Kind, Known, Outcome, PartialDate, Ruleset, Span, Test,
};
use std::collections::BTreeSet;
use std::sync::Arc;

const MOST_FILLINGS: usize = 600;
const MOST_UNKNOWN: usize = 10;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    /// Mostly the first, so that not everything is as bad as it can be; but any day.
    fn one_of<'v>(&mut self, values: &'v [Answer]) -> &'v Answer {
        let is_day = matches!(values[0], Answer::Date(_));
        if is_day || self.below(20) == 0 { &values[self.below(values.len())] } else { &values[0] }
    }
}

/// The values of a fact that the comparisons of the rules tell apart; the mildest first.
fn values(fact: &Fact, rules: &Ruleset, as_of: Day, dice: &mut Dice) -> Vec<Answer> {
    let mut tests = Vec::new();
    for rule in rules.rules() {
        rule.when.walk(&mut |part| match part {
            Condition::Fact { fact: named, test } if *named == fact.id => tests.push(test),
            _ => {}
        });
    }
    let id = |index: usize| fact.options[index].id.clone();
    match fact.kind {
        Kind::YesNo => vec![Answer::YesNo(false), Answer::YesNo(true)],
        Kind::Count => (0..8).map(Answer::count).collect(),
        Kind::Choice => (0..fact.options.len()).map(|n| Answer::Choice(id(n))).collect(),
        Kind::Choices => {
            let (one, other) = (dice.below(fact.options.len()), dice.below(fact.options.len()));
            let mut sets = vec![vec![], vec![id(one)], vec![id(other)], vec![id(one), id(other)]];
            sets.iter_mut().for_each(|set| set.dedup());
            sets.dedup();
            sets.into_iter().map(Answer::Exactly).collect()
        }
        Kind::Date => {
            let ages = [5, 10, 13, 16, 18, 25].map(|n| as_of.less(Span::years(n)));
            let mut days = vec![as_of, as_of.less(Span::years(150))];
            days.extend(ages);
            days.extend(tests.iter().filter_map(|test| match test {
                Test::Before(day) | Test::OnOrAfter(day) => Some(*day),
                Test::WithinLast(span) | Test::AtLeastAgo(span) => Some(as_of.less(*span)),
                Test::AgeUnder(span) | Test::AgeAtLeast(span) => Some(as_of.less(*span)),
                _ => None,
            }));
            let mut near: Vec<Day> =
                days.iter().flat_map(|d| [d.before(), *d, d.after()]).collect();
            near.sort_unstable();
            near.dedup();
            near.into_iter().map(Answer::on).collect()
        }
    }
}

/// What an unknown fact is recorded as, where only some of its values are tried.
fn gap(fact: &Fact, values: &[Answer]) -> Answer {
    match (fact.kind, &values[0], &values[values.len() - 1]) {
        (Kind::Count, Answer::Count(low, _), Answer::Count(_, high)) => Answer::Count(*low, *high),
        (Kind::Date, Answer::Date(first), Answer::Date(last)) => {
            Answer::Date(PartialDate::between(first.first, last.last).unwrap())
        }
        (Kind::Choices, _, Answer::Exactly(open)) => {
            let no = fact.options.iter().map(|option| option.id.clone());
            let no = no.filter(|option| !open.contains(option)).collect();
            Answer::Choices { yes: Vec::new(), no }
        }
        _ => Answer::Gap(safeguarding_rules::State::NotKnown),
    }
}

/// What is looked at beside the level.
fn bits(outcome: &Outcome) -> [u64; 2] {
    assert!(outcome.exact);
    let applies = u64::from(outcome.applies == safeguarding_rules::Truth::True);
    [outcome.routes_certain, outcome.without_consent_certain << 1 | applies]
}

fn check(rules: &Arc<Ruleset>, as_of: Day, seed: u64) {
    let dice = &mut Dice(seed);
    let facts: Vec<&Fact> = rules.facts().collect();
    let domains: Vec<Vec<Answer>> =
        facts.iter().map(|fact| values(fact, rules, as_of, dice)).collect();
    // Neighbours in the pack hang together more often than facts from everywhere.
    let start = dice.below(facts.len());
    let neighbours = dice.below(2) == 0;
    let mut open: Vec<usize> = Vec::new();
    let mut fillings = 1;
    for n in 0..MOST_UNKNOWN {
        let fact = if neighbours { (start + n) % facts.len() } else { dice.below(facts.len()) };
        if !open.contains(&fact) && fillings * domains[fact].len() <= MOST_FILLINGS {
            fillings *= domains[fact].len();
            open.push(fact);
        }
    }
    let mut partial = Known::new(rules, as_of);
    for (index, fact) in facts.iter().enumerate() {
        let answer = match open.contains(&index) {
            true => gap(fact, &domains[index]),
            false => dice.one_of(&domains[index]).clone(),
        };
        partial.record(&fact.id, &answer).unwrap();
    }
    let mut complete = partial.clone();
    let mut outcomes = Vec::new();
    for number in 0..fillings {
        let mut rest = number;
        for index in &open {
            let domain = &domains[*index];
            complete.record(&facts[*index].id, &domain[rest % domain.len()]).unwrap();
            rest /= domain.len();
        }
        outcomes.push(complete.outcome());
    }
    compare(&partial, &outcomes, seed);
    // Level, routes and whether it applies always count; consent where it is asked for.
    let sure = |outcome: &Outcome| (outcome.at_least, bits(outcome)[0], bits(outcome)[1] & 1);
    let perhaps = |outcome: &Outcome| (outcome.at_least, bits(outcome));
    let decision = partial.assess(Explain::Deciding);
    let missing: BTreeSet<&str> = decision.missing.iter().map(|missing| missing.fact).collect();
    let mut step = 1;
    for index in &open {
        let id = facts[*index].id.as_str();
        let count = domains[*index].len();
        let pairs = || {
            outcomes.chunks(step * count).flat_map(move |block| {
                (0..step).flat_map(move |start| {
                    let others = block.iter().skip(start).step_by(step);
                    others.map(move |other| (&block[start], other))
                })
            })
        };
        let must = pairs().any(|(one, other)| sure(one) != sure(other));
        let may = pairs().any(|(one, other)| perhaps(one) != perhaps(other));
        assert!(!must || missing.contains(id), "seed {seed}: {id} could change the answer");
        assert!(may || !missing.contains(id), "seed {seed}: {id} could not change the answer");
        step *= count;
    }
    assert!(missing.iter().all(|id| open.iter().any(|index| facts[*index].id == *id)));
}

/// The outcome of the partial case is what all the complete ones have in common.
fn compare(partial: &Known, outcomes: &[Outcome], seed: u64) {
    let outcome = partial.outcome();
    assert!(outcome.exact, "seed {seed}");
    let levels = || outcomes.iter().map(|outcome| outcome.at_least);
    assert_eq!(outcome.at_least, levels().min().unwrap(), "seed {seed}");
    assert_eq!(outcome.at_most, levels().max().unwrap(), "seed {seed}");
    let all = |of: fn(&Outcome) -> u64| outcomes.iter().map(of).fold(u64::MAX, |all, x| all & x);
    let some = |of: fn(&Outcome) -> u64| outcomes.iter().map(of).fold(0, |some, x| some | x);
    assert_eq!(outcome.routes_certain, all(|o| o.routes_certain), "seed {seed}");
    assert_eq!(outcome.routes_possible, some(|o| o.routes_certain), "seed {seed}");
    let without = (outcome.without_consent_certain, outcome.without_consent_possible);
    let expected = (all(|o| o.without_consent_certain), some(|o| o.without_consent_certain));
    assert_eq!(without, expected, "seed {seed}");
}

#[test]
fn nearly_complete_cases_are_answered_exactly() {
    let more = std::env::var("EXACT_CASES").ok().and_then(|text| text.parse().ok());
    let catalogue = Catalogue::bundled();
    let mut seed = 0;
    for (pack, subject, day) in [
        ("walsall", "child", "2024-05-01"),
        ("walsall", "adult", "2024-05-01"),
        ("walsall", "carer", "2024-05-01"),
        ("england", "child", "2019-05-01"),
        ("example-thresholds", "child", "2022-02-28"),
    ] {
        let as_of = Day::parse(day).unwrap();
        let rules = catalogue.rules(pack, subject, as_of).unwrap();
        for _ in 0..more.unwrap_or(20) {
            seed += 1;
            check(&rules, as_of, seed);
        }
    }
}
