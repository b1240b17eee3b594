//! Places in a text, written out as JSON pointers only when there is something to say of them.

use super::escape;
use std::fmt;

/// A place, linked to the one in which it lies.
#[derive(Clone, Copy)]
pub(crate) enum Place<'p> {
    /// The place with which all others begin; that of the whole text is empty.
    At(&'p str),
    /// A field of an object.
    Key(&'p Place<'p>, &'p str),
    /// An item of a list that is a field of an object.
    Item(&'p Place<'p>, &'p str, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::At(place) => f.write_str(place),
            Place::Key(object, key) => write!(f, "{object}/{}", escape(key)),
            Place::Item(object, key, index) => write!(f, "{object}/{}/{index}", escape(key)),
        }
    }
}

impl From<Place<'_>> for String {
    fn from(place: Place<'_>) -> String {
        place.to_string()
    }
}
