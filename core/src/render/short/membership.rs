//! Membership: who the partners are, who sits where, when a meeting is quorate and who decides what.

use super::Reader;
use crate::pack::SeatPart;
use crate::render::authority;
use crate::render::meetings::{quorum, quorum_table};
use crate::render::membership::{Hall, partners_table, seats_table};
use crate::render::tree::{Line, Page};

pub(super) fn membership(page: &mut Page, reader: Reader, hall: &Hall<'_, '_>) {
    page.part(3, "The statutory partners");
    partners_table(page, hall);
    page.part(3, "Bodies and seats");
    match reader {
        Reader::Lead => {
            quorum_table(page, hall);
            for one in hall.of(&hall.scene.lists().bodies, true) {
                seats_table(page, &one.is, hall);
            }
        }
        Reader::Board => bodies(page, hall),
    }
    page.part(3, "Who decides what");
    match reader {
        Reader::Lead => authority::glance(page, hall),
        Reader::Board => authority::decide(page, hall),
    }
}

/// Bodies in which somebody sits, one a row.
fn bodies(page: &mut Page, hall: &Hall<'_, '_>) {
    let lists = hall.scene.lists();
    let seats = hall.of(&lists.seats, true);
    let rows = hall.of(&lists.bodies, true).into_iter().filter_map(|placed| {
        let body = &placed.is;
        let of = seats.iter().map(|one| &one.is).filter(|one| one.body == body.id);
        let of: Vec<String> = of
            .map(|seat| match seat.part {
                SeatPart::Chair => format!("{} (in the chair)", seat.label),
                SeatPart::Attends => format!("{} (attends)", seat.label),
                SeatPart::Member => seat.label.clone(),
            })
            .collect();
        let quorate = body.quorum.as_ref().map_or_else(
            || Line::text("the texts say nothing of it"),
            |chosen| quorum(chosen, hall),
        );
        let row = vec![Line::text(hall.label(&body.id)), Line::text(of.join("; ")), quorate];
        (!of.is_empty()).then_some(row)
    });
    page.table(
        "Bodies and seats in short",
        &["Body", "Who sits on it", "Quorate when"],
        rows.collect(),
    );
}
