//! Who sits for a statutory partner: its lead, or the officer to whom the lead delegates.
#![cfg(feature = "bundled-packs")]
#![expect(clippy::expect_used, reason = "a test says what it expects by panicking")]

use safeguarding_rules::membership::{
    ListGiven, Membership, MembershipRules, PersonGiven, TestGiven,
};
use safeguarding_rules::{Catalogue, Day, SeatRole, Truth};

const PACK: &str = include_str!("../../fixtures/packs/good/two-boards-membership.json");
const OFFICES: [&str; 6] = [
    "la-chief-executive",
    "icb-chief-executive",
    "chief-officer-of-police",
    "council-leader",
    "chief-nurse",
    "borough-commander",
];

fn rules(packs: &Catalogue, pack: &str, day: &str) -> MembershipRules {
    packs.membership(pack, Day::parse(day).expect("a day")).expect("an edition")
}

fn person(offices: ListGiven, capacities: ListGiven) -> PersonGiven {
    let mut given = PersonGiven { offices, capacities, ..PersonGiven::default() };
    for test in ["senior", "speaks", "commits", "holds-to-account"] {
        given.tests.insert(test.to_owned(), TestGiven::from(true));
    }
    given
}

/// The truth of the capacity, and who stays answerable.
fn capacity(rules: &MembershipRules, seat: &str, who: &PersonGiven) -> (Truth, Vec<String>) {
    let membership = Membership::new(rules);
    let answer = membership.seat(seat, SeatRole::Holder, None, who).expect("an answer");
    let criterion = answer.criteria.iter().find(|one| one.criterion == "capacity");
    let mut who: Vec<_> = answer.accountable.iter().map(|one| one.who.to_owned()).collect();
    who.dedup();
    (criterion.expect("it is asked").truth, who)
}

#[test]
fn who_leads_answers_for_their_own_delegate_alone() {
    let packs = Catalogue::bundled();
    let rules = rules(&packs, "england", "2024-06-01");
    let delegate = person(ListGiven::exactly(&[]), ListGiven::exactly(&["delegate"]));
    for (seat, lead) in [
        ("partners.council", "la-chief-executive"),
        ("partners.health", "icb-chief-executive"),
        ("partners.police", "chief-officer-of-police"),
    ] {
        assert_eq!(capacity(&rules, seat, &delegate), (Truth::True, vec![lead.to_owned()]));
    }
}

#[test]
fn the_second_board_has_a_delegate_of_its_own() {
    let packs = Catalogue::bundled().with(&[PACK]).expect("a pack that loads");
    let rules = rules(&packs, "two-boards", "2022-08-01");
    let delegate = person(ListGiven::exactly(&[]), ListGiven::exactly(&["delegate"]));
    assert_eq!(capacity(&rules, "partners.health-west", &delegate).0, Truth::True);
    let lead = person(ListGiven::exactly(&["icb-chief-executive"]), ListGiven::exactly(&[]));
    // The post of the pack leads for the first board; nobody is named who leads for the second.
    assert_eq!(capacity(&rules, "partners.health-west", &lead).0, Truth::False);
    assert_eq!(capacity(&rules, "partners.health", &lead).0, Truth::True);
}

/// Of whatever is left open the answer claims what holds for every way of filling it.
#[test]
fn what_is_not_known_of_offices_is_claimed_for_every_way() {
    let packs = Catalogue::bundled();
    for (pack, day) in
        [("england", "2021-11-10"), ("walsall", "2021-11-10"), ("walsall", "2024-06-01")]
    {
        let rules = rules(&packs, pack, day);
        for seat in ["partners.council", "partners.health", "partners.police"] {
            // Three values for each of the two offices that lead or are named, and for the capacity.
            for ways in 0..27_usize {
                let state = |place: u32| ways / 3_usize.pow(place) % 3;
                let list = |names: &[(&str, usize)]| {
                    let of = |wanted: usize| {
                        names
                            .iter()
                            .filter(|one| one.1 == wanted)
                            .map(|one| one.0.to_owned())
                            .collect()
                    };
                    ListGiven { yes: of(0), no: of(1), is_whole: false }
                };
                let named = [("la-chief-executive", state(0)), ("council-leader", state(1))];
                let others: Vec<_> = OFFICES
                    .iter()
                    .filter(|one| named.iter().all(|(known, _)| known != *one))
                    .map(|one| (*one, 1))
                    .collect();
                let offices = list(&[&named[..], &others[..]].concat());
                let capacities = list(&[("delegate", state(2)), ("lead", 1)]);
                let (is, _) = capacity(&rules, seat, &person(offices, capacities));
                let fillings: Vec<Truth> = (0..8_usize)
                    // Nothing is delegated to whoever is elected, or an officer of another partner:
                    // who is said to be the delegate is neither.
                    .filter(|bits| match (bits >> 2, seat) {
                        (1, _) => true,
                        (_, "partners.council") => bits >> 1 & 1 == 1,
                        _ => bits & 0b11 == 0b11,
                    })
                    .filter(|bits| {
                        (0..3).all(|place| state(place) == 2 || state(place) == bits >> place & 1)
                    })
                    .map(|bits| {
                        let bit = |place: u32| bits >> place & 1;
                        let named = [("la-chief-executive", bit(0)), ("council-leader", bit(1))];
                        let offices = list(&[&named[..], &others[..]].concat());
                        let capacities = list(&[("delegate", bit(2)), ("lead", 1)]);
                        capacity(&rules, seat, &person(offices, capacities)).0
                    })
                    .collect();
                let all = |wanted| fillings.iter().all(|one| *one == wanted);
                let expected = match (all(Truth::True), all(Truth::False)) {
                    (true, true) => continue,
                    (true, false) => Truth::True,
                    (false, true) => Truth::False,
                    (false, false) => Truth::Unknown,
                };
                assert_eq!(is, expected, "{pack} {seat} {ways}");
            }
        }
    }
}
