//! What is proved of audits and of what else recurs.
//!
//! Kinds of organisations, the values that settings were seen to have and the places of a cycle are
//! few: schedules are asked of the library for all that matters, through the years of the pack.

mod beneath;
mod bound;
mod due;
mod settings;
mod turns;

use super::Limits;
use super::finding::{Claim, Proof};
use super::ledger::{Ledger, Looked};
use super::prover::base_of;
use super::sat::Work;
use crate::date::{Day, Span};
use crate::error::Error;
use crate::pack::{
    AgencyType, AuditLists, Cadence, Catalogue, Duty, Family, Items, Layered, Number, Placed,
    Programme, Setting, SettingKind, SettingValue, fits_a_year,
};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// What is claimed of the family.
const CLAIMS: &[Claim] =
    &[Claim::OneOutcome, Claim::NothingDead, Claim::NotBelowBase, Claim::Cited];

/// So many steps it counts for to ask the library for a schedule.
const STEPS_OF_A_SCHEDULE: u64 = 20_000;

/// So many years after the last change of the rules are looked at.
const YEARS_AFTER: u16 = 8;

/// Proves what is claimed of the audits of a pack.
///
/// # Errors
///
/// `request.unknown-pack`, `request.no-edition`, `request.unknown-subject`.
pub(super) fn prove(
    catalogue: &Catalogue,
    pack: &str,
    subject: Option<&str>,
    as_of: Day,
    limits: Limits,
) -> Result<Proof, Error> {
    let layered = catalogue.layered(Family::Audits, pack, as_of)?;
    let first = layered.subjects().next().unwrap_or_default().to_owned();
    let asked = subject.unwrap_or(&first);
    layered.check_subject(Some(asked))?;
    let work = Work::of(limits.steps);
    let mut ledger = Ledger::of(CLAIMS, asked, &work);
    let looked = Looked { catalogue, family: Family::Audits, pack, as_of };
    let line = catalogue.line(Family::Audits, pack);
    let inquiry = Inquiry { looked, layered, span: span(line, as_of), line };
    bound::prove(&inquiry, &mut ledger);
    turns::prove(&inquiry, &mut ledger);
    due::prove(&inquiry, &mut ledger);
    settings::prove(&inquiry, &mut ledger);
    beneath::prove(&inquiry, &mut ledger);
    ledger.cited(layered);
    Ok(ledger.into_proof(looked))
}

/// What is looked at.
struct Inquiry<'p> {
    looked: Looked<'p>,
    layered: &'p Arc<Layered>,
    /// Every day of the pack, the earliest first.
    line: &'p [Arc<Layered>],
    /// From the first day of the pack to some years after the last change of its rules.
    span: (Day, Day),
}

/// The years that are looked at.
fn span(line: &[Arc<Layered>], as_of: Day) -> (Day, Day) {
    let first = line.first().map_or(as_of, |one| one.from);
    let items = line.iter().map(|one| &one.items.audits);
    let mut last = as_of.max(first);
    for lists in items {
        let duties = lists.duties.iter().flat_map(|one| [one.is.from, one.is.until]);
        let owed = lists.obligations.iter().flat_map(|one| [one.is.from, one.is.until]);
        let kinds = lists.agency_types.iter().flat_map(|one| [one.is.from, one.is.until]);
        last = duties.chain(owed).chain(kinds).flatten().fold(last, Day::max);
    }
    let end = last.plus(Span::years(YEARS_AFTER));
    let closes = line.last().and_then(|one| one.until);
    // A span has a hundred years at most.
    let most = first.plus(Span::years(99));
    (first, end.min(closes.unwrap_or(end)).min(most))
}

impl<'p> Inquiry<'p> {
    fn lists(&self) -> &'p AuditLists {
        &self.layered.items.audits
    }

    /// Everything set to something that it can be, so that as much as can be is planned.
    fn all_set(&self) -> Map<String, Value> {
        let mut found = Map::new();
        for items in self.line.iter().map(|one| &one.items) {
            for setting in items.settings.iter().map(|one| &one.is) {
                found.insert(setting.id.clone(), json!(self.some_value(items, setting)));
            }
        }
        found
    }

    /// A value that a setting can have: the published one, else one seen, else one that makes sense.
    fn some_value(&self, items: &Items, setting: &Setting) -> SettingValue {
        let seen = setting.choices.first().map(|choice| choice.value.clone());
        if let Some(value) = setting.default.clone().or(seen) {
            return value;
        }
        match setting.kind {
            SettingKind::Count => {
                let is_of_a_period = items.audits.duties.iter().any(|one| {
                    matches!(&one.is.cadence, Cadence::Periodic { months: Number::Setting(id), .. }
                        if *id == setting.id)
                });
                let is_anchor =
                    items.audits.programmes.iter().any(
                        |one| matches!(&one.is.anchor, Number::Setting(id) if *id == setting.id),
                    );
                let least = setting.min.max(1);
                if is_of_a_period && !fits_a_year(least, false) {
                    SettingValue::Count(12)
                } else if is_anchor {
                    SettingValue::Count(u32::try_from(self.span.0.year()).unwrap_or(least))
                } else {
                    SettingValue::Count(least)
                }
            }
            SettingKind::Day => {
                let first = setting.not_before().unwrap_or(Day::FIRST).max(self.span.0);
                SettingValue::Day(first)
            }
            SettingKind::Event | SettingKind::Choice => SettingValue::Word(String::new()),
        }
    }

    /// A schedule of the whole span.
    fn schedule(&self, more: Value) -> Value {
        let mut request = self.looked.request("audits", json!({}));
        if let (Some(request), Value::Object(more)) = (request.as_object_mut(), more) {
            request.insert("as_of".to_owned(), json!(self.span.1));
            request.insert("from".to_owned(), json!(self.span.0));
            request.insert("until".to_owned(), json!(self.span.1));
            request.extend(more);
        }
        request
    }

    /// Whether something is not taken over from the pack beneath, of which it is proved there: on the
    /// days of this pack alone it can have ended, or not have begun.
    fn is_own<T>(
        &self,
        list: impl Fn(&AuditLists) -> &Vec<Arc<Placed<T>>>,
        is_it: impl Fn(&T) -> bool,
    ) -> bool {
        let looked = &self.looked;
        let base = base_of(looked.catalogue, looked.family, looked.pack, looked.as_of);
        let line = base.iter().flat_map(|base| looked.catalogue.line(looked.family, base));
        !line.flat_map(|one| list(&one.items.audits)).any(|one| is_it(&one.is))
    }

    fn is_own_duty(&self, duty: &Duty) -> bool {
        duty.overrides.is_some() || self.is_own(|lists| &lists.duties, |one| one.id == duty.id)
    }

    fn is_own_programme(&self, programme: &Programme) -> bool {
        programme.overrides.is_some()
            || self.is_own(|lists| &lists.programmes, |one| one.id == programme.id)
    }

    fn kind(&self, id: &str) -> Option<&'p AgencyType> {
        self.lists().agency_types.iter().map(|one| &one.is).find(|one| one.id == id)
    }
}

/// Whether two stretches of days have one in common, within the span.
fn overlap(span: (Day, Day), all: &[(Option<Day>, Option<Day>)]) -> bool {
    let from = all.iter().filter_map(|(from, _)| *from).fold(span.0, Day::max);
    let until = all.iter().filter_map(|(_, until)| *until).fold(span.1, Day::min);
    from < until
}

/// An organisation of one kind.
fn agency(kind: &str) -> Value {
    json!({ "agency": kind, "types": [kind] })
}

/// The rows of an answer under a key.
fn rows<'v>(answer: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    answer.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// The word under a key.
fn word<'v>(row: &'v Value, key: &str) -> &'v str {
    row.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// An object of one entry.
fn of(key: &str, value: Value) -> Value {
    Value::Object([(key.to_owned(), value)].into_iter().collect())
}
