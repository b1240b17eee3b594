//! Which answers help a gate to hold, and which help no less than others.
//!
//! A gate looks at each question through parts of its range.
//! Where one answer lies in every helpful part in which another lies, putting it for the other never
//! makes the gate fail: so one case in which it fails stands for all cases that help no more.

use super::circuit::{Circuit, Edge};
use super::smallest::Sought;
use std::collections::HashMap;

/// Stands for every cell of a slot at once.
pub(super) const ANY: usize = usize::MAX;

/// What helps a gate, question by question.
pub(super) struct Helps {
    /// The slots that it looks at, in their order.
    slots: Vec<usize>,
    /// For each of them the parts that help, each once.
    sets: HashMap<usize, Vec<Vec<bool>>>,
}

impl Helps {
    pub(super) fn of(circuit: &Circuit, edge: Edge) -> Helps {
        let mut sets = circuit.helping(edge);
        for sets in sets.values_mut() {
            sets.sort_unstable();
            sets.dedup();
        }
        let mut slots: Vec<usize> = sets.keys().copied().collect();
        slots.sort_unstable();
        Helps { slots, sets }
    }

    pub(super) fn slots(&self) -> &[usize] {
        &self.slots
    }

    fn sets(&self, slot: usize) -> &[Vec<bool>] {
        self.sets.get(&slot).map_or(&[], Vec::as_slice)
    }

    /// Whether this answer helps at all.
    pub(super) fn helps(&self, slot: usize, cell: usize) -> bool {
        self.sets(slot).iter().any(|set| set.get(cell) == Some(&true))
    }

    /// Whether this answer helps wherever another one to the same question does.
    pub(super) fn no_less(&self, (slot, cell): (usize, usize), other: usize) -> bool {
        let is = |set: &[bool], cell: usize| set.get(cell) == Some(&true);
        cell == ANY || self.sets(slot).iter().all(|set| !is(set, other) || is(set, cell))
    }

    /// Whether no answer to a question helps more than this one.
    pub(super) fn is_most(&self, slot: usize, cell: usize) -> bool {
        let count = self.sets(slot).first().map_or(0, Vec::len);
        (0..count).all(|other| self.no_less((slot, cell), other))
    }

    /// Whether a question that is not answered can stand where it helps no more than here.
    pub(super) fn can_be_no_more(&self, (slot, cell): (usize, usize), sought: &Sought) -> bool {
        let count = self.sets(slot).first().map_or(0, Vec::len);
        (0..count).any(|other| sought.allows(slot, other) && self.no_less((slot, cell), other))
    }

    /// Of some answers the one than which none helps less, where there is one.
    pub(super) fn least(&self, slot: usize, cells: &[usize]) -> Option<usize> {
        let mut all = cells.iter().copied();
        all.find(|cell| cells.iter().all(|other| self.no_less((slot, *other), *cell)))
    }

    /// The answers that help more than this one and no less, the most helpful first; before them,
    /// where there is no most helpful one, any at all.
    pub(super) fn above(&self, slot: usize, cell: usize) -> Vec<usize> {
        if self.is_most(slot, cell) {
            return Vec::new();
        }
        let mut found = self.stronger(slot, cell);
        found.retain(|other| self.no_less((slot, *other), cell));
        if found.first().is_none_or(|most| !self.is_most(slot, *most)) {
            found.insert(0, ANY);
        }
        found
    }

    /// The answers that help in more ways than this one, the most helpful first.
    pub(super) fn stronger(&self, slot: usize, cell: usize) -> Vec<usize> {
        let count = self.sets(slot).first().map_or(0, Vec::len);
        let ways = |cell: &usize| {
            self.sets(slot).iter().filter(|set| set.get(*cell) == Some(&true)).count()
        };
        let mut found: Vec<usize> = (0..count).filter(|other| ways(other) > ways(&cell)).collect();
        found.sort_by_key(|other| std::cmp::Reverse(ways(other)));
        found
    }
}
