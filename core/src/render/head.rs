//! The top of a document: what it is, which editions it rests on, and their digests.

use super::names::{Names, capital, family_name, pack_name};
use super::standing::legend;
use super::tree::{Item, Line, Page};
use super::turns;
use crate::date::Day;
use crate::pack::{Catalogue, Edition, EditionUsed, Family, Layered};
use crate::words::long_day;

/// The title.
pub(super) fn title(
    layered: &Layered,
    family: Family,
    as_of: Day,
    subject: Option<&str>,
) -> String {
    let of_subject = subject.and_then(|id| {
        let subjects = &layered.items.subjects;
        subjects.iter().find(|known| known.is.id == id).map(|known| known.is.label.clone())
    });
    let of_subject = of_subject.map_or_else(String::new, |label| format!(", {label}"));
    format!(
        "{}: {}{of_subject}, on {}",
        pack_name(&layered.pack),
        family_name(family),
        long_day(as_of)
    )
}

/// What stands before the contents.
pub(super) fn opening(catalogue: &Catalogue, layered: &Layered, as_of: Day) -> Page {
    let mut page = Page::default();
    let own = editions(catalogue, layered).next();
    if let Some((used, edition)) = own {
        page.paragraph(Line::strong(&edition.title));
        page.list(of_edition(edition, used));
    }
    let (since, next) = turns::around(layered, as_of);
    let next = next.map_or_else(
        || "no later change is in them".to_owned(),
        |next| format!("the next change in them is on {}", long_day(next)),
    );
    page.paragraph(Line::text(format!(
        "This document says what applies on {}: the rules for that day have stood since {}, and \
         {next}; what has changed in law or guidance since they were last compared with their \
         sources is not in them. It is written from the rules themselves, and every statement names \
         the published text that it rests on. It does not replace the judgement of those who work \
         with a person, or who chair, advise or decide.",
        long_day(as_of),
        long_day(since)
    )));
    page.paragraph(Line::strong("How to read it"));
    page.list(legend());
    page.paragraph(Line::strong("What to know of these rules"));
    let notices = layered.editions.iter().filter_map(|used| {
        let name = format!("Note on the rules of {}", pack_name(&used.pack));
        Some(Item::named(&name, Line::text(used.notice.as_deref()?)))
    });
    page.list(notices.collect());
    page
}

fn of_edition(edition: &Edition, used: &EditionUsed) -> Vec<Item> {
    let mut items = vec![
        Item::named("Authority", Line::text(pack_name(&edition.pack))),
        Item::named("About", Line::text(capital(family_name(edition.family)))),
        Item::named("Applies", Line::text(applies(used))),
    ];
    if let Some(base) = &edition.extends {
        let line = format!("the rules of {}, which lie beneath", pack_name(base));
        items.push(Item::named("Adds to", Line::text(line)));
    }
    if let Some(earlier) = edition.amends {
        let line = format!("the edition of {}", long_day(earlier));
        items.push(Item::named("Amends", Line::text(line)));
    }
    if edition.illustrative {
        let line = Line::text("an illustration, and nobody's adopted policy");
        items.push(Item::named("Standing", line));
    }
    let checked = Line::text(long_day(edition.checked_on));
    items.push(Item::named("Last compared with its sources", checked));
    items
}

fn applies(used: &EditionUsed) -> String {
    match (used.from, used.until) {
        (Some(from), Some(until)) => {
            format!("from {} to {}", long_day(from), long_day(until.before()))
        }
        (Some(from), None) => format!("from {} on", long_day(from)),
        (None, _) => "at all times".to_owned(),
    }
}

/// The editions that a document rests on, its own first, with what they say of themselves.
fn editions<'c>(
    catalogue: &'c Catalogue,
    layered: &'c Layered,
) -> impl Iterator<Item = (&'c EditionUsed, &'c Edition)> {
    layered.editions.iter().filter_map(|used| {
        let mut all = catalogue.editions(&used.pack);
        all.find(|edition| edition.digest == used.digest).map(|edition| (used, edition))
    })
}

/// Every text that the document rests on, and every document that is cited.
pub(super) fn texts(page: &mut Page, catalogue: &Catalogue, names: &Names<'_>) {
    page.part(2, "Editions behind this document");
    let rows = names.layered.editions.iter().map(|used| {
        let mut all = catalogue.editions(&used.pack);
        let edition = all.find(|edition| edition.digest == used.digest);
        let title = match edition {
            Some(edition) => edition.title.clone(),
            None => format!("List of sources of {}", pack_name(&used.pack)),
        };
        let checked = edition.map_or("–".to_owned(), |edition| long_day(edition.checked_on));
        vec![
            Line::text(title),
            Line::text(pack_name(&used.pack)),
            Line::text(applies(used)),
            Line::text(checked),
            Line::default().code(&used.digest),
        ]
    });
    page.table(
        "Editions and lists of sources, with their digests",
        &["Text", "Pack", "Applies", "Last compared with its sources", "SHA-256"],
        rows.collect(),
    );
}
