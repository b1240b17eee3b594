//! Levels, what leads to them, agreement and first steps; and the duties, powers and rights.

use super::{Reader, marked};
use crate::citation::Strength;
use crate::pack::{Consent, For, Placed, Route, Rule, Step, Subject, Then};
use crate::render::names::{Names, bare};
use crate::render::rules::{how_soon, rules_of};
use crate::render::thresholds::{belongs_words, by_when, requirement};
use crate::render::tree::{Line, Page};

pub(super) fn subject(
    page: &mut Page,
    placed: &Placed<Subject>,
    reader: Reader,
    names: &Names<'_>,
) {
    let (id, label) = (placed.is.id.as_str(), placed.is.label.as_str());
    page.part(3, label);
    levels(page, id, label, names);
    match reader {
        Reader::Lead => {
            first_steps(page, id, label, names);
            routes(page, id, label, names);
        }
        Reader::Board => duties(page, id, label, names),
    }
}

fn levels(page: &mut Page, subject: &str, label: &str, names: &Names<'_>) {
    let items = names.items();
    let levels = items.levels.iter().map(|one| &one.is).filter(|one| one.subject == subject);
    let rows = levels.map(|level| {
        let to =
            |then: &Then| matches!(then, Then::Level { number, .. } if *number == level.number);
        let leads: Vec<&str> =
            rules_of(items, subject, to).map(|rule| rule.is.label.as_str()).collect();
        let leads = match leads.as_slice() {
            [] if level.number == 1 => "whoever reaches no other".to_owned(),
            [] => "no rule here".to_owned(),
            all => all.join("; "),
        };
        vec![
            Line::text(format!("{}: {}", level.number, level.name)),
            marked(Line::text(&level.summary), &level.standing, names),
            Line::text(leads),
            Line::text(&level.route_in),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    page.heading(4, format!("Levels: {label}"), "");
    page.paragraph(Line::text(
        "The highest level that something leads to. What nobody has answered is not taken as no: \
         until it is answered, a higher level stays possible.",
    ));
    page.table(
        format!("Levels in short – {label}"),
        &["Level", "What it is", "What puts a case there", "Route in"],
        rows,
    );
    let agreement = items.consent.iter().map(|one| &one.is);
    let agreement =
        agreement.filter(|one| one.subject == subject && matches!(one.belongs_to, For::Level(_)));
    let rows = agreement.map(|one| {
        vec![
            Line::text(belongs_words(&one.belongs_to, names)),
            marked(Line::text(&one.words), &one.standing, names),
        ]
    });
    page.table(
        format!("Agreement at each level – {label}"),
        &["Level", "What is agreed"],
        rows.collect(),
    );
}

/// What is done at a level, the highest first, and what while it is not settled whether it is reached.
fn first_steps(page: &mut Page, subject: &str, label: &str, names: &Names<'_>) {
    let steps = names.items().steps.iter().map(|one| &one.is);
    let mut of: Vec<(u8, &Step)> = steps
        .filter(|step| step.subject == subject)
        .filter_map(|step| match step.belongs_to {
            For::Level(number) => Some((number, step)),
            For::Route(_) => None,
        })
        .collect();
    crate::order::by_key(&mut of, |(number, step)| {
        (u8::MAX.saturating_sub(*number), !step.while_open)
    });
    let rows = of.into_iter().map(|(number, step)| {
        let at = match step.while_open {
            true => format!("{number}, while it is not settled"),
            false => number.to_string(),
        };
        let when = step.limit.as_ref().map_or_else(|| "no limit is given".to_owned(), by_when);
        let does = Line::text(format!("{}: {}", step.who, bare(&step.does)));
        vec![Line::text(at), marked(does, &step.standing, names), Line::text(when)]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    page.heading(4, format!("What to do: {label}"), "");
    page.table(
        format!("What to do, and by when – {label}"),
        &["Level", "Who does what", "By when"],
        rows,
    );
}

/// The routes of a subject, each once.
fn each_route<'k>(subject: &'k str, names: &Names<'k>) -> Vec<(&'k Route, &'k Placed<Rule>)> {
    let mut found: Vec<(&Route, &Placed<Rule>)> = Vec::new();
    for placed in rules_of(names.items(), subject, |then| matches!(then, Then::Route(_))) {
        let Then::Route(route) = &placed.is.then else { continue };
        if found.iter().all(|(known, _)| known.id != route.id) {
            found.push((route, placed));
        }
    }
    found
}

/// What has to be done, whatever the level.
fn duties<'k>(page: &mut Page, subject: &'k str, label: &str, names: &Names<'k>) {
    let found = each_route(subject, names).into_iter();
    let must = found.filter(|(_, placed)| placed.is.standing.strength == Strength::Must);
    let rows = must.map(|(route, placed)| {
        let does = Line::text(format!("{}: {}", route.who, bare(&route.act)));
        vec![Line::text(&placed.is.label), marked(does, &placed.is.standing, names)]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    page.heading(4, format!("What must be done: {label}"), "");
    page.table(
        format!("What must be done, beside the level – {label}"),
        &["What", "Who does what"],
        rows,
    );
}

fn routes<'k>(page: &mut Page, subject: &'k str, label: &str, names: &Names<'k>) {
    let items = names.items();
    let found = each_route(subject, names);
    let rows = found.into_iter().map(|(route, placed)| {
        let belongs = For::Route(route.id.clone());
        let steps = items.steps.iter().map(|one| &one.is);
        let mut first = steps.filter(|one| {
            one.subject == subject && one.belongs_to == belongs && one.limit.is_some()
        });
        let limit = first.find_map(|step| {
            let limit = step.limit.as_ref().filter(|limit| limit.n.is_some())?;
            Some(format!("{} {}", bare(&step.does), by_when(limit)))
        });
        let when = limit.unwrap_or_else(|| how_soon(route.urgency, false).to_owned());
        let agreed = items.consent.iter().map(|one| &one.is);
        let agreed = agreed
            .filter(|one| one.subject == subject && one.belongs_to == belongs)
            .map(|one: &Consent| requirement(one.requirement));
        let agreed = agreed.map(|words| format!(" ({words})")).collect::<String>();
        let does = Line::text(format!("{}: {}{agreed}", route.who, bare(&route.act)));
        vec![
            Line::text(&placed.is.label),
            marked(does, &placed.is.standing, names),
            Line::text(when),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return;
    }
    page.heading(4, format!("Duties, powers and rights: {label}"), "");
    page.paragraph(Line::text("These are answered beside the level, each by itself."));
    page.table(
        format!("Duties, powers and rights in short – {label}"),
        &["What", "Who does what (and agreement)", "By when"],
        rows,
    );
}
