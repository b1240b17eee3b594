//! What stands in texts: links that lead somewhere, and no trace of anybody's machine.

use crate::tree::{File, files, files_ending, none, root};

#[test]
fn every_link_to_a_local_file_leads_there() {
    let mut problems = Vec::new();
    for file in files_ending(&[".md"]) {
        let folder = root().join(&file.path).parent().expect("a file is in a folder").to_owned();
        for (number, target) in links(&file) {
            let path = target.split('#').next().unwrap_or_default();
            let elsewhere = target.contains("://") || target.starts_with("mailto:");
            if !elsewhere && !path.is_empty() && !folder.join(path).exists() {
                problems.push(format!("{}:{number} links to `{target}`", file.path));
            }
        }
    }
    none(&problems);
}

#[test]
fn no_text_names_a_machine_or_a_registry() {
    // Put together here, so that this file does not name them itself.
    let folders = ["work", "root", "home", "Users"].map(|name| format!("/{name}/"));
    let hosts = [
        ["registry.npmjs", "org"],
        ["index.crates", "io"],
        ["static.crates", "io"],
        ["static.rust-lang", "org"],
        ["pypi", "org"],
        ["files.pythonhosted", "org"],
        ["deb.debian", "org"],
    ]
    .map(|parts| parts.join("."));
    let mut problems = Vec::new();
    for file in files() {
        for (number, line) in file.lines() {
            let folder = folders.iter().any(|name| begins_a_path(line, name));
            if folder || hosts.iter().any(|host| line.contains(host)) {
                problems.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
        }
    }
    none(&problems);
}

/// The targets of Markdown links outside code, with their lines.
fn links(file: &File) -> Vec<(usize, &str)> {
    let mut in_code = false;
    let mut found = Vec::new();
    for (number, line) in file.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if !in_code {
            let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
            found.extend(targets.map(|target| (number, target)));
        }
    }
    found
}

/// Whether the folder stands there from the top of a disk, rather than inside another path.
fn begins_a_path(line: &str, folder: &str) -> bool {
    let starts = line.match_indices(folder).map(|(start, _)| line.split_at(start).0);
    starts
        .into_iter()
        .any(|before| !before.ends_with(|c: char| c.is_alphanumeric() || ".-_}*".contains(c)))
}
