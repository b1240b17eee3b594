//! The columns of an answer about a table, and the table that hands them out.

use crate::export::{Buffer, Field, Values, stream_of};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use safeguarding_rules::Truth;
use safeguarding_rules::columns::{Columnar, Outcomes};
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
}

/// The batches of the answer while they are made.
pub struct Making {
    /// The rules that decide some row, in the order in which they were met.
    rules: Vec<String>,
    /// The columns of each batch, those of the rule that decides without their dictionary.
    batches: Vec<(usize, Vec<Values>)>,
    blocking: bool,
    pub rows: usize,
    searched: usize,
}

impl Making {
    pub fn new(blocking: bool) -> Making {
        Making { rules: Vec::new(), batches: Vec::new(), blocking, rows: 0, searched: 0 }
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
        self.batches.push((rows, columns));
    }

    pub fn push(&mut self, rows: Vec<Row>) {
        self.rows = self.rows.saturating_add(rows.len());
        self.batches.push((rows.len(), columns_of(&rows, self.blocking)));
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
        let batches = self.batches.into_iter().map(|(rows, mut columns)| {
            if let Some(deciding) = columns.get_mut(DECIDING) {
                deciding.dictionary = Some(Arc::clone(&rules));
            }
            Arc::new(struct_of(rows, columns))
        });
        let batches = batches.collect();
        let field = Field {
            children: fields.into_iter().map(Arc::new).collect(),
            nullable: false,
            ..plain("", c"+s")
        };
        PyTable {
            field: Arc::new(field),
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
