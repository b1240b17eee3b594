//! What the answers of every family have in common, as data.

mod dues;
mod known;

pub use dues::{CalendarNamed, Days, NumberOfDays, Standing};

use crate::case::State;
use crate::citation::{Grounds, words};
use crate::date::Day;
use crate::error::Error;
use crate::fact::{Burden, Fact, FactOption, Kind};
use crate::finding::is_false;
use crate::pack::{Direction, Saying, Setting, SettingChoice, Urgency};
use serde::Serialize;

/// The version of this library.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

words! {
    /// How much of the reasoning an answer carries.
    Explain {
        /// The outcome only.
        Brief = "none",
        /// The findings that decided.
        Deciding = "deciding",
        /// Every rule of the subject.
        All = "all",
    }
}

impl Explain {
    /// The value of a word of the wire.
    ///
    /// # Errors
    ///
    /// `json.unknown-word` where there is none.
    pub(crate) fn of_word(explain: &str) -> Result<Explain, Error> {
        let found = Explain::WORDS.iter().find(|(word, _)| *word == explain);
        found.map(|(_, explain)| *explain).ok_or_else(|| {
            let words: Vec<&str> = Explain::WORDS.iter().map(|(word, _)| *word).collect();
            let message = format!("expected one of {}", words.join(", "));
            Error::new("json.unknown-word", "/explain", message)
        })
    }
}

/// Declares answer types that serialize and, for development, have a JSON Schema.
macro_rules! answers {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $kind:ty,)* })*) => {
        $($(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name<'k> {
            $($(#[$field_meta])* pub $field: $kind,)*
        })*
    };
}
pub(crate) use answers;

answers! {
    /// Something for a person to weigh.
    Prompted {
        /// The rule.
        rule: &'k str,
        /// What to weigh.
        consider: &'k str,
        /// Which way it points.
        direction: Direction,
        /// Who says so.
        #[serde(flatten)]
        grounds: Grounds<'k>,
    }

    /// What to ask next.
    NextQuestion {
        /// The fact.
        fact: &'k str,
        /// The question.
        question: &'k str,
        /// How to decide.
        #[serde(skip_serializing_if = "Option::is_none")]
        help: Option<&'k str>,
        /// The kind of answer.
        kind: Kind,
        /// What is counted.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<&'k str>,
        /// What can be chosen.
        #[serde(skip_serializing_if = "<[FactOption]>::is_empty")]
        options: &'k [FactOption],
        /// How heavy the question is.
        burden: Burden,
    }

    /// A setting that is open.
    OpenSetting {
        /// The setting.
        setting: &'k str,
        /// What it is.
        label: &'k str,
        /// Who sets it.
        set_by: &'k str,
        /// Values seen in practice.
        choices: &'k [SettingChoice],
    }

    /// Answers that cannot stand together.
    Inconsistency {
        /// The consistency rule.
        rule: &'k str,
        /// The facts concerned.
        facts: &'k [String],
        /// What to tell the person.
        words: &'k str,
    }

    /// A place where documents differ.
    ConflictTouched {
        /// Its id.
        conflict: &'k str,
        /// What it is about.
        about: &'k str,
        /// What each says.
        says: &'k [Saying],
    }

    /// A fact given with a state.
    StateGiven {
        /// The fact.
        fact: &'k str,
        /// The state.
        state: State,
        /// Who says something about it, when it is disputed.
        #[serde(skip_serializing_if = "<[String]>::is_empty")]
        by: &'k [String],
    }

    /// A document that an answer rests on.
    EditionNamed {
        /// The authority.
        pack: &'k str,
        /// `thresholds`, or `sources` for a list of documents.
        family: &'k str,
        /// First day it applies.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
        from: Option<Day>,
        /// First day it no longer applies.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
        until: Option<Day>,
        /// SHA-256 of its canonical JSON.
        digest: &'k str,
        /// Nothing in it is anybody's adopted policy.
        #[serde(skip_serializing_if = "is_false")]
        illustrative: bool,
    }
}

impl<'k> NextQuestion<'k> {
    /// The question of a fact.
    pub(crate) fn of(fact: &'k Fact) -> NextQuestion<'k> {
        NextQuestion {
            fact: &fact.id,
            question: &fact.question,
            help: fact.help.as_deref(),
            kind: fact.kind,
            unit: fact.unit.as_deref(),
            options: &fact.options,
            burden: fact.burden,
        }
    }
}

/// How far ahead in the order of questions something of this urgency comes: routes, reviews and
/// levels share the scale.
pub(crate) fn urgency_rank(urgency: Urgency) -> u16 {
    match urgency {
        Urgency::Immediate => 1000,
        Urgency::SameDay => 900,
        Urgency::Prompt => 500,
        Urgency::Planned => LATE,
    }
}

/// The highest rank of a fact that is asked late: that of what is planned.
pub(crate) const LATE: u16 = 300;

impl<'k> OpenSetting<'k> {
    /// A setting as an answer names it.
    pub(crate) fn of(setting: &'k Setting) -> OpenSetting<'k> {
        OpenSetting {
            setting: &setting.id,
            label: &setting.label,
            set_by: &setting.set_by,
            choices: &setting.choices,
        }
    }
}
