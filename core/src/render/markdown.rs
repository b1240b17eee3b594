//! Writes a document as Markdown.

use super::anchors::Anchors;
use super::tree::{Block, Item, Line, Piece, Table};
use super::{CONTENTS, Document, web_address};
use crate::membership::markdown as safe;

pub(super) fn write(document: &Document) -> String {
    let mut writer = Writer { text: String::new(), anchors: &document.anchors };
    writer.line(&format!("# {}", safe(&document.title)));
    for block in &document.opening {
        writer.block(block);
    }
    writer.line(&format!("## {CONTENTS}"));
    writer.items(&document.contents, 0);
    writer.text.push('\n');
    for block in &document.body {
        writer.block(block);
    }
    let end = writer.text.trim_end().len();
    writer.text.truncate(end);
    writer.text.push('\n');
    writer.text
}

/// What stands below the list of contents.
pub(super) fn body(document: &Document) -> String {
    let mut writer = Writer { text: String::new(), anchors: &document.anchors };
    for block in &document.body {
        writer.block(block);
    }
    writer.text
}

struct Writer<'d> {
    text: String,
    anchors: &'d Anchors,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str("\n\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, .. } => {
                let marks = "#".repeat(usize::from(*level));
                self.line(&format!("{marks} {}", safe(text)));
            }
            Block::Paragraph(line) => {
                let line = opened(self.pieces(line));
                self.line(&line);
            }
            Block::List(items) => {
                self.items(items, 0);
                self.text.push('\n');
            }
            Block::Table(table) => self.table(table),
            Block::Together(inner) => inner.iter().for_each(|block| self.block(block)),
        }
    }

    fn items(&mut self, items: &[Item], depth: usize) {
        for item in items {
            let line = opened(self.pieces(&item.line));
            self.text.push_str(&format!("{}- {line}\n", "  ".repeat(depth)));
            self.items(&item.below, depth.saturating_add(1));
        }
    }

    fn table(&mut self, table: &Table) {
        self.line(&format!("**{}**", safe(&table.caption)));
        let heads: Vec<String> = table.heads.iter().map(|head| safe(head)).collect();
        self.text.push_str(&format!("| {} |\n", heads.join(" | ")));
        self.text.push_str(&format!("|{}\n", " --- |".repeat(table.heads.len())));
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(|cell| self.pieces(cell)).collect();
            self.text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        self.text.push('\n');
    }

    fn pieces(&self, line: &Line) -> String {
        line.0.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Text(text) => safe(text),
            Piece::Strong(text) => format!("**{}**", safe(text.trim())),
            Piece::Code(text) if is_plain(text) => format!("`{text}`"),
            Piece::Code(text) => safe(text),
            Piece::Web { text, to } => match web_address(to) {
                Some(to) => format!("[{}]({to})", safe(text)),
                None => safe(text),
            },
            Piece::Here { text, key } => match self.anchors.of_key(key) {
                Some(name) => format!("[{}](#{name})", safe(text)),
                None => safe(text),
            },
        }
    }
}

/// Whether a text can stand between backticks as it is.
fn is_plain(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|one| one.is_ascii_alphanumeric() || "-_.:/ ".contains(one))
}

/// A line that is not taken for the beginning of something else.
fn opened(line: String) -> String {
    let digits =
        line.len().saturating_sub(line.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    match line.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => {
            format!("{number}\\{rest}")
        }
        _ if line.starts_with(['-', '+', '=', ':']) => format!("\\{line}"),
        _ => line,
    }
}
