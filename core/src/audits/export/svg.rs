//! Pieces of an SVG picture: escaped texts, boxes, paths. Whole numbers only, no style, no script.

use std::fmt::Write;

/// A text as it may stand in XML, between tags and in attributes; what XML cannot hold is replaced.
pub(super) fn escaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => found.push_str("&amp;"),
            '<' => found.push_str("&lt;"),
            '>' => found.push_str("&gt;"),
            '"' => found.push_str("&quot;"),
            '\'' => found.push_str("&#39;"),
            '\t' | '\n' | '\r' => found.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {
                found.push('\u{fffd}');
            }
            _ => found.push(letter),
        }
    }
    found
}

/// About how many pixels a text takes at 12 pixels a line: rather too many than too few.
pub(super) fn width(text: &str) -> u32 {
    let each = text.chars().map(|letter| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | '(' | ')' | ' ' => 4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 12,
        'A'..='Z' => 9,
        '\u{0}'..='\u{24f}' => 7,
        _ => 13,
    });
    each.fold(0_u32, u32::saturating_add)
}

/// A picture that is being drawn.
#[derive(Default)]
pub(super) struct Picture(pub(super) String);

impl Picture {
    /// One more element, whose attributes and texts are escaped already.
    pub(super) fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // INVARIANT: writing into a text does not fail.
        let _ = self.0.write_fmt(element);
        self.0.push('\n');
    }

    /// A line of words that begins at a place.
    pub(super) fn words(&mut self, x: u32, y: u32, bold: bool, words: &str) {
        let weight = if bold { " font-weight=\"bold\"" } else { "" };
        let words = escaped(words);
        self.add(format_args!("<text x=\"{x}\" y=\"{y}\"{weight}>{words}</text>"));
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, width};

    #[test]
    fn nothing_of_a_text_is_taken_for_markup() {
        assert_eq!(
            escaped("<a href=\"x\">&'\u{0}\n</a>"),
            "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\u{fffd} &lt;/a&gt;"
        );
        assert_eq!(escaped("St Ann’s 老"), "St Ann’s 老");
    }

    #[test]
    fn wide_letters_take_more_room() {
        assert!(width("WWWW") > width("aaaa") && width("aaaa") > width("iiii"));
    }
}
