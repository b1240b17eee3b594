//! Lines of an iCalendar object (RFC 5545): texts escaped, lines folded and ended.
//!
//! The crates there are either bring a clock and random numbers with them, or fold after too many
//! octets; an all-day event needs no more than this.

/// The most octets that a line has, its end not counted.
const LONGEST: usize = 75;

/// Content lines, one after the other.
#[derive(Default)]
pub(super) struct Lines(String);

impl Lines {
    /// A line whose value stands as it is.
    pub(super) fn plain(&mut self, name: &str, value: &str) {
        self.fold(name, value);
    }

    /// A line whose value is a text.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.fold(name, &escaped(value));
    }

    /// A line whose value is a list of texts.
    pub(super) fn texts(&mut self, name: &str, values: &[&str]) {
        let values: Vec<String> = values.iter().map(|value| escaped(value)).collect();
        self.fold(name, &values.join(","));
    }

    /// All of them.
    pub(super) fn finish(self) -> String {
        self.0
    }

    fn fold(&mut self, name: &str, value: &str) {
        let mut length = 0_usize;
        for one in name.chars().chain([':']).chain(value.chars()) {
            let octets = one.len_utf8();
            if length.saturating_add(octets) > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(one);
            length = length.saturating_add(octets);
        }
        self.0.push_str("\r\n");
    }
}

/// A text with what has a meaning of its own in iCalendar escaped; what cannot be shown is a space.
fn escaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => {
                found.push('\\');
                found.push(letter);
            }
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => found.push_str("\\n"),
            _ if letter.is_control() => found.push(' '),
            _ => found.push(letter),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Lines, escaped};

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\rf\ng:\u{7}"), "a\\,b\\;c\\\\d\\ne\\nf\\ng: ");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_letter_is_cut() {
        for letter in ["a", "é", "老", "😀"] {
            for length in 0..120 {
                let mut lines = Lines::default();
                lines.text("SUMMARY", &letter.repeat(length));
                let text = lines.finish();
                assert!(text.ends_with("\r\n"));
                assert!(text.split("\r\n").all(|line| line.len() <= 75));
                let unfolded = text.replace("\r\n ", "");
                assert_eq!(unfolded, format!("SUMMARY:{}\r\n", letter.repeat(length)));
            }
        }
    }
}
