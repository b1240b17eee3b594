//! Reading a tree field by field, collecting every problem with its place.

use super::asked::Asked;
use super::{Json, Place};
use crate::date::Day;
use crate::error::{Error, Problem, did_you_mean, quoted, shortened};
use std::borrow::Cow;
use std::cell::RefCell;

/// Where problems are gathered while a document is read.
#[derive(Default)]
pub(crate) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub(crate) fn add(
        &self,
        code: &'static str,
        at: impl Into<String>,
        message: impl Into<String>,
    ) {
        self.0.borrow_mut().push(Problem::new(code, at, message));
    }

    /// Takes over the problems of an error, at places below `base`.
    pub(crate) fn take(&self, error: Error, base: &str) {
        for problem in error.problems() {
            self.add(problem.code, format!("{base}{}", problem.at), problem.message.clone());
        }
    }

    /// What was read of a request, or every problem that was found on the way.
    pub(crate) fn finish<T>(self, read: Option<T>) -> Result<T, Error> {
        match (Error::from_problems(self.into_vec()), read) {
            (Some(error), _) => Err(error),
            (None, Some(read)) => Ok(read),
            (None, None) => Err(Error::new("json.kind", "", "a request is an object")),
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Problem> {
        self.0.into_inner()
    }

    /// Whether there are so many that hints would cost more than they help.
    pub(crate) fn are_many(&self) -> bool {
        self.0.borrow().len() >= 100
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }
}

/// One key or index, written as a part of a JSON pointer; a key longer than any id is cut.
pub(crate) fn escape(key: &str) -> String {
    shortened(key).replace('~', "~0").replace('/', "~1")
}

/// How many keys are compared each with each.
const FEW: usize = 16;

/// Whether a key stands twice.
fn has_duplicates(entries: &[(Cow<'_, str>, Json<'_>)]) -> bool {
    let mut others = entries;
    while let Some(((key, _), rest)) = others.split_first() {
        if rest.iter().any(|(other, _)| other == key) {
            return true;
        }
        others = rest;
    }
    false
}

/// An object being read: each field is asked for once, and what nobody asked for is a problem.
pub(crate) struct Object<'j, 'p> {
    entries: &'j [(Cow<'j, str>, Json<'j>)],
    pub(crate) at: Place<'p>,
    pub(crate) problems: &'p Problems,
    asked: RefCell<Asked>,
}

impl<'j, 'p> Object<'j, 'p> {
    /// Takes a value as an object, or reports that it is none.
    pub(crate) fn of(
        value: &'j Json<'j>,
        at: Place<'p>,
        problems: &'p Problems,
    ) -> Option<Object<'j, 'p>> {
        let Json::Object(entries) = value else {
            let message = format!("expected an object, found {}", value.kind());
            problems.add("json.kind", at, message);
            return None;
        };
        let object = Object { entries, at, problems, asked: RefCell::new(Asked::nothing()) };
        object.report_duplicates();
        Some(object)
    }

    fn report_duplicates(&self) {
        if self.entries.len() <= FEW && !has_duplicates(self.entries) {
            return;
        }
        let mut names: Vec<&str> = self.entries.iter().map(|(key, _)| &**key).collect();
        names.sort_unstable();
        let mut reported = "";
        for pair in names.windows(2) {
            if let [first, second] = pair
                && first == second
                && reported != *first
            {
                reported = first;
                let message = format!("key {} stands twice in one object; keep one", quoted(first));
                self.problems.add("json.duplicate-key", self.place(first), message);
            }
        }
    }

    /// The place of a field of this object.
    pub(crate) fn place<'a>(&'a self, key: &'a str) -> Place<'a> {
        Place::Key(&self.at, key)
    }

    /// The field, if it is there.
    pub(crate) fn get(&self, key: &'static str) -> Option<&'j Json<'j>> {
        let index = self.entries.iter().position(|(name, _)| name == key);
        self.asked.borrow_mut().add(key, index);
        self.entries.get(index?).map(|(_, value)| value)
    }

    /// The field, or a problem that it is missing.
    pub(crate) fn require(&self, key: &'static str) -> Option<&'j Json<'j>> {
        let value = self.get(key);
        if value.is_none() {
            let message = format!("key `{key}` is missing here");
            self.problems.add("json.missing-key", self.at, message);
        }
        value
    }

    pub(crate) fn wrong(&self, key: &str, expected: &str, found: &Json<'_>) {
        self.not_as_expected(key, expected, found.kind());
    }

    fn not_as_expected(&self, key: &str, expected: &str, found: &str) {
        let message = format!("key `{key}` should be {expected}, found {found}");
        self.problems.add("json.kind", self.place(key), message);
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<&'j str> {
        self.as_text(key, self.require(key)?)
    }

    pub(crate) fn optional_text(&self, key: &'static str) -> Option<&'j str> {
        self.as_text(key, self.get(key)?)
    }

    fn as_text(&self, key: &str, value: &'j Json<'j>) -> Option<&'j str> {
        match value {
            Json::Text(text) if !text.trim().is_empty() => Some(text),
            Json::Text(_) => {
                let message = format!("key `{key}` is empty; give its words or leave the key out");
                self.problems.add("json.empty-text", self.place(key), message);
                None
            }
            _ => {
                self.wrong(key, "a text", value);
                None
            }
        }
    }

    pub(crate) fn flag(&self, key: &'static str) -> bool {
        match self.get(key) {
            None => false,
            Some(Json::Bool(value)) => *value,
            Some(other) => {
                self.wrong(key, "true or false", other);
                false
            }
        }
    }

    pub(crate) fn day(&self, key: &'static str) -> Option<Day> {
        let text = self.text(key)?;
        self.as_day(key, text)
    }

    pub(crate) fn optional_day(&self, key: &'static str) -> Option<Day> {
        let text = self.optional_text(key)?;
        self.as_day(key, text)
    }

    fn as_day(&self, key: &str, text: &str) -> Option<Day> {
        let day = Day::parse(text);
        if day.is_none() {
            let message =
                format!("key `{key}` is no day of the calendar; expected one written YYYY-MM-DD");
            self.problems.add("json.not-a-day", self.place(key), message);
        }
        day
    }

    /// A whole number between two bounds.
    pub(crate) fn whole(&self, key: &str, value: &Json<'_>, from: i64, to: i64) -> Option<i64> {
        match value {
            Json::Int(number) if (from..=to).contains(number) => Some(*number),
            other => {
                let found = match other {
                    Json::Int(number) if *number < from => "a smaller one",
                    Json::Int(_) => "a greater one",
                    _ => other.kind(),
                };
                self.not_as_expected(key, &format!("a whole number from {from} to {to}"), found);
                None
            }
        }
    }

    /// The items of a list field with their places; a missing list is empty.
    pub(crate) fn list<'a>(
        &'a self,
        key: &'static str,
    ) -> impl ExactSizeIterator<Item = (Place<'a>, &'j Json<'j>)> + use<'a, 'j, 'p> {
        let items: &[Json<'_>] = match self.get(key) {
            None => &[],
            Some(Json::List(items)) => items,
            Some(value) => {
                self.wrong(key, "a list", value);
                &[]
            }
        };
        let with_place = move |(index, item)| (Place::Item(&self.at, key, index), item);
        items.iter().enumerate().map(with_place)
    }

    /// A list of texts.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<&'j str> {
        let items = self.list(key);
        let mut texts = Vec::with_capacity(items.len());
        for (at, item) in items {
            match item {
                Json::Text(text) if !text.is_empty() => texts.push(&**text),
                other => {
                    let message = format!("expected a text, found {}", other.kind());
                    self.problems.add("json.kind", at, message);
                }
            }
        }
        texts
    }

    /// One of a closed list of words.
    pub(crate) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let message = format!(
                "{} is no {key}; expected one of {}{}",
                quoted(text),
                known.join(", "),
                did_you_mean(text, known.iter().copied())
            );
            self.problems.add("json.unknown-word", self.place(key), message);
        }
        found.map(|(_, value)| *value)
    }

    /// Reports the keys that nobody asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (index, (key, _)) in self.entries.iter().enumerate() {
            if !asked.has(index, key) {
                let hint = if self.problems.are_many() {
                    String::new()
                } else {
                    did_you_mean(key, asked.names())
                };
                let message = format!("key {} is not known here{hint}", quoted(key));
                self.problems.add("json.unknown-key", self.place(key), message);
            }
        }
    }
}
