//! What of membership is in the rules and not in force on the day of a document.

use super::membership::{Hall, all, kind, listing, organisation, relation, seat};
use super::names::spaced;
use super::tree::{Item, Line, Page};
use super::{authority, meetings};

/// What is in the rules and not in force on the day.
pub(super) fn others(page: &mut Page, hall: &Hall<'_, '_>) {
    let lists = hall.scene.lists();
    let found: Vec<(&str, Vec<Item>)> = vec![
        (
            "Organisations of the area",
            all(hall.of(&lists.organisations, false), hall, organisation),
        ),
        (
            "Lists of agencies, members and voices",
            all(hall.of(&lists.standings, false), hall, listing),
        ),
        ("Kinds of organisations", all(hall.of(&lists.kinds, false), hall, kind)),
        (
            "Bodies",
            all(hall.of(&lists.bodies, false), hall, |placed, hall| Item {
                line: Line::text(format!(
                    "{} ({})",
                    placed.is.label,
                    spaced(placed.is.kind.word())
                )),
                below: hall.foot(placed),
            }),
        ),
        ("Seats", all(hall.of(&lists.seats, false), hall, seat)),
        ("How bodies relate to each other", all(hall.of(&lists.relations, false), hall, relation)),
        ("Posts", all(hall.of(&lists.offices, false), hall, meetings::office)),
        (
            "Roles for the partnership",
            all(hall.of(&lists.capacities, false), hall, meetings::capacity),
        ),
        ("Tests of who may sit", all(hall.of(&lists.tests, false), hall, meetings::test)),
        ("Matters to decide", all(hall.of(&lists.matters, false), hall, authority::matter_item)),
        (
            "Who has which part in a matter",
            all(authority::not_shown(hall), hall, authority::entry_item),
        ),
        (
            "Who stays answerable",
            all(hall.of(&lists.accountability, false), hall, authority::accountability),
        ),
        ("Steps of a disagreement", all(hall.of(&lists.disputes, false), hall, authority::dispute)),
    ];
    if found.iter().all(|(_, items)| items.is_empty()) {
        return;
    }
    page.part(2, "In the rules, and not in force on this day");
    for (title, items) in found {
        if !items.is_empty() {
            page.heading(3, format!("Not on this day: {title}"), "");
            page.list(items);
        }
    }
}
