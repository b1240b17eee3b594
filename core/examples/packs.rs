//! Proves packs, compares them, and says what would change an answer; every answer is JSON.
//!
//! - `packs prove PACK DAY [SUBJECT]`: what is claimed of a pack with the rules of a day.
//! - `packs compare SUBJECT PACK DAY PACK DAY`: the smallest cases on which two differ.
//! - `packs why-not REQUEST.json`: a request of the question `why-not`.
//! - `packs coverage [FILE…]`: what of packs their fixtures do not show.
//! - `packs mutate [EVERY] [FILE…]`: which mistakes in packs their fixtures would miss.
//!
//! Files of packs may stand at the end; they are read on top of the bundled ones.

#[path = "shared/measuring.rs"]
mod measuring;

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use std::error::Error;
use std::io::Write;

const USAGE: &str = "packs prove PACK DAY [SUBJECT] | compare SUBJECT PACK DAY PACK DAY | why-not REQUEST.json, then FILE… | coverage [FILE…] | mutate [EVERY] [FILE…]";

fn main() -> Result<(), Box<dyn Error>> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if let Some(measured) = measuring::measured(&given)? {
        writeln!(std::io::stdout(), "{measured:#}")?;
        return Ok(());
    }
    let (files, words): (Vec<&String>, Vec<&String>) =
        given.iter().partition(|word| word.ends_with(".json"));
    let mut texts: Vec<String> =
        files.iter().map(std::fs::read_to_string).collect::<Result<_, _>>()?;
    let words: Vec<&str> = words.iter().map(|word| word.as_str()).collect();
    let request: Value = match words.as_slice() {
        ["prove", pack, day] => json!({ "question": "prove", "pack": pack, "as_of": day }),
        ["prove", pack, day, subject] => {
            json!({ "question": "prove", "pack": pack, "as_of": day, "subject": subject })
        }
        ["compare", subject, before, first, after, second] => {
            json!({ "question": "compare", "subject": subject,
                "before": { "pack": before, "as_of": first },
                "after": { "pack": after, "as_of": second } })
        }
        ["why-not"] if !texts.is_empty() => serde_json::from_str(&texts.remove(0))?,
        _ => return Err(USAGE.into()),
    };
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let catalogue = Catalogue::bundled().with(&texts)?;
    let answer: Value = serde_json::from_str(&wire::answer(&catalogue, &request.to_string())?)?;
    writeln!(std::io::stdout(), "{answer:#}")?;
    Ok(())
}
