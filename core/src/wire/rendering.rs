//! A pack as a document to be read. Answered where the library is built with the feature `render`.

use super::to_text;
use crate::date::Day;
use crate::error::Error;
use crate::json::{Json, Object, Place, Problems};
use crate::pack::{Catalogue, Family};
use crate::render::{self, Changes, Document};
use serde::Serialize;

/// A pack as a document.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Rendered<'r> {
    /// `render`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "render")))]
    answer: &'static str,
    /// The pack asked.
    pack: &'r str,
    /// What it is about; absent where it is about all families, for a board.
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<Family>,
    /// The one subject that was asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'r str>,
    /// The day whose rules it tells.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    as_of: Day,
    /// `markdown` or `html`.
    format: &'static str,
    /// How much it tells.
    length: Length,
    /// Its title.
    title: &'r str,
    /// The document itself.
    document: String,
    /// The version of the library.
    version: &'static str,
}

crate::citation::words! {
    /// In which form a document is wanted.
    Format {
        /// Markdown, with tables.
        Markdown = "markdown",
        /// One HTML file.
        Html = "html",
    }
}

crate::citation::words! {
    /// How much a document tells.
    Length {
        /// Everything that the rules say.
        Full = "full",
        /// One family in short: for thresholds what a safeguarding lead keeps at hand.
        Short = "short",
        /// All families in short, for a member of a board.
        Board = "board",
    }
}

/// What is asked.
struct Asked<'r> {
    pack: &'r str,
    family: Option<Family>,
    subject: Option<&'r str>,
    as_of: Day,
    format: Format,
    length: Length,
}

impl Asked<'_> {
    fn document(&self, catalogue: &Catalogue) -> Result<Document, Error> {
        let Asked { pack, subject, as_of, .. } = *self;
        let family = self.family.unwrap_or(Family::Thresholds);
        match self.length {
            Length::Full => render::document(catalogue, family, pack, as_of, subject),
            Length::Short => render::short(catalogue, family, pack, as_of, subject),
            Length::Board => render::board(catalogue, pack, as_of),
        }
    }
}

fn asked<'r>(request: &'r Json<'_>) -> Result<Asked<'r>, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let pack = object.text("pack");
        let length = match object.get("length") {
            None => Some(Length::Full),
            Some(_) => object.word("length", Length::WORDS),
        };
        // A document for a board is of all families and of everybody: what would choose is unknown.
        let (family, subject) = match length {
            Some(Length::Board) => (Some(None), None),
            _ => {
                let family = match object.get("family") {
                    None => Some(Family::Thresholds),
                    Some(_) => object.word("family", Family::WORDS),
                };
                (family.map(Some), object.optional_text("subject"))
            }
        };
        let as_of = object.day("as_of");
        let format = object.word("format", Format::WORDS);
        object.finish();
        let (pack, family, as_of, format) = (pack?, family?, as_of?, format?);
        Some(Asked { pack, family, subject, as_of, format, length: length? })
    });
    problems.finish(read)
}

fn written(document: &Document, format: Format) -> String {
    match format {
        Format::Markdown => document.to_markdown(),
        Format::Html => document.to_html(),
    }
}

pub(super) fn rendered(catalogue: &Catalogue, request: &Json<'_>) -> Result<String, Error> {
    let asked = asked(request)?;
    let document = asked.document(catalogue)?;
    let Asked { pack, family, subject, as_of, format, length } = asked;
    to_text(&Rendered {
        answer: "render",
        pack,
        family,
        subject,
        as_of,
        format: format.word(),
        length,
        title: document.title(),
        document: written(&document, format),
        version: crate::decision::VERSION,
    })
}

pub(super) fn changes(catalogue: &Catalogue, request: &Json<'_>) -> Result<Changes, Error> {
    let problems = Problems::default();
    let read = Object::of(request, Place::At(""), &problems).and_then(|object| {
        object.get("question");
        let family = match object.get("family") {
            None => Some(Family::Thresholds),
            Some(_) => object.word("family", Family::WORDS),
        };
        let subject = object.optional_text("subject");
        let (before, after) = (side(&object, "before"), side(&object, "after"));
        object.finish();
        Some((family?, subject, before?, after?))
    });
    let (family, subject, before, after) = problems.finish(read)?;
    render::changes(catalogue, family, before, after, subject)
}

/// A pack with a day.
fn side<'j>(object: &Object<'j, '_>, key: &'static str) -> Option<(&'j str, Day)> {
    let inner = Object::of(object.require(key)?, object.place(key), object.problems)?;
    let (pack, as_of) = (inner.text("pack"), inner.day("as_of"));
    inner.finish();
    Some((pack?, as_of?))
}

/// The document as the file itself.
pub(super) fn file(catalogue: &Catalogue, request: &Json<'_>) -> Result<String, Error> {
    let asked = asked(request)?;
    Ok(written(&asked.document(catalogue)?, asked.format))
}
