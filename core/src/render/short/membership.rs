//! Membership: who the partners are, who sits where, when a meeting is quorate and who decides what.

use crate::pack::Placed;
use crate::pack::membership::Body;
use crate::render::membership::{Hall, partners_table, seats_table};
use crate::render::meetings::quorum_table;
use crate::render::authority;
use crate::render::tree::Page;

pub(super) fn membership(page: &mut Page, hall: &Hall<'_, '_>) {
    let lists = hall.scene.lists();
    page.part(3, "The statutory partners");
    partners_table(page, hall);
    page.part(3, "Bodies and seats");
    quorum_table(page, hall);
    for one in hall.of(&lists.bodies, true) {
        seats(page, one, hall);
    }
    page.part(3, "Who decides what");
    authority::glance(page, hall);
}

fn seats<'k>(page: &mut Page, body: &'k Placed<Body>, hall: &Hall<'_, 'k>) {
    seats_table(page, &body.is, hall);
}
