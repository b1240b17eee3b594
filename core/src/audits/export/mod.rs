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
/// What a year of a programme is called.
fn year_name(decision: &AuditDecision<'_>, programme: &str, year: i32) -> String {
    let known = decision.programmes.iter().find(|one| one.programme == programme);
    let named = known.and_then(|one| one.years.iter().find(|one| one.year == year));
    named.map_or_else(|| year.to_string(), |one| one.name.clone())
}

/// The authority of a pack, as it is written: `walsall` is Walsall.
fn authority(pack: &str) -> String {
    let words = pack.split('-').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        format!("{}{}", first.unwrap_or_default(), letters.as_str())
    });
    words.collect::<Vec<_>>().join(" ")
}

fn programme_label<'k>(decision: &AuditDecision<'k>, programme: &'k str) -> &'k str {
    let known = decision.programmes.iter().find(|one| one.programme == programme);
    known.map_or(programme, |one| one.label)
}
