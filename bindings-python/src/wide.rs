//! The core's work on columns, with wider instructions where the processor has them.

use safeguarding_rules::Problem;
use safeguarding_rules::columns::{Outcomes, Table};
use std::ops::Range;

/// As [`Table::outcomes`], which is compiled here, once for each set of instructions.
#[inline(never)]
pub fn outcomes(table: &Table<'_>, rows: Range<usize>) -> Result<Outcomes, Problem> {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("bmi1") {
        // SAFETY: this processor has what it is compiled for.
        return unsafe { outcomes_by_256_bits(table, rows) };
    }
    table.outcomes(rows)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,bmi1")]
fn outcomes_by_256_bits(table: &Table<'_>, rows: Range<usize>) -> Result<Outcomes, Problem> {
    table.outcomes(rows)
}
