//! Where each audit stands, agencies that stand alike on one line.

use super::{agency_name, out_of_step, round, to_be_set, write_shortened};
use crate::audits::{AuditDecision, AuditStanding, OccurrenceAnswer};
use crate::date::Day;
use crate::words::dates::{long_day, long_days, long_due};
use crate::words::{number, some_of, spaced};
use std::fmt::Write;

/// Occurrences of one phase of a year that stand alike, with their agencies.
struct Alike<'d, 'k> {
    first: &'d OccurrenceAnswer<'k>,
    agencies: Vec<&'k str>,
}

fn alike<'d, 'k>(
    decision: &'d AuditDecision<'k>,
    of: impl Fn(&OccurrenceAnswer<'k>) -> bool,
) -> Vec<Alike<'d, 'k>> {
    let mut found: Vec<Alike<'d, 'k>> = Vec::new();
    for one in decision.occurrences.iter().filter(|one| of(one)) {
        let agency = agency_name(decision, one.agency);
        let same = |group: &&mut Alike<'d, 'k>| {
            let first = group.first;
            (first.programme, first.phase, first.year) == (one.programme, one.phase, one.year)
                && (first.standing, first.due, first.opens) == (one.standing, one.due, one.opens)
                && (&first.could_be, first.waived) == (&one.could_be, one.waived)
        };
        match found.iter_mut().rev().find(same) {
            Some(group) => group.agencies.push(agency),
            None => found.push(Alike { first: one, agencies: vec![agency] }),
        }
    }
    found
}

/// Whether a phase has opened, can be done, and is not done.
fn is_unfinished(one: &OccurrenceAnswer<'_>) -> bool {
    use AuditStanding::{Blocked, CannotTell, Escalated, Left, NotDue, Overdue, Waived};
    one.done.is_none()
        && !matches!(
            one.standing,
            Blocked | CannotTell | Escalated | Left | NotDue | Overdue | Waived
        )
}

/// Where the phase has no due day and its year is over: the last day of that year.
fn left_open(decision: &AuditDecision<'_>, one: &OccurrenceAnswer<'_>) -> Option<Day> {
    if one.due.is_some() || !is_unfinished(one) {
        return None;
    }
    year_over(decision, one)
}

/// The last day of the year of a phase, where it has passed.
fn year_over(decision: &AuditDecision<'_>, one: &OccurrenceAnswer<'_>) -> Option<Day> {
    let found = decision.programmes.iter().find(|known| known.programme == one.programme);
    let year = found?.years.iter().find(|year| year.year == one.year)?;
    (year.until <= decision.as_of).then(|| year.until.before())
}

/// How much is left open without a day, which no list of days would show.
pub(super) fn write_how_many_left_open(
    decision: &AuditDecision<'_>,
    text: &mut String,
) -> std::fmt::Result {
    let open = decision.occurrences.iter().filter(|one| left_open(decision, one).is_some());
    match open.count() {
        0 => Ok(()),
        1 => writeln!(text, "One audit of a year that is over was left open without a due day."),
        all => {
            writeln!(text, "{all} audits of years that are over were left open without a due day.")
        }
    }
}

/// What is overdue, and what no day calls for though its year is over.
pub(super) fn write_left_open(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    let is_late = |one: &OccurrenceAnswer<'_>| {
        matches!(one.standing, AuditStanding::Overdue | AuditStanding::Escalated)
    };
    let mut late = alike(decision, is_late);
    crate::order::by_key(&mut late, |group| group.first.due.map(|due| due.earliest));
    write_groups(decision, text, "Overdue, the longest first", &late)?;
    let mut open = alike(decision, |one| left_open(decision, one).is_some());
    crate::order::by_key(&mut open, |group| group.first.opens.earliest);
    write_shortened(text, "Left open, though the year is over", &open, "occurrences", |group| {
        let one = group.first;
        let ended = left_open(decision, one).map_or_else(String::new, long_day);
        let agencies = some_of(&group.agencies);
        let round = round(decision, one.programme, one.phase, one.year);
        let begun = begun(one);
        let no_day = no_due_day(decision, one);
        format!("{round}: {agencies} – {begun}; the year ended on {ended}; {no_day}")
    })
}

fn begun(one: &OccurrenceAnswer<'_>) -> String {
    let since = long_days(one.opens);
    if one.standing == AuditStanding::Open {
        return format!("open since {since}, nothing done");
    }
    format!("open since {since}, {} but not done", spaced(one.standing.word()))
}

/// Why there is no due day, and who sets it.
fn no_due_day(decision: &AuditDecision<'_>, one: &OccurrenceAnswer<'_>) -> String {
    let Some(on) = decision.labels.settings_of_due_day(one.programme, one.phase) else {
        return "these rules give it no due day".to_owned();
    };
    let found = decision.programmes.iter().find(|known| known.programme == one.programme);
    let not_set = found.map_or(&[][..], |known| &known.not_set);
    let open: Vec<&str> = on.into_iter().filter(|id| not_set.contains(id)).rev().collect();
    if open.is_empty() {
        return "no due day could be counted".to_owned();
    }
    format!("no due day is set; it hangs on {}", to_be_set(decision, &open))
}

/// Every phase that is not overdue nor left open, by where it stands.
pub(super) fn write_phases(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    use AuditStanding::{Blocked, CannotTell, Left, NotDue, Open, Waived};
    let standing = |wanted| move |one: &OccurrenceAnswer<'_>| one.standing == wanted;
    let running =
        |one: &OccurrenceAnswer<'_>| is_unfinished(one) && left_open(decision, one).is_none();
    let open = |one: &OccurrenceAnswer<'_>| running(one) && one.standing == Open;
    write_groups(decision, text, "Open", &alike(decision, open))?;
    let begun = |one: &OccurrenceAnswer<'_>| running(one) && one.standing != Open;
    write_groups(decision, text, "Begun, not done yet", &alike(decision, begun))?;
    let blocked = alike(decision, standing(Blocked));
    write_groups(decision, text, "Waiting for what comes first", &blocked)?;
    let unclear = alike(decision, standing(CannotTell));
    write_groups(decision, text, "Cannot tell where it stands", &unclear)?;
    let is_done = |one: &OccurrenceAnswer<'_>| {
        one.done.is_some() && !matches!(one.standing, Waived | CannotTell | Left | Blocked)
    };
    // What was done lately is what a reader looks for.
    let mut done = alike(decision, is_done);
    crate::order::by_key(&mut done, |group| std::cmp::Reverse(group.first.opens.earliest));
    write_groups(decision, text, "Done, the latest first", &done)?;
    write_groups(decision, text, "Waived", &alike(decision, standing(Waived)))?;
    let takeovers = out_of_step::Takeovers::of(decision);
    // What a takeover left open is told with the takeover.
    let gone = |one: &OccurrenceAnswer<'_>| {
        one.standing == Left && !takeovers.has(one.programme, one.agency)
    };
    let gone = alike(decision, gone);
    write_groups(decision, text, "Not done by an agency that left", &gone)?;
    let mut later = alike(decision, standing(NotDue));
    crate::order::by_key(&mut later, |group| group.first.opens.earliest);
    write_groups(decision, text, "Opens later", &later)
}

fn write_groups(
    decision: &AuditDecision<'_>,
    text: &mut String,
    heading: &str,
    groups: &[Alike<'_, '_>],
) -> std::fmt::Result {
    write_shortened(text, heading, groups, "occurrences", |group| {
        let one = group.first;
        let round = round(decision, one.programme, one.phase, one.year);
        format!("{round}: {}{}", some_of(&group.agencies), stands(decision, one))
    })
}

fn stands(decision: &AuditDecision<'_>, one: &OccurrenceAnswer<'_>) -> String {
    let due = one.due.map(|due| format!("due {}", long_due(due)));
    let or_why = || due.clone().unwrap_or_else(|| no_due_day(decision, one));
    match one.standing {
        AuditStanding::Overdue | AuditStanding::Escalated => {
            let by = one.overdue_days.map_or_else(String::new, number);
            let is_higher = one.standing == AuditStanding::Escalated;
            let higher = if is_higher { ", to be taken higher" } else { "" };
            format!(" – {}, overdue by {by}{higher}", due.unwrap_or_default())
        }
        AuditStanding::Open => format!(" – since {}, {}", long_days(one.opens), or_why()),
        AuditStanding::NotDue => {
            let due = due.unwrap_or_else(|| "no due day set".to_owned());
            format!(" – opens {}, {due}", long_days(one.opens))
        }
        AuditStanding::Waived => one.waived.map_or_else(String::new, |why| format!(" – {why}")),
        AuditStanding::CannotTell => {
            let words: Vec<String> = one.could_be.iter().map(|one| spaced(one.word())).collect();
            format!(" – {}", words.join(" or "))
        }
        AuditStanding::Blocked => year_over(decision, one)
            .map_or_else(String::new, |ended| format!(" – its year ended on {}", long_day(ended))),
        AuditStanding::Left => String::new(),
        standing if one.done.is_none() => format!(" – {}, {}", spaced(standing.word()), or_why()),
        standing => format!(" – {}", spaced(standing.word())),
    }
}
