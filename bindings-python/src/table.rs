//! Whole tables: any object with the Arrow PyCapsule interface in, one out.

use crate::answers::{Making, PyTable, Row, Stretch};
use crate::arrow::{ArrowArray, ArrowArrayStream, ArrowSchema};
use crate::{cells, refused, wide};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use safeguarding_rules::columns::{Column, Columnar, Outcomes, Table};
use safeguarding_rules::thresholds::Explain;
use safeguarding_rules::{Catalogue, Day, Error, Fact, Known, Problem, SettingValue};
use std::collections::BTreeMap;
use std::ffi::CStr;
use std::sync::atomic::{AtomicUsize, Ordering};

/// 1 January 1970, as the core counts days.
const EPOCH: i64 = 719_162;
/// So many rows are judged in one go by one thread; a multiple of 64.
const STRETCH: usize = 1 << 15;

/// Where batches come from.
enum Batches {
    Stream(ArrowArrayStream),
    One(Option<ArrowArray>),
}

/// The struct inside a capsule, which lives no longer than the capsule.
fn pointed<T>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<*mut T> {
    let capsule = capsule.cast::<PyCapsule>()?;
    Ok(capsule.pointer_checked(Some(name))?.as_ptr().cast())
}

fn batches_of(table: &Bound<'_, PyAny>) -> PyResult<(ArrowSchema, Batches)> {
    if let Ok(method) = table.getattr("__arrow_c_stream__") {
        // The capsule owns the stream until it is taken out.
        let capsule = method.call0()?;
        let pointer = pointed::<ArrowArrayStream>(&capsule, c"arrow_array_stream")?;
        // SAFETY: a capsule of this name points to a stream; we hold the only capsule and the GIL.
        let mut stream = unsafe { ArrowArrayStream::taken(pointer) };
        let schema = stream.schema().map_err(PyValueError::new_err)?;
        return Ok((schema, Batches::Stream(stream)));
    }
    if let Ok(method) = table.getattr("__arrow_c_array__") {
        let pair = method.call0()?;
        let pair = pair.cast::<PyTuple>()?;
        let schema = pointed::<ArrowSchema>(&pair.get_item(0)?, c"arrow_schema")?;
        let array = pointed::<ArrowArray>(&pair.get_item(1)?, c"arrow_array")?;
        // SAFETY: capsules of these names point to such structs; we hold the only ones and the GIL.
        let (schema, array) = unsafe { (ArrowSchema::taken(schema), ArrowArray::taken(array)) };
        return Ok((schema, Batches::One(Some(array))));
    }
    Err(PyTypeError::new_err(
        "a table should have the Arrow PyCapsule interface (`__arrow_c_stream__`), as pandas, \
         Polars, PyArrow and DuckDB tables have",
    ))
}

/// What is asked about every row.
pub struct Asked<'a> {
    pub catalogue: &'a Catalogue,
    pub pack: String,
    pub subject: String,
    pub settings: Vec<(String, SettingValue)>,
    pub blocking: bool,
    pub threads: usize,
}

impl Asked<'_> {
    fn columnar(&self, as_of: Day) -> Result<Columnar, Error> {
        let rules = self.catalogue.rules(&self.pack, &self.subject, as_of)?;
        let mut known = Known::new(&rules, as_of);
        for (setting, value) in &self.settings {
            known.set_value(setting, value).map_err(|problem| {
                Error::new(problem.code, format!("/settings/{setting}"), problem.message)
            })?;
        }
        Ok(Columnar::new(&known))
    }
}

/// The day of every row.
enum AsOf {
    Day(Day),
    Column(usize),
}

/// Judges every row of a table.
pub fn assess_table(
    py: Python<'_>,
    asked: &Asked<'_>,
    table: &Bound<'_, PyAny>,
    as_of: Option<&str>,
    as_of_column: Option<&str>,
    names: &BTreeMap<String, String>,
    progress: Option<&Py<PyAny>>,
) -> PyResult<PyTable> {
    let (schema, mut batches) = batches_of(table)?;
    let wrong = |error: Error| refused(&error);
    let columns: Vec<&str> = schema.children().map(ArrowSchema::name).collect();
    let as_of = match (as_of, as_of_column) {
        (Some(day), None) => AsOf::Day(Day::parse(day).ok_or_else(|| {
            wrong(Error::new("json.not-a-day", "/as_of", "`as_of` is no day; expected YYYY-MM-DD"))
        })?),
        (_, Some(name)) => AsOf::Column(position(&columns, name).map_err(wrong)?),
        (None, None) => return Err(PyValueError::new_err("`as_of` is missing")),
    };
    let first = match &as_of {
        AsOf::Day(day) => Some(asked.columnar(*day).map_err(wrong)?),
        AsOf::Column(_) => None,
    };
    let mut made = Making::new(asked.blocking);
    let mut matched = Matched::default();
    if let Some(columnar) = &first {
        matched = Matched::of(columnar, &columns, names, None).map_err(wrong)?;
    }
    loop {
        let done = py.detach(|| -> Result<bool, Stopped> {
            let batch = match &mut batches {
                Batches::Stream(stream) => stream.next().map_err(Stopped::Producer)?,
                Batches::One(batch) => batch.take(),
            };
            let Some(batch) = batch else { return Ok(true) };
            if batch.first() != 0 || batch.null_count > 0 {
                return Err(Stopped::Refused(Error::new(
                    "table.cut",
                    "/table",
                    "the rows come cut out of a struct, or with rows that are null themselves; \
                     hand over a table or its record batches",
                )));
            }
            match (&as_of, &first) {
                (AsOf::Day(_), Some(columnar)) => {
                    let stretches = judged(asked, columnar, &matched, &schema, &batch, None)?;
                    stretches.into_iter().for_each(|stretch| made.take(columnar, stretch));
                }
                (AsOf::Column(at), _) => {
                    let found = by_day(asked, &schema, &batch, *at, &columns, names, &mut made)?;
                    if let Some(found) = found {
                        matched = found;
                    }
                }
                _ => {}
            }
            Ok(false)
        });
        match done {
            Ok(true) => break,
            Ok(false) => {
                if let Some(progress) = progress {
                    progress.call1(py, (made.rows,))?;
                }
                py.check_signals()?;
            }
            Err(Stopped::Producer(text)) => return Err(PyValueError::new_err(text)),
            Err(Stopped::Refused(error)) => return Err(refused(&error)),
        }
    }
    Ok(made.table(matched.unused, matched.absent))
}

/// Why a run ended early.
enum Stopped {
    Producer(String),
    Refused(Error),
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Stopped {
        Stopped::Refused(error)
    }
}

/// The settings given by name.
pub fn settings_of(
    settings: Vec<(String, Bound<'_, PyAny>)>,
) -> PyResult<Vec<(String, SettingValue)>> {
    settings.into_iter().map(|(setting, value)| Ok((setting, setting_of(&value)?))).collect()
}

fn setting_of(value: &Bound<'_, PyAny>) -> PyResult<SettingValue> {
    if let Ok(number) = value.extract::<u32>() {
        return Ok(SettingValue::Count(number));
    }
    let text: String = value.str()?.extract()?;
    Ok(Day::parse(&text).map_or(SettingValue::Word(text), SettingValue::Day))
}

fn position(columns: &[&str], name: &str) -> Result<usize, Error> {
    columns.iter().position(|column| *column == name).ok_or_else(|| {
        let message = format!("the table has no column `{name}`");
        Error::new("table.missing-column", format!("/columns/{name}"), message)
    })
}

/// Which column answers which fact.
#[derive(Default)]
struct Matched {
    facts: Vec<(usize, Fact)>,
    unused: Vec<String>,
    absent: Vec<String>,
}

impl Matched {
    /// By name, or by the name given for a fact.
    fn of(
        columnar: &Columnar,
        columns: &[&str],
        names: &BTreeMap<String, String>,
        as_of: Option<usize>,
    ) -> Result<Matched, Error> {
        let mut matched = Matched::default();
        let mut used: Vec<usize> = as_of.into_iter().collect();
        for (fact, column) in names {
            if !columnar.rules().facts().any(|known| known.id == *fact) {
                let message = format!("no fact `{fact}` is asked about this subject");
                return Err(Error::new("case.unknown-fact", format!("/columns/{fact}"), message));
            }
            position(columns, column)?;
        }
        for fact in columnar.rules().facts() {
            let name = names.get(&fact.id).unwrap_or(&fact.id);
            match columns.iter().position(|column| column == name) {
                Some(at) => {
                    used.push(at);
                    matched.facts.push((at, fact.clone()));
                }
                None => matched.absent.push(fact.id.clone()),
            }
        }
        let unused = columns.iter().enumerate().filter(|(at, _)| !used.contains(at));
        matched.unused = unused.map(|(_, column)| (*column).to_owned()).collect();
        Ok(matched)
    }
}

/// Judges a batch, stretch by stretch, on so many threads; with `days` only the blocks in which
/// some row is wanted.
fn judged(
    asked: &Asked<'_>,
    columnar: &Columnar,
    matched: &Matched,
    schema: &ArrowSchema,
    batch: &ArrowArray,
    wanted: Option<&[bool]>,
) -> Result<Vec<Stretch>, Stopped> {
    let rows = batch.len();
    let (schemas, arrays): (Vec<&ArrowSchema>, Vec<&ArrowArray>) =
        (schema.children().collect(), batch.children().collect());
    let mut made = Vec::with_capacity(matched.facts.len());
    for (at, fact) in &matched.facts {
        if let (Some(schema), Some(array)) = (schemas.get(*at), arrays.get(*at)) {
            let found = cells::made(fact, schema, array);
            made.push((
                fact,
                *schema,
                *array,
                found.map_err(|refusal| column_error(fact, refusal))?,
            ));
        }
    }
    let mut columns: Vec<(&str, Column<'_>)> = Vec::with_capacity(made.len());
    for (fact, schema, array, made) in &made {
        let column = cells::column(fact, schema, array, made);
        if let Some(column) = column.map_err(|refusal| column_error(fact, refusal))? {
            columns.push((&fact.id, column));
        }
    }
    let table = columnar.table(rows, &columns).map_err(table_error)?;
    let stretches = rows.div_ceil(STRETCH);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= stretches {
                return found;
            }
            let from = at.saturating_mul(STRETCH);
            let to = from.saturating_add(STRETCH).min(rows);
            found.push((at, stretch(asked, &table, from..to, wanted)));
        }
    };
    let threads = asked.threads.min(stretches.max(1));
    let mut found = if threads == 1 {
        work()
    } else {
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut found = work();
            for other in others {
                // Rows that were lost would be worse than no answer.
                found.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            found
        })
    };
    found.sort_by_key(|(at, _)| *at);
    let found = found.into_iter().map(|(_, stretch)| stretch.map_err(table_error));
    found.collect()
}

fn stretch(
    asked: &Asked<'_>,
    table: &Table<'_>,
    rows: std::ops::Range<usize>,
    wanted: Option<&[bool]>,
) -> Result<Stretch, Problem> {
    let from = rows.start;
    let outcomes = wide::outcomes(table, rows)?;
    let mut blocking = Vec::new();
    if asked.blocking {
        for row in 0..outcomes.rows() {
            let at = from.saturating_add(row);
            let is_wanted = wanted.is_none_or(|wanted| wanted.get(at) == Some(&true));
            let mut facts = Vec::new();
            if is_wanted && is_open(&outcomes, row) {
                let known = table.known(at);
                let missing = known.assess(Explain::Brief).missing;
                facts.extend(missing.into_iter().map(|missing| missing.fact.to_owned()));
            }
            blocking.push(facts);
        }
    }
    Ok(Stretch { outcomes: outcomes.of_levels(), blocking })
}

/// Whether some answer could still change something about the row.
fn is_open(outcomes: &Outcomes, row: usize) -> bool {
    outcomes.row(row).is_some_and(|outcome| {
        outcome.settled() == Some(false)
            || outcome.routes_certain != outcome.routes_possible
            || outcome.without_consent_certain != outcome.without_consent_possible
            || outcome.applies == safeguarding_rules::Truth::Unknown
    })
}

/// The rows of a batch grouped by their day; each group by the rules of that day.
fn by_day(
    asked: &Asked<'_>,
    schema: &ArrowSchema,
    batch: &ArrowArray,
    at: usize,
    columns: &[&str],
    names: &BTreeMap<String, String>,
    made: &mut Making,
) -> Result<Option<Matched>, Stopped> {
    let days = days_of(schema, batch, at)?;
    let mut of_day: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (row, day) in days.iter().enumerate() {
        of_day.entry(*day).or_default().push(row);
    }
    let mut last = None;
    let mut rows: Vec<Option<Row>> = (0..days.len()).map(|_| None).collect();
    for (day, members) in of_day {
        let number = day.checked_add(EPOCH).and_then(|number| u32::try_from(number).ok());
        let day = number.and_then(Day::of_number).ok_or_else(|| {
            Error::new("case.not-a-date", "/as_of", "a day of `as_of` lies outside the calendar")
        })?;
        let columnar = asked.columnar(day)?;
        let matched = Matched::of(&columnar, columns, names, Some(at))?;
        let mut wanted = vec![false; days.len()];
        members.iter().for_each(|row| wanted.iter_mut().skip(*row).take(1).for_each(|w| *w = true));
        let stretches = judged(asked, &columnar, &matched, schema, batch, Some(&wanted))?;
        for (stretch, begin) in stretches.into_iter().zip((0_usize..).step_by(STRETCH)) {
            for row in 0..stretch.outcomes.rows() {
                let place = begin.saturating_add(row);
                if wanted.get(place) == Some(&true)
                    && let Some(slot) = rows.get_mut(place)
                {
                    *slot = Some(made.row(&columnar, &stretch, row));
                }
            }
        }
        last = Some(matched);
    }
    made.push(rows.into_iter().flatten().collect());
    Ok(last)
}

/// The day of each row, counted from 1970.
fn days_of(schema: &ArrowSchema, batch: &ArrowArray, at: usize) -> Result<Vec<i64>, Error> {
    let (field, array) = (schema.children().nth(at), batch.children().nth(at));
    let (Some(field), Some(array)) = (field, array) else { return Ok(Vec::new()) };
    let rows = array.len();
    if cells::validity(array, rows).is_some_and(|known| (0..rows).any(|row| !known.has(row))) {
        let message = "column `as_of` has a null; the day whose rules apply is never guessed";
        return Err(Error::new("table.no-day", "/as_of", message));
    }
    cells::days(field, array).ok_or_else(|| {
        let message = "the column of `as_of` should hold dates, or times without a zone";
        Error::new("table.column-type", "/as_of", message)
    })
}

fn column_error(fact: &Fact, (code, message): cells::Refusal) -> Stopped {
    Stopped::Refused(Error::new(code, format!("/columns/{}", fact.id), message))
}

fn table_error(problem: Problem) -> Stopped {
    Stopped::Refused(Error::new(problem.code, format!("/columns{}", problem.at), problem.message))
}
