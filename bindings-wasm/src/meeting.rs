//! A meeting held while it is learnt who is there.

use super::{Catalogue, refused};
use safeguarding_rules::membership::MeetingOutcome;
use safeguarding_rules::{Truth, membership, wire};
use wasm_bindgen::prelude::wasm_bindgen;

/// A request of the question `meeting`, read once.
#[wasm_bindgen]
pub struct Meeting(membership::Meeting);

/// 0 for no, 1 for yes, anything else for not known.
fn truth(number: u32) -> Truth {
    match number {
        0 => Truth::False,
        1 => Truth::True,
        _ => Truth::Unknown,
    }
}

#[wasm_bindgen]
impl Meeting {
    /// Reads a request.
    pub fn read(catalogue: &Catalogue, request: &[u8]) -> Result<Meeting, String> {
        let text = wire::utf8(request).map_err(refused)?;
        wire::meeting(&catalogue.0, text).map(Meeting).map_err(refused)
    }

    /// The words for what a meeting may do, in the order of the bits of `outcome`.
    pub fn words() -> Vec<String> {
        MeetingOutcome::WORDS.iter().map(|(word, _)| (*word).to_owned()).collect()
    }

    /// Says whether a person was there; whether there is such a person.
    pub fn present(&mut self, person: &str, is: u32) -> bool {
        self.0.set_present(person, truth(is))
    }

    /// Says whether those were consulted whom an entry names; whether they have to be.
    pub fn consulted(&mut self, entry: &str, is: u32) -> bool {
        self.0.set_consulted(entry, truth(is))
    }

    /// Says whether the chair lets the matter go ahead.
    #[wasm_bindgen(js_name = chairAllows)]
    pub fn chair_allows(&mut self, is: u32) {
        self.0.set_chair_allows(truth(is));
    }

    /// Says whether it is on record that the decision was delegated to this body.
    pub fn delegated(&mut self, is: u32) {
        self.0.set_delegated(truth(is));
    }

    /// Two bits for whether the meeting is constituted (0 no, 1 not known, 2 yes), then one for each
    /// word that it could come to.
    pub fn outcome(&self) -> Result<u32, String> {
        let told = self.0.outcome().map_err(refused)?;
        let constituted = match told.constituted {
            Truth::False => 0,
            Truth::Unknown => 1,
            Truth::True => 2,
        };
        let words = MeetingOutcome::WORDS.iter().zip(2_u32..);
        let could_be = words
            .filter(|((_, word), _)| told.could_be().any(|one| one == *word))
            .fold(0, |bits, (_, bit)| bits | 1_u32 << bit);
        Ok(constituted | could_be)
    }
}
