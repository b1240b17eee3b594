//! Some rows of a column, copied one behind the other.

use safeguarding_rules::Answer;
use safeguarding_rules::columns::{Bits, Column, Integers};
use std::collections::HashMap;

/// Some rows of a column.
pub struct Gathered {
    known: Option<Vec<u8>>,
    values: Values,
}

enum Values {
    Flags(Vec<u8>),
    Counts(Vec<i64>),
    Days(Vec<i64>),
    /// With the answers that these rows have; another day may not take the others.
    Coded(Vec<u32>, Vec<Answer>),
}

impl Gathered {
    pub fn of(column: &Column<'_>, rows: &[usize]) -> Gathered {
        let numbers = |values: &Integers<'_>| {
            rows.iter().map(|row| values.at(*row).unwrap_or(i64::MAX)).collect()
        };
        let (values, known) = match column {
            Column::Flags { yes, known } => (Values::Flags(bits(*yes, rows)), known),
            Column::Counts { values, known } => (Values::Counts(numbers(values)), known),
            Column::Days { values, known } => (Values::Days(numbers(values)), known),
            Column::Coded { codes, answers, known } => (coded(codes, answers, *known, rows), known),
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
                Column::Coded { codes: Integers::U32(codes), answers, known }
            }
        }
    }
}

fn coded(
    codes: &Integers<'_>,
    answers: &[Answer],
    known: Option<Bits<'_>>,
    rows: &[usize],
) -> Values {
    let mut positions: HashMap<usize, u32> = HashMap::new();
    let mut used = Vec::new();
    let codes = rows.iter().map(|row| {
        let code = codes.at(*row).filter(|_| known.is_none_or(|known| known.has(*row)));
        let code = code.and_then(|code| usize::try_from(code).ok());
        let Some((code, answer)) = code.and_then(|code| Some((code, answers.get(code)?))) else {
            return u32::MAX;
        };
        let next = u32::try_from(used.len()).unwrap_or(u32::MAX);
        *positions.entry(code).or_insert_with(|| {
            used.push(answer.clone());
            next
        })
    });
    Values::Coded(codes.collect(), used)
}

fn bits(from: Bits<'_>, rows: &[usize]) -> Vec<u8> {
    let byte = |rows: &[usize]| {
        rows.iter().rev().fold(0_u8, |byte, row| byte << 1 | u8::from(from.has(*row)))
    };
    rows.chunks(8).map(byte).collect()
}
