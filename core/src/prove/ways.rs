//! All smallest ways of answering otherwise with which something holds, whatever is answered to what
//! is open, and with which the answers can stand together.
//!
//! Answers are proposed, the fewest first.
//! A proposal is *refuted* by a case that it allows and that does not show what is wanted, and
//! *refused* where no case that it allows stands together.
//! Either says what the next proposal has to do otherwise, so that none that holds is passed over:
//! an answer that helps neither what is wanted nor the standing together can be left out of every
//! way, since both are monotone in the parts of its range that answers lie in.

use super::circuit::{Edge, Helping, Values};
use super::sat::{Sat, Spent, Work};
use super::smallest::Answers;
use super::world::World;
use batsat::Lit;

/// What is looked for.
pub(super) struct Wish {
    /// Holds for every way of answering what is open.
    pub always: Edge,
    /// What holds of answers that stand together.
    pub together: Vec<Edge>,
    /// In which cells each slot may stand by what is answered now.
    pub given: Vec<Vec<usize>>,
    /// Slots whose answers stand.
    pub fixed: Vec<usize>,
    /// At most so many answers.
    pub most: usize,
    /// At most so many ways.
    pub limit: usize,
}

impl Wish {
    /// Whether a slot may stand in a cell as it is.
    fn allows(&self, slot: usize, cell: usize) -> bool {
        self.given.get(slot).is_none_or(|cells| cells.contains(&cell))
    }

    /// Whether an answer says more than what is given, or something else.
    fn is_change(&self, slot: usize, cell: usize) -> bool {
        self.given.get(slot).is_none_or(|cells| cells.as_slice() != [cell])
    }

    /// Whether a slot may stand in a cell with these answers in place of what is given.
    fn allows_with(&self, answers: &Answers, slot: usize, cell: usize) -> bool {
        match answers.iter().find(|(own, _)| *own == slot) {
            Some((_, own)) => *own == cell,
            None => self.allows(slot, cell),
        }
    }
}

/// The ways, the smallest first; none contains another.
///
/// # Errors
///
/// The work was spent; what was found until then is lost.
pub(super) fn ways(world: &mut World, wish: &Wish, work: &Work) -> Result<Vec<Answers>, Spent> {
    let together = world.circuit.all(wish.together.iter().copied());
    let helping = [wish.always, together].map(|edge| world.circuit.helping(edge));
    let cone = world.circuit.cone(&[wish.always]);
    let mut proposer = Proposer::new(world, wish, &helping);
    let [wanted, standing] = &helping;
    let mut values = Values::default();
    let mut found = Vec::new();
    let mut size = 0_usize;
    loop {
        let Some(answers) = proposer.propose(size, work)? else {
            if size >= wish.most || !proposer.has_more(work)? {
                return Ok(found);
            }
            size = size.saturating_add(1);
            continue;
        };
        let without = ruled_out(world, wish, &answers);
        if world.can_within(&[wish.always.not()], &[], &without, work)? {
            let cells = widened(world, wish, (&cone, wanted), &answers, &mut values, work);
            proposer.refute(&cells, wish, wanted);
        } else if world.can_within(&wish.together, &[], &without, work)? {
            proposer.block(&answers);
            found.push(answers);
            if found.len() >= wish.limit {
                return Ok(found);
            }
        } else {
            proposer.refuse(&answers, wish, standing);
        }
    }
}

/// The cells in which slots cannot stand with these answers.
fn ruled_out(world: &World, wish: &Wish, answers: &Answers) -> Vec<(usize, usize)> {
    let mut without = Vec::new();
    for (slot, of) in world.slots.iter().enumerate() {
        let cells = 0..of.answers.len();
        let gone = cells.filter(|cell| !wish.allows_with(answers, slot, *cell));
        without.extend(gone.map(|cell| (slot, cell)));
    }
    without
}

/// How many of the parts of its range that help a slot has a cell of.
fn helped(helping: &Helping, slot: usize, cell: usize) -> usize {
    let sets = helping.get(&slot).into_iter().flatten();
    sets.filter(|set| set.get(cell) == Some(&true)).count()
}

/// The counter-example found last, with as many answers that help as it bears: it refutes more.
fn widened(
    world: &World,
    wish: &Wish,
    (cone, helping): (&[usize], &Helping),
    answers: &Answers,
    values: &mut Values,
    work: &Work,
) -> Vec<usize> {
    let mut cells = world.found();
    let mut slots: Vec<usize> = helping.keys().copied().collect();
    slots.sort_unstable();
    slots.retain(|slot| !answers.iter().any(|(own, _)| own == slot));
    for slot in slots {
        let Some(before) = cells.get(slot).copied() else { continue };
        let count = world.slots.get(slot).map_or(0, |slot| slot.answers.len());
        let is_more = |cell: &usize| {
            helped(helping, slot, *cell) > helped(helping, slot, before) && wish.allows(slot, *cell)
        };
        let mut others: Vec<usize> = (0..count).filter(is_more).collect();
        others.sort_by_key(|cell| std::cmp::Reverse(helped(helping, slot, *cell)));
        for other in others {
            set(&mut cells, slot, other);
            work.spend(u64::try_from(cone.len()).unwrap_or(u64::MAX));
            world.circuit.look_at(cone, &cells, values);
            if !values.is(wish.always) {
                break;
            }
            set(&mut cells, slot, before);
        }
    }
    cells
}

fn set(cells: &mut [usize], slot: usize, cell: usize) {
    if let Some(place) = cells.get_mut(slot) {
        *place = cell;
    }
}

/// Chooses answers that nothing found so far speaks against.
struct Proposer {
    sat: Sat,
    /// The answers to choose from, with the literal that says they are chosen.
    choices: Vec<(usize, usize, Lit)>,
    /// At `k`: more than so many are chosen.
    more_than: Vec<Lit>,
}

impl Proposer {
    fn new(world: &World, wish: &Wish, helping: &[Helping; 2]) -> Proposer {
        let mut sat = Sat::new();
        let mut slots: Vec<usize> = helping.iter().flat_map(|one| one.keys().copied()).collect();
        slots.retain(|slot| !wish.fixed.contains(slot));
        slots.sort_unstable();
        slots.dedup();
        let (mut choices, mut chosen) = (Vec::new(), Vec::new());
        for slot in slots {
            let count = world.slots.get(slot).map_or(0, |slot| slot.answers.len());
            let helps = |cell: &usize| helping.iter().any(|one| helped(one, slot, *cell) > 0);
            let cells = (0..count).filter(|cell| helps(cell) && wish.is_change(slot, *cell));
            let own: Vec<(usize, usize, Lit)> =
                cells.map(|cell| (slot, cell, sat.fresh())).collect();
            for (index, (.., one)) in own.iter().enumerate() {
                for (.., other) in own.iter().skip(index.saturating_add(1)) {
                    sat.clause([!*one, !*other]);
                }
            }
            if !own.is_empty() {
                let any = sat.fresh();
                own.iter().for_each(|(.., one)| sat.clause([!*one, any]));
                chosen.push(any);
            }
            choices.extend(own);
        }
        let mut proposer = Proposer { sat, choices, more_than: Vec::new() };
        proposer.count(&chosen, wish.most);
        proposer
    }

    /// Literals that hold where more than so many are chosen, as far as anybody looks.
    fn count(&mut self, chosen: &[Lit], most: usize) {
        let columns = chosen.len().min(most.saturating_add(1));
        let mut sums: Vec<Lit> = Vec::new();
        for part in chosen {
            let mut next: Vec<Lit> = Vec::new();
            for k in 0..columns.min(sums.len().saturating_add(1)) {
                let sum = self.sat.fresh();
                if let Some(before) = sums.get(k) {
                    self.sat.clause([!*before, sum]);
                }
                let below = k.checked_sub(1).and_then(|below| sums.get(below));
                self.sat.clause([!*part, sum].into_iter().chain(below.map(|below| !*below)));
                next.push(sum);
            }
            sums = next;
        }
        self.more_than = sums;
    }

    /// At most so many answers against which nothing speaks, where there are any.
    fn propose(&mut self, size: usize, work: &Work) -> Result<Option<Answers>, Spent> {
        let limit: Vec<Lit> = self.more_than.get(size).map(|more| !*more).into_iter().collect();
        let can = self.sat.holds(&limit, work)?;
        let chosen = self.choices.iter().filter(|(.., literal)| self.sat.value(*literal));
        Ok(can.then(|| chosen.map(|(slot, cell, _)| (*slot, *cell)).collect()))
    }

    fn has_more(&mut self, work: &Work) -> Result<bool, Spent> {
        self.sat.holds(&[], work)
    }

    /// This case must not be allowed: something that helps what is wanted is answered otherwise.
    fn refute(&mut self, cells: &[usize], wish: &Wish, helping: &Helping) {
        let mut clause = Vec::new();
        for (slot, cell, literal) in &self.choices {
            let is_same = cells.get(*slot) == Some(cell);
            if !is_same && helped(helping, *slot, *cell) > 0 {
                clause.push(*literal);
            } else if is_same && !wish.allows(*slot, *cell) {
                clause.push(!*literal);
            }
        }
        self.sat.clause(clause);
    }

    /// Some slot has to be able to stand where it cannot with these, of those on which it hangs
    /// whether the answers stand together.
    fn refuse(&mut self, answers: &Answers, wish: &Wish, helping: &Helping) {
        let mut clause = Vec::new();
        for (slot, cell, literal) in &self.choices {
            if answers.contains(&(*slot, *cell)) {
                if helping.contains_key(slot) {
                    clause.push(!*literal);
                }
            } else if helped(helping, *slot, *cell) > 0 && !wish.allows_with(answers, *slot, *cell)
            {
                clause.push(*literal);
            }
        }
        self.sat.clause(clause);
    }

    /// Never all of these again.
    fn block(&mut self, answers: &Answers) {
        let chosen = self.choices.iter();
        let chosen = chosen.filter(|(slot, cell, _)| answers.contains(&(*slot, *cell)));
        let clause: Vec<Lit> = chosen.map(|(.., literal)| !*literal).collect();
        self.sat.clause(clause);
    }
}
