//! Two tables compared: which holidays came and went, and which deadlines move.

use super::{Calendar, Deadline, Holiday, Period};
use crate::date::{Day, PartialDate};

/// A deadline that was given: what it is called, what it runs from, and how long it takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What the caller calls it.
    pub id: String,
    /// What it runs from.
    pub from: PartialDate,
    /// How long.
    pub period: Period,
}

/// A deadline that moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// What the caller calls it.
    pub id: String,
    /// By the old table; `None` where it lies outside that.
    pub was: Option<Deadline>,
    /// By the new one.
    pub now: Option<Deadline>,
}

/// What changes from one table to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared<'c> {
    /// The deadlines that move, in the order given.
    pub moved: Vec<Moved>,
    /// What those are called that lie outside both tables, or in no year that can be written.
    pub outside: Vec<String>,
    /// The holidays that the new table has and the old one has not, on days that both cover.
    pub added: Vec<&'c Holiday>,
    /// The holidays that the old table has and the new one has not, on days that both cover.
    pub removed: Vec<&'c Holiday>,
}

impl Calendar {
    /// What changes when this table is replaced by a newer one.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::{Calendar, PartialDate, Period, PeriodUnit, calendar::Given};
    /// // The table as it stood before 10 September 2022, when the state funeral was proclaimed.
    /// let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/calendars/england-and-wales.json"));
    /// let line = text.lines().find(|line| line.contains("2022-09-19")).unwrap();
    /// let old = Calendar::read(&text.replace(&format!("{line}\n"), "")).unwrap();
    /// let given = Given {
    ///     id: "notification".to_owned(),
    ///     from: PartialDate::parse("2022-09-14").unwrap(),
    ///     period: Period::new(PeriodUnit::WorkingDays, 5),
    /// };
    /// let compared = old.compare(Calendar::england_and_wales(), &[given]);
    /// assert_eq!(compared.moved[0].was.unwrap().earliest.to_string(), "2022-09-21");
    /// assert_eq!(compared.moved[0].now.unwrap().earliest.to_string(), "2022-09-22");
    /// assert_eq!(compared.added.len(), 1);
    /// # }
    /// ```
    #[must_use]
    pub fn compare<'c>(&'c self, newer: &'c Calendar, given: &[Given]) -> Compared<'c> {
        let (mut moved, mut outside) = (Vec::new(), Vec::new());
        for given in given {
            let due = |calendar: &Calendar| calendar.deadline(given.from, &given.period);
            let id = given.id.clone();
            match (due(self), due(newer)) {
                (Err(_), Err(_)) => outside.push(id),
                (was, now) => {
                    let (was, now) = (was.ok().flatten(), now.ok().flatten());
                    if was != now {
                        moved.push(Moved { id, was, now });
                    }
                }
            }
        }
        Compared { moved, outside, added: newer.beyond(self), removed: self.beyond(newer) }
    }

    /// The holidays that another table, where it covers their days, does not have.
    fn beyond(&self, other: &Calendar) -> Vec<&Holiday> {
        let covers = |day: Day| other.from <= day && day < other.until;
        let own = self.holidays.iter().filter(|holiday| covers(holiday.day));
        own.filter(|holiday| other.holiday(holiday.day).is_none()).collect()
    }
}
