//! Building the tree of a JSON text.

use super::{Json, Key};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;

impl<'de: 't, 't> Deserialize<'de> for Json<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json<'t>, D::Error> {
        Tree(&mut Waiting::default()).deserialize(deserializer)
    }
}

/// The parts of all lists and objects that are still open, the innermost last. How many parts there
/// are is known when it ends, so that each list and object is allocated once.
#[derive(Default)]
struct Waiting<'t> {
    items: Vec<Json<'t>>,
    entries: Vec<(Cow<'t, str>, Json<'t>)>,
}

struct Tree<'w, 't>(&'w mut Waiting<'t>);

impl<'de> DeserializeSeed<'de> for Tree<'_, 'de> {
    type Value = Json<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The largest whole number that every language's JSON reader holds exactly.
const LARGEST: i64 = 9_007_199_254_740_991;

fn whole(value: i64) -> Json<'static> {
    let exact = (-LARGEST..=LARGEST).contains(&value);
    if exact { Json::Int(value) } else { Json::NotWhole }
}

impl<'de> Visitor<'de> for Tree<'_, 'de> {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(i64::try_from(value).map_or(Json::NotWhole, whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json<'de>, E> {
        Ok(Json::NotWhole)
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json<'de>, A::Error> {
        let Tree(waiting) = self;
        let start = waiting.items.len();
        while let Some(item) = items.next_element_seed(Tree(waiting))? {
            waiting.items.push(item);
        }
        Ok(Json::List(waiting.items.drain(start..).collect()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
        let Tree(waiting) = self;
        let start = waiting.entries.len();
        while let Some(Key(key)) = entries.next_key()? {
            let value = entries.next_value_seed(Tree(waiting))?;
            waiting.entries.push((key, value));
        }
        Ok(Json::Object(waiting.entries.drain(start..).collect()))
    }
}
