"""Runs the `mortar` command as a person does, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = (sys.executable, "-m", "flows.cli")


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


def environment(today: str) -> dict[str, str]:
    """The environment of a command on a day, as of a shell of its own: a test that ran Prefect in this process set more."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "MORTAR_TODAY": today, "PYTHONWARNINGS": "default"}


def mortar(workspace: Path, *arguments: str, today: str = "2010-01-18") -> Ran:
    """Run one command in a workspace."""
    done = subprocess.run(
        [*COMMAND, "-C", str(workspace), *arguments],
        capture_output=True,
        text=True,
        env=environment(today),
        timeout=300,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
