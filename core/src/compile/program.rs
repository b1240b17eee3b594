//! All goals of a rule set as straight runs of tests over words, without a jump between them.
//!
//! The literals stand in words. A layer of tests makes new words, one bit for each test, which the
//! layers after it may read; the last layer makes the words that are the outcome. One run serves
//! what is certain and what is possible together.

use super::node::{Node, NodeId, Nodes};
use std::collections::HashMap;

/// The most words a program may read and make; a rule set that needs more is evaluated by nodes.
const WORDS: usize = 64;

/// One bit of a later word: whether the word has any, or all, of the bits.
#[derive(Clone, Copy, Debug)]
struct Test {
    bits: u64,
    /// All ones for "all of them", which is the opposite of "any of them is not set".
    opposite: u64,
    word: u8,
}

/// One bit of a later word: whether so many of these are set.
#[derive(Clone, Debug)]
struct Count {
    needed: u16,
    of: Vec<Spot>,
    makes: Spot,
}

/// A bit in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    word: u8,
    bit: u8,
}

/// Tests and counts that read earlier words only, and the first word that they make.
#[derive(Clone, Debug)]
struct Layer {
    tests: Vec<Test>,
    counts: Vec<Count>,
    first_word: u8,
}

/// The goals of a rule set, ready to be run.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    layers: Vec<Layer>,
    /// The words of the outcome begin here, one for each group of goals.
    first_result: u8,
}

/// Anything that holds when any of these nodes does.
pub(crate) type AnyOf = Vec<NodeId>;

impl Program {
    /// Lays out groups of at most 64 goals each; `None` when they need more words than there are.
    pub(crate) fn new(
        nodes: &Nodes,
        literal_words: usize,
        groups: &[Vec<AnyOf>],
    ) -> Option<Program> {
        Layout::new(nodes, literal_words).program(groups)
    }

    /// The words of the outcome: for each group of goals those that must hold and those that may.
    #[inline]
    pub(crate) fn run<const GROUPS: usize>(
        &self,
        certain: &[u64],
        possible: &[u64],
    ) -> [(u64, u64); GROUPS] {
        let mut must = [0_u64; WORDS];
        let mut may = [0_u64; WORDS];
        must.iter_mut().zip(certain).for_each(|(word, given)| *word = *given);
        may.iter_mut().zip(possible).for_each(|(word, given)| *word = *given);
        for layer in &self.layers {
            for (tests, word) in layer.tests.chunks(64).zip(usize::from(layer.first_word)..) {
                let (mut all_must, mut all_may) = (0_u64, 0_u64);
                for (test, bit) in tests.iter().zip(0_u32..) {
                    all_must |= test.over(&must) << (bit & 63);
                    all_may |= test.over(&may) << (bit & 63);
                }
                put(&mut must, word, all_must);
                put(&mut may, word, all_may);
            }
            for count in &layer.counts {
                count.over(&mut must);
                count.over(&mut may);
            }
        }
        let mut results = [(0_u64, 0_u64); GROUPS];
        for (result, word) in results.iter_mut().zip(usize::from(self.first_result)..) {
            *result = (get(&must, word), get(&may, word));
        }
        results
    }
}

#[inline]
fn get(words: &[u64; WORDS], word: usize) -> u64 {
    // INVARIANT: `Layout` gives out fewer than `WORDS` words, so the remainder changes nothing.
    words.get(word % WORDS).copied().unwrap_or(0)
}

#[inline]
fn put(words: &mut [u64; WORDS], word: usize, value: u64) {
    if let Some(place) = words.get_mut(word % WORDS) {
        *place = value;
    }
}

impl Test {
    #[inline]
    fn over(self, words: &[u64; WORDS]) -> u64 {
        let found = (get(words, usize::from(self.word)) ^ self.opposite) & self.bits != 0;
        u64::from(found) ^ (self.opposite & 1)
    }
}

impl Count {
    fn over(&self, words: &mut [u64; WORDS]) {
        let set = |spot: &&Spot| get(words, usize::from(spot.word)) >> (spot.bit & 63) & 1 == 1;
        let enough = self.of.iter().filter(set).count() >= usize::from(self.needed);
        let word = usize::from(self.makes.word);
        let made = get(words, word) | u64::from(enough) << (self.makes.bit & 63);
        put(words, word, made);
    }
}

/// A condition over bits that have their spots: any, or all, of the bits of each word.
struct Spread {
    all: bool,
    words: Vec<(u8, u64)>,
}

/// Where the nodes of a program under construction have their bits.
struct Layout<'n> {
    nodes: &'n Nodes,
    spots: HashMap<NodeId, Spot>,
    layers: Vec<Layer>,
    next_word: usize,
}

impl<'n> Layout<'n> {
    fn new(nodes: &'n Nodes, literal_words: usize) -> Layout<'n> {
        Layout { nodes, spots: HashMap::new(), layers: Vec::new(), next_word: literal_words }
    }

    fn program(mut self, groups: &[Vec<AnyOf>]) -> Option<Program> {
        let mut waiting: Vec<NodeId> = Vec::new();
        for goal in groups.iter().flatten() {
            self.parts_of_goal(goal).0.iter().for_each(|part| self.collect(*part, &mut waiting));
        }
        while !waiting.is_empty() {
            let (ready, later): (Vec<NodeId>, Vec<NodeId>) =
                waiting.into_iter().partition(|node| self.is_ready(*node));
            self.place(&ready)?;
            waiting = later;
        }
        let goals: Vec<Vec<Spread>> = groups
            .iter()
            .map(|group| {
                let spread = |goal: &AnyOf| {
                    let (parts, all) = self.parts_of_goal(goal);
                    self.spread(&parts, all)
                };
                group.iter().map(spread).collect()
            })
            .collect();
        let tests: Option<Vec<Vec<Test>>> =
            goals.into_iter().map(|group| self.joined(group)).collect();
        let first_result = u8::try_from(self.next_word).ok()?;
        for tests in tests? {
            self.layer(tests, Vec::new(), 1)?;
        }
        Some(Program { layers: self.layers, first_result })
    }

    /// The parts of which any, or all, make a goal hold.
    fn parts_of_goal(&self, goal: &AnyOf) -> (Vec<NodeId>, bool) {
        let only = if let [only] = goal.as_slice() { Some(self.nodes.get(*only)) } else { None };
        match only {
            Some(Node::All(parts)) => (parts.to_vec(), true),
            Some(Node::Any(parts)) => (parts.to_vec(), false),
            _ => (goal.clone(), false),
        }
    }

    /// Notes a node and the nodes below it, each once and parts first.
    fn collect(&self, node: NodeId, waiting: &mut Vec<NodeId>) {
        if waiting.contains(&node) {
            return;
        }
        match self.nodes.get(node) {
            Node::Literal(_) => return,
            Node::Constant(_) => {}
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().for_each(|part| self.collect(*part, waiting));
            }
        }
        waiting.push(node);
    }

    fn spot(&self, node: NodeId) -> Option<Spot> {
        match self.nodes.get(node) {
            Node::Literal(literal) => {
                let word = u8::try_from(literal >> 6).ok()?;
                Some(Spot { word, bit: u8::try_from(literal & 63).ok()? })
            }
            _ => self.spots.get(&node).copied(),
        }
    }

    fn is_ready(&self, node: NodeId) -> bool {
        match self.nodes.get(node) {
            Node::Constant(_) | Node::Literal(_) => true,
            Node::All(parts) | Node::Any(parts) | Node::AtLeast(_, parts) => {
                parts.iter().all(|part| self.spot(*part).is_some())
            }
        }
    }

    /// Gives spots to nodes whose parts have theirs.
    fn place(&mut self, ready: &[NodeId]) -> Option<()> {
        let (mut spreads, mut placed, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        for node in ready {
            match self.nodes.get(*node) {
                Node::AtLeast(needed, parts) => counts.push((*node, *needed, parts)),
                other => {
                    let spread = match other {
                        Node::All(parts) => self.spread(parts, true),
                        Node::Any(parts) => self.spread(parts, false),
                        // No bits at all: "all of them" holds, "any of them" does not.
                        other => Spread { all: *other == Node::Constant(true), words: Vec::new() },
                    };
                    spreads.push(spread);
                    placed.push(*node);
                }
            }
        }
        let tests = self.joined(spreads)?;
        let first = self.next_word;
        let of_counts = first.saturating_add(tests.len().div_ceil(64));
        let words = counts.len().div_ceil(64).saturating_add(tests.len().div_ceil(64));
        let mut made = Vec::with_capacity(counts.len());
        for ((node, needed, parts), index) in counts.into_iter().zip(0_usize..) {
            let of: Option<Vec<Spot>> = parts.iter().map(|part| self.spot(*part)).collect();
            let makes = spot_at(of_counts, index)?;
            made.push(Count { needed, of: of?, makes });
            self.spots.insert(node, makes);
        }
        for (node, index) in placed.into_iter().zip(0_usize..) {
            self.spots.insert(node, spot_at(first, index)?);
        }
        self.layer(tests, made, words)
    }

    fn spread(&self, parts: &[NodeId], all: bool) -> Spread {
        let mut words: Vec<(u8, u64)> = Vec::new();
        for spot in parts.iter().filter_map(|part| self.spot(*part)) {
            let bit = 1_u64 << (spot.bit & 63);
            match words.iter_mut().find(|(word, _)| *word == spot.word) {
                Some((_, bits)) => *bits |= bit,
                None => words.push((spot.word, bit)),
            }
        }
        Spread { all, words }
    }

    /// One test for each condition. Those that reach over several words are tested word by word
    /// first, and their tests joined.
    fn joined(&mut self, mut spreads: Vec<Spread>) -> Option<Vec<Test>> {
        while spreads.iter().any(|spread| spread.words.len() > 1) {
            let (first, mut tests) = (self.next_word, Vec::new());
            for spread in spreads.iter_mut().filter(|spread| spread.words.len() > 1) {
                let mut halves: Vec<(u8, u64)> = Vec::new();
                for (word, bits) in std::mem::take(&mut spread.words) {
                    let spot = spot_at(first, tests.len())?;
                    tests.push(test(word, bits, spread.all));
                    let bit = 1_u64 << (spot.bit & 63);
                    match halves.iter_mut().find(|(word, _)| *word == spot.word) {
                        Some((_, bits)) => *bits |= bit,
                        None => halves.push((spot.word, bit)),
                    }
                }
                spread.words = halves;
            }
            let words = tests.len().div_ceil(64);
            self.layer(tests, Vec::new(), words)?;
        }
        let one = |spread: Spread| {
            let (word, bits) = spread.words.first().copied().unwrap_or((0, 0));
            test(word, bits, spread.all)
        };
        Some(spreads.into_iter().map(one).collect())
    }

    fn layer(&mut self, tests: Vec<Test>, counts: Vec<Count>, words: usize) -> Option<()> {
        let first_word = u8::try_from(self.next_word).ok()?;
        self.next_word = self.next_word.saturating_add(words);
        self.layers.push(Layer { tests, counts, first_word });
        (self.next_word <= WORDS).then_some(())
    }
}

fn test(word: u8, bits: u64, all: bool) -> Test {
    Test { bits, opposite: if all { u64::MAX } else { 0 }, word }
}

fn spot_at(first_word: usize, index: usize) -> Option<Spot> {
    let word = u8::try_from(first_word.saturating_add(index / 64)).ok()?;
    Some(Spot { word, bit: u8::try_from(index % 64).ok()? })
}
