//! Levels of need, legal duties and tests: what leads to each, what is agreed, and what is done by
//! when.

use super::conflicts::touching;
use super::names::{Names, bare, capital};
use super::questions::questions;
use super::rules::{chapter, consistency, has_limit, how_soon, rule, rules_of, when};
use super::standing::{cites, foot, reference_line};
use super::tree::{Item, Line, Page};
use super::{bounds, names};
use crate::condition::Condition;
use crate::pack::{
    Consent, For, Level, Limit, LimitUnit, Placed, Requirement, Route, Rule, Step, Subject, Then,
};

/// Everything about one subject.
pub(super) fn subject(page: &mut Page, placed: &Placed<Subject>, names: &Names<'_>) {
    let id = placed.is.id.as_str();
    about(page, placed, names);
    levels(page, id, names);
    routes(page, id, names);
    chapter(
        page,
        ("Points for a person to consider", "These say what to think of; they move no level."),
        (id, &|then| matches!(then, Then::Prompt { .. })),
        names,
    );
    chapter(
        page,
        ("Strengths", "These are shown beside the needs and cancel none of them."),
        (id, &|then| matches!(then, Then::Protective { .. })),
        names,
    );
    chapter(
        page,
        (
            "Governing documents",
            "People are bound to work to these, which set criteria of their own.",
        ),
        (id, &|then| matches!(then, Then::GovernedBy(_))),
        names,
    );
    definitions(page, id, names);
    bounds::table(page, &placed.is, names);
    consistency(page, id, names);
    questions(page, id, names);
}

/// Whom it is about.
pub(super) fn about(page: &mut Page, placed: &Placed<Subject>, names: &Names<'_>) {
    page.part(2, &placed.is.label);
    let mut items = vec![when("These rules apply when", &placed.is.applies, names)];
    items.push(foot(
        &placed.is.standing,
        reference_line(&placed.is.id, &placed.at, None, names),
        names,
    ));
    page.list(items);
}

/// The definitions that other rules refer to.
pub(super) fn definitions(page: &mut Page, subject: &str, names: &Names<'_>) {
    chapter(
        page,
        ("Definitions of terms", "Other rules refer to these by their names, in quotation marks."),
        (subject, &|then| matches!(then, Then::Define)),
        names,
    );
}

fn levels(page: &mut Page, subject: &str, names: &Names<'_>) {
    let items = names.items();
    let of: Vec<&Placed<Level>> = items
        .levels
        .iter()
        .map(AsRef::as_ref)
        .filter(|level| level.is.subject == subject)
        .collect();
    let to = |number: u8| move |then: &Then| matches!(then, Then::Level { number: n, .. } if *n == number);
    if of.is_empty()
        && rules_of(items, subject, |then| matches!(then, Then::Level { .. })).next().is_none()
    {
        return;
    }
    page.part(3, "Levels of need");
    page.paragraph(Line::text(
        "The level is the highest that some rule leads to. It is the first only where every question \
         that could lead higher has been answered and none does: what nobody has answered is not \
         taken as no, and until it is answered a higher level stays possible.",
    ));
    let label = subject_label(subject, names);
    let rows = of.iter().map(|placed| {
        let level = &placed.is;
        vec![
            Line::text(format!("{}: {}", level.number, level.name)),
            Line::text(&level.summary),
            Line::text(level.responders.join("; ")),
            Line::text(&level.route_in),
        ]
    });
    page.table(
        format!("Levels at a glance – {label}"),
        &["Level", "What it is", "Who responds", "Route in"],
        rows.collect(),
    );
    for placed in of {
        let level = &placed.is;
        page.heading(4, format!("Level {}: {}", level.number, level.name), "");
        let mut said = vec![Item::text(&level.summary)];
        let id = format!("{subject}-level-{}", level.number);
        said.push(foot(&level.standing, reference_line(&id, &placed.at, None, names), names));
        page.list(said);
        let mut rules = rules_of(items, subject, to(level.number)).peekable();
        if rules.peek().is_none() && level.number > 1 {
            page.paragraph(Line::text("No rule here leads to this level."));
        }
        rules.for_each(|one| rule(page, 5, one, names));
        belongs(page, subject, &For::Level(level.number), names);
    }
    // Rules of a level that has no description of its own.
    let described = |number: u8| {
        items.levels.iter().any(|one| one.is.subject == subject && one.is.number == number)
    };
    let others = rules_of(
        items,
        subject,
        |then| matches!(then, Then::Level { number, .. } if !described(*number)),
    );
    others.for_each(|one| rule(page, 4, one, names));
}

/// What a subject is called.
pub(super) fn subject_label(subject: &str, names: &Names<'_>) -> String {
    let subjects = &names.items().subjects;
    let found = subjects.iter().find(|known| known.is.id == subject);
    found.map_or_else(|| names::spaced(subject), |known| known.is.label.clone())
}

fn routes(page: &mut Page, subject: &str, names: &Names<'_>) {
    let mut found: Vec<(&Route, Vec<&Placed<Rule>>)> = Vec::new();
    for placed in rules_of(names.items(), subject, |then| matches!(then, Then::Route(_))) {
        let Then::Route(route) = &placed.is.then else { continue };
        match found.iter_mut().find(|(known, _)| known.id == route.id) {
            Some((_, rules)) => rules.push(placed),
            None => found.push((route, vec![placed])),
        }
    }
    if found.is_empty() {
        return;
    }
    page.part(3, "Legal duties, powers, tests and rights");
    page.paragraph(Line::text("These are answered beside the level, each by itself."));
    let rows = found.iter().map(|(route, rules)| {
        let line = rules.first().map(|one| names.rule(&one.is.id)).unwrap_or_default();
        let act = Line::text(bare(&route.act));
        vec![
            line,
            Line::text(&route.who),
            act,
            Line::text(how_soon(route.urgency, has_limit(route, names))),
        ]
    });
    page.table(
        format!("Duties, powers, tests and rights at a glance – {}", subject_label(subject, names)),
        &["Duty, power, test or right", "Who", "What they do", "How soon"],
        rows.collect(),
    );
    for (route, rules) in found {
        rules.iter().for_each(|one| rule(page, 4, one, names));
        belongs(page, subject, &For::Route(route.id.clone()), names);
    }
}

/// What is agreed with the family or the person, and what is done, at a level or on a route.
fn belongs(page: &mut Page, subject: &str, to: &For, names: &Names<'_>) {
    let items = names.items();
    let of =
        items.consent.iter().filter(|one| one.is.subject == subject && one.is.belongs_to == *to);
    of.for_each(|one| consent(page, one, names));
    let steps = items.steps.iter().map(AsRef::as_ref);
    let steps: Vec<&Placed<Step>> =
        steps.filter(|one| one.is.subject == subject && one.is.belongs_to == *to).collect();
    for (title, open) in
        [("Steps", false), ("Steps until it is settled whether this is reached", true)]
    {
        let of = steps.iter().filter(|one| one.is.while_open == open);
        let items: Vec<Item> = of.map(|one| step(one, names)).collect();
        if !items.is_empty() {
            page.heading(5, format!("{title}: {}", belongs_words(to, names)), "");
            page.list(items);
        }
    }
}

/// A level or a route in words.
pub(super) fn belongs_words(to: &For, names: &Names<'_>) -> String {
    match to {
        For::Level(number) => format!("level {number}"),
        For::Route(id) => {
            let leads = |then: &Then| matches!(then, Then::Route(route) if route.id == *id);
            let found = names.items().rules.iter().find(|one| leads(&one.is.then));
            found.map_or_else(|| names::spaced(id), |one| one.is.label.clone())
        }
    }
}

fn consent(page: &mut Page, placed: &Placed<Consent>, names: &Names<'_>) {
    page.together(|page| {
        let consent = &placed.is;
        page.heading(5, format!("Agreement: {}", belongs_words(&consent.belongs_to, names)), "");
        let mut items = vec![
            Item::text(&consent.words),
            Item::named(
                "Whether anybody has to agree",
                Line::text(requirement(consent.requirement)),
            ),
        ];
        items.extend(consent.unless.as_ref().map(|unless| going_on(consent, unless, names)));
        items.extend(touching(&[&consent.id], names));
        items.push(foot(
            &consent.standing,
            reference_line(&consent.id, &placed.at, consent.overrides.as_deref(), names),
            names,
        ));
        page.list(items);
    });
}

/// When one may go on without agreement, or in spite of a refusal.
fn going_on(consent: &Consent, unless: &Condition, names: &Names<'_>) -> Item {
    let name = match consent.requirement {
        Requirement::UnlessRefused => "A refusal does not end the duty when",
        Requirement::UnlessObjected => "An objection does not stop it when",
        _ => "One may go on without agreement when",
    };
    let leads_here = |rule: &Rule| match (&rule.then, &consent.belongs_to) {
        (Then::Route(route), For::Route(id)) => route.id == *id,
        _ => false,
    };
    let is_this = match unless {
        Condition::Rule(id) => {
            names.items().rules.iter().any(|one| one.is.id == *id && leads_here(&one.is))
        }
        _ => false,
    };
    match is_this {
        // The condition is the very test that leads here.
        true => {
            Item::text(format!("{}.", name.replace(" when", ", wherever the test for it is met")))
        }
        false => when(name, unless, names),
    }
}

/// What has to be agreed, in words.
pub(super) fn requirement(requirement: Requirement) -> &'static str {
    match requirement {
        Requirement::ServiceConsent => "the ordinary consent to a service",
        Requirement::Needed => "agreement is needed",
        Requirement::NeededInWriting => "agreement is needed in writing",
        Requirement::Seek => "agreement is sought; a refusal does not settle it",
        Requirement::Inform => "nobody has to agree; those concerned are told",
        Requirement::UnlessRefused => {
            "nobody has to agree; a refusal by the person whom it is about ends the duty"
        }
        Requirement::UnlessObjected => {
            "nobody has to agree; the objection of somebody who may object stops it"
        }
        Requirement::NotRequired => "no agreement is required",
    }
}

fn step(placed: &Placed<Step>, names: &Names<'_>) -> Item {
    let step = &placed.is;
    let mut below = Vec::new();
    if let Some(limit) = &step.limit {
        below.push(Item::named("By when", Line::text(by_when(limit))));
    }
    below.extend(touching(&[&step.id], names));
    below.push(foot(
        &step.standing,
        reference_line(&step.id, &placed.at, step.overrides.as_deref(), names),
        names,
    ));
    Item { line: Line::text(format!("{}: {}", capital(&step.who), bare(&step.does))), below }
}

/// By when something is done.
pub(super) fn by_when(limit: &Limit) -> String {
    let word = match limit.unit {
        LimitUnit::Hours => "hour",
        LimitUnit::Days => "day",
        LimitUnit::WorkingDays => "working day",
        LimitUnit::Weeks => "week",
        LimitUnit::Months => "month",
        LimitUnit::AsSoonAsPossible => "",
    };
    match limit.n {
        Some(1) => format!("within 1 {word} of {}", limit.from),
        Some(n) => format!("within {n} {word}s of {}", limit.from),
        None => format!("as soon as possible after {}", limit.from),
    }
}

/// Every time limit of a subject.
pub(super) fn limits(subject: &str, names: &Names<'_>) -> Vec<Vec<Line>> {
    let steps = names.items().steps.iter().map(|one| &one.is);
    let of = steps.filter(|step| step.subject == subject);
    let rows = of.filter_map(|step| {
        let limit = step.limit.as_ref()?;
        Some(vec![
            Line::text(bare(&step.does)),
            Line::text(&step.who),
            Line::text(by_when(limit)),
            Line::text(capital(&belongs_words(&step.belongs_to, names))),
            cites(&step.standing.cites, names),
        ])
    });
    rows.collect()
}
