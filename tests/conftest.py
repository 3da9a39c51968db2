from __future__ import annotations

import logging
import os
import shutil
import signal
import uuid
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from infra.bucket import open_client
from tests.postgres import started_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def _closed_terminals_are_heard() -> None:
    """Under `nohup` programs inherit that a closed terminal is nothing to them, also those that tests start."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real files of the public sector, kept beside the repository and never copied into it."""
    folder = Path(__file__).resolve().parents[1].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files are not here: ../shared/data beside the repository is absent")
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL server, which is made for this run of the tests.

    Its folder is none of pytest's: these are closed to its user as soon as tests are run a second time beside.
    """
    with pytest.MonkeyPatch.context() as environment, TemporaryDirectory(prefix="mortar-postgres-") as folder:
        environment.setenv("XDG_RUNTIME_DIR", folder)
        server = started_server(Path(folder, "data"), environment)
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session", autouse=True)
def nothing_waits() -> Iterator[None]:
    """What a test drops is taken at once; the tests of settling set their own clock."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("MORTAR_INBOX_SETTLE_SECONDS", "0")
        yield


@pytest.fixture(scope="session")
def aws() -> Iterator[str]:
    """The address of a server that speaks S3, SQS and SNS, on this machine."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            environment.setenv(name, "testing")
        environment.setenv("AWS_DEFAULT_REGION", "eu-west-2")
        yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket_name(aws: str) -> str:
    """The name of an empty bucket."""
    name = f"mortar-{uuid.uuid4().hex}"
    place = {"LocationConstraint": "eu-west-2"}
    open_client("s3", aws, "eu-west-2").create_bucket(Bucket=name, CreateBucketConfiguration=place)
    return name


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def warehouse_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty warehouse, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return "sqlite:///warehouse.db"
    server = make_url(request.getfixturevalue("postgres")).set(drivername="postgresql+psycopg")
    name = f"mortar_{abs(hash(tmp_path))}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    admin.dispose()
    return server.set(drivername="postgresql", database=name).render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser without a window."""
    if not CHROMIUM:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium: .ci/run installs it")
        pytest.skip("there is no Chromium on this machine; install it, or name it in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield launched
        launched.close()
