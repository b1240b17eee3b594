//! What a report has to have on a day, what of it is there, and what the local arrangements leave
//! out of what the law asks for.

use super::returns::unknown;
use super::rules::{AuditRules, Values};
use super::spans::{conflicts, editions_on, notices_on};
use crate::citation::{Basis, Grounds};
use crate::date::Day;
use crate::decision::{ConflictTouched, EditionNamed, OpenSetting, VERSION, answers};
use crate::error::{Error, Problem, did_you_mean, shortened};
use crate::json::escape;
use crate::pack::{PartKind, ReportPart, Setting, SettingValue};
use crate::truth::Truth;
use serde::Serialize;
use std::collections::BTreeMap;

answers! {
    /// The whole answer about a report.
    ReportAnswer {
        /// `annual-report`.
        #[cfg_attr(feature = "schema", schemars(extend("const" = "annual-report")))]
        answer: &'static str,
        /// The pack asked.
        pack: &'k str,
        /// The day whose rules count.
        #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
        as_of: Day,
        /// The report.
        report: &'k str,
        /// What a person reads.
        label: &'k str,
        /// Who makes it.
        who: &'k str,
        /// Everything that it has to have.
        parts: Vec<PartAnswer<'k>>,
        /// What is not there.
        missing: Vec<&'k str>,
        /// What may be there.
        unknown: Vec<&'k str>,
        /// Whether everything is there.
        complete: Truth,
        /// What the law asks for and no part of the local arrangements covers.
        omissions: Vec<OmissionAnswer<'k>>,
        /// The settings that are not set and on which hangs whether a part has to be there.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        open_settings: Vec<OpenSetting<'k>>,
        /// What cannot be as it was given.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        problems: Vec<Problem>,
        /// Places where the documents behind this answer differ.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        conflicts: Vec<ConflictTouched<'k>>,
        /// Notices of the editions it rests on.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        notices: Vec<&'k str>,
        /// The documents it rests on, with their digests.
        editions: Vec<EditionNamed<'k>>,
        /// The version of the library.
        version: &'static str,
    }

    /// Something that a report has to have.
    PartAnswer {
        /// Its id.
        part: &'k str,
        /// What kind of thing it is.
        kind: PartKind,
        /// What it is.
        words: &'k str,
        /// Whether it has to be there; left out where it surely has to.
        #[serde(skip_serializing_if = "is_true")]
        required: Truth,
        /// Whether it is there.
        present: Truth,
        /// The parts given as there that cover it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        covered_by: Vec<&'k str>,
        /// What a reader should know.
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'k str>,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// Something that the law asks for and the local arrangements leave out.
    OmissionAnswer {
        /// The part.
        part: &'k str,
        /// What it is.
        words: &'k str,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }
}

impl AuditRules {
    /// What a report has to have on a day, and what of it is there: `parts` says of each part
    /// whether it is; what is not named is not known. `settings` gives values to what the text
    /// leaves open.
    ///
    /// # Errors
    ///
    /// `request.no-edition`, `request.unknown-report`, and for a setting `request.unknown-setting`
    /// and `request.bad-setting`.
    pub fn report<'k>(
        &'k self,
        as_of: Day,
        report: &str,
        parts: &BTreeMap<String, Option<bool>>,
        settings: &BTreeMap<String, SettingValue>,
    ) -> Result<ReportAnswer<'k>, Error> {
        let stretch = self.in_force(as_of)?;
        let lists = &stretch.items.audits;
        let reports = lists.reports.iter().map(|one| &one.is);
        let found = reports.clone().find(|one| one.id == report);
        let all = reports.map(|one| one.id.as_str());
        let report = found.ok_or_else(|| unknown("report", "report", report, all))?;
        let mut values = Values::default();
        for (id, value) in settings {
            values.set(self, id, value).map_err(|problem| {
                Error::new(problem.code, format!("/settings/{}", escape(id)), problem.message)
            })?;
        }
        // Whether a part has to be there.
        let required = |part: &ReportPart| {
            part.active.as_ref().map_or(Truth::True, |active| {
                let word = values.choice(&stretch.items, &active.setting);
                word.map_or(Truth::Unknown, |word| {
                    Truth::from_bounds(word == active.is, word == active.is)
                })
            })
        };
        let in_force = |part: &&'k ReportPart| {
            part.from.is_none_or(|from| from <= as_of)
                && part.until.is_none_or(|until| as_of < until)
        };
        let dated = lists.report_parts.iter().map(|one| &one.is).filter(in_force);
        let every: Vec<&'k ReportPart> =
            dated.clone().filter(|part| required(part) != Truth::False).collect();
        let own = || every.iter().filter(|part| part.report == report.id).copied();
        let answers: Vec<PartAnswer<'k>> = own()
            .map(|part| {
                let covering = every.iter().filter(|other| other.covers.contains(&part.id));
                let said = |id: &str| parts.get(id).copied().flatten();
                let there = |id: &str| {
                    said(id).map_or(Truth::Unknown, |there| Truth::from_bounds(there, there))
                };
                let present = covering
                    .clone()
                    .fold(there(&part.id), |present, other| present.or(there(&other.id)));
                PartAnswer {
                    part: &part.id,
                    kind: part.kind,
                    words: &part.words,
                    required: required(part),
                    present,
                    covered_by: covering
                        .filter(|other| said(&other.id) == Some(true))
                        .map(|other| other.id.as_str())
                        .collect(),
                    note: part.note.as_deref(),
                    grounds: self.grounds(&part.standing),
                }
            })
            .collect();
        let lacking = |one: &PartAnswer<'_>| one.required.and(one.present.negated());
        let with = |truth: Truth| -> Vec<&'k str> {
            answers.iter().filter(|one| lacking(one) == truth).map(|one| one.part).collect()
        };
        let mut open: Vec<&'k Setting> = Vec::new();
        for part in own().filter(|part| required(part) == Truth::Unknown) {
            let setting = part.active.as_ref().and_then(|active| self.setting(&active.setting));
            open.extend(setting.filter(|one| !open.iter().any(|known| known.id == one.id)));
        }
        let local = || {
            let basis = Basis::LocalArrangements;
            every.iter().filter(move |part| part.standing.basis == basis)
        };
        let is_left_out = |part: &&'k ReportPart| {
            matches!(part.standing.basis, Basis::Statute | Basis::StatutoryGuidance)
                && local().next().is_some()
                && !local().any(|other| other.covers.contains(&part.id))
        };
        let named = || dated.clone().filter(|part| part.report == report.id);
        let problems = parts.keys().filter(|id| !named().any(|part| part.id == **id)).map(|id| {
            let hint = did_you_mean(id, named().map(|part| part.id.as_str()));
            let message = format!("the report has no part `{}` on that day{hint}", shortened(id));
            Problem::new("audits.unknown-part", format!("/parts/{}", escape(id)), message)
        });
        let touched = answers.iter().map(|one| one.part).chain([report.id.as_str()]).collect();
        Ok(ReportAnswer {
            answer: "annual-report",
            pack: self.pack(),
            as_of,
            report: &report.id,
            label: &report.label,
            who: &report.who,
            missing: with(Truth::True),
            unknown: with(Truth::Unknown),
            complete: answers.iter().fold(Truth::True, |all, one| all.and(lacking(one).negated())),
            omissions: own()
                .filter(is_left_out)
                .map(|part| OmissionAnswer {
                    part: &part.id,
                    words: &part.words,
                    grounds: self.grounds(&part.standing),
                })
                .collect(),
            open_settings: open.into_iter().map(OpenSetting::of).collect(),
            conflicts: conflicts(std::iter::once(stretch), &touched),
            parts: answers,
            problems: problems.collect(),
            notices: notices_on(stretch),
            editions: editions_on(stretch),
            version: VERSION,
        })
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_true(truth: &Truth) -> bool {
    *truth == Truth::True
}
