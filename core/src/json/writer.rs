//! Puts JSON together bit by bit: byte for byte what `serde_json` writes without white space.
//!
//! Whatever has no bits that are quicker to write otherwise is left to `serde_json`. What is written
//! here are texts, of which answers mostly consist: hardly anything in them has to be escaped, so they
//! are looked at eight bytes at a time. That counts most in the browser, where the library is built for
//! size.

use serde::Serialize;

/// A text to which values are added, as bytes: most steps add one that is ASCII.
pub(crate) struct Writer {
    text: Vec<u8>,
}

/// What no value of this library is: one that JSON has no place for.
#[derive(Debug)]
pub(crate) struct Unwritable;

impl Writer {
    /// Goes on where a text ends.
    pub(crate) fn of(text: String) -> Writer {
        Writer { text: text.into_bytes() }
    }

    /// What is only made of texts is one.
    pub(crate) fn into_text(self) -> Result<String, Unwritable> {
        String::from_utf8(self.text).map_err(|_| Unwritable)
    }

    /// Adds an entry to the object that is open.
    pub(crate) fn entry(
        &mut self,
        key: &str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), Unwritable> {
        self.open(key, "");
        serde_json::to_writer(&mut self.text, value).map_err(|_| Unwritable)
    }

    /// Adds an entry that is a text.
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.open(key, "");
        self.quote(text);
    }

    /// Adds an entry that is a list of texts.
    pub(crate) fn texts(&mut self, key: &str, texts: &[&str]) {
        self.open(key, "[");
        for text in texts {
            self.separate();
            self.quote(text);
        }
        self.raw("]");
    }

    /// Begins an entry whose value is added bit by bit.
    pub(crate) fn open(&mut self, key: &str, begins: &str) {
        self.separate();
        self.quote(key);
        self.text.push(b':');
        self.raw(begins);
    }

    /// Adds an item, or the beginning of one, to the list that is open.
    pub(crate) fn item(&mut self, json: &str) {
        self.separate();
        self.raw(json);
    }

    /// Adds JSON that was written before.
    pub(crate) fn raw(&mut self, json: &str) {
        self.text.extend_from_slice(json.as_bytes());
    }

    /// What has just been opened takes no comma. A text that ends so would end in a quote.
    fn separate(&mut self) {
        if !matches!(self.text.last(), Some(b'{' | b'[')) {
            self.text.push(b',');
        }
    }

    fn quote(&mut self, text: &str) {
        self.text.push(b'"');
        let mut rest = text.as_bytes();
        while let Some((plain, tail)) = rest.split_at_checked(plain_length(rest)) {
            self.text.extend_from_slice(plain);
            let Some((byte, after)) = tail.split_first() else { break };
            self.escape(*byte);
            rest = after;
        }
        self.text.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' | b'\\' => byte,
            0x08 => b'b',
            0x09 => b't',
            0x0a => b'n',
            0x0c => b'f',
            0x0d => b'r',
            _ => {
                self.raw(if byte < 16 { "\\u000" } else { "\\u001" });
                let last = byte & 15;
                self.text.push(if last < 10 { b'0' | last } else { b'W'.saturating_add(last) });
                return;
            }
        };
        self.text.push(b'\\');
        self.text.push(short);
    }
}

/// How many bytes at the beginning stand in a text as they are.
fn plain_length(text: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let each = |byte: u8| ONES.wrapping_mul(u64::from(byte));
    let (blocks, _) = text.as_chunks::<8>();
    let mut length = 0_usize;
    for block in blocks {
        let block = u64::from_le_bytes(*block);
        // The highest bit of a byte is set where the byte is below a space, a quote or a backslash;
        // bytes of other scripts have it set themselves and are left out.
        let below_a_space = block.wrapping_sub(each(b' '));
        let quote = (block ^ each(b'"')).wrapping_sub(ONES);
        let backslash = (block ^ each(b'\\')).wrapping_sub(ONES);
        if (below_a_space | quote | backslash) & !block & each(0x80) != 0 {
            break;
        }
        length = length.wrapping_add(8);
    }
    while let Some(byte) = text.get(length) {
        if matches!(byte, b'"' | b'\\' | 0..=0x1f) {
            break;
        }
        length = length.wrapping_add(1);
    }
    length
}

#[cfg(test)]
mod tests {
    use super::Writer;
    use proptest::prelude::*;

    /// The same as the writer that everybody uses.
    fn agrees(text: &str) -> Result<(), TestCaseError> {
        let mut writer = Writer::of("{".into());
        writer.text(text, text);
        writer.texts("texts", &[text, "", text]);
        writer.texts("none", &[]);
        writer.raw("}");
        let quoted = serde_json::to_string(text).unwrap();
        let whole = format!(r#"{{{quoted}:{quoted},"texts":[{quoted},"",{quoted}],"none":[]}}"#);
        prop_assert_eq!(writer.into_text().unwrap(), whole);
        Ok(())
    }

    #[test]
    fn every_escape_and_place_is_written_as_others_write_it() -> Result<(), TestCaseError> {
        for code in (0..0x300).chain([0x2028, 0xfffd, 0x1_f600]) {
            let Some(one) = char::from_u32(code) else { continue };
            for before in 0..20 {
                let before = "é".repeat(before % 3) + &"b".repeat(before);
                agrees(&format!("{before}{one}{one}a{one}"))?;
            }
        }
        ["", "{", "[", "\"", "\\\\", "\u{7f}\u{80}\u{7ff}"].into_iter().try_for_each(agrees)
    }

    proptest! {
        #[test]
        fn texts_of_any_kind(text in ".*") {
            agrees(&text)?;
        }
    }
}
