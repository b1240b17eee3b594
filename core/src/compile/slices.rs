//! All goals of a rule set as straight steps over words in which each bit is another case.
//!
//! A register holds one condition for many cases: of 64 cases in each of its words, first for what
//! is certain, then for what is possible. A step makes the register of one condition from those of
//! its parts, so that one run judges all cases of a block.

use super::bits;
use super::gates;
use super::node::{Node, NodeId, Nodes};
use super::program::AnyOf;
use std::collections::HashMap;

/// The words of one condition: those of what is certain, and as many of what is possible.
pub(crate) type Register<const WORDS: usize> = [u64; WORDS];

/// The position of a register.
pub(crate) type RegisterId = u32;

/// The register in which nothing holds, and the one in which all does.
const NEVER: RegisterId = 0;
const ALWAYS: RegisterId = 1;

#[derive(Clone, Copy, Debug)]
enum Joins {
    All,
    Any,
    AtLeast(u16),
}

/// Makes one register from others.
#[derive(Clone, Copy, Debug)]
struct Step {
    joins: Joins,
    makes: RegisterId,
    /// Where the parts end in the list of all parts; they begin where those of the step before end.
    end: u32,
}

/// The steps, and where what they read and make stands.
#[derive(Clone, Debug)]
pub(crate) struct Slices {
    steps: Vec<Step>,
    parts: Vec<RegisterId>,
    registers: RegisterId,
    /// Each literal that is read, with its register.
    literals: Vec<(u16, RegisterId)>,
    /// The register of each literal by its number, `NEVER` for those that are not read.
    by_literal: Vec<RegisterId>,
    /// The register of each goal, by group.
    goals: Vec<Vec<RegisterId>>,
}

impl Slices {
    /// Steps for these groups of goals, with registers also for these literals.
    pub(crate) fn new(nodes: &Nodes, groups: &[Vec<AnyOf>], also: &[u64]) -> Slices {
        let mut nodes = nodes.open_again();
        let groups = gates::joined(&mut nodes, groups);
        let mut made = Slices {
            steps: Vec::new(),
            parts: Vec::new(),
            registers: ALWAYS.saturating_add(1),
            literals: Vec::new(),
            by_literal: Vec::new(),
            goals: Vec::new(),
        };
        let needed = needed(&nodes, &groups);
        let mut of_node: HashMap<NodeId, RegisterId> = HashMap::new();
        for (node, id) in nodes.list().iter().zip(0_u32..) {
            if !needed.get(id as usize).copied().unwrap_or(false) {
                continue;
            }
            let parts = node.parts().iter();
            let parts = parts.map(|part| of_node.get(part).copied().unwrap_or(NEVER)).collect();
            let register = match node {
                Node::Constant(value) => RegisterId::from(*value),
                Node::Literal(literal) => made.literal(*literal),
                Node::All(_) => made.step(Joins::All, parts),
                Node::Any(_) => made.step(Joins::Any, parts),
                Node::AtLeast(n, _) => made.step(Joins::AtLeast(*n), parts),
            };
            of_node.insert(id, register);
        }
        for group in &groups {
            let registers = group.iter().map(|goal| {
                let parts: Vec<RegisterId> =
                    goal.iter().filter_map(|part| of_node.get(part).copied()).collect();
                match parts.as_slice() {
                    [] => NEVER,
                    [only] => *only,
                    _ => made.step(Joins::Any, parts),
                }
            });
            let registers = registers.collect();
            made.goals.push(registers);
        }
        for literal in bits::indices(also) {
            if made.register_of(literal).is_none() {
                made.literal(literal);
            }
        }
        made
    }

    fn fresh(&mut self) -> RegisterId {
        let register = self.registers;
        self.registers = register.saturating_add(1);
        register
    }

    fn literal(&mut self, literal: u16) -> RegisterId {
        let register = self.fresh();
        self.literals.push((literal, register));
        let place = usize::from(literal);
        self.by_literal.resize(self.by_literal.len().max(place.saturating_add(1)), NEVER);
        if let Some(place) = self.by_literal.get_mut(place) {
            *place = register;
        }
        register
    }

    fn step(&mut self, joins: Joins, parts: Vec<RegisterId>) -> RegisterId {
        self.parts.extend(parts);
        let makes = self.fresh();
        let end = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        self.steps.push(Step { joins, makes, end });
        makes
    }

    /// The register of a literal; `None` where nothing asks about it.
    pub(crate) fn register_of(&self, literal: u16) -> Option<RegisterId> {
        self.by_literal.get(usize::from(literal)).copied().filter(|register| *register != NEVER)
    }

    /// Each literal that is read, with its register.
    pub(crate) fn literals(&self) -> &[(u16, RegisterId)] {
        &self.literals
    }

    /// The registers of a group of goals.
    pub(crate) fn goals(&self, group: usize) -> &[RegisterId] {
        self.goals.get(group).map_or(&[], Vec::as_slice)
    }

    /// Registers to run over, empty but for the one in which everything holds.
    pub(crate) fn registers<const WORDS: usize>(&self) -> Vec<Register<WORDS>> {
        let mut registers = vec![[0; WORDS]; self.registers as usize];
        if let Some(always) = registers.get_mut(ALWAYS as usize) {
            *always = [u64::MAX; WORDS];
        }
        registers
    }

    /// Makes all registers from those of the literals.
    #[inline(always)]
    pub(crate) fn run<const WORDS: usize>(&self, registers: &mut [Register<WORDS>]) {
        let mut from = 0_usize;
        for step in &self.steps {
            let end = step.end as usize;
            let parts = self.parts.get(from..end).unwrap_or(&[]);
            from = end;
            let made = match step.joins {
                Joins::All => parts.iter().fold([u64::MAX; WORDS], |mut all, part| {
                    let part = get(registers, *part);
                    all.iter_mut().zip(part).for_each(|(all, part)| *all &= part);
                    all
                }),
                Joins::Any => parts.iter().fold([0; WORDS], |mut any, part| {
                    let part = get(registers, *part);
                    any.iter_mut().zip(part).for_each(|(any, part)| *any |= part);
                    any
                }),
                Joins::AtLeast(n) => at_least(n, parts, registers),
            };
            if let Some(place) = registers.get_mut(step.makes as usize) {
                *place = made;
            }
        }
    }
}

/// The words of a register.
#[inline(always)]
pub(crate) fn get<const WORDS: usize>(
    registers: &[Register<WORDS>],
    register: RegisterId,
) -> &Register<WORDS> {
    const { assert!(WORDS > 0) };
    // INVARIANT: registers are given out by `Slices::fresh` alone.
    registers.get(register as usize).unwrap_or(&[0; WORDS])
}

/// Counts in columns of bits, the lowest first, and compares with the number needed.
fn at_least<const WORDS: usize>(
    needed: u16,
    parts: &[RegisterId],
    registers: &[Register<WORDS>],
) -> Register<WORDS> {
    /// As many as a `u16` has bits.
    const COLUMNS: usize = 16;
    let mut made = [0_u64; WORDS];
    for (at, made) in made.iter_mut().enumerate() {
        let mut sums = [0_u64; COLUMNS];
        for part in parts {
            let mut carry = get(registers, *part).get(at).copied().unwrap_or(0);
            for sum in &mut sums {
                let both = *sum & carry;
                *sum ^= carry;
                carry = both;
                if carry == 0 {
                    break;
                }
            }
        }
        let (mut more, mut same) = (0_u64, u64::MAX);
        for (column, sum) in (0_u32..16).zip(&sums).rev() {
            if needed >> column & 1 == 1 {
                same &= sum;
            } else {
                more |= same & sum;
                same &= !sum;
            }
        }
        *made = more | same;
    }
    made
}

/// Which nodes stand in a goal or below one.
fn needed(nodes: &Nodes, groups: &[Vec<AnyOf>]) -> Vec<bool> {
    let mut needed = vec![false; nodes.list().len()];
    let mut mark = |node: NodeId| {
        if let Some(mark) = needed.get_mut(node as usize) {
            *mark = true;
        }
    };
    groups.iter().flatten().flatten().for_each(|part| mark(*part));
    // INVARIANT: a node's parts stand before it.
    for id in (0..needed.len()).rev() {
        if needed.get(id).copied().unwrap_or(false)
            && let Some(node) = nodes.list().get(id)
        {
            for part in node.parts() {
                if let Some(mark) = needed.get_mut(*part as usize) {
                    *mark = true;
                }
            }
        }
    }
    needed
}
