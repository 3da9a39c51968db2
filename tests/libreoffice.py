"""LibreOffice, which opens what we write and writes what we read; CI installs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

SOFFICE = os.environ.get("SOFFICE") or shutil.which("soffice")
"""The setting is for whoever has it somewhere else."""

WORDS = {".docx", ".odt"}


def saved_as(kind: str, source: Path, folder: Path) -> Path:
    """A file as LibreOffice saves it as another kind, in a folder, by a profile of the test's own."""
    if not SOFFICE:
        _missing("libreoffice-calc-nogui")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    made = folder / f"{source.stem}.{kind}"
    if not made.exists() and source.suffix in WORDS:
        _missing("libreoffice-writer-nogui")
    return made


def _missing(package: str) -> NoReturn:
    """A test without it is skipped; in CI only where the machine could not install it, which `.ci/run` names."""
    if os.environ.get("CI") and package not in os.environ.get("CI_WITHOUT", "").split():
        pytest.fail(f"CI must have {package}: .ci/run installs it")
    pytest.skip(f"LibreOffice is not whole on this machine; install {package}, or name another soffice in SOFFICE")
