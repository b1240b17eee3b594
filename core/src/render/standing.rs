//! Who says so: places in published documents, how they bind and how surely they were read, in words
//! that need no legend.

use super::names::{Names, pack_name};
use super::tree::{Item, Line};
use crate::citation::{Basis, Citation, Evidence, Source, Standing, Strength};
use crate::date::{Day, PartialDate};
use crate::words::long_day;

/// The line that stands under everything a pack states: where it stands, how it binds, how surely it
/// was read, and under which id it stands in the rules.
pub(super) fn foot(standing: &Standing, reference: Line, names: &Names<'_>) -> Item {
    let basis = basis(standing, names);
    let marks = match (standing.basis, standing.evidence) {
        // No text binds anybody to what is only our conclusion from it, however it is worded.
        (Basis::ProjectReading, Evidence::Inferred) => {
            format!(". Our own conclusion, to be confirmed: {}. ", read_as(standing))
        }
        (Basis::ProjectReading, _) => format!(
            ". Our own reading, to be confirmed: {}; {}. ",
            read_as(standing),
            evidence(standing)
        ),
        _ => format!(". {} {basis}; {}. ", strength(standing), evidence(standing)),
    };
    let line = cites(&standing.cites, names).then(marks);
    Item::named("Rests on", line.join(Line::strong("Reference:")).then(" ").join(reference))
}

/// How those lines are to be read: what each part of them says.
pub(super) fn legend() -> Vec<Item> {
    const ALL: [(&str, &str); 5] = [
        (
            "Rests on",
            "under each statement, the published texts with the places in them. What a text says is \
             told in words of the authors of these rules (“our”), not in its own.",
        ),
        (
            "How it binds",
            "required (must), expected (should), allowed (may) or intended (an aim); and by what: law is \
             an Act, regulations or a judgment. A conclusion of ours binds nobody; it says how we take \
             the texts it is drawn from.",
        ),
        (
            "How surely it was read",
            "compared with the text; from a report of the text, and not from the text itself; the text \
             not compared, and only its place known; or our conclusion, which no text states in so many \
             words.",
        ),
        (
            "The same as the entry above",
            "the texts and the marks are those of the entry before it in the same list.",
        ),
        (
            "Reference",
            "under what name, and in which edition, the statement stands in the rules. Where no days are \
             given, it is in force from the first day of that edition on.",
        ),
    ];
    ALL.iter().map(|(name, words)| Item::named(name, Line::text(*words))).collect()
}

/// Places, those of one document together, each document linked where it can be read.
pub(super) fn cites(cites: &[Citation], names: &Names<'_>) -> Line {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for cite in cites {
        match found.iter_mut().find(|(source, _)| *source == cite.source) {
            Some((_, places)) => places.push(&cite.at),
            None => found.push((&cite.source, vec![&cite.at])),
        }
    }
    let each = found.into_iter().map(|(source, places)| {
        let line = document(source, names).then(format!(", {}", places.join(" and ")));
        let remarks = names.source(source).map(|found| remarks(found, names)).unwrap_or_default();
        if remarks.is_empty() { line } else { line.then(format!(" ({})", remarks.join("; "))) }
    });
    Line::joined(each, "; ")
}

/// What a reader has to know of a text beside its title.
fn remarks(source: &Source, names: &Names<'_>) -> Vec<String> {
    let mut found: Vec<String> = source.caution.iter().cloned().collect();
    if begins_later(source, names) {
        found.push("published after the day of this document".to_owned());
    }
    found
}

/// Whether a text was published only after the day of the document.
fn begins_later(source: &Source, names: &Names<'_>) -> bool {
    let published = source.date.as_deref().and_then(PartialDate::parse);
    published.is_some_and(|date| date.first > names.day)
}

/// Whether what is cited was published only after the day of the document.
pub(super) fn is_later(cite: &Citation, names: &Names<'_>) -> bool {
    let source = names.layered.sources.get(&cite.source);
    source.is_some_and(|source| begins_later(source, names))
}

/// A document by its publisher and title, linked where it can be read.
pub(super) fn document(source: &str, names: &Names<'_>) -> Line {
    let Some(found) = names.source(source) else { return Line::default().code(source) };
    let line = match needs_no_publisher(found) {
        true => Line::default(),
        false => Line::text(format!("{}: ", found.publisher)),
    };
    match found.link.as_deref().filter(|link| !is_first_page(link)) {
        Some(link) => line.web(&found.title, link),
        None => line.then(&found.title),
    }
}

/// Whether the title says already whose text it is, as that of an Act, a judgment or national
/// guidance does.
fn needs_no_publisher(source: &Source) -> bool {
    const NATIONAL: [&str; 8] = [
        "UK Parliament",
        "UK Government",
        "HM Government",
        "House of Lords",
        "High Court",
        "Department for Education",
        "Department of Health and Social Care",
        "Home Office",
    ];
    let publisher = source.publisher.to_lowercase();
    let begins: Vec<&str> = publisher.split(' ').take(2).collect();
    NATIONAL.contains(&source.publisher.as_str())
        || source.title.to_lowercase().contains(&begins.join(" "))
}

/// Whether an address is the first page of a site, and not that of the text itself.
pub(super) fn is_first_page(link: &str) -> bool {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

/// The site at an address.
pub(super) fn site(link: &str) -> &str {
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

fn strength(standing: &Standing) -> &'static str {
    match standing.strength {
        Strength::Must => "Required",
        Strength::Should => "Expected",
        Strength::May => "Allowed",
        Strength::Aim => "Intended",
    }
}

/// How strongly something binds and by what, in a few words.
pub(super) fn binding(standing: &Standing, names: &Names<'_>) -> String {
    let by = match standing.basis {
        Basis::Statute => "law",
        Basis::StatutoryGuidance => "statutory guidance",
        Basis::LocalArrangements if is_older(standing, names) => "older local paper",
        Basis::LocalArrangements => "local arrangements",
        Basis::PublishedPractice => "practice or advice",
        Basis::ProjectReading => "our reading",
    };
    format!("{}: {by}", standing.strength.word())
}

/// Whether all that it rests on are papers of which a reader is warned.
fn is_older(standing: &Standing, names: &Names<'_>) -> bool {
    let cautioned =
        |cite: &Citation| names.source(&cite.source).is_some_and(|source| source.caution.is_some());
    standing.cites.iter().all(cautioned)
}

/// How a conclusion of ours takes what it rests on.
fn read_as(standing: &Standing) -> &'static str {
    match standing.strength {
        Strength::Must => "we take it to be required",
        Strength::Should => "we take it to be expected",
        Strength::May => "we take it to be allowed",
        Strength::Aim => "we take it to be an aim",
    }
}

fn basis(standing: &Standing, names: &Names<'_>) -> &'static str {
    match standing.basis {
        Basis::Statute => "by law",
        // Guidance is had regard to; its own "must" does not make an Act of it.
        Basis::StatutoryGuidance if standing.strength == Strength::Must => {
            "in the words of statutory guidance"
        }
        Basis::StatutoryGuidance => "by statutory guidance",
        Basis::LocalArrangements if is_older(standing, names) => "by an older local paper",
        Basis::LocalArrangements => "by the area's own published documents",
        Basis::PublishedPractice => "by published practice or advice",
        Basis::ProjectReading => "by our own reading, to be confirmed",
    }
}

fn evidence(standing: &Standing) -> &'static str {
    match standing.evidence {
        Evidence::TextChecked => "compared with the text",
        Evidence::Secondary => "from a report of the text",
        Evidence::Recalled => "the text not compared",
        Evidence::Inferred => "our conclusion",
    }
}

/// Which pack and edition an item comes from, by its place; `None` where it is not told.
pub(super) fn origin(at: &str) -> Option<(&str, Day)> {
    let name = at.split('#').next()?;
    let (pack, from) = (name.split('/').next()?, name.rsplit('/').next()?);
    Some((pack, Day::parse(from)?))
}

/// Under which id an item stands in the rules, and in whose, where the document rests on several
/// editions.
pub(super) fn reference(id: &str, at: &str, overrides: Option<&str>, names: &Names<'_>) -> Item {
    Item::named("Reference", reference_line(id, at, overrides, names))
}

/// The same without its name.
pub(super) fn reference_line(
    id: &str,
    at: &str,
    overrides: Option<&str>,
    names: &Names<'_>,
) -> Line {
    let line = Line::default().code(id);
    let editions = names.layered.editions.iter().filter(|used| used.from.is_some());
    let line = match origin(at).filter(|_| editions.count() > 1) {
        Some((pack, from)) => {
            line.then(format!(" – {}, edition of {}", pack_name(pack), long_day(from)))
        }
        None => line,
    };
    match overrides {
        Some(id) => line.then("; it takes the place of ").code(id).then(" in the rules beneath"),
        None => line,
    }
}
