//! Judges some words of rows together.

use super::outcomes::{Outcomes, Plane};
use super::table::{APPLIES, CONSENT, DECIDING, LEVELS, ROUTES, Table, Tangle};
use crate::compile::{Register, bits, register};
use crate::error::Problem;

/// How many words of rows are judged together.
pub(super) const ABREAST: usize = 8;
/// Those of what is certain and those of what is possible.
pub(super) const WORDS: usize = 2 * ABREAST;

/// The bytes of a column that a block has.
pub(super) const BYTES: usize = 8 * ABREAST;
pub(super) type Bytes = [u8; BYTES];

/// A condition for the rows of a block.
pub(super) type Words = [u64; ABREAST];

/// What is made anew for each block, where it stands.
pub(super) struct Work {
    registers: Vec<Register<WORDS>>,
    /// For each level from the second on, whether it or a higher one is reached.
    reached: Vec<Register<WORDS>>,
}

impl Work {
    pub(super) fn new(table: &Table<'_>) -> Work {
        let slices = &table.columnar.slices;
        let mut registers = slices.registers();
        table.broadcast(&mut registers);
        Work { registers, reached: vec![[0; WORDS]; slices.goals(LEVELS).len()] }
    }

    /// Judges the rows from `at` on, counted from `begin`; gives those that have to be looked at by
    /// themselves.
    #[inline(always)]
    pub(super) fn block(
        &mut self,
        table: &Table<'_>,
        begin: usize,
        at: usize,
        outcomes: &mut Outcomes,
    ) -> Result<Words, Problem> {
        let here = here(outcomes.rows.saturating_sub(at));
        let row = begin.saturating_add(at);
        for reading in table.readings.iter().filter(|reading| !reading.is_idle()) {
            if let Err(problem) = reading.fill(row, &here, &mut self.registers) {
                return Err(table.at_column(reading, problem));
            }
        }
        let slices = &table.columnar.slices;
        slices.run(&mut self.registers);
        let word = at >> 6;
        for (group, planes) in
            [(ROUTES, &mut outcomes.routes), (CONSENT, &mut outcomes.without_consent)]
        {
            for (goal, plane) in slices.goals(group).iter().zip(planes) {
                copy(register(&self.registers, *goal), &here, word, plane);
            }
        }
        if let Some(goal) = slices.goals(APPLIES).first() {
            copy(register(&self.registers, *goal), &here, word, &mut outcomes.applies);
        }
        self.reach(slices.goals(LEVELS));
        write_levels(&self.reached, 0, at, &mut outcomes.at_least);
        write_levels(&self.reached, ABREAST, at, &mut outcomes.at_most);
        let mut search = self.tangled(&table.columnar.tangles);
        self.decide(table, at, &here, outcomes, &mut search);
        search.iter_mut().zip(here).for_each(|(search, here)| *search &= here);
        Ok(search)
    }

    #[inline(always)]
    fn reach(&mut self, own: &[u32]) {
        let mut above = [0_u64; WORDS];
        for (goal, reached) in own.iter().zip(&mut self.reached).rev() {
            let own = register(&self.registers, *goal);
            above.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
            *reached = above;
        }
    }

    /// The rows in which something is open that trying cells may settle.
    #[inline(always)]
    fn tangled(&self, tangles: &[Tangle]) -> Words {
        let mut found = [0_u64; ABREAST];
        for tangle in tangles {
            let undecided = match tangle.goal {
                Some(goal) => open(register(&self.registers, goal)),
                None => joined(self.reached.iter().map(open)),
            };
            if undecided == [0; ABREAST] {
                continue;
            }
            let tangled = self.any_open(&tangle.literals);
            for ((found, undecided), tangled) in found.iter_mut().zip(undecided).zip(tangled) {
                *found |= undecided & tangled;
            }
        }
        found
    }

    fn any_open(&self, literals: &[u32]) -> Words {
        joined(literals.iter().map(|literal| open(register(&self.registers, *literal))))
    }

    /// The rows for which a level is certain and no higher one is.
    #[inline(always)]
    fn at_level(&self, level: u8) -> Words {
        let reached = |level: u8| {
            let register = level.checked_sub(2).map(|index| self.reached.get(usize::from(index)));
            match register {
                Some(Some(register)) => certain(register),
                // The first level is always reached, one above the last never.
                Some(None) => [0; ABREAST],
                None => [u64::MAX; ABREAST],
            }
        };
        let (mut rows, above) = (reached(level), reached(level.saturating_add(1)));
        rows.iter_mut().zip(above).for_each(|(rows, above)| *rows &= !above);
        rows
    }

    /// Notes for each row the first rule that leads to the level that is certain.
    #[inline(always)]
    fn decide(
        &self,
        table: &Table<'_>,
        at: usize,
        here: &Words,
        outcomes: &mut Outcomes,
        search: &mut Words,
    ) {
        let goals = table.columnar.slices.goals(DECIDING);
        let deciding = outcomes.deciding.get_mut(at..).unwrap_or(&mut []);
        let mut entangled = None;
        let mut left = *here;
        for ((rule, level, is_tangled), goal) in table.columnar.deciding.iter().zip(goals) {
            let holds = register(&self.registers, *goal);
            let at_level = self.at_level(*level);
            let mut new = certain(holds);
            let mut found = 0;
            for ((new, level), left) in new.iter_mut().zip(at_level).zip(&mut left) {
                *new &= level & *left;
                *left &= !*new;
                found |= *new;
            }
            if found != 0 {
                note(&new, *rule, deciding);
            }
            if *is_tangled {
                let undecided = open(holds);
                let entangled =
                    entangled.get_or_insert_with(|| self.any_open(&table.columnar.entangled));
                let doubtful = undecided.iter().zip(&left).zip(entangled.iter()).zip(at_level);
                for (search, (((undecided, left), entangled), level)) in
                    search.iter_mut().zip(doubtful)
                {
                    *search |= undecided & left & entangled & level;
                }
            }
        }
        let decided = outcomes.decided.get_mut(at >> 6..).unwrap_or(&mut []);
        for ((decided, here), left) in decided.iter_mut().zip(here).zip(left) {
            *decided = here & !left;
        }
    }
}

/// The rows of a block that are there, if so many are left.
fn here(left: usize) -> Words {
    let mut here = [0_u64; ABREAST];
    for (here, before) in here.iter_mut().zip((0_usize..).step_by(64)) {
        let left = left.saturating_sub(before);
        *here = if left >= 64 { u64::MAX } else { (1_u64 << (left & 63)).wrapping_sub(1) };
    }
    here
}

/// Puts a rule where rows have it.
#[inline(always)]
fn note(rows: &Words, rule: u16, places: &mut [u16]) {
    for (rows, places) in rows.iter().zip(places.chunks_mut(64)) {
        for bit in bits::indices(&[*rows]) {
            if let Some(place) = places.get_mut(usize::from(bit)) {
                *place = rule;
            }
        }
    }
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

/// Puts the words of one condition where the outcomes have them.
#[inline(always)]
fn copy(register: &Register<WORDS>, here: &Words, word: usize, plane: &mut Plane) {
    let (certain, possible) = register.split_at(ABREAST);
    for (from, to) in [(certain, &mut plane.certain), (possible, &mut plane.possible)] {
        let places = to.get_mut(word..).unwrap_or(&mut []);
        places.iter_mut().zip(from).zip(here).for_each(|((to, from), here)| *to = from & here);
    }
}

/// Writes one more than the number of levels reached, a byte a row.
#[inline(always)]
fn write_levels(reached: &[Register<WORDS>], from: usize, at: usize, levels: &mut [u8]) {
    let rows = levels.get_mut(at..).unwrap_or(&mut []);
    for (word, rows) in rows.chunks_mut(64).take(ABREAST).enumerate() {
        let word = from.saturating_add(word);
        let mut counted = [0x0101_0101_0101_0101_u64; 8];
        for register in reached {
            let bytes = register.get(word).copied().unwrap_or(0).to_le_bytes();
            for (count, byte) in counted.iter_mut().zip(bytes) {
                *count = count.wrapping_add(spread(byte));
            }
        }
        for (rows, counted) in rows.chunks_mut(8).zip(counted) {
            match rows.first_chunk_mut() {
                Some(eight) => *eight = counted.to_le_bytes(),
                None => rows.iter_mut().zip(counted.to_le_bytes()).for_each(|(row, n)| *row = n),
            }
        }
    }
}

/// Eight bits as eight bytes of 0 or 1, the lowest first.
#[inline(always)]
fn spread(bits: u8) -> u64 {
    static SPREAD: [u64; 256] = spread_bytes();
    SPREAD.get(usize::from(bits)).copied().unwrap_or(0)
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
