//! What a meeting comes to in one filling of what is not known.

use crate::citation::words;
use crate::pack::Agreement;

words! {
    /// What a meeting may do.
    MeetingOutcome {
        /// Others decide.
        MustRefer = "must-refer",
        /// Not as it is constituted, or as people are there.
        NotYet = "not-yet",
        /// It may decide.
        MayDecide = "may-decide",
        /// It may sign off what another decides.
        MaySignOff = "may-sign-off",
        /// Not the meeting: each of its members decides, for the own organisation.
        EachDecides = "each-decides",
        /// It may recommend.
        MayRecommend = "may-recommend",
        /// It may oversee.
        MayOversee = "may-oversee",
        /// It may say what it thinks.
        MayBeConsulted = "may-be-consulted",
        /// It may be told.
        MayBeInformed = "may-be-informed",
    }
}

words! {
    /// What has to be agreed before something is decided.
    Agreeing {
        /// Every partner agrees.
        AllPartners = "all-partners",
        /// More than half of the partners do.
        MajorityOfPartners = "majority-of-partners",
        /// More than half of those with a say do.
        MajorityOfMembers = "majority-of-members",
        /// Nobody says how this body agrees: where some do and some do not, it may be enough.
        NotSaid = "not-said",
    }
}

impl Agreeing {
    pub(crate) fn of(asked: Option<Agreement>) -> Agreeing {
        match asked {
            Some(Agreement::AllPartners) => Agreeing::AllPartners,
            Some(Agreement::MajorityOfPartners) => Agreeing::MajorityOfPartners,
            Some(Agreement::MajorityOfMembers) => Agreeing::MajorityOfMembers,
            None => Agreeing::NotSaid,
        }
    }

    /// Whether it is partners who have to agree.
    pub(crate) fn is_by_partner(self) -> bool {
        matches!(self, Agreeing::AllPartners | Agreeing::MajorityOfPartners)
    }
}

/// What is asked of a meeting as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Whether it is constituted, and what it may do.
    Outcome,
    /// Whether what is asked has been agreed.
    Agreed,
}

/// What is not known beside people and seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The seats, without those of which nothing is known that are vacant.
    pub seats: u32,
    pub chair_allows: bool,
    pub delegated: bool,
    /// Everybody was consulted who had to be.
    pub consulted: bool,
    /// Of a body of which it is not known when it is quorate: it is.
    pub quorate: bool,
    /// Of a body of which nobody says how it agrees: that some do is enough.
    pub enough: bool,
}

/// What one filling comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Told {
    pub constituted: bool,
    pub outcome: Option<MeetingOutcome>,
    pub agreed: bool,
}

/// The clauses of a pattern in one filling.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Clauses {
    pub partners: Option<bool>,
    /// How many partners are represented at once.
    pub represented: u32,
    pub members: Option<bool>,
    pub chair: bool,
    pub met: bool,
}
