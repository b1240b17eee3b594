//! Who stays answerable for what a body, an office or somebody in another capacity does.

use super::given::PersonGiven;
use super::world::{NotSet, Scene, World};
use crate::citation::Grounds;
use crate::pack::CapacityKind;
use crate::pack::membership::{Accountability, By, Capacity, Matter, Seat};
use serde::Serialize;

/// Somebody who stays answerable.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answerable<'k> {
    /// The partner for whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<&'k str>,
    /// The office, body or partner.
    pub who: &'k str,
    /// The item that says so.
    pub by: &'k str,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// For whom somebody is answerable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Actor<'k> {
    Body(&'k str),
    Office(&'k str),
    /// Whoever is this, of all partners or of one.
    Capacity(CapacityKind, Option<&'k str>),
    Partner(&'k str),
}

/// Somebody answerable: the place of the item that says so, the partner for whom, and who it is.
type Row<'k> = (usize, Option<&'k str>, &'k str);

impl<'k> Scene<'k> {
    /// Who stays answerable for what these do; in a matter, by the items of what it is of.
    pub(crate) fn accountable(
        &self,
        actors: &[Actor<'k>],
        matter: Option<&Matter>,
    ) -> Vec<Answerable<'k>> {
        self.told(self.each(|world| world.answerable(actors, matter)))
    }

    /// Who stays answerable for what somebody does in a seat.
    pub(super) fn accountable_in(
        &self,
        seat: &'k Seat,
        matter: Option<&Matter>,
        person: &PersonGiven,
    ) -> Vec<Answerable<'k>> {
        let partner = seat.represents.as_deref();
        self.told(self.each(|world| {
            let mut actors: Vec<Actor<'k>> = match seat.office.as_deref() {
                Some(office) => vec![Actor::Office(office)],
                None => world.held_for(seat, person)?.into_iter().map(Actor::Office).collect(),
            };
            actors.extend(seat.capacities.iter().map(|kind| Actor::Capacity(*kind, partner)));
            world.answerable(&actors, matter)
        }))
    }

    /// All that stay answerable in some way of setting the settings, in the order of the items.
    fn told(&self, ways: Vec<Vec<Row<'k>>>) -> Vec<Answerable<'k>> {
        let mut rows: Vec<Row<'k>> = Vec::new();
        for row in ways.into_iter().flatten() {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        crate::order::by_key(&mut rows, |row| row.0);
        let items = &self.lists().accountability;
        let told = rows.into_iter().filter_map(|(place, partner, who)| {
            let item = &items.get(place)?.is;
            Some(Answerable { partner, who, by: &item.id, grounds: self.show(item) })
        });
        told.collect()
    }
}

impl<'k> World<'_, 'k> {
    fn answerable(
        &self,
        actors: &[Actor<'k>],
        matter: Option<&Matter>,
    ) -> Result<Vec<Row<'k>>, NotSet<'k>> {
        let mut found = Vec::new();
        for (place, item) in self.scene.lists().accountability.iter().enumerate() {
            let item = &item.is;
            let is_of_it = matter.is_none_or(|matter| {
                matter.of.iter().any(|side| item.of.contains(side))
                    && item.matter.as_ref().is_none_or(|id| *id == matter.id)
            });
            if !is_of_it || !self.in_force(&item.days)? {
                continue;
            }
            for partner in self.fits(item, actors)? {
                for (of, who) in self.answering(&item.who, partner)? {
                    if !found.contains(&(place, of, who)) {
                        found.push((place, of, who));
                    }
                }
            }
        }
        Ok(found)
    }

    /// For each way in which an item fits: the partner of whom the capacity is.
    fn fits(
        &self,
        item: &'k Accountability,
        actors: &[Actor<'k>],
    ) -> Result<Vec<Option<&'k str>>, NotSet<'k>> {
        let mut fits: Vec<Option<&'k str>> = Vec::new();
        for actor in actors {
            match (&item.what, actor) {
                (By::Body(id), Actor::Body(one)) if id == one => fits.push(None),
                (By::Office(id), Actor::Office(one)) if id == one => fits.push(None),
                (By::Partner(id), Actor::Partner(one)) if id == one => fits.push(None),
                (By::Capacity(kind), Actor::Capacity(one, of)) if kind == one => fits.push(*of),
                (By::Capacity(kind), Actor::Office(office)) => {
                    for one in self.capacities(*kind)? {
                        if one.office.as_deref() == Some(*office) {
                            fits.push(one.partner.as_deref());
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(fits)
    }

    fn capacities(&self, kind: CapacityKind) -> Result<Vec<&'k Capacity>, NotSet<'k>> {
        let mut found = Vec::new();
        for one in self.scene.lists().capacities.iter().map(|one| &one.is) {
            if one.capacity == kind && self.in_force(&one.days)? {
                found.push(one);
            }
        }
        Ok(found)
    }

    /// Those that somebody named stands for, each with its partner.
    fn answering(
        &self,
        who: &'k By,
        partner: Option<&'k str>,
    ) -> Result<Vec<(Option<&'k str>, &'k str)>, NotSet<'k>> {
        let lists = self.scene.lists();
        Ok(match who {
            By::Body(id) => vec![(None, id)],
            By::Office(id) => {
                let office = lists.offices.iter().find(|one| one.is.id == *id);
                vec![(office.and_then(|one| one.is.partner.as_deref()), id)]
            }
            By::Partner(id) => vec![(Some(id), id)],
            By::AllPartners => {
                let all = lists.partners.iter().map(|one| one.is.id.as_str());
                all.map(|id| (Some(id), id)).collect()
            }
            By::Capacity(kind) => {
                let all = self.capacities(*kind)?.into_iter();
                let of_it =
                    all.filter(|one| partner.is_none() || one.partner.as_deref() == partner);
                let told =
                    |one: &'k Capacity| Some((one.partner.as_deref(), one.office.as_deref()?));
                of_it.filter_map(told).collect()
            }
            By::OtherPartners(_) | By::Members { .. } | By::Kind(_) | By::Setting { .. } => {
                Vec::new()
            }
        })
    }
}
