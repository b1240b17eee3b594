//! What tables and drawings are made of: texts that are safe where they stand, lines of words, and
//! shapes that say by words and strokes what they mean.

use crate::citation::{Basis, Grounds};
use std::fmt::Write;

/// A text as it may stand in SVG.
pub(crate) fn xml(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '&' => found.push_str("&amp;"),
            '<' => found.push_str("&lt;"),
            '>' => found.push_str("&gt;"),
            '"' => found.push_str("&quot;"),
            '\'' => found.push_str("&#39;"),
            one if one.is_control() => found.push(' '),
            one => found.push(one),
        }
    }
    found
}

/// A text as it may stand in a line or cell of Markdown.
pub(crate) fn markdown(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for one in text.chars() {
        match one {
            '<' => found.push_str("&lt;"),
            '>' => found.push_str("&gt;"),
            '&' => found.push_str("&amp;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' | '#' | '!' => {
                found.push('\\');
                found.push(one);
            }
            one if one.is_control() => found.push(' '),
            one => found.push(one),
        }
    }
    found
}

/// Where something stands, in words; of what the library reads into a text, that it is a reading.
pub(super) fn cited(grounds: &Grounds<'_>) -> String {
    let places = grounds.cites.iter().map(|cite| format!("{}, {}", cite.title, cite.at));
    let places = places.collect::<Vec<_>>().join("; ");
    // What nobody says in so many words must not look as if the text said it.
    if grounds.basis == Basis::ProjectReading { format!("a reading of {places}") } else { places }
}

/// What stands behind something that the library reads into a text.
pub(super) fn reading(grounds: &Grounds<'_>) -> &'static str {
    if grounds.basis == Basis::ProjectReading { " (a reading)" } else { "" }
}

/// The words of a text in lines of so many letters at most, where no word is longer.
pub(super) fn lines(text: &str, letters: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match found.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => found.push(word.to_owned()),
        }
    }
    found
}

/// How a stroke is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stroke {
    Solid,
    Dashed,
    Dotted,
}

impl Stroke {
    fn attribute(self) -> &'static str {
        match self {
            Stroke::Solid => "",
            Stroke::Dashed => " stroke-dasharray=\"8 5\"",
            Stroke::Dotted => " stroke-dasharray=\"2 4\"",
        }
    }
}

/// How a line of text is set.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Set {
    pub bold: bool,
    pub struck: bool,
}

/// A drawing in black on white.
#[derive(Debug, Default)]
pub(super) struct Drawing(String);

impl Drawing {
    /// Opens a group that a reader can ask about.
    pub(super) fn open(&mut self, title: &str) {
        // Writing to a text never fails.
        let _ = write!(self.0, "<g><title>{}</title>", xml(title));
    }

    pub(super) fn close(&mut self) {
        self.0.push_str("</g>");
    }

    pub(super) fn shape(&mut self, [x, y, width, height]: [usize; 4], stroke: Stroke) {
        let dashes = stroke.attribute();
        let _ = write!(
            self.0,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#ffffff\" \
             stroke=\"#000000\"{dashes}/>"
        );
    }

    pub(super) fn path(&mut self, points: &[(usize, usize)], stroke: Stroke, arrow: bool) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let arrow = if arrow { " marker-end=\"url(#arrow)\"" } else { "" };
        let _ = write!(
            self.0,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#000000\"{}{arrow}/>",
            points.join(" "),
            stroke.attribute()
        );
    }

    pub(super) fn text(&mut self, (x, y): (usize, usize), text: &str, set: Set) {
        let bold = if set.bold { " font-weight=\"bold\"" } else { "" };
        let struck = if set.struck { " text-decoration=\"line-through\"" } else { "" };
        let _ = write!(self.0, "<text x=\"{x}\" y=\"{y}\"{bold}{struck}>{}</text>", xml(text));
    }

    /// The whole, with its title.
    pub(super) fn finish(self, title: &str, (width, height): (usize, usize)) -> String {
        let title = xml(title);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" role=\"img\" font-family=\"sans-serif\" \
             font-size=\"13\"><title>{title}</title><defs><marker id=\"arrow\" \
             viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" markerWidth=\"8\" markerHeight=\"8\" \
             orient=\"auto-start-reverse\"><path d=\"M 0 0 L 10 5 L 0 10 z\"/></marker></defs>\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>{}</svg>",
            self.0
        )
    }
}
