//! The Python door: text or values in, text out; everything else is written in Python beside it.

mod value;

mod analysis;
mod answers;
mod arrow;
mod batches;
mod cells;
mod export;
mod gathered;
mod growing;
mod incident_columns;
mod incidents;
mod moves;
mod sides;
mod table;
mod usual;
mod wide;

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use safeguarding_rules::{Catalogue, Error, wire};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use value::Unread;

create_exception!(_native, NativeError, PyValueError);

fn bundled() -> &'static Catalogue {
    static BUNDLED: OnceLock<Catalogue> = OnceLock::new();
    BUNDLED.get_or_init(Catalogue::bundled)
}

/// The error's JSON; the Python side makes the exception of it.
fn refused(error: &Error) -> PyErr {
    NativeError::new_err(error.to_json())
}

impl From<Unread> for PyErr {
    fn from(unread: Unread) -> PyErr {
        match unread {
            Unread::Python(error) => error,
            Unread::Refused(error) => refused(&error),
        }
    }
}

/// A text given as `str` or as UTF-8 `bytes`.
fn text<'t>(given: &'t Bound<'_, PyAny>) -> PyResult<&'t str> {
    if let Ok(bytes) = given.cast::<PyBytes>() {
        return wire::utf8(bytes.as_bytes()).map_err(|error| refused(&error));
    }
    Ok(value::text(given.cast::<PyString>()?)?)
}

/// The bytes of a text or of what claims to be one; `core` looks whether they are UTF-8.
fn bytes(given: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    if let Ok(bytes) = given.cast::<PyBytes>() {
        return Ok(bytes.as_bytes().to_vec());
    }
    let given = given.cast::<PyString>()?;
    let bytes = given.call_method1("encode", ("utf-8", "surrogatepass"))?;
    Ok(bytes.cast::<PyBytes>()?.as_bytes().to_vec())
}

/// Packs at hand; adding some gives another catalogue.
#[pyclass(frozen, module = "safeguarding_rules._native", name = "Catalogue")]
struct PyCatalogue(Catalogue, usual::Names);

impl PyCatalogue {
    fn of(catalogue: Catalogue) -> PyCatalogue {
        PyCatalogue(catalogue, usual::Names::default())
    }
}

#[pymethods]
impl PyCatalogue {
    #[new]
    fn new() -> PyCatalogue {
        PyCatalogue::of(bundled().clone())
    }

    #[staticmethod]
    fn empty() -> PyCatalogue {
        PyCatalogue::of(Catalogue::empty())
    }

    fn with_packs(&self, py: Python<'_>, texts: Vec<Bound<'_, PyAny>>) -> PyResult<PyCatalogue> {
        let texts: Vec<Vec<u8>> = texts.iter().map(bytes).collect::<PyResult<_>>()?;
        let texts: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
        let loaded = py.detach(|| self.0.with_bytes(&texts));
        loaded.map(PyCatalogue::of).map_err(|error| refused(&error))
    }

    fn answer(&self, py: Python<'_>, request: &Bound<'_, PyAny>) -> PyResult<String> {
        let request = text(request)?;
        py.detach(|| wire::answer(&self.0, request)).map_err(|error| refused(&error))
    }

    fn questions(&self, py: Python<'_>, request: &Bound<'_, PyAny>) -> PyResult<String> {
        let request = text(request)?;
        py.detach(|| wire::questions(&self.0, request)).map_err(|error| refused(&error))
    }

    /// Answers a request given as a dict.
    fn ask<'py>(
        &self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
        plain: &Bound<'py, PyAny>,
    ) -> PyResult<String> {
        let held = value::hold(request, plain)?;
        let request = held.json()?;
        py.detach(|| wire::answer_value(&self.0, request)).map_err(|error| refused(&error))
    }

    /// The answer about a case given as a dict; `None` for what [`ask`](PyCatalogue::ask) has to
    /// read in full.
    #[expect(clippy::too_many_arguments, reason = "a dict of them would cost more than the answer")]
    fn assess(
        &self,
        py: Python<'_>,
        facts: &Bound<'_, PyAny>,
        pack: &Bound<'_, PyAny>,
        subject: &Bound<'_, PyAny>,
        as_of: &Bound<'_, PyAny>,
        explain: &Bound<'_, PyAny>,
        plain: &Bound<'_, PyAny>,
    ) -> PyResult<Option<String>> {
        let question = usual::Question { pack, subject, as_of, explain, plain };
        usual::assess(py, &self.0, &self.1, facts, &question)
    }

    /// The form that a dict asks for.
    fn ask_questions<'py>(
        &self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
        plain: &Bound<'py, PyAny>,
    ) -> PyResult<String> {
        let held = value::hold(request, plain)?;
        let request = held.json()?;
        py.detach(|| wire::questions_value(&self.0, &request)).map_err(|error| refused(&error))
    }

    /// Answers a request given as a dict in sentences.
    fn ask_in_words<'py>(
        &self,
        py: Python<'py>,
        request: &Bound<'py, PyAny>,
        plain: &Bound<'py, PyAny>,
    ) -> PyResult<String> {
        let held = value::hold(request, plain)?;
        let request = held.json()?;
        py.detach(|| wire::value_in_words(&self.0, request)).map_err(|error| refused(&error))
    }

    /// Answers a text in sentences.
    fn answer_in_words(&self, py: Python<'_>, request: &Bound<'_, PyAny>) -> PyResult<String> {
        let request = text(request)?;
        py.detach(|| wire::answer_in_words(&self.0, request)).map_err(|error| refused(&error))
    }

    fn packs(&self) -> String {
        wire::packs(&self.0)
    }

    #[pyo3(signature = (given, *, pack, subject, as_of, as_of_column, settings, names, blocking, routes, only, threads, progress))]
    #[expect(clippy::too_many_arguments, reason = "each is a keyword of its own in Python")]
    fn assess_table(
        &self,
        py: Python<'_>,
        given: &Bound<'_, PyAny>,
        pack: String,
        subject: String,
        as_of: Option<&str>,
        as_of_column: Option<&str>,
        settings: Vec<(String, Bound<'_, PyAny>)>,
        names: BTreeMap<String, String>,
        blocking: bool,
        routes: bool,
        only: Option<Vec<String>>,
        threads: usize,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<answers::PyTable> {
        let settings = batches::settings_of(settings)?;
        let (catalogue, chosen) = (&self.0, answers::Chosen::of(only.as_deref()));
        let asked =
            table::Asked { catalogue, pack, subject, settings, blocking, routes, chosen, threads };
        table::assess_table(py, &asked, given, as_of, as_of_column, &names, progress.as_ref())
    }
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("NativeError", module.py().get_type::<NativeError>())?;
    module.add("VERSION", wire::version())?;
    module.add_class::<answers::PyTable>()?;
    analysis::add(module)?;
    module.add_function(wrap_pyfunction!(incidents::assess_incidents, module)?)?;
    module.add_class::<PyCatalogue>()
}
