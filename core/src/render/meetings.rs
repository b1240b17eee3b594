//! Who may sit, when a meeting is quorate, and what posts are for the partnership.

use super::clocks::so_many;
use super::membership::{Hall, sides};
use super::names::setting_key;
use super::tree::{Item, Line, Page};
use crate::pack::membership::{
    Capacity, MembersAsked, Office, PartnersAsked, Pattern, SeatTest, Substitute,
};
use crate::pack::{CapacityKind, Chosen, Extent, Half, Placed, SeatRole};

/// Tests of those who sit, and patterns of quorum.
pub(super) fn meetings(page: &mut Page, hall: &Hall<'_, '_>) {
    let lists = hall.scene.lists();
    let tests = hall.of(&lists.tests, true);
    if !tests.is_empty() {
        page.part(2, "Who may sit");
        page.list(tests.into_iter().map(|one| test(one, hall)).collect());
    }
    let patterns = hall.of(&lists.patterns, true);
    if patterns.is_empty() {
        return;
    }
    page.part(2, "When a meeting is quorate");
    quorum_table(page, hall);
    let (chosen, offered): (Vec<_>, Vec<_>) =
        patterns.into_iter().partition(|one| !followed_by(&one.is, hall).is_empty());
    if !chosen.is_empty() {
        page.part(3, "Patterns that a body follows");
        page.list(chosen.into_iter().map(|one| pattern(one, hall)).collect());
    }
    if !offered.is_empty() {
        page.part(3, "Patterns to choose from, in force for no body");
        page.paragraph(Line::text(
            "These are patterns that other partnerships and boards have published, or that are usual. \
             None of them is in force here: a body follows one only where that has been decided and \
             is set, and then the table above says so.",
        ));
        page.list(offered.into_iter().map(|one| pattern(one, hall)).collect());
    }
}

/// What makes each body quorate.
pub(super) fn quorum_table(page: &mut Page, hall: &Hall<'_, '_>) {
    let bodies = hall.of(&hall.scene.lists().bodies, true);
    let rows = bodies.into_iter().filter_map(|one| {
        let line = quorum(one.is.quorum.as_ref()?, hall);
        Some(vec![Line::text(hall.label(&one.is.id)), line])
    });
    page.table("What makes each body quorate", &["Body", "Quorate when"], rows.collect());
}

/// What makes a body quorate: a pattern, or what is still to be decided.
pub(super) fn quorum(chosen: &Chosen<String>, hall: &Hall<'_, '_>) -> Line {
    match chosen {
        Chosen::Given(id) => Line::text(hall.label(id)),
        Chosen::Setting(id) if hall.names.set_word(id).is_none() => {
            Line::text("no pattern is chosen: ").here("left open", setting_key(id))
        }
        Chosen::Setting(id) => hall.as_set(id),
    }
}

/// The bodies that follow a pattern, by the text or by what is set.
fn followed_by(pattern: &Pattern, hall: &Hall<'_, '_>) -> Vec<String> {
    let bodies = hall.of(&hall.scene.lists().bodies, true);
    let of = bodies.into_iter().filter(|one| {
        let word = match &one.is.quorum {
            Some(Chosen::Given(id)) => Some(id.as_str()),
            Some(Chosen::Setting(id)) => hall.names.set_word(id),
            None => None,
        };
        word == Some(pattern.id.as_str())
    });
    of.map(|one| hall.label(&one.is.id)).collect()
}

/// A test of those who sit.
pub(super) fn test<'k>(placed: &'k Placed<SeatTest>, hall: &Hall<'_, 'k>) -> Item {
    let test = &placed.is;
    let of: Vec<&str> = test
        .asked_of
        .iter()
        .map(|role| match role {
            SeatRole::Holder => "whoever holds the seat",
            SeatRole::Deputy => "a deputy",
        })
        .collect();
    let mut below = vec![
        Item::named("Question", Line::text(&test.question)),
        Item::named("Asked of", Line::text(of.join(" and "))),
    ];
    let bodies =
        test.bodies.as_ref().map_or_else(|| "every body".to_owned(), |ids| hall.labels(ids));
    below.push(Item::named("On", Line::text(bodies)));
    if test.untested {
        below.push(Item::text("Asked also for seats for which nothing else is asked."));
    }
    if test.by_commitment {
        below
            .push(Item::text("Asked for policy, for resourcing and for practice, each by itself."));
    }
    below.extend(test.extent.as_ref().map(|extent| {
        let words = |extent| match extent {
            Extent::All => "to everything",
            Extent::OfTheMatter => "as far as the matter needs",
        };
        let line = hall.chosen(extent, words);
        Item::named("How far a deputy has to be able to commit the organisation", line)
    }));
    below.extend(hall.foot(placed));
    Item { line: Line::strong(&test.label), below }
}

fn pattern<'k>(placed: &'k Placed<Pattern>, hall: &Hall<'_, 'k>) -> Item {
    let pattern = &placed.is;
    let names = hall.names;
    let mut below = Vec::new();
    let followed = followed_by(pattern, hall);
    if !followed.is_empty() {
        below.push(Item::named("Followed by", Line::text(followed.join("; "))));
    }
    below.extend(pattern.partners.as_ref().map(|partners| {
        let line = match partners {
            PartnersAsked::All => Line::text("all partners are represented"),
            PartnersAsked::AtLeast(number) => Line::text("at least ")
                .join(so_many(number, ("partner", "partners"), names))
                .then(" represented"),
        };
        Item::named("Partners", line)
    }));
    below.extend(pattern.members.as_ref().map(|members| {
        let line = match members {
            MembersAsked::AtLeast(number) => {
                Line::text("at least ").join(so_many(number, ("person", "people"), names))
            }
            MembersAsked::HalfOf(Half::Seats) => Line::text("half of all seats"),
            MembersAsked::HalfOf(Half::Filled) => Line::text("half of the seats that are filled"),
        };
        Item::named("Members", line)
    }));
    if pattern.chair {
        below.push(Item::named("Chair", Line::text("somebody who counts takes the chair")));
    }
    if pattern.chair_may {
        let line = Line::text("may let the matter go ahead without the numbers");
        below.push(Item::named("Chair", line));
    }
    below.extend(pattern.substitutes.iter().map(|one| substitute(one, hall)));
    below.extend(hall.foot(placed));
    Item { line: Line::strong(&pattern.label), below }
}

fn substitute(one: &Substitute, hall: &Hall<'_, '_>) -> Item {
    let line = format!("{} can stand for {}", hall.labels(&one.by), hall.label(&one.partner));
    Item::named("In place of a partner", Line::text(line))
}

/// A post.
pub(super) fn office<'k>(placed: &'k Placed<Office>, hall: &Hall<'_, 'k>) -> Item {
    let office = &placed.is;
    let mut below = Vec::new();
    if let Some(partner) = &office.partner {
        below.push(Item::named("Of", Line::text(hall.label(partner))));
    }
    if !office.became.is_empty() {
        let line = Line::text(hall.labels(&office.became));
        below.push(Item::named("Its place was taken by", line));
    }
    if !office.sits_for.is_empty() {
        let line = Line::text(hall.labels(&office.sits_for));
        below.push(Item::named("Sits in the seats of", line));
    }
    if office.elected {
        below
            .push(Item::text("Elected, and no officer: nothing is delegated to whoever holds it."));
    }
    below.extend(hall.foot(placed));
    Item { line: Line::strong(&office.label), below }
}

/// What a post is for the partnership.
pub(super) fn capacity<'k>(placed: &'k Placed<Capacity>, hall: &Hall<'_, 'k>) -> Item {
    let one = &placed.is;
    let office =
        one.office.as_ref().map_or_else(|| "who is not said".to_owned(), |id| hall.label(id));
    let partner = one.partner.as_ref().map(|id| format!(" of {}", hall.label(id)));
    let mut below =
        vec![Item::named("As", Line::text(capacity_words(one.capacity))), sides(&one.of)];
    if one.others {
        below.push(Item::text("Each chooses anew: whoever is named elsewhere is this only where that is said of them."));
    }
    below.extend(one.note.iter().map(|note| Item::named("Note", Line::text(note))));
    below.extend(hall.foot(placed));
    let line = Line::strong(format!("{}{}:", one.title, partner.unwrap_or_default()));
    Item { line: line.then(format!(" {office}")), below }
}

/// What an office can be for the partnership.
pub(super) fn capacity_words(capacity: CapacityKind) -> &'static str {
    match capacity {
        CapacityKind::Lead => "leads for a partner",
        CapacityKind::Delegate => "acts for a partner by delegation",
        CapacityKind::Chair => "chairs the partnership",
        CapacityKind::Scrutineer => "scrutinises independently",
        CapacityKind::Signatory => "signs the arrangements",
    }
}
