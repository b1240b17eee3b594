//! An answer about who decides what in sentences.

use super::dates::long_day;
use super::membership::{and, answerable, grounds, lower, places, sides, write_tail};
use super::structure::{capital, write_disputes};
use super::write_list;
use crate::membership::{
    AgreementAnswer, AuthorityAnswer, Consultation, EntryAnswer, MatterAnswer, Named, Scene,
    part_words,
};
use crate::pack::{Agreement, Commitment, Delegable};
use crate::truth::Truth;
use std::fmt::Write;

/// Matter by matter who decides and who has what part in it, in plain words; `body`: the one that
/// was asked about.
pub(crate) fn authority_in_words(
    scene: &Scene<'_>,
    body: Option<&str>,
    answer: &AuthorityAnswer<'_>,
) -> String {
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = write_all(scene, body, answer, &mut text);
    text
}

fn write_all(
    scene: &Scene<'_>,
    body: Option<&str>,
    answer: &AuthorityAnswer<'_>,
    text: &mut String,
) -> std::fmt::Result {
    match body {
        Some(body) => writeln!(
            text,
            "Who decides on {}, and what part has: {}.",
            long_day(answer.as_of),
            scene.label_of(body)
        )?,
        None => writeln!(text, "Who decides what on {}.", long_day(answer.as_of))?,
    }
    if answer.matters.is_empty() {
        writeln!(text, "The matter is not one of that day: nobody has a part in it.")?;
    }
    for matter in &answer.matters {
        let part = body.and_then(|body| own_part(answer, matter.matter, body));
        write_list(text, matter.label, lines(scene, matter, part).into_iter())?;
    }
    write_disputes(scene, &answer.disputes, text)?;
    write_tail(scene, &answer.tail, text)
}

/// What one body has to do with a matter.
fn own_part(answer: &AuthorityAnswer<'_>, matter: &str, body: &str) -> Option<String> {
    let row = answer.matrix.iter().find(|row| row.matter == matter)?;
    let cell = row.bodies.iter().find(|cell| cell.body == body)?;
    let words = |part: &str| match part {
        "decides" => "it decides",
        "delegate" => "the decision may be delegated to it",
        "signs-off" => "it signs off what is decided elsewhere",
        "decides-by-law" => {
            "it is for this body itself to decide, and usually it does so through another"
        }
        "recommends" => "it may recommend",
        "oversees" => "it oversees",
        "consulted" => "it may be consulted",
        "each-decides" => "each of its members decides, for their own organisation",
        "informed" => "it is told",
        _ => "it has no part",
    };
    let could: Vec<&str> = cell.could_be.iter().map(|part| words(part.word())).collect();
    Some(match could.as_slice() {
        [] => format!("For the body asked about: {}", words(cell.part)),
        could => format!("For the body asked about, as it may be set: {}", could.join("; or ")),
    })
}

fn lines(scene: &Scene<'_>, matter: &MatterAnswer<'_>, part: Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    let deciders: Vec<String> =
        matter.deciders.iter().map(|one| who(scene, &one.by, &one.who)).collect();
    if !deciders.is_empty() {
        found.push(format!("Decided by: {}", deciders.join("; ")));
    }
    found.extend(part);
    found.extend(matter.consultation.iter().map(|one| consultation(scene, one)));
    found.extend(matter.ready.map(|ready| {
        match ready {
            Truth::True => "Everybody was consulted who has to be before it is decided",
            Truth::False => "It may not be decided yet: not everybody was consulted who has to be",
            Truth::Unknown => "Whether everybody was consulted who has to be is not known yet",
        }
        .to_owned()
    }));
    let commits: Vec<String> = matter.commits.iter().map(|one| commitment(*one)).collect();
    found.push(format!(
        "A matter for {}; a decision commits the organisations to {} {}",
        sides(matter.of),
        and(&commits),
        places(&[&matter.grounds])
    ));
    let mut parts: Vec<&EntryAnswer<'_>> = matter.parts.iter().collect();
    crate::order::by_key(&mut parts, |entry| entry.part);
    found.extend(parts.into_iter().map(|entry| entry_in_words(scene, entry, &matter.parts)));
    let stays = answerable(scene, &matter.accountable);
    found.extend(stays.into_iter().map(|one| format!("Stays accountable: {one}")));
    found
}

fn consultation(scene: &Scene<'_>, one: &Consultation<'_>) -> String {
    let by = who(scene, &one.by, &one.who);
    match one.consulted {
        Truth::True => format!("Has to be consulted before, and was: {by}"),
        Truth::False => format!("Has to be consulted before, and was not: {by}"),
        Truth::Unknown => format!("Has to be consulted before: {by}"),
    }
}

fn commitment(one: Commitment) -> String {
    one.word().to_owned()
}

/// Somebody named; where that is not set, all that it could be.
pub(super) fn who(scene: &Scene<'_>, by: &Named<'_>, called: &str) -> String {
    let unset = match by {
        Named::NotSet(unset) => unset,
        Named::OtherPartners(id) => {
            return format!("the statutory partners beside {}", lower(&scene.label_of(id)));
        }
        _ => return called.to_owned(),
    };
    let choices: Vec<String> = unset.choices.iter().map(|id| scene.label_of(id)).collect();
    format!("{} (which of them is for {} to set)", choices.join(" or "), unset.set_by)
}

/// Whose agreement a decision needs.
pub(super) fn agreement_in_words(agreement: &AgreementAnswer<'_>) -> String {
    match agreement {
        AgreementAnswer::Set(Agreement::AllPartners) => "every partner has to agree".to_owned(),
        AgreementAnswer::Set(Agreement::MajorityOfPartners) => {
            "more than half of the partners have to agree".to_owned()
        }
        AgreementAnswer::Set(Agreement::MajorityOfMembers) => {
            "more than half of those with a say have to agree".to_owned()
        }
        AgreementAnswer::NotSet(unset) => {
            format!("whose agreement is needed is not set (it is for {} to set)", unset.set_by)
        }
    }
}

/// A part that somebody has in a matter, with what becomes of it on the day; `all` are the parts
/// of the same matter.
pub(super) fn entry_in_words(
    scene: &Scene<'_>,
    entry: &EntryAnswer<'_>,
    all: &[EntryAnswer<'_>],
) -> String {
    let said = entry_said(scene, entry, all, |law| format!(" [{}]", grounds(&law.grounds)));
    format!("{said} [{}]", grounds(&entry.grounds))
}

/// The same without where it stands; `law_stands` says that of the law that goes before it.
pub(crate) fn entry_said(
    scene: &Scene<'_>,
    entry: &EntryAnswer<'_>,
    all: &[EntryAnswer<'_>],
    law_stands: impl Fn(&EntryAnswer<'_>) -> String,
) -> String {
    let of = |id: &str| all.iter().find(|one| one.entry == id);
    let called = |one: &EntryAnswer<'_>| who(scene, &one.by, &one.who);
    let words =
        entry.words.map_or_else(String::new, |words| format!(" – {}", words.trim_end_matches('.')));
    let mut said = vec![format!("{}: {}{words}", capital(&called(entry)), part_words(entry.part))];
    if entry.effect != "exercised-by" {
        said.extend(entry.agreement.as_ref().map(agreement_in_words));
    }
    let to: Vec<String> = entry.to.iter().map(|by| scene.named_words(by)).collect();
    match entry.delegable {
        Some(Delegable::May) if to.is_empty() => said.push("may be delegated".to_owned()),
        Some(Delegable::May) => said.push(format!("may be delegated to {}", and(&to))),
        Some(Delegable::MayNot) => said.push("may not be delegated".to_owned()),
        Some(Delegable::NotStated) => {
            said.push("whether it may be delegated is not said".to_owned());
        }
        None => {}
    }
    if let Some(kept) = entry.exercises.and_then(of) {
        said.push(format!("acts in this for {}, whose authority it stays", lower(&called(kept))));
    }
    match entry.effect {
        "yields" => {
            let law = entry.yields_to.and_then(of);
            let law = law.map_or_else(String::new, |law| {
                format!(
                    ": here the law goes before it, by which {} {}{}",
                    lower(&called(law)),
                    part_words(law.part),
                    law_stands(law)
                )
            });
            said.push(format!("this has no effect{law}"));
        }
        "exercised-by" => {
            let through = all.iter().filter(|one| one.exercises == Some(entry.entry));
            let through: Vec<String> = through.map(&called).collect();
            said.push(format!("does so through {}", and(&through)));
        }
        "cannot-tell" => said.push("whether this has effect hangs on what is not set".to_owned()),
        _ => {}
    }
    if entry.in_force == Truth::Unknown {
        said.push("whether this is in force hangs on a day that is not set".to_owned());
    }
    let note =
        entry.note.map_or_else(String::new, |note| format!(". {}", note.trim_end_matches('.')));
    format!("{}{note}", said.join("; "))
}
