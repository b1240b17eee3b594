//! The record, found again by what it is about; what cannot be as it was given is put aside.

use super::given::{About, Agency, Entry, WAIVED};
use super::names::Names;
use super::plan::{Done, MOST_STEPS, PhaseDays};
use super::rules::AuditRules;
use super::turns::{Key, Noticed, Turns, of_agency};
use crate::date::{Day, PartialDate};
use crate::error::Problem;
use crate::error::{did_you_mean, shortened};
use crate::pack::{Duty, Programme};
use std::collections::HashMap;

/// Stands for every agency without an entry of its own.
pub(super) const EVERY: u32 = u32::MAX;

/// The entries that can be as they were given.
pub(super) struct Record<'g> {
    of_phases: Turns<'g>,
    /// By duty, in the order of their days.
    of_duties: HashMap<&'g str, Vec<OfDuty<'g>>>,
    /// For each agency, the one that answers for it.
    answered_by: Vec<Option<u32>>,
    /// Those that another answers for, in its order and then their own.
    answering: Vec<(u32, u32)>,
    /// For each programme, the earliest and the latest year that is recorded.
    years: Vec<Option<(i32, i32)>>,
    as_of: Day,
    /// The number of the word for a waiver.
    waived: u16,
    /// What was recorded of phases, in the order given.
    of_programmes: Vec<Noted<'g>>,
}

/// An entry about a duty, with its place in the record and whose it is.
#[derive(Clone, Copy)]
pub(super) struct OfDuty<'g> {
    pub index: usize,
    pub entry: &'g Entry,
    /// `None`: it counts for all.
    pub agency: Option<u32>,
}

impl OfDuty<'_> {
    /// Whether it is about this duty.
    pub(super) fn is_of(&self, duty: &Duty) -> bool {
        matches!(&self.entry.about, About::Duty { duty: id, .. } if *id == duty.id)
    }
}

/// An entry about a phase, with its place in the record and what it names.
pub(super) struct Noted<'g> {
    pub index: usize,
    pub entry: &'g Entry,
    pub agency: Option<u32>,
    programme: usize,
    /// The number of the phase's name.
    pub phase: u16,
    pub year: i32,
}

/// What was recorded of an occurrence.
pub(super) struct Recorded<'g> {
    pub done: Done,
    pub waived: Option<&'g Entry>,
    /// Anything at all.
    pub any: bool,
}

impl<'g> Record<'g> {
    pub(super) fn new(
        rules: &AuditRules,
        words: &Names<'_>,
        programmes: &[&Programme],
        agencies: &'g [Agency],
        entries: &'g [Option<Entry>],
        as_of: Day,
        problems: &mut Vec<Problem>,
    ) -> Record<'g> {
        // One that answers for others need not be among the agencies itself.
        let ids = agencies.iter().map(|agency| agency.id.as_str());
        let answering = agencies.iter().filter_map(|agency| agency.answered_by.as_deref());
        let mut names: HashMap<&str, u32> = HashMap::with_capacity(agencies.len());
        for (id, at) in ids.chain(answering).zip(0_u32..) {
            names.entry(id).or_insert(at);
        }
        let answered_by: Vec<Option<u32>> = agencies
            .iter()
            .map(|agency| names.get(agency.answered_by.as_deref()?).copied())
            .collect();
        let answering = (0_u32..).zip(&answered_by).filter_map(|(at, by)| Some(((*by)?, at)));
        let mut answering: Vec<(u32, u32)> = answering.collect();
        answering.sort_unstable();
        let mut record = Record {
            of_phases: Turns::default(),
            of_duties: HashMap::new(),
            answered_by,
            answering,
            years: vec![None; programmes.len()],
            as_of,
            waived: words.of(WAIVED),
            of_programmes: Vec::new(),
        };
        let mut of_phases = Vec::with_capacity(entries.len());
        let duties = rules.every(|items| &items.audits.duties, |duty| &duty.id);
        let reader = Reader { rules, programmes, words, duties, names: &names, as_of };
        for (entry, index) in entries.iter().zip(0_usize..) {
            let Some(entry) = entry else { continue };
            if let Some((agency, about)) = reader.check(entry, index, problems) {
                record.put((index, entry), agency, about, &mut of_phases);
            }
        }
        record.of_phases = Turns::new(of_phases);
        for list in record.of_duties.values_mut() {
            list.sort_by_key(|one| (one.entry.on.first, one.entry.on.last, one.index));
        }
        record
    }

    fn put(
        &mut self,
        (index, entry): (usize, &'g Entry),
        agency: Option<u32>,
        about: Recognised,
        of_phases: &mut Vec<Noticed<'g>>,
    ) {
        match (&entry.about, about) {
            (About::Phase { year, .. }, Some((programme, phase, word))) => {
                let year = *year;
                let key = Key {
                    programme: u16::try_from(programme).unwrap_or(u16::MAX),
                    phase,
                    year,
                    agency: agency.unwrap_or(EVERY),
                };
                of_phases.push(Noticed { key, word, entry });
                self.of_programmes.push(Noted { index, entry, agency, programme, phase, year });
                if let Some(years) = self.years.get_mut(programme) {
                    let (first, last) = years.unwrap_or((year, year));
                    *years = Some((first.min(year), last.max(year)));
                }
            }
            (About::Duty { duty, .. }, _) => {
                self.of_duties.entry(duty).or_default().push(OfDuty { index, entry, agency });
            }
            (About::Phase { .. }, None) => {}
        }
    }

    /// The earliest and the latest year that is recorded of a programme.
    pub(super) fn years(&self, programme: usize) -> Option<(i32, i32)> {
        self.years.get(programme).copied().flatten()
    }

    /// What was recorded of the phases of a programme, in the order given.
    pub(super) fn of_programme(&self, programme: usize) -> impl Iterator<Item = &Noted<'g>> {
        self.of_programmes.iter().filter(move |noted| noted.programme == programme)
    }

    /// The agencies for which an entry may count: its own and those that it answers for, or all.
    pub(super) fn may_count(&self, noted: &Noted<'g>) -> Vec<u32> {
        let all = u32::try_from(self.answered_by.len()).unwrap_or(EVERY);
        let Some(whose) = noted.agency else { return (0..all).collect() };
        let own = Some(whose).filter(|whose| *whose < all);
        let mut found: Vec<u32> = own.into_iter().chain(self.answers_for(whose)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether it does: nothing nearer to the agency says when the same was done.
    pub(super) fn counts(&self, noted: &Noted<'g>, agency: u32) -> bool {
        let turn = self.turn(noted.programme, noted.phase, noted.year);
        let says = |whose: u32| {
            of_agency(turn, whose).iter().any(|one| one.entry.what == noted.entry.what)
        };
        let nearest = [Some(agency), self.answering_for(agency), Some(EVERY)];
        let nearest = nearest.into_iter().flatten().find(|whose| says(*whose));
        nearest == Some(noted.agency.unwrap_or(EVERY))
    }

    /// The agencies for which one answers.
    pub(super) fn answers_for(&self, agency: u32) -> impl Iterator<Item = u32> {
        let from = self.answering.partition_point(|(by, _)| *by < agency);
        let rest = self.answering.get(from..).unwrap_or_default();
        rest.iter().take_while(move |(by, _)| *by == agency).map(|(_, at)| *at)
    }

    /// What was recorded of a phase in a year, of whichever agency.
    fn turn(&self, programme: usize, phase: u16, year: i32) -> &[Noticed<'g>] {
        self.of_phases.of(u16::try_from(programme).unwrap_or(u16::MAX), phase, year)
    }

    /// Whether the main step of a phase is recorded of any agency, or of all, in a year.
    pub(super) fn is_done(&self, programme: usize, days: &PhaseDays, year: i32) -> bool {
        let main = days.words.get(days.main).copied();
        let entries = self.turn(programme, days.phase, year);
        entries.iter().any(|one| Some(one.word) == main)
    }

    /// What was recorded of a phase in a year of an agency: for each word its own entry, else that
    /// of the agency that answers for it, else what counts for all. What is recorded has happened,
    /// so no day lies after the one asked about.
    pub(super) fn of(
        &self,
        programme: usize,
        days: &PhaseDays,
        year: i32,
        agency: u32,
    ) -> Recorded<'g> {
        let mut found = Recorded { done: [None; MOST_STEPS], waived: None, any: false };
        let turn = self.turn(programme, days.phase, year);
        if turn.is_empty() {
            return found;
        }
        let mut is_first = true;
        for whose in [Some(agency), self.answering_for(agency), Some(EVERY)].into_iter().flatten() {
            let entries = of_agency(turn, whose);
            if entries.is_empty() {
                continue;
            }
            if std::mem::take(&mut is_first) {
                self.add(entries, days, &mut found.done, &mut found.waived);
                continue;
            }
            // What somebody nearer said of a step stands.
            let (mut own, mut waived): (Done, _) = ([None; MOST_STEPS], None);
            self.add(entries, days, &mut own, &mut waived);
            for (known, own) in found.done.iter_mut().zip(own) {
                *known = known.or(own);
            }
            found.waived = found.waived.or(waived);
        }
        found.any = found.waived.is_some() || found.done.iter().any(Option::is_some);
        found
    }

    /// Puts down when each step was done, and the first waiver.
    fn add(
        &self,
        entries: &[Noticed<'g>],
        days: &PhaseDays,
        done: &mut Done,
        waived: &mut Option<&'g Entry>,
    ) {
        for one in entries {
            let on = up_to(one.entry.on, self.as_of);
            for (_, done) in
                days.words.iter().zip(&mut *done).filter(|(word, _)| **word == one.word)
            {
                *done = Some(done.map_or(on, |known| PartialDate {
                    first: known.first.min(on.first),
                    last: known.last.min(on.last),
                }));
            }
            let day = |entry: &Entry| (entry.on.first, entry.on.last);
            let is_waiver = one.word == self.waived;
            if is_waiver && waived.is_none_or(|known| day(one.entry) < day(known)) {
                *waived = Some(one.entry);
            }
        }
    }

    /// Every entry of a duty.
    pub(super) fn all_of_duty(&self, duty: &str) -> impl Iterator<Item = OfDuty<'g>> {
        self.of_duties.get(duty).into_iter().flatten().copied()
    }

    /// The entries of every duty under one word, in the order given.
    pub(super) fn under(&self, what: &str) -> Vec<OfDuty<'g>> {
        let all = self.of_duties.values().flatten();
        let mut found: Vec<OfDuty<'g>> =
            all.filter(|one| one.entry.what == what).copied().collect();
        found.sort_by_key(|one| one.index);
        found
    }

    /// The agency that answers for one.
    pub(super) fn answering_for(&self, agency: u32) -> Option<u32> {
        let at = usize::try_from(agency).ok()?;
        self.answered_by.get(at).copied().flatten()
    }

    /// The entries of a duty under one word, in the order of their days.
    pub(super) fn of_duty<'r>(
        &'r self,
        duty: &str,
        what: &'r str,
    ) -> impl Iterator<Item = OfDuty<'g>> + 'r {
        let list = self.of_duties.get(duty).into_iter().flatten();
        list.filter(move |one| one.entry.what == what).copied()
    }
}

/// The position of a programme and the numbers of the phase and the word; `None` for a duty.
type Recognised = Option<(usize, u16, u16)>;

struct Reader<'r, 'g> {
    rules: &'r AuditRules,
    programmes: &'r [&'r Programme],
    words: &'r Names<'r>,
    duties: Vec<&'r Duty>,
    names: &'r HashMap<&'g str, u32>,
    as_of: Day,
}

impl Reader<'_, '_> {
    /// The agency of an entry that counts (`None`: all) and what it is about; `None` where it
    /// cannot be so.
    fn check(
        &self,
        entry: &Entry,
        index: usize,
        problems: &mut Vec<Problem>,
    ) -> Option<(Option<u32>, Recognised)> {
        let mut add = |code: &'static str, key: &str, message: String| {
            problems.push(Problem { code, at: format!("/happened/{index}{key}"), message });
        };
        let about = match &entry.about {
            About::Phase { programme, phase, .. } => {
                let place = self.programmes.iter().position(|one| one.id == *programme);
                let Some(place) = place else {
                    let all = self.programmes.iter().map(|one| one.id.as_str());
                    let message = unknown("programme", programme, all);
                    add("audits.unknown-programme", "/programme", message);
                    return None;
                };
                match self.words.fitting(place, phase, &entry.what) {
                    Some((phase, word)) => Some((place, phase, word)),
                    None => {
                        let (code, key, message) = self.not_fitting(programme, phase, &entry.what);
                        add(code, key, message);
                        return None;
                    }
                }
            }
            About::Duty { duty, .. } => {
                let duties = &self.duties;
                let Some(found) = duties.iter().find(|one| one.id == *duty) else {
                    let all = duties.iter().map(|one| one.id.as_str());
                    add("audits.unknown-duty", "/duty", unknown("duty", duty, all));
                    return None;
                };
                let event = match &found.cadence {
                    crate::pack::Cadence::PerEvent { event } => Some(event.as_str()),
                    _ => None,
                };
                let words = || event.into_iter().chain([found.done_by.as_str()]);
                if !words().any(|word| word == entry.what) {
                    add("audits.unknown-step", "/what", unknown("step", &entry.what, words()));
                    return None;
                }
                None
            }
        };
        let agency = match &entry.agency {
            None => None,
            Some(id) => match self.names.get(id.as_str()) {
                Some(found) => Some(*found),
                None => {
                    let message = unknown("agency", id, self.names.keys().copied());
                    add("audits.unknown-agency", "/agency", message);
                    return None;
                }
            },
        };
        if entry.on.first > self.as_of {
            let message = format!(
                "it is recorded for a day after {}, the day asked about; give a day up to it",
                self.as_of
            );
            add("audits.ahead", "/on", message);
            return None;
        }
        if entry.what == WAIVED && entry.reason.is_none() {
            let message = "a waiver has no reason; say why it was waived".to_owned();
            add("audits.no-reason", "", message);
            return None;
        }
        Some((agency, about))
    }

    /// What is wrong with a phase, or with the word for what was done in it. Editions may have
    /// other phases and steps; which of them a year has is seen later.
    fn not_fitting(
        &self,
        programme: &str,
        phase: &str,
        what: &str,
    ) -> (&'static str, &'static str, String) {
        let stretches = self.rules.stretches().iter().rev();
        let versions = stretches.flat_map(|one| &one.items.audits.programmes);
        let versions = versions.filter(|one| one.is.id == programme);
        let phases = versions.flat_map(|one| &one.is.phases);
        let mut of_name = phases.clone().filter(|one| one.id == phase).peekable();
        if of_name.peek().is_none() {
            let message = unknown("phase", phase, phases.map(|one| one.id.as_str()));
            return ("audits.unknown-phase", "/phase", message);
        }
        let steps = of_name.flat_map(|one| &one.steps).map(|step| step.done_by.as_str());
        ("audits.unknown-step", "/what", unknown("step", what, steps.chain([WAIVED])))
    }
}

fn unknown<'n>(noun: &str, id: &str, known: impl Iterator<Item = &'n str>) -> String {
    let hint = did_you_mean(id, known);
    format!("no {noun} `{}` is known here{hint}", shortened(id))
}

/// A day up to `as_of`: what is recorded has happened.
pub(super) fn up_to(date: PartialDate, as_of: Day) -> PartialDate {
    PartialDate { first: date.first, last: date.last.min(as_of).max(date.first) }
}
