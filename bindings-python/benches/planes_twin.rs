//! Levels over planes of bits, as somebody would write them by hand for one set of rules.
//! `planes.py` puts the rules of `borough.py` in and compiles it; it belongs to no crate.

const WORDS: usize = 8;
type Plane = [u64; WORDS];
const NONE: Plane = [0; WORDS];

#[inline(always)]
unsafe fn read(values: *const Plane, known: *const Plane, at: usize) -> (Plane, Plane) {
    let (yes, known) = unsafe { (values.add(at).read_unaligned(), known.add(at).read_unaligned()) };
    let (mut certain, mut possible) = (NONE, NONE);
    for word in 0..WORDS {
        certain[word] = yes[word] & known[word];
        possible[word] = yes[word] | !known[word];
    }
    (certain, possible)
}

#[inline(always)]
fn and(left: Plane, right: Plane) -> Plane {
    std::array::from_fn(|word| left[word] & right[word])
}

#[inline(always)]
fn or(left: Plane, right: Plane) -> Plane {
    std::array::from_fn(|word| left[word] | right[word])
}

/// A byte of 0 or 1 for each bit.
static SPREAD: [u64; 256] = {
    let mut spread = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            spread[byte] |= ((byte as u64 >> bit) & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    spread
};

#[inline(always)]
unsafe fn write(two: Plane, three: Plane, four: Plane, to: *mut u64) {
    for word in 0..WORDS {
        let bytes = [two, three, four].map(|level| level[word].to_le_bytes());
        for eight in 0..8 {
            let sum = bytes.iter().map(|level| SPREAD[level[eight] as usize]).sum::<u64>();
            unsafe { to.add(8 * word + eight).write_unaligned(0x0101_0101_0101_0101 + sum) };
        }
    }
}

#[inline(always)]
unsafe fn run(
    values: *const *const Plane,
    known: *const *const Plane,
    blocks: usize,
    least: *mut u64,
    most: *mut u64,
) {
    for at in 0..blocks {
        unsafe {
            // RULES
            write(cl2, cl3, cl4, least.add(64 * at));
            write(pl2, pl3, pl4, most.add(64 * at));
        }
    }
}

#[target_feature(enable = "avx2")]
unsafe fn run_by_256_bits(
    values: *const *const Plane,
    known: *const *const Plane,
    blocks: usize,
    least: *mut u64,
    most: *mut u64,
) {
    unsafe { run(values, known, blocks, least, most) }
}

/// The range of levels of so many blocks of 512 rows, a byte a row each.
///
/// # Safety
///
/// The planes have so many blocks, and there are as many bytes to write to as rows.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn levels(
    values: *const *const Plane,
    known: *const *const Plane,
    blocks: usize,
    least: *mut u64,
    most: *mut u64,
) {
    unsafe {
        if std::arch::is_x86_feature_detected!("avx2") {
            run_by_256_bits(values, known, blocks, least, most)
        } else {
            run(values, known, blocks, least, most)
        }
    }
}
