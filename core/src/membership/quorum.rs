//! How a meeting stands to its quorum: each pattern that can be set with its clauses, and each
//! partner.

use super::acting::Acting;
use super::lacking::needs_chair;
use super::meeting::{PartnerThere, truth_of};
use super::tally::{Act, Kept, Total};
use super::told::{Agreeing, Wanted};
use super::views::Needed;
use super::weigh::{Way, Weigh, half_of, vacant};
use super::world::Scene;
use crate::citation::Grounds;
use crate::pack::membership::{Body, MembersAsked, PartnersAsked, Pattern};
use crate::pack::{Chosen, Half, Hats, Number, SettingValue};
use crate::truth::Truth;
use serde::Serialize;

/// The pattern that is set, or every one that can be.
#[derive(Debug, Serialize)]
pub struct QuorumAnswer<'k> {
    /// The pattern that is set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<&'k str>,
    /// The setting, where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<&'k str>,
    /// Who sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_by: Option<&'k str>,
    /// How the meeting stands to each.
    pub patterns: Vec<PatternAnswer<'k>>,
}

/// How a meeting stands to a pattern.
#[derive(Debug, Serialize)]
pub struct PatternAnswer<'k> {
    /// The pattern.
    pub pattern: &'k str,
    /// What a person reads.
    pub label: &'k str,
    /// It is met.
    pub constituted: Truth,
    /// What it asks.
    pub clauses: Vec<ClauseAnswer>,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// One thing that a pattern asks.
#[derive(Debug, Serialize)]
pub struct ClauseAnswer {
    /// What.
    pub clause: &'static str,
    /// It is met.
    pub truth: Truth,
    /// How many it needs.
    pub needs: Range,
    /// How many there are.
    pub has: Range,
}

/// The least and the most; no most where there is no end.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Range {
    /// At least.
    pub least: u32,
    /// At most; `None` where there is no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

impl Range {
    fn of(least: u32, most: Option<u32>) -> Range {
        Range { least, most }
    }

    fn or(one: Option<Range>, other: Range) -> Range {
        one.map_or(other, |one| Range {
            least: one.least.min(other.least),
            most: one.most.zip(other.most).map(|(a, b)| a.max(b)),
        })
    }
}

/// What is found of a clause over many fillings.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    is: Option<(bool, bool)>,
    needs: Option<Range>,
    has: Option<Range>,
}

impl Found {
    fn add(&mut self, is: bool) {
        let (surely, may_be) = self.is.unwrap_or((true, false));
        self.is = Some((surely && is, may_be || is));
    }

    fn add_numbers(&mut self, needs: Range, has: Range) {
        self.needs = Some(Range::or(self.needs, needs));
        self.has = Some(Range::or(self.has, has));
    }

    fn answer(self, clause: &'static str) -> Option<ClauseAnswer> {
        let (surely, may_be) = self.is?;
        let truth = Truth::from_bounds(surely, may_be);
        Some(ClauseAnswer { clause, truth, needs: self.needs?, has: self.has? })
    }
}

/// What of a meeting tells for whom somebody stands in the quorum, who agrees, and for whom somebody
/// has a say.
const REPRESENTED: Kept = Kept { partners: true, ..NOTHING };
const AGREED: Kept = Kept { agreed: Some(Agreeing::AllPartners), ..NOTHING };
const WITH_A_SAY: Kept = Kept { say: Some(Agreeing::AllPartners), ..NOTHING };
const NOTHING: Kept = Kept {
    partners: false,
    most_counted: 0,
    somebody: false,
    chair: false,
    seats: false,
    say: None,
    agreed: None,
    most_balance: 0,
};

impl<'k> Scene<'k> {
    /// Whether some pattern that the body may have lets an organisation of one of these kinds stand
    /// for a partner.
    pub(crate) fn may_stand_in(&self, body: &Body, kinds: &[String]) -> bool {
        let is_one = |id: &str| match &body.quorum {
            None => false,
            Some(Chosen::Given(given)) => given == id,
            Some(Chosen::Setting(setting)) => match self.value(setting) {
                Some(SettingValue::Word(word)) => word == id,
                Some(_) => false,
                None => true,
            },
        };
        let patterns = self.lists().patterns.iter().map(|one| &one.is);
        let mut by = patterns
            .filter(|one| is_one(&one.id))
            .flat_map(|one| one.substitutes.iter().flat_map(|substitute| &substitute.by));
        by.any(|kind| kinds.contains(kind))
    }
}

impl<'k> Weigh<'_, '_, 'k> {
    /// How the meeting stands to its quorum.
    pub(crate) fn quorum(&self, ways: &[Way<'_, 'k>]) -> Option<QuorumAnswer<'k>> {
        let body = self.views.room.body;
        let Some(quorum) = body.quorum.as_ref() else {
            let (pattern, setting, set_by, patterns) = (None, None, None, Vec::new());
            let is_open = !self.views.room.is_unit();
            return is_open.then_some(QuorumAnswer { pattern, setting, set_by, patterns });
        };
        let (mut pattern, mut setting, mut set_by) = (None, None, None);
        if let Chosen::Setting(id) = quorum
            && self.scene.value(id).is_none()
        {
            setting = Some(id.as_str());
            set_by = self.scene.setting(id).map(|one| one.set_by.as_str());
        }
        let mut order: Vec<&'k Pattern> = Vec::new();
        for one in ways.iter().filter_map(|way| way.asked.pattern) {
            if !order.iter().any(|known| known.id == one.id) {
                order.push(one);
            }
        }
        if let (Some(id), Some(unset)) = (setting, setting.and_then(|id| self.scene.unset(id))) {
            debug_assert_eq!(id, unset.setting);
            let place = |one: &&'k Pattern| unset.choices.iter().position(|id| *id == one.id);
            crate::order::by_key(&mut order, place);
        } else {
            pattern = order.first().map(|one| one.id.as_str());
        }
        let patterns = order.into_iter().map(|one| self.pattern(one, ways)).collect();
        Some(QuorumAnswer { pattern, setting, set_by, patterns })
    }

    fn pattern(&self, pattern: &'k Pattern, ways: &[Way<'_, 'k>]) -> PatternAnswer<'k> {
        let [mut partners, mut members, mut chair, mut chair_may] = [Found::default(); 4];
        let (mut surely, mut may_be) = (true, false);
        let of_pattern =
            ways.iter().filter(|way| way.asked.pattern.is_some_and(|one| one.id == pattern.id));
        for way in of_pattern {
            let kept = self.kept(way, Wanted::Outcome);
            for total in self.totals(way, &kept).iter() {
                if self.scene.is_spent() {
                    break;
                }
                for beside in self.besides(way, self.seats(way, total), &[*total]) {
                    self.scene.spend(1);
                    let clauses = self.clauses(way, total, beside);
                    let is = way.acting.exists && clauses.met;
                    surely &= is;
                    may_be |= is;
                    if let (Some(is), Some(needed)) = (clauses.partners, way.asked.partners) {
                        partners.add(is);
                        let most = (!self.is_open_partners(pattern)).then_some(needed);
                        let has = Range::of(clauses.represented, Some(clauses.represented));
                        partners.add_numbers(Range::of(needed, most), has);
                    }
                    if let Some(is) = clauses.members {
                        members.add(is);
                    }
                    let one = |is: bool| Range::of(is.into(), Some(is.into()));
                    if pattern.chair {
                        chair.add(clauses.chair);
                        chair.add_numbers(one(true), one(clauses.chair));
                    }
                    if pattern.chair_may {
                        let may = clauses.chair && total.count > 0 && beside.chair_allows;
                        chair_may.add(may);
                        chair_may.add_numbers(one(true), one(may));
                    }
                }
            }
            if let Some((needs, has, _)) = self.members_of(way) {
                members.add_numbers(needs, has);
            }
        }
        let answers = [
            partners.answer("partners"),
            members.answer("members"),
            chair.answer("chair"),
            chair_may.answer("chair_may"),
        ];
        PatternAnswer {
            pattern: &pattern.id,
            label: &pattern.label,
            constituted: Truth::from_bounds(surely, may_be),
            clauses: answers.into_iter().flatten().collect(),
            grounds: self.scene.show(pattern),
        }
    }

    fn is_open(&self, number: &Number) -> bool {
        matches!(number, Number::Setting(id) if self.scene.value(id).is_none())
    }

    fn is_open_partners(&self, pattern: &Pattern) -> bool {
        matches!(&pattern.partners, Some(PartnersAsked::AtLeast(number)) if self.is_open(number))
    }

    /// How many people have to count and do, in one way; and how many more would have to at most,
    /// of which there may be no end.
    pub(crate) fn members_of(&self, way: &Way<'_, 'k>) -> Option<(Range, Range, Option<u32>)> {
        let asked = way.asked.members?;
        let is_open = way.asked.pattern.and_then(|one| one.members.as_ref()).is_some_and(
            |one| matches!(one, MembersAsked::AtLeast(number) if self.is_open(number)),
        );
        let seats = matches!(asked, Needed::HalfOf(_));
        let kept = Kept { most_counted: u32::MAX, seats, ..Kept::default() };
        let hats = way.asked.hats;
        let mut totals = vec![Total::default()];
        for acts in self.sources(way.acting) {
            let plain: std::collections::BTreeSet<Act> =
                acts.into_iter().map(|act| kept.of(act)).collect();
            let plain: Vec<Act> = plain.into_iter().collect();
            totals = self.step(&kept, hats, &totals, &plain);
        }
        let further = self.most_further(way.acting);
        let may_count = way.acting.further_acts().iter().any(|act| act.member);
        let further = if may_count { further } else { Some(0) };
        let (mut needs, mut has, mut short) = (None, None, Some(0_u32));
        for total in &totals {
            let (least, most) = match asked {
                Needed::AtLeast(number) => (number, (!is_open).then_some(number)),
                Needed::HalfOf(half) => self.half(way, total, half),
            };
            needs = Some(Range::or(needs, Range::of(least, most)));
            let most_there = further.map(|more| total.count.saturating_add(more));
            has = Some(Range::or(has, Range::of(total.count, most_there)));
            short =
                short.zip(most).map(|(short, most)| short.max(most.saturating_sub(total.count)));
        }
        Some((needs?, has?, short))
    }

    /// Half of the seats, at least and at most.
    fn half(&self, way: &Way<'_, 'k>, total: &Total, half: Half) -> (u32, Option<u32>) {
        let gone = if half == Half::Filled { vacant(way.acting, total) } else { 0 };
        let base = way.acting.base;
        let may_be_vacant = half == Half::Filled && !self.views.room.given.vacant.is_whole;
        let of = |seats: u32| half_of(seats.saturating_sub(gone));
        match self.members {
            Some(members) if may_be_vacant => (of(base.min(members)), Some(of(members))),
            Some(members) => (of(members), Some(of(members))),
            None if self.views.room.is_listed => (of(base), Some(of(base))),
            None => (of(base), None),
        }
    }

    /// How each partner is represented, and whether it agrees.
    pub(crate) fn partners(&self) -> Vec<PartnerThere<'k>> {
        let room = &self.views.room;
        let mut found = Vec::new();
        let actings = self.actings();
        for (partner, bit) in self.views.partners.iter().zip(0_u32..) {
            let offers = move |act: &Act| act.offers >> bit & 1 == 1;
            let mut truths = [(true, false); 3];
            for (place, acting, hats) in &actings {
                for hats in hats {
                    for (kept, truth) in [REPRESENTED, AGREED, WITH_A_SAY].iter().zip(&mut truths) {
                        let of = self.is_in_all_of((*place, acting, *hats), kept, bit);
                        *truth = (truth.0 && of.0, truth.1 || of.1);
                    }
                }
            }
            let people = room.people.iter().enumerate().filter(|(index, _)| {
                actings.iter().any(|(_, acting, _)| {
                    acting.people.get(*index).is_some_and(|one| one.acts().iter().any(offers))
                })
            });
            let people = people.map(|(_, one)| one.given.id.clone()).collect();
            let truths = truths.map(|(surely, may_be)| Truth::from_bounds(surely, may_be));
            let held_by = self.scene.held_by(partner);
            found.push(PartnerThere::new(partner, held_by, people, truths));
        }
        found
    }

    /// Every way of acting, with what hats can be set to there.
    fn actings(&self) -> Vec<(usize, &Acting<'k>, Vec<Hats>)> {
        let mut found: Vec<(usize, &Acting<'k>, Vec<Hats>)> = Vec::new();
        let chosen = self.views.room.body.hats.as_ref();
        for (place, (set, acting)) in self.views.actings.iter().enumerate() {
            if found.iter().any(|(_, known, _)| *known == acting) {
                continue;
            }
            let hats = match chosen {
                Some(chosen) if acting.has_hats() => {
                    let all = self
                        .scene
                        .worlds_from(set.clone(), |world| world.word(chosen, Hats::WORDS));
                    all.into_iter().map(|(_, hats)| hats).collect()
                }
                _ => vec![Hats::One],
            };
            found.push((place, acting, hats));
        }
        found
    }

    /// Whether a partner is among as many as can be stood for: in every filling and matching, and in
    /// some.
    fn is_in_all_of(
        &self,
        (place, acting, hats): (usize, &Acting<'k>, Hats),
        kept: &Kept,
        bit: u32,
    ) -> (bool, bool) {
        let most = self.most_further(acting);
        let totals = self.totals_of(place, acting, (hats, most), kept);
        let mut found = (true, false);
        for total in totals.iter() {
            let family = match kept.agreed {
                _ if kept.partners => (total.covered, u64::MAX),
                Some(_) => (total.agreeing, !total.against),
                None => (total.covered_with_say, u64::MAX),
            };
            let (in_all, in_some) = self.is_among(hats, family, bit);
            found = (found.0 && in_all, found.1 || in_some);
        }
        found
    }

    /// The first as given who stands for a partner, or has a say for it, in a filling in which it is
    /// not among as many as can be stood for in every matching.
    pub(crate) fn counts_elsewhere(&self, bit: u32, with_a_say: bool) -> Option<String> {
        let kept = if with_a_say { WITH_A_SAY } else { REPRESENTED };
        let stands = |act: &Act| {
            let all = if with_a_say { act.speaks } else { act.offers };
            all >> bit & 1 == 1
        };
        let actings = self.actings();
        for (index, attendee) in self.views.room.people.iter().enumerate() {
            for (_, acting, hats) in &actings {
                let Some(person) = acting.people.get(index) else { continue };
                let mut acts = person.acts();
                acts.retain(|act| stands(act));
                if acts.is_empty() || !hats.contains(&Hats::One) || !acting.has_hats() {
                    continue;
                }
                let mut sources = self.sources(acting);
                if let Some(own) = sources.get_mut(index) {
                    *own = acts;
                }
                let mut totals = vec![Total::default()];
                for acts in &sources {
                    totals = self.step(&kept, Hats::One, &totals, acts);
                }
                let most = self.most_further(acting);
                let all = self.with_further((acting, Hats::One, most), &kept, &totals);
                let is_away = |total: &Total| {
                    let family = if with_a_say { total.covered_with_say } else { total.covered };
                    !self.is_among(Hats::One, (family, u64::MAX), bit).0
                };
                if all.iter().any(is_away) {
                    return Some(attendee.given.id.clone());
                }
            }
        }
        None
    }

    /// Whether the chair is surely there in every way whose pattern needs one.
    pub(crate) fn chair(&self, ways: &[Way<'_, 'k>]) -> Truth {
        let asking = ways.iter().filter(|way| way.asked.pattern.is_some_and(needs_chair));
        truth_of(asking.map(|way| {
            let sources = self.sources(way.acting);
            sources.iter().any(|acts| !acts.is_empty() && acts.iter().all(|act| act.chair))
        }))
    }
}
