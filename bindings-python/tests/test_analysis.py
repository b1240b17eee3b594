"""What analysts ask, against the same counted row by row."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from typing import Any

import pytest
import safeguarding_rules as sr
from test_tables import ASKED, one_by_one, table

pa = pytest.importorskip("pyarrow")
Rules = sr.analysis.Rules


def rows_of(columns: Any) -> list[dict[str, Any]]:
    return pa.table(columns).to_pylist()


def test_what_blocks_most() -> None:
    given = table(300, seed=11)
    counts: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    blocked = 0
    for decision in one_by_one(given):
        missing = [one["fact"] for one in decision["missing"]]
        counts.update(missing)
        alone.update(missing if len(missing) == 1 else [])
        blocked += bool(missing)
    found = rows_of(sr.analysis.blocking(sr.thresholds.assess_table(given, blocking=True, **ASKED)))
    assert {row["fact"]: row["rows"] for row in found} == dict(counts)
    assert {row["fact"]: row["alone"] for row in found if row["alone"]} == dict(alone)
    assert [row["rows"] for row in found] == sorted((row["rows"] for row in found), reverse=True)
    assert all(abs(row["share"] - row["rows"] / blocked) < 1e-9 for row in found)
    with pytest.raises(ValueError, match="blocking=True"):
        sr.analysis.blocking(sr.thresholds.assess_table(given, **ASKED))


def test_events_that_block() -> None:
    incidents = pa.table({"incident_date": [datetime.date(2024, 3, 1)], "seriously_harmed": [True]})
    outcomes = sr.reviews.assess_table(incidents, as_of="2024-05-01", pack="walsall", blocking=True)
    assert {"event", "rows"} <= set(pa.table(sr.analysis.blocking(outcomes, events=True)).column_names)
    assert rows_of(sr.analysis.blocking(outcomes))


def findings(facts: dict[str, Any], pack: str, day: str) -> tuple[Any, dict[str, tuple[int, str]]]:
    request = {"question": "thresholds", "subject": "child", "pack": pack, "as_of": day, "explain": "all"}
    decision = json.loads(sr.Catalogue().answer(json.dumps({**request, "facts": facts})))
    level = decision.get("level")
    said = {
        one["rule"]: (one["level"], one["truth"])
        for one in decision["findings"]
        if "level" in one and one["truth"] != "false"
    }
    return None if level is None else (level["at_least"], level["at_most"]), said


@pytest.mark.parametrize(("pack", "day"), [("example-thresholds", "2024-05-01"), ("walsall", "2021-06-01")])
def test_changes(pack: str, day: str) -> None:
    # Its options are not those of every edition.
    given = table(120, seed=12).drop_columns(["early_help_alerts"])
    before, after = Rules("walsall", "2024-05-01"), Rules(pack, datetime.date.fromisoformat(day))
    moves: Counter[tuple[Any, Any]] = Counter()
    causes: Counter[tuple[Any, Any, str]] = Counter()
    known = {
        side: {one.fact for one in sr.questions(pack=side, subject="child", as_of=on).questions}
        for side, on in (("walsall", "2024-05-01"), (pack, day))
    }
    for row in given.to_pylist():
        facts = {fact: str(one) if isinstance(one, datetime.date) else one for fact, one in row.items()}
        was, old = findings(facts, "walsall", "2024-05-01")
        now, new = findings({fact: one for fact, one in facts.items() if fact in known[pack]}, pack, day)
        moves[was, now] += 1
        if was != now:
            low, high = was or (1, 1), now or (1, 1)
            spans = [sorted((low[0], high[0])), sorted((low[1], high[1]))]
            for rule in old.keys() | new.keys():
                levels = [side[rule][0] for side in (old, new) if rule in side]
                moved = any(first < level <= last for level in levels for first, last in spans)
                if old.get(rule) != new.get(rule) and moved:
                    causes[was, now, rule] += 1
    found = sr.analysis.changes(given, before, after, threads=2)

    def ends(row: dict[str, Any]) -> tuple[Any, Any]:
        both = (row["before_at_least"], row["before_at_most"]), (row["after_at_least"], row["after_at_most"])
        return tuple(None if one == (None, None) else one for one in both)  # type: ignore[return-value]

    assert {ends(row): row["rows"] for row in rows_of(found.matrix)} == dict(moves)
    assert {(*ends(row), row["rule"]): row["rows"] for row in rows_of(found.causes)} == dict(causes)
    assert found.rows == 120
    assert found.moved == sum(rows for (was, now), rows in moves.items() if was != now)
    undecided = [row["rows"] for row in rows_of(found.matrix) if row["newly_undecided"]]
    assert found.newly_undecided == sum(undecided)
    assert str(found.moved) in repr(found)


def test_changes_of_nothing_and_settings_that_are_refused() -> None:
    given = table(65, seed=13)
    same = sr.analysis.changes(given, Rules("walsall", "2024-05-01"), Rules("walsall", "2024-05-01"))
    assert (same.moved, same.newly_undecided, rows_of(same.causes)) == (0, 0, [])
    with pytest.raises(sr.SafeguardingError) as refused:
        sr.analysis.changes(given, Rules("walsall", "2024-05-01"), Rules("walsall", "2024-05-01", settings={"x": 1}))
    assert refused.value.code == "request.unknown-setting"


@pytest.mark.parametrize("kind", ["int", "words", "dictionary"])
def test_agreement(kind: str) -> None:
    given = table(200, seed=14)
    outcomes = sr.thresholds.assess_table(given, **ASKED)
    recorded = [None if at % 11 == 0 else 1 + at % 4 for at in range(200)]
    agencies = [None if at % 13 == 0 else ("school", "police")[at % 2] for at in range(200)]
    words = {f"level {level}": level for level in (1, 2, 3, 4)}
    column = pa.array(recorded if kind == "int" else [one and f"level {one}" for one in recorded])
    column = column.dictionary_encode() if kind == "dictionary" else column
    cases = given.append_column("chosen", column).append_column("agency", pa.array(agencies))
    found = sr.analysis.agreement(cases, outcomes, recorded="chosen", by="agency", levels=words)
    verdicts: Counter[tuple[Any, Any]] = Counter()
    cells: Counter[tuple[Any, ...]] = Counter()
    for said, agency, row in zip(recorded, agencies, pa.table(outcomes).to_pylist(), strict=True):
        least, most = row["at_least"], row["at_most"]
        verdict = None
        if said is not None and least is not None:
            open_ = "agrees" if least == most else "may-agree"
            verdict = "lower" if said < least else "higher" if said > most else open_
        verdicts[agency, verdict] += 1
        cells[agency, said, least, most, verdict] += 1
    keys = ("by", "recorded", "at_least", "at_most", "verdict")
    assert {tuple(row[key] for key in keys): row["rows"] for row in rows_of(found.matrix)} == dict(cells)
    for row in rows_of(found.by):
        for key in ("agrees", "may-agree", "lower", "higher"):
            assert row[key.replace("-", "_")] == verdicts[row["by"], key]
        assert row["rows"] == sum(row[key] for key in ("agrees", "may_agree", "lower", "higher"))


def test_agreement_of_what_cannot_be_compared() -> None:
    given = table(10, seed=15)
    outcomes = sr.thresholds.assess_table(given, **ASKED)
    cases = given.append_column("chosen", pa.array(["low"] * 10)).append_column("share", pa.array([0.5] * 10))
    with pytest.raises(ValueError, match="levels"):
        sr.analysis.agreement(cases, outcomes, recorded="chosen")
    for given, column, code in [
        (cases, "share", "table.column-type"),
        (cases, "elsewhere", "table.missing-column"),
        (cases.slice(2), "chosen", "table.other-rows"),
    ]:
        with pytest.raises(sr.SafeguardingError) as refused:
            sr.analysis.agreement(given, outcomes, recorded=column)
        assert refused.value.code == code


def test_a_sample_is_what_its_words_say() -> None:
    given = table(150, seed=16)
    drawn = sr.analysis.sample(given, Rules("walsall", "2024-05-01"), size=12, seed=7)
    order = sorted(range(150), key=lambda row: hashlib.sha256(f"7:{row}".encode()).digest())
    assert pa.table(drawn)["row"].to_pylist() == sorted(order[:12])
    chunked = pa.concat_tables([given.slice(0, 40), given.slice(40)])
    assert pa.table(sr.analysis.sample(chunked, Rules("walsall", "2024-05-01"), size=12, seed=7)) == pa.table(drawn)
    expected = one_by_one(given)
    for row in rows_of(drawn):
        decision = expected[row["row"]]
        level = decision.get("level") or {}
        assert (row["at_least"], row["at_most"]) == (level.get("at_least"), level.get("at_most"))
        true = [one for one in decision["findings"] if one["truth"] == "true"]
        assert row["rules"] == [one["rule"] for one in true]
        assert row["reasons"] == [one["label"] for one in true]
        cited = dict.fromkeys(f"{cite['title']}, {cite['at']}" for one in true for cite in one["cites"])
        assert row["citations"] == list(cited)
        assert row["missing"] == [one["fact"] for one in decision["missing"]]
    with pytest.raises(ValueError, match="150"):
        sr.analysis.sample(given, Rules("walsall", "2024-05-01"), size=151, seed=7)
    with pytest.raises(TypeError, match="length"):
        sr.analysis.sample(given.to_reader(), Rules("walsall", "2024-05-01"), size=1, seed=7)
