//! Questions about working days alone: one deadline, and two tables compared.

use super::answers::read_date;
use super::reviews::calendar_of;
use super::to_text;
use crate::calendar::{Deadline, Given, Holiday, NOT_PROCLAIMED, Period};
use crate::case::Answer;
use crate::date::{Day, PartialDate};
use crate::decision::{CalendarNamed, Days};
use crate::error::Error;
use crate::json::{Json, Object, Place, Problems};
use serde::Serialize;
use std::collections::HashSet;

/// When something is due.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct DeadlineAnswer<'k> {
    /// `deadline`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "deadline")))]
    answer: &'static str,
    /// The safe day; absent where it is no date but an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
    earliest: Option<Day>,
    /// The last day that it can be.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
    latest: Option<Day>,
    /// The table of working days.
    calendar: CalendarNamed<'k>,
    /// Notices of the table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<&'static str>,
}

pub(super) fn deadline(request: &Json<'_>) -> Result<String, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let from = date(&object, "from");
        let period = Period::read(&object);
        let calendar = calendar_of(&object, "calendar");
        object.finish();
        Some((from?, period?, calendar?))
    });
    let (from, period, calendar) = problems.finish(read)?;
    let table = calendar.table();
    let deadline = table.deadline(from, &period)?;
    let is_forecast = deadline.is_some_and(|due| table.is_forecast(from, &period, &due));
    to_text(&DeadlineAnswer {
        answer: "deadline",
        earliest: deadline.map(|deadline| deadline.earliest),
        latest: deadline.map(|deadline| deadline.latest),
        calendar: CalendarNamed::of(table),
        notices: is_forecast.then_some(NOT_PROCLAIMED).into_iter().collect(),
    })
}

/// What changes from one table to another.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct CalendarsCompared<'k> {
    /// `compare-calendars`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "compare-calendars")))]
    answer: &'static str,
    /// The deadlines that move, in the order given.
    moved: Vec<MovedDeadline<'k>>,
    /// The deadlines that lie outside both tables, or in no year that can be written.
    outside: Vec<&'k str>,
    /// The holidays that the new table alone has, on days that both cover.
    added: Vec<NamedHoliday<'k>>,
    /// The holidays that the old table alone has, on days that both cover.
    removed: Vec<NamedHoliday<'k>>,
    /// The old table.
    old: CalendarNamed<'k>,
    /// The new one.
    new: CalendarNamed<'k>,
}

/// A deadline that moves.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct MovedDeadline<'k> {
    /// What it is called.
    id: &'k str,
    /// By the old table; `null` where it lies outside that.
    was: Option<Days>,
    /// By the new one.
    now: Option<Days>,
}

/// A holiday.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct NamedHoliday<'k> {
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    day: Day,
    /// Its name.
    name: &'k str,
}

pub(super) fn compare_calendars(request: &Json<'_>) -> Result<String, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        object.require("old");
        object.require("new");
        let old = calendar_of(&object, "old");
        let new = calendar_of(&object, "new");
        let mut seen = HashSet::new();
        let deadlines = object.list("deadlines").filter_map(|(at, value)| {
            let entry = Object::of(value, at, &problems)?;
            let id = entry.text("id").map(str::to_owned);
            if id.as_ref().is_some_and(|id| !seen.insert(id.clone())) {
                let message = "an earlier deadline has the same id; give each one of its own";
                problems.add("request.duplicate-id", entry.place("id"), message);
            }
            let from = date(&entry, "from");
            let period = Period::read(&entry);
            entry.finish();
            Some(Given { id: id?, from: from?, period: period? })
        });
        let deadlines: Vec<Given> = deadlines.collect();
        object.finish();
        Some((old?, new?, deadlines))
    });
    let (old, new, deadlines) = problems.finish(read)?;
    let (old, new) = (old.table(), new.table());
    let compared = old.compare(new, &deadlines);
    let days = |deadline: &Deadline| Days { earliest: deadline.earliest, latest: deadline.latest };
    let moved = compared.moved.iter().map(|moved| MovedDeadline {
        id: &moved.id,
        was: moved.was.as_ref().map(days),
        now: moved.now.as_ref().map(days),
    });
    to_text(&CalendarsCompared {
        answer: "compare-calendars",
        moved: moved.collect(),
        outside: compared.outside.iter().map(String::as_str).collect(),
        added: compared.added.iter().map(|holiday| NamedHoliday::of(holiday)).collect(),
        removed: compared.removed.iter().map(|holiday| NamedHoliday::of(holiday)).collect(),
        old: CalendarNamed::of(old),
        new: CalendarNamed::of(new),
    })
}

impl NamedHoliday<'_> {
    fn of(holiday: &Holiday) -> NamedHoliday<'_> {
        NamedHoliday { day: holiday.day, name: &holiday.name }
    }
}

/// A date in every form that a fact takes.
fn date(object: &Object<'_, '_>, key: &'static str) -> Option<PartialDate> {
    let value = object.require(key)?;
    let read = match value {
        Json::Text(text) => PartialDate::parse(text),
        Json::Object(_) => {
            let inner = Object::of(value, object.place(key), object.problems)?;
            let read = read_date(key, false, &inner);
            inner.finish();
            match read {
                Ok(Answer::Date(date)) => Some(date),
                Err(problem) if problem.code == "case.bad-range" => {
                    object.problems.add(problem.code, object.place(key), problem.message);
                    return None;
                }
                _ => None,
            }
        }
        other => {
            object.wrong(key, "a date", other);
            return None;
        }
    };
    if read.is_none() {
        let message =
            format!("`{key}` is no date of the calendar; expected YYYY-MM-DD, YYYY-MM or YYYY");
        object.problems.add("json.not-a-day", object.place(key), message);
    }
    read
}
