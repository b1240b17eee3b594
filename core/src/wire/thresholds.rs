//! An answer about thresholds with its reasons, written straight as text.
//!
//! It is that of [`Known::assess`], byte for byte. Most of it is what the pack says, and is the
//! same in every case: that is written once for a set of rules, and copied.

use super::{brief, unwritable};
use crate::compile::Halves;
use crate::error::Error;
use crate::evaluate::Known;
use crate::json::{Unwritable, Writer};
use crate::thresholds::{Explain, Judgement};
use crate::truth::Truth;
use serde::Serialize;

/// Answers with reasons are about as long.
const USUAL: usize = 32 * 1024;

/// The text of [`Known::assess`].
pub(super) fn write(
    known: &Known,
    explain: Explain,
    judgement: Option<&Judgement>,
) -> Result<String, Error> {
    text_of(known, explain, judgement).map_err(unwritable)
}

fn text_of(
    known: &Known,
    explain: Explain,
    judgement: Option<&Judgement>,
) -> Result<String, Unwritable> {
    let rules = &*known.rules;
    let picked = known.picked(explain);
    let outcome = &picked.outcome;
    // Texts are held by the positions of rules, consent, steps, levels and conflicts, one after
    // the other, with the notices last.
    let consent = rules.rules.len();
    let steps = consent.saturating_add(rules.consent.len());
    let levels = steps.saturating_add(rules.steps.len());
    let conflicts = levels.saturating_add(rules.levels.len());
    let notices = conflicts.saturating_add(rules.conflicts.len());
    let held = |from: usize, at: usize, make: &dyn Fn() -> Halves| {
        rules.held.text(from.saturating_add(at), notices.saturating_add(1), make)
    };
    let (first, last) = brief::ends(known);
    let mut text = String::with_capacity(USUAL);
    text.push_str(first);
    let mut to = Writer::of(text);
    to.text("as_of", &known.as_of().to_string());
    to.text("applies", outcome.applies.word());
    if let Some(level) = &picked.level {
        let range = known.level_range(level);
        to.open("level", "{");
        to.entry("at_least", &range.at_least)?;
        to.entry("at_most", &range.at_most)?;
        to.entry("settled", &range.settled)?;
        to.open("names", "[");
        for at in level.names.iter().copied() {
            let (_, whole) = held(levels, at, &|| halves(known.level_at(at), ""));
            to.item(whole);
        }
        to.raw("]");
        to.entry("illustrative", &range.illustrative)?;
        if let Some(published) = &range.published_only {
            to.entry("published_only", published)?;
        }
        to.raw("}");
    }
    to.open("routes", "[");
    for (at, truth) in known.routes_open(outcome) {
        let make = || halves(known.route_at((at, Truth::True)), r#","truth":"true""#);
        let (before, after) = held(0, at, &make);
        to.item(before);
        to.text("truth", truth.word());
        to.raw(after);
    }
    to.raw("]");
    to.texts("ruled_out", &known.ruled_out(outcome));
    to.open("consent", "[");
    for (at, truth) in picked.consent {
        let varies = r#","may_proceed_without":"true""#;
        let make = || halves(known.consent_at((at, Truth::True)), varies);
        let (before, after) = held(consent, at, &make);
        to.item(before);
        to.text("may_proceed_without", truth.word());
        to.raw(after);
    }
    to.raw("]");
    to.open("pathway", "[");
    for (at, while_open) in picked.pathway {
        let make = || halves(known.step_at((at, vec![""])), r#","while_open":[""]"#);
        let (before, after) = held(steps, at, &make);
        to.item(before);
        if !while_open.is_empty() {
            to.texts("while_open", &while_open);
        }
        to.raw(after);
    }
    to.raw("]");
    to.entry("prompts", &picked.prompts)?;
    to.entry("strengths", &picked.strengths)?;
    to.entry("findings", &picked.findings)?;
    to.open("missing", "[");
    for one in &picked.missing {
        to.item("{");
        to.text("fact", one.fact);
        to.entry("state", &one.state)?;
        if let Some(level) = &one.could_reach {
            to.entry("could_reach", level)?;
        }
        if !one.routes.is_empty() {
            to.texts("routes", &one.routes);
        }
        to.raw("}");
    }
    to.raw("]");
    to.entry("next_question", &picked.next_question)?;
    some(&mut to, "open_settings", &picked.open_settings)?;
    some(&mut to, "inconsistent", &picked.inconsistent)?;
    if !picked.conflicts.is_empty() {
        to.open("conflicts", "[");
        for at in picked.conflicts {
            let (_, whole) = held(conflicts, at, &|| halves(known.conflict_at(at), ""));
            to.item(whole);
        }
        to.raw("]");
    }
    some(&mut to, "states", &known.states_given())?;
    if let Some(judgement) = judgement {
        to.entry("judgement", &known.judged(judgement))?;
    }
    if !picked.governed_by.is_empty() {
        to.open("governed_by", "[");
        for (at, truth) in picked.governed_by {
            let make = || halves(known.governed_by((at, Truth::True)), r#","truth":"true""#);
            let (before, after) = held(0, at, &make);
            to.item(before);
            to.text("truth", truth.word());
            to.raw(after);
        }
        to.raw("]");
    }
    to.entry("exact", &picked.exact)?;
    let (_, said) = held(notices, 0, &|| halves(Some(known.notices()), ""));
    if said != "[]" {
        to.open("notices", said);
    }
    to.raw(last);
    to.into_text()
}

/// What is left out where it is empty.
fn some(to: &mut Writer, key: &str, items: &[impl Serialize]) -> Result<(), Unwritable> {
    if items.is_empty() { Ok(()) } else { to.entry(key, items) }
}

/// A text before and after what varies: a key with a value, which no text inside can look like,
/// since its quotes would be escaped.
fn halves(value: Option<impl Serialize>, varies: &str) -> Halves {
    let text = value.and_then(|value| serde_json::to_string(&value).ok()).unwrap_or_default();
    let (before, after) = text.split_once(varies).unwrap_or_default();
    (before.to_owned(), after.to_owned())
}

#[cfg(all(test, feature = "bundled-packs"))]
mod tests {
    use super::write;
    use crate::case::{Answer, State};
    use crate::thresholds::{Explain, Judgement, Judges};
    use crate::{Catalogue, Day, Known};

    fn agrees(known: &Known) {
        let judgement =
            Judgement { judges: Judges::Level(2), by: "a".into(), reason: "b".into(), on: None };
        for explain in [Explain::Deciding, Explain::All] {
            for judgement in [None, Some(&judgement)] {
                let mut whole = known.assess(explain);
                whole.judgement = judgement.map(|judgement| known.judged(judgement));
                assert_eq!(
                    write(known, explain, judgement).ok(),
                    serde_json::to_string(&whole).ok()
                );
            }
        }
    }

    #[test]
    fn the_text_is_that_of_the_decision() {
        let catalogue = Catalogue::bundled();
        let mut looked_at = 0;
        for (pack, day) in [
            ("england", "2024-05-01"),
            ("england", "2016-05-01"),
            ("walsall", "2024-05-01"),
            ("walsall", "2022-05-01"),
            ("example-thresholds", "2024-05-01"),
        ] {
            let day = Day::parse(day).unwrap_or(Day::FIRST);
            for subject in ["child", "adult", "carer"] {
                let Ok(rules) = catalogue.rules(pack, subject, day) else { continue };
                let facts: Vec<String> = rules.facts().map(|fact| fact.id.clone()).collect();
                for turn in 0..6_usize {
                    let mut known = Known::new(&rules, day);
                    for (fact, index) in facts.iter().zip(0_usize..) {
                        let answer = match index.wrapping_mul(7).wrapping_add(turn) % 6 {
                            0 => Answer::Gap(State::NotKnown),
                            1 => Answer::Gap(State::Declined),
                            2 if turn > 2 => Answer::YesNo(true),
                            _ => Answer::YesNo(false),
                        };
                        let _ = known.record(fact, &answer);
                        if index % 16 == turn {
                            agrees(&known);
                            looked_at += 1;
                        }
                    }
                    agrees(&known);
                }
            }
        }
        assert!(looked_at > 100, "{looked_at}");
    }
}
