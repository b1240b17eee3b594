//! What is put into a text, and the text with all of it.

use std::collections::BTreeMap;

/// What one mutant or several at one place put in.
pub struct Edit {
    /// Where, and up to where what is there goes.
    pub at: usize,
    pub until: usize,
    /// Where what it closes began, or what it opens ends; the wider of two lies outside.
    pub other: usize,
    pub closes: bool,
    /// Of two as wide the lower lies outside.
    pub level: i32,
    /// Texts, each with the mutant that it belongs to alone.
    pub pieces: Vec<(String, Option<usize>)>,
    pub mutants: Vec<usize>,
}

/// Where a mutant stands in a woven text: from, until, and whose it is.
pub type Place = (usize, usize, Vec<usize>);

/// The text with all edits, and where each mutant stands in it, the narrow places first.
pub fn woven(text: &str, mut edits: Vec<Edit>) -> (String, Vec<Place>) {
    edits.sort_by(|one, other| {
        let by_place = one.at.cmp(&other.at).then(other.closes.cmp(&one.closes));
        let by_width = by_place.then(other.other.cmp(&one.other));
        by_width.then_with(|| match one.closes {
            true => other.level.cmp(&one.level),
            false => one.level.cmp(&other.level),
        })
    });
    let (mut made, mut from) = (String::new(), 0);
    let mut places: Vec<Place> = Vec::new();
    let mut whole: BTreeMap<Vec<usize>, (usize, usize)> = BTreeMap::new();
    for edit in edits {
        assert!(edit.at >= from, "two edits of one place");
        made.push_str(&text[from..edit.at]);
        let begin = made.len();
        for (piece, mutant) in &edit.pieces {
            let start = made.len();
            made.push_str(piece);
            places.extend(mutant.map(|mutant| (start, made.len(), vec![mutant])));
        }
        let end = made.len();
        whole.entry(edit.mutants).and_modify(|all| all.1 = end).or_insert((begin, end));
        from = edit.until.max(edit.at);
    }
    made.push_str(&text[from..]);
    places.extend(whole.into_iter().map(|(mutants, (from, until))| (from, until, mutants)));
    (made, places)
}
