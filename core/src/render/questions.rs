//! What is asked: each question with its answers and when it is put.

use super::names::{Names, bare};
use super::rules::{exception, when};
use super::standing::reference;
use super::tree::{Item, Line, Page};
use crate::fact::{Burden, Fact, Kind};
use crate::pack::Placed;

/// The questions of a subject, by theme.
pub(super) fn questions(page: &mut Page, subject: &str, names: &Names<'_>) {
    let facts = names.items().facts.iter().map(AsRef::as_ref);
    let facts: Vec<&Placed<Fact>> =
        facts.filter(|fact| fact.is.subjects.iter().any(|one| one == subject)).collect();
    if facts.is_empty() {
        return;
    }
    page.part(3, "What is asked");
    page.paragraph(Line::text(
        "Every question can also be left open: not known, declined, not applicable or disputed. What \
         is not known is never taken as no. Where nothing else is said, the answer is yes or no.",
    ));
    let mut themes: Vec<Option<&str>> = Vec::new();
    for fact in &facts {
        let theme = fact.is.theme.as_deref();
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    for theme in themes {
        page.heading(4, theme.unwrap_or("Other questions"), "");
        let of = facts.iter().filter(|fact| fact.is.theme.as_deref() == theme);
        page.list(of.map(|fact| question(fact, names)).collect());
    }
}

fn question(placed: &Placed<Fact>, names: &Names<'_>) -> Item {
    let fact = &placed.is;
    let mut below = Vec::new();
    below.extend(fact.help.iter().map(|help| Item::named("How to decide", Line::text(help))));
    below.extend(answers(fact));
    match &fact.asked_when {
        Some(condition) => below.push(when("Asked only when", condition, names)),
        None if fact.asked_late => below.push(Item::named("Asked", Line::text("among the last"))),
        None => {}
    }
    match fact.burden {
        Burden::Plain => {}
        Burden::Sensitive => {
            below.push(Item::text("A sensitive question; lighter ones come first."))
        }
        Burden::SpecialCategory => below.push(Item::text(
            "Ask with care: the answer is special-category data, such as health, sexual life or \
             religion.",
        )),
    }
    below.extend(exception(
        "More of this can mean that less is called for",
        fact.may_ease.as_ref(),
        names,
    ));
    below.extend(exception("Asked for the record", fact.for_record.as_ref(), names));
    below.push(reference(&fact.id, &placed.at, None, names));
    Item { line: Line::strong(&fact.question), below }
}

/// What can be answered, where it is more than yes and no.
fn answers(fact: &Fact) -> Option<Item> {
    let options = || fact.options.iter().map(|one| Item::text(&one.label)).collect();
    Some(match fact.kind {
        Kind::YesNo => return None,
        Kind::Count => {
            let unit =
                fact.unit.as_deref().map_or_else(String::new, |unit| format!(": {}", bare(unit)));
            Item::named("Answer", Line::text(format!("a number{unit}")))
        }
        Kind::Date if fact.incident_day => Item::named(
            "Answer",
            Line::text("a day, or what is known of it; the rules of that day apply"),
        ),
        Kind::Date => Item::named("Answer", Line::text("a day, or what is known of it")),
        Kind::Choice if fact.graded => Item {
            line: Line::strong("One of these, each of more concern than the one before:"),
            below: options(),
        },
        Kind::Choice => Item { line: Line::strong("One of these:"), below: options() },
        Kind::Choices => Item { line: Line::strong("Any of these:"), below: options() },
    })
}
