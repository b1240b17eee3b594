//! How the levels of every row move from one set of rules to another.

use crate::PyCatalogue;
use crate::batches::{Incoming, Stopped, Watch};
use crate::sides::{Given, Levels, OnBatch, Side};
use crate::table::{Answered, WINDOW, read_all};
use pyo3::prelude::*;
use safeguarding_rules::Known;
use safeguarding_rules::Truth;
use safeguarding_rules::thresholds::Explain;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The reasons of so many rows that move are looked for in one go by one thread.
const PIECE: usize = 1 << 8;

/// How many rows move so, and for how many of them a rule is a reason.
type Moves = BTreeMap<(Levels, Levels), (usize, BTreeMap<String, usize>)>;

/// How the levels of every row move from one set of rules to another.
#[pyfunction]
#[pyo3(signature = (catalogue, given, *, before, after, names, threads, progress))]
#[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
#[expect(clippy::type_complexity, reason = "rows of a table, which Python makes columns of")]
pub fn level_moves(
    py: Python<'_>,
    catalogue: &PyCatalogue,
    given: &Bound<'_, PyAny>,
    before: Given<'_>,
    after: Given<'_>,
    names: BTreeMap<String, String>,
    threads: usize,
    progress: Option<Py<PyAny>>,
) -> PyResult<Vec<(Levels, Levels, usize, Vec<(String, usize)>)>> {
    let incoming = Incoming::of(given)?;
    let columns = incoming.columns();
    // A column may answer a fact that one of the two does not know.
    let (old, new) = (
        Side::of(catalogue, before, &columns, &names, true)?,
        Side::of(catalogue, after, &columns, &names, true)?,
    );
    let watch = Watch::new(progress.as_ref());
    let mut moves = Moves::new();
    incoming.each(py, &watch, |schema, batch| {
        let (old, new) = (old.on(schema, batch)?, new.on(schema, batch)?);
        let both = Both { old: &old, new: &new, watch: &watch, threads };
        let matched: Vec<_> = old.matched.iter().chain(&new.matched).collect();
        read_all(&matched, schema, batch, Vec::new(), &mut |columns| {
            let columns = columns.split_at(old.matched.len().min(columns.len()));
            for begin in (0..batch.len()).step_by(WINDOW) {
                both.window(columns, begin..begin.saturating_add(WINDOW).min(batch.len()))?
                    .into_iter()
                    .for_each(|more| join(&mut moves, more));
            }
            Ok(())
        })
    })?;
    let moves = moves.into_iter();
    Ok(moves.map(|((was, is), (rows, why))| (was, is, rows, why.into_iter().collect())).collect())
}

/// The two sides of a batch.
struct Both<'b> {
    old: &'b OnBatch<'b>,
    new: &'b OnBatch<'b>,
    watch: &'b Watch<'b>,
    threads: usize,
}

/// A row that moves, with the days of both sides.
type Moved = (Option<i64>, Option<i64>, usize, (Levels, Levels));

impl Both<'_> {
    /// How the rows of a window move; the reasons of those that do.
    fn window(
        &self,
        (old, new): (&[Answered<'_>], &[Answered<'_>]),
        window: Range<usize>,
    ) -> Result<Vec<Moves>, Stopped> {
        let (watch, threads) = (self.watch, self.threads);
        let was = self.old.levels(old, window.clone(), threads, watch)?;
        let is = self.new.levels(new, window.clone(), threads, watch)?;
        let (mut all, mut moved) = (Moves::new(), Vec::<Moved>::new());
        for (row, both) in window.clone().zip(was.into_iter().zip(is)) {
            let entry = all.entry(both).or_default();
            entry.0 = entry.0.saturating_add(1);
            if both.0 != both.1 {
                moved.push((self.old.day(row), self.new.day(row), row, both));
            }
        }
        // Rows of the same days are read together.
        moved.sort_unstable();
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut from = 0_usize;
        for same in moved.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)) {
            for part in same.chunks(PIECE) {
                let to = from.saturating_add(part.len());
                parts.push(from..to);
                from = to;
            }
        }
        let mut found = watch.silently(&parts, threads, |part| {
            let moved = moved.get(part).unwrap_or(&[]);
            let rows: Vec<usize> = moved.iter().map(|(.., row, _)| *row).collect();
            let whys = self.old.with(old, &rows, watch, |old| {
                let whys = self.new.with(new, &rows, watch, |new| {
                    let whys = moved.iter().enumerate().map(|(at, (.., (was, is)))| {
                        ((*was, *is), reasons(&old.known(at), &new.known(at), *was, *is))
                    });
                    Ok(whys.collect::<Vec<_>>())
                });
                Ok(whys)
            })?;
            let mut moves = Moves::new();
            for (key, rules) in whys.transpose()?.flatten().into_iter().flatten() {
                let entry = moves.entry(key).or_default();
                for rule in rules {
                    let count = entry.1.entry(rule).or_default();
                    *count = count.saturating_add(1);
                }
            }
            Ok(moves)
        })?;
        watch.tick(window.end);
        found.push(all);
        Ok(found)
    }
}

fn join(all: &mut Moves, more: Moves) {
    for (key, (rows, why)) in more {
        let entry = all.entry(key).or_default();
        entry.0 = entry.0.saturating_add(rows);
        for (rule, rows) in why {
            let count = entry.1.entry(rule).or_default();
            *count = count.saturating_add(rows);
        }
    }
}

/// The rules that say something else now, and lead to a level between where an end of the range was
/// and where it is.
fn reasons(old: &Known, new: &Known, was: Levels, is: Levels) -> BTreeSet<String> {
    let (was, is) = (was.unwrap_or((1, 1)), is.unwrap_or((1, 1)));
    let said = |known: &Known| -> BTreeMap<String, (u8, Truth)> {
        let decision = known.assess(Explain::All);
        let findings = decision.findings.iter();
        let of_levels = findings.filter_map(|it| Some((it.rule.to_owned(), (it.level?, it.truth))));
        of_levels.filter(|(_, (_, truth))| *truth != Truth::False).collect()
    };
    let (old, new) = (said(old), said(new));
    let between = |one: u8, other: u8, level: u8| level > one.min(other) && level <= one.max(other);
    let moved = |level: u8| between(was.0, is.0, level) || between(was.1, is.1, level);
    let rules: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let others = rules.into_iter().filter(|rule| {
        let (before, after) = (old.get(*rule), new.get(*rule));
        let levels = before.into_iter().chain(after);
        before != after && levels.clone().any(|(level, _)| moved(*level))
    });
    others.cloned().collect()
}
