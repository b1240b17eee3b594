//! What two documents say differently, section by section.

use super::Document;
use super::markdown;
use crate::date::Day;
use crate::decision::VERSION;
use crate::error::Error;
use crate::pack::{Catalogue, Family};
use crate::words::long_day;
use serde::Serialize;
use std::collections::BTreeMap;

/// A section of a document that is not the same in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangedSection {
    /// The headings above it, the outermost first, joined by ` / `.
    pub section: String,
    /// What only the first says, in its order.
    pub gone: Vec<String>,
    /// What only the second says, in its order.
    pub new: Vec<String>,
}

/// What the rules of two days, or of two packs, say differently, in the words of their documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Changes {
    /// `changes`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "changes")))]
    pub answer: &'static str,
    /// The family.
    pub family: Family,
    /// The first pack and its day.
    pub before: ToldSide,
    /// The second.
    pub after: ToldSide,
    /// The sections that differ, in the order of the first, then those that only the second has.
    pub sections: Vec<ChangedSection>,
    /// The version of the library.
    pub version: &'static str,
}

/// A pack with the day whose rules are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ToldSide {
    /// The pack.
    pub pack: String,
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    pub as_of: Day,
}

impl Changes {
    /// The same to be read: each section with the lines that are gone (`-`) and new (`+`).
    #[must_use]
    pub fn in_words(&self) -> String {
        let (before, after) = (&self.before, &self.after);
        let mut text = format!(
            "{} ({}) on {}, and {} on {}.\n",
            before.pack,
            self.family.word(),
            long_day(before.as_of),
            after.pack,
            long_day(after.as_of)
        );
        if self.sections.is_empty() {
            text.push_str("Both say the same.\n");
        }
        for section in &self.sections {
            text.push_str(&format!("\n{}\n", section.section));
            for (mark, lines) in [('-', &section.gone), ('+', &section.new)] {
                for line in lines {
                    text.push_str(&format!("{mark} {line}\n"));
                }
            }
        }
        text
    }
}

/// Tells what two packs of a family, or one on two days, say differently.
///
/// The texts are compared, not the answers: two rules that say the same in other words differ here.
/// What says whether cases are answered differently is `prove::compare`.
///
/// # Errors
///
/// As [`document`](super::document()).
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{render, Catalogue, Day, Family};
/// let day = |text| Day::parse(text).unwrap();
/// let (before, after) = (("walsall", day("2022-06-30")), ("walsall", day("2022-07-01")));
/// let packs = Catalogue::bundled();
/// let changes = render::changes(&packs, Family::Membership, before, after, None).unwrap();
/// let new = changes.sections.iter().flat_map(|section| &section.new);
/// assert!(new.clone().any(|line| line.contains("Integrated Care Board")));
/// # }
/// ```
pub fn changes(
    catalogue: &Catalogue,
    family: Family,
    before: (&str, Day),
    after: (&str, Day),
    subject: Option<&str>,
) -> Result<Changes, Error> {
    let first = super::document(catalogue, family, before.0, before.1, subject)?;
    let second = super::document(catalogue, family, after.0, after.1, subject)?;
    let side = |(pack, as_of): (&str, Day)| ToldSide { pack: pack.to_owned(), as_of };
    Ok(Changes {
        answer: "changes",
        family,
        before: side(before),
        after: side(after),
        sections: sections(&first, &second),
        version: VERSION,
    })
}

/// The lines of a document by the headings above them, in the order in which these stand.
type Sections = Vec<(String, Vec<String>)>;

fn sections(first: &Document, second: &Document) -> Vec<ChangedSection> {
    let (first, second) = (lines_of(first), lines_of(second));
    let of = |all: &Sections, name: &str| -> Vec<String> {
        let mut own = all.iter().filter(|(section, _)| section == name);
        own.by_ref().flat_map(|(_, lines)| lines.iter().cloned()).collect()
    };
    let mut names: Vec<&String> = Vec::new();
    for (name, _) in first.iter().chain(&second) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let changed = names.into_iter().filter_map(|name| {
        let (before, after) = (of(&first, name), of(&second, name));
        let section = ChangedSection {
            section: name.clone(),
            gone: without(&before, &after),
            new: without(&after, &before),
        };
        (!section.gone.is_empty() || !section.new.is_empty()).then_some(section)
    });
    changed.collect()
}

/// The lines that the others do not have, each as often as it is missing there.
fn without(lines: &[String], others: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for other in others {
        let count = left.entry(other).or_default();
        *count = count.saturating_add(1);
    }
    let kept = lines.iter().filter(|line| match left.get_mut(line.as_str()) {
        Some(count) if *count > 0 => {
            *count = count.saturating_sub(1);
            false
        }
        _ => true,
    });
    kept.cloned().collect()
}

/// The body alone: what stands above it tells the day and the digest, which always differ.
fn lines_of(document: &Document) -> Sections {
    let mut sections: Sections = Vec::new();
    let mut above: Vec<(usize, String)> = Vec::new();
    for line in markdown::body(document).lines().map(str::trim).filter(|line| !line.is_empty()) {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 && line.as_bytes().get(level) == Some(&b' ') {
            above.retain(|(other, _)| *other < level);
            above.push((level, line.trim_start_matches('#').trim().to_owned()));
            continue;
        }
        let name: Vec<&str> = above.iter().map(|(_, name)| name.as_str()).collect();
        let name = name.join(" / ");
        match sections.last_mut() {
            Some((last, lines)) if *last == name => lines.push(line.to_owned()),
            _ => sections.push((name, vec![line.to_owned()])),
        }
    }
    sections
}
