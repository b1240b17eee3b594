//! Who says so: places in published documents, how they bind and how surely they were read, in words
//! that need no legend.

use super::names::{Names, pack_name};
use super::tree::{Item, Line};
use crate::citation::{Basis, Citation, Evidence, Standing, Strength};
use crate::date::Day;
use crate::words::long_day;

/// The lines that stand under everything a pack states: where it stands, how it binds, how surely.
pub(super) fn standing(standing: &Standing, names: &Names<'_>) -> Vec<Item> {
    let how = format!(
        "{}; {}; {}.",
        strength(standing.strength),
        basis(standing.basis),
        evidence(standing.evidence)
    );
    vec![
        Item::named("Rests on", cites(&standing.cites, names)),
        Item::named("How firmly", Line::text(how)),
    ]
}

/// The same in one line.
pub(super) fn in_a_line(standing: &Standing, names: &Names<'_>) -> Line {
    cites(&standing.cites, names).then(format!(
        " ({}; {}; {})",
        strength(standing.strength).to_lowercase(),
        basis(standing.basis),
        evidence(standing.evidence)
    ))
}

/// Places, those of one document together, each document linked where it was published.
pub(super) fn cites(cites: &[Citation], names: &Names<'_>) -> Line {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for cite in cites {
        match found.iter_mut().find(|(source, _)| *source == cite.source) {
            Some((_, places)) => places.push(&cite.at),
            None => found.push((&cite.source, vec![&cite.at])),
        }
    }
    let each = found.into_iter().map(|(source, places)| {
        document(source, names).then(format!(", {}", places.join(" and ")))
    });
    Line::joined(each, "; ")
}

/// A document by its title, linked where it can be read.
pub(super) fn document(source: &str, names: &Names<'_>) -> Line {
    let Some(found) = names.source(source) else { return Line::default().code(source) };
    match &found.link {
        Some(link) => Line::default().web(&found.title, link),
        None => Line::text(&found.title),
    }
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Must => "Required (must)",
        Strength::Should => "Expected (should)",
        Strength::May => "Allowed (may)",
        Strength::Aim => "Intended (aim)",
    }
}

fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Statute => "law: an Act, regulations or a judgment",
        Basis::StatutoryGuidance => "statutory guidance",
        Basis::LocalArrangements => "the partnership's own published arrangements",
        Basis::PublishedPractice => "what partnerships publish as their practice",
        Basis::ProjectReading => "a reading by the authors of these rules, to be confirmed",
    }
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::TextChecked => "compared with the published text",
        Evidence::Secondary => "taken from a report of the text, not from the text itself",
        Evidence::Recalled => "named from memory; the text was not compared",
        Evidence::Inferred => "a conclusion; no text says it in so many words",
    }
}

/// Which pack and edition an item comes from, by its place; `None` where it is not told.
pub(super) fn origin(at: &str) -> Option<(&str, Day)> {
    let name = at.split('#').next()?;
    let (pack, from) = (name.split('/').next()?, name.rsplit('/').next()?);
    Some((pack, Day::parse(from)?))
}

/// The same as a line of its own, where several packs or editions stand behind the document.
pub(super) fn whence(at: &str, overrides: Option<&str>, names: &Names<'_>) -> Option<Item> {
    let editions = names.layered.editions.iter().filter(|used| used.from.is_some());
    let (pack, from) = origin(at).filter(|_| editions.count() > 1)?;
    let line = Line::text(format!("{}, edition of {}", pack_name(pack), long_day(from)));
    let line = match overrides {
        Some(id) => line.then("; it takes the place of ").code(id).then(" of the pack below"),
        None => line,
    };
    Some(Item::named("From the pack of", line))
}
