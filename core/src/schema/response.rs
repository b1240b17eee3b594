//! What `answer`, `questions` and `packs` give.
#![expect(dead_code, clippy::large_enum_variant, reason = "described, never built")]

use super::authority_answers::AuthorityAnswer;
use super::meeting_answers::MeetingAnswer;
use super::membership_answers::{MembershipAnswer, MembershipShown, SeatAnswer};
use super::request::{ReviewsAnswered, Thresholds};
use super::text::one;
use super::{described, membership_asked};
use crate::error::ErrorJson;
use crate::reviews::{ReviewDecision, ReviewsBrief};
use crate::thresholds::{Brief, Decision};
use crate::wire::{
    AuditForm, AuditsCalendar, AuditsTimeline, CalendarsCompared, DeadlineAnswer, Form, Packs,
    Replayed,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// What `answer`, `questions` and `packs` give; `version` gives a plain text.
///
/// What every key means stands in `core/WIRE.md`, `core/REVIEWS.md`, `core/AUDITS.md` and
/// `core/MEMBERSHIP.md`.
#[derive(JsonSchema)]
#[schemars(title = "A response", untagged)]
pub(crate) enum Response {
    Decision(Decision<'static>),
    Brief(Brief<'static>),
    Reviews(ReviewDecision<'static>),
    ReviewsBrief(ReviewsBrief<'static>),
    Audits(crate::audits::AuditDecision<'static>),
    AuditsCalendar(AuditsCalendar<'static>),
    AuditsTimeline(AuditsTimeline<'static>),
    Returns(crate::audits::ReturnsAnswer<'static>),
    Report(crate::audits::ReportAnswer<'static>),
    Membership(MembershipAnswer),
    Seat(SeatAnswer),
    Meeting(MeetingAnswer),
    Authority(AuthorityAnswer),
    MembershipShown(MembershipShown),
    Deadline(DeadlineAnswer<'static>),
    CalendarsCompared(CalendarsCompared<'static>),
    Recorded(Recorded),
    RecordedReviews(RecordedReviews),
    RecordedAudits(RecordedAudits),
    RecordedMembership(RecordedMembership),
    RecordedSeat(RecordedSeat),
    RecordedMeeting(RecordedMeeting),
    RecordedAuthority(RecordedAuthority),
    RecordedTable(RecordedTable),
    RecordedDiagram(RecordedDiagram),
    Replayed(Replayed),
    Form(Form<'static>),
    AuditForm(AuditForm<'static>),
    MembershipForm(crate::wire::MembershipForm<'static>),
    Packs(Packs<'static>),
    Proof(crate::prove::Proof),
    Comparison(crate::prove::Comparison),
    Ways(crate::prove::Ways),
    Coverage(crate::coverage::Coverage),
    Mutation(crate::coverage::Mutation),
    Rendered(crate::wire::Rendered<'static>),
    Changes(crate::render::Changes),
    Error(ErrorJson<'static>),
}

described! {
    /// A question about thresholds and the answer that was given to it.
    Recorded {
        /// The version of the form of records.
        #[schemars(schema_with = "one")]
        record: u8,
        /// The request, in canonical form and without the wish for a record.
        request: Thresholds,
        /// The answer.
        answer: Recordable,
    }
}

/// The answer in a record.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Recordable {
    Decision(Decision<'static>),
    Brief(Brief<'static>),
}

described! {
    /// A question about reviews and the answer that was given to it.
    RecordedReviews {
        /// The version of the form of records.
        #[schemars(schema_with = "one")]
        record: u8,
        /// The request, in canonical form and without the wish for a record.
        request: ReviewsAnswered,
        /// The answer.
        answer: RecordableReviews,
    }
}

described! {
    /// A question about audits and the answer that was given to it.
    RecordedAudits {
        /// The version of the form of records.
        #[schemars(schema_with = "one")]
        record: u8,
        /// The request, in canonical form and without the wish for a record.
        request: super::audits_asked::Audits,
        /// The answer.
        answer: RecordableAudits,
    }
}

/// Describes a record of a question that has one form of answer.
macro_rules! recorded {
    ($($(#[$meta:meta])* $name:ident: $request:ty => $answer:ty;)*) => {
        $(described! {
            $(#[$meta])*
            $name {
                /// The version of the form of records.
                #[schemars(schema_with = "one")]
                record: u8,
                /// The request, in canonical form and without the wish for a record.
                request: $request,
                /// The answer.
                answer: $answer,
            }
        })*
    };
}

recorded! {
    /// A question about membership and the answer that was given to it.
    RecordedMembership: membership_asked::Membership => MembershipAnswer;
    /// A question about a seat and the answer that was given to it.
    RecordedSeat: membership_asked::Seat => SeatAnswer;
    /// A question about a meeting and the answer that was given to it.
    RecordedMeeting: membership_asked::Meeting => MeetingAnswer;
    /// A question about authority and the answer that was given to it.
    RecordedAuthority: membership_asked::Authority => AuthorityAnswer;
    /// A request for a table of authority and the table that was given.
    RecordedTable: membership_asked::AuthorityTable => MembershipShown;
    /// A request for a drawing of the structure and the drawing that was given.
    RecordedDiagram: membership_asked::StructureDiagram => MembershipShown;
}

/// The answer in a record about audits.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum RecordableAudits {
    Decision(crate::audits::AuditDecision<'static>),
    Calendar(AuditsCalendar<'static>),
    Timeline(AuditsTimeline<'static>),
}

/// The answer in a record about reviews.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum RecordableReviews {
    Decision(ReviewDecision<'static>),
    Brief(ReviewsBrief<'static>),
}

/// The word by which an answer about thresholds is known.
pub(crate) fn answer_word(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "const": "thresholds" })
}

/// The words by which answers about packs themselves are known.
macro_rules! known_by {
    ($($name:ident: $word:literal;)*) => {
        $(pub(crate) fn $name(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "const": $word })
        })*
    };
}
known_by! {
    proof_word: "proof";
    comparison_word: "comparison";
    why_not_word: "why-not";
    coverage_word: "coverage";
    mutation_word: "mutation";
}

/// A level or a route as an answer names it.
pub(crate) fn belongs_to(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "pattern": "^(level-([1-9]|1[0-9]|20)|route:[a-z0-9]+(-[a-z0-9]+)*)$"
    })
}

/// The words for the parts of a condition in a finding.
pub(crate) fn part_word(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "string",
        "enum": ["all", "any", "not", "at_least", "fact", "rule"]
    })
}
