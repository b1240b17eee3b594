//! The outcome alone as text: what is the same for all cases is written once.

use super::{to_text, unwritable};
use crate::decision::{EditionNamed, VERSION};
use crate::error::Error;
use crate::evaluate::Known;
use crate::json::Writer;
use crate::truth::Truth;
use serde::Serialize;

#[derive(Serialize)]
struct First<'k> {
    answer: &'k str,
    pack: &'k str,
    subject: &'k str,
}

#[derive(Serialize)]
struct Last<'k> {
    editions: Vec<EditionNamed<'k>>,
    version: &'static str,
}

/// The text of [`Known::brief`].
#[inline]
pub(super) fn write(known: &Known) -> Result<String, Error> {
    let (first, last) = ends(known);
    let outcome = known.outcome();
    let applies = outcome.applies != Truth::False;
    let at_least = outcome.at_least.filter(|_| applies);
    let at_most = outcome.at_most.filter(|_| applies);
    let mut text =
        String::with_capacity(first.len().saturating_add(last.len()).saturating_add(512));
    text.push_str(first);
    let mut writer = Writer::of(text);
    let mut middle = || {
        writer.text("as_of", &known.as_of().to_string());
        writer.text("applies", outcome.applies.word());
        if let Some((least, most)) = at_least.zip(at_most) {
            writer.entry("at_least", &least)?;
            writer.entry("at_most", &most)?;
            writer.entry("settled", &(least == most))?;
        }
        writer.open("routes", "[");
        for route in known.brief_routes(&outcome) {
            writer.item("{");
            writer.text("route", route.route);
            writer.text("truth", route.truth.word());
            writer.raw("}");
        }
        writer.raw("]");
        writer.entry("exact", &outcome.exact)
    };
    middle().map_err(unwritable)?;
    writer.raw(last);
    writer.into_text().map_err(unwritable)
}

/// What comes before what differs from case to case, without a brace that ends it, and what comes
/// after.
pub(super) fn ends(known: &Known) -> &(String, String) {
    known.rules().brief_ends.get_or_init(|| make_ends(known).unwrap_or_default())
}

fn make_ends(known: &Known) -> Result<(String, String), Error> {
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
