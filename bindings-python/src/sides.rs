//! One side of what analysts ask: rules, with one day for all rows or the day of each in a column.

use crate::answers::Chosen;
use crate::arrow::{ArrowArray, ArrowSchema};
use crate::batches::{AsOf, Stopped, Watch, day_since, days_of, settings_of, table_error};
use crate::gathered::Gathered;
use crate::table::{Answered, Asked, Matched, STRETCH, parts_of, placed, ready_on};
use crate::{PyCatalogue, refused, wide};
use pyo3::prelude::*;
use safeguarding_rules::columns::{Column, Columnar, Outcomes, Table};
use safeguarding_rules::{Error, Problem, Truth};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is asked about every row: pack, subject, day or the column of days, and settings.
pub type Given<'py> =
    (String, String, Option<String>, Option<String>, Vec<(String, Bound<'py, PyAny>)>);

/// At least and at most; `None` where the rules do not apply.
pub type Levels = Option<(u8, u8)>;

/// Rules, and which columns of the table answer their facts.
pub struct Side<'a> {
    asked: Asked<'a>,
    as_of: AsOf,
    /// Ready where the day is one for all rows.
    ready: Option<Columnar>,
    columns: &'a [String],
    names: BTreeMap<String, String>,
    /// Whether a name may be of a fact that these rules do not know.
    lenient: bool,
}

impl<'a> Side<'a> {
    pub fn of(
        catalogue: &'a PyCatalogue,
        (pack, subject, as_of, as_of_column, settings): Given<'_>,
        columns: &'a [String],
        names: &BTreeMap<String, String>,
        lenient: bool,
    ) -> PyResult<Side<'a>> {
        let (settings, catalogue) = (settings_of(settings)?, &catalogue.0);
        let as_of = AsOf::of(as_of.as_deref(), as_of_column.as_deref(), columns)?;
        // Neither the rule that decides nor a route is looked at.
        let chosen = Chosen::of(Some(&[]));
        let (blocking, routes, threads) = (false, false, 1);
        let asked = Asked { catalogue, pack, subject, settings, blocking, routes, chosen, threads };
        let ready = match &as_of {
            AsOf::Day(day) => Some(asked.columnar(*day).map_err(|error| refused(&error))?),
            AsOf::Column(_) => None,
        };
        let side = Side { asked, as_of, ready, columns, names: names.clone(), lenient };
        if let Some(columnar) = &side.ready {
            // What is wrong with the columns is wrong without a row, too.
            side.matched(columnar).map_err(|error| refused(&error))?;
        }
        Ok(side)
    }

    fn matched(&self, columnar: &Columnar) -> Result<Matched, Error> {
        let knows = |fact: &String| columnar.rules().facts().any(|known| known.id == *fact);
        let names = self.names.iter().filter(|(fact, _)| !self.lenient || knows(fact));
        let names = names.map(|(fact, column)| (fact.clone(), column.clone())).collect();
        Matched::of(columnar, self.columns, &names, self.as_of.column())
    }

    /// The rules of the rows of a batch.
    pub fn on(&self, schema: &ArrowSchema, batch: &ArrowArray) -> Result<OnBatch<'_>, Stopped> {
        let (days, ready, of_day) = match (&self.as_of, &self.ready) {
            (AsOf::Column(at), _) => {
                let days = days_of(schema, batch, *at)?;
                let (ready, of_day) = ready_on(&self.asked, &days)?;
                (Some(days), ready, of_day)
            }
            (_, ready) => (None, ready.iter().cloned().collect(), BTreeMap::new()),
        };
        let matched = ready.iter().map(|columnar| self.matched(columnar));
        let matched = matched.collect::<Result<_, _>>()?;
        Ok(OnBatch { asked: &self.asked, rows: batch.len(), days, ready, of_day, matched })
    }
}

/// The rules of the rows of a batch; those of several days are few.
pub struct OnBatch<'a> {
    asked: &'a Asked<'a>,
    rows: usize,
    /// Without it all rows have the same rules.
    days: Option<Vec<i64>>,
    ready: Vec<Columnar>,
    /// Which of the rules each day has.
    of_day: BTreeMap<i64, usize>,
    /// Which columns answer the facts of each.
    pub matched: Vec<Matched>,
}

impl OnBatch<'_> {
    /// The day of a row, where each has its own.
    pub fn day(&self, row: usize) -> Option<i64> {
        self.days.as_ref().and_then(|days| days.get(row)).copied()
    }

    /// Some rows of one day, by their rules.
    pub fn with<'c, T>(
        &self,
        columns: &[Answered<'c>],
        rows: &[usize],
        watch: &Watch<'_>,
        then: impl FnOnce(&Table<'_>) -> Result<T, Problem>,
    ) -> Result<Option<T>, Stopped> {
        let day = rows.first().and_then(|row| self.day(*row));
        let rules = day.and_then(|day| self.of_day.get(&day)).copied().unwrap_or(0);
        let (Some(columnar), Some(own)) = (self.ready.get(rules), columns.get(rules)) else {
            return Ok(None);
        };
        let columnar = match day {
            Some(day) => &columnar.with_base(&self.asked.known(day_since(day)?)?),
            None => columnar,
        };
        let copies: Vec<_> = own.iter().map(|(id, it)| (*id, Gathered::of(it, rows))).collect();
        let copied: Vec<(&str, Column<'_>)> =
            copies.iter().map(|(id, copy)| (*id, copy.column())).collect();
        let found = columnar.table(rows.len(), &copied).and_then(|table| then(&table));
        found.map(Some).map_err(|problem| placed(problem, own, self.rows, watch.before()))
    }

    /// The range of levels of each row of a window.
    pub fn levels(
        &self,
        columns: &[Answered<'_>],
        window: Range<usize>,
        threads: usize,
        watch: &Watch<'_>,
    ) -> Result<Vec<Levels>, Stopped> {
        let mut levels = vec![None; window.len()];
        if self.days.is_none() {
            let (Some(columnar), Some(own)) = (self.ready.first(), columns.first()) else {
                return Ok(levels);
            };
            let table = columnar.table(self.rows, own).map_err(table_error)?;
            let parts: Vec<_> = window.clone().step_by(STRETCH).collect();
            let parts: Vec<_> = parts
                .into_iter()
                .map(|from| from..from.saturating_add(STRETCH).min(window.end))
                .collect();
            let found = watch.silently(&parts, threads, |part| {
                let found = wide::outcomes(&table, part);
                let found = found.map_err(|it| placed(it, own, self.rows, watch.before()))?;
                Ok((0..found.rows()).map(|row| range(&found, row)).collect::<Vec<_>>())
            })?;
            levels = found.into_iter().flatten().collect();
            return Ok(levels);
        }
        let mut order: Vec<(i64, usize)> =
            window.clone().filter_map(|row| Some((self.day(row)?, row))).collect();
        order.sort_unstable();
        let found = watch.silently(&parts_of(&order), threads, |part| {
            let rows = order.get(part).unwrap_or(&[]).iter();
            let rows: Vec<usize> = rows.map(|(_, row)| *row).collect();
            let found = self.with(columns, &rows, watch, |table| {
                let found = wide::outcomes(table, 0..rows.len())?;
                Ok((0..found.rows()).map(|row| range(&found, row)).collect::<Vec<_>>())
            })?;
            Ok((rows, found.unwrap_or_default()))
        })?;
        for (rows, found) in found {
            for (row, found) in rows.into_iter().zip(found) {
                if let Some(place) = levels.get_mut(row.saturating_sub(window.start)) {
                    *place = found;
                }
            }
        }
        Ok(levels)
    }
}

fn range(outcomes: &Outcomes, row: usize) -> Levels {
    let outcome = outcomes.row(row).filter(|outcome| outcome.applies != Truth::False)?;
    outcome.at_least.zip(outcome.at_most)
}
