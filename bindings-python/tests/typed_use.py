"""The package as a reader with a strict checker uses it: never run, only checked (`pyright`, `mypy`)."""

import datetime
from typing import assert_type

import safeguarding_rules as sr
from safeguarding_rules.answers.shared import Cited, NextQuestion

ON = datetime.date(2024, 5, 1)

decision = sr.thresholds.assess({"injury_non_mobile": None}, subject="child", as_of=ON, pack="walsall")
assert_type(decision, sr.thresholds.Decision)
assert_type(decision.at_least, int | None)
assert_type(decision.applies, sr.Truth)
assert_type(decision.missing[0].state, sr.State)
assert_type(decision.next_question, NextQuestion | None)
assert_type(decision.citations, tuple[Cited, ...])
assert_type(decision.editions[0].from_, datetime.date | None)

outcome = sr.thresholds.assess({}, subject="child", as_of="2024-05-01", pack="walsall", explain="none")
assert_type(outcome, sr.thresholds.Outcome)
assert_type(outcome.settled, bool | None)

reviews = sr.reviews.assess({"died": sr.State.DECLINED}, as_of=ON, pack="walsall", events={"la-aware": sr.About(ON)})
assert_type(reviews.next_to_do is not None and reviews.next_to_do.outside, bool)
for review in reviews.reviews:
    match review.outcome:
        case "met" | "cannot-tell":
            assert_type(review.settled, bool)
        case "not-met" | "not-applicable":
            pass

schedule = sr.audits.schedule(pack="walsall", as_of=ON, from_=ON, until=datetime.date(2025, 5, 1))
assert_type(schedule.to_ics(), str)
assert_type(schedule.occurrences[0].due is not None and schedule.occurrences[0].due.earliest > ON, bool)

meeting = sr.membership.meeting("executive-group", [], pack="walsall", as_of=ON)
assert_type(meeting.constituted, sr.Truth)
assert_type(sr.questions(pack="walsall", subject="child", as_of=ON).questions[0].birth, bool)
assert_type(sr.packs.check("{}"), tuple[sr.Problem, ...])


def of_tables(table: sr.thresholds.ArrowTable) -> None:
    outcomes = sr.thresholds.assess_table(
        table, subject="child", as_of=ON, pack="walsall", blocking=True, progress=print
    )
    incidents = sr.reviews.assess_table(table, as_of_column="day", pack="walsall", null_events="not-happened")
    assert_type(incidents.actions.__len__(), int)
    assert_type(sr.analysis.blocking(incidents, events=True), sr.thresholds.Columns)
    moved = sr.analysis.changes(table, sr.analysis.Rules("walsall", ON), sr.analysis.Rules("england", "2024-05-01"))
    assert_type(moved.newly_undecided, int)
    assert_type(sr.analysis.agreement(table, outcomes, recorded="level").by, sr.thresholds.Columns)
    assert_type(sr.analysis.sample(table, sr.analysis.Rules("walsall", ON), size=3, seed=1).drawn, str)


# What must not pass: an answer is never changed.
decision.at_least = 3  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
reviews.pack = "england"  # type: ignore[assignment] # pyright: ignore[reportAttributeAccessIssue]
