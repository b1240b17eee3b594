//! The bodies on a day as a drawing: boxes with their seats, and lines for how they stand to one
//! another.

use super::authority_table::Shown;
use super::drawing::{Drawing, Set, Stroke, cited, lines, markdown, reading};
use super::holders::all_names;
use super::structure::{BodyAnswer, CapacityAnswer, RelationAnswer, SeatShown, Structure};
use super::world::Scene;
use crate::citation::Grounds;
use crate::error::Error;
use crate::pack::{BodyKind, ListingKind, RelationKind, SeatPart};
use crate::truth::Truth;

/// How many letters a box is wide, and the measures of what is drawn.
const LETTERS: usize = 34;
const BOX: usize = LETTERS * 8;
const LINE: usize = 17;
const GAP: usize = 40;
/// How many boxes stand side by side.
const ACROSS: usize = 4;

/// Those who are heard and have no seat.
struct Voice<'k> {
    label: &'k str,
    in_force: Truth,
    grounds: Grounds<'k>,
}

/// Who somebody is for the partnership, and where that stands.
struct Post {
    words: String,
    /// That it is a reading, where the place does not say so.
    reading: &'static str,
    cites: String,
}

/// A body with what stands in its box.
struct Placed<'s, 'k> {
    body: &'s BodyAnswer<'k>,
    lines: Vec<(String, bool)>,
    at: (usize, usize),
    height: usize,
}

impl<'k> Scene<'k> {
    /// The bodies as a drawing.
    ///
    /// # Errors
    ///
    /// None; it answers as the other questions do.
    pub(crate) fn structure_diagram(&self) -> Result<Shown, Error> {
        let title = format!("Who meets where: {}, {}", self.layered.pack, self.as_of);
        let structure = self.structure();
        let voices = self.voices();
        let posts: Vec<Post> = self.posts(&structure.capacities);
        Ok(Shown {
            answer: "structure-diagram",
            markdown: in_markdown(&title, &structure, &voices, &posts),
            svg: in_svg(&title, &structure, &voices, &posts),
            title,
        })
    }

    fn posts(&self, all: &[CapacityAnswer<'k>]) -> Vec<Post> {
        let mut found = Vec::new();
        for one in all {
            // Who acts in a capacity, other items can say.
            let same = all.iter().filter(|other| other.capacity == one.capacity);
            let mut offices: Vec<&'k str> = Vec::new();
            for office in same.filter_map(|other| other.office) {
                if !offices.contains(&office) {
                    offices.push(office);
                }
            }
            found.push(self.post(one, &offices));
        }
        found
    }

    /// Who somebody is for the partnership, by post.
    fn post(&self, one: &CapacityAnswer<'k>, of_capacity: &[&'k str]) -> Post {
        let who = match one.office {
            Some(office) => self.label_of(office),
            None if of_capacity.is_empty() => "who is not said".to_owned(),
            None => {
                let offices = of_capacity.iter().map(|office| self.label_of(office));
                let offices: Vec<String> = offices.collect();
                format!("who is not said by this text; others name {}", offices.join(", "))
            }
        };
        let of = one.partner.map_or_else(String::new, |id| format!(", for {}", self.label_of(id)));
        let doubt = perhaps(one.in_force);
        let words = format!("{}: {who}{of}{doubt}", one.title);
        Post { words, reading: reading(&one.grounds), cites: cited(&one.grounds) }
    }

    fn voices(&self) -> Vec<Voice<'k>> {
        let all = self.lists().standings.iter().map(|one| &one.is);
        let voices = all.filter(|one| one.is == ListingKind::Voice).map(|one| Voice {
            label: &one.label,
            in_force: self.in_force(&one.days),
            grounds: self.show(one),
        });
        voices.filter(|one| one.in_force != Truth::False).collect()
    }
}

/// What a body is called; where that is not set, every name that it could have.
fn name(body: &BodyAnswer<'_>) -> String {
    let could_be = || all_names(&body.name_could_be);
    let name = body.name.map(str::to_owned).or_else(could_be);
    name.unwrap_or_else(|| body.label.to_owned())
}

fn perhaps(is: Truth) -> &'static str {
    if is == Truth::Unknown { " (perhaps: a day is not set)" } else { "" }
}

pub(crate) fn seat_words(seat: &SeatShown<'_>) -> String {
    let part = match seat.part {
        SeatPart::Chair => "chair",
        SeatPart::Member => "member",
        SeatPart::Attends => "attends",
    };
    let each = if seat.each { ", one for each" } else { "" };
    format!("{} ({part}{each}){}", seat.label, perhaps(seat.in_force))
}

pub(crate) fn how_words(how: RelationKind) -> &'static str {
    match how {
        RelationKind::ReportsTo => "reports to",
        RelationKind::ActsFor => "acts for",
        RelationKind::OverseenBy => "is overseen by",
        RelationKind::ExchangesWith => "exchanges with",
        RelationKind::Supports => "supports",
    }
}

fn stroke(relation: &RelationAnswer<'_>) -> Stroke {
    match (relation.in_force, relation.how) {
        (Truth::Unknown, _) => Stroke::Dotted,
        (_, RelationKind::ExchangesWith) => Stroke::Dashed,
        _ => Stroke::Solid,
    }
}

fn in_markdown(
    title: &str,
    structure: &Structure<'_>,
    voices: &[Voice<'_>],
    posts: &[Post],
) -> String {
    let mut text = format!("# {}\n", markdown(title));
    let name_of = |id: &str| {
        let body = structure.bodies.iter().find(|one| one.id == id);
        markdown(&body.map_or_else(|| id.to_owned(), name))
    };
    for (head, outside) in [("Bodies of the partnership", false), ("Outside bodies", true)] {
        let bodies = structure.bodies.iter();
        let mut bodies = bodies.filter(|one| (one.kind == BodyKind::Outside) == outside).peekable();
        if bodies.peek().is_none() {
            continue;
        }
        text.push_str(&format!("\n## {head}\n\n"));
        for body in bodies {
            let (called, doubt) = (markdown(&name(body)), perhaps(body.in_force));
            text.push_str(&format!("- {called}{doubt} – {}\n", markdown(&cited(&body.grounds))));
            for seat in structure.seats.iter().filter(|one| one.body == body.id) {
                let cites = markdown(&cited(&seat.grounds));
                let words = format!("{}{}", seat_words(seat), for_now(seat));
                text.push_str(&format!("  - seat: {} – {cites}\n", markdown(&words)));
            }
            for one in structure.relations.iter().filter(|one| one.body == body.id) {
                text.push_str(&format!(
                    "  - {} {}{} – {}\n",
                    how_words(one.how),
                    name_of(one.with),
                    perhaps(one.in_force),
                    markdown(&cited(&one.grounds))
                ));
            }
        }
    }
    for (number, one) in voices.iter().enumerate() {
        if number == 0 {
            text.push_str("\n## Heard, without a seat\n\n");
        }
        let (called, doubt) = (markdown(one.label), perhaps(one.in_force));
        text.push_str(&format!("- {called}{doubt} – {}\n", markdown(&cited(&one.grounds))));
    }
    for (number, one) in posts.iter().enumerate() {
        if number == 0 {
            text.push_str("\n## Who is what for the partnership\n\n");
        }
        text.push_str(&format!("- {} – {}\n", markdown(&one.words), markdown(&one.cites)));
    }
    text
}

/// For how long a seat is there, where that is said.
fn for_now(seat: &SeatShown<'_>) -> String {
    seat.provisional.map_or_else(String::new, |words| format!(" – {words}"))
}

/// How far below those to whom it answers a body stands.
fn depth(structure: &Structure<'_>, id: &str, most: usize) -> usize {
    let above = structure.relations.iter().filter(|one| one.body == id && one.with != id);
    let above = above.filter(|one| {
        let is_inside = structure
            .bodies
            .iter()
            .any(|body| body.id == one.with && body.kind != BodyKind::Outside);
        is_inside && matches!(one.how, RelationKind::ReportsTo | RelationKind::ActsFor)
    });
    if most == 0 {
        return 0;
    }
    above.map(|one| depth(structure, one.with, most - 1) + 1).max().unwrap_or(0)
}

/// The bodies in rows, those to whom others answer above, and outside bodies last.
fn rows<'s, 'k>(structure: &'s Structure<'k>) -> Vec<Vec<&'s BodyAnswer<'k>>> {
    let mut by_depth: Vec<Vec<&BodyAnswer<'k>>> = vec![Vec::new(); 6];
    for body in &structure.bodies {
        let level = if body.kind == BodyKind::Outside { 5 } else { depth(structure, body.id, 4) };
        if let Some(row) = by_depth.get_mut(level) {
            row.push(body);
        }
    }
    by_depth.iter().flat_map(|row| row.chunks(ACROSS)).map(<[_]>::to_vec).collect()
}

fn placed<'s, 'k>(structure: &'s Structure<'k>) -> (Vec<Placed<'s, 'k>>, usize) {
    let mut found = Vec::new();
    let mut y = 60 + GAP;
    for row in rows(structure) {
        let mut most = 0;
        for (column, body) in row.into_iter().enumerate() {
            let mut all: Vec<(String, bool)> = Vec::new();
            let outside = if body.kind == BodyKind::Outside { " [outside body]" } else { "" };
            let head = format!("{}{outside}{}", name(body), perhaps(body.in_force));
            all.extend(lines(&head, LETTERS - 6).into_iter().map(|line| (line, true)));
            for seat in structure.seats.iter().filter(|one| one.body == body.id) {
                let reading = reading(&seat.grounds);
                let seat = format!("– {}{}{reading}", seat_words(seat), for_now(seat));
                all.extend(lines(&seat, LETTERS).into_iter().map(|line| (line, false)));
            }
            let height = all.len() * LINE + 14;
            most = most.max(height);
            found.push(Placed { body, lines: all, at: (20 + column * (BOX + GAP), y), height });
        }
        y += most + 2 * GAP;
    }
    (found, y)
}

fn in_svg(title: &str, structure: &Structure<'_>, voices: &[Voice<'_>], posts: &[Post]) -> String {
    let (boxes, mut height) = placed(structure);
    let mut drawing = Drawing::default();
    drawing.text((20, 24), title, Set { bold: true, struck: false });
    let words = "Line with an arrow: reports to, acts for, is overseen by or supports. Dashed: \
                 exchanges with. Dotted: a day is not set.";
    drawing.text((20, 46), words, Set::default());
    for (one, number) in structure.relations.iter().zip(0_usize..) {
        let find = |id: &str| boxes.iter().find(|placed| placed.body.id == id);
        let (Some(from), Some(to)) = (find(one.body), find(one.with)) else { continue };
        let title = format!(
            "{} {} {}{}: {}",
            name(from.body),
            how_words(one.how),
            name(to.body),
            perhaps(one.in_force),
            cited(&one.grounds)
        );
        drawing.open(&title);
        let points = way(from, to, number);
        drawing.path(&points, stroke(one), one.how != RelationKind::ExchangesWith);
        drawing.close();
    }
    for one in &boxes {
        let (x, y) = one.at;
        drawing.open(&format!("{}: {}", name(one.body), cited(&one.body.grounds)));
        let stroke =
            if one.body.in_force == Truth::Unknown { Stroke::Dotted } else { Stroke::Solid };
        drawing.shape([x, y, BOX, one.height], stroke);
        for (line, (text, bold)) in one.lines.iter().enumerate() {
            let set = Set { bold: *bold, struck: false };
            drawing.text((x + 8, y + 18 + line * LINE), text, set);
        }
        drawing.close();
    }
    for one in voices {
        let head = format!("{} [heard, without a seat]{}", one.label, perhaps(one.in_force));
        let all = lines(&head, LETTERS);
        let tall = all.len() * LINE + 14;
        drawing.open(&format!("{}: {}", one.label, cited(&one.grounds)));
        drawing.shape([20, height, BOX, tall], Stroke::Dashed);
        for (line, text) in all.iter().enumerate() {
            drawing.text((28, height + 18 + line * LINE), text, Set::default());
        }
        drawing.close();
        height += tall + GAP;
    }
    for one in posts {
        let words = format!("{}{}", one.words, one.reading);
        let all = lines(&words, LETTERS);
        let tall = all.len() * LINE + 14;
        drawing.open(&format!("{}: {}", one.words, one.cites));
        drawing.shape([20, height, BOX, tall], Stroke::Solid);
        for (line, text) in all.iter().enumerate() {
            drawing.text((28, height + 18 + line * LINE), text, Set::default());
        }
        drawing.close();
        height += tall + GAP / 4;
    }
    drawing.finish(title, (40 + ACROSS * (BOX + GAP), height))
}

/// From one box to another through the free space above or below them; each line a little apart
/// from the others.
fn way(from: &Placed<'_, '_>, to: &Placed<'_, '_>, number: usize) -> Vec<(usize, usize)> {
    let aside = 24 + (number * 29) % (BOX - 48);
    let channel = 8 + (number * 7) % (GAP - 14);
    let (start_x, end_x) = (from.at.0 + aside, to.at.0 + aside);
    if from.at.1 > to.at.1 {
        let (start, end) = (from.at.1, to.at.1 + to.height);
        let y = start - channel;
        return vec![(start_x, start), (start_x, y), (end_x, y), (end_x, end)];
    }
    if from.at.1 < to.at.1 {
        let (start, end) = (from.at.1 + from.height, to.at.1);
        let y = end - channel;
        return vec![(start_x, start), (start_x, y), (end_x, y), (end_x, end)];
    }
    let y = from.at.1 - channel;
    vec![(start_x, from.at.1), (start_x, y), (end_x, y), (end_x, to.at.1)]
}
