//! Bit sets in plain words.

/// Whether bit `index` is set.
#[inline]
pub(crate) fn has(bits: &[u64], index: u16) -> bool {
    let word = bits.get(usize::from(index >> 6)).copied().unwrap_or(0);
    word >> (index & 63) & 1 == 1
}

/// Sets or clears bit `index`; an index past the end is left alone.
#[inline]
pub(crate) fn put(bits: &mut [u64], index: u16, value: bool) {
    if let Some(word) = bits.get_mut(usize::from(index >> 6)) {
        let bit = 1_u64 << (index & 63);
        if value {
            *word |= bit;
        } else {
            *word &= !bit;
        }
    }
}

/// Whether two sets share a bit.
#[inline]
pub(crate) fn meet(left: &[u64], right: &[u64]) -> bool {
    left.iter().zip(right).any(|(left, right)| left & right != 0)
}

/// How many words hold so many bits.
pub(crate) fn words_for(bits: usize) -> usize {
    bits.div_ceil(64)
}

/// The indices of the bits that are set.
pub(crate) fn indices(bits: &[u64]) -> impl Iterator<Item = u16> + '_ {
    bits.iter().zip(0_u16..).flat_map(|(word, at)| {
        let mut left = *word;
        std::iter::from_fn(move || {
            if left == 0 {
                return None;
            }
            let low = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            u16::try_from(low).ok().map(|low| (at << 6) | low)
        })
    })
}
