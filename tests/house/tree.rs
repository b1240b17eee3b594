//! The files of the project, found by walking the tree, since a tarball has no git.

use std::path::{Path, PathBuf};

/// One text file of the project.
pub(crate) struct File {
    /// From the top of the project, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// The lines with their numbers, from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }
}

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ is in a folder").to_owned()
}

/// Names of what is made rather than written.
pub(crate) fn is_made(name: &str) -> bool {
    const MADE: [&str; 5] = ["target", "node_modules", "pkg", "__pycache__", "venv"];
    const HIDDEN_BUT_WRITTEN: [&str; 4] = [".ci", ".gitignore", ".gitattributes", ".npmrc"];
    MADE.contains(&name)
        || (name.starts_with('.') && !HIDDEN_BUT_WRITTEN.contains(&name))
        || name.ends_with(".egg-info")
}

/// Every text file that somebody wrote, in the order of its path.
pub(crate) fn files() -> Vec<File> {
    let mut found = Vec::new();
    walk(&root(), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 50, "the walk lost its way: {} files", found.len());
    found
}

/// Those whose name ends so.
pub(crate) fn files_ending(endings: &[&str]) -> Vec<File> {
    let mut found = files();
    found.retain(|file| endings.iter().any(|ending| file.path.ends_with(ending)));
    assert!(!found.is_empty(), "no file ends with {endings:?}");
    found
}

/// The text of one file, given from the top.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|_| panic_about(path))
}

/// Fails with every problem on a line of its own.
#[track_caller]
pub(crate) fn none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

fn panic_about(path: &str) -> String {
    none(&[format!("{path} is missing or no text")]);
    String::new()
}

fn walk(folder: &Path, path: &str, found: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("a folder can be read") {
        let entry = entry.expect("an entry can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_made(&name) {
            continue;
        }
        let here = if path.is_empty() { name } else { format!("{path}/{name}") };
        if entry.file_type().expect("an entry has a type").is_dir() {
            walk(&entry.path(), &here, found);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            found.push(File { path: here, text });
        }
    }
}
