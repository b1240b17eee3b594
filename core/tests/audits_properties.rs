//! What holds of schedules and standing whatever the settings, the agencies and the record.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

#[path = "audits_properties/borough.rs"]
mod borough;

use borough::{SECTION_11, assess, borough, day_of, first_day, planned};
use proptest::prelude::*;
use safeguarding_rules::audits::Standing;
use safeguarding_rules::audits::{AuditDecision, AuditStanding, DutyTime};
use safeguarding_rules::{Day, PartialDate, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The span in which boroughs are looked at.
fn span() -> (Day, Day) {
    (day_of(2018, 0), day_of(2028, 0))
}

/// A day in the span, before it or after it; most records go on after it.
fn a_day_of_asking() -> impl Strategy<Value = Day> {
    (2017..2029_i32, 0..365_u16).prop_map(|(year, offset)| day_of(year, offset))
}

/// What a decision plans: its programmes, and occurrences and times of duties with their days.
fn plan_of(decision: &AuditDecision<'_>) -> (String, Vec<String>) {
    (format!("{:?}", decision.programmes), decision.occurrences.iter().map(planned).collect())
}

/// A time of a duty, whatever was done about it.
fn time_of(time: &DutyTime<'_>) -> String {
    let (period, called_on) = ((time.from, time.until), time.called_on);
    format!("{:?} {period:?} {called_on:?} {:?}", time.agency, time.due)
}

fn is_late(standing: AuditStanding) -> bool {
    matches!(standing, AuditStanding::Overdue | AuditStanding::Escalated)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    /// The phases take their turns from the anchor on, both ways, whatever the cycle and the span.
    #[test]
    fn phases_take_their_turns(borough in borough(), first in 2018..2030_i32, offset in 0..365_u16, years in 1..15_i32) {
        let borough = borough.fixed();
        let (from, until) = (day_of(first, offset), day_of(first + years, offset));
        let audits = borough.audits(day_of(2025, 0), from, until);
        let decision = assess(&audits);
        for (id, cycle, kind, anchor, phases) in borough.programmes() {
            let programme = decision.programmes.iter().find(|one| one.programme == id).unwrap();
            let expected: Vec<_> = (first - 1..first + years + 2)
                .filter(|year| (from..until).contains(&first_day(kind, *year)))
                .map(|year| {
                    let place = usize::try_from((year - anchor).rem_euclid(cycle)).unwrap();
                    let days = (first_day(kind, year), first_day(kind, year + 1));
                    (year, days, phases.get(place).copied())
                })
                .collect();
            let got = programme.years.iter().map(|year| (year.year, (year.from, year.until), year.phase));
            prop_assert_eq!(expected, got.collect::<Vec<_>>(), "{}", id);
        }
    }

    /// Also where what is late moves them, no phase falls out and none comes twice.
    #[test]
    fn phases_that_move_take_their_turns(mut borough in borough(), as_of in a_day_of_asking()) {
        borough.slippage = Some("from-completion");
        for entry in &mut borough.record {
            entry.on = PartialDate::on(entry.on.first);
        }
        let audits = borough.audits(as_of, span().0, span().1);
        let decision = assess(&audits);
        for (id, _, _, _, phases) in borough.programmes() {
            let programme = decision.programmes.iter().find(|one| one.programme == id).unwrap();
            let there: Vec<&str> = programme.years.iter().filter_map(|year| year.phase).collect();
            let place = |phase: &str| phases.iter().position(|known| *known == phase).unwrap();
            for pair in there.windows(2) {
                let next = (place(pair[0]) + 1) % phases.len();
                prop_assert_eq!(phases[next], pair[1], "{} {:?}", id, programme.years);
            }
        }
    }

    /// An agency has every phase once in each cycle, where it is in scope on the day that opens,
    /// and what it owes is what the pack says of its types; one out of scope has none, but for what
    /// passed to it from one that it took over.
    #[test]
    fn every_agency_in_scope_has_each_phase_once_a_cycle(borough in borough(), as_of in a_day_of_asking()) {
        let mut borough = borough.fixed();
        // Then a phase opens on the day that is set for it.
        borough.record.retain(|entry| entry.what != "opened");
        let (from, until) = span();
        let audits = borough.audits(as_of, from, until);
        let decision = assess(&audits);
        let mut expected = BTreeSet::new();
        for (programme, cycle, kind, anchor, phases) in borough.programmes() {
            for cycle_begins in (2010..2030_i32).filter(|year| (year - anchor).rem_euclid(cycle) == 0) {
                for (phase, year) in phases.iter().zip(cycle_begins..) {
                    let begins = first_day(kind, year);
                    if begins < from || until <= begins {
                        continue;
                    }
                    let is_launched = *phase == SECTION_11[0];
                    let opens = if is_launched { begins.plus(Span::days(30)) } else { begins };
                    for agency in &borough.agencies {
                        let owed = borough.owed(agency, programme, opens);
                        if owed != "out-of-scope" {
                            expected.insert((programme, *phase, year, agency.id.as_str(), owed));
                        }
                    }
                }
            }
        }
        let there: Vec<_> = decision.occurrences.iter()
            .map(|one| (one.programme, one.phase, one.year, one.agency, one.owed.word()))
            .collect();
        let each: BTreeSet<_> = there.iter().copied().collect();
        prop_assert_eq!(each.len(), there.len(), "one stands twice");
        prop_assert!(each.is_superset(&expected), "lacking: {:?}", expected.difference(&each));
        for (programme, phase, year, agency, _) in each.difference(&expected) {
            let passed_on = expected.iter().any(|(of, its, when, other, _)| {
                let is_same = (of, its, when) == (programme, phase, year);
                is_same && borough.became(other, agency)
            });
            prop_assert!(passed_on, "{programme} {phase} {year} {agency}");
        }
    }

    /// One that is in scope all the time has each phase once a cycle whatever is recorded.
    #[test]
    fn nothing_recorded_takes_a_phase_away(borough in borough(), as_of in a_day_of_asking(), cycles in 1..5_i32) {
        let mut borough = borough.fixed();
        borough.agencies[0].from = None;
        borough.agencies[0].until = None;
        borough.agencies[0].types[0].agency_type = "council".to_owned();
        borough.agencies[0].types[0].from = None;
        borough.agencies[0].types[0].until = None;
        for (programme, cycle, kind, anchor, phases) in borough.programmes() {
            // The first cycle of which every year lies in the editions.
            let first = anchor + (2018 - anchor).div_euclid(cycle) * cycle + cycle;
            let years = (first_day(kind, first), first_day(kind, first + cycles * cycle));
            let audits = borough.audits(as_of, years.0, years.1);
            let decision = assess(&audits);
            let mut counts: BTreeMap<&str, i32> = BTreeMap::new();
            for one in &decision.occurrences {
                if one.programme == programme && one.agency == "agency-0" {
                    *counts.entry(one.phase).or_default() += 1;
                }
            }
            let expected = phases.iter().map(|phase| (*phase, cycles)).collect();
            prop_assert_eq!(counts, expected, "{}", programme);
        }
    }

    /// Without anything new in the record what is overdue stays so, or the agency has left or was
    /// taken over; and nothing goes back to what it was before it opened.
    #[test]
    fn what_is_overdue_stays_so(mut borough in borough(), as_of in a_day_of_asking(), later in 0..2_000_u16) {
        let (from, until) = span();
        let then = as_of.plus(Span::days(later));
        // Nothing happens between the two days; what is recorded for days after both counts on neither.
        borough.record.retain(|entry| entry.on.last <= as_of || then < entry.on.first);
        let (now, then) = (borough.audits(as_of, from, until), borough.audits(then, from, until));
        let (now, then) = (assess(&now), assess(&then));
        prop_assert_eq!(now.occurrences.len(), then.occurrences.len());
        for (before, after) in now.occurrences.iter().zip(&then.occurrences) {
            prop_assert_eq!(planned(before), planned(after));
            if is_late(before.standing) {
                let is_still = is_late(after.standing) || after.standing == AuditStanding::Left;
                prop_assert!(is_still, "{:?} {:?}", before, after);
            }
            if before.standing != AuditStanding::NotDue {
                prop_assert_ne!(after.standing, AuditStanding::NotDue);
            }
            for (before, after) in before.steps.iter().flatten().zip(after.steps.iter().flatten()) {
                if before.state == Standing::Overdue && before.step == after.step {
                    prop_assert_ne!(after.state, Standing::NotYetDue, "{:?} {:?}", before, after);
                }
            }
        }
        for (before, after) in now.duties.iter().zip(&then.duties) {
            prop_assert_eq!(before.duty, after.duty);
            // Two times can be due on one day.
            let overdue = |duty: &safeguarding_rules::audits::DutyAnswer<'_>, time: &str| {
                let all = duty.occurrences.iter();
                all.filter(|one| one.state == Standing::Overdue && time_of(one) == time).count()
            };
            for one in before.occurrences.iter().filter(|one| one.state == Standing::Overdue) {
                let time = time_of(one);
                prop_assert!(overdue(after, &time) >= overdue(before, &time), "{:?}", one);
            }
        }
    }

    /// What happens between two days never makes what is overdue not yet due, where being late
    /// moves nothing.
    #[test]
    fn what_happens_makes_nothing_undone(borough in borough(), as_of in a_day_of_asking(), later in 0..2_000_u16) {
        let borough = borough.fixed();
        let (from, until) = span();
        let then = as_of.plus(Span::days(later));
        let (now, then) = (borough.audits(as_of, from, until), borough.audits(then, from, until));
        let (now, then) = (assess(&now), assess(&then));
        let name = |one: &safeguarding_rules::audits::OccurrenceAnswer<'_>| {
            format!("{} {} {} {}", one.programme, one.phase, one.year, one.agency)
        };
        let after: BTreeMap<String, AuditStanding> =
            then.occurrences.iter().map(|one| (name(one), one.standing)).collect();
        for before in now.occurrences.iter().filter(|one| is_late(one.standing)) {
            // It is gone only where it opened earlier than was set, before the agency took part.
            let Some(standing) = after.get(&name(before)) else { continue };
            prop_assert_ne!(*standing, AuditStanding::NotDue, "{:?}", before);
        }
    }

    /// A schedule is the same whichever day it is asked, in the span of the record as well: what is
    /// recorded for a day after it moves nothing yet, and so does not count.
    #[test]
    fn a_schedule_is_the_same_on_every_day(mut borough in borough(), as_of in a_day_of_asking(), later in 0..3_000_u16) {
        let (from, until) = span();
        let whole = borough.audits(as_of, from, until);
        borough.record.retain(|entry| entry.on.first <= as_of);
        let known = borough.audits(as_of, from, until);
        prop_assert_eq!(plan_of(&assess(&whole)), plan_of(&assess(&known)));
        borough.record.retain(|entry| entry.on.last <= as_of);
        let then = as_of.plus(Span::days(later));
        let (now, then) = (borough.audits(as_of, from, until), borough.audits(then, from, until));
        prop_assert_eq!(plan_of(&assess(&now)), plan_of(&assess(&then)));
    }

    /// What spans that adjoin give is what the whole gives, without gap or repeat.
    #[test]
    fn spans_that_adjoin_join(borough in borough(), as_of in a_day_of_asking(), cuts in prop::collection::btree_set((2018..2028_i32, 0..365_u16), 1..4)) {
        let mut days = vec![span().0];
        days.extend(cuts.into_iter().map(|(year, offset)| day_of(year, offset)));
        days.push(span().1);
        days.dedup();
        let said = |from: Day, until: Day| {
            let audits = borough.audits(as_of, from, until);
            let decision = assess(&audits);
            let mut found: Vec<String> = decision.occurrences.iter()
                .map(|one| format!("{} {:?} {:?}", planned(one), one.standing, one.steps))
                .collect();
            for programme in &decision.programmes {
                found.extend(programme.years.iter().map(|year| format!("{} {year:?}", programme.programme)));
            }
            for duty in decision.duties.iter().filter(|duty| duty.cadence == "periodic") {
                found.extend(duty.occurrences.iter().map(|time| format!("{} {time:?}", duty.duty)));
            }
            found
        };
        let mut parts: Vec<String> = days.windows(2).flat_map(|pair| said(pair[0], pair[1])).collect();
        let mut whole = said(span().0, span().1);
        parts.sort();
        whole.sort();
        prop_assert_eq!(whole, parts);
    }
}
