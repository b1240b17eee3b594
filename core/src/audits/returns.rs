//! Returns rated standard by standard: what is complete, compliant, shown and being done.

use super::actions::{Action, CarriedAnswer, PlannedAnswer, ahead, of_standard};
use super::given::{Planned, Return};
use super::labels::AuditLabels;
use super::rows::Entry;
use super::rules::AuditRules;
use super::spans::{conflicts, editions_on, notices_on};
use crate::citation::words;
use crate::date::Day;
use crate::decision::{ConflictTouched, EditionNamed, VERSION, answers};
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
        /// Places where the documents behind this answer differ.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        conflicts: Vec<ConflictTouched<'k>>,
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
        /// Those that ask for something to be done, where nothing is planned: an action that was
        /// closed before the return was made answers nothing that it rates.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        without_action: Vec<&'k str>,
        /// Those of which an action has no owner, or no day.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        without_owner_or_day: Vec<&'k str>,
        /// Every action that is not closed, whether or not its standard applies still: what the
        /// return of the next cycle takes as `carried`.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        carry: Vec<CarriedAnswer<'k>>,
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
pub(super) struct Judge<'k> {
    pub set: &'k StandardSet,
    pub scale: &'k Scale,
    pub as_of: Day,
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
            conflicts: conflicts(
                std::iter::once(stretch),
                &HashSet::from([set.id.as_str(), scale.id.as_str()]),
            ),
            notices: notices_on(stretch),
            editions: editions_on(stretch),
            version: VERSION,
            labels: AuditLabels::of(self),
        })
    }
}

impl<'k> Judge<'k> {
    pub(super) fn rating(&self, id: &str) -> Option<(usize, &'k Rating)> {
        (0_usize..).zip(&self.scale.ratings).find(|(_, rating)| rating.id == id)
    }

    fn one(&self, given: &'k Return, at: &str, problems: &mut Vec<Problem>) -> ReturnAnswer<'k> {
        if given.on.is_some_and(|on| on.first > self.as_of) {
            problems.push(ahead(format!("{at}/on"), self.as_of));
        }
        let entries = self.entries(given, at, problems);
        self.check_carried(given, at, problems);
        let of = |id: &'k str| {
            let entry = entries.iter().find(|entry| entry.standard == id);
            let own = entry.map_or(&[] as &[Planned], |entry| entry.actions);
            of_standard(id, own, &given.carried, self.as_of)
        };
        let applying = self.set.standards.iter().filter_map(|standard| {
            let entry = entries.iter().find(|entry| entry.standard == standard.id);
            match entry {
                Some(entry) if entry.applies => Some((standard, Some(entry))),
                Some(_) => None,
                None => Some((standard, None)),
            }
        });
        let standards: Vec<StandardAnswer<'k>> = applying
            .map(|(standard, entry)| self.standard(standard, entry, &of(&standard.id)))
            .collect();
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
                .filter(|one| {
                    one.needs_action == Truth::True
                        && !of(one.standard).iter().any(|action| action.answers(given.on))
                })
                .map(|one| one.standard)
                .collect(),
            without_owner_or_day: standards
                .iter()
                .filter(|one| one.actions.iter().any(|action| !action.lacks.is_empty()))
                .map(|one| one.standard)
                .collect(),
            carry: self.carry(given, of),
            worst: self.overall.then(|| worst(&mut rated())).flatten(),
            worst_core: self
                .overall
                .then(|| worst(&mut rated().filter(|one| is_core(one.standard))))
                .flatten(),
            missing,
            standards,
        }
    }

    /// What the next cycle takes over: in the order of the set, then of other sets as given.
    fn carry(
        &self,
        given: &'k Return,
        of: impl Fn(&'k str) -> Vec<Action<'k>>,
    ) -> Vec<CarriedAnswer<'k>> {
        let mut ids: Vec<&'k str> = self.set.standards.iter().map(|one| one.id.as_str()).collect();
        for one in &given.carried {
            if !ids.contains(&one.standard.as_str()) {
                ids.push(&one.standard);
            }
        }
        let each = ids.into_iter().flat_map(|id| of(id).into_iter().map(move |one| (id, one)));
        each.filter_map(|(id, action)| action.carried(id, given.year)).collect()
    }

    fn standard(
        &self,
        standard: &'k Standard,
        entry: Option<&Entry<'k>>,
        actions: &[Action<'k>],
    ) -> StandardAnswer<'k> {
        let (own, peer) = entry.map_or((None, None), |entry| (entry.own, entry.peer));
        let counts = peer.or(own);
        let truth = |says: fn(&Rating) -> bool| {
            counts.map_or(Truth::Unknown, |(_, rating)| {
                Truth::from_bounds(says(rating), says(rating))
            })
        };
        let evidence = entry.and_then(|entry| entry.evidence);
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
            actions: actions.iter().map(|action| action.planned(self.as_of)).collect(),
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
