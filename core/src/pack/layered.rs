//! All editions that apply between two changes of the rules, and what an answer names of them.

#[cfg(any(feature = "prove", feature = "render"))]
use super::catalogue::no_subject;
use super::{Items, Placed, Subject};
use crate::citation::Source;
use crate::compile::Ruleset;
use crate::date::Day;
#[cfg(any(feature = "prove", feature = "render"))]
use crate::error::Error;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A document that stands behind an answer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct EditionUsed {
    pub pack: String,
    pub family: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    pub digest: String,
    #[serde(skip)]
    pub notice: Option<String>,
    #[serde(skip)]
    pub illustrative: bool,
}

/// Every source that can be cited, by its id.
pub(super) type Sources = BTreeMap<String, Arc<Source>>;

/// The rules of a subject once somebody has asked for them.
pub(super) type Compiled = OnceLock<Arc<Ruleset>>;

/// All editions that apply between two days, merged and checked.
///
/// The rules of a subject are compiled when they are first asked for.
#[derive(Debug)]
pub(crate) struct Layered {
    pub pack: String,
    pub from: Day,
    /// The first day it no longer applies; `None`: open.
    pub until: Option<Day>,
    pub editions: Arc<[EditionUsed]>,
    pub items: Items,
    pub rulesets: Vec<(Arc<Placed<Subject>>, Compiled)>,
    pub sources: Arc<Sources>,
}

impl Layered {
    pub(crate) fn covers(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// The subjects, in the order in which they are declared.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.rulesets.iter().map(|(subject, _)| subject.is.id.as_str())
    }

    /// Whether it has the subject that is asked about, where one is.
    ///
    /// # Errors
    ///
    /// `request.unknown-subject`.
    #[cfg(any(feature = "prove", feature = "render"))]
    pub(crate) fn check_subject(&self, asked: Option<&str>) -> Result<(), Error> {
        match asked.filter(|id| !self.subjects().any(|known| known == *id)) {
            Some(unknown) => Err(no_subject(self, unknown)),
            None => Ok(()),
        }
    }

    pub(crate) fn rules(&self, subject: &str) -> Option<Arc<Ruleset>> {
        let (subject, compiled) = self.rulesets.iter().find(|(known, _)| known.is.id == subject)?;
        let compile = || {
            let (editions, sources) = (Arc::clone(&self.editions), Arc::clone(&self.sources));
            Arc::new(Ruleset::compile(&self.pack, editions, sources, &self.items, subject))
        };
        Some(Arc::clone(compiled.get_or_init(compile)))
    }
}
