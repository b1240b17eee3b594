//! What a document is made of, before it is written in one form or another.

/// A piece of a line. Texts are as the pack has them; each writer makes them safe in its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    /// What a reader should find first.
    Strong(String),
    /// An id or a digest.
    Code(String),
    /// A published document.
    Web {
        text: String,
        to: String,
    },
    /// A heading of this document, by its key.
    Here {
        text: String,
        key: String,
    },
}

/// Words on one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line(pub Vec<Piece>);

impl Line {
    pub(super) fn text(text: impl Into<String>) -> Line {
        Line::default().then(text)
    }

    pub(super) fn strong(text: impl Into<String>) -> Line {
        Line(vec![Piece::Strong(text.into())])
    }

    /// The line with a text after it.
    pub(super) fn then(mut self, text: impl Into<String>) -> Line {
        let text = text.into();
        if let Some(Piece::Text(last)) = self.0.last_mut() {
            last.push_str(&text);
        } else if !text.is_empty() {
            self.0.push(Piece::Text(text));
        }
        self
    }

    pub(super) fn code(mut self, id: &str) -> Line {
        self.0.push(Piece::Code(id.to_owned()));
        self
    }

    pub(super) fn here(mut self, text: impl Into<String>, key: impl Into<String>) -> Line {
        self.0.push(Piece::Here { text: text.into(), key: key.into() });
        self
    }

    pub(super) fn web(mut self, text: impl Into<String>, to: &str) -> Line {
        self.0.push(Piece::Web { text: text.into(), to: to.to_owned() });
        self
    }

    pub(super) fn join(mut self, other: Line) -> Line {
        for piece in other.0 {
            match piece {
                Piece::Text(text) => self = self.then(text),
                piece => self.0.push(piece),
            }
        }
        self
    }

    /// Lines one after the other, with something between them.
    pub(super) fn joined(lines: impl IntoIterator<Item = Line>, between: &str) -> Line {
        let mut found = Line::default();
        for line in lines {
            if !found.0.is_empty() {
                found = found.then(between);
            }
            found = found.join(line);
        }
        found
    }
}

/// An item of a list, with what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub line: Line,
    pub below: Vec<Item>,
}

impl Item {
    pub(super) fn of(line: Line) -> Item {
        Item { line, below: Vec::new() }
    }

    pub(super) fn text(text: impl Into<String>) -> Item {
        Item::of(Line::text(text))
    }

    /// A word of what the item says, and what it says.
    pub(super) fn named(name: &str, line: Line) -> Item {
        Item::of(Line::strong(format!("{name}:")).then(" ").join(line))
    }

    /// Whether it says on what something rests; it is written small.
    pub(super) fn is_foot(&self) -> bool {
        matches!(self.line.0.first(), Some(Piece::Strong(name)) if name == "Rests on:")
    }

    /// The item with a beginning before its line.
    pub(super) fn after(self, before: Line) -> Item {
        Item { line: before.join(self.line), below: self.below }
    }
}

/// Where an item rests on just what the item before it rests on, says so instead of saying it again.
fn tell_once(items: &mut [Item]) {
    let mut before: Vec<Piece> = Vec::new();
    for item in items {
        tell_once(&mut item.below);
        let Some(foot) = item.below.iter_mut().find(|below| below.is_foot()) else {
            before.clear();
            continue;
        };
        let is_reference =
            |piece: &Piece| matches!(piece, Piece::Strong(name) if name == "Reference:");
        let at = foot.line.0.iter().position(is_reference).unwrap_or(foot.line.0.len());
        let reference = foot.line.0.split_off(at);
        if foot.line.0 == before {
            let same = Line::strong("Rests on:").then(" the same as the entry above. ");
            foot.line = same;
        } else {
            before.clone_from(&foot.line.0);
        }
        foot.line.0.extend(reference);
    }
}

/// A table; the first cell of each row names the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub caption: String,
    pub heads: Vec<String>,
    pub rows: Vec<Vec<Line>>,
}

/// A part of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// Levels are 2 and deeper; the title of the document is the only one of level 1.
    Heading {
        level: u8,
        text: String,
        key: String,
        listed: bool,
    },
    Paragraph(Line),
    List(Vec<Item>),
    Table(Table),
    /// What stays together on paper.
    Together(Vec<Block>),
}

/// Blocks in order, as they are put down.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub blocks: Vec<Block>,
}

impl Page {
    /// A heading that others can refer to by its key; an empty key is that of nothing.
    pub(super) fn heading(&mut self, level: u8, text: impl Into<String>, key: impl Into<String>) {
        let (text, key) = (text.into(), key.into());
        self.blocks.push(Block::Heading { level, text, key, listed: false });
    }

    /// A heading of level 2 or 3 that stands in the contents.
    pub(super) fn part(&mut self, level: u8, text: impl Into<String>) {
        self.part_with_key(level, text, format!("part {}", self.blocks.len()));
    }

    /// The same, to which others refer by a key.
    pub(super) fn part_with_key(&mut self, level: u8, text: impl Into<String>, key: String) {
        self.blocks.push(Block::Heading { level, text: text.into(), key, listed: true });
    }

    /// What stands in the contents.
    pub(super) fn contents(&self) -> Vec<Item> {
        let mut found: Vec<Item> = Vec::new();
        for block in &self.blocks {
            let Block::Heading { level, text, key, listed: true } = block else { continue };
            let item = Item::of(Line::default().here(text, key));
            match found.last_mut().filter(|_| *level > 2) {
                Some(above) => above.below.push(item),
                None => found.push(item),
            }
        }
        found
    }

    pub(super) fn paragraph(&mut self, line: Line) {
        self.blocks.push(Block::Paragraph(line));
    }

    pub(super) fn list(&mut self, mut items: Vec<Item>) {
        tell_once(&mut items);
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    pub(super) fn table(
        &mut self,
        caption: impl Into<String>,
        heads: &[&str],
        rows: Vec<Vec<Line>>,
    ) {
        if !rows.is_empty() {
            let (caption, heads) =
                (caption.into(), heads.iter().map(|head| (*head).to_owned()).collect());
            self.blocks.push(Block::Table(Table { caption, heads, rows }));
        }
    }

    /// What is put down inside stays together on paper.
    pub(super) fn together(&mut self, put_down: impl FnOnce(&mut Page)) {
        let mut inner = Page::default();
        put_down(&mut inner);
        self.blocks.push(Block::Together(inner.blocks));
    }
}
