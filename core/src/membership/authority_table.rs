//! Who decides what, as a table: matters down, and across what part each has in them.

use super::authority::{AgreementAnswer, EntryAnswer, MatterAnswer};
use super::drawing::{Drawing, Set, Stroke, cited, lines, markdown, reading};
use super::holders::{Members, Named};
use super::world::Scene;
use crate::error::Error;
use crate::pack::membership::By;
use crate::pack::{Agreement, AuthorityPart};
use crate::truth::Truth;
use serde::Serialize;

/// A table or a drawing, in two forms that say the same.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// What was asked.
    pub answer: &'static str,
    /// What it shows.
    pub title: String,
    /// The same as readable text.
    pub markdown: String,
    /// The drawing.
    pub svg: String,
}

/// One line of a cell.
struct Line {
    text: String,
    /// It has no effect on the day.
    struck: bool,
    /// What is said after it, never struck through.
    after: String,
    cites: String,
}

impl Line {
    fn plain(text: String, cites: String) -> Line {
        Line { text, struck: false, after: String::new(), cites }
    }

    fn markdown(&self) -> String {
        let text = markdown(&self.text);
        let text = if self.struck { format!("~~{text}~~") } else { text };
        format!("{text}{}", markdown(&self.after))
    }
}

/// The columns: what they are called, and how many letters wide they are.
const COLUMNS: [(&str, usize); 9] = [
    ("Matter", 22),
    ("Proposes, considers, recommends", 26),
    ("Oversees", 22),
    ("Advises, is consulted", 24),
    ("Decides, signs off, stands back", 34),
    ("Is informed, carries out", 22),
    ("May be delegated to", 24),
    ("Stays answerable", 24),
    ("Rests on", 30),
];

/// How wide a letter and how high a line is drawn.
const LETTER: usize = 8;
const LINE: usize = 17;

impl<'k> Scene<'k> {
    /// Who decides what as a table.
    ///
    /// # Errors
    ///
    /// `request.unknown-matter`.
    pub(crate) fn authority_table(&self, matter: Option<&str>) -> Result<Shown, Error> {
        let answer = self.authority(matter, None, &[])?;
        let title = format!("Who decides what: {}, {}", self.layered.pack, self.as_of);
        let rows: Vec<[Vec<Line>; 9]> = answer.matters.iter().map(|one| self.row(one)).collect();
        Ok(Shown {
            answer: "authority-table",
            markdown: in_markdown(&title, &rows),
            svg: in_svg(&title, &rows),
            title,
        })
    }

    /// The same as texts: the heads of the columns, and a row for each matter. What it rests on is
    /// left to whoever writes it down.
    #[cfg(feature = "render")]
    pub(crate) fn authority_cells(
        &self,
        answer: &super::authority::AuthorityAnswer<'k>,
    ) -> (Vec<&'static str>, Vec<Vec<String>>) {
        let columns = COLUMNS.len().saturating_sub(1);
        let heads = COLUMNS.iter().take(columns).map(|(head, _)| *head);
        let text = |cell: &Vec<Line>| {
            let lines = cell.iter().map(|line| {
                let effect = if line.struck { "; no effect" } else { "" };
                format!("{}{effect}{}", line.text, line.after)
            });
            let lines: Vec<String> = lines.collect();
            if lines.is_empty() { "–".to_owned() } else { lines.join(". ") }
        };
        let rows = answer.matters.iter().map(|matter| {
            let row = self.row(matter);
            row.iter().take(columns).map(text).collect()
        });
        (heads.collect(), rows.collect())
    }

    fn row(&self, matter: &MatterAnswer<'k>) -> [Vec<Line>; 9] {
        let of = |parts: &[AuthorityPart]| -> Vec<Line> {
            let entries = matter.parts.iter().filter(|one| parts.contains(&one.part));
            entries.map(|one| self.line(one)).collect()
        };
        let mut to = Vec::new();
        for entry in matter.parts.iter().filter(|one| one.effect != "yields") {
            for by in &entry.to {
                to.push(Line::plain(self.named_words(by), cited(&entry.grounds)));
            }
        }
        let answerable = matter
            .accountable
            .iter()
            .map(|one| Line::plain(self.label_of(one.who), cited(&one.grounds)));
        let mut rests: Vec<Line> = Vec::new();
        for grounds in
            std::iter::once(&matter.grounds).chain(matter.parts.iter().map(|one| &one.grounds))
        {
            for cite in &grounds.cites {
                let text = format!("{}, {}", cite.title, cite.at);
                if !rests.iter().any(|one| one.text == text) {
                    rests.push(Line::plain(text.clone(), text));
                }
            }
        }
        let label = Line::plain(matter.label.to_owned(), cited(&matter.grounds));
        use AuthorityPart as Part;
        [
            vec![label],
            of(&[Part::Proposes, Part::Considers, Part::Recommends]),
            of(&[Part::Oversees]),
            of(&[Part::Advises, Part::Consulted]),
            of(&[Part::Decides, Part::SignsOff, Part::StandsBack]),
            of(&[Part::Informed, Part::CarriesOut]),
            to,
            answerable.collect(),
            rests,
        ]
        .map(once_each)
    }

    fn line(&self, entry: &EntryAnswer<'k>) -> Line {
        let mut after = String::new();
        match &entry.agreement {
            None => {}
            Some(AgreementAnswer::Set(agreement)) => {
                after.push_str(match agreement {
                    Agreement::AllPartners => "; all partners agree",
                    Agreement::MajorityOfPartners => "; more than half of the partners agree",
                    Agreement::MajorityOfMembers => "; more than half of the members agree",
                });
            }
            Some(AgreementAnswer::NotSet(unset)) => {
                after.push_str("; whose agreement is not set; set by ");
                after.push_str(unset.set_by);
            }
        }
        let struck = entry.effect == "yields";
        if let (true, Some(to)) = (struck, entry.yields_to) {
            after.push_str("; yields to ");
            after.push_str(&self.entry_words(to));
        }
        match entry.effect {
            "exercised-by" => after.push_str("; done through another"),
            "exercises" => after.push_str("; acts for the one whose authority it stays"),
            "cannot-tell" => after.push_str("; whether it has effect is not known"),
            _ => {}
        }
        if entry.in_force == Truth::Unknown {
            after.push_str("; perhaps, as a day is not set");
        }
        after.push_str(reading(&entry.grounds));
        let text = format!("{}: {}", part_words(entry.part), entry.who);
        Line { text, struck, after, cites: cited(&entry.grounds) }
    }

    /// Who acts by an entry, in words.
    fn entry_words(&self, id: &str) -> String {
        let mut all = self.lists().authority.iter().map(|one| &one.is);
        all.find(|one| one.id == id).map_or_else(|| id.to_owned(), |one| self.who_acts(one))
    }

    /// Somebody named, by what they are called.
    pub(crate) fn named_words(&self, by: &Named<'_>) -> String {
        match by {
            Named::Body(id) | Named::Office(id) | Named::Partner(id) | Named::Kind(id) => {
                self.label_of(id)
            }
            Named::Bodies(all) => {
                let names: Vec<String> = all.iter().map(|id| self.label_of(id)).collect();
                names.join(" and ")
            }
            Named::Partners(_) => "each of the statutory partners".to_owned(),
            Named::OtherPartners(id) => {
                format!("the statutory partners beside {}", self.label_of(id))
            }
            Named::Members(Members { members, but }) => {
                let (body, partner) = (self.label_of(members), self.label_of(but));
                format!("the members of {body} beside {partner}")
            }
            Named::Capacity(kind) => self.capacity_titles(*kind, None),
            Named::NotSet(unset) => format!("not set; set by {}", unset.set_by),
        }
    }

    /// What something that the pack names is called.
    pub(crate) fn label_of(&self, id: &str) -> String {
        let lists = self.lists();
        if let Some(body) = self.body(id) {
            return self.body_name(body);
        }
        let offices = lists.offices.iter().map(|one| (&one.is.id, &one.is.label));
        let partners = lists.partners.iter().map(|one| (&one.is.id, &one.is.label));
        let kinds = lists.kinds.iter().map(|one| (&one.is.id, &one.is.label));
        let organisations = lists.organisations.iter().map(|one| (&one.is.id, &one.is.label));
        let standings = lists.standings.iter().map(|one| (&one.is.id, &one.is.label));
        let seats = lists.seats.iter().map(|one| (&one.is.id, &one.is.label));
        let tests = lists.tests.iter().map(|one| (&one.is.id, &one.is.label));
        let patterns = lists.patterns.iter().map(|one| (&one.is.id, &one.is.label));
        let matters = lists.matters.iter().map(|one| (&one.is.id, &one.is.label));
        let who = offices.chain(partners).chain(kinds).chain(organisations).chain(standings);
        let mut all = who.chain(seats).chain(tests).chain(patterns).chain(matters);
        all.find(|(known, _)| *known == id)
            .map_or_else(|| self.label_of_several(id), |(_, label)| label.clone())
    }

    /// What those are called whom a choice of a setting means together; the id where there are none.
    fn label_of_several(&self, id: &str) -> String {
        for entry in self.lists().authority.iter().map(|one| &one.is) {
            let By::Setting { together, .. } = &entry.by else { continue };
            if let Some((_, bodies)) = together.iter().find(|(choice, _)| choice == id) {
                let names: Vec<String> = bodies.iter().map(|body| self.label_of(body)).collect();
                return format!("{} together", names.join(" and "));
            }
        }
        id.to_owned()
    }
}

/// The lines of a cell, each once with all places where it stands.
fn once_each(all: Vec<Line>) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for line in all {
        let same = found.iter_mut().find(|one| {
            one.text == line.text && one.struck == line.struck && one.after == line.after
        });
        match same {
            Some(one) if one.cites != line.cites => {
                one.cites.push_str("; ");
                one.cites.push_str(&line.cites);
            }
            Some(_) => {}
            None => found.push(line),
        }
    }
    found
}

pub(crate) fn part_words(part: AuthorityPart) -> &'static str {
    match part {
        AuthorityPart::Proposes => "proposes",
        AuthorityPart::Considers => "considers",
        AuthorityPart::Recommends => "recommends",
        AuthorityPart::Advises => "advises",
        AuthorityPart::Consulted => "is consulted",
        AuthorityPart::Decides => "decides",
        AuthorityPart::SignsOff => "signs off",
        AuthorityPart::Oversees => "oversees",
        AuthorityPart::Informed => "is informed",
        AuthorityPart::CarriesOut => "carries out",
        AuthorityPart::StandsBack => "stands back",
    }
}

fn in_markdown(title: &str, rows: &[[Vec<Line>; 9]]) -> String {
    let mut text = format!("# {}\n\n", markdown(title));
    let heads = COLUMNS.iter().map(|(head, _)| *head).collect::<Vec<_>>().join(" | ");
    text.push_str(&format!("| {heads} |\n|{}\n", " --- |".repeat(COLUMNS.len())));
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| {
                let all: Vec<String> = cell.iter().map(Line::markdown).collect();
                if all.is_empty() { "–".to_owned() } else { all.join("<br>") }
            })
            .collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    text
}

fn in_svg(title: &str, rows: &[[Vec<Line>; 9]]) -> String {
    let mut drawing = Drawing::default();
    let width_of = |letters: usize| letters * LETTER + 16;
    let width = COLUMNS.iter().map(|(_, letters)| width_of(*letters)).sum::<usize>() + 20;
    let bold = Set { bold: true, struck: false };
    drawing.text((10, 24), title, bold);
    let (mut x, mut y) = (10, 40);
    let head_height = 2 * LINE + 10;
    for (head, letters) in COLUMNS {
        drawing.open(head);
        drawing.shape([x, y, width_of(letters), head_height], Stroke::Solid);
        for (line, text) in lines(head, letters).iter().enumerate() {
            drawing.text((x + 8, y + 17 + line * LINE), text, bold);
        }
        drawing.close();
        x += width_of(letters);
    }
    y += head_height;
    for row in rows {
        let wrapped: Vec<Vec<(String, Set, &Line)>> = row
            .iter()
            .zip(COLUMNS)
            .map(|(cell, (_, letters))| {
                let of = |line| wrapped_line(line, letters);
                cell.iter().flat_map(of).collect()
            })
            .collect();
        let most = wrapped.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let height = most * LINE + 10;
        let mut x = 10;
        for ((cell, all), (head, letters)) in wrapped.iter().zip(row).zip(COLUMNS) {
            let cites: Vec<&str> = all.iter().map(|one| one.cites.as_str()).collect();
            let cites = if cites.is_empty() { "nothing is said" } else { &cites.join("; ") };
            drawing.open(&format!("{head}: {cites}"));
            drawing.shape([x, y, width_of(letters), height], Stroke::Solid);
            for (line, (text, set, _)) in cell.iter().enumerate() {
                drawing.text((x + 8, y + 17 + line * LINE), text, *set);
            }
            drawing.close();
            x += width_of(letters);
        }
        y += height;
    }
    drawing.finish(title, (width, y + 10))
}

/// A line in as many as its column needs.
fn wrapped_line(line: &Line, letters: usize) -> Vec<(String, Set, &Line)> {
    let struck = Set { bold: false, struck: line.struck };
    let mut found: Vec<_> = if line.struck {
        let after = line.after.trim_start_matches("; ");
        let first = lines(&line.text, letters).into_iter().map(|text| (text, struck, line));
        let then = lines(after, letters).into_iter();
        first.chain(then.map(|text| (text, Set::default(), line))).collect()
    } else {
        let whole = format!("{}{}", line.text, line.after);
        lines(&whole, letters).into_iter().map(|text| (text, Set::default(), line)).collect()
    };
    if found.is_empty() {
        found.push((String::new(), Set::default(), line));
    }
    found
}
