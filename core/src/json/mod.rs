//! JSON as it was written: a tree that keeps duplicate keys, so that they can be reported.

mod asked;
mod canonical;
mod place;
mod reader;
mod tree;
mod writer;

pub(crate) use canonical::{canonical, digest};
pub(crate) use place::Place;
pub(crate) use reader::{Object, Problems, escape};
pub(crate) use writer::{Unwritable, Writer};

use crate::error::Error;
use serde::de::{Deserialize, Deserializer, Visitor};
use std::borrow::Cow;

/// The largest text that is read, in bytes.
pub(crate) const LONGEST_TEXT: usize = 16 * 1024 * 1024;

/// A JSON value, its texts borrowed where they can be; numbers are whole or marked as not.
///
/// What another language has as values of its own is given as this, instead of as text.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number that is not whole, or too large to be held exactly.
    NotWhole,
    /// A text.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Json<'t>>),
    /// An object, its keys in the order in which they were given.
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

impl<'t> Json<'t> {
    /// Reads a text, refusing what is too long, not JSON, or too deep.
    pub(crate) fn parse(text: &'t str) -> Result<Json<'t>, Error> {
        check_length(text)?;
        serde_json::from_str(text).map_err(|error| syntax_error(&error))
    }

    /// How many lists and objects lie within each other, at most.
    pub(crate) fn depth(&self) -> usize {
        let is_open = |value: &&Json<'_>| matches!(value, Json::List(_) | Json::Object(_));
        let deepest = match self {
            Json::List(items) => items.iter().filter(is_open).map(Json::depth).max(),
            Json::Object(entries) => {
                entries.iter().map(|(_, value)| value).filter(is_open).map(Json::depth).max()
            }
            _ => return 0,
        };
        deepest.unwrap_or(0).saturating_add(1)
    }

    /// The word for this kind of value in messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Int(_) => "a whole number",
            Json::NotWhole => "a number that is not whole",
            Json::Text(_) => "a text",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }
}

/// Takes bytes as text, saying how many were well-formed when they are none.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Error> {
    std::str::from_utf8(bytes).map_err(|error| {
        let message = format!(
            "the text is not UTF-8 after {} bytes; save it as UTF-8 and send it again",
            error.valid_up_to()
        );
        Error::new("json.not-utf8", "", message)
    })
}

/// How many lists and objects lie within each other in a text, at most.
const DEEPEST: usize = 127;

/// Refuses a value that is nested deeper than any text that is read.
pub(crate) fn check_depth(value: &Json<'_>) -> Result<(), Error> {
    if value.depth() <= DEEPEST {
        return Ok(());
    }
    let message = format!("the request is nested too deep; at most {DEEPEST} levels are read");
    Err(Error::new("json.too-deep", "", message))
}

/// Refuses a text that is longer than anything this library reads.
pub(crate) fn check_length(text: &str) -> Result<(), Error> {
    if text.len() <= LONGEST_TEXT {
        return Ok(());
    }
    let message = format!(
        "the text has {} bytes, and at most {LONGEST_TEXT} are read; send less at a time",
        text.len()
    );
    Err(Error::new("json.too-long", "", message))
}

/// The error for a text that is not JSON: where it stops being JSON, and no word of it.
pub(crate) fn syntax_error(error: &serde_json::Error) -> Error {
    let place = format!("line {}, column {}", error.line(), error.column());
    let words = error.to_string();
    if words.starts_with("recursion limit exceeded") {
        let message =
            format!("the text is nested too deep at {place}; at most 127 levels are read");
        return Error::new("json.too-deep", "", message);
    }
    if error.is_eof() {
        let message = format!("the text ends before its JSON does, at {place}");
        return Error::new("json.syntax", "", message);
    }
    Error::new("json.syntax", "", format!("the text is not JSON at {place}"))
}

/// A key, borrowed where it is written without escapes.
pub(crate) struct Key<'t>(pub Cow<'t, str>);

impl<'de: 't, 't> Deserialize<'de> for Key<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key<'t>, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}
