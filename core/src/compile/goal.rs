//! A goal: something that holds when any of many conditions does, laid out for speed.

use super::bits;
use super::node::{Node, NodeId, Nodes};

/// Any of: single literals (one mask), conjunctions of literals (short masks), and whatever else.
#[derive(Clone, Debug, Default)]
pub(crate) struct AnyGoal {
    /// Literals that suffice alone.
    pub units: Vec<u64>,
    /// Words and masks of the conjunctions, one after the other.
    pairs: Vec<(u16, u64)>,
    /// Where each conjunction ends in `pairs`.
    ends: Vec<u32>,
    /// Conditions of other shapes.
    rest: Vec<NodeId>,
    /// Everything that makes it hold, as nodes.
    pub nodes: Vec<NodeId>,
    /// The conjunctions as lists of literals.
    pub terms: Vec<Vec<u16>>,
    /// Literals of facts that it compares in ways that no one cell serves best.
    pub entangled: Vec<u64>,
    /// Its number among the goals of its rule set.
    pub number: u16,
}

impl AnyGoal {
    pub(crate) fn new(parts: &[NodeId], nodes: &Nodes, words: usize) -> AnyGoal {
        let mut goal = AnyGoal { units: vec![0; words], ..AnyGoal::default() };
        for part in parts {
            match nodes.get(*part) {
                Node::Any(inner) => inner.iter().for_each(|part| goal.add(*part, nodes)),
                _ => goal.add(*part, nodes),
            }
        }
        goal
    }

    fn add(&mut self, part: NodeId, nodes: &Nodes) {
        if self.nodes.contains(&part) {
            return;
        }
        match nodes.get(part) {
            Node::Constant(false) => return,
            Node::Literal(literal) => bits::put(&mut self.units, *literal, true),
            Node::All(inner) => match literals_only(inner, nodes) {
                Some(literals) => self.add_term(literals),
                None => self.rest.push(part),
            },
            Node::Constant(true) | Node::Any(_) | Node::AtLeast(..) => self.rest.push(part),
        }
        self.nodes.push(part);
    }

    fn add_term(&mut self, literals: Vec<u16>) {
        let mut pairs: Vec<(u16, u64)> = Vec::new();
        for literal in &literals {
            let (word, bit) = (literal >> 6, 1_u64 << (literal & 63));
            match pairs.iter_mut().find(|(at, _)| *at == word) {
                Some((_, mask)) => *mask |= bit,
                None => pairs.push((word, bit)),
            }
        }
        self.pairs.extend(pairs);
        self.ends.push(u32::try_from(self.pairs.len()).unwrap_or(u32::MAX));
        self.terms.push(literals);
    }

    /// Whether it has nothing but single literals and conjunctions of them.
    pub(crate) fn is_flat(&self) -> bool {
        self.rest.is_empty()
    }

    /// Whether it holds where exactly these literals do.
    #[inline]
    pub(crate) fn holds(&self, literals: &[u64], nodes: &Nodes) -> bool {
        bits::meet(&self.units, literals)
            || self.some_term_holds(literals)
            || self.rest.iter().any(|node| nodes.holds(*node, literals))
    }

    #[inline]
    fn some_term_holds(&self, literals: &[u64]) -> bool {
        let mut from = 0_usize;
        for end in &self.ends {
            let end = *end as usize;
            let pairs = self.pairs.get(from..end).unwrap_or(&[]);
            let term_holds = pairs.iter().all(|(word, mask)| {
                literals.get(usize::from(*word)).is_some_and(|word| word & mask == *mask)
            });
            if term_holds {
                return true;
            }
            from = end;
        }
        false
    }
}

fn literals_only(parts: &[NodeId], nodes: &Nodes) -> Option<Vec<u16>> {
    let literal = |part: &NodeId| match nodes.get(*part) {
        Node::Literal(literal) => Some(*literal),
        _ => None,
    };
    parts.iter().map(literal).collect()
}
