//! An answer about a seat in sentences: each test, and whether a person may sit or deputise.

use super::attendance::{parts, question};
use super::dates::long_day;
use super::membership::{
    answerable, grounds, lower, need_in_words, write_problems, write_tail, yes_or_no,
};
use super::write_list;
use crate::membership::{CriterionAnswer, DeputyAuthority, Scene, SeatAnswer, StandsBack};
use crate::pack::SeatRole;
use crate::truth::Truth;
use std::fmt::Write;

/// The answer in plain words: may this person sit there, or deputise, test by test.
pub(crate) fn seat_in_words(scene: &Scene<'_>, answer: &SeatAnswer<'_>) -> String {
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = write_seat(scene, answer, &mut text);
    text
}

fn write_seat(scene: &Scene<'_>, answer: &SeatAnswer<'_>, text: &mut String) -> std::fmt::Result {
    let is_deputy = answer.role == SeatRole::Deputy;
    let does = match (answer.outcome, is_deputy) {
        ("permitted", false) => "This person may sit",
        ("permitted", true) => "This person may deputise",
        ("not-permitted", false) => "This person may not sit",
        ("not-permitted", true) => "This person may not deputise",
        (_, false) => "It cannot be told yet whether this person may sit",
        (_, true) => "It cannot be told yet whether this person may deputise",
    };
    let body = scene.label_of(answer.body);
    let seat = answer.label;
    writeln!(text, "{does} in the seat “{seat}” of the {body} on {}.", long_day(answer.as_of))?;
    if let Some(matter) = answer.matter {
        writeln!(text, "The matter: {}.", lower(&scene.label_of(matter)))?;
    }
    if let Some(authority) = answer.authority {
        let how = match authority {
            "cannot-tell" => {
                let could: Vec<&str> = answer.could_be.iter().map(|one| compared(*one)).collect();
                format!("not known; it could be: {}", could.join("; or "))
            }
            word => {
                let known = DeputyAuthority::WORDS.iter().find(|(known, _)| *known == word);
                known.map_or_else(String::new, |(_, one)| compared(*one).to_owned())
            }
        };
        writeln!(text, "The deputy's authority beside the member's: {how}.")?;
    }
    let back = answer.stands_back.iter().map(|one| stands_back(scene, one, is_deputy));
    write_list(text, "In this matter", back)?;
    write_list(text, "Test by test", answer.criteria.iter().map(criterion))?;
    let missing: Vec<String> = missing(scene, answer);
    write_list(text, "What is not known, and could change this", missing.into_iter())?;
    let accountable = answerable(scene, &answer.accountable);
    write_list(
        text,
        "Who stays accountable for what is done in this seat",
        accountable.into_iter(),
    )?;
    write_problems(text, &answer.tail.problems, |_| None)?;
    write_tail(scene, &answer.tail, text)
}

/// That somebody has no say in the matter, or may have none.
fn stands_back(scene: &Scene<'_>, one: &StandsBack<'_>, is_deputy: bool) -> String {
    let office = scene.label_of(one.office);
    let there = if is_deputy { "in this seat" } else { "in this matter" };
    let is = match one.stands_back {
        Truth::True => format!("This person has no say {there}: the {office} stands back"),
        _ => format!(
            "Whether this person has a say is not known: the {office} stands back, and whether they \
             are that is not settled"
        ),
    };
    let words = one.words.map_or_else(String::new, |words| format!(" – {words}"));
    format!("{is}{words} [{}]", grounds(&one.grounds))
}

fn compared(one: DeputyAuthority) -> &'static str {
    match one {
        DeputyAuthority::SimilarInAll => "similar, in everything",
        DeputyAuthority::EnoughForTheMatter => {
            "enough for what the matter needs, not for everything"
        }
        DeputyAuthority::Lesser => "less than the member's, and less than the matter needs",
    }
}

fn criterion(one: &CriterionAnswer<'_>) -> String {
    let asked = one.question.map_or_else(String::new, |question| format!(". {question}"));
    let is = match one.truth {
        Truth::True => "met",
        Truth::False => "not met",
        Truth::Unknown => "not known",
    };
    let commitments = one.commitments.as_ref().map_or_else(String::new, |of| {
        format!(
            " (policy: {}; resourcing: {}; practice: {})",
            yes_or_no(of.policy),
            yes_or_no(of.resourcing),
            yes_or_no(of.practice)
        )
    });
    let evidence = one
        .evidence
        .as_ref()
        .map_or_else(String::new, |evidence| format!("; evidence given: {evidence}"));
    let label = one.label;
    format!("{label}: {is}{commitments}{evidence}{asked} [{}]", grounds(&one.grounds))
}

fn missing(scene: &Scene<'_>, answer: &SeatAnswer<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for needs in &answer.missing {
        let (test, commitment) = parts(needs);
        let words = match (needs.as_str(), commitment) {
            ("matter", _) => {
                "For which matter? What a deputy has to be able to do hangs on it".into()
            }
            ("in-force", _) => "Are the seat and its body in force on that day?".to_owned(),
            ("office", _) => {
                "Does this person hold the office that the seat is for, one whose holder sits for it, \
                 or one of the partner that it represents?"
                    .to_owned()
            }
            ("capacity", _) => {
                "Do they lead for the partner, or act for it by delegation, and by which office?".to_owned()
            }
            ("standing", _) => {
                "Is the organisation of the kind or standing that the seat is for?".to_owned()
            }
            ("deputy-allowed", _) => "May somebody attend in the holder's place?".to_owned(),
            (_, Some(commitment)) => format!("{} (for {commitment})", question(scene, test)),
            (needs, None) => {
                need_in_words(needs).map_or_else(|| question(scene, test).to_owned(), str::to_owned)
            }
        };
        found.push(words);
    }
    found
}
