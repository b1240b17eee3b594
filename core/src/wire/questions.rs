//! The questions of a pack, as a form needs them.

use super::request::rules_of;
use super::to_text;
use crate::condition::Condition;
use crate::error::Error;
use crate::fact::{Burden, Fact, FactOption, Kind};
use crate::finding::is_false;
use crate::json::{Json, Object, Problems};
use crate::pack::{Catalogue, SettingChoice};
use serde::Serialize;

/// The form for one subject on one day.
#[derive(Serialize)]
struct Form<'k> {
    pack: &'k str,
    subject: &'k str,
    label: &'k str,
    as_of: String,
    questions: Vec<Question<'k>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    settings: Vec<OpenValue<'k>>,
}

#[derive(Serialize)]
struct Question<'k> {
    fact: &'k str,
    question: &'k str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'k str>,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'k str>,
    #[serde(skip_serializing_if = "<[FactOption]>::is_empty")]
    options: &'k [FactOption],
    #[serde(skip_serializing_if = "is_false")]
    birth: bool,
    burden: Burden,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<&'k str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked_when: Option<&'k Condition>,
}

#[derive(Serialize)]
struct OpenValue<'k> {
    setting: &'k str,
    label: &'k str,
    set_by: &'k str,
    min: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<u32>,
    choices: &'k [SettingChoice],
}

pub(super) fn questions(catalogue: &Catalogue, text: &str) -> Result<String, Error> {
    let value = Json::parse(text)?;
    let problems = Problems::default();
    let known = Object::of(&value, String::new(), &problems).and_then(|object| {
        let known = rules_of(catalogue, &object);
        object.finish();
        known
    });
    let known = match (Error::from_problems(problems.into_vec()), known) {
        (None, Some(known)) => known,
        (Some(error), _) => return Err(error),
        (None, None) => return Err(Error::new("json.kind", "", "a request is an object")),
    };
    let rules = known.rules();
    let settings = rules.settings.iter().map(|setting| &setting.is).map(|setting| OpenValue {
        setting: &setting.id,
        label: &setting.label,
        set_by: &setting.set_by,
        min: setting.min,
        default: setting.default,
        choices: &setting.choices,
    });
    to_text(&Form {
        pack: rules.pack(),
        subject: rules.subject(),
        label: &rules.subject.is.label,
        as_of: known.as_of().to_string(),
        questions: rules.facts().map(question).collect(),
        settings: settings.collect(),
    })
}

fn question(fact: &Fact) -> Question<'_> {
    Question {
        fact: &fact.id,
        question: &fact.question,
        help: fact.help.as_deref(),
        kind: fact.kind,
        unit: fact.unit.as_deref(),
        options: &fact.options,
        birth: fact.birth,
        burden: fact.burden,
        theme: fact.theme.as_deref(),
        asked_when: fact.asked_when.as_ref(),
    }
}
