//! Whether a changed pack of thresholds or reviews answers every case as the original does.

use super::expected::Speaks;
use crate::pack::{Catalogue, Layered};
use crate::prove::{Limits, Proved, compare_rules};
use std::collections::BTreeSet;

/// How much work one comparison may be; what is not decided by then counts as different.
const LIMITS: Limits = Limits { steps: 20_000_000 };

/// How it can be told that a change does nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// Every case is compared.
    Cases,
    /// Of which events come before which is looked at, through others too.
    Order,
}

/// Whether these packs are proved to be the same on the first day of every stretch of theirs.
///
/// An item about one subject changes nothing for the others.
/// What a comparison does not look at is never called equal: only changes of conditions and levels
/// are, of which it sees every effect on what is reached, and of the order of events, which answers
/// know through others too. Whether a trigger is statutory, by when a step or action is due, who has
/// to see to a review and how firmly, whether agreement is needed, when questions are asked, what
/// cannot stand together, settings and options are not.
pub(super) fn answers(
    original: &Catalogue,
    mutant: &Catalogue,
    speaks: Speaks,
    packs: &BTreeSet<&str>,
    edit: (&str, Option<&str>),
) -> bool {
    let (at, subject) = edit;
    looked_at(speaks, at).is_some_and(|by| {
        packs.iter().all(|pack| {
            let [before, after] =
                [original, mutant].map(|catalogue| catalogue.line(speaks.family(), pack));
            let days = |line: &[std::sync::Arc<Layered>]| {
                line.iter().map(|stretch| stretch.from).collect::<Vec<_>>()
            };
            days(before) == days(after)
                && before.iter().zip(after).all(|(one, other)| same(one, other, subject, by))
        })
    })
}

/// How all that a change there can do is seen; `None` where it is not.
fn looked_at(speaks: Speaks, at: &str) -> Option<By> {
    let steps: Vec<&str> = at.split('/').skip(1).collect();
    match (speaks, steps.as_slice()) {
        (
            Speaks::Thresholds,
            ["rules", _, "when", ..]
            | ["rules", _, "then", "level"]
            | ["subjects", _, "applies", ..]
            | ["consent", _, "unless", ..],
        )
        | (
            Speaks::Reviews,
            ["rules" | "roles" | "links" | "actions", _, "when", ..]
            | ["reviews", _, "scope", ..]
            | ["subjects", _, "applies", ..],
        ) => Some(By::Cases),
        (Speaks::Reviews, ["events", _, "after", ..]) => Some(By::Order),
        _ => None,
    }
}

fn same(one: &Layered, other: &Layered, about: Option<&str>, by: By) -> bool {
    let mut subjects = one.subjects().filter(|subject| about.is_none_or(|own| own == *subject));
    one.items == other.items
        || subjects.all(|subject| {
            let rules = one.rules(subject).zip(other.rules(subject));
            rules.is_some_and(|(one_rules, other_rules)| match by {
                By::Cases => {
                    compare_rules(&one_rules, &other_rules, one.from, LIMITS) == Proved::Yes
                }
                By::Order => one_rules.reviews.events.orders_as(&other_rules.reviews.events),
            })
        })
}
