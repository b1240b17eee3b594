//! That the outcome alone allocates nothing, and where it has to.
#![cfg(feature = "bundled-packs")]

#[path = "../benches/shared/case.rs"]
mod case;
#[expect(dead_code, reason = "the request belongs to the benchmarks")]
#[path = "../benches/shared/incident.rs"]
mod incident;

#[path = "../benches/shared/meeting.rs"]
mod meeting;

use allocation_counter::measure;
use case::{BORN, born, known, rules};
use safeguarding_rules::{Answer, Calendar, Fact, Kind, Known, PartialDate, Period, PeriodUnit};

const PACKS: [&str; 2] = ["walsall", "example-thresholds"];

#[test]
fn nothing_is_allocated_for_the_measured_case() {
    for pack in PACKS {
        assert_eq!(allocations(&known(pack)), 0, "{pack}");
    }
}

#[test]
fn nothing_is_allocated_for_an_incident_of_a_known_day() {
    let incident = incident::incident("walsall");
    let allocations = measure(|| {
        std::hint::black_box(incident.outcome());
    });
    assert_eq!(allocations.count_total, 0);
}

#[test]
fn nothing_is_allocated_for_a_meeting_of_which_everything_is_known() {
    let meeting = meeting::meeting();
    let mut told = None;
    let allocations = measure(|| told = std::hint::black_box(meeting.outcome()).ok());
    let outcome = told.and_then(|told| told.outcome());
    assert_eq!(outcome.map(|one| one.word()), Some("may-decide"));
    assert_eq!(allocations.count_total, 0);
}

#[test]
fn nothing_is_allocated_in_counting_working_days() {
    let (calendar, day) = (Calendar::england_and_wales(), incident::day("2022-09-14"));
    let period = Period::new(PeriodUnit::WorkingDays, 5);
    let allocations = measure(|| {
        let added = calendar.add_working_days(day, 15);
        let due = calendar.deadline(PartialDate::on(day), &period);
        assert!(added.is_ok() && due.is_ok());
    });
    assert_eq!(allocations.count_total, 0);
}

#[test]
fn nothing_is_allocated_when_only_the_date_of_birth_is_known() {
    for pack in PACKS {
        assert_eq!(allocations(&born(pack, BORN)), 0, "{pack}");
    }
}

#[test]
fn nothing_is_allocated_when_everything_is_answered() {
    for pack in PACKS {
        let mut known = born(pack, BORN);
        answer(&mut known, pack, |_| true);
        assert_eq!(known.outcome().routes_possible, known.outcome().routes_certain, "{pack}");
        assert_eq!(allocations(&known), 0, "{pack}");
    }
}

#[test]
fn nothing_is_allocated_when_some_is_answered() {
    for pack in PACKS {
        for step in 2..6 {
            let mut known = born(pack, BORN);
            answer(&mut known, pack, |at| at % step == 0);
            assert_eq!(allocations(&known), 0, "{pack}, one of {step}");
        }
    }
}

/// Where an open fact is compared in ways that no single value serves best, its values are tried,
/// on copies of what is known. Which open ages that concerns is a matter of the rules; that one of
/// them does allocate shows that the counter of the other tests counts.
#[test]
fn values_that_have_to_be_tried_allocate() {
    let open = PACKS.iter().flat_map(|pack| {
        let nothing = Known::new(&rules(pack), case::as_of());
        let ages = ["2008-05", "2024-05"].map(|born| {
            let mut known = nothing.clone();
            let born = PartialDate::parse(born).unwrap();
            known.record("date_of_birth", &Answer::Date(born)).unwrap();
            known
        });
        ages.into_iter().chain([nothing])
    });
    assert!(open.map(|known| allocations(&known)).any(|count| count > 0));
}

fn allocations(known: &Known) -> u64 {
    measure(|| {
        let _ = std::hint::black_box(known).outcome();
    })
    .count_total
}

/// Answers the facts at these positions, except the date of birth.
fn answer(known: &mut Known, pack: &str, chosen: impl Fn(usize) -> bool) {
    let rules = rules(pack);
    let facts = rules.facts().enumerate().filter(|(_, fact)| fact.id != "date_of_birth");
    for (at, fact) in facts.filter(|(at, _)| chosen(*at)) {
        let recorded = known.record(&fact.id, &some_answer(fact, at % 3 == 0));
        assert!(recorded.is_ok(), "{pack}: {}", fact.id);
    }
}

fn some_answer(fact: &Fact, yes: bool) -> Answer {
    let first = || fact.options.first().map(|option| option.id.to_string()).unwrap_or_default();
    match fact.kind {
        Kind::YesNo => Answer::YesNo(yes),
        Kind::Count => Answer::count(3),
        Kind::Date => Answer::on(case::as_of()),
        Kind::Choice => Answer::Choice(first()),
        Kind::Choices => Answer::Exactly(if yes { vec![first()] } else { Vec::new() }),
    }
}
