//! What a meeting adds up to in every filling of what is not known, taken together person by
//! person: what matters of a meeting is kept of everybody seen so far, and nothing else.

use super::acting::Acting;
use super::entries::BodyPart;
use super::tally::{Act, Families, Kept, Total};
use super::told::{Agreeing, Beside, Clauses, MeetingOutcome, Told, Wanted};
use super::views::{Asked, Needed, View, Views, asks_agreement};
use super::world::Scene;
use crate::pack::{Half, Hats};
use crate::truth::Truth;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// One way of setting everything, with what follows for counting.
pub(crate) struct Way<'v, 'k> {
    pub view: &'v View<'k>,
    pub acting: &'v Acting<'k>,
    pub asked: &'v Asked<'k>,
    /// How many people are asked for, as far as they are counted.
    pub needed: Option<u32>,
    /// How many further members there may have been; `None`: any number.
    most_further: Option<u32>,
}

/// Weighs a meeting.
pub(crate) struct Weigh<'v, 'm, 'k> {
    pub scene: &'v Scene<'k>,
    pub views: &'v Views<'m, 'k>,
    /// How many seats are given, where that can be.
    pub members: Option<u32>,
    families: RefCell<[Families; 2]>,
    known: RefCell<BTreeMap<MadeOf, Rc<Vec<Total>>>>,
    /// What everybody can add, by the way of acting.
    adding: RefCell<BTreeMap<usize, Rc<Vec<Vec<Act>>>>>,
    /// In some way nobody says how the body agrees on what it decides.
    may_be_not_said: bool,
}

/// Of what totals are made: the way of acting, what is kept, hats and further members.
type MadeOf = (usize, Kept, Hats, Option<u32>);

impl<'v, 'm, 'k> Weigh<'v, 'm, 'k> {
    pub(crate) fn new(
        scene: &'v Scene<'k>,
        views: &'v Views<'m, 'k>,
        members: Option<u32>,
    ) -> Weigh<'v, 'm, 'k> {
        let families = RefCell::new([Families::new(Hats::One), Families::new(Hats::Each)]);
        let delegated = views.room.given.delegated;
        let may_be_not_said = views.views.iter().any(|view| {
            let is_asked = view.asked.parts.is_some_and(|parts| asks_agreement(parts, delegated));
            is_asked && view.asked.agreement.is_none()
        });
        Weigh {
            scene,
            views,
            members,
            families,
            known: RefCell::default(),
            adding: RefCell::default(),
            may_be_not_said,
        }
    }

    pub(crate) fn ways(&self) -> Vec<Way<'v, 'k>> {
        let views = self.views.views.iter();
        views.filter_map(|view| self.way(view)).collect()
    }

    fn way(&self, view: &'v View<'k>) -> Option<Way<'v, 'k>> {
        let acting = self.views.acting_of(view)?;
        let (needed, most_further) = self.limits(acting, &view.asked);
        Some(Way { view, acting, asked: &view.asked, needed, most_further })
    }

    /// How many people have to count, and how many further members there can have been, both no
    /// larger than makes a difference.
    fn limits(&self, acting: &Acting<'k>, asked: &Asked<'k>) -> (Option<u32>, Option<u32>) {
        let partners = u32::try_from(self.views.partners.len()).unwrap_or(u32::MAX);
        let given = acting.size().saturating_add(partners).saturating_add(2);
        let most = self.most_further(acting);
        match asked.members {
            None => (None, most),
            Some(Needed::HalfOf(_)) => {
                // Half of a number that is given can be more than those named could ever be.
                let half = self.members.unwrap_or(0).div_ceil(2);
                let enough = acting.base.saturating_add(given).max(half);
                (None, Some(most.map_or(enough, |most| most.min(enough))))
            }
            Some(Needed::AtLeast(number)) => match (number.checked_sub(given), most) {
                (None, _) => (Some(number), most),
                // With so many asked for, the further members have to be many as well.
                (Some(_), None) => (Some(given), None),
                (Some(beyond), Some(most)) => match most.checked_sub(beyond) {
                    Some(most) => (Some(given), Some(most)),
                    None => (Some(u32::MAX), Some(most.min(given))),
                },
            },
        }
    }

    /// How many further members there can have been; `None`: any number.
    pub(crate) fn most_further(&self, acting: &Acting<'k>) -> Option<u32> {
        if !self.views.room.may_be_more() {
            return Some(0);
        }
        self.members.map(|members| members.saturating_sub(acting.base))
    }

    /// How many further members are looked at in one way.
    pub(crate) fn further_of(&self, way: &Way<'_, 'k>) -> Option<u32> {
        way.most_further
    }

    pub(crate) fn kept(&self, way: &Way<'_, 'k>, wanted: Wanted) -> Kept {
        let asked = way.asked;
        let most_balance = i32::try_from(way.acting.size()).unwrap_or(i32::MAX).saturating_add(2);
        let mut kept = Kept { most_balance, ..Kept::default() };
        match wanted {
            Wanted::Outcome => {
                let chair = asked.pattern.is_some_and(|one| one.chair || one.chair_may);
                kept.partners = asked.partners.is_some();
                kept.chair = chair;
                kept.seats = matches!(asked.members, Some(Needed::HalfOf(_)));
                kept.most_counted = if kept.seats { u32::MAX } else { way.needed.unwrap_or(0) };
                if way.needed == Some(u32::MAX) {
                    kept.most_counted = way.acting.size();
                }
                if asked.pattern.is_some_and(|one| one.chair_may) {
                    kept.most_counted = kept.most_counted.max(1);
                }
                kept.somebody = self.views.room.is_unit();
                kept.say = match asked.parts {
                    Some((own, given)) if own.is_deciding() || given.is_deciding() => {
                        agreement(asked)
                    }
                    _ => None,
                };
            }
            Wanted::Agreed => kept.agreed = agreement(asked),
        }
        kept
    }

    pub(crate) fn add(&self, kept: &Kept, hats: Hats, total: Total, act: Act) -> Total {
        let mut families = self.families.borrow_mut();
        let [one, each] = &mut *families;
        let families = if hats == Hats::One { one } else { each };
        let before = families.made;
        let next = kept.add(families, total, act);
        self.scene.spend(families.made.saturating_sub(before).saturating_add(1));
        next
    }

    pub(crate) fn covers(&self, hats: Hats, id: u32, among: u64) -> u32 {
        let families = self.families.borrow();
        let [one, each] = &*families;
        if hats == Hats::One { one.covers(id, among) } else { each.covers(id, among) }
    }

    /// Whether a partner is among as many as can be stood for, in every matching, and in some.
    pub(crate) fn is_among(&self, hats: Hats, (id, among): (u32, u64), bit: u32) -> (bool, bool) {
        let families = self.families.borrow();
        let [one, each] = &*families;
        if hats == Hats::One { one.is_among(id, among, bit) } else { each.is_among(id, among, bit) }
    }

    pub(crate) fn step(
        &self,
        kept: &Kept,
        hats: Hats,
        totals: &[Total],
        acts: &[Act],
    ) -> Vec<Total> {
        let mut acts: Vec<Act> = acts.iter().map(|act| kept.of(*act)).collect();
        acts.sort_unstable();
        acts.dedup();
        let mut found = Vec::with_capacity(totals.len().saturating_mul(acts.len()));
        for total in totals {
            found.extend(acts.iter().map(|act| self.add(kept, hats, *total, *act)));
            if self.scene.is_spent() {
                break;
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Everything that further people can add to some totals: one in the chair, and members.
    pub(crate) fn with_further(
        &self,
        (acting, hats, most): (&Acting<'k>, Hats, Option<u32>),
        kept: &Kept,
        totals: &[Total],
    ) -> BTreeSet<Total> {
        let mut found: BTreeSet<Total> = totals.iter().copied().collect();
        let in_chair = acting.chair_acts();
        if !in_chair.is_empty() {
            found.extend(self.step(kept, hats, totals, &in_chair));
        }
        let acts = acting.further_acts();
        let mut last: Vec<Total> = found.iter().copied().collect();
        let mut left = most;
        while !last.is_empty() && left != Some(0) && !acts.is_empty() {
            let next = self.step(kept, hats, &last, &acts);
            last = next.into_iter().filter(|total| found.insert(*total)).collect();
            left = left.map(|left| left.saturating_sub(1));
            if self.scene.is_spent() {
                break;
            }
        }
        found
    }

    /// What each person and each seat can add.
    pub(crate) fn sources(&self, acting: &Acting<'k>) -> Vec<Vec<Act>> {
        let people = acting.people.iter().map(super::sittings::Person::acts);
        let seats = acting.seats.iter().map(|seat| {
            let ways = seat.ways(acting.effect);
            let acts: BTreeSet<Act> = ways.into_iter().map(|(act, _, _)| act).collect();
            acts.into_iter().collect()
        });
        people.chain(seats).collect()
    }

    /// The same, made once for each way of acting.
    pub(crate) fn sources_of(&self, place: usize, acting: &Acting<'k>) -> Rc<Vec<Vec<Act>>> {
        let mut adding = self.adding.borrow_mut();
        let found = adding.entry(place);
        Rc::clone(found.or_insert_with(|| Rc::new(self.sources(acting))))
    }

    /// Everything that all together can add up to.
    pub(crate) fn totals(&self, way: &Way<'_, 'k>, kept: &Kept) -> Rc<Vec<Total>> {
        self.totals_of(way.view.acting, way.acting, (way.asked.hats, way.most_further), kept)
    }

    /// The same, of one way of acting.
    pub(crate) fn totals_of(
        &self,
        place: usize,
        acting: &Acting<'k>,
        (hats, most): (Hats, Option<u32>),
        kept: &Kept,
    ) -> Rc<Vec<Total>> {
        let key = (place, *kept, hats, most);
        if let Some(found) = self.known.borrow().get(&key) {
            return Rc::clone(found);
        }
        let mut totals = vec![Total::default()];
        for acts in self.sources_of(place, acting).iter() {
            totals = self.step(kept, hats, &totals, acts);
        }
        let all = self.with_further((acting, hats, most), kept, &totals);
        let all = Rc::new(all.into_iter().collect());
        self.known.borrow_mut().insert(key, Rc::clone(&all));
        all
    }

    /// The seats that there can be, without those that are vacant of which nothing is known: the
    /// least and the most that make a difference.
    pub(crate) fn seats(&self, way: &Way<'_, 'k>, total: &Total) -> (u32, u32) {
        let Some(Needed::HalfOf(half)) = way.asked.members else { return (0, 0) };
        let acting = way.acting;
        let least = acting.base.saturating_add(total.further);
        let vacant = half == Half::Filled && !self.views.room.given.vacant.is_whole;
        match self.members {
            Some(members) if vacant => (least.min(members), members),
            Some(members) => (members, members),
            None if self.views.room.is_listed => (acting.base, acting.base),
            None => {
                let count = acting.size().saturating_add(way.most_further.unwrap_or(0));
                let most = count.saturating_mul(2).saturating_add(2);
                let vacant = acting.size().saturating_add(acting.said_vacant.count_ones());
                (least, least.max(most.saturating_add(vacant)))
            }
        }
    }

    pub(crate) fn clauses(&self, way: &Way<'_, 'k>, total: &Total, beside: Beside) -> Clauses {
        let mut clauses = Clauses { chair: total.chair, ..Clauses::default() };
        let Some(pattern) = way.asked.pattern else {
            let met = if self.views.room.is_unit() { total.somebody } else { beside.quorate };
            return Clauses { met, ..clauses };
        };
        if let Some(needed) = way.asked.partners {
            clauses.represented = self.covers(way.asked.hats, total.covered, u64::MAX);
            clauses.partners = Some(clauses.represented >= needed);
        }
        clauses.members = match way.asked.members {
            None => None,
            Some(Needed::AtLeast(_)) => way.needed.map(|needed| total.count >= needed),
            Some(Needed::HalfOf(half)) => {
                let seats = match half {
                    Half::Seats => beside.seats,
                    Half::Filled => beside.seats.saturating_sub(vacant(way.acting, total)),
                };
                Some(total.count >= half_of(seats))
            }
        };
        let chair = pattern.chair.then_some(total.chair);
        let asked = [clauses.partners, clauses.members, chair];
        let is_asked = asked.iter().any(Option::is_some);
        let allowed = pattern.chair_may && total.chair && total.count > 0 && beside.chair_allows;
        clauses.met = is_asked && !asked.contains(&Some(false)) || allowed;
        clauses
    }

    pub(crate) fn outcome(&self, way: &Way<'_, 'k>, total: &Total, beside: Beside) -> Told {
        let constituted = way.acting.exists && self.clauses(way, total, beside).met;
        let part = way.asked.parts.map(|(own, given)| if beside.delegated { given } else { own });
        let outcome = part.map(|part| match part {
            _ if !way.acting.exists => MeetingOutcome::MustRefer,
            BodyPart::None => MeetingOutcome::MustRefer,
            BodyPart::EachDecides => MeetingOutcome::EachDecides,
            _ if !constituted => MeetingOutcome::NotYet,
            BodyPart::Recommends => MeetingOutcome::MayRecommend,
            BodyPart::Oversees => MeetingOutcome::MayOversee,
            BodyPart::Consulted => MeetingOutcome::MayBeConsulted,
            BodyPart::Informed => MeetingOutcome::MayBeInformed,
            _ if !beside.consulted || !self.can_agree(way, total) => MeetingOutcome::NotYet,
            BodyPart::SignsOff => MeetingOutcome::MaySignOff,
            BodyPart::Decides | BodyPart::DecidesByLaw | BodyPart::Delegate => {
                MeetingOutcome::MayDecide
            }
        });
        Told { constituted, outcome, agreed: false }
    }

    fn can_agree(&self, way: &Way<'_, 'k>, total: &Total) -> bool {
        match agreement(way.asked) {
            Some(Agreeing::MajorityOfMembers | Agreeing::NotSaid) | None => total.say,
            Some(asked) => self
                .are_enough(asked, self.covers(way.asked.hats, total.covered_with_say, u64::MAX)),
        }
    }

    fn are_enough(&self, asked: Agreeing, partners: u32) -> bool {
        let all = u32::try_from(self.views.partners.len()).unwrap_or(u32::MAX);
        match asked {
            Agreeing::AllPartners => partners >= all,
            _ => partners.saturating_mul(2) > all,
        }
    }

    pub(crate) fn agreed(&self, way: &Way<'_, 'k>, total: &Total, beside: Beside) -> Told {
        let agreed = match agreement(way.asked) {
            Some(Agreeing::NotSaid) | None => {
                total.some_agree && (!total.some_do_not || beside.enough)
            }
            Some(Agreeing::MajorityOfMembers) => total.balance > 0,
            Some(asked) => {
                let agreeing = self.covers(way.asked.hats, total.agreeing, !total.against);
                self.are_enough(asked, agreeing)
            }
        };
        Told { agreed, ..Told::default() }
    }

    pub(crate) fn tell(
        &self,
        way: &Way<'_, 'k>,
        wanted: Wanted,
        total: &Total,
        beside: Beside,
    ) -> Told {
        self.scene.spend(1);
        match wanted {
            Wanted::Outcome => self.outcome(way, total, beside),
            Wanted::Agreed => self.agreed(way, total, beside),
        }
    }

    /// What is asked for in one way.
    pub(crate) fn wanted(&self, way: &Way<'_, 'k>) -> &'static [Wanted] {
        if self.asks_agreement(way) {
            &[Wanted::Outcome, Wanted::Agreed]
        } else {
            &[Wanted::Outcome]
        }
    }

    /// Whether there is something to agree on, in some filling of one way.
    pub(crate) fn asks_agreement(&self, way: &Way<'_, 'k>) -> bool {
        let delegated = self.views.room.given.delegated;
        way.asked.parts.is_some_and(|parts| asks_agreement(parts, delegated))
    }

    /// Every filling of what is not known beside people and seats, with the numbers of seats next
    /// to which some of these totals begin to be enough or cease to be.
    pub(crate) fn besides(
        &self,
        way: &Way<'_, 'k>,
        seats: (u32, u32),
        totals: &[Total],
    ) -> Vec<Beside> {
        let given = self.views.room.given;
        let is_open = way.asked.pattern.is_none() && !self.views.room.is_unit();
        let quorate = either(if is_open { Truth::Unknown } else { Truth::True });
        let enough = either(if self.may_be_not_said { Truth::Unknown } else { Truth::True });
        let mut found = Vec::new();
        for seats in numbers(way, seats, totals) {
            for &chair_allows in either(given.chair_allows) {
                for &delegated in either(given.delegated) {
                    for &consulted in either(way.asked.consulted) {
                        for &quorate in quorate {
                            found.extend(enough.iter().map(|&enough| Beside {
                                seats,
                                chair_allows,
                                delegated,
                                consulted,
                                quorate,
                                enough,
                            }));
                        }
                    }
                }
            }
        }
        found
    }
}

/// The fewest and the most seats, and the numbers next to which some of these totals begin to be
/// enough or cease to be.
pub(crate) fn numbers(
    way: &Way<'_, '_>,
    (least, most): (u32, u32),
    totals: &[Total],
) -> BTreeSet<u32> {
    let mut numbers = BTreeSet::from([least, most]);
    if least < most {
        for total in totals {
            let gone = match way.asked.members {
                Some(Needed::HalfOf(Half::Filled)) => vacant(way.acting, total),
                _ => 0,
            };
            let enough = total.count.saturating_mul(2).saturating_add(gone);
            let near = [enough, enough.saturating_add(1)];
            numbers.extend(near.into_iter().filter(|one| (least..=most).contains(one)));
        }
    }
    numbers
}

/// The seats that are known to be vacant in a filling.
pub(crate) fn vacant(acting: &Acting<'_>, total: &Total) -> u32 {
    let said = acting.said_vacant & !total.fills;
    total.vacant.saturating_add(said.count_ones())
}

/// What has to be agreed, where there is a matter.
pub(crate) fn agreement(asked: &Asked<'_>) -> Option<Agreeing> {
    asked.parts.map(|_| Agreeing::of(asked.agreement))
}

pub(crate) fn either(is: Truth) -> &'static [bool] {
    match is {
        Truth::True => &[true],
        Truth::False => &[false],
        Truth::Unknown => &[false, true],
    }
}

/// Half of so many seats; one at least, since whoever is in the chair alone is no meeting.
pub(crate) fn half_of(seats: u32) -> u32 {
    seats.div_ceil(2).max(1)
}
