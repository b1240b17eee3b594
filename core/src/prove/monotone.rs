//! Does more concern ever give less help?
//!
//! More concern is *yes* rather than *no*, a higher count, one more of several options, and a later
//! option of a choice that the pack calls `graded`. Dates have no such direction.
//! An exception is declared with the fact (`may_ease`), with its reason and citation.

use super::circuit::{Edge, Helping};
use super::finding::{Claim, Declared};
use super::prover::{Defect, Prover};
use super::sat::Spent;
use super::{acts, shown, shown_reviews};
use crate::compile::Ruleset;
use crate::fact::{Fact, Kind};

/// What more concern must not take away.
struct Watched {
    code: &'static str,
    item: String,
    /// What is said of it after the fact's name.
    words: String,
    edge: Edge,
    /// Lost only where this holds afterwards; of times, that there is still a time at all.
    still: Edge,
    helping: Helping,
}

impl Watched {
    /// Whether the way in which it is put together lets it be lost, whatever else is answered:
    /// where every part of it that looks at the answer is kept by more of it, so is the whole.
    fn can_lose(&self, slot: usize, (lower, higher): (usize, usize)) -> bool {
        let is = |set: &[bool], cell: usize| set.get(cell) == Some(&true);
        let mut sets = self.helping.get(&slot).into_iter().flatten();
        sets.any(|set| is(set, lower) && !is(set, higher))
    }
}

/// One of them before and after more concern.
struct Kept<'w> {
    watched: &'w Watched,
    before: Edge,
    after: Edge,
}

pub(super) fn prove(prover: &mut Prover<'_>) {
    let Some(rules) = prover.rules() else { return };
    if matches!(prover.can(&[]), Ok(false)) {
        return;
    }
    let watched = watched(prover, &rules);
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
                found = lowered(prover, &watched, is, slot)?;
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
fn lowered(
    prover: &mut Prover<'_>,
    watched: &[Watched],
    fact: &Fact,
    slot: usize,
) -> Result<Option<Defect>, Spent> {
    let count = prover.world.slots.get(slot).map_or(0, |slot| slot.answers.len());
    for higher in 1..count {
        for lower in 0..higher {
            let found = between(prover, watched, fact, (slot, lower, higher))?;
            if found.is_some() {
                return Ok(found);
            }
        }
    }
    Ok(None)
}

fn between(
    prover: &mut Prover<'_>,
    watched: &[Watched],
    fact: &Fact,
    (slot, lower, higher): (usize, usize, usize),
) -> Result<Option<Defect>, Spent> {
    let kept = kept(prover, watched, slot, (lower, higher));
    if kept.is_empty() {
        return Ok(None);
    }
    let domain = prover.domain.clone();
    let mut around = prover.fixed(&domain, slot, lower);
    around.extend(prover.fixed(&domain, slot, higher));
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
        // Of what is declared a small case is enough.
        let answers = match fact.may_ease {
            Some(_) => prover.few(lost, &all)?,
            None => prover.case(lost, &all)?,
        };
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
            code: one.watched.code,
            items: vec![fact.id.clone(), one.watched.item.clone()],
            words: format!("More concern about `{}` {}.", fact.id, one.watched.words),
            fixtures: fixtures.to_vec(),
        }));
    }
    Ok(None)
}

/// What can be lost by this answer, before and after.
fn kept<'w>(
    prover: &mut Prover<'_>,
    watched: &'w [Watched],
    slot: usize,
    (lower, higher): (usize, usize),
) -> Vec<Kept<'w>> {
    let watched: Vec<&Watched> =
        watched.iter().filter(|one| one.can_lose(slot, (lower, higher))).collect();
    let edges: Vec<Edge> = watched.iter().map(|one| one.edge).collect();
    let before = prover.fixed(&edges, slot, lower);
    let after = prover.fixed(&edges, slot, higher);
    let still: Vec<Edge> = watched.iter().map(|one| one.still).collect();
    let still = prover.fixed(&still, slot, higher);
    let mut found = Vec::new();
    for (((watched, before), after), still) in watched.into_iter().zip(before).zip(after).zip(still)
    {
        let after = prover.world.circuit.all([still, after.not()]).not();
        if before != after {
            found.push(Kept { watched, before, after });
        }
    }
    found
}

/// The times of each act but the longest: that it is to be done so soon.
///
/// Times of the same act that cannot be compared are left open by name.
fn times(prover: &mut Prover<'_>) -> Vec<(&'static str, String, String, Edge, Edge)> {
    let mut all = Vec::new();
    for act in acts::acts(&mut prover.world, &[0]) {
        for one in &act {
            let some = |prover: &mut Prover<'_>, is: Option<bool>| {
                let some = act.iter().filter(|other| other.is_no_longer(one) == is);
                prover.world.circuit.any(some.map(|other| other.edge))
            };
            let (in_time, longer) = (some(prover, Some(true)), some(prover, Some(false)));
            let other = some(prover, None);
            if other != Edge::FALSE {
                prover.decide(Claim::Monotone, &one.id, |_| Err(Spent));
            }
            if longer == Edge::FALSE {
                continue;
            }
            let still = prover.world.circuit.all([longer, other.not()]);
            let words = format!("lengthens the time for `{}`", one.id);
            all.push(("deadline-lengthened", one.id.clone(), words, in_time, still));
        }
    }
    all
}

/// Levels, the highest first, duties, reviews, and times.
fn watched(prover: &mut Prover<'_>, rules: &Ruleset) -> Vec<Watched> {
    let mut all: Vec<(&'static str, String, String, Edge, Edge)> = Vec::new();
    for reach in rules.reach.iter().rev() {
        let edge = shown::level(&mut prover.world, 0, reach.number);
        let item = format!("level-{}", reach.number);
        all.push(("level-lowered", item, "lowers the level".to_owned(), edge, Edge::TRUE));
    }
    for (route, edge) in shown::duties(&prover.world, 0) {
        let words = format!("removes the duty `{route}`");
        all.push(("duty-removed", route, words, edge, Edge::TRUE));
    }
    for slot in &rules.reviews.reviews {
        let id = &slot.review.is.id;
        for modality in shown_reviews::modalities(rules, id) {
            let edge = shown_reviews::called_for(&mut prover.world, 0, rules, slot, modality);
            let words = format!("makes `{id}` less firmly called for");
            let item = format!("{id}:{}", modality.word());
            all.push(("review-less-firm", item, words, edge, Edge::TRUE));
        }
    }
    all.extend(times(prover));
    let watched = |(code, item, words, edge, still)| {
        let helping = prover.world.circuit.helping(edge);
        Watched { code, item, words, edge, still, helping }
    };
    all.into_iter().map(watched).collect()
}
