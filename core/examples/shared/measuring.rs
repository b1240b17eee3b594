//! Packs measured by their fixtures: files are read here, and mutants tried on every core.

use safeguarding_rules::Catalogue;
use safeguarding_rules::coverage::{Mutant, Mutants, coverage};
use serde_json::Value;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What `coverage` or `mutate` answers; `None` of other words.
///
/// With a number after `mutate` only every so many-th mutant is tried.
/// Files and folders may follow; a file with `format` is a pack, any other one of fixtures.
/// Without packs those of the library are measured, and without fixtures those of `fixtures` are
/// asked; with packs those of the library lie beneath.
pub(crate) fn measured(given: &[String]) -> Result<Option<Value>, Box<dyn Error>> {
    let Some((word, files)) = given.split_first() else { return Ok(None) };
    if word != "coverage" && word != "mutate" {
        return Ok(None);
    }
    let every: Option<usize> = files.first().and_then(|word| word.parse().ok());
    let mut texts = Texts::default();
    for file in files.iter().skip(usize::from(every.is_some())) {
        texts.take(Path::new(file))?;
    }
    let mut beneath = Catalogue::bundled();
    if texts.packs.is_empty() {
        (beneath, texts.packs) = (Catalogue::empty(), bundled()?);
    }
    if texts.fixtures.is_empty() {
        texts.fixtures = battery()?;
    }
    let [packs, fixtures] = [&texts.packs, &texts.fixtures]
        .map(|list| list.iter().map(String::as_str).collect::<Vec<_>>());
    if word == "coverage" {
        return Ok(Some(serde_json::to_value(coverage(&beneath, &packs, &fixtures)?)?));
    }
    let mutants = Mutants::of(&beneath, &packs, &fixtures)?;
    let tried = tried(&mutants, every.unwrap_or(1).max(1));
    Ok(Some(serde_json::to_value(mutants.told(tried))?))
}

/// Every pack that comes with the library, and the sources.
pub(crate) fn bundled() -> Result<Vec<String>, Box<dyn Error>> {
    let mut texts = Texts::default();
    texts.take(&Path::new(env!("CARGO_MANIFEST_DIR")).join("packs"))?;
    Ok(texts.packs)
}

/// Every file of fixtures that says what it expects.
pub(crate) fn battery() -> Result<Vec<String>, Box<dyn Error>> {
    const FOLDERS: [&str; 9] = [
        "thresholds",
        "reviews",
        "audits",
        "membership",
        "inventory",
        "cases",
        "incidents",
        "meetings",
        "coverage",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let mut texts = Texts::default();
    for folder in FOLDERS {
        texts.take(&root.join(folder))?;
    }
    Ok(texts.fixtures)
}

/// Every so many-th mutant, in the order of the texts.
pub(crate) fn tried(mutants: &Mutants, every: usize) -> Vec<Mutant> {
    let next = AtomicUsize::new(0);
    let some = || {
        let step = || next.fetch_add(every, Ordering::Relaxed);
        let all = std::iter::repeat_with(step).take_while(|index| *index < mutants.len());
        all.filter_map(|index| Some((index, mutants.run(index)?))).collect::<Vec<_>>()
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<(usize, Mutant)> = std::thread::scope(|scope| {
        let working: Vec<_> = (0..threads).map(|_| scope.spawn(some)).collect();
        working.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, mutant)| mutant).collect()
}

#[derive(Default)]
struct Texts {
    packs: Vec<String>,
    fixtures: Vec<String>,
}

impl Texts {
    /// Takes a file, or every file of JSON in a folder.
    fn take(&mut self, path: &Path) -> Result<(), Box<dyn Error>> {
        if path.is_dir() {
            let entries = std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
            let mut inside: Vec<PathBuf> = entries.collect::<Result<_, _>>()?;
            inside
                .retain(|path| path.is_dir() || path.extension().is_some_and(|end| end == "json"));
            inside.sort();
            return inside.iter().try_for_each(|path| self.take(path));
        }
        let text = std::fs::read_to_string(path)?;
        let value: Value = serde_json::from_str(&text)?;
        if value.get("format").is_some() {
            self.packs.push(text)
        } else {
            self.fixtures.push(text)
        }
        Ok(())
    }
}
