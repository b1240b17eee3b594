//! The ways in which a meeting can be, as far as they hang on open settings: who can count, and
//! what is asked of them.

use super::acting::{Acting, Unnamed};
use super::entries::BodyPart;
use super::room::Room;
use super::sittings::{About, Person, Sitting, Who};
use super::world::{Assignment, NotSet, Scene, World};
use crate::pack::membership::{Authority, Body, By, MembersAsked, Partner, PartnersAsked, Pattern};
use crate::pack::{
    Agreement, AuthorityPart, Chosen, Half, Hats, Interests, MembersKnown, SeatPart, SeatRole,
    SettingValue,
};
use crate::truth::Truth;

/// How many people have to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needed {
    AtLeast(u32),
    HalfOf(Half),
}

/// What is asked of those who count, in one way of setting the settings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asked<'k> {
    pub pattern: Option<&'k Pattern>,
    pub partners: Option<u32>,
    pub members: Option<Needed>,
    pub hats: Hats,
    /// What the body has to do with the matter, where the decision was not delegated to it and
    /// where it was.
    pub parts: Option<(BodyPart, BodyPart)>,
    /// Whose agreement is asked, where that is said.
    pub agreement: Option<Agreement>,
    /// Those who have to be consulted before it may, by the places of their entries.
    pub consult: Vec<usize>,
    /// Whether they were.
    pub consulted: Truth,
}

/// The entries of a matter that are a body's in one way of setting everything.
#[derive(Default)]
struct OfBody<'k> {
    /// Those by which it decides.
    own: Vec<&'k Authority>,
    /// Those through which what it decides by law is exercised.
    through: Vec<&'k Authority>,
    /// Those by which it may be delegated to it.
    delegating: Vec<&'k Authority>,
    /// No entry says how it agrees, and the body does.
    agrees_as_ever: bool,
}

/// One way of setting everything.
#[derive(Debug)]
pub(crate) struct View<'k> {
    pub set: Assignment<'k>,
    /// The way of acting, by the place of the first that is the same.
    pub acting: usize,
    pub asked: Asked<'k>,
    /// Ways in which all can act, and are asked, the same have the same number.
    pub kind: usize,
    /// For each setting on which something hangs, which of its values it has; nought: not asked.
    pub values: Vec<u16>,
}

/// A meeting with every way in which it can be.
pub(crate) struct Views<'m, 'k> {
    pub room: Room<'m, 'k>,
    pub partners: Vec<&'k Partner>,
    pub actings: Vec<(Assignment<'k>, Acting<'k>)>,
    pub views: Vec<View<'k>>,
    /// The settings on which something hangs.
    pub settings: Vec<&'k str>,
    /// The entries by which the body decides in some of them, and those that delegate to it.
    pub own: Vec<&'k Authority>,
    pub delegating: Vec<&'k Authority>,
    /// Those through which what the body decides by law is exercised.
    pub through: Vec<&'k Authority>,
    /// It is told later who was present.
    is_later: bool,
    /// In some of them the body agrees as it does on whatever it decides.
    pub agrees_as_ever: bool,
    /// Those of them by which it may be delegated where the body does not decide anyway.
    pub needed_delegations: Vec<&'k Authority>,
}

impl<'m, 'k> Views<'m, 'k> {
    pub(crate) fn of(scene: &Scene<'k>, room: Room<'m, 'k>) -> Views<'m, 'k> {
        Self::of_room(scene, room, false)
    }

    /// The same, where it is told later who was present, so that everybody is taken to be in place.
    pub(crate) fn before_presence(scene: &Scene<'k>, room: Room<'m, 'k>) -> Views<'m, 'k> {
        Self::of_room(scene, room, true)
    }

    fn of_room(scene: &Scene<'k>, room: Room<'m, 'k>, is_later: bool) -> Views<'m, 'k> {
        let of = room.matter.map_or(&room.body.of, |matter| &matter.of);
        let partners = scene.lists().partners.iter().map(|one| &one.is);
        let partners: Vec<&'k Partner> = partners
            .filter(|one| one.of.iter().any(|side| of.contains(side)))
            .filter(|one| scene.held_by(one).is_some())
            .collect();
        let mut views = Views {
            room,
            partners,
            actings: Vec::new(),
            views: Vec::new(),
            settings: Vec::new(),
            own: Vec::new(),
            delegating: Vec::new(),
            through: Vec::new(),
            is_later,
            agrees_as_ever: false,
            needed_delegations: Vec::new(),
        };
        let count = views.room.people.len().saturating_add(views.room.unnamed.len());
        let most = count.max(views.partners.len()).saturating_add(1);
        scene.most.set(u32::try_from(most).unwrap_or(u32::MAX));
        if views.partners.len() > MOST_PARTNERS || views.room.said_vacant.len() > MOST_PARTNERS {
            scene.spend(u32::MAX);
            return views;
        }
        views.actings = scene.worlds(|world| views.acting(world));
        let mut all_of = OfBody::default();
        let mut kinds: Vec<(usize, usize)> = Vec::new();
        for (index, (set, acting)) in views.actings.iter().enumerate() {
            let found = scene.worlds_from(set.clone(), |world| views.asked(world, acting));
            let first = views.actings.iter().position(|(_, one)| one == acting).unwrap_or(index);
            for (set, (asked, of_body)) in found {
                let is_same = |(acting, place): &(usize, usize)| {
                    let there = views.views.get(*place);
                    *acting == first && there.is_some_and(|one: &View<'k>| one.asked == asked)
                };
                let place = views.views.len();
                let kind = match kinds.iter().find(|one| is_same(one)) {
                    Some((_, kind)) => *kind,
                    None => {
                        kinds.push((first, place));
                        place
                    }
                };
                views.views.push(View { set, acting: first, asked, kind, values: Vec::new() });
                if of_body.own.is_empty() {
                    views.needed_delegations.extend(of_body.delegating.iter().copied());
                }
                all_of.agrees_as_ever |= of_body.agrees_as_ever;
                all_of.own.extend(of_body.own);
                all_of.through.extend(of_body.through);
                all_of.delegating.extend(of_body.delegating);
            }
        }
        views.agrees_as_ever = all_of.agrees_as_ever;
        views.number_values();
        let all = scene.lists().authority.iter().map(|one| &one.is);
        let among = |some: &[&'k Authority], one: &&'k Authority| {
            some.iter().any(|other| other.id == one.id)
        };
        views.own = all.clone().filter(|one| among(&all_of.own, one)).collect();
        views.through = all.clone().filter(|one| among(&all_of.through, one)).collect();
        views.delegating = all.filter(|one| among(&all_of.delegating, one)).collect();
        views
    }

    /// Numbers the values of the settings, so that ways are soon compared.
    fn number_values(&mut self) {
        let mut known: Vec<(&'k str, Vec<SettingValue>)> = Vec::new();
        for view in &mut self.views {
            for (id, value) in &view.set {
                let setting = known.iter().position(|(one, _)| one == id).unwrap_or_else(|| {
                    known.push((id, Vec::new()));
                    known.len().saturating_sub(1)
                });
                let Some((_, values)) = known.get_mut(setting) else { continue };
                let place = values.iter().position(|one| one == value).unwrap_or_else(|| {
                    values.push(value.clone());
                    values.len().saturating_sub(1)
                });
                if view.values.len() <= setting {
                    view.values.resize(setting.saturating_add(1), 0);
                }
                if let Some(there) = view.values.get_mut(setting) {
                    *there = u16::try_from(place.saturating_add(1)).unwrap_or(u16::MAX);
                }
            }
        }
        for view in &mut self.views {
            view.values.resize(known.len(), 0);
        }
        self.settings = known.into_iter().map(|(id, _)| id).collect();
    }

    fn acting(&self, world: &World<'_, 'k>) -> Result<Acting<'k>, NotSet<'k>> {
        let room = &self.room;
        // To judge everybody in every seat is far more than a step.
        let judged = room.people.iter().map(|one| one.sits.len()).sum::<usize>();
        let steps = u32::try_from(judged).unwrap_or(u32::MAX).saturating_mul(STEPS_OF_A_SITTING);
        world.scene.spend(steps);
        let exists = world.in_force(&room.body.days)?;
        let mut stand_back: Vec<&'k str> = Vec::new();
        if let Some(matter) = room.matter {
            for entry in world.entries(matter)? {
                if let (AuthorityPart::StandsBack, By::Office(office)) = (entry.part, &entry.by) {
                    stand_back.push(office);
                }
            }
        }
        let effect = match &room.body.interests {
            Some(chosen) if room.may_have_interest() => world.word(chosen, Interests::WORDS)?,
            _ => Interests::DeclaredOnly,
        };
        let ids: Vec<&'k str> = self.partners.iter().map(|one| one.id.as_str()).collect();
        let substitutes = self.substitutes(world)?;
        let about = About {
            body: &room.body.id,
            body_in_force: exists,
            partners: &ids,
            substitutes: &substitutes,
            stand_back: &stand_back,
            needs: room.matter.map(|matter| matter.commits.as_slice()),
        };
        let people = self.persons(world, &about, effect)?;
        let mut seats = Vec::new();
        for place in self.empty_places() {
            let sitting = world.sitting(&about, place, &Who::STRANGER)?;
            seats.push(Unnamed {
                sitting,
                vacant: room.given.vacant.truth(&place.id),
                may_be_taken: room.may_be_taken(place),
                may_have_interest: room.stranger_may_have_interest(),
            });
        }
        let mut base = 0_u32;
        let mut said_vacant = 0_u64;
        for (index, place) in room.places.iter().enumerate() {
            let stands_in = substitutes.iter().flatten().any(|id| place.has_kind(id));
            let is_none = place.is_beside && !stands_in;
            if !place.is_tested || is_none || !world.seat_in_force(place)? {
                continue;
            }
            base = base.saturating_add(room.seats_of(index));
            let said = room.said_vacant.iter().zip(0_u32..).find(|(one, _)| **one == index);
            said_vacant |= said.map_or(0, |(_, bit)| 1_u64 << bit);
        }
        let (further, further_chair) = self.further(world, &about)?;
        let said_vacant = if exists { said_vacant } else { 0 };
        Ok(Acting { exists, people, seats, further, further_chair, effect, base, said_vacant })
    }

    /// Those given, each with the places in which they sit.
    fn persons(
        &self,
        world: &World<'_, 'k>,
        about: &About<'_, 'k>,
        effect: Interests,
    ) -> Result<Vec<Person<'k>>, NotSet<'k>> {
        let room = &self.room;
        let presences: Vec<Truth> = room.people.iter().map(|one| one.given.present).collect();
        let mut people = Vec::new();
        for (index, person) in room.people.iter().enumerate() {
            let mut sittings: Vec<Sitting<'k>> = Vec::new();
            let mut stands_back = false;
            for (index, sits) in person.sits.iter().enumerate() {
                let Some(place) = room.places.get(sits.place) else { continue };
                let who = Who {
                    role: sits.role,
                    tests: Some(sits.tests.as_ref().unwrap_or(&person.given.tests)),
                    own: Some((index, sits.own)),
                    organisation: sits.organisation,
                    is_of_another: room.is_of_another(person, sits),
                    before: if self.is_later { &[] } else { &sits.before },
                    present: &presences,
                    is_away: person.given.present == Truth::False,
                };
                let sitting = world.sitting(about, place, &who)?;
                // Whoever comes in the place of the holder stands back in that place alone.
                stands_back |= sitting.stands_back && sits.role == SeatRole::Holder;
                sittings.push(sitting);
            }
            let sits = |place: usize| person.sits.iter().any(|one| one.place == place);
            let said = room.said_vacant.iter().zip(0_u32..);
            let fills =
                said.filter(|(place, _)| sits(**place)).fold(0, |set, (_, bit)| set | 1_u64 << bit);
            let present = match world.presence(index) {
                Some(is) => Truth::from_bounds(is, is),
                None => person.given.present,
            };
            people.push(Person {
                stands_back,
                sittings,
                present,
                interest: person.interest,
                agrees: person.given.agrees,
                fills,
                effect,
            });
        }
        Ok(people)
    }

    /// The places in which somebody of whom nothing is known may have sat.
    pub(crate) fn empty_places(&self) -> impl Iterator<Item = &super::places::Place<'k>> {
        let unnamed = self.room.unnamed.iter().filter_map(|place| self.room.places.get(*place));
        unnamed.filter(|place| !place.each && place.part != SeatPart::Attends)
    }

    /// For each partner the kinds that stand for it under the pattern that is set.
    fn substitutes(&self, world: &World<'_, 'k>) -> Result<Vec<Vec<&'k str>>, NotSet<'k>> {
        let lists = world.scene.lists();
        let has_some = |id: &str| {
            let mut all = lists.patterns.iter().map(|one| &one.is);
            all.any(|one| one.id == *id && !one.substitutes.is_empty())
        };
        let may_have = match &self.room.body.quorum {
            None => false,
            Some(Chosen::Given(id)) => has_some(id),
            Some(Chosen::Setting(id)) => {
                let setting = world.scene.setting(id);
                let mut choices = setting.iter().flat_map(|one| &one.choices);
                choices.any(|choice| match &choice.value {
                    SettingValue::Word(word) => has_some(word),
                    _ => false,
                })
            }
        };
        let pattern = if may_have { pattern(self.room.body, world)? } else { None };
        let of = |partner: &&'k Partner| {
            let substitutes = pattern.iter().flat_map(|one| &one.substitutes);
            let of_it = substitutes.filter(|one| one.partner == partner.id);
            of_it.flat_map(|one| &one.by).map(String::as_str).collect()
        };
        Ok(self.partners.iter().map(of).collect())
    }

    /// As what further members can sit: in the seats for each, or anywhere; and who is in the chair.
    #[allow(clippy::type_complexity, reason = "two things that are found together")]
    fn further(
        &self,
        world: &World<'_, 'k>,
        about: &About<'_, 'k>,
    ) -> Result<(Vec<Sitting<'k>>, Option<Sitting<'k>>), NotSet<'k>> {
        let mut found = Vec::new();
        if !self.room.may_be_more() {
            return Ok((found, None));
        }
        if self.room.body.members == MembersKnown::Listed {
            for place in self.room.places.iter().filter(|one| one.each) {
                if place.part != SeatPart::Attends {
                    found.push(world.sitting(about, place, &Who::STRANGER)?);
                }
            }
            return Ok((found, None));
        }
        let anybody = Sitting {
            can: about.body_in_force,
            atoms: Vec::new(),
            offers: 0,
            speaks: 0,
            is_chair: false,
            is_tested: true,
            decides: true,
            stands_back: false,
            criteria: Vec::new(),
        };
        found.push(anybody.clone());
        let bits = (0..u64::BITS).zip(&self.partners).map(|(bit, _)| 1_u64 << bit);
        found.extend(bits.map(|bit| Sitting { offers: bit, speaks: bit, ..anybody.clone() }));
        let chair = Sitting { is_chair: true, is_tested: false, ..anybody };
        Ok((found, Some(chair)))
    }

    fn asked(
        &self,
        world: &World<'_, 'k>,
        acting: &Acting<'k>,
    ) -> Result<(Asked<'k>, OfBody<'k>), NotSet<'k>> {
        let body = self.room.body;
        let pattern = pattern(body, world)?;
        let partners = match pattern.and_then(|one| one.partners.as_ref()) {
            None => None,
            Some(PartnersAsked::All) => u32::try_from(self.partners.len()).ok(),
            Some(PartnersAsked::AtLeast(number)) => Some(world.number(number)?),
        };
        let members = match pattern.and_then(|one| one.members.as_ref()) {
            None => None,
            Some(MembersAsked::AtLeast(number)) => Some(Needed::AtLeast(world.number(number)?)),
            Some(MembersAsked::HalfOf(half)) => Some(Needed::HalfOf(*half)),
        };
        let (mut parts, mut agreement) = (None, None);
        let (mut of_body, mut consult, mut consulted) =
            (OfBody::default(), Vec::new(), Truth::True);
        if let Some(matter) = self.room.matter {
            let entries = world.entries(matter)?;
            of_body.own = world.deciding(&entries, &body.id)?;
            if of_body.own.is_empty() {
                for (entry, through) in world.by_law(&entries, &body.id)? {
                    of_body.own.push(entry);
                    of_body.through.extend(through);
                }
            }
            of_body.delegating = world.delegating(&entries, &body.id)?;
            let both = (
                world.body_part(&entries, &body.id, false)?,
                world.body_part(&entries, &body.id, true)?,
            );
            parts = Some(both);
            let delegated = if self.is_later { Truth::Unknown } else { self.room.given.delegated };
            // What the entry asks goes before what is asked whenever the body decides.
            let own = of_body.own.first().and_then(|entry| entry.agreement.as_ref());
            let of_all = body.agreement.as_ref().filter(|_| asks_agreement(both, delegated));
            of_body.agrees_as_ever = own.is_none() && of_all.is_some();
            if let Some(asked) = own.or(of_all) {
                agreement = Some(world.word(asked, Agreement::WORDS)?);
            }
            if asks_agreement(both, delegated) {
                let all = &world.scene.lists().authority;
                for entry in World::to_consult(&entries) {
                    consult.extend(all.iter().position(|one| one.is.id == entry.id));
                    consulted = consulted.and(self.room.consulted(entry));
                }
            }
        }
        let by_partner =
            matches!(agreement, Some(Agreement::AllPartners | Agreement::MajorityOfPartners));
        let hats = match &body.hats {
            Some(chosen) if (partners.is_some() || by_partner) && acting.has_hats() => {
                world.word(chosen, Hats::WORDS)?
            }
            _ => Hats::One,
        };
        let asked =
            Asked { pattern, partners, members, hats, parts, agreement, consult, consulted };
        Ok((asked, of_body))
    }

    pub(crate) fn acting_of(&self, view: &View<'k>) -> Option<&Acting<'k>> {
        self.actings.get(view.acting).map(|(_, acting)| acting)
    }
}

/// Whether a body whose part is this, or that where the decision was delegated to it, may have to
/// agree on something.
pub(crate) fn asks_agreement((own, given): (BodyPart, BodyPart), delegated: Truth) -> bool {
    let is_own = delegated != Truth::True && own.is_deciding();
    is_own || delegated != Truth::False && given.is_deciding()
}

/// The pattern that is set; `None` where the body has no quorum.
fn pattern<'k>(body: &'k Body, world: &World<'_, 'k>) -> Result<Option<&'k Pattern>, NotSet<'k>> {
    let id = match &body.quorum {
        None => return Ok(None),
        Some(Chosen::Given(id)) => id.as_str(),
        Some(Chosen::Setting(id)) => world.choice(id)?,
    };
    let mut patterns = world.scene.lists().patterns.iter().map(|one| &one.is);
    Ok(patterns.find(|one| one.id == id))
}

/// How many steps it counts for to judge somebody in a seat.
const STEPS_OF_A_SITTING: u32 = 100;

/// More partners than that are not told apart.
const MOST_PARTNERS: usize = 32;
