//! Writes a document as one HTML file that needs nothing beside it.

use super::anchors::Anchors;
use super::style::STYLE;
use super::tree::{Block, Item, Line, Piece, Table};
use super::{CONTENTS, Document, START, web_address};
use crate::membership::xml as safe;

pub(super) fn write(document: &Document) -> String {
    let mut writer = Writer { text: String::new(), anchors: &document.anchors, headings: 0 };
    let title = safe(&document.title);
    writer.line("<!DOCTYPE html>");
    writer.line("<html lang=\"en-GB\">");
    writer.line("<head>");
    writer.line("<meta charset=\"utf-8\">");
    writer.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    writer.line(&format!("<title>{title}</title>"));
    writer.line(&format!("<style>{STYLE}</style>"));
    writer.line("</head>");
    writer.line("<body>");
    writer.line(&format!("<a class=\"skip\" href=\"#{START}\">Skip to the document</a>"));
    writer.line("<header>");
    writer.line(&format!("<h1>{title}</h1>"));
    document.opening.iter().for_each(|block| writer.block(block));
    writer.line("</header>");
    writer.line("<nav aria-labelledby=\"contents\">");
    writer.line(&format!("<h2 id=\"contents\">{CONTENTS}</h2>"));
    writer.items(&document.contents);
    writer.line("</nav>");
    writer.line(&format!("<main id=\"{START}\" tabindex=\"-1\">"));
    document.body.iter().for_each(|block| writer.block(block));
    writer.line("</main>");
    writer.line("</body>");
    writer.line("</html>");
    writer.text
}

struct Writer<'d> {
    text: String,
    anchors: &'d Anchors,
    /// How many headings of the body were written.
    headings: usize,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, .. } => {
                let name = safe(self.anchors.of_place(self.headings));
                self.headings = self.headings.saturating_add(1);
                self.line(&format!("<h{level} id=\"{name}\">{}</h{level}>", safe(text)));
            }
            Block::Paragraph(line) => {
                let line = self.pieces(line);
                self.line(&format!("<p>{line}</p>"));
            }
            Block::List(items) => self.items(items),
            Block::Table(table) => self.table(table),
            Block::Together(inner) => {
                self.line("<div class=\"together\">");
                inner.iter().for_each(|block| self.block(block));
                self.line("</div>");
            }
        }
    }

    fn items(&mut self, items: &[Item]) {
        self.line("<ul>");
        for item in items {
            let line = self.pieces(&item.line);
            let class = if item.is_foot() { " class=\"foot\"" } else { "" };
            if item.below.is_empty() {
                self.line(&format!("<li{class}>{line}</li>"));
            } else {
                self.line(&format!("<li{class}>{line}"));
                self.items(&item.below);
                self.line("</li>");
            }
        }
        self.line("</ul>");
    }

    fn table(&mut self, table: &Table) {
        let caption = safe(&table.caption);
        self.line(&format!(
            "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"{caption}\">"
        ));
        self.line("<table>");
        self.line(&format!("<caption>{caption}</caption>"));
        let heads: Vec<String> = table
            .heads
            .iter()
            .map(|head| format!("<th scope=\"col\">{}</th>", safe(head)))
            .collect();
        self.line(&format!("<thead><tr>{}</tr></thead>", heads.concat()));
        self.line("<tbody>");
        for row in &table.rows {
            let cells = row.iter().zip(0_u32..).map(|(cell, place)| {
                let cell = self.pieces(cell);
                match place {
                    0 => format!("<th scope=\"row\">{cell}</th>"),
                    _ => format!("<td>{cell}</td>"),
                }
            });
            let cells = cells.collect::<Vec<_>>().concat();
            self.line(&format!("<tr>{cells}</tr>"));
        }
        self.line("</tbody>");
        self.line("</table>");
        self.line("</div>");
    }

    fn pieces(&self, line: &Line) -> String {
        line.0.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Text(text) => safe(text),
            Piece::Strong(text) => format!("<strong>{}</strong>", safe(text.trim())),
            Piece::Code(text) => format!("<code>{}</code>", safe(text)),
            Piece::Web { text, to } => match web_address(to) {
                Some(to) => format!("<a class=\"web\" href=\"{}\">{}</a>", safe(&to), safe(text)),
                None => safe(text),
            },
            Piece::Here { text, key } => match self.anchors.of_key(key) {
                Some(name) => format!("<a href=\"#{}\">{}</a>", safe(name), safe(text)),
                None => safe(text),
            },
        }
    }
}
