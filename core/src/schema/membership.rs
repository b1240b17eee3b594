//! What `pack/read_membership.rs` takes for organisations, bodies and those who sit in them.
#![expect(dead_code, reason = "described, never built")]

use super::audits::SettingNamed;
use super::described;
use super::membership_authority::{
    Accountability, AgreementOrSetting, Authority, Dispute, Matter, Pattern,
};
use super::pack::{Setting, Source, Standing, Subjects};
use super::rule::DatedConflict;
use super::text::{Day, Name, RuleId, WordId, Words, one};
use crate::pack::{
    BodyKind, CapacityKind, Extent, Hats, Interests, ListingKind, MembersKnown, Need, RelationKind,
    SeatPart, SeatRole, Side, YesNo,
};
use schemars::JsonSchema;

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum MembershipWord {
    Membership,
}

described! {
    /// Who sits where and who decides what by the arrangements of one authority, from one day on.
    #[schemars(title = "A membership edition")]
    MembershipEdition {
        /// The version of the format.
        #[schemars(schema_with = "one")]
        format: u8,
        /// The authority.
        pack: WordId,
        /// Which rules these are.
        family: MembershipWord,
        /// What a person would call this edition.
        title: Words,
        /// First day it applies.
        from: Day,
        /// The day somebody last compared it with its sources.
        checked_on: Day,
    } may {
        /// First day it no longer applies; absent: open.
        until: Day,
        /// The `from` of an earlier edition of the same pack that this one starts from.
        amends: Day,
        /// With `amends`: ids of the earlier edition that are gone.
        drops: Vec<Name>,
        /// Another pack whose edition in force on the day lies underneath.
        extends: WordId,
        /// Nothing in it is anybody's adopted policy.
        illustrative: bool,
        /// Words shown with every answer that rests on this edition.
        notice: Words,
        /// Like the sources document, for packs that are one file.
        sources: Vec<Source>,
        /// What the text leaves open.
        settings: Vec<Setting>,
        /// Whom conflicts are about.
        subjects: Subjects,
        /// Places where the documents differ.
        conflicts: Vec<DatedConflict>,
        /// Kinds of organisations.
        kinds: Vec<OrganisationKind>,
        /// Organisations of the area by name.
        organisations: Vec<Organisation>,
        /// The places of the statutory partners.
        partners: Vec<Partner>,
        /// What other organisations are.
        standings: Vec<OrganisationStanding>,
        /// The bodies.
        bodies: Vec<Body>,
        /// How bodies stand to each other.
        relations: Vec<Relation>,
        /// Posts that a person can hold.
        offices: Vec<Office>,
        /// What offices are for the partnership.
        capacities: Vec<Capacity>,
        /// The seats of bodies.
        seats: Vec<BodySeat>,
        /// What those who sit have to meet.
        tests: Vec<SeatTest>,
        /// When a meeting is quorate.
        patterns: Vec<Pattern>,
        /// What is decided.
        matters: Vec<Matter>,
        /// Who does what in a matter.
        authority: Vec<Authority>,
        /// Who stays answerable.
        accountability: Vec<Accountability>,
        /// The steps of a disagreement.
        disputes: Vec<Dispute>,
    }
}

/// A day, or the setting that leaves it open.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(crate) enum DayOrItsSetting {
    Given(Day),
    Setting(SettingNamed),
}

/// A word of a closed list, or the setting that leaves it open.
macro_rules! left_open {
    ($($(#[$about:meta])* $name:ident of $word:ty;)*) => {
        $(
            $(#[$about])*
            #[derive(schemars::JsonSchema)]
            #[schemars(untagged)]
            pub(crate) enum $name {
                Given($word),
                Setting(super::audits::SettingNamed),
            }
        )*
    };
}
pub(super) use left_open;

left_open! {
    /// Whether something is so, or the setting that leaves it open.
    YesNoOrSetting of YesNo;
    /// For how many partners one person counts, or the setting that leaves it open.
    HatsOrSetting of Hats;
    /// What an interest does, or the setting that leaves it open.
    InterestsOrSetting of Interests;
    /// How far a deputy has to commit, or the setting that leaves it open.
    ExtentOrSetting of Extent;
    /// The id of a pattern, or the setting that leaves it open.
    PatternOrSetting of RuleId;
}

described! {
    /// A kind of organisation.
    OrganisationKind {
        /// Its id.
        id: RuleId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// First day on which there is such a kind.
        from: DayOrItsSetting,
        /// First day on which there is none any more.
        until: DayOrItsSetting,
        /// The kinds that took its place.
        became: Vec<Name>,
        /// It is no body of its own but part of one of this kind.
        part_of: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// An organisation of the area.
    Organisation {
        /// Its id.
        id: RuleId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Other names.
        also_called: Vec<Name>,
        /// What it is.
        kinds: Vec<Name>,
        /// First day it exists.
        from: DayOrItsSetting,
        /// First day it no longer does.
        until: DayOrItsSetting,
        /// The organisations that took its place.
        became: Vec<Name>,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// The place of a statutory partner.
    Partner {
        /// Its id.
        id: RuleId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// A safeguarding partner (children), a member of the board by law (adults).
        of: Vec<Side>,
        /// The kinds of organisations that hold it, in turn.
        held_by: Vec<Holding>,
    }
}

described! {
    /// The kind of organisation that holds a place, perhaps from one day until another.
    Holding {
        /// The kind.
        kind: RuleId,
    } may {
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
    }
}

described! {
    /// What organisations are that hold no statutory partner's place.
    OrganisationStanding {
        /// Its id.
        id: RuleId,
        /// What they are.
        #[schemars(rename = "standing")]
        is: ListingKind,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// For children, for adults.
        of: Vec<Side>,
        /// The kinds of organisations; absent: every kind.
        kinds: Vec<Name>,
        /// What else must be so.
        needs: Vec<Need>,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// A body.
    Body {
        /// Its id.
        id: RuleId,
        /// What a person reads; its first name, where it was renamed.
        label: Words,
        /// What kind of body it is.
        kind: BodyKind,
        /// Whether its seats are all listed, some of them, or none.
        members: MembersKnown,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Other names.
        also_called: Vec<Name>,
        /// Its names in turn.
        names: Vec<BodyName>,
        /// For children, for adults.
        of: Vec<Side>,
        /// When a meeting of it is quorate; absent: nothing is asked but that it exists.
        quorum: PatternOrSetting,
        /// For how many partners one person counts; `one` when absent.
        hats: HatsOrSetting,
        /// What an interest in the matter does; `declared-only` when absent.
        interests: InterestsOrSetting,
        /// Who has to agree to what it decides, where an entry does not say otherwise; absent: that
        /// is not said.
        agreement: AgreementOrSetting,
        /// It is made up of those who are this for the partnership.
        capacity: CapacityKind,
        /// First day it exists.
        from: DayOrItsSetting,
        /// First day it no longer does.
        until: DayOrItsSetting,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// What a body is called, perhaps from one day until another.
    BodyName {
        /// The name.
        name: Words,
    } may {
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
    }
}

described! {
    /// How a body stands to another.
    Relation {
        /// Its id.
        id: RuleId,
        /// The body.
        body: RuleId,
        /// How it stands.
        how: RelationKind,
        /// The other body.
        with: RuleId,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// What that means.
        words: Words,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
    }
}

described! {
    /// A post that a person can hold.
    Office {
        /// Its id.
        id: RuleId,
        /// What a person reads.
        label: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Other names.
        also_called: Vec<Name>,
        /// The partner that it belongs to.
        partner: RuleId,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
        /// The offices that took its place.
        became: Vec<Name>,
        /// The offices in whose seats whoever holds it sits.
        sits_for: Vec<Name>,
        /// Its holder is elected to it and is no officer, so that nobody delegates to them.
        elected: bool,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// What an office is for the partnership.
    Capacity {
        /// Its id.
        id: RuleId,
        /// What it is.
        capacity: CapacityKind,
        /// What it is called.
        title: Words,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// The partner for whom.
        partner: RuleId,
        /// The office; absent: it is not said who.
        office: RuleId,
        /// Each chooses anew: whoever is named is this only where that is said of them.
        others: bool,
        /// For children, for adults.
        of: Vec<Side>,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
        /// The capacity of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// A seat of a body. At most one of `office`, `standing`, `kinds` and `capacities`.
    BodySeat {
        /// Its id.
        id: RuleId,
        /// The body.
        body: RuleId,
        /// What a person reads.
        label: Words,
        /// What its holder is there.
        part: SeatPart,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Standing,
    } may {
        /// The office that it is for.
        office: RuleId,
        /// It is for an organisation of that standing.
        standing: ListingKind,
        /// It is for an organisation of one of these kinds.
        kinds: Vec<Name>,
        /// There is such a seat for every such organisation.
        each: bool,
        /// The partner for whom its holder speaks.
        represents: RuleId,
        /// Its holder is one of these for the partner that it represents.
        capacities: Vec<CapacityKind>,
        /// Whether its holder has a say; `yes` when absent, `no` where it only attends.
        decides: YesNoOrSetting,
        /// Whether somebody may attend in the holder's place; `yes` when absent.
        deputy: YesNoOrSetting,
        /// For how long, where it is not meant to last.
        provisional: Words,
        /// First day.
        from: DayOrItsSetting,
        /// First day no longer.
        until: DayOrItsSetting,
        /// The seat of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}

described! {
    /// A test of those who sit.
    SeatTest {
        /// Its id.
        id: RuleId,
        /// What a person reads.
        label: Words,
        /// What a person is asked.
        #[schemars(regex(pattern = r"\?$"))]
        question: String,
        /// Who says so.
        #[schemars(flatten)]
        standing: Standing,
    } may {
        /// Of whom it is asked.
        asked_of: Vec<SeatRole>,
        /// Only for seats of these bodies; absent: of every body.
        bodies: Vec<Name>,
        /// It is asked for seats that are not tested as well.
        untested: bool,
        /// It is answered for each kind of commitment.
        by_commitment: bool,
        /// How far a deputy has to meet it; `all` when absent.
        extent: ExtentOrSetting,
        /// First day.
        from: Day,
        /// First day no longer.
        until: Day,
        /// The test of the base that it replaces.
        overrides: RuleId,
        /// What a reader should know.
        note: Words,
    }
}
