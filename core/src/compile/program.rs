//! All goals of a rule set as straight runs of tests over words, without a jump between them.
//!
//! The literals stand in words. A layer of tests makes new words, one bit for each test, which the
//! layers after it may read; the last layer makes the words that are the outcome. One run serves
//! what is certain and what is possible together.

use super::node::{Node, NodeId, Nodes};
use std::collections::HashMap;

/// The most words a program may read and make; a rule set that needs more is evaluated by nodes.
const WORDS: usize = OPPOSITE as usize;
/// Every word in its place, and after all of them their opposites.
type Words = [u64; 2 * WORDS];
/// So much further stands the opposite of a word.
const OPPOSITE: u8 = 32;

/// Whether the word at this place has any of the bits.
#[derive(Clone, Copy, Debug)]
struct Test {
    bits: u64,
    place: u8,
}

/// The tests that make some neighbouring bits of a word, the test of the highest first.
#[derive(Clone, Debug)]
struct Making {
    tests: Vec<Test>,
    /// The bits that hold when their test hits. The others hold when it misses, since "all of
    /// them" is asked as "any of their opposites".
    opposite: u64,
    word: u8,
    shift: u8,
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

/// Tests and counts that read only bits that are made before.
#[derive(Clone, Debug)]
struct Layer {
    makings: Vec<Making>,
    counts: Vec<Count>,
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
        let (mut must, mut may) = ([0_u64; 2 * WORDS], [0_u64; 2 * WORDS]);
        for ((certain, possible), word) in certain.iter().zip(possible).zip(0..WORDS) {
            put(&mut must, word, *certain);
            put(&mut may, word, *possible);
        }
        for layer in &self.layers {
            for making in &layer.makings {
                let (mut not_must, mut not_may) = (0_u64, 0_u64);
                for test in &making.tests {
                    not_must = not_must.wrapping_add(not_must).wrapping_add(test.misses(&must));
                    not_may = not_may.wrapping_add(not_may).wrapping_add(test.misses(&may));
                }
                making.add(&mut must, not_must);
                making.add(&mut may, not_may);
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

// INVARIANT: `Layout` gives out fewer than `WORDS` words, so the remainders change nothing.
#[inline]
fn get(words: &Words, place: usize) -> u64 {
    words.get(place % (2 * WORDS)).copied().unwrap_or(0)
}

#[inline]
fn put(words: &mut Words, word: usize, value: u64) {
    if let Some(place) = words.get_mut(word % WORDS) {
        *place = value;
    }
    if let Some(place) = words.get_mut(word % WORDS + WORDS) {
        *place = !value;
    }
}

impl Test {
    #[inline]
    fn misses(self, words: &Words) -> u64 {
        u64::from(get(words, usize::from(self.place)) & self.bits == 0)
    }
}

impl Making {
    #[inline]
    fn add(&self, words: &mut Words, misses: u64) {
        let word = usize::from(self.word);
        let made = (misses ^ self.opposite) << (self.shift & 63);
        put(words, word, get(words, word) | made);
    }
}

impl Count {
    fn over(&self, words: &mut Words) {
        let set = |spot: &&Spot| get(words, usize::from(spot.word)) >> (spot.bit & 63) & 1 == 1;
        let enough = self.of.iter().filter(set).count() >= usize::from(self.needed);
        let word = usize::from(self.makes.word);
        let made = get(words, word) | u64::from(enough) << (self.makes.bit & 63);
        put(words, word, made);
    }
}

/// A test of one word, as it is laid out.
#[derive(Clone, Copy)]
struct Asked {
    word: u8,
    bits: u64,
    /// All of the bits rather than any.
    all: bool,
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
    /// The next bit that is free, counted from the first word.
    next: usize,
}

impl<'n> Layout<'n> {
    fn new(nodes: &'n Nodes, literal_words: usize) -> Layout<'n> {
        Layout {
            nodes,
            spots: HashMap::new(),
            layers: Vec::new(),
            next: literal_words.saturating_mul(64),
        }
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
        let tests: Option<Vec<Vec<Asked>>> =
            goals.into_iter().map(|group| self.joined(group)).collect();
        self.next = self.next.next_multiple_of(64);
        let first_result = u8::try_from(self.next / 64).ok()?;
        for tests in tests? {
            // A group without goals has its word too.
            let following = self.next.saturating_add(64);
            self.layer(&tests, Vec::new())?;
            self.next = following;
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
        for (node, bit) in placed.into_iter().zip(self.next..) {
            self.spots.insert(node, spot_at(bit)?);
        }
        let mut made = Vec::with_capacity(counts.len());
        for ((node, needed, parts), bit) in
            counts.into_iter().zip(self.next.saturating_add(tests.len())..)
        {
            let of: Option<Vec<Spot>> = parts.iter().map(|part| self.spot(*part)).collect();
            let makes = spot_at(bit)?;
            made.push(Count { needed, of: of?, makes });
            self.spots.insert(node, makes);
        }
        self.layer(&tests, made)
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
    /// first, except in the word where these tests come to stand, and all is joined there.
    fn joined(&mut self, mut spreads: Vec<Spread>) -> Option<Vec<Asked>> {
        while spreads.iter().any(|spread| spread.words.len() > 1) {
            let (here, mut tests) = (u8::try_from(self.next / 64).ok()?, Vec::new());
            for spread in spreads.iter_mut().filter(|spread| spread.words.len() > 1) {
                let mut joined: Vec<(u8, u64)> = Vec::new();
                let mut join =
                    |word: u8, bits: u64| match joined.iter_mut().find(|(known, _)| *known == word)
                    {
                        Some((_, known)) => *known |= bits,
                        None => joined.push((word, bits)),
                    };
                for (word, bits) in std::mem::take(&mut spread.words) {
                    if word == here {
                        join(word, bits);
                        continue;
                    }
                    let spot = spot_at(self.next.saturating_add(tests.len()))?;
                    tests.push(Asked { word, bits, all: spread.all });
                    join(spot.word, 1_u64 << (spot.bit & 63));
                }
                spread.words = joined;
            }
            self.layer(&tests, Vec::new())?;
        }
        let one = |spread: Spread| {
            let (word, bits) = spread.words.first().copied().unwrap_or((0, 0));
            Asked { word, bits, all: spread.all }
        };
        Some(spreads.into_iter().map(one).collect())
    }

    /// Adds a layer whose bits come to stand from the next free one on.
    fn layer(&mut self, asked: &[Asked], counts: Vec<Count>) -> Option<()> {
        let mut makings = Vec::new();
        let mut left = asked;
        while !left.is_empty() {
            let spot = spot_at(self.next)?;
            let room = 64_usize.saturating_sub(usize::from(spot.bit)).min(left.len());
            let (now, later) = left.split_at_checked(room)?;
            makings.push(making(now, spot));
            self.next = self.next.saturating_add(room);
            left = later;
        }
        self.next = self.next.saturating_add(counts.len());
        self.layers.push(Layer { makings, counts });
        (self.next <= WORDS.saturating_mul(64)).then_some(())
    }
}

fn making(asked: &[Asked], spot: Spot) -> Making {
    let mut opposite = 0_u64;
    let mut tests = Vec::with_capacity(asked.len());
    for (bit, asked) in (0_u32..64).zip(asked).rev() {
        let mut place = asked.word;
        if asked.all {
            place = place.saturating_add(OPPOSITE);
        } else {
            opposite |= 1_u64 << (bit & 63);
        }
        tests.push(Test { bits: asked.bits, place });
    }
    Making { tests, opposite, word: spot.word, shift: spot.bit }
}

fn spot_at(bit: usize) -> Option<Spot> {
    Some(Spot { word: u8::try_from(bit / 64).ok()?, bit: u8::try_from(bit % 64).ok()? })
}
