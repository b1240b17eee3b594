//! A pack as a document that people read: levels, rules as sentences, tables, published texts linked,
//! and what is left open. Behind the feature `render`.
//!
//! A document is one tree of headings, paragraphs, lists and tables, written from what the pack says
//! on a day; Markdown and HTML are written from the same tree, so that both say the same.

mod anchors;
mod audits;
mod authority;
mod bounds;
mod changes;
mod clocks;
mod condition;
mod conflicts;
mod head;
mod html;
mod markdown;
mod meetings;
mod membership;
mod membership_later;
mod names;
mod questions;
mod reports;
mod reviews;
mod rules;
mod settings;
mod short;
mod standing;
mod style;
mod thresholds;
mod tree;
mod turns;

pub use changes::{ChangedSection, Changes, ToldSide, changes};
pub use short::{board, short};

use crate::date::Day;
use crate::error::Error;
use crate::pack::{Catalogue, Family};
use anchors::Anchors;
use names::Names;
use tree::{Block, Item, Page};

/// What the list of contents is called, in both forms.
const CONTENTS: &str = "Contents";

/// Where the document itself begins, below its contents.
const START: &str = "start";

/// A pack as it stands on one day, to be read.
///
/// Two documents of the same pack and day are the same, byte for byte.
#[derive(Clone, Debug)]
pub struct Document {
    title: String,
    opening: Vec<Block>,
    contents: Vec<Item>,
    body: Vec<Block>,
    anchors: Anchors,
}

impl Document {
    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The document as Markdown, with tables as GitHub has them.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// The document as one HTML file that needs nothing beside it and runs nothing.
    #[must_use]
    pub fn to_html(&self) -> String {
        html::write(self)
    }
}

/// What a pack of a family says on a day, about one of its subjects or about all.
///
/// # Errors
///
/// `request.unknown-pack`, `request.no-edition` (the day lies outside every edition) and
/// `request.unknown-subject`.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{render, Catalogue, Day, Family};
/// let day = Day::parse("2024-01-05").unwrap();
/// let catalogue = Catalogue::bundled();
/// let document =
///     render::document(&catalogue, Family::Thresholds, "walsall", day, Some("child")).unwrap();
/// assert!(document.to_markdown().starts_with("# Walsall: levels of need and legal tests"));
/// assert!(document.to_html().starts_with("<!DOCTYPE html>"));
/// # }
/// ```
pub fn document(
    catalogue: &Catalogue,
    family: Family,
    pack: &str,
    as_of: Day,
    subject: Option<&str>,
) -> Result<Document, Error> {
    let layered = catalogue.layered(family, pack, as_of)?;
    layered.check_subject(subject)?;
    let names = Names::of(layered, as_of);
    let is_wanted = |id: &str| subject.is_none_or(|only| only == id);
    let mut page = Page::default();
    let subjects = layered.items.subjects.iter().filter(|one| is_wanted(&one.is.id));
    match family {
        Family::Thresholds => subjects.for_each(|one| thresholds::subject(&mut page, one, &names)),
        Family::Reviews => subjects.for_each(|one| reviews::subject(&mut page, one, &names)),
        Family::Audits => {
            subjects.for_each(|one| thresholds::about(&mut page, one, &names));
            audits::programmes(&mut page, &names);
            audits::agencies(&mut page, &names);
            audits::duties(&mut page, &names);
            reports::reports(&mut page, &names);
            reports::scales(&mut page, &names);
            reports::standards(&mut page, &names);
            audits::not_now(&mut page, &names);
        }
        Family::Membership => {
            subjects.for_each(|one| thresholds::about(&mut page, one, &names));
            let rules = catalogue.membership(pack, as_of)?;
            let (scene, names) = (rules.scene(), &names);
            membership::membership(&mut page, &membership::Hall { scene: &scene, names });
            scene.finished()?;
        }
    }
    settings::settings(&mut page, &names);
    conflicts::conflicts(&mut page, &names, is_wanted);
    rules::sources(&mut page, &names);
    head::texts(&mut page, catalogue, &names);
    let title = head::title(layered, family, as_of, subject);
    let opening = head::opening(catalogue, layered, as_of).blocks;
    let anchors = Anchors::of(&[&title, CONTENTS, START], &page.blocks);
    let contents = page.contents();
    Ok(Document { title, opening, contents, body: page.blocks, anchors })
}

/// The address of a published document as it may stand in a link; `None` where it is none of the
/// web.
fn web_address(link: &str) -> Option<String> {
    if !link.starts_with("https://") && !link.starts_with("http://") {
        return None;
    }
    let mut found = String::with_capacity(link.len());
    for one in link.chars() {
        match one {
            '(' | ')' | '<' | '>' | '"' | '\'' | '\\' | '|' | '`' | '*' | '[' | ']' | '{' | '}' => {
                found.push_str(&format!("%{:02X}", u32::from(one)));
            }
            one if one.is_control() || one.is_whitespace() => found.push_str("%20"),
            one => found.push(one),
        }
    }
    Some(found)
}
