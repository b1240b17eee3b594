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
use std::cell::Cell;
use std::collections::BTreeMap;

/// How many nodes one decision may look at in trying cells before it stops looking for more: far
/// above anything that rules people write need, and well under a second of work.
const LIMIT: u32 = 5_000_000;

/// A search over the cells of what is not known.
pub(crate) struct Search<'k> {
    pub(super) rules: &'k Ruleset,
    known: &'k Known,
    left: Cell<u32>,
    is_entangled: bool,
}

/// Two bit sets that are narrowed as cells are tried.
#[derive(Clone)]
pub(super) struct Bounds {
    pub certain: Vec<u64>,
    pub possible: Vec<u64>,
}

impl Bounds {
    fn is_open(&self, literal: u16) -> bool {
        bits::has(&self.possible, literal) && !bits::has(&self.certain, literal)
    }
}

impl<'k> Search<'k> {
    pub(crate) fn new(known: &'k Known) -> Search<'k> {
        let open = known.possible.iter().zip(&known.certain).map(|(may, must)| may & !must);
        let mut meets = open.zip(&known.rules.entangled);
        let is_entangled = meets.any(|(open, entangled)| open & entangled != 0);
        Search { rules: &known.rules, known, left: Cell::new(LIMIT), is_entangled }
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
        let bounds = self.bounds();
        if self.always(&[holds], &bounds) {
            Truth::True
        } else if self.always(&[fails], &bounds) {
            Truth::False
        } else {
            Truth::Unknown
        }
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
        let nodes = &self.rules.nodes;
        let flat = self.flattened(conditions);
        if flat.iter().any(|node| nodes.holds(*node, &bounds.certain)) {
            return true;
        }
        let live: Vec<NodeId> =
            flat.into_iter().filter(|node| nodes.holds(*node, &bounds.possible)).collect();
        let open = self.open_literals(&live, bounds);
        let entangled: Vec<u16> = self
            .variables_of(&open)
            .into_iter()
            .filter(|variable| !self.has_empty_cell(*variable, &open, bounds))
            .collect();
        if entangled.is_empty() {
            return false;
        }
        self.groups(&live, &entangled, bounds).into_iter().any(|(group, variables)| {
            let Some(variable) = self.most_frequent(&group, &variables, bounds) else {
                return false;
            };
            let cells = self.cells(variable, bounds);
            cells.into_iter().all(|cell| {
                let narrowed = self.narrowed(variable, cell, bounds);
                self.always(&group, &narrowed)
            })
        })
    }

    /// The alternatives of the conditions: an `any` is replaced by its parts.
    pub(super) fn flattened(&self, conditions: &[NodeId]) -> Vec<NodeId> {
        let mut flat = Vec::with_capacity(conditions.len());
        for node in conditions {
            match self.rules.nodes.get(*node) {
                crate::compile::Node::Any(parts) => flat.extend_from_slice(parts),
                _ => flat.push(*node),
            }
        }
        flat
    }

    /// The undecided literals of these conditions, as bits.
    pub(super) fn open_literals(&self, conditions: &[NodeId], bounds: &Bounds) -> Vec<u64> {
        let mut open = vec![0_u64; bounds.certain.len()];
        for node in conditions {
            self.rules.nodes.open_literals(
                *node,
                &bounds.certain,
                &bounds.possible,
                &mut |literal| bits::put(&mut open, literal, true),
            );
        }
        open
    }

    pub(super) fn variables_of(&self, literals: &[u64]) -> Vec<u16> {
        let mut variables: Vec<u16> = bits::indices(literals)
            .filter_map(|literal| self.rules.literals.get(usize::from(literal)))
            .map(|literal| literal.variable)
            .collect();
        variables.dedup();
        variables
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
    pub(super) fn cells(&self, variable: u16, bounds: &Bounds) -> Vec<u64> {
        let must = self.mask_of(variable, &bounds.certain);
        let may = self.mask_of(variable, &bounds.possible);
        let Some(variable) = self.rules.variables.get(usize::from(variable)) else {
            return Vec::new();
        };
        let agrees = |cell: &u64| cell & must == must && cell & !may == 0;
        if variable.kind == VariableKind::Date {
            let cells = self.known.date_cells(variable);
            return cells.into_iter().filter(agrees).collect();
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
    pub(super) fn groups(
        &self,
        conditions: &[NodeId],
        variables: &[u16],
        bounds: &Bounds,
    ) -> Vec<(Vec<NodeId>, Vec<u16>)> {
        // For each of the variables the first condition that mentions it.
        let mut met_in: Vec<Option<usize>> = vec![None; self.rules.variables.len()];
        let mut wanted = vec![false; self.rules.variables.len()];
        for variable in variables {
            wanted.get_mut(usize::from(*variable)).into_iter().for_each(|wanted| *wanted = true);
        }
        let mut joined: Vec<usize> = (0..conditions.len()).collect();
        for (node, index) in conditions.iter().zip(0_usize..) {
            let visit = &mut |literal: u16| {
                let Some(literal) = self.rules.literals.get(usize::from(literal)) else { return };
                let variable = usize::from(literal.variable);
                if wanted.get(variable) != Some(&true) {
                    return;
                }
                match met_in.get_mut(variable) {
                    Some(Some(other)) => join(&mut joined, *other, index),
                    Some(met) => *met = Some(index),
                    None => {}
                }
            };
            self.rules.nodes.open_literals(*node, &bounds.certain, &bounds.possible, visit);
        }
        let mut groups: BTreeMap<usize, (Vec<NodeId>, Vec<u16>)> = BTreeMap::new();
        for variable in variables {
            if let Some(Some(index)) = met_in.get(usize::from(*variable)) {
                groups.entry(first_of(&joined, *index)).or_default().1.push(*variable);
            }
        }
        for (node, index) in conditions.iter().zip(0_usize..) {
            if let Some((nodes, _)) = groups.get_mut(&first_of(&joined, index)) {
                nodes.push(*node);
            }
        }
        groups.into_values().collect()
    }

    /// How often each variable's open literals occur in these conditions.
    pub(super) fn occurrences(&self, conditions: &[NodeId], bounds: &Bounds) -> Vec<(u16, u32)> {
        let mut counts: Vec<(u16, u32)> = Vec::new();
        for node in conditions {
            let visit = &mut |literal: u16| {
                if !bounds.is_open(literal) {
                    return;
                }
                let Some(literal) = self.rules.literals.get(usize::from(literal)) else { return };
                match counts.iter_mut().find(|(variable, _)| *variable == literal.variable) {
                    Some((_, count)) => *count = count.saturating_add(1),
                    None => counts.push((literal.variable, 1)),
                }
            };
            self.rules.nodes.open_literals(*node, &bounds.certain, &bounds.possible, visit);
        }
        counts
    }

    fn most_frequent(&self, group: &[NodeId], among: &[u16], bounds: &Bounds) -> Option<u16> {
        let counts = self.occurrences(group, bounds);
        let own = counts.into_iter().filter(|(variable, _)| among.contains(variable));
        own.max_by_key(|(variable, count)| (*count, std::cmp::Reverse(*variable)))
            .map(|(variable, _)| variable)
    }
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
