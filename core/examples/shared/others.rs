//! `"others": "no"` of a fixture or a story, filled in from the packs of a catalogue.

#[path = "../../src/coverage/others.rs"]
mod filled;

use safeguarding_rules::{Catalogue, wire};
use serde_json::Value;

/// What a fixture or a story asks, with every answer that `others` stands for.
pub(crate) fn with_others(catalogue: &Catalogue, story: &Value) -> Value {
    filled::with_others(story, |form| wire::questions(catalogue, form).ok())
}
