//! The floors of `core/src`: a file uses what is on its own floor or below, never what is above.

use crate::tree::{File, files_ending, none};

/// The lowest floor first. An entry is a module of `core/src`, or one file of it by its path.
const FLOORS: [&[&str]; 12] = [
    &["truth", "date", "ids", "error", "json", "order"],
    &["case", "condition", "citation", "fact", "calendar"],
    &["pack"],
    &["compile"],
    // The catalogue compiles what the pack files say.
    &["pack/catalogue", "pack/layered", "pack/shelf", "evaluate", "columns", "finding", "decision"],
    &["thresholds", "reviews", "audits", "membership"],
    // Proofs about packs, behind a feature.
    &["prove"],
    &["words"],
    // Packs as documents, behind a feature.
    &["render"],
    &["wire"],
    // Packs measured by their fixtures, which are asked as everybody asks; and the two files by which
    // that is asked and told like everything else.
    &["coverage", "wire/measuring", "words/measuring"],
    // What the texts look like, for those who read and write them elsewhere.
    &["schema"],
];

#[test]
fn every_module_uses_only_its_own_floor_and_those_below() {
    let mut problems = Vec::new();
    for file in core_sources() {
        let Some(own) = floor_of(&file.path) else {
            problems.push(format!("{} stands on no floor; name its module in FLOORS", file.path));
            continue;
        };
        for (number, line) in file.lines().filter(|(_, line)| is_code(line)) {
            for module in line.split("crate::").skip(1).map(first_name) {
                // Attributes that describe a type for its schema are no use of what lies above.
                let above = module != "schema" && floor_of(module).is_some_and(|floor| floor > own);
                if above {
                    problems.push(format!("{}:{number} uses `{module}`, above it", file.path));
                }
            }
        }
    }
    none(&problems);
}

#[test]
fn a_family_does_not_know_its_neighbours() {
    let families: &[&str] = &["thresholds", "reviews", "audits", "membership"];
    let mut problems = Vec::new();
    for file in core_sources() {
        let Some(own) = families.iter().find(|family| is_in(&file.path, family)) else { continue };
        for (number, line) in file.lines().filter(|(_, line)| is_code(line)) {
            for other in families.iter().filter(|other| *other != own) {
                if line.contains(&format!("crate::{other}")) {
                    problems.push(format!("{}:{number} uses its neighbour `{other}`", file.path));
                }
            }
        }
    }
    none(&problems);
}

/// The files of `core/src`, by their path from there and without ending; not the crate root.
fn core_sources() -> Vec<File> {
    let mut sources = files_ending(&[".rs"]);
    sources.retain_mut(|file| {
        let inside = file.path.strip_prefix("core/src/").map(str::to_owned);
        let path = inside.unwrap_or_default().trim_end_matches(".rs").to_owned();
        file.path = path;
        !file.path.is_empty() && file.path != "lib"
    });
    assert!(!sources.is_empty());
    sources
}

/// The floor of the entry that names the file most closely.
fn floor_of(path: &str) -> Option<usize> {
    let floors = FLOORS.iter().enumerate();
    let entries = floors.flat_map(|(floor, entries)| entries.iter().map(move |e| (floor, *e)));
    let fitting = entries.filter(|(_, entry)| is_in(path, entry));
    fitting.max_by_key(|(_, entry)| entry.len()).map(|(floor, _)| floor)
}

fn is_in(path: &str, entry: &str) -> bool {
    path.strip_prefix(entry).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_code(line: &str) -> bool {
    !line.trim_start().starts_with("//")
}

fn first_name(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or(text)
}
