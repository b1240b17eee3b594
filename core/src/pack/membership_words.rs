//! The words of the family `membership`: standings, bodies, seats, authority.

use crate::citation::words;

words! {
    /// Which of the two arrangements something belongs to.
    Side {
        /// The safeguarding partners, for children.
        Children = "children",
        /// The Safeguarding Adults Board.
        Adults = "adults",
    }
}

words! {
    /// What an organisation is that holds no statutory partner's place.
    ListingKind {
        /// On the list of those who can be relevant agencies.
        Eligible = "eligible",
        /// On the partnership's own list of relevant agencies.
        Named = "named",
        /// A member of the Safeguarding Adults Board beyond those by law.
        BoardMember = "board-member",
        /// Is heard and holds to account; no seat, no say.
        Voice = "voice",
    }
}

words! {
    /// What else must be so for a standing.
    Need {
        /// It exercises functions in the area in relation to children.
        FunctionsInArea = "functions-in-area",
        /// The local authority has added it to the Safeguarding Adults Board.
        Added = "added",
    }
}

words! {
    /// What kind of body it is.
    BodyKind {
        /// The statutory partners as such.
        Partners = "partners",
        /// A group.
        Group = "group",
        /// A subgroup.
        Subgroup = "subgroup",
        /// A board.
        Board = "board",
        /// A unit that supports the others.
        Unit = "unit",
        /// A forum.
        Forum = "forum",
        /// No part of the partnership.
        Outside = "outside",
    }
}

words! {
    /// How much is said of who sits on a body.
    MembersKnown {
        /// All seats are listed.
        Listed = "listed",
        /// Some are.
        Partly = "partly",
        /// None is.
        NotNamed = "not-named",
    }
}

words! {
    /// For how many partners one person counts.
    Hats {
        /// For one only.
        One = "one",
        /// For every partner for whom they have a seat.
        Each = "each",
    }
}

words! {
    /// What follows when a person has an interest in the matter.
    Interests {
        /// They do not count and have no say.
        OutOfQuorum = "out-of-quorum",
        /// They count and have no say.
        NoSay = "no-say",
        /// They count and have a say.
        DeclaredOnly = "declared-only",
    }
}

words! {
    /// How one body stands to another.
    RelationKind {
        /// It reports to it.
        ReportsTo = "reports-to",
        /// It works on its behalf.
        ActsFor = "acts-for",
        /// It is overseen by it.
        OverseenBy = "overseen-by",
        /// The two exchange what they know.
        ExchangesWith = "exchanges-with",
        /// It supports it.
        Supports = "supports",
    }
}

words! {
    /// What an office is for the partnership.
    CapacityKind {
        /// Lead representative; since 2023 lead safeguarding partner.
        Lead = "lead",
        /// Nominated representative; delegated safeguarding partner.
        Delegate = "delegate",
        /// Chair of the partnership.
        Chair = "chair",
        /// Scrutinises independently.
        Scrutineer = "scrutineer",
        /// Signs the arrangements.
        Signatory = "signatory",
    }
}

words! {
    /// What the holder of a seat is there.
    SeatPart {
        /// Takes the chair.
        Chair = "chair",
        /// A member.
        Member = "member",
        /// Is there, and counts for nothing.
        Attends = "attends",
    }
}

words! {
    /// Whether something is so.
    YesNo {
        /// It is.
        Yes = "yes",
        /// It is not.
        No = "no",
    }
}

words! {
    /// In which role a person is in a seat.
    SeatRole {
        /// The seat is theirs.
        Holder = "holder",
        /// They attend in the holder's place.
        Deputy = "deputy",
    }
}

words! {
    /// How far a deputy has to be able to commit the organisation.
    Extent {
        /// To everything.
        All = "all",
        /// To what the matter needs.
        OfTheMatter = "of-the-matter",
    }
}

words! {
    /// What an organisation can be committed to.
    Commitment {
        /// Its policy.
        Policy = "policy",
        /// Its money and people.
        Resourcing = "resourcing",
        /// What its people do.
        Practice = "practice",
    }
}

words! {
    /// Of which seats half have to be there.
    Half {
        /// Of all.
        Seats = "seats",
        /// Of those that are not vacant.
        Filled = "filled",
    }
}

words! {
    /// What somebody has to do with a matter.
    AuthorityPart {
        /// Proposes.
        Proposes = "proposes",
        /// Considers.
        Considers = "considers",
        /// Recommends.
        Recommends = "recommends",
        /// Advises.
        Advises = "advises",
        /// Is consulted.
        Consulted = "consulted",
        /// Decides.
        Decides = "decides",
        /// Nothing stands before they have signed.
        SignsOff = "signs-off",
        /// Oversees, and decides nothing in it.
        Oversees = "oversees",
        /// Is told.
        Informed = "informed",
        /// Does what was decided.
        CarriesOut = "carries-out",
        /// Has no say in this matter, and does not count as a member for it.
        StandsBack = "stands-back",
    }
}

words! {
    /// Who has to agree to a decision.
    Agreement {
        /// Every partner.
        AllPartners = "all-partners",
        /// More than half of the partners.
        MajorityOfPartners = "majority-of-partners",
        /// More than half of those with a say.
        MajorityOfMembers = "majority-of-members",
    }
}

words! {
    /// Whether a decision may be delegated.
    Delegable {
        /// It may.
        May = "may",
        /// It may not.
        MayNot = "may-not",
        /// The source does not say.
        NotStated = "not-stated",
    }
}

words! {
    /// Between whom there is a disagreement.
    Between {
        /// Those who lead the organisations.
        Leaders = "leaders",
        /// Those who work with people.
        Practitioners = "practitioners",
    }
}

words! {
    /// What is done about a disagreement.
    DisputeAct {
        /// It is settled.
        Settles = "settles",
        /// Somebody assists.
        Assists = "assists",
        /// Somebody inspects.
        Inspects = "inspects",
        /// Somebody directs.
        Directs = "directs",
    }
}
