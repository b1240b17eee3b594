//! The case that is measured: a child of whom 60 facts are recorded, all of them no, and the date
//! of birth.

use safeguarding_rules::{Answer, Catalogue, Day, Kind, Known, Ruleset};
use std::sync::Arc;

/// The day of every case.
pub(crate) const AS_OF: &str = "2024-05-01";
/// The date of birth of every case.
pub(crate) const BORN: &str = "2016-03-10";

/// The day as the library has it.
pub(crate) fn as_of() -> Day {
    Day::parse(AS_OF).unwrap_or(Day::FIRST)
}

/// The child rules of a pack.
pub(crate) fn rules(pack: &str) -> Arc<Ruleset> {
    Catalogue::bundled().rules(pack, "child", as_of()).unwrap_or_else(|_| std::process::exit(1))
}

/// The first 60 facts of a rule set that are answered by yes or no.
pub(crate) fn sixty(rules: &Ruleset) -> Vec<String> {
    let flags = rules.facts().filter(|fact| fact.kind == Kind::YesNo);
    flags.take(60).map(|fact| fact.id.to_string()).collect()
}

/// A child of whom the date of birth is recorded.
pub(crate) fn born(pack: &str, on: &str) -> Known {
    let mut known = Known::new(&rules(pack), as_of());
    if let Some(born) = Day::parse(on) {
        let _ = known.record("date_of_birth", &Answer::on(born));
    }
    known
}

/// Records that none of these holds.
pub(crate) fn record_no(known: &mut Known, facts: &[String]) {
    for fact in facts {
        let _ = known.record(fact, &Answer::YesNo(false));
    }
}

/// The whole case.
pub(crate) fn known(pack: &str) -> Known {
    let mut known = born(pack, BORN);
    let facts = sixty(&rules(pack));
    record_no(&mut known, &facts);
    known
}
