//! What falls due next and for whom, and which steps are behind time.

use super::{round, write_shortened};
use crate::audits::{AuditDecision, AuditStanding, OccurrenceAnswer, StepAnswer};
use crate::date::Day;
use crate::decision::{Days, Standing};
use crate::truth::Truth;
use crate::words::dates::{long_days, long_due};
use crate::words::some_of;
use std::collections::BTreeMap;

/// What a person reads of each agency.
type Names<'k> = BTreeMap<&'k str, &'k str>;

fn names<'k>(decision: &AuditDecision<'k>) -> Names<'k> {
    let each = decision.agencies.iter();
    each.map(|one| (one.agency, one.label.unwrap_or(one.agency))).collect()
}

/// The days, then the place of a programme or of a duty behind them, the year, the phase, the step.
type Place<'k> = (Day, Day, usize, i32, &'k str, &'k str);

/// One thing to be done by one day, with the agencies that it is about.
struct Row<'k> {
    due: Days,
    words: String,
    agencies: Vec<&'k str>,
}

#[derive(Default)]
struct Rows<'k>(BTreeMap<Place<'k>, Row<'k>>);

impl<'k> Rows<'k> {
    fn add(
        &mut self,
        due: Days,
        (at, year, phase, step): (usize, i32, &'k str, &'k str),
        agency: Option<&'k str>,
        words: impl FnOnce() -> String,
    ) {
        let place = (due.earliest, due.latest, at, year, phase, step);
        let row = self.0.entry(place);
        let row = row.or_insert_with(|| Row { due, words: words(), agencies: Vec::new() });
        row.agencies.extend(agency);
    }

    fn in_order(self) -> Vec<Row<'k>> {
        self.0.into_values().collect()
    }
}

/// Each thing that falls due from the day on, the soonest first.
pub(super) fn write_coming(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    let is_coming = |due: Days, state| {
        due.latest >= decision.as_of && state != Standing::Done && state != Standing::Overdue
    };
    let names = names(decision);
    let mut rows = Rows::default();
    each_step(decision, |at, occurrence, step| {
        if let Some(due) = step.due.filter(|due| is_coming(*due, step.state)) {
            add_step((decision, &names), &mut rows, at, occurrence, step, due);
        }
    });
    let behind = decision.programmes.len();
    for (duty, at) in decision.duties.iter().zip(behind..) {
        if duty.active == Truth::False {
            continue;
        }
        for time in &duty.occurrences {
            let Some(due) = time.due.filter(|due| is_coming(*due, time.state)) else { continue };
            let agency = time.agency.and_then(|agency| names.get(agency).copied());
            rows.add(due, (at, 0, "", ""), agency, || {
                let open =
                    if duty.active == Truth::Unknown { " (if it is in force at all)" } else { "" };
                format!("{}: {}{open}", duty.who, duty.does)
            });
        }
    }
    write_shortened(
        text,
        "Falls due next, the soonest first",
        &rows.in_order(),
        "occurrences` and `duties",
        |row| {
            let whom = whom(&row.agencies);
            format!("{} – {}{whom}", long_due(row.due), row.words)
        },
    )
}

/// Steps whose day has passed, beside those by which a whole phase is overdue.
pub(super) fn write_overdue(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    let names = names(decision);
    let mut rows = Rows::default();
    each_step(decision, |at, occurrence, step| {
        let (programme, phase) = (occurrence.programme, occurrence.phase);
        let Some(due) = step.due.filter(|_| step.state == Standing::Overdue) else { return };
        if !decision.labels.is_main(programme, phase, step.step) {
            add_step((decision, &names), &mut rows, at, occurrence, step, due);
        }
    });
    write_shortened(
        text,
        "Steps behind time, the longest first",
        &rows.in_order(),
        "occurrences",
        |row| format!("{}{} – due {}", row.words, whom(&row.agencies), long_days(row.due)),
    )
}

fn add_step<'k>(
    (decision, names): (&AuditDecision<'k>, &Names<'k>),
    rows: &mut Rows<'k>,
    at: usize,
    occurrence: &OccurrenceAnswer<'k>,
    step: &StepAnswer<'k>,
    due: Days,
) {
    let (programme, phase, year) = (occurrence.programme, occurrence.phase, occurrence.year);
    let agency = names.get(occurrence.agency).copied();
    rows.add(due, (at, year, phase, step.step), agency, || {
        format!("{}: {} ({})", step.who, step.does, round(decision, programme, phase, year))
    });
}

/// The steps that are still to be taken, with the place of their programme. One that a later one
/// was done without is passed over.
fn each_step<'d, 'k>(
    decision: &'d AuditDecision<'k>,
    mut each: impl FnMut(usize, &'d OccurrenceAnswer<'k>, &'d StepAnswer<'k>),
) {
    for occurrence in &decision.occurrences {
        let is_over = matches!(
            occurrence.standing,
            AuditStanding::Waived | AuditStanding::Left | AuditStanding::Blocked
        );
        let steps = occurrence.steps.as_deref().unwrap_or_default();
        if is_over || steps.is_empty() {
            continue;
        }
        let mut programmes = decision.programmes.iter();
        let at = programmes.position(|one| one.programme == occurrence.programme);
        let behind = steps.iter().rposition(|step| step.state == Standing::Done);
        let first = behind.map_or(0, |at| at.saturating_add(1));
        for step in steps.iter().skip(first) {
            each(at.unwrap_or_default(), occurrence, step);
        }
    }
}

fn whom(agencies: &[&str]) -> String {
    if agencies.is_empty() { String::new() } else { format!(": {}", some_of(agencies)) }
}
