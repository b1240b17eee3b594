//! Whether a person's organisation, or another office of theirs, leaves them one of those that a
//! seat is for.

use super::claims::Bounds;
use super::given::PersonGiven;
use super::world::{Assignment, NotSet, Scene, World};
use crate::pack::SeatRole;
use crate::pack::membership::{Office, Seat};
use crate::truth::Truth;

/// What is asked of somebody's organisation.
#[derive(Clone, Copy)]
pub(super) struct Asks {
    /// That it is one that the seat is for.
    pub of_seat: bool,
    /// That it is of the partner that the seat represents.
    pub of_partner: bool,
}

impl<'k> Scene<'k> {
    /// The person without lists that are exact but for a name that there is not: what else is in
    /// such a list is not known.
    pub(super) fn with_known_names(&self, person: &PersonGiven) -> PersonGiven {
        let mut known = person.clone();
        let offices = || self.lists().offices.iter().map(|one| one.is.id.as_str());
        let all = known.offices.names().all(|id| offices().any(|one| one == id));
        known.offices.is_whole &= all;
        let words = || crate::pack::CapacityKind::WORDS.iter();
        let all = known.capacities.names().all(|id| words().any(|(word, _)| *word == id));
        known.capacities.is_whole &= all;
        let kinds = || self.lists().kinds.iter().map(|one| one.is.id.as_str());
        let given = &mut known.organisation.kinds;
        let all = given.names().all(|id| kinds().any(|one| one == id));
        given.is_whole &= all;
        known
    }

    /// What is asked of the organisation: of the holder of a seat that is for some that it is one of
    /// them, and everything where its kinds are given, or where what else is said rules it out.
    pub(super) fn asks(&self, seat: &'k Seat, role: SeatRole, person: &PersonGiven) -> Asks {
        let is_said = person.organisation.kinds.is_given();
        let is_ruled_out =
            |found: Vec<(Assignment<'k>, Truth)>| found.iter().all(|(_, is)| *is == Truth::False);
        let is_for_some = seat.listing.is_some() || seat.kinds.is_some();
        let of_seat = is_for_some
            && (role == SeatRole::Holder
                || is_said
                || is_ruled_out(self.worlds(|world| standing(world, seat, person))));
        let of_partner = seat.represents.as_deref().is_some_and(|partner| {
            is_said || is_ruled_out(self.worlds(|world| stands_in(world, partner, person)))
        });
        Asks { of_seat, of_partner }
    }

    /// The offices of the day whose holders sit in the seats of another.
    pub(super) fn that_sit_for(&self, office: &str) -> impl Iterator<Item = &'k Office> {
        let sits = move |one: &&'k Office| {
            let is_for = one.sits_for.iter().any(|other| other == office);
            is_for && self.in_force_quietly(&one.days) != Truth::False
        };
        self.lists().offices.iter().map(|one| &one.is).filter(sits)
    }

    pub(super) fn others_sit_for(&self, office: Option<&str>) -> bool {
        office.is_some_and(|office| self.that_sit_for(office).next().is_some())
    }

    /// The office by which somebody sits for another that they are not known to hold.
    pub(super) fn sits_by(&self, seat: &'k Seat, person: &PersonGiven) -> Option<&'k Office> {
        let office = seat.office.as_deref()?;
        let holds = |id: &str| person.offices.truth(id) == Truth::True;
        self.that_sit_for(office).find(|other| holds(&other.id) && !holds(office))
    }

    /// Whether somebody holds an office, or one whose holder sits for it.
    pub(super) fn holds_seat_of(&self, office: &str, person: &PersonGiven) -> Truth {
        let others = self.that_sit_for(office).map(|other| person.offices.truth(&other.id));
        others.fold(person.offices.truth(office), Truth::or)
    }

    /// Whether the offices that somebody holds leave them one of the partner that a seat
    /// represents; `None` where they hold none of a partner. An office that is not in force on the
    /// day leaves nobody anything; nor does one to which its holder is elected in the place of an
    /// officer.
    pub(super) fn office_of_partner(
        &self,
        seat: &Seat,
        role: SeatRole,
        person: &PersonGiven,
    ) -> Option<Truth> {
        let partner = seat.represents.as_ref()?;
        let of_officer = seat.office.is_some() || !seat.capacities.is_empty();
        let is_for_officer = role == SeatRole::Deputy && of_officer;
        let offices = || self.lists().offices.iter().map(|one| &one.is);
        let held = offices().filter(|one| person.offices.truth(&one.id) == Truth::True);
        let of: Vec<&String> = held.filter_map(|one| one.partner.as_ref()).collect();
        if of.is_empty() {
            return None;
        }
        let its = offices().filter(|one| {
            one.partner.as_ref() == Some(partner) && !(is_for_officer && one.elected)
        });
        let is = its.map(|one| self.in_force_quietly(&one.days).and(person.offices.truth(&one.id)));
        Some(is.fold(Truth::False, Truth::or))
    }
}

impl<'k> World<'_, 'k> {
    /// The offices that somebody surely holds of the partner that a seat represents.
    pub(super) fn held_for(
        &self,
        seat: &'k Seat,
        person: &PersonGiven,
    ) -> Result<Vec<&'k str>, NotSet<'k>> {
        let mut found = Vec::new();
        for one in self.scene.lists().offices.iter().map(|one| &one.is) {
            let is_its = seat.represents.is_some() && one.partner == seat.represents;
            let holds = is_its && person.offices.truth(&one.id) == Truth::True;
            if holds && self.in_force(&one.days)? {
                found.push(one.id.as_str());
            }
        }
        Ok(found)
    }
}

/// Whether the organisation is the one of this area that holds a partner's place, or is part of one
/// that does.
pub(super) fn stands_in<'k>(
    world: &World<'_, 'k>,
    partner: &str,
    person: &PersonGiven,
) -> Result<Truth, NotSet<'k>> {
    let bounds = Bounds::of(&person.organisation, &world.kinds()?);
    let in_area = person.organisation.in_area;
    let any = |kinds: &std::collections::BTreeSet<&str>| -> Result<bool, NotSet<'k>> {
        for kind in kinds {
            if world.holds(kind, partner)? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    let holds = Truth::from_bounds(any(&bounds.least.kinds)?, any(&bounds.most.kinds)?);
    Ok(in_area.and(holds))
}

/// Whether the organisation is of such a kind, or has the standing.
pub(super) fn standing<'k>(
    world: &World<'_, 'k>,
    seat: &Seat,
    person: &PersonGiven,
) -> Result<Truth, NotSet<'k>> {
    let bounds = Bounds::of(&person.organisation, &world.kinds()?);
    let Some(listing) = seat.listing else {
        let has = |kinds: &std::collections::BTreeSet<&str>| {
            seat.kinds.iter().flatten().any(|id| kinds.contains(id.as_str()))
        };
        return Ok(Truth::from_bounds(has(&bounds.least.kinds), has(&bounds.most.kinds)));
    };
    // Who is a member by law is none that was added, so that the least need not stand the least.
    let (mut all, mut some) = (true, false);
    for point in bounds.telling() {
        let stands = world.stands_as(&point, listing)?;
        all &= stands;
        some |= stands;
    }
    Ok(Truth::from_bounds(all && some, some))
}
