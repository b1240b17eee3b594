//! The fewest answers with which something holds, whatever is answered to the other questions.
//!
//! Answers are proposed, and each time a way of answering the rest is looked for with which it does
//! not hold: the next proposal has to help more than that. The first proposal that cannot be refuted
//! is a smallest one, since fewer answers were proposed before.

use super::circuit::{Bounds, Edge, Lanes};
use super::helps::{ANY, Helps};
use super::proposer::Proposer;
use super::prover::GATES_OF_A_STEP;
use super::sat::{Spent, Work};
use super::world::World;

/// Answers: slots with the cells in which they stand, in the order of the slots.
pub(super) type Answers = Vec<(usize, usize)>;

/// What is looked for.
pub(super) struct Sought {
    /// Holds for every way of answering the rest.
    pub always: Edge,
    /// Can hold together with what is answered.
    pub possible: Vec<Edge>,
    /// What each slot can be answered now; a proposal answers it otherwise. Empty: everything.
    pub given: Vec<Option<Vec<usize>>>,
    /// Slots that are not to be answered.
    pub fixed: Vec<usize>,
    /// At most so many answers.
    pub most: usize,
    /// At most so many proposals that hold.
    pub limit: usize,
}

impl Sought {
    pub(super) fn one(always: Edge, possible: Vec<Edge>) -> Sought {
        Sought {
            always,
            possible,
            given: Vec::new(),
            fixed: Vec::new(),
            most: usize::MAX,
            limit: 1,
        }
    }

    /// Whether a slot may stand in a cell without an answer to it.
    pub(super) fn allows(&self, slot: usize, cell: usize) -> bool {
        let given = self.given.get(slot).and_then(Option::as_ref);
        given.is_none_or(|cells| cells.contains(&cell))
    }

    /// Whether an answer says more than what is given.
    pub(super) fn is_change(&self, slot: usize, cell: usize) -> bool {
        let given = self.given.get(slot).and_then(Option::as_ref);
        given.is_none_or(|cells| cells.len() != 1 || cells.first() != Some(&cell))
    }
}

/// The proposals that hold, the smallest first; none contains another.
///
/// # Errors
///
/// The work was spent; what was found until then is lost.
pub(super) fn smallest(
    world: &mut World,
    sought: &Sought,
    work: &Work,
) -> Result<Vec<Answers>, Spent> {
    if sought.always == Edge::FALSE {
        return Ok(Vec::new());
    }
    let mut looking = Looking::new(world, sought, work);
    let mut proposer = Proposer::new(looking.world, sought, &looking.helps);
    let mut found = Vec::new();
    let most = sought.most.min(proposer.slots());
    let mut size = 0;
    loop {
        let Some(answers) = proposer.propose(size, work)? else {
            if size >= most || !proposer.propose_any(work)? {
                return Ok(found);
            }
            size = size.saturating_add(1);
            continue;
        };
        if let Some(refuting) = looking.refuted(&answers)? {
            for refuting in looking.widened(refuting, &answers) {
                proposer.refute(&refuting, &answers, sought, &looking.helps);
            }
        } else if let Some(blamed) = looking.impossible(&answers)? {
            proposer.allow_one_of(&blamed, &answers, sought);
        } else {
            proposer.block(&answers);
            found.push(looking.plainest(answers)?);
            if found.len() >= sought.limit {
                return Ok(found);
            }
        }
    }
}

/// So many cases that refute are made of one.
const MOST_AT_ONCE: usize = 12;

/// So many earlier answers are tried in place of those of a smallest case.
const MOST_EARLIER: usize = 200;

/// So many answers to what has no least helpful one are kept to be tried again.
const MOST_TRIED: usize = 48;

/// Everything that is looked at while one case is looked for.
struct Looking<'w> {
    world: &'w mut World,
    sought: &'w Sought,
    work: &'w Work,
    helps: Helps,
    cone: Vec<usize>,
    lanes: Lanes,
    /// Cases that refuted a proposal, the latest last.
    tried: Vec<Vec<usize>>,
}

impl<'w> Looking<'w> {
    fn new(world: &'w mut World, sought: &'w Sought, work: &'w Work) -> Looking<'w> {
        let helps = Helps::of(&world.circuit, sought.always);
        let cone = world.circuit.cone(&[sought.always]);
        let (lanes, tried) = (Lanes::default(), Vec::new());
        Looking { world, sought, work, helps, cone, lanes, tried }
    }

    /// The cells in which a slot can stand with these answers.
    fn left(&self, slot: usize, answers: &Answers) -> Vec<usize> {
        if let Some((_, cell)) = answers.iter().find(|(own, _)| *own == slot) {
            return vec![*cell];
        }
        let count = self.world.slots.get(slot).map_or(0, |slot| slot.answers.len());
        (0..count).filter(|cell| self.sought.allows(slot, *cell)).collect()
    }

    /// A way of answering the rest with which nothing is shown.
    ///
    /// Of a question of which one answer helps less than all others only that one is tried.
    fn refuted(&mut self, answers: &Answers) -> Result<Option<Vec<usize>>, Spent> {
        let mut cells = vec![0; self.world.slots.len()];
        let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut given = Vec::new();
        for slot in self.helps.slots() {
            let left = self.left(*slot, answers);
            match self.helps.least(*slot, &left) {
                Some(cell) => {
                    set(&mut cells, *slot, cell);
                    given.push((*slot, cell));
                }
                None => open.push((*slot, left)),
            }
        }
        // With the others as they were in cases that refuted earlier proposals.
        let mut lanes = vec![cells.clone()];
        for tried in self.tried.iter().rev().filter(|_| !open.is_empty()) {
            let mut lane = cells.clone();
            for (slot, left) in &open {
                let cell = tried.get(*slot).filter(|cell| left.contains(cell));
                set(&mut lane, *slot, cell.or(left.first()).copied().unwrap_or(0));
            }
            lanes.push(lane);
        }
        for (slot, left) in &open {
            if let Some(first) = lanes.first_mut() {
                set(first, *slot, left.first().copied().unwrap_or(0));
            }
        }
        let word = self.looked(|slot, marked| {
            let is_in = |lane: &Vec<usize>| {
                lane.get(slot).and_then(|cell| marked.get(*cell)) == Some(&true)
            };
            let holding = lanes.iter().enumerate().filter(|(_, lane)| is_in(lane));
            let word = holding.fold(0, |word, (n, _)| word | 1 << n);
            Bounds { may: word, must: word }
        });
        let fails = usize::try_from((!word).trailing_zeros()).unwrap_or(0);
        if fails < lanes.len() {
            return Ok(Some(lanes.swap_remove(fails)));
        }
        if open.is_empty() {
            return Ok(None);
        }
        let mut without = Vec::new();
        for (slot, left) in &open {
            let count = self.world.slots.get(*slot).map_or(0, |slot| slot.answers.len());
            without
                .extend((0..count).filter(|cell| !left.contains(cell)).map(|cell| (*slot, cell)));
        }
        let fails = [self.sought.always.not()];
        if !self.world.can_within(&fails, &given, &without, self.work)? {
            return Ok(None);
        }
        let found = self.world.found();
        for (slot, _) in open {
            set(&mut cells, slot, found.get(slot).copied().unwrap_or(0));
        }
        self.tried.push(cells.clone());
        if self.tried.len() > MOST_TRIED {
            self.tried.remove(0);
        }
        Ok(Some(cells))
    }

    /// In which of sixty-four cases it may hold, by where the slots may and must stand.
    fn looked(&mut self, is_in: impl Fn(usize, &[bool]) -> Bounds) -> u64 {
        let looked_at = u64::try_from(self.cone.len()).unwrap_or(u64::MAX);
        self.work.spend(looked_at.div_ceil(GATES_OF_A_STEP));
        self.world.circuit.look_at_lanes(&self.cone, is_in, &mut self.lanes);
        self.lanes.of(self.sought.always).may
    }

    /// A case that refutes, in several ways with as many answers as it bears put so that they help
    /// more; so each stands for more proposals.
    ///
    /// What one of them leaves as it was is put first in the next: as long as they need answers to
    /// different questions, that many are needed at least.
    fn widened(&mut self, mut cells: Vec<usize>, answers: &Answers) -> Vec<Vec<usize>> {
        let slots: Vec<usize> = self.helps.slots().iter().rev().copied().collect();
        self.strengthened(&mut cells, answers, &slots);
        let mut found = Vec::new();
        let mut needed: Vec<usize> = Vec::new();
        while found.len() < MOST_AT_ONCE {
            let others = slots.iter().filter(|slot| !needed.contains(slot));
            let order: Vec<usize> = needed.iter().chain(others).copied().collect();
            let mut widened = cells.clone();
            self.raise_all(&mut widened, &order);
            let is_left = |slot: &&usize| {
                let cell = widened.get(**slot).copied().unwrap_or(0);
                !self.helps.is_most(**slot, cell)
            };
            let left: Vec<usize> = slots.iter().filter(is_left).copied().collect();
            found.push(widened);
            if left.is_empty() || left.iter().any(|slot| needed.contains(slot)) {
                break;
            }
            needed.extend(left);
        }
        found
    }

    /// What nobody proposed to answer can stand in any cell, in some of which it helps more, though
    /// not everywhere.
    fn strengthened(&mut self, cells: &mut [usize], answers: &Answers, slots: &[usize]) {
        for slot in slots {
            if answers.iter().any(|(own, _)| own == slot) {
                continue;
            }
            let before = cells.get(*slot).copied().unwrap_or(0);
            for other in self.helps.stronger(*slot, before) {
                if self.helps.no_less((*slot, other), before) || !self.sought.allows(*slot, other) {
                    continue;
                }
                set(cells, *slot, other);
                if self.looked(|slot, marked| lane_of(marked, cells.get(slot))) == 0 {
                    break;
                }
                set(cells, *slot, before);
            }
        }
    }

    /// Puts whatever helps more than what it replaces, and no less: where it still fails with some of
    /// them it does with each alone, so that many are tried at once.
    fn raise_all(&mut self, cells: &mut [usize], slots: &[usize]) {
        let mut left: Vec<(usize, Vec<usize>)> = slots
            .iter()
            .map(|slot| (*slot, self.helps.above(*slot, cells.get(*slot).copied().unwrap_or(0))))
            .collect();
        loop {
            left.retain(|(_, above)| !above.is_empty());
            if left.is_empty() {
                return;
            }
            let raises: Vec<(usize, usize)> =
                left.iter_mut().map(|(slot, above)| (*slot, above.remove(0))).collect();
            let raised = self.raised(cells, &raises);
            left.retain(|(slot, _)| !raised.contains(slot));
        }
    }

    /// Puts as many of these as can be, one after the other, and says of which slots.
    fn raised(&mut self, cells: &mut [usize], raises: &[(usize, usize)]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut next = 0;
        while next < raises.len() {
            let some: Vec<(usize, usize)> = raises.iter().skip(next).take(64).copied().collect();
            // In each case one more of them than in the one before.
            let word = self.looked(|slot, marked| {
                let before = lane_of(marked, cells.get(slot));
                match some.iter().position(|(own, _)| *own == slot) {
                    None => before,
                    Some(at) => {
                        let from = u64::MAX << at;
                        let after = lane_of(marked, some.get(at).map(|(_, cell)| cell));
                        Bounds {
                            may: (before.may & !from) | (after.may & from),
                            must: (before.must & !from) | (after.must & from),
                        }
                    }
                }
            });
            let bears = usize::try_from(word.trailing_zeros()).unwrap_or(0).min(some.len());
            for (slot, cell) in some.iter().take(bears) {
                set(cells, *slot, *cell);
                found.push(*slot);
            }
            next = next.saturating_add(bears);
            if bears < some.len() {
                next = next.saturating_add(1);
            }
        }
        found
    }

    /// Whether what has to be possible is not so with these answers; where others are given, with
    /// those. What rules it out: cells in which slots cannot stand.
    fn impossible(&mut self, answers: &Answers) -> Result<Option<Answers>, Spent> {
        if self.sought.possible.is_empty() {
            return Ok(None);
        }
        let mut without = Vec::new();
        for slot in 0..self.world.slots.len() {
            if self.sought.given.is_empty() && !answers.iter().any(|(own, _)| *own == slot) {
                continue;
            }
            let left = self.left(slot, answers);
            let count = self.world.slots.get(slot).map_or(0, |slot| slot.answers.len());
            without.extend((0..count).filter(|cell| !left.contains(cell)).map(|cell| (slot, cell)));
        }
        self.world.ruled_out(&self.sought.possible, &without, self.work)
    }

    /// As many answers of which none can be put for an earlier one; only where one way is looked for,
    /// since all ways are listed as they are.
    fn plainest(&mut self, answers: Answers) -> Result<Answers, Spent> {
        let mut plainest = answers;
        if self.sought.limit > 1 {
            return Ok(plainest);
        }
        let mut left = MOST_EARLIER;
        for index in 0..plainest.len() {
            for earlier in self.earlier(&plainest, index) {
                if left == 0 {
                    return Ok(plainest);
                }
                left = left.saturating_sub(1);
                let mut tried = plainest.clone();
                if let Some(place) = tried.get_mut(index) {
                    *place = earlier;
                }
                if self.refuted(&tried)?.is_none() && self.impossible(&tried)?.is_none() {
                    plainest = tried;
                    break;
                }
            }
        }
        plainest.sort_unstable();
        Ok(plainest)
    }

    /// The answers that come before one of these, to its question or to one that is not answered.
    fn earlier(&self, answers: &Answers, index: usize) -> Answers {
        let Some((slot, cell)) = answers.get(index).copied() else { return Vec::new() };
        let mut found = Vec::new();
        for own in self.helps.slots().iter().copied().take_while(|own| *own <= slot) {
            if own != slot
                && (self.sought.fixed.contains(&own) || answers.iter().any(|(one, _)| *one == own))
            {
                continue;
            }
            let count = self.world.slots.get(own).map_or(0, |slot| slot.answers.len());
            let end = if own == slot { cell } else { count };
            let cells = (0..end)
                .filter(|cell| self.helps.helps(own, *cell) && self.sought.is_change(own, *cell));
            found.extend(cells.map(|cell| (own, cell)));
        }
        found
    }
}

/// Everywhere where the cell is marked, nowhere otherwise; perhaps where it is any.
fn lane_of(marked: &[bool], cell: Option<&usize>) -> Bounds {
    match cell {
        Some(&ANY) => Bounds { may: u64::MAX, must: 0 },
        cell if cell.and_then(|cell| marked.get(*cell)) == Some(&true) => {
            Bounds { may: u64::MAX, must: u64::MAX }
        }
        _ => Bounds { may: 0, must: 0 },
    }
}

fn set(cells: &mut [usize], slot: usize, cell: usize) {
    if let Some(place) = cells.get_mut(slot) {
        *place = cell;
    }
}
