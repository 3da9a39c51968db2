from __future__ import annotations

import itertools
import logging

import pytest

from flows.up import telling
from flows.up.telling import EVERYTHING, Teller

FAULT = """\
09:16:04.944 | ERROR   | Flow run 'The desk' - Encountered an exception: the warehouse does not answer
Traceback (most recent call last):
  File "/opt/mortar/flows/desk.py", line 7, in run
    raise SettingsError("the warehouse does not answer")
transforms.errors.SettingsError: the warehouse does not answer

The above exception was the direct cause of the following exception:
09:16:04.946 | ERROR   | Task run 'Lay out-95f' - Task run failed with exception: the warehouse does not answer
09:16:04.948 | ERROR   | Flow run 'The desk' - Engine execution exited with unexpected exception
"""
ALONE = """09:16:04.950 | ERROR   | uvicorn.error - Traceback (most recent call last):
  File "/opt/prefect/server.py", line 7, in run
asyncpg.Error: extension "pg_trgm" is not available

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/opt/prefect/server.py", line 7, in run
sqlalchemy.exc.DBAPIError: (asyncpg.Error) extension "pg_trgm" is not available
[SQL: CREATE EXTENSION IF NOT EXISTS pg_trgm;]

09:16:04.955 | ERROR   | uvicorn.error - Application startup failed. Exiting.
"""


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO)
    return caplog


def told(log: pytest.LogCaptureFixture) -> list[str]:
    """The lines an operator has read."""
    return [record.getMessage() for record in log.records if record.name == telling.__name__]


def test_of_a_fault_one_line_is_told_and_its_traceback_stands_in_the_other_log(log: pytest.LogCaptureFixture) -> None:
    teller = Teller("desk")
    for line in FAULT.splitlines():
        teller.hear(line)
    assert told(log) == ["desk     Flow run 'The desk' - Encountered an exception: the warehouse does not answer"]
    everything = [record.getMessage() for record in log.records if record.name == EVERYTHING]
    assert everything == [f"desk     {line}" for line in FAULT.splitlines()]


def test_of_a_traceback_that_stands_alone_the_reason_is_told(log: pytest.LogCaptureFixture) -> None:
    teller = Teller("server")
    for line in ALONE.splitlines():
        teller.hear(line)
    reason = 'sqlalchemy.exc.DBAPIError: (asyncpg.Error) extension "pg_trgm" is not available'
    assert told(log) == [f"server   {reason}", "server   uvicorn.error - Application startup failed. Exiting."]


def test_of_a_part_that_ends_with_a_traceback_the_reason_is_told(log: pytest.LogCaptureFixture) -> None:
    teller = Teller("server")
    for line in ("Traceback (most recent call last):", "ModuleNotFoundError: No module named 'prefect'"):
        teller.hear(line)
    teller.hear_end()
    assert told(log) == ["server   ModuleNotFoundError: No module named 'prefect'"]


def test_what_is_said_again_and_again_is_told_once_an_hour(log: pytest.LogCaptureFixture) -> None:
    each_half_minute = itertools.count(step=30.0)
    teller = Teller("intake", lambda: next(each_half_minute))
    for _ in range(240):
        teller.hear("09:16:04.944 | ERROR   | The warehouse does not answer.")
    assert len(told(log)) == 2


def test_what_went_wrong_came_right_and_went_wrong_again_is_told_again(log: pytest.LogCaptureFixture) -> None:
    teller = Teller("intake")
    teller.tell("The warehouse does not answer.")
    teller.forget()
    teller.tell("The warehouse does not answer.")
    assert len(told(log)) == 2


def test_each_part_is_told_of(log: pytest.LogCaptureFixture) -> None:
    for part in ("intake", "desk"):
        Teller(part).tell("The warehouse does not answer.")
    assert len(told(log)) == 2
