//! Bodies, seats and how they stand to each other in sentences.

use super::membership::{grounds, sides};
use super::{spaced, write_list};
use crate::membership::{
    BodyAnswer, CapacityAnswer, DisputeAnswer, Named, Scene, Structure, how_words, seat_words,
};
use crate::pack::{BodyKind, Side};
use crate::truth::Truth;

/// Everything that is, or may be, in force on the day.
pub(super) fn write_structure(
    scene: &Scene<'_>,
    structure: &Structure<'_>,
    text: &mut String,
) -> std::fmt::Result {
    for body in &structure.bodies {
        write_body(scene, structure, body, text)?;
    }
    let capacities = structure.capacities.iter().filter(|one| !is_filled(structure, one));
    let capacities = capacities.map(|one| {
        let office = one
            .office
            .map_or_else(|| "who is not said".to_owned(), |office| scene.label_of(office));
        let partner = one
            .partner
            .map_or_else(String::new, |partner| format!(" for: {}", scene.label_of(partner)));
        let mut named = scene.lists().capacities.iter().filter(|_| one.office.is_some());
        let is_chosen_anew =
            named.any(|known| known.is.id == one.id && scene.is_chosen_anew(&known.is));
        format!(
            "{}{partner} – {office}{} (for {}){}{} [{}]",
            one.title,
            if is_chosen_anew { ", if it is still so" } else { "" },
            sides(one.of),
            perhaps(one.in_force),
            beside(one.note),
            grounds(&one.grounds)
        )
    });
    write_list(text, "Who is what for the partnership", capacities)?;
    let accountability = structure.accountability.iter().map(|one| {
        format!(
            "{} – for what this does (for {}): {}. {}{} [{}]",
            titles(scene, structure, &one.who, one.of),
            sides(one.of),
            titles(scene, structure, &one.what, one.of),
            one.words.trim_end_matches('.'),
            perhaps(one.in_force),
            grounds(&one.grounds)
        )
    });
    write_list(text, "Who stays answerable", accountability)?;
    write_disputes(scene, &structure.disputes, text)
}

/// Whether it is not said who is this for the partnership, and others say it of all for whom it is.
fn is_filled(structure: &Structure<'_>, open: &CapacityAnswer<'_>) -> bool {
    let fills = |one: &&CapacityAnswer<'_>| {
        let is_it = one.capacity == open.capacity && one.office.is_some();
        let is_of_it = open.partner.is_none() || one.partner == open.partner;
        is_it && is_of_it && one.in_force == Truth::True
    };
    let fills: Vec<&CapacityAnswer<'_>> = structure.capacities.iter().filter(fills).collect();
    let is_covered = |side: &Side| fills.iter().any(|one| one.of.contains(side));
    open.office.is_none() && open.of.iter().all(is_covered)
}

/// Somebody who is named; of those who are something for the partnership, the titles of those who
/// are it for the same children or adults.
fn titles(scene: &Scene<'_>, structure: &Structure<'_>, named: &Named<'_>, of: &[Side]) -> String {
    let Named::Capacity(kind) = named else { return scene.named_words(named) };
    let mut found: Vec<&str> = Vec::new();
    for one in structure.capacities.iter().filter(|one| one.capacity == *kind) {
        if one.of.iter().any(|side| of.contains(side)) && !found.contains(&one.title) {
            found.push(one.title);
        }
    }
    if found.is_empty() { scene.named_words(named) } else { found.join(", ") }
}

fn write_body(
    scene: &Scene<'_>,
    structure: &Structure<'_>,
    body: &BodyAnswer<'_>,
    text: &mut String,
) -> std::fmt::Result {
    let kind = match body.kind {
        BodyKind::Outside => "outside the partnership".to_owned(),
        kind => spaced(kind.word()),
    };
    let name = match body.name_could_be.as_slice() {
        [] => body.name.unwrap_or(body.label).to_owned(),
        could_be => format!("{} (a day that is not set decides which)", could_be.join(" or ")),
    };
    let (of, doubt) = (sides(body.of), perhaps(body.in_force));
    let first = format!("In force{doubt}{} [{}]", beside(body.note), grounds(&body.grounds));
    let first = std::iter::once(first);
    let seats = structure.seats.iter().filter(|one| one.body == body.id);
    let seats = seats.map(|one| {
        let provisional = one.provisional.map_or_else(String::new, |words| format!(" – {words}"));
        let note = beside(one.note);
        format!("Seat: {}{provisional}{note} [{}]", seat_words(one), grounds(&one.grounds))
    });
    let relations = structure.relations.iter().filter(|one| one.body == body.id);
    let relations = relations.map(|one| {
        let with = scene.label_of(one.with);
        let words = one.words.map_or_else(String::new, |words| format!(" – {words}"));
        let doubt = perhaps(one.in_force);
        let how = capital(how_words(one.how));
        format!("{how}: {with}{words}{doubt} [{}]", grounds(&one.grounds))
    });
    write_list(text, &format!("{name} ({kind}, for {of})"), first.chain(seats).chain(relations))
}

/// The steps of disagreements, in order.
pub(super) fn write_disputes(
    scene: &Scene<'_>,
    disputes: &[DisputeAnswer<'_>],
    text: &mut String,
) -> std::fmt::Result {
    let steps = disputes.iter().map(|one| {
        let who = one.who.as_ref().map_or_else(String::new, |who| format!("{who}: "));
        let not_for: Vec<String> = one.not_for.iter().map(|id| scene.label_of(id)).collect();
        let not_for = match not_for.as_slice() {
            [] => String::new(),
            all => format!("; no step where this is what is decided: {}", all.join("; ")),
        };
        format!(
            "Between {}, step {}: {who}{}{not_for} [{}]",
            one.between.word(),
            one.step,
            one.words.trim_end_matches('.'),
            grounds(&one.grounds)
        )
    });
    write_list(text, "Where people disagree", steps)
}

/// What a reader should know of something, in brackets behind it.
fn beside(note: Option<&str>) -> String {
    note.map_or_else(String::new, |note| format!(" ({})", note.trim_end_matches('.')))
}

pub(super) fn perhaps(is: Truth) -> &'static str {
    if is == Truth::Unknown { " (perhaps: a day is not set)" } else { "" }
}

/// A word at the beginning of a line.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
