//! Conditions in negation normal form, equal ones shared.

use crate::truth::Truth;
use std::collections::HashMap;

/// The position of a node.
pub(crate) type NodeId = u32;

/// A condition without negation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    Constant(bool),
    Literal(u16),
    All(Box<[NodeId]>),
    Any(Box<[NodeId]>),
    AtLeast(u16, Box<[NodeId]>),
}

/// A condition and its opposite, both without negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub holds: NodeId,
    pub fails: NodeId,
}

impl Pair {
    pub(crate) fn opposite(self) -> Pair {
        Pair { holds: self.fails, fails: self.holds }
    }
}

/// All nodes of a rule set; a node's parts stand before it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Nodes {
    list: Vec<Node>,
    found: HashMap<Node, NodeId>,
    /// For each node, whether its literals compare some variable in ways that no one cell serves
    /// best, so that judging each literal by itself need not be exact.
    tangled: Vec<bool>,
    /// How many nodes a walk below each node meets, those shared as often as they are shared.
    weights: Vec<u32>,
}

/// A node heavier than this is not walked as a tree: what it shares is judged once.
const HEAVY: u32 = 2_000;

impl Nodes {
    pub(crate) fn get(&self, id: NodeId) -> &Node {
        const NOTHING: &Node = &Node::Constant(false);
        // INVARIANT: ids are given out by `add` alone and nodes are never removed.
        self.list.get(id as usize).unwrap_or(NOTHING)
    }

    /// All nodes, parts before what they are parts of.
    pub(crate) fn list(&self) -> &[Node] {
        &self.list
    }

    /// Whether judging each literal of the node by itself need not be exact.
    pub(crate) fn is_tangled(&self, id: NodeId) -> bool {
        self.tangled.get(id as usize).copied().unwrap_or(true)
    }

    pub(crate) fn set_tangled(&mut self, tangled: Vec<bool>) {
        self.tangled = tangled;
    }

    fn add(&mut self, node: Node) -> NodeId {
        if let Some(id) = self.found.get(&node) {
            return *id;
        }
        let id = NodeId::try_from(self.list.len()).unwrap_or(NodeId::MAX);
        self.list.push(node.clone());
        self.found.insert(node, id);
        id
    }

    pub(crate) fn constant(&mut self, value: bool) -> NodeId {
        self.add(Node::Constant(value))
    }

    pub(crate) fn literal(&mut self, literal: u16) -> NodeId {
        self.add(Node::Literal(literal))
    }

    pub(crate) fn all(&mut self, parts: &[NodeId]) -> NodeId {
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            match self.get(*part) {
                Node::Constant(true) => {}
                Node::Constant(false) => return *part,
                Node::All(inner) => kept.extend_from_slice(inner),
                _ => kept.push(*part),
            }
        }
        self.joined(kept, true)
    }

    pub(crate) fn any(&mut self, parts: &[NodeId]) -> NodeId {
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            match self.get(*part) {
                Node::Constant(false) => {}
                Node::Constant(true) => return *part,
                Node::Any(inner) => kept.extend_from_slice(inner),
                _ => kept.push(*part),
            }
        }
        self.joined(kept, false)
    }

    fn joined(&mut self, mut parts: Vec<NodeId>, all: bool) -> NodeId {
        parts.sort_unstable();
        parts.dedup();
        match parts.as_slice() {
            [] => self.constant(all),
            [only] => *only,
            _ if all => self.add(Node::All(parts.into())),
            _ => self.add(Node::Any(parts.into())),
        }
    }

    pub(crate) fn at_least(&mut self, n: usize, parts: &[NodeId]) -> NodeId {
        let mut needed = n;
        let mut kept = Vec::with_capacity(parts.len());
        for part in parts {
            match self.get(*part) {
                Node::Constant(false) => {}
                Node::Constant(true) => needed = needed.saturating_sub(1),
                _ => kept.push(*part),
            }
        }
        if needed == 0 || needed > kept.len() {
            return self.constant(needed == 0);
        }
        if needed == 1 {
            return self.any(&kept);
        }
        if needed == kept.len() {
            return self.all(&kept);
        }
        kept.sort_unstable();
        self.add(Node::AtLeast(u16::try_from(needed).unwrap_or(u16::MAX), kept.into()))
    }

    /// Renames literals once their order is known, and forgets what only building needs.
    pub(crate) fn finish(&mut self, renamed: &[u16]) {
        for node in &mut self.list {
            if let Node::Literal(literal) = node {
                *literal = renamed.get(usize::from(*literal)).copied().unwrap_or(*literal);
            }
        }
        self.found = HashMap::new();
        let mut weights: Vec<u32> = Vec::with_capacity(self.list.len());
        for node in &self.list {
            let of = |part: &NodeId| weights.get(*part as usize).copied().unwrap_or(1);
            let below = node.parts().iter().fold(1_u32, |sum, part| sum.saturating_add(of(part)));
            weights.push(below);
        }
        self.weights = weights;
    }

    /// The same nodes, to be added to; what is added is not shared with them.
    pub(super) fn open_again(&self) -> Nodes {
        Nodes { list: self.list.clone(), ..Nodes::default() }
    }

    /// How much work it is to look at a node.
    pub(crate) fn cost(&self, id: NodeId) -> u32 {
        let weight = self.weight(id);
        // A heavy node is judged through all nodes before it, each once.
        if weight > HEAVY { id.saturating_add(1).saturating_mul(3) } else { weight }
    }

    fn weight(&self, id: NodeId) -> u32 {
        self.weights.get(id as usize).copied().unwrap_or(u32::MAX)
    }

    /// Whether the node holds where exactly these literals do.
    #[inline]
    pub(crate) fn holds(&self, id: NodeId, literals: &[u64]) -> bool {
        if self.weight(id) > HEAVY {
            return self.values(id, literals).get(id as usize).copied().unwrap_or(false);
        }
        self.holds_as_tree(id, literals)
    }

    fn holds_as_tree(&self, id: NodeId, literals: &[u64]) -> bool {
        self.get(id).holds(literals, |part| self.holds_as_tree(part, literals))
    }

    /// Whether each node up to this one holds.
    fn values(&self, id: NodeId, literals: &[u64]) -> Vec<bool> {
        let mut values: Vec<bool> = Vec::with_capacity(self.list.len());
        for node in self.list.iter().take((id as usize).saturating_add(1)) {
            let value =
                node.holds(literals, |part| values.get(part as usize).copied().unwrap_or(false));
            values.push(value);
        }
        values
    }

    /// Calls `visit` for every occurrence of a literal below the node; below a heavy one at most
    /// twice for each literal.
    pub(crate) fn literals(&self, id: NodeId, visit: &mut impl FnMut(u16)) {
        if self.weight(id) > HEAVY {
            return self.by_paths(id, |_| true, visit);
        }
        match self.get(id) {
            Node::Literal(literal) => visit(*literal),
            node => node.parts().iter().for_each(|part| self.literals(*part, visit)),
        }
    }

    /// Judges the node by what is certain and what is possible, and adds to `open` every occurrence
    /// of an undecided literal that can still matter: parts that are already certain or impossible
    /// are passed over. Below a heavy node each literal is added at most twice.
    pub(crate) fn judge(
        &self,
        id: NodeId,
        certain: &[u64],
        possible: &[u64],
        open: &mut Vec<u16>,
    ) -> Truth {
        if self.weight(id) > HEAVY {
            let (must, may) = (self.values(id, certain), self.values(id, possible));
            let at = |values: &[bool], node: usize| values.get(node).copied().unwrap_or(false);
            let is_open = |node: usize| !at(&must, node) && at(&may, node);
            self.by_paths(id, is_open, &mut |literal| open.push(literal));
            return Truth::from_bounds(at(&must, id as usize), at(&may, id as usize));
        }
        self.judge_as_tree(id, certain, possible, open)
    }

    fn judge_as_tree(
        &self,
        id: NodeId,
        certain: &[u64],
        possible: &[u64],
        open: &mut Vec<u16>,
    ) -> Truth {
        let before = open.len();
        let mut judge = |part: &NodeId| self.judge_as_tree(*part, certain, possible, open);
        let truth = match self.get(id) {
            Node::Constant(value) => Truth::from_bounds(*value, *value),
            Node::Literal(literal) => {
                let has = |literals| super::bits::has(literals, *literal);
                let truth = Truth::from_bounds(has(certain), has(possible));
                if truth == Truth::Unknown {
                    open.push(*literal);
                }
                return truth;
            }
            Node::All(parts) => until(parts, Truth::False, Truth::True, judge),
            Node::Any(parts) => until(parts, Truth::True, Truth::False, judge),
            Node::AtLeast(n, parts) => {
                let (mut must, mut may) = (0_usize, 0_usize);
                for truth in parts.iter().map(&mut judge) {
                    must = must.saturating_add(usize::from(truth == Truth::True));
                    may = may.saturating_add(usize::from(truth != Truth::False));
                }
                Truth::from_bounds(must >= usize::from(*n), may >= usize::from(*n))
            }
        };
        if truth != Truth::Unknown {
            open.truncate(before);
        }
        truth
    }

    /// Visits the literals below a node through nodes that are `open`, once where there is one
    /// way to a literal and twice where there are more.
    fn by_paths(&self, id: NodeId, open: impl Fn(usize) -> bool, visit: &mut impl FnMut(u16)) {
        let mut ways = vec![0_u8; (id as usize).saturating_add(1)];
        ways.last_mut().into_iter().for_each(|ways| *ways = 1);
        for node in (0..=id as usize).rev() {
            let here = ways.get(node).copied().unwrap_or(0);
            if here == 0 || !open(node) {
                continue;
            }
            let Some(declared) = self.list.get(node) else { continue };
            if let Node::Literal(literal) = declared {
                (0..here).for_each(|_| visit(*literal));
            }
            for part in declared.parts() {
                if let Some(ways) = ways.get_mut(*part as usize) {
                    *ways = ways.saturating_add(here).min(2);
                }
            }
        }
    }
}

/// The first part that settles all, or whether something is open among them.
fn until(
    parts: &[NodeId],
    settles: Truth,
    otherwise: Truth,
    mut judge: impl FnMut(&NodeId) -> Truth,
) -> Truth {
    let mut joined = otherwise;
    for part in parts {
        match judge(part) {
            truth if truth == settles => return settles,
            Truth::Unknown => joined = Truth::Unknown,
            _ => {}
        }
    }
    joined
}

impl Node {
    /// What it is made of.
    pub(crate) fn parts(&self) -> &[NodeId] {
        match self {
            Node::Constant(_) | Node::Literal(_) => &[],
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => parts,
        }
    }

    #[inline]
    fn holds(&self, literals: &[u64], part: impl Fn(NodeId) -> bool) -> bool {
        match self {
            Node::Constant(value) => *value,
            Node::Literal(literal) => super::bits::has(literals, *literal),
            Node::All(parts) => parts.iter().all(|id| part(*id)),
            Node::Any(parts) => parts.iter().any(|id| part(*id)),
            Node::AtLeast(n, parts) => {
                parts.iter().filter(|id| part(**id)).count() >= usize::from(*n)
            }
        }
    }
}
