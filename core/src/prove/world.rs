//! The rules of one or two subjects as one circuit, with the solver that is asked about it.

use super::asked::Asked;
use super::cells::{Apart, Given, Place, Slot, slots_of};
use super::circuit::{Circuit, Edge, Gate};
use super::sat::{Spent, Work};
use super::seen::Seen;
use crate::compile::{Node, NodeId, Ruleset, bits};
use crate::date::Day;
use crate::evaluate::Known;
use crate::reviews::ReviewRules;
use std::collections::HashSet;
use std::sync::Arc;

/// Rule sets over common questions, and everything that has been asked of them so far.
pub(super) struct World {
    pub rules: Vec<Arc<Ruleset>>,
    /// For rule sets about reviews, all rules of their packs, with which cases are told.
    pub reviews: Vec<Arc<ReviewRules>>,
    pub slots: Vec<Slot>,
    pub circuit: Circuit,
    /// Knows a few gates, those that small questions need.
    small: Asked,
    large: Asked,
    seen: Seen,
    /// The cells of the slots in the case found last.
    found: Vec<usize>,
    /// For each rule set the edges of its nodes.
    nodes: Vec<Vec<Edge>>,
    /// For each rule set the places of its variables.
    places: Vec<Vec<Place>>,
    /// For each rule set and fact its slots.
    of_facts: Vec<Vec<Vec<usize>>>,
}

impl World {
    pub(super) fn of(rules: &[(Arc<Ruleset>, Day)]) -> World {
        World::with(rules, Apart::Third)
    }

    /// The rules of the days on which one thing can have happened: dates of each day are answered by
    /// themselves.
    pub(super) fn of_days(rules: &[(Arc<Ruleset>, Day)]) -> World {
        World::with(rules, Apart::Dates)
    }

    fn with(rules: &[(Arc<Ruleset>, Day)], apart: Apart) -> World {
        let borrowed: Vec<(&Ruleset, Day)> =
            rules.iter().map(|(rules, day)| (&**rules, *day)).collect();
        let (slots, places) = slots_of(&borrowed, apart);
        let counts: Vec<usize> = slots.iter().map(|slot| slot.answers.len()).collect();
        let mut world = World {
            rules: rules.iter().map(|(rules, _)| Arc::clone(rules)).collect(),
            reviews: Vec::new(),
            circuit: Circuit::new(),
            seen: Seen::of(&counts),
            found: vec![0; counts.len()],
            small: Asked::new(counts.clone()),
            large: Asked::new(counts),
            nodes: Vec::new(),
            of_facts: Vec::new(),
            places: Vec::new(),
            slots,
        };
        for (ruleset, places) in world.rules.clone().iter().zip(&places) {
            let nodes = world.edges_of(ruleset, places);
            world.nodes.push(nodes);
            let of_facts = ruleset.facts.iter().map(|fact| {
                let variables = ruleset.variables_of(fact);
                let slots = variables.filter_map(|(index, _)| places.get(usize::from(index)));
                slots.map(|place| place.slot).collect()
            });
            world.of_facts.push(of_facts.collect());
        }
        world.places = places;
        world
    }

    fn edges_of(&mut self, ruleset: &Ruleset, places: &[Place]) -> Vec<Edge> {
        let mut edges: Vec<Edge> = Vec::with_capacity(ruleset.nodes.list().len());
        for node in ruleset.nodes.list() {
            let of = |parts: &[NodeId]| -> Vec<Edge> {
                let edges = parts.iter().map(|part| edges.get(*part as usize).copied());
                edges.map(|edge| edge.unwrap_or(Edge::FALSE)).collect()
            };
            let edge = match node {
                Node::Constant(true) => Edge::TRUE,
                Node::Constant(false) => Edge::FALSE,
                Node::Literal(literal) => {
                    let declared = ruleset.literals.get(usize::from(*literal));
                    let place = declared.and_then(|one| {
                        let place = places.get(usize::from(one.variable))?;
                        let variable = ruleset.variables.get(usize::from(one.variable))?;
                        let index = literal.checked_sub(variable.first_literal)?;
                        Some((place.slot, place.literals.get(usize::from(index))?))
                    });
                    match place {
                        Some((slot, cells)) => self.circuit.is_in(slot, cells),
                        None => Edge::FALSE,
                    }
                }
                Node::All(parts) => self.circuit.all(of(parts)),
                Node::Any(parts) => self.circuit.any(of(parts)),
                Node::AtLeast(n, parts) => self.circuit.at_least(usize::from(*n), of(parts)),
            };
            edges.push(edge);
        }
        edges
    }

    /// An answer on another day: a day of the case so far from it as before, where the rules
    /// judge that alike, or else as it is.
    pub(super) fn moved(
        &self,
        ruleset: usize,
        slot: &Slot,
        given: &Given,
        (from, to): (Day, Day),
    ) -> Given {
        let Given::Day(day) = given else { return given.clone() };
        let Some(rules) = self.rules.get(ruleset) else { return given.clone() };
        if from == to || slot.against_setting {
            return given.clone();
        }
        let moved = moved_day(*day, from, to);
        let judged = |day: Day, as_of: Day| same_fact(rules, &slot.fact, day, as_of);
        if judged(moved, to) == judged(*day, from) { Given::Day(moved) } else { given.clone() }
    }

    /// For each slot the cells in which it can stand by what is known; and whether cells can tell all
    /// that is known.
    pub(super) fn given(&self, ruleset: usize, known: &Known) -> (Vec<Vec<usize>>, bool) {
        let all = |slot: &Slot| (0..slot.answers.len()).collect::<Vec<usize>>();
        let mut given: Vec<Vec<usize>> = self.slots.iter().map(all).collect();
        let (Some(rules), Some(places)) = (self.rules.get(ruleset), self.places.get(ruleset))
        else {
            return (given, false);
        };
        for (variable, place) in rules.variables.iter().zip(places) {
            let Some(cells) = given.get_mut(place.slot) else { continue };
            for (holds, literal) in place.literals.iter().zip(variable.first_literal..) {
                let is_certain = bits::has(&known.certain, literal);
                let is_possible = bits::has(&known.possible, literal);
                cells.retain(|cell| {
                    let holds = holds.get(*cell) == Some(&true);
                    if holds { is_possible } else { !is_certain }
                });
            }
        }
        // Where nothing fits, as for a day between two that were looked at, nothing is ruled out.
        let mut is_exact = true;
        for (given, slot) in given.iter_mut().zip(&self.slots) {
            if given.is_empty() {
                *given = all(slot);
                is_exact = false;
            }
        }
        (given, is_exact)
    }

    /// The gate of a condition of one of the rule sets.
    pub(super) fn edge(&self, ruleset: usize, node: NodeId) -> Edge {
        let edges = self.nodes.get(ruleset);
        edges.and_then(|edges| edges.get(node as usize)).copied().unwrap_or(Edge::FALSE)
    }

    /// One of these conditions.
    pub(super) fn any_of(&mut self, ruleset: usize, nodes: &[NodeId]) -> Edge {
        let edges: Vec<Edge> = nodes.iter().map(|node| self.edge(ruleset, *node)).collect();
        self.circuit.any(edges)
    }

    /// The slots of a fact of one of the rule sets.
    pub(super) fn slots_of(&self, ruleset: usize, fact: usize) -> &[usize] {
        let facts = self.of_facts.get(ruleset);
        facts.and_then(|facts| facts.get(fact)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn answer(&self, slot: usize, cell: usize) -> Option<&Given> {
        self.slots.get(slot).and_then(|slot| slot.answers.get(cell))
    }

    /// Whether these can hold together where the slots stand in the cells given.
    pub(super) fn can(
        &mut self,
        edges: &[Edge],
        given: &[(usize, usize)],
        work: &Work,
    ) -> Result<bool, Spent> {
        if edges.contains(&Edge::FALSE) {
            return Ok(false);
        }
        work.spend(1);
        let is_given =
            |case: &[usize]| given.iter().all(|(slot, cell)| case.get(*slot) == Some(cell));
        if let Some(case) = self.seen.find(&self.circuit, edges, is_given) {
            self.found = case;
            return Ok(true);
        }
        let few = self.circuit.few_of(edges, SMALL);
        let (few, rest) = edges.split_at(few);
        let mut can = self.small.can(&self.circuit, few, given, &[], work)?;
        if can {
            self.found = self.plainest(few, given);
            if !self.holds_in_found(rest, work) {
                can = self.large.can(&self.circuit, edges, given, &[], work)?;
                if can {
                    self.found = found(&self.large);
                }
            }
        }
        if can {
            self.seen.keep(self.found.clone());
        }
        Ok(can)
    }

    /// A case in which the first of these hold, as many as a small question bears, with nothing
    /// answered that they do not need.
    pub(super) fn plain(
        &mut self,
        edges: &[Edge],
        work: &Work,
    ) -> Result<Option<Vec<usize>>, Spent> {
        let few = self.circuit.few_of(edges, SMALL);
        let few = edges.get(..few).unwrap_or(edges);
        let can = self.small.can(&self.circuit, few, &[], &[], work)?;
        Ok(can.then(|| self.plainest(few, &[])))
    }

    /// What the small questions found, without what these do not need.
    fn plainest(&self, edges: &[Edge], given: &[(usize, usize)]) -> Vec<usize> {
        let mut cells = vec![0; self.slots.len()];
        let mut found = self.small.found();
        for position in self.circuit.cone(edges) {
            if let Gate::In(slot, _) = self.circuit.gate(position)
                && let Some(Some(cell)) = found.get_mut(*slot).map(Option::take)
                && let Some(place) = cells.get_mut(*slot)
            {
                *place = cell;
            }
        }
        for (slot, cell) in given {
            if let Some(place) = cells.get_mut(*slot) {
                *place = *cell;
            }
        }
        cells
    }

    /// As few of these as the solver needed to see that they cannot hold together; all of them
    /// where they can.
    pub(super) fn contradicting(
        &mut self,
        edges: &[Edge],
        work: &Work,
    ) -> Result<Vec<Edge>, Spent> {
        if self.large.can(&self.circuit, edges, &[], &[], work)? {
            return Ok(edges.to_vec());
        }
        Ok(edges.iter().copied().filter(|edge| self.large.is_to_blame(*edge)).collect())
    }

    /// Whether these hold in the case found last.
    fn holds_in_found(&self, edges: &[Edge], work: &Work) -> bool {
        if edges.is_empty() {
            return true;
        }
        let cone = self.circuit.cone(edges);
        work.spend(u64::try_from(cone.len()).unwrap_or(u64::MAX));
        let values = self.circuit.values(&cone, &self.found);
        edges.iter().all(|edge| values.is(*edge))
    }

    /// Whether these can hold together where some slots are given and of others some cells are left.
    pub(super) fn can_within(
        &mut self,
        edges: &[Edge],
        given: &[(usize, usize)],
        without: &[(usize, usize)],
        work: &Work,
    ) -> Result<bool, Spent> {
        let can = self.large.can(&self.circuit, edges, given, without, work)?;
        if can {
            self.found = found(&self.large);
            // What nobody asked of stands in the first cell that is left.
            let without: HashSet<&(usize, usize)> = without.iter().collect();
            for (slot, cell) in self.found.iter_mut().enumerate() {
                while without.contains(&(slot, *cell)) {
                    *cell = cell.saturating_add(1);
                }
            }
        }
        Ok(can)
    }

    /// Where these cannot hold together without some cells, those of them that are enough for it.
    pub(super) fn ruled_out(
        &mut self,
        edges: &[Edge],
        without: &[(usize, usize)],
        work: &Work,
    ) -> Result<Option<Vec<(usize, usize)>>, Spent> {
        if edges.contains(&Edge::FALSE) {
            return Ok(Some(Vec::new()));
        }
        work.spend(1);
        let is_left =
            |case: &[usize]| without.iter().all(|(slot, cell)| case.get(*slot) != Some(cell));
        if let Some(case) = self.seen.find(&self.circuit, edges, is_left) {
            self.found = case;
            return Ok(None);
        }
        if self.can_within(edges, &[], without, work)? {
            self.seen.keep(self.found.clone());
            return Ok(None);
        }
        let blamed = without.iter().filter(|(slot, cell)| self.large.is_ruled_out(*slot, *cell));
        Ok(Some(blamed.copied().collect()))
    }

    /// Where every slot stands in what was found last.
    pub(super) fn found(&self) -> Vec<usize> {
        self.found.clone()
    }
}

/// A question about so many gates is a small one.
const SMALL: usize = 400;

fn found(asked: &Asked) -> Vec<usize> {
    asked.found().into_iter().map(|cell| cell.unwrap_or(0)).collect()
}

fn moved_day(day: Day, from: Day, to: Day) -> Day {
    let number = i64::from(day.number()) + i64::from(to.number()) - i64::from(from.number());
    u32::try_from(number).ok().and_then(Day::of_number).unwrap_or(day)
}

/// What the comparisons of a fact say of a day.
fn same_fact(rules: &Ruleset, fact: &str, day: Day, as_of: Day) -> Vec<bool> {
    let of_fact = rules.fact_slot(fact);
    let variables = rules.variables.iter().filter(|variable| Some(variable.fact) == of_fact);
    let kinds = variables.flat_map(|variable| rules.kinds_of(variable));
    kinds.map(|kind| kind.over_days(day, day, as_of).0).collect()
}
