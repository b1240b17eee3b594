//! A document in short: what a lead keeps at hand of one family, and what a board member reads of
//! all four. The same data and the same sentences as in the full document; what stands here stands
//! there, with its conditions, its texts and its marks.

mod audits;
mod membership;
mod reviews;
mod thresholds;

use super::conflicts::{End, ends, is_now};
use super::membership::Hall;
use super::names::{Names, bare, family_name, pack_name};
use super::standing::binding;
use super::tree::{Item, Line, Page};
use super::{CONTENTS, Document, START, anchors::Anchors, settings};
use crate::citation::Standing;
use crate::date::Day;
use crate::error::Error;
use crate::pack::{Catalogue, Family, Layered};
use crate::words::long_day;
use std::collections::BTreeSet;

/// One family of a pack on a day, in short: for thresholds what a safeguarding lead keeps at hand.
///
/// # Errors
///
/// As those of [`document`](super::document).
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{render, Catalogue, Day, Family};
/// let day = Day::parse("2024-01-05").unwrap();
/// let catalogue = Catalogue::bundled();
/// let sheet = render::short(&catalogue, Family::Thresholds, "walsall", day, None).unwrap();
/// assert!(sheet.to_markdown().starts_with("# Walsall: levels of need and legal tests in short"));
/// # }
/// ```
pub fn short(
    catalogue: &Catalogue,
    family: Family,
    pack: &str,
    as_of: Day,
    subject: Option<&str>,
) -> Result<Document, Error> {
    let layered = catalogue.layered(family, pack, as_of)?;
    layered.check_subject(subject)?;
    let mut page = Page::default();
    one(&mut page, catalogue, family, layered, (as_of, subject, Reader::Lead))?;
    editions(&mut page, &[layered]);
    let of_subject = subject.and_then(|id| {
        let found = layered.items.subjects.iter().find(|known| known.is.id == id);
        found.map(|found| format!(", {}", found.is.label))
    });
    let title = format!(
        "{}: {} in short{}, on {}",
        pack_name(&layered.pack),
        family_name(family),
        of_subject.unwrap_or_default(),
        long_day(as_of)
    );
    Ok(finished(title, &[layered], page))
}

/// All families of a pack on a day, in short: what a member of a board reads.
///
/// A family in which the pack has no edition of the day is left out.
///
/// # Errors
///
/// `request.unknown-pack` and `request.no-edition`, where no family has an edition of the day.
pub fn board(catalogue: &Catalogue, pack: &str, as_of: Day) -> Result<Document, Error> {
    let mut page = Page::default();
    let mut all: Vec<&Layered> = Vec::new();
    let mut refused = None;
    for (_, family) in Family::WORDS {
        match catalogue.layered(*family, pack, as_of) {
            Ok(layered) => {
                one(&mut page, catalogue, *family, layered, (as_of, None, Reader::Board))?;
                all.push(layered);
            }
            Err(error) => refused = refused.or(Some(error)),
        }
    }
    match (refused, all.first()) {
        (Some(error), None) => Err(error),
        (_, first) => {
            let name = first.map_or_else(|| pack.to_owned(), |one| pack_name(&one.pack));
            editions(&mut page, &all);
            let title = format!("{name}: the rules in short, on {}", long_day(as_of));
            Ok(finished(title, &all, page))
        }
    }
}

/// From how many open things on a short document for a board says how many they are.
const MANY_OPEN: usize = 12;

/// For whom it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    /// Somebody who works by the rules of one family.
    Lead,
    /// Somebody who answers for all of them.
    Board,
}

/// One family, under a heading of its own.
fn one(
    page: &mut Page,
    catalogue: &Catalogue,
    family: Family,
    layered: &Layered,
    (as_of, subject, reader): (Day, Option<&str>, Reader),
) -> Result<(), Error> {
    let names = Names::of(layered, as_of);
    let is_wanted = |id: &str| subject.is_none_or(|only| only == id);
    page.part(2, super::names::capital(family_name(family)));
    let subjects = layered.items.subjects.iter().filter(|one| is_wanted(&one.is.id));
    match family {
        Family::Thresholds => {
            subjects.for_each(|one| thresholds::subject(page, one, reader, &names));
        }
        Family::Reviews => subjects.for_each(|one| reviews::subject(page, one, reader, &names)),
        Family::Audits => audits::audits(page, reader, &names),
        Family::Membership => {
            let rules = catalogue.membership(&layered.pack, as_of)?;
            let scene = rules.scene();
            membership::membership(page, reader, &Hall { scene: &scene, names: &names });
            scene.finished()?;
        }
    }
    differ(page, reader, &names, &is_wanted);
    open(page, (family, reader), &names);
    Ok(())
}

/// What is followed where texts differ, and what is an open question. Where both apply, a board has
/// their names only.
fn differ(page: &mut Page, reader: Reader, names: &Names<'_>, wanted: &dyn Fn(&str) -> bool) {
    let all = names.items().conflicts.iter().map(|one| &one.is);
    let all: Vec<_> = all.filter(|one| wanted(&one.subject) && is_now(one, names)).collect();
    let is_told = |end| end == End::OneHolds || (end == End::AllHold && reader == Reader::Lead);
    let told = all.iter().filter(|one| is_told(ends(one, names)));
    let rows = told.map(|one| {
        let held: Vec<&str> =
            one.says.iter().filter(|one| one.holds).map(|one| bare(&one.words)).collect();
        vec![Line::text(&one.about), Line::text(held.join("; and: "))]
    });
    let rows: Vec<_> = rows.collect();
    let named = |wanted: End| {
        let of = all.iter().filter(|one| ends(one, names) == wanted && !is_told(wanted));
        of.map(|one| one.about.as_str()).collect::<Vec<_>>().join("; ")
    };
    if all.is_empty() {
        return;
    }
    page.heading(3, "Where the documents differ", "");
    let of = caption(names);
    page.table(format!("What is followed – {of}"), &["About", "What is followed"], rows);
    for (name, end) in
        [("Both apply:", End::AllHold), ("Open, for the partnership to settle:", End::Open)]
    {
        let about = named(end);
        if !about.is_empty() {
            page.paragraph(Line::strong(name).then(format!(" {about}.")));
        }
    }
}

/// What the tables of a family are told apart by.
fn caption(names: &Names<'_>) -> String {
    names.layered.editions.first().map_or_else(String::new, |one| one.family.to_owned())
}

/// What is left open by the texts.
fn open(page: &mut Page, (family, reader): (Family, Reader), names: &Names<'_>) {
    let open = settings::left_open(names);
    if open.is_empty() {
        return;
    }
    page.heading(3, "What the texts leave open", "");
    let mut by_whom: Vec<(&str, Vec<&str>)> = Vec::new();
    for (label, by) in open {
        match by_whom.iter_mut().find(|(known, _)| *known == by) {
            Some((_, labels)) => labels.push(label),
            None => by_whom.push((by, vec![label])),
        }
    }
    let rows = by_whom.into_iter();
    // A board that has much to settle first has to know how much; each stands in the full document.
    let rows = rows.map(|(by, labels)| {
        let what = match (reader, labels.len()) {
            (Reader::Board, many) if many > MANY_OPEN => {
                format!("{many} things, each told in the full document under this heading")
            }
            _ => labels.join("; "),
        };
        vec![Line::text(by), Line::text(what)]
    });
    page.table(
        format!("To be decided – {}", family_name(family)),
        &["By whom", "What"],
        rows.collect(),
    );
}

/// What is said, with how strongly it binds and by what behind it.
fn marked(line: Line, standing: &Standing, names: &Names<'_>) -> Line {
    line.then(format!(" [{}]", binding(standing, names)))
}

/// The editions behind it, each once.
fn editions(page: &mut Page, all: &[&Layered]) {
    let mut seen = BTreeSet::new();
    let used = all.iter().flat_map(|one| one.editions.iter());
    let rows = used.filter(|used| used.from.is_some() && seen.insert(used.digest.clone()));
    let rows = rows.map(|used| {
        let from = used.from.map_or_else(String::new, long_day);
        let name = format!("{}, {}", pack_name(&used.pack), used.family);
        vec![Line::text(name), Line::text(from), Line::default().code(&used.digest)]
    });
    let rows: Vec<_> = rows.collect();
    page.part(2, "Editions behind this document");
    page.table("Editions with their digests", &["Rules", "Edition of", "SHA-256"], rows);
}

fn finished(title: String, all: &[&Layered], page: Page) -> Document {
    let mut opening = Page::default();
    opening.paragraph(Line::text(
        "A short form of the rules of one day, written from the same data and in the same sentences \
         as the full document, which has the conditions, the published texts with their places, and \
         how surely each was read. In square brackets stands how strongly a statement binds, and by \
         what. It does not replace the judgement of those who work with a person, or who \
         chair, advise or decide.",
    ));
    let mut seen = BTreeSet::new();
    let notices = all.iter().flat_map(|one| one.editions.iter()).filter_map(|used| {
        let notice = used.notice.as_deref()?;
        let name = format!("Note on the rules of {}", pack_name(&used.pack));
        seen.insert(notice).then(|| Item::named(&name, Line::text(notice)))
    });
    opening.list(notices.collect());
    let anchors = Anchors::of(&[&title, CONTENTS, START], &page.blocks);
    let contents = page.contents();
    Document { title, opening: opening.blocks, contents, body: page.blocks, anchors }
}
