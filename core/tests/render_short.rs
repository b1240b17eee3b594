//! A document in short says what the full one says, of one family and of all, and which of texts that
//! differ is followed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

#[path = "rendered/editions.rs"]
mod editions;
mod rendered;

use editions::{bundled, days, merged, sources};
use rendered::{parts_of_html, words_of_html, words_of_markdown};
use safeguarding_rules::render::{Document, board, document, short};
use safeguarding_rules::{Catalogue, Day, Family, wire};
use serde_json::{Value, json};

const DAY: &str = "2024-05-01";

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn family_of(word: &str) -> Family {
    Family::WORDS.iter().find(|(known, _)| *known == word).unwrap().1
}

fn words(document: &Document) -> String {
    words_of_html(&document.to_html()).join(" ")
}

/// The first cells of the rows of all tables: what each row is about, without the mark behind it.
fn rows(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    let html = document.to_html();
    let mut cell: Option<String> = None;
    for (tag, text) in parts_of_html(&html) {
        if tag.starts_with("th scope=\"row\"") {
            cell = Some(String::new());
        }
        if let Some(open) = &mut cell {
            if tag == "/th" {
                found.extend(cell.take());
            } else {
                open.push_str(&text);
            }
        }
    }
    let bare = |text: String| text.split(" [").next().unwrap().trim().to_owned();
    found.into_iter().map(bare).collect()
}

#[test]
fn every_row_of_a_short_document_stands_in_the_full_one() {
    let catalogue = Catalogue::bundled();
    let mut seen = 0;
    for (pack, family) in bundled() {
        for first in days(&pack, &family) {
            let of = family_of(&family);
            let full = document(&catalogue, of, &pack, day(&first), None).unwrap();
            let full = words(&full).to_lowercase();
            let brief = short(&catalogue, of, &pack, day(&first), None).unwrap();
            for row in rows(&brief) {
                let at = format!("{pack} {family} {first}: {row}");
                let is_edition = row.ends_with(&family) && row.contains(", ");
                let level = row.split([':', ',']).next().unwrap();
                let is_level = level.trim_start_matches("level ").parse::<u8>().is_ok();
                // A step of an audit stands in the full table under its own label, phase beside it.
                let label = row.rsplit(": ").next().unwrap().to_lowercase();
                assert!(is_edition || is_level || full.contains(&label), "{at}");
                seen += 1;
            }
        }
    }
    assert!(seen > 1_000, "{seen}");
}

#[test]
fn a_leads_sheet_has_every_level_route_agreement_and_step() {
    let catalogue = Catalogue::bundled();
    let sheet = short(&catalogue, Family::Thresholds, "walsall", day(DAY), None).unwrap();
    let text = words(&sheet);
    let mut seen = 0;
    for (list, item) in merged("walsall", "thresholds", DAY) {
        let keys: &[&str] = match list.as_str() {
            "levels" => &["name", "summary", "route_in"],
            "consent" if item["for"].get("level").is_some() => &["words"],
            "steps" if item["for"].get("level").is_some() => &["who", "does"],
            "rules" if item["then"].get("level").is_some() => &["label"],
            "rules" if item["then"].get("route").is_some() => &["label"],
            _ => &[],
        };
        for key in keys {
            let said = item[key].as_str().unwrap().trim_end_matches('.');
            assert!(text.contains(said), "{list} {key}: {said}");
            seen += 1;
        }
    }
    assert!(seen > 80, "{seen}");
    // What somebody is told to do in time has its time beside it.
    assert!(text.contains("confirms a telephone referral in writing [must: older local paper] within 24 hours of the telephone referral"));
    assert!(text.contains("until it is answered, a higher level stays possible"));
}

#[test]
fn short_documents_are_short_and_the_same_in_both_forms() {
    let catalogue = Catalogue::bundled();
    let sheet = short(&catalogue, Family::Thresholds, "walsall", day(DAY), None).unwrap();
    let all = board(&catalogue, "walsall", day(DAY)).unwrap();
    for (document, most) in [(&sheet, 3_600), (&all, 9_000)] {
        let (left, right) =
            (words_of_markdown(&document.to_markdown()), words_of_html(&document.to_html()));
        assert_eq!(left, right);
        assert!(right.len() < most, "{}", right.len());
    }
    let full = document(&catalogue, Family::Thresholds, "walsall", day(DAY), None).unwrap();
    assert!(words_of_html(&full.to_html()).len() > 8 * words_of_html(&sheet.to_html()).len());
}

#[test]
fn a_document_for_a_board_is_of_all_families_that_there_are_on_the_day() {
    let catalogue = Catalogue::bundled();
    let text = board(&catalogue, "walsall", day(DAY)).unwrap().to_markdown();
    assert!(text.starts_with("# Walsall: the rules in short, on 1 May 2024"));
    for family in [
        "Levels of need and legal tests",
        "Reviews after an incident",
        "Audits and other recurring duties",
        "Membership and decision-making",
    ] {
        assert!(text.contains(&format!("\n## {family}\n")), "{family}");
    }
    // Thresholds of Walsall begin later than its reviews.
    let text = board(&catalogue, "walsall", day("2019-01-01")).unwrap().to_markdown();
    assert!(!text.contains("\n## Levels of need") && text.contains("\n## Reviews after"));
    let code = |pack: &str, on: &str| {
        let error = board(&catalogue, pack, day(on)).unwrap_err();
        error.problems().next().unwrap().code
    };
    assert_eq!(code("wallsall", DAY), "request.unknown-pack");
    assert_eq!(code("walsall", "1999-01-01"), "request.no-edition");
}

#[test]
fn the_wire_takes_how_much_is_told() {
    let catalogue = Catalogue::bundled();
    let asked = |more: Value| {
        let mut request = json!({ "question": "render", "pack": "walsall", "as_of": DAY,
            "format": "html" });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        wire::answer(&catalogue, &request.to_string())
    };
    let of = |more: Value| serde_json::from_str::<Value>(&asked(more).unwrap()).unwrap();
    let answer = of(json!({ "length": "short", "subject": "child" }));
    let sheet = short(&catalogue, Family::Thresholds, "walsall", day(DAY), Some("child")).unwrap();
    assert_eq!(answer["document"], sheet.to_html());
    assert_eq!((&answer["length"], &answer["family"]), (&json!("short"), &json!("thresholds")));
    let answer = of(json!({ "length": "board" }));
    let all = board(&catalogue, "walsall", day(DAY)).unwrap();
    assert_eq!(answer["document"], all.to_html());
    assert_eq!((&answer["length"], answer.get("family")), (&json!("board"), None));
    assert_eq!(of(json!({}))["length"], "full");
    for (more, code) in [
        (json!({ "length": "tiny" }), "json.unknown-word"),
        (json!({ "length": "board", "family": "reviews" }), "json.unknown-key"),
        (json!({ "length": "board", "subject": "child" }), "json.unknown-key"),
        (json!({ "length": "short", "subject": "horse" }), "request.unknown-subject"),
    ] {
        let error = asked(more.clone()).unwrap_err();
        assert_eq!(error.problems().next().unwrap().code, code, "{more}");
    }
}

#[test]
fn where_texts_differ_it_is_told_which_is_followed() {
    let catalogue = Catalogue::bundled();
    let of = |family: &str| {
        let found = document(&catalogue, family_of(family), "walsall", day(DAY), None).unwrap();
        found.to_markdown()
    };
    let text = of("reviews");
    let (_, rest) = text.split_once("### Where law, or guidance that has to be followed").unwrap();
    let (first, rest) = rest.split_once("### Where both apply").unwrap();
    let (both, open) = rest.split_once("### Open questions").unwrap();
    // The authority's awareness starts the five days; a chart that counts from the incident is wrong.
    assert!(first.contains("- **To be followed:** From the authority's becoming aware ("));
    assert!(first.contains("- From the incident, in some local charts ("));
    assert!(first.contains("- **To be followed:** The three safeguarding partners, jointly"));
    assert!(both.contains("Whether a domestic homicide review must be held"));
    assert!(open.contains("#### From when the fifteen working days of a rapid review are counted"));
    assert!(!both.contains("To be followed") && !open.contains("**To be followed"));
}

#[test]
fn what_is_no_law_is_not_told_as_one() {
    let catalogue = Catalogue::bundled();
    let of = |family: &str| {
        let found = document(&catalogue, family_of(family), "walsall", day(DAY), None).unwrap();
        found.to_markdown()
    };
    let text = of("thresholds");
    assert!(!text.contains("statutory trigger") && !text.contains("Required by our own"));
    let rule =
        text.split_once("##### Injury to a child who cannot move independently\n").unwrap().1;
    let rule = rule.split_once("\n#").unwrap().0;
    assert!(rule.contains("level 4 at least, and nothing else that is known lowers it"), "{rule}");
    assert!(rule.contains("Our own conclusion, to be confirmed: we take it to be required."));
    // Guidance on attendance became statutory on 19 August 2024.
    let rule = text.split_once("#### Persistent absence\n").unwrap().1.split_once("\n#").unwrap().0;
    let all = sources("walsall", "thresholds");
    let attendance = all.iter().find(|one| one["id"] == "attendance").unwrap();
    let caution = attendance["caution"].as_str().unwrap();
    assert!(caution.contains("only since 19 August 2024") && rule.contains(caution), "{rule}");
    assert!(rule.contains("Expected by published practice or advice"), "{rule}");
    // A duty in law is no thing to consider.
    let text = of("reviews");
    assert!(
        text.contains("**Then:** the law requires protection now, by enquiry under section 47")
    );
    // What begins and ends inside an edition is a change.
    let text = of("audits");
    assert!(text.contains(
        "have stood since 1 January 2024, and the next change in them is on 1 January 2025"
    ));
    assert!(text.contains("| once, from 1 January 2024 to 31 December 2024 |"));
}
