//! Membership: who is what on a day, who sits where and may act there, when a meeting is properly
//! constituted, and who decides what.
//!
//! Its questions are asked of a [`Membership`], or on the [wire](crate::wire); a [`Meeting`] made
//! ready is asked for its outcome alone.

mod accountable;
mod acting;
mod adds;
mod asking;
mod attendance;
mod authority;
mod authority_table;
mod capacities;
mod claims;
mod consultation;
mod differing;
mod drawing;
mod entries;
mod given;
mod holders;
mod lacking;
mod meeting;
mod organisations;
mod outcome;
mod places;
mod quorum;
mod room;
mod seat;
mod seat_standing;
mod set;
mod sittings;
mod standing_back;
mod structure;
mod structure_diagram;
mod successors;
mod tally;
mod told;
mod views;
mod weigh;
mod world;

pub use accountable::Answerable;
pub use asking::Membership;
pub(crate) use asking::{MOST_MEMBERS, MOST_PEOPLE};
pub use attendance::{MissingThere, PersonThere, SeatTaken, SeatUnnamed};
pub use authority::{
    AgreementAnswer, AuthorityAnswer, Decider, DisputeAnswer, EntryAnswer, MatrixCell, MatrixRow,
    MatterAnswer,
};
pub use authority_table::Shown;
pub(crate) use authority_table::part_words;
pub use consultation::Consultation;
#[cfg(feature = "render")]
pub(crate) use drawing::{markdown, xml};
pub use entries::BodyPart;
pub use given::{
    AttendeeGiven, ExtraSeat, ListGiven, MeetingGiven, OrganisationGiven, PersonGiven, SeatGiven,
    TestGiven, TestsGiven,
};
pub use holders::{Members, Named, Unset};
pub use lacking::Lacking;
pub use meeting::{MeetingAnswer, OfMatter, PartnerThere};
pub use organisations::{
    AgencyStanding, Behind, OrganisationAnswer, OrganisationMissing, RelevantAgency,
    StatutoryPartner,
};
pub use outcome::{Meeting, MeetingTold};
pub use quorum::{ClauseAnswer, PatternAnswer, QuorumAnswer, Range};
pub use seat::{Commitments, CriterionAnswer, DeputyAuthority, SeatAnswer};
pub use standing_back::StandsBack;
pub use structure::{
    AccountabilityAnswer, BodyAnswer, CapacityAnswer, MembershipAnswer, PartnerAnswer,
    RelationAnswer, SeatShown, Structure, Word,
};
pub(crate) use structure_diagram::{how_words, seat_words};
pub use told::{Agreeing, MeetingOutcome};
pub(crate) use world::Scene;
pub use world::{MembershipRules, Tail};
#[cfg(feature = "prove")]
pub(crate) use world::{NotSet, World};
