//! The one error of the library: every problem found, each with a code, a place and words.

/// One thing that is wrong with what was given.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// A stable word such as `pack.unknown-fact`. The message may change; the code does not.
    pub code: &'static str,
    /// Where: a JSON pointer (RFC 6901) into the text that was given; empty for the whole of it.
    pub at: String,
    /// What was found, what was expected, and what to do. Never an answer of a case.
    pub message: String,
}

impl Problem {
    /// A problem with this code, at this place.
    pub fn new(code: &'static str, at: impl Into<String>, message: impl Into<String>) -> Problem {
        Problem { code, at: at.into(), message: message.into() }
    }
}

/// Why a text was refused: all problems of it together, in the order of the text.
///
/// ```
/// use safeguarding_rules::{wire, Catalogue};
/// let error = wire::answer(&Catalogue::empty(), "{").unwrap_err();
/// assert_eq!(error.code(), "json.syntax");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.first().message)]
pub struct Error {
    first: Problem,
    others: Vec<Problem>,
}

impl Error {
    /// An error of one problem.
    pub fn new(code: &'static str, at: impl Into<String>, message: impl Into<String>) -> Error {
        Error { first: Problem::new(code, at, message), others: Vec::new() }
    }

    /// An error of all these problems; `None` when there are none.
    #[must_use]
    pub fn from_problems(problems: Vec<Problem>) -> Option<Error> {
        let mut problems = problems.into_iter();
        let first = problems.next()?;
        Some(Error { first, others: problems.collect() })
    }

    /// The code of the first problem.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.first.code
    }

    /// The place of the first problem, a JSON pointer.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.first.at
    }

    fn first(&self) -> &Problem {
        &self.first
    }

    /// Every problem.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The error as the wire gives it: `{"error":{"code","at","message","problems":[…]}}`.
    #[must_use]
    pub fn to_json(&self) -> String {
        let problems = self.problems().collect();
        let Problem { code, at, message } = &self.first;
        let wire = ErrorJson { error: ErrorBody { code, at, message, problems } };
        // INVARIANT: text and lists of text always serialize.
        serde_json::to_string(&wire).unwrap_or_default()
    }
}

/// Why a text was refused.
#[derive(serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct ErrorJson<'e> {
    /// What is wrong with it.
    error: ErrorBody<'e>,
}

/// Every problem of a text, and the first one's code, place and words.
#[derive(serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ErrorBody<'e> {
    /// A stable word such as `pack.unknown-fact`.
    code: &'e str,
    /// Where: a JSON pointer (RFC 6901) into the text that was given; empty for the whole of it.
    at: &'e str,
    /// What was found, what was expected, and what to do.
    message: &'e str,
    /// Every problem, in the order of the text.
    problems: Vec<&'e Problem>,
}

/// The longest name, in bytes, that is compared with those known.
const LONGEST_COMPARED: usize = 200;

/// Ends with `; did you mean …?` when one of the known names is near the one given.
pub(crate) fn did_you_mean<'n>(given: &str, known: impl IntoIterator<Item = &'n str>) -> String {
    // Nobody means a known name by so long a one, and comparing it would take long.
    if given.len() > LONGEST_COMPARED {
        return String::new();
    }
    let length = given.chars().count();
    let furthest = (length / 3).max(2);
    let nearest = known
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(length) <= furthest)
        .map(|name| (strsim::damerau_levenshtein(given, name), name))
        .filter(|(distance, _)| *distance <= furthest)
        .min();
    nearest.map_or_else(String::new, |(_, name)| format!("; did you mean `{name}`?"))
}

/// At most the first 120 characters of a name from outside, as many as the longest id has.
pub(crate) fn shortened(name: &str) -> String {
    let mut short: String = name.chars().take(120).collect();
    if short.len() < name.len() {
        short.push('…');
    }
    short
}

/// A name that was typed in a case, for use in a message: only what looks like an id is repeated,
/// since anything else may be about a person.
pub(crate) fn quoted(name: &str) -> String {
    if looks_like_an_id(name) { format!("`{name}`") } else { NO_ID.to_owned() }
}

const NO_ID: &str = "(a name that is not an identifier)";

/// Letters, digits, `-` and `_`, at most 64 of them.
fn looks_like_an_id(name: &str) -> bool {
    let is_of_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=64).contains(&name.len()) && name.bytes().all(is_of_id)
}
