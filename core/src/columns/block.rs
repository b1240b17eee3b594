//! Judges some words of rows together.

use super::opening::{Joined, active, kept, next, place};
use super::outcomes::{Outcomes, Plane};
use super::table::Table;
use crate::compile::{APPLIES, CONSENT, LEVELS, ROUTES, Register, Sliced, Tangle, bits, register};
use crate::error::Problem;

/// How many words of rows are judged together, in a block.
pub(super) const ABREAST: usize = 8;
/// Those of what is certain and those of what is possible.
pub(super) const WORDS: usize = 2 * ABREAST;
/// The rows of a block.
pub(super) const ROWS: usize = 64 * ABREAST;
/// So many blocks are read together, column by column, so that memory is read in longer runs; more
/// would not stay in the cache.
const BLOCKS: usize = 8;

/// The bytes of a column that a block has.
pub(super) const BYTES: usize = 8 * ABREAST;
pub(super) type Bytes = [u8; BYTES];

/// A condition for the rows of a block.
pub(super) type Words = [u64; ABREAST];

/// What is made anew for each block, where it stands.
pub(super) struct Work {
    /// The registers of the first block, of the second, and so on.
    registers: Vec<Register<WORDS>>,
    /// How many each block has.
    each: usize,
    /// For each level from the second on, whether it or a higher one is reached.
    reached: Vec<Register<WORDS>>,
    /// For each level the rows that have it for certain and no rule yet that decides it.
    left: Vec<Words>,
    /// The codes of the rules that decide, the lowest bit of each row first.
    codes: Vec<Words>,
}

impl Work {
    /// For a table of which so many rows are to be judged.
    pub(super) fn new(table: &Table<'_>, rows: usize) -> Work {
        let sliced = &table.columnar.sliced;
        let mut block = sliced.slices.registers();
        table.broadcast(&mut block);
        let levels = sliced.slices.goals(LEVELS).len();
        let last = sliced.deciders.len().saturating_sub(1);
        let digits = usize::BITS.saturating_sub(last.leading_zeros());
        Work {
            registers: block.repeat(rows.div_ceil(ROWS).min(BLOCKS)),
            each: block.len(),
            reached: vec![[0; WORDS]; levels],
            left: vec![[0; ABREAST]; levels.saturating_add(1)],
            codes: vec![[0; ABREAST]; digits as usize],
        }
    }

    /// How many blocks are read together.
    #[inline(always)]
    pub(super) fn blocks(&self) -> usize {
        self.registers.len().checked_div(self.each).unwrap_or(0).max(1)
    }

    /// Reads the columns of some blocks, of which so many rows are there.
    #[inline(always)]
    pub(super) fn read(
        &mut self,
        table: &Table<'_>,
        row: usize,
        left: usize,
    ) -> Result<(), Problem> {
        for reading in table.readings.iter().filter(|reading| !reading.is_idle()) {
            let blocks = self.registers.chunks_exact_mut(self.each.max(1));
            for (registers, before) in blocks.zip((0..left).step_by(ROWS)) {
                let (row, left) = (row.saturating_add(before), left.saturating_sub(before));
                if let Err(problem) = reading.fill(row, left, registers) {
                    return Err(table.at_column(reading, problem));
                }
            }
        }
        Ok(())
    }

    /// Judges a block, which begins at this row and of which so many rows are there; gives those
    /// that have to be looked at by themselves.
    #[inline(always)]
    pub(super) fn block(
        &mut self,
        table: &Table<'_>,
        row: usize,
        block: usize,
        left: usize,
        outcomes: &mut Outcomes,
    ) -> Words {
        let sliced = &*table.columnar.sliced;
        let Work { registers, each, reached, left: of_level, codes } = self;
        let Some(registers) = registers.chunks_exact_mut((*each).max(1)).nth(block) else {
            return [0; ABREAST];
        };
        let (here, rows) = (here(left), left.min(ROWS));
        let slices = &sliced.slices;
        slices.run(registers);
        reach(slices.goals(LEVELS), registers, reached);
        let unsettled = joined(reached.iter().map(open));
        let mut search = tangled(&sliced.tangles, registers, &unsettled);
        let (mut found, mut literals) = ([0; ABREAST], Vec::new());
        if sliced.wanted.deciding {
            found = decide(sliced, registers, reached, &here, (of_level, codes), &mut search);
        }
        search.iter_mut().zip(here).for_each(|(search, here)| *search &= here);
        if search != [0; ABREAST]
            && let Some(openings) = table.openings()
            && let Some(mut cells) = active(openings, &table.readings, row, registers, &search)
        {
            let outputs = || {
                let groups = [ROUTES, CONSENT, APPLIES].into_iter();
                let goals = groups.flat_map(|group| slices.goals(group));
                goals.copied().chain(sliced.deciding.iter().map(|decider| decider.holds))
            };
            let before: Vec<Register<WORDS>> = outputs()
                .map(|goal| *register(registers, goal))
                .chain(reached.iter().copied())
                .collect();
            let mut all = Joined::of(before.len());
            literals = kept(&cells, registers);
            let mut judged = [0; ABREAST];
            loop {
                let rows = place(&cells, registers);
                if rows != [0; ABREAST] {
                    slices.run(registers);
                    reach(slices.goals(LEVELS), registers, reached);
                    let goals = outputs().map(|goal| register(registers, goal));
                    all.add(&rows, goals.chain(reached.iter()));
                    judged.iter_mut().zip(rows).for_each(|(judged, rows)| *judged |= rows);
                }
                if !next(&mut cells) {
                    break;
                }
            }
            let mut now = all.with(&judged, &before);
            for (goal, now) in outputs().zip(&mut now) {
                if let Some(register) = registers.get_mut(goal as usize) {
                    *register = now;
                }
            }
            reached.iter_mut().zip(now).for_each(|(reached, now)| *reached = now);
            search = without(&search, &judged);
            if sliced.wanted.deciding {
                let mut settled = [0; ABREAST];
                found = decide(sliced, registers, reached, &here, (of_level, codes), &mut settled);
            }
        }
        for (group, planes) in
            [(ROUTES, &mut outcomes.routes), (CONSENT, &mut outcomes.without_consent)]
        {
            for (goal, plane) in slices.goals(group).iter().zip(planes) {
                push(register(registers, *goal), &here, rows, plane);
            }
        }
        if let Some(goal) = slices.goals(APPLIES).first() {
            push(register(registers, *goal), &here, rows, &mut outcomes.applies);
        }
        push_levels(reached, 0, rows, &mut outcomes.at_least);
        push_levels(reached, ABREAST, rows, &mut outcomes.at_most);
        let unsettled = joined(reached.iter().map(open));
        push_words(&without(&here, &unsettled), rows, &mut outcomes.settled);
        if sliced.wanted.deciding {
            push_words(&found, rows, &mut outcomes.decided);
            push_codes(codes, rows, &mut outcomes.deciding);
        }
        // Those that no column fills stay for the blocks to come.
        for (id, literal) in literals {
            if let Some(register) = registers.get_mut(id as usize) {
                *register = literal;
            }
        }
        search
    }
}

#[inline(always)]
fn reach(own: &[u32], registers: &[Register<WORDS>], reached: &mut [Register<WORDS>]) {
    let mut above = [0_u64; WORDS];
    for (goal, reached) in own.iter().zip(reached).rev() {
        let own = register(registers, *goal);
        above.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
        *reached = above;
    }
}

/// The rows in which something is open that trying cells may settle.
#[inline(always)]
fn tangled(tangles: &[Tangle], registers: &[Register<WORDS>], unsettled: &Words) -> Words {
    let mut found = [0_u64; ABREAST];
    for tangle in tangles {
        let undecided = match tangle.goal {
            Some(goal) => open(register(registers, goal)),
            None => *unsettled,
        };
        if undecided == [0; ABREAST] {
            continue;
        }
        let tangled = any_open(&tangle.literals, registers);
        for ((found, undecided), tangled) in found.iter_mut().zip(undecided).zip(tangled) {
            *found |= undecided & tangled;
        }
    }
    found
}

fn any_open(literals: &[u32], registers: &[Register<WORDS>]) -> Words {
    joined(literals.iter().map(|literal| open(register(registers, *literal))))
}

/// Notes for each row the first rule that leads to the level that is certain; gives the rows that
/// have one.
#[inline(always)]
fn decide(
    sliced: &Sliced,
    registers: &[Register<WORDS>],
    reached: &[Register<WORDS>],
    here: &Words,
    (of_level, codes): (&mut [Words], &mut [Words]),
    search: &mut Words,
) -> Words {
    // The first level is always reached, one above the last never.
    let mut below = *here;
    for (left, above) in of_level.iter_mut().zip(reached.iter().map(certain).chain([[0; ABREAST]]))
    {
        *left = without(&below, &above);
        below = above;
        below.iter_mut().zip(here).for_each(|(below, here)| *below &= here);
    }
    codes.fill([0; ABREAST]);
    let (mut all, mut entangled) = ([0; ABREAST], None);
    for (decider, code) in sliced.deciding.iter().zip(0_usize..) {
        let Some(left) = of_level.get_mut(usize::from(decider.level).saturating_sub(1)) else {
            continue;
        };
        let holds = register(registers, decider.holds);
        let mut new = certain(holds);
        new.iter_mut().zip(left.iter()).for_each(|(new, left)| *new &= left);
        *left = without(left, &new);
        all.iter_mut().zip(new).for_each(|(all, new)| *all |= new);
        for (digit, codes) in codes.iter_mut().enumerate() {
            if code >> digit & 1 == 1 {
                codes.iter_mut().zip(new).for_each(|(code, new)| *code |= new);
            }
        }
        if decider.is_tangled {
            let entangled = entangled.get_or_insert_with(|| any_open(&sliced.entangled, registers));
            let doubtful = open(holds).into_iter().zip(left.iter()).zip(entangled.iter());
            for (search, ((undecided, left), entangled)) in search.iter_mut().zip(doubtful) {
                *search |= undecided & left & entangled;
            }
        }
    }
    all
}

/// The rows of a block that are there, if so many are left.
#[inline(always)]
pub(super) fn here(left: usize) -> Words {
    let mut here = [0_u64; ABREAST];
    for (here, before) in here.iter_mut().zip((0_usize..).step_by(64)) {
        let left = left.saturating_sub(before);
        *here = if left >= 64 { u64::MAX } else { (1_u64 << (left & 63)).wrapping_sub(1) };
    }
    here
}

#[inline(always)]
fn certain(register: &Register<WORDS>) -> Words {
    let mut certain = [0_u64; ABREAST];
    certain.iter_mut().zip(register).for_each(|(certain, word)| *certain = *word);
    certain
}

/// What is possible and not certain.
#[inline(always)]
fn open(register: &Register<WORDS>) -> Words {
    let (certain, possible) = register.split_at(ABREAST);
    let mut open = [0_u64; ABREAST];
    for ((open, certain), possible) in open.iter_mut().zip(certain).zip(possible) {
        *open = possible & !certain;
    }
    open
}

#[inline(always)]
fn joined(words: impl Iterator<Item = Words>) -> Words {
    words.fold([0; ABREAST], |mut all, more| {
        all.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
        all
    })
}

#[inline(always)]
fn without(words: &Words, others: &Words) -> Words {
    let mut left = *words;
    left.iter_mut().zip(others).for_each(|(left, other)| *left &= !other);
    left
}

/// Adds the words of so many rows.
#[inline(always)]
fn push_words(words: &Words, rows: usize, to: &mut Vec<u64>) {
    to.extend_from_slice(words.get(..bits::words_for(rows)).unwrap_or(words));
}

/// Adds the words of one condition.
#[inline(always)]
fn push(register: &Register<WORDS>, here: &Words, rows: usize, plane: &mut Plane) {
    let (certain, possible) = register.split_at(ABREAST);
    for (from, to) in [(certain, &mut plane.certain), (possible, &mut plane.possible)] {
        let mut words = *here;
        words.iter_mut().zip(from).for_each(|(word, from)| *word &= from);
        push_words(&words, rows, to);
    }
}

/// Adds one more than the number of levels reached, a byte a row.
#[inline(always)]
fn push_levels(reached: &[Register<WORDS>], from: usize, rows: usize, levels: &mut Vec<u8>) {
    let mut counted = [1_u8; ROWS];
    let (eights, _) = counted.as_chunks_mut::<8>();
    for (word, eights) in (from..).zip(eights.chunks_exact_mut(8)) {
        for (byte, eight) in eights.iter_mut().enumerate() {
            let mut count = 0x0101_0101_0101_0101_u64;
            for register in reached {
                let word = register.get(word).copied().unwrap_or(0);
                count = count.wrapping_add(spread(word >> (8 * byte)));
            }
            *eight = count.to_le_bytes();
        }
    }
    levels.extend_from_slice(counted.get(..rows).unwrap_or(&counted));
}

/// Adds the codes of the rules that decide.
#[inline(always)]
fn push_codes(digits: &[Words], rows: usize, codes: &mut Vec<i32>) {
    let mut made = [0_i32; ROWS];
    let (low, high) = digits.split_at(digits.len().min(8));
    for (word, made) in made.chunks_exact_mut(64).enumerate() {
        for (byte, made) in made.chunks_exact_mut(8).enumerate() {
            let eight = |digits: &[Words]| {
                let mut eight = 0_u64;
                for (digit, words) in digits.iter().enumerate() {
                    let word = words.get(word).copied().unwrap_or(0);
                    eight |= spread(word >> (8 * byte)) << digit;
                }
                eight.to_le_bytes()
            };
            for (code, low) in made.iter_mut().zip(eight(low)) {
                *code = i32::from(low);
            }
            if !high.is_empty() {
                for (code, high) in made.iter_mut().zip(eight(high)) {
                    *code |= i32::from(high) << 8;
                }
            }
        }
    }
    codes.extend_from_slice(made.get(..rows).unwrap_or(&made));
}

/// The lowest eight bits as eight bytes of 0 or 1, the lowest first.
#[inline(always)]
fn spread(bits: u64) -> u64 {
    static SPREAD: [u64; 256] = spread_bytes();
    SPREAD.get((bits & 0xff) as usize).copied().unwrap_or(0)
}

const fn spread_bytes() -> [u64; 256] {
    let mut spread = [0_u64; 256];
    let mut rest: &mut [u64] = &mut spread;
    let mut byte = 0_u64;
    while let [first, others @ ..] = rest {
        let own = byte.wrapping_mul(0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
        *first = own.wrapping_add(0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101;
        byte = byte.wrapping_add(1);
        rest = others;
    }
    spread
}
