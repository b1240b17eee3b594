//! Writes values as JSON: byte for byte what `serde_json` writes without white space.
//!
//! Answers are long texts in which hardly anything has to be escaped, so texts are looked at eight
//! bytes at a time; and nothing but running out of memory can go wrong, so that no error is carried
//! from place to place. Both count most in the browser, where the library is built for size.

use serde::Serialize;
use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::Display;

/// A text to which values are added, as bytes: most steps add one that is ASCII.
pub(crate) struct Writer {
    text: Vec<u8>,
}

/// What no value of this library is: one that JSON has no place for.
#[derive(Debug)]
pub(crate) struct Unwritable;

type Written = Result<(), Unwritable>;

/// A value as JSON.
pub(crate) fn written(value: &impl Serialize) -> Result<String, Unwritable> {
    let mut writer = Writer::of(String::with_capacity(4096));
    value.serialize(&mut writer)?;
    writer.into_text()
}

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
    pub(crate) fn entry(&mut self, key: &str, value: &(impl Serialize + ?Sized)) -> Written {
        self.open(key, "");
        value.serialize(self)
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

    fn digits(&mut self, number: u64) {
        if number > 9 {
            self.digits(number / 10);
        }
        let last = u8::try_from(number % 10).unwrap_or(0);
        self.text.push(b'0' | last);
    }

    /// Opens `{"variant":` and whatever follows.
    fn variant(&mut self, variant: &str, opens: u8) {
        self.text.push(b'{');
        self.quote(variant);
        self.text.push(b':');
        self.text.push(opens);
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

impl Display for Unwritable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the answer could not be written")
    }
}

impl std::error::Error for Unwritable {}

impl serde::ser::Error for Unwritable {
    fn custom<T: Display>(_: T) -> Unwritable {
        Unwritable
    }
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = &'w mut Writer;
    type SerializeTuple = &'w mut Writer;
    type SerializeTupleStruct = &'w mut Writer;
    type SerializeTupleVariant = &'w mut Writer;
    type SerializeMap = &'w mut Writer;
    type SerializeStruct = &'w mut Writer;
    type SerializeStructVariant = &'w mut Writer;

    fn serialize_bool(self, value: bool) -> Written {
        self.raw(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Written {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i16(self, value: i16) -> Written {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i32(self, value: i32) -> Written {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i64(self, value: i64) -> Written {
        if value < 0 {
            self.text.push(b'-');
        }
        self.digits(value.unsigned_abs());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Written {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_u16(self, value: u16) -> Written {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_u32(self, value: u32) -> Written {
        self.serialize_u64(u64::from(value))
    }

    fn serialize_u64(self, value: u64) -> Written {
        self.digits(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Written {
        self.serialize_f64(f64::from(value))
    }

    /// Only what others recorded, and is repeated where it differs, has such numbers.
    fn serialize_f64(self, value: f64) -> Written {
        match serde_json::Number::from_f64(value) {
            Some(number) => self.raw(&number.to_string()),
            None => self.raw("null"),
        }
        Ok(())
    }

    fn serialize_char(self, value: char) -> Written {
        self.quote(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Written {
        self.quote(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Written {
        value.serialize(self)
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.raw("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T>(self, _: &'static str, value: &T) -> Written
    where
        T: Serialize + ?Sized,
    {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written
    where
        T: Serialize + ?Sized,
    {
        self.text.push(b'{');
        self.entry(variant, value)?;
        self.text.push(b'}');
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Unwritable> {
        self.text.push(b'[');
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Unwritable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Unwritable> {
        self.variant(variant, b'[');
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Unwritable> {
        self.text.push(b'{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Unwritable> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Unwritable> {
        self.variant(variant, b'{');
        Ok(self)
    }
}

/// What differs between the kinds of lists is how they end.
macro_rules! list {
    ($kind:ident, $add:ident, $end:literal) => {
        impl $kind for &mut Writer {
            type Ok = ();
            type Error = Unwritable;

            fn $add<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.separate();
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                self.raw($end);
                Ok(())
            }
        }
    };
}

list!(SerializeSeq, serialize_element, "]");
list!(SerializeTuple, serialize_element, "]");
list!(SerializeTupleStruct, serialize_field, "]");
list!(SerializeTupleVariant, serialize_field, "]}");

/// And between the kinds of objects with keys that are known.
macro_rules! object {
    ($kind:ident, $end:literal) => {
        impl $kind for &mut Writer {
            type Ok = ();
            type Error = Unwritable;

            fn serialize_field<T>(&mut self, key: &'static str, value: &T) -> Written
            where
                T: Serialize + ?Sized,
            {
                self.entry(key, value)
            }

            fn end(self) -> Written {
                self.raw($end);
                Ok(())
            }
        }
    };
}

object!(SerializeStruct, "}");
object!(SerializeStructVariant, "}}");

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Unwritable;

    /// A key that is no text is written as one.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.separate();
        let from = self.text.len();
        key.serialize(&mut **self)?;
        if self.text.get(from) != Some(&b'"') {
            self.text.insert(from, b'"');
            self.text.push(b'"');
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.text.push(b':');
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.raw("}");
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::written;
    use proptest::prelude::*;
    use serde::Serialize;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    enum Shape {
        Unit,
        Newtype(i32),
        Tuple(bool, char),
        Struct { empty: Vec<u8>, some: Option<f64>, none: Option<()> },
    }

    #[derive(Serialize)]
    struct Unit;

    #[derive(Serialize)]
    struct Pair(u64, String);

    #[derive(Serialize)]
    struct Flat<'t> {
        #[serde(flatten)]
        inner: BTreeMap<u8, Vec<Shape>>,
        unit: Unit,
        pair: &'t Pair,
    }

    /// The same as the writer that everybody uses.
    fn agrees(value: &impl Serialize) -> Result<(), TestCaseError> {
        let theirs = serde_json::to_string(value).unwrap();
        prop_assert_eq!(written(value).unwrap(), theirs);
        Ok(())
    }

    #[test]
    fn every_escape_and_place_is_written_as_others_write_it() -> Result<(), TestCaseError> {
        for code in (0..0x300).chain([0x2028, 0xfffd, 0x1_f600]) {
            let Some(one) = char::from_u32(code) else { continue };
            for before in 0..20 {
                agrees(&format!(
                    "{}{one}{one}a{one}",
                    "é".repeat(before % 3) + &"b".repeat(before)
                ))?;
            }
        }
        for text in ["", "{", "[", "\"", "\\\\", "\u{7f}\u{80}\u{7ff}"] {
            agrees(&(text, [text; 2], BTreeMap::from([(text, text)])))?;
        }
        agrees(&BTreeMap::from([(i64::MIN, [u64::MAX]), (0, [0]), (i64::MAX, [10])]))
    }

    proptest! {
        #[test]
        fn texts_of_any_kind(texts in proptest::collection::vec(".*", 0..6)) {
            agrees(&texts)?;
        }

        #[test]
        fn values_of_any_kind(
            numbers in proptest::collection::vec(any::<(u8, i32, f64)>(), 0..6), text in ".*", n: u64,
        ) {
            let inner = numbers.iter().map(|(key, whole, some)| {
                let shapes = vec![
                    Shape::Unit,
                    Shape::Newtype(*whole),
                    Shape::Tuple(*key > 9, char::from(*key)),
                    Shape::Struct { empty: vec![*key; usize::from(*key % 3)], some: Some(*some), none: None },
                ];
                (*key, shapes)
            });
            agrees(&Flat { inner: inner.collect(), unit: Unit, pair: &Pair(n, text) })?;
        }
    }
}
