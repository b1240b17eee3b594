//! Boroughs made up at random: settings, agencies of every type that come, go and merge, and a
//! record; and what the text of the pack says of them, read here without the library.

use proptest::prelude::*;
use safeguarding_rules::audits::{
    About, Agency, AuditDecision, AuditRules, Audits, Entry, Membership, OccurrenceAnswer,
};
use safeguarding_rules::{Calendar, Catalogue, Day, PartialDate, SettingValue, Span};
use serde_json::{Value, json};
use std::sync::OnceLock;

pub(crate) const SECTION_11: [&str; 3] = ["self-assessment", "peer-challenge", "follow-up"];

/// The text of the small pack whose section 11 audit has one, two or three phases.
fn text(phases: usize) -> &'static Value {
    static TEXTS: OnceLock<[Value; 3]> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/packs/good/small-audits.json");
        let small: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        [1, 2, 3].map(|phases| with_phases(small.clone(), phases))
    });
    &texts[phases - 1]
}

fn with_phases(mut pack: Value, phases: usize) -> Value {
    for setting in pack["settings"].as_array_mut().unwrap() {
        if setting["id"] == "s11_cycle_years" {
            setting["min"] = json!(phases);
            setting["default"] = json!(phases);
            setting["choices"].as_array_mut().unwrap().retain(|one| one["value"] == 3);
        }
        if setting["id"] == "s11_anchor" {
            setting["min"] = json!(1);
        }
    }
    let of_programme = pack["programmes"][0]["phases"].as_array_mut().unwrap();
    let mut third = of_programme[1].clone();
    third["id"] = json!("follow-up");
    third["needs"] = json!("peer-challenge");
    of_programme.push(third);
    of_programme.truncate(phases);
    pack
}

/// The rules of that pack.
pub(crate) fn rules(phases: usize) -> &'static AuditRules {
    static RULES: OnceLock<[AuditRules; 3]> = OnceLock::new();
    let all = RULES.get_or_init(|| {
        [1, 2, 3].map(|phases| {
            let catalogue = Catalogue::bundled().with(&[&text(phases).to_string()]).unwrap();
            catalogue.audits("small").unwrap()
        })
    });
    &all[phases - 1]
}

pub(crate) fn day_of(year: i32, offset: u16) -> Day {
    Day::parse(&format!("{year}-01-01")).unwrap().plus(Span::days(offset))
}

#[derive(Clone, Debug)]
pub(crate) struct Borough {
    /// How many phases the section 11 audit has.
    pub phases: usize,
    pub anchor: i32,
    pub cycle: i32,
    pub year_kind: &'static str,
    /// `None`: it is not set.
    pub slippage: Option<&'static str>,
    pub weeks: u32,
    pub agencies: Vec<Agency>,
    pub record: Vec<Entry>,
}

const TYPES: [&str; 10] = [
    "council",
    "ccg",
    "icb",
    "nhs-trust",
    "school",
    "academy",
    "crc",
    "probation",
    "charity",
    "coroner",
];
const AGENCIES: usize = 4;

fn a_day(years: std::ops::Range<i32>) -> impl Strategy<Value = Day> {
    (years, 0..365_u16).prop_map(|(year, offset)| day_of(year, offset))
}

fn membership() -> impl Strategy<Value = Membership> {
    let turn = || prop::option::weighted(0.2, a_day(2017..2027));
    (prop::sample::select(TYPES.to_vec()), turn(), turn()).prop_map(|(of, from, until)| {
        let until = until.filter(|until| from.is_none_or(|from| from < *until));
        Membership { agency_type: of.to_owned(), from, until }
    })
}

/// One that may come, go, be taken over, or have another answer for it.
fn agency(index: usize) -> impl Strategy<Value = Agency> {
    let other = || prop::option::weighted(0.3, 1..AGENCIES);
    let first = prop::option::weighted(0.25, a_day(2017..2026));
    let last = prop::option::weighted(0.3, a_day(2019..2028));
    let types = prop::collection::vec(membership(), 1..4);
    (types, first, last, other(), other()).prop_map(
        move |(types, from, until, became, answered_by)| {
            let until = until.filter(|until| from.is_none_or(|from| from < *until));
            let other = |offset: usize| format!("agency-{}", (index + offset) % AGENCIES);
            Agency {
                id: format!("agency-{index}"),
                types,
                from,
                until,
                became: became.filter(|_| until.is_some()).map(other),
                answered_by: answered_by.map(other),
                label: None,
            }
        },
    )
}

/// What can be recorded: of a phase, or of a duty.
const WORDS: [(&str, &str, &[&str]); 7] = [
    (
        "section-11",
        "self-assessment",
        &["opened", "signed-off", "returned", "returned", "escalated", "moderated", "waived"],
    ),
    ("section-11", "peer-challenge", &["prepared", "challenged", "challenged", "closed", "waived"]),
    ("section-11", "follow-up", &["challenged", "closed"]),
    ("school-audit", "self-audit", &["returned", "written-to", "waived"]),
    ("school-audit", "visit", &["notice-given", "visited"]),
    ("adult-audit", "tool", &["drafted", "returned", "returned", "waived"]),
    ("adult-audit", "event", &["held"]),
];
const DUTY_WORDS: [(&str, &str); 6] = [
    ("datasets.quarterly", "dataset-sent"),
    ("programme.yearly", "programme-agreed"),
    ("funding.review", "funding-reviewed"),
    ("training.evaluation", "course-held"),
    ("training.evaluation", "course-evaluated"),
    ("training.lessons", "lessons-asked"),
];

/// Something recorded, most often of about its own year; some of it known in part.
fn entry() -> impl Strategy<Value = Entry> {
    let which = (0..WORDS.len(), 0..8_usize, 0..DUTY_WORDS.len(), prop::bool::weighted(0.25));
    let when = (2017..2027_i32, -60..900_i32, prop::option::weighted(0.15, 1..90_u16));
    (which, 0..AGENCIES + 1, when).prop_map(
        |((phase, word, duty, is_duty), agency, (year, days, width))| {
            let (programme, phase, words) = WORDS[phase];
            let first = match u16::try_from(days) {
                Ok(days) => day_of(year, days),
                Err(_) => day_of(year - 1, u16::try_from(365 + days).unwrap()),
            };
            let last = width.map_or(first, |width| first.plus(Span::days(width)));
            let what = if is_duty { DUTY_WORDS[duty].1 } else { words[word % words.len()] };
            let about = if is_duty {
                About::Duty { duty: DUTY_WORDS[duty].0.to_owned(), period: None }
            } else {
                About::Phase { programme: programme.to_owned(), phase: phase.to_owned(), year }
            };
            Entry {
                about,
                agency: (agency < AGENCIES).then(|| format!("agency-{agency}")),
                what: what.to_owned(),
                on: PartialDate::between(first, last).unwrap(),
                reason: (what == "waived").then(|| "agreed".to_owned()),
            }
        },
    )
}

pub(crate) fn borough() -> impl Strategy<Value = Borough> {
    let settings = (
        1..4_usize,
        1900..2100_i32,
        0..6_i32,
        prop::sample::select(vec!["calendar", "financial", "academic"]),
        prop::sample::select(vec![None, Some("fixed-parity"), Some("from-completion")]),
        1..60_u32,
    );
    let agencies = (agency(0), agency(1), agency(2), agency(3));
    (settings, agencies, prop::collection::vec(entry(), 0..24)).prop_map(
        |((phases, anchor, spare, year_kind, slippage, weeks), (a, b, c, d), record)| {
            let cycle = i32::try_from(phases).unwrap() + spare;
            let agencies = vec![a, b, c, d];
            // What the audit has no phase for is not recorded.
            let is_known = |entry: &Entry| match &entry.about {
                About::Phase { phase, .. } => !SECTION_11[phases..].contains(&phase.as_str()),
                About::Duty { .. } => true,
            };
            let record = record.into_iter().filter(is_known).collect();
            Borough { phases, anchor, cycle, year_kind, slippage, weeks, agencies, record }
        },
    )
}

impl Borough {
    /// Whether an agency was taken over by another, directly or through others.
    pub(crate) fn became(&self, agency: &str, other: &str) -> bool {
        let mut at = agency;
        for _ in &self.agencies {
            let known = self.agencies.iter().find(|known| known.id == at);
            let Some(next) = known.and_then(|known| known.became.as_deref()) else { break };
            if next == other {
                return true;
            }
            at = next;
        }
        false
    }

    pub(crate) fn audits(&self, as_of: Day, from: Day, until: Day) -> Audits {
        let mut audits = Audits::new(rules(self.phases), as_of, from, until);
        let count = |n: i32| SettingValue::Count(u32::try_from(n).unwrap());
        let word = |word: &str| SettingValue::Word(word.to_owned());
        for (setting, value) in [
            ("s11_anchor", count(self.anchor)),
            ("s11_cycle_years", count(self.cycle)),
            ("s11_year_kind", word(self.year_kind)),
            ("s11_return_weeks", SettingValue::Count(self.weeks)),
            ("dataset_days", count(14)),
            ("funding_months", count(12)),
            ("funding_start", SettingValue::Day(day_of(2018, 90))),
            ("fourth_stage", word("on")),
        ] {
            audits.set(setting, &value).unwrap();
        }
        if let Some(slippage) = self.slippage {
            audits.set("s11_slippage", &word(slippage)).unwrap();
        }
        self.agencies.iter().for_each(|agency| audits.agency(agency.clone()));
        self.record.iter().for_each(|entry| audits.record(entry.clone()));
        audits
    }

    /// What is recorded of section 11 moves nothing, and neither does what is recorded of adults.
    pub(crate) fn fixed(mut self) -> Borough {
        self.slippage = Some("fixed-parity");
        self.record.retain(|entry| !is_of(entry, "adult-audit"));
        self
    }

    /// Programme, years of a cycle, year kind, anchor, and phases, none of which moves.
    pub(crate) fn programmes(
        &self,
    ) -> [(&'static str, i32, &'static str, i32, Vec<&'static str>); 3] {
        let phases = SECTION_11[..self.phases].to_vec();
        [
            ("section-11", self.cycle, self.year_kind, self.anchor, phases),
            ("school-audit", 3, "academic", 2018, vec!["self-audit", "visit"]),
            ("adult-audit", 2, "calendar", 2018, vec!["tool", "event"]),
        ]
    }

    /// The firmest thing that an agency owes of a programme on a day, by the text of the pack.
    pub(crate) fn owed(&self, agency: &Agency, programme: &str, day: Day) -> &'static str {
        let pack = text(self.phases);
        let holds = |item: &Value| {
            let at = |key: &str| item[key].as_str().map(|text| Day::parse(text).unwrap());
            at("from").is_none_or(|from| from <= day) && at("until").is_none_or(|end| day < end)
        };
        let mut found = "out-of-scope";
        for membership in &agency.types {
            let is_one = membership.from.is_none_or(|from| from <= day)
                && membership.until.is_none_or(|until| day < until);
            let of = |list: &'static str| pack[list].as_array().unwrap().iter();
            let is_type = of("agency_types")
                .any(|one| one["id"] == membership.agency_type.as_str() && holds(one));
            if !agency.exists(day) || !is_one || !is_type {
                continue;
            }
            for one in of("obligations").filter(|one| one["programme"] == programme && holds(one)) {
                let types = one["types"].as_array().unwrap();
                if types.iter().any(|id| id == membership.agency_type.as_str()) {
                    let order = ["out-of-scope", "invitation", "contract", "statute"];
                    let place = |word: &str| order.iter().position(|known| *known == word);
                    let owed = one["owed"].as_str().unwrap();
                    if place(owed) > place(found) {
                        found = owed;
                    }
                }
            }
        }
        found
    }
}

fn is_of(entry: &Entry, of: &str) -> bool {
    matches!(&entry.about, About::Phase { programme, .. } if programme == of)
}

/// The first day of a year.
pub(crate) fn first_day(kind: &str, year: i32) -> Day {
    let month = match kind {
        "calendar" => "01",
        "financial" => "04",
        _ => "09",
    };
    Day::parse(&format!("{year}-{month}-01")).unwrap()
}

pub(crate) fn assess(audits: &Audits) -> AuditDecision<'_> {
    audits.assess(Calendar::england_and_wales())
}

/// Everything about an occurrence that hangs on the record and not on the day of asking.
pub(crate) fn planned(one: &OccurrenceAnswer<'_>) -> String {
    let (opens, due) = (one.opens, one.due);
    format!(
        "{} {} {} {} {:?} {opens:?} {due:?}",
        one.programme, one.phase, one.year, one.agency, one.owed
    )
}
