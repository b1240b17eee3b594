//! The columns of an answer about a table, and the table that hands them out.

use crate::export::{Buffer, Field, Values, stream_of};
use crate::growing::{Growing, Heading};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use safeguarding_rules::columns::{Columnar, Outcomes, Plane};
use safeguarding_rules::{Ruleset, Then, Truth};
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

/// The batches of the answer while they are made.
pub struct Making {
    /// The rules that decide some row, in the order in which they were met.
    rules: Vec<String>,
    /// The columns of each batch, those of the rule that decides without their dictionary.
    batches: Vec<Batch>,
    blocking: bool,
    /// The routes in the order in which they were met, where they are asked for.
    routes: Option<Vec<String>>,
    pub rows: usize,
    searched: usize,
}

impl Making {
    pub fn new(blocking: bool, routes: bool) -> Making {
        Making {
            rules: Vec::new(),
            batches: Vec::new(),
            blocking,
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
        let positions = routes.map(|route| {
            met.iter().position(|known| known == route).unwrap_or_else(|| {
                met.push(route.clone());
                met.len().saturating_sub(1)
            })
        });
        positions.collect()
    }

    fn rule(&mut self, columnar: &Columnar, position: usize) -> Option<i32> {
        let rule = columnar.rules().rules().nth(position)?;
        let known = self.rules.iter().position(|known| *known == rule.id);
        let at = known.unwrap_or_else(|| {
            self.rules.push(rule.id.clone());
            self.rules.len().saturating_sub(1)
        });
        i32::try_from(at).ok()
    }

    /// What one row of a stretch shows.
    pub fn row(&mut self, columnar: &Columnar, stretch: &Stretch, row: usize) -> Row {
        let outcome = stretch.outcomes.row(row);
        let mut routes: Vec<(usize, bool)> = Vec::new();
        for (position, plane) in
            self.routes(columnar.rules()).into_iter().zip(stretch.outcomes.routes())
        {
            let has =
                |words: &[u64]| words.get(row >> 6).is_some_and(|it| it >> (row & 63) & 1 == 1);
            if has(&plane.possible) {
                routes.push((position, has(&plane.certain)));
            }
        }
        let applies = outcome.map_or(Truth::Unknown, |one| one.applies);
        let shown = applies != Truth::False;
        Row {
            applies,
            at_least: outcome.and_then(|one| one.at_least).filter(|_| shown),
            at_most: outcome.and_then(|one| one.at_most).filter(|_| shown),
            rule: stretch
                .outcomes
                .deciding(row)
                .filter(|_| shown)
                .and_then(|rule| self.rule(columnar, rule)),
            exact: outcome.is_none_or(|one| one.exact),
            blocking: stretch.blocking.get(row).cloned().unwrap_or_default(),
            routes,
        }
    }

    /// The columns of a stretch, of which every row is wanted.
    pub fn take(&mut self, columnar: &Columnar, stretch: Stretch) {
        let outcomes = &stretch.outcomes;
        self.searched = self.searched.saturating_add(outcomes.searched());
        let rows = outcomes.rows();
        self.rows = self.rows.saturating_add(rows);
        let applies = outcomes.applies();
        let both = applies.certain.iter().zip(&applies.possible);
        let decided: Vec<u64> = both.map(|(must, may)| must | !may).collect();
        let shown = if outcomes.has_levels() {
            applies.possible.clone()
        } else {
            vec![0; applies.possible.len()]
        };
        let (least, most) = (outcomes.at_least(), outcomes.at_most());
        let settled = least.chunks(64).zip(most.chunks(64)).map(|(least, most)| same(least, most));
        let deciding = outcomes.deciding_rules();
        let mut met = vec![false; columnar.rules().rules().count()];
        for rule in deciding {
            if let Some(met) = met.get_mut(usize::from(*rule)) {
                *met = true;
            }
        }
        let positions: Vec<i32> = (0_usize..)
            .zip(met)
            .map(|(rule, met)| if met { self.rule(columnar, rule).unwrap_or(0) } else { 0 })
            .collect();
        let number = |rule: &u16| positions.get(usize::from(*rule)).copied().unwrap_or(0);
        let numbers: Vec<i32> = deciding.iter().map(number).collect();
        let named = outcomes.decided().iter().zip(&shown).map(|(named, shown)| named & shown);
        let named: Vec<u64> = named.collect();
        let exact = outcomes.inexact().iter().map(|inexact| !inexact).collect();
        let all = || vec![u64::MAX; shown.len()];
        let mut columns = vec![
            values(rows, decided, Buffer::Words(applies.certain.clone())),
            values(rows, shown.clone(), Buffer::Bytes(least.to_vec())),
            values(rows, shown.clone(), Buffer::Bytes(most.to_vec())),
            values(rows, shown.clone(), Buffer::Words(settled.collect())),
            values(rows, named, Buffer::Numbers(numbers)),
            values(rows, all(), Buffer::Words(exact)),
        ];
        if self.blocking {
            columns.push(lists(stretch.blocking.iter().map(Vec::as_slice)));
        }
        let planes = self.routes(columnar.rules()).into_iter().zip(outcomes.routes());
        let mut routes: BTreeMap<usize, Plane> = BTreeMap::new();
        for (position, plane) in planes {
            let join = |all: &mut Vec<u64>, more: &[u64]| {
                all.resize(more.len(), 0);
                all.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
            };
            let all = routes.entry(position).or_default();
            join(&mut all.certain, &plane.certain);
            join(&mut all.possible, &plane.possible);
        }
        let routes = routes.into_iter().map(|(position, plane)| {
            let both = plane.certain.iter().zip(&plane.possible);
            let decided = both.map(|(must, may)| must | !may).collect();
            (position, values(rows, decided, Buffer::Words(plane.certain)))
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
            columns: columns_of(&rows, self.blocking),
        });
    }

    pub fn table(self, unused: Vec<String>, absent: Vec<String>) -> PyTable {
        let blocking = self.blocking;
        let text = Arc::new(text_field(""));
        let mut fields = vec![
            plain("applies", c"b"),
            plain("at_least", c"C"),
            plain("at_most", c"C"),
            plain("settled", c"b"),
            Field { dictionary: Some(Arc::clone(&text)), ..plain("deciding_rule", c"i") },
            plain("exact", c"b"),
        ];
        if blocking {
            let item = Arc::new(text_field("item"));
            fields.push(Field { children: vec![item], ..plain("blocking", c"+l") });
        }
        let rules = Arc::new(texts(self.rules.iter().map(String::as_str)));
        let met = self.routes.unwrap_or_default();
        fields.extend(met.iter().map(|route| plain(&format!("route.{route}"), c"b")));
        let batches = self.batches.into_iter().map(|Batch { rows, mut columns, routes }| {
            if let Some(deciding) = columns.get_mut(DECIDING) {
                deciding.dictionary = Some(Arc::clone(&rules));
            }
            let mut routes: BTreeMap<usize, Values> = routes.into_iter().collect();
            columns.extend((0..met.len()).map(|position| {
                // An edition without the route never leads to it.
                let words = || vec![0; rows.div_ceil(64)];
                let all = || words().into_iter().map(|_: u64| u64::MAX).collect();
                let never = || values(rows, all(), Buffer::Words(words()));
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

/// The place of the rule that decides among the columns.
const DECIDING: usize = 4;

fn columns_of(rows: &[Row], blocking: bool) -> Vec<Values> {
    let settled = |row: &Row| row.at_least.zip(row.at_most).map(|(least, most)| least == most);
    let applies = |row: &Row| match row.applies {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    };
    let rule = |row: &Row| row.rule.unwrap_or(0);
    let mut columns = vec![
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
    ];
    if blocking {
        columns.push(lists(rows.iter().map(|row| row.blocking.as_slice())));
    }
    columns
}

/// Where bytes of up to 64 rows are the same, a bit a row.
fn same(left: &[u8], right: &[u8]) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let mut word = 0_u64;
    for (eight, (left, right)) in left.chunks(8).zip(right.chunks(8)).enumerate() {
        let bytes =
            |some: &[u8]| some.iter().rev().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        let whole = |some: &[u8]| some.first_chunk().map(|eight| u64::from_le_bytes(*eight));
        let of = |some: &[u8]| whole(some).unwrap_or_else(|| bytes(some));
        let differ = of(left) ^ of(right);
        // The highest bit of each byte says whether the byte is zero.
        let zero = !((differ & LOW).wrapping_add(LOW) | differ | LOW);
        // Which gathers them in the highest byte, the first row lowest.
        let bits = (zero >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        word |= bits << (eight << 3);
    }
    word
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

fn values(length: usize, known: Vec<u64>, values: Buffer) -> Values {
    Values {
        length,
        null_count: -1,
        buffers: vec![Buffer::Words(known), values],
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
