//! Answers about returns and about a yearly report in sentences.

use super::audits::write_shortened;
use super::audits::{write_conflicts, write_problems, write_whole};
use super::dates::{long_day, long_days};
use super::{grounds, some_of, write_editions, write_list, write_notices};
use crate::audits::{
    CarriedAnswer, PartAnswer, PlannedAnswer, ReportAnswer, ReturnAnswer, ReturnsAnswer,
};
use crate::truth::Truth;
use std::fmt::Write;

/// The answer in plain words: return by return what is complete, compliant and to be done, then
/// how each standard fares over all of them.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Catalogue, wire};
/// let request = r#"{ "question": "audit-returns", "pack": "walsall", "as_of": "2021-11-01",
///     "set": "s11-eight", "scale": "rag-met", "returns": [{ "agency": "hospital", "ratings": [
///         { "standard": "senior-commitment", "self": "green", "peer": "amber" }] }] }"#;
/// let text = wire::answer_in_words(&Catalogue::bundled(), request).unwrap();
/// assert!(text.starts_with("hospital: 1 of 8 standards are rated"), "{text}");
/// # }
/// ```
#[must_use]
pub fn returns_in_words(answer: &ReturnsAnswer<'_>) -> String {
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = write_returns(answer, &mut text);
    text
}

fn write_returns(answer: &ReturnsAnswer<'_>, text: &mut String) -> std::fmt::Result {
    for one in &answer.returns {
        write_return(answer, one, text)?;
    }
    write_list(
        text,
        "Over all returns",
        answer.standards.iter().map(|standard| {
            let counts = standard.counts.0.iter().map(|(rating, count)| {
                format!("{count} {}", answer.labels.rating(answer.scale, rating))
            });
            let counts = counts.collect::<Vec<_>>().join(", ");
            let counts = if counts.is_empty() { "not rated".to_owned() } else { counts };
            let open = match standard.not_rated {
                0 => String::new(),
                open => format!("; not rated in {open}"),
            };
            format!("{}: {counts}{open}", standard.label)
        }),
    )?;
    write_problems(&answer.problems, text)?;
    write_conflicts(text, &answer.conflicts)?;
    writeln!(text)?;
    write_notices(text, &answer.notices)?;
    write_whole(text)?;
    writeln!(
        text,
        "Rated against {} by {}, as it stands on {}. Ratings are what agencies and their peers say of \
         themselves and of each other.",
        answer.labels.set(answer.set),
        answer.labels.scale(answer.scale),
        long_day(answer.as_of)
    )?;
    write_editions(text, &answer.editions)
}

fn write_return(
    answer: &ReturnsAnswer<'_>,
    one: &ReturnAnswer<'_>,
    text: &mut String,
) -> std::fmt::Result {
    let labels = &answer.labels;
    let all = one.standards.len();
    let rated = all.saturating_sub(one.missing.len());
    let compliant = match (one.compliant.least, one.compliant.most) {
        (least, most) if least == most => format!("{least} compliant"),
        (least, most) => format!("{least} to {most} compliant"),
    };
    let worst = one.worst.map_or_else(String::new, |worst| {
        format!(", at worst {}", labels.rating(answer.scale, worst))
    });
    writeln!(text, "{}: {rated} of {all} standards are rated, {compliant}{worst}.", one.agency)?;
    let named = |ids: &[&str]| {
        let names: Vec<&str> = ids.iter().map(|id| label_of(answer, id)).collect();
        some_of(&names)
    };
    for (words, ids) in [
        ("Not rated", &one.missing),
        ("Shown by nothing", &one.without_evidence),
        ("To be acted on, and nothing is planned", &one.without_action),
        ("Planned, with nobody or no day named for it", &one.without_owner_or_day),
    ] {
        if !ids.is_empty() {
            writeln!(text, "  • {words}: {}", named(ids))?;
        }
    }
    for standard in &one.standards {
        let label = label_of(answer, standard.standard);
        if let Some(moved) = standard.moved {
            let (own, peer) = (standard.own.unwrap_or_default(), standard.peer.unwrap_or_default());
            let (own, peer) = (labels.rating(answer.scale, own), labels.rating(answer.scale, peer));
            writeln!(text, "  • {label}: {} from {own} to {peer} by the peers", moved.word())?;
        }
        for action in &standard.actions {
            writeln!(text, "  • {label}: {}", planned(action))?;
        }
    }
    let shown = |action: &CarriedAnswer<'_>| {
        let mut of = one.standards.iter().filter(|known| known.standard == action.standard);
        of.any(|known| known.actions.iter().any(|known| known.action == action.action))
    };
    for action in one.carry.iter().filter(|action| !shown(action)) {
        let from = action.from.map_or_else(String::new, |year| format!(" of {year}"));
        let label = label_of(answer, action.standard);
        writeln!(text, "  • {label}: not rated here; still to be closed: {}{from}", action.action)?;
    }
    Ok(())
}

fn label_of<'k>(answer: &ReturnsAnswer<'k>, id: &'k str) -> &'k str {
    let found = answer.standards.iter().find(|one| one.standard == id);
    found.map_or(id, |one| one.label)
}

fn planned(action: &PlannedAnswer<'_>) -> String {
    let owner = action.owner.map_or_else(String::new, |owner| format!(", {owner}"));
    let due = action.due.map_or_else(String::new, |due| format!(", by {}", long_days(due)));
    let carried =
        action.carried_from.map_or_else(String::new, |year| format!(", carried over from {year}"));
    format!("{} ({}{owner}{due}{carried})", action.action, action.state.word())
}

/// The answer in plain words: what the report has to have, what of it is there, and what the local
/// arrangements leave out of what the law asks for.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Catalogue, wire};
/// let request = r#"{ "question": "annual-report", "pack": "walsall", "as_of": "2022-06-01" }"#;
/// let text = wire::answer_in_words(&Catalogue::bundled(), request).unwrap();
/// assert!(text.contains("Not said whether it is there"), "{text}");
/// # }
/// ```
#[must_use]
pub fn report_in_words(answer: &ReportAnswer<'_>) -> String {
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = write_report(answer, &mut text);
    text
}

fn write_report(answer: &ReportAnswer<'_>, text: &mut String) -> std::fmt::Result {
    let complete = match answer.complete {
        Truth::True => "Everything that it has to have on that day is there.",
        Truth::False => "Something that it has to have is missing.",
        Truth::Unknown => "Whether everything is there cannot be told yet.",
    };
    let as_of = long_day(answer.as_of);
    writeln!(text, "{} ({}), as of {as_of}: {complete}", answer.label, answer.who)?;
    let of = |truth: Truth| answer.parts.iter().filter(move |part| part.present == truth);
    write_list(text, "Missing", of(Truth::False).map(part))?;
    write_list(text, "Not said whether it is there", of(Truth::Unknown).map(part))?;
    write_list(text, "There", of(Truth::True).map(part))?;
    write_shortened(
        text,
        "What the law asks for and no part of the local arrangements covers",
        &answer.omissions,
        "omissions",
        |omission| format!("{} [{}]", omission.words, grounds(&omission.grounds)),
    )?;
    write_problems(&answer.problems, text)?;
    write_conflicts(text, &answer.conflicts)?;
    writeln!(text)?;
    write_notices(text, &answer.notices)?;
    write_whole(text)?;
    write_editions(text, &answer.editions)
}

fn part(part: &PartAnswer<'_>) -> String {
    let note = part.note.map_or_else(String::new, |note| format!(" {note}"));
    format!("{} ({}) [{}]{note}", part.words, part.kind.word(), grounds(&part.grounds))
}
