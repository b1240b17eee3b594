//! What would have to change before a meeting may do what it is for.

use super::meeting::PartnerThere;
use super::told::{Agreeing, MeetingOutcome, Wanted};
use super::views::Needed;
use super::weigh::{Way, Weigh, agreement};
use crate::pack::membership::{Authority, MembersAsked, PartnersAsked, Pattern};
use crate::pack::{Agreement, Chosen, Interests, Number};
use crate::truth::Truth;
use serde::Serialize;
use std::collections::BTreeSet;

/// One thing that would have to change.
#[derive(Debug, Default, Serialize)]
pub struct Lacking<'k> {
    /// What.
    pub what: &'static str,
    /// The setting that is not set; of `partners` and `members`, the one that asks for too many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<&'k str>,
    /// The partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<&'k str>,
    /// So many more people have to count, at most; of `partners` and `members`, so many more are
    /// asked for than there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<String>,
    /// The criterion.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub criterion: Option<&'k str>,
    /// The entry by which it may be delegated, or by which somebody has to be consulted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<&'k str>,
}

/// Whether a pattern is met in no other way than that the chair lets the matter go ahead.
fn is_by_chair_alone(pattern: &Pattern) -> bool {
    pattern.chair_may && !pattern.chair && pattern.partners.is_none() && pattern.members.is_none()
}

/// Whether nobody is quorate by a pattern without the chair.
pub(super) fn needs_chair(pattern: &Pattern) -> bool {
    pattern.chair || is_by_chair_alone(pattern)
}

impl<'k> Weigh<'_, '_, 'k> {
    /// Everything that would have to change, in the order of the table.
    pub(crate) fn lacking(
        &self,
        ways: &[Way<'_, 'k>],
        exists: Truth,
        partners: &[PartnerThere<'k>],
    ) -> Vec<Lacking<'k>> {
        let of = |what| Lacking { what, ..Lacking::default() };
        let mut found = Vec::new();
        if exists != Truth::True {
            found.push(of("body"));
        }
        match &self.views.room.body.quorum {
            Some(Chosen::Setting(id)) if self.scene.value(id).is_none() => {
                found.push(Lacking { setting: Some(id), ..of("pattern") });
            }
            None if !self.views.room.is_unit() => found.push(of("pattern")),
            _ => {}
        }
        found.extend(self.out_of_reach(ways, "partners"));
        found.extend(self.out_of_reach(ways, "members"));
        let by_pattern = ways.iter().any(|way| way.asked.partners.is_some());
        let by_agreement = ways.iter().any(|way| {
            let asked = way.asked.agreement;
            matches!(asked, Some(Agreement::AllPartners | Agreement::MajorityOfPartners))
        });
        for (one, bit) in partners.iter().zip(0_u32..) {
            let is_away = by_pattern && one.represented != Truth::True;
            let is_silent = by_agreement && one.has_say != Truth::True;
            if is_away || is_silent {
                let first = is_away.then(|| self.counts_elsewhere(bit, false)).flatten();
                let person =
                    first.or_else(|| is_silent.then(|| self.counts_elsewhere(bit, true)).flatten());
                found.push(Lacking { partner: Some(one.partner), person, ..of("partner") });
            }
        }
        let mut number = Some(0_u32);
        for (_, _, short) in ways.iter().filter_map(|way| self.members_of(way)) {
            number = number.zip(short).map(|(number, short)| number.max(short));
        }
        if ways.iter().any(|way| self.may_lack_somebody(way)) {
            number = number.map(|number| number.max(1));
        }
        if number != Some(0) {
            found.push(Lacking { number, ..of("people") });
        }
        let asks_chair = ways.iter().any(|way| way.asked.pattern.is_some_and(needs_chair));
        if asks_chair && self.chair(ways) != Truth::True {
            found.push(of("chair"));
        }
        if self.allowing_helps(ways) {
            found.push(of("chair_allows"));
        }
        if ways.iter().any(|way| self.may_lack_a_say(way)) {
            found.push(of("say"));
        }
        self.of_people(&mut found);
        self.of_matter_lacking(&mut found);
        self.not_consulted(ways, &mut found);
        found
    }

    /// That more partners, or more members, are asked for than there are, so that no meeting can meet
    /// the pattern.
    fn out_of_reach(&self, ways: &[Way<'_, 'k>], what: &'static str) -> Option<Lacking<'k>> {
        let mut found: Option<Lacking<'k>> = None;
        for way in ways {
            let Some(pattern) = way.asked.pattern else { continue };
            let (asked, there, needed) = if what == "partners" {
                let asked = match &pattern.partners {
                    Some(PartnersAsked::AtLeast(number)) => Some(number),
                    _ => None,
                };
                let there = u32::try_from(self.views.partners.len()).ok();
                (asked, there, way.asked.partners)
            } else {
                let asked = match &pattern.members {
                    Some(MembersAsked::AtLeast(number)) => Some(number),
                    _ => None,
                };
                let needed = match way.asked.members {
                    Some(Needed::AtLeast(number)) => Some(number),
                    _ => None,
                };
                let listed = self.views.room.is_listed.then_some(way.acting.base);
                (asked, listed.or(self.members), needed)
            };
            let setting = match asked {
                Some(Number::Setting(id)) => Some(id.as_str()),
                _ => None,
            };
            // What is not set yet can still be set to what can be met.
            if setting.is_some_and(|id| self.scene.value(id).is_none()) {
                continue;
            }
            let short = needed.zip(there).and_then(|(needed, there)| needed.checked_sub(there));
            let known = found.as_ref().and_then(|one| one.number).unwrap_or(0);
            if let Some(short) = short.filter(|short| *short > known) {
                found = Some(Lacking { what, setting, number: Some(short), ..Lacking::default() });
            }
        }
        found
    }

    /// Whether a meeting for which it is enough that somebody counts may be one in which nobody does.
    fn may_lack_somebody(&self, way: &Way<'_, 'k>) -> bool {
        let is_unit = self.views.room.is_unit();
        if !is_unit && !way.asked.pattern.is_some_and(is_by_chair_alone) {
            return false;
        }
        let kept = self.kept(way, Wanted::Outcome);
        let totals = self.totals(way, &kept);
        let mut totals = totals.iter().take_while(|_| self.scene.spend(1));
        totals.any(|total| if is_unit { !total.somebody } else { total.count == 0 })
    }

    /// Whether, where it is people who agree and no partners, the meeting may be constituted with
    /// nobody who has a say.
    fn may_lack_a_say(&self, way: &Way<'_, 'k>) -> bool {
        let of_people =
            matches!(agreement(way.asked), Some(Agreeing::MajorityOfMembers | Agreeing::NotSaid));
        if !of_people || !self.asks_agreement(way) {
            return false;
        }
        let kept = self.kept(way, Wanted::Outcome);
        let totals = self.totals(way, &kept);
        let mut silent = totals.iter().filter(|total| !total.say);
        silent.any(|total| {
            let besides = self.besides(way, self.seats(way, total), &[*total]).into_iter();
            besides.take_while(|_| self.scene.spend(1)).any(|beside| {
                let told = self.outcome(way, total, beside);
                told.constituted && told.outcome == Some(MeetingOutcome::NotYet)
            })
        })
    }

    /// Whether the chair's letting it go ahead would help in some filling.
    fn allowing_helps(&self, ways: &[Way<'_, 'k>]) -> bool {
        if self.views.room.given.chair_allows == Truth::True {
            return false;
        }
        let mut may_be = ways
            .iter()
            .filter(|way| way.acting.exists && way.asked.pattern.is_some_and(|one| one.chair_may));
        may_be.any(|way| {
            let kept = self.kept(way, Wanted::Outcome);
            let totals = self.totals(way, &kept);
            totals.iter().take_while(|_| self.scene.spend(1)).any(|total| {
                let besides = self.besides(way, self.seats(way, total), &[*total]);
                total.chair
                    && total.count > 0
                    && besides
                        .into_iter()
                        .any(|beside| !beside.chair_allows && !self.clauses(way, total, beside).met)
            })
        })
    }

    fn of_people(&self, found: &mut Vec<Lacking<'k>>) {
        let room = &self.views.room;
        let there = || {
            let people = room.people.iter().enumerate();
            people.filter(|(_, one)| one.given.present != Truth::False)
        };
        for (index, attendee) in there() {
            for (place, sits) in attendee.sits.iter().enumerate() {
                let room_place = &sits.place;
                // Nobody has to leave so that their deputy counts.
                let asked = self.criteria(index, place).into_iter();
                for criterion in asked.filter(|one| *one != "in-place") {
                    let is_doubted = self.views.actings.iter().any(|(_, acting)| {
                        let person = acting.people.get(index);
                        let sits = person.and_then(|one| one.sittings.get(place));
                        sits.is_some_and(|sits| {
                            let mut all = sits.criteria.iter();
                            all.any(|(one, is)| *one == criterion && *is != Truth::True)
                        })
                    });
                    if is_doubted {
                        found.push(Lacking {
                            what: "test",
                            person: Some(attendee.given.id.clone()),
                            seat: room.places.get(*room_place).map(|one| one.id.clone()),
                            criterion: Some(criterion),
                            ..Lacking::default()
                        });
                    }
                }
            }
        }
        let effects = || self.views.actings.iter().map(|(_, acting)| acting.effect);
        let takes = effects().any(|effect| effect != Interests::DeclaredOnly);
        for (_, attendee) in there() {
            if takes && room.matter.is_some() && attendee.interest != Truth::False {
                let person = Some(attendee.given.id.clone());
                found.push(Lacking { what: "interest", person, ..Lacking::default() });
            }
        }
    }

    fn of_matter_lacking(&self, found: &mut Vec<Lacking<'k>>) {
        let views = self.views;
        let Some(matter) = views.room.matter else { return };
        if views.room.given.delegated != Truth::True {
            for entry in &views.delegating {
                if self.may_be_needed(entry) {
                    let entry = Some(entry.id.as_str());
                    found.push(Lacking { what: "delegation", entry, ..Lacking::default() });
                }
            }
        }
        let mut settings: Vec<&'k str> = Vec::new();
        let own = views.own.iter().filter(|entry| entry.matter == matter.id);
        let of_body = views.room.body.agreement.as_ref().filter(|_| views.agrees_as_ever);
        for asked in own.filter_map(|entry| entry.agreement.as_ref()).chain(of_body) {
            if let Chosen::Setting(id) = asked
                && self.scene.value(id).is_none()
                && !settings.contains(&id.as_str())
            {
                settings.push(id);
            }
        }
        let all = self.scene.layered.items.settings.iter().map(|one| one.is.id.as_str());
        for id in all.filter(|id| settings.contains(id)) {
            found.push(Lacking { what: "agreement", setting: Some(id), ..Lacking::default() });
        }
    }

    /// Those who have to be consulted and surely were not, or of whom it is not known.
    fn not_consulted(&self, ways: &[Way<'_, 'k>], found: &mut Vec<Lacking<'k>>) {
        let asking = ways.iter().filter(|way| self.asks_agreement(way));
        let places: BTreeSet<usize> =
            crate::order::set_of(asking.flat_map(|way| way.asked.consult.iter().copied()));
        for entry in places.iter().filter_map(|place| self.scene.lists().authority.get(*place)) {
            if self.views.room.consulted(&entry.is) != Truth::True {
                let entry = Some(entry.is.id.as_str());
                found.push(Lacking { what: "consultation", entry, ..Lacking::default() });
            }
        }
    }

    /// Whether the decision may be delegated by an entry in some way in which the body does not
    /// decide anyway.
    fn may_be_needed(&self, entry: &Authority) -> bool {
        self.views.needed_delegations.iter().any(|one| one.id == entry.id)
    }
}
