//! Where documents differ: what each says, side by side.

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
        "In these places the published texts say different things. Both stand here; which of \
         them is followed is not for these rules to say.",
    ));
    for one in of {
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
    items.push(reference(&conflict.id, &placed.at, None, names));
    page.list(items);
}

fn says(conflict: &Conflict, names: &Names<'_>) -> Vec<Item> {
    let each = conflict.says.iter().map(|saying| {
        let line = Line::text(format!("“{}” ", bare(&saying.words)));
        Item::of(line.then("(").join(cites(&saying.cites, names)).then(")"))
    });
    each.collect()
}

/// The conflicts that an item touches, with both texts, for its own place in the document.
pub(super) fn touching(ids: &[&str], names: &Names<'_>) -> Vec<Item> {
    let all = names.items().conflicts.iter().map(|one| &one.is);
    let of = all.filter(|one| one.touches.iter().any(|id| ids.contains(&id.as_str())));
    let each = of.map(|one| Item {
        line: Line::strong("The documents differ:").then(" ").here(&one.about, key(&one.id)),
        below: says(one, names),
    });
    each.collect()
}

/// The same without their texts, where these would stand again and again.
pub(super) fn touching_by_name(id: &str, names: &Names<'_>) -> Option<Item> {
    let all = touching(&[id], names);
    let named = |item: Item| Line(item.line.0.into_iter().skip(2).collect());
    let lines: Vec<Line> = all.into_iter().map(named).collect();
    (!lines.is_empty()).then(|| Item::named("The documents differ", Line::joined(lines, "; ")))
}
