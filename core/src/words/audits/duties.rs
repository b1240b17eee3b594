//! What recurs beside the audits.

use super::{agency_name, write_shortened};
use crate::audits::{AuditDecision, DutyAnswer, DutyTime};
use crate::decision::Standing;
use crate::truth::Truth;
use crate::words::dates::{long_days, long_due};
use crate::words::{number, some_of};

/// What is overdue, to be seen to, or not set; what falls due later stands with what falls due next.
pub(super) fn write_duties(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    let active = || decision.duties.iter().filter(|duty| duty.active != Truth::False);
    let of = |fits: &dyn Fn(&DutyTime<'_>) -> bool| -> Vec<_> {
        let each = active().filter_map(|duty| {
            let times: Vec<_> = duty.occurrences.iter().filter(|one| fits(one)).collect();
            (!times.is_empty()).then_some((duty, times))
        });
        each.collect()
    };
    let line =
        |(duty, times): &(&DutyAnswer<'_>, Vec<&DutyTime<'_>>)| in_time(decision, duty, times);
    let mut overdue = of(&|time| time.state == Standing::Overdue);
    crate::order::by_key(&mut overdue, |(_, times)| {
        times.iter().filter_map(|one| one.due).map(|due| due.earliest).min()
    });
    write_shortened(text, "Recurring duties, overdue", &overdue, "duties", line)?;
    let now = of(&|time| time.state == Standing::Due && time.due.is_none());
    write_shortened(text, "Recurring duties, now, by no set day", &now, "duties", line)?;
    let unclear = of(&|time| time.state == Standing::CannotTell);
    write_shortened(text, "Recurring duties, cannot tell", &unclear, "duties", line)?;
    let not_set: Vec<_> = active().filter(|duty| !duty.not_set.is_empty()).collect();
    let heading = "Recurring duties without an interval or a day in the source";
    write_shortened(text, heading, &not_set, "duties", |duty| {
        format!("{}: {}; to be set by {}", duty.who, duty.does, duty.set_by.join(" and "))
    })
}

/// A duty with its times: the first day, how many they are, and whose.
fn in_time(decision: &AuditDecision<'_>, duty: &DutyAnswer<'_>, times: &[&DutyTime<'_>]) -> String {
    let open = if duty.active == Truth::Unknown { " (if it is in force at all)" } else { "" };
    let earliest = |time: &&&DutyTime<'_>| time.due.map(|due| due.earliest);
    let first = times.iter().min_by_key(earliest);
    let due = first.and_then(|time| time.due).map(long_due);
    let late = first.and_then(|time| time.overdue_days);
    let late = late.map_or_else(String::new, |by| format!(", overdue by {}", number(by)));
    let times_all = times.len();
    let due = match (due, times_all) {
        (Some(due), 1) => format!(" – due {due}{late}"),
        (Some(due), _) => {
            let last = times.iter().filter_map(|time| time.due).max_by_key(|due| due.latest);
            let last = last.map_or_else(String::new, long_days);
            format!(" – {times_all} times, the first due {due}{late}, the last {last}")
        }
        (None, 1) => String::new(),
        (None, _) => format!(" – {times_all} times"),
    };
    let mut agencies: Vec<&str> = Vec::new();
    for agency in times.iter().filter_map(|time| time.agency) {
        let name = agency_name(decision, agency);
        if !agencies.contains(&name) {
            agencies.push(name);
        }
    }
    let whose =
        if agencies.is_empty() { String::new() } else { format!(" ({})", some_of(&agencies)) };
    format!("{}: {}{open}{due}{whose}", duty.who, duty.does)
}
