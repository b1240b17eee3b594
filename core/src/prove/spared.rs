//! What need not be asked any more: answers that settle what others could have changed.
//!
//! With one answer alone given and everything else open, the library says which facts can still
//! change the outcome, exactly: those for which two fillings that differ in nothing else give
//! different outcomes.
//! What could change it before that answer and cannot after it need not be asked, whatever the other
//! answers are.

use super::cells::Given;
use super::fixture::{facts_told, known_in};
use super::prover::{GATES_OF_A_STEP, Prover};
use crate::case::{Answer, State};
use crate::compile::Ruleset;
use crate::date::Day;
use crate::evaluate::{Known, Mattering, Search};
use crate::truth::Truth;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Facts that one answer makes idle.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spared {
    /// Whom the rules are about.
    pub subject: String,
    /// Answers of which each alone is enough.
    pub answers: Vec<Map<String, Value>>,
    /// The facts that then never change the outcome, whatever is answered to all others, that of
    /// the answer among them.
    pub facts: Vec<String>,
}

/// One step in so many may go into it for each subject: nothing that is claimed hangs on it.
const PART_FOR_SPARED: u64 = 200;

/// What single answers spare; nothing where that was not decided within the limit.
///
/// Answers are those to yes-no questions, counts and options; days are none of them, since few
/// settle anything by themselves.
pub(super) fn spared(prover: &Prover<'_>) -> Option<Vec<Spared>> {
    let rules = prover.rules()?;
    let as_of = prover.days.first().copied()?;
    let nothing = known_in(&prover.world, &rules, as_of, &Vec::new());
    let nothing = on_the_day(nothing, &rules, as_of);
    let all = missing(&nothing);
    // Every fact is looked at in every goal.
    let gates = rules.nodes.list().len().saturating_mul(rules.facts.len());
    let cost = u64::try_from(gates).unwrap_or(u64::MAX).div_ceil(GATES_OF_A_STEP);
    let cells = prover.world.slots.iter().map(|slot| slot.answers.len()).sum::<usize>();
    let cells = u64::try_from(cells).unwrap_or(u64::MAX);
    let whole = cost.saturating_mul(cells);
    let most = prover.work.given().checked_div(PART_FOR_SPARED).unwrap_or(0);
    if whole > most || !prover.work.suffices_for(whole) {
        return None;
    }
    let mut found: Vec<Spared> = Vec::new();
    for (slot, of) in prover.world.slots.iter().enumerate() {
        let is_looked_at = !of.birth && !of.against_setting && all.contains(&of.fact);
        for (cell, given) in of.answers.iter().enumerate().filter(|_| is_looked_at) {
            if matches!(given, Given::Day(_)) {
                continue;
            }
            prover.work.spend(cost);
            let answers = vec![(slot, cell)];
            let known = known_in(&prover.world, &rules, as_of, &answers);
            let left = missing(&on_the_day(known, &rules, as_of));
            let is_answered = |fact: &str| fact == of.fact && of.option.is_none();
            let is_idle = |fact: &&String| !left.contains(*fact) && !is_answered(fact);
            if !all.iter().any(|fact| is_idle(&fact)) {
                continue;
            }
            let facts: BTreeSet<&String> =
                all.iter().filter(|fact| is_answered(fact) || !left.contains(*fact)).collect();
            // In the order of the pack.
            let ordered = rules.facts.iter().map(|slot| &slot.fact.is.id);
            let facts: Vec<String> = ordered.filter(|id| facts.contains(id)).cloned().collect();
            let told = facts_told(&prover.world, &answers);
            match found.iter_mut().find(|one| one.facts == facts) {
                Some(same) => same.answers.push(told),
                None => found.push(Spared {
                    subject: rules.subject().to_owned(),
                    answers: vec![told],
                    facts,
                }),
            }
        }
    }
    Some(found)
}

/// The same of an incident on the day.
fn on_the_day(mut known: Known, rules: &Arc<Ruleset>, as_of: Day) -> Known {
    if let Some(slot) = rules.reviews.incident_day {
        // A day is taken by what takes days.
        known.record_at(slot, &Answer::on(as_of)).unwrap_or(());
    }
    known
}

/// The facts that can still change the outcome: for thresholds what an answer calls missing, for
/// reviews what decides whether and how firmly one is called for.
fn missing(known: &Known) -> BTreeSet<String> {
    let rules = known.rules();
    if rules.reviews.reviews.is_empty() {
        return known.missing().into_iter().map(|one| one.fact.to_owned()).collect();
    }
    let search = Search::new(known);
    let mattering = Mattering::new(&search, known);
    let outcome = known.outcome();
    let mut found = BTreeSet::new();
    for ((slot, state), uses) in rules.facts.iter().zip(&known.states).zip(&rules.uses) {
        if *state == State::Known {
            continue;
        }
        let mut goals = Vec::new();
        for index in &uses.routes {
            let bit = 1_u64 << (index & 63);
            if outcome.routes_possible & !outcome.routes_certain & bit != 0 {
                goals.extend(rules.routes.get(usize::from(*index)).map(|route| &route.goal));
            }
        }
        if uses.applies && outcome.applies == Truth::Unknown {
            goals.push(&rules.applies_goal);
        }
        let mut variables = rules.variables_of(slot).map(|(index, _)| index);
        if variables.any(|variable| goals.iter().any(|goal| mattering.goal(goal, variable))) {
            found.insert(slot.fact.is.id.clone());
        }
    }
    found
}
