//! What the solver has been told of a circuit: the gates that some question needed, as clauses.

use super::circuit::{Circuit, Edge, Gate};
use super::sat::{Sat, Spent, Work};
use batsat::Lit;

/// A solver that knows some of the gates of a circuit.
///
/// A search decides every gate that it knows, needed or not.
/// So where a question needs few of those that were told before, a new solver is told those alone.
pub(super) struct Asked {
    sat: Sat,
    /// How many cells each slot has.
    counts: Vec<usize>,
    /// For each slot its cells, as literals of which exactly one holds; none where no question
    /// needed them.
    cells: Vec<Vec<Lit>>,
    /// The literals of gates, by position.
    gates: Vec<Option<Lit>>,
    told: usize,
}

/// So many gates are never too many.
const FEW: usize = 2_000;

/// A solver that knows so many times the gates that are needed is left.
const TOO_MANY_TIMES: usize = 3;

impl Asked {
    pub(super) fn new(counts: Vec<usize>) -> Asked {
        let (cells, gates) = (vec![Vec::new(); counts.len()], Vec::new());
        Asked { sat: Sat::new(), counts, cells, gates, told: 0 }
    }

    /// Whether these can hold together; of each slot some cells are ruled out, or all but one.
    pub(super) fn can(
        &mut self,
        circuit: &Circuit,
        edges: &[Edge],
        given: &[(usize, usize)],
        without: &[(usize, usize)],
        work: &Work,
    ) -> Result<bool, Spent> {
        self.tell(circuit, edges, work);
        let mut assumed: Vec<Lit> = edges.iter().map(|edge| self.known(*edge)).collect();
        for (slot, cell) in given {
            assumed.push(self.cell(*slot, *cell));
        }
        for (slot, cell) in without {
            // A slot that no gate needs can stand in whatever cell is left.
            if self.cells.get(*slot).is_some_and(|cells| !cells.is_empty()) {
                assumed.push(!self.cell(*slot, *cell));
            }
        }
        self.sat.holds(&assumed, work)
    }

    /// Whether the answer of *no* given last needed this.
    pub(super) fn is_to_blame(&self, edge: Edge) -> bool {
        self.sat.is_to_blame(self.known(edge))
    }

    /// Whether it needed that a slot does not stand in this cell.
    pub(super) fn is_ruled_out(&self, slot: usize, cell: usize) -> bool {
        let literal = self.cells.get(slot).and_then(|cells| cells.get(cell));
        literal.is_some_and(|literal| self.sat.is_to_blame(*literal))
    }

    /// Where every slot stands in what was found last, as far as it was needed.
    pub(super) fn found(&self) -> Vec<Option<usize>> {
        let of_slot = |cells: &Vec<Lit>| cells.iter().position(|cell| self.sat.value(*cell));
        self.cells.iter().map(of_slot).collect()
    }

    /// The gates and all below them are told to the solver.
    fn tell(&mut self, circuit: &Circuit, edges: &[Edge], work: &Work) {
        let mut cone = circuit.cone_without(edges, |position| self.is_told(position));
        if self.told > FEW {
            let whole = circuit.cone(edges);
            work.spend(u64::try_from(whole.len()).unwrap_or(u64::MAX));
            if self.told > whole.len().saturating_mul(TOO_MANY_TIMES) {
                *self = Asked::new(std::mem::take(&mut self.counts));
                cone = whole;
            }
        }
        if self.gates.len() < circuit.len() {
            self.gates.resize(circuit.len(), None);
        }
        for position in cone {
            let literal = self.told(circuit, position);
            if let Some(place) = self.gates.get_mut(position) {
                *place = Some(literal);
            }
            self.told = self.told.saturating_add(1);
        }
    }

    fn is_told(&self, position: usize) -> bool {
        self.gates.get(position).copied().flatten().is_some()
    }

    fn known(&self, edge: Edge) -> Lit {
        let literal = self.gates.get(edge.position()).copied().flatten();
        let literal = literal.unwrap_or(self.sat.top());
        if edge.is_opposite() { !literal } else { literal }
    }

    fn cell(&mut self, slot: usize, cell: usize) -> Lit {
        if self.cells.get(slot).is_some_and(Vec::is_empty) {
            let cells = self.one_of(self.counts.get(slot).copied().unwrap_or(0));
            if let Some(place) = self.cells.get_mut(slot) {
                *place = cells;
            }
        }
        let literal = self.cells.get(slot).and_then(|cells| cells.get(cell));
        literal.copied().unwrap_or(!self.sat.top())
    }

    /// So many literals of which exactly one holds.
    fn one_of(&mut self, count: usize) -> Vec<Lit> {
        if count <= 1 {
            return vec![self.sat.top(); count];
        }
        if count == 2 {
            let second = self.sat.fresh();
            return vec![!second, second];
        }
        let cells: Vec<Lit> = (0..count).map(|_| self.sat.fresh()).collect();
        self.sat.clause(cells.iter().copied());
        for (index, one) in cells.iter().enumerate() {
            for other in cells.iter().skip(index.saturating_add(1)) {
                self.sat.clause([!*one, !*other]);
            }
        }
        cells
    }

    fn told(&mut self, circuit: &Circuit, position: usize) -> Lit {
        match circuit.gate(position) {
            Gate::True => self.sat.top(),
            Gate::In(slot, cells) => {
                let marked: Vec<usize> =
                    cells.iter().enumerate().filter(|(_, is)| **is).map(|(cell, _)| cell).collect();
                if let [only] = marked.as_slice() {
                    return self.cell(*slot, *only);
                }
                let own = self.sat.fresh();
                for (cell, is_in) in cells.iter().enumerate() {
                    let literal = self.cell(*slot, cell);
                    self.sat.clause([!literal, if *is_in { own } else { !own }]);
                }
                own
            }
            Gate::All(parts) => {
                let parts: Vec<Lit> = parts.iter().map(|part| self.known(*part)).collect();
                self.joined(&parts)
            }
            Gate::AtLeast(n, parts) => {
                let parts: Vec<Lit> = parts.iter().map(|part| self.known(*part)).collect();
                self.counted(*n, &parts)
            }
        }
    }

    fn joined(&mut self, parts: &[Lit]) -> Lit {
        let own = self.sat.fresh();
        for part in parts {
            self.sat.clause([!own, *part]);
        }
        self.sat.clause(parts.iter().map(|part| !*part).chain([own]));
        own
    }

    /// Holds just when n or more of the parts do: counted part by part.
    fn counted(&mut self, n: usize, parts: &[Lit]) -> Lit {
        let (top, bottom) = (self.sat.top(), !self.sat.top());
        // At `k`: so many or more of the parts so far.
        let mut sums = vec![bottom; n.saturating_add(1)];
        if let Some(none) = sums.first_mut() {
            *none = top;
        }
        for part in parts {
            let before = sums.clone();
            for (k, sum) in sums.iter_mut().enumerate().skip(1) {
                let (Some(same), Some(fewer)) = (before.get(k), before.get(k.saturating_sub(1)))
                else {
                    continue;
                };
                let carried = if *fewer == top { *part } else { self.joined(&[*part, *fewer]) };
                *sum = if *same == bottom { carried } else { !self.joined(&[!*same, !carried]) };
            }
        }
        sums.last().copied().unwrap_or(top)
    }
}
