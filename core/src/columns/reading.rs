//! How a column fills the registers of the literals of its fact.

use super::block::{ABREAST, BYTES, Bytes, WORDS, Words, here};
use super::column::{Column, EPOCH};
use crate::case::{Answer, State};
use crate::compile::{FactSlot, LiteralKind, Register, RegisterId, Slices, VariableKind, bits};
use crate::date::Day;
use crate::error::Problem;
use crate::evaluate::Known;
use crate::fact::Kind;

/// A column and what its answers say of each literal that is asked about.
pub(super) struct Reading<'c> {
    pub slot: u16,
    pub column: Column<'c>,
    literals: Vec<Said>,
    /// The smallest and the largest number that can be an answer.
    range: (i64, i64),
}

/// What the answers say of one literal.
struct Said {
    literal: u16,
    register: RegisterId,
    /// Whether it is certain, and whether it is possible, where nothing is known.
    open: (u64, u64),
    by: By,
}

enum By {
    /// It holds where the flag is yes (`true`) or no.
    Flag(bool),
    /// Where the number lies in the first part it is certain, in the second possible.
    Number(Part, Part),
    /// By the position of the answer: bit 0 for certain, bit 1 for possible.
    Answers(Vec<u8>),
}

/// The numbers from `low` to `high`, or all others.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Part {
    low: i64,
    high: i64,
    inside: bool,
}

impl Part {
    const ALL: Part = Part { low: i64::MIN, high: i64::MAX, inside: true };

    fn from(low: i64) -> Part {
        Part { low, ..Part::ALL }
    }

    fn to(high: i64) -> Part {
        Part { high, ..Part::ALL }
    }

    fn others(self) -> Part {
        Part { inside: !self.inside, ..self }
    }

    /// The rows whose number lies in it.
    #[inline]
    fn rows(self, numbers: &[i64; 64]) -> u64 {
        let mut rows = 0_u64;
        for (byte, eight) in numbers.chunks_exact(8).enumerate() {
            let mut found = 0_u64;
            for (bit, number) in eight.iter().enumerate() {
                found |= u64::from(*number >= self.low && *number <= self.high) << bit;
            }
            rows |= found << (byte << 3);
        }
        if self.inside { rows } else { !rows }
    }
}

impl<'c> Reading<'c> {
    /// A column read as the answers to the fact at `slot`; what `base` records of it is forgotten.
    pub(super) fn new(
        base: &mut Known,
        slices: &Slices,
        slot: u16,
        column: Column<'c>,
    ) -> Result<Reading<'c>, Problem> {
        let mut reading =
            Reading { slot, column, literals: Vec::new(), range: (0, i64::from(u32::MAX)) };
        base.record_at(slot, &Answer::Gap(State::NotKnown))?;
        let rules = std::sync::Arc::clone(base.rules());
        let Some(fact) = rules.fact(slot) else { return Ok(reading) };
        let sample = match column {
            Column::Flags { .. } => Some((Kind::YesNo, Answer::YesNo(true))),
            Column::Counts { .. } => Some((Kind::Count, Answer::count(0))),
            Column::Days { .. } => Some((Kind::Date, Answer::on(base.as_of()))),
            Column::Coded { .. } => None,
        };
        if let Some((kind, answer)) = sample
            && kind != fact.fact.is.kind
        {
            base.clone().record_at(slot, &answer)?;
        }
        if let Column::Days { .. } = column {
            reading.range = (
                number_of(Day::FIRST).saturating_sub(EPOCH),
                number_of(Day::LAST).saturating_sub(EPOCH),
            );
        }
        let answers = match column {
            Column::Coded { answers, .. } => answers,
            _ => &[],
        };
        for (_, variable) in rules.variables_of(fact) {
            let kinds = rules.kinds_of(variable).iter();
            for (kind, literal) in kinds.zip(variable.first_literal..) {
                let Some(register) = slices.register_of(literal) else { continue };
                let open = (
                    all(bits::has(&base.certain, literal)),
                    all(bits::has(&base.possible, literal)),
                );
                let by = match column {
                    Column::Flags { .. } => By::Flag(*kind == LiteralKind::Yes),
                    Column::Counts { .. } | Column::Days { .. } => {
                        let (must, may) = parts(base, fact, *kind);
                        let shift = match column {
                            Column::Days { .. } => EPOCH,
                            _ => 0,
                        };
                        By::Number(moved(must, shift), moved(may, shift))
                    }
                    Column::Coded { .. } => By::Answers(Vec::with_capacity(answers.len())),
                };
                reading.literals.push(Said { literal, register, open, by });
            }
        }
        if answers.is_empty() {
            return Ok(reading);
        }
        let mut recorded = base.clone();
        for answer in answers {
            recorded.record_at(slot, answer)?;
            for said in &mut reading.literals {
                let certain = u8::from(bits::has(&recorded.certain, said.literal));
                let possible = u8::from(bits::has(&recorded.possible, said.literal));
                if let By::Answers(answers) = &mut said.by {
                    answers.push(certain | possible << 1);
                }
            }
        }
        Ok(reading)
    }

    /// Fills the registers of a block, of which so many rows are left.
    #[inline(always)]
    pub(super) fn fill(
        &self,
        row: usize,
        left: usize,
        registers: &mut [Register<WORDS>],
    ) -> Result<(), Problem> {
        let Column::Flags { yes, known } = self.column else {
            return self.fill_numbers(row, &here(left), registers);
        };
        let (yes_there, known_there): (Bytes, Bytes);
        let yes = match yes.bytes(row) {
            Some(bytes) => bytes,
            None => {
                yes_there = yes.copied(row);
                &yes_there
            }
        };
        let known = match known {
            None => &[u8::MAX; BYTES],
            Some(known) => match known.bytes(row) {
                Some(bytes) => bytes,
                None => {
                    known_there = known.copied(row);
                    &known_there
                }
            },
        };
        let (yes, known) = (words_of(yes), words_of(known));
        for said in &self.literals {
            let By::Flag(wanted) = said.by else { continue };
            let Some(register) = registers.get_mut(said.register as usize) else { continue };
            let turn = if wanted { 0 } else { u64::MAX };
            let (certain, possible) = said.open;
            let mut made = [0; WORDS];
            let (must, may) = made.split_at_mut(ABREAST);
            let words = yes.iter().zip(&known);
            for ((must, may), (yes, known)) in must.iter_mut().zip(may).zip(words) {
                let holds = (yes ^ turn) & known;
                *must = holds | certain & !known;
                *may = holds | possible & !known;
            }
            *register = made;
        }
        Ok(())
    }

    #[inline(never)]
    fn fill_numbers(
        &self,
        row: usize,
        here: &Words,
        registers: &mut [Register<WORDS>],
    ) -> Result<(), Problem> {
        for (word, here) in here.iter().enumerate().filter(|(_, here)| **here != 0) {
            self.fill_word(row.saturating_add(word << 6), *here, word, registers)?;
        }
        Ok(())
    }

    /// Fills the registers for one word of rows.
    #[inline]
    fn fill_word(
        &self,
        row: usize,
        here: u64,
        word: usize,
        registers: &mut [Register<WORDS>],
    ) -> Result<(), Problem> {
        let known = self.column.known().map_or(u64::MAX, |known| known.word(row)) & here;
        let mut put = |said: &Said, must: u64, may: u64| {
            let Some(register) = registers.get_mut(said.register as usize) else { return };
            let (certain, possible) = register.split_at_mut(ABREAST);
            if let Some(certain) = certain.get_mut(word) {
                *certain = must & known | said.open.0 & !known;
            }
            if let Some(possible) = possible.get_mut(word) {
                *possible = may & known | said.open.1 & !known;
            }
        };
        match self.column {
            Column::Flags { .. } => {}
            Column::Counts { values, .. } | Column::Days { values, .. } => {
                let numbers = values.block(row);
                let (low, high) = self.range;
                let sound = Part { low, high, inside: true }.rows(&numbers);
                if known & !sound != 0 {
                    let bad = usize::try_from((known & !sound).trailing_zeros()).unwrap_or(0);
                    return Err(self.out_of_range(row.saturating_add(bad)));
                }
                for said in &self.literals {
                    let By::Number(must, may) = &said.by else { continue };
                    let certain = must.rows(&numbers);
                    put(said, certain, if must == may { certain } else { may.rows(&numbers) });
                }
            }
            Column::Coded { codes, .. } => {
                let codes = codes.block(row);
                for said in &self.literals {
                    let By::Answers(by_code) = &said.by else { continue };
                    let (mut must, mut may) = (0_u64, 0_u64);
                    for (bit, code) in codes.iter().enumerate() {
                        let answer = usize::try_from(*code).ok().and_then(|code| by_code.get(code));
                        let answer = answer.copied().unwrap_or(
                            u8::from(said.open.0 != 0) | u8::from(said.open.1 != 0) << 1,
                        );
                        must |= u64::from(answer & 1) << bit;
                        may |= u64::from(answer >> 1) << bit;
                    }
                    put(said, must, may);
                }
            }
        }
        Ok(())
    }

    /// Whether no rule asks about the fact and no value of it can be wrong.
    #[inline(always)]
    pub(super) fn is_idle(&self) -> bool {
        let is_number = matches!(self.column, Column::Counts { .. } | Column::Days { .. });
        self.literals.is_empty() && !is_number
    }

    fn out_of_range(&self, row: usize) -> Problem {
        let place = format!("/{row}");
        match self.column {
            Column::Days { .. } => {
                let message = format!("row {row} has a day outside the years 1 to 9999");
                Problem::new("case.not-a-date", place, message)
            }
            _ => {
                let message =
                    format!("row {row} has a count that is no whole number from 0 to {}", u32::MAX);
                Problem::new("case.wrong-kind", place, message)
            }
        }
    }
}

#[inline(always)]
fn words_of(bytes: &Bytes) -> Words {
    let mut words = [0; ABREAST];
    let eights = bytes.as_chunks().0;
    words.iter_mut().zip(eights).for_each(|(word, eight)| *word = u64::from_le_bytes(*eight));
    words
}

fn all(holds: bool) -> u64 {
    if holds { u64::MAX } else { 0 }
}

fn number_of(day: Day) -> i64 {
    i64::from(day.number())
}

/// The same part of numbers that are smaller by so many.
fn moved(part: Part, by: i64) -> Part {
    Part { low: part.low.saturating_sub(by), high: part.high.saturating_sub(by), ..part }
}

/// The numbers for which a literal is certain, and those for which it is possible.
fn parts(base: &Known, fact: &FactSlot, kind: LiteralKind) -> (Part, Part) {
    let day = |cut: crate::compile::Cut| number_of(cut.day(base.as_of()));
    let between = |from: i64, to: i64| Part { low: from.saturating_add(1), high: to, inside: true };
    let part = match kind {
        LiteralKind::AtLeast(n) => Part::from(i64::from(n)),
        LiteralKind::Below(n) => Part::from(i64::from(n)).others(),
        LiteralKind::Exactly(n) => Part { low: i64::from(n), high: i64::from(n), inside: true },
        LiteralKind::Not(n) => Part { low: i64::from(n), high: i64::from(n), inside: false },
        LiteralKind::By(cut) => Part::to(day(cut)),
        LiteralKind::After(cut) => Part::to(day(cut)).others(),
        LiteralKind::Within(from, to) => between(day(from), day(to)),
        LiteralKind::Without(from, to) => between(day(from), day(to)).others(),
        LiteralKind::Reaches | LiteralKind::FallsShort => return against_setting(base, fact, kind),
        LiteralKind::Yes | LiteralKind::No | LiteralKind::Among(_) => {
            return (Part::ALL.others(), Part::ALL);
        }
    };
    (part, part)
}

/// The same where a number is compared with a setting, which may not be set.
fn against_setting(base: &Known, fact: &FactSlot, kind: LiteralKind) -> (Part, Part) {
    let rules = base.rules();
    let variable = rules.variables.get(usize::from(fact.first_variable));
    let Some(VariableKind::AgainstSetting(setting)) = variable.map(|variable| variable.kind) else {
        return (Part::ALL.others(), Part::ALL);
    };
    let least = rules.settings.get(usize::from(setting)).map_or(0, |setting| setting.is.min);
    let value = base.settings.get(usize::from(setting)).copied().flatten();
    let certain = value.map_or(Part::ALL.others(), |value| Part::from(i64::from(value)));
    let possible = Part::from(i64::from(value.unwrap_or(least)));
    match kind {
        LiteralKind::Reaches => (certain, possible),
        _ => (possible.others(), certain.others()),
    }
}
