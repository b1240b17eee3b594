//! The periods of a duty, how long they are, and when what they ask for is due.

use super::given::{About, Agency, Entry};
use super::plan::{Tools, counted};
use super::years::months_later;
use crate::calendar::{Counting, Direction, Period, PeriodUnit};
use crate::date::{Day, PartialDate, Span};
use crate::error::Problem;
use crate::pack::{Cadence, Duty, DutyDue, Items, Number, YearKind};

/// A duty as a stretch has it, with the first day of that and the first day after it.
pub(super) type Version<'k> = (&'k Items, &'k Duty, Day, Day);

/// The settings that are not set and on which a duty hangs.
pub(super) fn not_set<'k>((items, duty, ..): Version<'k>, tools: &Tools<'_, 'k>) -> Vec<&'k str> {
    let number = |number: &'k Number| tools.values.number(items, number).err();
    let mut found: Vec<&'k str> = Vec::new();
    found.extend(duty.due.as_ref().and_then(|due| number(&due.n)));
    match &duty.cadence {
        Cadence::Periodic { months, year_kind, anchor } => {
            found.extend(number(months));
            found.extend(tools.values.word(items, year_kind, YearKind::WORDS).err());
            found.extend(anchor.as_ref().and_then(number));
        }
        Cadence::FromLast { months, start } => {
            found.extend(number(months));
            found.extend(tools.values.day(items, start).is_none().then_some(start.as_str()));
        }
        Cadence::PerEvent { .. } | Cadence::Continuous => {}
    }
    found
}

/// How long the periods of a duty are, when its years begin, and a year in which one begins; `None`
/// while one of them is not set.
pub(super) fn length<'k>(
    items: &'k Items,
    duty: &'k Duty,
    tools: &Tools<'_, 'k>,
) -> Option<(u32, YearKind, Option<u32>)> {
    let Cadence::Periodic { months, year_kind, anchor } = &duty.cadence else { return None };
    let months = tools.values.number(items, months).ok()?;
    let kind = tools.values.word(items, year_kind, YearKind::WORDS).ok()?;
    let anchor = match anchor {
        Some(anchor) => Some(tools.values.number(items, anchor).ok()?),
        None => None,
    };
    Some((months, kind, anchor))
}

pub(super) fn is_named(duty: &Duty, agency: &Agency) -> bool {
    agency.types.iter().any(|membership| duty.each.contains(&membership.agency_type))
}

/// The periods whose first days lie in a span.
pub(super) fn periods(
    months: u32,
    kind: YearKind,
    anchor: Option<u32>,
    (begin, end): (Day, Day),
) -> Vec<(Day, Day)> {
    let years = i32::try_from(months.div_ceil(12)).unwrap_or(1).max(1);
    let year = kind.year_of(begin);
    let anchor = anchor.and_then(|anchor| i32::try_from(anchor).ok()).unwrap_or(year);
    let first = year.saturating_sub(year.saturating_sub(anchor).rem_euclid(years));
    let mut found = Vec::new();
    let Some(mut from) = kind.first_day(first.max(1)) else { return found };
    while from < end {
        let until = months_later(from, months);
        if until <= from {
            break;
        }
        if begin <= from {
            found.push((from, until));
        }
        from = until;
    }
    found
}

/// A period, and the day on which what it asks for is due at the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Asking {
    pub from: Day,
    /// The first day after it.
    pub until: Day,
    pub due: Day,
}

/// Of the periods that had begun by a day, the one that is due first on or after it, or else the
/// one that was due last before it; one without a due day counts as due on its last. Where the one
/// so found still runs on that day and is due only after its end, one that was due before and nearer
/// to the day goes before it.
pub(super) fn best<'t>(periods: impl Iterator<Item = &'t Asking>, on: PartialDate) -> Option<Day> {
    let begun = periods.filter(|one| one.from <= on.last);
    let (past, ahead): (Vec<&Asking>, Vec<&Asking>) = begun.partition(|one| one.due < on.first);
    let last =
        past.into_iter().min_by_key(|one| (u32::MAX.saturating_sub(one.due.number()), one.from));
    let first = ahead.into_iter().min_by_key(|one| (one.due, one.from));
    let (Some(last), Some(first)) = (last, first) else {
        return first.or(last).map(|one| one.from);
    };
    let runs = first.until > on.last && first.due >= first.until;
    let since = on.first.number().saturating_sub(last.due.number());
    let until = first.due.number().saturating_sub(on.first.number());
    Some(if runs && since < until { last.from } else { first.from })
}

pub(super) fn period_of(entry: &Entry) -> Option<Day> {
    match &entry.about {
        About::Duty { period, .. } => *period,
        About::Phase { .. } => None,
    }
}

pub(super) fn in_force(duty: &Duty, day: Day) -> bool {
    duty.from.is_none_or(|from| from <= day) && duty.until.is_none_or(|until| day < until)
}

pub(super) fn due_of(
    due: &DutyDue,
    from: PartialDate,
    items: &Items,
    tools: &mut Tools<'_, '_>,
) -> Option<PartialDate> {
    let n = match &due.n {
        Number::Given(n) => *n,
        setting @ Number::Setting(_) => tools.values.number(items, setting).ok()?,
    };
    if due.direction == Direction::After || n == 0 {
        return counted(from, due.unit, n, tools);
    }
    let n = u16::try_from(n).unwrap_or(u16::MAX);
    if due.unit == PeriodUnit::Months {
        let span = Span::months(n);
        return PartialDate::between(from.first.less(span), from.last.less(span));
    }
    let mut period = Period { direction: Direction::Before, ..Period::new(due.unit, n) };
    let mut from = from;
    if due.unit == PeriodUnit::WorkingDays {
        // The first day that is counted may be the last that the table has.
        period.counting = Counting::Inclusive;
        from = PartialDate::between(from.first.before(), from.last.before())?;
    }
    match tools.calendar.deadline(from, &period) {
        Ok(deadline) => deadline.and_then(|due| PartialDate::between(due.earliest, due.latest)),
        Err(error) => {
            tools.outside.extend(error.problems().map(|problem| problem.message.clone()));
            None
        }
    }
}

pub(super) fn unfit(duty: &Duty) -> Problem {
    let message = format!(
        "the months set for `{}` neither divide 12 nor, with an anchor, are a multiple of it; set \
         another number",
        duty.id
    );
    Problem::new("request.bad-setting", "/settings", message)
}
