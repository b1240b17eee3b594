//! An incident held between two answers.

use super::{Catalogue, refused};
use safeguarding_rules::wire;
use wasm_bindgen::prelude::wasm_bindgen;

/// A request about reviews, read once; its answers and events change one by one.
#[wasm_bindgen]
pub struct Incident(wire::AskingReviews);

#[wasm_bindgen]
impl Incident {
    /// Reads a request.
    pub fn read(catalogue: &Catalogue, request: &[u8]) -> Result<Incident, String> {
        let text = wire::utf8(request).map_err(refused)?;
        wire::asking_reviews(&catalogue.0, text).map(Incident).map_err(refused)
    }

    /// Answers a question with a JSON text; an empty one takes the answer back. Gives the reviews of
    /// which something else is now said.
    pub fn set(&mut self, fact: &str, answer: &[u8]) -> Result<Vec<String>, String> {
        let changed = match wire::utf8(answer).map_err(refused)? {
            "" => self.0.take_back(fact),
            answer => self.0.set(fact, answer),
        };
        changed.map_err(refused)
    }

    /// The same of an event.
    pub fn event(&mut self, event: &str, given: &[u8]) -> Result<Vec<String>, String> {
        let changed = match wire::utf8(given).map_err(refused)? {
            "" => self.0.take_back_event(event),
            given => self.0.set_event(event, given),
        };
        changed.map_err(refused)
    }

    /// The whole answer; `explain` is `deciding`, `all` or `none`, or empty for what was asked.
    pub fn answer(&mut self, explain: &str) -> Result<String, String> {
        let answer = match explain {
            "" => self.0.answer(),
            explain => self.0.answer_with(explain),
        };
        answer.map_err(refused)
    }
}
