//! An answer in sentences, for a person to read on a screen or paste into a referral.

mod reviews;
mod thresholds;

pub use reviews::reviews_in_words;
pub use thresholds::in_words;

use crate::citation::Grounds;
use std::fmt::Write;

/// Places and marks: `Children Act 1989 s.47(1)(b); statute, text-checked`.
fn grounds(grounds: &Grounds<'_>) -> String {
    let cites: Vec<String> =
        grounds.cites.iter().map(|cite| format!("{}, {}", cite.title, cite.at)).collect();
    format!("{}; {}, {}", cites.join("; "), grounds.basis.word(), grounds.evidence.word())
}

fn write_list(
    text: &mut String,
    heading: &str,
    items: impl Iterator<Item = String>,
) -> std::fmt::Result {
    let mut items = items.peekable();
    if items.peek().is_some() {
        writeln!(text, "\n{heading}:")?;
    }
    for item in items {
        writeln!(text, "  • {item}")?;
    }
    Ok(())
}

/// A word of the wire as a person writes it.
fn spaced(word: &str) -> String {
    word.replace('-', " ")
}

/// A unit as a person says it: one day, two working days.
fn units(n: u16, word: &str) -> String {
    let words = spaced(word);
    if n == 1 { words.trim_end_matches('s').to_owned() } else { words }
}
