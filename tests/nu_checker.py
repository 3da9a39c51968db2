"""What the Nu HTML checker, the W3C's own, says of pages; `.ci/run` fetches it, and needs Java."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

NAME = "vnu-jar"
"""What npm calls it, and `.ci/run` where it could not be had."""


def faults(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """What it calls an error or warns of, with the page; a test without it is skipped, but never in CI unsaid."""
    jar = _jar()
    for name, content in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    asked = ["java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", folder]
    said = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    return [
        f"{each['url'].rpartition(folder.name)[2]}:{each.get('lastLine', 0)}: {each['message']}"
        for each in json.loads(said)["messages"]
        if each["type"] == "error" or each.get("subType") == "warning"
    ]


def _jar() -> str:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    jar = Path(os.environ.get("VNU_JAR") or Path(cache, "mortar", "vnu.jar"))
    if jar.is_file() and shutil.which("java"):
        return str(jar)
    if os.environ.get("CI") and NAME not in os.environ.get("CI_WITHOUT", "").split():
        pytest.fail("CI must have Java and the Nu HTML checker: .ci/run sets them up")
    pytest.skip("the Nu HTML checker is not on this machine; .ci/run says how to fetch it")
