//! Reads a table of working days from text, reporting everything that is wrong with it.

use super::{Calendar, Holiday, HolidayKind};
use crate::date::Day;
use crate::error::Error;
use crate::ids::is_word_id;
use crate::json::{Json, Object, Place, Problems, digest};
use std::collections::BTreeSet;

/// The longest table, in days: what positions of 16 bits can tell apart.
const LONGEST: u32 = 65_000;

const WEEKDAYS: [(&str, u8); 7] = [
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
    ("sunday", 6),
];

impl Calendar {
    /// Reads a table, as `core/calendars/README.md` describes it, and checks it in full.
    ///
    /// # Errors
    ///
    /// Every problem together: what is not JSON, unknown keys, days outside the table, on its
    /// weekends, or out of order.
    pub fn read(text: &str) -> Result<Calendar, Error> {
        let value = Json::parse(text)?;
        let problems = Problems::default();
        let read = Object::of(&value, Place::At(""), &problems).and_then(|object| {
            let read = read_table(&object);
            object.finish();
            read
        });
        match (Error::from_problems(problems.into_vec()), read) {
            (Some(error), _) => Err(error),
            (None, Some(table)) => Ok(table.laid_out(digest(&value))),
            (None, None) => Err(Error::new("json.kind", "", "a calendar is an object")),
        }
    }
}

struct Table {
    name: String,
    title: String,
    from: Day,
    until: Day,
    proclaimed_until: Option<Day>,
    weekend: BTreeSet<u8>,
    holidays: Vec<Holiday>,
}

fn read_table(object: &Object<'_, '_>) -> Option<Table> {
    let problems = object.problems;
    object.require("format").and_then(|format| object.whole("format", format, 1, 1));
    let name = object.text("calendar").map(str::to_owned);
    if name.as_deref().is_some_and(|name| !is_word_id(name)) {
        let message = "this is no name of a calendar; expected lower case words joined by `-`";
        problems.add("calendar.bad-name", object.place("calendar"), message);
    }
    let title = object.text("title").map(str::to_owned);
    object.day("checked_on");
    let from = object.day("from");
    let until = object.day("until");
    let proclaimed_until = object.optional_day("proclaimed_until");
    let weekend = read_weekend(object);
    read_sources(object);
    object.require("holidays");
    let holidays = read_holidays(object);
    let (from, until) = (from?, until?);
    let length = until.number().saturating_sub(from.number());
    if length == 0 || length > LONGEST {
        let message = format!(
            "`until` is the first day that the table no longer covers; it lies after `from`, by at \
             most {LONGEST} days"
        );
        problems.add("calendar.bad-interval", object.place("until"), message);
        return None;
    }
    check(&holidays, from, until, &weekend, problems);
    let holidays = holidays.into_iter().map(|(_, holiday)| holiday).collect();
    Some(Table { name: name?, title: title?, from, until, proclaimed_until, weekend, holidays })
}

fn read_weekend(object: &Object<'_, '_>) -> BTreeSet<u8> {
    object.require("weekend");
    let mut found = BTreeSet::new();
    for (word, index) in object.texts("weekend").into_iter().zip(0_u32..) {
        match WEEKDAYS.iter().find(|(known, _)| *known == word) {
            Some((_, day)) => {
                found.insert(*day);
            }
            None => {
                let message = "expected a day of the week, such as saturday";
                let at = format!("{}/{index}", object.place("weekend"));
                object.problems.add("json.unknown-word", at, message);
            }
        }
    }
    if found.len() == 7 {
        let message = "with every day on the weekend there is no working day; leave one out";
        object.problems.add("calendar.no-working-day", object.place("weekend"), message);
    }
    found
}

/// Where the table comes from; kept in its text and digest only.
fn read_sources(object: &Object<'_, '_>) {
    for (at, value) in object.list("sources") {
        let Some(source) = Object::of(value, at, object.problems) else { continue };
        for key in ["id", "title", "publisher"] {
            source.text(key);
        }
        source.optional_text("date");
        source.optional_text("link");
        source.finish();
    }
}

fn read_holidays(object: &Object<'_, '_>) -> Vec<(String, Holiday)> {
    let mut found = Vec::new();
    for (at, value) in object.list("holidays") {
        let Some(entry) = Object::of(value, at, object.problems) else { continue };
        let day = entry.day("day");
        let name = entry.text("name").map(str::to_owned);
        let kind = entry.word("kind", HolidayKind::WORDS);
        entry.finish();
        if let (Some(day), Some(name), Some(kind)) = (day, name, kind) {
            found.push((at.to_string(), Holiday { day, name, kind }));
        }
    }
    found
}

/// Holidays lie inside the table, on no weekend, each after the one before.
fn check(
    holidays: &[(String, Holiday)],
    from: Day,
    until: Day,
    weekend: &BTreeSet<u8>,
    problems: &Problems,
) {
    let mut before: Option<Day> = None;
    for (at, holiday) in holidays {
        let day = holiday.day;
        let report = |code, message: String| problems.add(code, format!("{at}/day"), message);
        if day < from || day >= until {
            report(
                "calendar.outside",
                format!("{day} lies outside the table; leave it out, or give the table other ends"),
            );
        }
        if weekend.contains(&day.weekday()) {
            report(
                "calendar.on-weekend",
                format!("{day} lies on the weekend; name the day on which nobody works instead"),
            );
        }
        if before.is_some_and(|before| day <= before) {
            report(
                "calendar.out-of-order",
                format!(
                    "{day} stands after a later day, or twice; keep the holidays in their order"
                ),
            );
        }
        before = Some(day);
    }
}

impl Table {
    /// The tables that make counting a look-up.
    fn laid_out(self, digest: String) -> Calendar {
        let first = self.from.number();
        let length = self.until.number().saturating_sub(first);
        let holidays: BTreeSet<u32> =
            crate::order::set_of(self.holidays.iter().map(|holiday| holiday.day.number()));
        let mut before = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
        let mut working = Vec::new();
        for (day, index) in (first..).zip(0_u16..).take(usize::try_from(length).unwrap_or(0)) {
            // INVARIANT: a table has at most 65,000 days.
            before.push(u16::try_from(working.len()).unwrap_or(u16::MAX));
            let weekday = u8::try_from(day % 7).unwrap_or(0);
            if !self.weekend.contains(&weekday) && !holidays.contains(&day) {
                working.push(index);
            }
        }
        before.push(u16::try_from(working.len()).unwrap_or(u16::MAX));
        Calendar {
            name: self.name,
            title: self.title,
            digest,
            from: self.from,
            until: self.until,
            proclaimed_until: self.proclaimed_until,
            holidays: self.holidays,
            first,
            before,
            working,
        }
    }
}
