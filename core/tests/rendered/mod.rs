//! The words of a document in either form.

/// The words of Markdown as this library writes it.
pub(crate) fn words_of_markdown(text: &str) -> Vec<String> {
    let mut plain = String::new();
    for line in text.lines() {
        let line = line.trim_start();
        if line.starts_with("| --- |") {
            continue;
        }
        let line = line.trim_start_matches('#').strip_prefix("- ").unwrap_or(line);
        plain.push_str(&without_marks(line.trim_start_matches('#')));
        plain.push('\n');
    }
    words(&plain)
}

/// A line without marks of strength, code, links and cells, its escapes undone.
fn without_marks(line: &str) -> String {
    let letters: Vec<char> = line.chars().collect();
    let mut found = String::new();
    let mut at = 0;
    while at < letters.len() {
        match letters[at] {
            '\\' => {
                found.push(letters[at + 1]);
                at += 1;
            }
            '*' | '`' | '[' => {}
            '|' => found.push(' '),
            ']' => {
                assert_eq!(letters[at + 1], '(', "{line}");
                while letters[at] != ')' {
                    at += 1;
                }
            }
            letter => found.push(letter),
        }
        at += 1;
    }
    unescaped(&found)
}

fn unescaped(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// The tags of HTML in order, and the texts between them.
pub(crate) fn parts_of_html(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').expect("every tag ends");
        found.push((tag.to_owned(), unescaped(text)));
    }
    found
}

/// The words of the body of HTML as this library writes it, but for the link that skips to the
/// document, which Markdown has no need of.
pub(crate) fn words_of_html(html: &str) -> Vec<String> {
    let body = html.split_once("<body>").expect("it has a body").1;
    let skipping = "\n<a class=\"skip\" href=\"#start\">Skip to the document</a>";
    let body = body.strip_prefix(skipping).expect("it begins with the link that skips");
    let mut plain = String::new();
    for (tag, text) in parts_of_html(body) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap().to_owned();
        if !matches!(name.as_str(), "a" | "strong" | "code") {
            plain.push(' ');
        }
        plain.push_str(&text);
    }
    words(&plain)
}
