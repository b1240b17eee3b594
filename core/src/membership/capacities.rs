//! Whether somebody is for a partner what a seat asks: its lead, or the officer to whom the lead
//! delegates.

use super::given::PersonGiven;
use super::world::{NotSet, Scene, World};
use crate::error::{did_you_mean, shortened};
use crate::pack::membership::{Capacity, Office, Seat};
use crate::pack::{CapacityKind, SeatRole};
use crate::truth::Truth;

impl<'k> Scene<'k> {
    fn offices(&self) -> impl Iterator<Item = &'k Office> {
        self.lists().offices.iter().map(|one| &one.is)
    }

    /// What offices are for the partner that a seat represents, in what its body is of.
    fn capacities_of(
        &self,
        seat: &'k Seat,
        kind: CapacityKind,
    ) -> impl Iterator<Item = &'k Capacity> {
        let sides = self.body(&seat.body).map_or(&[][..], |body| &body.of);
        let all = self.lists().capacities.iter().map(|one| &one.is);
        all.filter(move |one| {
            let is_of_it = one.partner.is_none() || one.partner == seat.represents;
            is_of_it && one.capacity == kind && one.of.iter().any(|side| sides.contains(side))
        })
    }

    /// Whether each chooses anew who is this for a partner, or may, whomever a text names.
    pub(crate) fn is_chosen_anew(&self, named: &'k Capacity) -> bool {
        let all = self.lists().capacities.iter().map(|one| &one.is);
        let mut anew = all.filter(|one| {
            let is_of_it = one.partner.is_none() || one.partner == named.partner;
            let is_same = one.capacity == named.capacity && is_of_it;
            one.others && is_same && one.of.iter().any(|side| named.of.contains(side))
        });
        anew.any(|one| self.in_force(&one.days) != Truth::False)
    }

    /// Whether it may be that the pack leaves open who is this for the partner of a seat.
    fn is_left_open(&self, seat: &'k Seat, kind: CapacityKind) -> bool {
        let found =
            self.worlds(|world| Ok(world.named(seat, kind, &PersonGiven::default())?.is_open));
        found.iter().any(|(_, is)| *is)
    }

    /// What can be said of the holder of a seat under `capacities`.
    pub(crate) fn open_capacities(&self, seat: &'k Seat) -> impl Iterator<Item = CapacityKind> {
        let all = seat.capacities.iter().copied();
        all.filter(move |kind| self.is_left_open(seat, *kind))
    }

    /// The item by which somebody surely is what a seat asks, or else, where it is left open of
    /// nobody who is, the last that names an office. All that name one are shown.
    pub(super) fn acts_by(&self, seat: &'k Seat, person: &PersonGiven) -> Option<&'k Capacity> {
        let all = seat.capacities.iter().flat_map(|kind| self.capacities_of(seat, *kind));
        let is_said = |one: &&'k Capacity| {
            one.office.is_some() && self.in_force_quietly(&one.days) == Truth::True
        };
        let named: Vec<&'k Capacity> = all.filter(is_said).collect();
        for one in &named {
            self.show(*one);
        }
        let holds = |one: &&&'k Capacity| {
            let office = one.office.as_deref();
            office.is_some_and(|id| person.offices.truth(id) == Truth::True)
        };
        let is_open = || self.open_capacities(seat).next().is_some();
        let found = named.iter().find(holds).or_else(|| named.last().filter(|_| !is_open()));
        found.copied()
    }

    fn elected_in_some(&self, seat: &'k Seat, person: &PersonGiven) -> Option<&'k Office> {
        let found = self.worlds(|world| world.elected(seat, person));
        found.into_iter().find_map(|(_, office)| office)
    }

    /// Reports capacities that there are not, and those by which nothing is answered there.
    pub(super) fn check_capacities(&self, seat: &'k Seat, role: SeatRole, person: &PersonGiven) {
        let words = || CapacityKind::WORDS.iter();
        for (id, at) in person.capacities.places("/person/capacities") {
            let Some((_, kind)) = words().find(|(word, _)| *word == id) else {
                let hint = did_you_mean(id, words().map(|(word, _)| *word));
                let message = format!("there is no capacity `{}`{hint}", shortened(id));
                self.problem("membership.unknown-capacity", at, message);
                continue;
            };
            let is_asked = role == SeatRole::Holder && seat.capacities.contains(kind);
            if !is_asked || !self.is_left_open(seat, *kind) {
                let why = if is_asked { "; the offices say it" } else { "" };
                let message = format!(
                    "capacity `{id}` is not asked of such a person there{why}; leave it out"
                );
                self.problem("membership.not-asked", at, message);
            } else if person.capacities.truth(id) == Truth::True
                && let Some(office) = self.elected_in_some(seat, person)
            {
                let message = format!(
                    "whoever holds the office `{}` is elected and no officer, so nobody's `{id}`",
                    office.id
                );
                self.problem("membership.elected", at, message);
            }
        }
    }
}

/// Who is this for a partner, by the pack.
struct Named {
    /// Whether the person holds one of these offices.
    is: Truth,
    /// It is open who is this: nobody is named, or each chooses anew.
    is_open: bool,
}

impl<'k> World<'_, 'k> {
    fn named(
        &self,
        seat: &'k Seat,
        kind: CapacityKind,
        person: &PersonGiven,
    ) -> Result<Named, NotSet<'k>> {
        let (mut is, mut is_said, mut is_open) = (Truth::False, false, false);
        for one in self.scene.capacities_of(seat, kind) {
            if !self.in_force(&one.days)? {
                continue;
            }
            is_open |= one.others;
            let Some(id) = &one.office else { continue };
            is_said = true;
            let office = self.scene.offices().find(|office| office.id == *id);
            if office.map_or(Ok(false), |office| self.in_force(&office.days))? {
                is = is.or(person.offices.truth(id));
            }
        }
        Ok(Named { is, is_open: is_open || !is_said })
    }

    /// Whether there is whom a seat is for, as far as that hangs on capacities.
    #[cfg(feature = "prove")]
    pub(crate) fn somebody_acts(&self, seat: &'k Seat) -> Result<bool, NotSet<'k>> {
        for kind in &seat.capacities {
            if self.named(seat, *kind, &PersonGiven::default())?.is_open {
                return Ok(true);
            }
            for one in self.scene.capacities_of(seat, *kind) {
                let Some(id) = &one.office else { continue };
                let office = self.scene.offices().find(|office| office.id == *id);
                let is_there = office.map_or(Ok(false), |office| self.in_force(&office.days))?;
                if is_there && self.in_force(&one.days)? {
                    return Ok(true);
                }
            }
        }
        Ok(seat.capacities.is_empty())
    }

    /// Whether somebody is, for the partner that a seat represents, one of those whom it is for.
    ///
    /// Where the pack names the offices, whoever holds one of them; where it leaves open who, or has
    /// each choose anew, whoever is said to be, but for those who are elected and those whose office
    /// is of another partner. Whom an earlier text names is then this only where that is said.
    pub(super) fn acts(&self, seat: &'k Seat, person: &PersonGiven) -> Result<Truth, NotSet<'k>> {
        let mut is = Truth::False;
        for kind in &seat.capacities {
            let named = self.named(seat, *kind, person)?;
            is =
                is.or(if named.is_open { self.said_to_be(seat, *kind, person)? } else { named.is });
        }
        Ok(is)
    }

    /// An elected office of the day that somebody surely holds of the partner that a seat represents.
    fn elected(&self, seat: &Seat, person: &PersonGiven) -> Result<Option<&'k Office>, NotSet<'k>> {
        for one in self.scene.offices() {
            let is_its = one.elected && one.partner == seat.represents;
            let holds = is_its && person.offices.truth(&one.id) == Truth::True;
            if holds && self.in_force(&one.days)? {
                return Ok(Some(one));
            }
        }
        Ok(None)
    }

    /// Whether somebody is this for a partner, where it is open who is: said to be, not elected, and
    /// of that partner where they surely hold an office of one.
    fn said_to_be(
        &self,
        seat: &'k Seat,
        kind: CapacityKind,
        person: &PersonGiven,
    ) -> Result<Truth, NotSet<'k>> {
        if self.elected(seat, person)?.is_some() {
            return Ok(Truth::False);
        }
        let is = person.capacities.truth(kind.word());
        let held = |one: &&Office| person.offices.truth(&one.id) == Truth::True;
        if !self.scene.offices().filter(held).any(|one| one.partner.is_some()) {
            return Ok(is);
        }
        let mut of_it = Truth::False;
        for one in self.scene.offices().filter(|one| one.partner == seat.represents) {
            if self.in_force(&one.days)? {
                of_it = of_it.or(person.offices.truth(&one.id));
            }
        }
        Ok(is.and(of_it))
    }
}
