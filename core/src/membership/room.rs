//! The seats and people of a meeting as they are given, and what is wrong with them.

use super::given::{AttendeeGiven, MeetingGiven, TestsGiven};
use super::places::Place;
use super::world::Scene;
use crate::error::{did_you_mean, shortened};
use crate::pack::membership::{Authority, Body, By, Matter, Seat};
use crate::pack::{BodyKind, MembersKnown, SeatPart, SeatRole};
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
    each: BTreeMap<usize, BTreeSet<Apart<'m>>>,
    /// The places said to be vacant for which somebody is named.
    pub said_vacant: Vec<usize>,
    /// All seats of the body are listed, and none is for each.
    pub is_listed: bool,
}

/// A person with the places in which they sit.
pub(crate) struct Attendee<'m> {
    pub given: &'m AttendeeGiven,
    pub sits: Vec<Sits<'m>>,
    pub interest: Truth,
}

/// One place of a person.
pub(crate) struct Sits<'m> {
    pub place: usize,
    pub role: SeatRole,
    pub organisation: Option<&'m str>,
    /// Those who come before them in the seat.
    pub before: Vec<usize>,
    /// What is said of the tests in this seat alone.
    pub own: &'m TestsGiven,
    /// The same, with what is said of the person, where there is any.
    pub tests: Option<TestsGiven>,
    at: &'m str,
}

/// What tells the seats of a place that is for each apart: the organisation, or else the person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Apart<'m> {
    Organisation(&'m str),
    Person(&'m str),
}

impl<'m, 'k> Room<'m, 'k> {
    pub(crate) fn of(
        scene: &Scene<'k>,
        given: &'m MeetingGiven,
        body: &'k Body,
        matter: Option<&'k Matter>,
    ) -> Room<'m, 'k> {
        let seats = scene.lists().seats.iter().map(|one| &one.is);
        let outside = body.kind == BodyKind::Outside;
        let places = seats.filter(|seat| seat.body == body.id);
        let places = places.map(|seat| Place::of(seat, outside)).collect();
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
        room.put_in_order(scene);
        room.check_lists(scene);
        room.unnamed = (0..room.places.len()).filter(|place| !room.is_named(*place)).collect();
        let is_vacant = |place: &usize| {
            let id = room.places.get(*place).map(|one| one.id.as_str());
            id.is_some_and(|id| given.vacant.truth(id) == Truth::True)
        };
        // Where there is a holder, whether they came or not, no seat is vacant.
        room.said_vacant = (0..room.places.len())
            .filter(|place| room.is_named(*place) && !room.has_holder(*place))
            .filter(is_vacant)
            .collect();
        room.is_listed =
            body.members == MembersKnown::Listed && !room.places.iter().any(|place| place.each);
        room
    }

    fn is_named(&self, place: usize) -> bool {
        self.people.iter().any(|one| one.sits.iter().any(|sits| sits.place == place))
    }

    fn has_holder(&self, place: usize) -> bool {
        let mut sits = self.people.iter().flat_map(|one| &one.sits);
        sits.any(|sits| sits.place == place && sits.role == SeatRole::Holder)
    }

    /// Whether somebody stands in for a partner, their organisation not being told, who themselves sit
    /// for another partner and not for this one.
    pub(crate) fn is_of_another(&self, person: &Attendee<'m>, sits: &Sits<'m>) -> bool {
        let of = |place: usize| self.places.get(place).and_then(|one| one.represents.as_deref());
        let Some(partner) = of(sits.place) else { return false };
        let own = person.sits.iter().filter(|one| one.role == SeatRole::Holder);
        let mut own = own.filter_map(|one| of(one.place)).peekable();
        sits.role == SeatRole::Deputy
            && sits.organisation.is_none()
            && own.peek().is_some()
            && own.all(|other| other != partner)
    }

    /// For how many seats a place counts: one that is for each, for as many as are named for it.
    pub(crate) fn seats_of(&self, index: usize) -> u32 {
        if !self.places.get(index).is_some_and(|place| place.each) {
            return 1;
        }
        let named = self.each.get(&index).map_or(0, BTreeSet::len);
        u32::try_from(named).unwrap_or(u32::MAX)
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
            let outside = self.body.kind == BodyKind::Outside;
            let mut place = Place::extra(extra, outside);
            if let Some(id) = &extra.office {
                let mut offices = scene.lists().offices.iter().map(|one| one.is.id.as_str());
                place.office = offices.find(|one| one == id);
                if place.office.is_none() {
                    let message = format!("there is no office `{}` here", shortened(id));
                    let at = format!("{}/office", extra.at);
                    scene.problem("membership.unknown-office", at, message);
                }
            }
            let mut offices = scene.lists().offices.iter().map(|one| &one.is);
            let office = offices.find(|one| place.office == Some(one.id.as_str()));
            if office.is_some_and(|one| !scene.is_good_office(one, format!("{}/office", extra.at)))
            {
                // Nobody holds it, so that nobody sits there for its partner.
                place.represents = None;
            }
            let of_office = office.and_then(|one| one.partner.as_ref());
            if let (Some(partner), Some(of)) = (&place.represents, of_office)
                && partner != of
            {
                let message = format!(
                    "the office of seat `{}` is one of `{}`, so the seat does not represent `{}`",
                    shortened(&extra.id),
                    shortened(of),
                    shortened(partner)
                );
                let at = format!("{}/represents", extra.at);
                scene.problem("membership.does-not-represent", at, message);
                place.represents = None;
            }
            let kinds = extra.kinds.iter().flatten().zip(0_u32..);
            place.kinds = kinds
                .filter(|(kind, index)| {
                    scene.is_good_kind(kind, || format!("{}/kinds/{index}", extra.at))
                })
                .map(|(kind, _)| kind.clone())
                .collect();
            if let (Some(partner), Some(_)) = (&place.represents, &extra.kinds)
                && !place.kinds.iter().any(|kind| scene.may_hold(kind, partner))
            {
                let message = format!(
                    "none of the kinds of seat `{}` holds the place of `{}`; it represents nobody",
                    shortened(&extra.id),
                    shortened(partner)
                );
                let at = format!("{}/represents", extra.at);
                scene.problem("membership.does-not-represent", at, message);
                place.represents = None;
            }
            place.is_beside =
                self.body.members == MembersKnown::Listed && place.part != SeatPart::Attends;
            if place.is_beside {
                place.represents = None;
                if !scene.may_stand_in(self.body, &place.kinds) {
                    let message = format!(
                        "the seats of `{}` are all listed, and `{}` is none of them; nobody counts \
                         in it",
                        self.body.id,
                        shortened(&extra.id)
                    );
                    scene.problem("membership.not-listed", format!("{}/seat", extra.at), message);
                }
            }
            // Somebody who represents nobody there may have no test to meet.
            place.is_tested = place.asks_tests(outside);
            self.places.push(place);
        }
    }

    fn add_person(&mut self, scene: &Scene<'k>, given: &'m AttendeeGiven) {
        let mut sits: Vec<Sits<'m>> = Vec::new();
        for seat in &given.seats {
            let found = self.places.iter().position(|place| place.id == seat.seat);
            let Some(index) = found else {
                self.report_seat(scene, &seat.seat, seat.at.clone());
                continue;
            };
            let Some(place) = self.places.get(index) else { continue };
            // The seats of different organisations in a place for each are different seats.
            let is_same =
                |one: &&Sits<'m>| !place.each || one.organisation == seat.organisation.as_deref();
            if sits.iter().filter(|one| one.place == index).any(|one| is_same(&one)) {
                let message = format!("seat `{}` is given twice", shortened(&seat.seat));
                scene.problem("membership.twice", seat.at.clone(), message);
                continue;
            }
            if place.seat.is_some_and(|seat| scene.in_force(&seat.days) == Truth::False) {
                let message = format!(
                    "seat `{}` is not in force on this day; nobody counts in it",
                    shortened(&seat.seat)
                );
                scene.problem("membership.seat-not-in-force", seat.at.clone(), message);
            }
            let organisation = seat.organisation.as_deref();
            if let Some(id) = organisation {
                scene.check_organisation(id, &seat.at);
            }
            let is_taken = self.people.iter().flat_map(|one| &one.sits).any(|one| {
                let is_same =
                    !place.each || organisation.is_some() && one.organisation == organisation;
                one.place == index && one.role == SeatRole::Holder && is_same
            });
            if seat.role == SeatRole::Holder && is_taken {
                // The Act makes every board and force whose area meets this one a partner.
                let several = if place.represents.is_some() {
                    "; where two boards or forces meet this area each is a partner, which the pack \
                     does not say: look at each of them yourself"
                } else {
                    ""
                };
                let taken = shortened(&seat.seat);
                let message = format!("seat `{taken}` has a holder already{several}");
                scene.problem("membership.taken", seat.at.clone(), message);
            }
            if place.each {
                let who = organisation.map_or(Apart::Person(&given.id), Apart::Organisation);
                self.each.entry(index).or_default().insert(who);
            }
            for test in seat.tests.keys() {
                let tests = scene.tests(place, &self.body.id, seat.role);
                scene.check_test(test, tests.iter().any(|one| one.id == *test), &seat.at);
            }
            let tests = (!seat.tests.is_empty()).then(|| {
                let mut all = given.tests.clone();
                all.extend(seat.tests.iter().map(|(id, test)| (id.clone(), test.clone())));
                all
            });
            let (role, before, at, own) = (seat.role, Vec::new(), seat.at.as_str(), &seat.tests);
            sits.push(Sits { place: index, role, organisation, before, own, tests, at });
        }
        for test in given.tests.keys() {
            let is_asked = sits.iter().any(|sits| {
                let place = self.places.get(sits.place);
                place.is_some_and(|place| {
                    let tests = scene.tests(place, &self.body.id, sits.role);
                    tests.iter().any(|one| one.id == *test)
                })
            });
            scene.check_test(test, is_asked, &given.at);
        }
        let interest = match self.matter {
            Some(_) => self.interest_of(&given.id),
            None => Truth::False,
        };
        self.people.push(Attendee { given, sits, interest });
    }

    /// Whether somebody has an interest. Where one of those who have is nobody who is given, it may
    /// be anybody whom the list does not name.
    fn interest_of(&self, id: &str) -> Truth {
        let interests = &self.given.interests;
        let is_given = |name: &String| self.given.people.iter().any(|one| one.id == *name);
        let is_named = interests.names().any(|name| name == id);
        match interests.truth(id) {
            Truth::False if !is_named && !interests.yes.iter().all(is_given) => Truth::Unknown,
            is => is,
        }
    }

    /// Puts those in one seat in their order, and reports those who are surely not in place.
    fn put_in_order(&mut self, scene: &Scene<'k>) {
        let mut all: Vec<(usize, usize, SeatRole, Option<Apart<'m>>)> = Vec::new();
        for (person, attendee) in self.people.iter().enumerate() {
            for sits in &attendee.sits {
                let is_each = self.places.get(sits.place).is_some_and(|place| place.each);
                let who = sits
                    .organisation
                    .map_or(Apart::Person(&attendee.given.id), Apart::Organisation);
                all.push((person, sits.place, sits.role, is_each.then_some(who)));
            }
        }
        let present: Vec<Truth> = self.people.iter().map(|one| one.given.present).collect();
        let mut own = all.iter();
        for (person, attendee) in self.people.iter_mut().enumerate() {
            for sits in &mut attendee.sits {
                let Some((_, _, role, apart)) = own.next() else { continue };
                let before = all.iter().filter(|(other, place, others, there)| {
                    let is_first = match (others, role) {
                        (SeatRole::Holder, SeatRole::Deputy) => true,
                        (SeatRole::Deputy, SeatRole::Holder) => false,
                        _ => *other < person,
                    };
                    *other != person && *place == sits.place && there == apart && is_first
                });
                sits.before = before.map(|(other, ..)| *other).collect();
                let is_there = |index: &usize| present.get(*index) == Some(&Truth::True);
                if *role == SeatRole::Deputy
                    && is_there(&person)
                    && sits.before.iter().any(is_there)
                {
                    let seat = self.places.get(sits.place).map_or("", |place| place.id.as_str());
                    let message = format!(
                        "somebody whose place it is before them was there in seat `{}`, of which one \
                         person counts",
                        shortened(seat)
                    );
                    scene.problem("membership.place-taken", sits.at.to_owned(), message);
                }
            }
        }
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
            let sits = self.has_holder(index)
                || self.people.iter().any(|one| {
                    let is_there = one.given.present == Truth::True;
                    is_there && one.sits.iter().any(|sits| sits.place == index)
                });
            if sits && given.vacant.truth(id) == Truth::True {
                let message = format!(
                    "seat `{id}` is said to be vacant, and has a holder, or a deputy who was present"
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
        if let Some(matter) = self.matter {
            self.check_consulted(scene, matter);
        } else {
            self.given.consulted.iter().for_each(|(id, _)| scene.unknown_consultation(id));
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

    fn check_consulted(&self, scene: &Scene<'k>, matter: &'k Matter) {
        for (id, _) in &self.given.consulted {
            if !scene.is_consultation(matter, id) {
                scene.unknown_consultation(id);
            }
        }
    }

    /// Whether those were consulted whom an entry names.
    pub(crate) fn consulted(&self, entry: &Authority) -> Truth {
        let found = self.given.consulted.iter().find(|(id, _)| *id == entry.id);
        found.map_or(Truth::Unknown, |(_, is)| *is)
    }

    /// Whether a meeting needs no more than that somebody counts.
    pub(crate) fn is_unit(&self) -> bool {
        self.body.quorum.is_none() && self.body.kind == BodyKind::Unit
    }

    /// Whether somebody of whom nothing is known may have sat in a place.
    pub(crate) fn may_be_taken(&self, place: &Place<'k>) -> bool {
        !self.given.no_others && place.part != SeatPart::Attends
    }

    /// Whether there may have been further members.
    pub(crate) fn may_be_more(&self) -> bool {
        !self.is_listed && !self.given.no_others
    }

    /// The offices of those who are named for another seat beside the one that is for it.
    pub(crate) fn offices_elsewhere(&self) -> impl Iterator<Item = &'k str> {
        let several = self.people.iter().filter(|one| one.sits.len() > 1);
        let held = several.flat_map(|one| &one.sits).filter(|one| one.role == SeatRole::Holder);
        held.filter_map(|one| self.places.get(one.place)?.office())
    }

    /// Whether it may be that somebody has an interest in the matter.
    pub(crate) fn may_have_interest(&self) -> bool {
        let nobody = self.given.interests.is_whole && self.given.interests.yes.is_empty();
        self.matter.is_some() && !nobody
    }

    /// The same, of somebody whom nobody is named for: where all who have one are among those given,
    /// nobody else has.
    pub(crate) fn stranger_may_have_interest(&self) -> bool {
        let interests = &self.given.interests;
        let mut people = interests.yes.iter();
        let is_given = |id: &String| self.people.iter().any(|one| one.given.id == *id);
        self.matter.is_some() && !(interests.is_whole && people.all(is_given))
    }
}
