//! Whole tables of incidents: what the reviews say of every row, and of every action of every row.

use crate::answers::PyTable;
use crate::arrow::{ArrowArray, ArrowSchema};
use crate::batches::{
    AsOf, Incoming, Stopped, Watch, column_error, day_since, days_of, position, setting_error,
    settings_of, table_error,
};
use crate::cells::Asked;
use crate::growing::{Growing, Heading};
use crate::incident_columns::{Naming, put, truth};
use crate::{PyCatalogue, cells, refused};
use pyo3::prelude::*;
use safeguarding_rules::columns::Column;
use safeguarding_rules::reviews::{Incident, ReviewRules, When};
use safeguarding_rules::thresholds::Explain;
use safeguarding_rules::{Answer, Calendar, Day, Error, Kind, Problem, SettingValue, State};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// So many rows are assessed in one go by one thread.
const PIECE: usize = 1 << 10;

/// What is asked about every row.
struct Asking {
    rules: Arc<ReviewRules>,
    settings: Vec<(String, SettingValue)>,
    calendar: Option<Calendar>,
    /// An event that is null has not happened; otherwise that is not known.
    null_is_not: bool,
    no_other_events: bool,
    /// Whether anything is wanted but what each review is.
    whole: bool,
    actions: bool,
    blocking: bool,
    naming: Naming,
}

/// Assesses every row of a table of incidents; gives the reviews by row, and the actions.
#[pyfunction]
#[pyo3(signature = (catalogue, given, *, pack, subject, as_of, as_of_column, settings, names, events,
    null_is_not, no_other_events, calendar, following, actions, blocking, threads, progress))]
#[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
#[expect(clippy::fn_params_excessive_bools, reason = "each is a keyword of its own in Python")]
pub fn assess_incidents(
    py: Python<'_>,
    catalogue: &PyCatalogue,
    given: &Bound<'_, PyAny>,
    pack: &str,
    subject: &str,
    as_of: Option<&str>,
    as_of_column: Option<&str>,
    settings: Vec<(String, Bound<'_, PyAny>)>,
    names: BTreeMap<String, String>,
    events: BTreeMap<String, String>,
    null_is_not: bool,
    no_other_events: bool,
    calendar: Option<&str>,
    following: bool,
    actions: bool,
    blocking: bool,
    threads: usize,
    progress: Option<Py<PyAny>>,
) -> PyResult<(PyTable, Option<PyTable>)> {
    let wrong = |error: Error| refused(&error);
    let incoming = Incoming::of(given)?;
    let columns = incoming.columns();
    let as_of = AsOf::of(as_of, as_of_column, &columns)?;
    let rules = catalogue.0.reviews(pack, subject).map_err(wrong)?;
    let matched = Matched::of(&rules, &columns, &names, &events, as_of.column()).map_err(wrong)?;
    let asking = Asking {
        settings: settings_of(settings)?,
        calendar: calendar.map(Calendar::read).transpose().map_err(wrong)?,
        null_is_not,
        no_other_events,
        whole: following || actions || blocking,
        actions,
        blocking,
        naming: Naming::of(&rules),
        rules,
    };
    let (by_row, by_action) =
        (asking.naming.row_headings(following, blocking), asking.naming.action_headings());
    let watch = Watch::new(progress.as_ref());
    let (mut rows, mut action_rows) = (Vec::new(), Vec::new());
    incoming.each(py, &watch, |schema, batch| {
        let days = match &as_of {
            AsOf::Day(day) => Days::All(*day),
            AsOf::Column(at) => Days::Each(days_of(schema, batch, *at)?),
        };
        let made = matched.made(schema, batch)?;
        let read = matched.read(schema, batch, &made)?;
        let pieces = watch.in_pieces(batch.len(), PIECE, threads, |piece| {
            let mut found = Found {
                rows: by_row.iter().map(Heading::growing).collect(),
                actions: by_action.iter().map(Heading::growing).collect(),
                count: 0,
                action_count: 0,
            };
            asking.piece(piece, watch.before(), &days, &read, following, &mut found)?;
            Ok(found)
        })?;
        for found in pieces {
            rows.push((found.count, found.rows));
            action_rows.push((found.action_count, found.actions));
        }
        Ok(())
    })?;
    let rows = PyTable::of(&by_row, rows).with_columns(matched.unused, matched.absent);
    let actions = actions.then(|| PyTable::of(&by_action, action_rows));
    Ok((rows, actions))
}

enum Days {
    All(Day),
    Each(Vec<i64>),
}

impl Days {
    fn of(&self, row: usize) -> Result<Day, Error> {
        match self {
            Days::All(day) => Ok(*day),
            Days::Each(days) => day_since(days.get(row).copied().unwrap_or(i64::MAX)),
        }
    }
}

/// What was found of some rows.
struct Found {
    rows: Vec<Growing>,
    actions: Vec<Growing>,
    count: usize,
    action_count: usize,
}

/// A column, and what it answers.
struct Source {
    at: usize,
    id: String,
    kind: Kind,
    is_event: bool,
}

/// Which column answers which fact, or says when which event happened.
struct Matched {
    sources: Vec<Source>,
    unused: Vec<String>,
    absent: Vec<String>,
}

impl Matched {
    /// By name, or by the name given for it; an event's hyphens may be written `_`.
    fn of(
        rules: &ReviewRules,
        columns: &[String],
        names: &BTreeMap<String, String>,
        events: &BTreeMap<String, String>,
        as_of: Option<usize>,
    ) -> Result<Matched, Error> {
        let facts = rules.facts();
        for (fact, column) in names {
            if !facts.iter().any(|known| known.id == *fact) {
                let message = format!("no fact `{fact}` is asked about this subject");
                return Err(Error::new("case.unknown-fact", format!("/columns/{fact}"), message));
            }
            position(columns, column)?;
        }
        for (event, column) in events {
            if !rules.events().any(|known| known == event) {
                let message = format!("no event `{event}` is declared");
                return Err(Error::new("events.unknown", format!("/columns/{event}"), message));
            }
            position(columns, column)?;
        }
        let mut matched = Matched { sources: Vec::new(), unused: Vec::new(), absent: Vec::new() };
        let named = |name: &str| columns.iter().position(|column| column == name);
        for fact in &facts {
            match named(names.get(&fact.id).unwrap_or(&fact.id)) {
                Some(at) => {
                    let (id, kind) = (fact.id.clone(), fact.kind);
                    matched.sources.push(Source { at, id, kind, is_event: false });
                }
                None => matched.absent.push(fact.id.clone()),
            }
        }
        for event in rules.events() {
            let is_fact = |name: &str| facts.iter().any(|fact| fact.id == name);
            let free = |name: &str| named(name).filter(|_| !is_fact(name));
            let at = match events.get(event) {
                Some(column) => named(column),
                None => free(event).or_else(|| free(&event.replace('-', "_"))),
            };
            match at {
                Some(at) => {
                    let id = event.to_owned();
                    matched.sources.push(Source { at, id, kind: Kind::Date, is_event: true });
                }
                None => matched.absent.push(event.to_owned()),
            }
        }
        let used: BTreeSet<usize> =
            matched.sources.iter().map(|source| source.at).chain(as_of).collect();
        let unused = columns.iter().enumerate().filter(|(at, _)| !used.contains(at));
        matched.unused = unused.map(|(_, column)| column.clone()).collect();
        Ok(matched)
    }

    fn made(&self, schema: &ArrowSchema, batch: &ArrowArray) -> Result<Vec<cells::Made>, Stopped> {
        let each = self.sources.iter().filter_map(|source| source.column(schema, batch));
        let made = each.map(|(asked, schema, array)| {
            cells::made(asked, schema, array).map_err(|refusal| column_error(asked.id, refusal))
        });
        made.collect()
    }

    /// The columns as they are read; `None` where nothing in it is known.
    fn read<'c>(
        &'c self,
        schema: &'c ArrowSchema,
        batch: &'c ArrowArray,
        made: &'c [cells::Made],
    ) -> Result<Vec<(&'c Source, Option<Column<'c>>)>, Stopped> {
        let mut read = Vec::with_capacity(made.len());
        for (source, made) in self.sources.iter().zip(made) {
            let Some((asked, schema, array)) = source.column(schema, batch) else { continue };
            let column = cells::column(asked, schema, array, made);
            read.push((source, column.map_err(|refusal| column_error(asked.id, refusal))?));
        }
        Ok(read)
    }
}

impl Source {
    fn column<'c>(
        &'c self,
        schema: &'c ArrowSchema,
        batch: &'c ArrowArray,
    ) -> Option<(Asked<'c>, &'c ArrowSchema, &'c ArrowArray)> {
        let (schema, array) = (schema.children().nth(self.at)?, batch.children().nth(self.at)?);
        // Of an event it may be said whether it has happened instead of when.
        let is_said = self.is_event && schema.format() == "b";
        let kind = if is_said { Kind::YesNo } else { self.kind };
        Some((Asked { id: &self.id, kind }, schema, array))
    }
}

impl Asking {
    fn piece(
        &self,
        rows: Range<usize>,
        before: usize,
        days: &Days,
        read: &[(&Source, Option<Column<'_>>)],
        following: bool,
        found: &mut Found,
    ) -> Result<(), Stopped> {
        for row in rows {
            let as_of = days.of(row)?;
            let whole = before.saturating_add(row);
            let record = |incident: &mut Incident| self.record(incident, read, row, whole);
            let incident = Incident::recorded(&self.rules, as_of, record)?;
            let decision = self.whole.then(|| incident.assess(self.calendar(), Explain::Brief));
            let outcomes = incident.outcome();
            let applies =
                decision.as_ref().map_or_else(|| incident.brief().applies, |it| it.applies);
            let mut cells = found.rows.iter_mut();
            put(&mut cells, |column| column.flag(truth(applies)));
            self.naming.put_reviews(&incident, outcomes.reviews(), &mut cells);
            let exact = decision.as_ref().map_or(outcomes.exact(), |decision| decision.exact);
            put(&mut cells, |column| column.flag(Some(exact)));
            if let Some(decision) = &decision {
                if following {
                    self.naming.put_following(decision, &mut cells);
                }
                if self.blocking {
                    let missing = decision.missing.iter().map(|missing| missing.fact);
                    put(&mut cells, |column| column.list(Some(missing)));
                    let missing = decision.missing_events.iter().map(|missing| missing.event);
                    put(&mut cells, |column| column.list(Some(missing)));
                }
                let actions = decision.actions.iter().filter(|_| self.actions);
                for action in actions {
                    self.naming.put_action(whole, action, &mut found.actions);
                    found.action_count = found.action_count.saturating_add(1);
                }
            }
            found.count = found.count.saturating_add(1);
        }
        Ok(())
    }

    fn calendar(&self) -> &Calendar {
        self.calendar.as_ref().unwrap_or_else(|| Calendar::england_and_wales())
    }

    fn record(
        &self,
        incident: &mut Incident,
        read: &[(&Source, Option<Column<'_>>)],
        row: usize,
        whole: usize,
    ) -> Result<(), Stopped> {
        for (setting, value) in &self.settings {
            incident.set(setting, value).map_err(|problem| setting_error(setting, problem))?;
        }
        for (source, column) in read {
            let column = column.as_ref().filter(|column| column.is_known(row));
            let answer = match column.map(|column| column.answer(row)) {
                None => Answer::Gap(State::NotKnown),
                Some(Some(answer)) => answer,
                Some(None) => {
                    return Err(table_error(cells::out_of_range(&source.id, source.kind, whole)));
                }
            };
            if source.is_event {
                incident.event(&source.id, self.when(&answer));
            } else {
                incident.record(&source.id, &answer).map_err(|problem| {
                    let at = format!("/{}/{whole}{}", source.id, problem.at);
                    table_error(Problem { at, ..problem })
                })?;
            }
        }
        if self.no_other_events {
            incident.no_other_events();
        }
        Ok(())
    }

    fn when(&self, answer: &Answer) -> When {
        match answer {
            Answer::Date(days) => When::On(*days),
            Answer::YesNo(true) => When::Happened,
            Answer::YesNo(false) => When::Not,
            _ if self.null_is_not => When::Not,
            _ => When::Unknown,
        }
    }
}
