//! Who was in a meeting, seat by seat: who counts, what stands against it, what is not known.

use super::accountable::Actor;
use super::differing::Unknown;
use super::meeting::truth_of;
use super::places::named;
use super::set::PRESENCE;
use super::sittings::Fact;
use super::weigh::{Way, Weigh};
use crate::pack::SeatRole;
use crate::pack::membership::Authority;
use crate::truth::Truth;
use serde::Serialize;
use std::collections::BTreeSet;

/// Something that is not known and can change what the meeting may do.
#[derive(Debug, PartialEq, Serialize)]
pub struct MissingThere {
    /// The person of whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The seat of which, or in which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
    /// What is not known.
    pub needs: String,
    /// The entry by which they would be consulted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
}

/// A seat for which nobody is named.
#[derive(Debug, Serialize)]
pub struct SeatUnnamed {
    /// The seat.
    pub seat: String,
    /// What a person reads.
    pub label: String,
    /// It is vacant.
    pub vacant: Truth,
    /// The partner for whom its holder speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub represents: Option<String>,
}

/// A seat in which somebody sits.
#[derive(Debug, Serialize)]
pub struct SeatTaken<'k> {
    /// The seat.
    pub seat: String,
    /// As its holder, or as a deputy.
    #[serde(rename = "as")]
    pub role: SeatRole,
    /// They count in it.
    pub counts: Truth,
    /// The criteria that are not met.
    pub failed: Vec<&'k str>,
    /// The criteria of which it is not known.
    pub missing: Vec<String>,
}

/// Somebody, seat by seat.
#[derive(Debug, Serialize)]
pub struct PersonThere<'k> {
    /// What they are called, as given.
    pub person: String,
    /// The seats in which they sit.
    pub seats: Vec<SeatTaken<'k>>,
    /// They count.
    pub counts: Truth,
    /// They have a say.
    pub has_a_say: Truth,
}

impl<'k> Weigh<'_, '_, 'k> {
    pub(crate) fn people(&self) -> Vec<PersonThere<'k>> {
        let room = &self.views.room;
        let mut found = Vec::new();
        for (index, attendee) in room.people.iter().enumerate() {
            let persons = || {
                self.views.actings.iter().filter_map(move |(_, acting)| acting.people.get(index))
            };
            let mut seats = Vec::new();
            for (place, sits) in attendee.sits.iter().enumerate() {
                let Some(room_place) = room.places.get(sits.place) else { continue };
                if let Some(seat) = room_place.seat {
                    self.scene.show(seat);
                }
                if attendee.given.present != Truth::False {
                    let criteria = self.criteria(index, place);
                    let tests = self.scene.lists().tests.iter().map(|one| &one.is);
                    tests.filter(|one| criteria.contains(&one.id.as_str())).for_each(|one| {
                        self.scene.show(one);
                    });
                }
                if let Some(id) = sits.organisation {
                    self.scene.show_organisation(id);
                }
                let bounds: Vec<(bool, bool)> = persons()
                    .filter_map(|one| one.sittings.get(place).map(|sits| one.counts_in(sits)))
                    .collect();
                seats.push(SeatTaken {
                    seat: room_place.id.clone(),
                    role: sits.role,
                    counts: Truth::from_bounds(
                        bounds.iter().all(|one| one.0),
                        bounds.iter().any(|one| one.1),
                    ),
                    failed: self.failed(index, place),
                    missing: self.missing_in_seat(index, place),
                });
            }
            let acts = || persons().flat_map(super::sittings::Person::acts);
            found.push(PersonThere {
                person: attendee.given.id.clone(),
                seats,
                counts: truth_of(acts().map(|act| act.counts)),
                has_a_say: truth_of(acts().map(|act| act.say)),
            });
        }
        found
    }

    /// What surely stands against somebody's counting in a seat.
    fn failed(&self, index: usize, place: usize) -> Vec<&'k str> {
        let persons: Vec<_> =
            self.views.actings.iter().filter_map(|(_, acting)| acting.people.get(index)).collect();
        let in_all =
            |is: &dyn Fn(&super::sittings::Person<'k>) -> bool| persons.iter().all(|one| is(one));
        let mut found = Vec::new();
        if in_all(&|one| one.present == Truth::False) {
            found.push("present");
        }
        let is_out = crate::pack::Interests::OutOfQuorum;
        if in_all(&|one| one.interest == Truth::True && one.effect == is_out) {
            found.push("interest");
        }
        let stands_back = |one: &super::sittings::Person<'k>| {
            one.sittings.get(place).map_or(one.stands_back, |sitting| one.stands_back_in(sitting))
        };
        if in_all(&stands_back) {
            found.push("stands-back");
        }
        for criterion in self.criteria(index, place) {
            let fails = |one: &super::sittings::Person<'k>| {
                let sits = one.sittings.get(place);
                sits.is_some_and(|sits| sits.criteria.contains(&(criterion, Truth::False)))
            };
            if in_all(&fails) {
                found.push(criterion);
            }
        }
        found
    }

    /// The criteria of somebody in a seat, in the order of the pack.
    pub(crate) fn criteria(&self, index: usize, place: usize) -> Vec<&'k str> {
        let tests = self.scene.lists().tests.iter().map(|one| one.is.id.as_str());
        let all = ["in-force", "seat-listed", "standing", "deputy-allowed", "in-place"]
            .into_iter()
            .chain(tests);
        let is_asked = |criterion: &&'k str| {
            self.views.actings.iter().any(|(_, acting)| {
                let sits = acting.people.get(index).and_then(|one| one.sittings.get(place));
                sits.is_some_and(|sits| sits.criteria.iter().any(|(one, _)| one == criterion))
            })
        };
        all.filter(is_asked).collect()
    }

    /// What alone can change whether somebody counts in a seat.
    fn missing_in_seat(&self, index: usize, place: usize) -> Vec<String> {
        let mut facts: BTreeSet<(usize, Fact<'k>)> = BTreeSet::new();
        let attendee = self.views.room.people.get(index);
        let before =
            attendee.and_then(|one| one.sits.get(place)).map_or(&[][..], |one| &one.before);
        let mut in_place = false;
        for (set, acting) in &self.views.actings {
            let Some(person) = acting.people.get(index) else { continue };
            let Some(sits) = person.sittings.get(place) else { continue };
            if !person.counts_in(sits).1 {
                continue;
            }
            if attendee.is_some_and(|one| one.given.present == Truth::Unknown) {
                facts.insert((0, Fact::Present));
            }
            in_place |= before
                .iter()
                .any(|other| PRESENCE.get(*other).is_some_and(|id| set.contains_key(id)));
            let is_out = person.effect == crate::pack::Interests::OutOfQuorum;
            if person.interest == Truth::Unknown && is_out {
                facts.insert((0, Fact::Interest));
            }
            facts
                .extend(sits.atoms.iter().map(|atom| (self.place_of(atom.0.0), Fact::Test(*atom))));
        }
        let facts_first = facts.iter().filter(|(place, _)| *place == 0).count();
        let mut found: Vec<String> = facts.iter().map(|(_, fact)| word(fact)).collect();
        if in_place {
            found.insert(facts_first, "in-place".to_owned());
        }
        if self.hangs_on_matter(index, place) {
            found.push("matter".to_owned());
        }
        found
    }

    /// The place of a test in the pack, counted from one.
    fn place_of(&self, test: &str) -> usize {
        if test == "standing" {
            return 0;
        }
        let mut tests = self.scene.lists().tests.iter();
        tests.position(|one| one.is.id == test).map_or(usize::MAX, |place| place.saturating_add(1))
    }

    /// Whether what the matter needs alone can change whether somebody counts in a seat.
    fn hangs_on_matter(&self, index: usize, place: usize) -> bool {
        use super::set::NEEDS;
        let actings = &self.views.actings;
        actings.iter().filter(|(set, _)| set.contains_key(NEEDS)).any(|(set, one)| {
            let person = one.people.get(index);
            let Some((person, sits)) =
                person.and_then(|one| one.sittings.get(place).map(|sits| (one, sits)))
            else {
                return false;
            };
            person.counts_in(sits).1
                && actings.iter().any(|(other_set, other)| {
                    let there = other.people.get(index).and_then(|one| one.sittings.get(place));
                    super::differing::is_alone(set, other_set, NEEDS)
                        && there.is_some_and(|there| {
                            let more = there.atoms.iter().any(|atom| !sits.atoms.contains(atom));
                            !there.can || more
                        })
                })
        })
    }

    pub(crate) fn seats_unnamed(&self) -> Vec<SeatUnnamed> {
        let room = &self.views.room;
        let places = room.unnamed.iter().filter_map(|place| room.places.get(*place));
        let is_there = |place: &&super::places::Place<'k>| {
            place.seat.is_none_or(|seat| self.scene.in_force_quietly(&seat.days) != Truth::False)
        };
        places
            .filter(is_there)
            .map(|place| {
                if let Some(seat) = place.seat {
                    self.scene.show(seat);
                }
                SeatUnnamed {
                    seat: place.id.clone(),
                    label: place.label.clone(),
                    vacant: room.given.vacant.truth(&place.id),
                    represents: place.represents.clone(),
                }
            })
            .collect()
    }

    /// For whom somebody stays answerable.
    pub(crate) fn actors(&self, may_be_delegate: bool) -> Vec<Actor<'k>> {
        let room = &self.views.room;
        let mut found = vec![Actor::Body(room.body.id.as_str())];
        for (index, attendee) in room.people.iter().enumerate() {
            for (place, sits) in attendee.sits.iter().enumerate() {
                let office = room.places.get(sits.place).and_then(super::places::Place::office);
                let may_count = self.views.actings.iter().any(|(_, acting)| {
                    let person = acting.people.get(index);
                    person.is_some_and(|one| {
                        one.sittings.get(place).is_some_and(|sits| one.counts_in(sits).1)
                    })
                });
                found.extend(office.filter(|_| may_count).map(Actor::Office));
            }
        }
        // Of an entry by an office nobody here answers who does not hold it.
        let not_office = |actor: &Actor<'k>| !matches!(actor, Actor::Office(_));
        let all = || self.scene.lists().authority.iter().map(|one| &one.is);
        let exercised = |entry: &'k Authority| {
            let id = entry.exercises.as_deref();
            all().find(|one| id == Some(one.id.as_str())).into_iter()
        };
        for entry in &self.views.own {
            let actors = exercised(entry).flat_map(|one| self.scene.actors_of(one));
            found.extend(actors.filter(not_office));
        }
        if may_be_delegate {
            for entry in &self.views.delegating {
                let with = std::iter::once(*entry).chain(exercised(entry));
                found.extend(with.flat_map(|one| self.scene.actors_of(one)).filter(not_office));
            }
        }
        found
    }

    pub(crate) fn missing_there(&self, ways: &[Way<'_, 'k>]) -> Vec<MissingThere> {
        let room = &self.views.room;
        let unknown = self.missing(ways);
        let row = |person: Option<&str>, seat: Option<&str>, needs: &str| MissingThere {
            person: person.map(str::to_owned),
            seat: seat.map(str::to_owned),
            needs: needs.to_owned(),
            entry: None,
        };
        let needs_change = room.matter.is_none() && {
            let is_asked = ways.iter().any(|way| way.view.set.contains_key(super::set::NEEDS));
            is_asked && self.setting_matters(ways, super::set::NEEDS)
        };
        let mut found = Vec::new();
        for (index, attendee) in room.people.iter().enumerate() {
            let id = Some(attendee.given.id.as_str());
            let seats = || attendee.sits.iter().filter_map(|one| room.places.get(one.place));
            let mut facts: Vec<(usize, Fact<'k>)> = Vec::new();
            if PRESENCE.get(index).is_some_and(|id| self.setting_matters(ways, id)) {
                facts.push((0, Fact::Present));
            }
            for one in &unknown {
                if let Unknown::Person(person, fact) = one
                    && *person == index
                {
                    let place = match fact {
                        Fact::Test(((test, _), _)) => self.place_of(test),
                        _ => 0,
                    };
                    facts.push((place, *fact));
                }
            }
            crate::order::by_key(&mut facts, |fact| *fact);
            facts.dedup();
            for (_, fact) in facts {
                let Fact::Test(atom) = fact else {
                    found.push(row(id, None, &word(&fact)));
                    continue;
                };
                for (place, seat) in seats().enumerate() {
                    let matters = self.views.actings.iter().any(|(_, acting)| {
                        acting.people.get(index).is_some_and(|one| {
                            let sits = one.sittings.get(place);
                            sits.is_some_and(|sits| sits.atoms.contains(&atom) && one.may_act(sits))
                        })
                    });
                    if matters {
                        found.push(row(id, Some(&seat.id), &word(&fact)));
                    }
                }
            }
            for (place, seat) in seats().enumerate() {
                if needs_change && self.hangs_on_matter(index, place) {
                    found.push(row(id, Some(&seat.id), "matter"));
                }
            }
        }
        for (index, place) in self.views.empty_places().enumerate() {
            for (what, needs) in
                [(Unknown::SeatPeople(index), "people"), (Unknown::SeatVacant(index), "vacant")]
            {
                if unknown.contains(&what) {
                    found.push(row(None, Some(&place.id), needs));
                }
            }
        }
        for (what, needs) in [
            (Unknown::ChairAllows, "chair_allows"),
            (Unknown::Delegated, "delegated"),
            (Unknown::Members, "members"),
            (Unknown::NoOthers, "no_others"),
        ] {
            if unknown.contains(&what) {
                found.push(row(None, None, needs));
            }
        }
        for one in &unknown {
            let Unknown::Consulted(place) = one else { continue };
            let entry = self.scene.lists().authority.get(*place);
            let entry = entry.map(|one| one.is.id.clone());
            found.push(MissingThere { entry, ..row(None, None, "consulted") });
        }
        found
    }
}

fn word(fact: &Fact<'_>) -> String {
    match fact {
        Fact::Present => "present".to_owned(),
        Fact::Interest => "interest".to_owned(),
        Fact::Agrees => "agrees".to_owned(),
        Fact::Test((atom, _)) => named(*atom),
    }
}
