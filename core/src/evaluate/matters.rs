//! Which facts can still change what is decided: exactly those for which two fillings that
//! differ in nothing else give different outcomes.

use super::exact::{Bounds, Search, most_frequent};
use super::known::Known;
use crate::compile::{AnyGoal, NodeId, VariableKind, bits};
use crate::order::set_of;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Finds out what can still change undecided goals; what it learns of a goal serves every fact.
pub(crate) struct Mattering<'s, 'k> {
    search: &'s Search<'k>,
    known: &'k Known,
    bounds: Bounds,
    /// By the goal's number.
    plans: RefCell<BTreeMap<u16, Rc<Plan>>>,
    /// What a glance showed, goal by goal and there by the variable; empty before the first.
    glances: RefCell<Vec<Glance>>,
    /// The variables that can change a condition, by the condition.
    of_conditions: RefCell<BTreeMap<NodeId, Rc<[u16]>>>,
}

/// What a glance showed of a goal and a variable.
#[derive(Clone, Copy)]
enum Glance {
    NotYet,
    Shown(Option<bool>),
}

/// The undecided conditions of a goal, those that share variables together.
pub(super) struct Plan {
    groups: Vec<Group>,
    /// The variables that may be asked about.
    asked: BTreeSet<u16>,
}

struct Group {
    conditions: Vec<NodeId>,
    /// How often each of its variables occurs, by variable.
    counts: Vec<(u16, u32)>,
    /// Whether some of them holds in every filling, once that has been asked.
    always: Cell<Option<bool>>,
    /// The variables asked about that can change whether some of them holds, once that is known.
    flips: OnceCell<BTreeSet<u16>>,
}

impl Group {
    fn has(&self, variable: u16) -> bool {
        self.counts.binary_search_by_key(&variable, |(own, _)| *own).is_ok()
    }

    /// Whether each variable occurs once, so that none of them is idle.
    fn each_once(&self) -> bool {
        self.counts.iter().all(|(_, count)| *count == 1)
    }
}

impl<'s, 'k> Mattering<'s, 'k> {
    pub(crate) fn new(search: &'s Search<'k>, known: &'k Known) -> Mattering<'s, 'k> {
        Mattering {
            search,
            known,
            bounds: search.bounds(),
            plans: RefCell::default(),
            glances: RefCell::default(),
            of_conditions: RefCell::default(),
        }
    }

    /// Whether a variable can change an undecided goal.
    pub(crate) fn goal(&self, goal: &AnyGoal, variable: u16) -> bool {
        if let Some(matters) = self.glanced(goal, variable) {
            return matters;
        }
        let planned = self.plans.borrow().get(&goal.number).cloned();
        let plan = planned.unwrap_or_else(|| {
            let groups = self.search.plan(&goal.nodes, &self.bounds);
            let undecided = |variable: &u16| self.glanced(goal, *variable).is_none();
            let asked = set_of(variables(&groups).filter(undecided));
            let plan = Rc::new(Plan { groups, asked });
            self.plans.borrow_mut().insert(goal.number, Rc::clone(&plan));
            plan
        });
        self.search.planned_can_flip(&plan, variable, &self.bounds)
    }

    /// The variables that can change an undecided condition.
    pub(crate) fn of_condition(&self, holds: NodeId) -> Rc<[u16]> {
        if let Some(known) = self.of_conditions.borrow().get(&holds) {
            return Rc::clone(known);
        }
        let groups = self.search.plan(&[holds], &self.bounds);
        let mut left = set_of(variables(&groups));
        self.search.strike(&groups, &self.bounds, &mut left);
        let found: Rc<[u16]> =
            variables(&groups).filter(|variable| !left.contains(variable)).collect();
        self.of_conditions.borrow_mut().insert(holds, Rc::clone(&found));
        found
    }

    /// What a glance shows, looked at once: the plan of a goal wants it of every variable too.
    fn glanced(&self, goal: &AnyGoal, variable: u16) -> Option<bool> {
        let variables = self.known.rules.variables.len();
        let key = usize::from(goal.number).wrapping_mul(variables).wrapping_add(variable.into());
        if let Some(Glance::Shown(known)) = self.glances.borrow().get(key) {
            return *known;
        }
        let shown = self.at_a_glance(goal, variable);
        let mut glances = self.glances.borrow_mut();
        if key >= glances.len() {
            glances.resize(key.wrapping_add(variables), Glance::NotYet);
        }
        if let Some(glance) = glances.get_mut(key) {
            *glance = Glance::Shown(shown);
        }
        shown
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

/// The variables of some groups, each of which is in one of them.
fn variables(groups: &[Group]) -> impl Iterator<Item = u16> {
    groups.iter().flat_map(|group| &group.counts).map(|(variable, _)| *variable)
}

impl Search<'_> {
    /// Sorts the undecided conditions by the variables that they share.
    fn plan(&self, conditions: &[NodeId], bounds: &Bounds) -> Vec<Group> {
        let Some(live) = self.live(conditions, bounds) else { return Vec::new() };
        let variables = self.variables_of(&self.open_literals(&live));
        let groups = self.groups(live, &variables).into_iter().map(|(group, _)| Group {
            counts: self.occurrences(&group),
            conditions: group.into_iter().map(|one| one.node).collect(),
            always: Cell::new(None),
            flips: OnceCell::new(),
        });
        groups.collect()
    }

    /// Whether some of the conditions of a group holds in every filling.
    fn group_holds(&self, group: &Group, bounds: &Bounds) -> bool {
        let holds = group
            .always
            .get()
            .unwrap_or_else(|| !group.each_once() && self.always(&group.conditions, bounds));
        group.always.set(Some(holds));
        holds
    }

    /// Whether two fillings that differ in the variable alone differ in whether any of the
    /// conditions holds.
    fn planned_can_flip(&self, plan: &Plan, variable: u16, bounds: &Bounds) -> bool {
        let Some(group) = plan.groups.iter().find(|group| group.has(variable)) else {
            return false;
        };
        let mut others = plan.groups.iter().filter(|other| !std::ptr::eq(*other, group));
        if others.any(|other| self.group_holds(other, bounds)) {
            return false;
        }
        let flips = group.flips.get_or_init(|| {
            let own = group.counts.iter().map(|(variable, _)| *variable);
            let all = set_of(own.filter(|variable| plan.asked.contains(variable)));
            let mut left = all.clone();
            self.strike_in_group(group, bounds, &mut left);
            set_of(all.difference(&left).copied())
        });
        flips.contains(&variable)
    }

    /// Takes off the list every variable of which two fillings that differ in it alone differ in
    /// whether any of the planned conditions holds.
    fn strike(&self, groups: &[Group], bounds: &Bounds, left: &mut BTreeSet<u16>) {
        let is_alone = groups.len() < 2;
        if !is_alone && groups.iter().any(|group| self.group_holds(group, bounds)) {
            return;
        }
        for group in groups {
            self.strike_in_group(group, bounds, left);
        }
    }

    /// The same for conditions that hang together.
    fn strike_in_group(&self, group: &Group, bounds: &Bounds, left: &mut BTreeSet<u16>) {
        let own = group.counts.iter().map(|(variable, _)| *variable);
        let mut asked = set_of(own.filter(|variable| left.contains(variable)));
        if asked.is_empty() {
            return;
        }
        if group.each_once() {
            left.retain(|variable| !asked.contains(variable));
            return;
        }
        // Where one variable alone is asked about, it is another that is given values.
        let sole = asked.first().copied().filter(|_| asked.len() == 1);
        let others = group.counts.iter().filter(|(variable, _)| Some(*variable) != sole);
        let Some(tried) = most_frequent(others) else {
            if sole.is_some_and(|sole| self.differs(group, sole, bounds)) {
                left.retain(|variable| Some(*variable) != sole);
            }
            return;
        };
        asked.remove(&tried);
        let mut open = asked.clone();
        for cell in self.cells(tried, bounds) {
            if open.is_empty() {
                break;
            }
            // When the limit is reached all are taken off: a question too many rather than one
            // too few.
            if !self.step(&group.conditions) {
                open.clear();
                break;
            }
            let narrowed = self.narrowed(tried, cell, bounds);
            self.strike(&self.plan(&group.conditions, &narrowed), &narrowed, &mut open);
        }
        left.retain(|variable| open.contains(variable) || !asked.contains(variable));
        if left.contains(&tried) {
            let mut alone = set_of([tried]);
            self.strike_in_group(group, bounds, &mut alone);
            if alone.is_empty() {
                left.remove(&tried);
            }
        }
    }

    /// Whether the cells of the one variable of a group differ in whether any condition holds.
    fn differs(&self, group: &Group, variable: u16, bounds: &Bounds) -> bool {
        let mut outcomes = self.cells(variable, bounds).into_iter().map(|cell| {
            let settled = self.narrowed(variable, cell, bounds);
            let nodes = &self.rules.nodes;
            group.conditions.iter().any(|node| nodes.holds(*node, &settled.certain))
        });
        let first = outcomes.next();
        first.is_some_and(|first| outcomes.any(|other| other != first))
    }
}
