//! What a source file looks like, and what `core` does without.

use crate::tree::{File, files_ending, none};

/// Longer than this, a file has a second thing in it.
const LONGEST: usize = 500;

/// Files known to be too long, each to be divided; the list may only grow shorter.
const TOO_LONG: &[&str] = &[];

#[test]
fn no_source_file_is_too_long() {
    let sources = files_ending(&[".rs", ".py", ".js", ".mjs", ".ts"]);
    let long = sources.iter().filter(|file| file.text.lines().count() > LONGEST);
    let long: Vec<&str> = long.map(|file| file.path.as_str()).collect();
    let unknown = long.iter().filter(|path| !TOO_LONG.contains(path));
    let mended = TOO_LONG.iter().filter(|path| !long.contains(path));
    let mut problems: Vec<String> =
        unknown.map(|path| format!("{path} is past {LONGEST} lines")).collect();
    problems.extend(mended.map(|path| format!("{path} is short by now; strike it off the list")));
    none(&problems);
}

#[test]
fn every_source_file_says_first_what_it_is_for() {
    let opens_well = |file: &File| match file.path.rsplit('.').next() {
        Some("rs") => file.text.starts_with("//! "),
        Some("py") => file.text.is_empty() || file.text.starts_with("\"\"\""),
        Some("sh") => file.text.starts_with("#!") && second_line_is_a_comment(&file.text),
        _ => file.text.starts_with("//") || file.text.starts_with("/**"),
    };
    let sources = files_ending(&[".rs", ".py", ".js", ".mjs", ".ts", ".sh"]);
    let silent = sources.iter().filter(|file| !opens_well(file));
    let problems = silent.map(|file| format!("{} does not begin by saying it", file.path));
    none(&problems.collect::<Vec<_>>());
}

#[test]
fn no_file_is_named_after_nothing() {
    const BANNED: [&str; 12] = [
        "util", "utils", "helper", "helpers", "manager", "handler", "service", "engine", "misc",
        "common", "data", "info",
    ];
    let sources = files_ending(&[".rs", ".py", ".js", ".mjs", ".ts", ".sh"]);
    let mut problems = Vec::new();
    for file in &sources {
        for part in file.path.split('/') {
            let stem = part.split('.').next().unwrap_or(part);
            if stem.split(['_', '-']).any(|word| BANNED.contains(&word)) {
                problems.push(format!("{}: `{stem}` does not say what it is", file.path));
            }
        }
    }
    none(&problems);
}

#[test]
fn core_has_no_clock_files_network_environment_or_fractions() {
    const ABSENT: [&str; 11] = [
        "std::time",
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "f32",
        "f64",
        "unsafe",
        "println",
        "rand",
    ];
    let mut problems = Vec::new();
    for file in files_ending(&[".rs"]).iter().filter(|file| file.path.starts_with("core/src/")) {
        for (number, line) in file.lines() {
            // A reader has to name a fraction in order to refuse it; the crate root forbids.
            let refuses = line.contains("fn visit_f64") || line.contains("forbid(unsafe_code)");
            if refuses || line.trim_start().starts_with("//") {
                continue;
            }
            let named = ABSENT.iter().filter(|word| names(line, word));
            problems.extend(named.map(|word| format!("{}:{number} names {word}", file.path)));
        }
    }
    none(&problems);
}

fn second_line_is_a_comment(text: &str) -> bool {
    text.lines().nth(1).is_some_and(|line| line.starts_with("# "))
}

/// Whether the word stands in the line on its own, not inside a longer one.
fn names(line: &str, word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(start, _)| {
        let (before, rest) = line.split_at(start);
        !before.ends_with(inside) && !rest.trim_start_matches(word).starts_with(inside)
    })
}
