"""Takes in what lies in an inbox, and is killed at the n-th change it makes to the disk.

`python -m tests.journey.kill_me WORKSPACE N`: as `kill -9` would at that moment. The steps are those of
the ingest flow; Prefect plays no part in what survives.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from infra.inbox import FolderInbox
from infra.store import FolderStore
from infra.warehouse import ledger
from infra.wiring import open_house
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


def main(workspace: str, left: int) -> None:
    """Arm every place that changes the disk, and take in."""
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
    take_in(open_house(Path(workspace)))


def _before(owner: object, name: str, tick: Countdown) -> None:
    original = getattr(owner, name)

    def counted(*arguments: object, **named: object) -> object:
        tick()
        return original(*arguments, **named)

    setattr(owner, name, counted)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
