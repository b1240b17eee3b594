//! Runs the rules over the rows of a table.

use super::block::{ABREAST, ROWS, WORDS, Words, Work};
use super::column::Column;
use super::opening::{Opening, openings};
use super::outcomes::{Outcomes, Plane};
use super::reading::Reading;
use crate::compile::{Register, Ruleset, Sliced, Wanted, bits};
use crate::error::Problem;
use crate::evaluate::{Known, Search};
use crate::truth::Truth;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The rules of one subject on one day, made ready for columns.
#[derive(Clone, Debug)]
pub struct Columnar {
    base: Known,
    pub(super) sliced: Arc<Sliced>,
}

/// Columns that can be asked about.
pub struct Table<'c> {
    pub(super) columnar: &'c Columnar,
    /// What is known of every row besides the columns.
    base: Known,
    pub(super) readings: Vec<Reading<'c>>,
    rows: usize,
    /// Found when some row needs them.
    openings: OnceLock<Option<Vec<Opening>>>,
}

impl Columnar {
    /// Makes rules ready. What is recorded and set in `base` holds for every row.
    #[must_use]
    pub fn new(base: &Known) -> Columnar {
        Columnar::wanting(base, Wanted::ALL)
    }

    /// The same for outcomes that say no more than is wanted.
    #[must_use]
    pub fn wanting(base: &Known, wanted: Wanted) -> Columnar {
        // What has been made ready stays with the rules.
        Columnar { sliced: base.rules().sliced(wanted), base: base.clone() }
    }

    /// The same with something else that holds for every row, such as another day.
    #[must_use]
    pub fn with_base(&self, base: &Known) -> Columnar {
        Columnar::wanting(base, self.sliced.wanted)
    }

    /// The positions, among the rules, of those that lead to a level; none where the rule that
    /// decides is not wanted.
    #[must_use]
    pub fn deciders(&self) -> &[u16] {
        &self.sliced.deciders
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
        let mut met = vec![0_u64; bits::words_for(base.rules().facts().count())];
        for (fact, column) in columns {
            let slot = base.slot(fact)?;
            if bits::has(&met, slot) {
                let message = format!("fact `{fact}` has two columns; keep one");
                return Err(Problem::new("json.duplicate-key", format!("/{fact}"), message));
            }
            bits::put(&mut met, slot, true);
            let reading = Reading::new(&mut base, &self.sliced.slices, slot, *column);
            readings.push(reading.map_err(|problem| at_column(fact, problem))?);
        }
        Ok(Table { columnar: self, base, readings, rows, openings: OnceLock::new() })
    }
}

fn at_column(fact: &str, problem: Problem) -> Problem {
    Problem { at: format!("/{fact}{}", problem.at), ..problem }
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
        let mut work = Work::new(self, count);
        let mut at = 0_usize;
        while at < count {
            work.read(self, begin.saturating_add(at), count.saturating_sub(at))?;
            for block in 0..work.blocks() {
                let left = count.saturating_sub(at);
                if left == 0 {
                    break;
                }
                let found = work.block(self, begin.saturating_add(at), block, left, &mut outcomes);
                if found != [0; ABREAST] {
                    self.search(begin, at, &found, &mut outcomes);
                }
                at = at.saturating_add(ROWS);
            }
        }
        Ok(outcomes)
    }

    /// The entangled variables, as blocks see them.
    #[inline(never)]
    pub(super) fn openings(&self) -> Option<&[Opening]> {
        let find = || openings(&self.columnar.sliced, &self.base, &self.readings);
        self.openings.get_or_init(find).as_deref()
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
                if self.columnar.sliced.wanted.deciding {
                    let decider = self.deciding_of(&known, &outcomes.at_least, row);
                    outcomes.put_deciding(row, decider);
                }
            }
        }
    }

    #[inline(never)]
    fn empty(&self, rows: usize) -> Outcomes {
        let words = || Vec::with_capacity(bits::words_for(rows));
        let plane = || Plane { certain: words(), possible: words() };
        let (rules, wanted) = (self.columnar.rules(), self.columnar.sliced.wanted);
        let planes = |of: usize| (0..of).filter(|_| wanted.routes).map(|_| plane()).collect();
        Outcomes {
            rows,
            has_levels: !rules.levels.is_empty(),
            at_least: Vec::with_capacity(rows),
            at_most: Vec::with_capacity(rows),
            settled: words(),
            applies: plane(),
            routes: planes(rules.routes.len()),
            without_consent: planes(rules.consent.len()),
            inexact: vec![0; bits::words_for(rows)],
            deciding: Vec::with_capacity(if wanted.deciding { rows } else { 0 }),
            deciders: Arc::clone(&self.columnar.sliced.deciders),
            decided: words(),
            searched: 0,
        }
    }

    /// Fills the registers of literals that no column changes.
    #[inline(never)]
    pub(super) fn broadcast(&self, registers: &mut [Register<WORDS>]) {
        for (literal, place) in self.columnar.sliced.slices.literals() {
            let Some(register) = registers.get_mut(*place as usize) else { continue };
            let all = |set: &[u64]| if bits::has(set, *literal) { u64::MAX } else { 0 };
            let (certain, possible) = register.split_at_mut(ABREAST);
            certain.fill(all(&self.base.certain));
            possible.fill(all(&self.base.possible));
        }
    }

    /// The rule that decides the level of one row by itself.
    fn deciding_of(&self, known: &Known, levels: &[u8], row: usize) -> Option<i32> {
        let search = Search::new(known);
        let rules = self.columnar.rules();
        let sliced = &self.columnar.sliced;
        let mut deciders = sliced.deciding.iter().zip(sliced.deciders.iter()).zip(0_i32..);
        let found = deciders.find(|((decider, rule), _)| {
            levels.get(row) == Some(&decider.level)
                && rules.rule(**rule).is_some_and(|slot| {
                    let pair = slot.part.pair;
                    search.truth(pair.holds, pair.fails) == Truth::True
                })
        });
        found.map(|(_, at)| at)
    }
}
