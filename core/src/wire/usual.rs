//! The usual request about thresholds, read in one go and without a tree.
//!
//! Whatever is unusual is left to the full reading, and so is everything that is wrong, so that
//! there is one place that says what is.

use super::answers::record;
use super::brief;
use super::record::write_decision;
use crate::case::State;
use crate::compile::Ruleset;
use crate::date::Day;
use crate::decision::Explain;
use crate::error::Error;
use crate::evaluate::Known;
use crate::json::{Json, LONGEST_TEXT};
use crate::pack::Catalogue;
use std::borrow::Cow;
use std::sync::Arc;

/// The answers of a usual request about thresholds: nothing judged, no settings, no record.
///
/// For languages that have a case at hand as values of their own. Whatever gives `None` is not
/// necessarily wrong: ask [`answer_value`](super::answer_value), which says so if it is.
///
/// ```
/// # #[cfg(feature = "bundled-packs")] {
/// use safeguarding_rules::{thresholds::Explain, wire, Catalogue, Json};
/// let catalogue = Catalogue::bundled();
/// let mut usual = wire::Usual::new(&catalogue, "walsall", "child", "2024-01-05").unwrap();
/// let place = usual.place("injury_non_mobile").unwrap();
/// assert!(usual.record(place, Json::Bool(true)).is_some());
/// assert!(usual.place("injury_non_mobile").is_none());
/// assert!(usual.answer(Explain::Brief).unwrap().contains(r#""at_least":4"#));
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Usual {
    known: Known,
    next: u16,
}

impl Usual {
    /// Nothing answered yet; `None` where there are no such rules.
    #[inline]
    #[must_use]
    pub fn new(catalogue: &Catalogue, pack: &str, subject: &str, as_of: &str) -> Option<Usual> {
        let as_of = Day::parse(as_of)?;
        let rules = catalogue.rules(pack, subject, as_of).ok()?;
        Some(Usual { known: Known::new(&rules, as_of), next: 0 })
    }

    /// The rules, by which whoever keeps places can tell that they are the same.
    #[must_use]
    pub fn rules(&self) -> &Arc<Ruleset> {
        self.known.rules()
    }

    /// The place after the last one: whoever asks by the form answers in its order.
    #[inline]
    #[must_use]
    pub fn ahead(&self) -> u16 {
        self.next
    }

    /// Where the answer to a fact belongs; `None` where it is not asked, or answered already.
    #[inline]
    pub fn place(&mut self, fact: &str) -> Option<u16> {
        let rules = self.known.rules();
        let ahead = rules.fact(self.next).is_some_and(|slot| slot.fact.is.id == fact);
        let place = if ahead { self.next } else { rules.fact_slot(fact)? };
        self.at(place)
    }

    /// The same of a fact whose place is known.
    #[inline]
    pub fn at(&mut self, place: u16) -> Option<u16> {
        self.next = place.saturating_add(1);
        let state = self.known.states.get(usize::from(place));
        (state == Some(&State::NotAsked)).then_some(place)
    }

    /// Records an answer; `None` where the fact does not take it.
    #[inline]
    pub fn record(&mut self, place: u16, answer: Json<'_>) -> Option<()> {
        match answer {
            Json::Bool(yes) => self.record_yes_no(place, yes),
            Json::Null => {
                self.record_gap(place);
                Some(())
            }
            answer => self.record_other(place, answer),
        }
    }

    /// Records yes or no; `None` where the fact does not take it.
    #[inline]
    pub fn record_yes_no(&mut self, place: u16, yes: bool) -> Option<()> {
        self.known.record_yes_no(place, yes).then_some(())
    }

    /// Records that it was asked and is not known.
    #[inline]
    pub fn record_gap(&mut self, place: u16) {
        self.known.set_state(place, State::NotKnown);
    }

    fn record_other(&mut self, place: u16, answer: Json<'_>) -> Option<()> {
        let rules = Arc::clone(self.known.rules());
        let fact = rules.fact(place)?.fact.is.id.as_str();
        record(&mut self.known, place, fact, answer).ok()
    }

    /// The answer, byte for byte that to the same request as text.
    ///
    /// # Errors
    ///
    /// None that anything recorded here brings about.
    #[inline]
    pub fn answer(&self, explain: Explain) -> Result<String, Error> {
        if explain == Explain::Brief {
            return brief::write(&self.known);
        }
        write_decision(&self.known, explain, None)
    }
}

/// The answer to a usual request; `None` for any other text.
pub(super) fn answer(catalogue: &Catalogue, text: &str) -> Option<Result<String, Error>> {
    if text.len() > LONGEST_TEXT {
        return None;
    }
    let mut scanner = Scanner { text, at: 0 };
    let (mut pack, mut subject, mut as_of) = (None, None, None);
    let (mut is_thresholds, mut explain, mut usual) = (false, None, None);
    scanner.take(b'{')?;
    loop {
        let key = scanner.text()?;
        scanner.take(b':')?;
        match key {
            "question" if !is_thresholds && scanner.text()? == "thresholds" => is_thresholds = true,
            "pack" if pack.is_none() => pack = Some(scanner.text()?),
            "subject" if subject.is_none() => subject = Some(scanner.text()?),
            "as_of" if as_of.is_none() => as_of = Some(scanner.text()?),
            "explain" if explain.is_none() => {
                let word = scanner.text()?;
                explain = Some(explain_of(word)?);
            }
            "facts" if usual.is_none() => {
                let mut made = Usual::new(catalogue, pack?, subject?, as_of?)?;
                scanner.facts(&mut made)?;
                usual = Some(made);
            }
            _ => return None,
        }
        match scanner.byte()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    scanner.skip_blanks();
    if !is_thresholds || scanner.at != text.len() {
        return None;
    }
    Some(usual?.answer(explain.unwrap_or(Explain::Deciding)))
}

fn explain_of(word: &str) -> Option<Explain> {
    Explain::WORDS.iter().find(|(known, _)| *known == word).map(|(_, explain)| *explain)
}

/// Reads JSON as far as it is plain: texts without escapes, short whole numbers.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.text.as_bytes().get(self.at) {
            self.at = self.at.saturating_add(1);
        }
    }

    /// The next byte that is no blank.
    #[inline]
    fn byte(&mut self) -> Option<u8> {
        self.skip_blanks();
        let byte = self.text.as_bytes().get(self.at).copied();
        self.at = self.at.saturating_add(1);
        byte
    }

    #[inline]
    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.byte()? == wanted).then_some(())
    }

    #[inline]
    fn text(&mut self) -> Option<&'t str> {
        self.take(b'"')?;
        self.rest_of_text()
    }

    #[inline]
    fn rest_of_text(&mut self) -> Option<&'t str> {
        let from = self.at;
        let rest = self.text.as_bytes().get(from..)?;
        let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f))?;
        if rest.get(length) != Some(&b'"') {
            return None;
        }
        let to = from.saturating_add(length);
        self.at = to.saturating_add(1);
        self.text.get(from..to)
    }

    #[inline]
    fn word(&mut self, rest: &[u8]) -> Option<()> {
        let to = self.at.saturating_add(rest.len());
        let found = self.text.as_bytes().get(self.at..to)? == rest;
        self.at = to;
        found.then_some(())
    }

    /// A text or a number, of which the first byte has been read.
    #[inline]
    fn single(&mut self, first: u8) -> Option<Json<'t>> {
        match first {
            b'"' => self.rest_of_text().map(|text| Json::Text(Cow::Borrowed(text))),
            b'1'..=b'9' => self.whole(first),
            _ => None,
        }
    }

    fn whole(&mut self, first: u8) -> Option<Json<'t>> {
        let mut number = i64::from(first.wrapping_sub(b'0'));
        for _ in 0..9 {
            match self.text.as_bytes().get(self.at)? {
                digit @ b'0'..=b'9' => {
                    let digit = i64::from(digit.wrapping_sub(b'0'));
                    number = number.saturating_mul(10).saturating_add(digit);
                    self.at = self.at.saturating_add(1);
                }
                b'.' | b'e' | b'E' => return None,
                _ => return Some(Json::Int(number)),
            }
        }
        None
    }

    fn facts(&mut self, usual: &mut Usual) -> Option<()> {
        self.take(b'{')?;
        let mut byte = self.byte()?;
        if byte == b'}' {
            return Some(());
        }
        loop {
            if byte != b'"' {
                return None;
            }
            let fact = self.rest_of_text()?;
            let place = usual.place(fact)?;
            self.take(b':')?;
            let first = self.byte()?;
            match first {
                b'f' => {
                    self.word(b"alse")?;
                    usual.record_yes_no(place, false)?;
                }
                b't' => {
                    self.word(b"rue")?;
                    usual.record_yes_no(place, true)?;
                }
                b'n' => {
                    self.word(b"ull")?;
                    usual.record_gap(place);
                }
                first => usual.record(place, self.single(first)?)?,
            }
            match self.byte()? {
                b',' => byte = self.byte()?,
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }
}
