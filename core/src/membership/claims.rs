//! What is claimed of an organisation, at one filling of what is not known of it.
//!
//! Every claim but one only grows with what is so of the organisation, so that the least and the
//! most that can be so give its bounds exactly.

use super::given::OrganisationGiven;
use super::world::{NotSet, World};
use crate::pack::membership::Listing;
use crate::pack::{ListingKind, Need, Side};
use crate::truth::Truth;
use std::collections::BTreeSet;

/// What is so of an organisation.
#[derive(Clone, Debug)]
pub(crate) struct Point<'o> {
    pub kinds: BTreeSet<&'o str>,
    pub in_area: bool,
    pub functions: bool,
    pub named: bool,
    pub added: bool,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claims {
    pub children: bool,
    pub adults: bool,
    pub board_member: bool,
    pub named: bool,
    pub eligible: bool,
    pub part_of_partner: bool,
    pub voice: bool,
}

/// What is known of an organisation, as bounds.
#[derive(Clone, Debug)]
pub(crate) struct Bounds<'o> {
    pub least: Point<'o>,
    pub most: Point<'o>,
}

impl<'o> Bounds<'o> {
    /// The bounds of what is given, with the kinds that there are on the day.
    pub(crate) fn of(given: &OrganisationGiven, kinds: &[&'o str]) -> Bounds<'o> {
        let point = |least: Truth| Point {
            kinds: kinds.iter().filter(|id| given.kinds.truth(id) >= least).copied().collect(),
            in_area: given.in_area >= least,
            functions: given.functions_in_area >= least,
            named: given.named >= least,
            added: given.added >= least,
        };
        Bounds { least: point(Truth::True), most: point(Truth::Unknown) }
    }

    /// The kinds of which it is not known.
    pub(crate) fn unknown_kinds(&self) -> Vec<&'o str> {
        self.most.kinds.difference(&self.least.kinds).copied().collect()
    }

    /// Points at which a claim hangs on one thing alone, if it does anywhere: the least kinds and
    /// one more, with everything else either way.
    pub(crate) fn telling(&self) -> Vec<Point<'o>> {
        let mut kinds = vec![self.least.kinds.clone()];
        for id in self.unknown_kinds() {
            let mut more = self.least.kinds.clone();
            more.insert(id);
            kinds.push(more);
        }
        kinds.push(self.most.kinds.clone());
        let either =
            |least: bool, most: bool| if least == most { vec![most] } else { vec![false, true] };
        let mut found = Vec::new();
        for kinds in kinds {
            for in_area in either(self.least.in_area, self.most.in_area) {
                for functions in either(self.least.functions, self.most.functions) {
                    for named in either(self.least.named, self.most.named) {
                        for added in either(self.least.added, self.most.added) {
                            let kinds = kinds.clone();
                            found.push(Point { kinds, in_area, functions, named, added });
                        }
                    }
                }
            }
        }
        found
    }
}

/// Whether a standing is for an organisation of these kinds.
pub(crate) fn fits(listing: &Listing, kinds: &BTreeSet<&str>) -> bool {
    listing.kinds.as_ref().is_none_or(|of| of.iter().any(|id| kinds.contains(id.as_str())))
}

impl<'k> World<'_, 'k> {
    /// The kinds of organisation that there are on the day.
    pub(crate) fn kinds(&self) -> Result<Vec<&'k str>, NotSet<'k>> {
        let mut found = Vec::new();
        for kind in self.scene.lists().kinds.iter().map(|one| &one.is) {
            if self.in_force(&kind.days)? {
                found.push(kind.id.as_str());
            }
        }
        Ok(found)
    }

    /// The standings of a kind that are in force.
    pub(crate) fn listings(&self, is: ListingKind) -> Result<Vec<&'k Listing>, NotSet<'k>> {
        let mut found = Vec::new();
        for listing in self.scene.lists().standings.iter().map(|one| &one.is) {
            if listing.is == is && self.in_force(&listing.days)? {
                found.push(listing);
            }
        }
        Ok(found)
    }

    /// The kinds that hold a place of one side, with the partners.
    pub(crate) fn holders_of(&self, side: Side) -> Result<Vec<(&'k str, &'k str)>, NotSet<'k>> {
        let mut found = Vec::new();
        for partner in self.scene.lists().partners.iter().map(|one| &one.is) {
            if partner.of.contains(&side)
                && let Some(kind) = self.holder(partner)?
            {
                found.push((kind, partner.id.as_str()));
            }
        }
        Ok(found)
    }

    /// The kinds that are part of one that holds a place.
    pub(crate) fn parts_of_partners(&self) -> Result<Vec<&'k str>, NotSet<'k>> {
        let mut holders = self.holders_of(Side::Children)?;
        holders.extend(self.holders_of(Side::Adults)?);
        let kinds = || self.scene.lists().kinds.iter().map(|one| &one.is);
        let whole = |id: &str| kinds().find(|one| one.id == id)?.part_of.as_deref();
        let is_part = |id: &str| {
            // A part of a part is a part; a pack in which that leads back to itself is refused.
            let mut above = whole(id);
            while let Some(id) = above {
                if holders.iter().any(|(kind, _)| *kind == id) {
                    return true;
                }
                above = whole(id);
            }
            false
        };
        Ok(kinds().map(|one| one.id.as_str()).filter(|id| is_part(id)).collect())
    }

    /// Whether a kind holds a partner's place, or is part of one that does.
    pub(crate) fn holds(&self, kind: &str, partner: &str) -> Result<bool, NotSet<'k>> {
        let Some(partner) = self.scene.partner(partner) else { return Ok(false) };
        let holder = self.holder(partner)?;
        let kinds = || self.scene.lists().kinds.iter().map(|one| &one.is);
        let whole = |id: &str| kinds().find(|one| one.id == id)?.part_of.as_deref();
        let mut is = Some(kind);
        while let Some(id) = is {
            if holder == Some(id) {
                return Ok(true);
            }
            is = whole(id);
        }
        Ok(false)
    }

    /// The first partner whose place an organisation holds.
    pub(crate) fn place(&self, point: &Point<'_>) -> Result<Option<&'k str>, NotSet<'k>> {
        for partner in self.scene.lists().partners.iter().map(|one| &one.is) {
            let holder = self.holder(partner)?;
            if point.in_area && holder.is_some_and(|kind| point.kinds.contains(kind)) {
                return Ok(Some(&partner.id));
            }
        }
        Ok(None)
    }

    /// Whether an organisation has a standing of its own: to be a member of the board because one is
    /// a statutory partner is none.
    pub(crate) fn stands_as(&self, point: &Point<'_>, is: ListingKind) -> Result<bool, NotSet<'k>> {
        // Whoever is a member by law is nobody whom the authority can add; one of its parts may be.
        if is == ListingKind::BoardMember && self.is_member_by_law(point)? {
            return Ok(false);
        }
        self.is_listed(point, is)
    }

    /// Whether an organisation holds a place of adults.
    fn is_member_by_law(&self, point: &Point<'_>) -> Result<bool, NotSet<'k>> {
        let holders = self.holders_of(Side::Adults)?;
        Ok(point.in_area && holders.iter().any(|(kind, _)| point.kinds.contains(kind)))
    }

    /// Whether some standing fits one of its kinds, and its needs are met.
    fn is_listed(&self, point: &Point<'_>, is: ListingKind) -> Result<bool, NotSet<'k>> {
        let has_needs = |needs: &[Need]| {
            needs.iter().all(|need| match need {
                Need::FunctionsInArea => point.functions,
                Need::Added => point.added,
            })
        };
        let fitting = self.listings(is)?;
        if is == ListingKind::Named && fitting.is_empty() {
            return Ok(point.named);
        }
        Ok(fitting.iter().any(|one| fits(one, &point.kinds) && has_needs(&one.needs)))
    }

    pub(crate) fn claims(&self, point: &Point<'_>) -> Result<Claims, NotSet<'k>> {
        let some = |is: ListingKind| self.is_listed(point, is);
        let holds = |side: Side| -> Result<bool, NotSet<'k>> {
            let holders = self.holders_of(side)?;
            Ok(point.in_area && holders.iter().any(|(kind, _)| point.kinds.contains(kind)))
        };
        let parts = self.parts_of_partners()?;
        let adults = holds(Side::Adults)?;
        Ok(Claims {
            children: holds(Side::Children)?,
            adults,
            board_member: adults || some(ListingKind::BoardMember)?,
            named: some(ListingKind::Named)?,
            eligible: some(ListingKind::Eligible)?,
            part_of_partner: point.in_area && parts.iter().any(|kind| point.kinds.contains(kind)),
            voice: some(ListingKind::Voice)?,
        })
    }
}
