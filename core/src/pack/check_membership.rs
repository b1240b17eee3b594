//! Checks what an edition of the family `membership` declares: that everything named is there, that
//! nothing leads back to itself, and that each item can be what it says. What has to be so on every
//! day is checked in `check_days`.

use super::check_days;
use super::membership::{
    Agreement, Authority, AuthorityPart, Body, BodyKind, By, Days, Extent, Hats, Item,
    MembersAsked, PartnersAsked, RelationKind, Seat, When, YesNo, each_list,
};
use super::merge::List;
use super::{Chosen, Family, Items, MembershipLists, Number};
use super::{Setting, SettingKind, SettingValue};
use crate::citation::{Basis, Standing};
use crate::date::Day;
use crate::error::did_you_mean;
use crate::json::Problems;
use std::collections::BTreeSet;

/// Every item's place and id.
pub(super) fn placed_ids(lists: &MembershipLists) -> Vec<(&String, &str)> {
    let mut found = Vec::new();
    each_list!(lists, list => found.extend(list.iter().map(|one| (&one.at, one.is.id()))));
    found
}

/// The ids that a conflict can touch; what replaces something is touched where that was.
pub(super) fn touchable(lists: &MembershipLists) -> Vec<&str> {
    let mut found = Vec::new();
    each_list!(lists, list => {
        found.extend(list.iter().map(|one| one.is.id()));
        found.extend(list.iter().filter_map(|one| one.is.overrides()));
    });
    found
}

/// Who says each thing, with its place.
pub(super) fn each_standing(lists: &MembershipLists, found: &mut dyn FnMut(&Standing, &str)) {
    each_list!(lists, list => list.iter().for_each(|one| found(one.is.standing(), &one.at)));
}

/// Checks the merged items of one stretch of time; `own` are those of the pack itself.
pub(super) fn membership(
    family: Family,
    items: &Items,
    own: &Items,
    days: (Day, Option<Day>),
    problems: &Problems,
) {
    check_days::of_conflicts(family, own, problems);
    if family != Family::Membership {
        return;
    }
    let check = Check { items, lists: &items.membership, problems };
    let lists = &own.membership;
    each_list!(lists, list => {
        for item in list {
            if let Some(found) = item.is.days() {
                check.days(found, &item.at);
            }
        }
    });
    check.organisations(lists);
    check.bodies(lists);
    for seat in &lists.seats {
        check.seat(&seat.is, &seat.at);
    }
    check.tests_and_patterns(lists);
    for entry in &lists.authority {
        check.authority(&entry.is, &entry.at);
    }
    for matter in lists.matters.iter().filter(|matter| matter.is.commits.is_empty()) {
        let message = format!("matter `{}` commits nobody to anything; name what", matter.is.id);
        problems.add("pack.commits-nothing", format!("{}/commits", matter.at), message);
    }
    for one in &lists.accountability {
        check.by(&one.is.what, &format!("{}/for", one.at));
        check.by(&one.is.who, &format!("{}/who", one.at));
        if let Some(id) = &one.is.matter {
            check.name(&items.membership.matters, "matter", id, &format!("{}/matter", one.at));
        }
    }
    for one in &lists.disputes {
        if let Some(by) = &one.is.by {
            check.by(by, &format!("{}/by", one.at));
        }
        for (id, number) in one.is.not_for.iter().zip(0_u32..) {
            let at = format!("{}/not_for/{number}", one.at);
            check.name(&items.membership.matters, "matter", id, &at);
        }
    }
    if items.unread.is_empty() && problems.is_empty() {
        check.cycles();
        check_days::every_day(items, days, problems);
    }
}

struct Check<'c> {
    items: &'c Items,
    lists: &'c MembershipLists,
    problems: &'c Problems,
}

impl Check<'_> {
    fn name<T: Item>(&self, list: &List<T>, noun: &str, id: &str, at: &str) {
        let known = || list.iter().map(|one| one.is.id());
        if !known().any(|one| one == id) && !self.items.may_have(id) {
            let code = match noun {
                "kind" => "pack.unknown-kind",
                "organisation" => "pack.unknown-organisation",
                "partner" => "pack.unknown-partner",
                "body" => "pack.unknown-body",
                "office" => "pack.unknown-office",
                "matter" => "pack.unknown-matter",
                "pattern" => "pack.unknown-pattern",
                _ => "pack.unknown-entry",
            };
            let message = format!("{noun} `{id}` is not declared{}", did_you_mean(id, known()));
            self.problems.add(code, at, message);
        }
    }

    fn kinds(&self, named: &[String], at: &str, key: &str) {
        for (id, index) in named.iter().zip(0_u32..) {
            self.name(&self.lists.kinds, "kind", id, &format!("{at}/{key}/{index}"));
        }
    }

    fn setting(&self, id: &str, kind: SettingKind, at: &str) -> Option<&Setting> {
        self.items.setting_of(id, kind, at, self.problems)
    }

    /// Every choice of the setting is something here, and it has one at least.
    fn choices(&self, id: &str, is_known: impl Fn(&str) -> bool, what: &str, at: &str) {
        let at = format!("{at}/setting");
        let Some(setting) = self.setting(id, SettingKind::Choice, &at) else { return };
        let other = setting.choices.iter().find_map(|choice| match &choice.value {
            SettingValue::Word(word) if !is_known(word) => Some(word.as_str()),
            SettingValue::Word(_) => None,
            _ => Some(""),
        });
        if let Some(other) = other {
            let message = format!("setting `{id}` can be `{other}`, which is no {what}");
            self.problems.add("pack.wrong-setting", at, message);
        } else if setting.choices.is_empty() {
            let message = format!("setting `{id}` has no choices; give each {what} that it can be");
            self.problems.add("pack.wrong-setting", at, message);
        }
    }

    fn chosen<T>(&self, chosen: Option<&Chosen<T>>, words: &[(&str, T)], at: &str, key: &str) {
        if let Some(Chosen::Setting(id)) = chosen {
            let is_known = |word: &str| words.iter().any(|(known, _)| *known == word);
            self.choices(id, is_known, key, &format!("{at}/{key}"));
        }
    }

    fn number(&self, number: &Number, at: &str) {
        if let Number::Setting(id) = number {
            self.setting(id, SettingKind::Count, &format!("{at}/setting"));
        }
    }

    fn days(&self, days: &Days, at: &str) {
        if let (Some(When::Given(from)), Some(When::Given(until))) = (&days.from, &days.until)
            && until <= from
        {
            let message = "`until` is the first day it no longer applies, so it lies after `from`";
            self.problems.add("pack.bad-interval", format!("{at}/until"), message);
        }
        for (when, key) in [(&days.from, "from"), (&days.until, "until")] {
            if let Some(When::Setting(id)) = when {
                self.setting(id, SettingKind::Day, &format!("{at}/{key}/setting"));
            }
        }
    }

    fn organisations(&self, own: &MembershipLists) {
        for kind in &own.kinds {
            self.kinds(&kind.is.became, &kind.at, "became");
            if let Some(whole) = &kind.is.part_of {
                let at = format!("{}/part_of", kind.at);
                self.name(&self.lists.kinds, "kind", whole, &at);
            }
        }
        for one in &own.organisations {
            self.kinds(&one.is.kinds, &one.at, "kinds");
            for (id, index) in one.is.became.iter().zip(0_u32..) {
                let at = format!("{}/became/{index}", one.at);
                self.name(&self.lists.organisations, "organisation", id, &at);
            }
        }
        for partner in &own.partners {
            for (held, index) in partner.is.held_by.iter().zip(0_u32..) {
                let at = format!("{}/held_by/{index}", partner.at);
                self.name(&self.lists.kinds, "kind", &held.kind, &format!("{at}/kind"));
                self.days(&held.days, &at);
            }
        }
        for one in &own.standings {
            self.kinds(one.is.kinds.as_deref().unwrap_or_default(), &one.at, "kinds");
        }
        for office in &own.offices {
            self.partner(office.is.partner.as_ref(), &format!("{}/partner", office.at));
            for (id, index) in office.is.became.iter().zip(0_u32..) {
                let at = format!("{}/became/{index}", office.at);
                self.name(&self.lists.offices, "office", id, &at);
            }
            for (id, index) in office.is.sits_for.iter().zip(0_u32..) {
                let at = format!("{}/sits_for/{index}", office.at);
                self.name(&self.lists.offices, "office", id, &at);
            }
        }
        for one in &own.capacities {
            self.partner(one.is.partner.as_ref(), &format!("{}/partner", one.at));
            if let Some(office) = &one.is.office {
                self.name(&self.lists.offices, "office", office, &format!("{}/office", one.at));
            }
        }
    }

    fn partner(&self, id: Option<&String>, at: &str) {
        if let Some(id) = id {
            self.name(&self.lists.partners, "partner", id, at);
        }
    }

    fn bodies(&self, own: &MembershipLists) {
        for body in &own.bodies {
            let (at, body) = (&body.at, &body.is);
            self.quorum(body, at);
            self.chosen(body.hats.as_ref(), Hats::WORDS, at, "hats");
            self.chosen(body.interests.as_ref(), super::Interests::WORDS, at, "interests");
            self.chosen(body.agreement.as_ref(), Agreement::WORDS, at, "agreement");
            for (name, index) in body.names.iter().zip(0_u32..) {
                self.days(&name.days, &format!("{at}/names/{index}"));
            }
        }
        for relation in &own.relations {
            let at = &relation.at;
            self.name(&self.lists.bodies, "body", &relation.is.body, &format!("{at}/body"));
            self.name(&self.lists.bodies, "body", &relation.is.with, &format!("{at}/with"));
        }
    }

    fn quorum(&self, body: &Body, at: &str) {
        let patterns = &self.lists.patterns;
        match &body.quorum {
            None => {}
            Some(Chosen::Given(id)) => self.name(patterns, "pattern", id, &format!("{at}/quorum")),
            Some(Chosen::Setting(id)) => {
                let is_known = |word: &str| patterns.iter().any(|one| one.is.id == word);
                self.choices(id, is_known, "pattern", &format!("{at}/quorum"));
            }
        }
        let may_decide = check_days::may_decide(self.items, &body.id);
        let needs_one = matches!(
            body.kind,
            BodyKind::Partners | BodyKind::Group | BodyKind::Subgroup | BodyKind::Board
        );
        if body.quorum.is_none() && needs_one && may_decide && self.items.unread.is_empty() {
            let message = format!(
                "body `{}` may decide and has no `quorum`; name a pattern or a setting",
                body.id
            );
            self.problems.add("pack.no-quorum", at, message);
        }
    }

    fn seat(&self, seat: &Seat, at: &str) {
        self.name(&self.lists.bodies, "body", &seat.body, &format!("{at}/body"));
        if let Some(office) = &seat.office {
            self.name(&self.lists.offices, "office", office, &format!("{at}/office"));
        }
        self.kinds(seat.kinds.as_deref().unwrap_or_default(), at, "kinds");
        self.partner(seat.represents.as_ref(), &format!("{at}/represents"));
        self.chosen(seat.decides.as_ref(), YesNo::WORDS, at, "decides");
        self.chosen(seat.deputy.as_ref(), YesNo::WORDS, at, "deputy");
        let acts = !seat.capacities.is_empty();
        let for_some = [seat.office.is_some(), seat.listing.is_some(), seat.kinds.is_some(), acts];
        let is_for = for_some.iter().filter(|is| **is).count();
        let is_for_many = seat.listing.is_some() || seat.kinds.is_some();
        let acts_for_nobody = acts && seat.represents.is_none();
        if is_for > 1 || (seat.each && !is_for_many) || acts_for_nobody {
            let message = format!(
                "seat `{}` is for one of an office, a standing, kinds or capacities; `each` goes \
                 with a standing or kinds, `capacities` with `represents`",
                seat.id
            );
            self.problems.add("pack.bad-seat", at, message);
        }
    }

    fn tests_and_patterns(&self, own: &MembershipLists) {
        for test in &own.tests {
            let (at, test) = (&test.at, &test.is);
            if !test.question.ends_with('?') {
                let message =
                    format!("the question of test `{}` does not end in `?`; ask one", test.id);
                self.problems.add("pack.not-a-question", format!("{at}/question"), message);
            }
            for (id, index) in test.bodies.iter().flatten().zip(0_u32..) {
                self.name(&self.lists.bodies, "body", id, &format!("{at}/bodies/{index}"));
            }
            self.chosen(test.extent.as_ref(), Extent::WORDS, at, "extent");
        }
        for pattern in &own.patterns {
            let (at, pattern) = (&pattern.at, &pattern.is);
            if let Some(PartnersAsked::AtLeast(number)) = &pattern.partners {
                self.number(number, &format!("{at}/partners"));
            }
            if let Some(MembersAsked::AtLeast(number)) = &pattern.members {
                self.number(number, &format!("{at}/members/at_least"));
            }
            for (one, index) in pattern.substitutes.iter().zip(0_u32..) {
                let at = format!("{at}/substitutes/{index}");
                self.partner(Some(&one.partner), &format!("{at}/for"));
                self.kinds(&one.by, &at, "by");
            }
            let asks = pattern.partners.is_some() || pattern.members.is_some();
            if !asks && !pattern.chair && !pattern.chair_may {
                let message = format!("pattern `{}` asks nothing at all", pattern.id);
                self.problems.add("pack.asks-nothing", at, message);
            }
        }
    }

    fn by(&self, by: &By, at: &str) {
        let lists = self.lists;
        match by {
            By::Body(id) => self.name(&lists.bodies, "body", id, &format!("{at}/body")),
            By::Office(id) => self.name(&lists.offices, "office", id, &format!("{at}/office")),
            By::Partner(id) => self.name(&lists.partners, "partner", id, &format!("{at}/partner")),
            By::OtherPartners(id) => {
                self.name(&lists.partners, "partner", id, &format!("{at}/other_partners"));
            }
            By::Members { body, but } => {
                self.name(&lists.bodies, "body", body, &format!("{at}/members"));
                self.name(&lists.partners, "partner", but, &format!("{at}/but"));
            }
            By::Kind(id) => self.name(&lists.kinds, "kind", id, &format!("{at}/kind")),
            By::Setting { id, together } => {
                for ((_, bodies), choice) in together.iter().zip(0_u32..) {
                    for (body, index) in bodies.iter().zip(0_u32..) {
                        let at = format!("{at}/together/{choice}/bodies/{index}");
                        self.name(&lists.bodies, "body", body, &at);
                    }
                }
                let is_known = |word: &str| {
                    let is_several = together.iter().any(|(choice, _)| choice == word);
                    is_several || lists.bodies.iter().any(|one| one.is.id == word)
                };
                self.choices(id, is_known, "body", at);
            }
            By::AllPartners | By::Capacity(_) => {}
        }
    }

    fn authority(&self, entry: &Authority, at: &str) {
        self.name(&self.lists.matters, "matter", &entry.matter, &format!("{at}/matter"));
        self.by(&entry.by, &format!("{at}/by"));
        for (by, index) in entry.to.iter().zip(0_u32..) {
            self.by(by, &format!("{at}/to/{index}"));
        }
        self.chosen(entry.agreement.as_ref(), Agreement::WORDS, at, "agreement");
        let entries = &self.lists.authority;
        let named = |id: &str| entries.iter().find(|one| one.is.id == id).map(|one| &one.is);
        if let Some(id) = &entry.exercises {
            let place = format!("{at}/for");
            self.name(entries, "entry", id, &place);
            let fits = |other: &Authority| other.matter == entry.matter && other.part == entry.part;
            if named(id).is_some_and(|other| !fits(other)) {
                let message = format!("entry `{id}` is of another matter or part");
                self.problems.add("pack.unknown-entry", place, message);
            }
        }
        if let Some(id) = &entry.yields_to {
            let place = format!("{at}/yields_to");
            self.name(entries, "entry", id, &place);
            let Some(other) = named(id) else { return };
            let decides = |part| matches!(part, AuthorityPart::Decides | AuthorityPart::SignsOff);
            if other.matter != entry.matter || !decides(other.part) {
                let message = format!("entry `{id}` is of another matter, or decides nothing");
                self.problems.add("pack.unknown-entry", place, message);
            } else if other.standing.basis != Basis::Statute {
                let message = format!(
                    "entry `{id}` does not rest on an Act; only to such a one can another yield"
                );
                self.problems.add("pack.not-law", place, message);
            }
        }
    }

    /// Nothing leads back to itself.
    fn cycles(&self) {
        let lists = self.lists;
        let edges = |pairs: Vec<(&str, &str, &str)>| {
            for (from, _, at) in &pairs {
                let mut reached = BTreeSet::new();
                let mut waiting = vec![*from];
                while let Some(next) = waiting.pop() {
                    let onward = pairs.iter().filter(|(one, ..)| *one == next);
                    waiting.extend(onward.map(|(_, to, _)| *to).filter(|to| reached.insert(*to)));
                }
                if reached.contains(from) {
                    let message = format!("`{from}` leads back to itself");
                    self.problems.add("pack.cycle", *at, message);
                }
            }
        };
        let reports = lists.relations.iter().filter(|one| one.is.how == RelationKind::ReportsTo);
        edges(reports.map(|one| (&*one.is.body, &*one.is.with, &*one.at)).collect());
        let exercised = lists.authority.iter().filter_map(|one| {
            one.is.exercises.as_deref().map(|other| (&*one.is.id, other, &*one.at))
        });
        edges(exercised.collect());
        let kinds = lists
            .kinds
            .iter()
            .flat_map(|one| one.is.became.iter().map(|to| (&*one.is.id, to.as_str(), &*one.at)));
        edges(kinds.collect());
        let parts = lists.kinds.iter();
        edges(
            parts
                .filter_map(|one| one.is.part_of.as_deref().map(|to| (&*one.is.id, to, &*one.at)))
                .collect(),
        );
        let organisations = lists
            .organisations
            .iter()
            .flat_map(|one| one.is.became.iter().map(|to| (&*one.is.id, to.as_str(), &*one.at)));
        edges(organisations.collect());
        let offices = lists
            .offices
            .iter()
            .flat_map(|one| one.is.became.iter().map(|to| (&*one.is.id, to.as_str(), &*one.at)));
        edges(offices.collect());
    }
}
