//! The columns of an answer about a table, and the table that hands them out.

use crate::export::{Buffer, Field, Values, stream_of};
use crate::growing::{Growing, Heading};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use safeguarding_rules::columns::{Columnar, Outcomes, Plane};
use safeguarding_rules::{Rule, Ruleset, Then, Truth};
use std::collections::BTreeMap;
use std::ffi::{CStr, CString};
use std::sync::Arc;

/// The outcomes of a table, with the Arrow PyCapsule interface.
#[pyclass(frozen, module = "safeguarding_rules._native", name = "Table")]
pub struct PyTable {
    field: Arc<Field>,
    batches: Vec<Arc<Values>>,
    rows: usize,
    searched: usize,
    unused: Vec<String>,
    absent: Vec<String>,
}

#[pymethods]
impl PyTable {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer may ask for other types; the interface lets a producer give its own.
        let _ = requested_schema;
        let stream = stream_of(Arc::clone(&self.field), self.batches.clone());
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    fn __len__(&self) -> usize {
        self.rows
    }

    #[getter]
    fn searched(&self) -> usize {
        self.searched
    }

    #[getter]
    fn unused(&self) -> Vec<String> {
        self.unused.clone()
    }

    #[getter]
    fn absent(&self) -> Vec<String> {
        self.absent.clone()
    }
}

impl PyTable {
    /// A table of these columns, batch by batch.
    pub fn of(headings: &[Heading], batches: Vec<(usize, Vec<Growing>)>) -> PyTable {
        let dictionaries: Vec<_> = headings.iter().map(Heading::dictionary).collect();
        let rows = batches.iter().map(|(rows, _)| rows).sum();
        let batches = batches.into_iter().map(|(rows, columns)| {
            let columns = columns.into_iter().zip(&dictionaries);
            let columns = columns.map(|(column, words)| column.values(words.clone()));
            Arc::new(struct_of(rows, columns.collect()))
        });
        PyTable {
            field: whole(headings.iter().map(Heading::field)),
            batches: batches.collect(),
            rows,
            searched: 0,
            unused: Vec::new(),
            absent: Vec::new(),
        }
    }

    /// The column of lists of this name, as it was handed out: for each batch where the lists end,
    /// and the texts.
    pub fn lists(&self, name: &str) -> Option<Vec<Vec<Vec<&str>>>> {
        let named = |field: &Arc<Field>| field.name.to_str() == Ok(name);
        let at = self.field.children.iter().position(named)?;
        let batches = self.batches.iter().filter_map(|batch| batch.children.get(at));
        Some(batches.filter_map(|column| column.lists()).collect())
    }

    /// The same with what was found of the columns that were given.
    pub fn with_columns(self, unused: Vec<String>, absent: Vec<String>) -> PyTable {
        PyTable { unused, absent, ..self }
    }
}

/// The type of a table with these columns.
fn whole(fields: impl Iterator<Item = Field>) -> Arc<Field> {
    let children = fields.map(Arc::new).collect();
    Arc::new(Field { children, nullable: false, ..plain("", c"+s") })
}

/// What was found of some rows: outcomes, and the facts that could change what is open.
pub struct Stretch {
    pub outcomes: Outcomes,
    pub blocking: Vec<Vec<String>>,
}

/// What one row shows.
pub struct Row {
    applies: Truth,
    at_least: Option<u8>,
    at_most: Option<u8>,
    rule: Option<i32>,
    exact: bool,
    blocking: Vec<String>,
    /// The routes that are open or certain, and which they are.
    routes: Vec<(usize, bool)>,
}

struct Batch {
    rows: usize,
    columns: Vec<Values>,
    /// The routes that some row may have, by their positions.
    routes: Vec<(usize, Values)>,
}

/// The columns of every answer, in their order.
const COLUMNS: [(&str, &CStr); 6] = [
    ("applies", c"b"),
    ("at_least", c"C"),
    ("at_most", c"C"),
    ("settled", c"b"),
    ("deciding_rule", c"i"),
    ("exact", c"b"),
];
/// The place of the rule that decides among them.
const DECIDING: usize = 4;

/// Which of the columns are wanted.
#[derive(Clone, Copy)]
pub struct Chosen([bool; COLUMNS.len()]);

impl Chosen {
    /// Those of these names; all of them where none is named.
    pub fn of(names: Option<&[String]>) -> Chosen {
        let is_named = |name: &str| names.is_none_or(|names| names.iter().any(|one| one == name));
        Chosen(COLUMNS.map(|(name, _)| is_named(name)))
    }

    /// Whether the rule that decides is wanted.
    pub fn deciding(&self) -> bool {
        let Chosen([_, _, _, _, deciding, _]) = self;
        *deciding
    }

    /// What is wanted of these, which are one for each column.
    fn pick<T>(self, columns: impl IntoIterator<Item = T>) -> Vec<T> {
        columns.into_iter().zip(self.0).filter_map(|(one, is)| is.then_some(one)).collect()
    }

    /// The place of a column among those that are wanted.
    fn place(self, column: usize) -> Option<usize> {
        let before = self.0.iter().take(column).filter(|is| **is).count();
        self.0.get(column).is_some_and(|is| *is).then_some(before)
    }
}

/// How the answer has the rules and routes of one edition.
pub struct Places {
    /// For each rule that may decide, its code.
    codes: Vec<i32>,
    /// The positions of the routes, in the order in which outcomes have them.
    routes: Vec<usize>,
}

/// The batches of the answer while they are made.
pub struct Making {
    /// The rules that may decide, in the order in which their editions were met.
    rules: Vec<String>,
    /// The columns of each batch, those of the rule that decides without their dictionary.
    batches: Vec<Batch>,
    blocking: bool,
    chosen: Chosen,
    /// The routes in the order in which they were met, where they are asked for.
    routes: Option<Vec<String>>,
    pub rows: usize,
    searched: usize,
}

/// The position of a name among those that were met.
fn position(met: &mut Vec<String>, name: &str) -> usize {
    met.iter().position(|known| known == name).unwrap_or_else(|| {
        met.push(name.to_owned());
        met.len().saturating_sub(1)
    })
}

impl Making {
    pub fn new(blocking: bool, routes: bool, chosen: Chosen) -> Making {
        Making {
            rules: Vec::new(),
            batches: Vec::new(),
            blocking,
            chosen,
            routes: routes.then(Vec::new),
            rows: 0,
            searched: 0,
        }
    }

    /// The positions of the routes, in the order in which outcomes have them.
    pub fn routes(&mut self, rules: &Ruleset) -> Vec<usize> {
        let Some(met) = &mut self.routes else { return Vec::new() };
        let routes = rules.rules().filter_map(|rule| match &rule.then {
            Then::Route(route) => Some(&route.id),
            _ => None,
        });
        routes.map(|route| position(met, route)).collect()
    }

    /// How the answer has the rules and routes of an edition.
    pub fn places(&mut self, columnar: &Columnar) -> Places {
        let routes = self.routes(columnar.rules());
        let rules: Vec<&Rule> = columnar.rules().rules().collect();
        let deciders = columnar.deciders().iter().map(|rule| rules.get(usize::from(*rule)));
        // The rules of one edition have different names.
        let is_first = self.rules.is_empty();
        let codes = deciders.map(|rule| {
            let id = rule.map_or("", |rule| &rule.id);
            if is_first {
                self.rules.push(id.to_owned());
            }
            let at = if is_first {
                self.rules.len().saturating_sub(1)
            } else {
                position(&mut self.rules, id)
            };
            i32::try_from(at).unwrap_or(i32::MAX)
        });
        Places { codes: codes.collect(), routes }
    }

    /// What one row of a stretch shows.
    pub fn row(&self, places: &Places, stretch: &Stretch, row: usize) -> Row {
        let outcomes = &stretch.outcomes;
        let outcome = outcomes.row(row);
        let has = |words: &[u64]| words.get(row >> 6).is_some_and(|it| it >> (row & 63) & 1 == 1);
        let routes = places.routes.iter().zip(outcomes.routes());
        let routes = routes.filter(|(_, plane)| has(&plane.possible));
        let applies = outcome.map_or(Truth::Unknown, |one| one.applies);
        let shown = applies != Truth::False;
        let rule = outcomes.deciding_codes().get(row).filter(|_| has(outcomes.decided()));
        let rule = rule.and_then(|code| usize::try_from(*code).ok());
        Row {
            applies,
            at_least: outcome.and_then(|one| one.at_least).filter(|_| shown),
            at_most: outcome.and_then(|one| one.at_most).filter(|_| shown),
            rule: rule.filter(|_| shown).and_then(|code| places.codes.get(code).copied()),
            exact: outcome.is_none_or(|one| one.exact),
            blocking: stretch.blocking.get(row).cloned().unwrap_or_default(),
            routes: routes.map(|(position, plane)| (*position, has(&plane.certain))).collect(),
        }
    }

    /// The columns of a stretch, of which every row is wanted.
    pub fn take(&mut self, places: &Places, stretch: Stretch) {
        let (rows, has_levels) = (stretch.outcomes.rows(), stretch.outcomes.has_levels());
        self.searched = self.searched.saturating_add(stretch.outcomes.searched());
        self.rows = self.rows.saturating_add(rows);
        let found = stretch.outcomes.into_parts();
        let shown = if has_levels {
            found.applies.possible.clone()
        } else {
            vec![0; found.applies.possible.len()]
        };
        let mut codes = found.deciding;
        // With one edition the codes are those of the answer.
        if !places.codes.iter().zip(0..).all(|(code, own)| *code == own) {
            let code = |own: i32| usize::try_from(own).ok().and_then(|own| places.codes.get(own));
            codes.iter_mut().for_each(|own| *own = code(*own).copied().unwrap_or(0));
        }
        let mut named = found.decided;
        named.iter_mut().zip(&shown).for_each(|(named, shown)| *named &= shown);
        let mut exact = found.inexact;
        exact.iter_mut().for_each(|word| *word = !*word);
        let columns = [
            values(rows, decided(&found.applies), Buffer::Words(found.applies.certain)),
            values(rows, shown.clone(), Buffer::Bytes(found.at_least)),
            values(rows, shown.clone(), Buffer::Bytes(found.at_most)),
            values(rows, shown, Buffer::Words(found.settled)),
            values(rows, named, Buffer::Numbers(codes)),
            values(rows, Vec::new(), Buffer::Words(exact)),
        ];
        let mut columns = self.chosen.pick(columns);
        if self.blocking {
            columns.push(lists(stretch.blocking.iter().map(Vec::as_slice)));
        }
        let planes = places.routes.iter().zip(found.routes);
        let mut routes: BTreeMap<usize, Plane> = BTreeMap::new();
        for (position, plane) in planes {
            let join = |all: &mut Vec<u64>, more: &[u64]| {
                all.resize(more.len(), 0);
                all.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
            };
            let all = routes.entry(*position).or_default();
            join(&mut all.certain, &plane.certain);
            join(&mut all.possible, &plane.possible);
        }
        let routes = routes.into_iter().map(|(position, plane)| {
            (position, values(rows, decided(&plane), Buffer::Words(plane.certain)))
        });
        self.batches.push(Batch { rows, columns, routes: routes.collect() });
    }

    pub fn push(&mut self, rows: Vec<Row>) {
        self.rows = self.rows.saturating_add(rows.len());
        let met = self.routes.as_ref().map_or(0, Vec::len);
        let routes = (0..met).map(|position| {
            let of = |row: &Row| {
                let mut own = row.routes.iter().filter(|(route, _)| *route == position);
                let is_open = own.clone().next().is_some();
                let is_certain = own.any(|(_, certain)| *certain);
                (is_certain || !is_open).then_some(is_certain)
            };
            (position, flags(&rows, of))
        });
        self.batches.push(Batch {
            rows: rows.len(),
            routes: routes.collect(),
            columns: columns_of(&rows, self.blocking, self.chosen),
        });
    }

    pub fn table(self, unused: Vec<String>, absent: Vec<String>) -> PyTable {
        let blocking = self.blocking;
        let text = Arc::new(text_field(""));
        let fields = COLUMNS.map(|(name, format)| plain(name, format));
        let mut fields = self.chosen.pick(fields);
        let deciding = self.chosen.place(DECIDING);
        if let Some(field) = deciding.and_then(|at| fields.get_mut(at)) {
            field.dictionary = Some(Arc::clone(&text));
        }
        if blocking {
            let item = Arc::new(text_field("item"));
            fields.push(Field { children: vec![item], ..plain("blocking", c"+l") });
        }
        let rules = Arc::new(texts(self.rules.iter().map(String::as_str)));
        let met = self.routes.unwrap_or_default();
        fields.extend(met.iter().map(|route| plain(&format!("route.{route}"), c"b")));
        let batches = self.batches.into_iter().map(|Batch { rows, mut columns, routes }| {
            if let Some(deciding) = deciding.and_then(|at| columns.get_mut(at)) {
                deciding.dictionary = Some(Arc::clone(&rules));
            }
            let mut routes: BTreeMap<usize, Values> = routes.into_iter().collect();
            columns.extend((0..met.len()).map(|position| {
                // An edition without the route never leads to it.
                let words = || vec![0; rows.div_ceil(64)];
                let never = || values(rows, Vec::new(), Buffer::Words(words()));
                routes.remove(&position).unwrap_or_else(never)
            }));
            Arc::new(struct_of(rows, columns))
        });
        let batches = batches.collect();
        PyTable {
            field: whole(fields.into_iter()),
            batches,
            rows: self.rows,
            searched: self.searched,
            unused,
            absent,
        }
    }
}

fn plain(name: &str, format: &CStr) -> Field {
    Field {
        name: CString::new(name).unwrap_or_default(),
        format: format.to_owned(),
        nullable: true,
        children: Vec::new(),
        dictionary: None,
    }
}

fn text_field(name: &str) -> Field {
    plain(name, c"u")
}

fn struct_of(length: usize, children: Vec<Values>) -> Values {
    Values {
        length,
        null_count: 0,
        buffers: vec![Buffer::Absent],
        children: children.into_iter().map(Arc::new).collect(),
        dictionary: None,
    }
}

/// Where it is certain that something holds or that it does not.
fn decided(plane: &Plane) -> Vec<u64> {
    plane.certain.iter().zip(&plane.possible).map(|(must, may)| must | !may).collect()
}

fn columns_of(rows: &[Row], blocking: bool, chosen: Chosen) -> Vec<Values> {
    let settled = |row: &Row| row.at_least.zip(row.at_most).map(|(least, most)| least == most);
    let applies = |row: &Row| match row.applies {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    };
    let rule = |row: &Row| row.rule.unwrap_or(0);
    let mut columns = chosen.pick([
        flags(rows, applies),
        bytes(rows, |row| row.at_least),
        bytes(rows, |row| row.at_most),
        flags(rows, settled),
        values(
            rows.len(),
            bits(rows, |row| row.rule.is_some()),
            Buffer::Numbers(rows.iter().map(rule).collect()),
        ),
        flags(rows, |row| Some(row.exact)),
    ]);
    if blocking {
        columns.push(lists(rows.iter().map(|row| row.blocking.as_slice())));
    }
    columns
}

/// Lists of texts.
fn lists<'t>(rows: impl Iterator<Item = &'t [String]> + Clone) -> Values {
    let mut ends = vec![0_i32];
    let mut end = 0_i32;
    for row in rows.clone() {
        end = end.saturating_add(i32::try_from(row.len()).unwrap_or(i32::MAX));
        ends.push(end);
    }
    Values {
        length: ends.len().saturating_sub(1),
        null_count: 0,
        buffers: vec![Buffer::Absent, Buffer::Numbers(ends)],
        children: vec![Arc::new(texts(rows.flatten().map(String::as_str)))],
        dictionary: None,
    }
}

/// Values that are known where `known` has a bit; everywhere, where it has no word without.
fn values(length: usize, known: Vec<u64>, values: Buffer) -> Values {
    let whole = known.get(..length / 64).unwrap_or(&[]).iter().all(|word| *word == u64::MAX);
    let last = known.get(length / 64).copied().unwrap_or(u64::MAX);
    let all = known.is_empty() || whole && last | u64::MAX << (length % 64) == u64::MAX;
    Values {
        length,
        null_count: if all { 0 } else { -1 },
        buffers: vec![if all { Buffer::Absent } else { Buffer::Words(known) }, values],
        children: Vec::new(),
        dictionary: None,
    }
}

fn bits(rows: &[Row], is: impl Fn(&Row) -> bool) -> Vec<u64> {
    let word = |rows: &[Row]| {
        rows.iter().enumerate().fold(0_u64, |word, (bit, row)| word | u64::from(is(row)) << bit)
    };
    rows.chunks(64).map(word).collect()
}

fn flags(rows: &[Row], of: impl Fn(&Row) -> Option<bool>) -> Values {
    let known = bits(rows, |row| of(row).is_some());
    values(rows.len(), known, Buffer::Words(bits(rows, |row| of(row) == Some(true))))
}

fn bytes(rows: &[Row], of: impl Fn(&Row) -> Option<u8>) -> Values {
    let known = bits(rows, |row| of(row).is_some());
    let numbers = rows.iter().map(|row| of(row).unwrap_or(0)).collect();
    values(rows.len(), known, Buffer::Bytes(numbers))
}

fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> Values {
    let (mut ends, mut bytes) = (vec![0_i32], Vec::new());
    for text in texts {
        bytes.extend_from_slice(text.as_bytes());
        ends.push(i32::try_from(bytes.len()).unwrap_or(i32::MAX));
    }
    Values {
        length: ends.len().saturating_sub(1),
        null_count: 0,
        buffers: vec![Buffer::Absent, Buffer::Numbers(ends), Buffer::Bytes(bytes)],
        children: Vec::new(),
        dictionary: None,
    }
}
