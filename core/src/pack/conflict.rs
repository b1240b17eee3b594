//! Where documents say different things.

use crate::citation::Citation;
use crate::date::Day;
use serde::Serialize;

/// A place where documents differ; both are told, and so is which of them is followed, where that is
/// known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Like a rule's id.
    pub id: String,
    /// Whom it is about.
    pub subject: String,
    /// What it is about.
    pub about: String,
    /// What each says.
    pub says: Vec<Saying>,
    /// Rules, routes or steps whose answers should mention it.
    pub touches: Vec<String>,
    /// The first day that it concerns; `None`: with the edition.
    pub from: Option<Day>,
    /// The first day that it no longer concerns.
    pub until: Option<Day>,
}

impl Conflict {
    /// Whether it concerns a day.
    pub(crate) fn is_of(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// What one document says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Saying {
    /// In our words.
    pub words: String,
    /// Where.
    pub cites: Vec<Citation>,
    /// Whether it is this that is followed, as law comes before a local paper. Where all of a
    /// conflict are, each applies; where none is, it is an open question.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub holds: bool,
}
