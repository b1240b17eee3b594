//! Is every fact used, and can every question matter?

use super::circuit::{Edge, Values};
use super::finding::Claim;
use super::prover::{Defect, Prover};
use super::sat::Spent;
use super::shown;
use crate::compile::Part;
use crate::fact::Kind;
use std::collections::HashMap;

/// `elsewhere`: the facts that rules of other days compare.
pub(super) fn prove(prover: &mut Prover<'_>, elsewhere: &[String]) {
    let Some(rules) = prover.rules() else { return };
    if matches!(prover.can(&[]), Ok(false)) {
        return;
    }
    let everything = shown::everything(&mut prover.world, 0);
    let everything: Vec<Edge> = everything.into_iter().map(|(_, edge)| edge).collect();
    let consistent = shown::consistent(&mut prover.world, 0);
    // What only decides which questions are put, or which answers contradict, is used too.
    let asked: Vec<Edge> = rules
        .facts
        .iter()
        .filter_map(|fact| fact.asked_when.as_ref())
        .map(|part: &Part| prover.world.edge(0, part.pair.holds))
        .collect();
    let rules_too = rules.rules.iter().map(|slot| prover.world.edge(0, slot.part.pair.holds));
    let rules_too: Vec<Edge> = rules_too.collect();
    let beside: Vec<Edge> = consistent.iter().chain(&asked).copied().collect();
    let used: Vec<Edge> = everything.iter().chain(&beside).chain(&rules_too).copied().collect();
    let cone = prover.world.circuit.cone(&used);
    let used = used_slots(prover, &used);
    let beside = used_slots(prover, &beside);
    let decides = used_slots(prover, &everything);
    let looking = looking(prover, &rules_too);
    for (index, fact) in rules.facts.iter().enumerate() {
        let is = &fact.fact.is;
        let slots = prover.world.slots_of(0, index).to_vec();
        let of = |known: &[usize]| slots.iter().any(|slot| known.contains(slot));
        // A rule that begins later in the edition may be what it is for.
        if !of(&used) && elsewhere.contains(&is.id) {
            continue;
        }
        if !of(&used) {
            prover.decide(Claim::QuestionsMatter, &is.id, |_| {
                Ok(Some(Defect {
                    code: "fact-not-used",
                    items: vec![is.id.clone()],
                    words: format!("No rule compares fact `{}`.", is.id),
                    fixtures: Vec::new(),
                }))
            });
            continue;
        }
        let when = fact
            .asked_when
            .as_ref()
            .map_or(Edge::TRUE, |part| prover.world.edge(0, part.pair.holds));
        let mut is_asked = true;
        prover.decide(Claim::QuestionsMatter, &is.id, |prover| {
            is_asked = prover.can(&[when])?;
            Ok((!is_asked).then(|| Defect {
                code: "question-never-put",
                items: vec![is.id.clone()],
                words: format!("The question about `{}` is put in no case.", is.id),
                fixtures: Vec::new(),
            }))
        });
        if !is_asked || of(&beside) && !of(&decides) {
            continue;
        }
        prover.decide(Claim::QuestionsMatter, &is.id, |prover| {
            let mut idle = Vec::new();
            for slot in &slots {
                let own = looking.get(slot).map_or(&[][..], Vec::as_slice);
                let shown = Shows { everything: &everything, cone: &cone };
                if !matters_plainly(prover, *slot, own, &shown, &consistent, when)?
                    && !matters(prover, *slot, &everything, &consistent, when)?
                {
                    idle.push(*slot);
                }
            }
            if is.for_record.is_some() {
                return Ok(None);
            }
            if idle.len() == slots.len() {
                return without_effect(prover, &is.id, when, &slots);
            }
            Ok(option_without_effect(prover, &is.id, &idle))
        });
        if is.kind == Kind::Choice {
            for slot in slots {
                options(prover, slot, &consistent);
            }
        }
    }
}

fn used_slots(prover: &Prover<'_>, edges: &[Edge]) -> Vec<usize> {
    let cone = prover.world.circuit.cone(edges);
    let slots = cone.into_iter().filter_map(|position| match prover.world.circuit.gate(position) {
        super::circuit::Gate::In(slot, _) => Some(*slot),
        _ => None,
    });
    let mut slots: Vec<usize> = slots.collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// Everything that is shown, with all that it is made of.
struct Shows<'s> {
    everything: &'s [Edge],
    cone: &'s [usize],
}

/// The rules that look at each slot.
fn looking(prover: &Prover<'_>, rules: &[Edge]) -> HashMap<usize, Vec<Edge>> {
    let mut looking: HashMap<usize, Vec<Edge>> = HashMap::new();
    for rule in rules {
        for slot in used_slots(prover, &[*rule]) {
            looking.entry(slot).or_default().push(*rule);
        }
    }
    looking
}

/// At most so many rules are tried for a plain case.
const MOST_TRIED: usize = 4;

/// Whether a plain case, in which one rule hangs on this answer and little else is answered, shows
/// something else with another answer; most questions are settled by one.
fn matters_plainly(
    prover: &mut Prover<'_>,
    slot: usize,
    rules: &[Edge],
    shows: &Shows<'_>,
    consistent: &[Edge],
    when: Edge,
) -> Result<bool, Spent> {
    let count = prover.world.slots.get(slot).map_or(0, |slot| slot.answers.len());
    let around: Vec<Edge> = prover.domain.iter().copied().chain([when]).collect();
    for rule in rules.iter().take(MOST_TRIED) {
        let before = prover.fixed(&[*rule], slot, 0);
        for cell in 1..count {
            let after = prover.fixed(&[*rule], slot, cell);
            let both = before.iter().zip(&after).next();
            let Some((before, after)) = both else { continue };
            let differ = prover.world.circuit.differ(*before, *after);
            if differ == Edge::FALSE {
                continue;
            }
            let edges: Vec<Edge> = std::iter::once(differ).chain(around.clone()).collect();
            let Some(mut case) = prover.world.plain(&edges, prover.work)? else { continue };
            let mut with = |cell: usize| {
                if let Some(place) = case.get_mut(slot) {
                    *place = cell;
                }
                prover.work.spend(u64::try_from(shows.cone.len()).unwrap_or(u64::MAX));
                prover.world.circuit.values(shows.cone, &case)
            };
            let (one, other) = (with(0), with(cell));
            let stands =
                |values: &Values| values.is(when) && consistent.iter().all(|edge| values.is(*edge));
            let differs = shows.everything.iter().any(|edge| one.is(*edge) != other.is(*edge));
            if differs && (stands(&one) || stands(&other)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether there are two cases that differ in this answer alone and in what is shown.
fn matters(
    prover: &mut Prover<'_>,
    slot: usize,
    everything: &[Edge],
    consistent: &[Edge],
    when: Edge,
) -> Result<bool, Spent> {
    let count = prover.world.slots.get(slot).map_or(0, |slot| slot.answers.len());
    let mut around: Vec<Edge> = consistent.to_vec();
    around.push(when);
    let mut of_cells = Vec::new();
    for cell in 0..count {
        let shows = prover.fixed(everything, slot, cell);
        let around = prover.fixed(&around, slot, cell);
        of_cells.push((shows, around));
    }
    for (index, (one, around_one)) in of_cells.iter().enumerate() {
        for (other, around_other) in of_cells.iter().skip(index.saturating_add(1)) {
            let mut differences = Vec::new();
            for (left, right) in one.iter().zip(other) {
                if left != right {
                    differences.push(prover.world.circuit.differ(*left, *right));
                }
            }
            let differ = prover.world.circuit.any(differences);
            // One of the two stands with the other answers; the library never thinks an answer
            // impossible because it contradicts others.
            let one = prover.world.circuit.all(around_one.iter().copied());
            let other = prover.world.circuit.all(around_other.iter().copied());
            let all = [prover.world.circuit.any([one, other]), differ];
            if prover.world.can(&all, &[], prover.work)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn without_effect(
    prover: &mut Prover<'_>,
    id: &str,
    when: Edge,
    slots: &[usize],
) -> Result<Option<Defect>, Spent> {
    let domain = prover.domain.clone();
    let base = prover.case(when, &domain)?;
    let story = "The question is put, and no answer to it changes anything.";
    let mut fixtures = Vec::new();
    if let Some(slot) = slots.first() {
        let count = prover.world.slots.get(*slot).map_or(0, |slot| slot.answers.len());
        for cell in [0, count.saturating_sub(1)] {
            let mut answers = base.clone();
            answers.retain(|(own, _)| own != slot);
            answers.push((*slot, cell));
            answers.sort_unstable();
            fixtures.push(prover.fixture(0, &answers, &format!("{id}-{cell}"), story));
        }
    }
    Ok(Some(Defect {
        code: "fact-without-effect",
        items: vec![id.to_owned()],
        words: format!("No answer about `{id}` changes what is shown, where it is asked."),
        fixtures,
    }))
}

/// One of several options that changes nothing.
fn option_without_effect(prover: &Prover<'_>, id: &str, idle: &[usize]) -> Option<Defect> {
    let slot = *idle.first()?;
    let option = prover.world.slots.get(slot)?.option.clone()?;
    let story = "Choosing the option changes nothing.";
    let fixtures = (0..2).map(|cell| {
        prover.fixture(0, &vec![(slot, cell)], &format!("{id}-{option}-{cell}"), story)
    });
    Some(Defect {
        code: "option-without-effect",
        fixtures: fixtures.collect(),
        words: format!("Option `{option}` of `{id}` changes nothing that is shown."),
        items: vec![id.to_owned(), option],
    })
}

/// Options of a choice that can never be chosen.
fn options(prover: &mut Prover<'_>, slot: usize, consistent: &[Edge]) {
    let Some(of) = prover.world.slots.get(slot).cloned() else { return };
    for (cell, answer) in of.answers.iter().enumerate() {
        let super::cells::Given::Option(option) = answer else { continue };
        prover.decide(Claim::QuestionsMatter, &format!("{}:{option}", of.fact), |prover| {
            if prover.world.can(consistent, &[(slot, cell)], prover.work)? {
                return Ok(None);
            }
            let story = "The option is chosen, and other answers always contradict it.";
            let fixture = prover.fixture(0, &vec![(slot, cell)], &format!("{option}-never"), story);
            Ok(Some(Defect {
                code: "option-never-possible",
                items: vec![of.fact.clone(), option.clone()],
                words: format!("Option `{option}` of `{}` always contradicts.", of.fact),
                fixtures: vec![fixture],
            }))
        });
    }
}
