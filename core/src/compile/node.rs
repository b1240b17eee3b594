//! Conditions in negation normal form, equal ones shared.

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
}

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
    }

    /// Whether the node holds where exactly these literals do.
    pub(crate) fn holds(&self, id: NodeId, literals: &[u64]) -> bool {
        match self.get(id) {
            Node::Constant(value) => *value,
            Node::Literal(literal) => super::bits::has(literals, *literal),
            Node::All(parts) => parts.iter().all(|part| self.holds(*part, literals)),
            Node::Any(parts) => parts.iter().any(|part| self.holds(*part, literals)),
            Node::AtLeast(n, parts) => {
                let held = parts.iter().filter(|part| self.holds(**part, literals)).count();
                held >= usize::from(*n)
            }
        }
    }

    /// Calls `visit` for every occurrence of a literal below the node.
    pub(crate) fn literals(&self, id: NodeId, visit: &mut impl FnMut(u16)) {
        match self.get(id) {
            Node::Constant(_) => {}
            Node::Literal(literal) => visit(*literal),
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                for part in parts {
                    self.literals(*part, visit);
                }
            }
        }
    }

    /// Calls `visit` for every occurrence of an undecided literal that can still matter: parts
    /// that are already certain or impossible are passed over.
    pub(crate) fn open_literals(
        &self,
        id: NodeId,
        certain: &[u64],
        possible: &[u64],
        visit: &mut impl FnMut(u16),
    ) {
        if self.holds(id, certain) || !self.holds(id, possible) {
            return;
        }
        match self.get(id) {
            Node::Constant(_) => {}
            Node::Literal(literal) => visit(*literal),
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                for part in parts {
                    self.open_literals(*part, certain, possible, visit);
                }
            }
        }
    }
}
