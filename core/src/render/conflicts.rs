//! Where documents differ: what each says, side by side.

use super::audits::in_days;
use super::names::{Names, bare};
use super::standing::{cites, reference};
use super::tree::{Item, Line, Page};
use crate::pack::{Conflict, Placed};

/// Every place where documents differ.
pub(super) fn conflicts(page: &mut Page, names: &Names<'_>, wanted: impl Fn(&str) -> bool) {
    let all = &names.items().conflicts;
    let mut of = all.iter().filter(|one| wanted(&one.is.subject)).peekable();
    if of.peek().is_none() {
        return;
    }
    page.part(2, "Where the documents differ");
    page.paragraph(Line::text(
        "In these places the published texts say different things, told here in our words. Both \
         stand here; which of them is followed is not for these rules to say.",
    ));
    let (now, other): (Vec<_>, Vec<_>) = of.partition(|one| one.is.is_of(names.day));
    for one in now {
        page.together(|page| conflict(page, one, names));
    }
    for one in other {
        page.together(|page| conflict(page, one, names));
    }
}

/// The key of its heading.
fn key(id: &str) -> String {
    format!("conflict {id}")
}

fn conflict(page: &mut Page, placed: &Placed<Conflict>, names: &Names<'_>) {
    let conflict = &placed.is;
    page.heading(3, &conflict.about, key(&conflict.id));
    let mut items: Vec<Item> = says(conflict, names);
    if !conflict.is_of(names.day) {
        let days = in_days(conflict.from, conflict.until);
        items.insert(0, Item::named("Not on the day of this document", Line::text(days.trim())));
    }
    items.push(reference(&conflict.id, &placed.at, None, names));
    page.list(items);
}

fn says(conflict: &Conflict, names: &Names<'_>) -> Vec<Item> {
    let each = conflict.says.iter().map(|saying| {
        // Our words for what the text says: no marks of quotation, which would claim its own.
        let line = Line::text(format!("{} (", bare(&saying.words)));
        Item::of(line.join(cites(&saying.cites, names)).then(")"))
    });
    each.collect()
}

/// The conflicts of the day that an item touches, by their names: what each text says stands once, in
/// the section on them.
pub(super) fn touching(ids: &[&str], names: &Names<'_>) -> Option<Item> {
    let all = names.items().conflicts.iter().map(|one| &one.is);
    let of = all.filter(|one| one.is_of(names.day));
    let of = of.filter(|one| one.touches.iter().any(|id| ids.contains(&id.as_str())));
    let lines: Vec<Line> = of.map(|one| Line::default().here(&one.about, key(&one.id))).collect();
    (!lines.is_empty()).then(|| Item::named("The documents differ", Line::joined(lines, "; ")))
}
