//! Reads a case and prints the answer for a person.
//!
//! `cargo run --release --example assess -- fixtures/cases/<file>.json`
//!
//! A case is a request, or `{"title", "story", "request", "others"?}`; with `"others": "no"` every
//! other yes-no question is no and every count 0, as the tests take it. `-` reads standard input;
//! `--json` prints the record, which can be kept and replayed. Exit code 1: the case was refused;
//! 2: usage.

#[path = "shared/others.rs"]
mod others;

use safeguarding_rules::{Catalogue, wire};
use std::io::{IsTerminal, Read, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wants_json = arguments.iter().any(|argument| argument == "--json");
    let files: Vec<&String> = arguments.iter().filter(|a| *a != "--json").collect();
    let [file] = files.as_slice() else {
        let _ = writeln!(std::io::stderr(), "usage: assess [--json] <case.json | ->");
        return ExitCode::from(2);
    };
    let bytes = match read(file) {
        Ok(bytes) => bytes,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{file} cannot be read: {error}");
            return ExitCode::from(2);
        }
    };
    match answer(&bytes, wants_json) {
        Ok(text) => {
            let _ = writeln!(std::io::stdout(), "{}", text.trim_end());
            ExitCode::SUCCESS
        }
        Err(error) => {
            for problem in error.problems() {
                let place = if problem.at.is_empty() { "the whole text" } else { &problem.at };
                let _ =
                    writeln!(std::io::stderr(), "{} at {place}: {}", problem.code, problem.message);
            }
            ExitCode::FAILURE
        }
    }
}

fn read(file: &str) -> std::io::Result<Vec<u8>> {
    if file != "-" {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn answer(bytes: &[u8], wants_json: bool) -> Result<String, safeguarding_rules::Error> {
    let catalogue = Catalogue::bundled();
    let text = wire::utf8(bytes)?;
    let case: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let request = case.get("request").map(|_| others::with_others(&catalogue, &case).to_string());
    let request = request.as_deref().unwrap_or(text);
    if wants_json {
        let mut request: serde_json::Value = serde_json::from_str(request).unwrap_or_default();
        if let Some(object) = request.as_object_mut() {
            object.insert("record".to_owned(), true.into());
        }
        return wire::answer(&catalogue, &request.to_string());
    }
    let answer = wire::answer_in_words(&catalogue, request)?;
    let part = |key: &str| case.get(key).and_then(|value| value.as_str()).unwrap_or("");
    let head = format!("{}\n{}\n\n", part("title"), part("story"));
    let is_shortened = answer.contains(" in the answer.") || answer.contains("answer as data");
    let whole = if is_shortened { "`assess --json` prints the answer as data.\n" } else { "" };
    Ok(format!("{}{}{whole}", head.trim_start(), coloured(&answer)))
}

/// Headings in bold, on a terminal only.
fn coloured(answer: &str) -> String {
    if !std::io::stdout().is_terminal() || std::env::var_os("NO_COLOR").is_some() {
        return answer.to_owned();
    }
    let is_heading =
        |line: &str, index: usize| index == 0 || (line.ends_with(':') && !line.starts_with(' '));
    let lines = answer.lines().enumerate().map(|(index, line)| {
        if is_heading(line, index) {
            format!("\u{1b}[1m{line}\u{1b}[0m\n")
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}
