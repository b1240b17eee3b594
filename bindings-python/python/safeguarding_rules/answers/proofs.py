"""The parts of what is proved of packs, compared, measured and asked of them.

Written by `write_answers.py` from `core/schemas/response.json`; change that.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from ..items import Answer, Field, Item, a_day, a_list, a_value, an_item, as_it_is, items_of
from .shared import Citation
from .words import Change, Claim, Family, Length, Modality, Proved

__all__ = [
    "Called",
    "ChangedSection",
    "Changes",
    "Claimed",
    "Coverage",
    "CoverageOfEdition",
    "Declared",
    "Found",
    "Mutant",
    "Mutation",
    "MutationOfEdition",
    "NotShown",
    "PackDifference",
    "PackDifferences",
    "PackSide",
    "PacksCompared",
    "Proof",
    "Rendered",
    "SeenOf",
    "Spared",
    "ToldSide",
    "Ways",
]


class Proof(Answer):
    """What was proved of a pack on a day."""

    answer: Field[Literal["proof"]] = a_value("`proof`.")
    as_of: Field[date] = a_day("The day whose rules were looked at, and on which ages are counted.")
    claims: Field[tuple[Claimed, ...]] = items_of("Claimed", "Every claim.")
    decided: Field[bool] = a_value("Whether every claim was decided.")
    declared: Field[tuple[Declared, ...]] = items_of("Declared", "What the pack declares as an exception.")
    family: Field[Family] = a_value("The family.")
    findings: Field[tuple[Found, ...]] = items_of("Found", "What is wrong, in the order of the claims.")
    pack: Field[str] = a_value("The pack.")
    spared: Field[tuple[Spared, ...] | None] = items_of(
        "Spared",
        "Of thresholds and reviews, single answers after which others never change the outcome; absent where that was not decided within the limit.",
        absent=None,
    )
    steps: Field[int] = a_value("How much work it was, in steps of the search.")
    subjects: Field[tuple[str, ...]] = a_list("The subjects.")
    version: Field[str] = a_value("The library's version.")


class PacksCompared(Answer):
    """What two editions or packs have in common, and how they differ."""

    after: Field[PackSide] = an_item("PackSide", "The second.")
    answer: Field[Literal["comparison"]] = a_value("`comparison`.")
    before: Field[PackSide] = an_item("PackSide", "The first pack and its day.")
    differences: Field[tuple[PackDifference, ...]] = items_of("PackDifference", "How they differ, by what changes.")
    equal: Field[Proved] = a_value(
        "Whether every case that one of the two calls consistent is answered alike: who is a subject, levels, routes, prompts and strengths, agreement and when one may go on without, steps, scope and firmness of reviews, roles, links, actions, and the time of each step and action. What such an item says beside (who, how strongly, which kind) is not compared: `reworded` names what differs in it."
    )
    facts_after: Field[tuple[str, ...]] = a_list("Facts that the second alone asks about.")
    facts_before: Field[tuple[str, ...]] = a_list("Facts that the first alone asks about.")
    family: Field[Family] = a_value("The family.")
    groups: Field[tuple[PackDifferences, ...]] = items_of(
        "PackDifferences", "The differences by what changes and by the rules responsible."
    )
    not_decided: Field[tuple[str, ...]] = a_list("What was not decided within the limit.")
    reworded: Field[tuple[str, ...]] = a_list(
        "Whatever both have, or one in place of the other's, and put otherwise in anything: subjects, facts, rules, agreement, levels, steps, reviews, roles, links, events, actions; and settings, consistency rules, events and conflicts that only one of them has."
    )
    steps: Field[int] = a_value("How much work it was, in steps of the search.")
    subject: Field[str] = a_value("Whom the rules are about.")
    version: Field[str] = a_value("The library's version.")


class Ways(Answer):
    """The smallest changes that lead to an outcome."""

    all: Field[bool] = a_value("Whether these are all ways up to the number of changes.")
    already: Field[bool] = a_value(
        "Whether the answers given lead to it already, and can stand together; not so either where that was not decided within the steps, which `all` then tells."
    )
    answer: Field[Literal["why-not"]] = a_value("`why-not`.")
    consistent: Field[bool] = a_value(
        "Whether the answers given can stand together; where they cannot, each way makes them do so."
    )
    steps: Field[int] = a_value("How much work it was, in steps of the search.")
    version: Field[str] = a_value("The library's version.")
    wanted: Field[Any] = as_it_is("The outcome that was asked about.")
    ways: Field[tuple[Any, ...]] = as_it_is(
        "Answers that, put in place of those given, lead to it whatever else is answered, and can stand together with the others: the fewest first; of none could one be left out."
    )


class Rendered(Answer):
    """A pack as a document."""

    answer: Field[Literal["render"]] = a_value("`render`.")
    as_of: Field[date] = a_day("The day whose rules it tells.")
    document: Field[str] = a_value("The document itself.")
    family: Field[Family | None] = a_value("What it is about; absent where it is about all families, for a board.")
    format: Field[str] = a_value("`markdown` or `html`.")
    length: Field[Length] = a_value("How much it tells.")
    pack: Field[str] = a_value("The pack asked.")
    subject: Field[str | None] = a_value("The one subject that was asked about.")
    title: Field[str] = a_value("Its title.")
    version: Field[str] = a_value("The version of the library.")


class Changes(Answer):
    """What the rules of two days, or of two packs, say differently, in the words of their documents."""

    after: Field[ToldSide] = an_item("ToldSide", "The second.")
    answer: Field[Literal["changes"]] = a_value("`changes`.")
    before: Field[ToldSide] = an_item("ToldSide", "The first pack and its day.")
    family: Field[Family] = a_value("The family.")
    sections: Field[tuple[ChangedSection, ...]] = items_of(
        "ChangedSection", "The sections that differ, in the order of the first, then those that only the second has."
    )
    version: Field[str] = a_value("The version of the library.")


class Coverage(Answer):
    """How far fixtures cover packs."""

    answer: Field[Literal["coverage"]] = a_value("`coverage`.")
    editions: Field[tuple[CoverageOfEdition, ...]] = items_of("CoverageOfEdition", "Every edition that was measured.")
    failing: Field[tuple[str, ...]] = a_list("The names of fixtures that are not answered as they expect.")
    version: Field[str] = a_value("The library's version.")


class Mutation(Answer):
    """Which mistakes in packs the fixtures would miss."""

    answer: Field[Literal["mutation"]] = a_value("`mutation`.")
    editions: Field[tuple[MutationOfEdition, ...]] = items_of("MutationOfEdition", "Every edition that was measured.")
    equal: Field[tuple[Mutant, ...]] = items_of("Mutant", "The mutants that are proved to be equal.")
    killed_per_mille: Field[int] = a_value(
        "Of a thousand mutants that load, are not equal and change more than when a question is put, how many are killed, rounded down."
    )
    survivors: Field[tuple[Mutant, ...]] = items_of(
        "Mutant", "The mutants that no fixture notices, in the order of the texts."
    )
    version: Field[str] = a_value("The library's version.")


class Claimed(Item):
    """A claim, with how far it was decided."""

    claim: Field[Claim] = a_value("What is claimed.")
    decided: Field[int] = a_value("How many items it was decided for.")
    not_decided: Field[tuple[str, ...]] = a_list(
        "The items for which it was not decided within the limit, and those whose times cannot be compared."
    )
    proved: Field[Proved] = a_value("Whether it holds.")


class Declared(Item):
    """Something that would be a finding, had the pack not said why it is so."""

    because: Field[str] = a_value("The pack's reason.")
    cites: Field[tuple[Citation, ...]] = items_of("Citation", "Where it stands.")
    claim: Field[Claim] = a_value("The claim that does not hold.")
    code: Field[str] = a_value("A stable word, such as `rule-never-holds`.")
    fixtures: Field[tuple[Any, ...]] = as_it_is(
        "A smallest case, or two that differ in one answer, ready for a file of fixtures."
    )
    items: Field[tuple[str, ...]] = a_list("The rules, facts, levels or steps concerned, the one at fault first.")
    subject: Field[str] = a_value("The subject whose rules they are.")
    words: Field[str] = a_value("What was found, in a sentence.")


class Found(Item):
    """One thing that is wrong with a pack."""

    claim: Field[Claim] = a_value("The claim that does not hold.")
    code: Field[str] = a_value("A stable word, such as `rule-never-holds`.")
    fixtures: Field[tuple[Any, ...]] = as_it_is(
        "A smallest case, or two that differ in one answer, ready for a file of fixtures."
    )
    items: Field[tuple[str, ...]] = a_list("The rules, facts, levels or steps concerned, the one at fault first.")
    subject: Field[str] = a_value("The subject whose rules they are.")
    words: Field[str] = a_value("What was found, in a sentence.")


class Spared(Item):
    """Facts that one answer makes idle."""

    answers: Field[tuple[Any, ...]] = as_it_is("Answers of which each alone is enough.")
    facts: Field[tuple[str, ...]] = a_list(
        "The facts that then never change the outcome, whatever is answered to all others, that of the answer among them."
    )
    subject: Field[str] = a_value("Whom the rules are about.")


class PackSide(Item):
    """A pack with the day whose rules are meant."""

    as_of: Field[date] = a_day("The day.")
    pack: Field[str] = a_value("The pack.")


class PackDifference(Item):
    """One way in which the two differ."""

    cases: Field[tuple[Any, ...]] = as_it_is("A smallest case, as the first and as the second answer it.")
    change: Field[Change] = a_value("What changes.")
    contradicting: Field[tuple[str, ...]] = a_list(
        "The consistency rules that the case breaks, where only one of the two says that it contradicts itself; no other case shows the difference then."
    )
    item: Field[str] = a_value(
        "What it changes: a level, route, step or rule; of times the step or action, by the id of what it takes the place of."
    )
    rules_after: Field[tuple[str, ...]] = a_list("The rules of the second that hold in the case, likewise.")
    rules_before: Field[tuple[str, ...]] = a_list(
        "The rules of the first that lead to such an item and hold in the case, without those that do so in the second too."
    )


class PackDifferences(Item):
    """Differences of one kind for which the same rules are responsible."""

    change: Field[Change] = a_value("What changes.")
    items: Field[tuple[str, ...]] = a_list("What they change, each with its case among the differences.")
    rules_after: Field[tuple[str, ...]] = a_list("The rules of the second that are.")
    rules_before: Field[tuple[str, ...]] = a_list("The rules of the first that are responsible.")


class ToldSide(Item):
    """A pack with the day whose rules are told."""

    as_of: Field[date] = a_day("The day.")
    pack: Field[str] = a_value("The pack.")


class ChangedSection(Item):
    """A section of a document that is not the same in both."""

    gone: Field[tuple[str, ...]] = a_list("What only the first says, in its order.")
    new: Field[tuple[str, ...]] = a_list("What only the second says, in its order.")
    section: Field[str] = a_value("The headings above it, the outermost first, joined by ` / `.")


class CoverageOfEdition(Item):
    """How far fixtures cover one edition."""

    edition: Field[str] = a_value("Such as `england/thresholds/2018-07-04`.")
    fixtures: Field[int] = a_value("How many fixtures touch its pack.")
    gaps: Field[tuple[NotShown, ...]] = items_of("NotShown", "What is not seen, in the order of the text.")
    items: Field[SeenOf] = an_item("SeenOf", "Ways in which duties, reviews, seats and the like can be seen.")
    limits: Field[SeenOf] = an_item("SeenOf", "The sides of the limits of comparisons.")
    options: Field[SeenOf] = an_item("SeenOf", "The options of facts.")
    truths: Field[SeenOf] = an_item("SeenOf", "Conditions and their parts, each true, false and unknown.")


class MutationOfEdition(Item):
    """The mutants of one edition, counted."""

    asking_killed: Field[int] = a_value(
        "How many of those that change only when a question is put some fixture notices; they are counted apart, since they change the order of asking and no outcome."
    )
    asking_survived: Field[int] = a_value("How many of those no fixture notices.")
    edition: Field[str] = a_value("Such as `england/thresholds/2018-07-04`.")
    equal: Field[int] = a_value("How many are proved to be equal; they count for nothing.")
    fixtures: Field[int] = a_value("How many fixtures touch its pack.")
    killed: Field[int] = a_value("How many mutants some fixture notices.")
    refused: Field[int] = a_value("How many the library refuses to load; they count for nothing.")
    survived: Field[int] = a_value("How many no fixture notices.")


class Mutant(Item):
    """A pack made wrong in one place."""

    at: Field[str] = a_value("A JSON pointer into the edition.")
    change: Field[str] = a_value("What was done.")
    edition: Field[str] = a_value("The edition, such as `england/thresholds/2018-07-04`.")
    fate: Field[Literal["equal", "survived"]] = a_value("What became of it.")
    item: Field[str] = a_value("The item that it lies in.")
    words: Field[str] = a_value("The same in words.")


class Called(Item):
    """A review, and how firmly it is called for."""

    modality: Field[Modality] = a_value("How firmly.")
    review: Field[str] = a_value("The review.")


class NotShown(Item):
    """Something that no fixture shows."""

    at: Field[str] = a_value("A JSON pointer into the edition.")
    item: Field[str] = a_value("The item that it lies in.")
    lacking: Field[tuple[str, ...]] = a_list(
        "As what it is not seen: a truth, the side of a limit, `chosen`, or a standing."
    )
    words: Field[str] = a_value("What stands there, in short.")


class SeenOf(Item):
    """How many of something there are, and how many some fixture shows."""

    of: Field[int] = a_value("How many there are.")
    seen: Field[int] = a_value("How many of them are seen.")
