//! A case held between two answers: numbers in, numbers out, so that little crosses the door.

use super::{Catalogue, refused};
use safeguarding_rules::{Outcome, Truth, wire};
use std::fmt::Write;
use wasm_bindgen::prelude::wasm_bindgen;

/// A request about thresholds, read once; its answers change one by one.
#[wasm_bindgen]
pub struct Case {
    asking: wire::Asking,
    outcome: Outcome,
}

/// What `set_yes_no` gives where no yes-no question stands at the position.
const OTHER_KIND: u32 = u32::MAX;

#[wasm_bindgen]
impl Case {
    /// Reads a request.
    pub fn read(catalogue: &Catalogue, request: &[u8]) -> Result<Case, String> {
        let text = wire::utf8(request).map_err(refused)?;
        let asking = wire::asking(&catalogue.0, text).map_err(refused)?;
        let outcome = asking.outcome();
        Ok(Case { asking, outcome })
    }

    /// The facts and routes, each in the order of its positions.
    pub fn names(&self) -> String {
        let mut text = String::from("{\"facts\":");
        list(&mut text, self.asking.facts());
        text.push_str(",\"routes\":");
        list(&mut text, self.asking.routes());
        text.push('}');
        text
    }

    /// Answers a yes-no question: 0 for no, 1 for yes, anything else for not known.
    #[wasm_bindgen(js_name = setYesNo)]
    pub fn set_yes_no(&mut self, position: u16, answer: u32) -> u32 {
        let answer = match answer {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        };
        if self.asking.set_yes_no(position, answer) { self.changed() } else { OTHER_KIND }
    }

    /// Answers a question with a JSON text; an empty one takes the answer back.
    pub fn set(&mut self, fact: &str, answer: &[u8]) -> Result<u32, String> {
        let answer = wire::utf8(answer).map_err(refused)?;
        let set = match answer {
            "" => self.asking.take_back(fact),
            answer => self.asking.set(fact, answer),
        };
        set.map_err(refused)?;
        Ok(self.changed())
    }

    /// The outcome in one number: five bits each for the levels, two for `applies`, one for `exact`.
    pub fn outcome(&self) -> u32 {
        let Outcome { at_least, at_most, applies, exact, .. } = self.outcome;
        let applies = match applies {
            Truth::False => 0,
            Truth::Unknown => 1,
            Truth::True => 2,
        };
        let level = |level: Option<u8>| u32::from(level.unwrap_or(0));
        level(at_least) | level(at_most) << 5 | applies << 10 | u32::from(exact) << 12
    }

    /// The routes that hold in every filling, as bits; with `possible`, those that hold in some.
    pub fn routes(&self, possible: bool) -> u64 {
        if possible { self.outcome.routes_possible } else { self.outcome.routes_certain }
    }

    /// The whole answer; `explain` is `deciding`, `all` or `none`, or empty for what was asked.
    pub fn answer(&mut self, explain: &str) -> Result<String, String> {
        let answer = match explain {
            "" => self.asking.answer(),
            explain => self.asking.answer_with(explain),
        };
        answer.map_err(refused)
    }

    /// The outcome, and from bit 16 on what of it has changed.
    fn changed(&mut self) -> u32 {
        let now = self.asking.outcome();
        let was = std::mem::replace(&mut self.outcome, now);
        let level = (was.at_least, was.at_most) != (now.at_least, now.at_most);
        let routes =
            (was.routes_certain, was.routes_possible) != (now.routes_certain, now.routes_possible);
        let consent = (was.without_consent_certain, was.without_consent_possible)
            != (now.without_consent_certain, now.without_consent_possible);
        let applies = was.applies != now.applies;
        self.outcome()
            | u32::from(level) << 16
            | u32::from(applies) << 17
            | u32::from(routes) << 18
            | u32::from(consent) << 19
    }
}

/// Ids, which need no escapes.
fn list<'i>(text: &mut String, ids: impl Iterator<Item = &'i str>) {
    for (index, id) in ids.enumerate() {
        // Writing into a text cannot fail.
        let _always = write!(text, "{}\"{id}\"", if index == 0 { '[' } else { ',' });
    }
    if text.ends_with(':') {
        text.push('[');
    }
    text.push(']');
}
