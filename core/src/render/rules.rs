//! One rule, and what rules of all kinds share: definitions and answers that cannot stand together.

use super::condition::said;
use super::conflicts::touching;
use super::names::{Names, bare, capital, pack_name, rule_key};
use super::standing::{cites, document, foot, is_first_page, reference, reference_line, site};
use super::tree::{Item, Line, Page};
use crate::citation::{Basis, Strength};
use crate::condition::Condition;
use crate::pack::{
    Direction, For, Items, Modality, Placed, ReviewKind, Route, RouteKind, Rule, Then, Urgency,
};
use crate::words::long_day;

/// A condition after a word that names what it is for.
pub(super) fn when(name: &str, condition: &Condition, names: &Names<'_>) -> Item {
    said(condition, names).after(Line::strong(format!("{name}:")).then(" "))
}

/// A rule under a heading: when it holds, what follows, who says so.
pub(super) fn rule(page: &mut Page, level: u8, placed: &Placed<Rule>, names: &Names<'_>) {
    page.together(|page| {
        let rule = &placed.is;
        page.heading(level, &rule.label, rule_key(&rule.id));
        let mut items = vec![when("Holds when", &rule.when, names)];
        items.push(Item::named("Then", follows(rule, names)));
        items.extend(rule.note.iter().map(|note| Item::named("Note", Line::text(note))));
        items.extend(in_force(rule));
        if rule.illustrative {
            let line = Line::text("an illustration, and nobody's adopted policy");
            items.push(Item::named("Standing", line));
        }
        items.extend(rule.repeats.iter().map(|id| {
            let line = Line::text("whenever this holds, so does ").join(names.rule(id));
            Item::named("Kept for what its own source says", line)
        }));
        let mut touched = vec![rule.id.as_str()];
        if let Then::Route(route) = &rule.then {
            touched.push(&route.id);
        }
        items.extend(touching(&touched, names));
        items.push(foot(
            &rule.standing,
            reference_line(&rule.id, &placed.at, rule.overrides.as_deref(), names),
            names,
        ));
        page.list(items);
    });
}

fn in_force(rule: &Rule) -> Option<Item> {
    let line = match (rule.from, rule.until.map(crate::date::Day::before)) {
        (None, None) => return None,
        (Some(from), None) => format!("from {} on", long_day(from)),
        (None, Some(last)) => format!("until {}", long_day(last)),
        (Some(from), Some(last)) => format!("from {} to {}", long_day(from), long_day(last)),
    };
    Some(Item::named("In force", Line::text(line)))
}

fn follows(rule: &Rule, names: &Names<'_>) -> Line {
    match &rule.then {
        Then::Level { number, trigger: false } => Line::text(format!("level {number} at least")),
        Then::Level { number, trigger: true } => {
            Line::text(format!("level {number} at least, and nothing else that is known lowers it"))
        }
        Then::Route(route) => Line::text(format!(
            "{}: {} – {}. {}.",
            route_kind(route.kind),
            route.who,
            bare(&route.act),
            capital(how_soon(route.urgency, has_limit(route, names)))
        )),
        Then::Prompt { consider, direction } => {
            let standing = &rule.standing;
            let is_duty = (standing.strength, standing.basis, *direction)
                == (Strength::Must, Basis::Statute, Direction::Up);
            // What the law requires is not only for somebody to think of.
            let word = if is_duty { "the law requires" } else { "consider" };
            Line::text(format!("{word} {} ({})", bare(consider), points(*direction)))
        }
        Then::Protective { note } => {
            Line::text(format!("a strength, which cancels no need: {}", bare(note)))
        }
        Then::Review { review, modality } => {
            let found = names.items().reviews.iter().find(|one| one.is.id == *review);
            let label = found.map_or(review.as_str(), |one| &one.is.label);
            let kind = found.map_or(ReviewKind::Review, |one| one.is.kind);
            let line = Line::default().here(label, format!("review {review}"));
            line.then(format!(" – {}", called_for(*modality, kind)))
        }
        Then::GovernedBy(governing) => document(&governing.source, names).then(format!(
            " governs: it sets {}, and binds {}",
            bare(&governing.sets),
            bare(&governing.binds)
        )),
        Then::Define => Line::text("nothing by itself: it defines a term of other rules"),
    }
}

/// Whether a step of a route has a time limit in days or hours.
pub(super) fn has_limit(route: &Route, names: &Names<'_>) -> bool {
    let steps = names.items().steps.iter().map(|one| &one.is);
    let mut of = steps.filter(|one| one.belongs_to == For::Route(route.id.clone()));
    of.any(|one| one.limit.as_ref().is_some_and(|limit| limit.n.is_some()))
}

fn route_kind(kind: RouteKind) -> &'static str {
    match kind {
        RouteKind::Duty => "a duty",
        RouteKind::Power => "a power",
        RouteKind::Test => "a test that is met",
        RouteKind::Right => "a right of the person",
        RouteKind::Notification => "somebody must be told",
    }
}

/// How soon.
pub(super) fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Planned => "in the ordinary course of work",
        Urgency::Prompt => "promptly",
        Urgency::SameDay => "the same day",
        Urgency::Immediate => "at once",
    }
}

/// How soon, where there may be time limits that say it better: "the same day" is the order in which
/// things are taken up, and no limit of any text.
pub(super) fn how_soon(soon: Urgency, has_limit: bool) -> &'static str {
    match (soon, has_limit) {
        (Urgency::SameDay, true) => "without delay, and within the time limits given here",
        _ => urgency(soon),
    }
}

fn points(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "this points towards more help",
        Direction::Down => "this points towards less help",
        Direction::Check => "look again",
    }
}

/// How firmly a review, a notice or an enquiry is called for.
pub(super) fn called_for(modality: Modality, kind: ReviewKind) -> String {
    let done = match kind {
        ReviewKind::Review => "held",
        ReviewKind::Notification => "given",
        ReviewKind::Enquiry => "made",
    };
    match modality {
        Modality::NotAvailable => "no rule of this day calls for it".to_owned(),
        Modality::Power => format!("it may be {done}"),
        Modality::Expectation => format!("guidance expects it to be {done}"),
        Modality::Duty => format!("it must be {done}"),
    }
}

/// The rules of a subject that are of some kind.
pub(super) fn rules_of<'i>(
    items: &'i Items,
    subject: &'i str,
    wanted: impl Fn(&Then) -> bool + 'i,
) -> impl Iterator<Item = &'i Placed<Rule>> {
    let all = items.rules.iter().map(AsRef::as_ref);
    all.filter(move |rule| rule.is.subject == subject && wanted(&rule.is.then))
}

/// Rules under a heading of their own, where there are any.
pub(super) fn chapter(
    page: &mut Page,
    (title, words): (&str, &str),
    (subject, wanted): (&str, &dyn Fn(&Then) -> bool),
    names: &Names<'_>,
) {
    let mut rules = rules_of(names.items(), subject, wanted).peekable();
    if rules.peek().is_none() {
        return;
    }
    page.part(3, title);
    page.paragraph(Line::text(words));
    rules.for_each(|one| rule(page, 4, one, names));
}

/// Answers that cannot stand together.
pub(super) fn consistency(page: &mut Page, subject: &str, names: &Names<'_>) {
    let all = &names.items().consistency;
    let mut of = all.iter().filter(|rule| rule.is.subject == subject).peekable();
    if of.peek().is_none() {
        return;
    }
    page.part(3, "Answers that contradict each other");
    page.paragraph(Line::text(
        "Where answers contradict each other, this is said; which of them is mistaken is for people \
         to find out.",
    ));
    let items = of.map(|placed| {
        let rule = &placed.is;
        let mut below = vec![when("It is said when", &rule.never, names)];
        if !rule.facts.is_empty() {
            let questions = Line::joined(rule.facts.iter().map(|id| names.fact(id)), " ");
            below.push(Item::named("Look again at", questions));
        }
        below.extend(exception("A contradiction only here", rule.only_here.as_ref(), names));
        below.push(reference(&rule.id, &placed.at, None, names));
        Item { line: Line::text(&rule.words), below }
    });
    page.list(items.collect());
}

/// Why something that proofs about a pack would call a fault is meant.
pub(super) fn exception(
    name: &str,
    exception: Option<&crate::fact::Exception>,
    names: &Names<'_>,
) -> Option<Item> {
    let exception = exception?;
    let words = Line::text(format!("{} (", bare(&exception.words)));
    Some(Item::named(name, words.join(cites(&exception.cites, names)).then(")")))
}

/// Every text that the document cites, with where it can be read.
pub(super) fn sources(page: &mut Page, names: &Names<'_>) {
    page.part(2, "Published texts");
    let rows = names.cited().into_iter().map(|source| {
        let date = source.date.clone().unwrap_or_else(|| "–".to_owned());
        let title = Line::text(&source.title);
        let title = match &source.caution {
            Some(caution) => title.then(format!(" ({caution})")),
            None => title,
        };
        let read = match &source.link {
            Some(link) if is_first_page(link) => Line::default()
                .web(site(link), link)
                .then(" (the site's first page; the address of the text itself is not known)"),
            Some(link) => Line::default().web(site(link), link),
            None => Line::text("no address is known"),
        };
        vec![title, Line::text(&source.publisher), Line::text(date), read]
    });
    page.table(
        format!(
            "Published texts that this document of {} cites, with their publishers",
            pack_name(&names.layered.pack)
        ),
        &["Title", "Publisher", "Date", "Where it can be read"],
        rows.collect(),
    );
}
