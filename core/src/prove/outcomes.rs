//! Is there one outcome for every case?
//!
//! A subject with levels always stands on exactly one: the highest that is reached, or the first.
//! So what can go wrong is that no case is left at all, that a level is one nobody can reach or
//! leave, or that somebody is no subject of the pack though people younger and older are.

use super::circuit::Edge;
use super::finding::Claim;
use super::prover::{Defect, Prover};
use super::sat::Spent;
use super::{shown, shown_reviews};
use crate::pack::For;

pub(super) fn prove(prover: &mut Prover<'_>) {
    let Some(rules) = prover.rules() else { return };
    let subject = rules.subject().to_owned();
    prover.decide(Claim::OneOutcome, &subject, |prover| {
        let some = prover.can(&[])?;
        Ok((!some).then(|| Defect {
            code: "no-case",
            items: vec![subject.clone()],
            words: format!("No answers about subject `{subject}` can stand together."),
            fixtures: Vec::new(),
        }))
    });
    if matches!(prover.can(&[]), Ok(false)) {
        return;
    }
    for level in rules.levels() {
        let number = level.number;
        prover.decide(Claim::OneOutcome, &format!("level-{number}"), |prover| {
            let here = shown::belongs(&mut prover.world, 0, &For::Level(number));
            if prover.can(&[here])? {
                return Ok(None);
            }
            let above = shown::level(&mut prover.world, 0, number.saturating_add(1));
            let domain = prover.domain.clone();
            let fixtures = if above == Edge::FALSE {
                Vec::new()
            } else {
                let answers = prover.case(above, &domain)?;
                let story = "Whoever stands as high stands higher.";
                vec![prover.fixture(0, &answers, &format!("level-{number}-passed-over"), story)]
            };
            Ok(Some(Defect {
                code: "level-not-reached",
                items: vec![format!("level-{number}")],
                words: format!("No case stands at level {number}."),
                fixtures,
            }))
        });
    }
}

/// Every way in which a review can be called for is there in some case, and where it is said of a
/// review who decides, somebody does in every case in which it may be held.
pub(super) fn of_reviews(prover: &mut Prover<'_>) {
    let Some(rules) = prover.rules() else { return };
    if matches!(prover.can(&[]), Ok(false)) {
        return;
    }
    for slot in &rules.reviews.reviews {
        let id = &slot.review.is.id;
        let mut firmer = Edge::FALSE;
        for modality in shown_reviews::modalities(&rules, id) {
            let reached = shown_reviews::called_for(&mut prover.world, 0, &rules, slot, modality);
            let above = std::mem::replace(&mut firmer, reached);
            let item = format!("{id}:{}", modality.word());
            prover.decide(Claim::OneOutcome, &item.clone(), |prover| {
                if prover.can(&[reached, above.not()])? {
                    return Ok(None);
                }
                Ok(Some(Defect {
                    code: "firmness-not-reached",
                    items: vec![id.clone(), modality.word().to_owned()],
                    words: format!("In no case is `{id}` called for as `{}`.", modality.word()),
                    fixtures: Vec::new(),
                }))
            });
        }
    }
    for (id, nobody) in shown_reviews::deciders(&mut prover.world, 0, &rules) {
        prover.decide(Claim::OneOutcome, &format!("{id}:decides"), |prover| {
            if !prover.can(&[nobody])? {
                return Ok(None);
            }
            let domain = prover.domain.clone();
            let answers = prover.case(nobody, &domain)?;
            let story = "The review may be held, and of nobody is it said that they decide.";
            let fixture = prover.fixture(0, &answers, &format!("{id}-nobody-decides"), story);
            Ok(Some(Defect {
                code: "nobody-decides",
                items: vec![id.clone()],
                words: format!("There are cases in which nobody decides about `{id}`."),
                fixtures: vec![fixture],
            }))
        });
    }
}

/// Nobody stands between two people who are subjects without being one.
pub(super) fn nobody_between(prover: &mut Prover<'_>) {
    let births: Vec<usize> = (0..prover.world.slots.len())
        .filter(|slot| prover.world.slots.get(*slot).is_some_and(|slot| slot.birth))
        .collect();
    for slot in births {
        let fact = prover.world.slots.get(slot).map_or_else(String::new, |slot| slot.fact.clone());
        prover.decide(Claim::OneOutcome, &fact, |prover| between(prover, slot));
    }
}

fn between(prover: &mut Prover<'_>, slot: usize) -> Result<Option<Defect>, Spent> {
    let mut applies = Vec::new();
    for (index, rules) in prover.world.rules.clone().iter().enumerate() {
        applies.push(prover.world.edge(index, rules.applies.pair.holds));
    }
    let somebody = prover.world.circuit.any(applies);
    let count = prover.world.slots.get(slot).map_or(0, |slot| slot.answers.len());
    let of_cells: Vec<Edge> =
        (0..count).flat_map(|cell| prover.fixed(&[somebody], slot, cell)).collect();
    for cell in 1..count.saturating_sub(1) {
        let (younger, own, older) = (
            of_cells.get(..cell).unwrap_or(&[]).to_vec(),
            of_cells.get(cell).copied().unwrap_or(Edge::TRUE),
            of_cells.get(cell.saturating_add(1)..).unwrap_or(&[]).to_vec(),
        );
        let before = prover.world.circuit.any(younger);
        let after = prover.world.circuit.any(older);
        let gap = prover.world.circuit.all([before, after, own.not()]);
        if prover.world.can(&[gap], &[], prover.work)? {
            let mut answers = prover.case(gap, &[])?;
            answers.push((slot, cell));
            answers.sort_unstable();
            let story = "Somebody younger is a subject of the pack, and somebody older is.";
            let fixtures = (0..prover.world.rules.len())
                .map(|one| prover.fixture(one, &answers, &format!("nobody-{one}"), story));
            let subjects = prover.world.rules.iter().map(|rules| rules.subject().to_owned());
            return Ok(Some(Defect {
                code: "nobodys-age",
                items: subjects.collect(),
                words: "At some ages nobody is a subject, though people younger and older are."
                    .to_owned(),
                fixtures: fixtures.collect(),
            }));
        }
    }
    Ok(None)
}
