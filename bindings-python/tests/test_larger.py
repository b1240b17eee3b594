"""Tables larger than memory or one machine: DuckDB and Polars as streams, Apache Spark by `mapInArrow`."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import safeguarding_rules as sr
from test_tables import ASKED, table

pa = pytest.importorskip("pyarrow")
pl = pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")
parquet = pytest.importorskip("pyarrow.parquet")

ROWS = 5000


@pytest.fixture(scope="module")
def cases() -> Any:
    few = table(250, seed=21)
    many = pa.concat_tables([few] * (ROWS // 250)).combine_chunks()
    return many.append_column("id", pa.array(range(ROWS), pa.int64()))


@pytest.fixture(scope="module")
def expected(cases: Any) -> list[tuple[Any, ...]]:
    return rows(pa.table(sr.thresholds.assess_table(cases, **ASKED)))


def rows(found: Any) -> list[tuple[Any, ...]]:
    columns = ("at_least", "at_most", "settled", "deciding_rule")
    return list(zip(*(found[column].to_pylist() for column in columns), strict=True))


def test_a_stream_out_of_duckdb_and_into_it(cases: Any, expected: list[tuple[Any, ...]], tmp_path: Any) -> None:
    parquet.write_table(cases, tmp_path / "cases.parquet")
    database = duckdb.connect()
    stream = database.sql(f"from '{tmp_path}/cases.parquet' order by id").to_arrow_reader(1000)

    def judged() -> Iterator[Any]:
        for batch in stream:
            outcomes = pa.table(sr.thresholds.assess_table(batch, **ASKED))
            yield from outcomes.append_column("id", batch["id"]).combine_chunks().to_batches()

    batches = judged()
    first = next(batches)
    outcomes = pa.RecordBatchReader.from_batches(first.schema, iter([first, *batches]))
    database.register("outcomes", outcomes)
    found = database.sql("select * from outcomes order by id").to_arrow_table()
    assert rows(found) == expected


def test_a_stream_is_read_batch_by_batch(cases: Any, expected: list[tuple[Any, ...]]) -> None:
    reader = pa.RecordBatchReader.from_batches(cases.schema, iter(cases.to_batches(max_chunksize=777)))
    assert rows(pa.table(sr.thresholds.assess_table(reader, **ASKED))) == expected


def test_polars_streaming_into_a_file(cases: Any, expected: list[tuple[Any, ...]], tmp_path: Any) -> None:
    parquet.write_table(cases, tmp_path / "cases.parquet", row_group_size=1000)

    def judged(batch: Any) -> Any:
        outcomes = pl.DataFrame(sr.thresholds.assess_table(batch, **ASKED))
        return outcomes.select(
            "at_least", "at_most", "settled", pl.col("deciding_rule").cast(pl.String), id=batch["id"]
        )

    schema = {
        "at_least": pl.UInt8,
        "at_most": pl.UInt8,
        "settled": pl.Boolean,
        "deciding_rule": pl.String,
        "id": pl.Int64,
    }
    lazy = pl.scan_parquet(tmp_path / "cases.parquet").map_batches(judged, schema=schema, streamable=True)
    lazy.sink_parquet(tmp_path / "outcomes.parquet")
    assert rows(parquet.read_table(tmp_path / "outcomes.parquet").sort_by("id")) == expected


@pytest.mark.spark
def test_apache_spark(cases: Any, expected: list[tuple[Any, ...]], tmp_path: Any, monkeypatch: Any) -> None:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    from pyspark.sql import SparkSession

    (tmp_path / "cases").mkdir()
    for part in range(3):
        parquet.write_table(cases.slice(part * 1700, 1700), tmp_path / "cases" / f"{part}.parquet")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    # What runs a worker finds the package where this process found it.
    where = os.path.dirname(os.path.dirname(sr.__file__))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([where, os.environ.get("PYTHONPATH", "")]))
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "700",
    }
    builder = SparkSession.builder.master("local[2]").appName("safeguarding-rules")
    for key, value in settings.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    asked = dict(ASKED)

    def judged(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow as pa
        import safeguarding_rules as sr

        types = [("at_least", pa.int16()), ("at_most", pa.int16()), ("settled", pa.bool_()), ("rule", pa.string())]
        for batch in batches:
            outcomes = pa.table(sr.thresholds.assess_table(batch, threads=1, **asked))
            columns = outcomes.select(["at_least", "at_most", "settled", "deciding_rule"])
            columns = columns.rename_columns(["at_least", "at_most", "settled", "rule"]).cast(pa.schema(types))
            yield from columns.append_column("id", batch["id"]).combine_chunks().to_batches()

    try:
        given = spark.read.parquet(str(tmp_path / "cases"))
        schema = "at_least short, at_most short, settled boolean, rule string, id long"
        found = given.mapInArrow(judged, schema).toArrow().sort_by("id")
        assert found["id"].to_pylist() == list(range(ROWS))
        assert rows(found.rename_columns(["at_least", "at_most", "settled", "deciding_rule", "id"])) == expected
    finally:
        spark.stop()
