//! An answer about thresholds in sentences.

use super::{
    grounds, missing, units, write_conflicts, write_editions, write_findings, write_list,
    write_notices, write_prompts, write_settings, write_some, write_states,
};
use crate::finding::Finding;
use crate::pack::{For, Requirement};
use crate::thresholds::{Decision, LevelRange, PathwayStep, RouteAnswer};
use crate::truth::Truth;
use std::fmt::Write;

/// The answer in plain words: what the rules indicate, why, what would settle the rest, and what
/// it is not.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{thresholds::Explain, words, Answer, Catalogue, Day, Known};
/// let as_of = Day::parse("2024-01-05").unwrap();
/// let rules = Catalogue::bundled().rules("walsall", "child", as_of).unwrap();
/// let mut known = Known::new(&rules, as_of);
/// known.record("reasonable_cause_significant_harm", &Answer::YesNo(true)).unwrap();
/// let text = words::in_words(&known.assess(Explain::Deciding));
/// assert!(text.starts_with("Level 4"));
/// # }
/// ```
#[must_use]
pub fn in_words(decision: &Decision<'_>) -> String {
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = write_all(decision, &mut text);
    text
}

fn write_all(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    write_headline(decision, text)?;
    write_routes(decision, text)?;
    write_while_open(decision, text)?;
    let holds = |finding: &&Finding<'_>| finding.truth == Truth::True;
    write_findings(text, decision.findings.iter().filter(holds))?;
    write_consent(decision, text)?;
    write_pathway(decision, text)?;
    write_prompts(text, &decision.prompts)?;
    write_list(
        text,
        "Strengths on record (they cancel nothing)",
        decision.strengths.iter().map(|strength| format!("{}: {}", strength.label, strength.note)),
    )?;
    write_list(
        text,
        "These answers cannot stand together",
        decision.inconsistent.iter().map(|broken| {
            let facts = broken.facts.iter().map(String::as_str);
            format!("{} (asked: {})", broken.words, questions(decision, facts))
        }),
    )?;
    write_states(text, &decision.states, |fact| decision.labels.question(fact))?;
    write_missing(decision, text)?;
    write_settings(text, &decision.open_settings)?;
    write_conflicts(text, &decision.conflicts)?;
    write_judgement(decision, text)?;
    write_governing(decision, text)?;
    write_footer(decision, text)
}

fn write_headline(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    match &decision.level {
        Some(level) => {
            let named = level.names.first().map_or("", |named| named.name);
            // Level 1 is where everybody stands of whom nothing more is known: no finding.
            if level.settled && level.at_least == 1 {
                writeln!(text, "No level above 1 ({named}) follows from these answers.")?;
            } else if level.settled {
                writeln!(text, "Level {} ({named}).", level.at_least)?;
            } else if level.at_least == 1 {
                writeln!(
                    text,
                    "Cannot tell yet: possible are level 1 ({named}), {}.",
                    possible(level)
                )?;
            } else {
                writeln!(
                    text,
                    "At least level {} ({named}), possibly {}.",
                    level.at_least,
                    possible(level)
                )?;
            }
            if let Some(published) = level.published_only {
                writeln!(
                    text,
                    "This rests on illustrative indicators that are nobody's adopted policy; by published \
                     rules alone: at least level {}, at most level {}.",
                    published.at_least, published.at_most
                )?;
            }
        }
        None if decision.applies != Truth::False => {
            writeln!(text, "These rules give routes and tests, no levels.")?;
        }
        None => {}
    }
    match decision.applies {
        Truth::True => Ok(()),
        Truth::Unknown => writeln!(
            text,
            "It is not settled that these rules are for this person (subject: {}).",
            decision.subject
        ),
        Truth::False => writeln!(
            text,
            "On {} this person is no {} in the sense of these rules; what follows would hold for one. \
             See whether another subject is meant, or the date of birth mistaken.",
            decision.as_of, decision.subject
        ),
    }
}

fn possible(level: &LevelRange<'_>) -> String {
    let higher: Vec<String> =
        level.names.iter().skip(1).map(|named| named.number.to_string()).collect();
    higher.join(" or ")
}

fn write_routes(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    let mut certain: Vec<&RouteAnswer<'_>> =
        decision.routes.iter().filter(|route| route.truth == Truth::True).collect();
    crate::order::by_key(&mut certain, |route| std::cmp::Reverse(route.urgency));
    write_list(
        text,
        "Legal routes and tests that hold",
        certain.iter().map(|route| {
            format!(
                "{} [{}, {}]: {} – {} ({}, {})",
                decision.labels.route(route.route),
                route.kind.word(),
                route.urgency.word(),
                route.who,
                route.act,
                route.basis.word(),
                route.evidence.word()
            )
        }),
    )?;
    let mut open: Vec<&RouteAnswer<'_>> =
        decision.routes.iter().filter(|route| route.truth != Truth::True).collect();
    crate::order::by_key(&mut open, |route| std::cmp::Reverse(route.urgency));
    let out = decision.ruled_out.len();
    if !open.is_empty() {
        let shown = open.iter().take(6).map(|route| decision.labels.route(route.route));
        let shown = shown.collect::<Vec<_>>().join("; ");
        let more = open.len().saturating_sub(6);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        let others = match out {
            0 => String::new(),
            1 => " Not met by these answers: 1 other route or test.".to_owned(),
            _ => format!(" Not met by these answers: {out} other routes and tests."),
        };
        writeln!(text, "Not settled: {shown}{more}.{others}")?;
    } else if certain.is_empty() {
        writeln!(text, "None of the {out} routes and tests is met by these answers.")?;
    }
    Ok(())
}

fn write_consent(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    write_list(
        text,
        "Agreement",
        decision.consent.iter().map(|consent| {
            let without = match (consent.may_proceed_without, consent.requirement) {
                (Truth::False, _) => "",
                (Truth::True, Requirement::UnlessRefused) => {
                    " Here a refusal does not end the duty."
                }
                (Truth::True, Requirement::UnlessObjected) => {
                    " Here an objection does not stop it."
                }
                (Truth::True, _) => " One may go on without it here.",
                (Truth::Unknown, Requirement::UnlessRefused) => {
                    " Whether a refusal would end the duty is not settled."
                }
                (Truth::Unknown, Requirement::UnlessObjected) => {
                    " Whether an objection would stop it is not settled."
                }
                (Truth::Unknown, _) => " Whether one may go on without it is not settled.",
            };
            let belongs_to = match consent.belongs_to {
                For::Level(number) => format!("level {number}"),
                For::Route(route) => decision.labels.route(route).to_owned(),
            };
            format!("{belongs_to}: {}{without}", consent.words)
        }),
    )
}

/// What is to be done although something is not settled, and because of which facts.
fn write_while_open(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    let open = decision.pathway.iter().filter(|step| !step.while_open.is_empty());
    write_list(
        text,
        "To do now, while this is open",
        open.map(|step| {
            let facts = step.while_open.iter().copied();
            format!("{} – because of: {}", in_a_line(step), questions(decision, facts))
        }),
    )
}

fn write_pathway(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    let certain = decision.pathway.iter().filter(|step| step.while_open.is_empty());
    write_list(text, "Pathway and clocks", certain.map(in_a_line))
}

fn in_a_line(step: &PathwayStep<'_>) -> String {
    let limit = step.limit.map_or_else(String::new, |limit| match limit.n {
        Some(n) => format!(" – within {n} {} of: {}", units(n, limit.unit.word()), limit.from),
        None => format!(" – as soon as possible after: {}", limit.from),
    });
    format!(
        "{}: {}{limit} ({}, {})",
        step.who,
        step.does,
        step.grounds.basis.word(),
        step.grounds.evidence.word()
    )
}

fn write_missing(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    write_some(text, "What could still change this", &decision.missing, |fact| {
        let reach =
            fact.could_reach.map_or_else(String::new, |n| format!(" – could reach level {n}"));
        let routes = fact.routes.iter().map(|route| decision.labels.route(route));
        let routes = routes.collect::<Vec<_>>().join("; ");
        let routes = if routes.is_empty() { routes } else { format!(" – decides: {routes}") };
        format!("{}{reach}{routes}", missing(decision.labels.question(fact.fact), fact.state))
    })?;
    match &decision.next_question {
        Some(next) => writeln!(text, "\nAsk next: {}", next.question),
        None => Ok(()),
    }
}

fn write_judgement(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    let Some(judged) = &decision.judgement else { return Ok(()) };
    let judges = match (judged.level, judged.route) {
        (Some(level), _) => format!("level {level}"),
        (None, route) => {
            let not = if judged.holds == Some(false) { "not " } else { "" };
            format!("\"{}\" is {not}met", route.map_or("", |route| decision.labels.route(route)))
        }
    };
    writeln!(
        text,
        "\nPractitioner's judgement: {judges} ({}), by {}: {}",
        judged.stands.word(),
        judged.by,
        judged.reason
    )?;
    if judged.below_trigger.is_empty() {
        return Ok(());
    }
    let triggers = judged.below_trigger.iter().map(|rule| decision.labels.rule(rule));
    writeln!(text, "  Statutory triggers still stand: {}.", triggers.collect::<Vec<_>>().join("; "))
}

fn write_governing(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    write_list(
        text,
        "Criteria",
        decision.governed_by.iter().map(|governing| {
            let open = match governing.truth {
                Truth::True => "",
                _ => " (not settled that it is so for this person)",
            };
            format!(
                "{} {} work to: {}, which sets {}{open} [{}]",
                governing.binds,
                governing.grounds.strength.word(),
                governing.title,
                governing.sets,
                grounds(&governing.grounds)
            )
        }),
    )
}

fn write_footer(decision: &Decision<'_>, text: &mut String) -> std::fmt::Result {
    writeln!(text)?;
    if !decision.exact {
        writeln!(
            text,
            "The search was stopped at its limit: the range is right, but perhaps too wide."
        )?;
    }
    write_notices(text, &decision.notices)?;
    writeln!(
        text,
        "This is what the published rules indicate on {}. It is no finding that there is no risk, and it \
         does not replace professional judgement.",
        decision.as_of
    )?;
    write_editions(text, &decision.editions)
}

/// Questions one after another.
fn questions<'k>(decision: &Decision<'k>, facts: impl Iterator<Item = &'k str>) -> String {
    let asked = facts.map(|fact| decision.labels.question(fact));
    asked.collect::<Vec<_>>().join(" / ")
}
