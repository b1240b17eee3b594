//! Batches of rows as they come in, the day of each, and what is told while they are worked on.

use crate::arrow::{ArrowArray, ArrowArrayStream, ArrowSchema};
use crate::{cells, refused};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use safeguarding_rules::{Day, Error, Problem, SettingValue};
use std::ffi::CStr;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// 1 January 1970, as the core counts days.
const EPOCH: i64 = 719_162;
/// Progress is told no more often than this.
const TELL_EVERY: Duration = Duration::from_millis(50);

/// A table that comes in batch by batch.
pub struct Incoming {
    pub schema: ArrowSchema,
    batches: Batches,
}

enum Batches {
    Stream(ArrowArrayStream),
    One(Option<ArrowArray>),
}

/// The struct inside a capsule, which lives no longer than the capsule.
fn pointed<T>(capsule: &Bound<'_, PyAny>, name: &CStr) -> PyResult<*mut T> {
    let capsule = capsule.cast::<PyCapsule>()?;
    Ok(capsule.pointer_checked(Some(name))?.as_ptr().cast())
}

impl Incoming {
    pub fn of(table: &Bound<'_, PyAny>) -> PyResult<Incoming> {
        if let Ok(method) = table.getattr("__arrow_c_stream__") {
            // The capsule owns the stream until it is taken out.
            let capsule = method.call0()?;
            let pointer = pointed::<ArrowArrayStream>(&capsule, c"arrow_array_stream")?;
            // SAFETY: a capsule of this name points to a stream; we hold the only capsule and the
            // GIL.
            let mut stream = unsafe { ArrowArrayStream::taken(pointer) };
            let schema = stream.schema().map_err(PyValueError::new_err)?;
            return Ok(Incoming { schema, batches: Batches::Stream(stream) });
        }
        if let Ok(method) = table.getattr("__arrow_c_array__") {
            let pair = method.call0()?;
            let pair = pair.cast::<PyTuple>()?;
            let schema = pointed::<ArrowSchema>(&pair.get_item(0)?, c"arrow_schema")?;
            let array = pointed::<ArrowArray>(&pair.get_item(1)?, c"arrow_array")?;
            // SAFETY: capsules of these names point to such structs; we hold the only ones and the
            // GIL.
            let (schema, array) = unsafe { (ArrowSchema::taken(schema), ArrowArray::taken(array)) };
            return Ok(Incoming { schema, batches: Batches::One(Some(array)) });
        }
        Err(PyTypeError::new_err(
            "a table should have the Arrow PyCapsule interface (`__arrow_c_stream__`), as pandas, \
             Polars, PyArrow and DuckDB tables have",
        ))
    }

    pub fn columns(&self) -> Vec<String> {
        self.schema.children().map(|column| column.name().to_owned()).collect()
    }

    /// Works on every batch, without the interpreter's lock.
    pub fn each(
        mut self,
        py: Python<'_>,
        watch: &Watch<'_>,
        mut work: impl FnMut(&ArrowSchema, &ArrowArray) -> Result<(), Stopped> + Send,
    ) -> PyResult<()> {
        loop {
            let done = py.detach(|| -> Result<Option<usize>, Stopped> {
                let batch = match &mut self.batches {
                    Batches::Stream(stream) => stream.next().map_err(Stopped::Producer)?,
                    Batches::One(batch) => batch.take(),
                };
                let Some(batch) = batch else { return Ok(None) };
                if batch.first() != 0 || batch.null_count > 0 {
                    return Err(Stopped::Refused(Error::new(
                        "table.cut",
                        "/table",
                        "the rows come cut out of a struct, or with rows that are null themselves; \
                         hand over a table or its record batches",
                    )));
                }
                work(&self.schema, &batch)?;
                Ok(Some(batch.len()))
            });
            match done {
                Ok(None) => return Ok(()),
                Ok(Some(rows)) => watch.finished(py, rows)?,
                Err(stopped) => return Err(watch.error(stopped)),
            }
        }
    }
}

/// Why a run ended early.
pub enum Stopped {
    Producer(String),
    Refused(Error),
    /// The person, or what is called to tell progress.
    Interrupted,
}

impl From<Error> for Stopped {
    fn from(error: Error) -> Stopped {
        Stopped::Refused(error)
    }
}

/// Tells how many rows are done, and hears whether to stop.
pub struct Watch<'p> {
    progress: Option<&'p Py<PyAny>>,
    /// The rows of earlier batches.
    before: AtomicUsize,
    told: Mutex<Instant>,
    stop: AtomicBool,
    error: Mutex<Option<PyErr>>,
}

impl<'p> Watch<'p> {
    pub fn new(progress: Option<&'p Py<PyAny>>) -> Watch<'p> {
        Watch {
            progress,
            before: AtomicUsize::new(0),
            told: Mutex::new(Instant::now()),
            stop: AtomicBool::new(false),
            error: Mutex::new(None),
        }
    }

    /// How many rows the earlier batches had.
    pub fn before(&self) -> usize {
        self.before.load(Ordering::Relaxed)
    }

    /// So many rows of the batch at hand are done. Told by one thread alone.
    pub fn tick(&self, done: usize) {
        let is_due = self.told.try_lock().is_ok_and(|mut told| {
            let is_due = told.elapsed() >= TELL_EVERY;
            if is_due {
                *told = Instant::now();
            }
            is_due
        });
        if !is_due {
            return;
        }
        let rows = self.before().saturating_add(done);
        let told = Python::attach(|py| {
            py.check_signals()?;
            self.progress.map_or(Ok(()), |progress| progress.call1(py, (rows,)).map(drop))
        });
        if let Err(error) = told {
            self.stop.store(true, Ordering::Relaxed);
            if let Ok(mut place) = self.error.lock() {
                *place = Some(error);
            }
        }
    }

    fn finished(&self, py: Python<'_>, rows: usize) -> PyResult<()> {
        let before = self.before.fetch_add(rows, Ordering::Relaxed);
        py.check_signals()?;
        if let Some(progress) = self.progress {
            progress.call1(py, (before.saturating_add(rows),))?;
        }
        Ok(())
    }

    pub fn error(&self, stopped: Stopped) -> PyErr {
        match stopped {
            Stopped::Producer(text) => PyValueError::new_err(text),
            Stopped::Refused(error) => refused(&error),
            Stopped::Interrupted => {
                let error = self.error.lock().ok().and_then(|mut error| error.take());
                error.unwrap_or_else(|| PyValueError::new_err("stopped"))
            }
        }
    }

    /// Works on rows piece by piece, on so many threads; what was found, in the order of the rows.
    pub fn in_pieces<T: Send>(
        &self,
        rows: usize,
        piece: usize,
        threads: usize,
        work: impl Fn(Range<usize>) -> Result<T, Stopped> + Sync,
    ) -> Result<Vec<T>, Stopped> {
        let from = (0..rows).step_by(piece);
        let parts: Vec<_> = from.map(|from| from..from.saturating_add(piece).min(rows)).collect();
        self.in_parts(&parts, threads, 0, work)
    }

    /// The same for parts of any size; `done` rows of the batch have been worked on before.
    pub fn in_parts<T: Send>(
        &self,
        parts: &[Range<usize>],
        threads: usize,
        done: usize,
        work: impl Fn(Range<usize>) -> Result<T, Stopped> + Sync,
    ) -> Result<Vec<T>, Stopped> {
        self.run(parts, threads, Some(done), &work)
    }

    /// The same for rows that have more than this to be done, which is not told.
    pub fn silently<T: Send>(
        &self,
        parts: &[Range<usize>],
        threads: usize,
        work: impl Fn(Range<usize>) -> Result<T, Stopped> + Sync,
    ) -> Result<Vec<T>, Stopped> {
        self.run(parts, threads, None, &work)
    }

    fn run<T: Send>(
        &self,
        parts: &[Range<usize>],
        threads: usize,
        told_from: Option<usize>,
        work: &(impl Fn(Range<usize>) -> Result<T, Stopped> + Sync),
    ) -> Result<Vec<T>, Stopped> {
        let next = AtomicUsize::new(0);
        let done = AtomicUsize::new(told_from.unwrap_or(0));
        let run = |tells: bool| {
            let mut found = Vec::new();
            while !self.stop.load(Ordering::Relaxed) {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(part) = parts.get(at) else { break };
                let result = work(part.clone());
                if result.is_err() {
                    next.store(parts.len(), Ordering::Relaxed);
                }
                found.push((at, result));
                let count = part.len();
                let done = done.fetch_add(count, Ordering::Relaxed).saturating_add(count);
                if tells && told_from.is_some() {
                    self.tick(done);
                }
            }
            found
        };
        let threads = threads.min(parts.len());
        let mut found = if threads <= 1 {
            run(true)
        } else {
            std::thread::scope(|scope| {
                let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| run(false))).collect();
                let mut found = run(true);
                for other in others {
                    // Rows that were lost would be worse than no answer.
                    let more = other.join();
                    found.extend(more.unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
                }
                found
            })
        };
        if self.stop.load(Ordering::Relaxed) {
            return Err(Stopped::Interrupted);
        }
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, found)| found).collect()
    }
}

/// The day of every row.
pub enum AsOf {
    Day(Day),
    Column(usize),
}

impl AsOf {
    /// One day, or the column of this name.
    pub fn of(day: Option<&str>, column: Option<&str>, columns: &[String]) -> PyResult<AsOf> {
        let wrong = |error: Error| refused(&error);
        match (day, column) {
            (Some(day), None) => Ok(AsOf::Day(day_of(day).map_err(wrong)?)),
            (_, Some(name)) => Ok(AsOf::Column(position(columns, name).map_err(wrong)?)),
            (None, None) => Err(PyValueError::new_err("`as_of` is missing")),
        }
    }

    pub fn column(&self) -> Option<usize> {
        match self {
            AsOf::Day(_) => None,
            AsOf::Column(at) => Some(*at),
        }
    }
}

pub fn day_of(text: &str) -> Result<Day, Error> {
    Day::parse(text).ok_or_else(|| {
        Error::new("json.not-a-day", "/as_of", "`as_of` is no day; expected YYYY-MM-DD")
    })
}

/// A day counted from 1970.
pub fn day_since(number: i64) -> Result<Day, Error> {
    let number = number.checked_add(EPOCH).and_then(|number| u32::try_from(number).ok());
    number.and_then(Day::of_number).ok_or_else(|| {
        Error::new("case.not-a-date", "/as_of", "a day of `as_of` lies outside the calendar")
    })
}

/// A day as it is counted from 1970.
pub fn since(day: Day) -> i32 {
    let number = i64::from(day.number()).saturating_sub(EPOCH);
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The day of each row, counted from 1970.
pub fn days_of(schema: &ArrowSchema, batch: &ArrowArray, at: usize) -> Result<Vec<i64>, Error> {
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

pub fn position(columns: &[String], name: &str) -> Result<usize, Error> {
    columns.iter().position(|column| column == name).ok_or_else(|| {
        let message = format!("the table has no column `{name}`");
        Error::new("table.missing-column", format!("/columns/{name}"), message)
    })
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

pub fn setting_error(setting: &str, problem: Problem) -> Error {
    Error::new(problem.code, format!("/settings/{setting}"), problem.message)
}

pub fn column_error(name: &str, (code, message): cells::Refusal) -> Stopped {
    Stopped::Refused(Error::new(code, format!("/columns/{name}"), message))
}

pub fn table_error(problem: Problem) -> Stopped {
    Stopped::Refused(Error::new(problem.code, format!("/columns{}", problem.at), problem.message))
}
