//! Where the headings of a document can be found: the same names in both forms.

use super::tree::Block;
use std::collections::{BTreeMap, BTreeSet};

/// The names of all headings, in order, and by the keys under which they are referred to.
#[derive(Clone, Debug, Default)]
pub(super) struct Anchors {
    names: Vec<String>,
    by_key: BTreeMap<String, String>,
}

impl Anchors {
    /// The headings of a page after others that stand before it, by their texts.
    pub(super) fn of(before: &[&str], blocks: &[Block]) -> Anchors {
        let mut anchors = Anchors::default();
        let mut taken = BTreeSet::new();
        for text in before {
            taken.insert(slug(text));
        }
        anchors.add(blocks, &mut taken);
        anchors
    }

    fn add(&mut self, blocks: &[Block], taken: &mut BTreeSet<String>) {
        for block in blocks {
            match block {
                Block::Heading { text, key, .. } => {
                    let name = free(slug(text), taken);
                    if !key.is_empty() {
                        self.by_key.entry(key.clone()).or_insert_with(|| name.clone());
                    }
                    self.names.push(name);
                }
                Block::Together(inner) => self.add(inner, taken),
                Block::Paragraph(_) | Block::List(_) | Block::Table(_) => {}
            }
        }
    }

    /// The name of the heading with a key.
    pub(super) fn of_key(&self, key: &str) -> Option<&str> {
        self.by_key.get(key).map(String::as_str)
    }

    /// The name of a heading by its place among all.
    pub(super) fn of_place(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }
}

/// As readers of Markdown name headings: small letters, hyphens for spaces, nothing else but letters
/// and digits.
fn slug(text: &str) -> String {
    let letters = text.trim().chars().flat_map(char::to_lowercase);
    letters
        .filter_map(|letter| match letter {
            ' ' => Some('-'),
            letter if letter.is_alphanumeric() || letter == '-' || letter == '_' => Some(letter),
            _ => None,
        })
        .collect()
}

/// The name, or the first with a number after it that nobody has.
fn free(name: String, taken: &mut BTreeSet<String>) -> String {
    if taken.insert(name.clone()) {
        return name;
    }
    let found = (1_u32..).map(|number| format!("{name}-{number}")).find(|one| !taken.contains(one));
    let found = found.unwrap_or(name);
    taken.insert(found.clone());
    found
}
