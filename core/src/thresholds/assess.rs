//! Assesses what is known of a person against the thresholds of a pack.

use super::decision::{
    Brief, BriefRoute, ConsentRule, Decision, GovernedBy, Judged, Judgement, Judges, LevelNamed,
    LevelRange, MissingFact, PathwayStep, PublishedOnly, RouteAnswer, Stands, StrengthShown,
};
use super::labels::Labels;
use super::missing::{concerns, missing, open_settings, route_bit};
use super::next::next_question;
use crate::citation::Basis;
use crate::compile::{NodeId, RuleSlot};
use crate::decision::{ConflictTouched, Explain, Prompted, VERSION};
use crate::evaluate::{Known, Outcome, Search};
use crate::finding::Finding;
use crate::pack::{For, Then};
use crate::truth::Truth;

impl Known {
    /// The outcome only, with what is needed to repeat it.
    #[must_use]
    pub fn brief(&self) -> Brief<'_> {
        let outcome = self.outcome();
        let applies = outcome.applies != Truth::False;
        Brief {
            answer: "thresholds",
            pack: self.rules.pack(),
            subject: self.rules.subject(),
            as_of: self.as_of,
            applies: outcome.applies,
            at_least: outcome.at_least.filter(|_| applies),
            at_most: outcome.at_most.filter(|_| applies),
            settled: outcome.settled().filter(|_| applies),
            routes: self.brief_routes(&outcome),
            exact: outcome.exact,
            editions: self.editions(),
            version: VERSION,
        }
    }

    #[inline]
    pub(crate) fn brief_routes(&self, outcome: &Outcome) -> Vec<BriefRoute<'_>> {
        let routes = self.rules.routes.iter().zip(0_u32..).filter_map(|(slot, index)| {
            let truth = route_truth(outcome, 1_u64 << (index & 63));
            let rule = self.rules.rule(slot.rule?)?;
            let Then::Route(route) = &rule.rule.is.then else { return None };
            (truth != Truth::False).then_some(BriefRoute { route: &route.id, truth })
        });
        routes.collect()
    }

    /// The whole answer, with reasons, citations, what is missing and what to ask next.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::{thresholds::Explain, Answer, Catalogue, Day, Known};
    /// let as_of = Day::parse("2024-01-05").unwrap();
    /// let rules = Catalogue::bundled().rules("walsall", "child", as_of).unwrap();
    /// let mut known = Known::new(&rules, as_of);
    /// known.record("reasonable_cause_significant_harm", &Answer::YesNo(true)).unwrap();
    /// let decision = known.assess(Explain::Deciding);
    /// let level = decision.level.unwrap();
    /// assert_eq!((level.at_least, level.settled), (4, true));
    /// assert!(decision.routes.iter().any(|route| route.route == "s47-enquiry"));
    /// # }
    /// ```
    #[must_use]
    pub fn assess(&self, explain: Explain) -> Decision<'_> {
        let outcome = self.outcome();
        let search = Search::new(self);
        let findings = self.findings(explain, &outcome, &search);
        let candidates = missing(self, &outcome, &search);
        let pathway = self.pathway(&outcome, &candidates);
        let conflicts = self.conflicts(&outcome, &findings, &pathway);
        let mut decision = Decision {
            answer: "thresholds",
            pack: self.rules.pack(),
            subject: self.rules.subject(),
            as_of: self.as_of,
            applies: outcome.applies,
            level: self.level(&outcome, &search),
            routes: self.routes(&outcome),
            ruled_out: self.ruled_out(&outcome),
            consent: self.consent(&outcome),
            pathway,
            prompts: self.prompts(&search),
            strengths: self.strengths(&search),
            next_question: next_question(self, &candidates, &search),
            open_settings: open_settings(self, &outcome, &search),
            inconsistent: self.inconsistent(&search),
            conflicts,
            findings,
            missing: candidates.into_iter().map(|candidate| candidate.fact).collect(),
            states: self.states_given(),
            judgement: None,
            governed_by: self.governed_by(&search),
            exact: outcome.exact,
            notices: self.notices(),
            editions: self.editions(),
            version: VERSION,
            labels: Labels::new(&self.rules),
        };
        decision.exact &= search.is_exact();
        decision
    }

    /// The facts that could still change the answer, most urgent first, as [`assess`](Known::assess)
    /// names them; nothing else of it is worked out.
    #[must_use]
    pub fn missing(&self) -> Vec<MissingFact<'_>> {
        let search = Search::new(self);
        let candidates = missing(self, &self.outcome(), &search);
        candidates.into_iter().map(|candidate| candidate.fact).collect()
    }

    /// Where a practitioner's own judgement stands beside what the rules indicate.
    ///
    /// It never changes the answer: statutory triggers above it are named.
    #[must_use]
    pub fn judged<'k>(&'k self, judgement: &'k Judgement) -> Judged<'k> {
        let outcome = self.outcome();
        let mut judged = Judged {
            level: None,
            route: None,
            holds: None,
            by: &judgement.by,
            reason: &judgement.reason,
            on: judgement.on,
            stands: Stands::Open,
            below_trigger: Vec::new(),
        };
        match &judgement.judges {
            Judges::Level(level) => {
                judged.level = Some(*level);
                judged.stands = level_stands(&outcome, *level);
                judged.below_trigger = self.triggers_above(*level);
            }
            Judges::Route { route, holds } => {
                judged.route = Some(route);
                judged.holds = Some(*holds);
                let bit = route_bit(self, route).unwrap_or(0);
                judged.stands = match (route_truth(&outcome, bit), holds) {
                    (Truth::Unknown, _) => Stands::Open,
                    (Truth::True, true) | (Truth::False, false) => Stands::Agrees,
                    (Truth::False, true) => Stands::Upward,
                    (Truth::True, false) => Stands::Downward,
                };
                if judged.stands == Stands::Downward {
                    judged.below_trigger = self.statutory_rule_of(route);
                }
            }
        }
        judged
    }

    /// The statutory triggers that hold and lead above a level.
    fn triggers_above(&self, level: u8) -> Vec<&str> {
        let search = Search::new(self);
        let above = self.rules.rules.iter().filter(|slot| {
            let above =
                matches!(slot.rule.is.then, Then::Level { number, trigger: true } if number > level);
            above && self.truth_of(slot, &search) == Truth::True
        });
        above.map(|slot| slot.rule.is.id.as_str()).collect()
    }

    fn statutory_rule_of(&self, id: &str) -> Vec<&str> {
        let of_route = self.rules.rules().filter(|rule| {
            matches!(&rule.then, Then::Route(route) if route.id == id)
                && rule.standing.basis == Basis::Statute
        });
        of_route.map(|rule| rule.id.as_str()).collect()
    }

    fn truth_of(&self, slot: &RuleSlot, search: &Search<'_>) -> Truth {
        search.truth(slot.part.pair.holds, slot.part.pair.fails)
    }

    fn level<'k>(&'k self, outcome: &Outcome, search: &Search<'k>) -> Option<LevelRange<'k>> {
        let (at_least, at_most) = outcome.at_least.zip(outcome.at_most)?;
        if outcome.applies == Truth::False {
            return None;
        }
        let published = search.published_levels(at_most);
        let illustrative = published != (at_least, at_most);
        let in_range = self
            .rules
            .levels
            .iter()
            .map(|level| &level.is)
            .filter(|level| at_least <= level.number && level.number <= at_most)
            .filter(|level| level.number == at_least || self.may_reach(level.number, search));
        let names = in_range.map(|level| LevelNamed {
            number: level.number,
            name: &level.name,
            responders: &level.responders,
            route_in: &level.route_in,
            grounds: self.rules.grounds(&level.standing),
        });
        Some(LevelRange {
            at_least,
            at_most,
            settled: at_least == at_most,
            names: names.collect(),
            illustrative,
            published_only: illustrative
                .then_some(PublishedOnly { at_least: published.0, at_most: published.1 }),
        })
    }

    /// Whether this can be the level reached: one of its own rules holds in some filling in which
    /// no rule of a higher level does.
    fn may_reach(&self, level: u8, search: &Search<'_>) -> bool {
        let mut higher = self.rules.reach.iter().filter(|reach| reach.number > level);
        let above = higher.next().map_or(&[] as &[NodeId], |reach| reach.whole.nodes.as_slice());
        let mut rules = self.rules.rules.iter().filter(
            |slot| matches!(slot.rule.is.then, Then::Level { number, .. } if number == level),
        );
        rules.any(|slot| {
            let pair = slot.part.pair;
            let or_higher: Vec<NodeId> =
                std::iter::once(pair.fails).chain(above.iter().copied()).collect();
            !search.holds_always(&or_higher)
        })
    }

    fn routes<'k>(&'k self, outcome: &Outcome) -> Vec<RouteAnswer<'k>> {
        let answers = self.rules.routes.iter().zip(0_u32..).filter_map(|(slot, index)| {
            let truth = route_truth(outcome, 1_u64 << (index & 63));
            let rule = &self.rules.rule(slot.rule?)?.rule.is;
            let Then::Route(route) = &rule.then else { return None };
            (truth != Truth::False).then_some(RouteAnswer {
                route: &route.id,
                truth,
                rule: &rule.id,
                kind: route.kind,
                who: &route.who,
                act: &route.act,
                urgency: route.urgency,
                strength: rule.standing.strength,
                basis: rule.standing.basis,
                evidence: rule.standing.evidence,
            })
        });
        answers.collect()
    }

    fn ruled_out<'k>(&'k self, outcome: &Outcome) -> Vec<&'k str> {
        let out = self.rules.routes.iter().zip(0_u32..).filter_map(|(slot, index)| {
            let truth = route_truth(outcome, 1_u64 << (index & 63));
            let rule = &self.rules.rule(slot.rule?)?.rule.is;
            let Then::Route(route) = &rule.then else { return None };
            (truth == Truth::False).then_some(route.id.as_str())
        });
        out.collect()
    }

    /// Whether something that belongs to a level or route is shown: for a level, when it is in
    /// the range; for a route, when it holds.
    fn consent<'k>(&'k self, outcome: &Outcome) -> Vec<ConsentRule<'k>> {
        let shown = self.rules.consent.iter().zip(0_u32..).filter(|(consent, _)| {
            match &consent.consent.is.belongs_to {
                For::Route(route) => self.route_holds(outcome, route),
                level => outcome.applies != Truth::False && concerns(self, outcome, level),
            }
        });
        let rules = shown.map(|(consent, index)| {
            let bit = 1_u64 << (index & 63);
            let consent = &consent.consent.is;
            ConsentRule {
                belongs_to: &consent.belongs_to,
                requirement: consent.requirement,
                words: &consent.words,
                may_proceed_without: Truth::from_bounds(
                    outcome.without_consent_certain & bit != 0,
                    outcome.without_consent_possible & bit != 0,
                ),
                grounds: self.rules.grounds(&consent.standing),
            }
        });
        rules.collect()
    }

    pub(super) fn route_holds(&self, outcome: &Outcome, route: &str) -> bool {
        route_bit(self, route).is_some_and(|bit| outcome.routes_certain & bit != 0)
    }

    fn prompts<'k>(&'k self, search: &Search<'k>) -> Vec<Prompted<'k>> {
        let found = self.rules.rules.iter().filter_map(|slot| {
            let rule = &slot.rule.is;
            let Then::Prompt { consider, direction } = &rule.then else { return None };
            (self.truth_of(slot, search) == Truth::True).then(|| Prompted {
                rule: &rule.id,
                consider,
                direction: *direction,
                grounds: self.rules.grounds(&rule.standing),
            })
        });
        found.collect()
    }

    fn governed_by<'k>(&'k self, search: &Search<'k>) -> Vec<GovernedBy<'k>> {
        let found = self.rules.rules.iter().filter_map(|slot| {
            let rule = &slot.rule.is;
            let Then::GovernedBy(governing) = &rule.then else { return None };
            let truth = self.truth_of(slot, search);
            let document = self.rules.source(&governing.source);
            (truth != Truth::False).then(|| GovernedBy {
                rule: &rule.id,
                truth,
                source: &governing.source,
                title: document.map_or("", |document| &document.title),
                link: document.and_then(|document| document.link.as_deref()),
                binds: &governing.binds,
                sets: &governing.sets,
                grounds: self.rules.grounds(&rule.standing),
            })
        });
        found.collect()
    }

    fn strengths<'k>(&'k self, search: &Search<'k>) -> Vec<StrengthShown<'k>> {
        let found = self.rules.rules.iter().filter_map(|slot| {
            let rule = &slot.rule.is;
            let Then::Protective { note } = &rule.then else { return None };
            let holds = self.truth_of(slot, search) == Truth::True;
            holds.then_some(StrengthShown { rule: &rule.id, label: &rule.label, note })
        });
        found.collect()
    }

    fn findings<'k>(
        &'k self,
        explain: Explain,
        outcome: &Outcome,
        search: &Search<'k>,
    ) -> Vec<Finding<'k>> {
        let rules = self.rules.rules.iter();
        match explain {
            Explain::Brief => Vec::new(),
            Explain::All => rules.map(|slot| self.finding(slot, search)).collect(),
            Explain::Deciding => {
                let carries_level = self.rules_that_carry(outcome, search);
                let deciding = rules.filter(|slot| match &slot.rule.is.then {
                    Then::Level { .. } => carries_level.contains(&slot.rule.is.id.as_str()),
                    Then::Route(route) => self.route_holds(outcome, &route.id),
                    Then::Prompt { .. } => self.truth_of(slot, search) == Truth::True,
                    Then::Protective { .. }
                    | Then::Review { .. }
                    | Then::GovernedBy(_)
                    | Then::Define => false,
                });
                deciding.map(|slot| self.finding(slot, search)).collect()
            }
        }
    }

    /// The rules that carry the level that is certain: those of that level that hold, and where
    /// no single one does, the undecided ones that together leave no other possibility.
    fn rules_that_carry<'k>(&'k self, outcome: &Outcome, search: &Search<'k>) -> Vec<&'k str> {
        let Some(least) = outcome.at_least else { return Vec::new() };
        let of_level = |wanted: fn(u8, u8) -> bool, truth: Truth| {
            let rules = self.rules.rules.iter().filter(|slot| {
                matches!(slot.rule.is.then, Then::Level { number, .. } if wanted(number, least))
                    && self.truth_of(slot, search) == truth
            });
            rules.map(|slot| slot.rule.is.id.as_str()).collect::<Vec<_>>()
        };
        let certain = of_level(|number, least| number == least, Truth::True);
        if certain.is_empty() && least > 1 {
            return of_level(|number, least| number >= least, Truth::Unknown);
        }
        certain
    }

    fn conflicts<'k>(
        &'k self,
        outcome: &Outcome,
        findings: &[Finding<'k>],
        pathway: &[PathwayStep<'k>],
    ) -> Vec<ConflictTouched<'k>> {
        let level = outcome.at_least.map(|level| format!("level-{level}"));
        let touched = self.rules.conflicts.iter().map(|conflict| &conflict.is).filter(|conflict| {
            conflict.touches.iter().any(|touched| {
                let true_finding =
                    |finding: &Finding<'_>| finding.rule == touched && finding.truth == Truth::True;
                findings.iter().any(true_finding)
                    || pathway.iter().any(|step| step.step == touched)
                    || self.route_holds(outcome, touched)
                    || level.as_ref() == Some(touched)
            })
        });
        let told = touched.map(|conflict| ConflictTouched {
            conflict: &conflict.id,
            about: &conflict.about,
            says: &conflict.says,
        });
        told.collect()
    }
}

fn level_stands(outcome: &Outcome, level: u8) -> Stands {
    if outcome.at_most.is_some_and(|most| level > most) {
        Stands::Upward
    } else if outcome.at_least.is_some_and(|least| level < least) {
        Stands::Downward
    } else if outcome.settled() == Some(true) {
        Stands::Agrees
    } else {
        Stands::Open
    }
}

fn route_truth(outcome: &Outcome, bit: u64) -> Truth {
    Truth::from_bounds(outcome.routes_certain & bit != 0, outcome.routes_possible & bit != 0)
}
