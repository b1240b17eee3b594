//! Joins the alternatives of a goal that share a part: "a gate and this, or the gate and that" is
//! "the gate, and this or that", which takes fewer tests.

use super::node::{Node, NodeId, Nodes};
use super::program::AnyOf;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The same goals with fewer alternatives.
pub(super) fn joined(nodes: &mut Nodes, groups: &[Vec<AnyOf>]) -> Vec<Vec<AnyOf>> {
    let uses = uses(nodes, groups);
    let mut of_goal = |goal: &AnyOf| -> AnyOf {
        // An alternative that is needed elsewhere too costs nothing more here.
        let is_own = |part: &NodeId| uses.get(part) == Some(&1);
        let (mut kept, mut terms) = (Vec::new(), Vec::new());
        for part in goal {
            match nodes.get(*part) {
                Node::All(parts) if is_own(part) => terms.push(parts.to_vec()),
                _ => kept.push(*part),
            }
        }
        kept.extend(any_of(nodes, terms));
        kept
    };
    groups.iter().map(|group| group.iter().map(&mut of_goal).collect()).collect()
}

/// How often each node stands in a goal or in another node below the goals.
fn uses(nodes: &Nodes, groups: &[Vec<AnyOf>]) -> HashMap<NodeId, u32> {
    let mut uses: HashMap<NodeId, u32> = HashMap::new();
    let (mut seen, mut left) = (HashSet::new(), Vec::new());
    let mut note = |part: NodeId| {
        let count = uses.entry(part).or_default();
        *count = count.saturating_add(1);
    };
    for part in groups.iter().flatten().flatten() {
        note(*part);
        left.push(*part);
    }
    while let Some(node) = left.pop() {
        if seen.insert(node) {
            for part in nodes.get(node).parts() {
                note(*part);
                left.push(*part);
            }
        }
    }
    uses
}

/// Alternatives that hold when any of these terms does, a term being all of some parts: each term
/// stands behind the part of it that it shares with most others.
fn any_of(nodes: &mut Nodes, terms: Vec<Vec<NodeId>>) -> AnyOf {
    let mut shared: HashMap<NodeId, u32> = HashMap::new();
    for part in terms.iter().flatten() {
        let count = shared.entry(*part).or_default();
        *count = count.saturating_add(1);
    }
    let mut behind: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    for mut term in terms {
        let by_use = |part: &&NodeId| (shared.get(*part), Reverse(**part));
        let Some(gate) = term.iter().max_by_key(by_use).copied() else { continue };
        term.retain(|part| *part != gate);
        behind.entry(gate).or_default().push(nodes.all(&term));
    }
    let mut alternative = |(gate, rests): (NodeId, Vec<NodeId>)| {
        let any = nodes.any(&rests);
        nodes.all(&[gate, any])
    };
    behind.into_iter().map(&mut alternative).collect()
}
