//! Tables of what can be counted: time limits, and the numbers, ages and days at which a rule turns.

use super::condition::{asked, of_test};
use super::names::Names;
use super::thresholds::{limits, subject_label};
use super::tree::{Line, Page};
use crate::condition::{Condition, Test};
use crate::pack::Subject;

/// The tables of a subject.
pub(super) fn table(page: &mut Page, subject: &Subject, names: &Names<'_>) {
    let (limits, bounds) = (limits(&subject.id, names), bounds(&subject.id, names));
    if limits.is_empty() && bounds.is_empty() {
        return;
    }
    let label = subject_label(&subject.id, names);
    page.part(3, "Time limits, numbers, ages and days at a glance");
    page.table(
        format!("Time limits – {label}"),
        &["What is done", "Who", "By when", "At the level or on the route", "Rests on"],
        limits,
    );
    page.table(
        format!("Numbers, ages and days at which a rule turns – {label}"),
        &["Question", "Limit", "Rules that ask for it"],
        bounds,
    );
}

/// Every comparison of a number, an age or a day, with the rules that make it.
pub(super) fn bounds(subject: &str, names: &Names<'_>) -> Vec<Vec<Line>> {
    let mut found: Vec<(Line, Line, Vec<Line>)> = Vec::new();
    for rule in names.items().rules.iter().map(|one| &one.is).filter(|one| one.subject == subject) {
        rule.when.walk(&mut |part| {
            let Condition::Fact { fact, test } = part else { return };
            if !is_counted(test) {
                return;
            }
            let (question, bound) = (asked(fact, test, names), of_test(fact, test, names));
            let label = names.rule(&rule.id);
            match found.iter_mut().find(|(known, at, _)| *known == question && *at == bound) {
                Some((_, _, rules)) if rules.contains(&label) => {}
                Some((_, _, rules)) => rules.push(label),
                None => found.push((question, bound, vec![label])),
            }
        });
    }
    crate::order::by_key(&mut found, |(question, ..)| names.place_of_question(question));
    let rows = found.into_iter();
    rows.map(|(question, bound, rules)| vec![question, bound, Line::joined(rules, "; ")]).collect()
}

fn is_counted(test: &Test) -> bool {
    !matches!(test, Test::Yes | Test::OneOf(_) | Test::Includes(_))
}
