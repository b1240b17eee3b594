//! What is asked of membership in Rust is answered as on the wire, byte for byte.
#![cfg(feature = "bundled-packs")]
#![expect(clippy::unwrap_used, reason = "a test says what it expects by panicking")]

use safeguarding_rules::membership::{
    AttendeeGiven, ExtraSeat, ListGiven, MeetingGiven, MeetingOutcome, Membership,
    OrganisationGiven, PersonGiven, SeatGiven, TestGiven, TestsGiven,
};
use safeguarding_rules::{
    Catalogue, Commitment, Day, SeatPart, SeatRole, SettingValue, Truth, wire,
};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn on(day: &str) -> Day {
    Day::parse(day).unwrap()
}

/// The answer as the wire sends it, and that of a request.
fn assert_same(answer: &impl Serialize, request: &Value) {
    let told = wire::answer(&Catalogue::bundled(), &request.to_string()).unwrap();
    assert_eq!(serde_json::to_string(answer).unwrap(), told);
}

fn word(word: &str) -> SettingValue {
    SettingValue::Word(word.to_owned())
}

/// Tests of whom everything is met.
fn all_met() -> TestsGiven {
    let tests = ["senior", "speaks", "commits", "holds-to-account"];
    tests.into_iter().map(|test| (test.to_owned(), TestGiven::from(true))).collect()
}

#[test]
fn a_meeting_is_answered_as_on_the_wire() {
    let rules = Catalogue::bundled().membership("walsall", on("2021-11-10")).unwrap();
    let mut membership = Membership::new(&rules);
    membership.set("executive_quorum", &word("all-partners")).unwrap();
    membership.set("several_hats", &word("one")).unwrap();
    let mut meeting = MeetingGiven::new("executive-group");
    meeting.matter = Some("funding.allocate".to_owned());
    meeting.no_others = true;
    meeting.interests = ListGiven::exactly(&[]);
    for seat in ["executive.children", "executive.police"] {
        let mut person = AttendeeGiven::new(seat, vec![SeatGiven::new(seat, SeatRole::Holder)]);
        person.present = Truth::True;
        person.tests = all_met();
        meeting.people.push(person);
    }
    let mut deputy = SeatGiven::new("executive.health", SeatRole::Deputy);
    deputy.organisation = Some("bcwb-ccg".to_owned());
    deputy.tests.insert("entrusted".to_owned(), TestGiven::from(true));
    let mut nurse = AttendeeGiven::new("nurse", vec![deputy]);
    nurse.present = Truth::True;
    meeting.people.push(nurse);
    let of_people = |seats: [Value; 3]| {
        let met =
            json!({"senior": true, "speaks": true, "commits": true, "holds-to-account": true});
        let [children, police, health] = seats;
        json!([
            {"person": "executive.children", "seats": [children], "present": true, "tests": met},
            {"person": "executive.police", "seats": [police], "present": true, "tests": met},
            {"person": "nurse", "seats": [health], "present": true},
        ])
    };
    let request = json!({
        "question": "meeting", "pack": "walsall", "as_of": "2021-11-10", "body": "executive-group",
        "matter": "funding.allocate", "no_others": true, "interests": [],
        "settings": {"executive_quorum": "all-partners", "several_hats": "one"},
        "people": of_people([json!("executive.children"), json!("executive.police"),
            json!({"seat": "executive.health", "as": "deputy", "organisation": "bcwb-ccg",
                "tests": {"entrusted": true}})]),
    });
    let answer = membership.meeting(&meeting).unwrap();
    assert_same(&answer, &request);
    // The nurse's authority is not known, so neither is what the meeting may do.
    assert_eq!(answer.of_matter.as_ref().unwrap().settled(), None);
    let mut prepared = membership.prepared(&meeting).unwrap();
    assert!(prepared.set_present("nurse", Truth::False));
    assert_eq!(prepared.outcome().unwrap().outcome(), Some(MeetingOutcome::NotYet));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let rules = Catalogue::bundled().membership("walsall", on("2021-11-10")).unwrap();
    let membership = Membership::new(&rules);
    let mut meeting = MeetingGiven::new("executive-group");
    let unknown = SeatGiven::new("executive.polise", SeatRole::Holder);
    meeting.people.push(AttendeeGiven::new("a", vec![unknown]));
    meeting.extra_seats.push(ExtraSeat::new("guest", SeatPart::Member));
    let answer = membership.meeting(&meeting).unwrap();
    assert_same(
        &answer,
        &json!({
            "question": "meeting", "pack": "walsall", "as_of": "2021-11-10",
            "body": "executive-group", "extra_seats": [{"seat": "guest", "part": "member"}],
            "people": [{"person": "a", "seats": ["executive.polise"]}],
        }),
    );
    let places: Vec<_> = answer.tail.problems.iter().map(|one| one.at.as_str()).collect();
    assert_eq!(places, ["/extra_seats/0/seat", "/people/0/seats/0"]);
    let error = membership.meeting(&MeetingGiven::new("executive-grope")).unwrap_err();
    assert_eq!(error.problems().next().unwrap().code, "request.unknown-body");
    let refused = |meeting: &MeetingGiven| {
        let error = membership.meeting(meeting).unwrap_err();
        (error.code().to_owned(), error.at().to_owned())
    };
    let mut other = meeting.clone();
    other.people.push(AttendeeGiven::new("b", Vec::new()));
    assert_eq!(refused(&other), ("json.missing-key".to_owned(), "/people/1/seats".to_owned()));
    other = MeetingGiven { members: Some(10_001), ..meeting.clone() };
    assert_eq!(refused(&other), ("json.kind".to_owned(), "/members".to_owned()));
    let twice = vec![("a/b".to_owned(), Truth::True), ("a/b".to_owned(), Truth::False)];
    other = MeetingGiven { consulted: twice, ..meeting.clone() };
    assert_eq!(refused(&other), ("json.duplicate-key".to_owned(), "/consulted/a~1b".to_owned()));
    let seat = SeatGiven::new("executive.police", SeatRole::Holder);
    meeting.people =
        (0..65).map(|number| AttendeeGiven::new(&number.to_string(), vec![seat.clone()])).collect();
    let error = membership.meeting(&meeting).unwrap_err();
    assert_eq!(error.problems().next().unwrap().code, "request.too-many");
    let mut membership = membership.clone();
    let problem = membership.set("executive_quorums", &word("all-partners")).unwrap_err();
    assert_eq!(problem.code, "request.unknown-setting");
}

#[test]
fn a_seat_is_answered_as_on_the_wire() {
    let rules = Catalogue::bundled().membership("walsall", on("2022-08-01")).unwrap();
    let membership = Membership::new(&rules);
    let by_commitment =
        BTreeMap::from([(Commitment::Policy, Truth::True), (Commitment::Practice, Truth::False)]);
    let mut commits = TestGiven { by_commitment: Some(by_commitment), ..TestGiven::default() };
    commits.evidence = None;
    let mut person = PersonGiven { offices: ListGiven::exactly(&[]), ..PersonGiven::default() };
    person.tests.insert("entrusted".to_owned(), TestGiven::from(true));
    person.tests.insert("commits".to_owned(), commits);
    let matter = Some("funding.allocate");
    let answer = membership.seat("executive.police", SeatRole::Deputy, matter, &person).unwrap();
    assert_same(
        &answer,
        &json!({
            "question": "seat", "pack": "walsall", "as_of": "2022-08-01",
            "seat": "executive.police", "as": "deputy", "matter": "funding.allocate",
            "person": {"offices": [], "tests": {"entrusted": true,
                "commits": {"policy": true, "practice": false}}},
        }),
    );
}

#[test]
fn organisations_structure_and_authority_are_answered_as_on_the_wire() {
    for day in ["2021-11-10", "2024-06-01"] {
        let rules = Catalogue::bundled().membership("walsall", on(day)).unwrap();
        let membership = Membership::new(&rules);
        let mut homes = OrganisationGiven::new("oak-homes");
        homes.kinds = ListGiven::exactly(&["housing-provider"]);
        homes.in_area = Truth::True;
        let given = [OrganisationGiven::new("bcwb-ccg"), homes];
        assert_same(
            &membership.organisations(&given, true).unwrap(),
            &json!({
                "question": "membership", "pack": "walsall", "as_of": day, "structure": true,
                "organisations": [{"organisation": "bcwb-ccg"},
                    {"organisation": "oak-homes", "kinds": ["housing-provider"], "in_area": true}],
            }),
        );
        let all = membership.authority(None, None, &[]).unwrap();
        assert_same(&all, &json!({"question": "authority", "pack": "walsall", "as_of": day}));
        assert!(!all.matters.is_empty() && all.matrix.len() == all.matters.len());
        assert_same(
            &membership.structure_diagram().unwrap(),
            &json!({"question": "structure-diagram", "pack": "walsall", "as_of": day}),
        );
        assert_same(
            &membership.authority_table(None).unwrap(),
            &json!({"question": "authority-table", "pack": "walsall", "as_of": day}),
        );
    }
}
