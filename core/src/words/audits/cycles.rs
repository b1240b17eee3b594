//! The cycles of the programmes, what keeps them from being planned, who owes what, and what is not
//! set.

use super::{to_be_set, write_more};
use crate::audits::{AuditDecision, ProgrammeAnswer};
use crate::date::Day;
use crate::pack::{Owed, Slippage};
use crate::words::dates::long_day;
use crate::words::{SHOWN, grounds, some_of, write_list};
use std::fmt::Write;

/// The settings without which a programme has no plan.
fn blocking<'k>(decision: &AuditDecision<'k>, programme: &ProgrammeAnswer<'k>) -> Vec<&'k str> {
    let needed = decision.labels.settings_of_years(programme.programme);
    programme.not_set.iter().copied().filter(|id| needed.contains(id)).collect()
}

/// The setting on which it hangs which phase falls in a year.
fn deciding<'k>(decision: &AuditDecision<'k>, programme: &ProgrammeAnswer<'k>) -> Option<&'k str> {
    let is_open =
        programme.slippage.is_none() && programme.years.iter().any(|year| year.phase.is_none());
    let id = decision.labels.setting_of_slippage(programme.programme)?;
    (is_open && programme.not_set.contains(&id)).then_some(id)
}

/// Programmes that cannot be planned at all.
pub(super) fn write_blocked(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    let blocked: Vec<&str> = decision
        .programmes
        .iter()
        .filter(|one| one.years.is_empty() && !blocking(decision, one).is_empty())
        .map(|one| one.label)
        .collect();
    if blocked.is_empty() {
        return Ok(());
    }
    writeln!(
        text,
        "Nothing can be planned of: {}. What has to be set first, and by whom, stands under “The \
         cycles”.",
        blocked.join("; ")
    )
}

pub(super) fn write_cycles(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    write_list(text, "The cycles", decision.programmes.iter().map(|one| cycle(decision, one)))
}

fn cycle<'k>(decision: &AuditDecision<'k>, programme: &ProgrammeAnswer<'k>) -> String {
    let grounds = grounds(&programme.grounds);
    let label = programme.label;
    let blocking = blocking(decision, programme);
    let until_set = to_be_set(decision, &blocking);
    if programme.years.is_empty() && !blocking.is_empty() {
        return format!("{label}: nothing can be planned without {until_set} [{grounds}]");
    }
    let read = programme.cycle_by.as_ref().and_then(|by| by.seen_at);
    let read = read.map_or_else(String::new, |seen_at| format!(" ({seen_at})"));
    let every = match programme.cycle_years {
        Some(1) => format!("every year{read}"),
        Some(years) => format!("every {years} years{read}"),
        None => "at an interval that is not set".to_owned(),
    };
    let kind =
        programme.year_kind.map_or_else(String::new, |kind| format!(", {} years", kind.word()));
    let slips = match programme.slippage {
        Some(Slippage::FixedParity) => ", whatever is late",
        Some(Slippage::FromCompletion) => ", and what is late moves the rest",
        None => "",
    };
    let years = match by_phase(decision, programme) {
        years if years.is_empty() => "no year begins in this span".to_owned(),
        years => years,
    };
    let hangs = deciding(decision, programme).map_or_else(String::new, |id| {
        format!("; what is open hangs on {}", to_be_set(decision, &[id]))
    });
    let later = if blocking.is_empty() {
        String::new()
    } else {
        format!("; nothing more can be planned without {until_set}")
    };
    format!("{label}: {every}{kind}{slips}: {years}{hangs}{later} [{grounds}]")
}

/// The years of a programme, those of the same phase together.
fn by_phase<'k>(decision: &AuditDecision<'k>, programme: &ProgrammeAnswer<'k>) -> String {
    let phases = decision.labels.phases(programme.programme).len();
    let has_empty_years = programme
        .cycle_years
        .and_then(|years| usize::try_from(years).ok())
        .is_some_and(|years| years > phases);
    let none = match programme.slippage {
        Some(Slippage::FixedParity) => "no phase",
        Some(Slippage::FromCompletion) if has_empty_years => "no phase that is certain",
        _ => "open",
    };
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for year in &programme.years {
        let phase = year.phase.map(|phase| decision.labels.phase(programme.programme, phase));
        let phase = phase.unwrap_or(none);
        match found.iter_mut().find(|(known, _)| *known == phase) {
            Some((_, years)) => years.push(&year.name),
            None => found.push((phase, vec![&year.name])),
        }
    }
    let each = found.iter().map(|(phase, years)| format!("{phase} {}", years.join(", ")));
    each.collect::<Vec<_>>().join("; ")
}

/// What each agency owes of each programme, the firmest first.
pub(super) fn write_owed(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    let mut lines = Vec::new();
    for programme in &decision.programmes {
        for owed in [Owed::Statute, Owed::Contract, Owed::Invitation, Owed::OutOfScope] {
            let mut who: Vec<String> = Vec::new();
            for agency in &decision.agencies {
                let name = agency.label.unwrap_or(agency.agency);
                let parts = agency.owes.iter();
                let of =
                    parts.filter(|one| one.programme == programme.programme && one.owed == owed);
                for stretch in joined(of.map(|one| (one.from, one.until))) {
                    who.push(format!("{name}{}", while_owed(stretch)));
                }
            }
            let who: Vec<&str> = who.iter().map(String::as_str).collect();
            if !who.is_empty() {
                lines.push(format!("{}, {}: {}", programme.label, by(owed), some_of(&who)));
            }
        }
    }
    write_list(text, "Who owes what", lines.into_iter())
}

/// A first day, and the first day after.
type Stretch = (Option<Day>, Option<Day>);

fn while_owed((from, until): Stretch) -> String {
    match (from, until.map(Day::before)) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" (from {})", long_day(from)),
        (None, Some(last)) => format!(" (until {})", long_day(last)),
        (Some(from), Some(last)) => format!(" ({} to {})", long_day(from), long_day(last)),
    }
}

/// Stretches that follow each other without a gap, as one.
fn joined(stretches: impl Iterator<Item = Stretch>) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (from, until) in stretches {
        match found.last_mut() {
            Some(last) if last.1.is_some() && last.1 == from => last.1 = until,
            _ => found.push((from, until)),
        }
    }
    found
}

fn by(owed: Owed) -> &'static str {
    match owed {
        Owed::Statute => "by statute",
        Owed::Contract => "by contract",
        Owed::Invitation => "by invitation",
        Owed::OutOfScope => "out of scope",
    }
}

/// Settings that are open: those without which nothing can be planned first, all of them, then
/// those that a due day hangs on.
pub(super) fn write_settings(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    let mut years: Vec<&str> = Vec::new();
    let mut phases: Vec<&str> = Vec::new();
    let mut days: Vec<&str> = Vec::new();
    for programme in &decision.programmes {
        years.extend(blocking(decision, programme));
        phases.extend(deciding(decision, programme));
        for phase in decision.labels.phases(programme.programme) {
            let on = decision.labels.settings_of_due_day(programme.programme, phase);
            days.extend(on.into_iter().flatten());
        }
    }
    let rank = |id: &str| match () {
        () if years.contains(&id) => 0,
        () if phases.contains(&id) => 1,
        () if days.contains(&id) => 2,
        () => 3,
    };
    let mut open: Vec<_> = decision.open_settings.iter().collect();
    crate::order::by_key(&mut open, |one| rank(one.setting));
    let first = open.iter().filter(|one| rank(one.setting) < 2).count();
    let shown = SHOWN.max(first);
    let lines = open.iter().take(shown).map(|one| {
        let why = match rank(one.setting) {
            0 => " (without it nothing can be planned)",
            1 => " (which phase falls in a year hangs on it)",
            2 => " (a due day hangs on it)",
            _ => "",
        };
        format!("{}{why}; to be set by {}", one.label, one.set_by)
    });
    write_list(text, "Not set in the source", lines)?;
    write_more(text, open.len().saturating_sub(first.saturating_sub(SHOWN)), "open_settings")
}
