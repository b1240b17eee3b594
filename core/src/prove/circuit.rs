//! Conditions as gates over the cells of what is asked, equal gates shared.
//!
//! Everything that is proved is a question about one gate: can it hold?
//! Fixing one answer gives another gate of the same circuit (`fixed`), so that "what changes when
//! only this answer changes" needs no second copy of the rules.

use std::collections::{HashMap, HashSet};

/// A gate or its opposite: twice its position, plus one for the opposite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Edge(u32);

impl Edge {
    /// What always holds; the first gate.
    pub(super) const TRUE: Edge = Edge(0);
    /// What never holds.
    pub(super) const FALSE: Edge = Edge(1);

    fn of(position: usize) -> Edge {
        Edge(u32::try_from(position).unwrap_or(u32::MAX >> 1) << 1)
    }

    pub(super) fn position(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(super) fn is_opposite(self) -> bool {
        self.0 & 1 == 1
    }

    pub(super) fn not(self) -> Edge {
        Edge(self.0 ^ 1)
    }

    fn not_if(self, opposite: bool) -> Edge {
        if opposite { self.not() } else { self }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Gate {
    True,
    /// The slot stands in one of the cells marked; the first cell never is.
    In(usize, Box<[bool]>),
    All(Box<[Edge]>),
    AtLeast(usize, Box<[Edge]>),
}

impl Gate {
    pub(super) fn parts(&self) -> &[Edge] {
        match self {
            Gate::True | Gate::In(..) => &[],
            Gate::All(parts) | Gate::AtLeast(_, parts) => parts,
        }
    }
}

/// For each slot the parts of its range that help a gate to hold, as cells.
pub(super) type Helping = HashMap<usize, Vec<Vec<bool>>>;

/// Which gates hold in a case, those that were looked at.
#[derive(Debug, Default)]
pub(super) struct Values(Vec<bool>);

impl Values {
    pub(super) fn is(&self, edge: Edge) -> bool {
        self.0.get(edge.position()).copied().unwrap_or(false) != edge.is_opposite()
    }
}

/// In which of sixty-four cases gates may hold and must hold, those that were looked at; the two
/// differ where a slot may stand in any cell.
#[derive(Debug, Default)]
pub(super) struct Lanes(Vec<Bounds>);

/// In which cases something may hold, and in which it must.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    pub may: u64,
    pub must: u64,
}

impl Lanes {
    pub(super) fn of(&self, edge: Edge) -> Bounds {
        let Bounds { may, must } = self.0.get(edge.position()).copied().unwrap_or_default();
        if edge.is_opposite() { Bounds { may: !must, must: !may } } else { Bounds { may, must } }
    }
}

/// In which of sixty-four cases so many parts hold or more.
pub(super) fn counted(n: usize, parts: impl Iterator<Item = u64>) -> u64 {
    // At `k`: where more than so many of the parts so far hold.
    let mut more_than = vec![0_u64; n];
    for part in parts {
        let mut as_many = u64::MAX;
        for sum in &mut more_than {
            let before = std::mem::replace(&mut as_many, *sum);
            *sum |= before & part;
        }
    }
    more_than.last().copied().unwrap_or(u64::MAX)
}

/// All gates; the parts of one stand before it.
#[derive(Debug)]
pub(super) struct Circuit {
    gates: Vec<Gate>,
    found: HashMap<Gate, usize>,
    /// For each gate those of which it is a part.
    wholes: Vec<Vec<usize>>,
    /// For each slot the gates that look at it.
    of_slots: HashMap<usize, Vec<usize>>,
}

impl Circuit {
    pub(super) fn new() -> Circuit {
        Circuit {
            gates: vec![Gate::True],
            found: HashMap::from([(Gate::True, 0)]),
            wholes: vec![Vec::new()],
            of_slots: HashMap::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.gates.len()
    }

    pub(super) fn gate(&self, position: usize) -> &Gate {
        // INVARIANT: edges are given out by `add` alone and gates are never removed.
        self.gates.get(position).unwrap_or(&Gate::True)
    }

    fn add(&mut self, gate: Gate) -> Edge {
        if let Some(position) = self.found.get(&gate) {
            return Edge::of(*position);
        }
        let position = self.gates.len();
        for part in gate.parts() {
            if let Some(wholes) = self.wholes.get_mut(part.position()) {
                wholes.push(position);
            }
        }
        if let Gate::In(slot, _) = &gate {
            self.of_slots.entry(*slot).or_default().push(position);
        }
        self.wholes.push(Vec::new());
        self.gates.push(gate.clone());
        self.found.insert(gate, position);
        Edge::of(position)
    }

    /// The slot stands in one of the cells marked.
    pub(super) fn is_in(&mut self, slot: usize, cells: &[bool]) -> Edge {
        if cells.iter().all(|marked| *marked) {
            return Edge::TRUE;
        }
        if !cells.iter().any(|marked| *marked) {
            return Edge::FALSE;
        }
        if cells.first() == Some(&true) {
            let others = cells.iter().map(|marked| !marked).collect();
            return self.add(Gate::In(slot, others)).not();
        }
        self.add(Gate::In(slot, cells.into()))
    }

    pub(super) fn all(&mut self, parts: impl IntoIterator<Item = Edge>) -> Edge {
        let mut kept: Vec<Edge> = Vec::new();
        for part in parts {
            match part {
                Edge::TRUE => {}
                Edge::FALSE => return Edge::FALSE,
                _ => kept.push(part),
            }
        }
        kept.sort_unstable();
        kept.dedup();
        // A part and its opposite stand side by side.
        let pairs = kept.iter().zip(kept.iter().skip(1));
        if pairs.into_iter().any(|(left, right)| left.not() == *right) {
            return Edge::FALSE;
        }
        match kept.as_slice() {
            [] => Edge::TRUE,
            [only] => *only,
            _ => self.add(Gate::All(kept.into())),
        }
    }

    pub(super) fn any(&mut self, parts: impl IntoIterator<Item = Edge>) -> Edge {
        self.all(parts.into_iter().map(Edge::not)).not()
    }

    pub(super) fn at_least(&mut self, n: usize, parts: impl IntoIterator<Item = Edge>) -> Edge {
        let mut needed = n;
        let mut kept = Vec::new();
        for part in parts {
            match part {
                Edge::TRUE => needed = needed.saturating_sub(1),
                Edge::FALSE => {}
                _ => kept.push(part),
            }
        }
        if needed == 0 {
            return Edge::TRUE;
        }
        if needed > kept.len() {
            return Edge::FALSE;
        }
        if needed == 1 {
            return self.any(kept);
        }
        if needed == kept.len() {
            return self.all(kept);
        }
        kept.sort_unstable();
        self.add(Gate::AtLeast(needed, kept.into()))
    }

    /// Whether two gates differ.
    pub(super) fn differ(&mut self, left: Edge, right: Edge) -> Edge {
        if left == right {
            return Edge::FALSE;
        }
        let one = self.all([left, right.not()]);
        let other = self.all([left.not(), right]);
        self.any([one, other])
    }

    /// The gates below these and they themselves, parts first.
    pub(super) fn cone(&self, edges: &[Edge]) -> Vec<usize> {
        self.cone_without(edges, |_| false)
    }

    /// The same without some gates and what is below those alone.
    pub(super) fn cone_without(
        &self,
        edges: &[Edge],
        without: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut marked: HashSet<usize> = HashSet::new();
        let mut next: Vec<usize> = edges.iter().map(|edge| edge.position()).collect();
        while let Some(position) = next.pop() {
            if without(position) || !marked.insert(position) {
                continue;
            }
            found.push(position);
            next.extend(self.gate(position).parts().iter().map(|part| part.position()));
        }
        found.sort_unstable();
        found
    }

    /// The gates up to a position that look at a slot, themselves or by their parts, parts first.
    fn looking_at(&self, slot: usize, highest: usize) -> Vec<usize> {
        let mut next = self.of_slots.get(&slot).cloned().unwrap_or_default();
        let mut marked: HashSet<usize> = HashSet::new();
        while let Some(position) = next.pop() {
            if position <= highest && marked.insert(position) {
                next.extend(self.wholes.get(position).into_iter().flatten());
            }
        }
        let mut found: Vec<usize> = marked.into_iter().collect();
        found.sort_unstable();
        found
    }

    /// These gates once the slot stands in the cell, in their order; and how many gates were looked
    /// at.
    pub(super) fn fixed(&mut self, edges: &[Edge], slot: usize, cell: usize) -> (Vec<Edge>, usize) {
        let highest = edges.iter().map(|edge| edge.position()).max().unwrap_or(0);
        let looking = self.looking_at(slot, highest);
        let looked_at = looking.len().saturating_add(edges.len());
        let mut made: HashMap<usize, Edge> = HashMap::new();
        for position in looking {
            let replaced = |edge: &Edge| {
                let part = made.get(&edge.position()).copied();
                part.unwrap_or(Edge::of(edge.position())).not_if(edge.is_opposite())
            };
            let gate = self.gate(position);
            let edge = match gate {
                Gate::True => continue,
                Gate::In(own, cells) if *own == slot => {
                    if cells.get(cell) == Some(&true) {
                        Edge::TRUE
                    } else {
                        Edge::FALSE
                    }
                }
                Gate::In(..) => continue,
                Gate::All(parts) => {
                    let parts: Vec<Edge> = parts.iter().map(replaced).collect();
                    self.all(parts)
                }
                Gate::AtLeast(n, parts) => {
                    let n = *n;
                    let parts: Vec<Edge> = parts.iter().map(replaced).collect();
                    self.at_least(n, parts)
                }
            };
            made.insert(position, edge);
        }
        let of = |edge: &Edge| {
            let part = made.get(&edge.position()).copied();
            part.unwrap_or(Edge::of(edge.position())).not_if(edge.is_opposite())
        };
        (edges.iter().map(of).collect(), looked_at)
    }

    /// How many of these, from the first, are together about so many gates or fewer.
    pub(super) fn few_of(&self, edges: &[Edge], most: usize) -> usize {
        let mut marked: HashSet<usize> = HashSet::new();
        for (index, edge) in edges.iter().enumerate() {
            let mut next = vec![edge.position()];
            while let Some(position) = next.pop() {
                if marked.insert(position) {
                    if marked.len() > most {
                        return index;
                    }
                    next.extend(self.gate(position).parts().iter().map(|part| part.position()));
                }
            }
        }
        edges.len()
    }

    /// Which of the gates of a cone hold where each slot stands in its cell.
    pub(super) fn values(&self, cone: &[usize], cells: &[usize]) -> Values {
        let mut values = Values(Vec::new());
        self.look_at(cone, cells, &mut values);
        values
    }

    /// The same, in a place that was used before.
    pub(super) fn look_at(&self, cone: &[usize], cells: &[usize], values: &mut Values) {
        values.0.resize(self.gates.len(), false);
        for position in cone {
            let value = match self.gate(*position) {
                Gate::True => true,
                Gate::In(slot, marked) => {
                    cells.get(*slot).and_then(|cell| marked.get(*cell)) == Some(&true)
                }
                Gate::All(parts) => parts.iter().all(|part| values.is(*part)),
                Gate::AtLeast(n, parts) => {
                    parts.iter().filter(|part| values.is(**part)).count() >= *n
                }
            };
            if let Some(place) = values.0.get_mut(*position) {
                *place = value;
            }
        }
    }

    /// The same in sixty-four cases at once, of which one is told in which of them a slot may and
    /// must stand in a cell that is marked.
    pub(super) fn look_at_lanes(
        &self,
        cone: &[usize],
        is_in: impl Fn(usize, &[bool]) -> Bounds,
        lanes: &mut Lanes,
    ) {
        lanes.0.resize(self.gates.len(), Bounds::default());
        for position in cone {
            let bounds = match self.gate(*position) {
                Gate::True => Bounds { may: u64::MAX, must: u64::MAX },
                Gate::In(slot, marked) => is_in(*slot, marked),
                Gate::All(parts) => {
                    let all = Bounds { may: u64::MAX, must: u64::MAX };
                    parts.iter().map(|part| lanes.of(*part)).fold(all, |all, part| Bounds {
                        may: all.may & part.may,
                        must: all.must & part.must,
                    })
                }
                Gate::AtLeast(n, parts) => Bounds {
                    may: counted(*n, parts.iter().map(|part| lanes.of(*part).may)),
                    must: counted(*n, parts.iter().map(|part| lanes.of(*part).must)),
                },
            };
            if let Some(place) = lanes.0.get_mut(*position) {
                *place = bounds;
            }
        }
    }

    /// For each slot below a gate the parts of its range that help it to hold, as cells.
    pub(super) fn helping(&self, edge: Edge) -> Helping {
        let cone = self.cone(&[edge]);
        // For each gate whether it helps by holding, and whether by failing.
        let mut ways: HashMap<usize, (bool, bool)> = HashMap::new();
        ways.insert(edge.position(), (!edge.is_opposite(), edge.is_opposite()));
        let mut found = Helping::new();
        for position in cone.into_iter().rev() {
            let (holds, fails) = ways.get(&position).copied().unwrap_or((false, false));
            if let Gate::In(slot, cells) = self.gate(position) {
                let of_slot = found.entry(*slot).or_default();
                if holds {
                    of_slot.push(cells.to_vec());
                }
                if fails {
                    of_slot.push(cells.iter().map(|marked| !marked).collect());
                }
            }
            for part in self.gate(position).parts() {
                let (holds, fails) =
                    if part.is_opposite() { (fails, holds) } else { (holds, fails) };
                let way = ways.entry(part.position()).or_default();
                way.0 |= holds;
                way.1 |= fails;
            }
        }
        found
    }
}
