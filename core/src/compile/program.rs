//! All goals of a rule set as straight runs of tests over words, without a jump between them.
//!
//! The literals that are asked about are gathered into few words. A layer of tests makes new bits,
//! one for each test, which the layers after it may read; the last layer makes the bits that are
//! the outcome. One run serves what is certain and what is possible together.
//! `layout.rs` decides which bit stands where.

use super::gates;
use super::layout::Layout;
use super::node::{NodeId, Nodes};

/// The most words a program may make; a rule set that needs more is evaluated by nodes.
pub(super) const WORDS: usize = OPPOSITE as usize;
/// Every word in its place, and after all of them their opposites.
type Words = [u64; 2 * WORDS];
/// So much further stands the opposite of a word.
const OPPOSITE: u16 = 32;

/// Literals of one word that come to stand in another, all turned by as much.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gathering {
    pub bits: u64,
    pub from: u16,
    pub word: u8,
    pub turn: u8,
}

/// Whether the word at this place has any of the bits.
#[derive(Clone, Copy, Debug)]
struct Test {
    bits: u64,
    /// Eight times the place, which is how far it lies from the first in memory.
    eightfold: u16,
}

/// The tests that make some neighbouring bits of a word, the test of the highest first.
#[derive(Clone, Debug)]
pub(super) struct Making {
    tests: Vec<Test>,
    /// The bits that hold when their test hits. The others hold when it misses, since "all of
    /// them" is asked as "any of their opposites".
    opposite: u64,
    word: u8,
    shift: u8,
}

/// One bit of a later word: whether so many of these are set.
#[derive(Clone, Debug)]
pub(super) struct Count {
    pub needed: u16,
    pub of: Vec<Spot>,
    pub makes: Spot,
}

/// A bit in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub word: u8,
    pub bit: u8,
}

/// Tests and counts that read only bits that are made before.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub makings: Vec<Making>,
    pub counts: Vec<Count>,
}

/// Where the bits of a group of goals stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    pub first: Spot,
    /// As many low bits as there are goals.
    pub mask: u64,
}

/// The goals of a rule set, ready to be run.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(super) gatherings: Vec<Gathering>,
    pub(super) layers: Vec<Layer>,
    pub(super) groups: Vec<Group>,
}

/// Anything that holds when any of these nodes does.
pub(crate) type AnyOf = Vec<NodeId>;

impl Program {
    /// Lays out groups of at most 64 goals each; `None` when they need more words than there are.
    pub(crate) fn new(nodes: &Nodes, groups: &[Vec<AnyOf>]) -> Option<Program> {
        let mut nodes = nodes.open_again();
        let groups = gates::joined(&mut nodes, groups);
        Layout::new(&nodes).program(&groups)
    }

    /// The words of the outcome: for each group of goals those that must hold and those that may.
    #[inline]
    pub(crate) fn run<const GROUPS: usize>(
        &self,
        certain: &[u64],
        possible: &[u64],
    ) -> [(u64, u64); GROUPS] {
        let (mut must, mut may) = ([0_u64; 2 * WORDS], [0_u64; 2 * WORDS]);
        for gathering in &self.gatherings {
            gathering.add(&mut must, certain);
            gathering.add(&mut may, possible);
        }
        for layer in &self.layers {
            for making in &layer.makings {
                let (not_must, not_may) = making.misses(&must, &may);
                making.add(&mut must, not_must);
                making.add(&mut may, not_may);
            }
            for count in &layer.counts {
                count.over(&mut must);
                count.over(&mut may);
            }
        }
        let mut results = [(0_u64, 0_u64); GROUPS];
        for (result, group) in results.iter_mut().zip(&self.groups) {
            *result = (group.of(&must), group.of(&may));
        }
        results
    }
}

// INVARIANT: `Layout` gives out fewer than `WORDS` words, so the remainders change nothing.
#[inline]
fn get(words: &Words, place: usize) -> u64 {
    words.get(place % (2 * WORDS)).copied().unwrap_or(0)
}

/// Adds bits to a word, and takes them from its opposite.
#[inline]
fn add(words: &mut Words, word: u8, bits: u64) {
    let word = usize::from(word) % WORDS;
    let value = get(words, word) | bits;
    if let Some(place) = words.get_mut(word) {
        *place = value;
    }
    if let Some(place) = words.get_mut(word + WORDS) {
        *place = !value;
    }
}

impl Gathering {
    #[inline]
    fn add(&self, words: &mut Words, literals: &[u64]) {
        let found = literals.get(usize::from(self.from)).copied().unwrap_or(0) & self.bits;
        add(words, self.word, found.rotate_left(u32::from(self.turn)));
    }
}

impl Test {
    #[inline]
    fn misses(self, words: &Words) -> u64 {
        u64::from(get(words, usize::from(self.eightfold >> 3)) & self.bits == 0)
    }
}

impl Making {
    /// Tests whose bits come to stand side by side from a spot on.
    pub(super) fn new(asked: &[Asked], spot: Spot) -> Making {
        let mut opposite = 0_u64;
        let mut tests = Vec::with_capacity(asked.len());
        for (bit, asked) in (0_u32..64).zip(asked).rev() {
            let mut place = u16::from(asked.word);
            if asked.all {
                place |= OPPOSITE;
            } else {
                opposite |= 1_u64 << (bit & 63);
            }
            tests.push(Test { bits: asked.bits, eightfold: place << 3 });
        }
        Making { tests, opposite, word: spot.word, shift: spot.bit }
    }

    #[inline]
    fn misses(&self, must: &Words, may: &Words) -> (u64, u64) {
        let (mut not_must, mut not_may) = (0_u64, 0_u64);
        for test in &self.tests {
            not_must = not_must.wrapping_add(not_must).wrapping_add(test.misses(must));
            not_may = not_may.wrapping_add(not_may).wrapping_add(test.misses(may));
        }
        (not_must, not_may)
    }

    #[inline]
    fn add(&self, words: &mut Words, misses: u64) {
        add(words, self.word, (misses ^ self.opposite) << (self.shift & 63));
    }
}

impl Count {
    fn over(&self, words: &mut Words) {
        let set = |spot: &&Spot| get(words, usize::from(spot.word)) >> (spot.bit & 63) & 1 == 1;
        let enough = self.of.iter().filter(set).count() >= usize::from(self.needed);
        add(words, self.makes.word, u64::from(enough) << (self.makes.bit & 63));
    }
}

impl Spot {
    pub(super) fn mask(self) -> u64 {
        1_u64 << (self.bit & 63)
    }
}

impl Group {
    #[inline]
    fn of(&self, words: &Words) -> u64 {
        get(words, usize::from(self.first.word)) >> (self.first.bit & 63) & self.mask
    }
}

/// A test of one word, as it is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    pub word: u8,
    pub bits: u64,
    /// All of the bits rather than any.
    pub all: bool,
}

#[cfg(test)]
mod tests {
    use super::{AnyOf, NodeId, Nodes, Program};
    use proptest::prelude::*;
    use proptest::sample::Index;

    fn some_of(most: usize) -> impl Strategy<Value = Vec<Index>> {
        prop::collection::vec(any::<Index>(), 0..most)
    }

    fn picked(from: &[NodeId], parts: &[Index]) -> Vec<NodeId> {
        parts.iter().map(|part| *part.get(from)).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        /// Whatever the shape of the conditions: each reads a few of those before it.
        #[test]
        fn a_program_says_what_its_nodes_say(
            literals in 1_u16..400,
            made in prop::collection::vec((0_u8..8, 0_usize..4, some_of(6)), 1..60),
            goals in prop::collection::vec(some_of(5), 0..150),
            seed in prop::collection::vec(any::<(u64, u64)>(), 7),
        ) {
            let mut nodes = Nodes::default();
            let mut ids = vec![nodes.constant(true), nodes.constant(false)];
            ids.extend((0..literals).map(|literal| nodes.literal(literal)));
            for (kind, n, parts) in made {
                let parts = picked(&ids, &parts);
                ids.push(match kind {
                    0..3 => nodes.all(&parts),
                    3..6 => nodes.any(&parts),
                    _ => nodes.at_least(n, &parts),
                });
            }
            let renamed: Vec<u16> = (0..literals).collect();
            nodes.finish(&renamed);
            let goals: Vec<AnyOf> = goals.iter().map(|goal| picked(&ids, goal)).collect();
            let group = |group: usize| goals.iter().skip(group * 50).take(50).cloned().collect();
            let groups: Vec<Vec<AnyOf>> = (0..3).map(group).collect();
            let program = Program::new(&nodes, &groups);
            prop_assert!(program.is_some());
            let may: Vec<u64> = seed.iter().map(|(one, two)| one | two).collect();
            let must: Vec<u64> = seed.iter().map(|(one, two)| one & two).collect();
            let said = |literals: &[u64]| {
                let holds = |goal: &AnyOf| goal.iter().any(|part| nodes.holds(*part, literals));
                let word = |group: &Vec<AnyOf>| {
                    let bits = (0_u32..).zip(group);
                    bits.fold(0, |word, (bit, goal)| word | u64::from(holds(goal)) << bit)
                };
                groups.iter().map(word).collect::<Vec<u64>>()
            };
            let ran = program.map(|program| program.run::<3>(&must, &may)).unwrap_or_default();
            prop_assert_eq!(ran.map(|(must, _)| must).to_vec(), said(&must));
            prop_assert_eq!(ran.map(|(_, may)| may).to_vec(), said(&may));
        }
    }
}
