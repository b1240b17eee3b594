//! An answer about audits in forms that other programs show: a calendar to subscribe to, and a picture.

mod calendar;
mod ical;
mod marks;
mod svg;
mod timeline;

pub use calendar::ICalendar;
pub use timeline::Timeline;

use super::decision::AuditDecision;

/// What a person reads of a programme.
fn programme_label<'k>(decision: &AuditDecision<'k>, programme: &'k str) -> &'k str {
    let known = decision.programmes.iter().find(|one| one.programme == programme);
    known.map_or(programme, |one| one.label)
}
