//! The packs that come with the library.
#![cfg(feature = "bundled-packs")]

/// The text of every bundled document.
pub(crate) const TEXTS: &[&str] = &[
    include_str!("../../packs/england/sources.json"),
    include_str!("../../packs/england/thresholds/2018-07-04.json"),
    include_str!("../../packs/england/thresholds/2023-12-15.json"),
    include_str!("../../packs/england/reviews/2011-04-13.json"),
    include_str!("../../packs/england/reviews/2015-04-01.json"),
    include_str!("../../packs/england/reviews/2016-12-01.json"),
    include_str!("../../packs/england/reviews/2018-06-29.json"),
    include_str!("../../packs/england/reviews/2019-09-29.json"),
    include_str!("../../packs/england/reviews/2023-04-01.json"),
    include_str!("../../packs/england/reviews/2023-12-15.json"),
    include_str!("../../packs/england/reviews/2024-10-01.json"),
    include_str!("../../packs/england/reviews/2026-03-19.json"),
    include_str!("../../packs/england/audits/2018-06-29.json"),
    include_str!("../../packs/england/membership/2018-06-29.json"),
    include_str!("../../packs/england/membership/2023-12-15.json"),
    include_str!("../../packs/walsall/sources.json"),
    include_str!("../../packs/walsall/audits/2018-06-29.json"),
    include_str!("../../packs/walsall/membership/2018-06-29.json"),
    include_str!("../../packs/walsall/membership/2019-09-01.json"),
    include_str!("../../packs/walsall/membership/2023-12-15.json"),
    include_str!("../../packs/walsall/reviews/2011-04-13.json"),
    include_str!("../../packs/walsall/thresholds/2021-04-01.json"),
    include_str!("../../packs/example-thresholds/sources.json"),
    include_str!("../../packs/example-thresholds/thresholds/2021-04-01.json"),
];
