//! An answer about audits and recurring duties in sentences.

mod coming;
mod cycles;
mod duties;
mod out_of_step;
mod phases;

use super::dates::{long_day, long_due, with_long_days};
use super::{SHOWN, both_said, some_of, write_editions, write_list, write_notices};
use crate::audits::{AuditDecision, NextDue};
use crate::decision::ConflictTouched;
use crate::decision::Standing;
use crate::error::Problem;
use std::fmt::Write;

/// The answer in plain words: what comes next, what is overdue or was left open, where every audit
/// stands, what is out of step, what recurs beside the audits, and what is not set.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Catalogue, wire};
/// let request = r#"{ "question": "audits", "pack": "walsall", "as_of": "2024-06-01",
///     "from": "2023-04-01", "until": "2025-04-01", "duties": false, "programmes": ["section-11"],
///     "settings": { "s11_anchor": 2021, "s11_year_kind": "financial",
///         "s11_slippage": "fixed-parity", "s11_opens_months": 1, "s11_return_months": 4 },
///     "agencies": [{ "agency": "hospital", "label": "Hospital trust", "types": ["nhs-trust"] }] }"#;
/// let text = wire::answer_in_words(&Catalogue::bundled(), request).unwrap();
/// assert!(text.contains("Hospital trust"), "{text}");
/// assert!(text.contains("due 1 September 2023, overdue by"), "{text}");
/// # }
/// ```
#[must_use]
pub fn audits_in_words(decision: &AuditDecision<'_>) -> String {
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = write_all(decision, &mut text);
    text
}

/// Where the documents behind an answer differ.
pub(super) fn write_conflicts(
    text: &mut String,
    conflicts: &[ConflictTouched<'_>],
) -> std::fmt::Result {
    write_shortened(text, "Where the documents differ", conflicts, "conflicts", |one| {
        format!("{}: {}", one.about, both_said(one.says))
    })
}

fn write_all(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    match &decision.next {
        Some(next) => writeln!(text, "Next: {}.", in_order(decision, next))?,
        None => writeln!(text, "Nothing is to be done by a day that is known.")?,
    }
    phases::write_how_many_left_open(decision, text)?;
    cycles::write_blocked(decision, text)?;
    phases::write_left_open(decision, text)?;
    coming::write_overdue(decision, text)?;
    coming::write_coming(decision, text)?;
    phases::write_phases(decision, text)?;
    out_of_step::write_out_of_step(decision, text)?;
    duties::write_duties(decision, text)?;
    cycles::write_cycles(decision, text)?;
    cycles::write_owed(decision, text)?;
    write_problems(&decision.problems, text)?;
    cycles::write_settings(decision, text)?;
    write_conflicts(text, &decision.conflicts)?;
    writeln!(text)?;
    write_notices(text, &decision.notices)?;
    write_whole(text)?;
    writeln!(
        text,
        "This is what the published rules and the record given show on {}. An audit that is done \
         says nothing yet about how safe anybody is.",
        long_day(decision.as_of)
    )?;
    write_editions(text, &decision.editions)
}

/// The first items of a list, how many more there are, and where they stand.
pub(super) fn write_shortened<T>(
    text: &mut String,
    heading: &str,
    items: &[T],
    place: &str,
    words: impl Fn(&T) -> String,
) -> std::fmt::Result {
    write_list(text, heading, items.iter().take(SHOWN).map(words))?;
    write_more(text, items.len(), place)
}

fn write_more(text: &mut String, all: usize, place: &str) -> std::fmt::Result {
    match all.saturating_sub(SHOWN) {
        0 => Ok(()),
        more => writeln!(text, "  … and {more} more, under `{place}` in the answer."),
    }
}

/// Where the rest of every list is that was shortened.
pub(super) fn write_whole(text: &mut String) -> std::fmt::Result {
    if text.contains(" more") {
        writeln!(text, "No list here is longer than {SHOWN}; the answer as data has them whole.")?;
    }
    Ok(())
}

/// What cannot be as it was given, and where: problems alike on one line.
pub(super) fn write_problems(problems: &[Problem], text: &mut String) -> std::fmt::Result {
    let mut alike: Vec<(&str, Vec<String>)> = Vec::new();
    for problem in problems {
        let place = place_of(&problem.at);
        match alike.iter_mut().find(|(message, _)| *message == problem.message) {
            Some((_, places)) => places.push(place),
            None => alike.push((&problem.message, vec![place])),
        }
    }
    write_shortened(text, "This cannot be as it was given", &alike, "problems", |alike| {
        let (message, places) = alike;
        let places: Vec<&str> = places.iter().map(String::as_str).collect();
        format!("At {}: {}", some_of(&places), with_long_days(message))
    })
}

/// A place in the request as a person says it: entry 3 of what happened, its day.
fn place_of(pointer: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut list = "";
    for part in pointer.split('/').skip(1) {
        let number = part.parse::<usize>().ok().filter(|_| !list.is_empty());
        let said = match (number.map(|at| at.saturating_add(1)), list) {
            (Some(at), "happened") => format!("entry {at} of what happened"),
            (Some(at), "agencies") => format!("agency {at}"),
            (Some(at), list) => format!("{} {at}", list.strip_suffix('s').unwrap_or(list)),
            (None, _) => String::new(),
        };
        if number.is_some() {
            words.push(said);
            list = "";
            continue;
        }
        if !list.is_empty() {
            words.push(list.replace('_', " "));
        }
        list = if part == "on" { "its day" } else { part };
    }
    if !list.is_empty() {
        words.push(list.replace('_', " "));
    }
    if words.is_empty() { "the request".to_owned() } else { words.join(", ") }
}

fn programme<'k>(decision: &AuditDecision<'k>, id: &'k str) -> &'k str {
    let found = decision.programmes.iter().find(|one| one.programme == id);
    found.map_or(id, |one| one.label)
}

/// What a year of a programme is called.
fn name_of(decision: &AuditDecision<'_>, id: &str, year: i32) -> String {
    let found = decision.programmes.iter().find(|one| one.programme == id);
    let year_of = found.and_then(|one| one.years.iter().find(|one| one.year == year));
    year_of.map_or_else(|| year.to_string(), |one| one.name.clone())
}

fn agency_name<'k>(decision: &AuditDecision<'k>, id: &'k str) -> &'k str {
    let found = decision.agencies.iter().find(|one| one.agency == id);
    found.and_then(|one| one.label).unwrap_or(id)
}

/// A phase of a year of a programme: Section 11 audit, Self-assessment 2021/22.
fn round<'k>(decision: &AuditDecision<'k>, id: &'k str, phase: &'k str, year: i32) -> String {
    let label = decision.labels.phase(id, phase);
    format!("{}, {label} {}", programme(decision, id), name_of(decision, id, year))
}

/// Settings by what they are, those of one setter together.
fn to_be_set(decision: &AuditDecision<'_>, ids: &[&str]) -> String {
    let mut by_setter: Vec<(&str, Vec<String>)> = Vec::new();
    for (label, set_by) in ids.iter().filter_map(|id| decision.labels.setting(id)) {
        let label = format!("“{label}”");
        match by_setter.iter_mut().find(|(known, _)| *known == set_by) {
            Some((_, labels)) => labels.push(label),
            None => by_setter.push((set_by, vec![label])),
        }
    }
    let words = by_setter.iter().map(|(set_by, labels)| match labels.as_slice() {
        [one, two] => format!("{one} and {two} (both to be set by {set_by})"),
        [one] => format!("{one} (to be set by {set_by})"),
        all => format!("{} (all to be set by {set_by})", all.join(", ")),
    });
    words.collect::<Vec<_>>().join("; ")
}

/// What is to be done next, and by whom.
fn in_order<'k>(decision: &AuditDecision<'k>, next: &NextDue<'k>) -> String {
    let late = if next.state == Standing::Overdue { ", overdue" } else { "" };
    let when = format!(" – due {}{late}", long_due(next.due));
    if let Some(id) = next.duty {
        let duty = decision.duties.iter().find(|one| one.duty == id);
        let words =
            duty.map_or_else(|| id.to_owned(), |duty| format!("{}: {}", duty.who, duty.does));
        let agency = next
            .agency
            .map_or_else(String::new, |agency| format!(" ({})", agency_name(decision, agency)));
        return format!("{words}{agency}{when}");
    }
    let (id, phase) = (next.programme.unwrap_or_default(), next.phase.unwrap_or_default());
    let (who, does) = decision.labels.step(id, phase, next.step.unwrap_or_default());
    let round = round(decision, id, phase, next.year.unwrap_or_default());
    let agency = agency_name(decision, next.agency.unwrap_or_default());
    format!("{who}: {does} ({round}, {agency}){when}")
}

#[cfg(test)]
mod tests {
    use super::place_of;

    #[test]
    fn a_place_is_said_as_a_person_says_it() {
        for (pointer, said) in [
            ("/happened/106/on", "entry 107 of what happened, its day"),
            ("/agencies/2/types/0", "agency 3, type 1"),
            ("/agencies/2/answered_by", "agency 3, answered by"),
            ("/returns/0/ratings/4/standard", "return 1, rating 5, standard"),
            ("/settings/s11_anchor", "settings, s11 anchor"),
            ("/programmes/0", "programme 1"),
            ("", "the request"),
        ] {
            assert_eq!(place_of(pointer), said, "{pointer}");
        }
    }
}
