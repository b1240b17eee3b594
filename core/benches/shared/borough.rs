//! The borough that is measured: three programmes over ten years, with a record of five.

use safeguarding_rules::audits::{About, Agency, Audits, Entry, Membership};
use safeguarding_rules::{Catalogue, Day, PartialDate, SettingValue};

/// Settings of Walsall's programmes, by the beginnings of their names.
const PROGRAMMES: [(&str, &str); 3] =
    [("s11", "section-11"), ("edu", "section-175-157"), ("adults", "care-act")];
const PHASES: [(&str, &str); 2] =
    [("self-assessment", "returned"), ("peer-challenge", "challenged")];

/// When the steps of a phase beside the first and the main one are due.
const STEPS: [(&str, u32); 12] = [
    ("reminder_weeks", 1),
    ("senior_weeks", 2),
    ("subgroup_weeks", 4),
    ("executive_weeks", 6),
    ("moderation_months", 2),
    ("headlines_months", 3),
    ("overview_months", 5),
    ("plan_weeks", 8),
    ("close_months", 3),
    ("challenge_report_months", 1),
    ("challenge_plan_weeks", 6),
    ("challenge_close_months", 3),
];
/// How often duties recur and when they are due, beginning with those of each agency.
const DUTIES: [(&str, u32); 17] = [
    ("single_agency_months", 6),
    ("relevant_contribution_months", 12),
    ("training_days", 60),
    ("dataset_days", 14),
    ("dataset_scrutiny_days", 30),
    ("engagement_months", 12),
    ("action_log_months", 3),
    ("evaluation_report_months", 12),
    ("effectiveness_months", 12),
    ("maa_programme_days", 30),
    ("cdop_days", 180),
    ("report_days", 180),
    ("contribution_days", 30),
    ("funding_review_days", 30),
    ("sab_plan_days", 30),
    ("sab_report_days", 180),
    ("cdr_report_months", 12),
];
const STARTS: [&str; 8] = [
    "single_agency_start",
    "relevant_contribution_start",
    "engagement_start",
    "action_log_start",
    "evaluation_report_start",
    "effectiveness_start",
    "arrangements_start",
    "cdr_report_start",
];
const YEARS: [&str; 5] = [
    "dataset_year_kind",
    "training_year_kind",
    "maa_year_kind",
    "cdop_year_kind",
    "report_year_kind",
];

/// What recurs for each agency, the word for it, and the month in which it was done.
const RECORDED: [(&str, &str, &str); 4] = [
    ("single-agency.report", "single-agency-reported", "01"),
    ("single-agency.report", "single-agency-reported", "07"),
    ("training.assurance", "training-assurance-given", "05"),
    ("funding.relevant-agencies", "relevant-contribution-made", "06"),
];

/// Only how each agency stands in each year.
pub(crate) fn borough(agencies: u32) -> Audits {
    let mut audits = recorded(agencies);
    audits.without_duties();
    audits.without_steps();
    audits
}

/// The same with every step of the bundled packs, each with the day it is due.
pub(crate) fn with_steps(agencies: u32) -> Audits {
    let mut audits = with_days(agencies);
    audits.without_duties();
    audits
}

/// The same with every duty of the bundled packs as well, three of them for each agency.
pub(crate) fn with_steps_and_duties(agencies: u32) -> Audits {
    let mut audits = with_days(agencies);
    for (setting, n) in DUTIES {
        set(&mut audits, setting, &SettingValue::Count(n));
    }
    for setting in STARTS {
        set(&mut audits, setting, &SettingValue::Day(day("2019-10-01")));
    }
    for setting in YEARS {
        set(&mut audits, setting, &SettingValue::Word("financial".to_owned()));
    }
    record_duties(&mut audits, agencies);
    audits
}

/// The day of every step is set.
fn with_days(agencies: u32) -> Audits {
    let mut audits = recorded(agencies);
    for (short, _) in PROGRAMMES {
        for (setting, n) in STEPS {
            set(&mut audits, &format!("{short}_{setting}"), &SettingValue::Count(n));
        }
    }
    audits
}

/// Nine in ten agencies did also what recurs, through the first five years.
fn record_duties(audits: &mut Audits, agencies: u32) {
    for index in (0..agencies).filter(|index| index % 10 != 9) {
        for year in 2019..2024 {
            for (duty, what, month) in RECORDED {
                audits.record(Entry {
                    about: About::Duty { duty: duty.to_owned(), period: None },
                    agency: Some(format!("agency-{index}")),
                    what: what.to_owned(),
                    on: PartialDate::on(day(&format!("{year}-{month}-20"))),
                    reason: None,
                });
            }
        }
    }
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or(Day::FIRST)
}

/// A setting that the packs no longer have must not pass unseen: less would be measured.
#[expect(clippy::print_stderr, reason = "whoever measures has to know")]
fn set(audits: &mut Audits, setting: &str, value: &SettingValue) {
    if audits.set(setting, value).is_err() {
        eprintln!("the packs do not take {setting} so");
        std::process::exit(1);
    }
}

/// So many agencies, each of which is in all three programmes; nine in ten did what fell due in
/// the first five years.
fn recorded(agencies: u32) -> Audits {
    let rules = Catalogue::bundled().audits("walsall");
    let rules = rules.unwrap_or_else(|_| std::process::exit(1));
    let (from, until) = (day("2019-04-01"), day("2029-04-01"));
    let mut audits = Audits::new(&rules, day("2024-06-01"), from, until);
    for (short, _) in PROGRAMMES {
        let settings = [
            ("anchor", SettingValue::Count(2019)),
            ("year_kind", SettingValue::Word("financial".to_owned())),
            ("slippage", SettingValue::Word("fixed-parity".to_owned())),
            ("opens_months", SettingValue::Count(1)),
            ("return_months", SettingValue::Count(4)),
            ("challenge_opens_months", SettingValue::Count(1)),
            ("challenge_months", SettingValue::Count(8)),
        ];
        for (setting, value) in settings {
            set(&mut audits, &format!("{short}_{setting}"), &value);
        }
    }
    for index in 0..agencies {
        let types = ["nhs-trust", "academy"].map(|agency_type| Membership {
            agency_type: agency_type.to_owned(),
            from: None,
            until: None,
        });
        let id = format!("agency-{index}");
        audits.agency(Agency { id: id.clone(), types: types.to_vec(), ..Agency::default() });
        if index % 10 == 9 {
            continue;
        }
        for (_, programme) in PROGRAMMES {
            for (year, (phase, what)) in (2019..2024).zip(PHASES.into_iter().cycle()) {
                audits.record(Entry {
                    about: About::Phase {
                        programme: programme.to_owned(),
                        phase: phase.to_owned(),
                        year,
                    },
                    agency: Some(id.clone()),
                    what: what.to_owned(),
                    on: PartialDate::on(day(&format!("{year}-08-20"))),
                    reason: None,
                });
            }
        }
    }
    audits
}
