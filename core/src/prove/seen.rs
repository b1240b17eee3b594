//! Cases that were looked at already: whether one of them shows what is asked needs no search.

use super::circuit::{Circuit, Edge, Gate, counted};

/// Cases with what each gate says of them, sixty-four to a word.
///
/// Some are made up beforehand, with few, some and many answers that are not the first; the others
/// are what the solver found.
pub(super) struct Seen {
    blocks: Vec<Block>,
    /// What was found since the last block was full.
    waiting: Vec<Vec<usize>>,
    next: usize,
}

struct Block {
    /// For each case the cells of the slots.
    cases: Vec<Vec<usize>>,
    /// For each gate, as far as there were any, in which of the cases it holds.
    words: Vec<u64>,
}

/// As many cases as a word has places.
const OF_A_WORD: usize = 64;

/// Blocks that are kept; older ones than these make room, but for those made up beforehand.
const MOST: usize = 12;

/// Of so many answers one is not the first, in a block of cases that are made up.
const SPARSE: [u64; 4] = [2, 4, 12, 40];

impl Seen {
    /// Cases made up over slots of so many cells, always the same.
    pub(super) fn of(counts: &[usize]) -> Seen {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let block = |one_of: &u64| {
            let cases = (0..OF_A_WORD).map(|_| {
                let cell = |count: &usize| dice.cell(*count, *one_of);
                counts.iter().map(cell).collect()
            });
            Block { cases: cases.collect(), words: Vec::new() }
        };
        let blocks: Vec<Block> = SPARSE.iter().map(block).collect();
        Seen { next: blocks.len(), blocks, waiting: Vec::new() }
    }

    /// A case in which these hold, among those that fit.
    pub(super) fn find(
        &mut self,
        circuit: &Circuit,
        edges: &[Edge],
        fits: impl Fn(&[usize]) -> bool,
    ) -> Option<Vec<usize>> {
        for block in self.blocks.iter_mut().rev() {
            block.look_at(circuit);
            let both = edges.iter().fold(u64::MAX, |word, edge| word & block.word(*edge));
            if both == 0 {
                continue;
            }
            let holding = block.cases.iter().enumerate().filter(|(n, _)| both >> n & 1 == 1);
            let found = holding.map(|(_, case)| case).find(|case| fits(case));
            if let Some(found) = found {
                return Some(found.clone());
            }
        }
        None
    }

    /// Keeps a case that was found.
    pub(super) fn keep(&mut self, case: Vec<usize>) {
        self.waiting.push(case);
        if self.waiting.len() < OF_A_WORD {
            return;
        }
        let full = Block { cases: std::mem::take(&mut self.waiting), words: Vec::new() };
        match self.blocks.get_mut(self.next) {
            Some(block) => *block = full,
            None => self.blocks.push(full),
        }
        self.next = self.next.saturating_add(1);
        if self.next >= MOST {
            self.next = SPARSE.len();
        }
    }
}

impl Block {
    /// Every gate that there is now; the parts of one stand before it.
    fn look_at(&mut self, circuit: &Circuit) {
        for position in self.words.len()..circuit.len() {
            let word = match circuit.gate(position) {
                Gate::True => u64::MAX,
                Gate::In(slot, cells) => {
                    let is_in = |case: &Vec<usize>| {
                        case.get(*slot).and_then(|cell| cells.get(*cell)) == Some(&true)
                    };
                    let cases = self.cases.iter().enumerate().filter(|(_, case)| is_in(case));
                    cases.fold(0, |word, (n, _)| word | 1 << n)
                }
                Gate::All(parts) => {
                    parts.iter().fold(u64::MAX, |word, part| word & self.word(*part))
                }
                Gate::AtLeast(n, parts) => counted(*n, parts.iter().map(|part| self.word(*part))),
            };
            self.words.push(word);
        }
    }

    fn word(&self, edge: Edge) -> u64 {
        let word = self.words.get(edge.position()).copied().unwrap_or(0);
        if edge.is_opposite() { !word } else { word }
    }
}

/// Numbers that look thrown, the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// The first of so many cells, but in one of so many throws.
    fn cell(&mut self, count: usize, one_of: u64) -> usize {
        let (first, second) = (self.throw() >> 16, self.throw() >> 16);
        let others = u64::try_from(count).unwrap_or(1).max(1);
        if first % one_of != 0 {
            return 0;
        }
        usize::try_from(second % others).unwrap_or(0)
    }
}
