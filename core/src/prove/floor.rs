//! Does a local pack ever fall below the one that it extends?
//!
//! Cases are those of the base. Where only the local pack says that answers contradict each other it
//! still answers them, so they count; they are looked at where no other case shows the finding.
//! An exception is declared with the consistency rule (`only_here`), with its reason and citation.

use super::acts::{Doing, Of, acts};
use super::circuit::Edge;
use super::finding::{Claim, Declared};
use super::prover::{Defect, Prover};
use super::sat::Spent;
use super::smallest::Answers;
use super::{shown, shown_reviews};
use crate::compile::Ruleset;
use crate::fact::Exception;
use crate::pack::For;

/// Rule set 0 is the local one, 1 the base's.
pub(super) fn prove(prover: &mut Prover<'_>, base: &str) {
    prover.domain = shown::domain(&mut prover.world, 1);
    let (Some(local), Some(below)) = (prover.rules(), prover.world.rules.get(1).cloned()) else {
        return;
    };
    // Levels of another number of steps mean something else by the same number.
    let alike = local.levels().count() == below.levels().count();
    if alike {
        let applies = prover.world.edge(0, local.applies.pair.holds);
        for reach in below.reach.iter().rev() {
            let lost = {
                let national = shown::level(&mut prover.world, 1, reach.number);
                let own = shown::level(&mut prover.world, 0, reach.number);
                let own = prover.world.circuit.all([applies, own]);
                prover.world.circuit.all([national, own.not()])
            };
            let item = format!("level-{}", reach.number);
            let words = format!("There are cases that `{base}` puts at a higher level.");
            below_base(prover, "below-base-level", (item, words), lost, Edge::FALSE);
        }
    }
    of_reviews(prover, base, (&local, &below));
    let own = shown::duties(&prover.world, 0);
    for (route, national) in shown::duties(&prover.world, 1) {
        let held = own.iter().find(|(id, _)| *id == route).map_or(Edge::FALSE, |(_, edge)| *edge);
        let lost = prover.world.circuit.all([national, held.not()]);
        let words = format!("There are cases in which `{base}` has the duty `{route}` alone.");
        below_base(prover, "below-base-duty", (route, words), lost, Edge::FALSE);
    }
    for act in acts(&mut prover.world, &[0, 1]) {
        let (own, national): (Vec<&Doing>, Vec<&Doing>) =
            act.iter().partition(|doing| doing.ruleset == 0);
        for doing in national {
            let due = due(prover, doing, &own, (&local, &below), alike);
            of_time(prover, base, doing, &own, due);
        }
    }
}

/// When the act of the base is to be done here too: where what it belongs to is reached, or whatever
/// takes its place is shown.
fn due(
    prover: &mut Prover<'_>,
    doing: &Doing,
    own: &[&Doing],
    (local, below): (&Ruleset, &Ruleset),
    alike: bool,
) -> Edge {
    let world = &mut prover.world;
    let here = match &doing.belongs_to {
        Of::Step(For::Level(_)) if !alike => Edge::FALSE,
        Of::Step(to) => shown::belongs(world, 0, to),
        // Where the review cannot be held here that is another finding.
        Of::Review(review) => {
            let available = |ruleset: usize, rules: &Ruleset| {
                let mut all = rules.reviews.reviews.iter();
                let slot = all.find(|slot| slot.review.is.id == *review);
                slot.map_or(Edge::FALSE, |slot| world.edge(ruleset, slot.available.holds))
            };
            let (here, there) = (available(0, local), available(1, below));
            world.circuit.any([here, there.not()])
        }
    };
    let shown: Vec<Edge> = own.iter().map(|own| own.edge).chain([here]).collect();
    world.circuit.any(shown)
}

/// An act is to be done no later than the base says.
fn of_time(prover: &mut Prover<'_>, base: &str, doing: &Doing, own: &[&Doing], due: Edge) {
    if doing.time.is_none() {
        return;
    }
    let mut some = |least: &[Option<bool>]| {
        let some = own.iter().filter(|own| least.contains(&own.is_no_longer(doing)));
        prover.world.circuit.any(some.map(|own| own.edge))
    };
    let (in_time, perhaps) = (some(&[Some(true)]), some(&[Some(true), None]));
    let has_time = own.iter().any(|own| own.time.is_some());
    let lost = prover.world.circuit.all([doing.edge, due, perhaps.not()]);
    let open = prover.world.circuit.all([doing.edge, due, in_time.not()]);
    let words = if has_time {
        format!("There are cases for which `{base}` allows less time.")
    } else {
        format!("There are cases for which `{base}` allows less time; here there is no limit.")
    };
    below_base(prover, "below-base-deadline", (doing.id.clone(), words), lost, open);
}

/// No review that the base calls for is called for less firmly.
fn of_reviews(prover: &mut Prover<'_>, base: &str, (local, below): (&Ruleset, &Ruleset)) {
    for slot in &below.reviews.reviews {
        let id = &slot.review.is.id;
        let own = local.reviews.reviews.iter().find(|own| own.review.is.id == *id);
        for modality in shown_reviews::modalities(below, id) {
            let world = &mut prover.world;
            let national = shown_reviews::called_for(world, 1, below, slot, modality);
            let own = own.map_or(Edge::FALSE, |own| {
                shown_reviews::called_for(world, 0, local, own, modality)
            });
            let lost = world.circuit.all([national, own.not()]);
            let item = format!("{id}:{}", modality.word());
            let words = format!("There are cases in which `{base}` calls for `{id}` more firmly.");
            below_base(prover, "below-base-review", (item, words), lost, Edge::FALSE);
        }
    }
}

/// A finding where `lost` can hold; where only `open` can it is not decided.
fn below_base(
    prover: &mut Prover<'_>,
    code: &'static str,
    (item, words): (String, String),
    lost: Edge,
    open: Edge,
) {
    prover.decide(Claim::NotBelowBase, &item.clone(), |prover| {
        let of_base = prover.domain.clone();
        let consistent = shown::consistent(&mut prover.world, 0);
        let agreed: Vec<Edge> = of_base.iter().chain(&consistent).copied().collect();
        let defect = |prover: &Prover<'_>, answers: &Answers, items: Vec<String>, words: String| {
            let fixtures = [(0, "here"), (1, "in the base")].map(|(ruleset, word)| {
                let story = format!("What is answered {word}.");
                prover.fixture(ruleset, answers, &format!("{item}-{ruleset}"), &story)
            });
            let items = std::iter::once(item.clone()).chain(items).collect();
            Ok(Some(Defect { code, items, words, fixtures: fixtures.to_vec() }))
        };
        let all: Vec<Edge> = agreed.iter().chain([&lost]).copied().collect();
        if prover.world.can(&all, &[], prover.work)? {
            let answers = prover.case(lost, &agreed)?;
            return defect(prover, &answers, Vec::new(), words);
        }
        // Contradicting answers are answered all the same, so they count.
        for is_declared in [false, true] {
            let Some((contradicting, exception)) = contradiction(prover, is_declared) else {
                continue;
            };
            let lost = prover.world.circuit.all([lost, contradicting]);
            if !prover.can(&[lost])? {
                continue;
            }
            let answers = prover.case(lost, &of_base)?;
            let items = contradicted(prover, &answers)?;
            let words = format!("{words} This pack alone says that these answers contradict.");
            let found = defect(prover, &answers, items, words)?;
            let Some(exception) = exception else { return Ok(found) };
            if let Some(defect) = found {
                let found = prover.found(Claim::NotBelowBase, defect);
                let (because, cites) = (exception.words, exception.cites);
                prover.declare(Declared { found, because, cites });
            }
        }
        if open != Edge::FALSE && prover.can(&[open])? {
            // From another event, or counted so that it hangs on the days which is the longer.
            return Err(Spent);
        }
        Ok(None)
    });
}

/// That some rule of the local pack says that the answers contradict each other: one of those that
/// say why it is so only here, with the first of their reasons, or one of the others.
fn contradiction(prover: &mut Prover<'_>, is_declared: bool) -> Option<(Edge, Option<Exception>)> {
    let local = prover.rules()?;
    let rules = local.consistency.iter();
    let own: Vec<_> =
        rules.filter(|slot| slot.rule.is.only_here.is_some() == is_declared).collect();
    let nevers: Vec<Edge> =
        own.iter().map(|slot| prover.world.edge(0, slot.never.pair.holds)).collect();
    let exception = own.first().and_then(|slot| slot.rule.is.only_here.clone());
    (!own.is_empty()).then(|| (prover.world.circuit.any(nevers), exception))
}

/// The consistency rules of the local pack that answers break.
fn contradicted(prover: &mut Prover<'_>, answers: &[(usize, usize)]) -> Result<Vec<String>, Spent> {
    let Some(local) = prover.rules() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for rule in &local.consistency {
        let never = prover.world.edge(0, rule.never.pair.holds);
        if !prover.world.can(&[never.not()], answers, prover.work)? {
            found.push(rule.rule.is.id.clone());
        }
    }
    Ok(found)
}
