//! A gate put more simply: what must hold for all of it is put into each of its parts.
//!
//! Where two packs differ they mostly say the same: of "one of these, and none of those" only what
//! those do not have is left.

use super::circuit::{Circuit, Edge, Gate};
use std::collections::HashMap;

/// So often what was found is put in again.
const ROUNDS: usize = 4;

impl Circuit {
    /// A gate that holds just when this one does, and how many gates were looked at.
    pub(super) fn simpler(&mut self, edge: Edge) -> (Edge, usize) {
        let mut known = Vec::new();
        self.flatten(edge, &mut known);
        let mut looked_at = known.len();
        for _ in 0..ROUNDS {
            let mut is_new = false;
            for index in 0..known.len() {
                let Some(own) = known.get(index).copied() else { break };
                let without = Known::of(self, &known, own);
                let put = self.put(own, &without, &mut looked_at);
                if put == Edge::FALSE {
                    return (Edge::FALSE, looked_at);
                }
                if put != own {
                    is_new = true;
                    // What is left of it stands at the end, and is put into the others too.
                    if let Some(place) = known.get_mut(index) {
                        *place = Edge::TRUE;
                    }
                    self.flatten(put, &mut known);
                }
            }
            known.retain(|edge| *edge != Edge::TRUE);
            if !is_new {
                break;
            }
        }
        (self.all(known), looked_at)
    }

    /// Everything that must hold for a gate to hold, as far as its form says so.
    fn flatten(&self, edge: Edge, known: &mut Vec<Edge>) {
        match self.gate(edge.position()) {
            Gate::All(parts) if !edge.is_opposite() => {
                for part in parts {
                    self.flatten(*part, known);
                }
            }
            _ if known.contains(&edge) => {}
            _ => known.push(edge),
        }
    }

    /// A gate where what is known is so.
    fn put(&mut self, edge: Edge, known: &Known, looked_at: &mut usize) -> Edge {
        let cone = self.cone(&[edge]);
        *looked_at = looked_at.saturating_add(cone.len());
        let mut made: HashMap<usize, Edge> = HashMap::new();
        for position in cone {
            let of = |part: &Edge| {
                let made = made.get(&part.position()).copied();
                made.map_or(*part, |made| if part.is_opposite() { made.not() } else { made })
            };
            if let Some(holds) = known.gates.get(&position) {
                made.insert(position, if *holds { Edge::TRUE } else { Edge::FALSE });
                continue;
            }
            let new = match self.gate(position) {
                Gate::True => continue,
                Gate::In(slot, cells) => match known.cells.get(slot) {
                    Some(left) => known_of(cells, left),
                    None => None,
                },
                Gate::All(parts) => {
                    let put: Vec<Edge> = parts.iter().map(of).collect();
                    (put.as_slice() != &**parts).then(|| self.all(put))
                }
                Gate::AtLeast(n, parts) => {
                    let (n, put): (usize, Vec<Edge>) = (*n, parts.iter().map(of).collect());
                    (put.as_slice() != &**parts).then(|| self.at_least(n, put))
                }
            };
            if let Some(new) = new {
                made.insert(position, new);
            }
        }
        let made = made.get(&edge.position()).copied();
        made.map_or(edge, |made| if edge.is_opposite() { made.not() } else { made })
    }
}

/// Whether a slot stands in cells that are marked, where only some are left; `None`: perhaps.
fn known_of(cells: &[bool], left: &[bool]) -> Option<Edge> {
    let mut marked = cells.iter().zip(left).filter(|(_, left)| **left).map(|(is_in, _)| *is_in);
    let first = marked.next()?;
    marked.all(|is_in| is_in == first).then_some(if first { Edge::TRUE } else { Edge::FALSE })
}

/// What must hold beside one of several.
struct Known {
    gates: HashMap<usize, bool>,
    /// For each slot the cells that are left.
    cells: HashMap<usize, Vec<bool>>,
}

impl Known {
    fn of(circuit: &Circuit, all: &[Edge], without: Edge) -> Known {
        let mut known = Known { gates: HashMap::new(), cells: HashMap::new() };
        for edge in all.iter().filter(|edge| **edge != without && **edge != Edge::TRUE) {
            known.gates.insert(edge.position(), !edge.is_opposite());
            if let Gate::In(slot, marked) = circuit.gate(edge.position()) {
                let left = known.cells.entry(*slot).or_insert_with(|| vec![true; marked.len()]);
                for (left, is_in) in left.iter_mut().zip(marked.iter()) {
                    *left &= *is_in != edge.is_opposite();
                }
            }
        }
        known
    }
}
