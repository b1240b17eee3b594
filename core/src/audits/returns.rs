//! Returns rated standard by standard: what is complete, compliant, shown and being done.

use super::given::{Planned, Return};
use super::labels::AuditLabels;
use super::rules::AuditRules;
use super::spans::{editions_on, notices_on};
use crate::citation::words;
use crate::date::Day;
use crate::decision::{EditionNamed, VERSION, answers};
use crate::error::{Error, Problem, did_you_mean, shortened};
use crate::pack::{Rating, Scale, Standard, StandardSet};
use crate::truth::Truth;
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::HashSet;

answers! {
    /// The whole answer about returns.
    ReturnsAnswer {
        /// `audit-returns`.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "audit-returns")))]
        answer: &'static str,
        /// The pack asked.
        pack: &'k str,
        /// The day on which it is asked where the actions stand.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        as_of: Day,
        /// The set of standards.
        set: &'k str,
        /// The scale.
        scale: &'k str,
        /// Each return, in the order given.
        returns: Vec<ReturnAnswer<'k>>,
        /// Each standard over all returns.
        standards: Vec<StandardOverAll<'k>>,
        /// What cannot be as it was given.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        problems: Vec<Problem>,
        /// Notices of the editions it rests on.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        notices: Vec<&'k str>,
        /// The documents it rests on, with their digests.
        editions: Vec<EditionNamed<'k>>,
        /// The version of the library.
        version: &'static str,
        /// What a person reads in place of ids; not part of the answer on the wire.
        #[serde(skip)]
        labels: AuditLabels<'k>,
    }

    /// One return.
    ReturnAnswer {
        /// The agency.
        agency: &'k str,
        /// Every standard that applies is rated.
        complete: bool,
        /// Each standard that applies, in the order of the set.
        standards: Vec<StandardAnswer<'k>>,
        /// How often each rating was given.
        counts: Counts<'k>,
        /// How many standards are compliant.
        compliant: Number,
        /// The standards that are not rated.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        missing: Vec<&'k str>,
        /// Those rated and said to be shown by nothing.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        without_evidence: Vec<&'k str>,
        /// Those that ask for something to be done, where nothing is planned.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        without_action: Vec<&'k str>,
        /// With `overall`: the worst rating.
        #[serde(skip_serializing_if = "Option::is_none")]
        worst: Option<&'k str>,
        /// With `overall`: the worst of the core standards.
        #[serde(skip_serializing_if = "Option::is_none")]
        worst_core: Option<&'k str>,
    }

    /// One standard of a return.
    StandardAnswer {
        /// The standard.
        standard: &'k str,
        /// What the agency gives itself.
        #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
        own: Option<&'k str>,
        /// What peers give it.
        #[serde(skip_serializing_if = "Option::is_none")]
        peer: Option<&'k str>,
        /// The one that counts.
        #[serde(skip_serializing_if = "Option::is_none")]
        rating: Option<&'k str>,
        /// Whether it is compliant by this scale.
        compliant: Truth,
        /// Whether anything shows it.
        evidence_present: Truth,
        /// Which way peers moved it.
        #[serde(skip_serializing_if = "Option::is_none")]
        moved: Option<Moved>,
        /// Whether something has to be done about it.
        needs_action: Truth,
        /// What is being done.
        actions: Vec<PlannedAnswer<'k>>,
    }

    /// Something that is to be done about a standard.
    PlannedAnswer {
        /// Its name.
        action: &'k str,
        /// Who does it.
        #[serde(skip_serializing_if = "Option::is_none")]
        owner: Option<&'k str>,
        /// By when.
        #[serde(skip_serializing_if = "Option::is_none")]
        due: Option<crate::decision::Days>,
        /// Where it stands.
        state: ActionState,
        /// The year of the cycle that it is carried over from.
        #[serde(skip_serializing_if = "Option::is_none")]
        carried_from: Option<i32>,
    }

    /// A standard over all returns.
    StandardOverAll {
        /// The standard.
        standard: &'k str,
        /// What a person reads.
        label: &'k str,
        /// How often each rating was given.
        counts: Counts<'k>,
        /// In how many returns it is not rated.
        not_rated: u32,
        /// The worst and the best.
        #[serde(skip_serializing_if = "Option::is_none")]
        spread: Option<Spread<'k>>,
    }

    /// The worst and the best rating.
    Spread {
        /// The worst.
        worst: &'k str,
        /// The best.
        best: &'k str,
    }
}

words! {
    /// Which way peers moved a rating.
    Moved {
        /// Peers give a better one.
        Up = "up",
        /// Peers give a worse one.
        Down = "down",
    }
}

words! {
    /// Where something that is to be done stands.
    ActionState {
        /// It is to be done.
        Open = "open",
        /// It is to be done, and its day has passed.
        Overdue = "overdue",
        /// It is done.
        Closed = "closed",
    }
}

/// At least and at most so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Number {
    /// At least.
    pub least: u32,
    /// At most.
    pub most: u32,
}

/// How often each rating was given, the worst first; those never given are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, u32>"))]
pub struct Counts<'k>(pub Vec<(&'k str, u32)>);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (rating, count) in &self.0 {
            map.serialize_entry(rating, count)?;
        }
        map.end()
    }
}

/// What returns are judged by.
struct Judge<'k> {
    set: &'k StandardSet,
    scale: &'k Scale,
    as_of: Day,
    overall: bool,
}

impl AuditRules {
    /// Judges returns by a set of standards and a scale, as they are on `as_of`.
    ///
    /// # Errors
    ///
    /// `request.no-edition`, `request.unknown-set` and `request.unknown-scale`.
    pub fn returns<'k>(
        &'k self,
        as_of: Day,
        (set, scale): (&str, &str),
        returns: &'k [Return],
        overall: bool,
    ) -> Result<ReturnsAnswer<'k>, Error> {
        let stretch = self.in_force(as_of)?;
        let lists = &stretch.items.audits;
        let sets = lists.standard_sets.iter().map(|one| &one.is);
        let found = sets.clone().find(|one| one.id == set);
        let all = sets.map(|one| one.id.as_str());
        let set = found.ok_or_else(|| unknown("set", "standard set", set, all))?;
        let scales = lists.scales.iter().map(|one| &one.is);
        let found = scales.clone().find(|one| one.id == scale);
        let all = scales.map(|one| one.id.as_str());
        let scale = found.ok_or_else(|| unknown("scale", "scale", scale, all))?;
        let judge = Judge { set, scale, as_of, overall };
        let mut problems = Vec::new();
        let mut seen = HashSet::new();
        let mut judged = Vec::with_capacity(returns.len());
        for (one, index) in returns.iter().zip(0_usize..) {
            let at = format!("/returns/{index}");
            if seen.insert(&one.agency) {
                judged.push(judge.one(one, &at, &mut problems));
            } else {
                let message = "a return of this agency is given already; join the two";
                problems.push(Problem::new("audits.twice", format!("{at}/agency"), message));
            }
        }
        Ok(ReturnsAnswer {
            answer: "audit-returns",
            pack: self.pack(),
            as_of,
            set: &set.id,
            scale: &scale.id,
            standards: set.standards.iter().map(|one| judge.over_all(one, &judged)).collect(),
            returns: judged,
            problems,
            notices: notices_on(stretch),
            editions: editions_on(stretch),
            version: VERSION,
            labels: AuditLabels::of(self),
        })
    }
}

impl<'k> Judge<'k> {
    fn rating(&self, id: &str) -> Option<(usize, &'k Rating)> {
        (0_usize..).zip(&self.scale.ratings).find(|(_, rating)| rating.id == id)
    }

    fn one(&self, given: &'k Return, at: &str, problems: &mut Vec<Problem>) -> ReturnAnswer<'k> {
        let entries = self.entries(given, at, problems);
        let applying = self.set.standards.iter().filter_map(|standard| {
            let entry = entries.iter().find(|entry| entry.standard == standard.id);
            match entry {
                Some(entry) if entry.applies => Some((standard, Some(entry))),
                Some(_) => None,
                None => Some((standard, None)),
            }
        });
        let standards: Vec<StandardAnswer<'k>> =
            applying.map(|(standard, entry)| self.standard(standard, entry)).collect();
        let rated = || standards.iter().filter(|one| one.rating.is_some());
        let missing: Vec<&'k str> =
            standards.iter().filter(|one| one.rating.is_none()).map(|one| one.standard).collect();
        let is_core = |id: &str| self.set.standards.iter().any(|one| one.id == id && one.core);
        let worst = |found: &mut dyn Iterator<Item = &StandardAnswer<'k>>| {
            let ratings = found.filter_map(|one| self.rating(one.rating?));
            ratings.min_by_key(|(rank, _)| *rank).map(|(_, rating)| rating.id.as_str())
        };
        let least = standards.iter().filter(|one| one.compliant == Truth::True).count();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        ReturnAnswer {
            agency: &given.agency,
            complete: missing.is_empty(),
            counts: self.counts(rated().filter_map(|one| one.rating)),
            compliant: Number {
                least: count(least),
                most: count(least.saturating_add(missing.len())),
            },
            without_evidence: rated()
                .filter(|one| one.evidence_present == Truth::False)
                .map(|one| one.standard)
                .collect(),
            without_action: rated()
                .filter(|one| one.needs_action == Truth::True && one.actions.is_empty())
                .map(|one| one.standard)
                .collect(),
            worst: self.overall.then(|| worst(&mut rated())).flatten(),
            worst_core: self
                .overall
                .then(|| worst(&mut rated().filter(|one| is_core(one.standard))))
                .flatten(),
            missing,
            standards,
        }
    }

    /// The entries less what cannot be.
    fn entries(&self, given: &'k Return, at: &str, problems: &mut Vec<Problem>) -> Vec<Entry<'k>> {
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

    fn standard(&self, standard: &'k Standard, entry: Option<&Entry<'k>>) -> StandardAnswer<'k> {
        let (own, peer) = entry.map_or((None, None), |entry| (entry.own, entry.peer));
        let counts = peer.or(own);
        let truth = |says: fn(&Rating) -> bool| {
            counts.map_or(Truth::Unknown, |(_, rating)| {
                Truth::from_bounds(says(rating), says(rating))
            })
        };
        let evidence = entry.and_then(|entry| entry.evidence);
        let actions = entry.map_or(&[] as &[Planned], |entry| entry.actions);
        let moved = own.zip(peer).and_then(|((own, _), (peer, _))| match peer.cmp(&own) {
            std::cmp::Ordering::Greater => Some(Moved::Up),
            std::cmp::Ordering::Less => Some(Moved::Down),
            std::cmp::Ordering::Equal => None,
        });
        StandardAnswer {
            standard: &standard.id,
            own: own.map(|(_, rating)| rating.id.as_str()),
            peer: peer.map(|(_, rating)| rating.id.as_str()),
            rating: counts.map(|(_, rating)| rating.id.as_str()),
            compliant: truth(|rating| rating.compliant),
            evidence_present: evidence.map_or(Truth::Unknown, |n| Truth::from_bounds(n > 0, n > 0)),
            moved,
            needs_action: truth(|rating| rating.needs_action),
            actions: actions.iter().map(|action| self.planned(action)).collect(),
        }
    }

    fn planned(&self, action: &'k Planned) -> PlannedAnswer<'k> {
        let is_closed = action.closed.is_some_and(|closed| closed.first <= self.as_of);
        let is_late = action.due.is_some_and(|due| due.last < self.as_of);
        let state = match (is_closed, is_late) {
            (true, _) => ActionState::Closed,
            (false, true) => ActionState::Overdue,
            (false, false) => ActionState::Open,
        };
        PlannedAnswer {
            action: &action.action,
            owner: action.owner.as_deref(),
            due: action.due.map(crate::decision::Days::of),
            state,
            carried_from: action.from,
        }
    }

    fn counts<'r>(&self, ratings: impl Iterator<Item = &'r str>) -> Counts<'k> {
        let mut counts: Vec<(&'k str, u32)> =
            self.scale.ratings.iter().map(|rating| (rating.id.as_str(), 0)).collect();
        for rating in ratings {
            if let Some((_, count)) = counts.iter_mut().find(|(id, _)| *id == rating) {
                *count = count.saturating_add(1);
            }
        }
        counts.retain(|(_, count)| *count > 0);
        Counts(counts)
    }

    fn over_all(
        &self,
        standard: &'k Standard,
        returns: &[ReturnAnswer<'k>],
    ) -> StandardOverAll<'k> {
        let each = returns.iter().flat_map(|one| &one.standards);
        let own: Vec<&StandardAnswer<'k>> =
            each.filter(|one| one.standard == standard.id).collect();
        let ranks = || own.iter().filter_map(|one| self.rating(one.rating?));
        let worst = ranks().min_by_key(|(rank, _)| *rank);
        let best = ranks().max_by_key(|(rank, _)| *rank);
        let not_rated = own.iter().filter(|one| one.rating.is_none()).count();
        StandardOverAll {
            standard: &standard.id,
            label: &standard.label,
            counts: self.counts(own.iter().filter_map(|one| one.rating)),
            not_rated: u32::try_from(not_rated).unwrap_or(u32::MAX),
            spread: worst
                .zip(best)
                .map(|((_, worst), (_, best))| Spread { worst: &worst.id, best: &best.id }),
        }
    }
}

/// What was said of one standard, less what cannot be.
struct Entry<'k> {
    standard: &'k str,
    applies: bool,
    own: Option<(usize, &'k Rating)>,
    peer: Option<(usize, &'k Rating)>,
    evidence: Option<u32>,
    actions: &'k [Planned],
}

impl Entry<'_> {
    /// It says nothing of the standard.
    fn is_empty(&self) -> bool {
        let is_rated = self.own.is_some() || self.peer.is_some();
        self.applies && !is_rated && self.evidence.is_none() && self.actions.is_empty()
    }
}

/// The error for a name that the pack does not have on that day.
pub(super) fn unknown<'n>(
    key: &str,
    noun: &str,
    id: &str,
    known: impl Iterator<Item = &'n str>,
) -> Error {
    let code = match key {
        "set" => "request.unknown-set",
        "scale" => "request.unknown-scale",
        _ => "request.unknown-report",
    };
    let known: Vec<&str> = known.collect();
    let message = format!(
        "there is no {noun} `{}`; at hand are {}{}",
        shortened(id),
        if known.is_empty() { "none".to_owned() } else { known.join(", ") },
        did_you_mean(id, known.iter().copied())
    );
    Error::new(code, format!("/{key}"), message)
}
