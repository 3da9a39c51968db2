"""`mortar up` as a service that runs for months: what it is started by, what it keeps, what it says when it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.register_steps import apply_register
from infra.wiring import House
from tests.council import make_council
from tests.journey.up import until, up

pytestmark = pytest.mark.slow

LATEST_START = 90
"""Seconds: the server looks for what is to be scheduled each minute."""


@pytest.fixture
def council(tmp_path: Path) -> House:
    """The tiny council, its inbox empty."""
    house = make_council(tmp_path)
    apply_register(house)
    return house


def test_the_calendars_runs_are_laid_down_ahead(council: House) -> None:
    with up(council.workspace) as running:
        until(lambda: any(run["auto_scheduled"] for run in running.runs()), LATEST_START, "nothing is scheduled")
