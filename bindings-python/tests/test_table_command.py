"""The command `table`: Parquet in, Parquet out, sentences or JSON about it."""

import datetime
import json
import sys

import pytest
import safeguarding_rules as sr
from safeguarding_rules.cli import main
from test_tables import AS_OF, ASKED, table

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def run(tmp_path, capsys):
    def run(given, *arguments, out="out.parquet"):
        parquet.write_table(given, tmp_path / "in.parquet", row_group_size=100)
        said = [str(tmp_path / "in.parquet"), str(tmp_path / out), "--pack", "walsall", *arguments]
        try:
            code = main(["table", *said])
        except SystemExit as left:
            code = left.code
        shown = capsys.readouterr()
        written = parquet.read_table(tmp_path / out) if code == 0 else None
        return code, shown.out, shown.err, written

    return run


@pytest.mark.parametrize("rows", [0, 250])
def test_what_is_written_is_the_table_and_its_outcomes(run, monkeypatch, rows):
    monkeypatch.setattr("safeguarding_rules._table_command.BATCH", 64)
    given = table(rows).append_column("note", pa.array(["x"] * rows, pa.string()))
    code, out, err, written = run(given, "--as-of", AS_OF, "--blocking", "--routes", "--json")
    assert (code, err) == (0, "")
    expected = pa.table(sr.thresholds.assess_table(given, blocking=True, routes=True, **ASKED))
    assert written.select(given.column_names).to_pylist() == given.to_pylist()
    assert written.select(expected.column_names).to_pylist() == expected.to_pylist()
    said = json.loads(out)
    assert (said["rows"], said["unused_columns"]) == (rows, ["note"])
    assert sum(said["counts"].get("settled", {}).values()) == rows
    settled = expected["settled"].to_pylist()
    assert said["counts"].get("settled", {}).get("true", 0) == sum(one is True for one in settled)


def test_sentences_a_column_of_days_other_names_and_a_prefix(run):
    born = pa.array([datetime.date(2024, 1, 5)] * 2)
    days = pa.array([datetime.date(2024, 5, 1), datetime.date(2022, 5, 1)])
    given = pa.table({"born": born, "injury_non_mobile": [True, None], "day": days, "settled": ["a", "b"]})
    asked = ("--as-of-column", "day", "--column", "date_of_birth=born")
    code, out, err, written = run(given, *asked)
    assert code == 2 and "--prefix" in err
    code, out, err, written = run(given, *asked, "--prefix", "rules_", "--routes")
    assert (code, err) == (0, "")
    assert written["rules_at_least"].to_pylist()[0] == 4
    assert "2 rows written" in out and "Columns that answer nothing: settled" in out


def test_reviews(run):
    day = datetime.date(2024, 3, 23)
    given = pa.table({"incident_date": [day], "died": [True], "told": [datetime.date(2024, 3, 25)]})
    asked = ("--reviews", "--event", "la-aware=told", "--as-of", "2024-04-05")
    code, out, err, written = run(given, *asked)
    assert (code, err) == (0, "")
    expected = sr.reviews.assess_table(given, pack="walsall", as_of="2024-04-05", events={"la-aware": "told"})
    assert written.select(pa.table(expected).column_names).to_pylist() == pa.table(expected).to_pylist()
    assert "child-death-review.outcome: " in out


def test_exit_codes(run, tmp_path, capsys):
    good = pa.table({"injury_non_mobile": [True]})
    assert run(pa.table({"injury_non_mobile": ["yes"]}), "--as-of", AS_OF)[0] == 1
    assert run(good, "--as-of", "soon")[0] == 1
    assert run(good)[0] == 2
    assert run(good, "--as-of", AS_OF, "--event", "a=b")[0] == 2
    assert run(good, "--as-of", AS_OF, "--column", "a")[0] == 2
    assert run(good, "--as-of", AS_OF, out="in.parquet")[0] == 2
    missing = [str(tmp_path / "none.parquet"), "out", "--pack", "walsall", "--as-of", AS_OF]
    assert main(["table", *missing]) == 2
    (tmp_path / "none.parquet").write_text("ward,age\n", encoding="utf-8")
    assert main(["table", *missing]) == 2
    assert "is no Parquet file" in capsys.readouterr().err


def test_polars_does_as_well_and_without_either_it_says_what_to_install(run, monkeypatch):
    pytest.importorskip("polars")
    given = table(70)
    expected = run(given, "--as-of", AS_OF, "--blocking")[3]
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    code, _, _, written = run(given, "--as-of", AS_OF, "--blocking")
    assert code == 0
    assert written.to_pylist() == expected.to_pylist()
    monkeypatch.setitem(sys.modules, "polars", None)
    code, out, err, _ = run(given, "--as-of", AS_OF)
    assert (code, out) == (1, "")
    assert err.startswith("table.no-reader at ") and "pip install pyarrow" in err


def test_a_bar_on_a_terminal(run, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    code, _, err, _ = run(table(300), "--as-of", AS_OF)
    assert code == 0
    assert err.endswith("] 300 of 300 rows\n") and "\r[" in err
