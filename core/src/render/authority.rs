//! Who decides what: the matters, who has which part in each, who stays answerable, and the way of a
//! disagreement.

use super::membership::{Hall, sides};
use super::names::{bare, capital};
use super::tree::{Item, Line, Page};
use crate::membership::{AuthorityAnswer, MatterAnswer, part_words};
use crate::pack::membership::{Accountability, Authority, Dispute, Matter};
use crate::pack::{Between, DisputeAct, Placed};
use crate::words::entry_said;

/// Everything about decisions that is in force on the day.
pub(super) fn decisions(page: &mut Page, hall: &Hall<'_, '_>) {
    let lists = hall.scene.lists();
    let answer = hall.scene.authority(None, None, &[]);
    // INVARIANT: without a matter or a body asked for, none can be unknown.
    if let Ok(answer) = &answer
        && !answer.matters.is_empty()
    {
        page.part(2, "Who decides what");
        glance(page, hall);
        answer.matters.iter().for_each(|one| matter(page, one, hall));
    }
    let accountable = hall.of(&lists.accountability, true);
    if !accountable.is_empty() {
        page.part(2, "Who stays answerable");
        page.list(accountable.into_iter().map(|one| accountability(one, hall)).collect());
    }
    let disputes = hall.of(&lists.disputes, true);
    if !disputes.is_empty() {
        page.part(2, "When people disagree");
    }
    for (between, title) in [
        (Between::Leaders, "Between those who lead the organisations"),
        (Between::Practitioners, "Between those who work with people"),
    ] {
        let mut of: Vec<_> = disputes.iter().filter(|one| one.is.between == between).collect();
        crate::order::by_key(&mut of, |one| one.is.step);
        if !of.is_empty() {
            page.part(3, title);
            page.list(of.into_iter().map(|one| dispute(one, hall)).collect());
        }
    }
}

/// Who decides what, in a table.
pub(super) fn glance(page: &mut Page, hall: &Hall<'_, '_>) {
    // INVARIANT: without a matter or a body asked for, none can be unknown.
    if let Ok(answer) = hall.scene.authority(None, None, &[]) {
        let (heads, rows) = hall.scene.authority_cells(&answer);
        let rows = rows.into_iter().map(|row| row.into_iter().map(said).collect());
        page.table("Who decides what, at a glance", &heads, rows.collect());
    }
}

/// A cell; a dash would not say whether nobody is meant or nobody is named.
fn said(cell: String) -> Line {
    match cell.as_str() {
        "–" => Line::text("the texts name nobody"),
        _ => Line::text(cell),
    }
}

/// Who decides each matter, and nothing else of it.
pub(super) fn decide(page: &mut Page, hall: &Hall<'_, '_>) {
    let Ok(answer) = hall.scene.authority(None, None, &[]) else { return };
    let (heads, rows) = hall.scene.authority_cells(&answer);
    let Some(at) = heads.iter().position(|head| head.starts_with("Decides")) else { return };
    let rows = rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        let matter = cells.next().unwrap_or_default();
        // The first cell is gone already.
        let decides = cells.nth(at.saturating_sub(1)).unwrap_or_default();
        vec![Line::text(matter), said(decides)]
    });
    page.table("Who decides, in short", &["Matter", "Who decides or signs off"], rows.collect());
}

fn matter(page: &mut Page, answer: &MatterAnswer<'_>, hall: &Hall<'_, '_>) {
    let lists = hall.scene.lists();
    page.heading(3, answer.label, format!("matter {}", answer.matter));
    if let Some(placed) = lists.matters.iter().find(|one| one.is.id == answer.matter) {
        page.list(matter_item(placed, hall).below);
    }
    let parts = answer.parts.iter().filter_map(|entry| {
        let placed = lists.authority.iter().find(|one| one.is.id == entry.entry)?;
        let said = entry_said(hall.scene, entry, &answer.parts, |_| String::new());
        Some(Item { line: Line::text(said), below: hall.foot(placed) })
    });
    let parts: Vec<Item> = parts.collect();
    if !parts.is_empty() {
        page.heading(4, format!("Who has which part: {}", answer.label), "");
        page.list(parts);
    }
}

/// A matter, for what it is.
pub(super) fn matter_item<'k>(placed: &'k Placed<Matter>, hall: &Hall<'_, 'k>) -> Item {
    let matter = &placed.is;
    let commits: Vec<&str> = matter.commits.iter().map(|one| one.word()).collect();
    let mut below = vec![sides(&matter.of)];
    if !commits.is_empty() {
        let line = Line::text(commits.join(", "));
        below.push(Item::named("A decision commits the organisations in", line));
    }
    below.extend(hall.foot(placed));
    Item { line: Line::text(&matter.label), below }
}

/// The entries that stand under no matter of the day.
pub(super) fn not_shown<'k>(hall: &Hall<'_, 'k>) -> Vec<&'k Placed<Authority>> {
    let lists = hall.scene.lists();
    let answer = hall.scene.authority(None, None, &[]);
    let is_shown = |id: &str| {
        let shown = |answer: &AuthorityAnswer<'_>| {
            answer.matters.iter().flat_map(|one| &one.parts).any(|entry| entry.entry == id)
        };
        answer.as_ref().is_ok_and(shown)
    };
    lists.authority.iter().map(AsRef::as_ref).filter(|one| !is_shown(&one.is.id)).collect()
}

/// An entry by itself.
pub(super) fn entry_item<'k>(placed: &'k Placed<Authority>, hall: &Hall<'_, 'k>) -> Item {
    let entry = &placed.is;
    let who = hall.scene.named_words(&hall.scene.named(&entry.by));
    let words =
        entry.words.as_deref().map_or_else(String::new, |words| format!(" – {}", bare(words)));
    let matter = hall.label(&entry.matter);
    let line = format!("{matter}: {who} {}{words}", part_words(entry.part));
    let mut below: Vec<Item> =
        entry.note.iter().map(|note| Item::named("Note", Line::text(note))).collect();
    below.extend(hall.foot(placed));
    Item { line: Line::text(line), below }
}

/// Who stays answerable for what somebody does.
pub(super) fn accountability<'k>(placed: &'k Placed<Accountability>, hall: &Hall<'_, 'k>) -> Item {
    let who = hall.scene.named_words(&hall.scene.named(&placed.is.who));
    let what = hall.scene.named_words(&hall.scene.named(&placed.is.what));
    let mut below = vec![Item::named("For what this does", Line::text(what)), sides(&placed.is.of)];
    if let Some(matter) = &placed.is.matter {
        below.push(Item::named("In this matter only", Line::text(hall.label(matter))));
    }
    below.extend(hall.foot(placed));
    let line = Line::strong(format!("{}:", capital(&who)));
    Item { line: line.then(format!(" {}", bare(&placed.is.words))), below }
}

/// A step of a disagreement.
pub(super) fn dispute<'k>(placed: &'k Placed<Dispute>, hall: &Hall<'_, 'k>) -> Item {
    let dispute = &placed.is;
    let who = dispute.by.as_ref().map(|by| hall.scene.named_words(&hall.scene.named(by)));
    let who = who.map_or_else(String::new, |who| format!("{} – ", capital(&who)));
    let line = Line::strong(format!("Step {}:", dispute.step));
    let line = line.then(format!(" {who}{}", bare(&dispute.words)));
    let mut below = vec![Item::named("What is done", Line::text(does_words(dispute.does)))];
    if !dispute.not_for.is_empty() {
        let matters = dispute.not_for.iter().map(|id| hall.scene.label_of(id));
        let matters: Vec<String> = matters.collect();
        below.push(Item::named("No step where this is decided", Line::text(matters.join("; "))));
    }
    below.extend(hall.foot(placed));
    Item { line, below }
}

fn does_words(does: DisputeAct) -> &'static str {
    match does {
        DisputeAct::Settles => "it is settled",
        DisputeAct::Assists => "somebody assists",
        DisputeAct::Inspects => "somebody inspects",
        DisputeAct::Directs => "somebody directs",
    }
}
