//! The events of a subject and which of them come before which.

use crate::pack::{Event, INCIDENT, Placed};
use std::collections::HashMap;
use std::sync::Arc;

/// Declared events with their order, through others too.
#[derive(Debug, Default)]
pub(crate) struct EventGraph {
    pub events: Vec<Arc<Placed<Event>>>,
    index: HashMap<String, u16>,
    /// For each event those that cannot come later.
    pub before: Vec<Vec<u16>>,
    /// Whether each cannot come before the incident.
    pub after_incident: Vec<bool>,
}

impl EventGraph {
    pub(crate) fn new(events: Vec<Arc<Placed<Event>>>) -> EventGraph {
        let named = events.iter().zip(0_u16..).map(|(event, at)| (event.is.id.clone(), at));
        let index: HashMap<String, u16> = named.collect();
        let mut graph =
            EventGraph { events, index, before: Vec::new(), after_incident: Vec::new() };
        for event in &graph.events {
            let (before, after_incident) = graph.walked(&event.is);
            graph.before.push(before);
            graph.after_incident.push(after_incident);
        }
        graph
    }

    /// Everything that comes before an event.
    fn walked(&self, event: &Event) -> (Vec<u16>, bool) {
        let mut found: Vec<u16> = Vec::new();
        let mut after_incident = false;
        let mut waiting: Vec<&String> = event.after.iter().collect();
        while let Some(id) = waiting.pop() {
            after_incident |= id == INCIDENT;
            let Some(at) = self.index.get(id).copied().filter(|at| !found.contains(at)) else {
                continue;
            };
            found.push(at);
            waiting.extend(self.events.get(usize::from(at)).into_iter().flat_map(|e| &e.is.after));
        }
        (found, after_incident)
    }

    /// The position of an event.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.index.get(id).map(|at| usize::from(*at))
    }

    /// Whether it has the events of another in their order, and the same come before each, through
    /// others too; whether that is said once or twice makes no difference to any answer.
    #[cfg(feature = "prove")]
    pub(crate) fn orders_as(&self, other: &EventGraph) -> bool {
        self.index == other.index
            && self.before == other.before
            && self.after_incident == other.after_incident
    }

    /// Whether it has just the events of another, word for word.
    pub(crate) fn is_same(&self, other: &EventGraph) -> bool {
        self.events.len() == other.events.len()
            && self.events.iter().zip(&other.events).all(|(one, two)| Arc::ptr_eq(one, two))
    }
}
