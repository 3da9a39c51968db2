"""Other programs that do part of the same work, and the bare one that is the floor."""

from __future__ import annotations

import sqlite3
import tempfile
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import fastexcel
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = ("Code", "Indicator", "Period", "Numerator", "Denominator", "Commentary")


def _read(path: Path) -> pa.Table:
    sheet = fastexcel.read_excel(path).load_sheet(0, dtypes="string")
    return pa.table(sheet.to_arrow()).append_column("file", pa.array([path.name] * sheet.height))


def bare(files: Path) -> None:
    """The floor: the fastest reader, one Parquet file, one bulk load; no check, no provenance, no trace."""
    with tempfile.TemporaryDirectory() as folder:
        table = pa.concat_tables([_read(path) for path in sorted(files.rglob("*.xlsx"))])
        pq.write_table(table, Path(folder) / "all.parquet", compression="zstd")
        _load(table, Path(folder) / "bare.db")


def bare_by_file(files: Path) -> None:
    """The same as files come one by one: each is read, written to a Parquet file of its own and loaded."""
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(sorted(files.rglob("*.xlsx"))):
            table = _read(path)
            pq.write_table(table, Path(folder) / f"{number}.parquet", compression="zstd")
            _load(table, Path(folder) / "bare.db")


def _load(table: pa.Table, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"CREATE TABLE IF NOT EXISTS figures ({', '.join(table.column_names)})")
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        connection.executemany(f"INSERT INTO figures VALUES ({', '.join('?' * table.num_columns)})", rows)


def pandas_script(files: Path) -> None:
    """What an analyst would write: pandas reads each workbook and appends it to a table; no check."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "pandas.db")) as connection:
        for path in sorted(files.rglob("*.xlsx")):
            frame = pd.read_excel(path, engine="calamine").assign(file=path.name)
            frame.to_sql("figures", connection, if_exists="append", index=False)


def pandera_validating(files: Path) -> None:
    """Reading and eight checks by pandera, file by file; nothing is stored."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandera.pandas as pandera
    text, number = pandera.Column(str, nullable=False), pandera.Column(float, pandera.Check.ge(0), coerce=True)
    schema = pandera.DataFrameSchema(
        {"Code": text, "Period": text, "Numerator": number, "Denominator": number},
        checks=pandera.Check(lambda frame: frame["Numerator"] <= frame["Denominator"]),
        unique=["Code", "Period"],
    )
    for path in sorted(files.rglob("*.xlsx")):
        schema.validate(pd.read_excel(path, engine="calamine"), lazy=True)


def dlt_loading(files: Path) -> None:
    """One run of dlt from Arrow tables into DuckDB, with its own schema and load tables; no check."""
    import dlt

    with tempfile.TemporaryDirectory() as folder:
        pipeline = dlt.pipeline(
            "bench",
            pipelines_dir=folder,
            destination=dlt.destinations.duckdb(str(Path(folder) / "dlt.duckdb")),
            dataset_name="bench",
        )
        pipeline.run((_read(path) for path in sorted(files.rglob("*.xlsx"))), table_name="figures")


PEERS: dict[str, Callable[[Path], None]] = {
    "bare, file by file": bare_by_file,
    "pandas script, no checks": pandas_script,
    "pandera, checks only": pandera_validating,
    "dlt, load only": dlt_loading,
}
"""Programs that do less than Mortar, each said to do what."""
