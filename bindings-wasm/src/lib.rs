//! The JavaScript door: text in, text out; everything else is written in JavaScript beside it.
//!
//! The bundled packs are not in here: they lie beside it in compressed files.

mod case;
mod incident;
mod meeting;

use safeguarding_rules::{Error, wire};
use wasm_bindgen::prelude::wasm_bindgen;

/// Packs at hand; adding some gives another catalogue.
#[wasm_bindgen]
pub struct Catalogue(safeguarding_rules::Catalogue);

/// The error's JSON; the JavaScript side makes an `Error` of it.
fn refused(error: Error) -> String {
    error.to_json()
}

#[wasm_bindgen]
impl Catalogue {
    /// No packs.
    pub fn empty() -> Catalogue {
        Catalogue(safeguarding_rules::Catalogue::empty())
    }

    /// This catalogue and the packs of these texts.
    #[wasm_bindgen(js_name = withPacks)]
    pub fn with_packs(&self, texts: Vec<String>) -> Result<Catalogue, String> {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        self.0.with(&texts).map(Catalogue).map_err(refused)
    }

    /// Answers a request.
    pub fn answer(&self, request: &[u8]) -> Result<String, String> {
        wire::answer_bytes(&self.0, request).map_err(refused)
    }

    /// The questions of a pack for one subject on one day.
    pub fn questions(&self, request: &[u8]) -> Result<String, String> {
        let request = wire::utf8(request).map_err(refused)?;
        wire::questions(&self.0, request).map_err(refused)
    }

    /// The packs at hand.
    pub fn packs(&self) -> String {
        wire::packs(&self.0)
    }
}

/// Bytes as text, which must be UTF-8.
#[wasm_bindgen]
pub fn utf8(bytes: &[u8]) -> Result<String, String> {
    wire::utf8(bytes).map(str::to_owned).map_err(refused)
}

/// The version of the library.
#[wasm_bindgen]
pub fn version() -> String {
    wire::version().to_owned()
}
