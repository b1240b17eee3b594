//! What answers about audits say in sentences.

use super::*;

/// A fixture about audits in sentences.
fn audit_in_words(name: &str) -> String {
    for (_, battery) in folder("audits") {
        let mut fixtures = battery["fixtures"].as_array().expect("fixtures").iter();
        if let Some(fixture) = fixtures.find(|fixture| fixture["name"] == name) {
            let request = fixture["request"].to_string();
            return wire::answer_in_words(&with_packs(&battery), &request).unwrap();
        }
    }
    panic!("no fixture {name}");
}

/// The record of ten years, in sentences.
fn ten_years_in_words() -> String {
    let mut requests = folder("audits-example").into_iter();
    let (_, request) =
        requests.find(|(file, _)| file.ends_with("request.json")).expect("a request");
    wire::answer_in_words(&Catalogue::bundled(), &request.to_string()).unwrap()
}

/// The lines under a heading that begins so.
fn under(text: &str, heading: &str) -> Vec<String> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(heading));
    assert!(lines.next().is_some(), "{heading}\n{text}");
    lines.take_while(|line| line.starts_with("  ")).map(str::to_owned).collect()
}

#[test]
fn what_keeps_a_programme_from_being_planned_is_named_first_and_with_who_sets_it() {
    let text = audit_in_words("b-first-year-not-known");
    assert!(text.contains("\nNothing can be planned of: Section 11 audit"), "{text}");
    let (year, kind) = (
        "A year in which the section 11 audit is held",
        "The kind of year in which the section 11 audit is counted",
    );
    let cycle = under(&text, "The cycles:");
    let named =
        format!("without “{year}” and “{kind}” (both to be set by the safeguarding partnership)");
    assert!(cycle[0].contains(&named), "{cycle:?}");
    let open = under(&text, "Not set in the source:");
    for (line, label) in open.iter().zip([year, kind]) {
        assert!(line.contains(label) && line.contains("nothing can be planned"), "{line}");
        assert!(line.ends_with("; to be set by the safeguarding partnership"), "{line}");
    }
    assert_eq!(open.iter().filter(|line| line.contains("nothing can be planned")).count(), 2);
    // Three programmes, all of them blocked: what blocks them is not cut.
    let text = audit_in_words("b-ccg-and-the-board-after-it");
    let open = under(&text, "Not set in the source:");
    assert_eq!(open.iter().filter(|line| line.contains("nothing can be planned")).count(), 6);
}

#[test]
fn which_setting_decides_the_phase_of_an_open_year_is_said() {
    let text = audit_in_words("b-slippage-not-decided");
    let label = "What a late round of the section 11 audit does to the next";
    let hangs = format!("what is open hangs on “{label}” (to be set by the safeguarding");
    assert!(under(&text, "The cycles:")[0].contains(&hangs), "{text}");
    assert!(under(&text, "Not set in the source:")[0].contains(label), "{text}");
}

#[test]
fn a_phase_left_open_without_a_due_day_is_said_when_its_year_is_over() {
    let text = audit_in_words("b-year-over-and-nothing-recorded");
    let told = "\nOne audit of a year that is over was left open without a due day.";
    assert!(text.contains(told), "{text}");
    let line = &under(&text, "Left open, though the year is over:")[0];
    for part in [
        "the year ended on 31 March 2022",
        "no due day is set; it hangs on",
        "“How many months agencies have for the return of the section 11 audit”",
        "to be set by the safeguarding partnership",
    ] {
        assert!(line.contains(part), "{part}: {line}");
    }
}

#[test]
fn what_is_out_of_step_is_told_by_kind_the_gravest_first() {
    let text = ten_years_in_words();
    let told = under(&text, "Out of step:");
    let kinds: Vec<&String> = told.iter().filter(|line| line.starts_with("  • ")).collect();
    let order = [
        "later phase was done",
        "earlier round",
        "nothing is recorded",
        "left",
        "before it opened",
    ];
    for (kind, begin) in kinds.iter().zip(order) {
        assert!(kind.contains(begin) && kind.contains("To put it right: "), "{begin}: {kind}");
    }
    assert_eq!(kinds.len(), 5, "{kinds:?}");
    let rounds = told.iter().filter(|line| line.starts_with("    – "));
    assert!(rounds.clone().count() > kinds.len() && told.len() < 30, "{told:?}");
    // Who joined too late to be assessed and was challenged all the same is told once.
    assert_eq!(told.iter().filter(|line| line.contains("Towpath Free School")).count(), 1);
}

#[test]
fn a_takeover_is_one_thing() {
    let text = ten_years_in_words();
    let takeovers = under(&text, "Taken over in mid-cycle:");
    let of = |name: &str| takeovers.iter().filter(|line| line.contains(name)).count();
    for name in ["Clinical Commissioning Group", "National Probation", "Community Rehabilitation"] {
        assert_eq!(of(name), 1, "{takeovers:?}");
    }
    assert!(takeovers[0].contains("(its last day was 30 June 2022)"), "{}", takeovers[0]);
    for heading in ["Out of step:", "Not done by an agency that left:"] {
        let told = under(&text, heading);
        let again = told.iter().any(|line| line.contains("Community Rehabilitation Company"));
        assert!(!again, "{told:?}");
    }
}

#[test]
fn what_falls_due_next_is_told_by_day_with_whom_it_concerns() {
    let text = ten_years_in_words();
    let coming = under(&text, "Falls due next, the soonest first:");
    let days: Vec<&str> = coming.iter().filter_map(|line| line.split(" – ").next()).collect();
    let first = ["  • 1 April 2025", "  • 15 April 2025", "  • 1 May 2025", "  • 1 June 2025"];
    assert_eq!(days[..4], first);
    assert!(coming[1].contains("Three Rivers Police"), "{}", coming[1]);
    assert!(coming[2].contains(" and 22 more"), "{}", coming[2]);
    let last = coming.last().unwrap();
    assert!(last.ends_with("more, under `occurrences` and `duties` in the answer."), "{last}");
}

#[test]
fn days_and_places_about_audits_are_written_as_a_person_writes_them() {
    for (file, battery) in folder("audits") {
        let catalogue = with_packs(&battery);
        for fixture in battery["fixtures"].as_array().expect("fixtures") {
            let request = fixture["request"].to_string();
            let Ok(text) = wire::answer_in_words(&catalogue, &request) else { continue };
            for line in text.lines().filter(|line| !line.starts_with("Rules: ")) {
                let is_digits = |word: &str| word.len() == 4 && word.parse::<u16>().is_ok();
                let has_day = line
                    .split(|letter: char| !(letter.is_ascii_digit() || letter == '-'))
                    .any(|word| word.len() == 10 && word.split('-').next().is_some_and(is_digits));
                let has_place = ["/happened/", "/agencies/", "/settings/", "/returns/"]
                    .iter()
                    .any(|place| line.contains(place));
                assert!(!has_day && !has_place, "{file} {}: {line}", fixture["name"]);
            }
        }
    }
}
