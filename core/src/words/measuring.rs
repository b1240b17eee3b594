//! What fixtures do not show of a pack, and which mistakes they would miss, in sentences.

use super::write_list;
use crate::coverage::MutationOfEdition;
use crate::coverage::{Counted, Coverage, CoverageOfEdition, Gap, Mutant, Mutation};

/// How far fixtures cover packs, edition by edition, with everything that none of them shows.
#[must_use]
pub(crate) fn coverage_in_words(coverage: &Coverage) -> String {
    let mut text = String::new();
    // Writing into a string does not fail.
    write_coverage(coverage, &mut text).ok();
    text
}

fn write_coverage(coverage: &Coverage, text: &mut String) -> std::fmt::Result {
    let failing = coverage.failing.iter().cloned();
    write_list(text, "Not answered as they expect, so that the rest means little", failing)?;
    for edition in &coverage.editions {
        write_list(text, &edition_in_words(edition), edition.gaps.iter().map(gap))?;
    }
    Ok(())
}

fn edition_in_words(edition: &CoverageOfEdition) -> String {
    let counted = [
        ("truths of conditions", edition.truths),
        ("sides of limits", edition.limits),
        ("options", edition.options),
        ("states of items", edition.items),
    ];
    let counted = counted.iter().filter(|(_, counted)| counted.of > 0);
    let counted: Vec<String> =
        counted.map(|(what, Counted { of, seen })| format!("{seen} of {of} {what}")).collect();
    let are_shown =
        if counted.is_empty() { "nothing to show".to_owned() } else { counted.join(", ") };
    let fixtures = edition.fixtures;
    format!("{}, by {fixtures} fixtures: {are_shown}; not shown", edition.edition)
}

fn gap(gap: &Gap) -> String {
    format!("{}: {} – never {} ({})", gap.item, gap.words, gap.lacking.join(", "), gap.at)
}

/// Which mistakes fixtures would miss, edition by edition.
#[must_use]
pub(crate) fn mutation_in_words(mutation: &Mutation) -> String {
    let mut text = String::new();
    write_mutation(mutation, &mut text).ok();
    text
}

fn write_mutation(mutation: &Mutation, text: &mut String) -> std::fmt::Result {
    let (whole, tenths) = (mutation.killed_per_mille / 10, mutation.killed_per_mille % 10);
    write_list(
        text,
        &format!("Of a hundred mistakes the fixtures notice {whole}.{tenths}"),
        mutation.editions.iter().map(counted),
    )?;
    write_list(text, "Noticed by no fixture", mutation.survivors.iter().map(mutant))?;
    write_list(text, "Proved to change no answer", mutation.equal.iter().map(mutant))
}

fn counted(edition: &MutationOfEdition) -> String {
    format!(
        "{}, by {} fixtures: {} noticed, {} not; {} refused by the library's own check, {} proved to \
         change nothing; of when a question is put {} noticed, {} not",
        edition.edition,
        edition.fixtures,
        edition.killed,
        edition.survived,
        edition.refused,
        edition.equal,
        edition.asking_killed,
        edition.asking_survived
    )
}

fn mutant(mutant: &Mutant) -> String {
    format!("{}, {}: {} ({})", mutant.edition, mutant.item, mutant.words, mutant.at)
}
