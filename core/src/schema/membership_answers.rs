//! What `membership`, `seat` and the two drawings are answered with.
#![expect(dead_code, reason = "described, never built")]

use super::authority_answers::DisputeShown;
use super::described;
use super::structure_answers::{AccountabilityShown, CapacityShown, RelationShown};
use super::text::Day;
use crate::citation::Grounds;
use crate::decision::{ConflictTouched, EditionNamed, OpenSetting};
use crate::error::Problem;
use crate::pack::{BodyKind, CapacityKind, ListingKind, MembersKnown, SeatPart, SeatRole, Side};
use crate::truth::Truth;
use schemars::JsonSchema;

/// Describes an answer: its word, what it has, and what every answer of the family ends with.
macro_rules! answer {
    ($(#[$meta:meta])* $name:ident, $word:ident::$variant:ident {
        $($(#[$must:meta])* $required:ident: $kind:ty,)*
    } may {
        $($(#[$can:meta])* $optional:ident: $other:ty,)*
    }) => {
        #[derive(schemars::JsonSchema)]
        #[schemars(rename_all = "kebab-case", inline)]
        enum $word {
            $variant,
        }

        described! {
            $(#[$meta])*
            $name {
                /// The question that is answered.
                answer: $word,
                /// The pack asked.
                pack: String,
                /// The day whose rules apply.
                as_of: Day,
                $($(#[$must])* $required: $kind,)*
                /// The documents it rests on, with their digests.
                editions: Vec<EditionNamed<'static>>,
                /// The version of the library.
                version: String,
            } may {
                $($(#[$can])* $optional: $other,)*
                /// What cannot be as it was given.
                problems: Vec<Problem>,
                /// Settings that are not set and on which something in the answer hangs.
                open_settings: Vec<OpenSetting<'static>>,
                /// Places where the documents behind this answer differ.
                conflicts: Vec<ConflictTouched<'static>>,
                /// Notices of the editions it rests on.
                notices: Vec<String>,
            }
        }
    };
}
pub(super) use answer;

answer! {
    /// Who is what, on a day. With `structure` all six lists of the structure are there.
    #[schemars(extend("dependentRequired" = {
        "bodies": ["seats", "relations", "capacities", "accountability", "disputes"],
        "seats": ["bodies"], "relations": ["bodies"], "capacities": ["bodies"],
        "accountability": ["bodies"], "disputes": ["bodies"],
    }))]
    MembershipAnswer, MembershipWord::Membership {
        /// The places of the statutory partners.
        partners: Vec<PartnerAnswer>,
        /// The organisations asked about, as asked.
        organisations: Vec<OrganisationAnswer>,
        /// What is not known of each and could change what it is.
        missing: Vec<OrganisationMissing>,
    } may {
        /// The bodies that are, or may be, in force.
        bodies: Vec<BodyShown>,
        /// Their seats.
        seats: Vec<SeatShown>,
        /// How bodies stand to each other.
        relations: Vec<RelationShown>,
        /// What offices are for the partnership.
        capacities: Vec<CapacityShown>,
        /// Who stays answerable.
        accountability: Vec<AccountabilityShown>,
        /// The steps of a disagreement.
        disputes: Vec<DisputeShown>,
    }
}

described! {
    /// The place of a statutory partner on the day.
    PartnerAnswer {
        /// The partner.
        partner: String,
        /// What a person reads.
        label: String,
        /// A safeguarding partner (children), a member of the board by law (adults).
        of: Vec<Side>,
        /// The offices that lead for it.
        leads: Vec<String>,
        /// The offices to which that is delegated.
        delegates: Vec<String>,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// The kind of organisation that holds it; left out where that is not set.
        held_by: String,
        /// The one of the pack that is of that kind.
        organisation: String,
        /// The offices that a text names as leading, where each chooses anew who does.
        leads_could_be: Vec<String>,
        /// The offices to which a text says that it is delegated, where each chooses anew to whom.
        delegates_could_be: Vec<String>,
    }
}

described! {
    /// What an organisation is.
    OrganisationAnswer {
        /// Its name as given.
        organisation: String,
        /// It, and the kind as which it is given, is in force.
        exists: Truth,
        /// Whether it holds the place of a statutory partner.
        statutory_partner: StatutoryPartner,
        /// A member of the Safeguarding Adults Board.
        board_member: Truth,
        /// Whether it is a relevant agency.
        relevant_agency: RelevantAgency,
        /// It is part of a statutory partner.
        part_of_partner: Truth,
        /// It is heard and holds to account.
        voice: Truth,
        /// What is behind every truth that is not `false`.
        by: Vec<Behind>,
    } may {
        /// What a person reads.
        label: String,
        /// What took its place, in turn, as far as that is or may be in force.
        became: Vec<String>,
        /// Its first day, where that is yet to come.
        begins: Day,
    }
}

described! {
    /// Whether an organisation holds the place of a statutory partner.
    StatutoryPartner {
        /// For children.
        children: Truth,
        /// For adults.
        adults: Truth,
    } may {
        /// The place.
        place: String,
    }
}

/// Whether an organisation is on the list of the area, and on that of the law.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum AgencyStanding {
    /// On both.
    NamedAndEligible,
    /// On that of the area.
    NamedOnly,
    /// On that of the law.
    EligibleOnly,
    /// On none.
    Neither,
    /// One of several; `could_be` says which.
    CannotTell,
}

described! {
    /// Whether an organisation is a relevant agency.
    RelevantAgency {
        /// On which lists it is.
        standing: AgencyStanding,
        /// Named and eligible, and neither a statutory partner nor part of one.
        in_law: Truth,
        /// It is on the list of the area.
        named: Truth,
        /// It is on the list of the law.
        eligible: Truth,
        /// The entries of the list of the area that fit or may fit.
        entries: Vec<String>,
        /// The paragraphs of the list of the law that fit or may fit.
        paragraphs: Vec<String>,
    } may {
        /// With `cannot-tell`: on which lists it could be.
        could_be: Vec<AgencyStanding>,
    }
}

described! {
    /// An item behind a truth.
    Behind {
        /// Its id.
        item: String,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    }
}

described! {
    /// What is not known of an organisation and could change what it is.
    OrganisationMissing {
        /// The organisation.
        organisation: String,
        /// What is not known.
        needs: Vec<String>,
    }
}

/// A word, or the setting that leaves it open.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum WordShown {
    Given(String),
    Setting(SettingShown),
}

described! {
    /// The setting that leaves something open.
    SettingShown {
        /// Its id.
        setting: String,
    }
}

described! {
    /// A body that is, or may be, in force.
    BodyShown {
        /// Its id.
        id: String,
        /// What a person reads.
        label: String,
        /// What kind of body it is.
        kind: BodyKind,
        /// For children, for adults.
        of: Vec<Side>,
        /// Whether its seats are all listed, some of them, or none.
        members: MembersKnown,
        /// Whether it is in force.
        in_force: Truth,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// Its name on the day; left out where that is not set.
        name: String,
        /// Where it is not set, every name that it could have.
        name_could_be: Vec<String>,
        /// Other names.
        also_called: Vec<String>,
        /// When a meeting of it is quorate.
        quorum: WordShown,
        /// For how many partners one person counts.
        hats: WordShown,
        /// What an interest in the matter does.
        interests: WordShown,
        /// Who has to agree to what it decides, where an entry does not say otherwise.
        agreement: WordShown,
        /// What a reader should know.
        note: String,
    }
}

described! {
    /// A seat that is, or may be, in force.
    SeatShown {
        /// Its id.
        id: String,
        /// The body.
        body: String,
        /// What a person reads.
        label: String,
        /// What its holder is there.
        part: SeatPart,
        /// Whether it is in force.
        in_force: Truth,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// The office that it is for.
        office: String,
        /// It is for an organisation of that standing.
        standing: ListingKind,
        /// It is for an organisation of one of these kinds.
        kinds: Vec<String>,
        /// There is such a seat for every such organisation.
        each: bool,
        /// The partner for whom its holder speaks.
        represents: String,
        /// Its holder is one of these for that partner.
        capacities: Vec<CapacityKind>,
        /// Whether its holder has a say.
        decides: WordShown,
        /// Whether somebody may attend in the holder's place.
        deputy: WordShown,
        /// For how long, where it is not meant to last.
        provisional: String,
        /// What a reader should know.
        note: String,
    }
}

answer! {
    /// Whether a person may sit, or deputise.
    SeatAnswer, SeatWord::Seat {
        /// The seat.
        seat: String,
        /// What a person reads.
        label: String,
        /// The body.
        body: String,
        /// In which role.
        r#as: SeatRole,
        /// Whether they may.
        outcome: SeatOutcome,
        /// What is asked of such a person in such a seat.
        criteria: Vec<CriterionAnswer>,
        /// The criteria that are not met.
        failed: Vec<String>,
        /// The criteria of which it is not known, and what the matter needs where that is not given.
        missing: Vec<String>,
        /// Who stays answerable for what the person does in that seat.
        accountable: Vec<Answerable>,
    } may {
        /// The matter.
        matter: String,
        /// How a deputy's authority compares with the holder's.
        authority: DeputyAuthority,
        /// With the authority `cannot-tell`: how it could compare.
        could_be: Vec<DeputyAuthority>,
        /// By which entries this person has, or may have, no say in the matter; it changes nothing
        /// of whether they may sit. Left out where by none.
        stands_back: Vec<StandsBack>,
    }
}

described! {
    /// An entry by which somebody has, or may have, no say in a matter.
    StandsBack {
        /// The entry.
        entry: String,
        /// The office whose holder stands back.
        office: String,
        /// Whether this person does, in this seat.
        stands_back: Truth,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// What that means.
        words: String,
    }
}

/// Whether a person may sit, or deputise.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum SeatOutcome {
    /// They may.
    Permitted,
    /// They may not.
    NotPermitted,
    /// Something is not known on which it hangs.
    CannotTell,
}

/// How a deputy's authority compares with the holder's.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum DeputyAuthority {
    /// Every test that both have to meet is met, for everything.
    SimilarInAll,
    /// It is met for what the matter needs.
    EnoughForTheMatter,
    /// Neither.
    Lesser,
    /// One of several; `could_be` says which.
    CannotTell,
}

described! {
    /// One thing that is asked of somebody who sits.
    CriterionAnswer {
        /// Its name; of a test its id.
        criterion: String,
        /// What a person reads.
        label: String,
        /// Whether it is met.
        truth: Truth,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// What a person is asked.
        question: String,
        /// What shows it, as given.
        evidence: String,
        /// Whether it is met, by what the organisation can be committed to.
        commitments: Commitments,
    }
}

described! {
    /// Whether a test is met, by what the organisation can be committed to.
    Commitments {
        /// To its policy.
        policy: Truth,
        /// To money and people.
        resourcing: Truth,
        /// To what its people do.
        practice: Truth,
    }
}

described! {
    /// Somebody who stays answerable.
    Answerable {
        /// The office, body or partner.
        who: String,
        /// The item that says so.
        by: String,
        /// Who says so.
        #[schemars(flatten)]
        grounds: Grounds<'static>,
    } may {
        /// The partner for whom.
        partner: String,
    }
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", inline)]
enum ShownWord {
    StructureDiagram,
    AuthorityTable,
}

described! {
    /// A table or a drawing, in two forms that say the same.
    MembershipShown {
        /// The question that is answered.
        answer: ShownWord,
        /// What it shows.
        title: String,
        /// It in Markdown.
        markdown: String,
        /// It in SVG.
        svg: String,
    }
}
