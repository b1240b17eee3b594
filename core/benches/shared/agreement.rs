//! In how many cases the hand-written twin says what the library says, counted before anything is
//! measured.

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

/// The day of the rules which the twin was written after.
const RULES_OF: &str = "24 November 2026";

/// Prints in how many cases the two say the same: the measured case, and a child unborn, of eight,
/// of sixteen and of seventeen, with every yes/no fact in turn and in random cases.
///
/// Rules are data and change without the twin, so where the two differ the run goes on. Other ages,
/// and the options of choices, are not compared.
#[expect(clippy::print_stdout, reason = "the benchmark's own words")]
pub(crate) fn check() {
    let mut tally = Tally::default();
    tally.compare(&(twin(), case::known("walsall")));
    let rules = case::rules("walsall");
    let flags = rules.facts().filter(|fact| fact.kind == Kind::YesNo);
    let flags: Vec<String> = flags.map(|fact| fact.id.to_string()).collect();
    for (twin, on) in [
        (born(&[unborn, under_16, under_18]), "2024-06-10"),
        (eight(), BORN),
        (born(&[age_16, under_18]), "2008-03-10"),
        (born(&[age_16, age_17, under_18]), "2007-03-10"),
    ] {
        let pair = (twin, case::born("walsall", on));
        tally.one_by_one(&pair, &flags);
        tally.at_random(&pair, &flags);
    }
    let Tally { agreed, cases } = tally;
    println!("the twin agrees in {agreed} of {cases} cases; it is of the rules of {RULES_OF}");
}

/// The cases compared so far.
#[derive(Default)]
struct Tally {
    agreed: u32,
    cases: u32,
}

impl Tally {
    /// Each fact as yes and as no, with the others unknown and with the others no.
    fn one_by_one(&mut self, open: &(Twin, Known), flags: &[String]) {
        let mut none = open.clone();
        flags.iter().for_each(|fact| record(&mut none, fact, false));
        for others in [open, &none] {
            for fact in flags {
                let mut pair = others.clone();
                for yes in [true, false] {
                    record(&mut pair, fact, yes);
                    self.compare(&pair);
                }
            }
        }
    }

    /// 10,000 cases; of the facts a quarter is yes, and a fifth unknown.
    fn at_random(&mut self, open: &(Twin, Known), flags: &[String]) {
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
            self.compare(&pair);
        }
    }

    fn compare(&mut self, (twin, known): &(Twin, Known)) {
        self.cases += 1;
        self.agreed += u32::from(twin.outcome() == known.outcome());
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

fn bit(fact: &str) -> u128 {
    FACTS.iter().find(|(name, _)| *name == fact).map_or(0, |(_, bit)| *bit)
}
