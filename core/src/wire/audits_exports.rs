//! An answer about audits as a calendar or as a picture.

use super::to_text;
use crate::audits::AuditDecision;
use crate::date::Day;
use crate::decision::{CalendarNamed, EditionNamed, OpenSetting};
use crate::error::{Error, Problem};
use serde::Serialize;

/// Everything of audits that has a due day, as a calendar.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct AuditsCalendar<'k> {
    /// `audits-calendar`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "audits-calendar")))]
    answer: &'static str,
    /// The iCalendar object.
    text: String,
    /// How many events stand in it.
    events: usize,
    /// What was asked and what it rests on.
    #[serde(flatten)]
    rests: Rests<'k>,
}

/// The years of audits as a picture.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct AuditsTimeline<'k> {
    /// `audits-timeline`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "audits-timeline")))]
    answer: &'static str,
    /// The picture, in SVG.
    svg: String,
    /// What it shows.
    title: String,
    /// What was asked and what it rests on.
    #[serde(flatten)]
    rests: Rests<'k>,
}

/// What was asked and what the answer rests on.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Rests<'k> {
    /// The pack asked.
    pack: &'k str,
    /// The day on which it is asked where everything stands.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    as_of: Day,
    /// The first day of the span.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    from: Day,
    /// The first day outside it.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    until: Day,
    /// What cannot be as it was given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    problems: Vec<Problem>,
    /// Settings that are not set and on which something in the span hangs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    open_settings: Vec<OpenSetting<'k>>,
    /// The table of working days by which everything was counted.
    calendar: CalendarNamed<'k>,
    /// Notices of the editions it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<&'k str>,
    /// The documents it rests on, with their digests.
    editions: Vec<EditionNamed<'k>>,
    /// The version of the library.
    version: &'static str,
}

impl<'k> Rests<'k> {
    fn of(decision: AuditDecision<'k>) -> Rests<'k> {
        let AuditDecision { pack, as_of, from, until, problems, open_settings, .. } = decision;
        let AuditDecision { calendar, notices, editions, version, .. } = decision;
        Rests {
            pack,
            as_of,
            from,
            until,
            problems,
            open_settings,
            calendar,
            notices,
            editions,
            version,
        }
    }
}

pub(super) fn calendar(decision: AuditDecision<'_>) -> Result<String, Error> {
    let crate::audits::ICalendar { text, events } = decision.to_icalendar();
    let rests = Rests::of(decision);
    to_text(&AuditsCalendar { answer: "audits-calendar", text, events, rests })
}

pub(super) fn timeline(decision: AuditDecision<'_>) -> Result<String, Error> {
    let crate::audits::Timeline { svg, title } = decision.to_timeline();
    let rests = Rests::of(decision);
    to_text(&AuditsTimeline { answer: "audits-timeline", svg, title, rests })
}
