//! JSON as it was written: a tree that keeps duplicate keys, so that they can be reported.

mod canonical;
mod reader;

pub(crate) use canonical::canonical;
pub(crate) use reader::{Object, Problems, escape};

use crate::error::Error;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// The largest text that is read, in bytes.
pub(crate) const LONGEST_TEXT: usize = 16 * 1024 * 1024;

/// A JSON value; numbers are whole or marked as not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Int(i64),
    /// A number that is not whole, or too large to be held exactly.
    NotWhole,
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text, refusing what is too long, not JSON, or too deep.
    pub(crate) fn parse(text: &str) -> Result<Json, Error> {
        check_length(text)?;
        serde_json::from_str(text).map_err(|error| syntax_error(&error))
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

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

/// The largest whole number that every language's JSON reader holds exactly.
const LARGEST: i64 = 9_007_199_254_740_991;

fn whole(value: i64) -> Json {
    let exact = (-LARGEST..=LARGEST).contains(&value);
    if exact { Json::Int(value) } else { Json::NotWhole }
}

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(i64::try_from(value).map_or(Json::NotWhole, whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json, E> {
        Ok(Json::NotWhole)
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Json::Object(object))
    }
}
