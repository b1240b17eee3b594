//! What `wire/membership.rs` takes for a request.
#![expect(dead_code, reason = "described, never built")]

use super::described;
use super::text::{Day, Name, SettingValue, Words};
use crate::pack::{SeatPart, SeatRole};
use schemars::JsonSchema;
use std::collections::BTreeMap;

/// Describes a question of the family: its word, then what it has beside pack, day and settings.
macro_rules! question {
    ($(#[$meta:meta])* $name:ident, $word:ident::$variant:ident {
        $($(#[$must:meta])* $required:ident: $kind:ty,)*
    } may {
        $($(#[$can:meta])* $optional:ident: $other:ty,)*
    }) => {
        #[derive(JsonSchema)]
        #[schemars(rename_all = "kebab-case", inline)]
        enum $word {
            $variant,
        }

        described! {
            $(#[$meta])*
            $name {
                /// What is asked.
                question: $word,
                /// The pack.
                pack: Words,
                /// The day whose rules apply.
                as_of: Day,
                $($(#[$must])* $required: $kind,)*
            } may {
                /// Values for settings; `null`: not set.
                settings: BTreeMap<String, Option<SettingValue>>,
                /// Give the answer together with the request, as a record.
                record: bool,
                $($(#[$can])* $optional: $other,)*
            }
        }
    };
}

question! {
    /// Who is what, on a day.
    #[schemars(title = "A question about membership")]
    Membership, MembershipWord::Membership {
    } may {
        /// Those asked about.
        organisations: Vec<OrganisationGiven>,
        /// The bodies, seats and how they stand to each other are wanted too.
        structure: bool,
    }
}

question! {
    /// Whether a person may sit, or deputise.
    #[schemars(title = "A question about a seat")]
    Seat, SeatWord::Seat {
        /// The seat.
        seat: Words,
        /// In which role.
        r#as: SeatRole,
        /// What is known of the person.
        person: PersonGiven,
    } may {
        /// The matter for which.
        matter: Words,
    }
}

question! {
    /// Whether a meeting is properly constituted, and what it may do.
    #[schemars(title = "A question about a meeting")]
    Meeting, MeetingWord::Meeting {
        /// The body.
        body: Words,
        /// Those who sit in it.
        #[schemars(length(max = 64))]
        people: Vec<Attendee>,
    } may {
        /// What is to be decided.
        matter: Words,
        /// Seats that the source does not name.
        extra_seats: Vec<ExtraSeat>,
        /// Nobody was there but those given.
        no_others: bool,
        /// Which seats are vacant.
        vacant: NamesGiven,
        /// Who has an interest in the matter.
        interests: NamesGiven,
        /// How many seats the body has.
        #[schemars(range(max = 10_000))]
        members: u16,
        /// The chair lets the matter go ahead.
        chair_allows: TruthGiven,
        /// It is on record that the decision was delegated to this body.
        delegated: TruthGiven,
        /// Whether those were consulted whom these entries of authority name.
        consulted: BTreeMap<String, TruthGiven>,
    }
}

question! {
    /// Who decides what.
    #[schemars(title = "A question about authority")]
    Authority, AuthorityWord::Authority {
    } may {
        /// The matter; all when absent.
        matter: Words,
        /// The body; everybody when absent.
        body: Words,
        /// Whether those were consulted whom these entries of authority name.
        consulted: BTreeMap<String, TruthGiven>,
    }
}

question! {
    /// Who decides what, as a table.
    #[schemars(title = "A request for a table of authority")]
    AuthorityTable, AuthorityTableWord::AuthorityTable {
    } may {
        /// The matter; all when absent.
        matter: Words,
    }
}

question! {
    /// The bodies, who sits on them and how they stand to each other, as a drawing.
    #[schemars(title = "A request for a drawing of the structure")]
    StructureDiagram, StructureDiagramWord::StructureDiagram {
    } may {
    }
}

/// Whether something is so; `null`: asked, not known.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum TruthGiven {
    NotKnown(()),
    Known(bool),
}

/// Exactly these; or these, not those, and of others it is not known.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum NamesGiven {
    Exactly(Vec<Name>),
    Some(SomeNames),
}

described! {
    /// These, not those; of others it is not known.
    SomeNames {
    } may {
        /// Those that are in it.
        yes: Vec<Name>,
        /// Those that are not.
        no: Vec<Name>,
    }
}

described! {
    /// An organisation, and what is known of it.
    OrganisationGiven {
        /// Its id in the pack, or a word of one's own.
        organisation: Words,
    } may {
        /// What a person reads.
        label: Words,
        /// What it is.
        kinds: NamesGiven,
        /// It is the one for this area.
        in_area: TruthGiven,
        /// It exercises functions here in relation to children.
        functions_in_area: TruthGiven,
        /// The published arrangements name it.
        named: TruthGiven,
        /// The local authority has added it to the Safeguarding Adults Board.
        added: TruthGiven,
    }
}

described! {
    /// A person of whom it is asked whether they may sit.
    PersonGiven {
    } may {
        /// The offices that they hold.
        offices: NamesGiven,
        /// What they are for the partner that the seat represents (`lead`, `delegate` …), where the
        /// pack leaves open who is.
        capacities: NamesGiven,
        /// The tests, by their ids.
        tests: BTreeMap<String, TestGiven>,
        /// What the organisation is that they are from.
        kinds: NamesGiven,
        /// It is the one for this area.
        in_area: TruthGiven,
        /// It exercises functions here in relation to children.
        functions_in_area: TruthGiven,
        /// The published arrangements name it.
        named: TruthGiven,
        /// The local authority has added it to the Safeguarding Adults Board.
        added: TruthGiven,
    }
}

/// Whether a person meets a test.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum TestGiven {
    NotKnown(()),
    Met(bool),
    Evidenced(Evidenced),
    ByCommitment(ByCommitment),
}

described! {
    /// Whether a test is met, and what shows it.
    Evidenced {
    } may {
        /// Whether it is met.
        met: Box<TestGiven>,
        /// What shows it.
        evidence: Words,
    }
}

described! {
    /// Whether a test is met, by what the organisation can be committed to.
    ByCommitment {
    } may {
        /// To its policy.
        policy: TruthGiven,
        /// To money and people.
        resourcing: TruthGiven,
        /// To what its people do.
        practice: TruthGiven,
    }
}

described! {
    /// A person of a meeting.
    Attendee {
        /// What they are called here.
        person: Words,
        /// The seats in which they sit.
        #[schemars(length(min = 1, max = 64))]
        seats: Vec<SeatTaken>,
    } may {
        /// They were there.
        present: TruthGiven,
        /// They agree with what is to be decided.
        agrees: TruthGiven,
        /// The tests, by their ids.
        tests: BTreeMap<String, TestGiven>,
    }
}

/// A seat in which a person sits, as its holder where nothing else is said.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum SeatTaken {
    Holder(String),
    As(SeatTakenAs),
}

described! {
    /// A seat in which a person sits in a role, or for an organisation.
    SeatTakenAs {
        /// The seat.
        seat: Words,
    } may {
        /// The role; `holder` when absent.
        r#as: SeatRole,
        /// The organisation.
        organisation: Words,
        /// What is said of the tests in this seat; it goes before what is said of the person.
        tests: BTreeMap<String, TestGiven>,
    }
}

described! {
    /// A seat that the source does not name.
    ExtraSeat {
        /// What it is called here.
        seat: Words,
        /// What its holder is there.
        part: SeatPart,
    } may {
        /// What a person reads.
        label: Words,
        /// The partner for whom its holder speaks.
        represents: Words,
        /// The kinds of the organisation that it is for.
        kinds: Vec<Name>,
        /// The office of its holder.
        office: Name,
        /// Whether its holder has a say.
        decides: bool,
    }
}
