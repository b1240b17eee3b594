//! Which facts can still change what is decided: exactly those for which two fillings that
//! differ in nothing else give different outcomes.

use super::exact::{Bounds, Search};
use super::known::Known;
use crate::compile::{AnyGoal, NodeId, VariableKind, bits};

/// Finds out what can still change an undecided goal.
pub(crate) struct Mattering<'s, 'k> {
    search: &'s Search<'k>,
    known: &'k Known,
    bounds: Bounds,
}

impl<'s, 'k> Mattering<'s, 'k> {
    pub(crate) fn new(search: &'s Search<'k>, known: &'k Known) -> Mattering<'s, 'k> {
        Mattering { search, known, bounds: search.bounds() }
    }

    /// Whether a variable can change an undecided goal.
    pub(crate) fn goal(&self, goal: &AnyGoal, variable: u16) -> bool {
        match self.at_a_glance(goal, variable) {
            Some(matters) => matters,
            None => self.search.can_flip(&goal.nodes, variable, &self.bounds),
        }
    }

    /// Whether a variable can change an undecided condition.
    pub(crate) fn condition(&self, holds: NodeId, variable: u16) -> bool {
        self.search.can_flip(&[holds], variable, &self.bounds)
    }

    /// The two common cases, decided without a search.
    ///
    /// A variable with an open literal that suffices alone always matters to an undecided goal:
    /// take a filling in which the goal fails, and move the variable to that literal.
    /// A variable in a conjunction matters if the goal still fails when the rest of the
    /// conjunction holds and everything else is at its lowest.
    fn at_a_glance(&self, goal: &AnyGoal, variable: u16) -> Option<bool> {
        let declared = self.known.rules.variables.get(usize::from(variable))?;
        let range =
            declared.first_literal..declared.first_literal.saturating_add(declared.literals);
        let is_open = |literal: &u16| self.known.is_open(*literal);
        if !range.clone().any(|literal| is_open(&literal)) {
            return Some(false);
        }
        if range.clone().any(|literal| is_open(&literal) && bits::has(&goal.units, literal)) {
            return Some(true);
        }
        if self.search.is_entangled() {
            return None;
        }
        let mut found_any = false;
        for term in &goal.terms {
            if !term.iter().any(|literal| range.contains(literal) && is_open(literal)) {
                continue;
            }
            found_any = true;
            if self.term_matters(goal, term, &range) {
                return Some(true);
            }
        }
        if !found_any && goal.is_flat() { Some(false) } else { None }
    }

    fn term_matters(&self, goal: &AnyGoal, term: &[u16], range: &std::ops::Range<u16>) -> bool {
        let rules = &self.known.rules;
        let mut certain = self.bounds.certain.clone();
        for literal in term {
            if range.contains(literal) {
                continue;
            }
            if !bits::has(&self.bounds.possible, *literal) {
                return false;
            }
            if !self.known.is_open(*literal) {
                continue;
            }
            if !self.can_hold_alone(*literal) {
                return false;
            }
            bits::put(&mut certain, *literal, true);
        }
        !goal.holds(&certain, &rules.nodes)
    }
}

impl Mattering<'_, '_> {
    /// Whether the literal's variable has a cell in which it holds and no other literal does.
    fn can_hold_alone(&self, literal: u16) -> bool {
        let rules = &self.known.rules;
        let Some(known) = rules.literals.get(usize::from(literal)) else { return false };
        let Some(variable) = rules.variables.get(usize::from(known.variable)) else { return false };
        if matches!(variable.kind, VariableKind::Flag | VariableKind::Included(_)) {
            return true;
        }
        let alone = 1_u64 << (literal.saturating_sub(variable.first_literal) & 63);
        self.search.cells(known.variable, &self.bounds).contains(&alone)
    }
}

impl Search<'_> {
    /// Whether two fillings that differ in the variable alone differ in whether any of the
    /// conditions holds.
    ///
    /// When the limit is reached it says yes: a question too many rather than one too few.
    pub(super) fn can_flip(&self, conditions: &[NodeId], variable: u16, bounds: &Bounds) -> bool {
        if !self.step() {
            return true;
        }
        let nodes = &self.rules.nodes;
        let flat = self.flattened(conditions);
        if flat.iter().any(|node| nodes.holds(*node, &bounds.certain)) {
            return false;
        }
        let live: Vec<NodeId> =
            flat.into_iter().filter(|node| nodes.holds(*node, &bounds.possible)).collect();
        let open = self.open_literals(&live, bounds);
        let variables = self.variables_of(&open);
        if !variables.contains(&variable) {
            return false;
        }
        let mut own: Vec<NodeId> = Vec::new();
        for (group, shared) in self.groups(&live, &variables, bounds) {
            if shared.contains(&variable) {
                own = group;
            } else if self.always(&group, bounds) {
                return false;
            }
        }
        self.group_can_flip(&own, variable, bounds)
    }

    /// The same for conditions that hang together.
    fn group_can_flip(&self, group: &[NodeId], variable: u16, bounds: &Bounds) -> bool {
        let counts = self.occurrences(group, bounds);
        let is_other = |(other, _): &&(u16, u32)| *other != variable;
        let most = counts
            .iter()
            .filter(is_other)
            .max_by_key(|(other, count)| (*count, std::cmp::Reverse(*other)));
        let own_count = counts.iter().find(|(other, _)| *other == variable).map_or(0, |(_, n)| *n);
        match most {
            // Every undecided variable occurs once, so none of them is idle.
            Some((_, 1)) | None if own_count == 1 => true,
            Some((other, _)) => self
                .cells(*other, bounds)
                .into_iter()
                .any(|cell| self.can_flip(group, variable, &self.narrowed(*other, cell, bounds))),
            None => {
                let cells = self.cells(variable, bounds);
                let mut outcomes = cells.into_iter().map(|cell| {
                    let settled = self.narrowed(variable, cell, bounds);
                    group.iter().any(|node| self.rules.nodes.holds(*node, &settled.certain))
                });
                let first = outcomes.next();
                first.is_some_and(|first| outcomes.any(|other| other != first))
            }
        }
    }
}
