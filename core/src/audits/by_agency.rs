//! What is recorded of a duty, found again by agency.

use super::agencies::TakenOver;
use super::given::Agency;
use super::record::{OfDuty, Record};

/// For each agency, those whose place it took when it began: what they did of a duty it has done.
pub(super) struct Places(Vec<Vec<u32>>);

impl Places {
    pub(super) fn of(agencies: &[Agency], before: &[Vec<TakenOver>]) -> Places {
        let each = agencies.iter().zip(before).map(|(agency, before)| {
            let took =
                before.iter().filter(|other| agency.from.is_some_and(|from| other.on <= from));
            took.map(|other| other.agency).collect()
        });
        Places(each.collect())
    }

    fn before(&self, agency: u32) -> &[u32] {
        let at = usize::try_from(agency).ok();
        at.and_then(|at| self.0.get(at)).map_or(&[], Vec::as_slice)
    }
}

/// Entries by agency, those of each in the order given.
pub(super) struct ByAgency<'g>(Vec<OfDuty<'g>>);

impl<'g> ByAgency<'g> {
    pub(super) fn new(mut entries: Vec<OfDuty<'g>>) -> ByAgency<'g> {
        entries.sort_by_key(|one| one.agency);
        ByAgency(entries)
    }

    /// Those that count for an agency: its own and those of the agencies whose place it took, else
    /// those of the agency that answers for it, else those that count for all; for the partnership
    /// everybody's.
    pub(super) fn mine(
        &self,
        agency: Option<u32>,
        record: &Record<'g>,
        places: &Places,
    ) -> Vec<OfDuty<'g>> {
        let Some(agency) = agency else { return self.0.clone() };
        let mut own = self.of(Some(agency)).to_vec();
        for before in places.before(agency) {
            own.extend(self.of(Some(*before)));
        }
        if !own.is_empty() {
            return own;
        }
        let tiers = [record.answering_for(agency).map(Some), Some(None)];
        let found = tiers.into_iter().flatten().map(|whose| self.of(whose));
        found.into_iter().find(|own| !own.is_empty()).unwrap_or_default().to_vec()
    }

    fn of(&self, whose: Option<u32>) -> &[OfDuty<'g>] {
        let from = self.0.partition_point(|one| one.agency < whose);
        let rest = self.0.get(from..).unwrap_or_default();
        let count = rest.partition_point(|one| one.agency == whose);
        rest.get(..count).unwrap_or_default()
    }
}
