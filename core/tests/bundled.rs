//! The bundled packs are sound.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by panicking"
)]

use safeguarding_rules::Catalogue;

macro_rules! texts {
    ($($file:literal),* $(,)?) => { &[$(include_str!(concat!("../packs/", $file))),*] };
}

#[test]
fn every_bundled_pack_checks() {
    let texts: &[&str] = texts![
        "england/sources.json",
        "england/thresholds/2018-07-04.json",
        "england/thresholds/2023-12-15.json",
        "england/reviews/2011-04-13.json",
        "england/reviews/2015-04-01.json",
        "england/reviews/2016-12-01.json",
        "england/reviews/2018-06-29.json",
        "england/reviews/2019-09-29.json",
        "england/reviews/2023-04-01.json",
        "england/reviews/2023-12-15.json",
        "england/reviews/2024-10-01.json",
        "england/reviews/2026-03-19.json",
        "england/membership/2018-06-29.json",
        "england/membership/2023-12-15.json",
        "walsall/sources.json",
        "walsall/membership/2018-06-29.json",
        "walsall/membership/2019-09-01.json",
        "walsall/membership/2023-12-15.json",
        "walsall/reviews/2011-04-13.json",
        "walsall/thresholds/2021-04-01.json",
        "example-thresholds/sources.json",
        "example-thresholds/thresholds/2021-04-01.json",
    ];
    if let Err(error) = Catalogue::empty().with(texts) {
        let problems: Vec<String> =
            error.problems().map(|p| format!("{} {} {}", p.code, p.at, p.message)).collect();
        panic!("{}", problems.join("\n"));
    }
    assert_eq!(
        Catalogue::bundled().packs().collect::<Vec<_>>(),
        ["england", "example-thresholds", "walsall"]
    );
}

/// Of a pack that is not at hand in a family, those that are in it are named, and no others.
#[test]
fn the_packs_of_the_family_are_named_where_there_is_none_of_the_name() {
    let packs = Catalogue::bundled();
    let error = packs.reviews("wallsall", "incident").unwrap_err();
    assert_eq!(
        error.problems().next().unwrap().message,
        "there is no pack `wallsall` with reviews; at hand are england, walsall; did you mean `walsall`?"
    );
}
