//! That the hand-written twin says what the library says, looked at before anything is measured.

use super::case::{self, BORN};
use super::twin::Twin;
use super::twin_facts::{FACTS, age_16, age_17, unborn, under_16, under_18};
use safeguarding_rules::{Answer, Kind, Known};

/// The measured case, as the twin knows it.
pub(crate) fn twin() -> Twin {
    let facts = case::sixty(&case::rules("walsall"));
    let mut twin = eight();
    facts.iter().for_each(|fact| twin.record(bit(fact), false));
    twin
}

/// Stops the run where the two say different things: about the measured case, and about a child of
/// eight and one of sixteen, with every yes/no fact in turn and in random cases.
///
/// Other ages, and the options of choices, are not compared.
pub(crate) fn check() {
    assert_eq!(twin().outcome(), case::known("walsall").outcome());
    let rules = case::rules("walsall");
    let flags = rules.facts().filter(|fact| fact.kind == Kind::YesNo);
    let flags: Vec<String> = flags.map(|fact| fact.id.to_string()).collect();
    assert!(flags.len() >= 60, "the twin is compared over enough facts");
    let of_sixteen = born(&[age_16, under_18]);
    for pair in
        [(eight(), case::born("walsall", BORN)), (of_sixteen, case::born("walsall", "2008-03-10"))]
    {
        one_by_one(&pair, &flags);
        at_random(&pair, &flags);
    }
}

/// Each fact as yes and as no, with the others unknown and with the others no.
fn one_by_one(open: &(Twin, Known), flags: &[String]) {
    let mut none = open.clone();
    flags.iter().for_each(|fact| record(&mut none, fact, false));
    for others in [open, &none] {
        for fact in flags {
            let mut pair = others.clone();
            for yes in [true, false] {
                record(&mut pair, fact, yes);
                compare(&pair);
            }
        }
    }
}

/// 10,000 cases; of the facts a quarter is yes, and a fifth unknown.
fn at_random(open: &(Twin, Known), flags: &[String]) {
    let mut random = 7_u64;
    for _ in 0..10_000 {
        let mut pair = open.clone();
        for fact in flags {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            match random >> 60 {
                0..4 => record(&mut pair, fact, true),
                4..13 => record(&mut pair, fact, false),
                _ => {}
            }
        }
        compare(&pair);
    }
}

/// A child of eight, as [`case::born`] has it.
fn eight() -> Twin {
    born(&[under_16, under_18])
}

/// A child of whose age this holds and nothing else.
fn born(age: &[u128]) -> Twin {
    let mut twin = Twin::default();
    for fact in [unborn, under_16, age_16, age_17, under_18] {
        twin.record(fact, age.contains(&fact));
    }
    twin
}

fn record((twin, known): &mut (Twin, Known), fact: &str, yes: bool) {
    twin.record(bit(fact), yes);
    let recorded = known.record(fact, &Answer::YesNo(yes));
    assert!(recorded.is_ok(), "`{fact}` is recorded");
}

fn compare((twin, known): &(Twin, Known)) {
    assert_eq!(twin.outcome(), known.outcome(), "{twin:?}");
}

fn bit(fact: &str) -> u128 {
    FACTS.iter().find(|(name, _)| *name == fact).map_or(0, |(_, bit)| *bit)
}
