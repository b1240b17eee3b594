//! Checks what an edition of the family `audits` declares: that everything named is there, that
//! each phase can be judged, and that every agency type owes something, or nothing, on every day.

use super::merge::List;
use super::{
    Active, Cadence, Chosen, Duty, Items, Number, Obligation, Phase, PhaseStep, Programme, Setting,
    SettingKind, SettingValue, Slippage, StepDue, StepStanding, StepStart, YearKind,
};
use crate::citation::{Basis, Standing};
use crate::date::Day;
use crate::error::did_you_mean;
use crate::json::Problems;
use std::collections::HashSet;

/// Checks the merged items of one stretch of time; `own` are those of the pack itself.
pub(super) fn audits(items: &Items, own: &Items, days: (Day, Option<Day>), problems: &Problems) {
    let check = Check { items, problems };
    for agency_type in &own.audits.agency_types {
        let known = check.types();
        check.names(&known, "agency type", &agency_type.is.became, &agency_type.at, "became");
        check.days(agency_type.is.from, agency_type.is.until, &agency_type.at);
    }
    for programme in &own.audits.programmes {
        check.programme(&programme.is, &programme.at);
    }
    for obligation in &own.audits.obligations {
        check.obligation(&obligation.is, &obligation.at);
    }
    for duty in &own.audits.duties {
        check.duty(&duty.is, &duty.at);
    }
    for part in &own.audits.report_parts {
        let (at, part) = (&part.at, &part.is);
        let reports: Vec<&str> = ids(&items.audits.reports, |report| &report.id);
        check.name(&reports, "report", &part.report, &format!("{at}/report"));
        let parts: Vec<&str> = ids(&items.audits.report_parts, |part| &part.id);
        check.names(&parts, "report part", &part.covers, at, "covers");
        check.days(part.from, part.until, at);
        check.active(part.active.as_ref(), at);
    }
    for scale in &own.audits.scales {
        let ratings: Vec<&str> = scale.is.ratings.iter().map(|rating| &*rating.id).collect();
        if ratings.len() < 2 {
            let message = format!("scale `{}` has fewer than two ratings", scale.is.id);
            problems.add("pack.bad-scale", format!("{}/ratings", scale.at), message);
        }
        check.once(&ratings, "rating", &format!("{}/ratings", scale.at));
    }
    for set in &own.audits.standard_sets {
        let programmes = check.programmes();
        check.names(&programmes, "programme", &set.is.programmes, &set.at, "programmes");
        let standards: Vec<&str> = set.is.standards.iter().map(|one| &*one.id).collect();
        if standards.is_empty() {
            let message = format!("standard set `{}` has no standards", set.is.id);
            problems.add("pack.bad-scale", format!("{}/standards", set.at), message);
        }
        check.once(&standards, "standard", &format!("{}/standards", set.at));
    }
    if items.unread.is_empty() {
        every_day(items, days, problems);
    }
}

/// What an upper pack replaces must not rest on an Act.
pub(super) fn overrides(base: &Items, upper: &Items, problems: &Problems) {
    fn each<T>(
        base: &List<T>,
        upper: &List<T>,
        parts: fn(&T) -> (&str, Option<&str>, &Standing),
        problems: &Problems,
    ) {
        for item in upper {
            let (id, replaced, _) = parts(&item.is);
            let old = base.iter().map(|old| parts(&old.is)).find(|(id, ..)| Some(*id) == replaced);
            if old.is_some_and(|(_, _, standing)| standing.basis == Basis::Statute) {
                let message = format!(
                    "`{id}` replaces `{}`, which rests on an Act and cannot be replaced; state what \
                     differs in `conflicts`, or add one beside it",
                    replaced.unwrap_or_default()
                );
                problems.add("pack.overrides-law", format!("{}/overrides", item.at), message);
            }
        }
    }
    let (below, above) = (&base.audits, &upper.audits);
    for programme in &above.programmes {
        let replaced = programme.is.overrides.as_deref();
        if replaced.is_some_and(|replaced| replaced != programme.is.id) {
            let message = format!(
                "programme `{}` replaces another; give it the id that obligations and records name",
                programme.is.id
            );
            problems.add("pack.bad-override", format!("{}/overrides", programme.at), message);
        }
    }
    each(
        &below.obligations,
        &above.obligations,
        |o| (&o.id, o.overrides.as_deref(), &o.standing),
        problems,
    );
    each(&below.duties, &above.duties, |d| (&d.id, d.overrides.as_deref(), &d.standing), problems);
    each(
        &below.report_parts,
        &above.report_parts,
        |p| (&p.id, p.overrides.as_deref(), &p.standing),
        problems,
    );
}

/// The ids that a conflict can touch.
pub(super) fn touchable(items: &Items) -> impl Iterator<Item = &str> {
    let lists = &items.audits;
    ids(&lists.programmes, |one| &one.id)
        .into_iter()
        .chain(ids(&lists.agency_types, |one| &one.id))
        .chain(ids(&lists.obligations, |one| &one.id))
        .chain(ids(&lists.duties, |one| &one.id))
        .chain(ids(&lists.reports, |one| &one.id))
        .chain(ids(&lists.report_parts, |one| &one.id))
        .chain(ids(&lists.scales, |one| &one.id))
        .chain(ids(&lists.standard_sets, |one| &one.id))
        .chain(lists.duties.iter().filter_map(|duty| duty.is.overrides.as_deref()))
        .chain(lists.obligations.iter().filter_map(|one| one.is.overrides.as_deref()))
        .chain(lists.report_parts.iter().filter_map(|part| part.is.overrides.as_deref()))
}

/// Who says each thing, with its place.
pub(super) fn each_standing(items: &Items, found: &mut dyn FnMut(&Standing, &str)) {
    let lists = &items.audits;
    lists.agency_types.iter().for_each(|item| found(&item.is.standing, &item.at));
    lists.obligations.iter().for_each(|item| found(&item.is.standing, &item.at));
    lists.duties.iter().for_each(|item| found(&item.is.standing, &item.at));
    lists.reports.iter().for_each(|item| found(&item.is.standing, &item.at));
    lists.report_parts.iter().for_each(|item| found(&item.is.standing, &item.at));
    lists.scales.iter().for_each(|item| found(&item.is.standing, &item.at));
    lists.standard_sets.iter().for_each(|item| found(&item.is.standing, &item.at));
    for programme in &lists.programmes {
        found(&programme.is.standing, &programme.at);
        for (phase, index) in programme.is.phases.iter().zip(0_u32..) {
            for (step, place) in phase.steps.iter().zip(0_u32..) {
                let at = format!("{}/phases/{index}/steps/{place}", programme.at);
                found(&step.standing, &at);
            }
        }
    }
}

fn ids<T>(list: &List<T>, id: fn(&T) -> &String) -> Vec<&str> {
    list.iter().map(|item| id(&item.is).as_str()).collect()
}

struct Check<'c> {
    items: &'c Items,
    problems: &'c Problems,
}

impl Check<'_> {
    fn types(&self) -> Vec<&str> {
        ids(&self.items.audits.agency_types, |one| &one.id)
    }

    fn programmes(&self) -> Vec<&str> {
        ids(&self.items.audits.programmes, |one| &one.id)
    }

    fn name(&self, known: &[&str], noun: &str, id: &str, at: &str) {
        if !known.contains(&id) && !self.items.may_have(id) {
            let hint = did_you_mean(id, known.iter().copied());
            let message = format!("{noun} `{id}` is not declared{hint}");
            self.problems.add("pack.unknown-reference", at, message);
        }
    }

    fn names(&self, known: &[&str], noun: &str, named: &[String], at: &str, key: &str) {
        for (id, index) in named.iter().zip(0_u32..) {
            self.name(known, noun, id, &format!("{at}/{key}/{index}"));
        }
    }

    fn once(&self, ids: &[&str], noun: &str, at: &str) {
        let mut seen = HashSet::new();
        for (id, index) in ids.iter().zip(0_u32..) {
            if !seen.insert(*id) {
                let message = format!("{noun} `{id}` stands twice; give this one another id");
                self.problems.add("pack.duplicate-id", format!("{at}/{index}"), message);
            }
        }
    }

    fn days(&self, from: Option<Day>, until: Option<Day>, at: &str) {
        if from.zip(until).is_some_and(|(from, until)| until <= from) {
            let message = "`until` is the first day it no longer applies, so it lies after `from`";
            self.problems.add("pack.bad-interval", format!("{at}/until"), message);
        }
    }

    fn setting(&self, id: &str, kind: SettingKind, at: &str) -> Option<&Setting> {
        self.items.setting_of(id, kind, at, self.problems)
    }

    fn number(&self, number: &Number, at: &str) {
        if let Number::Setting(id) = number {
            self.setting(id, SettingKind::Count, &format!("{at}/setting"));
        }
    }

    fn chosen<T>(&self, chosen: &Chosen<T>, words: &[(&str, T)], at: &str) {
        let Chosen::Setting(id) = chosen else { return };
        let at = format!("{at}/setting");
        let Some(setting) = self.setting(id, SettingKind::Choice, &at) else { return };
        let is_known = |word: &str| words.iter().any(|(known, _)| *known == word);
        let other = setting.choices.iter().find_map(|choice| match &choice.value {
            SettingValue::Word(word) if !is_known(word) => Some(word),
            _ => None,
        });
        if let Some(other) = other {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let message = format!(
                "setting `{id}` can be `{other}`, which is nothing here; its choices are among {}",
                known.join(", ")
            );
            self.problems.add("pack.wrong-setting", at, message);
        }
    }

    fn programme(&self, programme: &Programme, at: &str) {
        let problems = self.problems;
        let count = u32::try_from(programme.phases.len()).unwrap_or(u32::MAX);
        let least = match &programme.cycle_years {
            Number::Given(years) => Some(*years),
            Number::Setting(id) => {
                let place = format!("{at}/cycle_years/setting");
                self.setting(id, SettingKind::Count, &place).map(|setting| setting.min)
            }
        };
        if count == 0 || least.is_some_and(|least| least < count) {
            let message = format!(
                "programme `{}` has {count} phases; it needs one at least, and a cycle of at least \
                 as many years (the `min` of the setting, where one gives it)",
                programme.id
            );
            problems.add("pack.bad-phase", format!("{at}/cycle_years"), message);
        }
        self.number(&programme.anchor, &format!("{at}/anchor"));
        self.chosen(&programme.year_kind, YearKind::WORDS, &format!("{at}/year_kind"));
        self.chosen(&programme.slippage, Slippage::WORDS, &format!("{at}/slippage"));
        let phases: Vec<&str> = programme.phases.iter().map(|phase| &*phase.id).collect();
        self.once(&phases, "phase", &format!("{at}/phases"));
        for (phase, index) in programme.phases.iter().zip(0_usize..) {
            let at = format!("{at}/phases/{index}");
            if let Some(needs) = &phase.needs {
                let earlier = phases.get(..index).unwrap_or_default();
                self.name(earlier, "an earlier phase", needs, &format!("{at}/needs"));
            }
            self.phase(phase, &at);
        }
    }

    fn phase(&self, phase: &Phase, at: &str) {
        let mains = phase.steps.iter().filter(|step| step.main).count();
        if mains != 1 {
            let message = format!(
                "phase `{}` has {mains} steps with `main`; exactly one says when it is done",
                phase.id
            );
            self.problems.add("pack.bad-phase", format!("{at}/steps"), message);
        }
        let steps: Vec<&str> = phase.steps.iter().map(|step| &*step.id).collect();
        self.once(&steps, "step", &format!("{at}/steps"));
        let words: Vec<&str> = phase.steps.iter().map(|step| &*step.done_by).collect();
        self.once(&words, "`done_by`", &format!("{at}/steps"));
        for (step, index) in phase.steps.iter().zip(0_usize..) {
            let place = format!("{at}/steps/{index}");
            let earlier = phase.steps.get(..index).unwrap_or_default();
            self.step(step, earlier, &place);
        }
    }

    fn step(&self, step: &PhaseStep, earlier: &[PhaseStep], at: &str) {
        let names: Vec<&str> = earlier.iter().map(|step| &*step.id).collect();
        if let Some(StepDue { from, n, .. }) = &step.due {
            self.number(n, &format!("{at}/due/n"));
            if let Some(StepStart::Step(id)) = from {
                self.name(&names, "an earlier step", id, &format!("{at}/due/from/step"));
            }
        }
        if let Some(chased) = &step.chases {
            self.name(&names, "an earlier step", chased, &format!("{at}/chases"));
        }
        let escalates = step.then == Some(StepStanding::Escalated);
        let fits = match (&step.chases, step.then) {
            (Some(_), then) => then.is_none() || escalates,
            (None, then) => !escalates && (then.is_some() || !step.main),
        };
        if !fits || step.done_by == "waived" || (step.main && step.optional) {
            let message = format!(
                "step `{}` cannot be so: only what chases another escalates, and it does nothing \
                 else; the main step says in `then` where it leads, and is not optional; `waived` \
                 is no step",
                step.id
            );
            self.problems.add("pack.bad-phase", at, message);
        }
    }

    fn obligation(&self, obligation: &Obligation, at: &str) {
        self.name(
            &self.programmes(),
            "programme",
            &obligation.programme,
            &format!("{at}/programme"),
        );
        self.names(&self.types(), "agency type", &obligation.types, at, "types");
        self.days(obligation.from, obligation.until, at);
    }

    /// Something that is in force only where a setting is a word.
    fn active(&self, active: Option<&Active>, at: &str) {
        let Some(active) = active else { return };
        let place = format!("{at}/active/setting");
        if let Some(setting) = self.setting(&active.setting, SettingKind::Choice, &place) {
            let is_choice = setting
                .choices
                .iter()
                .any(|choice| choice.value == SettingValue::Word(active.is.clone()));
            if !is_choice {
                let message = format!("setting `{}` cannot be `{}`", active.setting, active.is);
                self.problems.add("pack.wrong-setting", format!("{at}/active/is"), message);
            }
        }
    }

    fn duty(&self, duty: &Duty, at: &str) {
        self.names(&self.types(), "agency type", &duty.each, at, "each");
        self.days(duty.from, duty.until, at);
        if let Some(due) = &duty.due {
            self.number(&due.n, &format!("{at}/due/n"));
        }
        self.active(duty.active.as_ref(), at);
        match &duty.cadence {
            Cadence::Periodic { months, year_kind, anchor } => {
                self.number(months, &format!("{at}/cadence/months"));
                self.chosen(year_kind, YearKind::WORDS, &format!("{at}/cadence/year_kind"));
                if let Some(anchor) = anchor {
                    self.number(anchor, &format!("{at}/cadence/anchor"));
                }
                if let Number::Given(months) = months
                    && !fits_a_year(*months, anchor.is_some())
                {
                    let message = "a period has a number of months that divides 12, or a multiple \
                                   of 12 with an `anchor`";
                    self.problems.add("pack.bad-cadence", format!("{at}/cadence/months"), message);
                }
            }
            Cadence::FromLast { months, start } => {
                self.number(months, &format!("{at}/cadence/months"));
                let place = format!("{at}/cadence/start/setting");
                self.setting(start, SettingKind::Day, &place);
            }
            Cadence::PerEvent { event } if *event == duty.done_by => {
                let message = "what calls for it and what shows that it was done are two words";
                self.problems.add("pack.bad-cadence", format!("{at}/cadence/event"), message);
            }
            Cadence::PerEvent { .. } | Cadence::Continuous => {}
        }
    }
}

/// Whether periods of so many months can begin with a year.
pub(crate) fn fits_a_year(months: u32, has_anchor: bool) -> bool {
    match months {
        1..=12 => 12 % months == 0,
        _ => months > 0 && months.is_multiple_of(12) && has_anchor,
    }
}

/// For every programme, every agency type owes one thing on every day on which it can be.
fn every_day(items: &Items, (first, until): (Day, Option<Day>), problems: &Problems) {
    for programme in &items.audits.programmes {
        let of_programme: Vec<_> = items
            .audits
            .obligations
            .iter()
            .filter(|obligation| obligation.is.programme == programme.is.id)
            .collect();
        for agency_type in &items.audits.agency_types {
            let kind = &agency_type.is;
            let mut own: Vec<_> = of_programme
                .iter()
                .filter(|obligation| obligation.is.types.contains(&kind.id))
                .collect();
            crate::order::by_key(&mut own, |obligation| obligation.is.from);
            let begins = kind.from.unwrap_or(Day::FIRST).max(first);
            let end = kind.until.unwrap_or(Day::LAST).min(until.unwrap_or(Day::LAST));
            let mut covered = begins;
            for obligation in &own {
                let from = obligation.is.from.unwrap_or(Day::FIRST);
                if covered > from && covered > begins {
                    let message = format!(
                        "`{}` owes two things of `{}` on {}; end one before the other begins",
                        kind.id, programme.is.id, from
                    );
                    problems.add("pack.overlap", obligation.at.clone(), message);
                }
                if from <= covered {
                    covered = covered.max(obligation.is.until.unwrap_or(Day::LAST));
                }
            }
            if covered < end {
                let message = format!(
                    "nothing says what `{}` owes of `{}` on {covered}; give an obligation, be it \
                     `out-of-scope`",
                    kind.id, programme.is.id
                );
                problems.add("pack.hole", programme.at.clone(), message);
            }
        }
    }
}
