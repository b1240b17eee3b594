//! What is known of a partnership's audits, and the whole answer about them.

use super::by_agency::Places;
use super::decision::{
    AgencyAnswer, AuditDecision, CycleBy, DutyAnswer, OwesAnswer, PhaseErrorAnswer,
    ProgrammeAnswer, YearAnswer,
};
use super::duties::Duties;
use super::given::{Agency, Entry};
use super::labels::AuditLabels;
use super::names::Names;
use super::owes::{self, Owing};
use super::plan::{Plan, Tools};
use super::record::Record;
use super::rules::{AuditRules, Values};
use super::schedule::{Found, OwingByStretch, Scheduler, years_back};
use super::spans::{conflicts, editions, notices};
use super::to_do::Next;
use crate::calendar::Calendar;
use crate::date::Day;
use crate::decision::CalendarNamed;
use crate::decision::{ConflictTouched, OpenSetting, VERSION};
use crate::error::{Problem, did_you_mean, shortened};
use crate::pack::{Number, Programme, SettingValue};
use std::collections::{BTreeSet, HashSet};

/// A partnership's agencies and what they did, ready to be judged.
#[derive(Clone, Debug)]
pub struct Audits {
    pub(super) rules: AuditRules,
    pub(super) as_of: Day,
    pub(super) from: Day,
    pub(super) until: Day,
    pub(super) values: Values,
    pub(super) agencies: Vec<Agency>,
    /// For each, its place among what was given.
    pub(super) places: Vec<usize>,
    /// The places of those that were given already.
    pub(super) twice: Vec<usize>,
    /// With its place among what was given; `None` where it could not be read.
    pub(super) record: Vec<Option<Entry>>,
    /// The places of days that could not be read.
    pub(super) unread: Vec<String>,
    pub(super) programmes: Option<Vec<String>>,
    pub(super) with_duties: bool,
    pub(super) with_steps: bool,
}

impl Audits {
    /// Nothing known yet of the years that begin in a span (`until` is the first day outside).
    #[must_use]
    pub fn new(rules: &AuditRules, as_of: Day, from: Day, until: Day) -> Audits {
        Audits {
            rules: rules.clone(),
            as_of,
            from,
            until,
            values: Values::default(),
            agencies: Vec::new(),
            places: Vec::new(),
            twice: Vec::new(),
            record: Vec::new(),
            unread: Vec::new(),
            programmes: None,
            with_duties: true,
            with_steps: true,
        }
    }

    /// Sets a value that the text leaves open.
    ///
    /// # Errors
    ///
    /// `request.unknown-setting` and `request.bad-setting`.
    pub fn set(&mut self, setting: &str, value: &SettingValue) -> Result<(), Problem> {
        self.values.set(&self.rules, setting, value)
    }

    /// Names an agency. What cannot be is reported with the answer.
    pub fn agency(&mut self, agency: Agency) {
        let place = self.places.len().saturating_add(self.twice.len());
        if self.agencies.iter().any(|known| known.id == agency.id) {
            self.twice.push(place);
        } else {
            self.places.push(place);
            self.agencies.push(agency);
        }
    }

    /// Puts down something that happened. What cannot be is reported with the answer.
    pub fn record(&mut self, entry: Entry) {
        self.record.push(Some(entry));
    }

    /// The same for an entry that may not have been readable.
    pub(crate) fn entry(&mut self, entry: Option<Entry>) {
        self.record.push(entry);
    }

    /// The places of days that could not be read.
    pub(crate) fn noted(&mut self, unread: Vec<String>) {
        self.unread = unread;
    }

    /// Only these programmes.
    pub fn only(&mut self, programmes: Vec<String>) {
        self.programmes = Some(programmes);
    }

    /// Leaves the recurring duties out.
    pub fn without_duties(&mut self) {
        self.with_duties = false;
    }

    /// Leaves the steps out of the occurrences.
    pub fn without_steps(&mut self) {
        self.with_steps = false;
    }

    /// The whole answer.
    #[must_use]
    pub fn assess<'k>(&'k self, calendar: &'k Calendar) -> AuditDecision<'k> {
        let mut problems = Vec::new();
        self.check_agencies(&mut problems);
        problems.extend(self.unread.iter().map(|at| {
            let message =
                "no date of the calendar; expected YYYY-MM-DD, YYYY-MM, YYYY or an object";
            Problem::new("audits.not-a-date", at.clone(), message)
        }));
        let programmes = self.chosen(&mut problems);
        let all = self
            .rules
            .every(|items| &items.audits.programmes, |programme: &Programme| &programme.id);
        let names = Names::new(&self.rules, &all);
        let record = Record::new(
            &self.rules,
            &names,
            &all,
            &self.agencies,
            &self.record,
            self.as_of,
            &mut problems,
        );
        let mut tools = Tools {
            values: &self.values,
            names: &names,
            calendar,
            open: BTreeSet::new(),
            outside: BTreeSet::new(),
        };
        let before = self.taken_over();
        let scheduler = Scheduler {
            agencies: &self.agencies,
            record: &record,
            as_of: self.as_of,
            before: &before,
        };
        let mut scheduled: Vec<(Plan<'k>, Found<'k>)> = Vec::with_capacity(programmes.len());
        let mut agencies = self.agency_answers();
        let mut noted: Vec<(usize, Problem)> = Vec::new();
        for programme in self.declared() {
            let is_chosen = programmes.iter().any(|one| one.id == programme.id);
            let index = all.iter().position(|one| one.id == programme.id).unwrap_or(0);
            let recorded = record.years(index);
            let back = |kind, cycle| years_back(kind, cycle, (self.from, self.as_of), recorded);
            let span = (self.from, self.until);
            let plan = Plan::new(&self.rules, programme, span, back, &mut tools);
            let owing = self.owing(programme);
            let mut found = scheduler.programme(index, &plan, &owing, &mut tools);
            // What is recorded of a programme is looked at even where it is not asked about.
            noted.append(&mut found.problems);
            if is_chosen {
                self.add_owes(programme, &owing, &mut agencies);
                scheduled.push((plan, found));
            }
        }
        crate::order::by_key(&mut noted, |(index, _)| *index);
        problems.extend(noted.into_iter().map(|(_, problem)| problem));
        let duties = Duties {
            rules: &self.rules,
            agencies: &self.agencies,
            record: &record,
            as_of: self.as_of,
            span: (self.from, self.until),
            wanted: self.with_duties,
            places: Places::of(&self.agencies, &before),
        };
        let duties = duties.all(&mut tools, &mut problems);
        let mut next = Next::new(self.as_of);
        let all = |found: &Found<'k>| found.occurrences.iter().map(Vec::len).sum::<usize>();
        let count = scheduled.iter().map(|(_, found)| all(found)).sum();
        let mut occurrences = Vec::with_capacity(count);
        for (plan, found) in &scheduled {
            for occurrence in found.occurrences.iter().flatten() {
                let answer = self.occurrence(plan, occurrence, &scheduler, &mut tools, &mut next);
                occurrences.push(answer);
            }
        }
        let duties: Vec<DutyAnswer<'k>> =
            duties.iter().map(|recurring| self.duty(recurring, &mut next)).collect();
        let outside = tools
            .outside
            .iter()
            .map(|message| Problem::new("calendar.outside", "/calendar", message.clone()));
        problems.extend(outside);
        let programmes: Vec<ProgrammeAnswer<'k>> =
            scheduled.iter().map(|(plan, found)| self.programme(plan, found)).collect();
        let mut open: BTreeSet<&'k str> = BTreeSet::new();
        open.extend(programmes.iter().flat_map(|one| one.not_set.iter().copied()));
        open.extend(duties.iter().flat_map(|duty| duty.not_set.iter().copied()));
        let conflicts = self.conflicts(&programmes, &duties, &agencies);
        AuditDecision {
            answer: "audits",
            pack: self.rules.pack(),
            as_of: self.as_of,
            from: self.from,
            until: self.until,
            phase_errors: self.phase_errors(&scheduled),
            next: next.found.map(|(_, next)| next),
            coming: next.coming,
            open_settings: self.open_settings(&open),
            conflicts,
            programmes,
            agencies,
            occurrences,
            duties,
            problems,
            calendar: CalendarNamed::of(calendar),
            notices: notices(self.stretches().rev()),
            editions: editions(self.stretches().rev()),
            version: VERSION,
            labels: AuditLabels::of(&self.rules),
            recorded: self.record.len(),
        }
    }

    /// The programmes of the span, as its latest stretch that has each has it, in pack order.
    fn declared(&self) -> Vec<&Programme> {
        let mut found: Vec<&Programme> = Vec::new();
        for stretch in self.stretches().rev() {
            for one in &stretch.items.audits.programmes {
                if !found.iter().any(|known| known.id == one.is.id) {
                    found.push(&one.is);
                }
            }
        }
        found
    }

    /// The programmes asked for, as the latest stretch of the span has them, in pack order.
    fn chosen(&self, problems: &mut Vec<Problem>) -> Vec<&Programme> {
        let mut found = self.declared();
        let Some(wanted) = &self.programmes else { return found };
        for (id, index) in wanted.iter().zip(0_usize..) {
            if !found.iter().any(|known| known.id == *id) {
                let hint = did_you_mean(id, found.iter().map(|known| known.id.as_str()));
                let message = format!("no programme `{}` is known here{hint}", shortened(id));
                let at = format!("/programmes/{index}");
                problems.push(Problem::new("audits.unknown-programme", at, message));
            }
        }
        found.retain(|programme| wanted.contains(&programme.id));
        found
    }

    /// The stretches that the span touches, the earliest first.
    fn stretches(&self) -> impl DoubleEndedIterator<Item = &std::sync::Arc<crate::pack::Layered>> {
        self.rules.stretches().iter().filter(|stretch| {
            stretch.from < self.until && stretch.until.is_none_or(|until| until > self.from)
        })
    }

    /// What each agency owes of a programme, by stretch.
    fn owing<'k>(&'k self, programme: &Programme) -> OwingByStretch<'k> {
        let stretches = self.rules.stretches().iter();
        stretches
            .map(|stretch| {
                let types = owes::of_types(&stretch.items.audits, &programme.id);
                self.agencies.iter().map(|agency| owes::of_agency(agency, &types)).collect()
            })
            .collect()
    }

    fn agency_answers(&self) -> Vec<AgencyAnswer<'_>> {
        let each = self.agencies.iter().map(|agency| AgencyAnswer {
            agency: &agency.id,
            label: agency.label.as_deref(),
            owes: Vec::new(),
        });
        each.collect()
    }

    /// What each agency owes through the span, of the editions that have the programme.
    fn add_owes<'k>(
        &'k self,
        programme: &'k Programme,
        owing: &OwingByStretch<'k>,
        agencies: &mut [AgencyAnswer<'k>],
    ) {
        for (answer, agency) in agencies.iter_mut().zip(0_usize..) {
            let mut parts: Vec<Owing<'k>> = Vec::new();
            for (stretch, of_stretch) in self.rules.stretches().iter().zip(owing) {
                let mut declared = stretch.items.audits.programmes.iter();
                if !declared.any(|one| one.is.id == programme.id) {
                    continue;
                }
                let first = stretch.from.max(self.from);
                let end = stretch.until.unwrap_or(Day::LAST).min(self.until);
                for one in of_stretch.get(agency).into_iter().flatten() {
                    let (from, until) = (one.from.max(first), one.until.min(end));
                    if from >= until {
                        continue;
                    }
                    let joins = |last: &&mut Owing<'k>| {
                        last.until == from
                            && last.owed == one.owed
                            && last.by.map(|by| &by.id) == one.by.map(|by| &by.id)
                    };
                    match parts.last_mut().filter(joins) {
                        Some(last) => last.until = until,
                        None => parts.push(Owing { from, until, ..*one }),
                    }
                }
            }
            answer.owes.extend(parts.into_iter().map(|part| OwesAnswer {
                programme: &programme.id,
                owed: part.owed,
                from: Some(part.from).filter(|from| *from > self.from),
                until: Some(part.until).filter(|until| *until < self.until),
                by: part.by.map(|by| by.id.as_str()),
                note: part.by.and_then(|by| by.note.as_deref()),
                grounds: part.by.map(|by| self.rules.grounds(&by.standing)),
            }));
        }
    }

    fn programme<'k>(&'k self, plan: &Plan<'k>, found: &Found<'k>) -> ProgrammeAnswer<'k> {
        let programme = plan.programme;
        let years = plan.years.iter().filter(|year| year.in_span).map(|year| {
            let slot = found.slots.iter().find(|slot| slot.year == year.year);
            let phase = slot.and_then(|slot| year.programme.phases.get(slot.place));
            YearAnswer {
                year: year.year,
                name: year.kind.name(year.year),
                from: year.first,
                until: year.last.after(),
                phase: phase.map(|phase| phase.id.as_str()),
            }
        });
        ProgrammeAnswer {
            programme: &programme.id,
            label: &programme.label,
            cycle_years: plan.cycle,
            cycle_by: self.cycle_by(programme, plan.cycle),
            year_kind: plan.kind,
            anchor: plan.anchor,
            slippage: plan.slippage,
            not_set: plan.not_set.clone(),
            years: years.collect(),
            note: programme.note.as_deref(),
            grounds: self.rules.grounds(&programme.standing),
        }
    }

    fn cycle_by<'k>(&'k self, programme: &'k Programme, cycle: Option<u32>) -> Option<CycleBy<'k>> {
        let Number::Setting(id) = &programme.cycle_years else { return None };
        let setting = self.rules.setting(id)?;
        let value = SettingValue::Count(cycle?);
        let choice = setting.choices.iter().find(|choice| choice.value == value);
        Some(CycleBy {
            setting: &setting.id,
            seen_at: choice.map(|choice| choice.seen_at.as_str()),
            grounds: self.rules.grounds(&setting.standing),
        })
    }

    fn phase_errors<'k>(
        &'k self,
        scheduled: &[(Plan<'k>, Found<'k>)],
    ) -> Vec<PhaseErrorAnswer<'k>> {
        let each = scheduled.iter().flat_map(|(plan, found)| {
            found.errors.iter().map(move |error| {
                let at = usize::try_from(error.agency).unwrap_or(usize::MAX);
                let programme = plan.year(error.year).map_or(plan.programme, |year| year.programme);
                PhaseErrorAnswer {
                    code: error.code,
                    programme: &plan.programme.id,
                    phase: programme.phases.get(error.place).map_or("", |phase| &*phase.id),
                    year: error.year,
                    agency: self.agencies.get(at).map_or("", |agency| &*agency.id),
                    message: error.message.clone(),
                    put_right: error.put_right,
                }
            })
        });
        each.collect()
    }

    fn open_settings<'k>(&'k self, open: &BTreeSet<&'k str>) -> Vec<OpenSetting<'k>> {
        let each = open.iter().filter_map(|id| self.rules.setting(id)).map(OpenSetting::of);
        each.collect()
    }

    fn conflicts<'k>(
        &'k self,
        programmes: &[ProgrammeAnswer<'k>],
        duties: &[DutyAnswer<'k>],
        agencies: &[AgencyAnswer<'k>],
    ) -> Vec<ConflictTouched<'k>> {
        let mut touched: HashSet<&str> = programmes.iter().map(|one| one.programme).collect();
        touched.extend(duties.iter().map(|duty| duty.duty));
        touched.extend(agencies.iter().flat_map(|agency| &agency.owes).filter_map(|one| one.by));
        conflicts(self.stretches().rev(), &touched)
    }
}
