//! Where documents differ: what each says, side by side.

use super::audits::in_days;
use super::names::{Names, bare};
use super::standing::{cites, is_later, reference};
use super::tree::{Item, Line, Page};
use crate::pack::{Conflict, Placed, Saying};

/// Every place where documents differ.
pub(super) fn conflicts(page: &mut Page, names: &Names<'_>, wanted: impl Fn(&str) -> bool) {
    let all = &names.items().conflicts;
    let mut of = all.iter().filter(|one| wanted(&one.is.subject)).peekable();
    if of.peek().is_none() {
        return;
    }
    page.part(2, "Where the documents differ");
    page.paragraph(Line::text(
        "In these places the published texts say different things, told here in our words.",
    ));
    let (now, other): (Vec<_>, Vec<_>) = of.partition(|one| is_now(&one.is, names));
    for (title, words, end) in ENDS {
        let mut of = now.iter().filter(|one| ends(&one.is, names) == end).peekable();
        if of.peek().is_some() {
            page.part(3, title);
            page.paragraph(Line::text(words));
        }
        of.for_each(|one| page.together(|page| conflict(page, one, names)));
    }
    if !other.is_empty() {
        page.part(3, "Not on this day");
    }
    for one in other {
        page.together(|page| conflict(page, one, names));
    }
}

/// How it ends where texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Something that has to be followed comes before the rest.
    OneHolds,
    /// All of it applies.
    AllHold,
    /// Nothing settles it.
    Open,
}

const ENDS: [(&str, &str, End); 3] = [
    (
        "Where law, or guidance that has to be followed, comes first",
        "What is marked is followed; the rest does not take its place.",
        End::OneHolds,
    ),
    (
        "Where both apply",
        "These speak of different things, or one can be kept by keeping the other: each is followed.",
        End::AllHold,
    ),
    ("Open questions", "Nothing in the texts settles these; the partnership does.", End::Open),
];

/// How it ends, by what is marked as followed of those texts that are there on the day.
pub(super) fn ends(conflict: &Conflict, names: &Names<'_>) -> End {
    let is_there = |saying: &&Saying| saying.cites.iter().any(|cite| !is_later(cite, names));
    let there: Vec<&Saying> = conflict.says.iter().filter(is_there).collect();
    match there.iter().filter(|one| one.holds).count() {
        0 => End::Open,
        held if held == there.len() => End::AllHold,
        _ => End::OneHolds,
    }
}

/// Whether it concerns the day of the document, and two texts that differ are there on it.
pub(super) fn is_now(conflict: &Conflict, names: &Names<'_>) -> bool {
    let is_there = |saying: &&Saying| saying.cites.iter().any(|cite| !is_later(cite, names));
    conflict.is_of(names.day) && conflict.says.iter().filter(is_there).count() > 1
}

/// The key of its heading.
fn key(id: &str) -> String {
    format!("conflict {id}")
}

fn conflict(page: &mut Page, placed: &Placed<Conflict>, names: &Names<'_>) {
    let conflict = &placed.is;
    page.heading(4, &conflict.about, key(&conflict.id));
    let mut items: Vec<Item> = says(conflict, names);
    if !is_now(conflict, names) {
        let days = match in_days(conflict.from, conflict.until) {
            days if days.is_empty() => "one of the texts is of a later day".to_owned(),
            days => days.trim().trim_matches(['(', ')']).to_owned(),
        };
        items.insert(
            0,
            Item::named("Not yet, or no longer, on the day of this document", Line::text(days)),
        );
    }
    items.push(reference(&conflict.id, &placed.at, None, names));
    page.list(items);
}

fn says(conflict: &Conflict, names: &Names<'_>) -> Vec<Item> {
    let one_holds = ends(conflict, names) == End::OneHolds;
    let each = conflict.says.iter().map(|saying| {
        // Our words for what the text says: no marks of quotation, which would claim its own.
        let line = Line::text(format!("{} (", bare(&saying.words)));
        let line = line.join(cites(&saying.cites, names)).then(")");
        match one_holds && saying.holds {
            true => Item::named("To be followed", line),
            false => Item::of(line),
        }
    });
    each.collect()
}

/// The conflicts of the day that an item touches, by their names: what each text says stands once, in
/// the section on them.
pub(super) fn touching(ids: &[&str], names: &Names<'_>) -> Option<Item> {
    let all = names.items().conflicts.iter().map(|one| &one.is);
    let of = all.filter(|one| is_now(one, names));
    let of = of.filter(|one| one.touches.iter().any(|id| ids.contains(&id.as_str())));
    let lines: Vec<Line> = of.map(|one| Line::default().here(&one.about, key(&one.id))).collect();
    (!lines.is_empty()).then(|| Item::named("The documents differ", Line::joined(lines, "; ")))
}
