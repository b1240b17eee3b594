//! An answer about audits as an iCalendar object: an all-day event for everything that has a due day.

use super::ical::Lines;
use super::{authority, programme_label, year_name};
use crate::audits::decision::{
    AgencyAnswer, AuditDecision, DutyAnswer, DutyTime, OccurrenceAnswer, OwesAnswer, StepAnswer,
};
use crate::audits::standing::AuditStanding;
use crate::citation::Grounds;
use crate::date::Day;
use crate::decision::{Days, Standing};
use crate::truth::Truth;
use std::collections::HashMap;

/// An iCalendar object (RFC 5545).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ICalendar {
    /// The text, its lines ended as the format asks.
    pub text: String,
    /// How many events stand in it.
    pub events: usize,
}

impl AuditDecision<'_> {
    /// Everything that has a due day, as a calendar that other programs read.
    ///
    /// An event keeps its name from one answer to the next, so that reading a later one updates it.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::audits::{Agency, Audits};
    /// use safeguarding_rules::{Calendar, Catalogue, Day, SettingValue};
    /// let day = |text| Day::parse(text).unwrap();
    /// let rules = Catalogue::bundled().audits("walsall").unwrap();
    /// let mut audits = Audits::new(&rules, day("2021-06-01"), day("2021-04-01"), day("2022-04-01"));
    /// for (setting, count) in [("s11_anchor", 2021), ("s11_opens_months", 1), ("s11_return_months", 4)] {
    ///     audits.set(setting, &SettingValue::Count(count)).unwrap();
    /// }
    /// audits.set("s11_year_kind", &SettingValue::Word("financial".to_owned())).unwrap();
    /// audits.only(vec!["section-11".to_owned()]);
    /// audits.without_duties();
    /// audits.agency(Agency::new("hospital", "nhs-trust"));
    /// let calendar = audits.assess(Calendar::england_and_wales()).to_icalendar();
    /// assert_eq!(calendar.events, 1);
    /// assert!(calendar.text.contains("DTSTART;VALUE=DATE:20210901\r\n"));
    /// # }
    /// ```
    #[must_use]
    pub fn to_icalendar(&self) -> ICalendar {
        let mut lines = Lines::default();
        lines.plain("BEGIN", "VCALENDAR");
        lines.plain("VERSION", "2.0");
        lines.text("PRODID", &format!("-//safeguarding-rules//audits {}//EN", self.version));
        lines.plain("CALSCALE", "GREGORIAN");
        lines.plain("METHOD", "PUBLISH");
        let name = format!("Audits and recurring duties: {}", authority(self.pack));
        lines.text("NAME", &name);
        lines.text("X-WR-CALNAME", &name);
        let agencies: Agencies<'_> = self.agencies.iter().map(|one| (one.agency, one)).collect();
        let mut events = 0_usize;
        for occurrence in &self.occurrences {
            if let Some(due) = occurrence.due {
                self.phase_event(occurrence, due, &agencies, &mut lines);
                events = events.saturating_add(1);
            }
        }
        for duty in &self.duties {
            let mut named: HashMap<String, u32> = HashMap::new();
            for time in &duty.occurrences {
                // Counted where there is no due day either: what comes after keeps its name.
                let base = self.duty_name(duty, time);
                let known = named.entry(base.clone()).or_insert(0);
                *known = known.saturating_add(1);
                if let Some(due) = time.due {
                    let uid = if *known == 1 { base } else { format!("{base}#{known}") };
                    let agency = time.agency.map(|agency| label_of(agency, &agencies));
                    self.duty_event((duty, time), agency, due, &uid, &mut lines);
                    events = events.saturating_add(1);
                }
            }
        }
        lines.plain("END", "VCALENDAR");
        ICalendar { text: lines.finish(), events }
    }

    /// The number of the answer: a later day's is greater, and of one day that of the longer record.
    fn sequence(&self) -> u32 {
        // No negative number, and none above what a number of the format can be.
        let days = self.as_of.number().saturating_sub(SINCE).min(0x7FFE);
        let recorded = u32::try_from(self.recorded).unwrap_or(u32::MAX).min(0xFFFF);
        days.saturating_mul(0x1_0000).saturating_add(recorded)
    }

    fn phase_event(
        &self,
        occurrence: &OccurrenceAnswer<'_>,
        due: Days,
        agencies: &Agencies<'_>,
        lines: &mut Lines,
    ) {
        let OccurrenceAnswer { programme, phase, year, agency, standing, .. } = *occurrence;
        let label = programme_label(self, programme);
        let agency_label = label_of(agency, agencies);
        let uid =
            format!("audit/{}/{programme}/{phase}/{year}/{agency}@safeguarding-rules", self.pack);
        let phase_label = self.labels.phase(programme, phase);
        let year = year_name(self, programme, year);
        let summary =
            format!("{label} {year}, {phase_label}: {agency_label} ({})", standing.word());
        let mut told = vec![
            format!("Who: {agency_label}, which owes it by {}", occurrence.owed.word()),
            format!("What: {phase_label} of {year}, {label}"),
            format!("Opens: {}", in_words(occurrence.opens)),
            format!("Due: {}", in_words(due)),
            format!("Stands on {}: {}", self.as_of, standing_in_words(occurrence)),
        ];
        told.extend(occurrence.done.map(|done| format!("Done: {}", in_words(done))));
        told.extend(occurrence.steps.iter().flatten().map(step_in_words));
        let mut shown = self.programmes.iter().filter(|one| one.programme == programme);
        told.extend(shown.next().into_iter().flat_map(|one| grounds("The audit", &one.grounds)));
        let owes = owed_by(occurrence, agencies).and_then(|owes| owes.grounds.as_ref());
        told.extend(owes.into_iter().flat_map(|owes| grounds("What is owed", owes)));
        let status = match standing {
            AuditStanding::Waived | AuditStanding::Left => "CANCELLED",
            AuditStanding::Blocked | AuditStanding::CannotTell => "TENTATIVE",
            _ if due.earliest < due.latest => "TENTATIVE",
            _ => "CONFIRMED",
        };
        let categories = [label, phase, standing.word()];
        self.event(&uid, due, (&summary, &told.join("\n")), (status, &categories), lines);
    }

    /// The name of one time of a duty: by its period, by what called for it, or by the day on which it is due.
    fn duty_name(&self, duty: &DutyAnswer<'_>, time: &DutyTime<'_>) -> String {
        let about = match (time.from, time.called_on) {
            (Some(from), _) => from.to_string(),
            (None, Some(Days { earliest, latest })) if earliest == latest => earliest.to_string(),
            (None, Some(Days { earliest, latest })) => format!("{earliest}..{latest}"),
            (None, None) => {
                time.due.map_or_else(|| "next".to_owned(), |due| due.earliest.to_string())
            }
        };
        // The partnership itself has no name; an agency's is never empty.
        let agency = time.agency.unwrap_or("");
        format!("duty/{}/{}/{about}/{agency}@safeguarding-rules", self.pack, duty.duty)
    }

    fn duty_event(
        &self,
        (duty, time): (&DutyAnswer<'_>, &DutyTime<'_>),
        agency: Option<&str>,
        due: Days,
        uid: &str,
        lines: &mut Lines,
    ) {
        let state = time.state.word();
        let whom = agency.map(|agency| format!(": {agency}")).unwrap_or_default();
        let summary = format!("{}{whom} ({state})", duty.label);
        let mut told = vec![
            match agency {
                Some(agency) => format!("Who: {agency} ({})", duty.who),
                None => format!("Who: {}", duty.who),
            },
            format!("What: {}", duty.does),
        ];
        if !duty.to.is_empty() {
            told.push(format!("To: {}", duty.to.join("; ")));
        }
        if let (Some(from), Some(until)) = (time.from, time.until) {
            told.push(format!("For: {from} to {}", until.before()));
        }
        told.extend(time.called_on.map(|called| format!("Called for: {}", in_words(called))));
        told.push(format!("Due: {}", in_words(due)));
        told.push(format!("Stands on {}: {state}", self.as_of));
        told.extend(time.done.map(|done| format!("Done: {}", in_words(done))));
        told.extend(grounds("The duty", &duty.grounds));
        let status = match (duty.active, time.state) {
            (Truth::True, state) if state != Standing::CannotTell && due.earliest == due.latest => {
                "CONFIRMED"
            }
            _ => "TENTATIVE",
        };
        let categories = ["Duty", state];
        self.event(uid, due, (&summary, &told.join("\n")), (status, &categories), lines);
    }

    fn event(
        &self,
        uid: &str,
        due: Days,
        (summary, description): (&str, &str),
        (status, categories): (&str, &[&str]),
        lines: &mut Lines,
    ) {
        lines.plain("BEGIN", "VEVENT");
        lines.text("UID", uid);
        lines.plain("DTSTAMP", &format!("{}T000000Z", compact(self.as_of)));
        lines.plain("SEQUENCE", &self.sequence().to_string());
        lines.plain("DTSTART;VALUE=DATE", &compact(due.earliest));
        lines.text("SUMMARY", summary);
        lines.text("DESCRIPTION", description);
        lines.texts("CATEGORIES", categories);
        lines.plain("STATUS", status);
        lines.plain("TRANSP", "TRANSPARENT");
        lines.plain("END", "VEVENT");
    }
}

/// The number of 1 January 2000.
const SINCE: u32 = 730_119;

/// The agencies by their names.
type Agencies<'d> = HashMap<&'d str, &'d AgencyAnswer<'d>>;

/// What a person reads of an agency: its label, or else its name.
fn label_of<'d>(agency: &'d str, agencies: &Agencies<'d>) -> &'d str {
    agencies.get(agency).and_then(|one| one.label).unwrap_or(agency)
}

/// What is owed on the day a phase opens.
fn owed_by<'d>(
    occurrence: &OccurrenceAnswer<'_>,
    agencies: &Agencies<'d>,
) -> Option<&'d OwesAnswer<'d>> {
    let opens = occurrence.opens.earliest;
    agencies.get(occurrence.agency)?.owes.iter().find(|owes| {
        owes.programme == occurrence.programme
            && owes.owed == occurrence.owed
            && owes.from.is_none_or(|from| from <= opens)
            && owes.until.is_none_or(|until| opens < until)
    })
}

/// A day as iCalendar writes it.
fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

fn in_words(days: Days) -> String {
    if days.earliest == days.latest {
        return days.earliest.to_string();
    }
    format!("some day from {} to {}; the earliest is taken, to be safe", days.earliest, days.latest)
}

fn standing_in_words(occurrence: &OccurrenceAnswer<'_>) -> String {
    let mut told = occurrence.standing.word().to_owned();
    if !occurrence.could_be.is_empty() {
        let could_be: Vec<&str> = occurrence.could_be.iter().map(|one| one.word()).collect();
        told.push_str(&format!(" ({})", could_be.join(" or ")));
    }
    if let Some(reason) = occurrence.waived {
        told.push_str(&format!(" ({reason})"));
    }
    told
}

fn step_in_words(step: &StepAnswer<'_>) -> String {
    let due = step.due.map(|due| format!(", due {}", due.earliest)).unwrap_or_default();
    format!("Step {}: {}: {} ({}{due})", step.step, step.who, step.does, step.state.word())
}

fn grounds(what: &str, grounds: &Grounds<'_>) -> Vec<String> {
    let mut told =
        vec![format!("{what} rests on {} ({})", grounds.basis.word(), grounds.strength.word())];
    told.extend(grounds.cites.iter().map(|cite| {
        let link = cite.link.map(|link| format!(" <{link}>")).unwrap_or_default();
        format!("- {}, {}{link}", cite.title, cite.at)
    }));
    told
}
