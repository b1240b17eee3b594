//! Canonical JSON (RFC 8785) of a document without fractions, for digests.

use super::Json;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// How much text is gathered before it is passed on.
const BLOCK: usize = 4096;

/// Writes the value in its one canonical form: keys sorted, no white space.
///
/// Numbers that are not whole have been refused before; should one come, it is written as `null`.
pub(crate) fn canonical(value: &Json<'_>) -> String {
    let mut text = String::new();
    write(value, &mut text, &mut |_| {});
    text
}

/// Writes the value, calling `pass` now and then with what stands there, which it may take.
fn write(value: &Json<'_>, text: &mut String, pass: &mut impl FnMut(&mut String)) {
    match value {
        Json::Null | Json::NotWhole => text.push_str("null"),
        Json::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Json::Int(value) => text.push_str(&value.to_string()),
        Json::Text(value) => write_text(value, text),
        Json::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, text);
                write(item, text, pass);
            }
            text.push(']');
        }
        Json::Object(entries) => {
            text.push('{');
            for (index, (key, item)) in sorted(entries).into_iter().enumerate() {
                separate(index, text);
                write_text(key, text);
                text.push(':');
                write(item, text, pass);
            }
            text.push('}');
            if text.len() >= BLOCK {
                pass(text);
            }
        }
    }
}

type Entry<'j> = (Cow<'j, str>, Json<'j>);

/// RFC 8785 sorts by UTF-16 code units, which for plain ASCII is the order of bytes.
fn sorted<'e, 'j>(entries: &'e [Entry<'j>]) -> Vec<&'e Entry<'j>> {
    let mut sorted: Vec<_> = entries.iter().collect();
    let is_plain = entries.iter().all(|(key, _)| key.is_ascii());
    sorted.sort_by(|(left, _), (right, _)| match is_plain {
        true => left.as_bytes().cmp(right.as_bytes()),
        false => left.encode_utf16().cmp(right.encode_utf16()),
    });
    sorted
}

fn separate(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

fn write_text(value: &str, text: &mut String) {
    if is_plain(value) {
        text.push('"');
        text.push_str(value);
        text.push('"');
        return;
    }
    // serde_json escapes exactly what RFC 8785 asks for: quotes, backslash and control
    // characters, with the short forms where there are any and lower case hex.
    text.push_str(&serde_json::to_string(value).unwrap_or_default());
}

/// Whether a text is written as it stands. Whole blocks are looked at without leaving in between,
/// so that many bytes are compared at once.
fn is_plain(value: &str) -> bool {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    let (blocks, rest) = value.as_bytes().as_chunks::<16>();
    blocks.iter().all(|block| block.iter().fold(true, |plain, byte| plain & is_plain(*byte)))
        && rest.iter().all(|byte| is_plain(*byte))
}

/// SHA-256 of the canonical JSON, in lower case hex: what an auditor can compute anywhere.
pub(crate) fn digest(value: &Json<'_>) -> String {
    let mut hash = Sha256::new();
    let mut text = String::with_capacity(2 * BLOCK);
    write(value, &mut text, &mut |text| {
        hash.update(text.as_bytes());
        text.clear();
    });
    hash.update(text.as_bytes());
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Json, canonical};
    use proptest::prelude::*;

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let whole = -9_007_199_254_740_991_i64..=9_007_199_254_740_991;
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(serde_json::Value::from),
            whole.prop_map(serde_json::Value::from),
            any::<String>().prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
                prop::collection::hash_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn same_bytes_as_the_canonicalizer_others_use(value in any_json()) {
            let ours = canonical(&Json::parse(&value.to_string()).unwrap());
            prop_assert_eq!(ours, serde_json_canonicalizer::to_string(&value).unwrap());
        }
    }

    #[test]
    fn keys_sort_by_utf16() {
        let text = "{\"\u{fb01}\":1,\"\u{1f600}\":2,\"b\":3}";
        let expected = "{\"b\":3,\"\u{1f600}\":2,\"\u{fb01}\":1}";
        assert_eq!(canonical(&Json::parse(text).unwrap()), expected);
    }
}
