"""`mortar demo` as typed where the environment says otherwise, and typed again."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from infra.settings import files_alone, read_settings
from tests.journey.mortar import COMMAND, Ran

pytestmark = pytest.mark.slow

ODD = {"MORTAR_TODAY": "2030-01-01", "MORTAR_WAREHOUSE": "postgresql://nowhere/none", "MORTAR_LAKE": "file:/nowhere"}


def demo(folder: Path) -> Ran:
    """Run the demo in an environment that sets everything otherwise, and something that is no setting."""
    done = subprocess.run(
        [*COMMAND, "demo", str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, **ODD, "MORTAR_NOTHING": "x"},
        timeout=600,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def test_the_demo_is_the_same_whatever_the_environment_sets_and_a_second_run_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "demo"

    first, second = demo(folder), demo(folder)

    assert (first.code, second.code) == (0, 0), first.err + second.err
    with files_alone():
        assert read_settings(folder).today == "2010-01-20"
    assert (folder / "warehouse.db").is_file()
    assert "Lee Banks released LPI RR 1, December 2009, " in first.out
    assert "Confirmed with the depot: snow and ice" in first.out
    assert "4 faults, first in cell D7: 'awaiting ledger' is not a number." in first.out
    assert "Sencio monitoring return 24.ods: No sheet has a header row" in first.out
    assert "nothing changed" not in first.out
    assert "were sent again; all of them came before, and nothing changed." in second.out
