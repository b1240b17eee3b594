//! Some rows of a column, copied one behind the other.

use safeguarding_rules::Answer;
use safeguarding_rules::columns::{Bits, Column, Integers};

/// Some rows of a column.
pub struct Gathered<'c> {
    known: Option<Vec<u8>>,
    values: Values<'c>,
}

enum Values<'c> {
    Flags(Vec<u8>),
    Counts(Vec<i64>),
    Days(Vec<i64>),
    Coded(Vec<i64>, &'c [Answer]),
}

impl<'c> Gathered<'c> {
    pub fn of(column: &Column<'c>, rows: &[usize]) -> Gathered<'c> {
        let numbers = |values: &Integers<'_>| {
            rows.iter().map(|row| values.at(*row).unwrap_or(i64::MAX)).collect()
        };
        let (values, known) = match column {
            Column::Flags { yes, known } => (Values::Flags(bits(*yes, rows)), known),
            Column::Counts { values, known } => (Values::Counts(numbers(values)), known),
            Column::Days { values, known } => (Values::Days(numbers(values)), known),
            Column::Coded { codes, answers, known } => {
                (Values::Coded(numbers(codes), answers), known)
            }
        };
        Gathered { known: known.map(|known| bits(known, rows)), values }
    }

    pub fn column(&self) -> Column<'_> {
        let known = self.known.as_ref().map(|known| Bits::new(known, 0));
        match &self.values {
            Values::Flags(yes) => Column::Flags { yes: Bits::new(yes, 0), known },
            Values::Counts(values) => Column::Counts { values: Integers::I64(values), known },
            Values::Days(values) => Column::Days { values: Integers::I64(values), known },
            Values::Coded(codes, answers) => {
                Column::Coded { codes: Integers::I64(codes), answers, known }
            }
        }
    }
}

fn bits(from: Bits<'_>, rows: &[usize]) -> Vec<u8> {
    let byte = |rows: &[usize]| {
        rows.iter().rev().fold(0_u8, |byte, row| byte << 1 | u8::from(from.has(*row)))
    };
    rows.chunks(8).map(byte).collect()
}
