//! Python values as the core's JSON, without a text in between.
//!
//! A value is read twice: first everything that is used is held on to, so that nobody can take it
//! away while Python runs; then the texts are borrowed from what is held.

use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};
use safeguarding_rules::{Error, Json, wire};
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// As deep as a text may be nested; deeper is refused before it is followed.
const DEEPEST: usize = 127;

/// The whole numbers that every language's JSON reader holds exactly, as in a text.
const LARGEST: RangeInclusive<i64> = -9_007_199_254_740_991..=9_007_199_254_740_991;

/// Where a value stands, for messages.
enum Place<'p> {
    Top,
    Key(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, usize),
}

impl Place<'_> {
    fn pointer(&self) -> String {
        match self {
            Place::Top => String::new(),
            Place::Key(above, key) => {
                let key: String = key.chars().take(120).collect();
                format!("{}/{}", above.pointer(), key.replace('~', "~0").replace('/', "~1"))
            }
            Place::Index(above, index) => format!("{}/{index}", above.pointer()),
        }
    }
}

/// A value that is held on to.
pub(crate) enum Held<'py> {
    /// One without others in it, to be read by [`single`].
    Single(Bound<'py, PyAny>),
    List(Vec<Held<'py>>),
    /// The entries, and beside them, in their order, what is held of those that are not single.
    Object(Vec<(Bound<'py, PyAny>, Bound<'py, PyAny>)>, Vec<Held<'py>>),
}

/// What can go wrong: something of Python's own, or what the core would refuse.
pub(crate) enum Unread {
    Python(PyErr),
    Refused(Error),
}

impl From<PyErr> for Unread {
    fn from(error: PyErr) -> Unread {
        Unread::Python(error)
    }
}

impl From<Error> for Unread {
    fn from(error: Error) -> Unread {
        Unread::Refused(error)
    }
}

/// Reads a value; `plain` makes of anything unusual (a date, a number of another library) something
/// usual, or gives `NotImplemented`.
pub(crate) fn hold<'py>(
    value: &Bound<'py, PyAny>,
    plain: &Bound<'py, PyAny>,
) -> Result<Held<'py>, Unread> {
    Holder { plain }.hold(value, &Place::Top, 0)
}

struct Holder<'h, 'py> {
    plain: &'h Bound<'py, PyAny>,
}

impl<'py> Holder<'_, 'py> {
    fn hold(
        &self,
        value: &Bound<'py, PyAny>,
        at: &Place<'_>,
        depth: usize,
    ) -> Result<Held<'py>, Unread> {
        match self.usual(value, at, depth)? {
            Some(held) => Ok(held),
            None => {
                let plain = self.plain.call1((value,))?;
                let held = self.usual(&plain, at, depth)?;
                held.ok_or_else(|| {
                    let kind = kind(value);
                    let message = format!("expected what JSON can hold, or a date; found {kind}");
                    Error::new("json.kind", at.pointer(), message).into()
                })
            }
        }
    }

    /// `None`: not one of the types that are read here.
    fn usual(
        &self,
        value: &Bound<'py, PyAny>,
        at: &Place<'_>,
        depth: usize,
    ) -> Result<Option<Held<'py>>, Unread> {
        if is_single(value) {
            return Ok(Some(Held::Single(value.clone())));
        }
        if let Ok(entries) = value.cast_exact::<PyDict>() {
            return self.object(entries, at, deeper(depth)?).map(Some);
        }
        if let Ok(items) = value.cast_exact::<PyList>() {
            return self.list(items.iter(), at, deeper(depth)?).map(Some);
        }
        if let Ok(items) = value.cast_exact::<PyTuple>() {
            return self.list(items.iter(), at, deeper(depth)?).map(Some);
        }
        Ok(None)
    }

    fn list(
        &self,
        items: impl Iterator<Item = Bound<'py, PyAny>>,
        at: &Place<'_>,
        depth: usize,
    ) -> Result<Held<'py>, Unread> {
        let held = items
            .enumerate()
            .map(|(index, item)| self.hold(&item, &Place::Index(at, index), depth));
        held.collect::<Result<_, _>>().map(Held::List)
    }

    fn object(
        &self,
        entries: &Bound<'py, PyDict>,
        at: &Place<'_>,
        depth: usize,
    ) -> Result<Held<'py>, Unread> {
        let entries = taken(entries);
        let mut held = Vec::new();
        for (key, value) in &entries {
            let Ok(key) = key.cast::<PyString>() else {
                let message = "a key of an object is a text, and one here is none";
                return Err(Error::new("json.kind", at.pointer(), message).into());
            };
            if !is_single(value) {
                held.push(self.hold(value, &Place::Key(at, text(key)?), depth)?);
            }
        }
        Ok(Held::Object(entries, held))
    }
}

/// Whether a value has no others in it, and is of the most frequent types.
fn is_single(value: &Bound<'_, PyAny>) -> bool {
    value.is_exact_instance_of::<PyBool>()
        || value.is_none()
        || value.is_exact_instance_of::<PyString>()
        || value.is_exact_instance_of::<PyInt>()
        || value.is_exact_instance_of::<PyFloat>()
}

/// Such a value as the core has it. What is not a number (`nan`) is how tables write that nothing is
/// known. `None` for any other.
pub(crate) fn single<'v>(value: &'v Bound<'_, PyAny>) -> Result<Option<Json<'v>>, Unread> {
    if let Ok(yes) = value.cast_exact::<PyBool>() {
        return Ok(Some(Json::Bool(yes.is_true())));
    }
    if value.is_none() {
        return Ok(Some(Json::Null));
    }
    if let Ok(given) = value.cast_exact::<PyString>() {
        return Ok(Some(Json::Text(Cow::Borrowed(text(given)?))));
    }
    if value.is_exact_instance_of::<PyInt>() {
        let whole = value.extract().ok().filter(|number| LARGEST.contains(number));
        return Ok(Some(whole.map_or(Json::NotWhole, Json::Int)));
    }
    let number = value.cast_exact::<PyFloat>().ok();
    Ok(number.map(|number| if number.value().is_nan() { Json::Null } else { Json::NotWhole }))
}

/// All entries at once, since reading one may run Python that changes the dict.
fn taken<'py>(entries: &Bound<'py, PyDict>) -> Vec<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    entries.iter().collect()
}

fn deeper(depth: usize) -> Result<usize, Unread> {
    if depth < DEEPEST {
        return Ok(depth + 1);
    }
    let message = format!("the request is nested too deep; at most {DEEPEST} levels are read");
    Err(Error::new("json.too-deep", "", message).into())
}

/// The name of a value's type, as Python has it.
fn kind(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string())
}

/// A text, which must be writable as UTF-8.
pub(crate) fn text<'t>(given: &'t Bound<'_, PyString>) -> Result<&'t str, Unread> {
    given.to_str().or_else(|unwritable| {
        // Half of a surrogate pair, which UTF-8 cannot hold: `core` says so of the bytes.
        let bytes = given.call_method1("encode", ("utf-8", "surrogatepass"))?;
        let bytes = bytes.cast::<PyBytes>().map_err(PyErr::from)?;
        match wire::utf8(bytes.as_bytes()) {
            Err(error) => Err(error.into()),
            Ok(_) => Err(unwritable.into()),
        }
    })
}

impl<'py> Held<'py> {
    /// The same as the core has it, its texts borrowed.
    pub(crate) fn json(&self) -> Result<Json<'_>, Unread> {
        Ok(match self {
            Held::Single(value) => single(value)?.unwrap_or(Json::Null),
            Held::List(items) => {
                Json::List(items.iter().map(Held::json).collect::<Result<_, _>>()?)
            }
            Held::Object(entries, held) => {
                let (mut read, mut held) = (Vec::with_capacity(entries.len()), held.iter());
                for (key, value) in entries {
                    let value = match single(value)? {
                        Some(value) => value,
                        None => held.next().map_or(Ok(Json::Null), Held::json)?,
                    };
                    let key = key.cast::<PyString>().map_err(PyErr::from)?;
                    read.push((Cow::Borrowed(text(key)?), value));
                }
                Json::Object(read)
            }
        })
    }
}
