//! What those who can be there add to a meeting made ready, whoever turns out to be present.

use super::acting::Acting;
use super::sittings::{Person, Sitting};
use super::tally::Act;
use super::weigh::Weigh;
use crate::truth::Truth;

/// Those who can be there, in one way of setting what is open.
#[derive(Clone, Debug)]
pub(super) struct Those {
    pub exists: bool,
    pub people: Vec<Adds>,
    /// Nobody else can be there.
    pub no_others: bool,
    /// How many seats nobody is named for are vacant, where that is known.
    pub vacant: Option<u32>,
    pub said_vacant: u64,
}

/// What somebody adds where they are there; `None` where it hangs on what else is not known.
#[derive(Clone, Debug)]
pub(super) struct Adds {
    /// In the seats in which nobody comes before them.
    alone: Option<Act>,
    /// In each of the others, with a bit for everybody who does.
    after: Vec<(u64, Option<Act>)>,
}

impl Adds {
    pub(super) fn is_nothing(&self) -> bool {
        let nothing = Some(Act::default());
        self.alone == nothing && self.after.iter().all(|(_, act)| *act == nothing)
    }

    /// With these present, and of those not known whether they are.
    pub(super) fn with(&self, present: u64, unknown: u64) -> Option<Act> {
        let mut all = self.alone?;
        for (before, act) in &self.after {
            if before & present != 0 || *act == Some(Act::default()) {
                continue;
            }
            if before & unknown != 0 {
                return None;
            }
            all = both(all, (*act)?);
        }
        Some(all)
    }
}

/// What somebody adds in two seats.
fn both(one: Act, other: Act) -> Act {
    Act {
        offers: one.offers | other.offers,
        speaks: one.speaks | other.speaks,
        counts: one.counts | other.counts,
        member: one.member | other.member,
        chair: one.chair | other.chair,
        say: one.say | other.say,
        fills: one.fills | other.fills,
        ..one
    }
}

/// Who can be there.
pub(super) fn those<'k>(weigh: &Weigh<'_, '_, 'k>, acting: &Acting<'k>) -> Those {
    let room = &weigh.views.room;
    let people = acting.people.iter().zip(&room.people).map(|(person, attendee)| {
        let adds = |sittings: Vec<Sitting<'k>>| {
            let there = Person { sittings, present: Truth::True, ..person.clone() };
            let mut acts = there.acts().into_iter().map(|act| Act { agrees: false, ..act });
            let first = acts.next()?;
            acts.all(|act| act == first).then_some(first)
        };
        let (mut alone, mut after) = (Vec::new(), Vec::new());
        for (sitting, sits) in person.sittings.iter().zip(&attendee.sits) {
            if sits.before.is_empty() {
                alone.push(sitting.clone());
                continue;
            }
            let bits = sits.before.iter().filter_map(|other| 1_u64.checked_shl(*other as u32));
            after.push((bits.fold(0, |all, bit| all | bit), adds(vec![sitting.clone()])));
        }
        Adds { alone: adds(alone), after }
    });
    let mut vacant = Some(0_u32);
    let mut no_others = (weigh.most_further(acting) == Some(0) || acting.further_acts().is_empty())
        && acting.chair_acts().is_empty();
    for seat in &acting.seats {
        let acts: Vec<Act> = seat.ways(acting.effect).into_iter().map(|(act, _, _)| act).collect();
        no_others &= acts.iter().all(|act| Act { vacant: false, ..*act } == Act::default());
        let is_vacant = acts.first().is_some_and(|act| act.vacant);
        let is_known = acts.iter().all(|act| act.vacant == is_vacant);
        vacant = vacant.filter(|_| is_known).map(|all| all.saturating_add(is_vacant.into()));
    }
    Those {
        exists: acting.exists,
        people: people.collect(),
        no_others,
        vacant,
        said_vacant: acting.said_vacant,
    }
}
