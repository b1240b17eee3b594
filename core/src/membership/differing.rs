//! What alone can change what a meeting may do: each thing that is not known, and each setting.

use super::acting::Acting;
use super::sittings::Fact;
use super::tally::{Act, Kept, Total};
use super::told::{Beside, Told, Wanted};
use super::weigh::{Way, Weigh, numbers};
use super::world::Assignment;
use crate::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// Something that is not known, in the order in which it is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Unknown<'k> {
    Person(usize, Fact<'k>),
    SeatPeople(usize),
    SeatVacant(usize),
    ChairAllows,
    Delegated,
    Members,
    NoOthers,
    /// By the place of the entry.
    Consulted(usize),
}

type Pair<'k> = (Unknown<'k>, Act, Act);

impl<'k> Weigh<'_, '_, 'k> {
    /// What alone can change whether the meeting is constituted, what it may do, what was agreed.
    pub(crate) fn missing(&self, ways: &[Way<'_, 'k>]) -> BTreeSet<Unknown<'k>> {
        let mut found = BTreeSet::new();
        for wanted in [Wanted::Outcome, Wanted::Agreed] {
            let mut told = BTreeSet::new();
            let mut kinds = BTreeSet::new();
            let mut seen: Vec<(&Way<'_, 'k>, Kept)> = Vec::new();
            for way in ways {
                if self.wanted(way).contains(&wanted) && kinds.insert(way.view.kind) {
                    told.extend(self.all_told(way, wanted));
                    seen.push((way, self.kept(way, wanted)));
                }
            }
            if told.len() < 2 {
                continue;
            }
            for (way, kept) in seen {
                if self.scene.is_spent() {
                    break;
                }
                self.missing_in(way, wanted, &kept, &mut found);
            }
        }
        found
    }

    /// Everything that the fillings of one way come to.
    pub(crate) fn all_told(&self, way: &Way<'_, 'k>, wanted: Wanted) -> BTreeSet<Told> {
        let kept = self.kept(way, wanted);
        let mut found = BTreeSet::new();
        for total in self.totals(way, &kept).iter() {
            if self.scene.is_spent() {
                break;
            }
            for beside in self.besides(way, self.seats(way, total), &[*total]) {
                found.insert(self.tell(way, wanted, total, beside));
            }
        }
        found
    }

    fn missing_in(
        &self,
        way: &Way<'_, 'k>,
        wanted: Wanted,
        kept: &Kept,
        found: &mut BTreeSet<Unknown<'k>>,
    ) {
        for total in self.totals(way, kept).iter() {
            if self.scene.is_spent() {
                return;
            }
            let tell = |beside| self.tell(way, wanted, total, beside);
            let all = self.besides(way, self.seats(way, total), &[*total]);
            for one in &all {
                let other = Beside { chair_allows: !one.chair_allows, ..*one };
                if all.contains(&other) && tell(*one) != tell(other) {
                    found.insert(Unknown::ChairAllows);
                }
                let other = Beside { delegated: !one.delegated, ..*one };
                if all.contains(&other) && tell(*one) != tell(other) {
                    found.insert(Unknown::Delegated);
                }
                let other = Beside { consulted: !one.consulted, ..*one };
                if all.contains(&other) && tell(*one) != tell(other) {
                    found.extend(self.not_known_to_be_consulted(way));
                }
                let is_other = |other: &&Beside| {
                    other.seats > one.seats && Beside { seats: one.seats, ..**other } == *one
                };
                if all.iter().filter(is_other).any(|other| tell(*one) != tell(*other)) {
                    found.insert(Unknown::Members);
                }
            }
        }
        let sources = self.sources_of(way.view.acting, way.acting);
        let pairs = pairs(way.acting, kept);
        let start = [Total::default()];
        let beyond = (way.acting, way.asked.hats, self.further_of(way));
        let further: Vec<Total> = self.with_further(beyond, kept, &start).into_iter().collect();
        self.each_alone(way, wanted, kept, (&sources, &pairs), &further, found);
        if found.contains(&Unknown::NoOthers) || further.len() < 2 {
            return;
        }
        let mut totals = start.to_vec();
        for acts in sources.iter() {
            totals = self.step(kept, way.asked.hats, &totals, acts);
        }
        let differ = totals.iter().take_while(|_| !self.scene.is_spent()).any(|total| {
            let with: Vec<Total> = self.with_further(beyond, kept, &[*total]).into_iter().collect();
            let seats: Vec<(u32, u32)> = with.iter().map(|one| self.seats(way, one)).collect();
            let least = seats.iter().map(|(least, _)| *least).min().unwrap_or(0);
            let most = seats.iter().map(|(_, most)| *most).max().unwrap_or(0);
            self.besides(way, (least, most), &with).into_iter().any(|beside| {
                let there = with
                    .iter()
                    .zip(&seats)
                    .filter(|(_, seats)| (seats.0..=seats.1).contains(&beside.seats));
                let told: BTreeSet<Told> =
                    crate::order::set_of(there.map(|(one, _)| self.tell(way, wanted, one, beside)));
                told.len() > 1
            })
        });
        if differ {
            found.insert(Unknown::NoOthers);
        }
    }

    /// Those who have to be consulted, and of whom it is not known.
    fn not_known_to_be_consulted<'w>(
        &'w self,
        way: &'w Way<'_, 'k>,
    ) -> impl Iterator<Item = Unknown<'k>> + 'w {
        let entries = &self.scene.lists().authority;
        let is_open = |place: &&usize| {
            let entry = entries.get(**place);
            entry.is_some_and(|one| self.views.room.consulted(&one.is) == Truth::Unknown)
        };
        way.asked.consult.iter().filter(is_open).map(|place| Unknown::Consulted(*place))
    }

    /// Looks at each source with everything that all the others can add up to.
    fn each_alone(
        &self,
        way: &Way<'_, 'k>,
        wanted: Wanted,
        kept: &Kept,
        (sources, pairs): (&[Vec<Act>], &[Vec<Pair<'k>>]),
        others: &[Total],
        found: &mut BTreeSet<Unknown<'k>>,
    ) {
        let is_open = |one: &Pair<'k>| !found.contains(&one.0);
        if !pairs.iter().flatten().any(is_open) || self.scene.is_spent() {
            return;
        }
        if let [own] = pairs {
            for (what, a, b) in own {
                if !found.contains(what) && self.differ(way, wanted, kept, others, (*a, *b)) {
                    found.insert(*what);
                }
            }
            return;
        }
        let middle = sources.len() / 2;
        let (Some((first, second)), Some((first_pairs, second_pairs))) =
            (sources.split_at_checked(middle), pairs.split_at_checked(middle))
        else {
            return;
        };
        let with = |some: &[Vec<Act>]| {
            let mut totals = others.to_vec();
            for acts in some {
                totals = self.step(kept, way.asked.hats, &totals, acts);
            }
            totals
        };
        self.each_alone(way, wanted, kept, (first, first_pairs), &with(second), found);
        self.each_alone(way, wanted, kept, (second, second_pairs), &with(first), found);
    }

    fn differ(
        &self,
        way: &Way<'_, 'k>,
        wanted: Wanted,
        kept: &Kept,
        others: &[Total],
        (a, b): (Act, Act),
    ) -> bool {
        let hats = way.asked.hats;
        others.iter().take_while(|_| !self.scene.is_spent()).any(|total| {
            let one = self.add(kept, hats, *total, a);
            let other = self.add(kept, hats, *total, b);
            one != other
                && self.besides(way, self.seats(way, &one), &[one, other]).into_iter().any(
                    |beside| {
                        self.tell(way, wanted, &one, beside)
                            != self.tell(way, wanted, &other, beside)
                    },
                )
        })
    }

    /// Whether a setting alone can change whether the body is there, its part, or the rest.
    pub(crate) fn setting_matters(&self, ways: &[Way<'_, 'k>], id: &str) -> bool {
        let Some(setting) = self.views.settings.iter().position(|one| *one == id) else {
            return false;
        };
        let is_set = |way: &&Way<'_, 'k>| way.view.values.get(setting).is_some_and(|one| *one != 0);
        let asked: Vec<&Way<'_, 'k>> = ways.iter().filter(is_set).collect();
        let mut told: BTreeMap<usize, BTreeSet<Told>> = BTreeMap::new();
        let mut looked_at: BTreeSet<(usize, usize)> = BTreeSet::new();
        for (index, one) in asked.iter().enumerate() {
            // To compare their values is far less than a step.
            let others = asked.len().saturating_sub(index).div_ceil(16);
            if !self.scene.spend(u32::try_from(others).unwrap_or(u32::MAX)) {
                return true;
            }
            for other in asked.iter().skip(index.saturating_add(1)) {
                let kinds = (one.view.kind, other.view.kind);
                if kinds.0 != kinds.1
                    && differ_in(&one.view.values, &other.view.values, setting)
                    && looked_at.insert(kinds)
                    && self.ways_differ(one, other, &mut told)
                {
                    return true;
                }
            }
        }
        false
    }

    fn ways_differ(
        &self,
        one: &Way<'_, 'k>,
        other: &Way<'_, 'k>,
        told: &mut BTreeMap<usize, BTreeSet<Told>>,
    ) -> bool {
        let delegated = self.views.room.given.delegated;
        let part = |way: &Way<'_, 'k>| {
            let (own, given) = way.asked.parts?;
            let own = (delegated != Truth::True).then_some(own);
            Some((own, (delegated != Truth::False).then_some(given)))
        };
        if one.acting.exists != other.acting.exists || part(one) != part(other) {
            return true;
        }
        let mut all = |way: &Way<'_, 'k>| -> BTreeSet<Told> {
            let known = told.entry(way.view.kind).or_insert_with(|| {
                self.wanted(way).iter().flat_map(|wanted| self.all_told(way, *wanted)).collect()
            });
            known.clone()
        };
        let (a, b) = (all(one), all(other));
        if a == b && a.len() == self.wanted(one).len() {
            return false;
        }
        self.wanted(one).iter().any(|wanted| self.differ_together(one, other, *wanted))
    }

    /// Whether two ways can differ with everybody doing the same.
    fn differ_together(&self, one: &Way<'_, 'k>, other: &Way<'_, 'k>, wanted: Wanted) -> bool {
        let (a, b) = (self.kept(one, wanted), self.kept(other, wanted));
        let next = |(first, second): (Total, Total), (x, y): (Act, Act)| {
            (self.add(&a, one.asked.hats, first, x), self.add(&b, other.asked.hats, second, y))
        };
        let step = |totals: &[(Total, Total)], acts: &[(Act, Act)]| -> Vec<(Total, Total)> {
            let mut found = BTreeSet::new();
            for pair in totals {
                found.extend(acts.iter().map(|acts| next(*pair, *acts)));
                if self.scene.is_spent() {
                    break;
                }
            }
            found.into_iter().collect()
        };
        let mut totals = vec![(Total::default(), Total::default())];
        for (x, y) in one.acting.people.iter().zip(&other.acting.people) {
            totals = step(&totals, &x.acts_with(y));
        }
        for (x, y) in one.acting.seats.iter().zip(&other.acting.seats) {
            let ways = x.ways(one.acting.effect).into_iter().zip(y.ways(other.acting.effect));
            let acts: Vec<(Act, Act)> = ways.map(|(x, y)| (x.0, y.0)).collect();
            totals = step(&totals, &acts);
        }
        let in_chair: Vec<(Act, Act)> =
            one.acting.chair_acts().into_iter().zip(other.acting.chair_acts()).collect();
        if !in_chair.is_empty() {
            totals.extend(step(&totals, &in_chair));
        }
        let further: Vec<(Act, Act)> =
            one.acting.further_acts().into_iter().zip(other.acting.further_acts()).collect();
        let mut left = self.most_together(one, other);
        let mut found: BTreeSet<(Total, Total)> = crate::order::set_of(totals.iter().copied());
        while !totals.is_empty() && !further.is_empty() && left != Some(0) && !self.scene.is_spent()
        {
            totals = step(&totals, &further).into_iter().filter(|one| found.insert(*one)).collect();
            left = left.map(|left| left.saturating_sub(1));
        }
        found.iter().take_while(|_| !self.scene.is_spent()).any(|(first, second)| {
            let (mine, theirs) = (self.seats(one, first), self.seats(other, second));
            let both = if mine.0 == mine.1 || theirs.0 == theirs.1 {
                vec![(mine.0, theirs.0), (mine.1, theirs.1)]
            } else {
                let (least, most) = (mine.0.max(theirs.0), mine.1.min(theirs.1));
                let mut all = numbers(one, (least, most), &[*first]);
                all.extend(numbers(other, (least, most), &[*second]));
                all.retain(|seats| (least..=most).contains(seats));
                all.into_iter().map(|seats| (seats, seats)).collect()
            };
            both.into_iter().any(|(seats, others)| {
                self.besides(one, (seats, seats), &[]).into_iter().any(|beside| {
                    let there = Beside { seats: others, ..beside };
                    self.tell(one, wanted, first, beside) != self.tell(other, wanted, second, there)
                })
            })
        })
    }

    fn most_together(&self, one: &Way<'_, 'k>, other: &Way<'_, 'k>) -> Option<u32> {
        let enough = |way: &Way<'_, 'k>| self.further_of(way);
        match (enough(one), enough(other)) {
            (Some(a), Some(b)) => Some(a.max(b)),
            (a, b) => a.or(b).filter(|_| false),
        }
    }
}

/// Pairs of what each person and seat can add where one thing that is not known differs.
fn pairs<'k>(acting: &Acting<'k>, kept: &Kept) -> Vec<Vec<Pair<'k>>> {
    let people = acting.people.iter().enumerate().map(|(index, person)| {
        let pairs = person.pairs().into_iter();
        pairs.map(|(fact, a, b)| (Unknown::Person(index, fact), a, b)).collect()
    });
    let seats = acting.seats.iter().enumerate().map(|(index, seat)| {
        let ways = seat.ways(acting.effect);
        let mut found = BTreeSet::new();
        for (place, (a, is_vacant, is_taken)) in ways.iter().enumerate() {
            for (b, other_vacant, other_taken) in ways.iter().skip(place.saturating_add(1)) {
                let what = match (is_vacant == other_vacant, is_taken == other_taken) {
                    (true, _) => Unknown::SeatPeople(index),
                    (false, true) => Unknown::SeatVacant(index),
                    (false, false) => continue,
                };
                if a != b {
                    found.insert((what, *a.min(b), *a.max(b)));
                }
            }
        }
        found.into_iter().collect()
    });
    let matters = |(what, a, b): Pair<'k>| {
        let (a, b) = (kept.of(a), kept.of(b));
        (a != b).then_some((what, a, b))
    };
    let all = people.chain(seats).map(|pairs: Vec<Pair<'k>>| {
        let found: BTreeSet<Pair<'k>> = crate::order::set_of(pairs.into_iter().filter_map(matters));
        found.into_iter().collect()
    });
    all.collect()
}

/// The same, of the numbers of their values.
fn differ_in(one: &[u16], other: &[u16], setting: usize) -> bool {
    let mut pairs = one.iter().zip(other).enumerate();
    pairs.all(|(place, (a, b))| *a == 0 || *b == 0 || (a == b) != (place == setting))
}

/// Whether two ways differ in one setting alone, as far as both were asked.
pub(crate) fn is_alone(one: &Assignment<'_>, other: &Assignment<'_>, id: &str) -> bool {
    one.contains_key(id)
        && other.contains_key(id)
        && one.iter().all(|(key, value)| match other.get(key) {
            Some(there) => (there == value) != (*key == id),
            None => true,
        })
}
