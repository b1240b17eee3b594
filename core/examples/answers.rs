//! Answers many requests: JSON lines in, JSON lines out; used to compare languages and oracles.
//!
//! A line is a request, or `{"packs": [document, …], "request": {…}}` to load packs first (with
//! `"requests": [{…}, …]` for a list of answers from the same packs), or `{"questions": {…}}` to be
//! given a form, or `"packs"` to be given the packs at hand.
//! A request that is refused gives a line with its error.

use safeguarding_rules::{Catalogue, Error, wire};
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let bundled = Catalogue::bundled();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if !line.trim().is_empty() {
            writeln!(out, "{}", answer(&bundled, &line))?;
        }
    }
    out.flush()
}

fn answer(bundled: &Catalogue, line: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    if value == "packs" {
        return wire::packs(bundled);
    }
    let texts = value.get("packs").and_then(|packs| packs.as_array());
    let texts: Vec<String> = texts.into_iter().flatten().map(ToString::to_string).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    if let Some(form) = value.get("questions") {
        let form = wire::questions(bundled, &form.to_string());
        return form.unwrap_or_else(|error| error.to_json());
    }
    if let Some(requests) = value.get("requests").and_then(|requests| requests.as_array()) {
        return match bundled.with(&texts) {
            Ok(catalogue) => {
                let answers: Vec<String> = requests
                    .iter()
                    .map(|one| text_of(wire::answer(&catalogue, &one.to_string())))
                    .collect();
                format!("[{}]", answers.join(","))
            }
            Err(error) => error.to_json(),
        };
    }
    let answered = match value.get("request") {
        Some(request) => bundled
            .with(&texts)
            .and_then(|catalogue| wire::answer(&catalogue, &request.to_string())),
        None => wire::answer(bundled, line),
    };
    text_of(answered)
}

fn text_of(answered: Result<String, Error>) -> String {
    answered.unwrap_or_else(|error| error.to_json())
}
