//! Reads what an edition of the family `reviews` declares.

use super::read::{
    id, optional_condition, optional_id, owned, owned_list, read_list, read_standing,
};
use super::{
    Action, Also, Clock, ClockStart, Event, How, Link, Review, ReviewKind, Role, RoleKind, Urgency,
};
use crate::calendar::Period;
use crate::ids::{is_fact_id, is_rule_id, is_word_id};
use crate::json::{Json, Object};

pub(super) fn read_review(object: &Object<'_, '_>) -> Option<Review> {
    let review = id(object, "id", is_word_id);
    let subject = id(object, "subject", is_word_id);
    let label = owned(object.text("label"));
    let kind = object.word("kind", ReviewKind::WORDS);
    let who = owned(object.text("who"));
    let purpose = owned(object.text("purpose"));
    let urgency = object.word("urgency", Urgency::WORDS);
    let scope = optional_condition(object, "scope");
    let standing = read_standing(object);
    Some(Review {
        id: review?,
        subject: subject?,
        label: label?,
        kind: kind?,
        who: who?,
        purpose: purpose?,
        urgency: urgency?,
        scope,
        standing: standing?,
    })
}

pub(super) fn read_role(object: &Object<'_, '_>) -> Option<Role> {
    let role_id = id(object, "id", is_rule_id);
    let subject = id(object, "subject", is_word_id);
    let review = id(object, "review", is_word_id);
    let role = object.word("role", RoleKind::WORDS);
    let who = owned(object.text("who"));
    let does = owned(object.text("does"));
    let when = optional_condition(object, "when");
    let overrides = optional_id(object, "overrides", is_rule_id);
    let standing = read_standing(object);
    Some(Role {
        id: role_id?,
        subject: subject?,
        review: review?,
        role: role?,
        who: who?,
        does: does?,
        when,
        overrides,
        standing: standing?,
    })
}

pub(super) fn read_link(object: &Object<'_, '_>) -> Option<Link> {
    let link = id(object, "id", is_rule_id);
    let subject = id(object, "subject", is_word_id);
    let review = id(object, "review", is_word_id);
    let with = owned(object.text("with"));
    let how = object.word("how", How::WORDS);
    let words = owned(object.text("words"));
    let when = optional_condition(object, "when");
    let overrides = optional_id(object, "overrides", is_rule_id);
    let standing = read_standing(object);
    Some(Link {
        id: link?,
        subject: subject?,
        review: review?,
        with: with?,
        how: how?,
        words: words?,
        when,
        overrides,
        standing: standing?,
    })
}

pub(super) fn read_event(object: &Object<'_, '_>) -> Option<Event> {
    let event = id(object, "id", is_word_id);
    let subject = id(object, "subject", is_word_id);
    let label = owned(object.text("label"));
    let question = owned(object.text("question"));
    let after = owned_list(object.texts("after"));
    let may_lie_ahead = object.flag("may_lie_ahead");
    let overrides = optional_id(object, "overrides", is_word_id);
    Some(Event {
        id: event?,
        subject: subject?,
        label: label?,
        question: question?,
        after,
        may_lie_ahead,
        overrides,
    })
}

pub(super) fn read_action(object: &Object<'_, '_>) -> Option<Action> {
    let action = id(object, "id", is_rule_id);
    let subject = id(object, "subject", is_word_id);
    let review = id(object, "review", is_word_id);
    let who = owned(object.text("who"));
    let does = owned(object.text("does"));
    let to = owned_list(object.texts("to"));
    let when = optional_condition(object, "when");
    let has_clock = object.get("clock").is_some();
    let clock = object.get("clock").and_then(|value| read_clock(object, value));
    let done_by = id(object, "done_by", is_word_id);
    let needs = owned_list(object.texts("needs"));
    let also = read_list(object, "also", read_also);
    let overrides = optional_id(object, "overrides", is_rule_id);
    let note = owned(object.optional_text("note"));
    let standing = read_standing(object);
    if has_clock && clock.is_none() {
        return None;
    }
    Some(Action {
        id: action?,
        subject: subject?,
        review: review?,
        who: who?,
        does: does?,
        to,
        when,
        clock,
        done_by: done_by?,
        needs,
        also,
        overrides,
        note,
        standing: standing?,
    })
}

fn read_also(object: &Object<'_, '_>) -> Option<Also> {
    let label = owned(object.text("label"));
    let clock = object.require("clock").and_then(|value| read_clock(object, value));
    let when_late = optional_id(object, "when_late", is_rule_id);
    Some(Also { label: label?, clock: clock?, when_late })
}

fn read_clock(object: &Object<'_, '_>, value: &Json<'_>) -> Option<Clock> {
    let clock = Object::of(value, object.place("clock"), object.problems)?;
    let from = read_start(&clock);
    let period = Period::read(&clock);
    clock.finish();
    Some(Clock { from: from?, period: period? })
}

fn read_start(clock: &Object<'_, '_>) -> Option<ClockStart> {
    let value = clock.require("from")?;
    if let Json::Text(_) = value {
        return id(clock, "from", is_word_id).map(ClockStart::Event);
    }
    let start = Object::of(value, clock.place("from"), clock.problems)?;
    let from = if start.get("due").is_some() {
        id(&start, "due", is_rule_id).map(ClockStart::Due)
    } else {
        id(&start, "setting", is_fact_id).map(ClockStart::Setting)
    };
    start.finish();
    from
}
