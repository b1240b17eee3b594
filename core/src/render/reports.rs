//! What audits are told in: reports with their parts, scales of ratings, and sets of standards.

use super::audits::{active_in_words, in_days, is_in_force};
use super::conflicts::touching;
use super::names::{Names, bare};
use super::standing::{foot, reference_line};
use super::tree::{Item, Line, Page};
use crate::pack::{PartKind, Placed, Report, ReportPart, Scale, StandardSet};

/// Reports and what each has to have.
pub(super) fn reports(page: &mut Page, names: &Names<'_>) {
    let reports = &names.items().audits.reports;
    if reports.is_empty() {
        return;
    }
    page.part(2, "Reports");
    reports.iter().for_each(|one| report(page, one, names));
}

fn report(page: &mut Page, placed: &Placed<Report>, names: &Names<'_>) {
    let report = &placed.is;
    page.part(3, &report.label);
    let mut items = vec![Item::named("Made by", Line::text(&report.who))];
    items.extend(touching(&[&report.id], names));
    items.push(foot(&report.standing, reference_line(&report.id, &placed.at, None, names), names));
    page.list(items);
    let parts = || names.items().audits.report_parts.iter().map(AsRef::as_ref);
    for (kind, title) in [
        (PartKind::Content, "Contents"),
        (PartKind::Recipient, "Recipients"),
        (PartKind::Channel, "Publication"),
    ] {
        let of = parts().filter(|one| {
            let part = &one.is;
            (&part.report, part.kind) == (&report.id, kind)
                && is_in_force(part.from, part.until, names)
        });
        let items: Vec<Item> = of.map(|one| part(one, names)).collect();
        if !items.is_empty() {
            page.heading(4, format!("{title}: {}", report.label), "");
            page.list(items);
        }
    }
}

pub(super) fn part(placed: &Placed<ReportPart>, names: &Names<'_>) -> Item {
    let part = &placed.is;
    let line = Line::text(format!("{}{}", bare(&part.words), in_days(part.from, part.until)));
    let mut below = Vec::new();
    below.extend(part.active.as_ref().map(|active| active_in_words(active, names)));
    if !part.covers.is_empty() {
        let parts = names.items().audits.report_parts.iter().map(|one| &one.is);
        let parts: Vec<_> = parts.filter(|one| part.covers.contains(&one.id)).collect();
        let words = parts.iter().map(|one| bare(&one.words));
        let words = words.collect::<Vec<_>>().join("; ");
        below.push(Item::named("It covers what other documents ask for", Line::text(words)));
    }
    below.extend(part.note.iter().map(|note| Item::named("Note", Line::text(note))));
    below.extend(touching(&[&part.id], names));
    below.push(foot(
        &part.standing,
        reference_line(&part.id, &placed.at, part.overrides.as_deref(), names),
        names,
    ));
    Item { line, below }
}

/// Scales of ratings.
pub(super) fn scales(page: &mut Page, names: &Names<'_>) {
    let scales = &names.items().audits.scales;
    if scales.is_empty() {
        return;
    }
    page.part(2, "Rating scales");
    scales.iter().for_each(|one| scale(page, one, names));
}

fn scale(page: &mut Page, placed: &Placed<Scale>, names: &Names<'_>) {
    let scale = &placed.is;
    page.heading(3, &scale.label, "");
    let yes = |is| Line::text(if is { "yes" } else { "no" });
    let rows = scale.ratings.iter().map(|one| {
        vec![
            Line::text(&one.label),
            Line::text(&one.words),
            yes(one.compliant),
            yes(one.needs_action),
        ]
    });
    page.table(
        format!("Ratings, the worst first – {}", scale.label),
        &["Rating", "What it means", "Compliant", "Something has to be done"],
        rows.collect(),
    );
    let mut items: Vec<Item> =
        scale.note.iter().map(|note| Item::named("Note", Line::text(note))).collect();
    items.extend(touching(&[&scale.id], names));
    items.push(foot(&scale.standing, reference_line(&scale.id, &placed.at, None, names), names));
    page.list(items);
}

/// What returns are rated against.
pub(super) fn standards(page: &mut Page, names: &Names<'_>) {
    let sets = &names.items().audits.standard_sets;
    if sets.is_empty() {
        return;
    }
    page.part(2, "Standards");
    sets.iter().for_each(|one| standard_set(page, one, names));
}

fn standard_set(page: &mut Page, placed: &Placed<StandardSet>, names: &Names<'_>) {
    let set = &placed.is;
    page.part(3, &set.label);
    let programmes = names.items().audits.programmes.iter().map(|one| &one.is);
    let used: Vec<&str> = programmes
        .filter(|one| set.programmes.contains(&one.id))
        .map(|one| one.label.as_str())
        .collect();
    let mut items = vec![Item::named("Used in", Line::text(used.join("; ")))];
    items.extend(set.note.iter().map(|note| Item::named("Note", Line::text(note))));
    items.extend(touching(&[&set.id], names));
    items.push(foot(&set.standing, reference_line(&set.id, &placed.at, None, names), names));
    page.list(items);
    let standards = set.standards.iter().map(|one| {
        let mut below = Vec::new();
        if one.core {
            below.push(Item::text("Nothing outweighs it."));
        }
        if !one.evidence.is_empty() {
            let line = Line::text(one.evidence.join("; "));
            below.push(Item::named("What usually shows it", line));
        }
        let line = Line::strong(format!("{}:", one.label)).then(format!(" {}", one.asks));
        Item { line, below }
    });
    page.heading(4, format!("The standards: {}", set.label), "");
    page.list(standards.collect());
}
