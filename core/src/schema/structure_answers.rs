//! The rows of a structure that say how bodies and posts stand to each other.
#![expect(dead_code, reason = "described, never built")]

use super::authority_answers::Named;
use super::described;
use crate::citation::Grounds;
use crate::pack::{CapacityKind, RelationKind, Side};
use crate::truth::Truth;

described! {
    /// How a body stands to another.
    RelationShown {
        /// Its id.
        id: String,
        /// The body.
        body: String,
        /// How it stands.
        how: RelationKind,
        /// The other body.
        with: String,
        /// Whether it is in force.
        in_force: Truth,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// What that means.
        words: String,
    }
}

described! {
    /// What an office is for the partnership.
    CapacityShown {
        /// Its id.
        id: String,
        /// What it is.
        capacity: CapacityKind,
        /// What it is called.
        title: String,
        /// For children, for adults.
        of: Vec<Side>,
        /// Whether it is in force.
        in_force: Truth,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// The partner for whom.
        partner: String,
        /// The office; absent: it is not said who.
        office: String,
        /// Each chooses anew: whoever is named is this only where that is said of them.
        others: bool,
        /// What a reader should know.
        note: String,
    }
}

described! {
    /// Who stays answerable for what somebody does.
    AccountabilityShown {
        /// Its id.
        id: String,
        /// For whom.
        r#for: Named,
        /// Who.
        who: Named,
        /// For children, for adults.
        of: Vec<Side>,
        /// What that means.
        words: String,
        /// Whether it is in force.
        in_force: Truth,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    }
}
