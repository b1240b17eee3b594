//! The Arrow C data interface: the structs that producers and consumers hand each other.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface.html>, written out by hand.
//! This file, `export.rs` and `wide.rs` hold all `unsafe` code of the binding that PyO3 does not write,
//! but for the places in `batches.rs` where capsules are opened.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ops::Range;
use std::ptr;

#[repr(C)]
pub struct ArrowSchema {
    pub format: *const c_char,
    pub name: *const c_char,
    pub metadata: *const c_char,
    pub flags: i64,
    pub n_children: i64,
    pub children: *mut *mut ArrowSchema,
    pub dictionary: *mut ArrowSchema,
    pub release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    pub private_data: *mut c_void,
}

#[repr(C)]
pub struct ArrowArray {
    pub length: i64,
    pub null_count: i64,
    pub offset: i64,
    pub n_buffers: i64,
    pub n_children: i64,
    pub buffers: *mut *const c_void,
    pub children: *mut *mut ArrowArray,
    pub dictionary: *mut ArrowArray,
    pub release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    pub private_data: *mut c_void,
}

#[repr(C)]
pub struct ArrowArrayStream {
    pub get_schema: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowSchema) -> c_int>,
    pub get_next: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowArray) -> c_int>,
    pub get_last_error: Option<unsafe extern "C" fn(*mut ArrowArrayStream) -> *const c_char>,
    pub release: Option<unsafe extern "C" fn(*mut ArrowArrayStream)>,
    pub private_data: *mut c_void,
}

/// A struct of the interface that is released once, when it is dropped.
macro_rules! released_when_dropped {
    ($name:ident) => {
        // SAFETY: the interface lets a consumer move these structs between threads; what they
        // point to is read only.
        unsafe impl Send for $name {}
        // SAFETY: as above; nothing here changes what is shared.
        unsafe impl Sync for $name {}

        impl $name {
            /// Takes the struct out of a place that somebody else owns, which is then released.
            ///
            /// # Safety
            ///
            /// `from` points to a struct of this kind that nobody else uses meanwhile.
            pub unsafe fn taken(from: *mut $name) -> $name {
                // SAFETY: the caller says that it can be read; with `release` cleared the owner
                // does not release it again.
                unsafe {
                    let taken = ptr::read(from);
                    (*from).release = None;
                    taken
                }
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                if let Some(release) = self.release {
                    // SAFETY: it has not been released, or `release` would be null.
                    unsafe { release(self) }
                }
            }
        }
    };
}

released_when_dropped!(ArrowSchema);
released_when_dropped!(ArrowArray);
released_when_dropped!(ArrowArrayStream);

/// A struct of the interface that is released already, to be filled by a producer.
macro_rules! empty {
    ($name:ident) => {
        impl $name {
            pub fn empty() -> $name {
                // SAFETY: all fields are numbers, raw pointers and optional functions, for which
                // zero is a value.
                unsafe { std::mem::zeroed() }
            }
        }
    };
}

empty!(ArrowSchema);
empty!(ArrowArray);

impl ArrowArrayStream {
    /// The schema of every batch.
    pub fn schema(&mut self) -> Result<ArrowSchema, String> {
        let mut schema = ArrowSchema::empty();
        let get = self.get_schema.ok_or("the stream has been read already")?;
        // SAFETY: the stream has not been released, and `schema` is a place to be filled.
        let failed = unsafe { get(self, &mut schema) };
        if failed == 0 { Ok(schema) } else { Err(self.last_error()) }
    }

    /// The next batch; `None` after the last.
    pub fn next(&mut self) -> Result<Option<ArrowArray>, String> {
        let mut array = ArrowArray::empty();
        let get = self.get_next.ok_or("the stream has been read already")?;
        // SAFETY: as above.
        let failed = unsafe { get(self, &mut array) };
        if failed != 0 {
            return Err(self.last_error());
        }
        Ok(array.release.is_some().then_some(array))
    }

    fn last_error(&mut self) -> String {
        let Some(get) = self.get_last_error else { return String::new() };
        // SAFETY: a call on this stream has just failed; the text is read before the next call.
        let text = unsafe { get(self) };
        // SAFETY: it is null or ends with a zero byte.
        let text = unsafe { text_of(text) };
        text.unwrap_or_default().to_owned()
    }
}

/// The text at a pointer; `None` where it is null or not UTF-8.
///
/// # Safety
///
/// Null, or a text that ends with a zero byte and lives as long as what it is taken from.
unsafe fn text_of<'t>(text: *const c_char) -> Option<&'t str> {
    if text.is_null() {
        return None;
    }
    // SAFETY: the caller says so.
    unsafe { CStr::from_ptr(text) }.to_str().ok()
}

impl ArrowSchema {
    pub fn format(&self) -> &str {
        // SAFETY: a schema's texts live until it is released, which borrows it.
        unsafe { text_of(self.format) }.unwrap_or("")
    }

    pub fn name(&self) -> &str {
        // SAFETY: as above.
        unsafe { text_of(self.name) }.unwrap_or("")
    }

    pub fn children(&self) -> impl Iterator<Item = &ArrowSchema> {
        let count = if self.children.is_null() { 0 } else { count(self.n_children) };
        // SAFETY: there are so many pointers, each to a schema that lives as long as this one.
        (0..count).map(|at| unsafe { &**self.children.add(at) })
    }

    pub fn dictionary(&self) -> Option<&ArrowSchema> {
        // SAFETY: null, or a schema that lives as long as this one.
        unsafe { self.dictionary.as_ref() }
    }
}

/// A number of the interface, which is never negative.
fn count(number: i64) -> usize {
    usize::try_from(number).unwrap_or(0)
}

impl ArrowArray {
    pub fn len(&self) -> usize {
        count(self.length)
    }

    pub fn first(&self) -> usize {
        count(self.offset)
    }

    pub fn children(&self) -> impl Iterator<Item = &ArrowArray> {
        let count = if self.children.is_null() { 0 } else { count(self.n_children) };
        // SAFETY: there are so many pointers, each to an array that lives as long as this one.
        (0..count).map(|at| unsafe { &**self.children.add(at) })
    }

    pub fn dictionary(&self) -> Option<&ArrowArray> {
        // SAFETY: null, or an array that lives as long as this one.
        unsafe { self.dictionary.as_ref() }
    }

    /// So many values of a buffer; empty where the buffer is absent or not aligned.
    ///
    /// # Safety
    ///
    /// Every pattern of bits is a `T`, and the format of the array says that buffer `at` has so
    /// many.
    unsafe fn values<T: Copy>(&self, at: usize, length: usize) -> &[T] {
        if self.buffers.is_null() || at >= count(self.n_buffers) {
            return &[];
        }
        // SAFETY: there are `n_buffers` pointers.
        let buffer = unsafe { *self.buffers.add(at) }.cast::<T>();
        if buffer.is_null() || !buffer.is_aligned() {
            return &[];
        }
        // SAFETY: the caller says that there are so many values; they live as long as the array.
        unsafe { std::slice::from_raw_parts(buffer, length) }
    }

    /// The bytes of the bits that say which rows are known; empty where all are.
    pub fn validity(&self, rows: usize) -> &[u8] {
        if self.null_count == 0 {
            return &[];
        }
        let bits = self.first().saturating_add(rows);
        // SAFETY: buffer 0 of every array read here is its validity, a bit a row.
        unsafe { self.values(0, bits.div_ceil(8)) }
    }

    /// The bytes of the values of an array of booleans.
    pub fn bits(&self, rows: usize) -> &[u8] {
        let bits = self.first().saturating_add(rows);
        // SAFETY: the caller has seen the format `b`.
        unsafe { self.values(1, bits.div_ceil(8)) }
    }

    /// The values of an array of whole numbers of this width, from its first row on.
    pub fn integers<T: Copy>(&self, rows: usize) -> &[T] {
        let end = self.first().saturating_add(rows);
        // SAFETY: the caller has seen the format that goes with `T`.
        let values = unsafe { self.values(1, end) };
        values.get(self.first()..).unwrap_or(&[])
    }

    /// The text of one row of an array of texts with offsets of this width.
    pub fn text<T: Copy + TryInto<usize>>(&self, row: usize, rows: usize) -> Option<&str> {
        let end = self.first().saturating_add(rows);
        // SAFETY: the caller has seen a format with offsets of this width, one more than rows.
        let offsets: &[T] = unsafe { self.values(1, end.saturating_add(1)) };
        let at = self.first().saturating_add(row);
        let offset = |at: usize| offsets.get(at).and_then(|offset| (*offset).try_into().ok());
        let (from, to): (usize, usize) = (offset(at)?, offset(at.saturating_add(1))?);
        // SAFETY: the last offset is the length of the text.
        let bytes: &[u8] = unsafe { self.values(2, to) };
        std::str::from_utf8(bytes.get(from..to)?).ok()
    }

    /// The places, in the array inside, of one row of an array of lists with offsets of this width.
    pub fn list<T: Copy + TryInto<usize>>(&self, row: usize, rows: usize) -> Option<Range<usize>> {
        let end = self.first().saturating_add(rows);
        // SAFETY: the caller has seen a format with offsets of this width, one more than rows.
        let offsets: &[T] = unsafe { self.values(1, end.saturating_add(1)) };
        let at = self.first().saturating_add(row);
        let offset = |at: usize| offsets.get(at).and_then(|offset| (*offset).try_into().ok());
        Some(offset(at)?..offset(at.saturating_add(1))?)
    }

    /// The text of one row of an array of string views.
    pub fn view(&self, row: usize, rows: usize) -> Option<&str> {
        let end = self.first().saturating_add(rows);
        // SAFETY: the caller has seen the format `vu`: 16 bytes a row.
        let views: &[[u8; 16]] = unsafe { self.values(1, end) };
        let view = views.get(self.first().saturating_add(row))?;
        let part =
            |at: usize| view.get(at..)?.first_chunk::<4>().map(|four| i32::from_le_bytes(*four));
        let length = usize::try_from(part(0)?).ok()?;
        let bytes = if length <= 12 {
            view.get(4..4_usize.checked_add(length)?)?
        } else {
            let buffer = usize::try_from(part(8)?).ok()?.checked_add(2)?;
            let from = usize::try_from(part(12)?).ok()?;
            let to = from.checked_add(length)?;
            // SAFETY: a view lies inside its buffer; the last buffer, of lengths, is none of them.
            let within = buffer.checked_add(1)? < count(self.n_buffers);
            let bytes: &[u8] = if within { unsafe { self.values(buffer, to) } } else { &[] };
            bytes.get(from..to)?
        };
        std::str::from_utf8(bytes).ok()
    }
}
