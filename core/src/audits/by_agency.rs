//! What is recorded of a duty, found again by agency.

use super::record::{OfDuty, Record};

/// Entries by agency, those of each in the order given.
pub(super) struct ByAgency<'g>(Vec<OfDuty<'g>>);

impl<'g> ByAgency<'g> {
    pub(super) fn new(mut entries: Vec<OfDuty<'g>>) -> ByAgency<'g> {
        entries.sort_by_key(|one| one.agency);
        ByAgency(entries)
    }

    /// Those that count for an agency: its own, else those of the agency that answers for it, else
    /// those that count for all; for the partnership everybody's.
    pub(super) fn mine(&self, agency: Option<u32>, record: &Record<'g>) -> &[OfDuty<'g>] {
        let Some(agency) = agency else { return &self.0 };
        let trust = record.answering_for(agency);
        let tiers = [Some(Some(agency)), trust.map(Some), Some(None)];
        let found = tiers.into_iter().flatten().map(|whose| self.of(whose));
        found.into_iter().find(|own| !own.is_empty()).unwrap_or_default()
    }

    fn of(&self, whose: Option<u32>) -> &[OfDuty<'g>] {
        let from = self.0.partition_point(|one| one.agency < whose);
        let rest = self.0.get(from..).unwrap_or_default();
        let count = rest.partition_point(|one| one.agency == whose);
        rest.get(..count).unwrap_or_default()
    }
}
