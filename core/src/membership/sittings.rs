//! People in their places, judged in one way of setting the open settings: what each can add to a
//! meeting, and what of it hangs on what is not known.

use super::claims::Bounds;
use super::given::{ListGiven, OrganisationGiven, TestsGiven};
use super::places::{Atom, Place, truth};
use super::tally::Act;
use super::world::{NotSet, World};
use crate::pack::{Commitment, Interests, SeatPart, SeatRole};
use crate::truth::Truth;
use std::collections::BTreeSet;

/// What the meeting is about, as far as a place is concerned.
pub(crate) struct About<'a, 'k> {
    pub body: &'k str,
    pub body_in_force: bool,
    /// The statutory partners; a bit each.
    pub partners: &'a [&'k str],
    /// For each partner the kinds that stand for it beside its own people.
    pub substitutes: &'a [Vec<&'k str>],
    /// The offices that stand back in the matter.
    pub stand_back: &'a [&'k str],
    /// What the matter needs, where it is given.
    pub needs: Option<&'k [Commitment]>,
}

/// Somebody in a place; of somebody of whom nothing is known no test is looked at.
#[derive(Clone, Copy)]
pub(crate) struct Who<'a> {
    pub role: SeatRole,
    pub tests: Option<&'a TestsGiven>,
    /// Those of them that are said of this one of their seats alone, and which it is.
    pub own: Option<(usize, &'a TestsGiven)>,
    pub organisation: Option<&'a str>,
    /// They stand in for a partner, and sit themselves for another alone.
    pub is_of_another: bool,
    /// Those who come before them in the seat.
    pub before: &'a [usize],
    /// Whether everybody was present.
    pub present: &'a [Truth],
    /// They surely were not there themselves.
    pub is_away: bool,
}

impl Who<'_> {
    /// Somebody of whom nothing is known.
    pub(crate) const STRANGER: Who<'static> = Who {
        role: SeatRole::Holder,
        tests: None,
        own: None,
        organisation: None,
        is_of_another: false,
        before: &[],
        present: &[],
        is_away: false,
    };
}

/// What is not known of a test: of the person in whatever seat, or in one of their seats alone.
pub(crate) type Open<'k> = (Atom<'k>, Option<usize>);

/// A person in a place, judged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sitting<'k> {
    /// Nothing that is known stands against it.
    pub can: bool,
    /// What is not known of the tests there.
    pub atoms: Vec<Open<'k>>,
    /// For whom somebody there stands in the quorum, and for whom they speak.
    pub offers: u64,
    pub speaks: u64,
    pub is_chair: bool,
    pub is_tested: bool,
    pub decides: bool,
    pub stands_back: bool,
    /// Each criterion, and whether it is met.
    pub criteria: Vec<(&'k str, Truth)>,
}

impl<'k> World<'_, 'k> {
    /// Judges somebody in a place.
    pub(crate) fn sitting(
        &self,
        about: &About<'_, 'k>,
        place: &Place<'k>,
        who: &Who<'_>,
    ) -> Result<Sitting<'k>, NotSet<'k>> {
        let Who { role, tests, .. } = *who;
        let known = |is: bool| Truth::from_bounds(is, is);
        let in_force = about.body_in_force && self.seat_in_force(place)?;
        let mut criteria = vec![("in-force", known(in_force))];
        let counts_there = place.part != SeatPart::Attends;
        let mut can = in_force && counts_there;
        let kinds = self.kinds_sent(place, who.organisation)?;
        let (offers, speaks) = stands_for(about, place, &kinds);
        if place.is_beside {
            let kinds: Vec<&str> = place.kinds.iter().map(String::as_str).collect();
            let is_listed = stands_for(about, place, &kinds).0 != 0;
            criteria.push(("seat-listed", known(is_listed)));
            can &= is_listed;
        }
        let mut atoms = Vec::new();
        if let Some(fits) = self.is_from_right(place, who.organisation)? {
            criteria.push(("standing", known(fits)));
            can &= fits;
        } else if let (true, Some((index, _))) = (who.is_of_another, who.own) {
            // They may hold a post of both; for which organisation they stand in is to be told.
            criteria.push(("standing", Truth::Unknown));
            atoms.push((("standing", None), Some(index)));
        }
        if role == SeatRole::Deputy {
            let allowed = self.deputy_allowed(place)?;
            criteria.push(("deputy-allowed", known(allowed)));
            can &= allowed;
        }
        let in_place = criteria.len();
        let asked = match tests {
            Some(_) if counts_there => self.scene.tests(place, about.body, role),
            _ => Vec::new(),
        };
        for test in asked {
            let mut is = Truth::True;
            for atom in self.demanded_for(test, role, about.needs)? {
                let one = tests.map_or(Truth::Unknown, |given| truth(given, atom));
                is = is.and(one);
                if one == Truth::Unknown {
                    let own = who.own.filter(|(_, tests)| tests.contains_key(test.id.as_str()));
                    atoms.push((atom, own.map(|(index, _)| index)));
                }
            }
            can &= is != Truth::False;
            criteria.push((test.id.as_str(), is));
        }
        if !who.before.is_empty() {
            let is = self.in_place(who, can)?;
            can &= is != Truth::False;
            criteria.insert(in_place, ("in-place", is));
        }
        Ok(Sitting {
            can,
            atoms,
            offers,
            speaks,
            is_chair: place.part == SeatPart::Chair,
            is_tested: place.is_tested,
            decides: self.decides(place)?,
            stands_back: place.office().is_some_and(|office| about.stand_back.contains(&office)),
            criteria,
        })
    }

    /// Whether nobody who was present comes before somebody in their seat. Where nothing hangs on
    /// it, it is not looked at.
    fn in_place(&self, who: &Who<'_>, can: bool) -> Result<Truth, NotSet<'k>> {
        let of = |index: usize| who.present.get(index).copied().unwrap_or(Truth::False);
        if who.before.iter().any(|index| of(*index) == Truth::True) {
            return Ok(Truth::False);
        }
        let mut open = who.before.iter().filter(|index| of(**index) == Truth::Unknown).peekable();
        if open.peek().is_some() && (!can || who.is_away) {
            return Ok(Truth::Unknown);
        }
        for index in open {
            if self.was_present(*index)? {
                return Ok(Truth::False);
            }
        }
        Ok(Truth::True)
    }

    /// The kinds of organisation for which somebody sits in a place: those of their own, where it is
    /// one of the pack, as far as the place is for them, and else those that the place is for.
    fn kinds_sent<'p>(
        &self,
        place: &'p Place<'k>,
        organisation: Option<&str>,
    ) -> Result<Vec<&'p str>, NotSet<'k>>
    where
        'k: 'p,
    {
        let mut known = self.scene.lists().organisations.iter().map(|one| &one.is);
        let Some(own) = organisation.and_then(|id| known.find(|one| one.id == id)) else {
            return Ok(place.kinds.iter().map(String::as_str).collect());
        };
        if !self.in_force(&own.days)? {
            return Ok(Vec::new());
        }
        let mut found = self.kinds()?;
        found.retain(|kind| own.kinds.iter().any(|one| one == kind));
        if place.is_for_kinds {
            found.retain(|kind| place.has_kind(kind));
        }
        Ok(found)
    }

    /// Whether the organisation of somebody, where it is one of the pack, fits the place; `None`
    /// where that is not looked at.
    fn is_from_right(
        &self,
        place: &Place<'k>,
        organisation: Option<&str>,
    ) -> Result<Option<bool>, NotSet<'k>> {
        let Some(id) = organisation else { return Ok(None) };
        let mut known = self.scene.lists().organisations.iter().map(|one| &one.is);
        let Some(own) = known.find(|one| one.id == id) else { return Ok(None) };
        let listing = place.seat.and_then(|seat| seat.listing);
        let is_for_some = listing.is_some() || place.is_for_kinds;
        if !is_for_some && place.represents.is_none() {
            return Ok(None);
        }
        let given = OrganisationGiven {
            at: String::new(),
            id: own.id.clone(),
            label: None,
            kinds: ListGiven { yes: own.kinds.clone(), no: Vec::new(), is_whole: true },
            in_area: Truth::True,
            functions_in_area: Truth::Unknown,
            named: Truth::Unknown,
            added: Truth::Unknown,
        };
        let kinds = self.kinds()?;
        let most = Bounds::of(&given, &kinds).most;
        let mut fits = self.in_force(&own.days)? && !most.kinds.is_empty();
        if place.is_for_kinds {
            fits &= place.kinds.iter().any(|kind| most.kinds.contains(kind.as_str()));
        }
        if let Some(listing) = listing {
            fits &= self.stands_as(&most, listing)?;
        }
        if let Some(partner) = &place.represents {
            let mut holds = false;
            for kind in &most.kinds {
                holds |= self.holds(kind, partner)?;
            }
            fits &= holds;
        }
        Ok(Some(fits))
    }
}

/// The partners for whom somebody who counts in a place stands in the quorum, and for whom they
/// speak.
fn stands_for(about: &About<'_, '_>, place: &Place<'_>, sent: &[&str]) -> (u64, u64) {
    let (mut offers, mut speaks) = (0, 0);
    let partners = about.partners.iter().zip(about.substitutes).zip(0..u64::BITS);
    for ((partner, kinds), bit) in partners {
        let represents = place.represents.as_deref() == Some(*partner);
        let stands_in = sent.iter().any(|kind| kinds.contains(kind));
        if represents || stands_in {
            offers |= 1_u64 << bit;
        }
        if represents {
            speaks |= 1_u64 << bit;
        }
    }
    (offers, speaks)
}

/// A person with the places in which they sit.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Person<'k> {
    pub sittings: Vec<Sitting<'k>>,
    pub present: Truth,
    pub interest: Truth,
    pub agrees: Truth,
    /// They hold an office that stands back in the matter, and do so in whatever seat.
    pub stands_back: bool,
    /// The places said to be vacant in which they sit.
    pub fills: u64,
    pub effect: Interests,
}

/// What of a person is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact<'k> {
    Present,
    Interest,
    Agrees,
    Test(Open<'k>),
}

/// A filling of what is not known of a person.
#[derive(Clone, Copy, Debug)]
struct Filling {
    present: bool,
    interest: bool,
    agrees: bool,
    /// The places in which some test is not met.
    failed: u128,
}

impl<'k> Person<'k> {
    fn act(&self, filling: Filling) -> Act {
        let mut act = Act::default();
        if self.present == Truth::False || self.present == Truth::Unknown && !filling.present {
            return act;
        }
        act.fills = self.fills;
        let is_out = filling.interest && self.effect == Interests::OutOfQuorum;
        let no_say = filling.interest && self.effect != Interests::DeclaredOnly;
        for (sitting, place) in self.sittings.iter().zip(0..u128::BITS) {
            if !sitting.can || filling.failed >> place & 1 == 1 || is_out {
                continue;
            }
            act.chair |= sitting.is_chair;
            if !self.stands_back_in(sitting) {
                act.counts = true;
                act.member |= sitting.is_tested;
                act.offers |= sitting.offers;
                if sitting.decides && !no_say {
                    act.say = true;
                    act.speaks |= sitting.speaks;
                }
            }
        }
        act.agrees = filling.agrees && act.say;
        act
    }

    /// What is not known of the tests, each once.
    fn atoms(&self) -> Vec<Open<'k>> {
        let mut found: Vec<Open<'k>> = Vec::new();
        for atom in self.sittings.iter().flat_map(|one| &one.atoms) {
            if !found.contains(atom) {
                found.push(*atom);
            }
        }
        found
    }

    fn places_of(&self, atom: Open<'k>) -> u128 {
        let with = self.sittings.iter().zip(0..u128::BITS);
        with.filter(|(one, _)| one.atoms.contains(&atom)).fold(0, |set, (_, bit)| set | 1 << bit)
    }

    fn fillings(&self, failures: &BTreeSet<u128>) -> Vec<Filling> {
        self.fillings_where(self.present, failures)
    }

    fn fillings_where(&self, present: Truth, failures: &BTreeSet<u128>) -> Vec<Filling> {
        let mut found = Vec::new();
        for &failed in failures {
            for &present in either(present) {
                for &interest in either(self.interest) {
                    for &agrees in either(self.agrees) {
                        found.push(Filling { present, interest, agrees, failed });
                    }
                }
            }
        }
        found
    }

    /// Every set of places in which tests can fail, leaving one atom out.
    fn failures(&self, without: Option<Open<'k>>) -> BTreeSet<u128> {
        let mut found = BTreeSet::from([0_u128]);
        for atom in self.atoms().into_iter().filter(|atom| Some(*atom) != without) {
            add_failure(&mut found, self.places_of(atom));
        }
        found
    }

    /// Everything that they can add.
    pub(crate) fn acts(&self) -> Vec<Act> {
        let fillings = self.fillings(&self.failures(None));
        let acts: BTreeSet<Act> = fillings.into_iter().map(|one| self.act(one)).collect();
        acts.into_iter().collect()
    }

    /// Everything that they can add in two ways of setting the settings, in the same fillings.
    pub(crate) fn acts_with(&self, other: &Person<'k>) -> Vec<(Act, Act)> {
        let mut atoms = self.atoms();
        atoms.extend(other.atoms());
        let shift = u32::try_from(self.sittings.len()).unwrap_or(u32::MAX);
        let up = |places: u128| places.checked_shl(shift).unwrap_or(0);
        let mut failures = BTreeSet::from([0_u128]);
        for atom in atoms {
            add_failure(&mut failures, self.places_of(atom) | up(other.places_of(atom)));
        }
        // Where it is set in one of the two alone whether they were there, it is so in both.
        let present = if self.present == Truth::Unknown { other.present } else { self.present };
        let both = self.fillings_where(present, &failures).into_iter().map(|one| {
            let failed = one.failed.checked_shr(shift).unwrap_or(0);
            (self.act(one), other.act(Filling { failed, ..one }))
        });
        let found: BTreeSet<(Act, Act)> = crate::order::set_of(both);
        found.into_iter().collect()
    }

    /// Pairs of what they can add where one thing that is not known differs.
    pub(crate) fn pairs(&self) -> Vec<(Fact<'k>, Act, Act)> {
        let mut pairs = BTreeSet::new();
        let mut pair = |what: Fact<'k>, with: Filling, without: Filling| {
            let (a, b) = (self.act(with), self.act(without));
            if a != b {
                pairs.insert((what, a.min(b), a.max(b)));
            }
        };
        for one in self.fillings(&self.failures(None)) {
            if self.present == Truth::Unknown && one.present {
                pair(Fact::Present, one, Filling { present: false, ..one });
            }
            if self.interest == Truth::Unknown && one.interest {
                pair(Fact::Interest, one, Filling { interest: false, ..one });
            }
            if self.agrees == Truth::Unknown && one.agrees {
                pair(Fact::Agrees, one, Filling { agrees: false, ..one });
            }
        }
        for atom in self.atoms() {
            let places = self.places_of(atom);
            for one in self.fillings(&self.failures(Some(atom))) {
                let failing = Filling { failed: one.failed | places, ..one };
                pair(Fact::Test(atom), one, failing);
            }
        }
        pairs.into_iter().collect()
    }

    /// Whether they stand back in a place: in all where they hold such an office, and as a deputy
    /// in that of such an office.
    pub(crate) fn stands_back_in(&self, sitting: &Sitting<'k>) -> bool {
        self.stands_back || sitting.stands_back
    }

    /// Whether they may be somebody in a place, of the chair or counting: nothing known is against
    /// it.
    pub(crate) fn may_act(&self, sitting: &Sitting<'k>) -> bool {
        let is_out = self.interest == Truth::True && self.effect == Interests::OutOfQuorum;
        let is_somebody = !self.stands_back_in(sitting) || sitting.is_chair;
        sitting.can && self.present != Truth::False && !is_out && is_somebody
    }

    /// Whether they count in a place: in every filling, and in some.
    pub(crate) fn counts_in(&self, sitting: &Sitting<'k>) -> (bool, bool) {
        let may = self.may_act(sitting) && !self.stands_back_in(sitting);
        let is_in = self.interest == Truth::False || self.effect != Interests::OutOfQuorum;
        let surely = may && self.present == Truth::True && is_in && sitting.atoms.is_empty();
        (surely, may)
    }
}

fn add_failure(found: &mut BTreeSet<u128>, places: u128) {
    let more: Vec<u128> = found.iter().map(|set| set | places).collect();
    found.extend(more);
}

fn either(is: Truth) -> &'static [bool] {
    match is {
        Truth::True => &[true],
        Truth::False => &[false],
        Truth::Unknown => &[false, true],
    }
}

/// Who may be in a place for which nobody is named: whether they qualify, have an interest, agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stranger {
    pub interest: bool,
    pub has_say: bool,
    pub agrees: bool,
}

impl<'k> Sitting<'k> {
    /// What somebody who qualifies there adds.
    pub(crate) fn stranger(&self, who: Stranger, effect: Interests) -> Act {
        let mut act = Act::default();
        if !self.can || who.interest && effect == Interests::OutOfQuorum {
            return act;
        }
        act.chair = self.is_chair;
        if !self.stands_back {
            act.counts = true;
            act.member = self.is_tested;
            act.offers = self.offers;
            act.say =
                self.decides && who.has_say && !(who.interest && effect != Interests::DeclaredOnly);
            act.speaks = if act.say { self.speaks } else { 0 };
            act.agrees = act.say && who.agrees;
        }
        act
    }
}
