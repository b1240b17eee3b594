//! Whether a changed pack of thresholds answers every case as the original does.

use crate::pack::{Catalogue, Family};
use crate::prove::{Limits, Proved, compare_rules};
use std::collections::BTreeSet;

/// How much work one comparison may be; what is not decided by then counts as different.
const LIMITS: Limits = Limits { steps: 20_000_000 };

/// Whether these packs are proved to be the same on the first day of every stretch of theirs.
///
/// An item about one subject changes nothing for the others.
/// What a comparison does not look at is never called equal: only changes of conditions and levels
/// are, of which it sees every effect on what is reached. Whether a trigger is statutory, by when a
/// step is due, whether agreement is needed, when questions are asked, what cannot stand together,
/// settings and options are not.
pub(super) fn thresholds(
    original: &Catalogue,
    mutant: &Catalogue,
    packs: &BTreeSet<&str>,
    edit: (&str, Option<&str>),
) -> bool {
    let (at, subject) = edit;
    is_looked_at(at) && packs.iter().all(|pack| same(original, mutant, pack, subject))
}

/// Whether a comparison sees all that a change there can do.
fn is_looked_at(at: &str) -> bool {
    let steps: Vec<&str> = at.split('/').skip(1).collect();
    matches!(
        steps.as_slice(),
        ["rules", _, "when", ..]
            | ["rules", _, "then", "level"]
            | ["subjects", _, "applies", ..]
            | ["consent", _, "unless", ..]
    )
}

fn same(original: &Catalogue, mutant: &Catalogue, pack: &str, about: Option<&str>) -> bool {
    let before = original.line(Family::Thresholds, pack);
    let after = mutant.line(Family::Thresholds, pack);
    let days = |line: &[std::sync::Arc<crate::pack::Layered>]| {
        line.iter().map(|stretch| stretch.from).collect::<Vec<_>>()
    };
    days(before) == days(after)
        && before.iter().zip(after).all(|(one, other)| {
            let mut subjects =
                one.subjects().filter(|subject| about.is_none_or(|own| own == *subject));
            one.items == other.items
                || subjects.all(|subject| {
                    let rules = one.rules(subject).zip(other.rules(subject));
                    rules.is_some_and(|(one_rules, other_rules)| {
                        compare_rules(&one_rules, &other_rules, one.from, LIMITS) == Proved::Yes
                    })
                })
        })
}
