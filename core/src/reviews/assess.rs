//! Assesses an incident: which reviews it calls for, what is to be done, and what is not known.

use super::actions::{actions, next_action};
use super::decision::{
    CalendarNamed, Days, EditionDays, EventProblem, LinkAnswer, Met, ReviewAnswer, ReviewBrief,
    ReviewDecision, ReviewsBrief, RoleAnswer,
};
use super::due::Clocks;
use super::findings::finding;
use super::incident::Incident;
use super::missing::{missing, missing_events, open_settings};
use super::outcome::ReviewOutcome;
use super::rules::ReviewLabels;
use super::seen::Seen;
use super::view::Views;
use crate::calendar::{Calendar, NOT_PROCLAIMED};
use crate::decision::{
    ConflictTouched, EditionNamed, Explain, Inconsistency, Prompted, StateGiven, VERSION,
};
use crate::evaluate::Mattering;
use crate::finding::Finding;
use crate::pack::{Link, Modality, Placed, Role, Rule, Then};
use crate::truth::Truth;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Incident {
    /// The outcome only, with what is needed to repeat it.
    #[must_use]
    pub fn brief(&self) -> ReviewsBrief<'_> {
        let outcomes = self.outcome();
        let reviews = self.order.iter().zip(outcomes.reviews()).map(|(review, outcome)| {
            let review = review.is.id.as_str();
            let (at_least, at_most) = (outcome.at_least, outcome.at_most);
            ReviewBrief { review, outcome: outcome.met(), at_least, at_most }
        });
        ReviewsBrief {
            answer: "reviews",
            pack: self.rules.pack(),
            subject: self.rules.subject(),
            as_of: self.as_of,
            applies: self.applies(),
            reviews: reviews.collect(),
            exact: outcomes.exact(),
            editions: self.editions(),
            version: VERSION,
        }
    }

    fn applies(&self) -> Truth {
        let each = self.moments.iter().map(|moment| moment.known.outcome().applies);
        each.reduce(super::outcome::either).unwrap_or(Truth::Unknown)
    }

    /// The whole answer: every review with who decides, every action with its date and standing,
    /// reasons, citations, what is missing and what to ask next.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::reviews::{Incident, When};
    /// use safeguarding_rules::{Answer, Calendar, Catalogue, Day, PartialDate, thresholds::Explain};
    /// let day = |text| Day::parse(text).unwrap();
    /// let rules = Catalogue::bundled().reviews("walsall", "incident").unwrap();
    /// let mut incident = Incident::new(&rules, day("2021-11-01"));
    /// incident.record("incident_date", &Answer::on(day("2021-10-01"))).unwrap();
    /// incident.event("la-aware", When::On(PartialDate::on(day("2021-10-02"))));
    /// let decision = incident.assess(Calendar::england_and_wales(), Explain::Deciding);
    /// assert!(decision.reviews.iter().any(|review| review.review == "rapid-review"));
    /// # }
    /// ```
    #[must_use]
    pub fn assess<'k>(&'k self, calendar: &'k Calendar, explain: Explain) -> ReviewDecision<'k> {
        let views = Views::new(self);
        let clocks = Clocks::new(&views, calendar);
        let actions = actions(&views, &clocks);
        let mattering: Vec<Mattering<'_, 'k>> =
            views.list.iter().map(|view| Mattering::new(&view.search, view.known)).collect();
        let (missing, next_question) = missing(&views, &mattering);
        let reviews = reviews(&views);
        let findings = findings(&views, explain);
        let prompts = prompts(&views);
        let touched: BTreeSet<&str> = touched(&views, &reviews);
        ReviewDecision {
            answer: "reviews",
            pack: self.rules.pack(),
            subject: self.rules.subject(),
            as_of: self.as_of,
            applies: views.applies(),
            incident: Days::of(self.days),
            next_action: next_action(&views, &actions),
            problems: problems(self, &clocks),
            prompts,
            findings,
            missing,
            missing_events: missing_events(&views, &actions),
            next_question,
            open_settings: open_settings(&views, &mattering),
            inconsistent: inconsistent(&views),
            conflicts: conflicts(&views, &touched),
            states: states(&views),
            reviews,
            actions,
            exact: views.is_exact(),
            calendar: CalendarNamed::of(calendar),
            notices: self.notices(&clocks),
            editions: self.editions(),
            version: VERSION,
            labels: ReviewLabels::of(&self.rules),
        }
    }

    /// The documents of every day that the incident can have happened on, the latest first.
    fn editions(&self) -> Vec<EditionNamed<'_>> {
        let mut found: Vec<EditionNamed<'_>> = Vec::new();
        for edition in self.moments.iter().rev().flat_map(|moment| moment.known.editions()) {
            if !found.contains(&edition) {
                found.push(edition);
            }
        }
        found
    }

    fn notices(&self, clocks: &Clocks<'_, '_>) -> Vec<&str> {
        let mut found = Vec::new();
        for notice in self.moments.iter().rev().flat_map(|moment| moment.known.notices()) {
            if !found.contains(&notice) {
                found.push(notice);
            }
        }
        found.extend(clocks.is_forecast().then_some(NOT_PROCLAIMED));
        found
    }
}

fn problems(incident: &Incident, clocks: &Clocks<'_, '_>) -> Vec<EventProblem> {
    let refused = clocks.refused().into_iter().map(|error| EventProblem {
        code: error.code(),
        // A table that covers the days would stand there; no table has a day that there is not.
        at: if error.code() == "calendar.outside" { "/calendar" } else { "" }.to_owned(),
        message: error.to_string(),
    });
    incident.event_problems().iter().cloned().chain(refused).collect()
}

fn reviews<'k>(views: &Views<'k>) -> Vec<ReviewAnswer<'k>> {
    let (roles, links) = (views.roles(), views.links());
    let all = views.incident.order.iter().zip(&views.outcomes);
    all.filter_map(|(review, outcome)| {
        let review: &'k Arc<Placed<crate::pack::Review>> = review;
        let grounds = views.list.first()?.rules().grounds(&review.is.standing);
        let met = outcome.met();
        let is_live = matches!(met, Met::Met | Met::CannotTell);
        Some(ReviewAnswer {
            review: &review.is.id,
            label: &review.is.label,
            kind: review.is.kind,
            who: &review.is.who,
            outcome: met,
            scope: outcome.scope,
            at_least: outcome.at_least,
            at_most: outcome.at_most,
            settled: outcome.settled(),
            rules: carrying(views, &review.is.id, *outcome, Truth::True)
                .into_iter()
                .map(|rule| rule.is.id.as_str())
                .collect(),
            roles: if is_live { roles_of(&roles, &review.is.id) } else { Vec::new() },
            links: if is_live { links_of(&links, &review.is.id) } else { Vec::new() },
            grounds,
        })
    })
    .collect()
}

/// The rules of this truth that carry what is certain of a review: those of just that modality
/// when they hold, those of it or a firmer one when they are undecided.
fn carrying<'k>(
    views: &Views<'k>,
    review: &str,
    outcome: ReviewOutcome,
    truth: Truth,
) -> Vec<&'k Arc<Placed<Rule>>> {
    if outcome.at_least == Modality::NotAvailable {
        return Vec::new();
    }
    let mut rules = views.rules();
    rules.retain(|rule| {
        let Then::Review { review: own, modality } = &rule.is.then else { return false };
        let is_firm = match truth {
            Truth::True => *modality == outcome.at_least,
            _ => *modality >= outcome.at_least,
        };
        own == review && is_firm && views.rule_truth(rule) == truth
    });
    rules
}

fn roles_of<'k>(roles: &[Seen<'k, Role>], review: &str) -> Vec<RoleAnswer<'k>> {
    let own = roles.iter().filter(|seen| seen.item.is.review == review);
    own.map(|seen| {
        let role = &seen.item.is;
        RoleAnswer {
            role: role.role,
            who: &role.who,
            does: &role.does,
            truth: seen.truth,
            edition: EditionDays::of(seen),
            grounds: seen.rules.grounds(&role.standing),
        }
    })
    .collect()
}

fn links_of<'k>(links: &[Seen<'k, Link>], review: &str) -> Vec<LinkAnswer<'k>> {
    let own = links.iter().filter(|seen| seen.item.is.review == review);
    own.map(|seen| {
        let link = &seen.item.is;
        LinkAnswer {
            with: &link.with,
            how: link.how,
            words: &link.words,
            truth: seen.truth,
            edition: EditionDays::of(seen),
            grounds: seen.rules.grounds(&link.standing),
        }
    })
    .collect()
}

fn findings<'k>(views: &Views<'k>, explain: Explain) -> Vec<Finding<'k>> {
    let rules = views.rules();
    let chosen: Vec<&Arc<Placed<Rule>>> = match explain {
        Explain::Brief => Vec::new(),
        Explain::All => rules,
        Explain::Deciding => {
            let mut deciding: Vec<*const Placed<Rule>> = Vec::new();
            for (review, outcome) in views.incident.order.iter().zip(&views.outcomes) {
                let mut carry = carrying(views, &review.is.id, *outcome, Truth::True);
                if carry.is_empty() {
                    carry = carrying(views, &review.is.id, *outcome, Truth::Unknown);
                }
                deciding.extend(carry.into_iter().map(Arc::as_ptr));
            }
            let is_prompt = |rule: &Arc<Placed<Rule>>| {
                matches!(rule.is.then, Then::Prompt { .. }) && views.rule_truth(rule) == Truth::True
            };
            let is_deciding = |rule: &&Arc<Placed<Rule>>| {
                deciding.contains(&Arc::as_ptr(rule)) || is_prompt(rule)
            };
            rules.into_iter().filter(is_deciding).collect()
        }
    };
    chosen.into_iter().filter_map(|rule| finding(views, rule)).collect()
}

fn prompts<'k>(views: &Views<'k>) -> Vec<Prompted<'k>> {
    let rules = views.rules().into_iter();
    rules
        .filter_map(|rule| {
            let Then::Prompt { consider, direction } = &rule.is.then else { return None };
            let holds = views.rule_truth(rule) == Truth::True;
            let grounds = views.list.first()?.rules().grounds(&rule.is.standing);
            holds.then_some(Prompted {
                rule: &rule.is.id,
                consider,
                direction: *direction,
                grounds,
            })
        })
        .collect()
}

/// Everything that a conflict may touch and that this answer shows.
fn touched<'k>(views: &Views<'k>, reviews: &[ReviewAnswer<'k>]) -> BTreeSet<&'k str> {
    let live = reviews.iter().filter(|review| matches!(review.outcome, Met::Met | Met::CannotTell));
    let live: BTreeSet<&'k str> = live.map(|review| review.review).collect();
    let actions = views.actions.iter().map(|seen| &seen.item.is);
    let (roles, links) = (views.roles(), views.links());
    let roles = roles.iter().filter(|seen| live.contains(seen.item.is.review.as_str()));
    let links = links.iter().filter(|seen| live.contains(seen.item.is.review.as_str()));
    // What leads to a review that is out of reach is not in reach itself.
    let is_in_reach = |rule: &Rule| match &rule.then {
        Then::Review { review, .. } => live.contains(review.as_str()),
        _ => true,
    };
    let rules = views.rules().into_iter().filter(|rule| is_in_reach(&rule.is));
    let rules = rules.filter(|rule| views.rule_truth(rule) == Truth::True);
    let mut found: BTreeSet<&'k str> = live.clone();
    // What replaces something is touched where that was.
    let names = |id: &'k String, replaced: &'k Option<String>| {
        std::iter::once(id.as_str()).chain(replaced.as_deref())
    };
    found.extend(actions.flat_map(|action| names(&action.id, &action.overrides)));
    found.extend(roles.flat_map(|seen| names(&seen.item.is.id, &seen.item.is.overrides)));
    found.extend(links.flat_map(|seen| names(&seen.item.is.id, &seen.item.is.overrides)));
    found.extend(rules.map(|rule| rule.is.id.as_str()));
    found
}

fn conflicts<'k>(views: &Views<'k>, touched: &BTreeSet<&str>) -> Vec<ConflictTouched<'k>> {
    let mut found: Vec<ConflictTouched<'k>> = Vec::new();
    for conflict in views.list.iter().flat_map(|view| &view.rules().conflicts) {
        let conflict = &conflict.is;
        let is_new = !found.iter().any(|known| known.conflict == conflict.id);
        if is_new && conflict.touches.iter().any(|id| touched.contains(id.as_str())) {
            found.push(ConflictTouched {
                conflict: &conflict.id,
                about: &conflict.about,
                says: &conflict.says,
            });
        }
    }
    found
}

/// What cannot stand together on any day that is possible.
fn inconsistent<'k>(views: &Views<'k>) -> Vec<Inconsistency<'k>> {
    let mut each = views.list.iter().map(|view| view.known.inconsistent(&view.search));
    let mut found = each.next().unwrap_or_default();
    for other in each {
        found.retain(|one| other.iter().any(|same| same.rule == one.rule));
    }
    found
}

fn states<'k>(views: &Views<'k>) -> Vec<StateGiven<'k>> {
    let mut found: Vec<StateGiven<'k>> = Vec::new();
    for state in views.list.iter().flat_map(|view| view.known.states_given()) {
        if !found.iter().any(|known| known.fact == state.fact) {
            found.push(state);
        }
    }
    found
}
