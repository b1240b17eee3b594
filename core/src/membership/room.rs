//! The seats and people of a meeting as they are given, and what is wrong with them.

use super::given::{AttendeeGiven, MeetingGiven};
use super::places::Place;
use super::world::Scene;
use crate::error::{did_you_mean, shortened};
use crate::pack::membership::{Body, By, Matter, Seat};
use crate::pack::{MembersKnown, SeatPart, SeatRole};
use crate::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// A meeting with what of it is good.
pub(crate) struct Room<'m, 'k> {
    pub given: &'m MeetingGiven,
    pub body: &'k Body,
    pub matter: Option<&'k Matter>,
    /// The seats of the body, then those that the request adds.
    pub places: Vec<Place<'k>>,
    pub people: Vec<Attendee<'m>>,
    /// The places for which nobody is named.
    pub unnamed: Vec<usize>,
    /// How many people or organisations are named for a place that is for each.
    each: BTreeMap<usize, BTreeSet<&'m str>>,
    /// The places said to be vacant for which somebody is named.
    pub said_vacant: Vec<usize>,
    /// All seats of the body are listed, and none is for each.
    pub is_listed: bool,
}

/// A person with the places in which they sit.
pub(crate) struct Attendee<'m> {
    pub given: &'m AttendeeGiven,
    pub sits: Vec<(usize, SeatRole)>,
    pub interest: Truth,
}

impl<'m, 'k> Room<'m, 'k> {
    pub(crate) fn of(
        scene: &Scene<'k>,
        given: &'m MeetingGiven,
        body: &'k Body,
        matter: Option<&'k Matter>,
    ) -> Room<'m, 'k> {
        let seats = scene.lists().seats.iter().map(|one| &one.is);
        let places = seats.filter(|seat| seat.body == body.id).map(Place::of).collect();
        let mut room = Room {
            given,
            body,
            matter,
            places,
            people: Vec::new(),
            unnamed: Vec::new(),
            each: BTreeMap::new(),
            said_vacant: Vec::new(),
            is_listed: false,
        };
        room.add_seats(scene);
        for attendee in &given.people {
            if room.people.iter().any(|one| one.given.id == attendee.id) {
                let message = format!("person `{}` is given twice", shortened(&attendee.id));
                scene.problem("membership.twice", format!("{}/person", attendee.at), message);
                continue;
            }
            room.add_person(scene, attendee);
        }
        room.check_lists(scene);
        room.unnamed = (0..room.places.len()).filter(|place| !room.is_named(*place)).collect();
        let is_vacant = |place: &usize| {
            let id = room.places.get(*place).map(|one| one.id.as_str());
            id.is_some_and(|id| given.vacant.truth(id) == Truth::True)
        };
        room.said_vacant = (0..room.places.len())
            .filter(|place| room.is_named(*place))
            .filter(is_vacant)
            .collect();
        room.is_listed =
            body.members == MembersKnown::Listed && !room.places.iter().any(|place| place.each);
        room
    }

    fn is_named(&self, place: usize) -> bool {
        self.people.iter().any(|one| one.sits.iter().any(|(sits, _)| *sits == place))
    }

    /// For how many seats a place counts.
    pub(crate) fn seats_of(&self, index: usize) -> u32 {
        let named = self.each.get(&index).map_or(1, BTreeSet::len);
        u32::try_from(named.max(1)).unwrap_or(u32::MAX)
    }

    fn add_seats(&mut self, scene: &Scene<'k>) {
        let all = &scene.lists().seats;
        for extra in &self.given.extra_seats {
            let is_of_pack = all.iter().any(|one| one.is.id == extra.id);
            if is_of_pack || self.places.iter().any(|place| place.id == extra.id) {
                let message = format!("seat `{}` is there already", shortened(&extra.id));
                scene.problem("membership.twice", format!("{}/seat", extra.at), message);
                continue;
            }
            let mut place = Place::extra(extra);
            let kinds = extra.kinds.iter().flatten().zip(0_u32..);
            place.kinds = kinds
                .filter(|(kind, index)| {
                    scene.is_good_kind(kind, || format!("{}/kinds/{index}", extra.at))
                })
                .map(|(kind, _)| kind.clone())
                .collect();
            self.places.push(place);
        }
    }

    fn add_person(&mut self, scene: &Scene<'k>, given: &'m AttendeeGiven) {
        let mut sits: Vec<(usize, SeatRole)> = Vec::new();
        for seat in &given.seats {
            let found = self.places.iter().position(|place| place.id == seat.seat);
            let Some(index) = found else {
                self.report_seat(scene, &seat.seat, seat.at.clone());
                continue;
            };
            if sits.iter().any(|(place, _)| *place == index) {
                let message = format!("seat `{}` is given twice", shortened(&seat.seat));
                scene.problem("membership.twice", seat.at.clone(), message);
                continue;
            }
            let Some(place) = self.places.get(index) else { continue };
            if place.seat.is_some_and(|seat| scene.in_force(&seat.days) == Truth::False) {
                let message = format!(
                    "seat `{}` is not in force on this day; nobody counts in it",
                    shortened(&seat.seat)
                );
                scene.problem("membership.seat-not-in-force", seat.at.clone(), message);
            }
            let sits_there = (index, SeatRole::Holder);
            let is_taken = self.people.iter().any(|one| one.sits.contains(&sits_there));
            if seat.role == SeatRole::Holder && is_taken && !place.each {
                let message = format!("seat `{}` has a holder already", shortened(&seat.seat));
                scene.problem("membership.taken", seat.at.clone(), message);
            }
            if place.each {
                let who = seat.organisation.as_deref().unwrap_or(&given.id);
                self.each.entry(index).or_default().insert(who);
            }
            sits.push((index, seat.role));
        }
        for test in given.tests.keys() {
            let is_asked = sits.iter().any(|(index, role)| {
                let place = self.places.get(*index);
                place.is_some_and(|place| {
                    let tests = scene.tests(place, &self.body.id, *role);
                    tests.iter().any(|one| one.id == *test)
                })
            });
            scene.check_test(test, is_asked, &given.at);
        }
        let interest = match self.matter {
            Some(_) => self.given.interests.truth(&given.id),
            None => Truth::False,
        };
        self.people.push(Attendee { given, sits, interest });
    }

    /// Reports a seat that there is not, or that is one of another body.
    fn report_seat(&self, scene: &Scene<'k>, id: &str, at: String) {
        let seats = || scene.lists().seats.iter().map(|one| &one.is);
        match seats().find(|seat: &&Seat| seat.id == id) {
            Some(seat) => {
                let message = format!("seat `{id}` is one of `{}`", seat.body);
                scene.problem("membership.other-body", at, message);
            }
            None => {
                let hint = did_you_mean(id, seats().map(|seat| seat.id.as_str()));
                let message = format!("there is no seat `{}` here{hint}", shortened(id));
                scene.problem("membership.unknown-seat", at, message);
            }
        }
    }

    fn check_lists(&self, scene: &Scene<'k>) {
        let given = self.given;
        for (id, at) in given.vacant.places("/vacant") {
            let Some(index) = self.places.iter().position(|place| place.id == id) else {
                self.report_seat(scene, id, at);
                continue;
            };
            let sits = self.people.iter().any(|one| {
                let is_there = one.given.present == Truth::True;
                is_there && one.sits.iter().any(|(place, _)| *place == index)
            });
            if sits && given.vacant.truth(id) == Truth::True {
                let message = format!(
                    "seat `{id}` is said to be vacant, and somebody who was present sits in it"
                );
                scene.problem("membership.vacant-taken", at, message);
            }
        }
        for (id, at) in given.interests.places("/interests") {
            if !self.people.iter().any(|one| one.given.id == id) {
                let people = self.people.iter().map(|one| one.given.id.as_str());
                let hint = did_you_mean(id, people);
                let message = format!("there is no person `{}` here{hint}", shortened(id));
                scene.problem("membership.unknown-person", at, message);
            }
        }
        let to_this = |by: &By| matches!(by, By::Body(id) if *id == self.body.id);
        let may_be = scene.lists().authority.iter().map(|one| &one.is).any(|entry| {
            self.matter.is_some_and(|matter| matter.id == entry.matter)
                && entry.to.iter().any(to_this)
                && scene.in_force(&entry.days) != Truth::False
        });
        if given.delegated == Truth::True && !may_be {
            let message = "nothing may be delegated to this body in this matter".to_owned();
            scene.problem("membership.no-delegation", "/delegated".to_owned(), message);
        }
    }

    /// Whether somebody of whom nothing is known may have sat in a place.
    pub(crate) fn may_be_taken(&self, place: &Place<'k>) -> bool {
        !self.given.no_others && place.part != SeatPart::Attends
    }

    /// Whether there may have been further members.
    pub(crate) fn may_be_more(&self) -> bool {
        !self.is_listed && !self.given.no_others
    }

    /// Whether it may be that somebody has an interest in the matter.
    pub(crate) fn may_have_interest(&self) -> bool {
        let nobody = self.given.interests.is_whole && self.given.interests.yes.is_empty();
        self.matter.is_some() && !nobody
    }
}
