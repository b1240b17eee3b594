//! Is there a part of a rule that can never change whether the rule holds?

use super::circuit::Edge;
use super::elsewhere::Elsewhere;
use super::prover::{Defect, Prover};
use super::sat::{Spent, Work};
use super::world::World;
use crate::compile::{Part, PartKind, RuleSlot, Ruleset};

/// Rules, by position, that another pack may put in its own words, and what they are to say.
type Open<'r> = (&'r [usize], Edge);

/// Every rule says what it says.
pub(super) const NONE_OPEN: Open<'static> = (&[], Edge::TRUE);

/// A part whose truth never changes that of the rule, whatever else is answered.
pub(super) fn without_effect(
    prover: &mut Prover<'_>,
    slot: &RuleSlot,
    elsewhere: &mut Elsewhere,
) -> Result<Option<Defect>, Spent> {
    let Some(path) = idle_below(prover, slot, &slot.part, &mut Vec::new(), elsewhere)? else {
        return Ok(None);
    };
    let id = &slot.rule.is.id;
    let place: Vec<String> = path.iter().map(usize::to_string).collect();
    let place = format!("{}/{}", slot.rule.at, place.join("/"));
    let holds = prover.world.edge(0, slot.part.pair.holds);
    let domain = prover.domain.clone();
    let answers = prover.case(holds, &domain)?;
    let story = "The rule holds by its other parts alone.";
    let fixtures = vec![prover.fixture(0, &answers, &format!("{id}-part"), story)];
    let words = format!("A part of rule `{id}` can never change whether the rule holds.");
    Ok(Some(Defect {
        code: "part-without-effect",
        items: vec![id.clone(), place],
        words,
        fixtures,
    }))
}

/// The way to the outermost such part, as positions among parts.
fn idle_below(
    prover: &mut Prover<'_>,
    slot: &RuleSlot,
    part: &Part,
    path: &mut Vec<usize>,
    elsewhere: &mut Elsewhere,
) -> Result<Option<Vec<usize>>, Spent> {
    for (index, inner) in part.parts.iter().enumerate() {
        path.push(index);
        if !decides(&mut prover.world, &slot.part, path, NONE_OPEN, prover.work)? {
            if spares_a_question(prover, part, index)? {
                path.pop();
                continue;
            }
            if !decides_above(prover, slot, path, elsewhere)?
                && !elsewhere.decides(slot, path, prover.work)?
            {
                return Ok(Some(path.clone()));
            }
        }
        if let Some(found) = idle_below(prover, slot, inner, path, elsewhere)? {
            return Ok(Some(found));
        }
        path.pop();
    }
    Ok(None)
}

/// Whether a part decides once a rule that is referred to is what another pack can make of it.
fn decides_above(
    prover: &mut Prover<'_>,
    slot: &RuleSlot,
    path: &[usize],
    elsewhere: &Elsewhere,
) -> Result<bool, Spent> {
    let Some(rules) = prover.rules() else { return Ok(false) };
    let open = elsewhere.open(&rules);
    if open.is_empty() {
        return Ok(false);
    }
    for said in [Edge::TRUE, Edge::FALSE] {
        if decides(&mut prover.world, &slot.part, path, (&open, said), prover.work)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a part decides a rule in some case by being true, and in another by being false.
/// Rules that are open say what is given.
pub(super) fn decides(
    world: &mut World,
    whole: &Part,
    path: &[usize],
    open: Open<'_>,
    work: &Work,
) -> Result<bool, Spent> {
    let inner = path.iter().try_fold(whole, |part, index| part.parts.get(*index));
    let Some(inner) = inner else { return Ok(false) };
    let with = with_part(world, whole, path, (Edge::TRUE, open));
    let without = with_part(world, whole, path, (Edge::FALSE, open));
    let differ = world.circuit.differ(with, without);
    let own = world.edge(0, inner.pair.holds);
    let is_true = world.circuit.all([own, differ]);
    let is_false = world.circuit.all([own.not(), differ]);
    Ok(world.can(&[is_true], &[], work)? && world.can(&[is_false], &[], work)?)
}

/// Whether a part settles those beside it where one of their questions is not put, so that an
/// answer nobody was asked for does not count as missing.
fn spares_a_question(prover: &mut Prover<'_>, around: &Part, index: usize) -> Result<bool, Spent> {
    let (Some(rules), Some(part)) = (prover.rules(), around.parts.get(index)) else {
        return Ok(false);
    };
    let own = prover.world.edge(0, part.pair.holds);
    let settles = match around.kind {
        PartKind::All => own.not(),
        PartKind::Any => own,
        _ => return Ok(false),
    };
    if !prover.world.can(&[settles], &[], prover.work)? {
        return Ok(false);
    }
    let beside = around.parts.iter().enumerate().filter(|(at, _)| *at != index);
    let mut facts = Vec::new();
    beside.for_each(|(_, part)| compared(part, &mut facts));
    let puts: Vec<Edge> = facts.iter().filter_map(|fact| put(prover, &rules, *fact)).collect();
    for put in puts {
        let is_put = prover.world.can(&[put], &[], prover.work)?;
        if is_put && !prover.world.can(&[put, settles], &[], prover.work)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// When the question about a fact is put, where that is not always.
fn put(prover: &Prover<'_>, rules: &Ruleset, fact: u16) -> Option<Edge> {
    let asked_when = rules.fact(fact)?.asked_when.as_ref()?;
    Some(prover.world.edge(0, asked_when.pair.holds))
}

/// The facts that a part itself compares; rules that it refers to look after theirs.
fn compared(part: &Part, found: &mut Vec<u16>) {
    if let PartKind::Fact(fact, _) = part.kind {
        found.push(fact);
    }
    part.parts.iter().for_each(|part| compared(part, found));
}

/// The condition with one part of it put as given, with open rules saying what is given.
fn with_part(
    world: &mut World,
    part: &Part,
    path: &[usize],
    (put, open): (Edge, Open<'_>),
) -> Edge {
    let Some((next, rest)) = path.split_first() else { return put };
    let mut parts = Vec::new();
    for (index, inner) in part.parts.iter().enumerate() {
        let edge = if index == *next {
            with_part(world, inner, rest, (put, open))
        } else {
            with_open(world, inner, open)
        };
        parts.push(edge);
    }
    joined(world, part, parts)
}

fn with_open(world: &mut World, part: &Part, open: Open<'_>) -> Edge {
    let (rules, said) = open;
    match part.kind {
        PartKind::Rule(rule) if rules.contains(&usize::from(rule)) => said,
        _ if rules.is_empty() => world.edge(0, part.pair.holds),
        _ => {
            let parts = part.parts.iter().map(|part| with_open(world, part, open)).collect();
            joined(world, part, parts)
        }
    }
}

fn joined(world: &mut World, part: &Part, parts: Vec<Edge>) -> Edge {
    match part.kind {
        PartKind::All => world.circuit.all(parts),
        PartKind::Any => world.circuit.any(parts),
        PartKind::Not => parts.first().map_or(Edge::FALSE, |part| part.not()),
        PartKind::AtLeast(n) => world.circuit.at_least(usize::from(n), parts),
        PartKind::Fact(..) | PartKind::Rule(_) => world.edge(0, part.pair.holds),
    }
}
