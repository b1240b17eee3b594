//! A pack as a document: everything that it says stands there, in both forms, in the same words.
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

use editions::{bundled, days, merged, name, sources};
use rendered::{parts_of_html, words_of_html, words_of_markdown};
use safeguarding_rules::render::{Document, document};
use safeguarding_rules::{Catalogue, Day, Family, wire};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn family_of(word: &str) -> Family {
    Family::WORDS.iter().find(|(known, _)| *known == word).unwrap().1
}

fn of(pack: &str, family: &str, day: &str) -> Document {
    let day = Day::parse(day).unwrap();
    document(&Catalogue::bundled(), family_of(family), pack, day, None).unwrap()
}

/// Every pack with every day on which its rules begin or change by an edition.
fn every_edition() -> Vec<(String, String, String, Document)> {
    let mut found = Vec::new();
    for (pack, family) in bundled() {
        for day in days(&pack, &family) {
            let document = of(&pack, &family, &day);
            found.push((pack.clone(), family.clone(), day, document));
        }
    }
    assert!(found.len() > 15, "{}", found.len());
    found
}

/// The texts of an item that a person reads, wherever in it they stand.
fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    const READ: [&str; 22] = [
        "label",
        "question",
        "help",
        "note",
        "words",
        "summary",
        "name",
        "title",
        "purpose",
        "consider",
        "act",
        "who",
        "does",
        "about",
        "seen_at",
        "set_by",
        "asks",
        "provisional",
        "route_in",
        "binds",
        "sets",
        "with",
    ];
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(text) if READ.contains(&key.as_str()) => found.push(text),
                    value => texts(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// Every list of citations in an item.
fn citations<'v>(value: &'v Value, found: &mut Vec<&'v Vec<Value>>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::Array(cites) if key == "cites" => found.push(cites),
                    value => citations(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| citations(value, found)),
        _ => {}
    }
}

/// Citations as a document says them: the places of one text together.
fn cited(cites: &[Value], titles: &BTreeMap<String, String>) -> Vec<String> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for cite in cites {
        let (source, at) = (cite["source"].as_str().unwrap(), cite["at"].as_str().unwrap());
        match found.iter_mut().find(|(known, _)| *known == source) {
            Some((_, places)) => places.push(at),
            None => found.push((source, vec![at])),
        }
    }
    let each =
        found.iter().map(|(id, places)| format!("{}, {}", titles[*id], places.join(" and ")));
    each.collect()
}

/// Whether these stand in the text one after the other, with nothing between two of them but what a
/// reader has to know of the first and the publisher of the second.
fn stand_together(text: &str, all: &[String]) -> bool {
    let Some((first, others)) = all.split_first() else { return true };
    text.match_indices(first).any(|(start, _)| {
        let mut at = start + first.len();
        others.iter().all(|next| {
            let rest = text.get(at..).unwrap_or_default();
            let Some((between, _)) = rest.split_once(next.as_str()) else { return false };
            at += between.len() + next.len();
            between.len() < 200 && between.contains(';') && !between.contains(" Reference: ")
        })
    })
}

#[test]
fn everything_that_an_edition_says_stands_in_its_document() {
    let mut seen = 0;
    for (pack, family, day, document) in every_edition() {
        let text = words_of_html(&document.to_html()).join(" ");
        let titles: BTreeMap<String, String> = sources(&pack, &family)
            .iter()
            .map(|one| (one["id"].as_str().unwrap().into(), one["title"].as_str().unwrap().into()))
            .collect();
        for (list, item) in merged(&pack, &family, &day) {
            let at = format!("{pack} {family} {day} {list} {}", name(&list, &item));
            // With what stands after it, so that a longer id does not stand for it.
            let reference = format!("Reference: {} ", name(&list, &item));
            let in_table = list == "events" && text.contains(&name(&list, &item));
            assert!(in_table || text.contains(&reference), "{at}: no reference");
            let mut read = Vec::new();
            texts(&item, &mut read);
            for words in read {
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                let bare = words.trim_end_matches('.');
                let big = capital(bare);
                let is_there = text.contains(bare) || text.contains(&big);
                assert!(is_there || is_left_out(&list, &item, bare), "{at}: `{bare}` is not there");
                seen += 1;
            }
            let mut all = Vec::new();
            citations(&item, &mut all);
            for cites in all {
                let cited = cited(cites, &titles);
                assert!(stand_together(&text, &cited), "{at}: `{cited:?}` is not there");
            }
        }
    }
    assert!(seen > 20_000, "{seen}");
}

/// A word that is said otherwise, and what the library does not keep of an item, since no answer
/// says it.
fn is_left_out(list: &str, item: &Value, words: &str) -> bool {
    if list == "disputes" && item["does"] == words {
        return true;
    }
    const NOTES_NOT_KEPT: [&str; 11] = [
        "kinds",
        "organisations",
        "partners",
        "standings",
        "relations",
        "offices",
        "tests",
        "patterns",
        "matters",
        "accountability",
        "disputes",
    ];
    let is_note = item["note"].as_str().is_some_and(|note| note.trim_end_matches('.') == words);
    is_note && NOTES_NOT_KEPT.contains(&list)
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[test]
fn both_forms_have_the_same_words_and_every_published_text_is_linked() {
    for (pack, family, day, document) in every_edition() {
        let (markdown, html) = (document.to_markdown(), document.to_html());
        let (left, right) = (words_of_markdown(&markdown), words_of_html(&html));
        for (place, (one, other)) in left.iter().zip(&right).enumerate() {
            let near = &left[place.saturating_sub(8)..(place + 3).min(left.len())];
            assert_eq!(one, other, "{pack} {family} {day}: {near:?}");
        }
        assert_eq!(left.len(), right.len(), "{pack} {family} {day}");
        let all = sources(&pack, &family);
        let links =
            all.iter().filter_map(|one| Some((one["title"].as_str()?, one["link"].as_str()?)));
        let table = html.split_once("<caption>Published texts that").unwrap().1;
        let plain =
            |link: &str| link.chars().all(|c| c.is_alphanumeric() || "/:.-_?=&#%~,+".contains(c));
        let mut linked = 0;
        for (title, link) in links.filter(|(_, link)| plain(link)) {
            if table.contains(&*escaped(title)) {
                assert!(html.contains(&format!("href=\"{}\"", escaped(link))), "{title}");
                assert!(markdown.contains(&format!("]({link})")), "{title}");
                linked += 1;
            }
        }
        assert!(linked > 10, "{pack} {family} {day}: {linked}");
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;")
}

/// Every tag is one that we write, and all are closed in order; ids are there once, and links inside
/// lead to them; headings go down one level at a time; regions have names of their own.
fn is_sound(html: &str) {
    const EMPTY: [&str; 2] = ["meta", "!DOCTYPE"];
    const KNOWN: [&str; 31] = [
        "html", "head", "title", "style", "body", "header", "nav", "main", "h1", "h2", "h3", "h4",
        "h5", "h6", "p", "ul", "li", "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
        "a", "strong", "code", "meta", "!DOCTYPE", "span",
    ];
    let mut open: Vec<String> = Vec::new();
    let (mut ids, mut targets, mut regions) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    let mut level = 0;
    for (tag, text) in parts_of_html(html) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap().to_owned();
        assert!(KNOWN.contains(&name.as_str()), "<{tag}>");
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "<{tag}>");
        } else if !EMPTY.contains(&name.as_str()) {
            open.push(name.clone());
        }
        let value = |key: &str| {
            let rest = tag.split_once(&format!(" {key}=\""))?.1;
            rest.split('"').next().map(str::to_owned)
        };
        if let Some(id) = value("id") {
            assert!(ids.insert(id.clone()), "the id `{id}` is there twice");
        }
        if let Some(target) = value("href").and_then(|to| to.strip_prefix('#').map(str::to_owned)) {
            targets.push(target);
        }
        if let Some(region) = value("aria-label") {
            assert!(regions.insert(region.clone()), "two regions are called `{region}`");
        }
        if let Some(found) = name.strip_prefix('h').and_then(|n| n.parse::<u32>().ok())
            && !tag.starts_with('/')
        {
            assert!(found <= level + 1, "{text}: a heading of level {found} after {level}");
            level = found;
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert!(!html.contains("</ul>\n<ul>"), "two lists, which would be one in Markdown");
    for target in targets {
        assert!(ids.contains(&target), "nothing is called `{target}`");
    }
    assert_eq!(html.matches("<h1>").count(), 1);
    for absent in ["<script", " src=", "@import", "url(", "javascript:", "<link"] {
        assert!(!html.contains(absent), "{absent}");
    }
}

#[test]
fn the_html_is_well_formed_and_can_be_walked_by_headings() {
    for (_, _, _, document) in every_edition() {
        is_sound(&document.to_html());
    }
}

#[test]
fn links_inside_the_markdown_lead_to_its_headings() {
    for (pack, family, day, document) in every_edition() {
        let (markdown, html) = (document.to_markdown(), document.to_html());
        for target in markdown.split("](#").skip(1) {
            let target = target.split(')').next().unwrap();
            let is_there = html.contains(&format!(" id=\"{}\"", escaped(target)));
            assert!(is_there, "{pack} {family} {day}: {target}");
        }
    }
}

#[test]
fn the_same_pack_and_day_give_the_same_bytes() {
    for family in ["thresholds", "reviews", "audits", "membership"] {
        let (one, other) =
            (of("walsall", family, "2024-05-01"), of("walsall", family, "2024-05-01"));
        assert_eq!(one.to_markdown(), other.to_markdown());
        assert_eq!(one.to_html(), other.to_html());
    }
}

#[test]
fn the_digest_and_the_pack_of_every_rule_are_on_the_page() {
    let catalogue = Catalogue::bundled();
    let text = of("walsall", "thresholds", "2024-05-01").to_markdown();
    for (pack, from) in [("walsall", "2021-04-01"), ("england", "2023-12-15")] {
        let edition = catalogue
            .editions(pack)
            .find(|one| one.family == Family::Thresholds && one.from.to_string() == from)
            .unwrap();
        assert!(text.contains(&edition.digest), "{pack}");
    }
    for reference in [
        " **Reference:** `level2.additional-need` – Walsall, edition of 1 April 2021\n",
        " **Reference:** `s47.order-or-protection` – England, edition of 4 July 2018\n",
    ] {
        assert!(text.contains(reference), "{reference}");
    }
}

#[test]
fn one_subject_alone_can_be_asked_for() {
    let (catalogue, day) = (Catalogue::bundled(), Day::parse("2024-05-01").unwrap());
    let of = |subject| document(&catalogue, Family::Thresholds, "walsall", day, Some(subject));
    let adult = of("adult").unwrap();
    assert_eq!(adult.title(), "Walsall: levels of need and legal tests, An adult, on 1 May 2024");
    assert!(!adult.to_markdown().contains("`s47.reasonable-cause`"));
    assert!(adult.to_markdown().contains("`s42.duty`") || adult.to_markdown().contains("s. 42"));
    let error = of("horse").unwrap_err();
    assert_eq!(error.problems().next().unwrap().code, "request.unknown-subject");
}

#[test]
fn the_wire_answers_with_the_document() {
    let catalogue = Catalogue::bundled();
    for (format, form) in [
        ("markdown", Document::to_markdown as fn(&Document) -> String),
        ("html", Document::to_html),
    ] {
        let request = json!({ "question": "render", "pack": "walsall", "family": "reviews",
            "as_of": "2024-05-01", "format": format });
        let answer = wire::answer(&catalogue, &request.to_string()).unwrap();
        let answer: Value = serde_json::from_str(&answer).unwrap();
        let expected = form(&of("walsall", "reviews", "2024-05-01"));
        assert_eq!(answer["document"], expected);
        assert_eq!((&answer["answer"], &answer["format"]), (&json!("render"), &json!(format)));
        assert_eq!(wire::answer_in_words(&catalogue, &request.to_string()).unwrap(), expected);
    }
    for (change, code) in [
        (json!({ "format": "pdf" }), "json.unknown-word"),
        (json!({ "format": null }), "json.kind"),
        (json!({ "pack": "wallsall" }), "request.unknown-pack"),
        (json!({ "as_of": "1999-01-01" }), "request.no-edition"),
        (json!({ "subject": "horse" }), "request.unknown-subject"),
        (json!({ "family": "horses" }), "json.unknown-word"),
        (json!({ "facts": {} }), "json.unknown-key"),
    ] {
        let mut request = json!({ "question": "render", "pack": "walsall",
            "as_of": "2024-05-01", "format": "html" });
        let fields = request.as_object_mut().unwrap();
        fields.extend(change.as_object().unwrap().clone());
        let error = wire::answer(&catalogue, &request.to_string()).unwrap_err();
        assert_eq!(error.problems().next().unwrap().code, code, "{change}");
    }
}

#[test]
fn what_a_text_says_is_told_without_marks_of_quotation() {
    for (pack, family, day, document) in every_edition() {
        let text = words_of_html(&document.to_html()).join(" ");
        for (list, item) in merged(&pack, &family, &day) {
            for saying in item["says"].as_array().into_iter().flatten() {
                let words = saying["words"].as_str().unwrap().trim_end_matches('.');
                let at = format!("{pack} {family} {day} {list}");
                assert!(!text.contains(&format!("“{words}”")), "{at}: {words}");
            }
        }
    }
}

#[test]
fn a_review_by_a_law_not_yet_begun_is_none_of_the_day() {
    let text = of("walsall", "reviews", "2024-05-01").to_markdown();
    let glance = text.split_once("| Name |").unwrap().1.split_once("**Deadlines").unwrap().0;
    assert!(glance.contains("[Domestic homicide review]"));
    assert!(!glance.contains("Domestic abuse related death review"), "{glance}");
    let text = of("walsall", "reviews", "2026-05-01").to_markdown();
    let glance = text.split_once("| Name |").unwrap().1.split_once("**Deadlines").unwrap().0;
    let row = glance.lines().find(|row| row.starts_with("| [Domestic abuse related")).unwrap();
    assert!(row.contains("only once its law is in force, which is left open"), "{row}");
    let directed = "it must be held: [“The Secretary of State directs a review”]";
    assert!(row.contains(directed), "{row}");
}

#[test]
fn bodies_that_are_gone_stand_apart_with_their_last_day() {
    let text = of("walsall", "audits", "2024-05-01").to_markdown();
    let (now, other) = text.split_once("## In the rules, and not in force on this day").unwrap();
    let table = now.split_once("| Agency |").unwrap().1.split_once("\n\n").unwrap().0;
    for gone in ["Clinical commissioning group", "Community rehabilitation company"] {
        assert!(!table.contains(gone), "{gone}");
        assert!(other.contains(&format!("- {gone} (until ")), "{gone}");
    }
    assert!(!table.contains("| by law"), "{table}");
}

#[test]
fn patterns_of_quorum_that_no_body_follows_are_only_to_choose_from() {
    let text = of("walsall", "membership", "2024-05-01").to_markdown();
    let quorum = text.split_once("\n## When a meeting is quorate\n").unwrap().1;
    let quorum = quorum.split_once("\n## ").unwrap().0;
    let (in_force, offered) =
        quorum.split_once("### Patterns to choose from, in force for no body").unwrap();
    assert!(offered.contains("- **All statutory partners**") && !in_force.contains("- **"));
    assert!(
        in_force.contains("| Safeguarding Executive Group | no pattern is chosen: [left open]")
    );
}

#[test]
fn a_limit_of_an_earlier_paper_names_its_year_and_that_it_may_be_gone() {
    let text = of("walsall", "thresholds", "2024-05-01").to_markdown();
    let limits = text.split_once("**Time limits – A child or unborn child**").unwrap().1;
    let row =
        limits.lines().find(|row| row.starts_with("| contacts the lead professional")).unwrap();
    assert!(row.contains("(2014-15)") && row.contains("perhaps replaced since"), "{row}");
}

#[test]
fn only_what_a_document_cites_is_listed() {
    let text = of("walsall", "membership", "2024-05-01").to_markdown();
    let (before, list) = text.split_once("**Published texts that").unwrap();
    let rows = list.lines().skip(4).take_while(|row| row.starts_with('|'));
    for row in rows {
        let title = row.trim_start_matches("| ").split(" | ").next().unwrap();
        let title = title.split(" (").next().unwrap();
        assert!(before.contains(title), "{title}");
    }
}
