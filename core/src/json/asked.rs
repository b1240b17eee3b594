//! Which fields of an object were asked for.

/// How many names are kept without allocating.
const FEW: usize = 24;

/// The names asked for, in order, and which fields were found by them.
pub(super) struct Asked {
    few: [&'static str; FEW],
    count: usize,
    more: Vec<&'static str>,
    /// A bit for each of the first fields.
    found: u64,
}

impl Asked {
    pub(super) fn nothing() -> Asked {
        Asked { few: [""; FEW], count: 0, more: Vec::new(), found: 0 }
    }

    pub(super) fn add(&mut self, name: &'static str, found: Option<usize>) {
        match self.few.get_mut(self.count) {
            Some(free) => {
                *free = name;
                self.count = self.count.saturating_add(1);
            }
            None => self.more.push(name),
        }
        self.found |= found.map_or(0, bit);
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.few.iter().take(self.count).chain(&self.more).copied()
    }

    /// Whether a field was asked for, by its position or its name.
    pub(super) fn has(&self, index: usize, name: &str) -> bool {
        self.found & bit(index) != 0 || self.names().any(|known| known == name)
    }
}

/// The bit of a field; the fields that come later have none.
fn bit(index: usize) -> u64 {
    u32::try_from(index).ok().and_then(|index| 1_u64.checked_shl(index)).unwrap_or(0)
}
