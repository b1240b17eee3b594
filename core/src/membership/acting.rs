//! Who can count in a meeting: people, seats for which nobody is named, further people.

use super::sittings::{Person, Sitting, Stranger};
use super::tally::Act;
use crate::pack::Interests;
use crate::truth::Truth;

/// Who can count, in one way of setting what decides it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Acting<'k> {
    pub exists: bool,
    pub people: Vec<Person<'k>>,
    /// The seats for which nobody is named, as far as somebody can count there.
    pub seats: Vec<Unnamed<'k>>,
    /// As what further members can sit.
    pub(super) further: Vec<Sitting<'k>>,
    /// As one who is in the chair beside those given, and is no member.
    pub(super) further_chair: Option<Sitting<'k>>,
    pub effect: Interests,
    /// The seats of chair and members that are in force.
    pub base: u32,
    /// Which of those said to be vacant are in force.
    pub said_vacant: u64,
}

/// A seat for which nobody is named.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unnamed<'k> {
    pub(super) sitting: Sitting<'k>,
    pub(super) vacant: Truth,
    pub(super) may_be_taken: bool,
    pub(super) may_have_interest: bool,
}

/// What a seat can add, whether it is vacant, and whether anybody is in it.
type SeatWay = (Act, bool, bool);

impl Unnamed<'_> {
    /// Everything that the seat can add.
    pub(crate) fn ways(&self, effect: Interests) -> Vec<SeatWay> {
        let empty = Act::default();
        let mut ways = Vec::new();
        if self.vacant != Truth::False {
            let vacant = self.sitting.can && self.sitting.is_tested;
            ways.push((Act { vacant, ..empty }, true, false));
        }
        if self.vacant == Truth::True {
            return ways;
        }
        ways.push((empty, false, false));
        if self.may_be_taken {
            let interests: &[bool] = if self.may_have_interest { &[false, true] } else { &[false] };
            for &interest in interests {
                for agrees in [false, true] {
                    let who = Stranger { interest, has_say: true, agrees };
                    ways.push((self.sitting.stranger(who, effect), false, true));
                }
            }
        }
        ways
    }
}

impl<'k> Acting<'k> {
    /// Everything that a further member can add.
    pub(crate) fn further_acts(&self) -> Vec<Act> {
        let acts = self.further.iter().flat_map(|sitting| {
            let acts = self.acts_in(sitting).into_iter();
            acts.map(|act| Act { further: sitting.can, ..act })
        });
        acts.collect()
    }

    /// Everything that one who is in the chair beside those given can add; nothing, where nobody can.
    pub(crate) fn chair_acts(&self) -> Vec<Act> {
        self.further_chair.iter().flat_map(|sitting| self.acts_in(sitting)).collect()
    }

    fn acts_in(&self, sitting: &Sitting<'k>) -> [Act; 3] {
        [(false, false), (true, false), (true, true)].map(|(has_say, agrees)| {
            let who = Stranger { interest: false, has_say, agrees };
            sitting.stranger(who, self.effect)
        })
    }

    /// Whether somebody can stand for more than one partner.
    pub(crate) fn has_hats(&self) -> bool {
        let people = self.people.iter().map(|one| {
            let sits = one.sittings.iter().filter(|sits| sits.can);
            sits.fold(0, |all, sits| all | sits.offers)
        });
        let seats = self.seats.iter().map(|seat| seat.sitting.offers);
        let further = self.further.iter().map(|sits| sits.offers);
        people.chain(seats).chain(further).any(|offers: u64| offers.count_ones() > 1)
    }

    /// How many people, seats and ways there are at most.
    pub(crate) fn size(&self) -> u32 {
        u32::try_from(self.people.len().saturating_add(self.seats.len())).unwrap_or(u32::MAX)
    }
}
