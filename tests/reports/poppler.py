"""What poppler, a PDF reader that is not ours, makes of a PDF; CI installs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def poppler(tool: str, *arguments: str | Path) -> str:
    """What one of its tools prints; a test without it is skipped, but never in CI."""
    if not shutil.which(tool):
        if os.environ.get("CI"):
            pytest.fail("CI must have poppler: .ci/run installs it")
        pytest.skip(f"there is no {tool} on this machine; install poppler-utils")
    return subprocess.run([tool, *arguments], check=True, capture_output=True, text=True).stdout
