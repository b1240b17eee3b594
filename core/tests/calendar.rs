//! The table of working days against a walk from day to day, and what the reference says of it.
#![cfg(feature = "bundled-packs")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use proptest::prelude::*;
use safeguarding_rules::calendar::{Counting, Direction, Given, HolidayKind};
use safeguarding_rules::{Calendar, Day, Deadline, PartialDate, Period, PeriodUnit};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn calendar() -> &'static Calendar {
    Calendar::england_and_wales()
}

/// Working days counted one by one, by what the table lists and nothing else.
fn walk(from: Day, n: i32) -> Day {
    let works = |day: Day| day.weekday() < 5 && calendar().holiday(day).is_none();
    let mut at = from;
    for _ in 0..n.abs() {
        loop {
            at = if n > 0 { at.after() } else { at.before() };
            if works(at) {
                break;
            }
        }
    }
    at
}

#[test]
fn every_day_of_35_years_and_60_working_days_each_way() {
    let mut from = day("2000-01-01");
    while from < day("2035-01-01") {
        for n in [-60, -31, -15, -7, -5, -2, -1, 0, 1, 2, 5, 7, 10, 15, 22, 43, 60] {
            assert_eq!(calendar().add_working_days(from, n).unwrap(), walk(from, n), "{from} {n}");
        }
        from = from.after();
    }
}

#[test]
fn each_year_has_the_number_of_holidays_that_the_reference_gives() {
    let counts = [8, 8, 8, 8, 10, 9, 8, 8, 8, 8, 8];
    for (year, count) in (2018..=2028).zip(counts) {
        let of_year = |day: Day| day.to_string().starts_with(&year.to_string());
        let found = calendar().holidays().iter().filter(|holiday| of_year(holiday.day)).count();
        assert_eq!(found, count, "{year}");
    }
}

#[test]
fn proclaimed_days_are_there_and_the_days_they_left_are_not() {
    for (text, name, kind) in [
        ("1995-05-08", "Early May bank holiday", HolidayKind::Moved),
        ("1999-12-31", "Millennium", HolidayKind::Extra),
        ("2002-06-03", "Queen's Golden Jubilee", HolidayKind::Extra),
        ("2002-06-04", "Spring bank holiday", HolidayKind::Moved),
        ("2011-04-29", "Royal wedding", HolidayKind::Extra),
        ("2012-06-05", "Queen's Diamond Jubilee", HolidayKind::Extra),
        ("2020-05-08", "Early May bank holiday", HolidayKind::Moved),
        ("2020-12-28", "Boxing Day (substitute day)", HolidayKind::Substitute),
        ("2022-06-02", "Spring bank holiday", HolidayKind::Moved),
        ("2022-06-03", "Queen's Platinum Jubilee", HolidayKind::Extra),
        ("2022-09-19", "State funeral of Queen Elizabeth II", HolidayKind::Extra),
        ("2022-12-27", "Christmas Day (substitute day)", HolidayKind::Substitute),
        ("2023-05-08", "Coronation of King Charles III", HolidayKind::Extra),
    ] {
        let found = calendar().holidays().iter().find(|holiday| holiday.day == day(text));
        assert_eq!(found.map(|one| (one.name.as_str(), one.kind)), Some((name, kind)), "{text}");
        assert!(!calendar().is_working_day(day(text)).unwrap());
    }
    for text in ["2020-05-04", "2022-05-30", "2022-12-28", "2023-12-27", "2012-05-28"] {
        assert!(
            calendar().is_working_day(day(text)).unwrap(),
            "{text} is often taken for a holiday"
        );
    }
}

#[test]
fn a_day_past_the_table_is_an_error_not_a_guess() {
    for (from, n) in [("1994-12-31", 1), ("2036-01-01", -1), ("2035-12-28", 5), ("1995-01-02", -1)]
    {
        let error = calendar().add_working_days(day(from), n).unwrap_err();
        assert_eq!(error.code(), "calendar.outside", "{from} {n}");
        assert!(!error.to_string().contains(from), "a day of a case in a message");
    }
    assert!(calendar().is_working_day(day("2036-01-01")).is_err());
    assert!(calendar().working_days_between(day("2035-12-01"), day("2036-01-01")).is_err());
    assert_eq!(calendar().add_working_days(day("2035-12-31"), 0).unwrap(), day("2035-12-31"));
}

fn due(from: &str, period: Period) -> (String, String) {
    let from = PartialDate::parse(from).unwrap();
    let Deadline { earliest, latest } = calendar().deadline(from, &period).unwrap().unwrap();
    (earliest.to_string(), latest.to_string())
}

#[test]
fn which_days_count() {
    let five = Period::new(PeriodUnit::WorkingDays, 5);
    let counted = |counting| Period { counting, ..five };
    let one = |period| due("2024-03-25", period).0;
    // Monday before Easter 2024: 29 March and 1 April are holidays.
    assert_eq!(one(counted(Counting::Exclusive)), "2024-04-03");
    assert_eq!(one(counted(Counting::Inclusive)), "2024-04-02");
    assert_eq!(one(counted(Counting::Clear)), "2024-04-04");
    let back = |counting| Period { direction: Direction::Before, counting, ..five };
    assert_eq!(one(back(Counting::Exclusive)), "2024-03-18");
    assert_eq!(one(back(Counting::Inclusive)), "2024-03-19");
    assert_eq!(one(back(Counting::Clear)), "2024-03-15");
    // From a Saturday, day 1 is Monday whichever way the first day counts.
    let first = Period::new(PeriodUnit::WorkingDays, 1);
    assert_eq!(due("2024-05-11", first).0, "2024-05-13");
    assert_eq!(
        due("2024-05-11", Period { counting: Counting::Inclusive, ..first }).0,
        "2024-05-13"
    );
}

#[test]
fn months_end_on_the_last_day_there_is() {
    let months = |n| Period::new(PeriodUnit::Months, n);
    for (from, n, to) in [
        ("2023-08-31", 6, "2024-02-29"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2024-01-30", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
    ] {
        assert_eq!(due(from, months(n)).0, to, "{from} and {n} months");
    }
    assert_eq!(due("2024-02-29", Period::new(PeriodUnit::Years, 1)).0, "2025-02-28");
    assert_eq!(due("2024-02-29", Period::new(PeriodUnit::Weeks, 2)).0, "2024-03-14");
    assert_eq!(due("2023-04", months(1)), ("2023-05-01".to_owned(), "2023-05-30".to_owned()));
}

/// The day before a day that is not there is the last of the month, on either side of it.
#[test]
fn months_that_end_on_no_day_end_with_their_last_however_they_are_counted() {
    use Counting::{Clear, Exclusive, Inclusive};
    use Direction::{After, Before};
    for (from, direction, counting, to) in [
        ("2023-01-28", After, Inclusive, "2023-02-27"),
        ("2023-01-29", After, Inclusive, "2023-02-28"),
        ("2023-01-31", After, Inclusive, "2023-02-28"),
        ("2023-02-01", After, Inclusive, "2023-02-28"),
        ("2024-01-31", After, Inclusive, "2024-02-29"),
        ("2023-01-31", After, Exclusive, "2023-02-28"),
        ("2023-01-31", After, Clear, "2023-03-01"),
        ("2023-03-31", Before, Inclusive, "2023-03-01"),
        ("2023-03-31", Before, Exclusive, "2023-02-28"),
        ("2023-03-31", Before, Clear, "2023-02-28"),
        ("2023-03-28", Before, Clear, "2023-02-27"),
    ] {
        let period = Period { direction, counting, ..Period::new(PeriodUnit::Months, 1) };
        assert_eq!(due(from, period).0, to, "{from} {direction:?} {counting:?}");
    }
    let year = Period { counting: Inclusive, ..Period::new(PeriodUnit::Years, 1) };
    assert_eq!(due("2024-02-29", year).0, "2025-02-28");
    assert_eq!(due("2023-03-01", year).0, "2024-02-29");
}

#[test]
fn a_day_that_cannot_be_written_is_an_error() {
    use Direction::{After, Before};
    for (from, direction, unit, n, ends) in [
        ("9999-12-30", After, PeriodUnit::Days, 1, true),
        ("9999-12-30", After, PeriodUnit::Days, 2, false),
        ("9999-12-01", After, PeriodUnit::Months, 1, false),
        ("2024-01-01", After, PeriodUnit::Years, 7_975, true),
        ("2024-01-01", After, PeriodUnit::Years, 10_000, false),
        ("0001-01-08", Before, PeriodUnit::Weeks, 1, true),
        ("0001-01-08", Before, PeriodUnit::Weeks, 2, false),
        ("0001-01-08", Before, PeriodUnit::Years, 10_000, false),
    ] {
        let period = Period { direction, ..Period::new(unit, n) };
        let found = calendar().deadline(PartialDate::parse(from).unwrap(), &period);
        let code = found.as_ref().err().map(safeguarding_rules::Error::code);
        assert_eq!(code, (!ends).then_some("calendar.no-such-day"), "{from} {n} {unit:?}");
    }
    let clear = Period { counting: Counting::Clear, ..Period::new(PeriodUnit::Days, 1) };
    assert!(calendar().deadline(PartialDate::parse("9999-12-30").unwrap(), &clear).is_err());
}

#[test]
fn as_soon_as_possible_is_no_date() {
    let at_once = Period::new(PeriodUnit::AsSoonAsPossible, 0);
    let from = PartialDate::parse("2024-01-01").unwrap();
    assert_eq!(calendar().deadline(from, &at_once).unwrap(), None);
}

#[test]
fn comparing_two_tables_names_what_moves() {
    let text = include_str!("../calendars/england-and-wales.json");
    let without = |day: &str| {
        let line = text.lines().find(|line| line.contains(day)).unwrap();
        Calendar::read(&text.replace(&format!("{line}\n"), "")).unwrap()
    };
    let old = without("2022-09-19");
    assert_ne!(old.digest(), calendar().digest());
    let given = |id: &str, from: &str, n| Given {
        id: id.to_owned(),
        from: PartialDate::parse(from).unwrap(),
        period: Period::new(PeriodUnit::WorkingDays, n),
    };
    let deadlines = [
        given("moves", "2022-09-14", 5),
        given("before", "2022-09-01", 5),
        given("later", "2022-09-19", 5),
    ];
    let compared = old.compare(calendar(), &deadlines);
    let moved: Vec<&str> = compared.moved.iter().map(|moved| moved.id.as_str()).collect();
    assert_eq!(moved, ["moves"]);
    assert_eq!((compared.added.len(), compared.removed.len()), (1, 0));
    assert_eq!(compared.outside, [""; 0]);
    let back = calendar().compare(&old, &deadlines);
    assert_eq!((back.added.len(), back.removed.len()), (0, 1));
}

#[test]
fn comparing_two_tables_names_what_lies_outside_both() {
    let text = include_str!("../calendars/england-and-wales.json");
    let longer = text.replace(r#""until": "2036-01-01""#, r#""until": "2037-01-01""#);
    let longer = Calendar::read(&longer).unwrap();
    let given = |id: &str, from: &str, unit, n| Given {
        id: id.to_owned(),
        from: PartialDate::parse(from).unwrap(),
        period: Period::new(unit, n),
    };
    let compared = calendar().compare(
        &longer,
        &[
            given("in-one", "2035-12-31", PeriodUnit::WorkingDays, 5),
            given("in-none", "2036-12-31", PeriodUnit::WorkingDays, 5),
            given("in-no-year", "9999-12-31", PeriodUnit::Days, 5),
            given("no-date", "2036-12-31", PeriodUnit::AsSoonAsPossible, 0),
            given("stays", "2036-12-31", PeriodUnit::Days, 5),
        ],
    );
    let moved: Vec<&str> = compared.moved.iter().map(|moved| moved.id.as_str()).collect();
    assert_eq!(moved, ["in-one"]);
    assert_eq!(compared.outside, ["in-none", "in-no-year"]);
}

#[test]
fn every_mistake_of_a_table_is_reported_with_its_place() {
    let text = r#"{ "format": 1, "calendar": "My calendar", "title": "x", "checked_on": "2024-01-01",
        "from": "2024-01-01", "until": "2025-01-01", "weekend": ["saturday", "sunnday"], "extra": 1,
        "holidays": [
            { "day": "2024-03-29", "name": "Good Friday", "kind": "regular" },
            { "day": "2024-01-01", "name": "New Year's Day", "kind": "regular" },
            { "day": "2025-01-01", "name": "New Year's Day", "kind": "regular" },
            { "day": "2024-05-04", "name": "A Saturday", "kind": "regular" },
            { "day": "2024-02-30", "name": "None", "kind": "regular" },
            { "day": "2024-12-25", "name": "Christmas Day", "kind": "feast" }
        ] }"#;
    let error = Calendar::read(text).unwrap_err();
    let mut found: Vec<(String, String)> =
        error.problems().map(|one| (one.code.to_owned(), one.at.clone())).collect();
    found.sort();
    let expected = [
        ("calendar.bad-name", "/calendar"),
        ("calendar.on-weekend", "/holidays/3/day"),
        ("calendar.out-of-order", "/holidays/1/day"),
        ("calendar.out-of-order", "/holidays/3/day"),
        ("calendar.outside", "/holidays/2/day"),
        ("json.not-a-day", "/holidays/4/day"),
        ("json.unknown-key", "/extra"),
        ("json.unknown-word", "/holidays/5/kind"),
        ("json.unknown-word", "/weekend/1"),
    ];
    assert_eq!(found, expected.map(|(code, at)| (code.to_owned(), at.to_owned())));
    let swapped = text.replace(r#""until": "2025-01-01""#, r#""until": "2023-01-01""#);
    let error = Calendar::read(&swapped).unwrap_err();
    assert!(error.problems().any(|one| one.code == "calendar.bad-interval" && one.at == "/until"));
}

fn any_day() -> impl Strategy<Value = Day> {
    let (first, last) = (day("1997-01-01").number(), day("2033-12-31").number());
    (first..=last).prop_map(|number| Day::of_number(number).unwrap())
}

fn any_period() -> impl Strategy<Value = Period> {
    let units = prop::sample::select(vec![
        PeriodUnit::Days,
        PeriodUnit::WorkingDays,
        PeriodUnit::Weeks,
        PeriodUnit::Months,
        PeriodUnit::Years,
    ]);
    let directions = prop::sample::select(vec![Direction::After, Direction::Before]);
    let countings =
        prop::sample::select(vec![Counting::Exclusive, Counting::Inclusive, Counting::Clear]);
    (units, 1_u16..60, directions, countings).prop_map(|(unit, n, direction, counting)| {
        let n = if unit == PeriodUnit::Years { n % 2 + 1 } else { n % 20 + 1 };
        Period { unit, n, direction, counting }
    })
}

proptest! {
    #[test]
    fn the_look_up_says_what_a_walk_says(from in any_day(), n in -60..=60) {
        prop_assert_eq!(calendar().add_working_days(from, n).unwrap(), walk(from, n));
    }

    #[test]
    fn n_and_then_m_is_n_plus_m(from in any_day(), n in 1..40, m in 1..40) {
        let add = |from, n| calendar().add_working_days(from, n).unwrap();
        prop_assert_eq!(add(add(from, n), m), add(from, n + m));
        prop_assert_eq!(add(add(from, -n), -m), add(from, -n - m));
        // Back again is where one started, from a working day.
        let works = add(from, 1);
        prop_assert_eq!(add(add(works, n), -n), works);
    }

    #[test]
    fn more_days_are_later_and_none_falls_on_a_holiday(from in any_day(), n in -59..=59) {
        let here = calendar().add_working_days(from, n).unwrap();
        let next = calendar().add_working_days(from, n + 1).unwrap();
        prop_assert!(here < next || (n == 0 && here <= next));
        prop_assert!(n == 0 || calendar().is_working_day(here).unwrap());
        if n > 0 {
            prop_assert_eq!(calendar().working_days_between(from, here).unwrap(), n.unsigned_abs());
        }
    }

    #[test]
    fn a_later_start_is_never_due_earlier(one in any_day(), days in 0_u32..40, period in any_period()) {
        let other = Day::of_number(one.number() + days).unwrap();
        let due = |day| calendar().deadline(PartialDate::on(day), &period).unwrap().unwrap();
        prop_assert!(due(one).latest <= due(other).earliest);
        if period.unit == PeriodUnit::WorkingDays {
            prop_assert!(calendar().is_working_day(due(one).earliest).unwrap());
        }
    }

    #[test]
    fn a_range_is_due_from_the_first_to_the_last_of_its_days(
        first in any_day(), days in 0_u32..70, period in any_period(),
    ) {
        let last = Day::of_number(first.number() + days).unwrap();
        let range = PartialDate::between(first, last).unwrap();
        let each = (first.number()..=last.number()).map(|number| {
            let from = PartialDate::on(Day::of_number(number).unwrap());
            calendar().deadline(from, &period).unwrap().unwrap().earliest
        });
        let each: Vec<Day> = each.collect();
        let whole = calendar().deadline(range, &period).unwrap().unwrap();
        prop_assert_eq!(whole.earliest, *each.iter().min().unwrap());
        prop_assert_eq!(whole.latest, *each.iter().max().unwrap());
    }
}
