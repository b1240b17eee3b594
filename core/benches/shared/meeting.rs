//! The meeting that is measured: eight people of the Safeguarding Executive Group, of whom everything
//! is known, on whether a review of a child's case is held.

use safeguarding_rules::{Catalogue, membership::Meeting, wire};

/// Person, seat, as what they sit there, and whether they were there.
const PEOPLE: [(&str, &str, &str, bool); 8] = [
    ("chair", "executive.chair", "holder", true),
    ("children", "executive.children", "holder", true),
    ("adults", "executive.adults", "holder", false),
    ("for-adults", "executive.adults", "deputy", true),
    ("nurse", "executive.health", "holder", false),
    ("for-nurse", "executive.health", "deputy", true),
    ("commander", "executive.police", "holder", true),
    ("for-commander", "executive.police", "deputy", true),
];

/// The meeting as a request.
pub(crate) fn request() -> String {
    let people = PEOPLE.map(|(person, seat, role, present)| {
        format!(
            r#"{{"person":"{person}","seats":[{{"seat":"{seat}","as":"{role}"}}],"present":{present},
            "agrees":true,"tests":{{"entrusted":true,"senior":true,"speaks":true,"holds-to-account":true,
            "commits":{{"policy":true,"resourcing":true,"practice":true}}}}}}"#
        )
    });
    format!(
        r#"{{"question":"meeting","pack":"walsall","as_of":"2021-11-10","body":"executive-group",
        "matter":"child-review.commission","no_others":true,"vacant":[],"interests":["children"],
        "chair_allows":false,"delegated":false,
        "settings":{{"executive_quorum":"all-partners","executive_agreement":"all-partners",
        "several_hats":"one","interest_effect":"no-say","chair_say":"no","chair_deputy":"no",
        "deputy_extent":"of-the-matter"}},"people":[{}]}}"#,
        people.join(",")
    )
}

/// The meeting made ready.
pub(crate) fn meeting() -> Meeting {
    let meeting = wire::meeting(&Catalogue::bundled(), &request());
    meeting.unwrap_or_else(|_| std::process::exit(1))
}
