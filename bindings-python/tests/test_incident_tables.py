"""Tables of incidents, against the same incidents one by one."""

from __future__ import annotations

import datetime
import json
import random
from typing import Any

import pytest
import safeguarding_rules as sr

pa = pytest.importorskip("pyarrow")
pl = pytest.importorskip("polars")
pd = pytest.importorskip("pandas")
duckdb = pytest.importorskip("duckdb")

AS_OF = "2024-05-01"
CATALOGUE = sr.Catalogue()
ASKED: dict[str, Any] = {"pack": "walsall", "as_of": AS_OF}
FORM, ENGLAND = (
    json.loads(
        CATALOGUE.questions(json.dumps({"family": "reviews", "subject": "incident", "as_of": AS_OF, "pack": pack}))
    )
    for pack in ("walsall", "england")
)
TYPES = {"yes-no": pa.bool_(), "count": pa.int64(), "date": pa.date32(), "choice": pa.string()}
LIBRARIES = {
    "pyarrow": lambda table: table,
    "polars": pl.from_arrow,
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "duckdb": lambda table: duckdb.from_arrow(table),
}


def days_before(source: random.Random, days: int) -> datetime.date:
    return datetime.date(2024, 5, 1) - datetime.timedelta(days=source.randrange(days))


def cell(question: dict[str, Any], source: random.Random) -> Any:
    if question["fact"] == "incident_date":
        return None if source.random() < 0.1 else days_before(source, 900)
    if source.random() < 0.3:
        return None
    match question["kind"]:
        case "yes-no":
            return source.random() < 0.4
        case "count":
            return source.randrange(4)
        case "date":
            return days_before(source, 7000)
        case _:
            return source.choice([option["id"] for option in question["options"]])


def table(rows: int, seed: int = 1, form: dict[str, Any] = FORM) -> Any:
    source = random.Random(seed)
    columns = {
        question["fact"]: pa.array([cell(question, source) for _ in range(rows)], TYPES[question["kind"]])
        for question in form["questions"]
        if question["kind"] in TYPES
    }
    for number, event in enumerate(form["events"]):
        if number % 3 == 2:
            said = [source.choice([True, False, None]) for _ in range(rows)]
            columns[event["event"]] = pa.array(said, pa.bool_())
        else:
            # Some lie ahead of the day, and some before the incident: problems are answers too.
            days = [days_before(source, 60) if source.random() < 0.3 else None for _ in range(rows)]
            columns[event["event"].replace("-", "_")] = pa.array(days, pa.date32())
    return pa.table(columns)


EVENTS = {event["event"] for form in (FORM, ENGLAND) for event in form["events"]}


def one_by_one(given: Any, days: list[datetime.date] | None = None, **more: Any) -> list[dict[str, Any]]:
    null_is: Any = more.pop("null_is", None)
    answers = []
    for at, row in enumerate(given.to_pylist()):
        facts, events = {}, {}
        for name, value in row.items():
            value = str(value) if isinstance(value, datetime.date) else value
            if name in EVENTS or name.replace("_", "-") in EVENTS:
                events[name.replace("_", "-")] = null_is if value is None else value
            else:
                facts[name] = value
        day = str(days[at]) if days else AS_OF
        request = {"question": "reviews", "subject": "incident", **ASKED, "as_of": day, "facts": facts}
        answers.append(json.loads(CATALOGUE.answer(json.dumps({**request, "events": events, **more}))))
    return answers


TRUTHS = {"true": True, "false": False, "unknown": None}


def day(text: str | None) -> datetime.date | None:
    return None if text is None else datetime.date.fromisoformat(text)


def ends(of: dict[str, Any], key: str, first: str, last: str) -> tuple[Any, Any]:
    part = of.get(key) or {}
    return part.get(first), part.get(last)


def assert_same(outcomes: Any, expected: list[dict[str, Any]]) -> None:
    found = pa.table(outcomes).to_pylist()
    assert len(found) == len(outcomes) == len(expected)
    rows = []
    for number, (row, decision) in enumerate(zip(found, expected, strict=True)):
        assert row["applies"] == TRUTHS[decision["applies"]]
        assert row["exact"] == decision["exact"]
        said = {review["review"]: review for review in decision["reviews"]}
        for key in (key[:-8] for key in row if key.endswith(".outcome")):
            for part in ("outcome", "at_least", "at_most"):
                assert row[f"{key}.{part}"] == said.get(key, {}).get(part)
        assert said.keys() <= {key[:-8] for key in row if key.endswith(".outcome")}
        actions = decision["actions"]
        following = next((one for one in actions if one["action"] == decision["next_action"]), {})
        assert row["next_action"] == decision["next_action"]
        assert row["next_state"] == following.get("state")
        assert row["next_due"] == day(following.get("due", {}).get("earliest"))
        late = [one for one in actions if one["applies"] == "true" and one["state"] == "overdue"]
        assert row["overdue"] == len(late)
        assert row["problems"] == [problem["code"] for problem in decision.get("problems", [])]
        assert row["blocking"] == [missing["fact"] for missing in decision["missing"]]
        assert row["blocking_events"] == [missing["event"] for missing in decision["missing_events"]]
        rows += [(number, action) for action in actions]
    by_action = pa.table(outcomes.actions).to_pylist()
    assert len(by_action) == len(rows)
    for got, (number, action) in zip(by_action, rows, strict=True):
        assert got["row"] == number
        for key in ("action", "review", "state"):
            assert got[key] == action[key]
        assert got["applies"] == TRUTHS[action["applies"]]
        assert got["could_be"] == action.get("could_be", [])
        due, done = ends(action, "due", "earliest", "latest"), ends(action, "done", "earliest", "latest")
        assert (got["due_earliest"], got["due_latest"]) == (day(due[0]), day(due[1]))
        assert (got["done_earliest"], got["done_latest"]) == (day(done[0]), day(done[1]))
        assert got["outside"] == action.get("outside", False)
        assert got["in_time"] == TRUTHS.get(action.get("in_time", "unknown"))
        assert (got["overdue_least"], got["overdue_most"]) == ends(action, "overdue_days", "least", "most")
        assert (got["late_least"], got["late_most"]) == ends(action, "late_days", "least", "most")


def assessed(given: Any, **more: Any) -> Any:
    return sr.reviews.assess_table(given, **{**ASKED, "actions": True, "blocking": True, **more})


@pytest.mark.parametrize("rows", [0, 1, 65])
@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_and_size(library: str, rows: int) -> None:
    given = table(rows)
    assert_same(assessed(LIBRARIES[library](given)), one_by_one(given))


def test_chunks_slices_and_threads() -> None:
    given = table(160, seed=2)
    expected = one_by_one(given)
    chunked = pa.concat_tables([given.slice(0, 5), given.slice(5, 130), given.slice(135)])
    assert_same(assessed(chunked, threads=3), expected)
    assert_same(assessed(given.slice(7)), expected[7:])
    many = pa.concat_tables([given] * 15).combine_chunks()
    rows = pa.table(assessed(many, threads=2))
    assert rows.slice(14 * 160).to_pylist() == pa.table(assessed(given)).to_pylist()


def test_another_pack_and_days_known_in_part() -> None:
    given = table(70, seed=7, form=ENGLAND)
    assert_same(assessed(given, pack="england"), one_by_one(given, pack="england"))
    source = random.Random(9)
    said = ["2024-03", "2023", "2022-05-06", None]
    for name in ("incident_date", "date_of_birth"):
        at = given.column_names.index(name)
        given = given.set_column(at, name, pa.array([source.choice(said) for _ in range(70)]))
    assert_same(assessed(given, pack="england"), one_by_one(given, pack="england"))


def test_nulls_of_events_and_no_other_events() -> None:
    given = table(60, seed=3)
    not_happened = assessed(given, null_events="not-happened", no_other_events=True)
    assert_same(not_happened, one_by_one(given, null_is=False, no_other_events=True))
    some = given.drop_columns([name for name in given.column_names if name.replace("_", "-") in EVENTS][:4])
    assert_same(assessed(some, no_other_events=True), one_by_one(some, no_other_events=True))


def test_a_day_for_each_row_settings_and_calendar() -> None:
    given = table(60, seed=4)
    days = [datetime.date(2024, 5, 1) + datetime.timedelta(days=at) for at in range(60)]
    dated = given.append_column("asked", pa.array(days))
    settings = {"rapid_review_clock_start": "sin-submitted"}
    outcomes = assessed(dated, as_of=None, as_of_column="asked", settings=settings)
    assert "asked" not in outcomes.unused_columns
    assert_same(outcomes, one_by_one(given, days, settings=settings))
    none = {"format": 1, "calendar": "no-holidays", "title": "No holidays", "from": "2020-01-01",
            "until": "2027-01-01", "checked_on": "2024-05-01", "weekend": ["saturday", "sunday"],
            "holidays": []}  # fmt: skip
    assert_same(assessed(given, calendar=none), one_by_one(given, calendar=none))
    assert_same(assessed(given, calendar="england-and-wales"), one_by_one(given))


def test_only_the_outcome_is_the_same_and_says_less() -> None:
    given = table(90, seed=5)
    brief = sr.reviews.assess_table(given, following=False, **ASKED)
    whole = pa.table(assessed(given))
    assert pa.table(brief).column_names == whole.column_names[: len(pa.table(brief).column_names)]
    assert pa.table(brief).to_pylist() == whole.select(pa.table(brief).column_names).to_pylist()
    with pytest.raises(ValueError, match="actions=True"):
        _ = brief.actions


def test_what_is_refused_names_column_and_row() -> None:
    ahead = pa.table({"incident_date": pa.array([datetime.date(2024, 1, 1), datetime.date(2024, 6, 1)])})
    cases = [
        (ahead, {}, "case.after-as-of", "/columns/incident_date/1"),
        (pa.table({"died": ["yes"]}), {}, "table.column-type", "/columns/died"),
        (pa.table({"la_aware": [7]}), {}, "table.column-type", "/columns/la-aware"),
        (pa.table({"x": [1]}), {"columns": {"dyed": "x"}}, "case.unknown-fact", "/columns/dyed"),
        (pa.table({"x": [1]}), {"events": {"la-awake": "x"}}, "events.unknown", "/columns/la-awake"),
        (pa.table({"x": [1]}), {"events": {"la-aware": "y"}}, "table.missing-column", "/columns/y"),
        (pa.table({"x": [1]}), {"calendar": "mars"}, "request.unknown-calendar", "/calendar"),
        (pa.table({"x": [1]}), {"settings": {"mars": 1}}, "request.unknown-setting", "/settings/mars"),
    ]
    for given, more, code, at in cases:
        with pytest.raises(sr.SafeguardingError) as refused:
            assessed(given, **more)
        assert (refused.value.code, refused.value.at) == (code, at)


def test_columns_are_named_and_what_is_unused_is_told() -> None:
    given = pa.table({"happened": [datetime.date(2024, 3, 1)], "told": [datetime.date(2024, 3, 2)], "note": ["x"]})
    outcomes = assessed(given, columns={"incident_date": "happened"}, events={"la-aware": "told"})
    assert outcomes.unused_columns == ["note"]
    assert {"died", "sin-submitted"} <= set(outcomes.absent_facts)
    same = given.rename_columns(["incident_date", "la-aware", "note"])
    assert pa.table(outcomes) == pa.table(assessed(same))


class Bar:
    def __init__(self) -> None:
        self.steps: list[int] = []

    def update(self, n: int) -> None:
        self.steps.append(n)


def test_progress_by_a_function_and_by_a_bar() -> None:
    given, bar, calls = table(1200, seed=6), Bar(), []
    assessed(given, progress=bar, threads=2, actions=False, blocking=False)
    assessed(given, progress=calls.append, threads=1)
    assert sum(bar.steps) == calls[-1] == 1200
    assert calls == sorted(calls) and len(calls) > 1

    def stop(rows: int) -> None:
        raise RuntimeError(f"after {rows}")

    with pytest.raises(RuntimeError, match="after"):
        assessed(given, progress=stop)
