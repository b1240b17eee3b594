//! Days of the incident on which something turns that is compared.
//!
//! What goes back from the day of the incident moves with it; a fixed day, and what is known of a
//! date, do not. Which answers are possible together hangs on the order of all these.

use crate::compile::{Cut, Ruleset, Variable, VariableKind};
use crate::date::{Day, PartialDate, Span, Unit};
use std::collections::BTreeSet;

/// Days of a range such that between two of them no date's comparisons change places with each
/// other, with fixed days, or with what is known of the date, which `known` says of each fact.
pub(super) fn turning_days(
    rules: &Ruleset,
    days: PartialDate,
    known: impl Fn(&str) -> Option<PartialDate>,
) -> BTreeSet<Day> {
    let mut found = BTreeSet::new();
    for variable in rules.variables.iter().filter(|variable| variable.kind == VariableKind::Date) {
        let Some(fact) = rules.fact(variable.fact).map(|slot| &slot.fact.is) else { continue };
        if fact.incident_day {
            continue;
        }
        let known = known(&fact.id);
        let ends = known.into_iter().flat_map(|date| [date.first, date.last]);
        let fixed: BTreeSet<Day> =
            cuts_of(rules, variable).filter_map(Cut::fixed).chain(ends).collect();
        let mut spans: Vec<Span> = cuts_of(rules, variable).filter_map(Cut::span).collect();
        if fact.birth {
            // Who is not born yet is born after the day of the incident.
            spans.push(Span::days(0));
        }
        crate::order::by_key(&mut spans, |span| *span);
        spans.dedup();
        for span in &spans {
            fixed.iter().for_each(|day| add_around(&mut found, day.plus(*span)));
        }
        if known.is_some_and(|date| date.exact().is_some()) {
            // Only on which side of each it lies is asked of a date that is known exactly.
            continue;
        }
        for (at, span) in (1_usize..).zip(&spans) {
            for other in spans.iter().skip(at).filter(|other| may_cross(*span, **other)) {
                add_crossings(&mut found, days, *span, *other);
            }
        }
    }
    found
}

fn cuts_of<'r>(rules: &'r Ruleset, variable: &Variable) -> impl Iterator<Item = Cut> + 'r {
    rules.kinds_of(variable).iter().flat_map(|kind| kind.cuts())
}

/// A day and its neighbours: going back by months and years may fall short by the days that a month
/// lacks.
fn add_around(found: &mut BTreeSet<Day>, day: Day) {
    let mut day = day.less(Span::days(4));
    for _ in 0..9 {
        found.insert(day);
        day = day.after();
    }
}

/// The days on which the one span begins to reach back as far as the other, or ceases to.
fn add_crossings(found: &mut BTreeSet<Day>, days: PartialDate, one: Span, other: Span) {
    // A day more or less is told apart: some comparisons hold on the day itself, some before it.
    let apart = |day: Day| {
        let (one, other) = (i64::from(day.less(one).number()), i64::from(day.less(other).number()));
        one.saturating_sub(other).clamp(-2, 2)
    };
    let mut day = days.first;
    let mut before = None;
    while day <= days.last {
        let now = apart(day);
        if before != Some(now) {
            found.insert(day);
        }
        before = Some(now);
        if day == Day::LAST {
            break;
        }
        day = day.after();
    }
}

/// Whether one of two spans is now the longer and now the shorter: 30 days and a month are.
fn may_cross(one: Span, other: Span) -> bool {
    let length = |span: Span| {
        let n = u32::from(span.n);
        let times = |shortest: u32, longest: u32| {
            (n.saturating_mul(shortest), n.saturating_mul(longest).saturating_add(1))
        };
        match span.unit {
            Unit::Days => times(1, 1),
            Unit::Weeks => times(7, 7),
            Unit::Months => times(28, 31),
            Unit::Years => times(365, 366),
        }
    };
    let in_days = |span: Span| matches!(span.unit, Unit::Days | Unit::Weeks);
    let ((from, to), (other_from, other_to)) = (length(one), length(other));
    in_days(one) != in_days(other) && from <= other_to && other_from <= to
}
