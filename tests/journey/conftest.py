from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

OWNER = "postgres"
"""As whom the system's PostgreSQL runs where the tests run as root, whom it refuses."""


@pytest.fixture(scope="session")
def whole_postgres() -> Iterator[str]:
    """The URL of the system's PostgreSQL, which has the contrib modules that the one of the wheel lacks."""
    folder = _folder_of_programs()
    as_owner = ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "data"
        if as_owner:
            os.chown(name, pwd.getpwnam(OWNER).pw_uid, -1)
        subprocess.run([*as_owner, folder / "initdb", "-D", data, "-U", OWNER, "-A", "trust"], check=True, cwd=name)
        control = [*as_owner, folder / "pg_ctl", "-D", data, "-w", "-t", "240", "-l", data / "log"]
        subprocess.run([*control, "-o", f"-c listen_addresses= -k {name}", "start"], check=True, cwd=name)
        yield f"postgresql://{OWNER}@/postgres?host={name}"
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, cwd=name)


def _folder_of_programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve())
    if not found:
        if os.environ.get("CI"):
            pytest.fail("CI must have PostgreSQL: .ci/run installs it")
        pytest.skip("there is no PostgreSQL with its contrib modules on this machine")
    return found[-1].parent
