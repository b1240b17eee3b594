//! Chooses the fewest answers that nothing found so far refutes.

use super::helps::Helps;
use super::sat::{Sat, Spent, Work};
use super::smallest::{Answers, Sought};
use super::world::World;
use batsat::Lit;

/// Chooses answers that no counter-example refutes.
pub(super) struct Proposer {
    sat: Sat,
    /// The answers to choose from, with the literal that says they are chosen.
    choices: Vec<(usize, usize, Lit)>,
    /// For each slot that can be answered whether it is.
    chosen: Vec<Lit>,
    /// At `k`, for each slot: more than `k` are chosen up to it. As far as anybody looked.
    sums: Vec<Vec<Lit>>,
}

/// So many answers are counted exactly; a case that needs more is not called the smallest.
const MOST_COUNTED: usize = 24;

impl Proposer {
    pub(super) fn new(world: &World, sought: &Sought, helps: &Helps) -> Proposer {
        let mut sat = Sat::new();
        // What is decided first is left out first: the latest, so that the earliest answers stay.
        let slots = helps.slots().iter().rev().filter(|slot| !sought.fixed.contains(slot));
        let mut choices = Vec::new();
        let mut chosen = Vec::new();
        for slot in slots {
            let count = world.slots.get(*slot).map_or(0, |slot| slot.answers.len());
            let own: Vec<Lit> = (0..count)
                .rev()
                .filter(|cell| helps.helps(*slot, *cell) && sought.is_change(*slot, *cell))
                .map(|cell| {
                    let literal = sat.fresh();
                    choices.push((*slot, cell, literal));
                    literal
                })
                .collect();
            for (index, one) in own.iter().enumerate() {
                for other in own.iter().skip(index.saturating_add(1)) {
                    sat.clause([!*one, !*other]);
                }
            }
            if !own.is_empty() {
                let any = sat.fresh();
                for one in &own {
                    sat.clause([!*one, any]);
                }
                chosen.push(any);
            }
        }
        choices.sort_by_key(|(slot, cell, _)| (*slot, *cell));
        Proposer { sat, choices, chosen, sums: Vec::new() }
    }

    /// How many questions can be answered.
    pub(super) fn slots(&self) -> usize {
        self.chosen.len()
    }

    /// More than so many are chosen; counted only as far as anybody looks, cases having few answers.
    fn more_than(&mut self, size: usize) -> Option<Lit> {
        if size >= self.chosen.len().min(MOST_COUNTED) {
            return None;
        }
        while self.sums.len() <= size {
            let mut column: Vec<Lit> = Vec::with_capacity(self.chosen.len());
            for (index, part) in self.chosen.iter().enumerate() {
                let sum = self.sat.fresh();
                let before = index.checked_sub(1);
                if let Some(before) = before.and_then(|before| column.get(before)) {
                    self.sat.clause([!*before, sum]);
                }
                match self.sums.last() {
                    None => self.sat.clause([!*part, sum]),
                    // One more than before, where there were as many among the earlier ones.
                    Some(fewer) => {
                        if let Some(fewer) = before.and_then(|before| fewer.get(before)) {
                            self.sat.clause([!*part, !*fewer, sum]);
                        }
                    }
                }
                column.push(sum);
            }
            self.sums.push(column);
        }
        self.sums.get(size).and_then(|column| column.last()).copied()
    }

    /// At most so many answers that were not refuted, where there are any.
    pub(super) fn propose(&mut self, size: usize, work: &Work) -> Result<Option<Answers>, Spent> {
        let limit: Vec<Lit> = self.more_than(size).map(|more| !more).into_iter().collect();
        let can = self.sat.holds(&limit, work)?;
        let chosen = self.choices.iter().filter(|(.., literal)| self.sat.value(*literal));
        Ok(can.then(|| chosen.map(|(slot, cell, _)| (*slot, *cell)).collect()))
    }

    pub(super) fn propose_any(&mut self, work: &Work) -> Result<bool, Spent> {
        self.sat.holds(&[], work)
    }

    /// Something has to be answered otherwise than so that it helps no more than in a case in which
    /// nothing is shown: no answers that do are enough, however the rest is answered.
    pub(super) fn refute(
        &mut self,
        cells: &[usize],
        answers: &[(usize, usize)],
        sought: &Sought,
        helps: &Helps,
    ) {
        let mut clause = Vec::new();
        for (slot, cell, literal) in &self.choices {
            let Some(own) = cells.get(*slot).copied() else { continue };
            if !helps.no_less((*slot, own), *cell) {
                clause.push(*literal);
            } else if answers.contains(&(*slot, *cell))
                && !helps.can_be_no_more((*slot, own), sought)
            {
                // Not answered it would help more.
                clause.push(!*literal);
            }
        }
        self.sat.clause(clause);
    }

    /// Some answer that is ruled out now, among these, has to be possible.
    ///
    /// They are so by the answers proposed, and by what is given.
    pub(super) fn allow_one_of(
        &mut self,
        blamed: &[(usize, usize)],
        answers: &[(usize, usize)],
        sought: &Sought,
    ) {
        let mut clause = Vec::new();
        for (slot, cell) in blamed {
            for (own, of, literal) in &self.choices {
                if own != slot {
                    continue;
                }
                if of == cell {
                    clause.push(*literal);
                } else if answers.contains(&(*own, *of)) && sought.allows(*slot, *cell) {
                    // Without this answer the other would be possible too.
                    clause.push(!*literal);
                }
            }
        }
        self.sat.clause(clause);
    }

    /// Never all of these again.
    pub(super) fn block(&mut self, answers: &[(usize, usize)]) {
        let chosen = self.choices.iter();
        let chosen = chosen.filter(|(slot, cell, _)| answers.contains(&(*slot, *cell)));
        let clause: Vec<Lit> = chosen.map(|(.., literal)| !*literal).collect();
        self.sat.clause(clause);
    }
}
