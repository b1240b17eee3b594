//! An area in which two integrated care boards lie: each is a statutory partner in its own right
//! (Children Act 2004, s. 16E(3)), so a local pack declares a second place of health with its seat.
#![cfg(feature = "bundled-packs")]
#![expect(clippy::expect_used, reason = "a test says what it expects by panicking")]

use safeguarding_rules::membership::{
    AttendeeGiven, MeetingGiven, Membership, MembershipRules, OrganisationGiven, SeatGiven,
    TestGiven,
};
use safeguarding_rules::{Catalogue, Day, SeatRole, SettingValue, Truth};

const PACK: &str = include_str!("../../fixtures/packs/good/two-boards-membership.json");

fn rules() -> MembershipRules {
    let packs = Catalogue::bundled().with(&[PACK]).expect("a pack that loads");
    let day = Day::parse("2022-08-01").expect("a day");
    packs.membership("two-boards", day).expect("an edition")
}

/// A meeting of the partners in which those in these seats are there, and nobody else.
fn meeting(seats: &[(&str, &str)]) -> MeetingGiven {
    let mut meeting = MeetingGiven::new("safeguarding-partners");
    meeting.no_others = true;
    for (seat, organisation) in seats {
        let mut given = SeatGiven::new(seat, SeatRole::Holder);
        given.organisation = Some((*organisation).to_owned());
        let mut person = AttendeeGiven::new(seat, vec![given]);
        person.present = Truth::True;
        for test in ["speaks", "commits", "holds-to-account"] {
            person.tests.insert(test.to_owned(), TestGiven::from(true));
        }
        meeting.people.push(person);
    }
    meeting
}

#[test]
fn each_board_has_a_place_that_the_other_does_not_fill() {
    let rules = rules();
    let mut partners = Membership::new(&rules);
    let all = SettingValue::Word("all-partners".to_owned());
    partners.set("partners_quorum", &all).expect("a setting");
    let three = [
        ("partners.council", "river-council"),
        ("partners.health", "east-icb"),
        ("partners.police", "river-police"),
    ];
    let answer = partners.meeting(&meeting(&three)).expect("an answer");
    assert_eq!(answer.constituted, Truth::False);
    let lacking: Vec<_> = answer.lacking.iter().filter_map(|one| one.partner).collect();
    assert_eq!(lacking, ["health-west"]);
    let four = [three[0], three[1], three[2], ("partners.health-west", "west-icb")];
    let answer = partners.meeting(&meeting(&four)).expect("an answer");
    assert_eq!((answer.constituted, answer.partners.len()), (Truth::True, 4));
}

#[test]
fn both_boards_are_statutory_partners() {
    let rules = rules();
    let partners = Membership::new(&rules);
    let given = ["east-icb", "west-icb"].map(OrganisationGiven::new);
    let answer = partners.organisations(&given, false).expect("an answer");
    for one in &answer.organisations {
        assert_eq!(one.statutory_partner.children, Truth::True, "{}", one.organisation);
    }
    let held: Vec<_> = answer.partners.iter().map(|one| (one.partner, one.held_by)).collect();
    let icb = Some("icb");
    assert!(held.contains(&("health", icb)) && held.contains(&("health-west", icb)), "{held:?}");
}
