//! What `meeting` is answered with.
#![expect(dead_code, reason = "described, never built")]

use super::authority_answers::{BodyPart, Decider, EntryAnswer};
use super::described;
use super::membership_answers::{Answerable, answer};
use super::text::Day;
use crate::citation::Grounds;
use crate::decision::{ConflictTouched, EditionNamed, OpenSetting};
use crate::error::Problem;
use crate::pack::SeatRole;
use crate::truth::Truth;
use schemars::JsonSchema;

answer! {
    /// Whether a meeting is properly constituted, and what it may do. What is said of a matter is
    /// there where one was given.
    #[schemars(extend("dependentRequired" = {
        "matter": ["part", "outcome", "refer_to", "signed_off_by", "entries"],
        "part": ["matter"], "outcome": ["matter"], "agreed": ["matter"], "refer_to": ["matter"],
        "signed_off_by": ["matter"], "entries": ["matter"], "decided_by": ["matter"], "exercised_by": ["matter"], "part_could_be": ["matter"], "could_be": ["matter"],
    }))]
    MeetingAnswer, MeetingWord::Meeting {
        /// The body.
        body: String,
        /// The body is in force.
        exists: Truth,
        /// It is properly constituted.
        constituted: Truth,
        /// How each partner is represented.
        partners: Vec<PartnerThere>,
        /// The people, as given.
        people: Vec<PersonThere>,
        /// The seats for which nobody is named.
        seats: Vec<SeatUnnamed>,
        /// What would have to change.
        lacking: Vec<Lacking>,
        /// Who stays answerable for what is decided.
        accountable: Vec<Answerable>,
        /// What is not known and could change whether it is constituted, the outcome or what was
        /// agreed.
        missing: Vec<MissingThere>,
    } may {
        /// Its name on the day; left out where that is not set.
        name: String,
        /// Where it is not set, every name that it could have.
        name_could_be: Vec<String>,
        /// How it stands to its quorum.
        quorum: QuorumAnswer,
        /// What is to be decided.
        matter: String,
        /// What the body has to do with it.
        part: BodyPart,
        /// With the part `cannot-tell`: what it could be.
        part_could_be: Vec<BodyPart>,
        /// What the meeting may do.
        outcome: MeetingOutcome,
        /// With the outcome `cannot-tell`: what it could be.
        could_be: Vec<MeetingOutcome>,
        /// What has to be agreed; left out where the body surely has nothing to decide.
        agreement: Agreeing,
        /// With the agreement `cannot-tell`: what it could be.
        agreement_could_be: Vec<Agreeing>,
        /// What is asked of agreement has been given; left out where the body surely has nothing to
        /// decide.
        agreed: Truth,
        /// With the part `decides-by-law`: the entries through which what is the body's is
        /// exercised.
        exercised_by: Vec<Decider>,
        /// Who decides, where it is not surely for this body or for its members.
        refer_to: Vec<Decider>,
        /// Where this body decides or signs off, or may: who decides beside it, or together with it.
        decided_by: Vec<Decider>,
        /// Who beside this body has to sign before what is decided stands.
        signed_off_by: Vec<Decider>,
        /// On what all of that rests, in pack order: what is, or may be, said of this body's part in
        /// the matter, and every entry that is named here.
        entries: Vec<EntryAnswer>,
    }
}

/// What has to be agreed before something is decided.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Agreeing {
    /// Every partner agrees.
    AllPartners,
    /// More than half of the partners do.
    MajorityOfPartners,
    /// More than half of those with a say do.
    MajorityOfMembers,
    /// Nobody says how this body agrees.
    NotSaid,
    /// One of several.
    CannotTell,
}

/// What a meeting may do.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum MeetingOutcome {
    /// Others decide.
    MustRefer,
    /// Not as it is constituted, or as people are there.
    NotYet,
    /// It may decide.
    MayDecide,
    /// It may sign off what another decides.
    MaySignOff,
    /// Not the meeting: each of its members decides, for the own organisation.
    EachDecides,
    /// It may recommend.
    MayRecommend,
    /// It may oversee, and decides nothing in it.
    MayOversee,
    /// It may say what it thinks.
    MayBeConsulted,
    /// It may be told.
    MayBeInformed,
    /// One of several.
    CannotTell,
}

described! {
    /// The pattern that is set, or every one that could be.
    QuorumAnswer {
        /// How the meeting stands to each.
        patterns: Vec<PatternAnswer>,
    } may {
        /// The pattern that is set.
        pattern: String,
        /// The setting, where none is.
        setting: String,
        /// Who sets it.
        set_by: String,
    }
}

described! {
    /// How a meeting stands to a pattern.
    PatternAnswer {
        /// The pattern.
        pattern: String,
        /// What a person reads.
        label: String,
        /// It is met.
        constituted: Truth,
        /// What it asks.
        clauses: Vec<ClauseAnswer>,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    }
}

/// What a pattern can ask.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum Clause {
    /// So many partners are represented.
    Partners,
    /// So many people count.
    Members,
    /// Somebody who counts takes the chair.
    Chair,
    /// The chair is there and lets the matter go ahead.
    ChairMay,
}

described! {
    /// One thing that a pattern asks.
    ClauseAnswer {
        /// What.
        clause: Clause,
        /// It is met.
        truth: Truth,
        /// How many it needs.
        needs: HowMany,
        /// How many there are.
        has: HowMany,
    }
}

described! {
    /// A number as far as it is known.
    HowMany {
        /// The least.
        least: u32,
    } may {
        /// The most; left out where there is no end.
        most: u32,
    }
}

described! {
    /// How a partner is represented.
    PartnerThere {
        /// The partner.
        partner: String,
        /// What a person reads.
        label: String,
        /// Somebody stands for it in every matching that represents as many as can be.
        represented: Truth,
        /// Those who do or may.
        people: Vec<String>,
        /// It agrees.
        agrees: Truth,
    } may {
        /// The kind of organisation that holds its place; left out where that is not set.
        held_by: String,
    }
}

described! {
    /// Somebody, seat by seat.
    PersonThere {
        /// What they are called, as given.
        person: String,
        /// The seats in which they sit.
        seats: Vec<SeatThere>,
        /// They count.
        counts: Truth,
        /// They have a say.
        has_a_say: Truth,
    }
}

described! {
    /// A seat in which somebody sits.
    SeatThere {
        /// The seat.
        seat: String,
        /// The role.
        r#as: SeatRole,
        /// They count in it.
        counts: Truth,
        /// The criteria that are not met.
        failed: Vec<String>,
        /// The criteria of which it is not known.
        missing: Vec<String>,
    }
}

described! {
    /// A seat for which nobody is named.
    SeatUnnamed {
        /// The seat.
        seat: String,
        /// What a person reads.
        label: String,
        /// It is vacant.
        vacant: Truth,
    } may {
        /// The partner for whom its holder speaks.
        represents: String,
    }
}

/// What can be lacking.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum LackingWord {
    /// The body is not surely in force.
    Body,
    /// The quorum is not set; without `setting`, nobody has said what it is.
    Pattern,
    /// The pattern asks for more partners than there are, so that no meeting can meet it.
    Partners,
    /// The pattern asks for more members than the body has seats.
    Members,
    /// A partner is not surely represented, or nobody there surely has a say for it.
    Partner,
    /// More people have to count.
    People,
    /// Nobody who counts surely takes the chair.
    Chair,
    /// The chair has not surely let the matter go ahead.
    ChairAllows,
    /// People agree here and no partners, and nobody who is there surely has a say.
    Say,
    /// Somebody does not surely meet a test.
    Test,
    /// An interest takes, or may take, somebody out.
    Interest,
    /// It is not on record that the decision was delegated.
    Delegation,
    /// Whose agreement is needed is not set.
    Agreement,
    /// Those have to be consulted, and surely were not, or it is not known.
    Consultation,
}

described! {
    /// One thing that would have to change.
    Lacking {
        /// What.
        what: LackingWord,
    } may {
        /// The setting that is not set; of `partners` and `members`, the one that asks for too many.
        setting: String,
        /// The partner.
        partner: String,
        /// So many more people have to count, at most; of `partners` and `members`, so many more are
        /// asked for than there are.
        number: u32,
        /// The person.
        person: String,
        /// The seat.
        seat: String,
        /// The criterion.
        criterion: String,
        /// The entry by which it may be delegated, or by which somebody has to be consulted.
        entry: String,
    }
}

described! {
    /// Something that is not known and could change what a meeting may do.
    MissingThere {
        /// What is not known.
        needs: String,
    } may {
        /// The person of whom.
        person: String,
        /// The seat of which, or in which.
        seat: String,
        /// The entry by which they would be consulted.
        entry: String,
    }
}
