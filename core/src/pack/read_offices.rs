//! Reads the posts of an edition of the family `membership`, and what they are for the partnership.

use super::membership::{Capacity, CapacityKind, Office, Side};
use super::read::{id, optional_id, owned, owned_list, read_standing};
use super::read_membership::{read_days, words_of};
use crate::ids::is_rule_id;
use crate::json::Object;

pub(super) fn read_office(object: &Object<'_, '_>) -> Option<Office> {
    let office = id(object, "id", is_rule_id);
    let label = owned(object.text("label"));
    object.texts("also_called");
    let partner = optional_id(object, "partner", is_rule_id);
    let days = read_days(object);
    let became = owned_list(object.texts("became"));
    let sits_for = owned_list(object.texts("sits_for"));
    let elected = object.flag("elected");
    object.optional_text("note");
    let standing = read_standing(object);
    Some(Office {
        id: office?,
        label: label?,
        partner,
        days: days?,
        became,
        sits_for,
        elected,
        standing: standing?,
    })
}

pub(super) fn read_capacity(object: &Object<'_, '_>) -> Option<Capacity> {
    let one = id(object, "id", is_rule_id);
    let capacity = object.word("capacity", CapacityKind::WORDS);
    let title = owned(object.text("title"));
    let partner = optional_id(object, "partner", is_rule_id);
    let office = optional_id(object, "office", is_rule_id);
    let others = object.flag("others");
    let of = words_of(object, "of", Side::WORDS);
    let days = read_days(object);
    let overrides = optional_id(object, "overrides", is_rule_id);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    Some(Capacity {
        id: one?,
        capacity: capacity?,
        title: title?,
        partner,
        office,
        others,
        of: of?,
        days: days?,
        overrides,
        note,
        standing: standing?,
    })
}
