//! What random cases are chosen by.

use serde_json::{Value, json};

/// Bytes from which everything is chosen, so that what fails is made small.
pub(crate) struct Tape<'t>(pub(crate) std::slice::Iter<'t, u8>);

impl Tape<'_> {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::from(self.0.next().copied().unwrap_or(0)) % most
    }

    pub(crate) fn pick<'l, T>(&mut self, of: &'l [T]) -> &'l T {
        &of[self.below(of.len())]
    }

    pub(crate) fn one_in(&mut self, most: usize) -> bool {
        self.below(most) == 1
    }

    /// Known rather more often than not.
    pub(crate) fn truth(&mut self) -> Value {
        self.pick(&[json!(true), json!(true), json!(false), Value::Null]).clone()
    }
}
