//! What `pack/read_membership.rs` takes for quorums, matters, authority and who stays answerable.
#![expect(dead_code, reason = "described, never built")]

use super::audits::SettingNamed;
use super::described;
use super::membership::{DayOrItsSetting, left_open};
use super::pack::Standing;
use super::text::{FactId, Name, RuleId, Words};
use crate::pack::{
    Agreement, AuthorityPart, Between, CapacityKind, Commitment, Delegable, DisputeAct, Half, Side,
};
use schemars::JsonSchema;

left_open! {
    /// Who has to agree, or the setting that leaves it open.
    AgreementOrSetting of Agreement;
}

/// A whole number from 1 on.
#[derive(JsonSchema)]
struct FromOne(#[schemars(range(min = 1, max = 10_000))] u16);

/// A whole number from 1 on, or the setting that leaves it open.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum FromOneOrSetting {
    Given(FromOne),
    Setting(SettingNamed),
}

/// All of them.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum AllWord {
    All,
}

described! {
    /// When a meeting is quorate; what is given is asked together.
    Pattern {
        /// Its id.
        id: RuleId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// How many statutory partners are represented.
        partners: PartnersAsked,
        /// How many people count.
        members: MembersAsked,
        /// Somebody who counts is in the chair's seat.
        chair: bool,
        /// Who stands for a partner.
        substitutes: Vec<Substitute>,
        /// Where the rest is not met, a chair who is there may let the matter go ahead.
        chair_may: bool,
        /// What a reader should know.
        note: Words,
    }
}

/// All partners, or so many.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum PartnersAsked {
    All(AllWord),
    AtLeast(FromOneOrSetting),
}

/// So many people, or half of the seats.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum MembersAsked {
    AtLeast(AtLeast),
    HalfOf(HalfOf),
}

described! {
    /// So many people.
    AtLeast {
        /// How many.
        at_least: FromOneOrSetting,
    }
}

described! {
    /// Half of the seats, or more.
    HalfOf {
        /// Of which.
        half_of: Half,
    }
}

described! {
    /// Organisations that stand for a partner.
    Substitute {
        /// The partner.
        r#for: RuleId,
    } may {
        /// Their kinds.
        by: Vec<Name>,
    }
}

described! {
    /// Something that is decided.
    Matter {
        /// Its id.
        id: RuleId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// For children, for adults.
        of: Vec<Side>,
        /// What a decision commits the organisations to; one thing at least.
        commits: Vec<Commitment>,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// What somebody has to do with a matter.
    Authority {
        /// Its id.
        id: RuleId,
        /// The matter.
        matter: RuleId,
        /// What they do.
        part: AuthorityPart,
        /// Who.
        by: By,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Who has to agree; absent: nothing is asked beyond the quorum.
        agreement: AgreementOrSetting,
        /// Whether it may be delegated.
        delegable: Delegable,
        /// To whom.
        to: Vec<By>,
        /// The entry whose authority is exercised in this way.
        r#for: RuleId,
        /// The entry before which it has no effect.
        yields_to: RuleId,
        /// What that means.
        words: Words,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
        /// The entry of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// Who stays answerable for what somebody does.
    Accountability {
        /// Its id.
        id: RuleId,
        /// For whom.
        r#for: By,
        /// Who.
        who: By,
        /// What that means.
        words: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// For children, for adults.
        of: Vec<Side>,
        /// The one matter of which it speaks.
        matter: RuleId,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
        /// The item of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// A step of a disagreement.
    Dispute {
        /// Its id.
        id: RuleId,
        /// Between whom.
        between: Between,
        /// Its place in the order.
        #[schemars(range(min = 1, max = 1000))]
        step: u16,
        /// What is done.
        does: DisputeAct,
        /// What that means.
        words: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Who does it.
        by: By,
        /// Whose matters it can be taken in; absent: those that the body named is of, or else all.
        of: Vec<Side>,
        /// The matters in which it is no step.
        not_for: Vec<Name>,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
        /// The step of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

/// Who somebody is, in exactly one of these ways.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum By {
    Body(ByBody),
    Office(ByOffice),
    Partner(ByPartner),
    Partners(ByPartners),
    OtherPartners(ByOtherPartners),
    Members(ByMembers),
    Capacity(ByCapacity),
    Kind(ByKind),
    Setting(BySetting),
}

described! {
    /// A body.
    ByBody {
        /// Its id.
        body: RuleId,
    }
}

described! {
    /// An office.
    ByOffice {
        /// Its id.
        office: RuleId,
    }
}

described! {
    /// The organisation of a statutory partner.
    ByPartner {
        /// The partner.
        partner: RuleId,
    }
}

described! {
    /// Each of the statutory partners, not meeting as a body.
    ByPartners {
        /// All of them.
        partners: AllWord,
    }
}

described! {
    /// The statutory partners beside one.
    ByOtherPartners {
        /// The one.
        other_partners: RuleId,
    }
}

described! {
    /// The members of a body beside a partner, those added too.
    ByMembers {
        /// The body.
        members: RuleId,
        /// The partner.
        but: RuleId,
    }
}

described! {
    /// Whoever has this capacity.
    ByCapacity {
        /// The capacity.
        capacity: CapacityKind,
    }
}

described! {
    /// Organisations of a kind.
    ByKind {
        /// The kind.
        kind: RuleId,
    }
}

described! {
    /// One of the bodies among which a setting chooses, or several together.
    BySetting {
        /// The setting.
        setting: FactId,
    } may {
        /// The choices that mean several bodies.
        together: Vec<Together>,
    }
}

described! {
    /// A choice that means several bodies, which act together.
    Together {
        /// The choice.
        choice: RuleId,
        /// The bodies.
        bodies: Vec<RuleId>,
    }
}
