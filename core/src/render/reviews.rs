//! Reviews: what calls for each, who does what in it, what is done by when.

use super::bounds;
use super::clocks::{clock, event};
use super::conflicts::touching;
use super::names::{Names, bare};
use super::questions::questions;
use super::rules::{called_for, chapter, consistency, rule, rules_of, urgency, when};
use super::standing::{reference, standing};
use super::thresholds::{about, definitions, subject_label};
use super::tree::{Item, Line, Page};
use crate::pack::{
    Action, How, Link, Modality, Placed, Review, ReviewKind, Role, RoleKind, Subject, Then,
};

/// Everything about one subject.
pub(super) fn subject(page: &mut Page, placed: &Placed<Subject>, names: &Names<'_>) {
    let id = placed.is.id.as_str();
    about(page, placed, names);
    glance(page, id, names);
    let reviews = names.items().reviews.iter().filter(|one| one.is.subject == id);
    reviews.for_each(|one| review(page, one, names));
    others(page, id, names);
    definitions(page, id, names);
    events(page, id, names);
    bounds::table(page, &placed.is, names);
    consistency(page, id, names);
    questions(page, id, names);
}

/// All reviews and all deadlines in tables.
fn glance(page: &mut Page, subject: &str, names: &Names<'_>) {
    let items = names.items();
    page.part(3, "Reviews and deadlines at a glance");
    page.paragraph(Line::text(
        "Unless something else is said, the day of the event does not count and the day that is due \
         does; what ends in a month that does not have the day is due on the last of that month.",
    ));
    let label = subject_label(subject, names);
    let rows = items.reviews.iter().map(|one| &one.is).filter(|one| one.subject == subject);
    let rows = rows.map(|one| {
        let firmest = rules_of(items, subject, |_| true).filter_map(|rule| match &rule.is.then {
            Then::Review { review, modality } if *review == one.id => Some(*modality),
            _ => None,
        });
        let firmest = firmest.max().unwrap_or(Modality::NotAvailable);
        vec![
            Line::default().here(&one.label, format!("review {}", one.id)),
            Line::text(kind(one.kind)),
            Line::text(&one.who),
            Line::text(called_for(firmest, one.kind)),
            Line::text(urgency(one.urgency)),
        ]
    });
    page.table(
        format!("Reviews, notices and enquiries – {label}"),
        &["Name", "What it is", "On whom it lies", "At its firmest", "How soon"],
        rows.collect(),
    );
    let actions = items.actions.iter().map(|one| &one.is).filter(|one| one.subject == subject);
    let rows = actions.filter_map(|one| {
        let clock_of = one.clock.as_ref()?;
        Some(vec![
            Line::default().here(bare(&one.does), action_key(&one.id)),
            Line::text(&one.who),
            clock(clock_of, names),
            Line::text(review_label(&one.review, names)),
        ])
    });
    page.table(
        format!("Deadlines – {label}"),
        &["What is done", "Who", "By when", "In"],
        rows.collect(),
    );
}

fn review_label<'k>(id: &'k str, names: &Names<'k>) -> &'k str {
    let reviews = &names.items().reviews;
    reviews.iter().find(|one| one.is.id == id).map_or(id, |one| &one.is.label)
}

fn action_key(id: &str) -> String {
    format!("action {id}")
}

fn kind(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Review => "a review",
        ReviewKind::Notification => "a notice",
        ReviewKind::Enquiry => "an enquiry",
    }
}

fn review(page: &mut Page, placed: &Placed<Review>, names: &Names<'_>) {
    let (review, items) = (&placed.is, names.items());
    page.part_with_key(3, &review.label, format!("review {}", review.id));
    page.paragraph(Line::text(&review.purpose));
    let mut said = vec![
        Item::named("On whom it lies", Line::text(&review.who)),
        Item::named("What it is", Line::text(kind(review.kind))),
        Item::named("How soon", Line::text(urgency(review.urgency))),
    ];
    said.extend(
        review.scope.as_ref().map(|scope| when("It can be in question when", scope, names)),
    );
    said.extend(touching(&[&review.id], names));
    said.extend(standing(&review.standing, names));
    said.push(reference(&review.id, &placed.at, None, names));
    page.list(said);
    let is_its = |then: &Then| matches!(then, Then::Review { review: id, .. } if *id == review.id);
    let rules: Vec<_> = rules_of(items, &review.subject, is_its).collect();
    for modality in [Modality::Duty, Modality::Expectation, Modality::Power] {
        let of = rules.iter().filter(
            |one| matches!(one.is.then, Then::Review { modality: found, .. } if found == modality),
        );
        of.for_each(|one| rule(page, 4, one, names));
    }
    let title = |words: &str| format!("{words}: {}", review.label);
    let roles = items.roles.iter().filter(|one| one.is.review == review.id);
    section(page, title("Who does what"), roles.map(|one| role(one, names)).collect());
    let links = items.links.iter().filter(|one| one.is.review == review.id);
    section(page, title("Other processes"), links.map(|one| link(one, names)).collect());
    let mut actions = items.actions.iter().filter(|one| one.is.review == review.id).peekable();
    if actions.peek().is_some() {
        page.heading(4, title("What is done, and by when"), "");
    }
    actions.for_each(|one| action(page, one, names));
}

/// Rules that lead to no review.
fn others(page: &mut Page, subject: &str, names: &Names<'_>) {
    let words = "These say what to think of; they call for no review.";
    let is_other = |then: &Then| !matches!(then, Then::Review { .. } | Then::Define);
    chapter(page, ("For a person to weigh", words), (subject, &is_other), names);
}

fn section(page: &mut Page, title: String, items: Vec<Item>) {
    if !items.is_empty() {
        page.heading(4, title, "");
        page.list(items);
    }
}

fn role(placed: &Placed<Role>, names: &Names<'_>) -> Item {
    let role = &placed.is;
    let mut below = Vec::new();
    below.extend(role.when.as_ref().map(|condition| when("Only when", condition, names)));
    below.extend(touching(&[&role.id], names));
    below.extend(standing(&role.standing, names));
    below.push(reference(&role.id, &placed.at, role.overrides.as_deref(), names));
    let line = Line::strong(format!("{}:", role_words(role.role))).then(format!(
        " {} – {}",
        role.who,
        bare(&role.does)
    ));
    Item { line, below }
}

fn role_words(role: RoleKind) -> &'static str {
    match role {
        RoleKind::Notifies => "Tells others of the incident",
        RoleKind::Receives => "Is told",
        RoleKind::Leads => "Leads",
        RoleKind::Considers => "Considers whether there should be one",
        RoleKind::Recommends => "Recommends",
        RoleKind::Decides => "Decides",
        RoleKind::Informed => "Is informed of the decision",
        RoleKind::TakesPart => "Takes part",
        RoleKind::Supervises => "Supervises",
    }
}

fn link(placed: &Placed<Link>, names: &Names<'_>) -> Item {
    let link = &placed.is;
    let mut below = vec![Item::named("How the two stand to each other", Line::text(how(link.how)))];
    below.extend(link.when.as_ref().map(|condition| when("Only when", condition, names)));
    below.extend(touching(&[&link.id], names));
    below.extend(standing(&link.standing, names));
    below.push(reference(&link.id, &placed.at, link.overrides.as_deref(), names));
    let line = Line::strong(format!("{}:", link.with)).then(format!(" {}", link.words));
    Item { line, below }
}

fn how(how: How) -> &'static str {
    match how {
        How::Together => "both are held, and joined or co-ordinated",
        How::Beside => "neither waits for the other",
        How::Instead => "one makes the other unnecessary",
        How::Feeds => "what is learnt goes there",
    }
}

fn action(page: &mut Page, placed: &Placed<Action>, names: &Names<'_>) {
    page.together(|page| {
        let action = &placed.is;
        let title = format!("{}: {}", action.who, bare(&action.does));
        page.heading(5, title, action_key(&action.id));
        let mut items = Vec::new();
        if !action.to.is_empty() {
            items.push(Item::named("To", Line::text(action.to.join("; "))));
        }
        items.push(match &action.clock {
            Some(of) => Item::named("By when", clock(of, names)),
            None => {
                Item::named("By when", Line::text("no day is set; it has its place in the order"))
            }
        });
        items.extend(action.also.iter().map(|also| {
            let line = clock(&also.clock, names).then(format!(" – {}", bare(&also.label)));
            let name = match also.when_late {
                Some(_) => "Counted also, where this is late",
                None => "Counted also",
            };
            Item::named(name, line)
        }));
        items.extend(action.when.as_ref().map(|condition| when("Only when", condition, names)));
        let done = Line::text(format!("“{}” is recorded", event(&action.done_by, names)));
        items.push(Item::named("Done when", done));
        if !action.needs.is_empty() {
            let needs = action.needs.iter().map(|id| format!("“{}”", event(id, names)));
            let needs = needs.collect::<Vec<_>>().join("; ");
            items.push(Item::named("Comes after", Line::text(needs)));
        }
        items.extend(action.note.iter().map(|note| Item::named("Note", Line::text(note))));
        items.extend(touching(&[&action.id], names));
        items.extend(standing(&action.standing, names));
        items.push(reference(&action.id, &placed.at, action.overrides.as_deref(), names));
        page.list(items);
    });
}

/// What can be put down as having happened.
fn events(page: &mut Page, subject: &str, names: &Names<'_>) {
    page.part(3, "Days that are recorded");
    page.paragraph(Line::text("Deadlines are counted from these, and actions are done by them."));
    let events = names.items().events.iter().filter(|one| one.is.subject == subject);
    let rows = events.map(|placed| {
        let one = &placed.is;
        let after = one.after.iter().map(|id| format!("“{}”", event(id, names)));
        let after = after.collect::<Vec<_>>().join("; ");
        let ahead = if one.may_lie_ahead { "yes, it is planned" } else { "no" };
        vec![
            Line::text(&one.label),
            Line::text(&one.question),
            Line::text(if after.is_empty() { "–".to_owned() } else { after }),
            Line::text(ahead),
            Line::default().code(&one.id),
        ]
    });
    page.table(
        format!("Days that are recorded – {}", subject_label(subject, names)),
        &["What happened", "Question", "Not before", "May lie ahead", "Reference"],
        rows.collect(),
    );
}
