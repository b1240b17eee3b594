//! What the manifests say: folders, versions, and why each dependency is there.

use crate::tree::{files_ending, is_made, none, read, root};

#[test]
fn the_top_has_only_the_folders_it_should() {
    const ALLOWED: [&str; 5] = ["core", "bindings-python", "bindings-wasm", "fixtures", "tests"];
    let entries = std::fs::read_dir(root()).expect("the top can be read");
    let entries = entries.map(|entry| entry.expect("an entry can be read"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let strange = names.filter(|name| !is_made(name) && !name.starts_with('.'));
    let strange = strange.filter(|name| !ALLOWED.contains(&name.as_str()));
    none(&strange.map(|name| format!("{name}/ does not belong at the top")).collect::<Vec<_>>());
}

#[test]
fn every_dependency_says_why_it_is_there() {
    let manifest = read("Cargo.toml");
    let mut before = "";
    let mut problems = Vec::new();
    for line in section(&manifest, "[workspace.dependencies]") {
        if line.contains(" = ") && !before.starts_with('#') {
            problems.push(format!("Cargo.toml gives no reason for `{line}`"));
        }
        before = line;
    }
    none(&problems);
}

#[test]
fn members_take_versions_and_dependencies_from_the_workspace() {
    let mut problems = Vec::new();
    for file in files_ending(&["/Cargo.toml"]) {
        for key in ["version", "edition", "rust-version", "license"] {
            if !file.text.contains(&format!("\n{key}.workspace = true")) {
                problems.push(format!("{}: `{key}` is not the workspace's", file.path));
            }
        }
        for heading in ["[dependencies]", "[dev-dependencies]", "[build-dependencies]"] {
            let lines = section(&file.text, heading).filter(|line| line.contains('='));
            let own = lines.filter(|line| !line.contains("workspace = true"));
            problems.extend(own.map(|line| format!("{}: `{line}`", file.path)));
        }
    }
    none(&problems);
}

#[test]
fn every_package_has_the_same_version() {
    let version = env!("CARGO_PKG_VERSION");
    let line = format!("version = \"{version}\"");
    let mut problems = Vec::new();
    let workspace = read("Cargo.toml");
    let own = format!("safeguarding-rules = {{ path = \"core\", {line} }}");
    if !section(&workspace, "[workspace.dependencies]").any(|found| found == own) {
        problems.push(format!("Cargo.toml does not say `{own}`"));
    }
    if !section(&read("bindings-python/pyproject.toml"), "[project]").any(|found| found == line) {
        problems.push(format!("pyproject.toml does not say `{line}`"));
    }
    for path in ["bindings-wasm/package.json", "bindings-wasm/package-lock.json"] {
        let json: serde_json::Value = serde_json::from_str(&read(path)).expect("JSON");
        if json.get("version").and_then(|found| found.as_str()) != Some(version) {
            problems.push(format!("{path} is not of version {version}"));
        }
    }
    none(&problems);
}

#[test]
fn the_tool_that_writes_the_glue_has_the_version_of_the_library_it_is_for() {
    let manifest = read("Cargo.toml");
    let of = |name: &str| {
        let found = section(&manifest, "[workspace.dependencies]")
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(" = ").map(str::to_owned));
        found.expect("it is a dependency")
    };
    assert_eq!(of("wasm-bindgen"), of("wasm-bindgen-cli-support"));
    assert!(of("wasm-bindgen").starts_with("\"="), "the version is exact");
}

#[test]
fn core_knows_no_binding() {
    let manifest = read("core/Cargo.toml");
    for binding in ["pyo3", "wasm", "js-sys", "python"] {
        // The category is a place in a catalogue of crates, not a dependency.
        let lines = manifest.lines().filter(|line| !line.starts_with("categories"));
        let named: Vec<String> =
            lines.filter(|line| line.contains(binding)).map(str::to_owned).collect();
        none(&named);
    }
}

#[cfg(unix)]
#[test]
fn the_commands_can_be_run() {
    use std::os::unix::fs::PermissionsExt;
    for path in ["tests/run", ".ci/run", "bindings-wasm/build"] {
        let about = std::fs::metadata(root().join(path)).expect("it is there");
        assert_ne!(about.permissions().mode() & 0o111, 0, "{path} is not executable");
    }
}

/// The lines under a heading, up to the next.
fn section<'t>(manifest: &'t str, heading: &str) -> impl Iterator<Item = &'t str> {
    let heading = heading.to_owned();
    let after = manifest.lines().skip_while(move |line| *line != heading).skip(1);
    after.take_while(|line| !line.starts_with('['))
}
