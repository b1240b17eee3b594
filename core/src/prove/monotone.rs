//! Does more concern ever give less help?
//!
//! More concern is *yes* rather than *no*, a higher count, one more of several options, and a later
//! option of a choice that the pack calls `graded`. Dates have no such direction.
//! An exception is declared with the fact (`may_ease`), with its reason and citation.

use super::circuit::Edge;
use super::finding::{Claim, Declared};
use super::prover::{Defect, Prover};
use super::sat::Spent;
use super::shown;
use crate::fact::{Fact, Kind};

/// What must not be lost by more concern.
struct Kept {
    code: &'static str,
    item: String,
    words: String,
    before: Edge,
    after: Edge,
}

pub(super) fn prove(prover: &mut Prover<'_>) {
    let Some(rules) = prover.rules() else { return };
    if !matches!(prover.can(&[]), Ok(true)) {
        return;
    }
    for (index, fact) in rules.facts.iter().enumerate() {
        let is = &fact.fact.is;
        let has_direction = match is.kind {
            Kind::YesNo | Kind::Count | Kind::Choices => true,
            Kind::Choice => is.graded,
            Kind::Date => false,
        };
        if !has_direction {
            continue;
        }
        let slots = prover.world.slots_of(0, index).to_vec();
        let mut found = None;
        prover.decide(Claim::Monotone, &is.id, |prover| {
            for slot in slots {
                found = lowered(prover, is, slot)?;
                if found.is_some() {
                    break;
                }
            }
            Ok(match is.may_ease {
                None => found.take(),
                Some(_) => None,
            })
        });
        if let (Some(defect), Some(exception)) = (found, &is.may_ease) {
            let declared = Declared {
                found: prover.found(Claim::Monotone, defect),
                because: exception.words.clone(),
                cites: exception.cites.clone(),
            };
            prover.declare(declared);
        }
    }
}

/// The first thing that one more concern in this slot takes away.
fn lowered(prover: &mut Prover<'_>, fact: &Fact, slot: usize) -> Result<Option<Defect>, Spent> {
    let count = prover.world.slots.get(slot).map_or(0, |slot| slot.answers.len());
    for higher in 1..count {
        for lower in 0..higher {
            let found = between(prover, fact, slot, (lower, higher))?;
            if found.is_some() {
                return Ok(found);
            }
        }
    }
    Ok(None)
}

fn between(
    prover: &mut Prover<'_>,
    fact: &Fact,
    slot: usize,
    (lower, higher): (usize, usize),
) -> Result<Option<Defect>, Spent> {
    let kept = kept(prover, fact, slot, (lower, higher));
    if kept.is_empty() {
        return Ok(None);
    }
    let domain = prover.domain.clone();
    let mut around = prover.world.circuit.fixed(&domain, slot, lower);
    around.extend(prover.world.circuit.fixed(&domain, slot, higher));
    let mut lost = Vec::new();
    for one in &kept {
        lost.push(prover.world.circuit.all([one.before, one.after.not()]));
    }
    let some = prover.world.circuit.any(lost.iter().copied());
    let mut all = around.clone();
    all.push(some);
    if !prover.world.can(&all, &[], prover.work)? {
        return Ok(None);
    }
    // The first that can be lost, in their order: duties, then levels, the highest first.
    for (one, lost) in kept.iter().zip(lost) {
        let mut all = around.clone();
        all.push(lost);
        if !prover.world.can(&all, &[], prover.work)? {
            continue;
        }
        let answers = prover.case(lost, &all)?;
        let name = prover.world.slots.get(slot).and_then(|slot| slot.option.clone());
        let name = name.map_or_else(|| fact.id.clone(), |option| format!("{}-{option}", fact.id));
        let fixtures = [(lower, "less"), (higher, "more")].map(|(cell, word)| {
            let mut answers = answers.clone();
            answers.retain(|(own, _)| *own != slot);
            answers.push((slot, cell));
            answers.sort_unstable();
            let story = format!("The case with {word} concern about `{}`.", fact.id);
            prover.fixture(0, &answers, &format!("{name}-{word}"), &story)
        });
        return Ok(Some(Defect {
            code: one.code,
            items: vec![fact.id.clone(), one.item.clone()],
            words: one.words.clone(),
            fixtures: fixtures.to_vec(),
        }));
    }
    Ok(None)
}

fn kept(
    prover: &mut Prover<'_>,
    fact: &Fact,
    slot: usize,
    (lower, higher): (usize, usize),
) -> Vec<Kept> {
    let Some(rules) = prover.rules() else { return Vec::new() };
    let mut kept: Vec<(&'static str, String, String, Edge)> = Vec::new();
    for reach in rules.reach.iter().rev() {
        let edge = shown::level(&mut prover.world, 0, reach.number);
        let words = format!("More concern about `{}` lowers the level.", fact.id);
        kept.push(("level-lowered", format!("level-{}", reach.number), words, edge));
    }
    for (route, edge) in shown::duties(&prover.world, 0) {
        let words = format!("More concern about `{}` removes the duty `{route}`.", fact.id);
        kept.push(("duty-removed", route, words, edge));
    }
    let edges: Vec<Edge> = kept.iter().map(|(.., edge)| *edge).collect();
    let before = prover.world.circuit.fixed(&edges, slot, lower);
    let after = prover.world.circuit.fixed(&edges, slot, higher);
    let both = before.into_iter().zip(after);
    let mut found: Vec<Kept> = kept
        .into_iter()
        .zip(both)
        .filter(|(_, (before, after))| before != after)
        .map(|((code, item, words, _), (before, after))| Kept { code, item, words, before, after })
        .collect();
    for limits in shown::limits(&mut prover.world, 0) {
        let shows: Vec<Edge> = limits.steps.iter().map(|(_, edge, _)| *edge).collect();
        let before = prover.world.circuit.fixed(&shows, slot, lower);
        let after = prover.world.circuit.fixed(&shows, slot, higher);
        let still = prover.world.circuit.any(after.iter().copied());
        for (index, (length, _, step)) in limits.steps.iter().enumerate() {
            let next = limits.steps.get(index.saturating_add(1));
            if next.is_none_or(|(longer, ..)| longer == length) {
                continue;
            }
            let end = index.saturating_add(1);
            let in_time = before.get(..end).unwrap_or(&[]).iter().copied();
            let in_time = prover.world.circuit.any(in_time);
            let late = after.get(..end).unwrap_or(&[]).iter().copied();
            let as_soon = prover.world.circuit.any(late);
            let lost = prover.world.circuit.all([still, as_soon.not()]);
            found.push(Kept {
                code: "deadline-lengthened",
                item: step.clone(),
                words: format!(
                    "More concern about `{}` lengthens the time from {}.",
                    fact.id, limits.from
                ),
                before: in_time,
                after: lost.not(),
            });
        }
    }
    found
}
