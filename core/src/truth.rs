//! The three truth values and how they combine (strong Kleene logic).

use serde::{Deserialize, Serialize};

/// What is known of a statement: it holds, it does not, or nobody can say yet.
///
/// `Unknown` is an answer in its own right.
/// There is deliberately no conversion to `bool`: a caller writes three arms.
///
/// ```
/// use safeguarding_rules::Truth;
/// assert_eq!(Truth::Unknown.or(Truth::True), Truth::True);
/// assert_eq!(Truth::Unknown.and(Truth::True), Truth::Unknown);
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Truth {
    /// It does not hold, however the gaps are filled.
    False,
    /// Two ways of filling the gaps give different answers.
    #[default]
    Unknown,
    /// It holds, however the gaps are filled.
    True,
}

impl Truth {
    /// Both hold: the smaller of the two.
    ///
    /// | and | False | Unknown | True |
    /// |---|---|---|---|
    /// | **False** | False | False | False |
    /// | **Unknown** | False | Unknown | Unknown |
    /// | **True** | False | Unknown | True |
    ///
    /// ```
    /// use safeguarding_rules::Truth::{False, True, Unknown};
    /// assert_eq!(False.and(Unknown), False);
    /// assert_eq!(True.and(Unknown), Unknown);
    /// ```
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        self.min(other)
    }

    /// One at least holds: the larger of the two.
    ///
    /// | or | False | Unknown | True |
    /// |---|---|---|---|
    /// | **False** | False | Unknown | True |
    /// | **Unknown** | Unknown | Unknown | True |
    /// | **True** | True | True | True |
    ///
    /// ```
    /// use safeguarding_rules::Truth::{False, True, Unknown};
    /// assert_eq!(False.or(Unknown), Unknown);
    /// assert_eq!(True.or(Unknown), True);
    /// ```
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.max(other)
    }

    /// The opposite: the ends change places, `Unknown` stays.
    ///
    /// ```
    /// use safeguarding_rules::Truth::{False, True, Unknown};
    /// assert_eq!(True.negated(), False);
    /// assert_eq!(Unknown.negated(), Unknown);
    /// ```
    #[must_use]
    pub fn negated(self) -> Truth {
        match self {
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
            Truth::True => Truth::False,
        }
    }

    /// The truth of what is certain in every filling and possible in some.
    ///
    /// ```
    /// use safeguarding_rules::Truth;
    /// assert_eq!(Truth::from_bounds(false, true), Truth::Unknown);
    /// ```
    #[must_use]
    pub fn from_bounds(certain: bool, possible: bool) -> Truth {
        match (certain, possible) {
            (true, _) => Truth::True,
            (false, true) => Truth::Unknown,
            (false, false) => Truth::False,
        }
    }

    /// The word used on the wire: `true`, `false` or `unknown`.
    ///
    /// ```
    /// assert_eq!(safeguarding_rules::Truth::Unknown.word(), "unknown");
    /// ```
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Truth::False => "false",
            Truth::Unknown => "unknown",
            Truth::True => "true",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth::{self, False, True, Unknown};

    const ALL: [Truth; 3] = [False, Unknown, True];

    #[test]
    fn nine_cells_of_and() {
        let expected = [[False, False, False], [False, Unknown, Unknown], [False, Unknown, True]];
        for (row, left) in ALL.iter().enumerate() {
            for (column, right) in ALL.iter().enumerate() {
                assert_eq!(left.and(*right), expected[row][column], "{left:?} and {right:?}");
            }
        }
    }

    #[test]
    fn nine_cells_of_or() {
        let expected = [[False, Unknown, True], [Unknown, Unknown, True], [True, True, True]];
        for (row, left) in ALL.iter().enumerate() {
            for (column, right) in ALL.iter().enumerate() {
                assert_eq!(left.or(*right), expected[row][column], "{left:?} or {right:?}");
            }
        }
    }

    #[test]
    fn negation_swaps_the_ends() {
        assert_eq!(ALL.map(Truth::negated), [True, Unknown, False]);
    }

    #[test]
    fn bounds_give_the_three_values() {
        assert_eq!(Truth::from_bounds(true, true), True);
        assert_eq!(Truth::from_bounds(false, true), Unknown);
        assert_eq!(Truth::from_bounds(false, false), False);
    }
}
