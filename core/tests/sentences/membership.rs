//! What answers about membership say in sentences.

use super::*;

/// The words of an answer that no person says: ids, and words of the wire.
fn wire_words(answer: &Value, key: &str, found: &mut Vec<String>) {
    match answer {
        Value::Object(entries) => {
            for (key, value) in entries {
                wire_words(value, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| wire_words(item, key, found)),
        Value::String(word) => {
            let is_said = ["basis", "evidence", "at", "version", "pack", "family", "as_of", "from"];
            let parts: Vec<&str> = word.split(['-', '_', '.']).collect();
            let is_day = word.starts_with(|letter: char| letter.is_ascii_digit());
            let is_id = parts.len() > 1
                && !is_day
                && parts.iter().all(|part| {
                    let mut letters = part.chars();
                    !part.is_empty()
                        && letters.all(|one| one.is_ascii_lowercase() || one.is_ascii_digit())
                });
            if is_id && !is_said.contains(&key) {
                found.push(word.clone());
            }
        }
        _ => {}
    }
}

#[test]
fn no_id_of_membership_stands_in_a_sentence() {
    let catalogue = Catalogue::bundled();
    let mut read = 0;
    for fixture in all_of(&["membership", "meetings"]) {
        let request = fixture["request"].to_string();
        let Ok(text) = wire::answer_in_words(&catalogue, &request) else { continue };
        let answer: Value =
            serde_json::from_str(&wire::answer(&catalogue, &request).unwrap()).unwrap();
        // A message about a wrong name repeats that name.
        if !answer["problems"].is_null() {
            continue;
        }
        let is_of_a_word =
            |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
        let words: Vec<&str> = text
            .split(|letter: char| !is_of_a_word(letter))
            .map(|word| word.trim_end_matches('.'))
            .collect();
        let mut ids = Vec::new();
        wire_words(&answer, "", &mut ids);
        for id in ids {
            assert!(!words.contains(&id.as_str()), "{}: {id}\n{text}", fixture["story"]);
        }
        assert!(text.lines().all(|line| line.len() < 2_500), "{text}");
        assert!(!text.contains("“”") && !text.contains(": :"), "{text}");
        read += 1;
    }
    assert!(read > 150, "{read}");
}

/// The answer in sentences to a story of a meeting.
fn told(story: &str) -> String {
    let stories = folder("meetings");
    let (_, story) = stories.iter().find(|(file, _)| file.contains(story)).expect(story);
    wire::answer_in_words(&Catalogue::bundled(), &story["request"].to_string()).unwrap()
}

#[test]
fn a_meeting_is_told_from_what_it_may_do_on() {
    let text = told("three-partners-at-one-table");
    let first: Vec<&str> = text.lines().take(3).collect();
    assert_eq!(
        first,
        [
            "The meeting of the Safeguarding Executive Group on 10 November 2021 may decide in this \
             matter: whether a local child safeguarding practice review is held.",
            "It is properly constituted (quorum: all statutory partners: 3 partners needed, 3 \
             represented).",
            "For a decision: every partner has to agree. This agreement has been given.",
        ],
        "{text}"
    );
    assert!(!text.contains("What is lacking"), "{text}");
    let text = told("two-directors-are-one-council");
    assert!(text.contains("It is not properly constituted"), "{text}");
    let council = "represented by Executive Director of Children's Services and Executive Director \
                   of Adult Services; it counts once";
    assert!(text.contains(council), "{text}");
    let lacking = text.split("What is lacking:\n").nth(1).expect("what is lacking");
    assert!(
        lacking.starts_with("  • Somebody who counts for: The chief officer of police\n"),
        "{text}"
    );
    assert!(text.contains("it is for this body to decide"), "{text}");
}

#[test]
fn what_stands_against_somebody_is_told_and_what_is_not_known_is_asked() {
    let text = told("a-deputy-without-the-purse");
    let deputy = "  • Borough Commander (deputy): does not count (does not meet “Decides and \
                  commits”); agrees; evidence for “Holds to account”: letter of the Chief Constable";
    assert!(text.contains(deputy), "{text}");
    let text = told("nobody-knew-what-she-could-sign");
    assert!(text.starts_with("It cannot be told yet what the meeting of the"), "{text}");
    let question = "  • Chief Nurse (deputy): Can this person take decisions for their \
                    organisation and commit it on such matters? (for resourcing and practice)\n";
    assert!(text.contains(question), "{text}");
    let text = told("she-had-led-the-ward");
    assert!(text.contains("an interest in the matter takes this person out"), "{text}");
    let text = told("nobody-had-written-the-quorum-down");
    assert!(
        text.contains(
            "The quorum is not set, which is for Walsall Safeguarding Partnership. By each"
        ),
        "{text}"
    );
    assert!(text.contains("Borough Commander: was this person there?"), "{text}");
}

#[test]
fn who_decides_instead_and_by_which_law_is_told() {
    let text = told("the-chair-they-had-chosen");
    assert!(text.contains("may only be consulted and does not decide in this matter"), "{text}");
    let decides = "It is decided by:\n  • The local authority [Care Act 2014, Sch. 2 para. 1(3); ";
    assert!(text.contains(decides), "{text}");
    let yields = "this has no effect: here the law goes before it, by which the local authority \
                  decides [Care Act 2014, Sch. 2 para. 1(3); ";
    assert!(text.contains(yields), "{text}");
    let conflict = "  • Who appoints the chair for adults: The local authority in consultation";
    assert!(text.contains(conflict), "{text}");
    let text = told("the-operations-group-and-the-money");
    assert!(text.contains("has no part and has to refer on in this matter"), "{text}");
    assert!(text.contains("To be referred to:\n  • Safeguarding Executive Group ["), "{text}");
    let text = told("what-the-review-group-may-do");
    assert!(text.contains("may only recommend and does not decide in this matter"), "{text}");
}

#[test]
fn seats_organisations_and_matters_are_told_without_an_id() {
    let text = told("a-superintendent-for-the-commander");
    assert!(text.starts_with("It cannot be told yet whether this person may deputise"), "{text}");
    let commits = "Decides and commits: not known (policy: yes; resourcing: not known; practice: \
                   yes). Can this person take decisions";
    assert!(text.contains(commits), "{text}");
    assert!(text.contains("evidence given: letter of the Chief Constable of 3 May 2021"), "{text}");
    let text = told("a-letter-to-the-commissioning-group");
    let gone = "Clinical Commissioning Group:\n  • There is none on that day; its place took: \
                Black Country Integrated Care Board\n";
    assert!(text.contains(gone), "{text}");
    let asked = "Not known: Does it exercise functions in this area in relation to children?";
    assert!(text.contains(asked), "{text}");
    let text = told("who-agrees-the-yearly-report");
    assert!(
        text.contains(
            "Lead safeguarding partners: signs off; every partner has to agree; may not be delegated"
        ),
        "{text}"
    );
    let catalogue = Catalogue::bundled();
    for question in ["authority-table", "structure-diagram"] {
        let request = json!({ "question": question, "pack": "walsall", "as_of": "2021-11-10" });
        let text = wire::answer_in_words(&catalogue, &request.to_string()).unwrap();
        assert!(text.starts_with("# "), "{text}");
    }
}

#[test]
fn people_are_called_by_their_seats_or_by_a_name_and_told_apart() {
    let met = json!({ "senior": true, "speaks": true, "commits": true, "holds-to-account": true });
    let seat = "operations.relevant-agency";
    let request = json!({ "question": "meeting", "pack": "walsall", "as_of": "2021-12-08",
        "body": "operations-and-scrutiny-group", "matter": "performance.act",
        "settings": { "operations_quorum": "some-members", "quorum_members": 3 },
        "people": [
            { "person": "Dr Shah", "present": true, "tests": met,
                "seats": [{ "seat": seat, "organisation": "walsall-healthcare-trust" }] },
            { "person": "school-one", "seats": [seat], "present": true, "tests": met },
            { "person": "school-two", "seats": [seat], "present": null, "tests": met },
            { "person": "guest", "seats": ["operations.acess"], "present": true } ],
        "extra_seats": [{ "seat": "trust-x", "part": "member", "kinds": ["academy", "charity"] }],
        "interests": { "yes": ["Dr Shah"], "no": [] }, "no_others": true });
    let text = wire::answer_in_words(&Catalogue::bundled(), &request.to_string()).unwrap();
    for line in [
        "  • Dr Shah, A relevant agency – Walsall Healthcare NHS Trust: ",
        "  • Dr Shah has an interest in the matter; what follows from that is not set",
        "  • A relevant agency (1) may have an interest in the matter",
        "  • A relevant agency (2): was this person there?",
        "  • Academy school or Charity: ",
        "  • Somebody without a seat here: there is no seat `operations.acess` here; did you mean \
         `operations.access`?",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("school-") && !text.contains("trust-x"), "{text}");
}

/// Where such a person counts for one partner only, nobody can tell for which: of each it is said
/// so, and not merely that somebody may stand for it.
#[test]
fn whoever_sits_for_two_partners_is_said_to_stand_for_one_of_them() {
    let fixtures = all_of(&["membership"]);
    let two_hats = fixtures.iter().find(|one| one["name"] == "m-hats-one").unwrap();
    let request = two_hats["request"].to_string();
    let text = wire::answer_in_words(&Catalogue::bundled(), &request).unwrap();
    let who = "Chief Nurse and Borough Commander";
    let is_said = format!("not known whether it is represented: {who} stands for one of several");
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(&is_said)).collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(!text.contains(&format!("{who} may stand for it")), "{text}");
}

/// A seat that is there for a while only is shown so in the structure.
#[test]
fn the_picture_of_the_structure_says_which_seat_is_there_for_now() {
    let request = json!({ "question": "structure-diagram", "pack": "walsall",
        "as_of": "2021-11-10" });
    let text = wire::answer_in_words(&Catalogue::bundled(), &request.to_string()).unwrap();
    let for_now = " – Whilst an effective model of wider engagement of schools is established.";
    assert!(text.contains(for_now), "{text}");
}
