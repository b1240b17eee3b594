//! What analysts ask about many cases: how often values meet, and the reasons of some rows.

use crate::answers::PyTable;
use crate::arrow::{ArrowArray, ArrowSchema};
use crate::batches::{Incoming, Stopped, Watch, position};
use crate::growing::{Growing, Heading, Holds};
use crate::moves::level_moves;
use crate::sides::{Given, Side};
use crate::table::read_all;
use crate::{PyCatalogue, cells, refused};
use pyo3::prelude::*;
use pyo3::types::PyList;
use safeguarding_rules::thresholds::Explain;
use safeguarding_rules::{Error, Known, Truth};
use std::collections::{BTreeMap, BTreeSet};

/// A value of a column, as it is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, IntoPyObject)]
pub enum Value {
    Text(String),
    Whole(i64),
    Truth(bool),
}

/// How often each combination of values occurs, column beside column of some tables.
#[pyfunction]
pub fn counted(
    py: Python<'_>,
    tables: Vec<(Bound<'_, PyAny>, Vec<String>)>,
) -> PyResult<Vec<(Vec<Option<Value>>, usize)>> {
    let mut coded: Vec<(Vec<Option<Value>>, Vec<u32>)> = Vec::new();
    for (table, names) in tables {
        let incoming = Incoming::of(&table)?;
        let all = incoming.columns();
        let places: Result<Vec<usize>, Error> =
            names.iter().map(|name| position(&all, name)).collect();
        let places = places.map_err(|error| refused(&error))?;
        let mut own: Vec<Coding> = names.into_iter().map(Coding::new).collect();
        incoming.each(py, &Watch::new(None), |schema, batch| {
            for (place, coding) in places.iter().zip(&mut own) {
                if let (Some(field), Some(array)) =
                    (schema.children().nth(*place), batch.children().nth(*place))
                {
                    coding.take(field, array)?;
                }
            }
            Ok(())
        })?;
        coded.extend(own.into_iter().map(|coding| (coding.values, coding.codes)));
    }
    let rows = coded.first().map_or(0, |(_, codes)| codes.len());
    if let Some((_, other)) = coded.iter().find(|(_, codes)| codes.len() != rows) {
        let message =
            format!("the tables have {rows} and {} rows; give the same rows", other.len());
        return Err(refused(&Error::new("table.other-rows", "/table", message)));
    }
    let mut counts: BTreeMap<Vec<u32>, usize> = BTreeMap::new();
    let mut key = Vec::with_capacity(coded.len());
    for row in 0..rows {
        key.clear();
        key.extend(coded.iter().map(|(_, codes)| codes.get(row).copied().unwrap_or(0)));
        match counts.get_mut(&key) {
            Some(count) => *count = count.saturating_add(1),
            None => drop(counts.insert(key.clone(), 1)),
        }
    }
    let value = |(code, (values, _)): (u32, &(Vec<Option<Value>>, Vec<u32>))| {
        usize::try_from(code).ok().and_then(|code| values.get(code).cloned()).flatten()
    };
    let counts = counts.into_iter();
    Ok(counts
        .map(|(key, count)| (key.into_iter().zip(&coded).map(value).collect(), count))
        .collect())
}

/// A column whose values are counted, each written once.
struct Coding {
    name: String,
    values: Vec<Option<Value>>,
    positions: BTreeMap<Option<Value>, u32>,
    codes: Vec<u32>,
}

impl Coding {
    fn new(name: String) -> Coding {
        Coding { name, values: Vec::new(), positions: BTreeMap::new(), codes: Vec::new() }
    }

    fn take(&mut self, field: &ArrowSchema, array: &ArrowArray) -> Result<(), Stopped> {
        let value = cells::values(field, array).ok_or_else(|| {
            let message = format!(
                "column `{}` has another type than booleans, whole numbers and texts",
                self.name
            );
            Error::new("table.column-type", format!("/columns/{}", self.name), message)
        })?;
        for row in 0..array.len() {
            let value = value(row).map(|value| match value {
                cells::Value::Text(text) => Value::Text(text.to_owned()),
                cells::Value::Whole(number) => Value::Whole(number),
                cells::Value::Truth(truth) => Value::Truth(truth),
            });
            let code = match self.positions.get(&value) {
                Some(code) => *code,
                None => {
                    let code = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
                    self.values.push(value.clone());
                    self.positions.insert(value, code);
                    code
                }
            };
            self.codes.push(code);
        }
        Ok(())
    }
}

/// What is said of some rows, with reasons, citations and what is missing.
#[pyfunction]
#[pyo3(signature = (catalogue, given, *, side, names, rows))]
pub fn explained(
    py: Python<'_>,
    catalogue: &PyCatalogue,
    given: &Bound<'_, PyAny>,
    side: Given<'_>,
    names: BTreeMap<String, String>,
    rows: BTreeSet<usize>,
) -> PyResult<PyTable> {
    let incoming = Incoming::of(given)?;
    let columns = incoming.columns();
    let side = Side::of(catalogue, side, &columns, &names, false)?;
    let headings = [
        Heading::new("row", Holds::Longs),
        Heading::new("applies", Holds::Flags),
        Heading::new("at_least", Holds::Counts),
        Heading::new("at_most", Holds::Counts),
        Heading::new("rules", Holds::Lists),
        Heading::new("reasons", Holds::Lists),
        Heading::new("citations", Holds::Lists),
        Heading::new("missing", Holds::Lists),
    ];
    let mut cells: Vec<Growing> = headings.iter().map(Heading::growing).collect();
    let watch = Watch::new(None);
    incoming.each(py, &watch, |schema, batch| {
        let before = watch.before();
        let side = side.on(schema, batch)?;
        let matched: Vec<_> = side.matched.iter().collect();
        read_all(&matched, schema, batch, Vec::new(), &mut |columns| {
            for row in rows.range(before..before.saturating_add(batch.len())) {
                side.with(columns, &[row.saturating_sub(before)], &watch, |table| {
                    explain(*row, &table.known(0), &mut cells);
                    Ok(())
                })?;
            }
            Ok(())
        })
    })?;
    Ok(PyTable::of(&headings, vec![(rows.len(), cells)]))
}

fn explain(row: usize, known: &Known, columns: &mut [Growing]) {
    let decision = known.assess(Explain::Deciding);
    let reasons = decision.findings.iter().filter(|finding| finding.truth == Truth::True);
    let cites = reasons.clone().flat_map(|finding| &finding.grounds.cites);
    let mut cited: Vec<String> = Vec::new();
    for cite in cites {
        let text = format!("{}, {}", cite.title, cite.at);
        if !cited.contains(&text) {
            cited.push(text);
        }
    }
    let level = decision.level.as_ref();
    let [number, applies, at_least, at_most, rules, labels, citations, missing] = columns else {
        return;
    };
    number.long(i64::try_from(row).ok());
    applies.flag(match decision.applies {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    });
    at_least.number(level.map(|level| i32::from(level.at_least)));
    at_most.number(level.map(|level| i32::from(level.at_most)));
    rules.list(Some(reasons.clone().map(|finding| finding.rule)));
    labels.list(Some(reasons.map(|finding| finding.label)));
    citations.list(Some(cited.iter().map(String::as_str)));
    missing.list(Some(decision.missing.iter().map(|missing| missing.fact)));
}

/// A table of columns given as lists.
#[pyfunction]
pub fn made(columns: Vec<(String, String, Bound<'_, PyList>)>) -> PyResult<PyTable> {
    let (mut headings, mut cells, mut rows) = (Vec::new(), Vec::new(), 0_usize);
    for (name, holds, values) in columns {
        let holds = match holds.as_str() {
            "int" => Holds::Longs,
            "float" => Holds::Floats,
            "bool" => Holds::Flags,
            _ => Holds::Texts,
        };
        let heading = Heading::new(name, holds);
        let mut column = heading.growing();
        for value in values.iter() {
            match heading.holds {
                Holds::Longs => column.long(value.extract()?),
                Holds::Floats => column.float(value.extract()?),
                Holds::Flags => column.flag(value.extract()?),
                _ => column.text(value.extract::<Option<String>>()?.as_deref()),
            }
        }
        rows = values.len();
        headings.push(heading);
        cells.push(column);
    }
    Ok(PyTable::of(&headings, vec![(rows, cells)]))
}

/// Which texts stand in the lists of a column: how many rows have each, how many have it alone, and
/// how many have any.
#[pyfunction]
#[expect(clippy::type_complexity, reason = "rows of a table, which Python makes columns of")]
pub fn listed(
    py: Python<'_>,
    table: &PyTable,
    column: &str,
) -> Option<(usize, Vec<(String, usize, usize)>)> {
    py.detach(|| {
        let (mut any, mut counts) = (0_usize, BTreeMap::<&str, (usize, usize)>::new());
        let batches = table.lists(column)?;
        for texts in batches.iter().flatten().filter(|texts| !texts.is_empty()) {
            any = any.saturating_add(1);
            for text in texts {
                let (rows, alone) = counts.entry(text).or_default();
                *rows = rows.saturating_add(1);
                *alone = alone.saturating_add(usize::from(texts.len() == 1));
            }
        }
        let counts = counts.into_iter();
        Some((any, counts.map(|(text, (rows, alone))| (text.to_owned(), rows, alone)).collect()))
    })
}

/// Puts these functions into the module.
pub fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(level_moves, module)?)?;
    module.add_function(wrap_pyfunction!(counted, module)?)?;
    module.add_function(wrap_pyfunction!(explained, module)?)?;
    module.add_function(wrap_pyfunction!(listed, module)?)?;
    module.add_function(wrap_pyfunction!(made, module)?)
}
