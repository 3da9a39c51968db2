from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.up.lock import running_in, the_only_one
from transforms.errors import UsageError

HOLD = """
import sys, time
from pathlib import Path
from flows.up.lock import the_only_one
with the_only_one(Path(sys.argv[1]), "http://127.0.0.1:4200"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_up_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    with (
        the_only_one(tmp_path, "http://127.0.0.1:4200"),
        pytest.raises(UsageError, match=rf"up already .*{os.getpid()}, http://127\.0\.0\.1:4200"),
        the_only_one(tmp_path, "http://127.0.0.1:4201"),
    ):
        pass


def test_others_find_the_one_that_runs_and_nothing_when_it_has_ended(tmp_path: Path) -> None:
    assert running_in(tmp_path) is None
    with the_only_one(tmp_path, "http://127.0.0.1:4200"):
        running = running_in(tmp_path)
        assert running and running.ui == "http://127.0.0.1:4200"
    assert running_in(tmp_path) is None


def test_one_that_was_killed_leaves_the_workspace_free(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"held\n"
        assert running_in(tmp_path)
        other.send_signal(signal.SIGKILL)
        other.wait()
    with the_only_one(tmp_path, "http://127.0.0.1:4200"):
        pass


def test_others_hear_which_parts_keep_dying(tmp_path: Path) -> None:
    with the_only_one(tmp_path, "http://127.0.0.1:4200") as note:
        for failing in (["intake", "desk"], []):
            note(failing)
            running = running_in(tmp_path)
            assert running and list(running.failing) == failing


def test_a_workspace_that_cannot_be_written_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / ".prefect").write_text("in the way", "utf-8")
    with (
        pytest.raises(UsageError, match=r"\.prefect cannot be written"),
        the_only_one(tmp_path, "http://127.0.0.1:4200"),
    ):
        pass
