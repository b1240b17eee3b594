//! What can be given about audits, as a form needs it.

use super::audits::rules_of;
use super::questions::OpenValue;
use super::to_text;
use crate::date::Day;
use crate::error::Error;
use crate::finding::is_false;
use crate::json::Object;
use crate::pack::{
    AgencyType, Cadence, Catalogue, Duty, Family, PartKind, Phase, PhaseStep, Programme, Rating,
    Report, ReportPart, Scale, Standard, StandardSet,
};
use serde::Serialize;

/// What can be given about the audits of one pack on one day.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct AuditForm<'k> {
    /// The pack asked.
    pack: &'k str,
    /// `audits`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = "audits")))]
    family: &'static str,
    /// The day whose rules apply.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::Day"))]
    as_of: Day,
    /// The kinds of agency.
    agency_types: Vec<TypeAsked<'k>>,
    /// The programmes, and what can be recorded of each.
    programmes: Vec<ProgrammeAsked<'k>>,
    /// What recurs beside them.
    duties: Vec<DutyAsked<'k>>,
    /// What returns are rated against.
    standard_sets: Vec<SetAsked<'k>>,
    /// How they are rated.
    scales: Vec<ScaleAsked<'k>>,
    /// What is reported, and what each report has to have.
    reports: Vec<ReportAsked<'k>>,
    /// What can be set.
    settings: Vec<OpenValue<'k>>,
}

/// A kind of agency.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct TypeAsked<'k> {
    /// Its id.
    #[serde(rename = "type")]
    id: &'k str,
    /// What a person reads.
    label: &'k str,
    /// First day on which there can be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
    from: Option<Day>,
    /// First day on which there is none any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<crate::schema::Day>"))]
    until: Option<Day>,
    /// What took its place.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    became: &'k [String],
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'k str>,
}

/// A programme.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ProgrammeAsked<'k> {
    /// Its id.
    programme: &'k str,
    /// What a person reads.
    label: &'k str,
    /// What it is for.
    purpose: &'k str,
    /// In the order of the years of a cycle.
    phases: Vec<PhaseAsked<'k>>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'k str>,
}

/// What falls in one year of a cycle.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct PhaseAsked<'k> {
    /// Its id.
    phase: &'k str,
    /// What a person reads.
    label: &'k str,
    /// The phase of the same cycle that comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    needs: Option<&'k str>,
    /// In the order in which they are taken.
    steps: Vec<StepAsked<'k>>,
}

/// A step that can be recorded.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct StepAsked<'k> {
    /// Its id.
    step: &'k str,
    /// What a person reads.
    label: &'k str,
    /// Who acts.
    who: &'k str,
    /// What they do.
    does: &'k str,
    /// The word under which the record says that it happened.
    done_by: &'k str,
    /// When it is done, the phase counts as done.
    #[serde(skip_serializing_if = "is_false")]
    main: bool,
    /// Nothing waits for it.
    #[serde(skip_serializing_if = "is_false")]
    optional: bool,
    /// The step that it asks for again.
    #[serde(skip_serializing_if = "Option::is_none")]
    chases: Option<&'k str>,
}

/// Something that recurs.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct DutyAsked<'k> {
    /// Its id.
    duty: &'k str,
    /// What a person reads.
    label: &'k str,
    /// Who acts.
    who: &'k str,
    /// What they do.
    does: &'k str,
    /// The word under which the record says that it was done.
    done_by: &'k str,
    /// The word under which the record says that something called for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'k str>,
    /// One for every agency of these types; left out: one, of the partnership.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    each: &'k [String],
}

/// What returns are rated against.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SetAsked<'k> {
    /// Its id.
    set: &'k str,
    /// What a person reads.
    label: &'k str,
    /// The programmes that use it.
    programmes: &'k [String],
    /// In order.
    standards: Vec<StandardAsked<'k>>,
}

/// One thing that is rated.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct StandardAsked<'k> {
    /// Its id.
    standard: &'k str,
    /// What a person reads.
    label: &'k str,
    /// What it asks for.
    asks: &'k str,
    /// What usually shows it.
    evidence: &'k [String],
    /// Nothing outweighs it.
    #[serde(skip_serializing_if = "is_false")]
    core: bool,
}

/// A scale.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ScaleAsked<'k> {
    /// Its id.
    scale: &'k str,
    /// What a person reads.
    label: &'k str,
    /// The worst first.
    ratings: Vec<RatingAsked<'k>>,
}

/// A rating.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RatingAsked<'k> {
    /// Its id.
    rating: &'k str,
    /// What a person reads.
    label: &'k str,
    /// What it means.
    words: &'k str,
    /// Whether what is rated so is compliant.
    compliant: bool,
    /// Whether something has to be done about it.
    needs_action: bool,
}

/// A report.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ReportAsked<'k> {
    /// Its id.
    report: &'k str,
    /// What a person reads.
    label: &'k str,
    /// Who makes it.
    who: &'k str,
    /// What it has to have on the day.
    parts: Vec<PartAsked<'k>>,
}

/// Something that a report has to have.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct PartAsked<'k> {
    /// Its id.
    part: &'k str,
    /// What kind of thing.
    kind: PartKind,
    /// What it is.
    words: &'k str,
}

/// The form for one day.
pub(super) fn form(
    catalogue: &Catalogue,
    object: &Object<'_, '_>,
) -> Option<Result<String, Error>> {
    let rules = rules_of(catalogue, object);
    let as_of = object.day("as_of");
    object.finish();
    let (rules, as_of) = (rules?, as_of?);
    Some(rules.in_force(as_of).and_then(|stretch| {
        let items = &stretch.items;
        let lists = &items.audits;
        let parts: Vec<&ReportPart> = lists.report_parts.iter().map(|one| &one.is).collect();
        to_text(&AuditForm {
            pack: rules.pack(),
            family: Family::Audits.word(),
            as_of,
            agency_types: lists.agency_types.iter().map(|one| TypeAsked::of(&one.is)).collect(),
            programmes: lists.programmes.iter().map(|one| ProgrammeAsked::of(&one.is)).collect(),
            duties: lists
                .duties
                .iter()
                .filter(|one| in_force(one.is.from, one.is.until, as_of))
                .map(|one| DutyAsked::of(&one.is))
                .collect(),
            standard_sets: lists.standard_sets.iter().map(|one| SetAsked::of(&one.is)).collect(),
            scales: lists.scales.iter().map(|one| ScaleAsked::of(&one.is)).collect(),
            reports: lists
                .reports
                .iter()
                .map(|one| ReportAsked::of(&one.is, &parts, as_of))
                .collect(),
            settings: items.settings.iter().map(|one| OpenValue::of(&one.is)).collect(),
        })
    }))
}

fn in_force(from: Option<Day>, until: Option<Day>, day: Day) -> bool {
    from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
}

impl<'k> TypeAsked<'k> {
    fn of(one: &'k AgencyType) -> TypeAsked<'k> {
        TypeAsked {
            id: &one.id,
            label: &one.label,
            from: one.from,
            until: one.until,
            became: &one.became,
            note: one.note.as_deref(),
        }
    }
}

impl<'k> ProgrammeAsked<'k> {
    fn of(one: &'k Programme) -> ProgrammeAsked<'k> {
        ProgrammeAsked {
            programme: &one.id,
            label: &one.label,
            purpose: &one.purpose,
            phases: one.phases.iter().map(PhaseAsked::of).collect(),
            note: one.note.as_deref(),
        }
    }
}

impl<'k> PhaseAsked<'k> {
    fn of(one: &'k Phase) -> PhaseAsked<'k> {
        PhaseAsked {
            phase: &one.id,
            label: &one.label,
            needs: one.needs.as_deref(),
            steps: one.steps.iter().map(StepAsked::of).collect(),
        }
    }
}

impl<'k> StepAsked<'k> {
    fn of(one: &'k PhaseStep) -> StepAsked<'k> {
        StepAsked {
            step: &one.id,
            label: &one.label,
            who: &one.who,
            does: &one.does,
            done_by: &one.done_by,
            main: one.main,
            optional: one.optional,
            chases: one.chases.as_deref(),
        }
    }
}

impl<'k> DutyAsked<'k> {
    fn of(one: &'k Duty) -> DutyAsked<'k> {
        let event = match &one.cadence {
            Cadence::PerEvent { event } => Some(event.as_str()),
            Cadence::Periodic { .. } | Cadence::FromLast { .. } | Cadence::Continuous => None,
        };
        DutyAsked {
            duty: &one.id,
            label: &one.label,
            who: &one.who,
            does: &one.does,
            done_by: &one.done_by,
            event,
            each: &one.each,
        }
    }
}

impl<'k> SetAsked<'k> {
    fn of(one: &'k StandardSet) -> SetAsked<'k> {
        SetAsked {
            set: &one.id,
            label: &one.label,
            programmes: &one.programmes,
            standards: one.standards.iter().map(StandardAsked::of).collect(),
        }
    }
}

impl<'k> StandardAsked<'k> {
    fn of(one: &'k Standard) -> StandardAsked<'k> {
        StandardAsked {
            standard: &one.id,
            label: &one.label,
            asks: &one.asks,
            evidence: &one.evidence,
            core: one.core,
        }
    }
}

impl<'k> ScaleAsked<'k> {
    fn of(one: &'k Scale) -> ScaleAsked<'k> {
        ScaleAsked {
            scale: &one.id,
            label: &one.label,
            ratings: one.ratings.iter().map(RatingAsked::of).collect(),
        }
    }
}

impl<'k> RatingAsked<'k> {
    fn of(one: &'k Rating) -> RatingAsked<'k> {
        RatingAsked {
            rating: &one.id,
            label: &one.label,
            words: &one.words,
            compliant: one.compliant,
            needs_action: one.needs_action,
        }
    }
}

impl<'k> ReportAsked<'k> {
    fn of(one: &'k Report, parts: &[&'k ReportPart], as_of: Day) -> ReportAsked<'k> {
        let of = |part: &&&'k ReportPart| {
            part.report == one.id && in_force(part.from, part.until, as_of)
        };
        let asked = |part: &&'k ReportPart| PartAsked {
            part: &part.id,
            kind: part.kind,
            words: &part.words,
        };
        ReportAsked {
            report: &one.id,
            label: &one.label,
            who: &one.who,
            parts: parts.iter().filter(of).map(asked).collect(),
        }
    }
}
