//! The questions of a pack, as a form needs them.

use super::request::rules_of;
use super::to_text;
use super::{audits_form, membership_form};
use crate::Known;
use crate::condition::Condition;
use crate::date::Day;
use crate::decision::NextQuestion;
use crate::error::Error;
use crate::fact::Fact;
use crate::finding::is_false;
use crate::json::{Json, Object, Place, Problems, check_depth};
use crate::pack::{Catalogue, Family, Setting, SettingChoice, SettingKind, SettingValue};
use serde::Serialize;

/// The form for one subject on one day.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Form<'k> {
    /// The pack asked.
    pack: &'k str,
    /// Whom it is about.
    subject: &'k str,
    /// The subject as a person reads it.
    label: &'k str,
    /// The day whose rules apply.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    as_of: String,
    /// What to ask.
    questions: Vec<Question<'k>>,
    /// What can be set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    settings: Vec<OpenValue<'k>>,
    /// The events that can be put down, for reviews.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    events: Vec<EventAsked<'k>>,
}

/// One question.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Question<'k> {
    /// As it is put next.
    #[serde(flatten)]
    asked: NextQuestion<'k>,
    /// A date of birth, which may lie ahead.
    #[serde(skip_serializing_if = "is_false")]
    birth: bool,
    /// It gives the day of the incident.
    #[serde(skip_serializing_if = "is_false")]
    incident_day: bool,
    /// Heading under which a form shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<&'k str>,
    /// Where this is false the question is not put.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Condition>"))]
    asked_when: Option<&'k Condition>,
    /// Its turn comes late.
    #[serde(skip_serializing_if = "is_false")]
    asked_late: bool,
}

/// A value that the text leaves open.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(super) struct OpenValue<'k> {
    /// The setting.
    setting: &'k str,
    /// What it is.
    label: &'k str,
    /// Who sets it.
    set_by: &'k str,
    /// What kind of value it takes.
    kind: SettingKind,
    /// Counts: the least value that makes sense.
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<u32>,
    /// Days: the day before which it is known not to lie.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
    not_before: Option<Day>,
    /// The published value, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::SettingValue>"))]
    default: Option<&'k SettingValue>,
    /// Values seen in practice.
    choices: &'k [SettingChoice],
}

impl<'k> OpenValue<'k> {
    pub(super) fn of(setting: &'k Setting) -> OpenValue<'k> {
        OpenValue {
            setting: &setting.id,
            label: &setting.label,
            set_by: &setting.set_by,
            kind: setting.kind,
            min: (setting.kind == SettingKind::Count).then_some(setting.min),
            not_before: setting.not_before(),
            default: setting.default.as_ref(),
            choices: &setting.choices,
        }
    }
}

/// An event that can be put down.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct EventAsked<'k> {
    /// The event.
    event: &'k str,
    /// What happened, as a person reads it.
    label: &'k str,
    /// What a person is asked.
    question: &'k str,
    /// The events that cannot come later.
    after: &'k [String],
    /// A planned day, which may lie ahead.
    #[serde(skip_serializing_if = "is_false")]
    may_lie_ahead: bool,
}

/// What the form is about.
enum Asked {
    /// The questions of a subject.
    Questions(Known),
    /// Audits or membership, as the form has them already.
    Form(Result<String, Error>),
}

pub(super) fn questions(catalogue: &Catalogue, text: &str) -> Result<String, Error> {
    form(catalogue, &Json::parse(text)?)
}

pub(super) fn questions_value(catalogue: &Catalogue, value: &Json<'_>) -> Result<String, Error> {
    check_depth(value)?;
    form(catalogue, value)
}

fn form(catalogue: &Catalogue, value: &Json<'_>) -> Result<String, Error> {
    let problems = Problems::default();
    let asked = Object::of(value, Place::At(""), &problems).and_then(|object| {
        let family = match object.get("family") {
            None => Some(Family::Thresholds),
            Some(_) => object.word("family", Family::WORDS),
        };
        match family {
            Some(Family::Audits) => {
                return audits_form::form(catalogue, &object).map(Asked::Form);
            }
            Some(Family::Membership) => {
                return membership_form::form(catalogue, &object).map(Asked::Form);
            }
            _ => {}
        }
        let known = rules_of(catalogue, family, &object);
        object.finish();
        known.map(Asked::Questions)
    });
    let known = match problems.finish(asked)? {
        Asked::Form(form) => return form,
        Asked::Questions(known) => known,
    };
    let rules = known.rules();
    let settings = rules.settings.iter().map(|setting| OpenValue::of(&setting.is));
    let events =
        rules.reviews.events.events.iter().map(|event| &event.is).map(|event| EventAsked {
            event: &event.id,
            label: &event.label,
            question: &event.question,
            after: &event.after,
            may_lie_ahead: event.may_lie_ahead,
        });
    to_text(&Form {
        pack: rules.pack(),
        subject: rules.subject(),
        label: &rules.subject.is.label,
        as_of: known.as_of().to_string(),
        questions: rules.facts().map(question).collect(),
        settings: settings.collect(),
        events: events.collect(),
    })
}

fn question(fact: &Fact) -> Question<'_> {
    Question {
        asked: NextQuestion::of(fact),
        birth: fact.birth,
        incident_day: fact.incident_day,
        theme: fact.theme.as_deref(),
        asked_when: fact.asked_when.as_ref(),
        asked_late: fact.asked_late,
    }
}
