//! Runs the rules over the rows of a table.

use super::column::Column;
use super::outcomes::{NO_RULE, Outcomes, Plane};
use super::reading::Reading;
use crate::compile::{AnyGoal, NodeId, Register, RegisterId, Ruleset, Slices, bits, register};
use crate::error::Problem;
use crate::evaluate::{Known, Search};
use crate::pack::Then;
use crate::truth::Truth;
use std::ops::Range;
use std::sync::Arc;

/// How many words of rows are judged together.
const ABREAST: usize = 4;
/// Those of what is certain and those of what is possible.
const WORDS: usize = 2 * ABREAST;

/// The groups of goals, in the order in which the steps have them.
const ROUTES: usize = 0;
const CONSENT: usize = 1;
const LEVELS: usize = 2;
const APPLIES: usize = 3;
const DECIDING: usize = 4;

/// The rules of one subject on one day, made ready for columns.
#[derive(Clone, Debug)]
pub struct Columnar {
    base: Known,
    slices: Arc<Slices>,
    tangles: Vec<Tangle>,
    /// The rules that lead to a level: position, level, and whether their truth may need a search.
    deciding: Vec<(u16, u8, bool)>,
    /// The literals that any goal is entangled in.
    entangled: Vec<RegisterId>,
}

/// A goal that words of bits may leave open although every filling gives the same.
#[derive(Clone, Debug)]
struct Tangle {
    /// `None`: the level.
    goal: Option<RegisterId>,
    literals: Vec<RegisterId>,
}

/// Columns that can be asked about.
pub struct Table<'c> {
    columnar: &'c Columnar,
    /// What is known of every row besides the columns.
    base: Known,
    readings: Vec<Reading<'c>>,
    rows: usize,
}

impl Columnar {
    /// Makes rules ready. What is recorded and set in `base` holds for every row.
    #[must_use]
    pub fn new(base: &Known) -> Columnar {
        let rules = base.rules();
        let any_of = |goal: &AnyGoal| goal.nodes.clone();
        let consent = rules.consent.iter();
        let groups = [
            rules.routes.iter().map(|route| any_of(&route.goal)).collect(),
            consent.map(|one| one.goal.as_ref().map(any_of).unwrap_or_default()).collect(),
            rules.reach.iter().map(|reach| any_of(&reach.own)).collect(),
            vec![any_of(&rules.applies_goal)],
            level_rules(rules).map(|(_, _, node)| vec![node]).collect(),
        ];
        let slices = Slices::new(&rules.nodes, &groups, &rules.entangled);
        let is_tangled = |node| rules.nodes.is_tangled(node);
        let deciding =
            level_rules(rules).map(|(rule, level, node)| (rule, level, is_tangled(node)));
        Columnar {
            tangles: tangles(rules, &slices),
            deciding: deciding.collect(),
            entangled: bits::indices(&rules.entangled)
                .filter_map(|literal| slices.register_of(literal))
                .collect(),
            slices: Arc::new(slices),
            base: base.clone(),
        }
    }

    /// The same with something else that holds for every row, such as another day. Rules that
    /// have been made ready are not made ready again.
    #[must_use]
    pub fn with_base(&self, base: &Known) -> Columnar {
        if Arc::ptr_eq(self.base.rules(), base.rules()) {
            return Columnar { base: base.clone(), ..self.clone() };
        }
        Columnar::new(base)
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &Arc<Ruleset> {
        self.base.rules()
    }

    /// A table of so many rows, each column with the fact that it answers. What no column answers
    /// was not asked.
    ///
    /// # Errors
    ///
    /// `case.unknown-fact` and `json.duplicate-key` for a column, `case.wrong-kind` and
    /// `case.unknown-option` where it holds no answers to its fact.
    pub fn table<'c>(
        &'c self,
        rows: usize,
        columns: &[(&str, Column<'c>)],
    ) -> Result<Table<'c>, Problem> {
        let mut base = self.base.clone();
        let mut readings: Vec<Reading<'c>> = Vec::with_capacity(columns.len());
        for (fact, column) in columns {
            let slot = base.slot(fact)?;
            if readings.iter().any(|reading| reading.slot == slot) {
                let message = format!("fact `{fact}` has two columns; keep one");
                return Err(Problem::new("json.duplicate-key", format!("/{fact}"), message));
            }
            let reading = Reading::new(&mut base, &self.slices, slot, *column);
            readings.push(reading.map_err(|problem| at_column(fact, problem))?);
        }
        Ok(Table { columnar: self, base, readings, rows })
    }
}

fn at_column(fact: &str, problem: Problem) -> Problem {
    Problem { at: format!("/{fact}{}", problem.at), ..problem }
}

/// The rules that lead to a level: position, level and condition.
fn level_rules(rules: &Ruleset) -> impl Iterator<Item = (u16, u8, NodeId)> {
    rules.rules.iter().zip(0_u16..).filter_map(|(slot, rule)| match slot.rule.is.then {
        Then::Level { number, .. } => Some((rule, number, slot.part.pair.holds)),
        _ => None,
    })
}

fn tangles(rules: &Ruleset, slices: &Slices) -> Vec<Tangle> {
    let of = |goal: Option<RegisterId>, masks: &[&Vec<u64>]| {
        let literals = masks.iter().flat_map(|mask| bits::indices(mask));
        let mut literals: Vec<RegisterId> =
            literals.filter_map(|literal| slices.register_of(literal)).collect();
        literals.sort_unstable();
        literals.dedup();
        Tangle { goal, literals }
    };
    let levels: Vec<&Vec<u64>> = rules.reach.iter().map(|reach| &reach.whole.entangled).collect();
    let mut tangles = vec![of(None, &levels)];
    let goals = |group: usize| slices.goals(group).iter().copied();
    for (route, goal) in rules.routes.iter().zip(goals(ROUTES)) {
        tangles.push(of(Some(goal), &[&route.goal.entangled]));
    }
    for (consent, goal) in rules.consent.iter().zip(goals(CONSENT)) {
        if let Some(unless) = &consent.goal {
            tangles.push(of(Some(goal), &[&unless.entangled]));
        }
    }
    tangles.extend(goals(APPLIES).map(|goal| of(Some(goal), &[&rules.applies_goal.entangled])));
    tangles.retain(|tangle| !tangle.literals.is_empty());
    tangles
}

impl Table<'_> {
    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What is known of one row.
    #[must_use]
    pub fn known(&self, row: usize) -> Known {
        let mut known = self.base.clone();
        for reading in &self.readings {
            if let Some(answer) = reading.column.answer(row) {
                // INVARIANT: the columns were found to hold answers to their facts.
                let _ = known.record_at(reading.slot, &answer);
            }
        }
        known
    }

    /// The outcomes of a range of rows, which begins at a multiple of 64.
    ///
    /// # Errors
    ///
    /// `case.wrong-kind` for a negative count or one too large, `case.not-a-date` for a day outside
    /// the years 1 to 9999; the place names column and row.
    pub fn outcomes(&self, rows: Range<usize>) -> Result<Outcomes, Problem> {
        let end = rows.end.min(self.rows);
        let begin = (rows.start & !63).min(end);
        let count = end.saturating_sub(begin);
        let mut outcomes = self.empty(count);
        let mut registers: Vec<Register<WORDS>> = self.columnar.slices.registers();
        self.broadcast(&mut registers);
        let mut at = 0_usize;
        while at < count {
            let found = self.block(begin, at, count, &mut registers, &mut outcomes)?;
            for (word, rows) in found.into_iter().enumerate() {
                for bit in bits::indices(&[rows]) {
                    let row = at.saturating_add(word << 6).saturating_add(usize::from(bit));
                    let known = self.known(begin.saturating_add(row));
                    outcomes.put(row, &known.outcome());
                    if let Some(place) = outcomes.deciding.get_mut(row) {
                        *place = self.deciding_of(&known, &outcomes.at_least, row);
                    }
                }
            }
            at = at.saturating_add(64 * ABREAST);
        }
        Ok(outcomes)
    }

    fn empty(&self, rows: usize) -> Outcomes {
        let words = bits::words_for(rows);
        let plane = || Plane { certain: vec![0; words], possible: vec![0; words] };
        let rules = self.columnar.rules();
        Outcomes {
            rows,
            has_levels: !rules.levels.is_empty(),
            at_least: vec![1; rows],
            at_most: vec![1; rows],
            applies: plane(),
            routes: rules.routes.iter().map(|_| plane()).collect(),
            without_consent: rules.consent.iter().map(|_| plane()).collect(),
            inexact: vec![0; words],
            deciding: vec![NO_RULE; rows],
            searched: 0,
        }
    }

    /// Fills the registers of literals that no column changes.
    fn broadcast(&self, registers: &mut [Register<WORDS>]) {
        for (literal, place) in self.columnar.slices.literals() {
            let Some(register) = registers.get_mut(*place as usize) else { continue };
            let all = |set: &[u64]| if bits::has(set, *literal) { u64::MAX } else { 0 };
            let (certain, possible) = register.split_at_mut(ABREAST);
            certain.fill(all(&self.base.certain));
            possible.fill(all(&self.base.possible));
        }
    }

    /// Judges some words of rows; gives the rows that have to be looked at by themselves.
    fn block(
        &self,
        begin: usize,
        at: usize,
        count: usize,
        registers: &mut [Register<WORDS>],
        outcomes: &mut Outcomes,
    ) -> Result<[u64; ABREAST], Problem> {
        let mut here = [0_u64; ABREAST];
        for (word, here) in here.iter_mut().enumerate() {
            let left = count.saturating_sub(at.saturating_add(word << 6));
            *here = if left >= 64 { u64::MAX } else { (1_u64 << (left & 63)).wrapping_sub(1) };
        }
        for reading in self.readings.iter().filter(|reading| !reading.is_idle()) {
            for (word, here) in here.iter().enumerate().filter(|(_, here)| **here != 0) {
                let row = begin.saturating_add(at).saturating_add(word << 6);
                reading.fill(row, *here, word, registers).map_err(|problem| {
                    let fact = self.columnar.rules().fact(reading.slot);
                    at_column(fact.map_or("", |slot| slot.fact.is.id.as_str()), problem)
                })?;
            }
        }
        let slices = &self.columnar.slices;
        slices.run(registers);
        let word = at >> 6;
        for (group, planes) in
            [(ROUTES, &mut outcomes.routes), (CONSENT, &mut outcomes.without_consent)]
        {
            for (goal, plane) in slices.goals(group).iter().zip(planes) {
                copy(register(registers, *goal), &here, word, plane);
            }
        }
        if let Some(goal) = slices.goals(APPLIES).first() {
            copy(register(registers, *goal), &here, word, &mut outcomes.applies);
        }
        let reached = self.reached(registers);
        for half in 0..2 {
            let levels = if half == 0 { &mut outcomes.at_least } else { &mut outcomes.at_most };
            write_levels(&reached, half * ABREAST, at, levels);
        }
        let mut search = self.tangled(registers, &reached);
        self.decide(registers, at, &here, outcomes, &mut search);
        search.iter_mut().zip(here).for_each(|(search, here)| *search &= here);
        Ok(search)
    }

    /// For each level from the second on, whether it or a higher one is reached.
    fn reached(&self, registers: &[Register<WORDS>]) -> Vec<Register<WORDS>> {
        let own = self.columnar.slices.goals(LEVELS).iter().rev();
        let mut above = [0_u64; WORDS];
        let mut reached: Vec<Register<WORDS>> = own
            .map(|goal| {
                above.iter_mut().zip(register(registers, *goal)).for_each(|(all, own)| *all |= own);
                above
            })
            .collect();
        reached.reverse();
        reached
    }

    /// The rows in which something is open that trying cells may settle.
    fn tangled(
        &self,
        registers: &[Register<WORDS>],
        reached: &[Register<WORDS>],
    ) -> [u64; ABREAST] {
        let mut found = [0_u64; ABREAST];
        for tangle in &self.columnar.tangles {
            let undecided = match tangle.goal {
                Some(goal) => open(register(registers, goal)),
                None => joined(reached.iter().map(open)),
            };
            if undecided == [0; ABREAST] {
                continue;
            }
            let literals = tangle.literals.iter();
            let tangled = joined(literals.map(|literal| open(register(registers, *literal))));
            for ((found, undecided), tangled) in found.iter_mut().zip(undecided).zip(tangled) {
                *found |= undecided & tangled;
            }
        }
        found
    }

    /// Notes for each row the first rule that leads to the level that is certain.
    fn decide(
        &self,
        registers: &[Register<WORDS>],
        at: usize,
        here: &[u64; ABREAST],
        outcomes: &mut Outcomes,
        search: &mut [u64; ABREAST],
    ) {
        let goals = self.columnar.slices.goals(DECIDING);
        let mut entangled = None;
        let mut taken = [0_u64; ABREAST];
        for ((rule, level, is_tangled), goal) in self.columnar.deciding.iter().zip(goals) {
            let holds = register(registers, *goal);
            let undecided = open(holds);
            for word in 0..ABREAST {
                let of = |words: &[u64]| words.get(word).copied().unwrap_or(0);
                let at_level = |rows: u64, outcomes: &Outcomes| {
                    bits::indices(&[rows]).fold(0_u64, |found, bit| {
                        let row = at.saturating_add(word << 6).saturating_add(usize::from(bit));
                        let same = outcomes.at_least.get(row) == Some(level);
                        found | u64::from(same) << bit
                    })
                };
                let left = of(here) & !of(&taken);
                let new = at_level(of(holds) & left, outcomes);
                for bit in bits::indices(&[new]) {
                    let row = at.saturating_add(word << 6).saturating_add(usize::from(bit));
                    if let Some(place) = outcomes.deciding.get_mut(row) {
                        *place = *rule;
                    }
                }
                if let Some(taken) = taken.get_mut(word) {
                    *taken |= new;
                }
                if *is_tangled && of(&undecided) & left != 0 {
                    let entangled = *entangled.get_or_insert_with(|| {
                        let literals = self.columnar.entangled.iter();
                        joined(literals.map(|literal| open(register(registers, *literal))))
                    });
                    let doubtful = of(&undecided) & left & of(&entangled);
                    let doubtful = at_level(doubtful, outcomes);
                    if let Some(search) = search.get_mut(word) {
                        *search |= doubtful;
                    }
                }
            }
        }
    }

    /// The same for one row by itself.
    fn deciding_of(&self, known: &Known, levels: &[u8], row: usize) -> u16 {
        let search = Search::new(known);
        let rules = self.columnar.rules();
        let mut of_level = rules.rules.iter().zip(0_u16..).filter(|(slot, _)| {
            matches!(slot.rule.is.then, Then::Level { number, .. } if levels.get(row) == Some(&number))
        });
        let first = of_level.find(|(slot, _)| {
            let pair = slot.part.pair;
            search.truth(pair.holds, pair.fails) == Truth::True
        });
        first.map_or(NO_RULE, |(_, rule)| rule)
    }
}

/// What is possible and not certain.
#[inline]
fn open(register: &Register<WORDS>) -> [u64; ABREAST] {
    let (certain, possible) = register.split_at(ABREAST);
    let mut open = [0_u64; ABREAST];
    for ((open, certain), possible) in open.iter_mut().zip(certain).zip(possible) {
        *open = possible & !certain;
    }
    open
}

fn joined(words: impl Iterator<Item = [u64; ABREAST]>) -> [u64; ABREAST] {
    words.fold([0; ABREAST], |mut all, more| {
        all.iter_mut().zip(more).for_each(|(all, more)| *all |= more);
        all
    })
}

/// Puts the words of one condition where the outcomes have them.
fn copy(register: &Register<WORDS>, here: &[u64; ABREAST], word: usize, plane: &mut Plane) {
    let (certain, possible) = register.split_at(ABREAST);
    for (from, to) in [(certain, &mut plane.certain), (possible, &mut plane.possible)] {
        let places = to.iter_mut().skip(word);
        places.zip(from).zip(here).for_each(|((to, from), here)| *to = from & here);
    }
}

/// Writes one more than the number of levels reached, a byte a row.
fn write_levels(reached: &[Register<WORDS>], from: usize, at: usize, levels: &mut [u8]) {
    for word in 0..ABREAST {
        let begin = at.saturating_add(word << 6);
        let rows = levels.get_mut(begin..).unwrap_or(&mut []);
        for (eight, shift) in rows.chunks_mut(8).take(8).zip((0_u32..).step_by(8)) {
            let sum = reached.iter().fold(0x0101_0101_0101_0101_u64, |sum, register| {
                let rows = register.get(from.saturating_add(word)).copied().unwrap_or(0);
                sum.wrapping_add(spread(rows >> (shift & 63) & 0xff))
            });
            eight.iter_mut().zip(sum.to_le_bytes()).for_each(|(row, level)| *row = level);
        }
    }
}

/// Eight bits as eight bytes of 0 or 1, the lowest first.
#[inline]
fn spread(bits: u64) -> u64 {
    let own = bits.wrapping_mul(0x0101_0101_0101_0101) & 0x8040_2010_0804_0201;
    own.wrapping_add(0x7f7f_7f7f_7f7f_7f7f) >> 7 & 0x0101_0101_0101_0101
}
