//! Parts of answers as text that are the same in every case.

use std::sync::OnceLock;

/// Before and after what differs from case to case.
pub(crate) type Halves = (String, String);

/// Texts by position, each written when it is first asked for.
#[derive(Debug, Default)]
pub(crate) struct Held {
    texts: OnceLock<Box<[OnceLock<Halves>]>>,
}

impl Held {
    /// The text at a position, of as many as there are.
    pub(crate) fn text(&self, at: usize, of: usize, make: &dyn Fn() -> Halves) -> (&str, &str) {
        let texts = self.texts.get_or_init(|| (0..of).map(|_| OnceLock::new()).collect());
        let text = texts.get(at).map(|text| text.get_or_init(make));
        text.map_or(("", ""), |(before, after)| (before, after))
    }
}
