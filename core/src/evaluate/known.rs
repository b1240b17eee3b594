//! What is known about one person, as two bit sets: what is certain and what is possible.

use crate::case::{Answer, State};
use crate::compile::{FactSlot, LiteralKind, Ruleset, Variable, VariableKind, bits, date_patterns};
use crate::date::{Day, PartialDate};
use crate::error::{Problem, did_you_mean, quoted};
use crate::fact::Kind;
use crate::pack::SettingValue;
use std::sync::Arc;

/// The answers recorded about one person, ready to be evaluated against one set of rules.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{Answer, Catalogue, Day, Known};
/// let as_of = Day::parse("2024-01-05").unwrap();
/// let rules = Catalogue::bundled().rules("walsall", "child", as_of).unwrap();
/// let mut known = Known::new(&rules, as_of);
/// known.record("reasonable_cause_significant_harm", &Answer::YesNo(true)).unwrap();
/// assert_eq!(known.outcome().at_least, Some(4));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Known {
    pub(crate) rules: Arc<Ruleset>,
    pub(crate) as_of: Day,
    /// Literals that hold in every filling.
    pub(crate) certain: Vec<u64>,
    /// Literals that hold in some.
    pub(crate) possible: Vec<u64>,
    pub(crate) states: Vec<State>,
    /// The values of settings that are set, by position.
    pub(crate) settings: Vec<Option<u32>>,
    /// Who says something about a disputed fact.
    pub(crate) said_by: Vec<(String, Vec<String>)>,
    /// The ranges given for counts, by fact: those compared with settings may be judged anew, and
    /// of those known in part only the cells inside the range can hold.
    pub(crate) counts: Vec<(u16, u32, u32)>,
    /// The dates known in part, and all dates of birth, by fact.
    pub(crate) dates: Vec<(u16, PartialDate)>,
}

impl Known {
    /// Nothing known yet. Settings have their published values, where there are any.
    #[inline]
    #[must_use]
    pub fn new(rules: &Arc<Ruleset>, as_of: Day) -> Known {
        let words = rules.words();
        let mut known = Known {
            as_of,
            certain: vec![0; words],
            possible: vec![u64::MAX; words],
            states: vec![State::NotAsked; rules.facts.len()],
            settings: rules.settings.iter().map(|setting| setting.is.default_number()).collect(),
            said_by: Vec::new(),
            counts: Vec::new(),
            dates: Vec::new(),
            rules: Arc::clone(rules),
        };
        known.judge_all_against_settings();
        known
    }

    /// The day whose rules apply.
    #[must_use]
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// The rules it is recorded for.
    #[must_use]
    pub fn rules(&self) -> &Arc<Ruleset> {
        &self.rules
    }

    /// Why a fact has no full value, or that it has one; `None` for a fact that is not declared.
    #[must_use]
    pub fn state(&self, fact: &str) -> Option<State> {
        let slot = self.rules.fact_slot(fact)?;
        self.states.get(usize::from(slot)).copied()
    }

    /// Records an answer, in place of an earlier one to the same question.
    ///
    /// # Errors
    ///
    /// `case.unknown-fact`, `case.wrong-kind`, `case.unknown-option`, `case.bad-range`.
    pub fn record(&mut self, fact: &str, answer: &Answer) -> Result<(), Problem> {
        let slot = self.slot(fact)?;
        self.record_at(slot, answer)
    }

    /// Records that people say different things, and who says something.
    ///
    /// # Errors
    ///
    /// `case.unknown-fact`.
    pub fn dispute(&mut self, fact: &str, by: Vec<String>) -> Result<(), Problem> {
        self.record(fact, &Answer::Gap(State::Disputed))?;
        self.said_by.retain(|(disputed, _)| disputed != fact);
        self.said_by.push((fact.to_owned(), by));
        Ok(())
    }

    /// Sets a count that the text leaves open.
    ///
    /// # Errors
    ///
    /// As [`set_value`](Known::set_value).
    pub fn set(&mut self, setting: &str, value: u32) -> Result<(), Problem> {
        self.set_value(setting, &SettingValue::Count(value))
    }

    /// Sets a value that the text leaves open: a count, a day, or the event that starts a clock.
    ///
    /// # Errors
    ///
    /// `request.unknown-setting` and `request.bad-setting` (below its least sensible value, a day
    /// before which it is known not to lie, none of the events to choose from, another kind).
    pub fn set_value(&mut self, setting: &str, value: &SettingValue) -> Result<(), Problem> {
        let position = self.rules.settings.iter().position(|known| known.is.id == setting);
        let declared = position.and_then(|position| self.rules.settings.get(position));
        let (Some(position), Some(declared)) = (position, declared) else {
            let hint =
                did_you_mean(setting, self.rules.settings.iter().map(|known| known.is.id.as_str()));
            let message = format!("setting {} is not declared here{hint}", quoted(setting));
            return Err(Problem::new("request.unknown-setting", String::new(), message));
        };
        let number = declared.is.number(value).filter(|number| *number >= declared.is.min);
        let Some(number) = number else {
            let message = format!("setting `{setting}` {}", declared.is.expected());
            return Err(Problem::new("request.bad-setting", String::new(), message));
        };
        if let Some(slot) = self.settings.get_mut(position) {
            *slot = Some(number);
        }
        self.judge_all_against_settings();
        Ok(())
    }

    pub(crate) fn slot(&self, fact: &str) -> Result<u16, Problem> {
        self.slot_or_plain(fact).map_err(|problem| {
            let hint = did_you_mean(fact, self.rules.facts().map(|known| known.id.as_str()));
            Problem { message: problem.message + &hint, ..problem }
        })
    }

    /// The same, without looking for a name that may have been meant.
    pub(crate) fn slot_or_plain(&self, fact: &str) -> Result<u16, Problem> {
        self.rules.fact_slot(fact).ok_or_else(|| {
            let subject = self.rules.subject();
            let message = format!("no fact {} is asked about subject `{subject}`", quoted(fact));
            Problem::new("case.unknown-fact", String::new(), message)
        })
    }

    pub(crate) fn record_at(&mut self, slot: u16, answer: &Answer) -> Result<(), Problem> {
        if let Answer::YesNo(yes) = answer
            && self.record_yes_no(slot, *yes)
        {
            return Ok(());
        }
        let rules = Arc::clone(&self.rules);
        let Some(fact) = rules.fact(slot) else { return Ok(()) };
        self.forget(slot, fact);
        match (fact.fact.is.kind, answer) {
            (_, Answer::Gap(state)) => self.set_state(slot, *state),
            (Kind::Count, Answer::Count(low, high)) => {
                self.record_count(slot, fact, *low, *high)?
            }
            (Kind::Date, Answer::Date(date)) => self.record_date(slot, fact, *date),
            (Kind::Date, Answer::Unborn) if fact.fact.is.birth => {
                let later = PartialDate { first: self.as_of.after(), last: Day::LAST };
                self.record_date(slot, fact, later);
            }
            (Kind::Choice, Answer::Choice(option)) => self.record_choice(slot, fact, option)?,
            (Kind::Choices, Answer::Choices { yes, no }) => {
                self.record_options(slot, fact, yes, no, None)?;
            }
            (Kind::Choices, Answer::Exactly(yes)) => {
                self.record_options(slot, fact, yes, &[], Some(false))?;
            }
            _ => return Err(wrong_kind(fact)),
        }
        Ok(())
    }

    /// Records the most frequent answer; `false` where the fact is of another kind. It needs no
    /// forgetting, since it decides every literal of the fact.
    #[inline]
    pub(crate) fn record_yes_no(&mut self, slot: u16, yes: bool) -> bool {
        let Some([so, not]) = self.rules.fact(slot).and_then(|fact| fact.yes_no) else {
            return false;
        };
        for (literal, holds) in [(so, yes), (not, !yes)] {
            if let Some(literal) = literal {
                bits::put(&mut self.certain, literal, holds);
                bits::put(&mut self.possible, literal, holds);
            }
        }
        if let Some(state) = self.states.get_mut(usize::from(slot)) {
            *state = State::Known;
        }
        true
    }

    #[inline]
    pub(crate) fn set_state(&mut self, slot: u16, state: State) {
        if let Some(place) = self.states.get_mut(usize::from(slot)) {
            *place = state;
        }
    }

    /// Back to nothing known of a fact.
    fn forget(&mut self, slot: u16, fact: &FactSlot) {
        if self.states.get(usize::from(slot)) == Some(&State::NotAsked) {
            return;
        }
        let rules = Arc::clone(&self.rules);
        self.set_state(slot, State::NotAsked);
        self.counts.retain(|(counted, ..)| *counted != slot);
        self.dates.retain(|(dated, _)| *dated != slot);
        for (_, variable) in rules.variables_of(fact) {
            let to = variable.first_literal.saturating_add(variable.literals);
            for literal in variable.first_literal..to {
                self.put(literal, false, true);
            }
            if let VariableKind::AgainstSetting(_) = variable.kind {
                self.judge_against_setting(&rules, slot);
            }
        }
    }

    #[inline]
    fn put(&mut self, literal: u16, certain: bool, possible: bool) {
        bits::put(&mut self.certain, literal, certain);
        bits::put(&mut self.possible, literal, possible);
    }

    /// Puts every literal of a variable as `judge` finds it.
    fn judge(&mut self, variable: u16, judge: impl Fn(LiteralKind) -> (bool, bool)) {
        let rules = Arc::clone(&self.rules);
        let Some(variable) = rules.variables.get(usize::from(variable)) else { return };
        for (kind, literal) in rules.kinds_of(variable).iter().zip(variable.first_literal..) {
            let (certain, possible) = judge(*kind);
            self.put(literal, certain, possible);
        }
    }

    pub(crate) fn record_flag(&mut self, slot: u16, variable: u16, yes: bool) {
        self.set_state(slot, State::Known);
        self.judge(variable, |kind| {
            let holds = (kind == LiteralKind::Yes) == yes;
            (holds, holds)
        });
    }

    fn record_count(
        &mut self,
        slot: u16,
        fact: &FactSlot,
        low: u32,
        high: u32,
    ) -> Result<(), Problem> {
        if low > high {
            let message =
                format!("the range given for `{}` ends before it begins", fact.fact.is.id);
            return Err(Problem::new("case.bad-range", String::new(), message));
        }
        self.set_state(slot, if low == high { State::Known } else { State::Partial });
        let variable = self.rules.variables.get(usize::from(fact.first_variable));
        if let Some(VariableKind::AgainstSetting(_)) = variable.map(|variable| variable.kind) {
            self.counts.push((slot, low, high));
            self.judge_against_setting(&Arc::clone(&self.rules), slot);
        } else {
            if low < high {
                self.counts.push((slot, low, high));
            }
            self.judge(fact.first_variable, |kind| kind.over_counts(low, high));
        }
        Ok(())
    }

    fn record_date(&mut self, slot: u16, fact: &FactSlot, date: PartialDate) {
        let as_of = self.as_of;
        self.set_state(slot, if date.exact().is_some() { State::Known } else { State::Partial });
        if date.exact().is_none() || fact.fact.is.birth {
            self.dates.push((slot, date));
        }
        let variable = self.rules.variables.get(usize::from(fact.first_variable));
        if let Some(VariableKind::AgainstSetting(_)) = variable.map(|variable| variable.kind) {
            self.counts.push((slot, date.first.number(), date.last.number()));
            self.judge_against_setting(&Arc::clone(&self.rules), slot);
        } else {
            self.judge(fact.first_variable, |kind| kind.over_days(date.first, date.last, as_of));
        }
    }

    fn record_choice(&mut self, slot: u16, fact: &FactSlot, option: &str) -> Result<(), Problem> {
        let index =
            fact.fact.is.option_index(option).ok_or_else(|| unknown_option(fact, option))?;
        let bit = u32::try_from(index).ok().and_then(|index| 1_u64.checked_shl(index)).unwrap_or(0);
        self.set_state(slot, State::Known);
        self.judge(fact.first_variable, |kind| {
            let holds = matches!(kind, LiteralKind::Among(mask) if mask & bit != 0);
            (holds, holds)
        });
        Ok(())
    }

    fn record_options(
        &mut self,
        slot: u16,
        fact: &FactSlot,
        yes: &[String],
        no: &[String],
        others: Option<bool>,
    ) -> Result<(), Problem> {
        let options = &fact.fact.is.options;
        let (yes, no) = (chosen(fact, yes)?, chosen(fact, no)?);
        if yes & no != 0 {
            let message =
                format!("an option of `{}` is given both as yes and as no", fact.fact.is.id);
            return Err(Problem::new("case.bad-range", String::new(), message));
        }
        let mut complete = true;
        for (index, variable) in (0_u32..).zip(fact.first_variable..).take(options.len()) {
            let bit = 1_u64 << (index & 63);
            let said = if yes & bit != 0 {
                Some(true)
            } else if no & bit != 0 {
                Some(false)
            } else {
                others
            };
            match said {
                Some(said) => self.record_flag(slot, variable, said),
                None => complete = false,
            }
        }
        self.set_state(slot, if complete { State::Known } else { State::Partial });
        Ok(())
    }

    fn judge_all_against_settings(&mut self) {
        let rules = Arc::clone(&self.rules);
        if !rules.settings.is_empty() {
            for slot in (0_u16..).take(self.states.len()) {
                self.judge_against_setting(&rules, slot);
            }
        }
    }

    /// A count against a setting: decided only as far as both are known.
    fn judge_against_setting(&mut self, rules: &Ruleset, slot: u16) {
        let Some(fact) = rules.fact(slot) else { return };
        let variable = rules.variables.get(usize::from(fact.first_variable));
        let Some(VariableKind::AgainstSetting(setting)) = variable.map(|variable| variable.kind)
        else {
            return;
        };
        let setting = usize::from(setting);
        let least = rules.settings.get(setting).map_or(0, |setting| setting.is.min);
        let value = self.settings.get(setting).copied().flatten();
        let count = self.counts.iter().find(|(counted, ..)| *counted == slot);
        let (low, high) = count.map_or((0, u32::MAX), |(_, low, high)| (*low, *high));
        let reaches = (value.is_some_and(|value| low >= value), high >= value.unwrap_or(least));
        self.judge(fact.first_variable, |kind| match kind {
            LiteralKind::Reaches => reaches,
            _ => (!reaches.1, !reaches.0),
        });
    }

    /// Whether everything that follows from what is known is the same on the day of the other, of
    /// the same rules and answers: the same literals are decided, and the dates that are open can
    /// stand in the same cells.
    pub(crate) fn says_as(&self, other: &Known) -> bool {
        self.certain == other.certain
            && self.possible == other.possible
            && self.open_dates().all(|date| self.date_cells(date) == other.date_cells(date))
    }

    /// The dates of which several literals are open, so that it matters which can hold together.
    fn open_dates(&self) -> impl Iterator<Item = &Variable> {
        let is_open = |variable: &&Variable| {
            let from = variable.first_literal;
            let own = from..from.saturating_add(variable.literals);
            own.filter(|literal| self.is_open(*literal)).nth(1).is_some()
        };
        let variables = self.rules.variables.iter();
        variables.filter(|variable| variable.kind == VariableKind::Date).filter(is_open)
    }

    /// The cells in which a date can be, by the day and by what was given of it.
    pub(super) fn date_cells(&self, variable: &Variable) -> Vec<u64> {
        let given = self.dates.iter().find(|(fact, _)| *fact == variable.fact);
        let (first, last) =
            given.map_or((Day::FIRST, Day::LAST), |(_, date)| (date.first, date.last));
        date_patterns(self.rules.kinds_of(variable), first, last, self.as_of)
    }

    /// Literals that are neither certain nor impossible.
    pub(crate) fn is_open(&self, literal: u16) -> bool {
        bits::has(&self.possible, literal) && !bits::has(&self.certain, literal)
    }
}

fn wrong_kind(fact: &FactSlot) -> Problem {
    let expected = match fact.fact.is.kind {
        Kind::YesNo => "true or false",
        Kind::Count => "a whole number, or an object with from and to",
        Kind::Date => "a date written YYYY-MM-DD, YYYY-MM or YYYY, or an object",
        Kind::Choice => "the id of one option",
        Kind::Choices => "a list of option ids, or an object with yes and no",
    };
    let message = format!(
        "the answer to `{}` is of the wrong kind; expected {expected}, or null when it is not known",
        fact.fact.is.id
    );
    Problem::new("case.wrong-kind", String::new(), message)
}

/// The options as bits; naming one twice says no more than naming it once.
fn chosen(fact: &FactSlot, options: &[String]) -> Result<u64, Problem> {
    // INVARIANT: the check of the pack has refused facts with more than 64 options.
    options.iter().try_fold(0_u64, |bits, option| {
        let index = fact.fact.is.option_index(option).and_then(|index| u32::try_from(index).ok());
        index.map(|index| bits | 1_u64 << (index & 63)).ok_or_else(|| unknown_option(fact, option))
    })
}

/// The option itself is not repeated: what was typed there may be about a person.
fn unknown_option(fact: &FactSlot, given: &str) -> Problem {
    let options = fact.fact.is.options.iter().map(|option| option.id.as_str());
    let hint = did_you_mean(given, options.clone());
    let message = format!(
        "the answer to `{}` is none of its options; expected one of {}{hint}",
        fact.fact.is.id,
        options.collect::<Vec<_>>().join(", ")
    );
    Problem::new("case.unknown-option", String::new(), message)
}
