//! Proves packs, compares them, says what would change an answer, and writes packs as documents: in
//! sentences, or as JSON with `--json`, as the Python command does.
//!
//! - `packs check FILE…`: every problem of these packs, on top of the bundled ones; ends with 1 where
//!   there is one.
//! - `packs changes PACK DAY PACK DAY`: what two documents say differently; with the feature `render`.
//! - `packs prove PACK DAY [SUBJECT]`: what is claimed of a pack with the rules of a day.
//! - `packs compare SUBJECT PACK DAY PACK DAY`: the smallest cases on which two differ.
//! - `packs why-not REQUEST.json`: a request of the question `why-not`.
//! - `packs render PACK DAY [--short | --board] [--html]`: a pack as a document, in Markdown or HTML;
//!   `--short` one family in short, `--board` all families in short; with the feature `render`.
//! - `packs coverage [FILE…]`: what of packs their fixtures do not show; JSON.
//! - `packs mutate [EVERY] [FILE…]`: which mistakes in packs their fixtures would miss; JSON.
//!
//! PACK is the pack's name, with `/reviews`, `/audits` or `/membership` behind it for what is not its
//! thresholds; two are compared of thresholds and reviews alone.
//! `--steps N` says how much work a proof, a comparison or a `why-not` may be.
//! Files of packs may stand at the end; they are read on top of the bundled ones.

#[path = "shared/measuring.rs"]
mod measuring;

use safeguarding_rules::{Catalogue, wire};
use serde_json::{Value, json};
use std::error::Error;
use std::io::Write;

const USAGE: &str = "packs check FILE… | prove PACK DAY [SUBJECT] | compare SUBJECT PACK DAY PACK DAY | changes PACK DAY PACK DAY | why-not REQUEST.json | render PACK DAY [--short | --board] [--html], then [--json] [--steps N] FILE… | coverage [FILE…] | mutate [EVERY] [FILE…]";

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
    let (flags, words): (Vec<&str>, Vec<&str>) =
        words.into_iter().map(String::as_str).partition(|word| *word == "--json");
    let as_json = !flags.is_empty();
    let (steps, words) = steps(&words)?;
    let mut request: Value = match words.as_slice() {
        ["check"] if !texts.is_empty() => return check(&texts),
        ["changes", before, first, after, second] => {
            let ((before, family), (after, _)) = (family(before), family(after));
            json!({ "question": "changes", "family": family,
                "before": { "pack": before, "as_of": first },
                "after": { "pack": after, "as_of": second } })
        }
        ["prove", pack, day] => {
            let (pack, family) = family(pack);
            json!({ "question": "prove", "family": family, "pack": pack, "as_of": day })
        }
        ["prove", pack, day, subject] => {
            let (pack, family) = family(pack);
            json!({ "question": "prove", "family": family, "pack": pack, "as_of": day,
                "subject": subject })
        }
        ["compare", subject, before, first, after, second] => {
            let ((before, family), (after, _)) = (family(before), family(after));
            json!({ "question": "compare", "family": family, "subject": subject,
                "before": { "pack": before, "as_of": first },
                "after": { "pack": after, "as_of": second } })
        }
        ["render", pack, day, more @ ..] => render(pack, day, more)?,
        ["why-not"] if !texts.is_empty() => serde_json::from_str(&texts.remove(0))?,
        _ => return Err(USAGE.into()),
    };
    if let (Some(steps), Some(request)) = (steps, request.as_object_mut()) {
        request.insert("steps".to_owned(), json!(steps));
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let catalogue = Catalogue::bundled().with(&texts)?;
    if as_json {
        let answer: Value = serde_json::from_str(&wire::answer(&catalogue, &request.to_string())?)?;
        writeln!(std::io::stdout(), "{answer:#}")?;
    } else {
        let told = wire::answer_in_words(&catalogue, &request.to_string())?;
        std::io::stdout().write_all(told.as_bytes())?;
    }
    Ok(())
}

/// Words of the command.
type Words<'w> = Vec<&'w str>;

/// How much work it may be, and the words without it.
fn steps<'w>(words: &[&'w str]) -> Result<(Option<u64>, Words<'w>), Box<dyn Error>> {
    let Some(place) = words.iter().position(|word| *word == "--steps") else {
        return Ok((None, words.to_vec()));
    };
    let number = words.get(place + 1).ok_or(USAGE)?.parse().map_err(|_| USAGE)?;
    let others = words.iter().enumerate().filter(|(index, _)| !(place..place + 2).contains(index));
    Ok((Some(number), others.map(|(_, word)| *word).collect()))
}

/// Says every problem of these texts.
fn check(texts: &[String]) -> Result<(), Box<dyn Error>> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut out = std::io::stdout();
    let Err(error) = Catalogue::bundled().with(&texts) else {
        writeln!(out, "No problem.")?;
        return Ok(());
    };
    for problem in error.problems() {
        writeln!(out, "{} at {}: {}", problem.code, problem.at, problem.message)?;
    }
    std::process::exit(1);
}

/// A pack with its family, as in `england/reviews`; thresholds where none is named.
fn family(pack: &str) -> (&str, &str) {
    pack.split_once('/').unwrap_or((pack, "thresholds"))
}

/// A request for a document.
fn render(pack: &str, day: &str, more: &[&str]) -> Result<Value, Box<dyn Error>> {
    let (pack, family) = family(pack);
    let (mut format, mut length) = ("markdown", "full");
    for flag in more {
        match *flag {
            "--html" => format = "html",
            "--short" => length = "short",
            "--board" => length = "board",
            _ => return Err(USAGE.into()),
        }
    }
    Ok(match length {
        // It is of all families.
        "board" => json!({ "question": "render", "pack": pack, "as_of": day, "format": format,
            "length": length }),
        _ => json!({ "question": "render", "pack": pack, "as_of": day, "family": family,
            "format": format, "length": length }),
    })
}
