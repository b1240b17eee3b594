//! Columns of an answer that grow row by row.

use crate::export::{Buffer, Field, Values};
use std::ffi::{CStr, CString};
use std::sync::Arc;

/// A column while it grows.
pub struct Growing {
    known: Vec<u64>,
    rows: usize,
    cells: Cells,
}

/// The values so far; each row has one, be it known or not.
enum Cells {
    Flags(Vec<u64>),
    /// Positions in a dictionary.
    Coded(Vec<i32>),
    /// Days since 1970, or small counts.
    Numbers(Vec<i32>),
    Longs(Vec<i64>),
    Floats(Vec<f64>),
    Texts(Texts),
    /// Lists of texts: where each ends.
    Lists(Vec<i32>, Texts),
}

/// Texts one behind the other.
struct Texts {
    ends: Vec<i32>,
    bytes: Vec<u8>,
}

impl Texts {
    fn new() -> Texts {
        Texts { ends: vec![0], bytes: Vec::new() }
    }

    fn push(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(i32::try_from(self.bytes.len()).unwrap_or(i32::MAX));
    }

    fn values(self, known: Buffer) -> Values {
        Values {
            length: self.ends.len().saturating_sub(1),
            null_count: if matches!(known, Buffer::Absent) { 0 } else { -1 },
            buffers: vec![known, Buffer::Numbers(self.ends), Buffer::Bytes(self.bytes)],
            children: Vec::new(),
            dictionary: None,
        }
    }
}

/// What a column holds.
#[derive(Clone, Debug)]
pub enum Holds {
    Flags,
    /// Words of a closed list.
    Words(Vec<String>),
    Days,
    Counts,
    Longs,
    Floats,
    Texts,
    Lists,
}

/// A column of an answer: its name and what it holds.
#[derive(Clone, Debug)]
pub struct Heading {
    pub name: String,
    pub holds: Holds,
}

impl Heading {
    pub fn new(name: impl Into<String>, holds: Holds) -> Heading {
        Heading { name: name.into(), holds }
    }

    pub fn growing(&self) -> Growing {
        let cells = match self.holds {
            Holds::Flags => Cells::Flags(Vec::new()),
            Holds::Words(_) => Cells::Coded(Vec::new()),
            Holds::Days | Holds::Counts => Cells::Numbers(Vec::new()),
            Holds::Longs => Cells::Longs(Vec::new()),
            Holds::Floats => Cells::Floats(Vec::new()),
            Holds::Texts => Cells::Texts(Texts::new()),
            Holds::Lists => Cells::Lists(vec![0], Texts::new()),
        };
        Growing { known: Vec::new(), rows: 0, cells }
    }

    pub fn field(&self) -> Field {
        let format = match self.holds {
            Holds::Flags => c"b",
            Holds::Words(_) | Holds::Counts => c"i",
            Holds::Days => c"tdD",
            Holds::Longs => c"l",
            Holds::Floats => c"g",
            Holds::Texts => c"u",
            Holds::Lists => c"+l",
        };
        let text = |name| Arc::new(field(name, c"u"));
        Field {
            dictionary: matches!(self.holds, Holds::Words(_)).then(|| text("")),
            children: matches!(self.holds, Holds::Lists)
                .then(|| text("item"))
                .into_iter()
                .collect(),
            ..field(&self.name, format)
        }
    }

    /// The words that codes are positions of.
    pub fn dictionary(&self) -> Option<Arc<Values>> {
        let Holds::Words(words) = &self.holds else { return None };
        let mut texts = Texts::new();
        words.iter().for_each(|word| texts.push(word));
        Some(Arc::new(texts.values(Buffer::Absent)))
    }
}

fn field(name: &str, format: &CStr) -> Field {
    Field {
        // A name with a zero byte in it cannot be handed on.
        name: CString::new(name).unwrap_or_default(),
        format: format.to_owned(),
        nullable: true,
        children: Vec::new(),
        dictionary: None,
    }
}

impl Growing {
    fn next(&mut self, is_known: bool) {
        put(&mut self.known, self.rows, is_known);
        self.rows = self.rows.saturating_add(1);
    }

    pub fn flag(&mut self, flag: Option<bool>) {
        if let Cells::Flags(values) = &mut self.cells {
            put(values, self.rows, flag == Some(true));
        }
        self.next(flag.is_some());
    }

    /// A day since 1970, a count, or the position of a word.
    pub fn number(&mut self, number: Option<i32>) {
        if let Cells::Coded(values) | Cells::Numbers(values) = &mut self.cells {
            values.push(number.unwrap_or(0));
        }
        self.next(number.is_some());
    }

    /// The position of a word.
    pub fn word(&mut self, position: Option<usize>) {
        self.number(position.and_then(|position| i32::try_from(position).ok()));
    }

    pub fn long(&mut self, number: Option<i64>) {
        if let Cells::Longs(values) = &mut self.cells {
            values.push(number.unwrap_or(0));
        }
        self.next(number.is_some());
    }

    pub fn float(&mut self, number: Option<f64>) {
        if let Cells::Floats(values) = &mut self.cells {
            values.push(number.unwrap_or(0.0));
        }
        self.next(number.is_some());
    }

    pub fn text(&mut self, text: Option<&str>) {
        if let Cells::Texts(texts) = &mut self.cells {
            texts.push(text.unwrap_or(""));
        }
        self.next(text.is_some());
    }

    pub fn list<'t>(&mut self, list: Option<impl IntoIterator<Item = &'t str>>) {
        let is_known = list.is_some();
        if let Cells::Lists(ends, texts) = &mut self.cells {
            list.into_iter().flatten().for_each(|text| texts.push(text));
            ends.push(i32::try_from(texts.ends.len().saturating_sub(1)).unwrap_or(i32::MAX));
        }
        self.next(is_known);
    }

    /// The column as it is handed out.
    pub fn values(self, dictionary: Option<Arc<Values>>) -> Values {
        let known = Buffer::Words(self.known);
        let (second, children) = match self.cells {
            Cells::Flags(values) => (Buffer::Words(values), Vec::new()),
            Cells::Coded(values) | Cells::Numbers(values) => (Buffer::Numbers(values), Vec::new()),
            Cells::Longs(values) => (Buffer::Longs(values), Vec::new()),
            Cells::Floats(values) => (Buffer::Floats(values), Vec::new()),
            Cells::Texts(texts) => return texts.values(known),
            Cells::Lists(ends, texts) => {
                (Buffer::Numbers(ends), vec![Arc::new(texts.values(Buffer::Absent))])
            }
        };
        Values {
            length: self.rows,
            null_count: -1,
            buffers: vec![known, second],
            children,
            dictionary,
        }
    }
}

fn put(words: &mut Vec<u64>, row: usize, holds: bool) {
    if row & 63 == 0 {
        words.push(0);
    }
    if let Some(word) = words.last_mut() {
        *word |= u64::from(holds) << (row & 63);
    }
}
