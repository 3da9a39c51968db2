"""Takes in what lies in an inbox, or issues the reports that are due, and is killed at the n-th change to the disk.

`python -m tests.journey.kill_me take-in|issue WORKSPACE...`: in the n-th workspace as `kill -9` would at the n-th change.
Each is the work of a process of its own, forked when all is imported; prints how each ended. The steps are those of the
flows; Prefect plays no part in what survives.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from infra.folder_inbox import FolderInbox
from infra.store import FolderStore
from infra.warehouse import ledger
from infra.wiring import House, open_house
from tests.flows.issue_due import issue_due
from tests.flows.take_in import take_in


class Countdown:
    """Kills this process when it has counted down."""

    def __init__(self, left: int) -> None:
        self.left = left

    def __call__(self) -> None:
        """One more change is about to be made."""
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


STEPS: dict[str, Callable[[House], object]] = {"take-in": take_in, "issue": issue_due}


def main(step: str, *workspaces: str) -> None:
    """Let a process die in each workspace, one change later than in the one before."""
    import expectations.check  # noqa: F401  # paid for once, before the processes part

    for left, workspace in enumerate(workspaces):
        child = os.fork()
        if not child:
            until(left, STEPS[step], workspace)
            os._exit(0)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def until(left: int, step: Callable[[House], object], workspace: str) -> None:
    """Arm every place that changes the disk, and take the step."""
    tick = Countdown(left)
    for owner, name in (
        (FolderStore, "put"),
        (FolderInbox, "dismiss"),
        (ledger, "load_rows"),
        (Path, "replace"),
        (Path, "rename"),
        (Path, "unlink"),
    ):
        _before(owner, name, tick)
    step(open_house(Path(workspace)))


def _before(owner: object, name: str, tick: Countdown) -> None:
    original = getattr(owner, name)

    def counted(*arguments: object, **named: object) -> object:
        tick()
        return original(*arguments, **named)

    setattr(owner, name, counted)


if __name__ == "__main__":
    main(*sys.argv[1:])
