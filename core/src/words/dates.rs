//! Days as a person writes them: 14 March 2024.

use crate::date::Day;
use crate::decision::Days;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day: 14 March 2024.
pub(crate) fn long_day(day: Day) -> String {
    let text = day.to_string();
    spelled_day(&text).unwrap_or(text)
}

/// A day, or the first and the last of those that are possible.
pub(crate) fn long_days(days: Days) -> String {
    if days.earliest == days.latest {
        return long_day(days.earliest);
    }
    format!("between {} and {}", long_day(days.earliest), long_day(days.latest))
}

/// The day that something not done yet is due; of a range the safe one too.
pub(super) fn long_due(days: Days) -> String {
    if days.earliest == days.latest {
        return long_day(days.earliest);
    }
    format!("{} (safe: {})", long_days(days), long_day(days.earliest))
}

/// A message with its days as a person writes them. What stands in backticks is somebody's own
/// writing and stays as it is.
pub(super) fn with_long_days(message: &str) -> String {
    let parts = message.split('`').zip(0_usize..).map(|(part, at)| {
        if at % 2 == 1 {
            return part.to_owned();
        }
        let words = part.split(' ').map(|word| {
            let day = word.trim_end_matches([',', ';', '.', ')']);
            let rest = word.get(day.len()..).unwrap_or_default();
            spelled_day(day).map_or_else(|| word.to_owned(), |day| format!("{day}{rest}"))
        });
        words.collect::<Vec<_>>().join(" ")
    });
    parts.collect::<Vec<_>>().join("`")
}

fn spelled_day(text: &str) -> Option<String> {
    let is_day = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !is_day {
        return None;
    }
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    let day: u8 = day.parse().ok()?;
    let year: u16 = year.parse().ok()?;
    Some(format!("{day} {month} {year}"))
}

#[cfg(test)]
mod tests {
    use super::with_long_days;

    #[test]
    fn days_of_a_message_are_spelled_and_nothing_else_is() {
        for (message, spelled) in [
            ("it opens on 2022-06-01; it counts", "it opens on 1 June 2022; it counts"),
            ("(2024-03-14)", "(2024-03-14)"),
            ("on 2024-03-14, then 2024-13-01", "on 14 March 2024, then 2024-13-01"),
            ("`audit 2024-03-14` of 2024-03-14", "`audit 2024-03-14` of 14 March 2024"),
        ] {
            assert_eq!(with_long_days(message), spelled);
        }
    }
}
