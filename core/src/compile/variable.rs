//! Variables and literals: a fact's range, cut where conditions compare it.

use crate::condition::Test;
use crate::date::{Day, Span};
use crate::fact::{Fact, Kind};

/// A thing with a finite range of cells: a fact, or one option of a fact with several.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    /// The fact it belongs to, by position.
    pub fact: u16,
    pub kind: VariableKind,
    /// Its literals stand side by side from here …
    pub first_literal: u16,
    /// … and are so many (at most 64).
    pub literals: u16,
    /// For each cell of its range, which of its literals hold there (dates: empty, since the
    /// order of their cells depends on `as_of`).
    pub patterns: Vec<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VariableKind {
    Flag,
    /// One option of `choices`.
    Included(u16),
    Choice(u16),
    Count,
    Date,
    /// A count compared with this setting, by position.
    AgainstSetting(u16),
}

/// A part of a variable's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    pub variable: u16,
    pub kind: LiteralKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LiteralKind {
    Yes,
    No,
    /// One of these options, as a mask.
    Among(u64),
    AtLeast(u32),
    Below(u32),
    Exactly(u32),
    Not(u32),
    /// On or before a day.
    By(Cut),
    After(Cut),
    /// After the first and not after the second.
    Within(Cut, Cut),
    Without(Cut, Cut),
    /// The setting's value or more.
    Reaches,
    FallsShort,
}

/// A day at which a date's range is cut: values up to and including it lie below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cut {
    On(Day),
    /// `as_of` less a span.
    Back(Span),
    /// The day before that.
    BeforeBack(Span),
    AsOf,
}

impl Cut {
    pub(crate) fn day(self, as_of: Day) -> Day {
        match self {
            Cut::On(day) => day,
            Cut::Back(span) => as_of.less(span),
            Cut::BeforeBack(span) => as_of.less(span).before(),
            Cut::AsOf => as_of,
        }
    }
}

impl Cut {
    /// The span by which it lies before `as_of`.
    pub(crate) fn span(self) -> Option<Span> {
        match self {
            Cut::On(_) => None,
            Cut::Back(span) | Cut::BeforeBack(span) => Some(span),
            Cut::AsOf => Some(Span::days(0)),
        }
    }

    /// The day, where it is the same for every `as_of`.
    pub(crate) fn fixed(self) -> Option<Day> {
        match self {
            Cut::On(day) => Some(day),
            Cut::Back(_) | Cut::BeforeBack(_) | Cut::AsOf => None,
        }
    }
}

impl LiteralKind {
    /// The days at which it cuts a date's range.
    pub(crate) fn cuts(self) -> Vec<Cut> {
        match self {
            LiteralKind::By(cut) | LiteralKind::After(cut) => vec![cut],
            LiteralKind::Within(from, to) | LiteralKind::Without(from, to) => vec![from, to],
            _ => Vec::new(),
        }
    }

    /// The other part of the range.
    pub(crate) fn opposite(self, options: u16) -> LiteralKind {
        match self {
            LiteralKind::Yes => LiteralKind::No,
            LiteralKind::No => LiteralKind::Yes,
            LiteralKind::Among(mask) => LiteralKind::Among(!mask & all_options(options)),
            LiteralKind::AtLeast(n) => LiteralKind::Below(n),
            LiteralKind::Below(n) => LiteralKind::AtLeast(n),
            LiteralKind::Exactly(n) => LiteralKind::Not(n),
            LiteralKind::Not(n) => LiteralKind::Exactly(n),
            LiteralKind::By(cut) => LiteralKind::After(cut),
            LiteralKind::After(cut) => LiteralKind::By(cut),
            LiteralKind::Within(from, to) => LiteralKind::Without(from, to),
            LiteralKind::Without(from, to) => LiteralKind::Within(from, to),
            LiteralKind::Reaches => LiteralKind::FallsShort,
            LiteralKind::FallsShort => LiteralKind::Reaches,
        }
    }

    /// Whether the whole range lies in it, or none of it.
    pub(crate) fn constant(self, options: u16) -> Option<bool> {
        match self {
            LiteralKind::AtLeast(0) => Some(true),
            LiteralKind::Below(0) => Some(false),
            LiteralKind::Among(0) => Some(false),
            LiteralKind::Among(mask) if mask == all_options(options) => Some(true),
            _ => None,
        }
    }

    /// For counts from `low` to `high`: whether it holds for each and for some.
    pub(crate) fn over_counts(self, low: u32, high: u32) -> (bool, bool) {
        match self {
            LiteralKind::AtLeast(n) => (low >= n, high >= n),
            LiteralKind::Below(n) => (high < n, low < n),
            LiteralKind::Exactly(n) => (low == n && high == n, low <= n && n <= high),
            LiteralKind::Not(n) => (n < low || high < n, low != n || high != n),
            _ => (false, true),
        }
    }

    /// For days from `first` to `last`: whether it holds for each and for some.
    pub(crate) fn over_days(self, first: Day, last: Day, as_of: Day) -> (bool, bool) {
        match self {
            LiteralKind::By(cut) => {
                let day = cut.day(as_of);
                (last <= day, first <= day)
            }
            LiteralKind::After(cut) => {
                let day = cut.day(as_of);
                (first > day, last > day)
            }
            LiteralKind::Within(from, to) => {
                let (from, to) = (from.day(as_of), to.day(as_of));
                (first > from && last <= to, first <= to && last > from && from < to)
            }
            LiteralKind::Without(from, to) => {
                let (from, to) = (from.day(as_of), to.day(as_of));
                let inside = first > from && last <= to;
                (last <= from || first > to || from >= to, !inside)
            }
            _ => (false, true),
        }
    }
}

fn all_options(options: u16) -> u64 {
    if options >= 64 { u64::MAX } else { (1_u64 << options).wrapping_sub(1) }
}

/// The literal of a comparison that concerns one variable; `None` for those that concern several
/// options at once.
pub(crate) fn literal_of(test: &Test, fact: &Fact) -> Option<LiteralKind> {
    let mask = |options: &[String]| {
        let known = options.iter().filter_map(|option| fact.option_index(option));
        known.fold(0_u64, |mask, index| mask | 1_u64.checked_shl(index as u32).unwrap_or(0))
    };
    Some(match test {
        Test::Yes => LiteralKind::Yes,
        Test::CountAtLeast(n) => LiteralKind::AtLeast(*n),
        Test::CountAtMost(n) => LiteralKind::Below(n.saturating_add(1)),
        Test::CountExactly(n) => LiteralKind::Exactly(*n),
        Test::CountAtLeastSetting(_) | Test::OnOrAfterSetting(_) => LiteralKind::Reaches,
        Test::OneOf(options) => LiteralKind::Among(mask(options)),
        Test::Before(day) => LiteralKind::By(Cut::On(day.before())),
        Test::OnOrAfter(day) => LiteralKind::After(Cut::On(day.before())),
        Test::WithinLast(span) => LiteralKind::Within(Cut::BeforeBack(*span), Cut::AsOf),
        Test::AtLeastAgo(span) | Test::AgeAtLeast(span) => LiteralKind::By(Cut::Back(*span)),
        Test::AgeUnder(span) => LiteralKind::After(Cut::Back(*span)),
        Test::Includes(_) | Test::IncludesAtLeast { .. } => return None,
    })
}

/// Which literals hold in each cell of a variable that is no date.
pub(crate) fn patterns(kind: VariableKind, literals: &[LiteralKind]) -> Vec<u64> {
    let mut found = match kind {
        VariableKind::Flag | VariableKind::Included(_) => vec![
            pattern(literals, |literal| literal == LiteralKind::No),
            pattern(literals, |literal| literal == LiteralKind::Yes),
        ],
        VariableKind::AgainstSetting(_) => vec![
            pattern(literals, |literal| literal == LiteralKind::FallsShort),
            pattern(literals, |literal| literal == LiteralKind::Reaches),
        ],
        VariableKind::Choice(options) => (0..options)
            .map(|option| {
                let bit = 1_u64 << (option & 63);
                pattern(
                    literals,
                    |literal| matches!(literal, LiteralKind::Among(mask) if mask & bit != 0),
                )
            })
            .collect(),
        VariableKind::Count => count_patterns(literals, 0, u32::MAX),
        VariableKind::Date => Vec::new(),
    };
    found.dedup();
    found
}

/// One count from every cell, in order.
fn count_samples(literals: &[LiteralKind]) -> Vec<u32> {
    let mut samples = vec![0];
    for literal in literals {
        match literal {
            LiteralKind::AtLeast(n) | LiteralKind::Below(n) => samples.push(*n),
            LiteralKind::Exactly(n) | LiteralKind::Not(n) => {
                samples.extend([*n, n.saturating_add(1)]);
            }
            _ => {}
        }
    }
    samples.sort_unstable();
    samples.dedup();
    samples
}

/// Which literals hold in each cell of a date between two days, in the order of days.
pub(crate) fn date_patterns(
    literals: &[LiteralKind],
    first: Day,
    last: Day,
    as_of: Day,
) -> Vec<u64> {
    let mut samples = vec![first];
    for literal in literals {
        match literal {
            LiteralKind::By(cut) | LiteralKind::After(cut) => samples.push(cut.day(as_of).after()),
            LiteralKind::Within(from, to) | LiteralKind::Without(from, to) => {
                samples.extend([from.day(as_of).after(), to.day(as_of).after()]);
            }
            _ => {}
        }
    }
    samples.retain(|day| first <= *day && *day <= last);
    samples.sort_unstable();
    samples.dedup();
    let cells = samples.into_iter();
    let mut found: Vec<u64> =
        cells.map(|day| pattern(literals, |kind| kind.over_days(day, day, as_of).0)).collect();
    found.dedup();
    found
}

/// Which literals hold in each cell of a count between two bounds, in order.
pub(crate) fn count_patterns(literals: &[LiteralKind], low: u32, high: u32) -> Vec<u64> {
    let mut samples = count_samples(literals);
    samples.push(low);
    samples.retain(|n| low <= *n && *n <= high);
    samples.sort_unstable();
    samples.dedup();
    let cells = samples.into_iter();
    let mut found: Vec<u64> =
        cells.map(|n| pattern(literals, |kind| kind.over_counts(n, n).0)).collect();
    found.dedup();
    found
}

/// The literals that hold, the first at bit 0.
fn pattern(literals: &[LiteralKind], holds: impl Fn(LiteralKind) -> bool) -> u64 {
    literals.iter().zip(0_u32..).fold(0_u64, |pattern, (literal, index)| {
        if holds(*literal) { pattern | (1_u64 << (index & 63)) } else { pattern }
    })
}

/// The kind of variable that a fact of one variable is.
pub(crate) fn kind_of(fact: &Fact) -> VariableKind {
    match fact.kind {
        Kind::YesNo | Kind::Choices => VariableKind::Flag,
        Kind::Count => VariableKind::Count,
        Kind::Date => VariableKind::Date,
        Kind::Choice => VariableKind::Choice(u16::try_from(fact.options.len()).unwrap_or(u16::MAX)),
    }
}
