//! Many people at once: a column for each fact, the outcomes as columns again.
//!
//! Columns are read where they stand, 64 rows at a time: each condition is a word in which every
//! bit is a row. Where the words leave open what trying cells could still settle, the cells are
//! tried for all rows of a block together; where there are too many, for the rows one by one. So
//! every row has exactly the outcome that [`Known::outcome`](crate::Known::outcome) gives for it.
//!
//! ```
//! # #[cfg(feature = "bundled-packs")] {
//! use safeguarding_rules::columns::{Bits, Column, Columnar};
//! use safeguarding_rules::{Catalogue, Day, Known};
//! let as_of = Day::parse("2024-05-01").unwrap();
//! let rules = Catalogue::bundled().rules("walsall", "child", as_of).unwrap();
//! let columnar = Columnar::new(&Known::new(&rules, as_of));
//! // Three children: yes, no, and nothing known.
//! let injury = Column::Flags { yes: Bits::new(&[0b001], 0), known: Some(Bits::new(&[0b011], 0)) };
//! let table = columnar.table(3, &[("injury_non_mobile", injury)]).unwrap();
//! let outcomes = table.outcomes(0..3).unwrap();
//! assert_eq!(outcomes.row(0).unwrap().at_least, Some(4));
//! assert_eq!(outcomes.row(1).unwrap().at_least, Some(1));
//! assert_eq!(outcomes.at_most(), [4, 4, 4]);
//! # }
//! ```

mod block;
mod column;
mod likeness;
mod opening;
mod outcomes;
mod reading;
mod table;

pub use crate::compile::Wanted;
pub use column::{Bits, Column, Integers};
pub use likeness::Likeness;
pub use outcomes::{Outcomes, Parts, Plane};
pub use table::{Columnar, Table};
