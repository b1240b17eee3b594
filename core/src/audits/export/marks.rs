//! The marks of a timeline: which phase a bar is, by shape, pattern and letter, and where it stands.

use super::svg::Picture;
use crate::audits::decision::OccurrenceAnswer;
use crate::audits::standing::AuditStanding;
use crate::truth::Truth;

/// The patterns in the order in which phases take them; after the last the first comes again.
pub(super) const PATTERNS: [&str; 4] = [
    "<pattern id=\"sgr-p0\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
     <rect width=\"8\" height=\"8\" fill=\"#d6e6f5\"/></pattern>",
    "<pattern id=\"sgr-p1\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
     <rect width=\"8\" height=\"8\" fill=\"#ffe3b3\"/>\
     <path d=\"M-2 2L2 -2M0 8L8 0M6 10L10 6\" stroke=\"#7a4b00\" stroke-width=\"1\"/></pattern>",
    "<pattern id=\"sgr-p2\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
     <rect width=\"6\" height=\"6\" fill=\"#dff0d8\"/>\
     <circle cx=\"3\" cy=\"3\" r=\"1\" fill=\"#1f5c1f\"/></pattern>",
    "<pattern id=\"sgr-p3\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\">\
     <rect width=\"8\" height=\"8\" fill=\"#eadcf2\"/>\
     <path d=\"M0 4H8M4 0V8\" stroke=\"#4b2a63\" stroke-width=\"1\"/></pattern>",
];

/// How round the corners of a phase's bars are.
pub(super) fn roundness(place: usize) -> u32 {
    match place % PATTERNS.len() {
        0 => 0,
        1 => 8,
        2 => 4,
        _ => 2,
    }
}

/// Where an occurrence stands, as far as a mark tells it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Done,
    DoneLate,
    DoneEarly,
    Begun,
    Open,
    Overdue,
    Escalated,
    Blocked,
    Waived,
    Left,
    CannotTell,
    NotDue,
}

impl Mark {
    /// All of them with their words, in the order of the legend.
    pub(super) const ALL: [(Mark, &'static str); 11] = [
        (Mark::Done, "done"),
        (Mark::DoneEarly, "done before it opened"),
        (Mark::DoneLate, "done late"),
        (Mark::Begun, "begun"),
        (Mark::Open, "open"),
        (Mark::Overdue, "overdue"),
        (Mark::Escalated, "overdue and escalated"),
        (Mark::Blocked, "blocked"),
        (Mark::Waived, "waived"),
        (Mark::Left, "left"),
        (Mark::CannotTell, "cannot tell"),
    ];

    pub(super) fn of(occurrence: &OccurrenceAnswer<'_>) -> Mark {
        match occurrence.standing {
            AuditStanding::Waived => Mark::Waived,
            AuditStanding::CannotTell => Mark::CannotTell,
            _ if occurrence.done.is_some_and(|done| done.latest < occurrence.opens.earliest) => {
                Mark::DoneEarly
            }
            _ if occurrence.done.is_some() => match occurrence.in_time {
                Some(Truth::False) => Mark::DoneLate,
                _ => Mark::Done,
            },
            AuditStanding::Left => Mark::Left,
            AuditStanding::Blocked => Mark::Blocked,
            AuditStanding::Overdue => Mark::Overdue,
            AuditStanding::Escalated => Mark::Escalated,
            AuditStanding::Open => Mark::Open,
            AuditStanding::NotDue => Mark::NotDue,
            _ => Mark::Begun,
        }
    }

    /// Is it something that somebody has to see to.
    pub(super) fn is_urgent(self) -> bool {
        matches!(self, Mark::Overdue | Mark::Escalated | Mark::Blocked)
    }

    /// Draws it in a box of 14 by 14 whose corner is given.
    pub(super) fn draw(self, x: u32, y: u32, picture: &mut Picture) {
        let (fill, drawn) = match self {
            Mark::Done => ("#fff", "<path d=\"M3 7L6 10L11 3\"/>"),
            Mark::DoneLate => ("#fff", "<path d=\"M3 6L6 9L11 2M3 12H11\"/>"),
            Mark::DoneEarly => ("#fff", "<path d=\"M2 2V12M5 7L7 10L12 3\"/>"),
            Mark::Begun => ("#fff", "<path d=\"M7 2A5 5 0 0 1 7 12Z\" fill=\"#111\"/>"),
            Mark::Open => ("#fff", "<circle cx=\"7\" cy=\"7\" r=\"3\"/>"),
            Mark::Overdue => ("#111", "<path d=\"M7 2V8M7 10V12\" stroke=\"#fff\"/>"),
            Mark::Escalated => {
                ("#111", "<path d=\"M4 2V8M4 10V12M10 2V8M10 10V12\" stroke=\"#fff\"/>")
            }
            Mark::Blocked => ("#fff", "<path d=\"M3 3L11 11M11 3L3 11\"/>"),
            Mark::Waived => ("#fff", "<path d=\"M3 7H11\"/>"),
            Mark::Left => ("#fff", "<path d=\"M2 7H11M7 3L11 7L7 11\"/>"),
            Mark::CannotTell => ("#fff", "<path d=\"M4 5A3 3 0 1 1 8 7Q7 8 7 9M7 11V12\"/>"),
            Mark::NotDue => return,
        };
        picture.add(format_args!(
            "<g transform=\"translate({x} {y})\" fill=\"none\" stroke=\"#111\" stroke-width=\"2\">\
             <rect width=\"14\" height=\"14\" fill=\"{fill}\" stroke-width=\"1\"/>{drawn}</g>"
        ));
    }
}
