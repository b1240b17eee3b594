//! What answers about membership have in common in sentences, and who is what on a day.

use super::dates::long_day;
use super::structure::{capital, write_structure};
use super::{some_of, write_editions, write_list, write_notices};
use crate::citation::Grounds;
use crate::decision::ConflictTouched;
use crate::error::Problem;
use crate::membership::{
    Answerable, MembershipAnswer, OrganisationAnswer, PartnerAnswer, Scene, Tail,
};
use crate::pack::membership::Item;
use crate::pack::{SettingValue, Side};
use crate::truth::Truth;
use std::fmt::Write;

/// Who is what on the day, in plain words: who holds the places of the statutory partners, and
/// what each organisation is that was asked about.
pub(crate) fn membership_in_words(scene: &Scene<'_>, answer: &MembershipAnswer<'_>) -> String {
    let mut text = String::new();
    // INVARIANT: writing to a `String` cannot fail.
    let _ = write_membership(scene, answer, &mut text);
    text
}

fn write_membership(
    scene: &Scene<'_>,
    answer: &MembershipAnswer<'_>,
    text: &mut String,
) -> std::fmt::Result {
    writeln!(text, "Who is what on {}.", long_day(answer.as_of))?;
    for one in &answer.organisations {
        let said = standing(scene, one);
        let missing = answer.missing.iter().find(|lacks| lacks.organisation == one.organisation);
        let missing = missing.map(|lacks| questions(scene, &lacks.needs)).unwrap_or_default();
        let missing = missing.into_iter().map(|one| format!("Not known: {one}"));
        write_list(text, &called(scene, one), said.into_iter().chain(missing))?;
    }
    let partners = answer.partners.iter().map(|one| partner(scene, one));
    write_list(text, "The statutory partners", partners)?;
    if let Some(structure) = &answer.structure {
        write_structure(scene, structure, text)?;
    }
    let about = |at: &str| {
        let index = index_of(at, "/organisations/")?;
        answer.organisations.get(index).map(|one| called(scene, one))
    };
    write_problems(text, &answer.tail.problems, about)?;
    write_tail(scene, &answer.tail, text)
}

/// What an organisation is called: its label, or the word that the request has for it.
fn called(scene: &Scene<'_>, one: &OrganisationAnswer<'_>) -> String {
    one.label.clone().unwrap_or_else(|| scene.label_of(&one.organisation))
}

fn standing(scene: &Scene<'_>, one: &OrganisationAnswer<'_>) -> Vec<String> {
    if one.exists == Truth::False {
        let became = labels(scene, &one.became);
        return vec![match (became.is_empty(), one.begins) {
            (false, _) => format!("There is none on that day; its place took: {became}"),
            (true, Some(first)) => {
                format!("It does not exist yet on that day: its first day is {}", long_day(first))
            }
            (true, None) => "There is none on that day".to_owned(),
        }];
    }
    let mut said = Vec::new();
    if one.exists == Truth::Unknown {
        said.push("Whether there is one on that day hangs on what is not set".to_owned());
    }
    let partner = &one.statutory_partner;
    let place = partner.place.map(|id| scene.label_of(id));
    said.push(match (partner.children, partner.adults) {
        (Truth::False, Truth::False) if one.part_of_partner == Truth::True => {
            "Part of a statutory partner, and speaks with it".to_owned()
        }
        (Truth::False, Truth::False) => "No statutory partner".to_owned(),
        (Truth::True, Truth::True) => {
            format!("Statutory partner, for children and for adults{}", in_place(place))
        }
        (children, adults) => format!(
            "Statutory partner for children: {}; for adults: {}{}",
            yes_or_no(children),
            yes_or_no(adults),
            in_place(place)
        ),
    });
    if one.part_of_partner == Truth::Unknown {
        said.push("Whether it is part of a statutory partner is not known".to_owned());
    }
    said.push(match one.board_member {
        Truth::True => "Member of the Safeguarding Adults Board".to_owned(),
        Truth::False => "No member of the Safeguarding Adults Board".to_owned(),
        Truth::Unknown => {
            "Whether it is a member of the Safeguarding Adults Board is not known".to_owned()
        }
    });
    said.extend(relevant_agency(scene, one));
    match one.voice {
        Truth::True => said.push(
            "Is heard and holds the partners to account; has no seat and no say by that".to_owned(),
        ),
        Truth::Unknown => said.push("Whether it is heard as a voice is not known".to_owned()),
        Truth::False => {}
    }
    let by: Vec<&Grounds<'_>> = one.by.iter().map(|behind| &behind.grounds).collect();
    if !by.is_empty() {
        said.push(format!("Rests on {}", places(&by)));
    }
    said
}

fn in_place(place: Option<String>) -> String {
    place.map_or_else(String::new, |place| format!(", in the place “{place}”"))
}

fn relevant_agency(scene: &Scene<'_>, one: &OrganisationAnswer<'_>) -> Vec<String> {
    use crate::membership::AgencyStanding::{EligibleOnly, NamedAndEligible, NamedOnly, Neither};
    let agency = &one.relevant_agency;
    let partner = &one.statutory_partner;
    let is_partner = [partner.children, partner.adults, one.part_of_partner].contains(&Truth::True);
    let standing = |word: &str| match word {
        "named-only" if is_partner => {
            "named in the arrangements; it is a statutory partner or \
                                       part of one, and that is no relevant agency"
        }
        "named-and-eligible" => "named in the arrangements, and on the list in law",
        "named-only" => "named in the arrangements, and not on the list in law: by agreement only",
        "eligible-only" => "on the list in law, and not named in the arrangements",
        _ => "neither named in the arrangements nor on the list in law",
    };
    let mut could_be = Vec::new();
    for one in [NamedAndEligible, NamedOnly, EligibleOnly, Neither] {
        if agency.could_be.contains(&one) {
            could_be.push(standing(one.word()));
        }
    }
    let how = if could_be.is_empty() {
        standing(agency.standing).to_owned()
    } else {
        format!("either {}", could_be.join("; or "))
    };
    let mut said = vec![format!("Relevant agency in law: {} ({how})", yes_or_no(agency.in_law))];
    let entries = [
        ("Entries of the arrangements that fit or may fit", &agency.entries),
        ("Paragraphs of the law's list that fit or may fit", &agency.paragraphs),
    ];
    for (heading, ids) in entries {
        if !ids.is_empty() {
            said.push(format!("{heading}: {}", labels(scene, ids)));
        }
    }
    said
}

/// What is not known of an organisation, as questions.
fn questions(scene: &Scene<'_>, needs: &[String]) -> Vec<String> {
    let kinds: Vec<String> = needs
        .iter()
        .filter_map(|need| need.strip_prefix("kinds."))
        .map(|kind| scene.label_of(kind))
        .collect();
    let mut found = Vec::new();
    if !kinds.is_empty() {
        let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
        found.push(format!("Is it one of these? {}", some_of(&kinds)));
    }
    found.extend(needs.iter().filter_map(|need| need_in_words(need)).map(str::to_owned));
    found
}

/// What is asked of an organisation, beside its kinds.
pub(super) fn need_in_words(need: &str) -> Option<&'static str> {
    match need {
        "in_area" => Some("Is it the one for this area?"),
        "functions_in_area" => {
            Some("Does it exercise functions in this area in relation to children?")
        }
        "named" => Some("Do the published arrangements name it?"),
        "added" => Some(
            "Has the local authority added it to the Board, having consulted the other members by \
             law?",
        ),
        _ => None,
    }
}

fn partner(scene: &Scene<'_>, one: &PartnerAnswer<'_>) -> String {
    let held = match (one.organisation, one.held_by) {
        (Some(organisation), Some(kind)) => {
            format!("{} ({})", scene.label_of(organisation), lower(&scene.label_of(kind)))
        }
        (None, Some(kind)) => lower(&scene.label_of(kind)),
        _ => "who holds the place hangs on what is not set".to_owned(),
    };
    let offices = |heading: &str, ids: &[&str]| match ids {
        [] => String::new(),
        ids => format!("; {heading}: {}", labels(scene, ids)),
    };
    format!(
        "{} (for {}): {held}{}{}{}{} [{}]",
        one.label,
        sides(one.of),
        offices("leads", &one.leads),
        offices("leads, if it is still so", &one.leads_could_be),
        offices("acts by delegation", &one.delegates),
        offices("acts by delegation, if the lead has chosen so", &one.delegates_could_be),
        grounds(&one.grounds)
    )
}

pub(super) fn sides(of: &[Side]) -> String {
    let words: Vec<&str> = of.iter().map(|side| side.word()).collect();
    words.join(" and ")
}

/// Labels in one line, each once.
pub(super) fn labels(scene: &Scene<'_>, ids: &[&str]) -> String {
    let mut found: Vec<String> = Vec::new();
    for id in ids {
        let label = scene.label_of(id);
        if !found.contains(&label) {
            found.push(label);
        }
    }
    found.join("; ")
}

/// Names as a sentence has them: one, two and three.
pub(super) fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

pub(super) fn yes_or_no(is: Truth) -> &'static str {
    match is {
        Truth::True => "yes",
        Truth::False => "no",
        Truth::Unknown => "not known",
    }
}

/// A label inside a sentence: its first letter small, but for names and initials.
pub(super) fn lower(label: &str) -> String {
    let mut words = label.split(' ');
    let first = words.next().unwrap_or_default();
    let is_name = words.next().is_some_and(|second| second.starts_with(char::is_uppercase))
        || first.chars().skip(1).any(char::is_uppercase);
    let mut letters = label.chars();
    match letters.next() {
        Some(letter) if !is_name => letter.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}

/// The places of several grounds, each once.
pub(super) fn places(all: &[&Grounds<'_>]) -> String {
    let mut found: Vec<String> = Vec::new();
    for one in all {
        let place = grounds(one);
        if !found.contains(&place) {
            found.push(place);
        }
    }
    found.iter().map(|place| format!("[{place}]")).collect::<Vec<_>>().join(" ")
}

/// Who stays answerable, for each thing that is said of it.
pub(super) fn answerable(scene: &Scene<'_>, all: &[Answerable<'_>]) -> Vec<String> {
    let mut by: Vec<&str> = Vec::new();
    for one in all {
        if !by.contains(&one.by) {
            by.push(one.by);
        }
    }
    let items = || scene.lists().accountability.iter().map(|one| &one.is);
    let each = by.into_iter().filter_map(|id| {
        let of = || all.iter().filter(|one| one.by == id);
        let who: Vec<String> = of().map(|one| lower(&scene.label_of(one.who))).collect();
        let words = items().find(|one| one.id == id).map_or("", |one| one.words.as_str());
        let words = words.trim_end_matches('.');
        of().next()
            .map(|one| format!("{}: {words} [{}]", capital(&and(&who)), grounds(&one.grounds)))
    });
    each.collect()
}

/// A setting that is open, who sets it, and what it can be set to.
fn setting(scene: &Scene<'_>, id: &str, label: &str, set_by: &str) -> String {
    let choices = scene.setting(id).iter().flat_map(|one| &one.choices).collect::<Vec<_>>();
    let words = choices.iter().filter_map(|choice| match &choice.value {
        SettingValue::Word(word) => Some(lower(&choice_in_words(scene, word))),
        _ => None,
    });
    let words: Vec<String> = words.collect();
    let can_be =
        if words.is_empty() { String::new() } else { format!("; it can be: {}", words.join("; ")) };
    format!("{label}: to be set by {set_by}{can_be}")
}

/// A value of a setting, by what it is called.
pub(super) fn choice_in_words(scene: &Scene<'_>, word: &str) -> String {
    let label = match word {
        "out-of-quorum" => "they neither count nor have a say",
        "no-say" => "they count and have no say",
        "declared-only" => "it is declared, and they count and have a say",
        "of-the-matter" => "as far as the matter needs",
        "one" => "for one partner only",
        "each" => "for each partner for whom they have a seat",
        "majority-of-partners" => "more than half of the partners",
        "majority-of-members" => "more than half of those with a say",
        _ => "",
    };
    if !label.is_empty() {
        return label.to_owned();
    }
    let label = scene.label_of(word);
    if label == word { word.replace('-', " ") } else { label }
}

/// What cannot be as it was given, and where; `about` says of whom.
pub(super) fn write_problems(
    text: &mut String,
    problems: &[Problem],
    about: impl Fn(&str) -> Option<String>,
) -> std::fmt::Result {
    let words = |problem: &Problem| {
        let what = match problem.code {
            "membership.seat-not-in-force" => {
                "sits in a seat that is not in force on this day; nobody counts in it"
            }
            "membership.taken" => "sits in a seat that has a holder already",
            "membership.vacant-taken" => {
                "a seat is said to be vacant, and has a holder, or a deputy who was present; it is \
                 taken as filled"
            }
            "membership.not-asked" => {
                "a test is given that is not asked of such a person there; it is left out"
            }
            "membership.no-delegation" => {
                "it is said that the decision was delegated, and nothing may be delegated to this \
                 body in this matter"
            }
            "membership.not-listed" => {
                "a seat is added that this body does not have: its seats are all listed, and nobody \
                 counts in this one"
            }
            "membership.part-of-partner" => "is part of a statutory partner, and speaks with it",
            "membership.too-few-members" => "there are more seats than the number of members given",
            "membership.place-taken" => {
                "attends in the place of somebody who was there as well; one person counts in a seat"
            }
            _ => problem.message.as_str(),
        };
        match about(&problem.at) {
            Some(whom) => format!("{whom}: {what}"),
            None => what.to_owned(),
        }
    };
    write_list(text, "This cannot be as it was given", problems.iter().map(words))
}

/// The number that stands in a place after this beginning.
pub(super) fn index_of(at: &str, beginning: &str) -> Option<usize> {
    at.strip_prefix(beginning)?.split('/').next()?.parse().ok()
}

/// What is not set, where the documents differ, and which rules were asked.
pub(super) fn write_tail(
    scene: &Scene<'_>,
    tail: &Tail<'_>,
    text: &mut String,
) -> std::fmt::Result {
    write_tail_about(scene, tail, |_| true, text)
}

/// The same; where the documents differ on something else than what is asked, in short.
pub(super) fn write_tail_about(
    scene: &Scene<'_>,
    tail: &Tail<'_>,
    is_about: impl Fn(&str) -> bool,
    text: &mut String,
) -> std::fmt::Result {
    let open = tail.open_settings.iter();
    let open = open.map(|one| setting(scene, one.setting, one.label, one.set_by));
    write_list(text, "Not set in the source", open)?;
    let conflicts = &scene.layered.items.conflicts;
    let touches = |conflict: &ConflictTouched<'_>| {
        let mut all = conflicts.iter().map(|one| &one.is);
        let found = all.find(|one| one.id == conflict.conflict);
        found.is_some_and(|one| one.touches.iter().any(|id| is_about(id)))
    };
    let (about, others): (Vec<_>, Vec<_>) = tail.conflicts.iter().partition(|one| touches(one));
    let about = about.into_iter().map(|one| conflict(scene, one, true));
    write_list(text, "Where the documents differ", about)?;
    let others = others.into_iter().map(|one| conflict(scene, one, false));
    write_list(text, "Where the documents differ besides", others)?;
    writeln!(text)?;
    write_notices(text, &tail.notices)?;
    writeln!(
        text,
        "This is what the law and the published arrangements show on {} with what was given. It \
         does not replace the judgement of those who chair, advise or decide.",
        long_day(scene.as_of)
    )?;
    write_editions(text, &tail.editions)
}

/// What the documents say, in full with the places.
fn conflict(scene: &Scene<'_>, one: &ConflictTouched<'_>, in_full: bool) -> String {
    let some_do_not = one.says.iter().any(|saying| !saying.holds);
    let says = one.says.iter().map(|saying| {
        let followed = if saying.holds && some_do_not { " (to be followed)" } else { "" };
        let places = saying.cites.iter().map(|cite| {
            let source = scene.layered.sources.get(&cite.source);
            (source.map_or("", |source| source.title.as_str()), cite.at.as_str())
        });
        let places = if in_full { format!(" [{}]", documents(places)) } else { String::new() };
        // Our words for what it says, and so without marks of quotation.
        format!("{}{followed}{places}", saying.words.trim_end_matches('.'))
    });
    format!("{}: {}", one.about, says.collect::<Vec<_>>().join(" / "))
}

/// Places and marks, the places of one document together: `Care Act 2014, s. 43 and Sch. 2;
/// statute, text-checked`.
pub(super) fn grounds(grounds: &Grounds<'_>) -> String {
    let cites = grounds.cites.iter().map(|cite| (cite.title, cite.at));
    format!("{}; {}, {}", documents(cites), grounds.basis.word(), grounds.evidence.word())
}

/// Documents, each with its places.
fn documents<'c>(cites: impl Iterator<Item = (&'c str, &'c str)>) -> String {
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    for (title, at) in cites {
        match found.iter_mut().find(|(known, _)| *known == title) {
            Some((_, places)) => places.push(at.to_owned()),
            None => found.push((title, vec![at.to_owned()])),
        }
    }
    let each = found.iter().map(|(title, places)| format!("{title}, {}", and(places)));
    each.collect::<Vec<_>>().join("; ")
}

/// Where an item stands.
pub(super) fn cites<'k>(scene: &Scene<'k>, item: &'k impl Item) -> String {
    grounds(&scene.show(item))
}
