//! What `pack/read_audits.rs` takes for reports, scales and sets of standards.
#![expect(dead_code, reason = "described, never built")]

use super::audits::Active;
use super::described;
use super::pack::Standing;
use super::text::{Day, Name, RuleId, WordId, Words};
use crate::pack::PartKind;

described! {
    /// A report that is made again and again.
    Report {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// Who makes it.
        who: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    }
}

described! {
    /// Something that a report has to have.
    ReportPart {
        /// Its id.
        id: RuleId,
        /// The report.
        report: WordId,
        /// What kind of thing.
        kind: PartKind,
        /// What it is.
        words: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// First day.
        from: Day,
        /// First day no longer.
        until: Day,
        /// The parts of other documents that ask for the same.
        covers: Vec<Name>,
        /// It is asked for only where a setting is a word.
        active: Active,
        /// The part of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// A scale of ratings.
    Scale {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// The ratings, the worst first.
        ratings: Vec<Rating>,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// A rating.
    Rating {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// What it means.
        words: Words,
    } may {
        /// Whether what is rated so is compliant.
        compliant: bool,
        /// Whether something has to be done about it.
        needs_action: bool,
    }
}

described! {
    /// What a return is rated against.
    StandardSet {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// The programmes that use it.
        programmes: Vec<Name>,
        /// The standards, in order.
        standards: Vec<Standard>,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// One thing that is rated.
    Standard {
        /// Its id.
        id: WordId,
        /// What a person reads.
        label: Words,
        /// What it asks for.
        asks: Words,
    } may {
        /// What usually shows it.
        evidence: Vec<Name>,
        /// Nothing outweighs it.
        core: bool,
    }
}
