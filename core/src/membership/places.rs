//! A place in which somebody sits, of the pack or beside it, and what is asked of them there.

use super::given::{ExtraSeat, TestsGiven};
use super::world::{NotSet, Scene, World};
use crate::pack::membership::{Seat, SeatTest, is_tested};
use crate::pack::{Commitment, Extent, SeatPart, SeatRole, YesNo};
use crate::truth::Truth;

/// A seat of the pack, or one that the request adds.
#[derive(Clone, Debug)]
pub(crate) struct Place<'k> {
    pub id: String,
    pub label: String,
    pub part: SeatPart,
    pub is_tested: bool,
    pub represents: Option<String>,
    pub kinds: Vec<String>,
    /// It is for organisations of some kinds, whether there are such on the day or not.
    pub is_for_kinds: bool,
    pub each: bool,
    /// It is beside the seats of a body that are all listed: whoever is in it counts at most for
    /// an organisation that the quorum lets stand for a partner.
    pub is_beside: bool,
    /// For whose holder it is.
    pub office: Option<&'k str>,
    decides: Option<bool>,
    /// Of the pack.
    pub seat: Option<&'k Seat>,
}

impl<'k> Place<'k> {
    pub(crate) fn of(seat: &'k Seat, outside: bool) -> Place<'k> {
        Place {
            id: seat.id.clone(),
            label: seat.label.clone(),
            part: seat.part,
            is_tested: seat.is_tested(outside),
            represents: seat.represents.clone(),
            kinds: seat.kinds.clone().unwrap_or_default(),
            is_for_kinds: seat.kinds.is_some(),
            each: seat.each,
            is_beside: false,
            office: seat.office.as_deref(),
            decides: None,
            seat: Some(seat),
        }
    }

    pub(crate) fn extra(extra: &ExtraSeat, outside: bool) -> Place<'k> {
        let mut place = Place {
            id: extra.id.clone(),
            label: extra.label.clone().unwrap_or_else(|| extra.id.clone()),
            part: extra.part,
            is_tested: false,
            represents: extra.represents.clone(),
            kinds: extra.kinds.clone().unwrap_or_default(),
            is_for_kinds: extra.kinds.is_some(),
            each: false,
            is_beside: false,
            office: None,
            decides: extra.decides,
            seat: None,
        };
        place.is_tested = place.asks_tests(outside);
        place
    }

    /// Whether tests are asked of whoever sits in a place that the pack does not have.
    pub(crate) fn asks_tests(&self, outside: bool) -> bool {
        is_tested(self.part, self.represents.is_some() || self.is_for_kinds, outside)
    }

    pub(crate) fn has_kind(&self, id: &str) -> bool {
        self.kinds.iter().any(|one| one == id)
    }

    pub(crate) fn office(&self) -> Option<&'k str> {
        self.office
    }
}

impl<'k> Scene<'k> {
    /// The tests asked of somebody in a place of a body.
    pub(crate) fn tests(&self, place: &Place<'k>, body: &str, role: SeatRole) -> Vec<&'k SeatTest> {
        let all = self.lists().tests.iter().map(|one| &one.is);
        let all = all.filter(|test| test.is_of(self.as_of));
        all.filter(|test| test.is_asked(body, place.is_tested, role)).collect()
    }
}

/// What of a test is asked: all of it, or one commitment.
pub(crate) type Atom<'k> = (&'k str, Option<Commitment>);

/// An atom as an answer names it.
pub(crate) fn named(atom: Atom<'_>) -> String {
    match atom {
        (test, None) => test.to_owned(),
        (test, Some(commitment)) => format!("{test}.{}", commitment.word()),
    }
}

pub(crate) fn truth(given: &TestsGiven, (test, commitment): Atom<'_>) -> Truth {
    given.get(test).map_or(Truth::Unknown, |one| one.truth(commitment))
}

impl<'k> World<'_, 'k> {
    /// Whether the seat is in force; one that the request adds always is.
    pub(crate) fn seat_in_force(&self, place: &Place<'k>) -> Result<bool, NotSet<'k>> {
        place.seat.map_or(Ok(true), |seat| self.in_force(&seat.days))
    }

    /// Whether somebody may attend in the holder's place.
    pub(crate) fn deputy_allowed(&self, place: &Place<'k>) -> Result<bool, NotSet<'k>> {
        match place.seat.and_then(|seat| seat.deputy.as_ref()) {
            Some(word) => Ok(self.word(word, YesNo::WORDS)? == YesNo::Yes),
            None => Ok(true),
        }
    }

    /// Whether whoever is in the place has a say in decisions.
    pub(crate) fn decides(&self, place: &Place<'k>) -> Result<bool, NotSet<'k>> {
        let by_part = place.part != SeatPart::Attends;
        match place.seat.and_then(|seat| seat.decides.as_ref()) {
            Some(word) => Ok(self.word(word, YesNo::WORDS)? == YesNo::Yes),
            None => Ok(place.decides.unwrap_or(by_part)),
        }
    }

    /// What of a test has to be met, where the matter needs so much.
    pub(crate) fn demanded(
        &self,
        test: &'k SeatTest,
        role: SeatRole,
        needs: &[Commitment],
    ) -> Result<Vec<Atom<'k>>, NotSet<'k>> {
        self.demanded_for(test, role, Some(needs))
    }

    /// The same; where no matter is given, what it needs is open.
    pub(crate) fn demanded_for(
        &self,
        test: &'k SeatTest,
        role: SeatRole,
        needs: Option<&[Commitment]>,
    ) -> Result<Vec<Atom<'k>>, NotSet<'k>> {
        if !test.by_commitment {
            return Ok(vec![(&test.id, None)]);
        }
        let extent = match (&test.extent, role) {
            (Some(word), SeatRole::Deputy) => self.word(word, Extent::WORDS)?,
            _ => Extent::All,
        };
        let all = Commitment::WORDS.iter().map(|(_, commitment)| *commitment);
        let asked: Vec<Commitment> = match (extent, needs) {
            (Extent::All, _) => all.collect(),
            (Extent::OfTheMatter, Some(needs)) => all.filter(|one| needs.contains(one)).collect(),
            (Extent::OfTheMatter, None) => self.needs()?,
        };
        Ok(asked.into_iter().map(|one| (test.id.as_str(), Some(one))).collect())
    }
}

/// Everything that a matter might need: one commitment at least.
pub(crate) fn all_needs() -> Vec<Vec<Commitment>> {
    let all: Vec<Commitment> = Commitment::WORDS.iter().map(|(_, one)| *one).collect();
    let chosen = |bits: u32| {
        let picked = all.iter().zip(0_u32..).filter(move |(_, place)| bits >> place & 1 == 1);
        picked.map(|(one, _)| *one).collect()
    };
    (1_u32..8).map(chosen).collect()
}
