//! In which ways an edition is made wrong: for each family, places and what is changed there.
//!
//! What people read (labels, words, questions, sources, marks of evidence, what a standard names as
//! evidence of it, conflicts between documents) is not changed: it decides nothing, and no fixture
//! expects prose.

use super::expected::Speaks;

/// What is changed at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    /// What stands there is gone.
    Drop,
    /// A number is one more, and one less.
    Number,
    /// A day is one earlier, and one later.
    Day,
    /// Another value that stands in such a place elsewhere in the edition.
    Another,
    /// Deciding and being consulted are exchanged.
    Part,
    /// True is false, and false true.
    Toggle,
    /// Every way of changing a condition.
    Condition,
}

use Operator::{Another, Condition, Day, Drop, Number, Part, Toggle};

/// `*` stands for every item of a list.
pub(super) type Place = (&'static str, &'static [Operator]);

/// The places of a family.
pub(super) fn places(speaks: Speaks) -> Vec<Place> {
    let own = match speaks {
        Speaks::Thresholds => THRESHOLDS,
        Speaks::Reviews => REVIEWS,
        Speaks::Audits => AUDITS,
        Speaks::Membership => MEMBERSHIP,
    };
    EVERYWHERE.iter().chain(own).copied().collect()
}

const EVERYWHERE: &[Place] = &[
    ("settings/*/default", &[Drop, Number, Another]),
    ("facts/*/asked_when", &[Drop, Condition]),
    ("facts/*/options/*", &[Drop]),
    ("rules/*", &[Drop]),
    ("rules/*/when", &[Condition]),
    ("rules/*/from", &[Day]),
    ("rules/*/until", &[Day]),
    ("consistency/*", &[Drop]),
    ("consistency/*/never", &[Condition]),
];

// Whether a subject `applies` is asked by thresholds and reviews alone: audits and membership are
// about agencies and people, and no answer of theirs looks at it.
const THRESHOLDS: &[Place] = &[
    ("subjects/*/applies", &[Condition]),
    ("rules/*/then/level", &[Number]),
    ("rules/*/then/trigger", &[Drop]),
    ("consent/*", &[Drop]),
    ("consent/*/requirement", &[Another]),
    ("consent/*/unless", &[Drop, Condition]),
    ("steps/*", &[Drop]),
    ("steps/*/limit/n", &[Number]),
    ("steps/*/limit/unit", &[Another]),
    ("steps/*/while_open", &[Drop]),
];

const REVIEWS: &[Place] = &[
    ("subjects/*/applies", &[Condition]),
    ("rules/*/then/modality", &[Another]),
    ("reviews/*/who", &[Another]),
    ("reviews/*/scope", &[Drop, Condition]),
    ("roles/*", &[Drop]),
    ("roles/*/role", &[Another]),
    ("roles/*/who", &[Another]),
    ("roles/*/when", &[Drop, Condition]),
    ("links/*", &[Drop]),
    ("links/*/when", &[Drop, Condition]),
    ("events/*/after/*", &[Drop]),
    ("actions/*", &[Drop]),
    ("actions/*/when", &[Drop, Condition]),
    ("actions/*/clock", &[Drop]),
    ("actions/*/clock/n", &[Number]),
    ("actions/*/clock/unit", &[Another]),
    ("actions/*/clock/from", &[Another]),
    ("actions/*/clock/direction", &[Drop]),
    ("actions/*/done_by", &[Another]),
    ("actions/*/needs/*", &[Drop]),
    ("actions/*/also/*", &[Drop]),
    ("actions/*/also/*/when_late", &[Drop]),
    ("actions/*/also/*/clock/n", &[Number]),
    ("actions/*/also/*/clock/unit", &[Another]),
    ("actions/*/also/*/clock/from", &[Another]),
];

const AUDITS: &[Place] = &[
    ("agency_types/*/from", &[Day]),
    ("agency_types/*/until", &[Day]),
    ("programmes/*/cycle_years", &[Number, Another]),
    ("programmes/*/year_kind", &[Another]),
    ("programmes/*/anchor", &[Number, Another]),
    ("programmes/*/slippage", &[Another]),
    ("programmes/*/phases/*", &[Drop]),
    ("programmes/*/phases/*/needs", &[Drop]),
    ("programmes/*/phases/*/steps/*", &[Drop]),
    ("programmes/*/phases/*/steps/*/due", &[Drop]),
    ("programmes/*/phases/*/steps/*/due/from", &[Another]),
    ("programmes/*/phases/*/steps/*/due/n", &[Number, Another]),
    ("programmes/*/phases/*/steps/*/due/unit", &[Another]),
    ("programmes/*/phases/*/steps/*/done_by", &[Another]),
    ("programmes/*/phases/*/steps/*/then", &[Another]),
    ("programmes/*/phases/*/steps/*/chases", &[Drop]),
    ("programmes/*/phases/*/steps/*/optional", &[Drop]),
    ("obligations/*", &[Drop]),
    ("obligations/*/types/*", &[Drop]),
    ("obligations/*/owed", &[Another]),
    ("obligations/*/from", &[Day]),
    ("obligations/*/until", &[Day]),
    ("duties/*", &[Drop]),
    ("duties/*/who", &[Another]),
    ("duties/*/each", &[Drop]),
    ("duties/*/each/*", &[Drop]),
    ("duties/*/active", &[Drop]),
    ("duties/*/active/is", &[Another]),
    ("duties/*/cadence/months", &[Number, Another]),
    ("duties/*/cadence/year_kind", &[Another]),
    ("duties/*/cadence/event", &[Another]),
    ("duties/*/cadence/start", &[Another]),
    ("duties/*/due", &[Drop]),
    ("duties/*/due/n", &[Number, Another]),
    ("duties/*/due/unit", &[Another]),
    ("duties/*/due/direction", &[Drop]),
    ("duties/*/done_by", &[Another]),
    ("duties/*/from", &[Day]),
    ("duties/*/until", &[Day]),
    ("report_parts/*", &[Drop]),
    ("report_parts/*/report", &[Another]),
    ("report_parts/*/kind", &[Another]),
    ("report_parts/*/active", &[Drop]),
    ("report_parts/*/covers/*", &[Drop]),
    ("report_parts/*/from", &[Day]),
    ("report_parts/*/until", &[Day]),
    ("scales/*/ratings/*", &[Drop]),
    ("scales/*/ratings/*/compliant", &[Toggle]),
    ("scales/*/ratings/*/needs_action", &[Toggle]),
    ("standard_sets/*/programmes/*", &[Drop]),
    ("standard_sets/*/standards/*", &[Drop]),
    ("standard_sets/*/standards/*/core", &[Drop]),
];

const MEMBERSHIP: &[Place] = &[
    ("kinds/*/from", &[Day]),
    ("kinds/*/until", &[Day]),
    ("kinds/*/part_of", &[Drop]),
    ("organisations/*/kinds/*", &[Drop]),
    ("organisations/*/from", &[Day]),
    ("organisations/*/until", &[Day]),
    ("partners/*/of/*", &[Drop]),
    ("partners/*/held_by/*/kind", &[Another]),
    ("partners/*/held_by/*/from", &[Day]),
    ("partners/*/held_by/*/until", &[Day]),
    ("standings/*", &[Drop]),
    ("standings/*/standing", &[Another]),
    ("standings/*/kinds/*", &[Drop]),
    ("standings/*/needs/*", &[Drop]),
    ("standings/*/from", &[Day]),
    ("bodies/*/quorum", &[Another]),
    ("bodies/*/hats", &[Drop]),
    ("bodies/*/interests", &[Drop]),
    ("bodies/*/members", &[Another]),
    ("bodies/*/from", &[Day]),
    ("bodies/*/until", &[Day]),
    ("offices/*/elected", &[Drop]),
    ("capacities/*", &[Drop]),
    ("capacities/*/capacity", &[Another]),
    ("capacities/*/office", &[Another]),
    ("capacities/*/from", &[Day]),
    ("capacities/*/until", &[Day]),
    ("seats/*", &[Drop]),
    ("seats/*/body", &[Another]),
    ("seats/*/part", &[Another]),
    ("seats/*/office", &[Another]),
    ("seats/*/standing", &[Another]),
    ("seats/*/kinds/*", &[Drop]),
    ("seats/*/each", &[Drop]),
    ("seats/*/represents", &[Drop, Another]),
    ("seats/*/capacities/*", &[Drop]),
    ("seats/*/decides", &[Drop]),
    ("seats/*/deputy", &[Drop]),
    ("seats/*/from", &[Day]),
    ("seats/*/until", &[Day]),
    ("tests/*", &[Drop]),
    ("tests/*/asked_of/*", &[Drop]),
    ("tests/*/bodies/*", &[Drop]),
    ("tests/*/untested", &[Drop]),
    ("tests/*/by_commitment", &[Drop]),
    ("tests/*/extent", &[Drop]),
    ("patterns/*/partners", &[Drop, Number, Another]),
    ("patterns/*/members", &[Drop]),
    ("patterns/*/members/at_least", &[Number]),
    ("patterns/*/members/half_of", &[Another]),
    ("patterns/*/chair", &[Drop]),
    ("patterns/*/chair_may", &[Drop]),
    ("patterns/*/substitutes", &[Drop]),
    ("patterns/*/substitutes/*/by/*", &[Drop]),
    ("matters/*/commits/*", &[Drop]),
    ("matters/*/from", &[Day]),
    ("authority/*", &[Drop]),
    ("authority/*/part", &[Part]),
    ("authority/*/by", &[Another]),
    ("authority/*/agreement", &[Drop]),
    ("authority/*/delegable", &[Another]),
    ("authority/*/to/*", &[Drop]),
    ("authority/*/for", &[Drop]),
    ("authority/*/yields_to", &[Drop]),
    ("authority/*/from", &[Day]),
    ("authority/*/until", &[Day]),
    ("accountability/*", &[Drop]),
    ("accountability/*/for", &[Another]),
    ("accountability/*/who", &[Another]),
    ("accountability/*/matter", &[Drop]),
    ("accountability/*/from", &[Day]),
    ("disputes/*", &[Drop]),
    ("disputes/*/step", &[Number]),
    ("disputes/*/by", &[Another]),
    ("relations/*", &[Drop]),
    ("relations/*/with", &[Another]),
];
