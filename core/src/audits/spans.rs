//! The documents and notices behind an answer.

use crate::decision::{ConflictTouched, EditionNamed};
use crate::pack::Layered;
use std::collections::HashSet;
use std::sync::Arc;

/// The notices of some stretches, each once, the latest first.
pub(super) fn notices<'k>(stretches: impl Iterator<Item = &'k Arc<Layered>>) -> Vec<&'k str> {
    let mut found: Vec<&str> = Vec::new();
    for used in stretches.flat_map(|stretch| stretch.editions.iter()) {
        if let Some(notice) = used.notice.as_deref()
            && !found.contains(&notice)
        {
            found.push(notice);
        }
    }
    found
}

/// The documents of some stretches, each once, the latest first.
pub(super) fn editions<'k>(
    stretches: impl Iterator<Item = &'k Arc<Layered>>,
) -> Vec<EditionNamed<'k>> {
    let mut found: Vec<EditionNamed<'_>> = Vec::new();
    for used in stretches.flat_map(|stretch| stretch.editions.iter()) {
        let named = EditionNamed {
            pack: &used.pack,
            family: used.family,
            from: used.from,
            until: used.until,
            digest: &used.digest,
            illustrative: used.illustrative,
        };
        if !found.contains(&named) {
            found.push(named);
        }
    }
    found
}

pub(super) fn notices_on(stretch: &Arc<Layered>) -> Vec<&str> {
    notices(std::iter::once(stretch))
}

pub(super) fn editions_on(stretch: &Arc<Layered>) -> Vec<EditionNamed<'_>> {
    editions(std::iter::once(stretch))
}

/// The conflicts of some stretches that touch something of an answer, each once.
pub(super) fn conflicts<'k>(
    stretches: impl Iterator<Item = &'k Arc<Layered>>,
    touched: &HashSet<&str>,
) -> Vec<ConflictTouched<'k>> {
    let mut found: Vec<ConflictTouched<'k>> = Vec::new();
    for conflict in stretches.flat_map(|stretch| &stretch.items.conflicts) {
        let conflict = &conflict.is;
        let is_new = !found.iter().any(|known| known.conflict == conflict.id);
        if is_new && conflict.touches.iter().any(|id| touched.contains(id.as_str())) {
            found.push(ConflictTouched {
                conflict: &conflict.id,
                about: &conflict.about,
                says: &conflict.says,
            });
        }
    }
    found
}
