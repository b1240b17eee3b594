//! Does a local pack ever fall below the one that it extends?

use super::circuit::Edge;
use super::finding::Claim;
use super::prover::{Defect, Prover};
use super::{shown, shown_reviews};
use crate::compile::Ruleset;

/// Rule set 0 is the local one, 1 the base's.
pub(super) fn prove(prover: &mut Prover<'_>, base: &str) {
    let of_base = shown::domain(&mut prover.world, 1);
    prover.domain.extend(of_base);
    let (Some(local), Some(below)) = (prover.rules(), prover.world.rules.get(1).cloned()) else {
        return;
    };
    // Levels of another number of steps mean something else by the same number.
    if local.levels().count() == below.levels().count() {
        for reach in below.reach.iter().rev() {
            let lost = {
                let national = shown::level(&mut prover.world, 1, reach.number);
                let own = shown::level(&mut prover.world, 0, reach.number);
                prover.world.circuit.all([national, own.not()])
            };
            let item = format!("level-{}", reach.number);
            let words = format!("There are cases that `{base}` puts at a higher level.");
            below_base(prover, "below-base-level", item, words, lost);
        }
    }
    of_reviews(prover, base, (&local, &below));
    let own = shown::duties(&prover.world, 0);
    for (route, national) in shown::duties(&prover.world, 1) {
        let held = own.iter().find(|(id, _)| *id == route).map_or(Edge::FALSE, |(_, edge)| *edge);
        let lost = prover.world.circuit.all([national, held.not()]);
        let words = format!("There are cases in which `{base}` has the duty `{route}` alone.");
        below_base(prover, "below-base-duty", route, words, lost);
    }
    let own = shown::limits(&mut prover.world, 0);
    for national in shown::limits(&mut prover.world, 1) {
        let Some(own) = own.iter().find(|own| own.is_like(&national)) else { continue };
        let still = prover.world.circuit.any(own.steps.iter().map(|(_, edge, _)| *edge));
        for (length, _, step) in &national.steps {
            let up_to = |steps: &[(u32, Edge, String)]| -> Vec<Edge> {
                steps.iter().filter(|(own, ..)| own <= length).map(|(_, edge, _)| *edge).collect()
            };
            let (there, here) = (up_to(&national.steps), up_to(&own.steps));
            let in_time = prover.world.circuit.any(there);
            let as_soon = prover.world.circuit.any(here);
            let lost = prover.world.circuit.all([in_time, still, as_soon.not()]);
            let words = format!("There are cases for which `{base}` allows less time.");
            below_base(prover, "below-base-deadline", step.clone(), words, lost);
        }
    }
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
            below_base(prover, "below-base-review", item, words, lost);
        }
    }
}

fn below_base(
    prover: &mut Prover<'_>,
    code: &'static str,
    item: String,
    words: String,
    lost: Edge,
) {
    prover.decide(Claim::NotBelowBase, &item.clone(), |prover| {
        if !prover.can(&[lost])? {
            return Ok(None);
        }
        let domain = prover.domain.clone();
        let answers = prover.case(lost, &domain)?;
        let fixtures = [(0, "here"), (1, "in the base")].map(|(ruleset, word)| {
            let story = format!("What is answered {word}.");
            prover.fixture(ruleset, &answers, &format!("{item}-{ruleset}"), &story)
        });
        Ok(Some(Defect { code, items: vec![item], words, fixtures: fixtures.to_vec() }))
    });
}
