"""`mortar up` as a service that runs for months: how it starts and stops, what it keeps, what it says when it cannot."""

from __future__ import annotations

import os
import pty
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import GOLDEN, drop, make_council
from tests.journey.mortar import COMMAND, environment, mortar
from tests.journey.sockets import family
from tests.journey.up import PATIENCE_SECONDS, address_of_its_own, until, up

pytestmark = pytest.mark.slow

LONG_AGO = "2009-12-01 00:00:00.000000"
NEW_ROWS = ("flow_run WHERE end_time", "events", "event_resources", "log")
OLD_ROWS = (
    "flow_run WHERE end_time < '2010'", "events WHERE occurred < '2010'", "event_resources WHERE occurred < '2010'",
    "log WHERE flow_run_id NOT IN (SELECT id FROM flow_run)",
)  # fmt: skip
EVER_PATIENT = """
import sys
from flows import cli
from flows.up import supervisor
supervisor.GRACE_SECONDS = 1_000_000
sys.exit(cli.main())
"""
"""The command, whose supervisor gives its parts all the time in the world."""

NOBODY = "postgresql://nobody@127.0.0.1:1/none"


@pytest.fixture
def council(tmp_path: Path) -> House:
    """The tiny council, its inbox empty."""
    house = make_council(tmp_path)
    apply_register(house)
    return house


def begun(command: Sequence[str], ui: str, **streams: int) -> subprocess.Popen[bytes]:
    """A process that has the address, from the moment it is begun."""
    return subprocess.Popen(command, env={**environment("2010-01-18"), "MORTAR_UI": ui}, **streams)


def is_gone(processes: list[int]) -> bool:
    """Whether none of these processes is left."""
    return not any(Path(f"/proc/{process}").exists() for process in processes)


def test_the_calendars_runs_are_laid_down_ahead(council: House) -> None:
    with up(council.workspace) as running:
        until(lambda: any(run["auto_scheduled"] for run in running.runs()), PATIENCE_SECONDS, "nothing is scheduled")


def test_in_a_folder_with_spaces_and_umlauts_a_file_is_answered(tmp_path: Path) -> None:
    folder = tmp_path / "Räte & Ausschüsse 'ö'"
    folder.mkdir()
    house = make_council(folder)
    apply_register(house)
    with up(house.workspace) as running:
        drop(house, "cs", "return.csv", GOLDEN["cs"])
        until(lambda: running.answers, PATIENCE_SECONDS, "no answer came")


def test_prefects_server_keeps_its_things_in_postgresql_where_that_is_set(council: House, whole_postgres: str) -> None:
    with up(council.workspace, MORTAR_PREFECT_DATABASE=whole_postgres) as running:
        drop(council, "cs", "return.csv", GOLDEN["cs"])
        until(lambda: running.answers, PATIENCE_SECONDS, "no answer came")
        until(lambda: any(run["state_type"] == "COMPLETED" for run in running.runs()), PATIENCE_SECONDS, "no run")
        assert running.stop() == 0
    assert not (council.workspace / ".prefect" / "prefect.db").exists()


def test_runs_and_events_of_long_ago_are_forgotten(council: House) -> None:
    database = council.workspace / ".prefect" / "prefect.db"
    with up(council.workspace) as running:
        drop(council, "cs", "return.csv", GOLDEN["cs"])
        with closing(sqlite3.connect(database)) as connection:
            for rows in NEW_ROWS:
                until(lambda: counted(connection, rows), PATIENCE_SECONDS, f"there is no {rows}")  # noqa: B023
        assert running.stop() == 0
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE flow_run SET end_time = ? WHERE end_time IS NOT NULL", [LONG_AGO])
        connection.execute("UPDATE events SET occurred = ?", [LONG_AGO])
        connection.execute("UPDATE event_resources SET occurred = ?", [LONG_AGO])
    often = {"PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS": "5"}
    with up(council.workspace, **often), closing(sqlite3.connect(database)) as connection:
        for rows in OLD_ROWS:
            until(lambda: not counted(connection, rows), PATIENCE_SECONDS, f"there is still {rows}")  # noqa: B023


def counted(connection: sqlite3.Connection, rows: str) -> int:
    number: int = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0]
    return number


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_ends_all_it_began(council: House, told: signal.Signals) -> None:
    with up(council.workspace) as running:
        processes = family(running.process.pid)
        running.process.send_signal(told)
        assert running.process.wait(PATIENCE_SECONDS) == 0
        assert is_gone(processes)


def test_told_twice_it_waits_for_nobody(council: House) -> None:
    with up(council.workspace, [sys.executable, "-c", EVER_PATIENT]) as running:
        processes = family(running.process.pid)
        intake = running.pid_of("intake")
        assert intake
        os.kill(intake, signal.SIGSTOP)
        running.process.send_signal(signal.SIGINT)
        running.hear("Stopping")
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(PATIENCE_SECONDS) == 0
        assert is_gone(processes)


def test_told_to_stop_while_it_starts_it_does_not_say_that_it_is_up(council: House) -> None:
    command = [*COMMAND, "-C", str(council.workspace), "up"]
    with address_of_its_own() as ui, begun(command, ui, stdout=subprocess.PIPE) as starting:
        assert starting.stdout
        assert b"is starting" in starting.stdout.readline()
        until(lambda: len(family(starting.pid)) > 1, PATIENCE_SECONDS, "no server is started")
        processes = family(starting.pid)
        starting.send_signal(signal.SIGTERM)
        assert b"is up" not in starting.stdout.read()
        assert starting.wait(PATIENCE_SECONDS) == 0
    assert is_gone(processes)


def test_nobody_need_read_what_it_says(council: House) -> None:
    with up(council.workspace) as running:
        assert running.process.stdout
        running.process.stdout.close()
        drop(council, "cs", "return.csv", GOLDEN["cs"])
        until(lambda: running.answers, PATIENCE_SECONDS, "no answer came")
        assert running.stop() == 0


def test_with_its_terminal_closed_it_ends(council: House) -> None:
    ours, its = pty.openpty()
    command = ["setsid", "--ctty", "--wait", *COMMAND, "-C", str(council.workspace), "up"]
    with address_of_its_own() as ui, begun(command, ui, stdin=its, stdout=its, stderr=its) as started:
        os.close(its)
        said = b""
        while b"Ctrl-C stops it all" not in said:
            said += os.read(ours, 1000)
        processes = family(started.pid)
        os.close(ours)
        until(lambda: is_gone(processes[1:]), PATIENCE_SECONDS, "a process outlives its terminal")


def test_where_another_program_serves_its_address_it_says_so(council: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("MORTAR_UI", f"http://127.0.0.1:{other.getsockname()[1]}")
        refused = mortar(council.workspace, "up")
    assert refused.code == 2
    assert "Address already in use" in refused.err
    assert "Set `ui` in mortar.toml" in refused.err


def test_a_part_that_cannot_work_says_why_in_a_line_and_doctor_names_it(council: House) -> None:
    told, everything = (council.workspace / "logs" / name for name in ("mortar-up.log", "parts.log"))
    with up(council.workspace, MORTAR_WAREHOUSE=NOBODY, PYTHONWARNINGS="ignore") as running:
        until(lambda: "started again" in told.read_text("utf-8"), PATIENCE_SECONDS, "nothing was said of the intake")
        until(lambda: len(told_by_intake(everything)) > 2, PATIENCE_SECONDS, "the intake is not started again")
        doctor = mortar(council.workspace, "doctor")
        assert running.stop() == 0
    lines = [line.split(maxsplit=2)[2] for line in told.read_text("utf-8").splitlines()]
    [why] = told_by_intake(told)
    assert "Check `warehouse` in mortar.toml" in why
    assert len(lines) < 20
    assert "Traceback" not in told.read_text("utf-8")
    assert "Traceback" in everything.read_text("utf-8")
    assert doctor.code == 1
    assert "WRONG  mortar up: what keeps ending: intake" in doctor.out


def told_by_intake(log: Path) -> list[str]:
    """The lines in which the intake says why it cannot work."""
    return [line for line in log.read_text("utf-8").splitlines() if " intake " in line and "does not answer" in line]


def test_doctor_says_where_it_runs(council: House) -> None:
    with up(council.workspace) as running:
        assert f"sound  mortar up: {running.ui}" in mortar(council.workspace, "doctor").out
    assert "sound  mortar up: not running" in mortar(council.workspace, "doctor").out
