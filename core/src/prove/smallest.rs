//! The fewest answers with which something holds, whatever is answered to the other questions.
//!
//! Answers are proposed, and each time the solver finds a way of answering the rest for which it
//! does not hold: the next proposal has to differ from that. The first proposal that cannot be
//! refuted is a smallest one, since fewer answers were proposed before.

use super::circuit::{Edge, Helping, Values};
use super::sat::{Sat, Spent, Work};
use super::world::World;
use batsat::Lit;

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
    fn allows(&self, slot: usize, cell: usize) -> bool {
        let given = self.given.get(slot).and_then(Option::as_ref);
        given.is_none_or(|cells| cells.contains(&cell))
    }

    /// Whether an answer says more than what is given.
    fn is_change(&self, slot: usize, cell: usize) -> bool {
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
    let mut proposer = Proposer::new(world, sought);
    let cone = world.circuit.cone(&[sought.always]);
    let helping = world.circuit.helping(sought.always);
    let mut values = Values::default();
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
        let without = ruled_out(world, sought, &answers);
        if world.can_within(&[sought.always.not()], &without, work)? {
            let refuting = widened(world, sought, (&cone, &helping), &answers, &mut values, work);
            proposer.refute(&refuting, sought);
        } else if sought.possible.is_empty() || possible(world, sought, &answers, &without, work)? {
            proposer.block(&answers);
            found.push(plainest(world, sought, answers, work)?);
            if found.len() >= sought.limit {
                return Ok(found);
            }
        } else {
            proposer.refuse(&answers, sought);
        }
    }
}

/// The cells in which slots cannot stand with these answers.
fn ruled_out(world: &World, sought: &Sought, answers: &Answers) -> Vec<(usize, usize)> {
    let mut without = Vec::new();
    for (slot, of) in world.slots.iter().enumerate() {
        let answered = answers.iter().find(|(own, _)| *own == slot);
        for cell in 0..of.answers.len() {
            let stays = match answered {
                Some((_, own)) => *own == cell,
                None => sought.allows(slot, cell),
            };
            if !stays {
                without.push((slot, cell));
            }
        }
    }
    without
}

/// The same questions with the earliest answers that do; only where one way is looked for, since
/// all ways are listed as they are.
fn plainest(
    world: &mut World,
    sought: &Sought,
    answers: Answers,
    work: &Work,
) -> Result<Answers, Spent> {
    let mut plainest = answers;
    if sought.limit > 1 {
        return Ok(plainest);
    }
    for (index, (slot, cell)) in plainest.clone().into_iter().enumerate() {
        for earlier in (0..cell).filter(|earlier| sought.is_change(slot, *earlier)) {
            let mut tried = plainest.clone();
            if let Some(place) = tried.get_mut(index) {
                *place = (slot, earlier);
            }
            let without = ruled_out(world, sought, &tried);
            let holds = !world.can_within(&[sought.always.not()], &without, work)?
                && (sought.possible.is_empty() || possible(world, sought, &tried, &without, work)?);
            if holds {
                plainest = tried;
                break;
            }
        }
    }
    Ok(plainest)
}

/// Whether what has to be possible is so with these answers; where others are given, with those.
fn possible(
    world: &mut World,
    sought: &Sought,
    answers: &Answers,
    without: &[(usize, usize)],
    work: &Work,
) -> Result<bool, Spent> {
    if sought.given.is_empty() {
        world.can(&sought.possible, answers, work)
    } else {
        world.can_within(&sought.possible, without, work)
    }
}

/// The counter-example found last, with as many of the answers that help as it bears.
fn widened(
    world: &World,
    sought: &Sought,
    (cone, helping): (&[usize], &Helping),
    answers: &Answers,
    values: &mut Values,
    work: &Work,
) -> Vec<usize> {
    let mut cells = world.found();
    let mut slots: Vec<&usize> = helping.keys().collect();
    slots.sort_unstable();
    for slot in slots {
        if answers.iter().any(|(own, _)| own == slot) {
            continue;
        }
        let of_cell = |cell: usize| {
            let sets = helping.get(slot).into_iter().flatten();
            sets.filter(|set| set.get(cell) == Some(&true)).count()
        };
        let Some(before) = cells.get(*slot).copied() else { continue };
        let count = world.slots.get(*slot).map_or(0, |slot| slot.answers.len());
        let mut others: Vec<usize> = (0..count)
            .filter(|cell| of_cell(*cell) > of_cell(before) && sought.allows(*slot, *cell))
            .collect();
        others.sort_by_key(|cell| std::cmp::Reverse(of_cell(*cell)));
        for other in others {
            set(&mut cells, *slot, other);
            work.spend(u64::try_from(cone.len()).unwrap_or(u64::MAX));
            world.circuit.look_at(cone, &cells, values);
            if !values.is(sought.always) {
                break;
            }
            set(&mut cells, *slot, before);
        }
    }
    cells
}

fn set(cells: &mut [usize], slot: usize, cell: usize) {
    if let Some(place) = cells.get_mut(slot) {
        *place = cell;
    }
}

/// Chooses answers that no counter-example refutes.
struct Proposer {
    sat: Sat,
    /// The answers to choose from, with the literal that says they are chosen.
    choices: Vec<(usize, usize, Lit)>,
    slots: Vec<usize>,
    /// At `k`: more than so many are chosen.
    more_than: Vec<Lit>,
}

impl Proposer {
    fn new(world: &World, sought: &Sought) -> Proposer {
        let mut sat = Sat::new();
        let helping = world.circuit.helping(sought.always);
        let mut slots: Vec<usize> =
            helping.keys().copied().filter(|slot| !sought.fixed.contains(slot)).collect();
        slots.sort_unstable();
        let mut choices = Vec::new();
        let mut chosen = Vec::new();
        for slot in &slots {
            let count = world.slots.get(*slot).map_or(0, |slot| slot.answers.len());
            let helps = |cell: &usize| {
                let mut sets = helping.get(slot).into_iter().flatten();
                sets.any(|set| set.get(*cell) == Some(&true))
            };
            let own: Vec<Lit> = (0..count)
                .filter(|cell| helps(cell) && sought.is_change(*slot, *cell))
                .map(|cell| {
                    let literal = sat.fresh();
                    choices.push((*slot, cell, literal));
                    literal
                })
                .collect();
            for (index, one) in own.iter().enumerate() {
                for other in own.iter().skip(index.saturating_add(1)) {
                    sat.clause([!*one, !*other]);
                }
            }
            if !own.is_empty() {
                let any = sat.fresh();
                for one in &own {
                    sat.clause([!*one, any]);
                }
                chosen.push(any);
            }
        }
        Proposer { more_than: Vec::new(), sat, choices, slots: Vec::new() }.counting(chosen)
    }

    fn counting(mut self, chosen: Vec<Lit>) -> Proposer {
        self.slots = (0..chosen.len()).collect();
        // Counted only as far as anybody looks: cases have few answers.
        let columns = chosen.len().min(MOST_COUNTED);
        let mut sums: Vec<Option<Lit>> = vec![None; columns];
        for part in chosen {
            for k in (0..columns).rev() {
                let fewer = match k.checked_sub(1) {
                    None => None,
                    Some(below) => match sums.get(below).copied().flatten() {
                        Some(sum) => Some(sum),
                        None => continue,
                    },
                };
                let sum = match sums.get(k).copied().flatten() {
                    Some(before) => {
                        let sum = self.sat.fresh();
                        self.sat.clause([!before, sum]);
                        sum
                    }
                    None => self.sat.fresh(),
                };
                self.sat.clause([!part, sum].into_iter().chain(fewer.map(|fewer| !fewer)));
                if let Some(place) = sums.get_mut(k) {
                    *place = Some(sum);
                }
            }
        }
        self.more_than = sums.into_iter().flatten().collect();
        self
    }

    fn slots(&self) -> usize {
        self.slots.len()
    }

    /// At most so many answers that were not refuted, where there are any.
    fn propose(&mut self, size: usize, work: &Work) -> Result<Option<Answers>, Spent> {
        let limit: Vec<Lit> = self.more_than.get(size).map(|more| !*more).into_iter().collect();
        let can = self.sat.holds(&limit, work)?;
        let chosen = self.choices.iter().filter(|(.., literal)| self.sat.value(*literal));
        Ok(can.then(|| chosen.map(|(slot, cell, _)| (*slot, *cell)).collect()))
    }

    fn propose_any(&mut self, work: &Work) -> Result<bool, Spent> {
        self.sat.holds(&[], work)
    }

    /// Something has to be answered otherwise than in the counter-example.
    fn refute(&mut self, cells: &[usize], sought: &Sought) {
        let mut clause = Vec::new();
        for (slot, cell, literal) in &self.choices {
            let is_same = cells.get(*slot) == Some(cell);
            if !is_same {
                clause.push(*literal);
            } else if !sought.allows(*slot, *cell) {
                clause.push(!*literal);
            }
        }
        self.sat.clause(clause);
    }

    /// Never just these again; where nothing else is given, nothing that has them either.
    fn refuse(&mut self, answers: &[(usize, usize)], sought: &Sought) {
        if sought.given.is_empty() {
            return self.block(answers);
        }
        let chosen = self.choices.iter();
        let clause =
            chosen.map(
                |(slot, cell, literal)| {
                    if answers.contains(&(*slot, *cell)) { !*literal } else { *literal }
                },
            );
        let clause: Vec<Lit> = clause.collect();
        self.sat.clause(clause);
    }

    /// Never all of these again.
    fn block(&mut self, answers: &[(usize, usize)]) {
        let chosen = self.choices.iter();
        let chosen = chosen.filter(|(slot, cell, _)| answers.contains(&(*slot, *cell)));
        let clause: Vec<Lit> = chosen.map(|(.., literal)| !*literal).collect();
        self.sat.clause(clause);
    }
}

/// So many answers are counted exactly; a case that needs more is not called the smallest.
const MOST_COUNTED: usize = 24;
