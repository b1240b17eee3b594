//! JSON Schemas (2020-12) of packs, calendars, requests and answers; development only (feature `schema`).
//!
//! Packs, calendars and requests are read by hand, so that every problem of a text is reported with its place.
//! The types here are never built: they say once more, as data, what the readers take.
//! `tests/schemas.py` holds the two against each other.

mod audits;
mod audits_asked;
mod audits_rated;
mod authority_answers;
mod calendar;
mod condition;
mod meeting_answers;
mod membership;
mod membership_answers;
mod membership_asked;
mod membership_authority;
mod membership_form;
mod pack;
mod proving_asked;
mod request;
mod response;
mod reviews;
mod rule;
mod structure_answers;
mod text;

pub(crate) use calendar::Counted;
pub(crate) use condition::{Condition, Test};
pub(crate) use proving_asked::MutantListed;
pub(crate) use response::{
    answer_word, belongs_to, comparison_word, coverage_word, mutation_word, part_word, proof_word,
    why_not_word,
};
pub(crate) use text::{Day, SettingValue};

use schemars::generate::SchemaSettings;
use schemars::transform::transform_subschemas;
use schemars::{JsonSchema, Schema};
use serde_json::Value;
use std::collections::BTreeMap;

/// Describes an object: the keys that must be there, then those that may be left out.
macro_rules! described {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$must:meta])* $required:ident: $kind:ty,)*
    } $(may {
        $($(#[$can:meta])* $optional:ident: $other:ty,)*
    })?) => {
        #[derive(schemars::JsonSchema)]
        $(#[$meta])*
        pub(crate) struct $name {
            $($(#[$must])* $required: $kind,)*
            $($(
                $(#[$can])*
                #[schemars(skip_serializing_if = "Option::is_none")]
                $optional: Option<$other>,
            )*)?
        }
    };
}
use described;

/// The names of the files in `core/schemas` and what belongs into them.
///
/// ```
/// let [(name, pack), ..] = safeguarding_rules::schema::files();
/// assert_eq!(name, "pack.json");
/// assert!(pack.contains("https://json-schema.org/draft/2020-12/schema"));
/// ```
#[must_use]
pub fn files() -> [(&'static str, String); 4] {
    let read = SchemaSettings::draft2020_12();
    let written = SchemaSettings::draft2020_12().for_serialize();
    [
        ("pack.json", text_of::<pack::Document>(read.clone())),
        ("calendar.json", text_of::<calendar::Calendar>(read.clone())),
        ("request.json", text_of::<request::Request>(read)),
        ("response.json", text_of::<response::Response>(written)),
    ]
}

fn text_of<T: JsonSchema>(settings: SchemaSettings) -> String {
    let generator = settings.with_transform(as_read).into_generator();
    let schema = sorted(generator.into_root_schema_for::<T>().to_value());
    // INVARIANT: a tree of JSON always serializes.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// What holds everywhere: no keys but those named, and a key that has no value is left out.
fn as_read(schema: &mut Schema) {
    transform_subschemas(&mut as_read, schema);
    if let Some(Value::String(words)) = schema.get_mut("description") {
        // Lines are broken for readers of the source; paragraphs stay.
        let paragraphs: Vec<String> =
            words.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect();
        *words = paragraphs.join("\n\n");
    }
    // The widths of Rust's numbers are nobody's business; the bounds stay.
    if schema.get("format").and_then(Value::as_str).is_some_and(|format| format.contains("int")) {
        schema.remove("format");
    }
    let is_object = schema.get("type").and_then(Value::as_str) == Some("object");
    let required = schema.get("required").cloned().unwrap_or_default();
    let Some(Value::Object(properties)) = schema.get_mut("properties") else { return };
    for (key, property) in properties {
        let is_required =
            required.as_array().is_some_and(|keys| keys.iter().any(|required| required == key));
        if !is_required {
            without_null(property);
        }
    }
    if is_object {
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
}

/// Takes `null` out of what a key may hold.
fn without_null(property: &mut Value) {
    let Value::Object(property) = property else { return };
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            property.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(words)) = property.get_mut("enum") {
        words.retain(|word| !word.is_null());
    }
    if let Some(Value::Array(forms)) = property.get_mut("anyOf") {
        forms.retain(|form| form.get("type").is_none_or(|kind| kind != "null"));
        if let [Value::Object(only)] = forms.as_slice() {
            let only = only.clone();
            property.remove("anyOf");
            property.extend(only);
        }
    }
}

/// The same with the keys of every object in order, whatever the other features of the build.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(entries) => {
            let entries: BTreeMap<String, Value> = entries.into_iter().collect();
            entries.into_iter().map(|(key, value)| (key, sorted(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}
