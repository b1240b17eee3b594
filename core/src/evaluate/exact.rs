//! Exactness where judging each comparison by itself is not enough.
//!
//! A condition without negation is monotone in its literals. If every undecided variable has a
//! cell in which none of its undecided literals hold, all of them can stand there together, and
//! evaluating over the certain literals is exact. A variable without such a cell (a fact used in
//! both polarities, a count compared from both sides) is *entangled*: its cells are tried one by
//! one. Conditions that share no entangled variable can be refuted independently, so they are
//! tried group by group.

use super::known::Known;
use crate::compile::{NodeId, Ruleset, VariableKind, bits, count_patterns};
use crate::truth::Truth;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How many nodes one decision may look at in trying cells before it stops looking for more: far
/// above anything that rules people write need, and well under a second of work.
const LIMIT: u32 = 5_000_000;

/// A search over the cells of what is not known.
pub(crate) struct Search<'k> {
    pub(super) rules: &'k Ruleset,
    known: &'k Known,
    left: Cell<u32>,
    is_entangled: bool,
    /// The truths that had to be searched for, by the condition.
    truths: RefCell<BTreeMap<NodeId, Truth>>,
    /// The cells of the dates that were looked at, by variable.
    date_cells: RefCell<BTreeMap<u16, Rc<[u64]>>>,
}

/// Two bit sets that are narrowed as cells are tried.
#[derive(Clone)]
pub(super) struct Bounds {
    pub certain: Vec<u64>,
    pub possible: Vec<u64>,
}

/// A condition that is not decided, with every occurrence of an undecided literal in it.
pub(super) struct Live {
    pub node: NodeId,
    pub open: Vec<u16>,
}

impl<'k> Search<'k> {
    pub(crate) fn new(known: &'k Known) -> Search<'k> {
        let open = known.possible.iter().zip(&known.certain).map(|(may, must)| may & !must);
        let mut meets = open.zip(&known.rules.entangled);
        let is_entangled = meets.any(|(open, entangled)| open & entangled != 0);
        Search {
            rules: &known.rules,
            known,
            left: Cell::new(LIMIT),
            is_entangled,
            truths: RefCell::default(),
            date_cells: RefCell::default(),
        }
    }

    /// Whether the search never reached its limit, so that what it said is exact.
    pub(crate) fn is_exact(&self) -> bool {
        self.left.get() > 0
    }

    pub(super) fn bounds(&self) -> Bounds {
        Bounds { certain: self.known.certain.clone(), possible: self.known.possible.clone() }
    }

    /// The truth of a condition, given with its opposite.
    pub(crate) fn truth(&self, holds: NodeId, fails: NodeId) -> Truth {
        let nodes = &self.rules.nodes;
        let (certain, possible) = (&self.known.certain, &self.known.possible);
        if nodes.holds(holds, certain) {
            return Truth::True;
        }
        if !nodes.holds(holds, possible) {
            return Truth::False;
        }
        if !nodes.is_tangled(holds) && !nodes.is_tangled(fails) {
            return Truth::Unknown;
        }
        if let Some(truth) = self.truths.borrow().get(&holds) {
            return *truth;
        }
        let bounds = self.bounds();
        let truth = if self.always(&[holds], &bounds) {
            Truth::True
        } else if self.always(&[fails], &bounds) {
            Truth::False
        } else {
            Truth::Unknown
        };
        self.truths.borrow_mut().insert(holds, truth);
        truth
    }

    /// Whether some undecided variable of a goal is compared in ways that no one cell serves best.
    pub(crate) fn is_entangled(&self) -> bool {
        self.is_entangled
    }

    /// Counts one look at these conditions; `false` when there is nothing left to spend.
    pub(super) fn step(&self, conditions: &[NodeId]) -> bool {
        let costs = conditions.iter().map(|node| self.rules.nodes.cost(*node));
        let cost = costs.fold(1_u32, u32::saturating_add);
        let left = self.left.get().saturating_sub(cost);
        self.left.set(left);
        left > 0
    }

    /// Whether any of the conditions holds, whichever it is, in every filling.
    pub(crate) fn holds_always(&self, conditions: &[NodeId]) -> bool {
        self.always(conditions, &self.bounds())
    }

    /// The same inside narrower bounds.
    ///
    /// When the limit is reached it says no, which claims less than may be true, never more.
    pub(super) fn always(&self, conditions: &[NodeId], bounds: &Bounds) -> bool {
        if !self.step(conditions) {
            return false;
        }
        let Some(live) = self.live(conditions, bounds) else { return true };
        let open = self.open_literals(&live);
        let entangled: Vec<u16> = self
            .variables_of(&open)
            .into_iter()
            .filter(|variable| !self.has_empty_cell(*variable, &open, bounds))
            .collect();
        if entangled.is_empty() {
            return false;
        }
        self.groups(live, &entangled).into_iter().any(|(group, variables)| {
            let counts = self.occurrences(&group);
            let own = counts.iter().filter(|(variable, _)| variables.contains(variable));
            let Some(variable) = most_frequent(own) else { return false };
            let nodes: Vec<NodeId> = group.iter().map(|one| one.node).collect();
            let cells = self.cells(variable, bounds);
            cells.into_iter().all(|cell| {
                let narrowed = self.narrowed(variable, cell, bounds);
                self.always(&nodes, &narrowed)
            })
        })
    }

    /// The conditions that are not decided, each alternative of an `any` by itself, with their
    /// undecided literals; `None` where one holds.
    pub(super) fn live(&self, conditions: &[NodeId], bounds: &Bounds) -> Option<Vec<Live>> {
        let mut live = Vec::with_capacity(conditions.len());
        for node in conditions {
            let parts = match self.rules.nodes.get(*node) {
                crate::compile::Node::Any(parts) => parts,
                _ => std::slice::from_ref(node),
            };
            for node in parts {
                let mut open = Vec::new();
                let nodes = &self.rules.nodes;
                match nodes.judge(*node, &bounds.certain, &bounds.possible, &mut open) {
                    Truth::True => return None,
                    Truth::False => {}
                    Truth::Unknown => live.push(Live { node: *node, open }),
                }
            }
        }
        Some(live)
    }

    /// The undecided literals of these conditions, as bits.
    pub(super) fn open_literals(&self, live: &[Live]) -> Vec<u64> {
        let mut open = vec![0_u64; self.known.certain.len()];
        for literal in live.iter().flat_map(|one| &one.open) {
            bits::put(&mut open, *literal, true);
        }
        open
    }

    /// The variables of these literals, in their order.
    pub(super) fn variables_of(&self, literals: &[u64]) -> Vec<u16> {
        let mut variables: Vec<u16> =
            bits::indices(literals).filter_map(|literal| self.variable_of(literal)).collect();
        variables.sort_unstable();
        variables.dedup();
        variables
    }

    fn variable_of(&self, literal: u16) -> Option<u16> {
        self.rules.literals.get(usize::from(literal)).map(|literal| literal.variable)
    }

    /// Whether the variable can stand in a cell where none of these literals hold.
    fn has_empty_cell(&self, variable: u16, open: &[u64], bounds: &Bounds) -> bool {
        let own = self.mask_of(variable, open);
        own.count_ones() < 2 || self.cells(variable, bounds).iter().any(|cell| cell & own == 0)
    }

    /// The bits of a variable's literals, the first at 0.
    fn mask_of(&self, variable: u16, literals: &[u64]) -> u64 {
        let Some(variable) = self.rules.variables.get(usize::from(variable)) else { return 0 };
        (0..variable.literals).fold(0_u64, |mask, index| {
            let set = bits::has(literals, variable.first_literal.saturating_add(index));
            if set { mask | 1_u64 << (index & 63) } else { mask }
        })
    }

    /// The cells in which the variable can still be: those that agree with every decided literal.
    pub(super) fn cells(&self, index: u16, bounds: &Bounds) -> Vec<u64> {
        let must = self.mask_of(index, &bounds.certain);
        let may = self.mask_of(index, &bounds.possible);
        let Some(variable) = self.rules.variables.get(usize::from(index)) else {
            return Vec::new();
        };
        let agrees = |cell: &u64| cell & must == must && cell & !may == 0;
        if variable.kind == VariableKind::Date {
            let known = self.date_cells.borrow().get(&index).cloned();
            let cells = known.unwrap_or_else(|| {
                let cells: Rc<[u64]> = self.known.date_cells(variable).into();
                self.date_cells.borrow_mut().insert(index, Rc::clone(&cells));
                cells
            });
            return cells.iter().copied().filter(agrees).collect();
        }
        if variable.kind == VariableKind::Count
            && let Some((_, low, high)) =
                self.known.counts.iter().find(|(fact, ..)| *fact == variable.fact)
        {
            let cells = count_patterns(self.rules.kinds_of(variable), *low, *high);
            return cells.into_iter().filter(agrees).collect();
        }
        variable.patterns.iter().copied().filter(agrees).collect()
    }

    /// The bounds once the variable stands in a cell.
    pub(super) fn narrowed(&self, variable: u16, cell: u64, bounds: &Bounds) -> Bounds {
        let mut narrowed = bounds.clone();
        let Some(variable) = self.rules.variables.get(usize::from(variable)) else {
            return narrowed;
        };
        for index in 0..variable.literals {
            let holds = cell >> (index & 63) & 1 == 1;
            let literal = variable.first_literal.saturating_add(index);
            bits::put(&mut narrowed.certain, literal, holds);
            bits::put(&mut narrowed.possible, literal, holds);
        }
        narrowed
    }

    /// Conditions joined by the variables that they share, each group with its variables.
    pub(super) fn groups(&self, live: Vec<Live>, variables: &[u16]) -> Vec<(Vec<Live>, Vec<u16>)> {
        // For each of the variables, which stand in their order, the first condition that mentions
        // it.
        let mut met_in: Vec<Option<usize>> = vec![None; variables.len()];
        let mut joined: Vec<usize> = (0..live.len()).collect();
        for (one, index) in live.iter().zip(0_usize..) {
            for variable in one.open.iter().filter_map(|literal| self.variable_of(*literal)) {
                let Ok(place) = variables.binary_search(&variable) else { continue };
                match met_in.get_mut(place) {
                    Some(Some(other)) => join(&mut joined, *other, index),
                    Some(met) => *met = Some(index),
                    None => {}
                }
            }
        }
        let mut groups: BTreeMap<usize, (Vec<Live>, Vec<u16>)> = BTreeMap::new();
        for (variable, met) in variables.iter().zip(&met_in) {
            if let Some(index) = met {
                groups.entry(first_of(&joined, *index)).or_default().1.push(*variable);
            }
        }
        for (one, index) in live.into_iter().zip(0_usize..) {
            if let Some((own, _)) = groups.get_mut(&first_of(&joined, index)) {
                own.push(one);
            }
        }
        groups.into_values().collect()
    }

    /// How often each variable's open literals occur in these conditions, by variable.
    pub(super) fn occurrences(&self, live: &[Live]) -> Vec<(u16, u32)> {
        let literals = live.iter().flat_map(|one| &one.open);
        let mut met: Vec<u16> = literals.filter_map(|literal| self.variable_of(*literal)).collect();
        met.sort_unstable();
        let mut counts: Vec<(u16, u32)> = Vec::new();
        for variable in met {
            match counts.last_mut().filter(|(last, _)| *last == variable) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => counts.push((variable, 1)),
            }
        }
        counts
    }
}

impl Known {
    /// The cells in which a variable can be, each with those of its literals that hold there.
    pub(crate) fn cells(&self, variable: u16) -> Vec<u64> {
        let search = Search::new(self);
        search.cells(variable, &search.bounds())
    }
}

/// The variable that occurs most often, of those the first.
pub(super) fn most_frequent<'c>(counts: impl Iterator<Item = &'c (u16, u32)>) -> Option<u16> {
    let most = counts.max_by_key(|(variable, count)| (*count, std::cmp::Reverse(*variable)));
    most.map(|(variable, _)| *variable)
}

/// The first member of the group that an index belongs to.
fn first_of(joined: &[usize], index: usize) -> usize {
    let mut at = index;
    // INVARIANT: an index points to itself or to a smaller one, so this ends.
    while let Some(earlier) = joined.get(at).filter(|earlier| **earlier < at) {
        at = *earlier;
    }
    at
}

fn join(joined: &mut [usize], one: usize, other: usize) {
    let (one, other) = (first_of(joined, one), first_of(joined, other));
    if let Some(place) = joined.get_mut(one.max(other)) {
        *place = one.min(other);
    }
}
