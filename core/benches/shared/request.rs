//! The case that is measured, as the text of a request.

use super::case::{AS_OF, BORN, rules, sixty};

/// The same case as [`known`](super::case::known), asked for with these reasons.
pub(crate) fn request(pack: &str, explain: &str) -> String {
    let facts = sixty(&rules(pack));
    let facts: Vec<String> = facts.iter().map(|fact| format!(r#""{fact}":false"#)).collect();
    format!(
        r#"{{"question":"thresholds","pack":"{pack}","subject":"child","as_of":"{AS_OF}","explain":"{explain}","facts":{{"date_of_birth":"{BORN}",{}}}}}"#,
        facts.join(",")
    )
}
