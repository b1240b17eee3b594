//! Decides which bit of a program stands where.
//!
//! A test reads one word. A condition that reaches over several is tested word by word, and what
//! comes of it is joined in the word where all new bits come to stand.

use super::node::{Node, NodeId, Nodes};
use super::program::{AnyOf, Asked, Count, Gathering, Group, Layer, Making, Program, Spot, WORDS};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Where the nodes of a program under construction have their bits.
pub(super) struct Layout<'n> {
    nodes: &'n Nodes,
    spots: HashMap<NodeId, Spot>,
    /// What has been tested word by word, and the bit that came of it.
    tested: HashMap<Asked, Spot>,
    gatherings: Vec<Gathering>,
    layers: Vec<Layer>,
    /// The next bit that is free, counted from the first word.
    next: usize,
}

/// What has no bit yet.
#[derive(Default)]
struct Open<'n> {
    nodes: Vec<(NodeId, Waiting)>,
    counts: Vec<(NodeId, u16, &'n [NodeId])>,
    goals: Vec<Waiting>,
}

/// A condition on its way into the program: any, or all, of its parts.
struct Waiting {
    all: bool,
    /// The parts that have no bit yet.
    parts: Vec<NodeId>,
    /// The bits of the others, or what came of testing them.
    words: Vec<(u8, u64)>,
}

impl<'n> Layout<'n> {
    pub(super) fn new(nodes: &'n Nodes) -> Layout<'n> {
        Layout {
            nodes,
            spots: HashMap::new(),
            tested: HashMap::new(),
            gatherings: Vec::new(),
            layers: Vec::new(),
            next: 0,
        }
    }

    pub(super) fn program(mut self, groups: &[Vec<AnyOf>]) -> Option<Program> {
        let mut open = Open::default();
        let (mut below, mut seen) = (Vec::new(), HashSet::new());
        for goal in groups.iter().flatten() {
            let goal = self.waiting_for(goal);
            goal.parts.iter().for_each(|part| self.collect(*part, &mut seen, &mut below));
            open.goals.push(goal);
        }
        // Each of them has a bit of its own.
        if below.len() > WORDS.saturating_mul(64) {
            return None;
        }
        self.gather(&below)?;
        for node in below {
            match self.nodes.get(node) {
                Node::Literal(_) => {}
                Node::AtLeast(needed, parts) => open.counts.push((node, *needed, parts)),
                _ => open.nodes.push((node, self.waiting_for(&[node]))),
            }
        }
        // INVARIANT: parts stand below what they are parts of, and what comes of a test stands
        // after what it reads, so every round leaves less to do.
        while !open.is_settled() {
            self.round(&mut open)?;
        }
        let groups = self.results(groups, &open.goals)?;
        Some(Program { gatherings: self.gatherings, layers: self.layers, groups })
    }

    /// The parts of which any, or all, make a goal hold.
    fn waiting_for(&self, goal: &[NodeId]) -> Waiting {
        let only = if let [only] = goal { Some(self.nodes.get(*only)) } else { None };
        let (all, parts) = match only {
            // No parts at all: "all of them" holds, "any of them" does not.
            Some(Node::Constant(value)) => (*value, Vec::new()),
            Some(Node::All(parts)) => (true, parts.to_vec()),
            Some(Node::Any(parts)) => (false, parts.to_vec()),
            _ => (false, goal.to_vec()),
        };
        Waiting { all, parts, words: Vec::new() }
    }

    /// Notes a node and the nodes below it, each once and parts first.
    fn collect(&self, node: NodeId, seen: &mut HashSet<NodeId>, below: &mut Vec<NodeId>) {
        if seen.insert(node) {
            self.nodes.get(node).parts().iter().for_each(|part| self.collect(*part, seen, below));
            below.push(node);
        }
    }

    /// Gives spots to the literals. Those of a word are turned together to where most of them find
    /// room between those of other words: a comparison and its opposite stand side by side, and
    /// mostly only one of them is asked about.
    fn gather(&mut self, below: &[NodeId]) -> Option<()> {
        let mut literals: BTreeMap<u16, NodeId> = BTreeMap::new();
        let mut asked_about: BTreeMap<u16, u64> = BTreeMap::new();
        for node in below {
            if let Node::Literal(literal) = self.nodes.get(*node) {
                literals.insert(*literal, *node);
                *asked_about.entry(literal >> 6).or_default() |= 1_u64 << (literal & 63);
            }
        }
        let mut taken: Vec<u64> = Vec::new();
        for (from, mut left) in asked_about {
            while left != 0 {
                let (at, turn) = roomiest(&taken, left);
                if at == taken.len() {
                    taken.push(0);
                }
                let place = taken.get_mut(at).filter(|_| at < WORDS)?;
                let bits = left & !place.rotate_right(turn);
                *place |= bits.rotate_left(turn);
                left &= !bits;
                let (word, turn) = (u8::try_from(at).ok()?, u8::try_from(turn).ok()?);
                self.gatherings.push(Gathering { bits, from, word, turn });
                for (literal, node) in literals.range(from << 6..=from << 6 | 63) {
                    let bit = u8::try_from(literal & 63).ok()?;
                    if bits >> bit & 1 == 1 {
                        let bit = bit.saturating_add(turn) & 63;
                        self.spots.insert(*node, Spot { word, bit });
                    }
                }
            }
        }
        self.next = taken.len().saturating_mul(64);
        Some(())
    }

    /// Adds a layer of whatever can be tested now.
    fn round(&mut self, open: &mut Open<'n>) -> Option<()> {
        let (mut tests, mut placed) = (Vec::new(), Vec::new());
        for (node, mut waiting) in std::mem::take(&mut open.nodes) {
            self.advance(&mut waiting);
            if let Some(asked) = waiting.asked() {
                placed.push((node, self.spot_after(tests.len())?));
                tests.push(asked);
            } else {
                self.narrow(&mut waiting, &mut tests)?;
                open.nodes.push((node, waiting));
            }
        }
        for goal in &mut open.goals {
            self.advance(goal);
            if goal.asked().is_none() {
                self.narrow(goal, &mut tests)?;
            }
        }
        let mut counts = Vec::new();
        for (node, needed, parts) in std::mem::take(&mut open.counts) {
            let of: Option<Vec<Spot>> =
                parts.iter().map(|part| self.spots.get(part).copied()).collect();
            if let Some(of) = of {
                let makes = self.spot_after(tests.len().saturating_add(counts.len()))?;
                placed.push((node, makes));
                counts.push(Count { needed, of, makes });
            } else {
                open.counts.push((node, needed, parts));
            }
        }
        self.spots.extend(placed);
        self.layer(&tests, counts)
    }

    /// Notes the bits of parts that have got theirs.
    fn advance(&self, waiting: &mut Waiting) {
        for part in std::mem::take(&mut waiting.parts) {
            match self.spots.get(&part) {
                Some(spot) => waiting.join(spot.word, spot.mask()),
                None => waiting.parts.push(part),
            }
        }
    }

    /// Tests a condition word by word, except in the word where these tests come to stand.
    fn narrow(&mut self, waiting: &mut Waiting, tests: &mut Vec<Asked>) -> Option<()> {
        for (word, bits) in std::mem::take(&mut waiting.words) {
            if usize::from(word) == self.next / 64 {
                waiting.join(word, bits);
                continue;
            }
            let asked = Asked { word, bits, all: waiting.all && !bits.is_power_of_two() };
            let spot = match self.tested.get(&asked) {
                Some(spot) => *spot,
                None => {
                    let spot = self.spot_after(tests.len())?;
                    self.tested.insert(asked, spot);
                    tests.push(asked);
                    spot
                }
            };
            waiting.join(spot.word, spot.mask());
        }
        Some(())
    }

    /// The last layers: the goals, those of a group side by side in one word.
    fn results(&mut self, groups: &[Vec<AnyOf>], goals: &[Waiting]) -> Option<Vec<Group>> {
        let (mut placed, mut left) = (Vec::with_capacity(groups.len()), goals);
        let mut tests: Vec<Asked> = Vec::new();
        self.next = self.next.next_multiple_of(64);
        for group in groups {
            let (own, others) = left.split_at_checked(group.len())?;
            left = others;
            if tests.len().saturating_add(own.len()) > 64 {
                self.layer(&std::mem::take(&mut tests), Vec::new())?;
                self.next = self.next.next_multiple_of(64);
            }
            let unused = u32::try_from(64_usize.checked_sub(own.len())?).ok()?;
            let mask = u64::MAX.checked_shr(unused).unwrap_or(0);
            placed.push(Group { first: self.spot_after(tests.len())?, mask });
            for goal in own {
                tests.push(goal.asked()?);
            }
        }
        self.layer(&tests, Vec::new())?;
        Some(placed)
    }

    /// Adds a layer whose bits come to stand from the next free one on.
    fn layer(&mut self, asked: &[Asked], counts: Vec<Count>) -> Option<()> {
        if asked.is_empty() && counts.is_empty() {
            return Some(());
        }
        let mut makings = Vec::new();
        let mut left = asked;
        while !left.is_empty() {
            let spot = self.spot_after(0)?;
            let room = 64_usize.saturating_sub(usize::from(spot.bit)).min(left.len());
            let (now, later) = left.split_at_checked(room)?;
            makings.push(Making::new(now, spot));
            self.next = self.next.saturating_add(room);
            left = later;
        }
        self.next = self.next.saturating_add(counts.len());
        self.layers.push(Layer { makings, counts });
        (self.next <= WORDS.saturating_mul(64)).then_some(())
    }

    /// The spot so many bits after the next free one.
    fn spot_after(&self, bits: usize) -> Option<Spot> {
        let at = self.next.saturating_add(bits);
        Some(Spot { word: u8::try_from(at / 64).ok()?, bit: u8::try_from(at % 64).ok()? })
    }
}

impl Open<'_> {
    /// Whether only the goals are left, each of them with its bits in one word.
    fn is_settled(&self) -> bool {
        let settled = |goal: &Waiting| goal.asked().is_some();
        self.nodes.is_empty() && self.counts.is_empty() && self.goals.iter().all(settled)
    }
}

impl Waiting {
    fn join(&mut self, word: u8, bits: u64) {
        match self.words.iter_mut().find(|(known, _)| *known == word) {
            Some((_, known)) => *known |= bits,
            None => self.words.push((word, bits)),
        }
    }

    /// The one test that it has become.
    fn asked(&self) -> Option<Asked> {
        let (word, bits) = match self.words.as_slice() {
            [] => (0, 0),
            [only] => *only,
            _ => return None,
        };
        self.parts.is_empty().then_some(Asked { word, bits, all: self.all })
    }
}

/// The word, and the turn, at which most of these bits find room, more than a third of them; a new
/// word where there is none.
fn roomiest(taken: &[u64], bits: u64) -> (usize, u32) {
    let (mut best, mut most) = ((taken.len(), 0), bits.count_ones() / 3);
    for (at, taken) in taken.iter().enumerate() {
        for turn in 0..64_u32 {
            let room = (bits.rotate_left(turn) & !taken).count_ones();
            if room > most {
                (best, most) = ((at, turn), room);
            }
        }
    }
    best
}
