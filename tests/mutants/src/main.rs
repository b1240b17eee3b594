//! Weaves mutants into the files of a tree: `mutants LIST.json FROM TO LEFT-OUT.json PLACES.json`.
//!
//! LIST is what `cargo mutants --list --json` prints, FROM a tree and TO a copy of it, LEFT-OUT the
//! numbers of mutants (from 0, in the order of the list) that are not woven in, since the code does not
//! compile with them. PLACES is written: by file where each mutant stands in the woven text, so that
//! what the compiler refuses can be left out the next time; and which mutants cannot be woven in.

mod edit;
mod found;
mod weave;

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use weave::{Mutant, Weaver};

fn place(mutant: &Value, which: &str) -> (usize, usize) {
    let number = |key: &str| {
        let number = mutant["span"][which][key].as_u64().expect("a number");
        usize::try_from(number).expect("a number")
    };
    (number("line"), number("column"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let [list, from, to, left_out, places] = given.as_slice() else {
        panic!("LIST.json FROM TO LEFT-OUT.json PLACES.json");
    };
    let list: Vec<Value> = serde_json::from_str(&read(list)).expect("a list of mutants");
    let left_out: BTreeSet<usize> = serde_json::from_str(&read(left_out)).expect("numbers");
    let mut by_file: BTreeMap<&str, BTreeMap<usize, Mutant>> = BTreeMap::new();
    for (number, mutant) in list.iter().enumerate() {
        let text = |key: &str| mutant[key].as_str().expect("a text").to_owned();
        let of_file = by_file.entry(mutant["file"].as_str().expect("a file")).or_default();
        if !left_out.contains(&number) {
            let (start, end) = (place(mutant, "start"), place(mutant, "end"));
            let (genre, replacement) = (text("genre"), text("replacement"));
            of_file.insert(number, Mutant { genre, start, end, replacement });
        }
    }
    let (mut stand, mut not_woven) = (serde_json::Map::new(), Vec::new());
    for (file, mutants) in by_file {
        let text = read(&format!("{from}/{file}"));
        let (edits, left) = Weaver::of(&text).edits(&mutants);
        let (made, at) = edit::woven(&text, edits);
        std::fs::write(format!("{to}/{file}"), made).expect("the copy can be written");
        stand.insert(file.to_owned(), json!(at));
        not_woven.extend(left);
    }
    let found = json!({ "places": stand, "not_woven": not_woven });
    std::fs::write(places, found.to_string()).expect("places can be written");
}
