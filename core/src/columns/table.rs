//! Runs the rules over the rows of a table.

use super::block::{ABREAST, WORDS, Words, Work};
use super::column::Column;
use super::outcomes::{NO_RULE, Outcomes, Plane};
use super::reading::Reading;
use crate::compile::{AnyGoal, NodeId, Register, RegisterId, Ruleset, Slices, bits};
use crate::error::Problem;
use crate::evaluate::{Known, Search};
use crate::pack::Then;
use crate::truth::Truth;
use std::ops::Range;
use std::sync::Arc;

/// The groups of goals, in the order in which the steps have them.
pub(super) const ROUTES: usize = 0;
pub(super) const CONSENT: usize = 1;
pub(super) const LEVELS: usize = 2;
pub(super) const APPLIES: usize = 3;
pub(super) const DECIDING: usize = 4;

/// The rules of one subject on one day, made ready for columns.
#[derive(Clone, Debug)]
pub struct Columnar {
    base: Known,
    pub(super) slices: Arc<Slices>,
    pub(super) tangles: Vec<Tangle>,
    /// The rules that lead to a level: position, level, and whether their truth may need a search.
    pub(super) deciding: Vec<(u16, u8, bool)>,
    /// The literals that any goal is entangled in.
    pub(super) entangled: Vec<RegisterId>,
}

/// A goal that words of bits may leave open although every filling gives the same.
#[derive(Clone, Debug)]
pub(super) struct Tangle {
    /// `None`: the level.
    pub goal: Option<RegisterId>,
    pub literals: Vec<RegisterId>,
}

/// Columns that can be asked about.
pub struct Table<'c> {
    pub(super) columnar: &'c Columnar,
    /// What is known of every row besides the columns.
    base: Known,
    pub(super) readings: Vec<Reading<'c>>,
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
    /// It is compiled where it is called, with the instructions that the caller may use.
    ///
    /// # Errors
    ///
    /// `case.wrong-kind` for a negative count or one too large, `case.not-a-date` for a day outside
    /// the years 1 to 9999; the place names column and row.
    #[inline(always)]
    pub fn outcomes(&self, rows: Range<usize>) -> Result<Outcomes, Problem> {
        let end = rows.end.min(self.rows);
        let begin = (rows.start & !63).min(end);
        let count = end.saturating_sub(begin);
        let mut outcomes = self.empty(count);
        let mut work = Work::new(self);
        let mut at = 0_usize;
        while at < count {
            let found = work.block(self, begin, at, &mut outcomes)?;
            if found != [0; ABREAST] {
                self.search(begin, at, &found, &mut outcomes);
            }
            at = at.saturating_add(64 * ABREAST);
        }
        Ok(outcomes)
    }

    /// A problem of the rows with the name of the column.
    #[inline(never)]
    pub(super) fn at_column(&self, reading: &Reading<'_>, problem: Problem) -> Problem {
        let fact = self.columnar.rules().fact(reading.slot);
        at_column(fact.map_or("", |slot| slot.fact.is.id.as_str()), problem)
    }

    /// Looks at rows by themselves.
    #[inline(never)]
    fn search(&self, begin: usize, at: usize, found: &Words, outcomes: &mut Outcomes) {
        for (word, rows) in found.iter().enumerate() {
            for bit in bits::indices(&[*rows]) {
                let row = at.saturating_add(word << 6).saturating_add(usize::from(bit));
                let known = self.known(begin.saturating_add(row));
                outcomes.put(row, &known.outcome());
                let rule = self.deciding_of(&known, &outcomes.at_least, row);
                outcomes.put_deciding(row, rule);
            }
        }
    }

    #[inline(never)]
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
            decided: vec![0; words],
            searched: 0,
        }
    }

    /// Fills the registers of literals that no column changes.
    #[inline(never)]
    pub(super) fn broadcast(&self, registers: &mut [Register<WORDS>]) {
        for (literal, place) in self.columnar.slices.literals() {
            let Some(register) = registers.get_mut(*place as usize) else { continue };
            let all = |set: &[u64]| if bits::has(set, *literal) { u64::MAX } else { 0 };
            let (certain, possible) = register.split_at_mut(ABREAST);
            certain.fill(all(&self.base.certain));
            possible.fill(all(&self.base.possible));
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
