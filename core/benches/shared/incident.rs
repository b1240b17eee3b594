//! The incident that is measured: a toddler who died in Walsall, every question answered, with the
//! first events of the workflow.

use safeguarding_rules::reviews::{Incident, When};
use safeguarding_rules::{Answer, Catalogue, Day, Kind, PartialDate};

/// A day of the case.
pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or(Day::FIRST)
}

/// The whole case.
pub(crate) fn incident(pack: &str) -> Incident {
    let rules = Catalogue::bundled().reviews(pack, "incident");
    let rules = rules.unwrap_or_else(|_| std::process::exit(1));
    let on = day("2021-10-01");
    let mut incident = Incident::new(&rules, day("2021-11-01"));
    let _ = incident.record("incident_date", &Answer::on(on));
    let _ = incident.record("date_of_birth", &Answer::on(day("2019-05-04")));
    let facts = rules.on(on).into_iter().flat_map(|rules| rules.facts());
    let flags: Vec<String> =
        facts.filter(|fact| fact.kind == Kind::YesNo).map(|fact| fact.id.clone()).collect();
    let yes = ["died", "abuse_or_neglect_suspected", "normally_resident_here"];
    for fact in flags {
        let _ = incident.record(&fact, &Answer::YesNo(yes.contains(&fact.as_str())));
    }
    let _ = incident.record("place", &Answer::Choice("this-area".to_owned()));
    for (event, on) in [("la-aware", "2021-10-02"), ("sin-submitted", "2021-10-11")] {
        incident.event(event, When::On(PartialDate::on(day(on))));
    }
    incident
}

/// The same as a request.
pub(crate) fn request(pack: &str, explain: &str) -> String {
    let rules = Catalogue::bundled().reviews(pack, "incident");
    let rules = rules.unwrap_or_else(|_| std::process::exit(1));
    let facts = rules.on(day("2021-10-01")).into_iter().flat_map(|rules| rules.facts());
    let flags = facts.filter(|fact| fact.kind == Kind::YesNo).map(|fact| {
        let yes = ["died", "abuse_or_neglect_suspected", "normally_resident_here"];
        format!(r#""{}":{}"#, fact.id, yes.contains(&fact.id.as_str()))
    });
    let flags = flags.collect::<Vec<_>>().join(",");
    format!(
        r#"{{"question":"reviews","pack":"{pack}","subject":"incident","as_of":"2021-11-01",
        "facts":{{"incident_date":"2021-10-01","date_of_birth":"2019-05-04","place":"this-area",{flags}}},
        "events":{{"la-aware":"2021-10-02","sin-submitted":"2021-10-11"}},"explain":"{explain}"}}"#
    )
}

/// A request about an incident of which little is known.
pub(crate) fn sparse(case: &str) -> String {
    let (facts, explain) = match case {
        "day" => (r#""incident_date":"2021-10-01""#, "deciding"),
        "day-and-two-facts" => {
            (r#""incident_date":"2021-10-01","date_of_birth":"2019-05-04","died":true"#, "deciding")
        }
        "year" => (r#""incident_date":"2020","died":true"#, "deciding"),
        "decade-all" => (r#""incident_date":{"from":"2012-01-01","to":"2021-12-31"}"#, "all"),
        _ => ("", "deciding"),
    };
    format!(
        r#"{{"question":"reviews","pack":"walsall","subject":"incident","as_of":"2026-06-01",
        "facts":{{{facts}}},"explain":"{explain}"}}"#
    )
}
