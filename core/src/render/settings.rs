//! What the texts leave open: its published value, or the values seen in practice.

use super::names::{Names, is_our_reading, setting_key};
use super::standing::{cites, foot, reference_line};
use super::tree::{Item, Line, Page};
use crate::pack::{Placed, Setting, SettingKind};
use crate::words::long_day;

/// Every setting; those that are open first.
pub(super) fn settings(page: &mut Page, names: &Names<'_>) {
    let settings = &names.items().settings;
    if settings.is_empty() {
        return;
    }
    page.part(2, "What the texts leave open");
    let open = settings.iter().filter(|one| one.is.default.is_none()).count();
    page.paragraph(Line::text(format!(
        "Here the texts give no number, day or choice of their own, or give one that can be set \
         otherwise: {} in all, {open} of them left open. Nothing is assumed in place of what is open.",
        settings.len()
    )));
    let rows = settings.iter().map(|one| {
        let value = match &one.is.default {
            Some(value) if is_our_reading(&one.is) => {
                format!("{} (our reading)", names.value(value))
            }
            Some(value) => names.value(value),
            None => "left open".to_owned(),
        };
        let label = Line::default().here(&one.is.label, setting_key(&one.is.id));
        vec![label, Line::text(value), Line::text(&one.is.set_by)]
    });
    page.table("What is set and what is left open", &["What", "Value", "Set by"], rows.collect());
    for (title, is_open) in [("What is left open", true), ("What has a value", false)] {
        let mut of = settings.iter().filter(|one| one.is.default.is_none() == is_open).peekable();
        if of.peek().is_some() {
            page.heading(3, title, "");
        }
        for one in of {
            page.together(|page| setting(page, one, names));
        }
    }
}

/// What has no value, and who sets it.
pub(super) fn left_open<'k>(names: &Names<'k>) -> Vec<(&'k str, &'k str)> {
    let all = names.items().settings.iter().map(|one| &one.is);
    let open = all.filter(|one| one.default.is_none());
    open.map(|one| (one.label.as_str(), one.set_by.as_str())).collect()
}

fn setting(page: &mut Page, placed: &Placed<Setting>, names: &Names<'_>) {
    let setting = &placed.is;
    page.heading(4, &setting.label, setting_key(&setting.id));
    let mut items = Vec::new();
    if setting.kind == SettingKind::Count && setting.min > 0 {
        items.push(Item::named("At least", Line::text(setting.min.to_string())));
    }
    if let Some(day) = setting.not_before() {
        items.push(Item::named("Not before", Line::text(long_day(day))));
    }
    let seen = setting.choices.iter().map(|choice| {
        let line = Line::strong(names.value(&choice.value)).then(format!(" – {}", choice.seen_at));
        let line = match choice.cites.as_slice() {
            [] => line,
            all => line.then(" (").join(cites(all, names)).then(")"),
        };
        Item::of(line)
    });
    let below: Vec<Item> = seen.collect();
    if !below.is_empty() {
        items.push(Item {
            line: Line::strong("Values published or offered to choose from:"),
            below,
        });
    }
    items.push(foot(
        &setting.standing,
        reference_line(&setting.id, &placed.at, setting.overrides.as_deref(), names),
        names,
    ));
    page.list(items);
}
