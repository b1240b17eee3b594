//! An answer about reviews in sentences.

use super::{
    beginning, day, due_day, missing, number, spaced, units, write_conflicts, write_editions,
    write_findings, write_list, write_notices, write_prompts, write_settings, write_some,
    write_states,
};
use crate::error::quoted;
use crate::finding::Finding;
use crate::pack::Modality;
use crate::reviews::{
    ActionAnswer, AlsoCounted, ClockShown, EditionDays, EventProblem, Met, ReviewAnswer,
    ReviewDecision, Standing,
};
use crate::truth::Truth;
use std::fmt::Write;

/// The places of events in a request.
const EVENTS: &str = "/events/";
/// In place of a day that could not be counted.
const OUTSIDE: &str = "on a day outside the table of working days";

/// The answer in plain words: which reviews the incident calls for, what is to be done next and by
/// when, what would settle the rest, and what it is not.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Catalogue, wire};
/// let request = r#"{ "question": "reviews", "pack": "walsall", "subject": "incident",
///     "as_of": "2021-10-20", "facts": { "incident_date": "2021-10-01", "died": true },
///     "events": { "la-aware": "2021-10-02" }, "no_other_events": true }"#;
/// let text = wire::answer_in_words(&Catalogue::bundled(), request).unwrap();
/// assert!(text.contains("2021-10-08"), "{text}");
/// # }
/// ```
#[must_use]
pub fn reviews_in_words(decision: &ReviewDecision<'_>) -> String {
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = write_all(decision, &mut text);
    text
}

fn write_all(decision: &ReviewDecision<'_>, text: &mut String) -> std::fmt::Result {
    write_reviews(decision, text)?;
    write_next(decision, text)?;
    write_actions(decision, text)?;
    // What is to be weighed has a list of its own.
    let holds = |finding: &&Finding<'_>| finding.truth == Truth::True && finding.review.is_some();
    write_findings(text, decision.findings.iter().filter(holds))?;
    write_prompts(text, &decision.prompts)?;
    let is_of_event = |problem: &&EventProblem| problem.at.starts_with(EVENTS);
    write_list(
        text,
        "These events cannot be as they were given",
        decision.problems.iter().filter(is_of_event).map(|problem| wrong_with(decision, problem)),
    )?;
    write_list(
        text,
        "Days that could not be counted",
        decision
            .problems
            .iter()
            .filter(|problem| !is_of_event(problem))
            .map(|problem| problem.message.clone()),
    )?;
    write_list(
        text,
        "These answers cannot stand together",
        decision.inconsistent.iter().map(|broken| broken.words.to_owned()),
    )?;
    write_states(text, &decision.states, |fact| decision.labels.question(fact))?;
    write_missing(decision, text)?;
    write_settings(text, &decision.open_settings)?;
    write_conflicts(text, &decision.conflicts)?;
    write_footer(decision, text)
}

/// What is wrong with an event, by what a person reads of it.
fn wrong_with(decision: &ReviewDecision<'_>, problem: &EventProblem) -> String {
    let event = problem.at.strip_prefix(EVENTS).unwrap_or_default();
    let what = match problem.code {
        "events.ahead" => "this lies after the day asked about",
        "events.out-of-order" => "this lies before something that it comes after",
        "events.without" => "something that comes before this is said not to have happened",
        "events.not-a-date" => "this is no date of the calendar",
        // What is no event has no label.
        "events.unknown" => return format!("{}: no such event is known here", quoted(event)),
        _ => return problem.message.clone(),
    };
    format!("{}: {what}", decision.labels.event(event))
}

fn write_reviews(decision: &ReviewDecision<'_>, text: &mut String) -> std::fmt::Result {
    let certain = decision.reviews.iter().filter(|review| review.outcome == Met::Met);
    let open = decision.reviews.iter().filter(|review| review.outcome == Met::CannotTell);
    if certain.clone().next().is_none() {
        let settled = open.clone().next().is_none();
        let none = if settled {
            "None of the reviews of these rules is called for by these answers."
        } else {
            "Nothing is certain yet."
        };
        writeln!(text, "{none}")?;
    }
    for review in certain {
        writeln!(text, "{} {}.", review.label, firmness(review))?;
        write_roles(review, text)?;
    }
    write_list(
        text,
        "Cannot tell yet",
        open.map(|review| {
            let at_most = match review.at_most {
                Modality::Duty => "may be a duty",
                Modality::Expectation => "may be expected",
                Modality::Power | Modality::NotAvailable => "may be possible",
            };
            format!("{} ({at_most}; {})", review.label, review.who)
        }),
    )?;
    let of = |wanted: Met| {
        let reviews = decision.reviews.iter().filter(move |review| review.outcome == wanted);
        reviews.map(|review| review.label).collect::<Vec<_>>().join("; ")
    };
    let (not_met, not_applicable) = (of(Met::NotMet), of(Met::NotApplicable));
    if !not_met.is_empty() {
        writeln!(text, "\nNot met by these answers: {not_met}.")?;
    }
    if !not_applicable.is_empty() {
        writeln!(text, "\nNot applicable here, by age, place or time: {not_applicable}.")?;
    }
    Ok(())
}

/// A modality as a person says it.
fn firmness(review: &ReviewAnswer<'_>) -> String {
    let who = review.who;
    let certain = match review.at_least {
        Modality::Duty => format!("must be done ({who})"),
        Modality::Expectation => format!("is expected ({who})"),
        Modality::Power | Modality::NotAvailable => format!("may be held ({who})"),
    };
    let possible = match review.at_most {
        _ if review.settled => return certain,
        Modality::Duty => "and may be a duty",
        Modality::Expectation => "and may be expected",
        Modality::Power | Modality::NotAvailable => return certain,
    };
    format!("{certain} {possible}")
}

fn write_roles(review: &ReviewAnswer<'_>, text: &mut String) -> std::fmt::Result {
    for role in &review.roles {
        let open = if role.truth == Truth::True { "" } else { " (not settled)" };
        let edition = edition(role.edition);
        let kind = spaced(role.role.word());
        writeln!(text, "  • {} ({kind}): {}{open}{edition}", role.who, role.does)?;
    }
    for link in &review.links {
        let open = if link.truth == Truth::True { "" } else { " (if it is so)" };
        let edition = edition(link.edition);
        let kind = spaced(link.how.word());
        writeln!(text, "  • {} ({kind}): {}{open}{edition}", link.with, link.words)?;
    }
    Ok(())
}

fn write_next(decision: &ReviewDecision<'_>, text: &mut String) -> std::fmt::Result {
    let next = decision
        .next_action
        .and_then(|id| decision.actions.iter().find(|action| action.action == id));
    match next {
        Some(action) => {
            writeln!(text, "\nNext: {}: {}{}.", action.who, action.does, standing(action))
        }
        None => Ok(()),
    }
}

fn write_actions(decision: &ReviewDecision<'_>, text: &mut String) -> std::fmt::Result {
    let of_state = |wanted: Standing| {
        let actions = decision.actions.iter();
        actions.filter(move |action| action.state == wanted && action.applies == Truth::True)
    };
    let line = |action: &ActionAnswer<'_>| in_a_line(decision, action);
    write_list(text, "Overdue", of_state(Standing::Overdue).map(line))?;
    write_list(text, "To do", of_state(Standing::Due).map(line))?;
    write_list(text, "Done", of_state(Standing::Done).map(line))?;
    write_list(text, "Later", of_state(Standing::NotYetDue).map(line))?;
    write_list(text, "Cannot tell where it stands", of_state(Standing::CannotTell).map(line))?;
    let open = decision.actions.iter().filter(|action| action.applies != Truth::True);
    let pressing = open.filter(|action| {
        matches!(action.state, Standing::Overdue | Standing::Due | Standing::Done)
            && action.due.is_some()
    });
    write_list(text, "If it is called for at all", pressing.map(line))
}

fn in_a_line(decision: &ReviewDecision<'_>, action: &ActionAnswer<'_>) -> String {
    let to =
        if action.to.is_empty() { String::new() } else { format!(" → {}", action.to.join(", ")) };
    let clock = action
        .clock
        .as_ref()
        .map_or_else(String::new, |clock| format!(" [{}]", counted(decision, clock)));
    let is_done = action.state == Standing::Done;
    let also: Vec<String> = action.also.iter().map(|also| further(also, is_done)).collect();
    let also = if also.is_empty() { String::new() } else { format!("; {}", also.join("; ")) };
    let grounds = action.grounds.as_ref().map_or_else(String::new, |grounds| {
        format!(" ({}, {})", grounds.basis.word(), grounds.evidence.word())
    });
    let edition = edition(action.edition);
    let stands = standing(action);
    format!("{}: {}{to}{stands}{clock}{also}{grounds}{edition}", action.who, action.does)
}

/// For which days of the incident something is said in these words, where other editions that are
/// possible have others.
fn edition(days: Option<EditionDays>) -> String {
    match days {
        None => String::new(),
        Some(EditionDays { from, until: None }) => format!(" (for an incident from {from} on)"),
        Some(EditionDays { from, until: Some(until) }) => {
            format!(" (for an incident from {from} until {})", until.before())
        }
    }
}

fn standing(action: &ActionAnswer<'_>) -> String {
    let is_done = action.state == Standing::Done;
    let due = match action.due {
        Some(due) => format!("due {}", due_day(due, is_done)),
        None if action.outside => format!("due {OUTSIDE}"),
        None => String::new(),
    };
    match action.state {
        Standing::Overdue => {
            let by = action.overdue_days.map_or_else(String::new, number);
            format!(" – {due}, overdue by {by}")
        }
        Standing::Done => {
            let on = action.done.map_or_else(String::new, |done| format!("done {}", day(done)));
            let time = match action.in_time {
                Some(Truth::True) => ", in time".to_owned(),
                Some(Truth::False) => {
                    format!(", late by {}", action.late_days.map_or_else(String::new, number))
                }
                Some(Truth::Unknown) => ", in time or not: cannot tell".to_owned(),
                None => String::new(),
            };
            format!(" – {due}{}{on}{time}", if due.is_empty() { "" } else { ", " })
        }
        Standing::Due if due.is_empty() => " – now".to_owned(),
        Standing::CannotTell => {
            let open = undecided(&action.could_be);
            format!(" – {due}{}{open}", if due.is_empty() { "" } else { ", " })
        }
        _ if due.is_empty() => String::new(),
        _ => format!(" – {due}"),
    }
}

/// Where something stands of which nobody knows whether it has been done, or its clock has begun.
fn undecided(could_be: &[Standing]) -> String {
    let words = |state: &Standing| match state {
        Standing::NotYetDue => "not yet due",
        Standing::Due => "to be done now",
        Standing::Overdue => "overdue",
        Standing::Done => "done",
        Standing::CannotTell => "open",
    };
    match could_be {
        [one, Standing::Done] => format!("{} unless it was done already", words(one)),
        [Standing::Due, Standing::Overdue, Standing::Done] => {
            "to be done now or overdue, unless it was done already".to_owned()
        }
        _ => {
            let all: Vec<&str> = could_be.iter().map(words).collect();
            format!("may be {}", all.join(" or "))
        }
    }
}

fn counted(decision: &ReviewDecision<'_>, clock: &ClockShown<'_>) -> String {
    let start = match (clock.from, clock.due_of) {
        (Some(event), _) => format!("\"{}\"", decision.labels.event(event)),
        (None, Some(_)) => "the day before it was due".to_owned(),
        (None, None) => "an event that is not set".to_owned(),
    };
    if !clock.period.has_date() {
        return format!("as soon as possible after {start}");
    }
    let (n, unit) = (clock.period.n, clock.period.unit.word());
    format!("{n} {} {} {start}", units(n, unit), clock.period.direction.word())
}

fn further(also: &AlsoCounted<'_>, is_done: bool) -> String {
    let due = match also.due {
        Some(due) => due_day(due, is_done),
        None if also.outside => OUTSIDE.to_owned(),
        None => "no day yet".to_owned(),
    };
    format!("{}: {due}", also.label)
}

fn write_missing(decision: &ReviewDecision<'_>, text: &mut String) -> std::fmt::Result {
    write_some(text, "What could still change this", &decision.missing, |fact| {
        missing(decision.labels.question(fact.fact), fact.state)
    })?;
    write_some(text, "Days not recorded", &decision.missing_events, |event| {
        event.question.to_owned()
    })?;
    match &decision.next_question {
        Some(next) => writeln!(text, "\nAsk next: {}", next.question),
        None => Ok(()),
    }
}

fn write_footer(decision: &ReviewDecision<'_>, text: &mut String) -> std::fmt::Result {
    writeln!(text)?;
    if !decision.exact {
        writeln!(
            text,
            "The search was stopped at its limit: the ranges are right, but perhaps too wide."
        )?;
    }
    write_notices(text, &decision.notices)?;
    writeln!(
        text,
        "This is what the published rules indicate for an incident of {}, as it stands on {}. Who decides \
         is named above; it does not replace their judgement.",
        day(decision.incident),
        decision.as_of
    )?;
    let calendar = &decision.calendar;
    let proclaimed = calendar.proclaimed_until.map_or_else(String::new, |day| {
        format!(" (holidays from {day} on are expected, not proclaimed)")
    });
    let (name, digest) = (calendar.calendar, beginning(calendar.digest));
    writeln!(text, "Working days: {name}{proclaimed}, SHA-256 {digest}…")?;
    write_editions(text, &decision.editions)
}
