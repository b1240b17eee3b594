//! Answers: what was recorded about one person, and what kind of gap there is where nothing was.

use crate::citation::words;
use crate::date::{Day, PartialDate};

/// What was answered to one question.
///
/// To the logic everything but a value is unknown; the state goes into the answer, since a
/// refusal or a dispute is itself something a reader must see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes-no.
    YesNo(bool),
    /// Count: from the first to the second, both included (`u32::MAX`: no upper end).
    Count(u32, u32),
    /// Date: some day of these.
    Date(PartialDate),
    /// Birth date: born after `as_of`.
    Unborn,
    /// Choice: the option's id.
    Choice(String),
    /// Choices: these options yes, those no; the others not known.
    Choices {
        /// Options that hold.
        yes: Vec<String>,
        /// Options that do not.
        no: Vec<String>,
    },
    /// Choices: exactly these options, no others.
    Exactly(Vec<String>),
    /// No value, and why.
    Gap(State),
}

words! {
    /// Why a fact has no (full) value.
    State {
        /// Nobody was asked.
        NotAsked = "not-asked",
        /// Asked, and not known.
        NotKnown = "not-known",
        /// Asked, and the person declined to say.
        Declined = "declined",
        /// The question does not apply.
        NotApplicable = "not-applicable",
        /// People say different things.
        Disputed = "disputed",
        /// Known in part: a month, a range, some of the options.
        Partial = "partial",
        /// Known.
        Known = "known",
    }
}

impl Answer {
    /// Exactly this many.
    #[must_use]
    pub fn count(n: u32) -> Answer {
        Answer::Count(n, n)
    }

    /// Exactly this day.
    #[must_use]
    pub fn on(day: Day) -> Answer {
        Answer::Date(PartialDate::on(day))
    }
}
