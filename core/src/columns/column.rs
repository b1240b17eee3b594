//! Columns as they are given: bits and whole numbers where they stand, answers by their position.

use crate::case::Answer;
use crate::date::Day;

/// 1 January 1970, as [`Day::number`] counts.
pub(super) const EPOCH: i64 = 719_162;

/// One bit a row, the lowest of each byte first, as Arrow lays them out.
#[derive(Clone, Copy, Debug)]
pub struct Bits<'c> {
    bytes: &'c [u8],
    first: usize,
}

impl<'c> Bits<'c> {
    /// The bits of these bytes, from bit `first` on. Bits past the end are 0.
    ///
    /// ```
    /// use safeguarding_rules::columns::Bits;
    /// let bits = Bits::new(&[0b1010_0000, 0b1], 5);
    /// assert_eq!(bits.word(0), 0b1101);
    /// ```
    #[must_use]
    pub fn new(bytes: &'c [u8], first: usize) -> Bits<'c> {
        Bits { bytes, first }
    }

    /// The bits of 64 rows, the first of them lowest.
    #[inline]
    #[must_use]
    pub fn word(&self, row: usize) -> u64 {
        let bit = self.first.saturating_add(row);
        let (byte, shift) = (bit >> 3, u32::try_from(bit & 7).unwrap_or(0));
        let from = self.bytes.get(byte..).unwrap_or(&[]);
        if shift == 0
            && let Some(eight) = from.first_chunk::<8>()
        {
            return u64::from_le_bytes(*eight);
        }
        if let Some([eight @ .., ninth]) = from.first_chunk::<9>() {
            let low = eight.iter().rev().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
            return low >> shift | (u64::from(*ninth) << 1) << (63 - shift);
        }
        let some = from.iter().take(9).rev();
        let word = some.fold(0_u128, |word, byte| word << 8 | u128::from(*byte)) >> shift;
        // The lower half is what was asked for.
        u64::try_from(word & u128::from(u64::MAX)).unwrap_or(0)
    }

    /// The bytes of so many rows from `row` on, where they stand; `None` at the end of the bytes,
    /// and where rows do not begin with a byte.
    #[inline(always)]
    pub(super) fn bytes<const BYTES: usize>(&self, row: usize) -> Option<&'c [u8; BYTES]> {
        let bit = self.first.saturating_add(row);
        self.bytes.get(bit >> 3..)?.first_chunk().filter(|_| bit & 7 == 0)
    }

    /// The same put together.
    #[inline(never)]
    pub(super) fn copied<const BYTES: usize>(&self, row: usize) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let bit = self.first.saturating_add(row);
        let left = self.bytes.get(bit >> 3..).unwrap_or(&[]);
        if bit & 7 == 0
            && let Some(place) = bytes.get_mut(..left.len())
        {
            place.copy_from_slice(left);
            return bytes;
        }
        for (eight, at) in bytes.chunks_mut(8).zip((row..).step_by(64)) {
            let word = self.word(at).to_le_bytes();
            eight.iter_mut().zip(word).for_each(|(place, byte)| *place = byte);
        }
        bytes
    }

    /// The bit of one row.
    #[must_use]
    pub fn has(&self, row: usize) -> bool {
        let bit = self.first.saturating_add(row);
        self.bytes.get(bit >> 3).is_some_and(|byte| byte >> (bit & 7) & 1 == 1)
    }
}

/// Whole numbers of any width, one a row.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Integers<'c> {
    I8(&'c [i8]),
    I16(&'c [i16]),
    I32(&'c [i32]),
    I64(&'c [i64]),
    U8(&'c [u8]),
    U16(&'c [u16]),
    U32(&'c [u32]),
    U64(&'c [u64]),
}

/// Does the same for numbers of each width.
macro_rules! each_width {
    ($integers:expr, $values:ident => $do:expr) => {
        match $integers {
            Integers::I8($values) => $do,
            Integers::I16($values) => $do,
            Integers::I32($values) => $do,
            Integers::I64($values) => $do,
            Integers::U8($values) => $do,
            Integers::U16($values) => $do,
            Integers::U32($values) => $do,
            Integers::U64($values) => $do,
        }
    };
}

#[expect(
    clippy::unnecessary_fallible_conversions,
    clippy::useless_conversion,
    reason = "of the widths only the largest can fail"
)]
impl Integers<'_> {
    /// The numbers of 64 rows; those past the end are 0, those too large the largest there is.
    #[inline]
    pub(super) fn block(&self, row: usize) -> [i64; 64] {
        let mut block = [0_i64; 64];
        each_width!(self, values => {
            let from = values.get(row..).unwrap_or(&[]);
            for (place, value) in block.iter_mut().zip(from) {
                *place = i64::try_from(*value).unwrap_or(i64::MAX);
            }
        });
        block
    }

    /// The number of one row; one too large is the largest there is.
    #[must_use]
    pub fn at(&self, row: usize) -> Option<i64> {
        each_width!(self, values => {
            values.get(row).map(|value| i64::try_from(*value).unwrap_or(i64::MAX))
        })
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        each_width!(self, values => values.len())
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The answers to one fact, one a row. Where `known` has no bit the answer is not known; without
/// `known` every row has one.
#[derive(Clone, Copy, Debug)]
pub enum Column<'c> {
    /// Yes or no.
    Flags {
        /// Where it is yes.
        yes: Bits<'c>,
        /// Where it is known.
        known: Option<Bits<'c>>,
    },
    /// Counts.
    Counts {
        /// How many.
        values: Integers<'c>,
        /// Where it is known.
        known: Option<Bits<'c>>,
    },
    /// Dates known to the day.
    Days {
        /// Days since 1 January 1970.
        values: Integers<'c>,
        /// Where it is known.
        known: Option<Bits<'c>>,
    },
    /// Answers of any kind, each written once. A position that is not there is not known.
    Coded {
        /// The position of each row's answer.
        codes: Integers<'c>,
        /// The answers.
        answers: &'c [Answer],
        /// Where it is known.
        known: Option<Bits<'c>>,
    },
}

impl<'c> Column<'c> {
    pub(super) fn known(&self) -> Option<Bits<'c>> {
        match self {
            Column::Flags { known, .. }
            | Column::Counts { known, .. }
            | Column::Days { known, .. }
            | Column::Coded { known, .. } => *known,
        }
    }

    /// The answer of one row; `None` where it is not known, or is no answer to any fact (a
    /// negative count, a day outside the years 1 to 9999).
    ///
    /// ```
    /// use safeguarding_rules::{Answer, columns::{Bits, Column}};
    /// let column = Column::Flags { yes: Bits::new(&[0b01], 0), known: None };
    /// assert_eq!(column.answer(0), Some(Answer::YesNo(true)));
    /// ```
    #[must_use]
    pub fn answer(&self, row: usize) -> Option<Answer> {
        if self.known().is_some_and(|known| !known.has(row)) {
            return None;
        }
        match self {
            Column::Flags { yes, .. } => Some(Answer::YesNo(yes.has(row))),
            Column::Counts { values, .. } => {
                values.at(row).and_then(|count| u32::try_from(count).ok()).map(Answer::count)
            }
            Column::Days { values, .. } => {
                let number = values.at(row)?.checked_add(EPOCH)?;
                Day::of_number(u32::try_from(number).ok()?).map(Answer::on)
            }
            Column::Coded { codes, answers, .. } => {
                answers.get(usize::try_from(codes.at(row)?).ok()?).cloned()
            }
        }
    }

    /// The position of a row's answer among the answers, where they are written once.
    pub(super) fn position(&self, row: usize) -> Option<usize> {
        let Column::Coded { codes, known, .. } = self else { return None };
        let code = codes.at(row).filter(|_| known.is_none_or(|known| known.has(row)));
        code.and_then(|code| usize::try_from(code).ok())
    }

    /// Whether something stands in a row, be it an answer or not.
    #[must_use]
    pub fn is_known(&self, row: usize) -> bool {
        let has_value = match self {
            Column::Coded { codes, answers, .. } => {
                let code = codes.at(row).and_then(|code| usize::try_from(code).ok());
                code.is_some_and(|code| code < answers.len())
            }
            _ => true,
        };
        has_value && self.known().is_none_or(|known| known.has(row))
    }
}
