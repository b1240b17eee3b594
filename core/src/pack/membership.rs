//! What an edition of the family `membership` declares: organisations and their standing, bodies
//! and seats, who may act in them, when a meeting is quorate, and who decides what.

pub use super::membership_words::{
    Agreement, AuthorityPart, Between, BodyKind, CapacityKind, Commitment, Delegable, DisputeAct,
    Extent, Half, Hats, Interests, ListingKind, MembersKnown, Need, RelationKind, SeatPart,
    SeatRole, Side, YesNo,
};
use super::{Chosen, List, Number};
use crate::citation::Standing;
use crate::date::Day;

/// A day that the text gives, or a setting of kind `day` that it leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Given(Day),
    Setting(String),
}

/// From when an item is in force, and the first day on which it no longer is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub from: Option<When>,
    pub until: Option<When>,
}

/// Who does something, is answerable, or is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum By {
    Body(String),
    Office(String),
    Partner(String),
    /// Each of the statutory partners, not meeting as a body.
    AllPartners,
    /// The partners beside the one named.
    OtherPartners(String),
    /// The members of a body beside a partner.
    Members {
        body: String,
        but: String,
    },
    Capacity(CapacityKind),
    Kind(String),
    /// A setting whose choices are ids of bodies; one of those in `together` means several at once.
    Setting {
        id: String,
        together: Vec<(String, Vec<String>)>,
    },
}

/// A kind of organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OrgKind {
    pub id: String,
    pub label: String,
    pub days: Days,
    pub became: Vec<String>,
    /// It is no body of its own but part of one of this kind.
    pub part_of: Option<String>,
    pub standing: Standing,
}

/// An organisation of the area, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Organisation {
    pub id: String,
    pub label: String,
    pub also_called: Vec<String>,
    pub kinds: Vec<String>,
    pub days: Days,
    pub became: Vec<String>,
    pub standing: Standing,
}

/// The place of a statutory partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Partner {
    pub id: String,
    pub label: String,
    pub of: Vec<Side>,
    pub held_by: Vec<Holding>,
    pub standing: Standing,
}

/// The kind of organisation that holds a place for some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Holding {
    pub kind: String,
    pub days: Days,
}

/// A standing of organisations that hold no statutory partner's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    pub id: String,
    pub is: ListingKind,
    pub label: String,
    pub of: Vec<Side>,
    /// Absent: every kind.
    pub kinds: Option<Vec<String>>,
    pub needs: Vec<Need>,
    pub days: Days,
    pub standing: Standing,
}

/// A body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    pub id: String,
    pub label: String,
    pub also_called: Vec<String>,
    pub names: Vec<BodyName>,
    pub kind: BodyKind,
    pub of: Vec<Side>,
    pub members: MembersKnown,
    /// The id of a pattern.
    pub quorum: Option<Chosen<String>>,
    pub hats: Option<Chosen<Hats>>,
    pub interests: Option<Chosen<Interests>>,
    /// Who has to agree to what it decides, where an entry does not say otherwise.
    pub agreement: Option<Chosen<Agreement>>,
    /// It is made up of those who are this for the partnership.
    pub capacity: Option<CapacityKind>,
    pub days: Days,
    pub note: Option<String>,
    pub standing: Standing,
}

/// What a body is called for some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BodyName {
    pub name: String,
    pub days: Days,
}

/// How a body stands to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relation {
    pub id: String,
    pub body: String,
    pub how: RelationKind,
    pub with: String,
    pub words: Option<String>,
    pub days: Days,
    pub standing: Standing,
}

/// A post that a person can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    pub id: String,
    pub label: String,
    pub partner: Option<String>,
    pub days: Days,
    pub became: Vec<String>,
    /// The offices in whose seats whoever holds it sits.
    pub sits_for: Vec<String>,
    /// Its holder is elected to it and is no officer, so that nobody delegates to them.
    pub elected: bool,
    pub standing: Standing,
}

/// What an office is for the partnership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Capacity {
    pub id: String,
    pub capacity: CapacityKind,
    pub title: String,
    pub partner: Option<String>,
    pub office: Option<String>,
    /// Each chooses anew: whoever is named is this only where that is said of them.
    pub others: bool,
    pub of: Vec<Side>,
    pub days: Days,
    pub overrides: Option<String>,
    pub note: Option<String>,
    pub standing: Standing,
}

/// A seat on a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seat {
    pub id: String,
    pub body: String,
    pub label: String,
    pub part: SeatPart,
    pub office: Option<String>,
    pub listing: Option<ListingKind>,
    pub kinds: Option<Vec<String>>,
    pub each: bool,
    pub represents: Option<String>,
    /// Its holder is one of these for the partner; empty: that is not asked.
    pub capacities: Vec<CapacityKind>,
    pub decides: Option<Chosen<YesNo>>,
    pub deputy: Option<Chosen<YesNo>>,
    pub provisional: Option<String>,
    pub days: Days,
    pub overrides: Option<String>,
    pub note: Option<String>,
    pub standing: Standing,
}

impl Seat {
    /// Whether whoever is in it has to meet the tests; `outside`: its body is no part of the
    /// partnership.
    pub(crate) fn is_tested(&self, outside: bool) -> bool {
        let is_for_some =
            self.listing.is_some() || self.kinds.is_some() || self.represents.is_some();
        is_tested(self.part, is_for_some, outside)
    }
}

/// Whether whoever is in such a seat has to meet the tests.
pub(crate) fn is_tested(part: SeatPart, is_for_some: bool, outside: bool) -> bool {
    match part {
        SeatPart::Member => !outside || is_for_some,
        SeatPart::Chair => is_for_some,
        SeatPart::Attends => false,
    }
}

/// A test of those who sit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SeatTest {
    pub id: String,
    pub label: String,
    pub question: String,
    pub asked_of: Vec<SeatRole>,
    /// Absent: of every body.
    pub bodies: Option<Vec<String>>,
    /// It is asked for seats that are not tested as well.
    pub untested: bool,
    pub by_commitment: bool,
    pub extent: Option<Chosen<Extent>>,
    /// Days that the text gives.
    pub days: Days,
    pub overrides: Option<String>,
    pub standing: Standing,
}

impl SeatTest {
    /// Whether it is one of that day.
    pub(crate) fn is_of(&self, as_of: Day) -> bool {
        let reached = |when: &Option<When>| match when {
            Some(When::Given(day)) => Some(*day <= as_of),
            _ => None,
        };
        reached(&self.days.from) != Some(false) && reached(&self.days.until) != Some(true)
    }

    /// Whether it is asked of somebody in such a role in a seat of the body.
    pub(crate) fn is_asked(&self, body: &str, tested: bool, role: SeatRole) -> bool {
        (tested || self.untested)
            && self.asked_of.contains(&role)
            && self.bodies.as_ref().is_none_or(|bodies| bodies.iter().any(|one| one == body))
    }
}

/// When a meeting is quorate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub id: String,
    pub label: String,
    pub partners: Option<PartnersAsked>,
    pub members: Option<MembersAsked>,
    pub chair: bool,
    pub substitutes: Vec<Substitute>,
    pub chair_may: bool,
    pub standing: Standing,
}

/// How many partners have to be represented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartnersAsked {
    All,
    AtLeast(Number),
}

/// How many people have to count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MembersAsked {
    AtLeast(Number),
    HalfOf(Half),
}

/// Kinds of organisations that stand for a partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Substitute {
    pub partner: String,
    pub by: Vec<String>,
}

/// Something that is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matter {
    pub id: String,
    pub label: String,
    pub of: Vec<Side>,
    pub commits: Vec<Commitment>,
    pub days: Days,
    pub standing: Standing,
}

/// What somebody has to do with a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    pub id: String,
    pub matter: String,
    pub part: AuthorityPart,
    pub by: By,
    pub agreement: Option<Chosen<Agreement>>,
    pub delegable: Option<Delegable>,
    pub to: Vec<By>,
    /// The entry whose authority is exercised in this way.
    pub exercises: Option<String>,
    pub yields_to: Option<String>,
    pub words: Option<String>,
    pub days: Days,
    pub overrides: Option<String>,
    pub note: Option<String>,
    pub standing: Standing,
}

/// Who stays answerable for what somebody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Accountability {
    pub id: String,
    pub what: By,
    pub who: By,
    pub of: Vec<Side>,
    /// The one matter of which it speaks.
    pub matter: Option<String>,
    pub words: String,
    pub days: Days,
    pub overrides: Option<String>,
    pub standing: Standing,
}

/// A step of a disagreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dispute {
    pub id: String,
    pub between: Between,
    pub step: u32,
    pub by: Option<By>,
    pub does: DisputeAct,
    /// Whose matters it is a step of; empty: those of whom it names, or all.
    pub of: Vec<Side>,
    /// The matters in which it is no step.
    pub not_for: Vec<String>,
    pub words: String,
    pub days: Days,
    pub overrides: Option<String>,
    pub standing: Standing,
}

/// What only editions of the family `membership` list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MembershipLists {
    pub kinds: List<OrgKind>,
    pub organisations: List<Organisation>,
    pub partners: List<Partner>,
    pub standings: List<Listing>,
    pub bodies: List<Body>,
    pub relations: List<Relation>,
    pub offices: List<Office>,
    pub capacities: List<Capacity>,
    pub seats: List<Seat>,
    pub tests: List<SeatTest>,
    pub patterns: List<Pattern>,
    pub matters: List<Matter>,
    pub authority: List<Authority>,
    pub accountability: List<Accountability>,
    pub disputes: List<Dispute>,
}

/// What the items of this family have in common.
pub(crate) trait Item {
    fn id(&self) -> &str;
    fn standing(&self) -> &Standing;
    /// When it is in force; `None` where it always is.
    fn days(&self) -> Option<&Days>;
    /// What it replaces.
    fn overrides(&self) -> Option<&str>;
}

macro_rules! items {
    ($($kind:ident $($days:ident $($overrides:ident)?)?),* $(,)?) => {
        $(impl Item for $kind {
            fn id(&self) -> &str {
                &self.id
            }
            fn standing(&self) -> &Standing {
                &self.standing
            }
            fn days(&self) -> Option<&Days> {
                None::<&Days>$(.or(Some(&self.$days)))?
            }
            fn overrides(&self) -> Option<&str> {
                None::<&str>$($(.or(self.$overrides.as_deref()))?)?
            }
        })*
    };
}
items!(
    OrgKind days, Organisation days, Partner, Listing days, Body days, Relation days, Office days,
    Capacity days overrides, Seat days overrides, Pattern, Matter days,
    SeatTest days overrides, Authority days overrides, Accountability days overrides,
    Dispute days overrides,
);

/// Does the same with every list of the family.
macro_rules! each_list {
    ($lists:expr, $list:ident => $body:expr) => {{
        let lists = $lists;
        {
            let $list = &lists.kinds;
            $body
        }
        {
            let $list = &lists.organisations;
            $body
        }
        {
            let $list = &lists.partners;
            $body
        }
        {
            let $list = &lists.standings;
            $body
        }
        {
            let $list = &lists.bodies;
            $body
        }
        {
            let $list = &lists.relations;
            $body
        }
        {
            let $list = &lists.offices;
            $body
        }
        {
            let $list = &lists.capacities;
            $body
        }
        {
            let $list = &lists.seats;
            $body
        }
        {
            let $list = &lists.tests;
            $body
        }
        {
            let $list = &lists.patterns;
            $body
        }
        {
            let $list = &lists.matters;
            $body
        }
        {
            let $list = &lists.authority;
            $body
        }
        {
            let $list = &lists.accountability;
            $body
        }
        {
            let $list = &lists.disputes;
            $body
        }
    }};
}
pub(crate) use each_list;
