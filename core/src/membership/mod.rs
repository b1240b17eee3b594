//! Membership: who is what on a day, who sits where and may act there, when a meeting is properly
//! constituted, and who decides what.
//!
//! Its questions are asked on the [wire](crate::wire); a [`Meeting`] made ready is asked for its
//! outcome alone.

mod acting;
mod adds;
mod attendance;
mod authority;
mod authority_table;
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
mod structure;
mod structure_diagram;
mod successors;
mod tally;
mod told;
mod views;
mod weigh;
mod world;

pub(crate) use attendance::{MissingThere, PersonThere, SeatTaken};
pub(crate) use authority::{
    AgreementAnswer, AuthorityAnswer, Decider, DisputeAnswer, EntryAnswer, MatterAnswer,
};
pub(crate) use authority_table::part_words;
pub(crate) use consultation::Consultation;
#[cfg(feature = "render")]
pub(crate) use drawing::{markdown, xml};
pub(crate) use given::{
    AttendeeGiven, ExtraSeat, ListGiven, MeetingGiven, OrganisationGiven, PersonGiven, SeatGiven,
    TestGiven, TestsGiven,
};
pub(crate) use holders::{Answerable, Named};
pub(crate) use lacking::Lacking;
pub(crate) use meeting::{MeetingAnswer, OfMatter, PartnerThere};
pub(crate) use organisations::{AgencyStanding, OrganisationAnswer};
pub use outcome::{Meeting, MeetingTold};
pub(crate) use quorum::{ClauseAnswer, PatternAnswer, QuorumAnswer, Range};
pub(crate) use seat::{CriterionAnswer, DeputyAuthority, SeatAnswer};
pub(crate) use structure::{
    BodyAnswer, CapacityAnswer, MembershipAnswer, PartnerAnswer, Structure,
};
pub(crate) use structure_diagram::{how_words, seat_words};
pub use told::MeetingOutcome;
pub use world::MembershipRules;
#[cfg(feature = "prove")]
pub(crate) use world::{NotSet, World};
pub(crate) use world::{Scene, Tail};
