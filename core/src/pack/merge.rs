//! How editions build on one another: amending in time, extending another pack.

use super::membership::Item;
use super::since::Names;
use super::{AuditLists, Items, MembershipLists, Placed, Setting, SettingKind, membership};
use crate::condition::Condition;
use crate::date::Day;
use crate::error::did_you_mean;
use crate::json::Problems;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// A list of items, shared between the editions that build on one another.
pub(crate) type List<T> = Vec<Arc<Placed<T>>>;

/// Something with a name of its own in its list.
pub(super) trait Named {
    fn name(&self) -> Cow<'_, str>;
    /// The name of what it replaces in the base.
    fn replaces(&self) -> Option<&str> {
        None
    }
}

macro_rules! named {
    ($($kind:ident $(overrides $field:ident)?),* $(,)?) => {
        $(impl Named for super::$kind {
            fn name(&self) -> Cow<'_, str> {
                Cow::Borrowed(&self.id)
            }
            $(fn replaces(&self) -> Option<&str> {
                self.$field.as_deref()
            })?
        })*
    };
}
named!(
    Setting overrides overrides, Subject, Rule overrides overrides, Consent overrides overrides,
    Step overrides overrides, Consistency, Conflict, Review, Role overrides overrides,
    Link overrides overrides, Event overrides overrides, Action overrides overrides,
    AgencyType, Programme overrides overrides, Obligation overrides overrides,
    Duty overrides overrides, Report, ReportPart overrides overrides, Scale, StandardSet,
);

macro_rules! named_members {
    ($($kind:ident),* $(,)?) => {
        $(impl Named for membership::$kind {
            fn name(&self) -> Cow<'_, str> {
                Cow::Borrowed(&self.id)
            }
            fn replaces(&self) -> Option<&str> {
                Item::overrides(self)
            }
        })*
    };
}
named_members!(
    OrgKind,
    Organisation,
    Partner,
    Listing,
    Body,
    Relation,
    Office,
    Capacity,
    Seat,
    SeatTest,
    Pattern,
    Matter,
    Authority,
    Accountability,
    Dispute,
);

impl Named for crate::fact::Fact {
    fn name(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.id)
    }
}

impl Named for super::Level {
    fn name(&self) -> Cow<'_, str> {
        Cow::Owned(format!("{}-level-{}", self.subject, self.number))
    }
}

impl Items {
    /// Every condition of a subject's rules, consent rules, consistency rules and of itself.
    pub(crate) fn conditions_of<'i>(
        &'i self,
        subject: &'i str,
    ) -> impl Iterator<Item = &'i Condition> {
        let rules = self.rules.iter().filter(move |rule| rule.is.subject == subject);
        let consent = self.consent.iter().filter(move |consent| consent.is.subject == subject);
        let consistency = self.consistency.iter().filter(move |rule| rule.is.subject == subject);
        let subjects = self.subjects.iter().filter(move |known| known.is.id == subject);
        let scopes = self.reviews.iter().filter(move |review| review.is.subject == subject);
        let roles = self.roles.iter().filter(move |role| role.is.subject == subject);
        let links = self.links.iter().filter(move |link| link.is.subject == subject);
        let actions = self.actions.iter().filter(move |action| action.is.subject == subject);
        rules
            .map(|rule| &rule.is.when)
            .chain(scopes.filter_map(|review| review.is.scope.as_ref()))
            .chain(roles.filter_map(|role| role.is.when.as_ref()))
            .chain(links.filter_map(|link| link.is.when.as_ref()))
            .chain(actions.filter_map(|action| action.is.when.as_ref()))
            .chain(consent.filter_map(|consent| consent.is.unless.as_ref()))
            .chain(consistency.map(|rule| &rule.is.never))
            .chain(subjects.map(|subject| &subject.is.applies))
    }

    /// The earlier edition with the changes of a later one.
    pub(super) fn amended(
        &self,
        later: &Items,
        drops: &[String],
        at: &str,
        problems: &Problems,
    ) -> Items {
        let mut dropped = vec![false; drops.len()];
        let merged = Items {
            facts: amend(&self.facts, &later.facts, drops, &mut dropped),
            settings: amend(&self.settings, &later.settings, drops, &mut dropped),
            subjects: amend(&self.subjects, &later.subjects, drops, &mut dropped),
            levels: amend(&self.levels, &later.levels, drops, &mut dropped),
            rules: amend(&self.rules, &later.rules, drops, &mut dropped),
            consent: amend(&self.consent, &later.consent, drops, &mut dropped),
            steps: amend(&self.steps, &later.steps, drops, &mut dropped),
            reviews: amend(&self.reviews, &later.reviews, drops, &mut dropped),
            roles: amend(&self.roles, &later.roles, drops, &mut dropped),
            links: amend(&self.links, &later.links, drops, &mut dropped),
            events: amend(&self.events, &later.events, drops, &mut dropped),
            actions: amend(&self.actions, &later.actions, drops, &mut dropped),
            consistency: amend(&self.consistency, &later.consistency, drops, &mut dropped),
            conflicts: amend(&self.conflicts, &later.conflicts, drops, &mut dropped),
            audits: self.audits.amended(&later.audits, drops, &mut dropped),
            membership: self.membership.amended(&later.membership, drops, &mut dropped),
            unread: &self.unread | &later.unread,
        };
        for ((id, found), index) in drops.iter().zip(dropped).zip(0_u32..) {
            if !found && !self.may_have(id) {
                let message =
                    format!("`{id}` is dropped here, but the earlier edition has no such item");
                problems.add("pack.unknown-drop", format!("{at}/drops/{index}"), message);
            }
        }
        merged
    }

    /// The base with an edition that extends it on top; only rules in force on `day` are kept.
    pub(super) fn extended(&self, upper: &Items, problems: &Problems) -> Items {
        let levels = if upper.levels.is_empty() { &self.levels } else { &upper.levels };
        Items {
            facts: extend(&self.facts, &upper.facts, "fact", self, problems),
            settings: extend(&self.settings, &upper.settings, "setting", self, problems),
            subjects: extend(&self.subjects, &upper.subjects, "subject", self, problems),
            levels: levels.clone(),
            rules: extend(&self.rules, &upper.rules, "rule", self, problems),
            consent: extend(&self.consent, &upper.consent, "consent rule", self, problems),
            steps: extend(&self.steps, &upper.steps, "step", self, problems),
            reviews: extend(&self.reviews, &upper.reviews, "review", self, problems),
            roles: extend(&self.roles, &upper.roles, "role", self, problems),
            links: extend(&self.links, &upper.links, "link", self, problems),
            events: extend(&self.events, &upper.events, "event", self, problems),
            actions: extend(&self.actions, &upper.actions, "action", self, problems),
            consistency: extend(
                &self.consistency,
                &upper.consistency,
                "consistency rule",
                self,
                problems,
            ),
            conflicts: extend(&self.conflicts, &upper.conflicts, "conflict", self, problems),
            audits: self.audits.extended(&upper.audits, self, problems),
            membership: self.membership.extended(&upper.membership, self, problems),
            unread: &self.unread | &upper.unread,
        }
    }

    /// Whether an item that could not be read may have this id.
    pub(super) fn may_have(&self, id: &str) -> bool {
        self.unread.contains(id) || self.unread.contains("")
    }

    /// The setting of that name, of a kind; what is wrong with it is reported at `at`.
    pub(super) fn setting_of(
        &self,
        id: &str,
        kind: SettingKind,
        at: &str,
        problems: &Problems,
    ) -> Option<&Setting> {
        let settings = &self.settings;
        let Some(found) = settings.iter().find(|setting| setting.is.id == id) else {
            if !self.may_have(id) {
                let known = settings.iter().map(|setting| setting.is.id.as_str());
                let message = format!("setting `{id}` is not declared{}", did_you_mean(id, known));
                problems.add("pack.unknown-setting", at, message);
            }
            return None;
        };
        if found.is.kind != kind {
            let message = format!(
                "setting `{id}` is of kind `{}`; expected one of kind `{}`",
                found.is.kind.word(),
                kind.word()
            );
            problems.add("pack.wrong-setting", at, message);
            return None;
        }
        Some(&found.is)
    }

    /// The items with the rules in force on a day.
    pub(super) fn in_force(&self, day: Day) -> Items {
        let mut items = self.clone();
        items.rules.retain(|rule| {
            rule.is.from.is_none_or(|from| from <= day)
                && rule.is.until.is_none_or(|until| day < until)
        });
        items
    }
}

impl AuditLists {
    fn amended(&self, later: &AuditLists, drops: &[String], dropped: &mut [bool]) -> AuditLists {
        AuditLists {
            agency_types: amend(&self.agency_types, &later.agency_types, drops, dropped),
            programmes: amend(&self.programmes, &later.programmes, drops, dropped),
            obligations: amend(&self.obligations, &later.obligations, drops, dropped),
            duties: amend(&self.duties, &later.duties, drops, dropped),
            reports: amend(&self.reports, &later.reports, drops, dropped),
            report_parts: amend(&self.report_parts, &later.report_parts, drops, dropped),
            scales: amend(&self.scales, &later.scales, drops, dropped),
            standard_sets: amend(&self.standard_sets, &later.standard_sets, drops, dropped),
        }
    }

    fn extended(&self, upper: &AuditLists, below: &Items, problems: &Problems) -> AuditLists {
        let (base, up) = (self, upper);
        AuditLists {
            agency_types: extend(
                &base.agency_types,
                &up.agency_types,
                "agency type",
                below,
                problems,
            ),
            programmes: extend(&base.programmes, &up.programmes, "programme", below, problems),
            obligations: extend(&base.obligations, &up.obligations, "obligation", below, problems),
            duties: extend(&base.duties, &up.duties, "duty", below, problems),
            reports: extend(&base.reports, &up.reports, "report", below, problems),
            report_parts: extend(
                &base.report_parts,
                &up.report_parts,
                "report part",
                below,
                problems,
            ),
            scales: extend(&base.scales, &up.scales, "scale", below, problems),
            standard_sets: extend(
                &base.standard_sets,
                &up.standard_sets,
                "standard set",
                below,
                problems,
            ),
        }
    }
}

impl MembershipLists {
    fn amended(
        &self,
        later: &MembershipLists,
        drops: &[String],
        dropped: &mut [bool],
    ) -> MembershipLists {
        MembershipLists {
            kinds: amend(&self.kinds, &later.kinds, drops, dropped),
            organisations: amend(&self.organisations, &later.organisations, drops, dropped),
            partners: amend(&self.partners, &later.partners, drops, dropped),
            standings: amend(&self.standings, &later.standings, drops, dropped),
            bodies: amend(&self.bodies, &later.bodies, drops, dropped),
            relations: amend(&self.relations, &later.relations, drops, dropped),
            offices: amend(&self.offices, &later.offices, drops, dropped),
            capacities: amend(&self.capacities, &later.capacities, drops, dropped),
            seats: amend(&self.seats, &later.seats, drops, dropped),
            tests: amend(&self.tests, &later.tests, drops, dropped),
            patterns: amend(&self.patterns, &later.patterns, drops, dropped),
            matters: amend(&self.matters, &later.matters, drops, dropped),
            authority: amend(&self.authority, &later.authority, drops, dropped),
            accountability: amend(&self.accountability, &later.accountability, drops, dropped),
            disputes: amend(&self.disputes, &later.disputes, drops, dropped),
        }
    }

    fn extended(
        &self,
        up: &MembershipLists,
        below: &Items,
        problems: &Problems,
    ) -> MembershipLists {
        MembershipLists {
            kinds: extend(&self.kinds, &up.kinds, "kind", below, problems),
            organisations: extend(
                &self.organisations,
                &up.organisations,
                "organisation",
                below,
                problems,
            ),
            partners: extend(&self.partners, &up.partners, "partner", below, problems),
            standings: extend(&self.standings, &up.standings, "standing", below, problems),
            bodies: extend(&self.bodies, &up.bodies, "body", below, problems),
            relations: extend(&self.relations, &up.relations, "relation", below, problems),
            offices: extend(&self.offices, &up.offices, "office", below, problems),
            capacities: extend(&self.capacities, &up.capacities, "capacity", below, problems),
            seats: extend(&self.seats, &up.seats, "seat", below, problems),
            tests: extend(&self.tests, &up.tests, "test", below, problems),
            patterns: extend(&self.patterns, &up.patterns, "pattern", below, problems),
            matters: extend(&self.matters, &up.matters, "matter", below, problems),
            authority: extend(&self.authority, &up.authority, "authority", below, problems),
            accountability: extend(
                &self.accountability,
                &up.accountability,
                "accountability",
                below,
                problems,
            ),
            disputes: extend(&self.disputes, &up.disputes, "dispute", below, problems),
        }
    }
}

/// Where an item of a merged list comes from.
enum Pick {
    Base(usize),
    Upper(usize),
}

// The work is done on names, so that it is compiled once and not for each kind of item.

fn amend<T: Named>(
    earlier: &List<T>,
    later: &List<T>,
    drops: &[String],
    dropped: &mut [bool],
) -> List<T> {
    if later.is_empty() && drops.is_empty() {
        return earlier.clone();
    }
    picked(earlier, later, &amend_names(&names_of(earlier), &names_of(later), drops, dropped))
}

fn extend<T: Named + PartialEq>(
    base: &List<T>,
    upper: &List<T>,
    noun: &str,
    below_items: &Items,
    problems: &Problems,
) -> List<T> {
    if upper.is_empty() {
        return base.clone();
    }
    let extending = Extending {
        base: &names_of(base),
        upper: &names_of(upper),
        replaces: &upper.iter().map(|item| item.is.replaces()).collect::<Vec<_>>(),
        same: &|old, new| base.get(old).map(|item| &item.is) == upper.get(new).map(|item| &item.is),
        at: &|new| upper.get(new).map_or("", |item| &item.at),
        noun,
    };
    picked(base, upper, &extending.names(below_items, problems))
}

#[inline(never)]
fn names_of<T: Named>(list: &List<T>) -> Vec<Cow<'_, str>> {
    list.iter().map(|item| item.is.name()).collect()
}

#[inline(never)]
fn picked<T>(base: &List<T>, upper: &List<T>, picks: &[Pick]) -> List<T> {
    let items = picks.iter().filter_map(|pick| match pick {
        Pick::Base(index) => base.get(*index),
        Pick::Upper(index) => upper.get(*index),
    });
    items.cloned().collect()
}

fn amend_names(
    earlier: &[Cow<'_, str>],
    later: &[Cow<'_, str>],
    drops: &[String],
    dropped: &mut [bool],
) -> Vec<Pick> {
    let newer: HashMap<&str, usize> =
        later.iter().enumerate().map(|(index, name)| (&**name, index)).collect();
    let drops: HashMap<&str, usize> =
        drops.iter().enumerate().map(|(index, drop)| (drop.as_str(), index)).collect();
    let mut known: HashSet<&str> = HashSet::with_capacity(earlier.len());
    let mut merged = Vec::with_capacity(earlier.len());
    for (index, name) in earlier.iter().enumerate() {
        let name = &**name;
        if let Some(index) = drops.get(name) {
            if let Some(found) = dropped.get_mut(*index) {
                *found = true;
            }
        } else {
            merged.push(newer.get(name).map_or(Pick::Base(index), |newer| Pick::Upper(*newer)));
        }
        known.insert(name);
    }
    let added = later.iter().enumerate().filter(|(_, name)| !known.contains(&***name));
    merged.extend(added.map(|(index, _)| Pick::Upper(index)));
    merged
}

/// A list that extends another, by names.
struct Extending<'i> {
    base: &'i [Cow<'i, str>],
    upper: &'i [Cow<'i, str>],
    /// What each of the upper list replaces.
    replaces: &'i [Option<&'i str>],
    /// Whether one of the base and one of the upper list are the same.
    same: &'i dyn Fn(usize, usize) -> bool,
    /// Where one of the upper list stands.
    at: &'i dyn Fn(usize) -> &'i str,
    noun: &'i str,
}

impl Extending<'_> {
    fn names(&self, below_items: &Items, problems: &Problems) -> Vec<Pick> {
        let Extending { base, upper, replaces, same, at, noun } = self;
        let targets = replaces.iter().enumerate();
        let replacing: HashMap<&str, usize> =
            targets.filter_map(|(index, target)| Some(((*target)?, index))).collect();
        let given = Names::of(upper.iter().map(AsRef::as_ref).collect());
        // Those of the base that the upper pack speaks of.
        let mut below: HashMap<&str, usize> = HashMap::new();
        let mut merged = Vec::with_capacity(base.len().saturating_add(upper.len()));
        for (index, name) in base.iter().enumerate() {
            let replacement = replacing.get(&**name);
            // What replaces something stands in its place.
            merged.push(replacement.map_or(Pick::Base(index), |upper| Pick::Upper(*upper)));
            if replacement.is_some() || given.contains(name) {
                below.insert(name, index);
            }
        }
        for ((name, target), index) in upper.iter().zip(replaces.iter()).zip(0_usize..) {
            if let Some(target) = target
                && !below.contains_key(target)
                && !below_items.may_have(target)
            {
                let message = format!(
                    "{noun} `{name}` overrides `{target}`, which the pack below does not have{}",
                    did_you_mean(target, base.iter().map(AsRef::as_ref))
                );
                let place = format!("{}/overrides", at(index));
                problems.add("pack.unknown-override", place, message);
            }
            let is_placed = target.is_some_and(|target| {
                below.contains_key(target) && replacing.get(target) == Some(&index)
            });
            match below.get(&**name).filter(|_| !replacing.contains_key(&**name)) {
                None if is_placed => {}
                None => merged.push(Pick::Upper(index)),
                Some(old) if same(*old, index) => {}
                Some(_) => {
                    let message = format!(
                        "{noun} `{name}` stands in the pack below with other content; give it \
                         another id, or, where it may replace one, name that in `overrides`"
                    );
                    problems.add("pack.duplicate-id", at(index), message);
                }
            }
        }
        merged
    }
}

/// The names of a list, for messages.
pub(super) fn names<T>(list: &List<T>, name: fn(&T) -> &str) -> Vec<&str> {
    list.iter().map(|item: &Arc<Placed<T>>| name(&item.is)).collect()
}

/// Names of a list that can be searched.
pub(super) fn known_ids<T>(list: &List<T>, id: fn(&T) -> &str) -> HashSet<&str> {
    names(list, id).into_iter().collect()
}
