//! What is out of step, the gravest first, and takeovers, each as one thing.

use super::{agency_name, name_of, programme, round, write_more};
use crate::audits::{AgencyAnswer, AuditDecision, AuditStanding, PhaseErrorAnswer};
use crate::date::Day;
use crate::words::dates::{long_day, with_long_days};
use crate::words::{SHOWN, some_of, write_list};
use std::collections::BTreeSet;
use std::fmt::Write;

const MERGED: &str = "audits.merged";
const LEFT: &str = "audits.left-mid-cycle";
const SKIPPED: &str = "audits.skipped";
const JOINED: &str = "audits.joined-mid-cycle";
const LACKING: &str = "audits.challenge-without-assessment";

/// What can be out of step, the gravest first; what only needs advice stands last.
const KINDS: [(&str, &str); 7] = [
    (LACKING, "A later phase was done without the one it needs"),
    ("audits.two-running", "Two assessments were made, with no challenge between them"),
    ("audits.earlier-unfinished", "An earlier round was not finished when this one opened"),
    (SKIPPED, "The year is over, and nothing is recorded of it"),
    (LEFT, "The agency left with the phase open and not done"),
    (
        JOINED,
        "The agency joined after the phase that comes first had opened, so there is nothing yet to \
         be challenged on",
    ),
    ("audits.early", "It was done before it opened"),
];

/// A programme, a phase of it, a year and an agency.
type Round<'k> = (&'k str, &'k str, i32, &'k str);

fn round_of<'k>(error: &PhaseErrorAnswer<'k>) -> Round<'k> {
    (error.programme, error.phase, error.year, error.agency)
}

/// The agencies that were taken over in mid-cycle.
pub(super) struct Takeovers<'k> {
    /// Programmes and agencies.
    merged: BTreeSet<(&'k str, &'k str)>,
    left: BTreeSet<Round<'k>>,
}

impl<'k> Takeovers<'k> {
    pub(super) fn of(decision: &AuditDecision<'k>) -> Takeovers<'k> {
        let of = |code| decision.phase_errors.iter().filter(move |error| error.code == code);
        Takeovers {
            merged: of(MERGED).map(|error| (error.programme, error.agency)).collect(),
            left: of(LEFT).map(round_of).collect(),
        }
    }

    /// Whether an agency was taken over in mid-cycle of a programme.
    pub(super) fn has(&self, programme: &str, agency: &str) -> bool {
        self.merged.contains(&(programme, agency))
    }

    /// Whether something out of step is told with the takeover of its agency.
    fn tells(&self, error: &PhaseErrorAnswer<'k>) -> bool {
        let is_told = error.code == LEFT
            // What was left behind was not skipped.
            || (error.code == SKIPPED && self.left.contains(&round_of(error)));
        error.code == MERGED || (is_told && self.has(error.programme, error.agency))
    }
}

fn is_same_round(one: &PhaseErrorAnswer<'_>, other: &PhaseErrorAnswer<'_>) -> bool {
    (one.programme, one.phase, one.year) == (other.programme, other.phase, other.year)
}

/// Errors of one kind that are put right in the same way.
struct Kind<'d, 'k> {
    rank: usize,
    words: String,
    put_right: &'k str,
    errors: Vec<&'d PhaseErrorAnswer<'k>>,
}

pub(super) fn write_out_of_step(
    decision: &AuditDecision<'_>,
    text: &mut String,
) -> std::fmt::Result {
    let takeovers = Takeovers::of(decision);
    let joined = decision.phase_errors.iter().filter(|error| error.code == JOINED);
    let joined = crate::order::set_of(joined.map(round_of));
    let lacking = decision.phase_errors.iter().filter(|error| error.code == LACKING);
    let lacking = crate::order::set_of(lacking.map(round_of));
    let mut kinds: Vec<Kind<'_, '_>> = Vec::new();
    for error in &decision.phase_errors {
        // Why the phase before it is lacking is told with that.
        let is_told = error.code == JOINED && lacking.contains(&round_of(error));
        if is_told || takeovers.tells(error) {
            continue;
        }
        let rank = KINDS.iter().position(|(code, _)| *code == error.code);
        let words = rank.and_then(|at| KINDS.get(at));
        let words =
            words.map_or_else(|| with_long_days(&error.message), |(_, words)| (*words).to_owned());
        let same =
            |kind: &&mut Kind<'_, '_>| kind.words == words && kind.put_right == error.put_right;
        match kinds.iter_mut().find(same) {
            Some(kind) => kind.errors.push(error),
            None => {
                let rank = rank.unwrap_or(KINDS.len());
                let put_right = error.put_right;
                kinds.push(Kind { rank, words, put_right, errors: vec![error] });
            }
        }
    }
    crate::order::by_key(&mut kinds, |kind| kind.rank);
    if !kinds.is_empty() {
        writeln!(text, "\nOut of step:")?;
    }
    for kind in &kinds {
        writeln!(text, "  • {}. To put it right: {}", kind.words, in_step_again(kind))?;
        let rounds = rounds(kind);
        for (first, agencies) in rounds.iter().take(SHOWN) {
            let agencies = agencies.iter().map(|agency| {
                let round = (first.programme, first.phase, first.year, *agency);
                let has_joined = first.code == LACKING && joined.contains(&round);
                let why = if has_joined { " (joined in mid-cycle)" } else { "" };
                format!("{}{why}", agency_name(decision, agency))
            });
            let agencies: Vec<String> = agencies.collect();
            let agencies: Vec<&str> = agencies.iter().map(String::as_str).collect();
            let round = round(decision, first.programme, first.phase, first.year);
            writeln!(text, "    – {round}: {}", some_of(&agencies))?;
        }
        write_more(text, rounds.len(), "phase_errors")?;
    }
    write_takeovers(decision, text)
}

/// What would bring it back into step.
fn in_step_again<'k>(kind: &Kind<'_, 'k>) -> &'k str {
    // The key of a request is not for a person to read.
    if kind.put_right.contains('`') {
        return "Say which agency took it over, or waive it with the reason.";
    }
    kind.put_right
}

/// The errors by phase and year, the latest year of each programme first.
fn rounds<'d, 'k>(kind: &Kind<'d, 'k>) -> Vec<(&'d PhaseErrorAnswer<'k>, Vec<&'k str>)> {
    let mut found: Vec<(&PhaseErrorAnswer<'k>, Vec<&'k str>)> = Vec::new();
    for error in &kind.errors {
        match found.iter_mut().rev().find(|(first, _)| is_same_round(first, error)) {
            Some((_, agencies)) => agencies.push(error.agency),
            None => found.push((error, vec![error.agency])),
        }
    }
    crate::order::by_key(&mut found, |(first, _)| std::cmp::Reverse(first.year));
    found
}

/// Each agency that was taken over in mid-cycle, with everything that this left open.
fn write_takeovers(decision: &AuditDecision<'_>, text: &mut String) -> std::fmt::Result {
    let taken_over = |agency: &&AgencyAnswer<'_>| {
        let mut errors = decision.phase_errors.iter();
        errors.any(|one| one.code == MERGED && one.agency == agency.agency)
    };
    let agencies: Vec<_> = decision.agencies.iter().filter(taken_over).collect();
    let lines = agencies.iter().take(SHOWN).map(|agency| takeover(decision, agency));
    write_list(text, "Taken over in mid-cycle", lines)?;
    write_more(text, agencies.len(), "phase_errors")
}

fn takeover(decision: &AuditDecision<'_>, agency: &AgencyAnswer<'_>) -> String {
    let own = || decision.phase_errors.iter().filter(|one| one.agency == agency.agency);
    let last = last_day(agency)
        .map_or_else(String::new, |day| format!(" (its last day was {})", long_day(day)));
    let rounds = own().filter(|one| one.code == MERGED).map(|merged| {
        let open = own().filter(|one| one.code == LEFT && one.programme == merged.programme);
        let open: Vec<String> = open
            .map(|one| {
                let phase = decision.labels.phase(one.programme, one.phase);
                format!("{phase} {}", name_of(decision, one.programme, one.year))
            })
            .collect();
        let of = programme(decision, merged.programme);
        if !open.is_empty() {
            return format!("{of}, whose {} was open and not done", open.join(" and "));
        }
        let phase = decision.labels.phase(merged.programme, merged.phase);
        let year = name_of(decision, merged.programme, merged.year);
        format!("{of}, whose {phase} {year} {}", how_far(decision, merged))
    });
    let rounds: Vec<String> = rounds.collect();
    format!(
        "{}{last}, in the middle of: {}. What it had done counts for the agency that took it over; \
         ask that one for the rest of the cycle.",
        agency_name(decision, agency.agency),
        rounds.join("; ")
    )
}

/// Whether the last phase of an agency that was taken over was done.
fn how_far(decision: &AuditDecision<'_>, merged: &PhaseErrorAnswer<'_>) -> &'static str {
    let found = decision
        .occurrences
        .iter()
        .find(|one| (one.programme, one.phase, one.year, one.agency) == round_of(merged));
    match found {
        Some(one) if one.done.is_some() => "was done",
        Some(one) if one.standing == AuditStanding::Waived => "was waived",
        Some(_) => "was not done",
        None => "was its last",
    }
}

/// The last day of an agency, where it owes nothing from some day on.
fn last_day(agency: &AgencyAnswer<'_>) -> Option<Day> {
    let mut last: Option<Day> = None;
    for (at, one) in agency.owes.iter().enumerate() {
        let goes_on = agency.owes.iter().skip(at.saturating_add(1));
        let is_last = !goes_on.clone().any(|later| later.programme == one.programme);
        if is_last {
            last = last.max(Some(one.until?.before()));
        }
    }
    last
}
