//! Columns of our own, handed out through the Arrow C data interface as often as somebody asks.

use crate::arrow::{ArrowArray, ArrowArrayStream, ArrowSchema};
use std::ffi::{CString, c_char, c_int, c_void};
use std::ptr;
use std::sync::Arc;

/// The values of one buffer.
pub enum Buffer {
    Absent,
    Bytes(Vec<u8>),
    Words(Vec<u64>),
    Numbers(Vec<i32>),
    Longs(Vec<i64>),
    Floats(Vec<f64>),
}

impl Buffer {
    fn pointer(&self) -> *const c_void {
        match self {
            Buffer::Absent => ptr::null(),
            Buffer::Bytes(values) => values.as_ptr().cast(),
            Buffer::Words(values) => values.as_ptr().cast(),
            Buffer::Numbers(values) => values.as_ptr().cast(),
            Buffer::Longs(values) => values.as_ptr().cast(),
            Buffer::Floats(values) => values.as_ptr().cast(),
        }
    }
}

/// A type with its name.
#[derive(Clone)]
pub struct Field {
    pub name: CString,
    pub format: CString,
    pub nullable: bool,
    pub children: Vec<Arc<Field>>,
    pub dictionary: Option<Arc<Field>>,
}

/// The values of a field.
pub struct Values {
    pub length: usize,
    /// -1: not counted.
    pub null_count: i64,
    pub buffers: Vec<Buffer>,
    pub children: Vec<Arc<Values>>,
    pub dictionary: Option<Arc<Values>>,
}

impl Values {
    /// The texts of each list, of a column of lists of texts.
    pub fn lists(&self) -> Option<Vec<Vec<&str>>> {
        let (Some(Buffer::Numbers(ends)), Some(texts)) =
            (self.buffers.get(1), self.children.first())
        else {
            return None;
        };
        let (Some(Buffer::Numbers(text_ends)), Some(Buffer::Bytes(bytes))) =
            (texts.buffers.get(1), texts.buffers.get(2))
        else {
            return None;
        };
        let place = |number: i32| usize::try_from(number).unwrap_or(0);
        let text = |at: usize| {
            let (from, to) = (text_ends.get(at)?, text_ends.get(at.checked_add(1)?)?);
            std::str::from_utf8(bytes.get(place(*from)..place(*to))?).ok()
        };
        let each = ends.iter().zip(ends.iter().skip(1));
        Some(each.map(|(from, to)| (place(*from)..place(*to)).filter_map(text).collect()).collect())
    }
}

/// What an exported schema keeps alive.
struct SchemaKept {
    _field: Arc<Field>,
    children: Vec<*mut ArrowSchema>,
    dictionary: *mut ArrowSchema,
}

/// What an exported array keeps alive.
struct ArrayKept {
    _values: Arc<Values>,
    buffers: Vec<*const c_void>,
    children: Vec<*mut ArrowArray>,
    dictionary: *mut ArrowArray,
}

const NULLABLE: i64 = 2;

fn long(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn boxed<T>(value: T) -> *mut T {
    Box::into_raw(Box::new(value))
}

/// The schema of a field.
pub fn schema_of(field: &Arc<Field>) -> ArrowSchema {
    let dictionary = field.dictionary.as_ref();
    let mut kept = Box::new(SchemaKept {
        _field: Arc::clone(field),
        children: field.children.iter().map(|child| boxed(schema_of(child))).collect(),
        dictionary: dictionary.map_or(ptr::null_mut(), |values| boxed(schema_of(values))),
    });
    ArrowSchema {
        format: field.format.as_ptr(),
        name: field.name.as_ptr(),
        metadata: ptr::null(),
        flags: if field.nullable { NULLABLE } else { 0 },
        n_children: long(kept.children.len()),
        children: kept.children.as_mut_ptr(),
        dictionary: kept.dictionary,
        release: Some(release_schema),
        private_data: Box::into_raw(kept).cast(),
    }
}

/// The array of some values.
pub fn array_of(values: &Arc<Values>) -> ArrowArray {
    let dictionary = values.dictionary.as_ref();
    let mut kept = Box::new(ArrayKept {
        _values: Arc::clone(values),
        buffers: values.buffers.iter().map(Buffer::pointer).collect(),
        children: values.children.iter().map(|child| boxed(array_of(child))).collect(),
        dictionary: dictionary.map_or(ptr::null_mut(), |values| boxed(array_of(values))),
    });
    ArrowArray {
        length: long(values.length),
        null_count: values.null_count,
        offset: 0,
        n_buffers: long(kept.buffers.len()),
        n_children: long(kept.children.len()),
        buffers: kept.buffers.as_mut_ptr(),
        children: kept.children.as_mut_ptr(),
        dictionary: kept.dictionary,
        release: Some(release_array),
        private_data: Box::into_raw(kept).cast(),
    }
}

unsafe extern "C" fn release_schema(schema: *mut ArrowSchema) {
    // SAFETY: the interface calls this once for a schema made by `schema_of`, whose private data
    // is the box made there; children and dictionary are boxes too, and release themselves.
    unsafe {
        let kept = Box::from_raw((*schema).private_data.cast::<SchemaKept>());
        for child in kept.children.iter().chain([&kept.dictionary]).filter(|it| !it.is_null()) {
            drop(Box::from_raw(*child));
        }
        (*schema).release = None;
    }
}

unsafe extern "C" fn release_array(array: *mut ArrowArray) {
    // SAFETY: as for schemas; a child that a consumer has moved away has no `release` any more.
    unsafe {
        let kept = Box::from_raw((*array).private_data.cast::<ArrayKept>());
        for child in kept.children.iter().chain([&kept.dictionary]).filter(|it| !it.is_null()) {
            drop(Box::from_raw(*child));
        }
        (*array).release = None;
    }
}

/// A table that is handed out batch by batch.
struct StreamKept {
    field: Arc<Field>,
    batches: Vec<Arc<Values>>,
    next: usize,
}

/// A stream of these batches.
pub fn stream_of(field: Arc<Field>, batches: Vec<Arc<Values>>) -> ArrowArrayStream {
    ArrowArrayStream {
        get_schema: Some(get_schema),
        get_next: Some(get_next),
        get_last_error: Some(get_last_error),
        release: Some(release_stream),
        private_data: boxed(StreamKept { field, batches, next: 0 }).cast(),
    }
}

unsafe extern "C" fn get_schema(stream: *mut ArrowArrayStream, out: *mut ArrowSchema) -> c_int {
    // SAFETY: called for a stream made by `stream_of` that is not released; `out` is a place.
    unsafe {
        let kept = &*(*stream).private_data.cast::<StreamKept>();
        ptr::write(out, schema_of(&kept.field));
    }
    0
}

unsafe extern "C" fn get_next(stream: *mut ArrowArrayStream, out: *mut ArrowArray) -> c_int {
    // SAFETY: as above; a stream is read by one thread at a time.
    unsafe {
        let kept = &mut *(*stream).private_data.cast::<StreamKept>();
        let batch = kept.batches.get(kept.next);
        kept.next = kept.next.saturating_add(1);
        ptr::write(out, batch.map_or_else(ArrowArray::empty, array_of));
    }
    0
}

unsafe extern "C" fn get_last_error(_: *mut ArrowArrayStream) -> *const c_char {
    ptr::null()
}

unsafe extern "C" fn release_stream(stream: *mut ArrowArrayStream) {
    // SAFETY: called once; the private data is the box made by `stream_of`.
    unsafe {
        drop(Box::from_raw((*stream).private_data.cast::<StreamKept>()));
        (*stream).release = None;
    }
}
