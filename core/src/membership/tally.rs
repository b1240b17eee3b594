//! What people add to a meeting, put together over all that they may do: partners covered, people
//! counted, chair, say and agreement.

use super::told::Agreeing;
use crate::pack::Hats;
use std::collections::{BTreeMap, BTreeSet};

/// What one person, seat or further member adds in one filling; partners are bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Act {
    /// For whom they stand in the quorum.
    pub offers: u64,
    /// For whom they have a say.
    pub speaks: u64,
    /// They count, in whatever seat.
    pub counts: bool,
    /// They count in a tested seat.
    pub member: bool,
    pub chair: bool,
    pub say: bool,
    pub agrees: bool,
    /// A seat is vacant.
    pub vacant: bool,
    /// A member beside those known, who has a seat of their own.
    pub further: bool,
    /// The seats said to be vacant in which somebody present sits.
    pub fills: u64,
}

/// Which sets of partners can be represented at once: for `one`, the largest that some matching of
/// people to partners covers; for `each`, the one set of all.
#[derive(Debug)]
pub(crate) struct Families {
    hats: Hats,
    sets: Vec<Vec<u64>>,
    /// How many sets were made in all.
    pub made: u32,
    ids: BTreeMap<Vec<u64>, u32>,
    next: BTreeMap<(u32, u64), u32>,
}

impl Families {
    pub(crate) fn new(hats: Hats) -> Families {
        let nobody = vec![0];
        let ids = BTreeMap::from([(nobody.clone(), 0)]);
        Families { hats, sets: vec![nobody], made: 0, ids, next: BTreeMap::new() }
    }

    fn of(&self, id: u32) -> &[u64] {
        let index = usize::try_from(id).unwrap_or_default();
        self.sets.get(index).map_or(&[], Vec::as_slice)
    }

    /// The family with somebody more, who can stand for these partners.
    fn with(&mut self, id: u32, offers: u64) -> u32 {
        if offers == 0 {
            return id;
        }
        if let Some(next) = self.next.get(&(id, offers)) {
            return *next;
        }
        let mut sets: BTreeSet<u64> = BTreeSet::new();
        for set in self.of(id) {
            match self.hats {
                Hats::Each => {
                    sets.insert(set | offers);
                }
                Hats::One => {
                    let free = offers & !set;
                    let bits = (0..u64::BITS).map(|bit| 1_u64 << bit);
                    sets.extend(bits.filter(|bit| free & bit != 0).map(|bit| set | bit));
                }
            }
        }
        // Where no set can grow, the sets that can be covered stay what they are.
        let sets: Vec<u64> =
            if sets.is_empty() { self.of(id).to_vec() } else { sets.into_iter().collect() };
        self.made = self.made.saturating_add(u32::try_from(sets.len()).unwrap_or(u32::MAX));
        let known = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        let next = *self.ids.entry(sets.clone()).or_insert(known);
        if next == known {
            self.sets.push(sets);
        }
        self.next.insert((id, offers), next);
        next
    }

    /// Whether one of some partners is represented whenever as many of them are as can be, and
    /// whether it is in some such matching.
    pub(crate) fn is_among(&self, id: u32, among: u64, bit: u32) -> (bool, bool) {
        let most = self.covers(id, among);
        let sets = self.of(id).iter().map(|set| set & among);
        let (mut in_all, mut in_some) = (true, false);
        for set in sets.filter(|set| set.count_ones() == most) {
            let is_there = set >> bit & 1 == 1;
            in_all &= is_there;
            in_some |= is_there;
        }
        (in_all, in_some)
    }

    /// How many of some partners can be represented at once.
    pub(crate) fn covers(&self, id: u32, among: u64) -> u32 {
        self.of(id).iter().map(|set| (set & among).count_ones()).max().unwrap_or(0)
    }
}

/// What the people seen so far add up to. What nothing hangs on is left at nought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Total {
    pub covered: u32,
    pub count: u32,
    pub somebody: bool,
    pub chair: bool,
    pub vacant: u32,
    pub further: u32,
    pub fills: u64,
    pub covered_with_say: u32,
    pub say: bool,
    pub agreeing: u32,
    pub against: u64,
    pub balance: i32,
    pub some_agree: bool,
    pub some_do_not: bool,
}

/// Which parts of a total something hangs on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Kept {
    pub partners: bool,
    /// Counts above it are as good as it; nought: nobody is counted.
    pub most_counted: u32,
    /// Whether anybody counts.
    pub somebody: bool,
    pub chair: bool,
    /// How many seats there are, and how many of them are vacant.
    pub seats: bool,
    /// Whose say is asked.
    pub say: Option<Agreeing>,
    /// Whose agreement is asked.
    pub agreed: Option<Agreeing>,
    /// More for or against is as good as this many.
    pub most_balance: i32,
}

impl Kept {
    /// Of what somebody adds, what something hangs on.
    pub(crate) fn of(&self, act: Act) -> Act {
        let by_partner = |asked: Option<Agreeing>| asked.is_some_and(Agreeing::is_by_partner);
        let by_person = |asked: Option<Agreeing>| asked.is_some_and(|one| !one.is_by_partner());
        let say = act.say && (by_person(self.say) || by_person(self.agreed));
        let speaks = if by_partner(self.say) || by_partner(self.agreed) { act.speaks } else { 0 };
        Act {
            offers: if self.partners { act.offers } else { 0 },
            speaks,
            counts: act.counts && self.somebody,
            member: act.member && self.most_counted > 0,
            chair: act.chair && self.chair,
            say,
            agrees: act.agrees && self.agreed.is_some() && (say || speaks != 0),
            vacant: act.vacant && self.seats,
            further: act.further && self.seats,
            fills: if self.seats { act.fills } else { 0 },
        }
    }

    pub(crate) fn add(&self, families: &mut Families, total: Total, act: Act) -> Total {
        let mut next = total;
        if self.partners {
            next.covered = families.with(total.covered, act.offers);
        }
        next.count = total.count.saturating_add(act.member.into()).min(self.most_counted);
        next.somebody |= self.somebody && act.counts;
        next.chair |= self.chair && act.chair;
        if self.seats {
            next.vacant = total.vacant.saturating_add(act.vacant.into());
            next.further = total.further.saturating_add(act.further.into());
            next.fills |= act.fills;
        }
        match self.say {
            Some(Agreeing::MajorityOfMembers | Agreeing::NotSaid) => next.say |= act.say,
            Some(_) => {
                next.covered_with_say = families.with(total.covered_with_say, act.speaks);
            }
            None => {}
        }
        match self.agreed {
            Some(Agreeing::MajorityOfMembers) if act.say => {
                let step = if act.agrees { 1 } else { -1 };
                let most = self.most_balance;
                next.balance = total.balance.saturating_add(step).clamp(-most, most);
            }
            Some(Agreeing::NotSaid) if act.say => {
                next.some_agree |= act.agrees;
                next.some_do_not |= !act.agrees;
            }
            Some(Agreeing::AllPartners | Agreeing::MajorityOfPartners) => {
                if act.agrees {
                    next.agreeing = families.with(total.agreeing, act.speaks);
                } else {
                    next.against |= act.speaks;
                }
            }
            _ => {}
        }
        next
    }
}
