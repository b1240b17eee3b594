//! Outcomes of many rows, as columns.

use crate::evaluate::Outcome;
use crate::truth::Truth;
use std::sync::Arc;

/// One condition for all rows: where it is certain and where it is possible, a bit a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plane {
    /// The rows for which it holds in every filling.
    pub certain: Vec<u64>,
    /// The rows for which it holds in some.
    pub possible: Vec<u64>,
}

/// The outcomes of a range of rows: what [`Known::outcome`](crate::Known::outcome) says of each, as
/// far as it is [`Wanted`](super::Wanted).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    pub(super) rows: usize,
    pub(super) has_levels: bool,
    pub(super) at_least: Vec<u8>,
    pub(super) at_most: Vec<u8>,
    /// The rows of which the two are the same.
    pub(super) settled: Vec<u64>,
    pub(super) applies: Plane,
    pub(super) routes: Vec<Plane>,
    pub(super) without_consent: Vec<Plane>,
    /// The rows whose search was stopped at its limit.
    pub(super) inexact: Vec<u64>,
    /// For each row the rule that decides the level, by its position in `deciders`.
    pub(super) deciding: Vec<i32>,
    /// The positions of the rules that lead to a level, among all rules.
    pub(super) deciders: Arc<[u16]>,
    /// The rows that have such a rule.
    pub(super) decided: Vec<u64>,
    pub(super) searched: usize,
}

/// The parts of outcomes that columns are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the functions of the same names say")]
pub struct Parts {
    pub at_least: Vec<u8>,
    pub at_most: Vec<u8>,
    pub settled: Vec<u64>,
    pub applies: Plane,
    pub routes: Vec<Plane>,
    pub inexact: Vec<u64>,
    pub deciding: Vec<i32>,
    pub decided: Vec<u64>,
}

impl Outcomes {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether the subject has levels; without them the levels below say nothing.
    #[must_use]
    pub fn has_levels(&self) -> bool {
        self.has_levels
    }

    /// The level reached in every filling, by row.
    #[must_use]
    pub fn at_least(&self) -> &[u8] {
        &self.at_least
    }

    /// The highest level reached in some filling, by row.
    #[must_use]
    pub fn at_most(&self) -> &[u8] {
        &self.at_most
    }

    /// Whether the person is such a subject.
    #[must_use]
    pub fn applies(&self) -> &Plane {
        &self.applies
    }

    /// The routes, in the order of the rules that establish them.
    #[must_use]
    pub fn routes(&self) -> &[Plane] {
        &self.routes
    }

    /// The consent rules: where one may go on without agreement.
    #[must_use]
    pub fn without_consent(&self) -> &[Plane] {
        &self.without_consent
    }

    /// The rows whose range may be too wide, since the search was stopped at its limit; a bit a
    /// row.
    #[must_use]
    pub fn inexact(&self) -> &[u64] {
        &self.inexact
    }

    /// The rows of which a single level is left, a bit a row.
    #[must_use]
    pub fn settled(&self) -> &[u64] {
        &self.settled
    }

    /// The position, among the rules, of the first that holds in every filling and leads to the
    /// level that is certain; `None` for level 1, where several rules together leave no other
    /// possibility, and where it is not wanted.
    #[must_use]
    pub fn deciding(&self, row: usize) -> Option<usize> {
        if self.decided.get(row >> 6).copied().unwrap_or(0) >> (row & 63) & 1 == 0 {
            return None;
        }
        let decider = usize::try_from(*self.deciding.get(row)?).ok()?;
        self.deciders.get(decider).map(|rule| usize::from(*rule))
    }

    /// The same for every row, as positions in [`Columnar::deciders`](super::Columnar::deciders);
    /// 0 for the rows that [`decided`](Outcomes::decided) does not have.
    #[must_use]
    pub fn deciding_codes(&self) -> &[i32] {
        &self.deciding
    }

    /// The rows of which a single rule decides the level, a bit a row.
    #[must_use]
    pub fn decided(&self) -> &[u64] {
        &self.decided
    }

    /// How many rows were looked at by themselves, since words of bits do not decide them.
    #[must_use]
    pub fn searched(&self) -> usize {
        self.searched
    }

    /// The parts, to be moved elsewhere.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        Parts {
            at_least: self.at_least,
            at_most: self.at_most,
            settled: self.settled,
            applies: self.applies,
            routes: self.routes,
            inexact: self.inexact,
            deciding: self.deciding,
            decided: self.decided,
        }
    }

    /// The outcome of one row; `None` past the last.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<Outcome> {
        if row >= self.rows {
            return None;
        }
        let level = |levels: &[u8]| levels.get(row).copied().filter(|_| self.has_levels);
        let has = |words: &[u64]| words.get(row >> 6).copied().unwrap_or(0) >> (row & 63) & 1 == 1;
        let bits = |planes: &[Plane], of: fn(&Plane) -> &[u64]| {
            let bit = |(plane, at): (&Plane, u32)| u64::from(has(of(plane))) << (at & 63);
            planes.iter().zip(0_u32..).map(bit).fold(0, |all, bit| all | bit)
        };
        Some(Outcome {
            at_least: level(&self.at_least),
            at_most: level(&self.at_most),
            applies: Truth::from_bounds(has(&self.applies.certain), has(&self.applies.possible)),
            routes_certain: bits(&self.routes, |plane| &plane.certain),
            routes_possible: bits(&self.routes, |plane| &plane.possible),
            without_consent_certain: bits(&self.without_consent, |plane| &plane.certain),
            without_consent_possible: bits(&self.without_consent, |plane| &plane.possible),
            exact: !has(&self.inexact),
        })
    }

    pub(super) fn put_deciding(&mut self, row: usize, decider: Option<i32>) {
        if let Some(place) = self.deciding.get_mut(row) {
            *place = decider.unwrap_or(0);
        }
        put(&mut self.decided, row, decider.is_some());
    }

    /// Puts what was found of one row by itself in the place of what the words say.
    pub(super) fn put(&mut self, row: usize, outcome: &Outcome) {
        let level = |levels: &mut [u8], level: Option<u8>| {
            if let (Some(place), Some(level)) = (levels.get_mut(row), level) {
                *place = level;
            }
        };
        level(&mut self.at_least, outcome.at_least);
        level(&mut self.at_most, outcome.at_most);
        put(&mut self.settled, row, outcome.at_least == outcome.at_most);
        put(&mut self.applies.certain, row, outcome.applies == Truth::True);
        put(&mut self.applies.possible, row, outcome.applies != Truth::False);
        let all = |planes: &mut [Plane], certain: u64, possible: u64| {
            for (plane, at) in planes.iter_mut().zip(0_u32..) {
                put(&mut plane.certain, row, certain >> (at & 63) & 1 == 1);
                put(&mut plane.possible, row, possible >> (at & 63) & 1 == 1);
            }
        };
        all(&mut self.routes, outcome.routes_certain, outcome.routes_possible);
        all(
            &mut self.without_consent,
            outcome.without_consent_certain,
            outcome.without_consent_possible,
        );
        put(&mut self.inexact, row, !outcome.exact);
        self.searched = self.searched.saturating_add(1);
    }
}

/// Puts the bit of a row.
fn put(words: &mut [u64], row: usize, holds: bool) {
    if let Some(word) = words.get_mut(row >> 6) {
        let bit = 1_u64 << (row & 63);
        *word = if holds { *word | bit } else { *word & !bit };
    }
}
