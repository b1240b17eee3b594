//! Everything that is kept, list by list.

mod battery;
mod documents;
#[allow(dead_code, reason = "tests of documents take more of it")]
#[path = "../rendered/editions.rs"]
mod editions;
mod item;
mod measured;
#[path = "../packs/mod.rs"]
mod packs;
mod shaken;
mod shaken_packs;
mod spoilt;
#[path = "../stories/mod.rs"]
mod stories;
mod ways;

pub(crate) use item::{Item, Packs};

pub(crate) fn items() -> Vec<Item> {
    let mut items = battery::items();
    items.extend(spoilt::items());
    items.extend(shaken_packs::items());
    items.extend(documents::items());
    items.extend(ways::items());
    items.extend(measured::items());
    items
}
