//! Sorting short lists.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts by a key; what has the same key keeps its order.
///
/// The work is done on positions, so that it is compiled once: the standard sort adds some 6 KB to
/// every package for each kind of list. For long lists that one is faster.
pub(crate) fn by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let key_at = |at: usize| list.get(at).map(&key);
    let order = order_of(list.len(), &|left, right| key_at(left).cmp(&key_at(right)));
    let mut items: Vec<Option<T>> = std::mem::take(list).into_iter().map(Some).collect();
    list.extend(order.into_iter().filter_map(|at| items.get_mut(at)?.take()));
}

/// A set of these, one put in after the other: to collect one sorts them first, by a copy of the
/// standard sort for each kind. For large sets that is faster.
pub(crate) fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut found = BTreeSet::new();
    found.extend(items);
    found
}

/// The same of a map; of what has the same key the last counts.
pub(crate) fn map_of<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut found = BTreeMap::new();
    found.extend(items);
    found
}

fn order_of(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|left, right| compare(*left, *right));
    order
}

#[cfg(test)]
mod tests {
    use super::{by_key, set_of};

    #[test]
    fn what_is_the_same_keeps_its_order() {
        let mut list = vec![(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')];
        by_key(&mut list, |(number, _)| *number);
        assert_eq!(list, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
        by_key(&mut list, |_| 0);
        assert_eq!(list.len(), 5);
    }

    #[test]
    fn a_set_has_each_once_in_order() {
        assert!(set_of([3, 1, 3, 2].into_iter()).into_iter().eq([1, 2, 3]));
    }
}
