//! The people of a meeting in sentences: what they are called, who counts, what is not known.

use super::membership::{and, labels};
use crate::membership::{
    AttendeeGiven, MeetingAnswer, MeetingGiven, MissingThere, PersonThere, Scene, SeatTaken,
};
use crate::pack::{Commitment, SeatPart, SeatRole};
use crate::truth::Truth;

/// What the people and the added seats of a meeting are called.
///
/// A person is called by the seat; or by the word that the request has for them, where it reads
/// like a name: where it has a space or a capital letter.
pub(super) struct Names {
    people: Vec<Named>,
    added: Vec<(String, String)>,
}

struct Named {
    id: String,
    name: String,
    /// The seats, where they are not the name.
    seats: Option<String>,
}

impl Names {
    pub(super) fn of(scene: &Scene<'_>, given: &MeetingGiven) -> Names {
        let added = given.extra_seats.iter().map(|seat| {
            let kinds: Vec<&str> = seat.kinds.iter().flatten().map(String::as_str).collect();
            let label = match (&seat.label, kinds.as_slice(), seat.part) {
                (Some(label), ..) => label.clone(),
                (None, [], SeatPart::Chair) => "The chair".to_owned(),
                (None, [], _) => "A further member".to_owned(),
                (None, kinds, _) => labels(scene, kinds).replace("; ", " or "),
            };
            (seat.id.clone(), label)
        });
        let mut names = Names { people: Vec::new(), added: added.collect() };
        for person in &given.people {
            if names.people.iter().all(|one| one.id != person.id) {
                let name = names.name(scene, person);
                names.people.push(name);
            }
        }
        names.tell_apart();
        names
    }

    fn name(&self, scene: &Scene<'_>, person: &AttendeeGiven) -> Named {
        // What is no seat is told apart.
        let known = person.seats.iter().filter(|seat| self.seat(scene, &seat.seat) != seat.seat);
        let seats = known.map(|seat| {
            let label = self.seat(scene, &seat.seat);
            let of = seat.organisation.as_deref();
            let of = of.map_or_else(String::new, |id| format!(" – {}", scene.label_of(id)));
            let role = if seat.role == SeatRole::Deputy { " (deputy)" } else { "" };
            format!("{label}{of}{role}")
        });
        let seats = match seats.collect::<Vec<_>>().as_slice() {
            [] => "Somebody without a seat here".to_owned(),
            seats => and(seats),
        };
        let is_a_name =
            person.id.contains(|letter: char| letter.is_whitespace() || letter.is_uppercase());
        let id = person.id.clone();
        if is_a_name {
            Named { id, name: person.id.clone(), seats: Some(seats) }
        } else {
            Named { id, name: seats, seats: None }
        }
    }

    /// Numbers those who would be called the same.
    fn tell_apart(&mut self) {
        let before: Vec<String> = self.people.iter().map(|one| one.name.clone()).collect();
        for (index, one) in self.people.iter_mut().enumerate() {
            let called = one.name.clone();
            let same = |other: &&String| **other == called;
            if before.iter().filter(same).count() > 1 {
                let place = before.iter().take(index.saturating_add(1)).filter(same).count();
                one.name = format!("{called} ({place})");
            }
        }
    }

    /// What somebody is called.
    pub(super) fn person(&self, id: &str) -> String {
        let found = self.people.iter().find(|one| one.id == id);
        found.map_or_else(|| "somebody who is not given".to_owned(), |one| one.name.clone())
    }

    /// The same, with the seats.
    fn in_full(&self, id: &str) -> String {
        let seats = self.people.iter().find(|one| one.id == id).and_then(|one| one.seats.as_ref());
        let seats = seats.map_or_else(String::new, |seats| format!(", {seats}"));
        format!("{}{seats}", self.person(id))
    }

    /// What a seat is called, of the pack or added.
    pub(super) fn seat(&self, scene: &Scene<'_>, id: &str) -> String {
        let found = self.added.iter().find(|(known, _)| known == id);
        found.map_or_else(|| scene.label_of(id), |(_, label)| label.clone())
    }
}

/// Person by person: who counts, who has a say, and what stands against it.
pub(super) fn people_in_words(
    scene: &Scene<'_>,
    given: &MeetingGiven,
    names: &Names,
    answer: &MeetingAnswer<'_>,
) -> Vec<String> {
    let words = |one: &PersonThere<'_>| {
        let seats: Vec<String> = one
            .seats
            .iter()
            .map(|seat| {
                let is = counts(scene, given, seat);
                match one.seats.len() {
                    1 => is,
                    _ => format!("as {}: {is}", names.seat(scene, &seat.seat)),
                }
            })
            .collect();
        let mut said = vec![format!("{}: {}", names.in_full(&one.person), seats.join("; "))];
        if answer.matter.is_some() {
            match (one.has_a_say, one.counts) {
                (Truth::True, _) => said.push("has a say".to_owned()),
                (Truth::False, Truth::False) => {}
                (Truth::False, _) => said.push("has no say".to_owned()),
                (Truth::Unknown, _) => said.push("not known whether with a say".to_owned()),
            }
            if given.interests.truth(&one.person) == Truth::True {
                said.push("has an interest in the matter".to_owned());
            }
        }
        let attendee = given.people.iter().find(|person| person.id == one.person);
        if let Some(attendee) = attendee {
            match (answer.matter, attendee.agrees) {
                (Some(_), Truth::True) => said.push("agrees".to_owned()),
                (Some(_), Truth::False) => said.push("does not agree".to_owned()),
                _ => {}
            }
            let own = attendee.seats.iter().flat_map(|seat| &seat.tests);
            for (test, given) in attendee.tests.iter().chain(own) {
                if let Some(evidence) = &given.evidence {
                    said.push(format!("evidence for “{}”: {evidence}", scene.label_of(test)));
                }
            }
        }
        said.join("; ")
    };
    answer.people.iter().map(words).collect()
}

/// Whether somebody counts in a seat, and why not.
fn counts(scene: &Scene<'_>, given: &MeetingGiven, seat: &SeatTaken<'_>) -> String {
    match seat.counts {
        Truth::True => "counts".to_owned(),
        Truth::False => {
            let failed: Vec<String> = seat.failed.iter().map(|one| against(scene, one)).collect();
            if !failed.is_empty() {
                return format!("does not count ({})", failed.join("; "));
            }
            if part_of(scene, given, &seat.seat) == Some(SeatPart::Attends) {
                return "attends, and counts for nothing".to_owned();
            }
            "does not count".to_owned()
        }
        Truth::Unknown => {
            let open = open(scene, &seat.missing);
            if open.is_empty() {
                return "not known whether this counts: it hangs on what is not set".to_owned();
            }
            format!("not known whether this counts (not known: {})", open.join("; "))
        }
    }
}

fn part_of(scene: &Scene<'_>, given: &MeetingGiven, seat: &str) -> Option<SeatPart> {
    let added = given.extra_seats.iter().find(|one| one.id == seat).map(|one| one.part);
    let mut seats = scene.lists().seats.iter().map(|one| &one.is);
    added.or_else(|| seats.find(|one| one.id == seat).map(|one| one.part))
}

/// What stands against somebody's counting.
fn against(scene: &Scene<'_>, criterion: &str) -> String {
    match criterion {
        "present" => "was not there".to_owned(),
        "interest" => "an interest in the matter takes this person out".to_owned(),
        "stands-back" => "stands back in this matter".to_owned(),
        "in-force" => "the seat is not in force".to_owned(),
        "seat-listed" => "this body's seats are all listed, and this is none of them".to_owned(),
        "deputy-allowed" => "the seat allows no deputy".to_owned(),
        "in-place" => "somebody before them in the seat was there".to_owned(),
        "standing" => "from an organisation that the seat is not for".to_owned(),
        test => format!("does not meet “{}”", scene.label_of(test)),
    }
}

/// What is not known of somebody in a seat, in few words.
fn open(scene: &Scene<'_>, missing: &[String]) -> Vec<String> {
    let each = asked(missing.iter().map(String::as_str)).into_iter();
    each.map(|(needs, commitments)| match needs {
        "present" => "whether this person was there".to_owned(),
        "interest" => "an interest in the matter".to_owned(),
        "matter" => "which matter it is".to_owned(),
        "in-place" => "whether somebody before them in the seat was there".to_owned(),
        test => format!("“{}”{}", scene.label_of(test), for_all(&commitments, " for ", "")),
    })
    .collect()
}

/// What is asked, each test once with the commitments for which it is.
fn asked<'m>(missing: impl Iterator<Item = &'m str>) -> Vec<(&'m str, Vec<String>)> {
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    for needs in missing {
        let (test, commitment) = parts(needs);
        let commitment = commitment.map(str::to_owned);
        match found.iter_mut().find(|(known, _)| *known == test) {
            Some((_, all)) => all.extend(commitment),
            None => found.push((test, commitment.into_iter().collect())),
        }
    }
    found
}

/// The commitments between two texts; nothing where there is none.
fn for_all(commitments: &[String], before: &str, after: &str) -> String {
    match commitments {
        [] => String::new(),
        all => format!("{before}{}{after}", and(all)),
    }
}

/// A test, and the commitment that is asked of it.
pub(super) fn parts(needs: &str) -> (&str, Option<&str>) {
    match needs.rsplit_once('.') {
        Some((test, word)) if Commitment::WORDS.iter().any(|(known, _)| *known == word) => {
            (test, Some(word))
        }
        _ => (needs, None),
    }
}

/// What a person would be asked who was at the meeting or prepares it.
pub(super) fn missing_in_words(
    scene: &Scene<'_>,
    given: &MeetingGiven,
    names: &Names,
    missing: &[MissingThere],
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut people: Vec<&str> = Vec::new();
    for one in missing {
        let Some(person) = one.person.as_deref() else {
            found.push(of_meeting(scene, given, names, one));
            continue;
        };
        if people.contains(&person) {
            continue;
        }
        people.push(person);
        let name = names.person(person);
        let of_person = missing.iter().filter(|one| one.person.as_deref() == Some(person));
        let mut needs: Vec<&str> = Vec::new();
        for one in of_person {
            if !needs.contains(&one.needs.as_str()) {
                needs.push(&one.needs);
            }
        }
        found.extend(asked(needs.into_iter()).into_iter().map(
            |(needs, commitments)| match needs {
                "present" => format!("{name}: was this person there?"),
                "interest" => format!("{name}: has this person an interest in the matter?"),
                "agrees" => format!("{name}: does this person agree?"),
                "matter" => {
                    format!(
                        "{name}: for which matter? What a deputy has to be able to do hangs on it"
                    )
                }
                test => {
                    let of = for_all(&commitments, " (for ", ")");
                    format!("{name}: {}{of}", question(scene, test))
                }
            },
        ));
    }
    found
}

/// What is asked of the meeting as a whole, or of a seat.
fn of_meeting(
    scene: &Scene<'_>,
    given: &MeetingGiven,
    names: &Names,
    one: &MissingThere,
) -> String {
    let seat = one.seat.as_deref().map(|id| names.seat(scene, id)).unwrap_or_default();
    match one.needs.as_str() {
        "people" => {
            format!("{seat}: did anybody sit there, and if so, does this person meet the tests?")
        }
        "vacant" => format!("{seat}: is the seat vacant?"),
        "chair_allows" => "Does the chair let the matter go ahead?".to_owned(),
        "delegated" => "Is it on record that the decision was delegated to this body?".to_owned(),
        "members" => "How many seats in which the tests are asked has this body?".to_owned(),
        "consulted" => {
            let entry = one.entry.as_deref().unwrap_or_default();
            let mut all = scene.lists().authority.iter().map(|one| &one.is);
            let by = all.find(|known| known.id == entry).map(|known| scene.who(&known.by));
            format!("Was this consulted: {}?", by.unwrap_or_default())
        }
        _ if given.people.is_empty() => "Who was there?".to_owned(),
        _ => "Was anybody else there?".to_owned(),
    }
}

/// What is asked of somebody.
pub(super) fn question<'k>(scene: &Scene<'k>, test: &str) -> &'k str {
    let mut tests = scene.lists().tests.iter().map(|one| &one.is);
    match test {
        "in-force" => "is the seat in force?",
        "deputy-allowed" => "does the seat allow a deputy?",
        _ => tests.find(|one| one.id == test).map_or("", |one| one.question.as_str()),
    }
}
