//! An answer about audits as a picture: years across, programmes and their agencies down.

use super::marks::{Mark, PATTERNS, roundness};
use super::svg::{Picture, escaped, width};
use super::{authority, programme_label, year_name};
use crate::audits::decision::{AuditDecision, OccurrenceAnswer, ProgrammeAnswer};
use crate::date::Day;
use std::collections::BTreeMap;

/// A picture in SVG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The picture.
    pub svg: String,
    /// What it shows, as its title says it.
    pub title: String,
}

/// How wide a year is.
const YEAR: u32 = 120;
/// How high a line of bars is.
const LINE: u32 = 24;
/// Where the lines begin, below the title, the legend and the years.
const MARGIN: u32 = 12;
/// So many letters of an agency's label are shown; all of it stands in the title of its line.
const LETTERS: usize = 80;
/// The least width of a bar: its letter and its mark.
const LEAST: u32 = 36;

impl AuditDecision<'_> {
    /// The years of every programme and agency as a picture, which reads well in black and white.
    ///
    /// It holds no script, no style and nothing from elsewhere, so it can stand in any page.
    /// Duties are not in it: [`to_icalendar`](AuditDecision::to_icalendar) has them.
    ///
    /// ```
    /// # #[cfg(feature = "bundled-packs")] {
    /// use safeguarding_rules::audits::{Agency, Audits};
    /// use safeguarding_rules::{Calendar, Catalogue, Day, SettingValue};
    /// let day = |text| Day::parse(text).unwrap();
    /// let rules = Catalogue::bundled().audits("walsall").unwrap();
    /// let mut audits = Audits::new(&rules, day("2021-06-01"), day("2021-04-01"), day("2023-04-01"));
    /// audits.set("s11_anchor", &SettingValue::Count(2021)).unwrap();
    /// audits.set("s11_year_kind", &SettingValue::Word("financial".to_owned())).unwrap();
    /// audits.agency(Agency::new("hospital", "nhs-trust"));
    /// let timeline = audits.assess(Calendar::england_and_wales()).to_timeline();
    /// assert!(timeline.svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    /// assert_eq!(timeline.title, "Audits in Walsall from 2021-04-01 to 2023-03-31, as of 2021-06-01");
    /// # }
    /// ```
    #[must_use]
    pub fn to_timeline(&self) -> Timeline {
        let last = self.until.before();
        let title = format!(
            "Audits in {} from {} to {last}, as of {}",
            authority(self.pack),
            self.from,
            self.as_of
        );
        let phases = Phases::of(self);
        let axis = Axis::of(self);
        let mut legend = Picture::default();
        let legend_end = legend_of(&phases, axis.right(), &mut legend);
        let top = legend_end.saturating_add(36);
        let mut rows = Picture::default();
        let bottom = self.rows(&phases, &axis, top, &mut rows);
        let (wide, high) = (axis.right().saturating_add(MARGIN), bottom.saturating_add(MARGIN));
        let mut picture = Picture::default();
        picture.add(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"sgr-title sgr-desc\" \
             width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
             font-family=\"Arial, Helvetica, sans-serif\" font-size=\"12\" fill=\"#111\">"
        ));
        picture.add(format_args!("<title id=\"sgr-title\">{}</title>", escaped(&title)));
        picture.add(format_args!("<desc id=\"sgr-desc\">{}</desc>", escaped(&self.told())));
        picture.add(format_args!("<defs>{}</defs>", PATTERNS.concat()));
        picture.add(format_args!("<rect width=\"{wide}\" height=\"{high}\" fill=\"#fff\"/>"));
        picture.words(MARGIN, 22, true, &title);
        picture.0.push_str(&legend.0);
        axis.draw(top, bottom, &mut picture);
        picture.0.push_str(&rows.0);
        axis.draw_day(self.as_of, top, bottom, &mut picture);
        picture.0.push_str("</svg>\n");
        Timeline { svg: picture.0, title }
    }

    /// What the picture shows, in a sentence and counts.
    fn told(&self) -> String {
        let mut counts: BTreeMap<_, u32> = BTreeMap::new();
        for occurrence in &self.occurrences {
            let count = counts.entry(occurrence.standing).or_insert(0);
            *count = count.saturating_add(1);
        }
        let counts: Vec<String> =
            counts.iter().map(|(standing, n)| format!("{n} {}", standing.word())).collect();
        let counts = if counts.is_empty() { "nothing".to_owned() } else { counts.join(", ") };
        format!(
            "Years run across, programmes and their agencies down; a bar runs from the day a phase \
             opens to the day it is due. Standing: {counts}."
        )
    }

    /// Draws the lines; gives where they end.
    fn rows(&self, phases: &Phases<'_>, axis: &Axis, top: u32, picture: &mut Picture) -> u32 {
        let mut y = top;
        for programme in &self.programmes {
            let mut agencies: Vec<(&str, Vec<&OccurrenceAnswer<'_>>)> = self
                .agencies
                .iter()
                .map(|agency| (agency.label.unwrap_or(agency.agency), Vec::new()))
                .collect();
            let agencies_here = self.agencies.iter().zip(0_usize..);
            let place = crate::order::map_of(agencies_here.map(|(one, at)| (one.agency, at)));
            let here = self.occurrences.iter().filter(|one| one.programme == programme.programme);
            for occurrence in here {
                let place = place.get(occurrence.agency).copied();
                let agency = place.and_then(|place| agencies.get_mut(place));
                agency.into_iter().for_each(|(_, list)| list.push(occurrence));
            }
            agencies.retain(|(_, list)| !list.is_empty());
            let end = axis.right().saturating_sub(MARGIN);
            picture.add(format_args!(
                "<rect x=\"{MARGIN}\" y=\"{y}\" width=\"{end}\" height=\"{LINE}\" fill=\"#e8e8e8\"/>"
            ));
            let label = programme_words(programme, agencies.is_empty());
            picture.words(MARGIN.saturating_add(4), y.saturating_add(16), true, &label);
            y = y.saturating_add(LINE);
            for (label, list) in &agencies {
                y = self.row(label, list, (phases, axis), y, picture);
            }
        }
        y
    }

    fn row(
        &self,
        label: &str,
        occurrences: &[&OccurrenceAnswer<'_>],
        (phases, axis): (&Phases<'_>, &Axis),
        y: u32,
        picture: &mut Picture,
    ) -> u32 {
        picture.add(format_args!("<g><title>{}</title>", escaped(label)));
        picture.words(MARGIN.saturating_add(4), y.saturating_add(16), false, &shown(label));
        // A bar that another one still covers goes a line lower.
        let mut ends: Vec<u32> = Vec::new();
        for occurrence in occurrences {
            let (x, end) = axis.bar(self, occurrence);
            let lane = ends.iter().position(|taken| *taken <= x).unwrap_or(ends.len());
            match ends.get_mut(lane) {
                Some(taken) => *taken = end,
                None => ends.push(end),
            }
            let lower = u32::try_from(lane).unwrap_or(u32::MAX).saturating_mul(LINE);
            self.bar((label, occurrence), phases, (x, end, y.saturating_add(lower)), picture);
        }
        picture.add(format_args!("</g>"));
        let lines = u32::try_from(ends.len().max(1)).unwrap_or(u32::MAX);
        let y = y.saturating_add(lines.saturating_mul(LINE));
        let right = axis.right();
        picture.add(format_args!(
            "<path d=\"M{MARGIN} {y}H{right}\" stroke=\"#ddd\" stroke-width=\"1\"/>"
        ));
        y
    }

    fn bar(
        &self,
        (label, occurrence): (&str, &OccurrenceAnswer<'_>),
        phases: &Phases<'_>,
        (x, end, y): (u32, u32, u32),
        picture: &mut Picture,
    ) {
        let mark = Mark::of(occurrence);
        let due = match occurrence.due {
            Some(due) if due.earliest == due.latest => format!("due {}", due.earliest),
            Some(due) => format!("due some day from {} to {}", due.earliest, due.latest),
            None => "no due day".to_owned(),
        };
        let told = format!(
            "{label}: {}, {} {}: opens {}, {due}, {}",
            programme_label(self, occurrence.programme),
            self.labels.phase(occurrence.programme, occurrence.phase),
            year_name(self, occurrence.programme, occurrence.year),
            occurrence.opens.earliest,
            occurrence.standing.word(),
        );
        let (place, letter) = phases.find(occurrence.phase);
        let pattern = place % PATTERNS.len();
        let round = roundness(place);
        let stroke = if mark.is_urgent() { 3 } else { 1 };
        let is_known = occurrence.due.is_some_and(|due| due.earliest == due.latest);
        let dashes = if is_known { "" } else { " stroke-dasharray=\"4 3\"" };
        let (bar_y, wide) = (y.saturating_add(3), end.saturating_sub(x));
        picture.add(format_args!("<g><title>{}</title>", escaped(&told)));
        picture.add(format_args!(
            "<rect x=\"{x}\" y=\"{bar_y}\" width=\"{wide}\" height=\"18\" rx=\"{round}\" \
             fill=\"url(#sgr-p{pattern})\" stroke=\"#111\" stroke-width=\"{stroke}\"{dashes}/>"
        ));
        draw_letter(&letter, x.saturating_add(3), y.saturating_add(5), picture);
        mark.draw(end.saturating_sub(17), y.saturating_add(5), picture);
        picture.add(format_args!("</g>"));
    }
}

/// The letter of a phase in a white box of 14 by 14 whose corner is given.
fn draw_letter(letter: &str, x: u32, y: u32, picture: &mut Picture) {
    let (middle, base) = (x.saturating_add(7), y.saturating_add(11));
    picture.add(format_args!(
        "<rect x=\"{x}\" y=\"{y}\" width=\"14\" height=\"14\" fill=\"#fff\"/>\
         <text x=\"{middle}\" y=\"{base}\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>",
        escaped(letter)
    ));
}

fn programme_words(programme: &ProgrammeAnswer<'_>, is_empty: bool) -> String {
    if !programme.not_set.is_empty() && is_empty {
        return format!("{} (not set: {})", programme.label, programme.not_set.join(", "));
    }
    if is_empty {
        return format!("{} (nobody takes part)", programme.label);
    }
    programme.label.to_owned()
}

/// As much of a label as is shown.
fn shown(label: &str) -> String {
    if label.chars().count() <= LETTERS {
        return label.to_owned();
    }
    let mut cut: String = label.chars().take(LETTERS.saturating_sub(1)).collect();
    cut.push('…');
    cut
}

/// Draws the legend in as many lines as it takes; gives where it ends.
fn legend_of(phases: &Phases<'_>, right: u32, picture: &mut Picture) -> u32 {
    let (mut x, mut y) = (MARGIN, 34_u32);
    let mut room = |words: &str| {
        let wide = width(words).saturating_add(44);
        if x > MARGIN && x.saturating_add(wide) > right {
            (x, y) = (MARGIN, y.saturating_add(LINE));
        }
        let at = (x, y);
        x = x.saturating_add(wide);
        at
    };
    for (place, (_, letter, label)) in phases.0.iter().enumerate() {
        let (x, y) = room(label);
        let (pattern, round) = (place % PATTERNS.len(), roundness(place));
        let (bar_y, words_x) = (y.saturating_add(1), x.saturating_add(26));
        picture.add(format_args!(
            "<rect x=\"{x}\" y=\"{bar_y}\" width=\"22\" height=\"18\" rx=\"{round}\" \
             fill=\"url(#sgr-p{pattern})\" stroke=\"#111\" stroke-width=\"1\"/>"
        ));
        draw_letter(letter, x.saturating_add(4), y.saturating_add(3), picture);
        picture.words(words_x, y.saturating_add(14), false, label);
    }
    for (mark, words) in Mark::ALL {
        let (x, y) = room(words);
        mark.draw(x.saturating_add(4), y.saturating_add(3), picture);
        picture.words(x.saturating_add(24), y.saturating_add(14), false, words);
    }
    y.saturating_add(LINE)
}

/// The phases of all programmes in the order in which they first fall, each with its letter and label.
struct Phases<'k>(Vec<(&'k str, String, &'k str)>);

impl<'k> Phases<'k> {
    fn of(decision: &AuditDecision<'k>) -> Phases<'k> {
        let mut found: Vec<(&'k str, String, &'k str)> = Vec::new();
        for occurrence in &decision.occurrences {
            let phase = occurrence.phase;
            if found.iter().any(|(known, ..)| *known == phase) {
                continue;
            }
            let is_free = |letter: &String| found.iter().all(|(_, known, _)| known != letter);
            let number = found.len().saturating_add(1).to_string();
            let letters = phase.chars().filter(|letter| letter.is_ascii_lowercase());
            let mut letters = letters.map(|letter| letter.to_ascii_uppercase().to_string());
            let letter = letters.find(is_free).unwrap_or(number);
            found.push((phase, letter, decision.labels.phase(occurrence.programme, phase)));
        }
        Phases(found)
    }

    fn find(&self, phase: &str) -> (usize, String) {
        let place = self.0.iter().position(|(known, ..)| *known == phase).unwrap_or(0);
        (place, self.0.get(place).map_or_else(String::new, |(_, letter, _)| letter.clone()))
    }
}

/// Where days lie across the picture.
struct Axis {
    left: u32,
    first: Day,
    /// The first day that is not shown any more.
    end: Day,
}

impl Axis {
    fn of(decision: &AuditDecision<'_>) -> Axis {
        let labels = decision.agencies.iter().map(|one| shown(one.label.unwrap_or(one.agency)));
        let widest = labels.map(|label| width(&label)).max().unwrap_or(0).max(120);
        let opens = decision.occurrences.iter().map(|one| one.opens.earliest);
        let dues = decision.occurrences.iter().filter_map(|one| one.due);
        let latest = dues.map(|due| due.latest.after()).max();
        Axis {
            left: widest.saturating_add(MARGIN.saturating_mul(3)),
            first: opens.min().map_or(decision.from, |day| day.min(decision.from)),
            end: latest.map_or(decision.until, |day| day.max(decision.until)),
        }
    }

    fn x(&self, day: Day) -> u32 {
        let day = day.clamp(self.first, self.end);
        let days = u64::from(day.number().saturating_sub(self.first.number()));
        let along = days.saturating_mul(u64::from(YEAR)) / 365;
        self.left.saturating_add(u32::try_from(along).unwrap_or(u32::MAX))
    }

    fn right(&self) -> u32 {
        self.x(self.end).saturating_add(LEAST)
    }

    /// Where a bar begins and ends; without a due day it ends with the year.
    fn bar(&self, decision: &AuditDecision<'_>, occurrence: &OccurrenceAnswer<'_>) -> (u32, u32) {
        let x = self.x(occurrence.opens.earliest);
        let of = decision.programmes.iter().find(|one| one.programme == occurrence.programme);
        let year = of.and_then(|one| one.years.iter().find(|one| one.year == occurrence.year));
        let year_end = year.map_or(occurrence.opens.latest, |year| year.until);
        let end = occurrence.due.map_or(year_end, |due| due.latest.after());
        (x, self.x(end).max(x.saturating_add(LEAST)))
    }

    /// The first days of calendar years, with their numbers.
    fn draw(&self, top: u32, bottom: u32, picture: &mut Picture) {
        for year in self.first.year()..=self.end.year() {
            // The first year may have begun before the picture does.
            let Some(day) = Day::new(year, 1, 1).map(|day| day.max(self.first)) else { continue };
            let (x, from) = (self.x(day), top.saturating_sub(16));
            picture.add(format_args!(
                "<path d=\"M{x} {from}V{bottom}\" stroke=\"#999\" stroke-width=\"1\"/>"
            ));
            // What there is of the first year may be too narrow for its number.
            let next = Day::new(year.saturating_add(1), 1, 1).filter(|next| *next < self.end);
            let next = next.map_or(self.right(), |next| self.x(next));
            if next.saturating_sub(x) >= LEAST {
                let y = top.saturating_sub(4);
                picture.words(x.saturating_add(4), y, false, &year.to_string());
            }
        }
    }

    /// The line of the day on which it is asked, where it lies in the picture.
    fn draw_day(&self, as_of: Day, top: u32, bottom: u32, picture: &mut Picture) {
        if as_of < self.first || as_of > self.end {
            return;
        }
        let (x, from) = (self.x(as_of), top.saturating_sub(20));
        let words_y = top.saturating_sub(22);
        let anchor = if x.saturating_add(110) > self.right() { "end" } else { "start" };
        picture.add(format_args!(
            "<path d=\"M{x} {from}V{bottom}\" stroke=\"#a00000\" stroke-width=\"2\" stroke-dasharray=\"6 4\"/>\
             <text x=\"{x}\" y=\"{words_y}\" text-anchor=\"{anchor}\" fill=\"#a00000\" \
             font-weight=\"bold\">as of {as_of}</text>"
        ));
    }
}
