//! What a column of a table says about a fact, by its Arrow type.

use crate::arrow::{ArrowArray, ArrowSchema};
use safeguarding_rules::columns::{Bits, Column, Integers};
use safeguarding_rules::{Answer, Kind, PartialDate, Problem, State};
use std::collections::HashMap;

/// Values that could not be read where they stand.
pub enum Made {
    /// They can.
    Nothing,
    Days(Vec<i32>),
    Coded(Vec<u32>, Vec<Answer>),
    /// Answers of a dictionary, whose codes stand in the column.
    Answers(Vec<Answer>),
}

/// What a column answers: a fact, or when an event happened.
#[derive(Clone, Copy)]
pub struct Asked<'f> {
    pub id: &'f str,
    pub kind: Kind,
}

/// What is wrong with a column: a code and the words.
pub type Refusal = (&'static str, String);

const UNITS: [(&str, i64); 4] =
    [("tss", 86_400), ("tsm", 86_400_000), ("tsu", 86_400_000_000), ("tsn", 86_400_000_000_000)];

/// Makes what `column` needs and cannot read in place.
pub fn made(fact: Asked<'_>, schema: &ArrowSchema, array: &ArrowArray) -> Result<Made, Refusal> {
    let (rows, format) = (array.len(), schema.format());
    if fact.kind == Kind::Choices
        && let Some(made) = made_of_lists(fact, schema, array)
    {
        return made;
    }
    if let Some(values) = schema.dictionary() {
        let dictionary = array.dictionary().ok_or_else(|| refusal(fact, format))?;
        let texts = texts(values.format(), dictionary).ok_or_else(|| refusal(fact, format))?;
        let codes = integers(format, array, rows).ok_or_else(|| refusal(fact, format))?;
        let known = validity(array, rows);
        let mut used = vec![false; dictionary.len()];
        for row in (0..rows).filter(|row| known.is_none_or(|known| known.has(*row))) {
            let code = codes.get(row).and_then(|code| usize::try_from(code).ok());
            if let Some(used) = code.and_then(|code| used.get_mut(code)) {
                *used = true;
            }
        }
        let answers = used.iter().enumerate().map(|(code, used)| match texts(code) {
            Some(text) if *used => answer(fact, text),
            _ => Ok(Answer::Gap(State::NotKnown)),
        });
        return Ok(Made::Answers(answers.collect::<Result<_, _>>()?));
    }
    if let Some(texts) = texts(format, array) {
        let known = validity(array, rows);
        let mut positions: HashMap<&str, u32> = HashMap::new();
        let (mut codes, mut answers) = (Vec::with_capacity(rows), Vec::new());
        for row in 0..rows {
            let text = texts(row).filter(|_| known.is_none_or(|known| known.has(row)));
            let Some(text) = text else {
                codes.push(u32::MAX);
                continue;
            };
            let next = u32::try_from(answers.len()).unwrap_or(u32::MAX);
            let code = *positions.entry(text).or_insert(next);
            if code == next {
                answers.push(answer(fact, text)?);
            }
            codes.push(code);
        }
        return Ok(Made::Coded(codes, answers));
    }
    let day = |number: i64, unit: i64| i32::try_from(number.div_euclid(unit)).unwrap_or(i32::MAX);
    if format == "tdm" {
        let values = array.integers::<i64>(rows).iter();
        return Ok(Made::Days(values.map(|value| day(*value, 86_400_000)).collect()));
    }
    // A time with a zone is not of one day everywhere.
    let unit = UNITS.iter().find(|(unit, _)| format.strip_prefix(unit) == Some(":"));
    if let Some((_, unit)) = unit {
        let values = array.integers::<i64>(rows).iter();
        return Ok(Made::Days(values.map(|value| day(*value, *unit)).collect()));
    }
    Ok(Made::Nothing)
}

/// Lists of options, each list written once; `None` where the column has none.
fn made_of_lists(
    fact: Asked<'_>,
    schema: &ArrowSchema,
    array: &ArrowArray,
) -> Option<Result<Made, Refusal>> {
    let (rows, format) = (array.len(), schema.format());
    let (inner, options) = (schema.children().next()?, array.children().next()?);
    let of_options = values(inner, options)?;
    let places = |row: usize| match format {
        "+l" => array.list::<i32>(row, rows),
        "+L" => array.list::<i64>(row, rows),
        _ => None,
    };
    if !matches!(format, "+l" | "+L") {
        return None;
    }
    let known = validity(array, rows);
    let mut positions: HashMap<Vec<&str>, u32> = HashMap::new();
    let (mut codes, mut answers) = (Vec::with_capacity(rows), Vec::new());
    for row in 0..rows {
        let Some(places) = places(row).filter(|_| known.is_none_or(|known| known.has(row))) else {
            codes.push(u32::MAX);
            continue;
        };
        let option = |at: usize| match of_options(at) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        };
        let Some(list) = places.map(option).collect::<Option<Vec<&str>>>() else {
            let message = format!("column `{}` has a list with a null or no text in it", fact.id);
            return Some(Err(("table.column-type", message)));
        };
        let next = u32::try_from(answers.len()).unwrap_or(u32::MAX);
        if !positions.contains_key(&list) {
            answers.push(Answer::Exactly(list.iter().map(|option| (*option).to_owned()).collect()));
        }
        codes.push(*positions.entry(list).or_insert(next));
    }
    Some(Ok(Made::Coded(codes, answers)))
}

/// The days of an array of dates; `None` where it is none.
pub fn days(schema: &ArrowSchema, array: &ArrowArray) -> Option<Vec<i64>> {
    let rows = array.len();
    let day = |unit: i64| array.integers::<i64>(rows).iter().map(move |at| at.div_euclid(unit));
    match schema.format() {
        "tdD" => Some(array.integers::<i32>(rows).iter().map(|day| i64::from(*day)).collect()),
        "tdm" => Some(day(86_400_000).collect()),
        format => {
            let unit = UNITS.iter().find(|(unit, _)| format.strip_prefix(unit) == Some(":"));
            unit.map(|(_, unit)| day(*unit).collect())
        }
    }
}

/// The column as the core reads it; `None` where nothing in it is known.
pub fn column<'c>(
    fact: Asked<'_>,
    schema: &ArrowSchema,
    array: &'c ArrowArray,
    made: &'c Made,
) -> Result<Option<Column<'c>>, Refusal> {
    let (rows, format) = (array.len(), schema.format());
    let known = validity(array, rows);
    let wrong = || refusal(fact, format);
    let column = match made {
        Made::Days(values) if fact.kind == Kind::Date => {
            Column::Days { values: Integers::I32(values), known }
        }
        Made::Coded(codes, answers) => {
            Column::Coded { codes: Integers::U32(codes), answers, known: None }
        }
        Made::Answers(answers) => {
            let codes = integers(format, array, rows).ok_or_else(wrong)?.0;
            Column::Coded { codes, answers, known }
        }
        Made::Days(_) => return Err(wrong()),
        Made::Nothing => match (fact.kind, format) {
            (_, "n") => return Ok(None),
            (Kind::YesNo, "b") => {
                Column::Flags { yes: Bits::new(array.bits(rows), array.first()), known }
            }
            (Kind::Date, "tdD") => {
                Column::Days { values: Integers::I32(array.integers(rows)), known }
            }
            (Kind::Count, _) => {
                Column::Counts { values: integers(format, array, rows).ok_or_else(wrong)?.0, known }
            }
            _ => return Err(wrong()),
        },
    };
    Ok(Some(column))
}

/// Where the rows of an array are known; `None`: everywhere.
pub fn validity(array: &ArrowArray, rows: usize) -> Option<Bits<'_>> {
    let bytes = array.validity(rows);
    (!bytes.is_empty()).then(|| Bits::new(bytes, array.first()))
}

/// Numbers of some width, with one of them at hand.
struct Numbers<'c>(Integers<'c>);

impl Numbers<'_> {
    fn get(&self, row: usize) -> Option<i64> {
        match self.0 {
            Integers::I8(values) => values.get(row).map(|value| i64::from(*value)),
            Integers::I16(values) => values.get(row).map(|value| i64::from(*value)),
            Integers::I32(values) => values.get(row).map(|value| i64::from(*value)),
            Integers::I64(values) => values.get(row).copied(),
            Integers::U8(values) => values.get(row).map(|value| i64::from(*value)),
            Integers::U16(values) => values.get(row).map(|value| i64::from(*value)),
            Integers::U32(values) => values.get(row).map(|value| i64::from(*value)),
            Integers::U64(values) => values.get(row).and_then(|value| i64::try_from(*value).ok()),
        }
    }
}

fn integers<'c>(format: &str, array: &'c ArrowArray, rows: usize) -> Option<Numbers<'c>> {
    Some(Numbers(match format {
        "c" => Integers::I8(array.integers(rows)),
        "C" => Integers::U8(array.integers(rows)),
        "s" => Integers::I16(array.integers(rows)),
        "S" => Integers::U16(array.integers(rows)),
        "i" => Integers::I32(array.integers(rows)),
        "I" => Integers::U32(array.integers(rows)),
        "l" => Integers::I64(array.integers(rows)),
        "L" => Integers::U64(array.integers(rows)),
        _ => return None,
    }))
}

/// The texts of an array by row; `None` where it is none of texts.
fn texts<'c>(
    format: &str,
    array: &'c ArrowArray,
) -> Option<Box<dyn Fn(usize) -> Option<&'c str> + 'c>> {
    let rows = array.len();
    let known = validity(array, rows);
    let is_known = move |row: &usize| known.is_none_or(|known| known.has(*row));
    match format {
        "u" => Some(Box::new(move |row| {
            Some(row).filter(is_known).and_then(|row| array.text::<i32>(row, rows))
        })),
        "U" => Some(Box::new(move |row| {
            Some(row).filter(is_known).and_then(|row| array.text::<i64>(row, rows))
        })),
        "vu" => Some(Box::new(move |row| {
            Some(row).filter(is_known).and_then(|row| array.view(row, rows))
        })),
        _ => None,
    }
}

/// A value of a column, whatever it answers.
pub enum Value<'c> {
    Text(&'c str),
    Whole(i64),
    Truth(bool),
}

/// The value of each row of a column of booleans, whole numbers or texts; `None` where it is none.
pub fn values<'c>(
    schema: &ArrowSchema,
    array: &'c ArrowArray,
) -> Option<Box<dyn Fn(usize) -> Option<Value<'c>> + 'c>> {
    let (rows, format) = (array.len(), schema.format());
    let known = validity(array, rows);
    let is_known = move |row: &usize| known.is_none_or(|known| known.has(*row));
    if let Some(words) = schema.dictionary() {
        let (texts, codes) =
            (texts(words.format(), array.dictionary()?)?, integers(format, array, rows)?);
        return Some(Box::new(move |row| {
            let code = codes.get(Some(row).filter(is_known)?)?;
            usize::try_from(code).ok().and_then(&texts).map(Value::Text)
        }));
    }
    if let Some(texts) = texts(format, array) {
        return Some(Box::new(move |row| texts(row).map(Value::Text)));
    }
    if format == "b" {
        let bits = Bits::new(array.bits(rows), array.first());
        return Some(Box::new(move |row| {
            Some(row).filter(is_known).map(|row| Value::Truth(bits.has(row)))
        }));
    }
    if format == "n" {
        return Some(Box::new(|_| None));
    }
    let numbers = integers(format, array, rows)?;
    Some(Box::new(move |row| {
        Some(row).filter(is_known).and_then(|row| numbers.get(row)).map(Value::Whole)
    }))
}

fn answer(fact: Asked<'_>, text: &str) -> Result<Answer, Refusal> {
    match fact.kind {
        Kind::Choice => Ok(Answer::Choice(text.to_owned())),
        Kind::Date => PartialDate::parse(text).map(Answer::Date).ok_or_else(|| {
            let message = format!(
                "column `{}` has a text that is no date; expected YYYY-MM-DD, YYYY-MM or YYYY",
                fact.id
            );
            ("case.not-a-date", message)
        }),
        _ => Err(refusal(fact, "u")),
    }
}

fn refusal(fact: Asked<'_>, format: &str) -> Refusal {
    let expected = match fact.kind {
        Kind::YesNo => "booleans",
        Kind::Count => "whole numbers",
        Kind::Date => "dates, times without a zone, or texts written YYYY-MM-DD",
        Kind::Choice => "texts, each the id of an option",
        Kind::Choices => "lists of texts, each the id of an option",
    };
    let message = format!(
        "column `{}` has Arrow type `{}`; expected {expected}, with nulls for what is not known",
        fact.id,
        shown(format)
    );
    ("table.column-type", message)
}

/// The name of a type in words, as far as analysts meet it.
fn shown(format: &str) -> &str {
    match format {
        "f" => "float",
        "g" => "double",
        "u" => "string",
        "U" => "large_string",
        "vu" => "string_view",
        "b" => "bool",
        "l" => "int64",
        "i" => "int32",
        "tdD" => "date32",
        other => other,
    }
}

/// A row that holds what can be no answer.
pub fn out_of_range(id: &str, kind: Kind, row: usize) -> Problem {
    let at = format!("/{}/{row}", id);
    match kind {
        Kind::Count => {
            let message =
                format!("row {row} has a count that is no whole number from 0 to {}", u32::MAX);
            Problem::new("case.wrong-kind", at, message)
        }
        _ => {
            let message = format!("row {row} has a day outside the years 1 to 9999");
            Problem::new("case.not-a-date", at, message)
        }
    }
}
