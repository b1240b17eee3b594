//! Who is what on a day: the standing of organisations.

use super::claims::{Bounds, Claims, fits};
use super::given::{ListGiven, OrganisationGiven};
use super::world::{NotSet, Scene, World};
use crate::citation::{Grounds, words};
use crate::date::Day;
use crate::error::shortened;
use crate::pack::membership::Organisation;
use crate::pack::{ListingKind, Side};
use crate::truth::Truth;
use serde::Serialize;

words! {
    /// Whether an organisation is on the list of the area, and on that of the law.
    AgencyStanding {
        /// On both.
        NamedAndEligible = "named-and-eligible",
        /// On that of the area.
        NamedOnly = "named-only",
        /// On that of the law.
        EligibleOnly = "eligible-only",
        /// On none.
        Neither = "neither",
    }
}

/// What an organisation is.
#[derive(Debug, Serialize)]
pub struct OrganisationAnswer<'k> {
    /// Its name as given.
    pub organisation: String,
    /// What a person reads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// It, and the kind as which it is given, is in force.
    pub exists: Truth,
    /// What took its place, in turn, as far as that is or may be in force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub became: Vec<&'k str>,
    /// Its first day, where that is yet to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub begins: Option<Day>,
    /// Whether it holds the place of a statutory partner.
    pub statutory_partner: StatutoryPartner<'k>,
    /// A member of the Safeguarding Adults Board.
    pub board_member: Truth,
    /// Whether it is a relevant agency.
    pub relevant_agency: RelevantAgency<'k>,
    /// It is part of a statutory partner.
    pub part_of_partner: Truth,
    /// It is heard and holds to account.
    pub voice: Truth,
    /// What is behind every truth that is not `false`.
    pub by: Vec<Behind<'k>>,
}

/// Whether an organisation holds the place of a statutory partner.
#[derive(Debug, Serialize)]
pub struct StatutoryPartner<'k> {
    /// For children.
    pub children: Truth,
    /// For adults.
    pub adults: Truth,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<&'k str>,
}

/// Whether an organisation is a relevant agency.
#[derive(Debug, Serialize)]
pub struct RelevantAgency<'k> {
    /// On which lists it is.
    pub standing: &'static str,
    /// With `cannot-tell`: on which lists it could be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub could_be: Vec<AgencyStanding>,
    /// Named and eligible, and neither a statutory partner nor part of one.
    pub in_law: Truth,
    /// It is on the list of the area.
    pub named: Truth,
    /// It is on the list of the law.
    pub eligible: Truth,
    /// The entries of the list of the area that fit or may fit.
    pub entries: Vec<&'k str>,
    /// The paragraphs of the list of the law that fit or may fit.
    pub paragraphs: Vec<&'k str>,
}

/// An item behind a truth.
#[derive(Debug, Serialize)]
pub struct Behind<'k> {
    /// Its id.
    pub item: &'k str,
    /// Who says so.
    #[serde(flatten)]
    pub grounds: Grounds<'k>,
}

/// What is not known of an organisation.
#[derive(Debug, PartialEq, Serialize)]
pub struct OrganisationMissing {
    /// The organisation.
    pub organisation: String,
    /// What is not known.
    pub needs: Vec<String>,
}

/// What one way of setting the open settings gives.
#[derive(Clone, Debug, PartialEq)]
struct Found<'k> {
    exists: bool,
    least: Claims,
    most: Claims,
    in_law: (bool, bool),
    standings: Vec<AgencyStanding>,
    places: Vec<&'k str>,
    missing: Vec<String>,
}

const NOTHING: Claims = Claims {
    children: false,
    adults: false,
    board_member: false,
    named: false,
    eligible: false,
    part_of_partner: false,
    voice: false,
};

impl<'k> Scene<'k> {
    /// What is known of an organisation, the pack's word before the request's.
    fn known(&self, given: &OrganisationGiven) -> (OrganisationGiven, Option<&'k Organisation>) {
        let mut known = given.clone();
        let named = self.lists().organisations.iter().map(|one| &one.is);
        let own = named.into_iter().find(|one| one.id == given.id);
        if let Some(own) = own {
            known.kinds = ListGiven { yes: own.kinds.clone(), no: Vec::new(), is_whole: true };
            known.in_area = Truth::True;
        } else {
            // What is not declared was reported, and is left out.
            let kinds = &self.lists().kinds;
            let is_declared = |id: &String| kinds.iter().any(|one| one.is.id == *id);
            // What was meant by it is not known, so that the list does not hold everything.
            known.kinds.is_whole &= known.kinds.yes.iter().all(is_declared);
            known.kinds.yes.retain(is_declared);
            known.kinds.no.retain(is_declared);
        }
        (known, own)
    }

    /// Reports an organisation that the pack does not name, where one that it names is called nearly
    /// so; it is a word of one's own otherwise.
    pub(crate) fn check_organisation(&self, id: &str, at: &str) {
        let named = || self.lists().organisations.iter().map(|one| &one.is);
        if named().any(|one| one.id == id) {
            return;
        }
        let hint = self.organisation_meant(id);
        if !hint.is_empty() {
            let message = format!(
                "the pack names no organisation `{}`, so that it is taken as a word of your \
                 own{hint}",
                shortened(id)
            );
            self.problem("membership.unknown-organisation", format!("{at}/organisation"), message);
        }
    }

    /// Which organisation of the pack may be meant by a name, by its id or by what it is called.
    pub(crate) fn organisation_meant(&self, id: &str) -> String {
        let named = || self.lists().organisations.iter().map(|one| &one.is);
        let called = |one: &'k Organisation| -> Vec<&'k str> {
            std::iter::once(&one.label).chain(&one.also_called).map(String::as_str).collect()
        };
        let is_called = |name: &str| name.to_lowercase() == id.to_lowercase();
        let own = named().find(|one| called(one).into_iter().any(is_called));
        match own {
            Some(own) => format!("; did you mean `{}`?", own.id),
            None => crate::error::did_you_mean(id, named().map(|one| one.id.as_str())),
        }
    }

    /// Reports kinds that are not declared, and those that there are no more.
    pub(crate) fn check_kinds(&self, kinds: &ListGiven, at: &str) {
        for (id, at) in kinds.places(&format!("{at}/kinds")) {
            self.is_good_kind(id, || at.clone());
        }
    }

    /// Whether a kind is declared; reports it where not.
    fn is_known_kind(&self, id: &str, at: impl FnOnce() -> String) -> bool {
        let declared = || self.lists().kinds.iter().map(|one| one.is.id.as_str());
        let is_known = declared().any(|one| one == id);
        if !is_known {
            let hint = crate::error::did_you_mean(id, declared());
            let message = format!("kind `{}` is not declared{hint}", shortened(id));
            self.problem("membership.unknown-kind", at(), message);
        }
        is_known
    }

    /// Whether a kind is declared and in force; reports it where not.
    pub(crate) fn is_good_kind(&self, id: &str, at: impl Fn() -> String) -> bool {
        if !self.is_known_kind(id, &at) {
            return false;
        }
        let mut declared = self.lists().kinds.iter().map(|one| &one.is);
        let Some(kind) = declared.find(|one| one.id == id) else { return false };
        if self.in_force(&kind.days) != Truth::False {
            return true;
        }
        if !self.has_ended(&kind.days) {
            let first =
                self.begins(&kind.days).map_or_else(String::new, |day| format!(" before {day}"));
            let message = format!("there is no `{id}` yet on that day, nor{first}");
            self.problem("membership.kind-not-yet", at(), message);
            return false;
        }
        let message = match self.successors(&kind.became).as_slice() {
            [] => format!("there is no `{id}` on that day"),
            became => {
                format!("there is no `{id}` on that day; its place took {}", became.join(", "))
            }
        };
        self.problem("membership.kind-ended", at(), message);
        false
    }

    /// Whether a kind holds a partner's place on the day, or may, or is part of one that does.
    pub(crate) fn may_hold(&self, kind: &str, partner: &str) -> bool {
        self.worlds(|world| world.holds(kind, partner)).into_iter().any(|(_, holds)| holds)
    }

    /// What an organisation is, and what is not known of it.
    pub(crate) fn organisation(
        &self,
        given: &OrganisationGiven,
    ) -> (OrganisationAnswer<'k>, Option<OrganisationMissing>) {
        let (known, own) = self.known(given);
        if own.is_none() {
            self.check_kinds(&given.kinds, &given.at);
        }
        let found = self.each(|world| found(world, &known, own));
        let bounds = |least: fn(&Claims) -> bool| {
            let certain = found.iter().all(|one| least(&one.least));
            Truth::from_bounds(certain, found.iter().any(|one| least(&one.most)))
        };
        let exists = Truth::from_bounds(
            found.iter().all(|one| one.exists),
            found.iter().any(|one| one.exists),
        );
        let mut standings: Vec<AgencyStanding> =
            found.iter().flat_map(|one| one.standings.iter().copied()).collect();
        crate::order::by_key(&mut standings, |standing| *standing);
        standings.dedup();
        let (standing, could_be) =
            super::authority::one_or_several(standings, AgencyStanding::word);
        let in_law = Truth::from_bounds(
            found.iter().all(|one| one.in_law.0),
            found.iter().any(|one| one.in_law.1),
        );
        let (children, adults) = (bounds(|one| one.children), bounds(|one| one.adults));
        let part_of_partner = bounds(|one| one.part_of_partner);
        let is_partner = children.or(adults) != Truth::False;
        let place = found.iter().flat_map(|one| one.places.iter().copied()).next();
        if part_of_partner == Truth::True {
            let message = "the organisation is part of a statutory partner, and speaks with it";
            self.problem("membership.part-of-partner", given.at.clone(), message.to_owned());
        }
        let board_member = bounds(|one| one.board_member);
        let voice = bounds(|one| one.voice);
        let listed = self.listed(&known, exists);
        let mut by = Vec::new();
        if let Some(partner) = place.filter(|_| is_partner).and_then(|id| self.partner(id)) {
            by.push(Behind { item: &partner.id, grounds: self.show(partner) });
        }
        for kind in self.lists().kinds.iter().map(|one| &one.is) {
            let may_be = known.kinds.truth(&kind.id) != Truth::False;
            if part_of_partner != Truth::False && kind.part_of.is_some() && may_be {
                by.push(Behind { item: &kind.id, grounds: self.show(kind) });
            }
        }
        for listing in self.lists().standings.iter().map(|one| &one.is) {
            // Nothing is added that is a member by law.
            if listing.is == ListingKind::BoardMember && adults == Truth::True {
                continue;
            }
            if listed.iter().any(|(_, id, has_needs)| *id == listing.id && *has_needs) {
                by.push(Behind { item: &listing.id, grounds: self.show(listing) });
            }
        }
        let of = |kind: ListingKind| {
            listed.iter().filter(|(is, ..)| *is == kind).map(|(_, id, _)| *id).collect()
        };
        let mut needs: Vec<String> = Vec::new();
        for one in found.iter().flat_map(|one| &one.missing) {
            if !needs.contains(one) {
                needs.push(one.clone());
            }
        }
        let (became, begins) = match exists {
            Truth::False => self.before_or_after(&known, own),
            _ => (Vec::new(), None),
        };
        let answer = OrganisationAnswer {
            organisation: given.id.clone(),
            label: given.label.clone().or_else(|| own.map(|one| one.label.clone())),
            exists,
            became,
            begins,
            statutory_partner: StatutoryPartner {
                children,
                adults,
                place: place.filter(|_| is_partner),
            },
            board_member,
            relevant_agency: RelevantAgency {
                standing,
                could_be,
                in_law,
                named: bounds(|one| one.named),
                eligible: bounds(|one| one.eligible),
                entries: of(ListingKind::Named),
                paragraphs: of(ListingKind::Eligible),
            },
            part_of_partner,
            voice,
            by,
        };
        own.map(|one| self.show(one));
        let organisation = given.id.clone();
        (answer, (!needs.is_empty()).then_some(OrganisationMissing { organisation, needs }))
    }

    /// The standings that fit, or may fit, one of its kinds, and whether their needs may be met.
    fn listed(
        &self,
        known: &OrganisationGiven,
        exists: Truth,
    ) -> Vec<(ListingKind, &'k str, bool)> {
        let mut found = Vec::new();
        if exists == Truth::False {
            return found;
        }
        for listing in self.lists().standings.iter().map(|one| &one.is) {
            let may_fit = self.truth(&mut |world| {
                let most = Bounds::of(known, &world.kinds()?).most;
                Ok(world.in_force(&listing.days)? && fits(listing, &most.kinds))
            });
            if may_fit != Truth::False {
                let has_needs = listing.needs.iter().all(|need| match need {
                    crate::pack::Need::FunctionsInArea => known.functions_in_area != Truth::False,
                    crate::pack::Need::Added => known.added != Truth::False,
                });
                found.push((listing.is, listing.id.as_str(), has_needs));
            }
        }
        found
    }
}

fn found<'k>(
    world: &World<'_, 'k>,
    known: &OrganisationGiven,
    own: Option<&'k Organisation>,
) -> Result<Found<'k>, NotSet<'k>> {
    let kinds = world.kinds()?;
    let has_some =
        known.kinds.yes.is_empty() || known.kinds.yes.iter().any(|id| kinds.contains(&id.as_str()));
    let is_there = match own {
        Some(own) => world.in_force(&own.days)?,
        None => true,
    };
    if !(has_some && is_there) {
        return Ok(Found {
            exists: false,
            least: NOTHING,
            most: NOTHING,
            in_law: (false, false),
            standings: vec![AgencyStanding::Neither],
            places: Vec::new(),
            missing: Vec::new(),
        });
    }
    let bounds = Bounds::of(known, &kinds);
    let (least, most) = (world.claims(&bounds.least)?, world.claims(&bounds.most)?);
    let mut standings = Vec::new();
    for point in bounds.telling() {
        let claims = world.claims(&point)?;
        standings.push(match (claims.named, claims.eligible) {
            (true, true) => AgencyStanding::NamedAndEligible,
            (true, false) => AgencyStanding::NamedOnly,
            (false, true) => AgencyStanding::EligibleOnly,
            (false, false) => AgencyStanding::Neither,
        });
    }
    crate::order::by_key(&mut standings, |standing| *standing);
    standings.dedup();
    let mut holders = world.holders_of(Side::Children)?;
    holders.extend(world.holders_of(Side::Adults)?);
    let parts = world.parts_of_partners()?;
    // The filling in which it is most and least at once: a relevant agency, and no partner.
    let mut apart = bounds.most.clone();
    apart.in_area = bounds.least.in_area;
    if apart.in_area {
        let is_apart = |kind: &&str| {
            let is_partner = holders.iter().any(|(held, _)| held == kind) || parts.contains(kind);
            bounds.least.kinds.contains(kind) || !is_partner
        };
        apart.kinds.retain(|kind| is_apart(kind));
    }
    let in_law = |claims: &Claims, most: &Claims| {
        let is_partner = most.children || most.adults || most.part_of_partner;
        claims.named && claims.eligible && !is_partner
    };
    let possible = world.claims(&apart)?;
    Ok(Found {
        exists: true,
        in_law: (in_law(&least, &most), in_law(&possible, &possible)),
        least,
        most,
        standings,
        places: world.place(&bounds.most)?.into_iter().collect(),
        missing: missing(world, &bounds)?,
    })
}

/// What an organisation is, and the place that it holds.
fn is<'k>(
    world: &World<'_, 'k>,
    point: &super::claims::Point<'_>,
) -> Result<(Claims, Option<&'k str>), NotSet<'k>> {
    Ok((world.claims(point)?, world.place(point)?))
}

/// What is not known, and alone changes what is claimed.
fn missing<'k>(world: &World<'_, 'k>, bounds: &Bounds<'k>) -> Result<Vec<String>, NotSet<'k>> {
    let points = bounds.telling();
    let mut found = Vec::new();
    let unknown = bounds.unknown_kinds();
    for kind in world.kinds()?.into_iter().filter(|kind| unknown.contains(kind)) {
        for point in &points {
            let (mut with, mut without) = (point.clone(), point.clone());
            with.kinds.insert(kind);
            without.kinds.remove(kind);
            if is(world, &with)? != is(world, &without)? {
                found.push(format!("kinds.{kind}"));
                break;
            }
        }
    }
    type Part = for<'p, 'o> fn(&'p mut super::claims::Point<'o>) -> &'p mut bool;
    let parts: [(&str, Part); 4] = [
        ("in_area", |point| &mut point.in_area),
        ("functions_in_area", |point| &mut point.functions),
        ("named", |point| &mut point.named),
        ("added", |point| &mut point.added),
    ];
    for (needs, part) in parts {
        let is_known = {
            let (mut least, mut most) = (bounds.least.clone(), bounds.most.clone());
            *part(&mut least) == *part(&mut most)
        };
        for point in points.iter().filter(|_| !is_known) {
            let (mut with, mut without) = (point.clone(), point.clone());
            *part(&mut with) = true;
            *part(&mut without) = false;
            if is(world, &with)? != is(world, &without)? {
                found.push(needs.to_owned());
                break;
            }
        }
    }
    Ok(found)
}
