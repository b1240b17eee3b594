//! An answer in sentences, for a person to read on a screen or paste into a referral.

mod attendance;
mod audits;
mod authority;
mod dates;
#[cfg(feature = "prove")]
mod measuring;
mod meeting;
mod membership;
#[cfg(feature = "prove")]
mod proving;
mod quorum;
mod returns;
mod reviews;
mod seat;
mod structure;
mod thresholds;

pub use audits::audits_in_words;
pub(crate) use authority::authority_in_words;
#[cfg(feature = "render")]
pub(crate) use authority::entry_said;
#[cfg(feature = "render")]
pub(crate) use dates::long_day;
#[cfg(feature = "prove")]
pub(crate) use measuring::{coverage_in_words, mutation_in_words};
pub(crate) use meeting::meeting_in_words;
pub(crate) use membership::membership_in_words;
#[cfg(feature = "prove")]
pub(crate) use proving::{comparison_in_words, proof_in_words, ways_in_words};
pub use returns::{report_in_words, returns_in_words};
pub use reviews::reviews_in_words;
pub(crate) use seat::seat_in_words;
pub use thresholds::in_words;

use crate::case::State;
use crate::citation::Grounds;
use crate::decision::{
    ConflictTouched, Days, EditionNamed, NumberOfDays, OpenSetting, Prompted, StateGiven,
};
use crate::finding::Finding;
use crate::pack::Saying;
use std::fmt::Write;

/// How many items of a long list are shown.
const SHOWN: usize = 8;

/// Places and marks: `Children Act 1989 s.47(1)(b); statute, text-checked`.
fn grounds(grounds: &Grounds<'_>) -> String {
    let cites: Vec<String> =
        grounds.cites.iter().map(|cite| format!("{}, {}", cite.title, cite.at)).collect();
    format!("{}; {}, {}", cites.join("; "), grounds.basis.word(), grounds.evidence.word())
}

fn write_list(
    text: &mut String,
    heading: &str,
    items: impl Iterator<Item = String>,
) -> std::fmt::Result {
    let mut items = items.peekable();
    if items.peek().is_some() {
        writeln!(text, "\n{heading}:")?;
    }
    for item in items {
        writeln!(text, "  • {item}")?;
    }
    Ok(())
}

/// The first items of a list, and how many more there are.
fn write_some<T>(
    text: &mut String,
    heading: &str,
    items: &[T],
    words: impl Fn(&T) -> String,
) -> std::fmt::Result {
    write_list(text, heading, items.iter().take(SHOWN).map(words))?;
    match items.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => writeln!(text, "  … and {more} more."),
    }
}

fn write_prompts(text: &mut String, prompts: &[Prompted<'_>]) -> std::fmt::Result {
    let words = |prompt: &Prompted<'_>| {
        format!("consider {} [{}]", prompt.consider, grounds(&prompt.grounds))
    };
    write_list(text, "To weigh", prompts.iter().map(words))
}

/// Why it is so: the findings that hold.
fn write_findings<'f, 'k: 'f>(
    text: &mut String,
    findings: impl Iterator<Item = &'f Finding<'k>>,
) -> std::fmt::Result {
    let words = |finding: &Finding<'_>| {
        let mark = if finding.illustrative { "illustrative: " } else { "" };
        let note = finding.note.map_or_else(String::new, |note| format!(" {note}"));
        format!("{mark}{} [{}]{note}", finding.label, grounds(&finding.grounds))
    };
    write_list(text, "Why", findings.map(words))
}

/// What was given as declined, not applicable or disputed; `question` names a fact.
fn write_states<'k>(
    text: &mut String,
    states: &[StateGiven<'k>],
    question: impl Fn(&'k str) -> &'k str,
) -> std::fmt::Result {
    let words = |given: &StateGiven<'k>| {
        let said = given.by.join(" and ");
        let by = if said.is_empty() { said } else { format!(", by {said}") };
        format!("{} – {}{by}", question(given.fact), spaced(given.state.word()))
    };
    write_list(text, "Recorded without a value", states.iter().map(words))
}

/// A fact that is missing, by its question, and why.
fn missing(question: &str, state: State) -> String {
    format!("{question} ({})", spaced(state.word()))
}

fn write_settings(text: &mut String, settings: &[OpenSetting<'_>]) -> std::fmt::Result {
    write_list(text, "Not set in the source", settings.iter().map(setting))
}

/// A setting that is open, and who sets it.
fn setting(setting: &OpenSetting<'_>) -> String {
    format!("{}; to be set by {}", setting.label, setting.set_by)
}

/// What texts that differ say, with a mark at what comes before the rest.
fn both_said(says: &[Saying]) -> String {
    let some_do_not = says.iter().any(|one| !one.holds);
    let each = says.iter().map(|one| match one.holds && some_do_not {
        true => format!("{} (to be followed)", one.words.trim_end_matches('.')),
        false => one.words.clone(),
    });
    each.collect::<Vec<_>>().join(" / ")
}

fn write_conflicts(text: &mut String, conflicts: &[ConflictTouched<'_>]) -> std::fmt::Result {
    write_some(text, "Where the documents differ", conflicts, |conflict| {
        format!("{}: {}", conflict.about, both_said(conflict.says))
    })
}

fn write_notices(text: &mut String, notices: &[&str]) -> std::fmt::Result {
    notices.iter().try_for_each(|notice| writeln!(text, "Note: {notice}"))
}

fn write_editions(text: &mut String, editions: &[EditionNamed<'_>]) -> std::fmt::Result {
    editions.iter().try_for_each(|edition| {
        let from = edition.from.map_or_else(String::new, |day| format!(" from {day}"));
        let (pack, family) = (edition.pack, edition.family);
        writeln!(text, "Rules: {pack} {family}{from}, SHA-256 {}…", beginning(edition.digest))
    })
}

/// The beginning of a digest, enough to tell it from others.
fn beginning(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

/// A word of the wire as a person writes it.
fn spaced(word: &str) -> String {
    word.replace('-', " ")
}

/// A unit as a person says it: one day, two working days.
fn units(n: u16, word: &str) -> String {
    let words = spaced(word);
    if n == 1 { words.trim_end_matches('s').to_owned() } else { words }
}

/// The first names of a list, and how many more there are.
fn some_of(names: &[&str]) -> String {
    let shown: Vec<&str> = names.iter().take(SHOWN).copied().collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

fn day(days: Days) -> String {
    if days.earliest == days.latest {
        return days.earliest.to_string();
    }
    format!("between {} and {}", days.earliest, days.latest)
}

/// The day that something is due; of a range the safe one, while it is not done.
fn due_day(days: Days, is_done: bool) -> String {
    let safe = if is_done || days.earliest == days.latest {
        String::new()
    } else {
        format!(" (safe: {})", days.earliest)
    };
    format!("{}{safe}", day(days))
}

fn number(days: NumberOfDays) -> String {
    match (days.least, days.most) {
        (1, 1) => "1 day".to_owned(),
        (least, most) if least == most => format!("{least} days"),
        (least, most) => format!("{least} to {most} days"),
    }
}
