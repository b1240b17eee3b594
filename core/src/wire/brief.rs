//! The outcome alone as text: what is the same for all cases is written once.

use super::{to_text, unwritable};
use crate::date::Day;
use crate::decision::{EditionNamed, VERSION};
use crate::error::Error;
use crate::evaluate::Known;
use crate::thresholds::BriefRoute;
use crate::truth::Truth;
use serde::Serialize;

#[derive(Serialize)]
struct First<'k> {
    answer: &'k str,
    pack: &'k str,
    subject: &'k str,
}

/// What differs from case to case.
#[derive(Serialize)]
struct Middle<'k> {
    as_of: Day,
    applies: Truth,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settled: Option<bool>,
    routes: Vec<BriefRoute<'k>>,
    exact: bool,
}

#[derive(Serialize)]
struct Last<'k> {
    editions: Vec<EditionNamed<'k>>,
    version: &'static str,
}

/// The text of [`Known::brief`].
#[inline]
pub(super) fn write(known: &Known) -> Result<String, Error> {
    let rules = known.rules();
    let (first, last) = rules.brief_ends.get_or_init(|| ends(known).unwrap_or_default());
    let outcome = known.outcome();
    let applies = outcome.applies != Truth::False;
    let middle = Middle {
        as_of: known.as_of(),
        applies: outcome.applies,
        at_least: outcome.at_least.filter(|_| applies),
        at_most: outcome.at_most.filter(|_| applies),
        settled: outcome.settled().filter(|_| applies),
        routes: known.brief_routes(&outcome),
        exact: outcome.exact,
    };
    let mut text = Vec::with_capacity(first.len().saturating_add(last.len()).saturating_add(512));
    text.extend_from_slice(first.as_bytes());
    serde_json::to_writer(&mut text, &middle).map_err(|_| unwritable())?;
    // Three objects become one.
    if let Some(brace) = text.get_mut(first.len()) {
        *brace = b',';
    }
    text.pop();
    text.extend_from_slice(last.as_bytes());
    String::from_utf8(text).map_err(|_| unwritable())
}

/// What comes before the middle, without the brace that ends it, and what comes after.
fn ends(known: &Known) -> Result<(String, String), Error> {
    let rules = known.rules();
    let first = First { answer: "thresholds", pack: rules.pack(), subject: rules.subject() };
    let mut first = to_text(&first)?;
    first.pop();
    let last = to_text(&Last { editions: known.editions(), version: VERSION })?;
    Ok((first, last.replacen('{', ",", 1)))
}

#[cfg(all(test, feature = "bundled-packs"))]
mod tests {
    use super::{to_text, write};
    use crate::{Answer, Catalogue, Day, Known};

    #[test]
    fn the_text_is_that_of_the_brief() {
        let (catalogue, day) =
            (Catalogue::bundled(), Day::parse("2024-05-01").unwrap_or(Day::FIRST));
        let mut looked_at = 0;
        for pack in ["england", "walsall", "example-thresholds"] {
            for subject in ["child", "adult", "carer"] {
                let Ok(rules) = catalogue.rules(pack, subject, day) else { continue };
                let facts: Vec<String> = rules.facts().map(|fact| fact.id.clone()).collect();
                let mut known = Known::new(&rules, day);
                let mut texts = vec![(write(&known), to_text(&known.brief()))];
                for (fact, index) in facts.iter().zip(0_u32..) {
                    let yes = Answer::YesNo(index % 3 == 0);
                    if known.record(fact, &yes).is_ok() {
                        texts.push((write(&known), to_text(&known.brief())));
                    }
                }
                for (quick, whole) in texts {
                    assert!(quick.is_ok());
                    assert_eq!(quick, whole, "{pack} {subject}");
                    looked_at += 1;
                }
            }
        }
        assert!(looked_at > 100);
    }
}
