"""On a real Dask cluster of two processes the same comes of the same returns as on this machine."""

from __future__ import annotations

import io
import os
import shutil
import socket
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from distributed import LocalCluster

from flows.register_steps import apply_register
from infra.safe_reader import SafeReader, safe_reader
from infra.wiring import House
from tests.council import GOLDEN, SQLITE, council_at, drop, make_council
from tests.flows.test_pieces import drop_many
from transforms.errors import MortarFault
from transforms.settle import Outcome

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("prefect_here"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
NOW = "2010-01-18T09:00:00Z"


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two processes, which share nothing with this one but the installed package."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        pytest.MonkeyPatch.context() as patient,
    ):
        patient.setattr("flows.task_runner.CONNECT_SECONDS", 150)  # its scheduler is a thread of this busy process
        yield cluster.scheduler_address


@cache
def overwhelming() -> bytes:
    """A workbook of 86 KB with a long text in each of its cells, which brings down whoever reads it."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for row in range(400):
            page.write_row(row, 0, ["x" * 32_000] * 100)
    return sink.getvalue()


def council(folder: Path) -> House:
    """The tiny council with a hundred returns of all sorts in its inbox, which came at the same time in every copy."""
    house = make_council(folder)
    apply_register(house)
    drop_many(house)
    for sender, text in GOLDEN.items():
        drop(house, sender, "return.csv", text)
    drop(house, "dev", "overwhelming.xlsx", overwhelming())
    drop(house, "dev", "nothing.xlsx", b"")
    for path in house.inbox.root.rglob("*.*"):
        os.utime(path, (1263000000, 1263000000))
    return house


def take_in(house: House) -> list[Outcome]:
    """Take in all that lies in the inbox, as a run of Prefect."""
    from flows.inbox_to_lake import inbox_to_lake

    taken = inbox_to_lake(str(house.workspace), NOW)
    assert taken.faults == []
    return taken.outcomes


def kept(house: House) -> dict[str, bytes]:
    """What the lake holds of returns, by name."""
    lake = house.workspace / "lake"
    paths = [path for path in lake.rglob("*") if path.is_file() and ("raw" in path.parts or "-returns-" in path.name)]
    return {str(path.relative_to(lake)): path.read_bytes() for path in paths}


@pytest.fixture
def read_here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes whenever files are read by this process."""
    noted: list[str] = []

    def reader() -> SafeReader:
        noted.append("read")
        return safe_reader()

    monkeypatch.setattr("flows.pieces.safe_reader", reader)
    return noted


def test_the_lake_is_the_same_to_the_byte_and_a_file_that_kills_its_reader_is_refused_alone(
    tmp_path: Path, scheduler: str, read_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here = council(tmp_path / "here")
    there = council_at(shutil.copytree(here.workspace, tmp_path / "there"), SQLITE)
    outcomes = take_in(here)
    assert read_here
    read_here.clear()
    monkeypatch.setenv("MORTAR_DASK", scheduler)

    assert take_in(there) == outcomes

    assert read_here == []
    assert kept(there) == kept(here)
    assert {name.partition("/")[0] for name in kept(there)} == {"raw", "returns", "observations", "findings", "journal"}
    refused = {outcome.file.file: outcome.findings[0][1].rule for outcome in outcomes if outcome.verdict == "refused"}
    assert refused.items() >= {("overwhelming.xlsx", "unsafe-file"), ("nothing.xlsx", "empty-file")}
    assert list(there.inbox.arrivals()) == []


def test_the_workers_need_not_reach_the_server_of_prefect(
    tmp_path: Path, scheduler: str, read_here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    look_up = socket.getaddrinfo

    def known_here(host: str | bytes, *of: Any, **named: Any) -> Any:
        return look_up("127.0.0.1" if host in {"known.here", b"known.here"} else host, *of, **named)

    monkeypatch.setattr(socket, "getaddrinfo", known_here)
    monkeypatch.setenv("MORTAR_DASK", scheduler)
    house = council(tmp_path)

    with temporary_settings({PREFECT_API_URL: PREFECT_API_URL.value().replace("127.0.0.1", "known.here")}):
        outcomes = take_in(house)

    assert len(outcomes) == 96
    assert read_here == []


def test_what_the_cluster_does_not_do_in_time_is_done_here(
    tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_DASK", scheduler)
    monkeypatch.setattr("flows.task_runner.PATIENCE_SECONDS", 0.0)
    house = council(tmp_path)

    assert len(take_in(house)) == 96
    assert list(house.inbox.arrivals()) == []


def test_where_no_scheduler_answers_the_run_says_so_and_the_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_DASK", "tcp://127.0.0.1:9")
    monkeypatch.setattr("flows.task_runner.CONNECT_SECONDS", 1)
    house = council(tmp_path)

    with pytest.raises(MortarFault, match="No Dask scheduler with a worker answers at tcp://127.0.0.1:9"):
        take_in(house)

    assert len(list(house.inbox.arrivals())) == 96
