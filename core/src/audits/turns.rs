//! What was recorded of phases, by programme, phase, year and agency.

use super::given::Entry;

/// One phase of a programme in one year, of one agency or of all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub programme: u16,
    pub phase: u16,
    pub year: i32,
    pub agency: u32,
}

type Turn = (u16, u16, i32);

/// An entry with what it is of and the number of its word.
#[derive(Clone, Copy)]
pub(super) struct Noticed<'g> {
    pub key: Key,
    pub word: u16,
    pub entry: &'g Entry,
}

/// The entries about phases, in order, and where those of each phase of a year begin and end.
#[derive(Default)]
pub(super) struct Turns<'g> {
    /// By key, those of one key in the order given.
    entries: Vec<Noticed<'g>>,
    turns: Vec<(Turn, (usize, usize))>,
}

impl<'g> Turns<'g> {
    pub(super) fn new(mut entries: Vec<Noticed<'g>>) -> Turns<'g> {
        entries.sort_by_key(|one| one.key);
        let mut turns: Vec<(Turn, (usize, usize))> = Vec::new();
        for (one, at) in entries.iter().zip(0_usize..) {
            let key = one.key;
            let turn = (key.programme, key.phase, key.year);
            let end = at.saturating_add(1);
            match turns.last_mut() {
                Some((last, range)) if *last == turn => range.1 = end,
                _ => turns.push((turn, (at, end))),
            }
        }
        Turns { entries, turns }
    }

    /// What was recorded of a phase in a year, of whichever agency.
    pub(super) fn of(&self, programme: u16, phase: u16, year: i32) -> &[Noticed<'g>] {
        let turn = (programme, phase, year);
        let found = self.turns.binary_search_by_key(&turn, |(known, _)| *known);
        let range = found.ok().and_then(|at| self.turns.get(at)).map(|(_, range)| *range);
        range.and_then(|(from, end)| self.entries.get(from..end)).unwrap_or_default()
    }
}

/// Of what was recorded of a phase in a year, that of one agency.
pub(super) fn of_agency<'r, 'g>(turn: &'r [Noticed<'g>], agency: u32) -> &'r [Noticed<'g>] {
    let from = turn.partition_point(|one| one.key.agency < agency);
    let rest = turn.get(from..).unwrap_or_default();
    let end = rest.iter().take_while(|one| one.key.agency == agency).count();
    rest.get(..end).unwrap_or_default()
}
