//! Who says so: places in published documents, how they bind and how surely they were read, in words
//! that need no legend.

use super::names::{Names, pack_name};
use super::tree::{Item, Line};
use crate::citation::{Basis, Citation, Evidence, Standing, Strength};
use crate::date::Day;
use crate::words::long_day;

/// The lines that stand under everything a pack states: where it stands, how it binds, how surely it
/// was read.
pub(super) fn standing(standing: &Standing, names: &Names<'_>) -> Vec<Item> {
    let how = format!("{}, {}. {}.", strength(standing), basis(standing), evidence(standing));
    vec![
        Item::named("Rests on", cites(&standing.cites, names)),
        Item::named("How firmly", Line::text(how)),
    ]
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

fn strength(standing: &Standing) -> &'static str {
    match standing.strength {
        Strength::Must => "Required (“must”)",
        Strength::Should => "Expected (“should”)",
        Strength::May => "Allowed (“may”)",
        Strength::Aim => "Intended (an aim)",
    }
}

fn basis(standing: &Standing) -> &'static str {
    match standing.basis {
        Basis::Statute => "by law (an Act, regulations or a judgment)",
        Basis::StatutoryGuidance => "by statutory guidance",
        Basis::LocalArrangements => "by the partnership's own published arrangements",
        Basis::PublishedPractice => "by what partnerships publish as their practice",
        Basis::ProjectReading => "in a reading by the authors of these rules, to be confirmed",
    }
}

fn evidence(standing: &Standing) -> &'static str {
    match standing.evidence {
        Evidence::TextChecked => "Compared with the published text",
        Evidence::Secondary => "Taken from a report of the text, not from the text itself",
        Evidence::Recalled => "Given by its place alone; the text itself was not compared",
        Evidence::Inferred => "A conclusion: no text says it in so many words",
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
    let line = Line::default().code(id);
    let editions = names.layered.editions.iter().filter(|used| used.from.is_some());
    let line = match origin(at).filter(|_| editions.count() > 1) {
        Some((pack, from)) => {
            line.then(format!(" – {}, edition of {}", pack_name(pack), long_day(from)))
        }
        None => line,
    };
    let line = match overrides {
        Some(id) => line.then("; it takes the place of ").code(id).then(" in the rules beneath"),
        None => line,
    };
    Item::named("Reference", line)
}
