//! What a proof says: claims that hold, claims that do not, and each finding with its case.

use super::spared::Spared;
use crate::citation::{Citation, words};
use crate::date::Day;
use crate::pack::Family;
use serde::Serialize;
use serde_json::Value;

words! {
    /// What is claimed of a pack.
    Claim {
        /// Every full set of consistent answers gives exactly one outcome.
        OneOutcome = "one-outcome",
        /// Every rule, indicator and option can matter.
        NothingDead = "nothing-dead",
        /// No rule is implied by others that lead as far.
        NothingImplied = "nothing-implied",
        /// More concern never gives less help.
        Monotone = "monotone",
        /// The pack never falls below the one that it extends.
        NotBelowBase = "not-below-base",
        /// Every fact is used and every question can matter.
        QuestionsMatter = "questions-matter",
        /// Every citation resolves and every evidence mark is there.
        Cited = "cited",
    }
}

words! {
    /// Whether a claim holds.
    Proved {
        /// For every case.
        Yes = "proved",
        /// There is a case for which it does not hold.
        No = "refuted",
        /// Not decided within the limit.
        Open = "not-decided",
    }
}

/// A claim, with how far it was decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Claimed {
    /// What is claimed.
    pub claim: Claim,
    /// Whether it holds.
    pub proved: Proved,
    /// How many items it was decided for.
    pub decided: usize,
    /// The items for which it was not decided within the limit, and those whose times cannot be
    /// compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_decided: Vec<String>,
}

/// One thing that is wrong with a pack.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Found {
    /// The claim that does not hold.
    pub claim: Claim,
    /// A stable word, such as `rule-never-holds`.
    pub code: &'static str,
    /// The subject whose rules they are.
    pub subject: String,
    /// The rules, facts, levels or steps concerned, the one at fault first.
    pub items: Vec<String>,
    /// What was found, in a sentence.
    pub words: String,
    /// A smallest case, or two that differ in one answer, ready for a file of fixtures.
    pub fixtures: Vec<Value>,
}

/// Something that would be a finding, had the pack not said why it is so.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Declared {
    /// What was found.
    #[serde(flatten)]
    pub found: Found,
    /// The pack's reason.
    pub because: String,
    /// Where it stands.
    pub cites: Vec<Citation>,
}

/// What was proved of a pack on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Proof {
    /// `proof`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::proof_word"))]
    pub answer: &'static str,
    /// The family.
    pub family: Family,
    /// The pack.
    pub pack: String,
    /// The day whose rules were looked at, and on which ages are counted.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    pub as_of: Day,
    /// The subjects.
    pub subjects: Vec<String>,
    /// Whether every claim was decided.
    pub decided: bool,
    /// Every claim.
    pub claims: Vec<Claimed>,
    /// What is wrong, in the order of the claims.
    pub findings: Vec<Found>,
    /// What the pack declares as an exception.
    pub declared: Vec<Declared>,
    /// Of thresholds and reviews, single answers after which others never change the outcome;
    /// absent where that was not decided within the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spared: Option<Vec<Spared>>,
    /// How much work it was, in steps of the search.
    pub steps: u64,
    /// The library's version.
    pub version: &'static str,
}
