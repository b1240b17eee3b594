//! Which facts can still change what is decided: exactly those for which two fillings that
//! differ in nothing else give different outcomes.

use super::exact::{Bounds, Search};
use super::known::Known;
use crate::compile::{AnyGoal, NodeId, VariableKind, bits};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// The group of a variable that is in none.
const NO_GROUP: u16 = u16::MAX;

/// Finds out what can still change undecided goals; what it learns of a goal serves every fact.
pub(crate) struct Mattering<'s, 'k> {
    search: &'s Search<'k>,
    known: &'k Known,
    bounds: Bounds,
    /// By the goal's number.
    plans: RefCell<BTreeMap<u16, Rc<Plan>>>,
}

/// The undecided conditions of a goal, those that share variables together.
pub(super) struct Plan {
    groups: Vec<Group>,
    /// For each variable the group that it is in.
    group_of: Vec<u16>,
}

struct Group {
    conditions: Vec<NodeId>,
    /// Whether some of them holds in every filling, once that has been asked.
    always: Cell<Option<bool>>,
    /// Whether each variable occurs once, so that none of them is idle.
    each_once: bool,
}

impl<'s, 'k> Mattering<'s, 'k> {
    pub(crate) fn new(search: &'s Search<'k>, known: &'k Known) -> Mattering<'s, 'k> {
        Mattering { search, known, bounds: search.bounds(), plans: RefCell::default() }
    }

    /// Whether a variable can change an undecided goal.
    pub(crate) fn goal(&self, goal: &AnyGoal, variable: u16) -> bool {
        if let Some(matters) = self.at_a_glance(goal, variable) {
            return matters;
        }
        let planned = self.plans.borrow().get(&goal.number).cloned();
        let plan = planned.unwrap_or_else(|| {
            let plan = Rc::new(self.search.plan(&goal.nodes, &self.bounds));
            self.plans.borrow_mut().insert(goal.number, Rc::clone(&plan));
            plan
        });
        self.search.planned_can_flip(&plan, variable, &self.bounds)
    }

    /// The variables that can change an undecided condition.
    pub(crate) fn of_condition(&self, holds: NodeId) -> Vec<u16> {
        let plan = self.search.plan(&[holds], &self.bounds);
        let variables = (0_u16..).zip(&plan.group_of);
        let used = variables.filter(|(_, group)| **group != NO_GROUP).map(|(variable, _)| variable);
        used.filter(|variable| self.search.planned_can_flip(&plan, *variable, &self.bounds))
            .collect()
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
        let open = |(may, must): (&u64, &u64)| may & !must;
        let open = self.bounds.possible.iter().zip(&self.bounds.certain).map(open);
        if open.zip(&goal.entangled).any(|(open, entangled)| open & entangled != 0) {
            return None;
        }
        let mut found_any = false;
        for term in &goal.terms {
            if !term.iter().any(|literal| range.contains(literal) && is_open(literal)) {
                continue;
            }
            found_any = true;
            if self.can_meet(variable, term, &range) && self.term_matters(goal, term, &range) {
                return Some(true);
            }
        }
        if !found_any && goal.is_flat() { Some(false) } else { None }
    }

    /// Whether the variable can stand where all that the term asks of it holds.
    fn can_meet(&self, variable: u16, term: &[u16], range: &std::ops::Range<u16>) -> bool {
        let own = term.iter().filter(|literal| range.contains(literal));
        let asked = own.fold(0_u64, |mask, literal| {
            mask | 1_u64 << (literal.saturating_sub(range.start) & 63)
        });
        if asked.count_ones() == 1 {
            return true;
        }
        self.search.cells(variable, &self.bounds).iter().any(|cell| cell & asked == asked)
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
    /// Sorts the undecided conditions by the variables that they share.
    fn plan(&self, conditions: &[NodeId], bounds: &Bounds) -> Plan {
        let nodes = &self.rules.nodes;
        let mut plan =
            Plan { groups: Vec::new(), group_of: vec![NO_GROUP; self.rules.variables.len()] };
        let flat = self.flattened(conditions);
        if flat.iter().any(|node| nodes.holds(*node, &bounds.certain)) {
            return plan;
        }
        let live: Vec<NodeId> =
            flat.into_iter().filter(|node| nodes.holds(*node, &bounds.possible)).collect();
        let open = self.open_literals(&live, bounds);
        let variables = self.variables_of(&open);
        for ((conditions, shared), index) in
            self.groups(&live, &variables, bounds).into_iter().zip(0_u16..)
        {
            for variable in shared {
                if let Some(place) = plan.group_of.get_mut(usize::from(variable)) {
                    *place = index;
                }
            }
            let counts = self.occurrences(&conditions, bounds);
            let each_once = counts.iter().all(|(_, count)| *count == 1);
            plan.groups.push(Group { conditions, always: Cell::new(None), each_once });
        }
        plan
    }

    /// Whether two fillings that differ in the variable alone differ in whether any of the
    /// conditions holds.
    fn planned_can_flip(&self, plan: &Plan, variable: u16, bounds: &Bounds) -> bool {
        let own = plan.group_of.get(usize::from(variable)).copied().unwrap_or(NO_GROUP);
        let Some(group) = plan.groups.get(usize::from(own)) else { return false };
        let mut others = plan.groups.iter().zip(0_u16..).filter(|(_, index)| *index != own);
        let settled_by_another = others.any(|(other, _)| {
            let always =
                other.always.get().unwrap_or_else(|| self.always(&other.conditions, bounds));
            other.always.set(Some(always));
            always
        });
        !settled_by_another
            && (group.each_once || self.group_can_flip(&group.conditions, variable, bounds))
    }

    /// The same, for conditions of which nothing is known yet.
    ///
    /// When the limit is reached it says yes: a question too many rather than one too few.
    fn can_flip(&self, conditions: &[NodeId], variable: u16, bounds: &Bounds) -> bool {
        !self.step(conditions)
            || self.planned_can_flip(&self.plan(conditions, bounds), variable, bounds)
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
