//! What `calendar/read.rs` takes for a table of working days, and `calendar/period.rs` for a count.
#![expect(dead_code, reason = "described, never built")]

use super::described;
use super::text::{Day, WordId, Words, one};
use crate::calendar::{Counting, HolidayKind, PeriodUnit};
use schemars::{JsonSchema, Schema, json_schema};

described! {
    /// A table of working days between two days: which days are weekends and which are holidays.
    ///
    /// What every key means stands in `core/calendars/README.md`. Holidays outside the table, on
    /// its weekends or out of order are found only when it is read.
    #[schemars(title = "A calendar")]
    Calendar {
        /// The version of the format.
        #[schemars(schema_with = "one")]
        format: u8,
        /// Its name.
        calendar: WordId,
        /// What a person would call it.
        title: Words,
        /// The first day that it covers.
        from: Day,
        /// The first day that it no longer covers.
        until: Day,
        /// The day somebody last compared it with its sources.
        checked_on: Day,
        /// The days of the week on which nobody works.
        weekend: Vec<Weekday>,
        /// The holidays, earliest first; none of them on a weekend.
        holidays: Vec<Holiday>,
    } may {
        /// The first day for which nothing had been proclaimed yet.
        proclaimed_until: Day,
        /// Where it comes from.
        sources: Vec<TableSource>,
    }
}

/// A day of the week.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

described! {
    /// A day on which nobody has to work although it is no weekend.
    Holiday {
        /// The day.
        day: Day,
        /// Its name.
        name: Words,
        /// How it comes to lie there.
        kind: HolidayKind,
    }
}

described! {
    /// A document that a table comes from.
    TableSource {
        /// Its id.
        id: Words,
        /// The document's own title.
        title: Words,
        /// Who published it.
        publisher: Words,
    } may {
        /// When.
        date: Words,
        /// Where it can be read.
        link: Words,
    }
}

described! {
    /// So many of a unit.
    #[schemars(transform = with_a_number_or_at_once)]
    Counted {
        /// The unit.
        unit: PeriodUnit,
    } may {
        /// How many; absent for `as-soon-as-possible`.
        #[schemars(range(min = 1, max = 10_000))]
        n: u16,
        /// After it or before it; `after` when absent.
        direction: ClockDirection,
        /// Which days count; `exclusive` when absent.
        counting: Counting,
    }
}

/// Whether something is due after an event or before it.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum ClockDirection {
    /// After it.
    After,
    /// Before it.
    Before,
}

/// What has a number has a date; what comes at once has neither.
fn with_a_number_or_at_once(schema: &mut Schema) {
    let rule = json_schema!({
        "if": { "properties": { "unit": { "const": "as-soon-as-possible" } } },
        "then": { "properties": { "n": false } },
        "else": { "required": ["n"] }
    });
    for key in ["if", "then", "else"] {
        if let Some(part) = rule.get(key) {
            schema.insert(key.to_owned(), part.clone());
        }
    }
}
