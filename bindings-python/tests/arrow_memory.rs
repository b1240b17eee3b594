//! The `unsafe` blocks of the Arrow interface, to be run by Miri: `bindings-python/tests/miri`.
//! What is exported here is read back as from a foreign library.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "the modules are those of the library, read here alone"
)]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

#[path = "../src/arrow.rs"]
mod arrow;
#[path = "../src/export.rs"]
mod export;

use arrow::{ArrowArray, ArrowArrayStream, ArrowSchema};
use export::{Buffer, Field, Values, array_of, schema_of, stream_of};
use std::ffi::{CString, c_void};
use std::ptr;
use std::sync::Arc;

fn field(name: &str, format: &str) -> Field {
    Field {
        name: CString::new(name).unwrap(),
        format: CString::new(format).unwrap(),
        nullable: true,
        children: Vec::new(),
        dictionary: None,
    }
}

fn values(length: usize, buffers: Vec<Buffer>) -> Values {
    Values { length, null_count: -1, buffers, children: Vec::new(), dictionary: None }
}

fn words() -> Values {
    let ends = Buffer::Numbers(vec![0, 3, 3, 8]);
    values(3, vec![Buffer::Absent, ends, Buffer::Bytes(b"onethree".to_vec())])
}

/// Flags, numbers with a dictionary, and lists of texts.
fn table() -> (Arc<Field>, Vec<Arc<Values>>) {
    let text = Arc::new(field("", "u"));
    let list = Field { children: vec![Arc::clone(&text)], ..field("lists", "+l") };
    let rule = Field { dictionary: Some(text), ..field("rule", "i") };
    let children = vec![field("yes", "b"), rule, list].into_iter().map(Arc::new).collect();
    let whole = Arc::new(Field { children, nullable: false, ..field("", "+s") });
    let words = Arc::new(words());
    let batch = || {
        let yes = values(3, vec![Buffer::Words(vec![0b101]), Buffer::Words(vec![0b100])]);
        let numbers = vec![Buffer::Words(vec![0b111]), Buffer::Numbers(vec![2, 0, 1])];
        let rule = Values { dictionary: Some(Arc::clone(&words)), ..values(3, numbers) };
        let lists = Values {
            children: vec![Arc::clone(&words)],
            ..values(2, vec![Buffer::Absent, Buffer::Numbers(vec![0, 1, 3])])
        };
        Arc::new(Values {
            children: vec![Arc::new(yes), Arc::new(rule), Arc::new(lists)],
            null_count: 0,
            ..values(3, vec![Buffer::Absent])
        })
    };
    (whole, vec![batch(), batch()])
}

#[test]
fn a_table_comes_back_as_it_was_given() {
    let (whole, batches) = table();
    let mut stream = stream_of(whole, batches);
    let schema = stream.schema().unwrap();
    let first = stream.next().unwrap().unwrap();
    let second = stream.next().unwrap().unwrap();
    assert!(stream.next().unwrap().is_none());
    assert!(stream.next().unwrap().is_none());
    // What was handed out outlives the stream.
    drop(stream);
    let names: Vec<&str> = schema.children().map(ArrowSchema::name).collect();
    assert_eq!(names, ["yes", "rule", "lists"]);
    assert_eq!(schema.format(), "+s");
    let rule = schema.children().nth(1).unwrap();
    assert_eq!(rule.dictionary().map(ArrowSchema::format), Some("u"));
    drop(first);
    let columns: Vec<&ArrowArray> = second.children().collect();
    assert_eq!((columns[0].validity(3), columns[0].bits(3)), (&[0b101][..], &[0b100][..]));
    assert_eq!(columns[1].integers::<i32>(3), [2, 0, 1]);
    let dictionary = columns[1].dictionary().unwrap();
    let texts: Vec<_> = (0..4).map(|row| dictionary.text::<i32>(row, 3)).collect();
    assert_eq!(texts, [Some("one"), Some(""), Some("three"), None]);
    assert_eq!(columns[2].children().next().unwrap().text::<i32>(2, 3), Some("three"));
    drop(schema);
}

#[test]
fn a_table_can_be_handed_out_twice_and_read_by_several_threads() {
    let (whole, batches) = table();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let (whole, batches) = (Arc::clone(&whole), batches.clone());
            scope.spawn(move || {
                let mut stream = stream_of(whole, batches);
                while let Some(batch) = stream.next().unwrap() {
                    assert_eq!(batch.children().count(), 3);
                }
            });
        }
        let one = array_of(&batches[0]);
        let read = || assert_eq!(one.children().nth(1).unwrap().integers::<i32>(3).len(), 3);
        std::thread::scope(|inner| {
            inner.spawn(read);
            inner.spawn(read);
        });
    });
}

#[test]
fn what_is_taken_away_is_released_once() {
    let (whole, batches) = table();
    let mut array = array_of(&batches[0]);
    // SAFETY: a pointer to an array that nobody else uses.
    let taken = unsafe { ArrowArray::taken(&mut array) };
    assert!(array.release.is_none());
    drop(array);
    // A consumer may take a child and let go of the rest.
    // SAFETY: there are children, and nobody else uses them.
    let child = unsafe { ArrowArray::taken(*taken.children.add(1)) };
    drop(taken);
    assert_eq!(child.integers::<i32>(3), [2, 0, 1]);
    let mut schema = schema_of(&whole);
    // SAFETY: as above.
    let child = unsafe { ArrowSchema::taken(*schema.children) };
    // SAFETY: as above.
    drop(unsafe { ArrowSchema::taken(&mut schema) });
    assert_eq!(child.name(), "yes");
    let mut stream = stream_of(whole, batches);
    // SAFETY: as above.
    let mut taken = unsafe { ArrowArrayStream::taken(&mut stream) };
    assert!(stream.get_next.is_some() && stream.release.is_none());
    assert_eq!(taken.next().unwrap().unwrap().len(), 3);
}

#[test]
fn rows_that_begin_later_are_read_from_there() {
    let buffers = vec![Buffer::Words(vec![0b1111_0000]), Buffer::Numbers((0..8).collect())];
    let mut array = array_of(&Arc::new(values(8, buffers)));
    (array.offset, array.length) = (5, 3);
    assert_eq!(array.integers::<i32>(array.len()), [5, 6, 7]);
    assert_eq!(array.validity(array.len()), [0b1111_0000]);
    (array.offset, array.length, array.null_count) = (-1, -1, 0);
    assert_eq!((array.len(), array.first()), (0, 0));
    assert!(array.validity(8).is_empty());
    let mut texts = array_of(&Arc::new(words()));
    (texts.offset, texts.length) = (2, 1);
    assert_eq!(texts.text::<i32>(0, 1), Some("three"));
    assert_eq!(texts.text::<i32>(1, 1), None);
}

/// An array over these buffers, which it does not own.
fn over(buffers: &mut [*const c_void]) -> ArrowArray {
    let mut array = ArrowArray::empty();
    array.n_buffers = i64::try_from(buffers.len()).unwrap();
    array.buffers = buffers.as_mut_ptr();
    array
}

#[test]
fn what_is_absent_or_not_aligned_is_empty() {
    let array = ArrowArray::empty();
    assert!(array.bits(9).is_empty() && array.integers::<i64>(9).is_empty());
    assert!(array.children().next().is_none() && array.dictionary().is_none());
    let schema = ArrowSchema::empty();
    assert_eq!((schema.name(), schema.format()), ("", ""));
    let numbers = [1_i64, 2];
    let uneven = ptr::from_ref(&numbers).cast::<u8>().wrapping_add(1).cast::<c_void>();
    let mut buffers = [ptr::null(), uneven];
    let array = over(&mut buffers);
    assert!(array.validity(1).is_empty());
    assert!(array.integers::<i64>(1).is_empty());
    assert_eq!(array.bits(8).len(), 1);
}

#[test]
fn short_and_long_views_are_read() {
    let long = b"a text of more than twelve bytes";
    let mut views = [[0_u8; 16]; 3];
    views[0][..6].copy_from_slice(&[2, 0, 0, 0, b'h', b'i']);
    views[1][0] = 32;
    views[1][4..8].copy_from_slice(b"a te");
    // One that says it lies in a buffer that is not there.
    views[2][0] = 32;
    views[2][8] = 1;
    let lengths = [32_i64];
    let mut buffers = [
        ptr::null(),
        ptr::from_ref(&views).cast(),
        long.as_ptr().cast(),
        ptr::from_ref(&lengths).cast(),
    ];
    let array = over(&mut buffers);
    assert_eq!(array.view(0, 3), Some("hi"));
    assert_eq!(array.view(1, 3), std::str::from_utf8(long).ok());
    assert_eq!((array.view(2, 3), array.view(3, 3)), (None, None));
}

#[test]
fn a_stream_that_fails_says_why() {
    unsafe extern "C" fn fails(_: *mut ArrowArrayStream, _: *mut ArrowArray) -> i32 {
        5
    }
    unsafe extern "C" fn why(_: *mut ArrowArrayStream) -> *const std::ffi::c_char {
        c"the disk is full".as_ptr()
    }
    let mut stream = ArrowArrayStream {
        get_schema: None,
        get_next: Some(fails),
        get_last_error: Some(why),
        release: None,
        private_data: ptr::null_mut(),
    };
    assert_eq!(stream.next().err().as_deref(), Some("the disk is full"));
    stream.get_last_error = None;
    assert_eq!(stream.next().err().as_deref(), Some(""));
    assert!(stream.schema().is_err());
}
