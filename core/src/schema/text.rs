//! The texts and numbers that packs, calendars and requests are made of.
#![expect(dead_code, reason = "described, never built")]

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// Words for a person: at least one character that is no white space.
#[derive(JsonSchema)]
pub(crate) struct Words(#[schemars(regex(pattern = r"\S"))] String);

/// A name in a list; not empty.
#[derive(JsonSchema)]
pub(crate) struct Name(#[schemars(length(min = 1))] String);

/// Lower case words joined by `-`.
#[derive(JsonSchema)]
pub(crate) struct WordId(
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 120))] String,
);

/// Lower case words joined by `_`, beginning with a letter.
#[derive(JsonSchema)]
pub(crate) struct FactId(
    #[schemars(regex(pattern = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"), length(max = 120))] String,
);

/// Parts joined by `.`, each of lower case words joined by `-`.
#[derive(JsonSchema)]
pub(crate) struct RuleId(
    #[schemars(
        regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$"),
        length(max = 120)
    )]
    String,
);

/// A day of the calendar, written `YYYY-MM-DD`.
#[derive(JsonSchema)]
#[schemars(extend("format" = "date"))]
pub(crate) struct Day(
    #[schemars(regex(pattern = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"))] String,
);

/// A month or a year, written `YYYY-MM` or `YYYY`.
#[derive(JsonSchema)]
pub(crate) struct MonthOrYear(
    #[schemars(regex(
        pattern = r"^([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])(-(0[1-9]|1[0-2]))?$"
    ))]
    String,
);

/// A date as far as it is known: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum PartialDate {
    Day(Day),
    MonthOrYear(MonthOrYear),
}

/// A whole number that a pack may name.
#[derive(JsonSchema)]
pub(crate) struct Count(#[schemars(range(max = 10_000))] u16);

/// A whole number that an answer or a setting may have.
#[derive(JsonSchema)]
pub(crate) struct Whole(#[schemars(range(max = 4_294_967_295_u32))] u32);

/// The value of a setting: a whole number, a day or the id of an event.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum SettingValue {
    Count(Whole),
    Day(Day),
    Event(WordId),
}

/// The number of a level.
#[derive(JsonSchema)]
pub(crate) struct LevelNumber(#[schemars(range(min = 1, max = 20))] u8);

/// The number 1.
pub(crate) fn one(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": 1 })
}

/// Nothing but `true`.
pub(crate) fn yes(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": true })
}

/// Nothing but `false`.
#[derive(JsonSchema)]
#[schemars(inline, extend("const" = false))]
pub(crate) struct No(bool);
