//! Membership: who the partners are, which bodies there are, who sits on them and who is what.

use super::authority;
use super::conflicts::touching;
use super::meetings;
use super::membership_later;
use super::names::{Names, bare, setting_key};
use super::standing::{foot, origin, reference_line};
use super::tree::{Item, Line, Page};
use crate::membership::{Scene, how_words};
use crate::pack::membership::{
    Body, Days, Item as PackItem, Listing, OrgKind, Organisation, Partner, Relation, Seat, When,
};
use crate::pack::{
    BodyKind, Chosen, Hats, Interests, ListingKind, MembersKnown, Need, Placed, SeatPart, Side,
    YesNo,
};
use crate::truth::Truth;
use crate::words::long_day;
use std::sync::Arc;

/// What the sections of the document are written from.
pub(super) struct Hall<'h, 'k> {
    pub scene: &'h Scene<'k>,
    pub names: &'h Names<'k>,
}

/// Everything that is in force, and then what is not on this day.
pub(super) fn membership(page: &mut Page, hall: &Hall<'_, '_>) {
    partners(page, hall);
    bodies(page, hall);
    meetings::meetings(page, hall);
    authority::decisions(page, hall);
    organisations(page, hall);
    membership_later::others(page, hall);
}

impl<'k> Hall<'_, 'k> {
    /// Those of a list that are, or may be, in force on the day, or those that are not.
    pub(super) fn of<T: PackItem>(
        &self,
        list: &'k [Arc<Placed<T>>],
        in_force: bool,
    ) -> Vec<&'k Placed<T>> {
        let is = |item: &'k T| {
            item.days().is_none_or(|days| self.scene.in_force_quietly(days) != Truth::False)
        };
        list.iter().map(AsRef::as_ref).filter(|one| is(&one.is) == in_force).collect()
    }

    /// The lines under an item: its days, where documents differ, who says so, its id.
    pub(super) fn foot<T: PackItem>(&self, placed: &Placed<T>) -> Vec<Item> {
        let item = &placed.is;
        let mut found = Vec::new();
        let days = item.days().filter(|days| !is_that_of_edition(days, &placed.at));
        found.extend(days.and_then(|days| self.days(days)));
        found.extend(touching(&[item.id()], self.names));
        found.push(foot(
            item.standing(),
            reference_line(item.id(), &placed.at, item.overrides(), self.names),
            self.names,
        ));
        found
    }

    fn days(&self, days: &Days) -> Option<Item> {
        let line = self.days_in_words(days)?;
        Some(Item::named("In force", line))
    }

    /// From when until when; `None` where it is at all times.
    pub(super) fn days_in_words(&self, days: &Days) -> Option<Line> {
        let from = days.from.as_ref().map(|from| match from {
            When::Given(day) => Line::text(format!("from {} on", long_day(*day))),
            When::Setting(id) => {
                Line::text("from the day that is set: ").join(self.names.setting(id))
            }
        });
        let until = days.until.as_ref().map(|until| match until {
            When::Given(day) => Line::text(format!("until {}", long_day(day.before()))),
            When::Setting(id) => {
                Line::text("until before the day that is set: ").join(self.names.setting(id))
            }
        });
        let all: Vec<Line> = from.into_iter().chain(until).collect();
        (!all.is_empty()).then(|| Line::joined(all, ", "))
    }

    pub(super) fn label(&self, id: &str) -> String {
        self.scene.label_of(id)
    }

    pub(super) fn labels(&self, ids: &[String]) -> String {
        let labels: Vec<String> = ids.iter().map(|id| self.label(id)).collect();
        labels.join("; ")
    }

    /// A word that is given, or set.
    pub(super) fn chosen<T: Copy>(&self, chosen: &Chosen<T>, words: fn(T) -> &'static str) -> Line {
        match chosen {
            Chosen::Given(is) => Line::text(words(*is)),
            Chosen::Setting(id) => self.as_set(id),
        }
    }

    /// What a setting is set to, or that it is left open.
    pub(super) fn as_set(&self, id: &str) -> Line {
        match self.names.set_word(id) {
            Some(word) => Line::text(format!("{} (", self.names.word(word)))
                .here("unless set otherwise", setting_key(id))
                .then(")"),
            None => Line::default().here("left open", setting_key(id)),
        }
    }
}

/// Whether something is in force from the first day of its edition on and without an end, so that the
/// edition, which its reference names, says as much.
fn is_that_of_edition(days: &Days, at: &str) -> bool {
    let first = origin(at).map(|(_, day)| day);
    match (&days.from, &days.until) {
        (Some(When::Given(from)), None) => first == Some(*from),
        _ => false,
    }
}

/// For which of the two arrangements.
pub(super) fn sides(of: &[Side]) -> Item {
    let words: Vec<&str> = of.iter().map(|side| side.word()).collect();
    Item::named("For", Line::text(words.join(" and ")))
}

fn partners(page: &mut Page, hall: &Hall<'_, '_>) {
    let partners = &hall.scene.lists().partners;
    if partners.is_empty() {
        return;
    }
    page.part(2, "The statutory partners");
    partners_table(page, hall);
    page.list(partners.iter().map(|one| partner(one, hall)).collect());
    people(page, hall);
}

/// Who holds the places of the partners on the day.
pub(super) fn partners_table(page: &mut Page, hall: &Hall<'_, '_>) {
    let answer = hall.scene.membership(&[], false);
    let rows = answer.partners.iter().map(|one| {
        let held = one.held_by.map(|kind| hall.label(kind));
        let held = held.unwrap_or_else(|| "hangs on what is left open".to_owned());
        let named = |ids: &[&str], anew: &[&str]| {
            let anew = anew.iter().map(|id| format!("{}, if it is still so", hall.label(id)));
            let labels: Vec<String> = ids.iter().map(|id| hall.label(id)).chain(anew).collect();
            Line::text(match labels.is_empty() {
                true => "the texts name nobody".to_owned(),
                false => labels.join("; "),
            })
        };
        let organisation: Vec<&str> = one.organisation.into_iter().collect();
        vec![
            Line::text(one.label),
            Line::text(held),
            named(&organisation, &[]),
            named(&one.leads, &one.leads_could_be),
            named(&one.delegates, &one.delegates_could_be),
        ]
    });
    page.table(
        "Who holds the places of the statutory partners on this day",
        &["Partner", "Kind of body", "Body in this area", "Who leads", "Who acts by delegation"],
        rows.collect(),
    );
}

fn partner<'k>(placed: &'k Placed<Partner>, hall: &Hall<'_, 'k>) -> Item {
    // Who held it before or holds it later stands in the documents of those days.
    let held = placed.is.held_by.iter();
    let held = held.filter(|one| hall.scene.in_force_quietly(&one.days) != Truth::False);
    let held = held.map(|one| {
        let line = Line::text(hall.label(&one.kind));
        Item::of(match hall.days_in_words(&one.days) {
            Some(days) => line.then(" (").join(days).then(")"),
            None => line,
        })
    });
    let mut below =
        vec![sides(&placed.is.of), Item { line: Line::strong("Held by:"), below: held.collect() }];
    below.extend(hall.foot(placed));
    Item { line: Line::strong(&placed.is.label), below }
}

/// Posts, and what they are for the partnership.
fn people(page: &mut Page, hall: &Hall<'_, '_>) {
    let lists = hall.scene.lists();
    let capacities = hall.of(&lists.capacities, true);
    if !capacities.is_empty() {
        page.part(3, "Roles for the partnership");
        page.list(capacities.into_iter().map(|one| meetings::capacity(one, hall)).collect());
    }
    let offices = hall.of(&lists.offices, true);
    if !offices.is_empty() {
        page.part(3, "Posts");
        page.list(offices.into_iter().map(|one| meetings::office(one, hall)).collect());
    }
}

fn bodies(page: &mut Page, hall: &Hall<'_, '_>) {
    let bodies = hall.of(&hall.scene.lists().bodies, true);
    if bodies.is_empty() {
        return;
    }
    page.part(2, "Bodies, and who sits on them");
    bodies.into_iter().for_each(|one| body(page, one, hall));
}

fn body<'k>(page: &mut Page, placed: &'k Placed<Body>, hall: &Hall<'_, 'k>) {
    let (body, lists) = (&placed.is, hall.scene.lists());
    page.part_with_key(3, hall.label(&body.id), format!("body {}", body.id));
    let mut items = vec![Item::named("What it is", Line::text(kind_words(body.kind)))];
    items.push(sides(&body.of));
    if !body.also_called.is_empty() {
        items.push(Item::named("Also called", Line::text(body.also_called.join("; "))));
    }
    for name in &body.names {
        let line = Line::text(&name.name);
        let line = match hall.days_in_words(&name.days) {
            Some(days) => line.then(" (").join(days).then(")"),
            None => line,
        };
        items.push(Item::named("Called", line));
    }
    items.push(Item::named("Members", Line::text(members_words(body.members))));
    items.extend(
        body.capacity.map(|capacity| {
            Item::named("Made up of", Line::text(meetings::capacity_words(capacity)))
        }),
    );
    items.extend(
        body.quorum
            .as_ref()
            .map(|quorum| Item::named("Quorate when", meetings::quorum(quorum, hall))),
    );
    items.extend(body.hats.as_ref().map(|hats| {
        Item::named("One person for several partners counts", hall.chosen(hats, hats_words))
    }));
    items.extend(body.interests.as_ref().map(|interests| {
        let line = hall.chosen(interests, interests_words);
        Item::named("Where somebody has an interest in the matter", line)
    }));
    items.extend(body.note.iter().map(|note| Item::named("Note", Line::text(note))));
    items.extend(hall.foot(placed));
    page.list(items);
    let seats: Vec<_> =
        hall.of(&lists.seats, true).into_iter().filter(|one| one.is.body == body.id).collect();
    if !seats.is_empty() {
        page.heading(4, format!("Seats: {}", hall.label(&body.id)), "");
        seats_table(page, body, hall);
        page.list(seats.into_iter().map(|one| seat(one, hall)).collect());
    }
    let relations = hall.of(&lists.relations, true);
    let relations = relations.into_iter().filter(|one| one.is.body == body.id);
    let relations: Vec<Item> = relations.map(|one| relation(one, hall)).collect();
    if !relations.is_empty() {
        page.heading(4, format!("How it relates to other bodies: {}", hall.label(&body.id)), "");
        page.list(relations);
    }
}

/// The seats of a body in a table.
pub(super) fn seats_table(page: &mut Page, body: &Body, hall: &Hall<'_, '_>) {
    let seats = hall.of(&hall.scene.lists().seats, true);
    let rows = seats.into_iter().filter(|one| one.is.body == body.id);
    page.table(
        format!("Seats at a glance – {}", hall.label(&body.id)),
        &["Seat", "Chair or member", "Speaks for", "Has a say", "May send a deputy"],
        rows.map(|one| seat_row(one, hall)).collect(),
    );
}

fn seat_row<'k>(placed: &'k Placed<Seat>, hall: &Hall<'_, 'k>) -> Vec<Line> {
    let seat = &placed.is;
    // A seat of which the texts say nothing gives no say and no right to send somebody; that they say
    // nothing is not that they say no.
    let yes = |chosen: Option<&Chosen<YesNo>>| {
        let silent = || Line::text("the texts say nothing of it");
        chosen.map_or_else(silent, |chosen| hall.chosen(chosen, YesNo::word))
    };
    vec![
        Line::text(&seat.label),
        Line::text(part_words(seat.part)),
        Line::text(match &seat.represents {
            Some(id) => hall.label(id),
            None => "no statutory partner".to_owned(),
        }),
        yes(seat.decides.as_ref()),
        yes(seat.deputy.as_ref()),
    ]
}

fn part_words(part: SeatPart) -> &'static str {
    match part {
        SeatPart::Chair => "takes the chair",
        SeatPart::Member => "member",
        SeatPart::Attends => "attends, and counts for nothing",
    }
}

/// A seat in full.
pub(super) fn seat<'k>(placed: &'k Placed<Seat>, hall: &Hall<'_, 'k>) -> Item {
    let seat = &placed.is;
    let mut below = Vec::new();
    if let Some(office) = &seat.office {
        below.push(Item::named("Held by", Line::text(hall.label(office))));
    }
    if let Some(listing) = seat.listing {
        below.push(Item::named("For those who are", Line::text(listing_words(listing))));
    }
    if let Some(kinds) = &seat.kinds {
        below.push(Item::named("For", Line::text(hall.labels(kinds))));
    }
    if !seat.capacities.is_empty() {
        let who: Vec<&str> =
            seat.capacities.iter().map(|one| meetings::capacity_words(*one)).collect();
        below.push(Item::named("For whoever", Line::text(who.join(", or "))));
    }
    if seat.each {
        below.push(Item::text("One for each of them."));
    }
    if let Some(words) = &seat.provisional {
        below.push(Item::named("Provisional", Line::text(words)));
    }
    below.extend(seat.note.iter().map(|note| Item::named("Note", Line::text(note))));
    below.extend(hall.foot(placed));
    let body = hall.label(&seat.body);
    let part = part_words(seat.part);
    Item { line: Line::strong(&seat.label).then(format!(" – {body}, {part}")), below }
}

/// How a body stands to another.
pub(super) fn relation<'k>(placed: &'k Placed<Relation>, hall: &Hall<'_, 'k>) -> Item {
    let one = &placed.is;
    let words =
        one.words.as_deref().map_or_else(String::new, |words| format!(" – {}", bare(words)));
    let (body, how, with) = (hall.label(&one.body), how_words(one.how), hall.label(&one.with));
    Item { line: Line::text(format!("{body} {how} {with}{words}")), below: hall.foot(placed) }
}

fn kind_words(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Partners => "the statutory partners as such",
        BodyKind::Group => "a group",
        BodyKind::Subgroup => "a subgroup",
        BodyKind::Board => "a board",
        BodyKind::Unit => "a unit that supports the others",
        BodyKind::Forum => "a forum",
        BodyKind::Outside => "no part of the partnership",
    }
}

fn members_words(members: MembersKnown) -> &'static str {
    match members {
        MembersKnown::Listed => "all seats are listed",
        MembersKnown::Partly => "some seats are listed; the texts do not name all",
        MembersKnown::NotNamed => "the texts do not name them",
    }
}

fn hats_words(hats: Hats) -> &'static str {
    match hats {
        Hats::One => "for one of them only",
        Hats::Each => "for each of them",
    }
}

fn interests_words(interests: Interests) -> &'static str {
    match interests {
        Interests::OutOfQuorum => "they neither count nor have a say",
        Interests::NoSay => "they count and have no say",
        Interests::DeclaredOnly => "it is declared, and they count and have a say",
    }
}

/// Organisations of the area, kinds of them, and who is on which list.
fn organisations(page: &mut Page, hall: &Hall<'_, '_>) {
    let lists = hall.scene.lists();
    page.part(2, "Organisations");
    for (title, items) in [
        ("Organisations of the area", all(hall.of(&lists.organisations, true), hall, organisation)),
        (
            "Lists of agencies, members and voices",
            all(hall.of(&lists.standings, true), hall, listing),
        ),
        ("Kinds of organisations", all(hall.of(&lists.kinds, true), hall, kind)),
    ] {
        if !items.is_empty() {
            page.part(3, title);
            page.list(items);
        }
    }
}

pub(super) fn all<'k, T>(
    list: Vec<&'k Placed<T>>,
    hall: &Hall<'_, 'k>,
    item: fn(&'k Placed<T>, &Hall<'_, 'k>) -> Item,
) -> Vec<Item> {
    list.into_iter().map(|one| item(one, hall)).collect()
}

fn became(ids: &[String], hall: &Hall<'_, '_>) -> Option<Item> {
    let line = Line::text(hall.labels(ids));
    (!ids.is_empty()).then(|| Item::named("Its place was taken by", line))
}

pub(super) fn kind<'k>(placed: &'k Placed<OrgKind>, hall: &Hall<'_, 'k>) -> Item {
    let one = &placed.is;
    let mut below: Vec<Item> = became(&one.became, hall).into_iter().collect();
    if let Some(whole) = &one.part_of {
        below.push(Item::named("Part of", Line::text(hall.label(whole))));
    }
    below.extend(hall.foot(placed));
    Item { line: Line::text(&one.label), below }
}

pub(super) fn organisation<'k>(placed: &'k Placed<Organisation>, hall: &Hall<'_, 'k>) -> Item {
    let one = &placed.is;
    let mut below = vec![Item::named("Kind", Line::text(hall.labels(&one.kinds)))];
    below.extend(became(&one.became, hall));
    below.extend(hall.foot(placed));
    Item { line: Line::strong(&one.label), below }
}

fn listing_words(listing: ListingKind) -> &'static str {
    match listing {
        ListingKind::Eligible => "on the list in law of those who can be relevant agencies",
        ListingKind::Named => "on the partnership's own list of relevant agencies",
        ListingKind::BoardMember => "members of the Safeguarding Adults Board beyond those by law",
        ListingKind::Voice => "heard, and hold to account, without a seat or a say",
    }
}

pub(super) fn listing<'k>(placed: &'k Placed<Listing>, hall: &Hall<'_, 'k>) -> Item {
    let one = &placed.is;
    let mut below =
        vec![Item::named("What it is", Line::text(listing_words(one.is))), sides(&one.of)];
    if let Some(kinds) = &one.kinds {
        below.push(Item::named("Kinds", Line::text(hall.labels(kinds))));
    }
    for need in &one.needs {
        below.push(Item::named(
            "Only if",
            Line::text(match need {
                Need::FunctionsInArea => {
                    "it exercises functions in the area in relation to children"
                }
                Need::Added => "the local authority has added it to the Safeguarding Adults Board",
            }),
        ));
    }
    below.extend(hall.foot(placed));
    Item { line: Line::text(&one.label), below }
}
