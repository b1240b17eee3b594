//! The rows of a return, less what cannot be as it was given.

use super::actions::check;
use super::given::{Planned, Return};
use super::returns::Judge;
use crate::error::{Problem, did_you_mean, shortened};
use crate::pack::Rating;

impl<'k> Judge<'k> {
    /// What is carried over from standards of another set is kept, and said.
    pub(super) fn check_carried(&self, given: &'k Return, at: &str, problems: &mut Vec<Problem>) {
        for (one, index) in given.carried.iter().zip(0_usize..) {
            let here = format!("{at}/carried/{index}");
            if !self.set.standards.iter().any(|standard| standard.id == one.standard) {
                let message = format!(
                    "no standard `{}` is in this set; what is to be done about it is carried on",
                    shortened(&one.standard)
                );
                let at = format!("{here}/standard");
                problems.push(Problem::new("audits.unknown-standard", at, message));
            }
            check(&one.plan, &here, self.as_of, problems);
        }
    }

    /// The entries less what cannot be.
    pub(super) fn entries(
        &self,
        given: &'k Return,
        at: &str,
        problems: &mut Vec<Problem>,
    ) -> Vec<Entry<'k>> {
        let mut found: Vec<Entry<'k>> = Vec::with_capacity(given.ratings.len());
        for (one, index) in given.ratings.iter().zip(0_usize..) {
            let here = format!("{at}/ratings/{index}");
            let mut add = |code, key: &str, message: String| {
                problems.push(Problem { code, at: format!("{here}{key}"), message });
            };
            if !self.set.standards.iter().any(|standard| standard.id == one.standard) {
                let known = self.set.standards.iter().map(|standard| standard.id.as_str());
                let message = format!(
                    "no standard `{}` is in this set{}",
                    shortened(&one.standard),
                    did_you_mean(&one.standard, known)
                );
                add("audits.unknown-standard", "/standard", message);
                continue;
            }
            let known = found.iter().position(|known| known.standard == one.standard);
            // A row that says nothing, for what it says cannot be, takes no other's place.
            if let Some(known) = known.filter(|at| found.get(*at).is_some_and(Entry::is_empty)) {
                found.remove(known);
            } else if known.is_some() {
                let message = "the standard stands twice in this return; keep one".to_owned();
                add("audits.twice", "/standard", message);
                continue;
            }
            let mut take = |rating: &'k Option<String>, key: &str| {
                let rating = rating.as_deref()?;
                let found = self.rating(rating);
                if found.is_none() {
                    let known: Vec<&str> =
                        self.scale.ratings.iter().map(|rating| &*rating.id).collect();
                    let message = format!(
                        "`{}` is no rating of the scale; expected one of {}",
                        shortened(rating),
                        known.join(", ")
                    );
                    add("audits.unknown-rating", key, message);
                }
                found
            };
            let own = take(&one.own, "/self");
            let peer = take(&one.peer, "/peer");
            let reason = one.not_applicable.as_deref();
            let is_reason = reason.is_some_and(|reason| !reason.trim().is_empty());
            if reason.is_some() && !is_reason {
                let message = "that it does not apply has no reason; say why".to_owned();
                add("audits.no-reason", "/not_applicable", message);
            }
            for (plan, place) in one.actions.iter().zip(0_usize..) {
                check(plan, &format!("{here}/actions/{place}"), self.as_of, problems);
            }
            found.push(Entry {
                standard: &one.standard,
                applies: !is_reason,
                own,
                peer,
                evidence: one.evidence,
                actions: &one.actions,
            });
        }
        found
    }
}

/// What was said of one standard, less what cannot be.
pub(super) struct Entry<'k> {
    pub standard: &'k str,
    pub applies: bool,
    pub own: Option<(usize, &'k Rating)>,
    pub peer: Option<(usize, &'k Rating)>,
    pub evidence: Option<u32>,
    pub actions: &'k [Planned],
}

impl Entry<'_> {
    /// It says nothing of the standard.
    fn is_empty(&self) -> bool {
        let is_rated = self.own.is_some() || self.peer.is_some();
        self.applies && !is_rated && self.evidence.is_none() && self.actions.is_empty()
    }
}
