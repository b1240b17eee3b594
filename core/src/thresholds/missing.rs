//! Which facts and settings could still change an answer, and how urgent what they could reach is.

use super::decision::MissingFact;
use crate::case::State;
use crate::compile::{FactSlot, VariableKind};
use crate::decision::{LATE, OpenSetting, urgency_rank};
use crate::evaluate::{Known, Mattering, Outcome, Search};
use crate::pack::{For, Then};

/// A missing fact with what decides its place in the order of questions.
pub(super) struct Candidate<'k> {
    pub slot: u16,
    pub fact: MissingFact<'k>,
    /// The more urgent what it could reach, the higher.
    pub rank: u16,
}

/// The facts that could still change the answer, most urgent first.
pub(super) fn missing<'k>(
    known: &'k Known,
    outcome: &Outcome,
    search: &Search<'k>,
) -> Vec<Candidate<'k>> {
    let mattering = Mattering::new(search, known);
    let mut found = Vec::new();
    for ((fact, state), slot) in known.rules.facts.iter().zip(&known.states).zip(0_u16..) {
        if *state != State::Known {
            found.extend(candidate(known, outcome, &mattering, slot, fact, *state));
        }
    }
    crate::order::by_key(&mut found, |candidate| {
        let fact = known.rules.fact(candidate.slot).map(|slot| &slot.fact.is);
        let is_late = fact.is_some_and(|fact| fact.asked_late);
        let rank = if is_late { candidate.rank.min(LATE) } else { candidate.rank };
        (std::cmp::Reverse(rank), fact.map(|fact| fact.burden), candidate.slot)
    });
    found
}

/// The settings that are not set and could change the answer.
pub(super) fn open_settings<'k>(
    known: &'k Known,
    outcome: &Outcome,
    search: &Search<'k>,
) -> Vec<OpenSetting<'k>> {
    let mattering = Mattering::new(search, known);
    let mut found = Vec::new();
    for (fact, slot) in known.rules.facts.iter().zip(0_u16..) {
        let variable = known.rules.variables_of(fact).next();
        let Some(VariableKind::AgainstSetting(position)) = variable.map(|(_, v)| v.kind) else {
            continue;
        };
        let position = usize::from(position);
        let is_set = known.settings.get(position).copied().flatten().is_some();
        let Some(setting) = known.rules.settings.get(position) else { continue };
        let matters = !is_set
            && (candidate(known, outcome, &mattering, slot, fact, State::Known).is_some()
                || prompt_depends_on(known, slot));
        if matters {
            let setting = &setting.is;
            found.push(OpenSetting::of(setting));
        }
    }
    found
}

/// Whether a prompt is undecided because of this fact's setting, although the fact is known.
fn prompt_depends_on(known: &Known, slot: u16) -> bool {
    let Some(fact) = known.rules.fact(slot) else { return false };
    if known.states.get(usize::from(slot)) != Some(&State::Known) {
        return false;
    }
    let nodes = &known.rules.nodes;
    let prompts =
        known.rules.rules.iter().filter(|slot| matches!(slot.rule.is.then, Then::Prompt { .. }));
    let mut open = prompts.map(|slot| {
        let mut open = Vec::new();
        nodes.judge(slot.part.pair.holds, &known.certain, &known.possible, &mut open);
        open.into_iter().any(|literal| {
            let variable = known.rules.literals.get(usize::from(literal)).map(|l| l.variable);
            variable == Some(fact.first_variable)
        })
    });
    open.any(|found| found)
}

fn candidate<'k>(
    known: &'k Known,
    outcome: &Outcome,
    mattering: &Mattering<'_, 'k>,
    slot: u16,
    fact: &'k FactSlot,
    state: State,
) -> Option<Candidate<'k>> {
    let rules = &known.rules;
    let uses = rules.uses.get(usize::from(slot))?;
    let variables = || rules.variables_of(fact).map(|(index, _)| index);
    let could_reach =
        if uses.levels { level_reached(known, outcome, mattering, &variables) } else { None };
    let mut rank = could_reach.map_or(0, |level| level_rank(level, rules.levels.len()));
    let mut routes = Vec::new();
    for index in &uses.routes {
        let bit = 1_u64 << (index & 63);
        let is_open = outcome.routes_possible & !outcome.routes_certain & bit != 0;
        let Some(slot) = rules.routes.get(usize::from(*index)).filter(|_| is_open) else {
            continue;
        };
        if !variables().any(|variable| mattering.goal(&slot.goal, variable)) {
            continue;
        }
        let rule = slot.rule.and_then(|rule| rules.rule(rule)).map(|slot| &slot.rule.is.then);
        if let Some(Then::Route(route)) = rule {
            rank = rank.max(urgency_rank(route.urgency));
            routes.push(route.id.as_str());
        }
    }
    let mut matters = could_reach.is_some() || !routes.is_empty();
    for index in &uses.consent {
        if matters {
            break;
        }
        let bit = 1_u64 << (index & 63);
        let is_open =
            outcome.without_consent_possible & !outcome.without_consent_certain & bit != 0;
        let consent = rules.consent.get(usize::from(*index)).filter(|_| is_open);
        let shown =
            consent.filter(|consent| concerns(known, outcome, &consent.consent.is.belongs_to));
        if let Some(goal) = shown.and_then(|consent| consent.goal.as_ref()) {
            matters |= variables().any(|variable| mattering.goal(goal, variable));
        }
    }
    let applies_is_open = uses.applies && outcome.applies == crate::Truth::Unknown;
    let decides_subject =
        || variables().any(|variable| mattering.goal(&rules.applies_goal, variable));
    if !matters && applies_is_open {
        matters = decides_subject();
    }
    matters.then(|| Candidate {
        slot,
        fact: MissingFact { fact: &fact.fact.is.id, state, could_reach, routes },
        rank,
    })
}

/// Whether a consent rule is for a level of the range or a route that is not false.
pub(super) fn concerns(known: &Known, outcome: &Outcome, belongs_to: &For) -> bool {
    match belongs_to {
        For::Level(number) => {
            outcome.at_least.is_some_and(|least| least <= *number)
                && outcome.at_most.is_some_and(|most| *number <= most)
        }
        For::Route(id) => {
            route_bit(known, id).is_some_and(|bit| outcome.routes_possible & bit != 0)
        }
    }
}

/// The bit of a route in an outcome.
pub(super) fn route_bit(known: &Known, id: &str) -> Option<u64> {
    known.rules.route_index(id).map(|index| 1_u64 << (index & 63))
}

fn level_reached<I: Iterator<Item = u16>>(
    known: &Known,
    outcome: &Outcome,
    mattering: &Mattering<'_, '_>,
    variables: &impl Fn() -> I,
) -> Option<u8> {
    let (least, most) = outcome.at_least.zip(outcome.at_most)?;
    let open = known.rules.reach.iter().rev();
    let mut open = open.filter(|reach| reach.number > least && reach.number <= most);
    let reached =
        open.find(|reach| variables().any(|variable| mattering.goal(&reach.whole, variable)));
    reached.map(|reach| reach.number)
}

fn level_rank(level: u8, levels: usize) -> u16 {
    let highest = u16::try_from(levels).unwrap_or(1).max(1);
    (u16::from(level).saturating_mul(800)).checked_div(highest).unwrap_or(0)
}
