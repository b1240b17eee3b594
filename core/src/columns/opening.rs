//! Rows whose answer hangs on in which cell an entangled variable lies, judged cell by cell.
//!
//! In one cell of each entangled variable that is open, words of bits are exact. What holds in
//! every cell in which a row can lie is certain of it, what holds in some is possible: so all such
//! rows of a block are judged by one run for each combination of cells, and not one by one.

use super::block::{ABREAST, WORDS, Words};
use super::column::Column;
use super::reading::Reading;
use crate::compile::{Register, RegisterId, Sliced, register};
use crate::evaluate::Known;

/// An entangled variable, as a block sees it.
pub(super) struct Opening {
    /// The literals that are read.
    registers: Vec<RegisterId>,
    /// Which of them hold, for each cell that differs in them; the first is the lowest bit.
    cells: Vec<u64>,
    /// Where answers are known in part: the position of the column and, for each of its answers,
    /// the cells in which it can lie, as bits.
    coded: Option<(usize, Vec<u64>)>,
}

/// An opening that some row of a block has, with the cells in which some can lie.
pub(super) struct Active<'o> {
    opening: &'o Opening,
    /// Each cell, with the rows that can lie in it.
    cells: Vec<(u64, Words)>,
    at: usize,
}

/// The entangled variables of a table; `None` where one has more cells than bits tell.
#[inline(never)]
pub(super) fn openings(
    sliced: &Sliced,
    base: &Known,
    readings: &[Reading<'_>],
) -> Option<Vec<Opening>> {
    let rules = base.rules();
    let openings = sliced.variables.iter().filter_map(|index| {
        let variable = rules.variables.get(usize::from(*index))?;
        let literals =
            variable.first_literal..variable.first_literal.saturating_add(variable.literals);
        let read = literals.zip(0_u32..).filter_map(|(literal, bit)| {
            sliced.slices.register_of(literal).map(|register| (register, bit))
        });
        let (registers, bits): (Vec<RegisterId>, Vec<u32>) = read.unzip();
        // The cells as far as they differ in what is read.
        let seen = |known: &Known| {
            let cells = known.cells(*index).into_iter().map(|cell| {
                let held = bits.iter().zip(0_u32..);
                held.fold(0_u64, |all, (bit, place)| all | (cell >> (bit & 63) & 1) << (place & 63))
            });
            let mut cells: Vec<u64> = cells.collect();
            cells.sort_unstable();
            cells.dedup();
            cells
        };
        let cells = seen(base);
        let slot = variable.fact;
        let reading = readings.iter().position(|reading| reading.slot == slot);
        let answers = reading.and_then(|at| match readings.get(at)?.column {
            Column::Coded { answers, .. } => Some((at, answers)),
            _ => None,
        });
        let coded = answers.map(|(at, answers)| {
            let mut recorded = base.clone();
            let of_answer = answers.iter().map(|answer| {
                // INVARIANT: the column was found to hold answers to its fact.
                let _ = recorded.record_at(slot, answer);
                let own = seen(&recorded);
                let places = cells.iter().zip(0_u32..).filter(|(cell, _)| own.contains(cell));
                places.fold(0_u64, |all, (_, place)| all | 1_u64 << (place & 63))
            });
            (at, of_answer.collect())
        });
        Some(Opening { registers, cells, coded })
    });
    let openings: Vec<Opening> = openings.collect();
    let fit = |one: &Opening| one.cells.len() <= 64 && one.registers.len() <= 64;
    openings.iter().all(fit).then_some(openings)
}

/// The openings that some of these rows have; `None` where they have too many combinations of cells
/// for looking at them to be less work than looking at the rows.
#[inline(never)]
pub(super) fn active<'o>(
    openings: &'o [Opening],
    readings: &[Reading<'_>],
    row: usize,
    registers: &[Register<WORDS>],
    rows: &Words,
) -> Option<Vec<Active<'o>>> {
    let is_open = |id: &RegisterId| {
        let (certain, possible) = register(registers, *id).split_at(ABREAST);
        let mut both = certain.iter().zip(possible).zip(rows);
        both.any(|((certain, possible), rows)| possible & !certain & rows != 0)
    };
    let mut found = Vec::new();
    for opening in openings.iter().filter(|one| one.registers.iter().any(is_open)) {
        let mut cells = Vec::with_capacity(opening.cells.len());
        for (cell, place) in opening.cells.iter().zip(0_u32..) {
            let mut own = *rows;
            for (id, bit) in opening.registers.iter().zip(0_u32..) {
                let (certain, possible) = register(registers, *id).split_at(ABREAST);
                if cell >> bit & 1 == 1 {
                    own.iter_mut().zip(possible).for_each(|(own, possible)| *own &= possible);
                } else {
                    own.iter_mut().zip(certain).for_each(|(own, certain)| *own &= !certain);
                }
            }
            if let Some((at, of_answer)) = &opening.coded {
                let column = readings.get(*at).map(|reading| &reading.column);
                own.iter_mut().zip((row..).step_by(64)).for_each(|(own, first)| {
                    *own = inside(*own, first, column, of_answer, place);
                });
            }
            if own != [0; ABREAST] {
                cells.push((*cell, own));
            }
        }
        found.push(Active { opening, cells, at: 0 });
    }
    let combinations = found.iter().try_fold(1_usize, |all, one| all.checked_mul(one.cells.len()));
    let many = rows.iter().map(|word| word.count_ones() as usize).sum::<usize>();
    combinations.filter(|all| *all <= many.max(4)).map(|_| found)
}

/// Those of some rows whose answer can lie in the cell at this place.
fn inside(
    rows: u64,
    first: usize,
    column: Option<&Column<'_>>,
    of_answer: &[u64],
    place: u32,
) -> u64 {
    let mut kept = rows;
    let mut left = rows;
    while left != 0 {
        let bit = left.trailing_zeros();
        left &= left.wrapping_sub(1);
        let cells = column.and_then(|column| column.position(first.saturating_add(bit as usize)));
        if let Some(cells) = cells.and_then(|position| of_answer.get(position))
            && cells >> (place & 63) & 1 == 0
        {
            kept &= !(1_u64 << (bit & 63));
        }
    }
    kept
}

/// What the literals of these variables say now.
#[inline(never)]
pub(super) fn kept(
    active: &[Active<'_>],
    registers: &[Register<WORDS>],
) -> Vec<(RegisterId, Register<WORDS>)> {
    let read = active.iter().flat_map(|one| &one.opening.registers);
    read.map(|id| (*id, *register(registers, *id))).collect()
}

/// Puts the variables into their cells; gives the rows that can lie there.
#[inline(never)]
pub(super) fn place(active: &[Active<'_>], registers: &mut [Register<WORDS>]) -> Words {
    let mut rows = [u64::MAX; ABREAST];
    for one in active {
        let Some((cell, own)) = one.cells.get(one.at) else { return [0; ABREAST] };
        rows.iter_mut().zip(own).for_each(|(rows, own)| *rows &= own);
        for (id, bit) in one.opening.registers.iter().zip(0_u32..) {
            if let Some(register) = registers.get_mut(*id as usize) {
                *register = [if cell >> (bit & 63) & 1 == 1 { u64::MAX } else { 0 }; WORDS];
            }
        }
    }
    rows
}

/// Goes on to the next combination of cells; `false` after the last.
pub(super) fn next(active: &mut [Active<'_>]) -> bool {
    for one in active {
        one.at = one.at.saturating_add(1);
        if one.at < one.cells.len() {
            return true;
        }
        one.at = 0;
    }
    false
}

/// What some registers say in all combinations so far, and in some.
pub(super) struct Joined(Vec<Register<WORDS>>);

impl Joined {
    pub(super) fn of(registers: usize) -> Joined {
        let mut none = [0; WORDS];
        none.iter_mut().take(ABREAST).for_each(|certain| *certain = u64::MAX);
        Joined(vec![none; registers])
    }

    /// Adds a combination, in which these rows can lie.
    #[inline(always)]
    pub(super) fn add<'r>(
        &mut self,
        rows: &Words,
        registers: impl Iterator<Item = &'r Register<WORDS>>,
    ) {
        for (joined, register) in self.0.iter_mut().zip(registers) {
            let (all, some) = joined.split_at_mut(ABREAST);
            let (certain, possible) = register.split_at(ABREAST);
            for (((all, some), (certain, possible)), rows) in
                all.iter_mut().zip(some).zip(certain.iter().zip(possible)).zip(rows)
            {
                *all &= certain | !rows;
                *some |= possible & rows;
            }
        }
    }

    /// What was found of these rows, and of all others what was there.
    pub(super) fn with(
        &self,
        rows: &Words,
        before: &[Register<WORDS>],
    ) -> impl Iterator<Item = Register<WORDS>> {
        let rows = *rows;
        self.0.iter().zip(before).map(move |(joined, before)| {
            let mut made = *before;
            for ((made, joined), rows) in made.iter_mut().zip(joined).zip(rows.iter().chain(&rows))
            {
                *made = *made & !rows | joined & rows;
            }
            made
        })
    }
}
