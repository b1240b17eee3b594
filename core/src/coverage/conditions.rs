//! Every way in which a condition is made wrong.

use super::mutants::{Edit, brief, days, numbers};
use serde_json::{Value, json};

/// All changes of a condition and of its parts.
pub(super) fn edits(condition: &Value, at: &str, item: &str) -> Vec<Edit> {
    let mut found = Edits { item: item.to_owned(), list: Vec::new() };
    found.whole(condition, at);
    found.list
}

struct Edits {
    item: String,
    list: Vec<Edit>,
}

impl Edits {
    fn set(&mut self, at: &str, change: &'static str, was: &Value, now: Value) {
        let words = format!("{} → {}", brief(was), brief(&now));
        let edit =
            Edit { at: at.to_owned(), item: self.item.clone(), change, words, now: Some(now) };
        self.list.push(edit);
    }

    fn whole(&mut self, condition: &Value, at: &str) {
        let Some(entries) = condition.as_object() else { return };
        match condition.get("not") {
            Some(part) => {
                self.set(at, "negate", condition, part.clone());
                self.whole(part, &format!("{at}/not"));
            }
            None => self.set(at, "negate", condition, json!({ "not": condition })),
        }
        for key in ["all", "any", "of"] {
            let Some(Value::Array(parts)) = condition.get(key) else { continue };
            if parts.first().is_some_and(Value::is_object) {
                self.parts(condition, parts, key, at);
            }
        }
        for (key, value) in entries {
            self.comparison(key, value, at);
        }
    }

    /// A part is left out; all and any are exchanged where there are several.
    fn parts(&mut self, condition: &Value, parts: &[Value], key: &str, at: &str) {
        let several = parts.len() > 1;
        for (part, index) in parts.iter().zip(0_usize..) {
            let place = format!("{at}/{key}/{index}");
            if several {
                let words = format!("without {}", brief(part));
                let item = self.item.clone();
                self.list.push(Edit {
                    at: place.clone(),
                    item,
                    change: "drop-part",
                    words,
                    now: None,
                });
            }
            self.whole(part, &place);
        }
        let other = match key {
            "all" => "any",
            "any" => "all",
            _ => return,
        };
        if several {
            self.set(at, "swap", condition, json!({ other: parts }));
        }
    }

    /// A limit is moved by one; an option is left out.
    fn comparison(&mut self, key: &str, value: &Value, at: &str) {
        let place = format!("{at}/{key}");
        for now in numbers(value) {
            self.set(&place, "number", value, json!(now));
        }
        if key != "fact" && key != "rule" {
            for now in days(value) {
                self.set(&place, "day", value, json!(now));
            }
        }
        for unit in ["days", "weeks", "months", "years"] {
            let Some(length) = value.get(unit) else { continue };
            for now in numbers(length) {
                self.set(&format!("{place}/{unit}"), "number", length, json!(now));
            }
        }
        let options = value.as_array().filter(|_| key == "one_of" || key == "of");
        let options = options.filter(|options| options.len() > 1);
        for (option, index) in options.into_iter().flatten().zip(0_usize..) {
            if option.is_string() {
                let words = format!("without {option}");
                let (at, item) = (format!("{place}/{index}"), self.item.clone());
                self.list.push(Edit { at, item, change: "drop-option", words, now: None });
            }
        }
    }
}
