//! How names in packs are formed.

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
    text.len() <= 120 && text.split('.').all(|part| is_words(part, b'-'))
}

fn is_words(text: &str, joint: u8) -> bool {
    let is_word = |word: &[u8]| {
        !word.is_empty() && word.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    text.len() <= 120 && text.as_bytes().split(|b| *b == joint).all(is_word)
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
