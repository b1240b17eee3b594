//! Assesses what is known of a person against the thresholds of a pack.

use super::decision::{
    Brief, BriefRoute, ConsentRule, Decision, GovernedBy, Judged, Judgement, Judges, LevelNamed,
    LevelRange, MissingFact, PathwayStep, PublishedOnly, RouteAnswer, Stands,
};
use super::labels::Labels;
use super::missing::{missing, route_bit};
use super::picked::LevelPicked;
use crate::citation::Basis;
use crate::decision::{ConflictTouched, Explain, VERSION};
use crate::evaluate::{Known, Outcome, Search};
use crate::pack::Then;
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
        let picked = self.picked(explain);
        Decision {
            answer: "thresholds",
            pack: self.rules.pack(),
            subject: self.rules.subject(),
            as_of: self.as_of,
            applies: picked.outcome.applies,
            level: picked.level.as_ref().map(|level| self.level(level)),
            routes: self.routes_picked(&picked.outcome),
            ruled_out: self.ruled_out(&picked.outcome),
            consent: picked.consent.iter().filter_map(|at| self.consent_at(*at)).collect(),
            pathway: picked.pathway.into_iter().filter_map(|step| self.step_at(step)).collect(),
            prompts: picked.prompts,
            strengths: picked.strengths,
            findings: picked.findings,
            missing: picked.missing,
            next_question: picked.next_question,
            open_settings: picked.open_settings,
            inconsistent: picked.inconsistent,
            conflicts: picked.conflicts.iter().filter_map(|at| self.conflict_at(*at)).collect(),
            states: self.states_given(),
            judgement: None,
            governed_by: picked.governed_by.iter().filter_map(|at| self.governed_by(*at)).collect(),
            exact: picked.exact,
            notices: self.notices(),
            editions: self.editions(),
            version: VERSION,
            labels: Labels::new(&self.rules),
        }
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

    pub(crate) fn ruled_out<'k>(&'k self, outcome: &Outcome) -> Vec<&'k str> {
        let out = self.rules.routes.iter().zip(0_u32..).filter_map(|(slot, index)| {
            let truth = route_truth(outcome, 1_u64 << (index & 63));
            let rule = &self.rules.rule(slot.rule?)?.rule.is;
            let Then::Route(route) = &rule.then else { return None };
            (truth == Truth::False).then_some(route.id.as_str())
        });
        out.collect()
    }

    fn level<'k>(&'k self, picked: &LevelPicked) -> LevelRange<'k> {
        let names = picked.names.iter().filter_map(|at| self.level_at(*at)).collect();
        LevelRange { names, ..self.level_range(picked) }
    }

    /// The range without the names of its levels.
    pub(crate) fn level_range(&self, picked: &LevelPicked) -> LevelRange<'_> {
        let LevelPicked { at_least, at_most, published, .. } = *picked;
        let illustrative = published != (at_least, at_most);
        LevelRange {
            at_least,
            at_most,
            settled: at_least == at_most,
            names: Vec::new(),
            illustrative,
            published_only: illustrative
                .then_some(PublishedOnly { at_least: published.0, at_most: published.1 }),
        }
    }

    pub(crate) fn level_at(&self, at: usize) -> Option<LevelNamed<'_>> {
        let level = &self.rules.levels.get(at)?.is;
        Some(LevelNamed {
            number: level.number,
            name: &level.name,
            responders: &level.responders,
            route_in: &level.route_in,
            grounds: self.rules.grounds(&level.standing),
        })
    }

    /// The routes that are not false, by the position of their rules.
    pub(crate) fn routes_open(&self, outcome: &Outcome) -> impl Iterator<Item = (usize, Truth)> {
        let (certain, possible) = (outcome.routes_certain, outcome.routes_possible);
        self.rules.routes.iter().zip(0_u32..).filter_map(move |(slot, index)| {
            let bit = 1_u64 << (index & 63);
            let truth = Truth::from_bounds(certain & bit != 0, possible & bit != 0);
            (truth != Truth::False).then_some((usize::from(slot.rule?), truth))
        })
    }

    fn routes_picked(&self, outcome: &Outcome) -> Vec<RouteAnswer<'_>> {
        self.routes_open(outcome).filter_map(|route| self.route_at(route)).collect()
    }

    pub(crate) fn route_at(&self, (at, truth): (usize, Truth)) -> Option<RouteAnswer<'_>> {
        let rule = &self.rules.rules.get(at)?.rule.is;
        let Then::Route(route) = &rule.then else { return None };
        Some(RouteAnswer {
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
    }

    pub(crate) fn consent_at(&self, (at, truth): (usize, Truth)) -> Option<ConsentRule<'_>> {
        let consent = &self.rules.consent.get(at)?.consent.is;
        Some(ConsentRule {
            belongs_to: &consent.belongs_to,
            requirement: consent.requirement,
            words: &consent.words,
            may_proceed_without: truth,
            grounds: self.rules.grounds(&consent.standing),
        })
    }

    pub(crate) fn step_at<'k>(
        &'k self,
        (at, while_open): (usize, Vec<&'k str>),
    ) -> Option<PathwayStep<'k>> {
        let step = &self.rules.steps.get(at)?.is;
        Some(PathwayStep {
            step: &step.id,
            belongs_to: &step.belongs_to,
            who: &step.who,
            does: &step.does,
            limit: step.limit.as_ref(),
            while_open,
            grounds: self.rules.grounds(&step.standing),
        })
    }

    pub(crate) fn conflict_at(&self, at: usize) -> Option<ConflictTouched<'_>> {
        let conflict = &self.rules.conflicts.get(at)?.is;
        Some(ConflictTouched {
            conflict: &conflict.id,
            about: &conflict.about,
            says: &conflict.says,
        })
    }

    pub(crate) fn governed_by(&self, (at, truth): (usize, Truth)) -> Option<GovernedBy<'_>> {
        let rule = &self.rules.rules.get(at)?.rule.is;
        let Then::GovernedBy(governing) = &rule.then else { return None };
        let document = self.rules.source(&governing.source);
        Some(GovernedBy {
            rule: &rule.id,
            truth,
            source: &governing.source,
            title: document.map_or("", |document| &document.title),
            link: document.and_then(|document| document.link.as_deref()),
            binds: &governing.binds,
            sets: &governing.sets,
            grounds: self.rules.grounds(&rule.standing),
        })
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
