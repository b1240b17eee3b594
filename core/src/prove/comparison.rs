//! What two editions or packs have in common, and how they differ.

use super::finding::Proved;
use crate::citation::words;
use crate::date::Day;
use crate::pack::Family;
use serde::Serialize;
use serde_json::Value;

words! {
    /// What changes between two editions.
    Change {
        /// The second puts some case higher.
        LevelUp = "level-up",
        /// The second puts some case lower.
        LevelDown = "level-down",
        /// The second calls for a review more firmly in some case.
        Firmer = "firmer",
        /// The second calls for a review less firmly in some case.
        LessFirm = "less-firm",
        /// A duty of the first is not there in some case.
        DutyLost = "duty-lost",
        /// A duty is there in some case that the first had not.
        DutyGained = "duty-gained",
        /// A case that the first settles is open in the second, which asks more.
        NewlyUndecided = "newly-undecided",
        /// There is less time.
        DeadlineEarlier = "deadline-earlier",
        /// There is more time.
        DeadlineLater = "deadline-later",
        /// The time runs from another event, or is counted otherwise, so that it hangs on the days
        /// whether it is more.
        DeadlineChanged = "deadline-changed",
        /// Something else that the first shows is not there in some case.
        Lost = "lost",
        /// Something else is shown that the first does not show.
        Gained = "gained",
    }
}

/// One way in which the two differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PackDifference"))]
pub struct Difference {
    /// What changes.
    pub change: Change,
    /// What it changes: a level, route, step or rule; of times the step or action, by the id of what
    /// it takes the place of.
    pub item: String,
    /// The rules of the first that lead to such an item and hold in the case, without those that do
    /// so in the second too.
    pub rules_before: Vec<String>,
    /// The rules of the second that hold in the case, likewise.
    pub rules_after: Vec<String>,
    /// The consistency rules that the case breaks, where only one of the two says that it
    /// contradicts itself; no other case shows the difference then.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradicting: Vec<String>,
    /// A smallest case, as the first and as the second answer it.
    pub cases: [Value; 2],
}

/// Differences of one kind for which the same rules are responsible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PackDifferences"))]
pub struct Group {
    /// What changes.
    pub change: Change,
    /// The rules of the first that are responsible.
    pub rules_before: Vec<String>,
    /// The rules of the second that are.
    pub rules_after: Vec<String>,
    /// What they change, each with its case among the differences.
    pub items: Vec<String>,
}

/// A pack with the day whose rules are meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PackSide"))]
pub struct Side {
    /// The pack.
    pub pack: String,
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    pub as_of: Day,
}

/// What two editions or packs have in common, and how they differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PacksCompared"))]
pub struct Comparison {
    /// `comparison`.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::schema::comparison_word"))]
    pub answer: &'static str,
    /// The family.
    pub family: Family,
    /// Whom the rules are about.
    pub subject: String,
    /// The first pack and its day.
    pub before: Side,
    /// The second.
    pub after: Side,
    /// Whether every case that one of the two calls consistent is answered alike: who is a subject,
    /// levels, routes, prompts and strengths, agreement and when one may go on without, steps, scope
    /// and firmness of reviews, roles, links, actions, and the time of each step and action.
    /// What such an item says beside (who, how strongly, which kind) is not compared: `reworded`
    /// names what differs in it.
    pub equal: Proved,
    /// How they differ, by what changes.
    pub differences: Vec<Difference>,
    /// The differences by what changes and by the rules responsible.
    pub groups: Vec<Group>,
    /// What was not decided within the limit.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_decided: Vec<String>,
    /// Facts that the first alone asks about.
    pub facts_before: Vec<String>,
    /// Facts that the second alone asks about.
    pub facts_after: Vec<String>,
    /// Whatever both have, or one in place of the other's, and put otherwise in anything: subjects,
    /// facts, rules, agreement, levels, steps, reviews, roles, links, events, actions; and settings,
    /// consistency rules, events and conflicts that only one of them has.
    pub reworded: Vec<String>,
    /// How much work it was, in steps of the search.
    pub steps: u64,
    /// The library's version.
    pub version: &'static str,
}

/// The differences put together by what changes and by the rules responsible, in their order.
pub(super) fn groups(differences: &[Difference]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for one in differences {
        let known = groups.iter_mut().find(|group| {
            (group.change, &group.rules_before, &group.rules_after)
                == (one.change, &one.rules_before, &one.rules_after)
        });
        match known {
            Some(group) => group.items.push(one.item.clone()),
            None => groups.push(Group {
                change: one.change,
                rules_before: one.rules_before.clone(),
                rules_after: one.rules_after.clone(),
                items: vec![one.item.clone()],
            }),
        }
    }
    groups
}
