//! Whole tables: any object with the Arrow PyCapsule interface in, one out.

use crate::answers::{Chosen, Making, PyTable, Row, Stretch};
use crate::arrow::{ArrowArray, ArrowSchema};
use crate::batches::{
    AsOf, Incoming, Stopped, Watch, column_error, day_since, days_of, position, setting_error,
    table_error,
};
use crate::cells::Asked as Asking;
use crate::gathered::Gathered;
use crate::{cells, refused, wide};
use pyo3::prelude::*;
use safeguarding_rules::columns::{Column, Columnar, Likeness, Outcomes, Table, Wanted};
use safeguarding_rules::{Catalogue, Day, Error, Kind, Known, Problem, SettingValue};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// So many rows are judged in one go by one thread; a multiple of 64.
pub const STRETCH: usize = 1 << 15;
/// So many rows are worked on before their answers are put down.
pub const WINDOW: usize = 1 << 18;
/// So many different rows are remembered at a time.
const ALIKE: usize = 1 << 12;

/// What is asked about every row.
pub struct Asked<'a> {
    pub catalogue: &'a Catalogue,
    pub pack: String,
    pub subject: String,
    pub settings: Vec<(String, SettingValue)>,
    pub blocking: bool,
    /// Whether the routes are wanted.
    pub routes: bool,
    pub chosen: Chosen,
    pub threads: usize,
}

impl Asked<'_> {
    pub fn columnar(&self, as_of: Day) -> Result<Columnar, Error> {
        Ok(Columnar::wanting(&self.known(as_of)?, self.wanted()))
    }

    /// What may still change is told by the routes, too.
    fn wanted(&self) -> Wanted {
        Wanted { routes: self.routes || self.blocking, deciding: self.chosen.deciding() }
    }

    /// The days on which some edition begins.
    fn turning_days(&self) -> BTreeSet<Day> {
        let packs = self.catalogue.packs();
        let editions = packs.flat_map(|pack| self.catalogue.editions(pack));
        editions.map(|edition| edition.from).collect()
    }

    /// What is known of every row: the day, and the settings.
    pub fn known(&self, as_of: Day) -> Result<Known, Error> {
        let rules = self.catalogue.rules(&self.pack, &self.subject, as_of)?;
        let mut known = Known::new(&rules, as_of);
        for (setting, value) in &self.settings {
            known.set_value(setting, value).map_err(|problem| setting_error(setting, problem))?;
        }
        Ok(known)
    }
}

/// Columns, each with the fact that it answers.
pub type Answered<'c> = Vec<(&'c str, Column<'c>)>;

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
    let incoming = Incoming::of(table)?;
    let wrong = |error: Error| refused(&error);
    let columns = incoming.columns();
    let as_of = AsOf::of(as_of, as_of_column, &columns)?;
    let first = match &as_of {
        AsOf::Day(day) => Some(asked.columnar(*day).map_err(wrong)?),
        AsOf::Column(_) => None,
    };
    let mut made = Making::new(asked.blocking, asked.routes, asked.chosen);
    let mut matched = Matched::default();
    if let Some(columnar) = &first {
        matched = Matched::of(columnar, &columns, names, None).map_err(wrong)?;
    }
    if asked.routes {
        // The columns are the same whatever days there are, so that batches fit to each other.
        for day in asked.turning_days() {
            if let Ok(rules) = asked.catalogue.rules(&asked.pack, &asked.subject, day) {
                made.routes(&rules);
            }
        }
    }
    let watch = Watch::new(progress);
    let first = first.map(|columnar| (made.places(&columnar), columnar));
    incoming.each(py, &watch, |schema, batch| {
        match (&as_of, &first) {
            (AsOf::Day(_), Some((places, columnar))) => {
                let put = |stretch| made.take(places, stretch);
                judged(asked, columnar, &matched, schema, batch, &watch, put)?;
            }
            (AsOf::Column(at), _) => {
                let found =
                    by_day(asked, schema, batch, *at, (&columns, names), &mut made, &watch)?;
                if let Some(found) = found {
                    matched = found;
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(made.table(matched.unused, matched.absent))
}

/// Which column answers which fact.
#[derive(Default)]
pub struct Matched {
    /// The position of the column, the fact and its kind.
    facts: Vec<(usize, String, Kind)>,
    unused: Vec<String>,
    absent: Vec<String>,
}

impl Matched {
    /// By name, or by the name given for a fact.
    pub fn of(
        columnar: &Columnar,
        columns: &[String],
        names: &BTreeMap<String, String>,
        as_of: Option<usize>,
    ) -> Result<Matched, Error> {
        let mut matched = Matched::default();
        let mut used = vec![false; columns.len()];
        let mut use_up = |at: usize| used.get_mut(at).into_iter().for_each(|used| *used = true);
        as_of.into_iter().for_each(&mut use_up);
        // Of two columns of one name the first counts.
        let mut places: HashMap<&str, usize> = HashMap::with_capacity(columns.len());
        for (at, column) in columns.iter().enumerate().rev() {
            places.insert(column, at);
        }
        for (fact, column) in names {
            if !columnar.rules().facts().any(|known| known.id == *fact) {
                let message = format!("no fact `{fact}` is asked about this subject");
                return Err(Error::new("case.unknown-fact", format!("/columns/{fact}"), message));
            }
            position(columns, column)?;
        }
        for fact in columnar.rules().facts() {
            let name = names.get(&fact.id).unwrap_or(&fact.id);
            match places.get(name.as_str()) {
                Some(at) => {
                    use_up(*at);
                    matched.facts.push((*at, fact.id.clone(), fact.kind));
                }
                None => matched.absent.push(fact.id.clone()),
            }
        }
        let unused = columns.iter().zip(used).filter(|(_, used)| !used);
        matched.unused = unused.map(|(column, _)| column.clone()).collect();
        Ok(matched)
    }
}

/// Judges a batch, stretch by stretch, on so many threads. What is found is put down every
/// [`WINDOW`] rows, so that no more than that is kept beside the answer.
fn judged(
    asked: &Asked<'_>,
    columnar: &Columnar,
    matched: &Matched,
    schema: &ArrowSchema,
    batch: &ArrowArray,
    watch: &Watch<'_>,
    mut put: impl FnMut(Stretch),
) -> Result<(), Stopped> {
    let rows = batch.len();
    matched.read(schema, batch, |columns| {
        let table = columnar.table(rows, columns).map_err(table_error)?;
        for begin in (0..rows).step_by(WINDOW) {
            let end = begin.saturating_add(WINDOW).min(rows);
            let from = (begin..end).step_by(STRETCH);
            let parts: Vec<_> = from.map(|at| at..at.saturating_add(STRETCH).min(end)).collect();
            let found = watch.in_parts(&parts, asked.threads, begin, |part| {
                stretch(asked, &table, part)
                    .map_err(|problem| placed(problem, columns, rows, watch.before()))
            })?;
            found.into_iter().for_each(&mut put);
        }
        Ok(())
    })
}

impl Matched {
    /// Reads the columns of a batch as answers.
    pub fn read<T>(
        &self,
        schema: &ArrowSchema,
        batch: &ArrowArray,
        then: impl FnOnce(&[(&str, Column<'_>)]) -> Result<T, Stopped>,
    ) -> Result<T, Stopped> {
        let (schemas, arrays): (Vec<&ArrowSchema>, Vec<&ArrowArray>) =
            (schema.children().collect(), batch.children().collect());
        let mut made = Vec::with_capacity(self.facts.len());
        for (at, id, kind) in &self.facts {
            if let (Some(schema), Some(array)) = (schemas.get(*at), arrays.get(*at)) {
                let fact = Asking { id, kind: *kind };
                let found = cells::made(fact, schema, array);
                let found = found.map_err(|refusal| column_error(id, refusal))?;
                made.push((fact, *schema, *array, found));
            }
        }
        let mut columns: Vec<(&str, Column<'_>)> = Vec::with_capacity(made.len());
        for (fact, schema, array, made) in &made {
            let column = cells::column(*fact, schema, array, made);
            if let Some(column) = column.map_err(|refusal| column_error(fact.id, refusal))? {
                columns.push((fact.id, column));
            }
        }
        then(&columns)
    }
}

fn stretch(asked: &Asked<'_>, table: &Table<'_>, rows: Range<usize>) -> Result<Stretch, Problem> {
    let from = rows.start;
    let outcomes = wide::outcomes(table, rows)?;
    let mut blocking: Vec<Vec<String>> = Vec::new();
    if asked.blocking {
        // Many rows are alike; what they lack is searched for once, and found at the first of them.
        let mut seen: HashMap<Likeness, usize> = HashMap::new();
        for row in 0..outcomes.rows() {
            let mut facts = Vec::new();
            if is_open(&outcomes, row) {
                let known = table.known(from.saturating_add(row));
                let likeness = known.likeness();
                if let Some(first) = seen.get(&likeness).and_then(|first| blocking.get(*first)) {
                    facts.clone_from(first);
                } else {
                    facts.extend(known.missing().iter().map(|missing| missing.fact.to_owned()));
                    if seen.len() < ALIKE {
                        seen.insert(likeness, row);
                    }
                }
            }
            blocking.push(facts);
        }
    }
    Ok(Stretch { outcomes, blocking })
}

/// What is wrong with a row, which is counted from the first of the table.
pub fn placed(
    problem: Problem,
    columns: &[(&str, Column<'_>)],
    rows: usize,
    before: usize,
) -> Stopped {
    let mut all = columns.iter().flat_map(|one| (0..rows).map(move |row| (one, row)));
    let bad = all.find(|((_, column), row)| column.is_known(*row) && column.answer(*row).is_none());
    table_error(bad.map_or(problem, |((id, column), row)| {
        let kind = if matches!(column, Column::Counts { .. }) { Kind::Count } else { Kind::Date };
        cells::out_of_range(id, kind, before.saturating_add(row))
    }))
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

/// The rules of some days, and which of them each day has. They are few: the columns are read once
/// for each.
pub fn ready_on(
    asked: &Asked<'_>,
    days: &[i64],
) -> Result<(Vec<Columnar>, BTreeMap<i64, usize>), Stopped> {
    let mut ready: Vec<Columnar> = Vec::new();
    let mut of_day: BTreeMap<i64, usize> = BTreeMap::new();
    for day in days.iter().copied().collect::<BTreeSet<i64>>() {
        let known = asked.known(day_since(day)?)?;
        let same = |one: &Columnar| Arc::ptr_eq(one.rules(), known.rules());
        let rules = ready.iter().position(same).unwrap_or_else(|| {
            ready.push(Columnar::wanting(&known, asked.wanted()));
            ready.len().saturating_sub(1)
        });
        of_day.insert(day, rules);
    }
    Ok((ready, of_day))
}

/// The rows of a batch, those of each day by the rules of that day. The rows of one day are copied
/// together, so that it takes as long for many days as for few.
fn by_day(
    asked: &Asked<'_>,
    schema: &ArrowSchema,
    batch: &ArrowArray,
    at: usize,
    given: (&[String], &BTreeMap<String, String>),
    made: &mut Making,
    watch: &Watch<'_>,
) -> Result<Option<Matched>, Stopped> {
    let days = days_of(schema, batch, at)?;
    let (ready, of_day) = ready_on(asked, &days)?;
    let of = |columnar: &Columnar| Matched::of(columnar, given.0, given.1, Some(at));
    let mut matched = ready.iter().map(of).collect::<Result<Vec<Matched>, Error>>()?;
    let places: Vec<_> = ready.iter().map(|columnar| made.places(columnar)).collect();
    let all: Vec<&Matched> = matched.iter().collect();
    read_all(&all, schema, batch, Vec::new(), &mut |columns| {
        for begin in (0..days.len()).step_by(WINDOW) {
            let window = days.get(begin..).unwrap_or(&[]);
            let window = window.get(..WINDOW).unwrap_or(window);
            let mut rows: Vec<Option<Row>> = window.iter().map(|_| None).collect();
            let mut done = begin;
            for (rules, ((columnar, columns), own_places)) in
                ready.iter().zip(columns).zip(&places).enumerate()
            {
                let own = window.iter().copied().zip(begin..);
                let own = own.filter(|(day, _)| of_day.get(day) == Some(&rules));
                let mut order: Vec<(i64, usize)> = own.collect();
                order.sort_unstable();
                let found = watch.in_parts(&parts_of(&order), asked.threads, done, |part| {
                    let rows = order.get(part).unwrap_or(&[]);
                    let Some((day, _)) = rows.first() else { return Ok(None) };
                    let columnar = columnar.with_base(&asked.known(day_since(*day)?)?);
                    let rows: Vec<usize> = rows.iter().map(|(_, row)| *row).collect();
                    let stretch = gathered(asked, &columnar, columns, &rows);
                    let stretch = stretch
                        .map_err(|problem| placed(problem, columns, batch.len(), watch.before()))?;
                    Ok(Some((rows, stretch)))
                })?;
                for (places, stretch) in found.into_iter().flatten() {
                    for (row, place) in places.into_iter().enumerate() {
                        if let Some(slot) = rows.get_mut(place.saturating_sub(begin)) {
                            *slot = Some(made.row(own_places, &stretch, row));
                        }
                    }
                }
                done = done.saturating_add(order.len());
            }
            made.push(rows.into_iter().flatten().collect());
        }
        Ok(())
    })?;
    Ok(matched.pop())
}

/// Some rows, copied together and judged.
fn gathered(
    asked: &Asked<'_>,
    columnar: &Columnar,
    columns: &[(&str, Column<'_>)],
    rows: &[usize],
) -> Result<Stretch, Problem> {
    let copies = columns.iter().map(|(id, column)| (*id, Gathered::of(column, rows)));
    let copies: Vec<_> = copies.collect();
    let columns: Vec<_> = copies.iter().map(|(id, copy)| (*id, copy.column())).collect();
    stretch(asked, &columnar.table(rows.len(), &columns)?, 0..rows.len())
}

/// The columns of a batch as answers to the facts of several rules.
pub fn read_all(
    matched: &[&Matched],
    schema: &ArrowSchema,
    batch: &ArrowArray,
    so_far: Vec<Answered<'_>>,
    then: &mut dyn FnMut(&[Answered<'_>]) -> Result<(), Stopped>,
) -> Result<(), Stopped> {
    let Some((first, rest)) = matched.split_first() else { return then(&so_far) };
    first.read(schema, batch, |columns| {
        let mut all: Vec<Answered<'_>> = so_far;
        all.push(columns.to_vec());
        read_all(rest, schema, batch, all, then)
    })
}

/// The parts of one day each, and none longer than a stretch.
pub fn parts_of(order: &[(i64, usize)]) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut from = 0_usize;
    for same in order.chunk_by(|one, next| one.0 == next.0) {
        for part in same.chunks(STRETCH) {
            let to = from.saturating_add(part.len());
            parts.push(from..to);
            from = to;
        }
    }
    parts
}
