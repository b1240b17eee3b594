//! How much time something takes: so many of a unit, after an event or before it.

use crate::citation::words;
use crate::date::Span;
use crate::json::Object;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

words! {
    /// The unit in which a clock counts.
    PeriodUnit {
        /// Calendar days.
        Days = "days",
        /// Days that are neither on a weekend nor a holiday.
        WorkingDays = "working-days",
        /// Weeks of seven days.
        Weeks = "weeks",
        /// Calendar months; a day that the month does not have is its last.
        Months = "months",
        /// Calendar years, in the same way.
        Years = "years",
        /// No date but an order: it comes at once.
        AsSoonAsPossible = "as-soon-as-possible",
    }
}

words! {
    /// Whether something is due after an event or before it.
    Direction {
        /// After it.
        After = "after",
        /// Before it.
        Before = "before",
    }
}

words! {
    /// Which days count.
    Counting {
        /// The day of the event is day 0, the day that is due counts.
        Exclusive = "exclusive",
        /// The day of the event counts, as day 1.
        Inclusive = "inclusive",
        /// Neither of them counts: so many whole days lie between.
        Clear = "clear",
    }
}

/// So many of a unit from an event.
///
/// ```
/// use safeguarding_rules::{Period, PeriodUnit};
/// let period = Period::new(PeriodUnit::WorkingDays, 15);
/// assert!(period.has_date());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The unit.
    pub unit: PeriodUnit,
    /// How many; 0 for `as-soon-as-possible`.
    pub n: u16,
    /// After the event or before it.
    pub direction: Direction,
    /// Which days count.
    pub counting: Counting,
}

impl Period {
    /// So many after an event, its day being day 0.
    #[must_use]
    pub fn new(unit: PeriodUnit, n: u16) -> Period {
        Period { unit, n, direction: Direction::After, counting: Counting::Exclusive }
    }

    /// Whether it comes to a date at all.
    #[must_use]
    pub fn has_date(self) -> bool {
        self.unit != PeriodUnit::AsSoonAsPossible
    }

    /// The span in calendar time; `None` for working days and where there is no date.
    pub(super) fn span(self) -> Option<Span> {
        match self.unit {
            PeriodUnit::Days => Some(Span::days(self.n)),
            PeriodUnit::Weeks => Some(Span::weeks(self.n)),
            PeriodUnit::Months => Some(Span::months(self.n)),
            PeriodUnit::Years => Some(Span::years(self.n)),
            PeriodUnit::WorkingDays | PeriodUnit::AsSoonAsPossible => None,
        }
    }

    /// Reads `unit`, `n`, `direction` and `counting` of an object.
    pub(crate) fn read(object: &Object<'_, '_>) -> Option<Period> {
        let unit = object.word("unit", PeriodUnit::WORDS);
        let n = match unit {
            Some(PeriodUnit::AsSoonAsPossible) => Some(0),
            _ => object
                .require("n")
                .and_then(|value| object.whole("n", value, 1, 10_000))
                .and_then(|n| u16::try_from(n).ok()),
        };
        let direction = match object.get("direction") {
            None => Some(Direction::After),
            Some(_) => object.word("direction", Direction::WORDS),
        };
        let counting = match object.get("counting") {
            None => Some(Counting::Exclusive),
            Some(_) => object.word("counting", Counting::WORDS),
        };
        Some(Period { unit: unit?, n: n?, direction: direction?, counting: counting? })
    }
}

/// Writes what differs from the ordinary only.
impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("unit", &self.unit)?;
        if self.has_date() {
            map.serialize_entry("n", &self.n)?;
        }
        if self.direction != Direction::After {
            map.serialize_entry("direction", &self.direction)?;
        }
        if self.counting != Counting::Exclusive {
            map.serialize_entry("counting", &self.counting)?;
        }
        map.end()
    }
}
