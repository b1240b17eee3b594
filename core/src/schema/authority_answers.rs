//! What `authority` is answered with.
#![expect(dead_code, reason = "described, never built")]

use super::described;
use super::membership_answers::{Answerable, answer};
use super::text::Day;
use crate::citation::Grounds;
use crate::decision::{ConflictTouched, EditionNamed, OpenSetting};
use crate::error::Problem;
use crate::pack::{
    Agreement, AuthorityPart, Between, CapacityKind, Commitment, Delegable, DisputeAct, Side,
};
use crate::truth::Truth;
use schemars::JsonSchema;

answer! {
    /// Who decides what.
    AuthorityAnswer, AuthorityWord::Authority {
        /// The matters in force.
        matters: Vec<MatterAnswer>,
        /// Every matter by every body.
        matrix: Vec<MatrixRow>,
        /// The steps of a disagreement.
        disputes: Vec<DisputeShown>,
    } may {
    }
}

/// What a body has to do with a matter, the firmest first.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub(crate) enum BodyPart {
    /// It decides; or it signs off what nobody else decides.
    Decides,
    /// What is its to decide by law is exercised through another.
    DecidesByLaw,
    /// It signs off what another decides.
    SignsOff,
    /// The decision is or may be delegated to it.
    Delegate,
    /// Each of those it is made up of decides, for the own organisation.
    EachDecides,
    /// It recommends, considers or proposes.
    Recommends,
    /// It oversees, and decides nothing in it.
    Oversees,
    /// It advises or is consulted.
    Consulted,
    /// It is told.
    Informed,
    /// Nothing.
    None,
    /// One of several.
    CannotTell,
}

described! {
    /// A matter and everybody who has a part in it.
    MatterAnswer {
        /// The matter.
        matter: String,
        /// What a person reads.
        label: String,
        /// For children, for adults.
        of: Vec<Side>,
        /// What a decision commits the organisations to.
        commits: Vec<Commitment>,
        /// Who decides it.
        deciders: Vec<Decider>,
        /// Who does what in it.
        parts: Vec<EntryAnswer>,
        /// Who stays answerable.
        accountable: Vec<Answerable>,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// Those who have to be consulted before it is decided; left out where nobody has to be.
        consultation: Vec<Consultation>,
        /// All of them were consulted; left out where nobody has to be.
        ready: Truth,
    }
}

described! {
    /// Somebody who has to be consulted.
    Consultation {
        /// The entry that says so.
        entry: String,
        /// Who, as the pack names them.
        by: Named,
        /// Who, in words.
        who: String,
        /// Whether they were, as given.
        consulted: Truth,
    }
}

described! {
    /// Who decides a matter.
    Decider {
        /// The entry that says so.
        entry: String,
        /// Who, as the pack names them.
        by: Named,
        /// Who, in words.
        who: String,
    }
}

/// What becomes of an entry.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum EntryEffect {
    /// It stands as it is.
    Stands,
    /// Another in force exercises it.
    ExercisedBy,
    /// It exercises another in force.
    Exercises,
    /// What it yields to is in force.
    Yields,
    /// One of several; `could_be` says which.
    CannotTell,
}

described! {
    /// What somebody has to do with a matter, on the day.
    EntryAnswer {
        /// Its id.
        entry: String,
        /// What they do.
        part: AuthorityPart,
        /// Who, as the pack names them.
        by: Named,
        /// Who, in words.
        who: String,
        /// Whether it is in force.
        in_force: Truth,
        /// What becomes of it.
        effect: EntryEffect,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// With the effect `cannot-tell`: what could become of it.
        could_be: Vec<EntryEffect>,
        /// Who has to agree.
        agreement: AgreementShown,
        /// Whether it may be delegated.
        delegable: Delegable,
        /// To whom.
        to: Vec<Named>,
        /// The entry whose authority is exercised in this way.
        r#for: String,
        /// The entry before which it has no effect.
        yields_to: String,
        /// What that means.
        words: String,
        /// What a reader should know.
        note: String,
    }
}

/// Who has to agree, or the setting that leaves it open.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum AgreementShown {
    Set(Agreement),
    NotSet(NotSet),
}

described! {
    /// What hangs on a setting that is not set.
    NotSet {
        /// The setting.
        setting: String,
        /// Who sets it.
        set_by: String,
        /// What it could be.
        choices: Vec<String>,
    }
}

described! {
    /// A matter by every body.
    MatrixRow {
        /// The matter.
        matter: String,
        /// The bodies, in the order of the pack.
        bodies: Vec<MatrixCell>,
    }
}

described! {
    /// What a body has to do with a matter.
    MatrixCell {
        /// The body.
        body: String,
        /// All that it does.
        parts: Vec<AuthorityPart>,
        /// What that comes to.
        part: BodyPart,
    } may {
        /// With the part `cannot-tell`: what it could be.
        could_be: Vec<BodyPart>,
    }
}

described! {
    /// A step of a disagreement.
    DisputeShown {
        /// Its id.
        dispute: String,
        /// Between whom.
        between: Between,
        /// Its place in the order.
        step: u32,
        /// What is done.
        does: DisputeAct,
        /// What that means.
        words: String,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// Who does it, as the pack names them.
        by: Named,
        /// Who does it, in words.
        who: String,
        /// The matters in which it is no step; left out where a matter was asked for.
        not_for: Vec<String>,
        /// Whether it is in force; said where the structure is asked for.
        in_force: Truth,
    }
}

/// Somebody, as a pack names them: by one key, or by a setting that is not set.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum Named {
    Body {
        /// A body.
        body: String,
    },
    Bodies {
        /// Bodies that act together.
        bodies: Vec<String>,
    },
    Office {
        /// An office.
        office: String,
    },
    Partner {
        /// The organisation of a statutory partner.
        partner: String,
    },
    Partners {
        /// Each of the statutory partners, not meeting as a body.
        partners: AllPartners,
    },
    OtherPartners {
        /// The statutory partners beside this one.
        other_partners: String,
    },
    Members {
        /// The members of a body, those added too …
        members: String,
        /// … beside this partner.
        but: String,
    },
    Capacity {
        /// Whoever has this capacity.
        capacity: CapacityKind,
    },
    Kind {
        /// Organisations of this kind.
        kind: String,
    },
    NotSet(NotSet),
}

/// All of them.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
pub(crate) enum AllPartners {
    All,
}
