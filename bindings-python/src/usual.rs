//! A case given as a dict, recorded fact by fact as the dict is walked.

use crate::refused;
use crate::value::single;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyString};
use safeguarding_rules::thresholds::Explain;
use safeguarding_rules::wire::Usual;
use safeguarding_rules::{Catalogue, Json, Ruleset};
use std::sync::{Arc, Mutex};

/// What is asked about a case, as Python has it.
pub(crate) struct Question<'a, 'py> {
    pub pack: &'a Bound<'py, PyAny>,
    pub subject: &'a Bound<'py, PyAny>,
    pub as_of: &'a Bound<'py, PyAny>,
    pub explain: &'a Bound<'py, PyAny>,
    /// Makes of a date what the wire has for it.
    pub plain: &'a Bound<'py, PyAny>,
}

/// The very texts by which the facts of the last rules were named: most programs name them by the
/// same ones again.
#[derive(Default)]
pub(crate) struct Names(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    rules: Option<Arc<Ruleset>>,
    names: Vec<Option<Py<PyAny>>>,
}

impl Kept {
    fn make_for(&mut self, rules: &Arc<Ruleset>) {
        if !self.rules.as_ref().is_some_and(|known| Arc::ptr_eq(known, rules)) {
            self.rules = Some(Arc::clone(rules));
            self.names.clear();
            self.names.resize_with(rules.facts().count(), || None);
        }
    }

    fn is(&self, place: u16, name: &Bound<'_, PyAny>) -> bool {
        let known = self.names.get(usize::from(place)).and_then(Option::as_ref);
        known.is_some_and(|known| known.as_ptr() == name.as_ptr())
    }

    fn keep(&mut self, place: u16, name: &Bound<'_, PyAny>) {
        if let Some(known) = self.names.get_mut(usize::from(place)) {
            *known = Some(name.clone().unbind());
        }
    }
}

/// A text that cannot run Python when it is read.
fn plain_text<'t>(given: &'t Bound<'_, PyAny>) -> Option<&'t str> {
    given.cast_exact::<PyString>().ok()?.to_str().ok()
}

/// The answer, or `None` where anything is unusual or wrong, which the full reading then tells.
pub(crate) fn assess(
    py: Python<'_>,
    catalogue: &Catalogue,
    names: &Names,
    facts: &Bound<'_, PyAny>,
    question: &Question<'_, '_>,
) -> PyResult<Option<String>> {
    let Some(Recorded { mut usual, explain, dates }) =
        recorded(py, catalogue, names, facts, question)
    else {
        return Ok(None);
    };
    // Python may run now: nobody walks the dict any more.
    for (place, date) in dates {
        let plain = question.plain.call1((date,))?;
        let Some(text) = plain_text(&plain) else { return Ok(None) };
        if usual.record(place, Json::Text(text.into())).is_none() {
            return Ok(None);
        }
    }
    py.detach(|| usual.answer(explain)).map(Some).map_err(|error| refused(&error))
}

struct Recorded<'py> {
    usual: Usual,
    explain: Explain,
    /// What is no single value: most likely a date.
    dates: Vec<(u16, Bound<'py, PyAny>)>,
}

fn recorded<'py>(
    py: Python<'py>,
    catalogue: &Catalogue,
    names: &Names,
    facts: &Bound<'py, PyAny>,
    question: &Question<'_, '_>,
) -> Option<Recorded<'py>> {
    let facts = facts.cast_exact::<PyDict>().ok()?;
    let word = plain_text(question.explain)?;
    let explain = Explain::WORDS.iter().find(|(known, _)| *known == word)?.1;
    let (pack, subject) = (plain_text(question.pack)?, plain_text(question.subject)?);
    let mut usual = Usual::new(catalogue, pack, subject, plain_text(question.as_of)?)?;
    let (yes, no) = (PyBool::new(py, true), PyBool::new(py, false));
    let (yes, no, none) = (yes.as_ptr(), no.as_ptr(), py.None().as_ptr());
    let mut dates = Vec::new();
    // Another thread may be at it; then names are looked up.
    let mut names = names.0.try_lock().ok();
    if let Some(names) = &mut names {
        names.make_for(usual.rules());
    }
    for (fact, answer) in facts {
        let seen = names.as_ref().is_some_and(|names| names.is(usual.ahead(), &fact));
        let place = if seen {
            usual.at(usual.ahead())?
        } else {
            let place = usual.place(plain_text(&fact)?)?;
            if let Some(names) = &mut names {
                names.keep(place, &fact);
            }
            place
        };
        let given = answer.as_ptr();
        if given == no {
            usual.record_yes_no(place, false)?;
        } else if given == yes {
            usual.record_yes_no(place, true)?;
        } else if given == none {
            usual.record_gap(place);
        } else if let Some(answer) = single(&answer).ok()? {
            usual.record(place, answer)?;
        } else {
            dates.push((place, answer));
        }
    }
    Some(Recorded { usual, explain, dates })
}
