//! The wire: JSON text in, JSON text out, the same in every language.
//!
//! The texts are described in `core/WIRE.md`.

mod answers;
mod asking;
mod asking_reviews;
mod audits;
mod audits_exports;
mod audits_form;
mod brief;
mod deadlines;
#[cfg(feature = "prove")]
mod measuring;
mod meeting_form;
mod membership;
mod membership_form;
mod packs;
#[cfg(feature = "prove")]
mod proving;
mod questions;
mod record;
#[cfg(feature = "render")]
mod rendering;
mod request;
mod reviews;
mod thresholds;
mod usual;

pub use usual::Usual;

#[cfg(feature = "schema")]
pub(crate) use {
    audits_exports::{AuditsCalendar, AuditsTimeline},
    audits_form::AuditForm,
    deadlines::{CalendarsCompared, DeadlineAnswer},
    membership_form::MembershipForm,
    packs::Packs,
    questions::Form,
    record::Replayed,
    rendering::Rendered,
};

pub use asking::{Asking, asking};
pub use asking_reviews::{AskingReviews, asking_reviews};

use crate::error::Error;
#[cfg(feature = "prove")]
use crate::evaluate::Known;
use crate::json::Json;
use crate::membership::Meeting;
use crate::pack::Catalogue;

/// Answers a request.
///
/// # Errors
///
/// Every problem of the text together: what is not JSON, unknown keys, wrong kinds, unknown
/// packs, facts and options, a day outside every edition. Unknown answers are no error.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{wire, Catalogue};
/// let request = r#"{"question":"thresholds","pack":"walsall","subject":"child",
///     "as_of":"2024-01-05","explain":"none","facts":{"reasonable_cause_significant_harm":true}}"#;
/// let answer = wire::answer(&Catalogue::bundled(), request).unwrap();
/// assert!(answer.contains(r#""at_least":4,"at_most":4,"settled":true"#));
/// # }
/// ```
pub fn answer(catalogue: &Catalogue, text: &str) -> Result<String, Error> {
    match usual::answer(catalogue, text) {
        Some(answer) => answer,
        None => record::answer(catalogue, text),
    }
}

/// Answers a request given as bytes, which must be UTF-8.
///
/// # Errors
///
/// `json.not-utf8`, and as [`answer`].
pub fn answer_bytes(catalogue: &Catalogue, bytes: &[u8]) -> Result<String, Error> {
    answer(catalogue, utf8(bytes)?)
}

/// Answers a request given as a value, without its being written as text first.
///
/// The answer is that to the same request as text, byte for byte.
///
/// # Errors
///
/// As [`answer`], but for what only a text can be.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{wire, Catalogue, Json};
/// let text = |text: &'static str| Json::Text(text.into());
/// let request = Json::Object(vec![
///     ("question".into(), text("thresholds")),
///     ("pack".into(), text("walsall")),
///     ("subject".into(), text("child")),
///     ("as_of".into(), text("2024-01-05")),
///     ("explain".into(), text("none")),
///     ("facts".into(), Json::Object(vec![("injury_non_mobile".into(), Json::Bool(true))])),
/// ]);
/// let answer = wire::answer_value(&Catalogue::bundled(), request).unwrap();
/// assert!(answer.contains(r#""at_least":4"#));
/// # }
/// ```
pub fn answer_value(catalogue: &Catalogue, request: Json<'_>) -> Result<String, Error> {
    record::answer_value(catalogue, request)
}

/// Answers a request given as a value in sentences.
///
/// # Errors
///
/// As [`answer_value`].
pub fn value_in_words(catalogue: &Catalogue, request: Json<'_>) -> Result<String, Error> {
    record::value_in_words(catalogue, request)
}

/// The questions of a pack, asked for by a value; as [`questions`] otherwise.
///
/// # Errors
///
/// As [`answer_value`].
pub fn questions_value(catalogue: &Catalogue, request: &Json<'_>) -> Result<String, Error> {
    questions::questions_value(catalogue, request)
}

/// Answers a request in sentences, for a person (see [`words`](crate::words)); a calendar or a
/// timeline of audits as the file itself.
///
/// # Errors
///
/// As [`answer`]; a replay has no sentences and is answered as JSON.
pub fn answer_in_words(catalogue: &Catalogue, text: &str) -> Result<String, Error> {
    record::answer_in_words(catalogue, text)
}

/// What a request of thresholds makes known, and one of reviews on each day that matters; nothing
/// of another question.
#[cfg(feature = "prove")]
pub(crate) fn known_of(catalogue: &Catalogue, text: &str) -> Result<Vec<Known>, Error> {
    Ok(match request::read(text)? {
        request::Asked::Thresholds(request) => vec![request.understood(catalogue)?.known],
        request::Asked::Reviews(request) => {
            request.understood_reviews(catalogue)?.incident.into_knowns()
        }
        _ => Vec::new(),
    })
}

/// Reads a request of the question `meeting` once, to be asked for its outcome alone.
///
/// # Errors
///
/// As [`answer`], and `request.unknown-question` where it is another question.
pub fn meeting(catalogue: &Catalogue, text: &str) -> Result<Meeting, Error> {
    match request::read(text)? {
        request::Asked::Membership(membership::Question::Meeting, request) => {
            membership::prepared(catalogue, &request)
        }
        _ => {
            let message = "only of the question `meeting` is the outcome told alone in this way";
            Err(Error::new("request.unknown-question", "/question", message))
        }
    }
}

/// The questions of a pack for one subject on one day, as a form needs them.
///
/// # Errors
///
/// As [`answer`].
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{wire, Catalogue};
/// let request = r#"{"pack":"walsall","subject":"child","as_of":"2024-01-05"}"#;
/// let form = wire::questions(&Catalogue::bundled(), request).unwrap();
/// assert!(form.contains(r#""fact":"date_of_birth""#));
/// # }
/// ```
pub fn questions(catalogue: &Catalogue, text: &str) -> Result<String, Error> {
    questions::questions(catalogue, text)
}

/// The packs at hand: their editions, subjects and digests.
///
/// ```
/// use safeguarding_rules::{wire, Catalogue};
/// assert_eq!(wire::packs(&Catalogue::empty()), r#"{"packs":[]}"#);
/// ```
#[must_use]
pub fn packs(catalogue: &Catalogue) -> String {
    packs::packs(catalogue)
}

/// The version of this library.
///
/// ```
/// assert_eq!(safeguarding_rules::wire::version(), env!("CARGO_PKG_VERSION"));
/// ```
#[must_use]
pub fn version() -> &'static str {
    crate::decision::VERSION
}

/// Takes bytes as text.
///
/// # Errors
///
/// `json.not-utf8`, saying how many bytes were well-formed.
pub fn utf8(bytes: &[u8]) -> Result<&str, Error> {
    crate::json::utf8(bytes)
}

/// Writes an answer. What this library builds always serializes.
fn to_text(value: &impl serde::Serialize) -> Result<String, Error> {
    let mut text = Vec::with_capacity(4096);
    serde_json::to_writer(&mut text, value).map_err(unwritable)?;
    String::from_utf8(text).map_err(unwritable)
}

fn unwritable<E>(_: E) -> Error {
    Error::new("wire.unwritable", "", "the answer could not be written")
}
