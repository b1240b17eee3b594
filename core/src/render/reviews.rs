//! Reviews: what calls for each, who does what in it, what is done by when.

use super::bounds;
use super::clocks::{clock, event};
use super::conflicts::touching;
use super::names::{Names, bare, setting_key};
use super::questions::questions;
use super::rules::{called_for, chapter, consistency, how_soon, rule, rules_of, when};
use super::standing::{foot, reference_line};
use super::thresholds::{about, definitions, subject_label};
use super::tree::{Item, Line, Page};
use crate::condition::{Condition, Test};
use crate::pack::{
    Action, How, Link, Modality, Placed, Review, ReviewKind, Role, RoleKind, Setting, Subject, Then,
};

/// Everything about one subject.
pub(super) fn subject(page: &mut Page, placed: &Placed<Subject>, names: &Names<'_>) {
    let id = placed.is.id.as_str();
    about(page, placed, names);
    glance(page, id, names);
    let reviews = names.items().reviews.iter().filter(|one| one.is.subject == id);
    let (called_for, others): (Vec<_>, Vec<_>) =
        reviews.partition(|one| is_called_for(&one.is, names));
    called_for.into_iter().for_each(|one| review(page, one, names));
    prompts(page, id, names);
    definitions(page, id, names);
    events(page, id, names);
    bounds::table(page, &placed.is, names);
    consistency(page, id, names);
    questions(page, id, names);
    if !others.is_empty() {
        page.part(3, "Reviews for which no rule of this day calls");
        page.paragraph(Line::text(
            "The rules name these for incidents of other days, or by a law that cannot have begun by this \
             day: for an incident of this day none of them is held.",
        ));
    }
    others.into_iter().for_each(|one| review(page, one, names));
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
    let rows = rows.filter(|one| is_called_for(one, names));
    let rows = rows.map(|one| {
        vec![
            Line::default().here(&one.label, format!("review {}", one.id)),
            Line::text(kind(one.kind)),
            Line::text(&one.who),
            firmness(one, names),
            Line::text(how_soon(one.urgency, has_deadline(one, names))),
        ]
    });
    page.table(
        format!("Reviews, notices and enquiries – {label}"),
        &[
            "Name",
            "What it is",
            "Who is responsible",
            "How firmly it is called for, and by which rules",
            "How soon",
        ],
        rows.collect(),
    );
    let actions = items.actions.iter().map(|one| &one.is).filter(|one| one.subject == subject);
    let actions = actions.filter(|action| {
        let review = items.reviews.iter().find(|one| one.is.id == action.review);
        review.is_none_or(|review| is_called_for(&review.is, names))
    });
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
        &["What is done", "Who", "By when", "Belongs to"],
        rows.collect(),
    );
}

/// How firmly a review is called for, the firmest first, each with the rules that do so, and on which
/// open setting it hangs whether its law is in force.
pub(super) fn firmness(review: &Review, names: &Names<'_>) -> Line {
    let mut parts = Vec::new();
    for modality in [Modality::Duty, Modality::Expectation, Modality::Power] {
        let of = rules_of(names.items(), &review.subject, |then| leads_to(then, review, modality));
        let rules: Vec<Line> = of.map(|rule| names.rule(&rule.is.id)).collect();
        if !rules.is_empty() {
            let line = Line::text(format!("{}: ", called_for(modality, review.kind)));
            parts.push(match rules.len() {
                0..=4 => line.join(Line::joined(rules, ", ")),
                many => line.then(format!("by any of {many} rules, told under its name")),
            });
        }
    }
    if parts.is_empty() {
        return Line::text(called_for(Modality::NotAvailable, review.kind));
    }
    let line = Line::joined(parts, "; ");
    let open = review.scope.as_ref().map(|scope| open_days(scope, true, names)).unwrap_or_default();
    // What cannot have begun by the day of the document leaves nothing open on it.
    let open = open.into_iter().filter(|(setting, is_wanted)| {
        *is_wanted || setting.not_before().is_none_or(|day| day <= names.day)
    });
    open.fold(line, |line, (setting, is_wanted)| {
        let words = match is_wanted {
            true => ". All this only once its law is in force, which is left open: ",
            false => {
                ". All this only as long as no other law has taken its place, which is left open: "
            }
        };
        line.then(words).here(&setting.label, setting_key(&setting.id))
    })
}

fn leads_to(then: &Then, review: &Review, wanted: Modality) -> bool {
    matches!(then, Then::Review { review: id, modality } if *id == review.id && *modality == wanted)
}

/// The settings without a value with whose day a condition compares, and whether it wants that the
/// day has come.
fn open_days<'k>(
    condition: &Condition,
    is_wanted: bool,
    names: &Names<'k>,
) -> Vec<(&'k Setting, bool)> {
    let items = names.items();
    match condition {
        Condition::Fact { test: Test::OnOrAfterSetting(id), .. } => {
            let found = items.settings.iter().map(|one| &one.is);
            let found = found.filter(|one| one.id == *id && one.default.is_none());
            found.map(|one| (one, is_wanted)).collect()
        }
        Condition::Fact { .. } => Vec::new(),
        Condition::Not(part) => open_days(part, !is_wanted, names),
        Condition::Rule(id) => match items.rules.iter().find(|one| one.is.id == *id) {
            Some(rule) => open_days(&rule.is.when, is_wanted, names),
            None => Vec::new(),
        },
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast { of: parts, .. } => {
            parts.iter().flat_map(|part| open_days(part, is_wanted, names)).collect()
        }
    }
}

/// Whether an action of a review has a deadline of so many days.
fn has_deadline(review: &Review, names: &Names<'_>) -> bool {
    let mut of = names.items().actions.iter().filter(|one| one.is.review == review.id);
    of.any(|one| one.is.clock.as_ref().is_some_and(|clock| clock.period.has_date()))
}

/// Whether some rule calls for a review of an incident of the day: there is one, and its law is not
/// known to begin only later.
pub(super) fn is_called_for(review: &Review, names: &Names<'_>) -> bool {
    let calls = |then: &Then| matches!(then, Then::Review { review: id, .. } if *id == review.id);
    let open = review.scope.as_ref().map(|scope| open_days(scope, true, names));
    let begins_later = |(setting, is_wanted): &(&Setting, bool)| {
        *is_wanted && setting.not_before().is_some_and(|day| day > names.day)
    };
    !open.unwrap_or_default().iter().any(begins_later)
        && rules_of(names.items(), &review.subject, calls).next().is_some()
}

/// What a review is called.
pub(super) fn review_label<'k>(id: &'k str, names: &Names<'k>) -> &'k str {
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
    let key = format!("review {}", review.id);
    match is_called_for(review, names) {
        true => page.part_with_key(3, &review.label, key),
        false => page.heading(3, &review.label, key),
    }
    page.paragraph(Line::text(&review.purpose));
    let mut said = vec![
        Item::named("Who is responsible", Line::text(&review.who)),
        Item::named("What it is", Line::text(kind(review.kind))),
        Item::named("How soon", Line::text(how_soon(review.urgency, has_deadline(review, names)))),
    ];
    said.extend(
        review.scope.as_ref().map(|scope| when("It can be in question when", scope, names)),
    );
    said.extend(touching(&[&review.id], names));
    said.push(foot(&review.standing, reference_line(&review.id, &placed.at, None, names), names));
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
fn prompts(page: &mut Page, subject: &str, names: &Names<'_>) {
    let words = "These say what to think of; they call for no review.";
    let is_other = |then: &Then| !matches!(then, Then::Review { .. } | Then::Define);
    chapter(page, ("Points for a person to consider", words), (subject, &is_other), names);
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
    below.push(foot(
        &role.standing,
        reference_line(&role.id, &placed.at, role.overrides.as_deref(), names),
        names,
    ));
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
    let mut below = vec![Item::named("How the two relate", Line::text(how(link.how)))];
    below.extend(link.when.as_ref().map(|condition| when("Only when", condition, names)));
    below.extend(touching(&[&link.id], names));
    below.push(foot(
        &link.standing,
        reference_line(&link.id, &placed.at, link.overrides.as_deref(), names),
        names,
    ));
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
        items.push(foot(
            &action.standing,
            reference_line(&action.id, &placed.at, action.overrides.as_deref(), names),
            names,
        ));
        page.list(items);
    });
}

/// What can be put down as having happened.
fn events(page: &mut Page, subject: &str, names: &Names<'_>) {
    page.part(3, "Dates to record");
    page.paragraph(Line::text("Deadlines are counted from these, and actions are done by them."));
    let events = names.items().events.iter().filter(|one| one.is.subject == subject);
    let rows = events.map(|placed| {
        let one = &placed.is;
        let after = one.after.iter().map(|id| format!("“{}”", event(id, names)));
        let after = after.collect::<Vec<_>>().join("; ");
        let ahead = if one.may_lie_ahead { "yes" } else { "no" };
        vec![
            Line::text(&one.label),
            Line::text(&one.question),
            Line::text(if after.is_empty() { "–".to_owned() } else { after }),
            Line::text(ahead),
            Line::default().code(&one.id),
        ]
    });
    page.table(
        format!("Dates to record – {}", subject_label(subject, names)),
        &["What happened", "Question", "Not before", "May be planned ahead", "Reference"],
        rows.collect(),
    );
}
