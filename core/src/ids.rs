//! How names in packs are formed.

/// The longest name, in bytes.
const LONGEST: usize = 120;

/// A fact's id: lower case words joined by `_`, beginning with a letter.
pub(crate) fn is_fact_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase()) && is_words(text, b'_')
}

/// A pack's, option's or source's id: lower case words joined by `-`.
pub(crate) fn is_word_id(text: &str) -> bool {
    is_words(text, b'-')
}

/// A rule's id: parts joined by `.`, each of words joined by `-`.
pub(crate) fn is_rule_id(text: &str) -> bool {
    text.len() <= LONGEST && text.split('.').all(|part| is_words(part, b'-'))
}

fn is_words(text: &str, joint: u8) -> bool {
    // Whether the byte before belongs to a word, so that a joint or the end may follow.
    let mut in_word = false;
    for byte in text.bytes() {
        let is_joint = byte == joint;
        let fits = if is_joint { in_word } else { is_of_word(byte) };
        if !fits {
            return false;
        }
        in_word = !is_joint;
    }
    in_word && text.len() <= LONGEST
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::{is_fact_id, is_rule_id, is_word_id};

    #[test]
    fn names_have_one_form() {
        assert!(is_fact_id("date_of_birth") && is_fact_id("seen_2_times"));
        assert!(is_word_id("children-act-1989") && is_rule_id("s47.reasonable-cause"));
        for bad in ["", "A", "a__b", "_a", "a-b", "a b", "9a", "é"] {
            assert!(!is_fact_id(bad), "{bad}");
        }
        for bad in ["", "a.", ".a", "a..b", "a_b", "A.b"] {
            assert!(!is_rule_id(bad), "{bad}");
        }
    }
}
