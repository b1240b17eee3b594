//! Which rows are alike for the rules.

use crate::case::State;
use crate::date::PartialDate;
use crate::evaluate::Known;

/// What everything hangs on that rules say of a row, among the rows of a table on one day: rows of
/// which this is the same have the same outcome and lack the same facts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Likeness {
    /// What is certain, what is possible, and the facts with a value.
    words: Vec<u64>,
    /// The ranges of counts that are known in part.
    counts: Vec<(u16, u32, u32)>,
    /// The dates that are known in part.
    dates: Vec<(u16, PartialDate)>,
}

impl Known {
    /// What rows are told apart by. Of a value that is known all that counts is which comparisons
    /// hold of it.
    #[must_use]
    pub fn likeness(&self) -> Likeness {
        let mut words: Vec<u64> = self.certain.iter().chain(&self.possible).copied().collect();
        words.extend(self.states.chunks(64).map(|states| {
            let known = states.iter().rev().map(|state| u64::from(*state == State::Known));
            known.fold(0_u64, |word, known| word << 1 | known)
        }));
        let counts = self.counts.iter().filter(|(_, low, high)| low != high);
        let dates = self.dates.iter().filter(|(_, date)| date.first != date.last);
        Likeness { words, counts: counts.copied().collect(), dates: dates.copied().collect() }
    }
}
