"""Tables of pandas, Polars, PyArrow and DuckDB, against the same rows one by one."""

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
ASKED: dict[str, Any] = {"pack": "walsall", "subject": "child", "as_of": AS_OF}
QUESTIONS = json.loads(
    CATALOGUE.questions(json.dumps({"family": "thresholds", "pack": "walsall", "subject": "child", "as_of": AS_OF}))
)["questions"]

LIBRARIES = {
    "pyarrow": lambda table: table,
    "polars": pl.from_arrow,
    "pandas": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
    "duckdb": lambda table: duckdb.from_arrow(table),
}


def cell(question: dict[str, Any], source: random.Random) -> Any:
    if source.random() < 0.3:
        return None
    match question["kind"]:
        case "yes-no":
            return source.random() < 0.2
        case "count":
            return source.randrange(6)
        case "date":
            return datetime.date(2024, 4, 1) - datetime.timedelta(days=source.randrange(8000))
        case "choice":
            return source.choice([option["id"] for option in question["options"]])
        case "choices":
            return [option["id"] for option in question["options"] if source.random() < 0.2]
    return None


TYPES = {
    "yes-no": pa.bool_(),
    "count": pa.int64(),
    "date": pa.date32(),
    "choice": pa.string(),
    "choices": pa.list_(pa.string()),
}


def table(rows: int, seed: int = 1) -> Any:
    source = random.Random(seed)
    asked = [question for question in QUESTIONS if question["kind"] in TYPES]
    return pa.table(
        {
            question["fact"]: pa.array([cell(question, source) for _ in range(rows)], TYPES[question["kind"]])
            for question in asked
        }
    )


def one_by_one(given: Any, as_of: list[datetime.date] | None = None) -> list[dict[str, Any]]:
    rows = []
    for at, row in enumerate(given.to_pylist()):
        day = str(as_of[at]) if as_of else AS_OF
        facts = {fact: str(value) if isinstance(value, datetime.date) else value for fact, value in row.items()}
        request = {**ASKED, "question": "thresholds", "as_of": day, "facts": facts}
        rows.append(json.loads(CATALOGUE.answer(json.dumps(request))))
    return rows


def assert_same(outcomes: Any, expected: list[dict[str, Any]], blocking: bool = False) -> None:
    found = pa.table(outcomes).to_pylist()
    assert len(found) == len(outcomes) == len(expected)
    truths = {"true": True, "false": False, "unknown": None}
    for row, decision in zip(found, expected, strict=True):
        level = decision.get("level") or {}
        assert row["applies"] == truths[decision["applies"]]
        for key in ("at_least", "at_most", "settled"):
            assert row[key] == level.get(key)
        assert row["exact"] == decision["exact"]
        holding = {finding["rule"] for finding in decision["findings"]}
        assert row["deciding_rule"] is None or row["deciding_rule"] in holding
        if any(key.startswith("route.") for key in row):
            said = {one["route"]: truths[one["truth"]] for one in decision["routes"]}
            assert {key[6:]: truth for key, truth in row.items() if key[:6] == "route." and truth is not False} == said
        if blocking:
            assert row["blocking"] == [missing["fact"] for missing in decision["missing"]]


@pytest.mark.parametrize("rows", [0, 1, 63, 64, 65])
@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_and_size(library: str, rows: int) -> None:
    given = table(rows)
    outcomes = CATALOGUE.assess_table(LIBRARIES[library](given), blocking=True, routes=True, **ASKED)
    assert_same(outcomes, one_by_one(given), blocking=True)


@pytest.mark.parametrize("subject", ["child", "adult"])
@pytest.mark.parametrize("days", [False, True])
def test_columns_that_are_chosen_say_what_they_say_among_all(subject: str, days: bool) -> None:
    given = table(700, seed=4)
    asked: dict[str, Any] = {**ASKED, "subject": subject}
    if days:
        column = [datetime.date(2023, 11, 1) + datetime.timedelta(days=at % 97) for at in range(700)]
        given = given.select(["date_of_birth", "injury_non_mobile"]) if subject == "child" else given.select([])
        given = given.append_column("day", pa.array(column))
        asked |= {"as_of": None, "as_of_column": "day"}
    whole = pa.table(CATALOGUE.assess_table(given, **asked))
    names = ["applies", "at_least", "at_most", "settled", "deciding_rule", "exact"]
    assert whole.column_names == names
    for only in [["at_most", "at_least"], ["deciding_rule"], ["settled", "exact"], names, []]:
        some = pa.table(CATALOGUE.assess_table(given, only=only, **asked))
        assert some.column_names == [name for name in names if name in only]
        assert some.to_pylist() == whole.select(some.column_names).to_pylist()
    routes = pa.table(CATALOGUE.assess_table(given, only=[], routes=True, blocking=True, **asked))
    assert routes.column_names[0] == "blocking"
    everything = pa.table(CATALOGUE.assess_table(given, routes=True, blocking=True, **asked))
    assert routes.to_pylist() == everything.select(routes.column_names).to_pylist()
    with pytest.raises(ValueError, match="'level'"):
        CATALOGUE.assess_table(given, only="level", **asked)


@pytest.mark.parametrize("born", ["unknown", "no column", "by month"])
@pytest.mark.parametrize("pack", ["walsall", "example-thresholds"])
def test_rows_without_a_date_of_birth(pack: str, born: str) -> None:
    """They are judged together by the ages that are possible, and rows that are alike are searched once."""
    given = table(60, seed=17).drop_columns(["date_of_birth"])
    asked = {question["fact"] for question in QUESTIONS}
    if born != "no column":
        source = random.Random(18)
        months = [f"{source.randrange(2000, 2024)}-{source.randrange(1, 13):02}" for _ in range(60)]
        column = pa.array(months) if born == "by month" else pa.nulls(60, pa.date32())
        given = given.append_column("date_of_birth", column)
    expected = []
    for row in given.to_pylist():
        row = {fact: str(value) if isinstance(value, datetime.date) else value for fact, value in row.items()}
        facts = {fact: value for fact, value in row.items() if fact in asked}
        request = {**ASKED, "pack": pack, "question": "thresholds", "facts": facts}
        expected.append(json.loads(CATALOGUE.answer(json.dumps(request))))
    many = pa.concat_tables([given] * 20).combine_chunks()
    outcomes = CATALOGUE.assess_table(many, blocking=True, routes=True, threads=2, **{**ASKED, "pack": pack})
    assert_same(outcomes, expected * 20, blocking=True)
    assert outcomes.searched == 0


def test_slices_chunks_and_batches() -> None:
    given = table(200)
    expected = one_by_one(given)
    chunked = pa.concat_tables([given.slice(0, 5), given.slice(5, 130), given.slice(135)])
    assert chunked.column(0).num_chunks == 3
    assert_same(CATALOGUE.assess_table(chunked, **ASKED), expected)
    for offset in (1, 7, 8, 63, 65):
        assert_same(CATALOGUE.assess_table(given.slice(offset), **ASKED), expected[offset:])
        batch = given.to_batches()[0].slice(offset)
        assert_same(CATALOGUE.assess_table(batch, **ASKED), expected[offset:])


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "dictionary"])
def test_kinds_of_text(kind: str) -> None:
    born = ["2016-03-10", "2010", None, "2016-03", "2016-03-10", "2008-05-01"]
    types = {"string": pa.string(), "large_string": pa.large_string(), "string_view": pa.string_view()}
    column = pa.array(born)
    column = column.dictionary_encode() if kind == "dictionary" else column.cast(types[kind])
    given = pa.table({"date_of_birth": column, "injury_non_mobile": [True, None, False, True, None, True]})
    expected = one_by_one(pa.table({"date_of_birth": born, "injury_non_mobile": given.column(1)}))
    assert_same(CATALOGUE.assess_table(given, **ASKED), expected)
    assert_same(CATALOGUE.assess_table(given.slice(2), **ASKED), expected[2:])


@pytest.mark.parametrize("kind", ["list", "large_list", "list of views", "list of words", "polars"])
def test_lists_of_options(kind: str) -> None:
    signs = [["physical"], None, [], ["sexual", "physical"], ["physical"], ["domestic"]]
    adult: dict[str, Any] = {**ASKED, "subject": "adult", "pack": "england"}
    column = pa.array(signs)
    types = {
        "large_list": pa.large_list(pa.large_string()),
        "list of views": pa.list_(pa.string_view()),
        "list of words": pa.list_(pa.dictionary(pa.int32(), pa.string())),
    }
    given = pa.table(
        {"abuse_types": pa.array(signs, types[kind]) if kind in types else column, "care_needs": [True] * 6}
    )
    expected = []
    for sign in signs:
        request = {"question": "thresholds", **adult, "facts": {"abuse_types": sign}}
        expected.append(json.loads(CATALOGUE.answer(json.dumps(request))))
    shown = pl.from_arrow(given) if kind == "polars" else given
    outcomes = CATALOGUE.assess_table(shown, routes=True, blocking=True, **adult)
    assert_same(outcomes, expected, blocking=True)
    assert_same(CATALOGUE.assess_table(shown[2:] if kind == "polars" else shown.slice(2), **adult), expected[2:])


def test_lists_that_hold_no_options() -> None:
    adult: dict[str, Any] = {**ASKED, "subject": "adult", "pack": "england"}
    for column, code in [
        (pa.array([["physical", None]]), "table.column-type"),
        (pa.array([[1]]), "table.column-type"),
        (pa.array([["loud"]]), "case.unknown-option"),
        (pa.array(["physical"]), "table.column-type"),
    ]:
        with pytest.raises(sr.SafeguardingError) as refused:
            CATALOGUE.assess_table(pa.table({"abuse_types": column}), **adult)
        assert refused.value.code == code
        assert refused.value.at.startswith("/columns/abuse_types")


def test_times_are_days() -> None:
    given = pd.DataFrame({"date_of_birth": pd.to_datetime(["2016-03-10", None])})
    expected = one_by_one(pa.table({"date_of_birth": ["2016-03-10", None]}))
    assert_same(CATALOGUE.assess_table(given, **ASKED), expected)


def test_a_day_for_each_row() -> None:
    days = [datetime.date(2018, 7, 4) + datetime.timedelta(days=53 * (at % 41)) for at in range(90)]
    given = pa.table(
        {"date_of_birth": table(90, seed=5).column("date_of_birth"), "injury_non_mobile": [True, None] * 45}
    )
    days = [max(day, datetime.date(2021, 4, 1)) for day in days]
    expected = one_by_one(given, days)
    asked = {**ASKED, "as_of": None, "as_of_column": "day"}
    outcomes = CATALOGUE.assess_table(given.append_column("day", pa.array(days)), **asked)
    assert_same(outcomes, expected)
    assert "day" not in outcomes.unused_columns


@pytest.mark.parametrize("chunks", [1, 3])
def test_a_day_for_each_row_with_every_column(chunks: int) -> None:
    """Editions change between the days, and facts and options with them."""
    source = random.Random(8)
    days = [datetime.date(2021, 4, 1) + datetime.timedelta(days=source.randrange(1400)) for _ in range(150)]
    given = table(150, seed=6)
    asked = {"family": "thresholds", "pack": "walsall", "subject": "child", "as_of": str(min(days))}
    known = {question["fact"]: question for question in json.loads(CATALOGUE.questions(json.dumps(asked)))["questions"]}
    given = given.select([name for name in given.column_names if name in known])
    # Each row has the options of its day.
    of_2023 = given["early_help_alerts"].to_pylist()
    options = {option["id"] for option in known["early_help_alerts"]["options"]}
    new = datetime.date(2023, 12, 15)
    alerts = [
        one if one is None or on >= new else [option for option in one if option in options]
        for one, on in zip(of_2023, days, strict=True)
    ]
    assert any(one and not set(one) <= options for one in alerts)
    at = given.column_names.index("early_help_alerts")
    given = given.set_column(at, "early_help_alerts", pa.array(alerts, pa.list_(pa.string())))
    expected = one_by_one(given, days)
    words = given["date_of_birth"].cast(pa.string()).dictionary_encode()
    given = given.set_column(given.column_names.index("date_of_birth"), "date_of_birth", words)
    given = given.append_column("day", pa.array(days))
    parts = [given.slice(at * 150 // chunks, 150 // chunks) for at in range(chunks)]
    asked = {**ASKED, "as_of": None, "as_of_column": "day"}
    outcomes = CATALOGUE.assess_table(pa.concat_tables(parts), blocking=True, routes=True, threads=2, **asked)
    assert_same(outcomes, expected, blocking=True)


def test_what_is_wrong_with_a_row_names_it_in_the_whole_table() -> None:
    good = pa.array([datetime.date(2016, 3, 10)] * 40)
    bad = pa.array([0, 0, 2**31 - 1], pa.int32()).cast(pa.date32())
    given = pa.table({"date_of_birth": pa.chunked_array([good, bad])})
    day = pa.chunked_array([pa.array([datetime.date(2024, 5, 1)] * 43)])
    for more in ({"as_of": AS_OF}, {"as_of_column": "day"}):
        with pytest.raises(sr.SafeguardingError) as refused:
            sr.thresholds.assess_table(given.append_column("day", day), pack="walsall", subject="child", **more)
        assert (refused.value.code, refused.value.at) == ("case.not-a-date", "/columns/date_of_birth/42")


class Bar:
    def __init__(self) -> None:
        self.steps: list[int] = []

    def update(self, n: int) -> None:
        self.steps.append(n)


def test_a_bar_is_told_how_many_more_and_can_stop_the_run() -> None:
    given, bar = pa.concat_tables([table(200)] * 5), Bar()
    CATALOGUE.assess_table(given, progress=bar, **ASKED)
    assert sum(bar.steps) == 1000
    tqdm = pytest.importorskip("tqdm")
    with tqdm.tqdm(total=1000, disable=True) as real:
        CATALOGUE.assess_table(given, progress=real, **ASKED)
    with pytest.raises(ZeroDivisionError):
        CATALOGUE.assess_table(given, progress=lambda rows: 1 // 0, **ASKED)


def test_columns_are_named() -> None:
    given = pa.table({"born": pa.array([datetime.date(2016, 3, 10)]), "note": ["x"]})
    outcomes = CATALOGUE.assess_table(given, columns={"date_of_birth": "born"}, **ASKED)
    assert outcomes.unused_columns == ["note"]
    assert "injury_non_mobile" in outcomes.absent_facts
    assert "date_of_birth" not in outcomes.absent_facts


@pytest.mark.parametrize(
    ("column", "values", "code"),
    [
        ("injury_non_mobile", pa.array([1.0]), "table.column-type"),
        ("injury_non_mobile", pa.array(["yes"]), "table.column-type"),
        ("date_of_birth", pa.array([7]), "table.column-type"),
        ("date_of_birth", pa.array(["soon"]), "case.not-a-date"),
        ("date_of_birth", pa.array([datetime.datetime(2016, 1, 1, tzinfo=datetime.UTC)]), "table.column-type"),
    ],
)
def test_what_is_no_answer_names_its_column(column: str, values: Any, code: str) -> None:
    with pytest.raises(sr.SafeguardingError) as refused:
        CATALOGUE.assess_table(pa.table({column: values}), **ASKED)
    assert refused.value.code == code
    assert refused.value.at == f"/columns/{column}"
    assert f"`{column}`" in refused.value.message


def test_what_is_no_table_or_has_no_day() -> None:
    with pytest.raises(TypeError, match="PyCapsule"):
        CATALOGUE.assess_table([1], **ASKED)


def test_rows_cut_out_of_a_struct_are_refused() -> None:
    """Their children hold rows that are not meant, so reading on would shift every answer."""
    whole = pa.StructArray.from_arrays([pa.array([True, False, None])], ["injury_non_mobile"])
    missing = pa.StructArray.from_arrays(
        [pa.array([True, False, None])], ["injury_non_mobile"], mask=pa.array([False, True, False])
    )
    for cut in (whole.slice(1), missing):
        with pytest.raises(sr.SafeguardingError) as refused:
            CATALOGUE.assess_table(cut, **ASKED)
        assert refused.value.code == "table.cut"
    CATALOGUE.assess_table(whole, **ASKED)


def test_columns_and_days_that_are_not_there() -> None:
    """A column that is named and not there, and a day that is not known."""
    asked = {**ASKED, "as_of": None, "as_of_column": "day"}
    with pytest.raises(sr.SafeguardingError) as refused:
        CATALOGUE.assess_table(pa.table({"other": [1]}), **asked)
    assert refused.value.code == "table.missing-column"
    with pytest.raises(sr.SafeguardingError) as refused:
        CATALOGUE.assess_table(pa.table({"day": pa.array([None], pa.date32())}), **asked)
    assert refused.value.code == "table.no-day"


def test_a_million_rows_and_progress() -> None:
    small = table(1000, seed=3)
    expected = pa.table(CATALOGUE.assess_table(small, **ASKED)).to_pylist()
    calls: list[int] = []
    outcomes = CATALOGUE.assess_table(pa.concat_tables([small] * 1000), progress=calls.append, **ASKED)
    assert len(outcomes) == 1_000_000
    assert calls[-1] == 1_000_000
    assert calls == sorted(calls)
    assert pa.table(outcomes).slice(999_000).to_pylist() == expected


def test_many_rows_with_a_day_of_their_own() -> None:
    """More than are worked on at a time; the answers come in the order of the rows."""
    small = table(500, seed=9).select(["date_of_birth", "injury_non_mobile", "immediate_danger"])
    days = [datetime.date(2022, 1, 1) + datetime.timedelta(days=67 * (at % 17)) for at in range(500)]
    small = small.append_column("day", pa.array(days))
    asked = {**ASKED, "as_of": None, "as_of_column": "day"}
    expected = pa.table(CATALOGUE.assess_table(small, **asked)).to_pylist()
    calls: list[int] = []
    many = pa.concat_tables([small] * 600).combine_chunks()
    outcomes = pa.table(CATALOGUE.assess_table(many, progress=calls.append, threads=2, **asked))
    assert outcomes.slice(0, 500).to_pylist() == outcomes.slice(299_500).to_pylist() == expected
    # Where the second window begins.
    assert outcomes.slice(262_000, 500).to_pylist() == expected
    assert calls == sorted(calls) and calls[-1] == 300_000


@pytest.mark.parametrize("read", [pa.table, pl.DataFrame, pd.DataFrame.from_arrow])
def test_every_library_reads_what_comes_out(read: Any) -> None:
    outcomes = CATALOGUE.assess_table(table(70), blocking=True, **ASKED)
    for _ in range(2):
        assert len(read(outcomes)) == 70
