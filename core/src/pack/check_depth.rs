//! Refuses rules that refer to each other in a circle, and conditions that are nested too deep.

use super::check_condition::Vocabulary;
use super::{Items, Rule};
use crate::condition::Condition;
use crate::json::Problems;
use std::collections::HashMap;

/// How deep rules may refer to each other, and conditions be nested.
const DEEPEST: usize = 100;

/// Checks every rule in force.
pub(super) fn check_depth(items: &Items, known: &Vocabulary<'_>, problems: &Problems) {
    let mut depths = HashMap::new();
    let mut path = Vec::new();
    for rule in &items.rules {
        path.clear();
        path.push(rule.is.id.as_str());
        match condition_depth(&rule.is.when, known, &mut path, &mut depths) {
            Err(circle) => {
                let message =
                    format!("rules refer to each other in a circle: {}", circle.join(" → "));
                problems.add("pack.cycle", format!("{}/when", rule.at), message);
            }
            Ok(depth) if depth > DEEPEST => {
                let message = format!(
                    "rule `{}` is nested {depth} levels deep with the rules it refers to; at most {DEEPEST}",
                    rule.is.id
                );
                problems.add("pack.too-deep", format!("{}/when", rule.at), message);
            }
            Ok(_) => {}
        }
    }
}

/// The depth of a rule that another refers to; only of those there is need to know it again.
fn rule_depth<'i>(
    rule: &'i Rule,
    known: &Vocabulary<'i>,
    path: &mut Vec<&'i str>,
    depths: &mut HashMap<&'i str, usize>,
) -> Result<usize, Vec<String>> {
    if let Some(depth) = depths.get(rule.id.as_str()) {
        return Ok(*depth);
    }
    // A chain longer than this is refused by its depth; not following it further bounds the stack.
    if path.len() > DEEPEST {
        return Ok(DEEPEST.saturating_add(1));
    }
    if let Some(start) = path.iter().position(|id| *id == rule.id) {
        let circle = path.iter().skip(start).map(|id| (*id).to_owned());
        return Err(circle.chain([rule.id.clone()]).collect());
    }
    path.push(&rule.id);
    let depth = condition_depth(&rule.when, known, path, depths);
    path.pop();
    if let Ok(depth) = depth {
        depths.insert(&rule.id, depth);
    }
    depth
}

fn condition_depth<'i>(
    condition: &'i Condition,
    known: &Vocabulary<'i>,
    path: &mut Vec<&'i str>,
    depths: &mut HashMap<&'i str, usize>,
) -> Result<usize, Vec<String>> {
    let parts: &[Condition] = match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast { of: parts, .. } => {
            parts
        }
        Condition::Not(part) => std::slice::from_ref(part),
        Condition::Rule(id) => {
            let Some(rule) = known.rules.get(id.as_str()).copied() else { return Ok(1) };
            return rule_depth(rule, known, path, depths).map(|depth| depth.saturating_add(1));
        }
        Condition::Fact { .. } => return Ok(1),
    };
    let mut deepest = 0;
    for part in parts {
        deepest = condition_depth(part, known, path, depths)?.max(deepest);
    }
    Ok(deepest.saturating_add(1))
}
