//! Finding a fact by its name, quickly: a request names a hundred of them.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Positions by name. The names in it come from packs, which are checked before they are used.
pub(super) type Index = HashMap<String, u16, BuildHasherDefault<Folded>>;

/// A hash that folds eight bytes at a time: a few instructions for a name, where the standard one,
/// which also withstands names made to collide, takes most of the time of recording an answer.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Folded(u64);

/// An odd number without a pattern, the golden ratio's fraction.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl Folded {
    fn fold(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(SPREAD);
    }
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.fold(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (place, byte) in last.iter_mut().zip(rest) {
            *place = *byte;
        }
        self.fold(u64::from_le_bytes(last));
    }

    fn write_u8(&mut self, byte: u8) {
        self.fold(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // The table looks at both ends of the hash.
        self.0 ^ (self.0 >> 32)
    }
}
