//! What would change the answers to the stories, their records asked again, and what fixtures of the
//! small packs show of them.

use super::item::{How, Item, Packs};
use super::stories::{folder, with_others};
use safeguarding_rules::Catalogue;
use serde_json::{Value, json};
use std::sync::Arc;

/// What is wanted of a story: each level at least and at most, or some reviews each way.
fn wanted(question: &str) -> Vec<Value> {
    if question == "thresholds" {
        let levels = (1..=4).flat_map(|level| {
            [json!({ "level_at_least": level }), json!({ "level_at_most": level })]
        });
        let routes = ["s47-enquiry", "s17-child-in-need", "s42-enquiry"];
        let routes =
            routes.iter().flat_map(|id| [json!({ "route": id }), json!({ "no_route": id })]);
        return levels.chain(routes).collect();
    }
    let reviews =
        ["child-safeguarding-practice-review", "safeguarding-adult-review", "child-death-review"];
    let called = |id: &str, modality: &str| json!({ "review": id, "modality": modality });
    let both = |id: &&str| {
        [
            json!({ "review_at_least": called(id, "duty") }),
            json!({ "review_at_most": called(id, "power") }),
        ]
    };
    reviews.iter().flat_map(both).collect()
}

fn ways(request: &Value, question: &str) -> Vec<(How, String)> {
    let mut all = Vec::new();
    for wanted in wanted(question) {
        let mut why = request.clone();
        why["question"] = json!("why-not");
        why["family"] = json!(question);
        why["wanted"] = wanted;
        why["most_changes"] = json!(2);
        why["most_ways"] = json!(5);
        let object = why.as_object_mut().unwrap();
        object.remove("explain");
        object.remove("record");
        all.push((How::Answer, why.to_string()));
        all.push((How::Words, why.to_string()));
    }
    all
}

/// One file of stories asks one question.
pub(crate) fn items() -> Vec<Item> {
    let packs = Arc::new(Packs::Bundled(Vec::new()));
    let catalogue = Catalogue::bundled();
    let mut items = Vec::new();
    for name in ["cases", "incidents"] {
        for (_, story) in folder(name) {
            let request = with_others(&catalogue, &story);
            let question = request["question"].as_str().unwrap().to_owned();
            let asked = ways(&request, &question);
            items.push(Item { group: format!("ways/{name}"), packs: Arc::clone(&packs), asked });
        }
    }
    items
}
