"""Makes a workspace: folders, settings with their defaults, and the headers of a register."""

from __future__ import annotations

import csv
import io
from importlib.resources import files
from pathlib import Path

from infra.settings import FILE_NAME
from transforms.errors import UsageError
from transforms.register_table import FILES, REPORTS

FOLDERS = ("register", "inbox", "lake", "outbox", "reports", "site")
ON_REQUEST = "on request"
"""The folder within `reports/` for a report that somebody asks for after it went out."""

SETTINGS = """\
# Settings of this workspace. Each may also be given in the environment, as MORTAR_COUNCIL and so on.

council = "{council}"

# Where things are. A scheme picks the means; relative paths are taken from here.
inbox = "file:inbox"                    # or s3://bucket/prefix; docs/s3.md says how, and of its credentials
inbox_settle_seconds = 2                # how long a file lies unchanged before it is taken
inbox_events = ""                       # the URL of the SQS queue that tells of new files in a bucket
lake = "file:lake"                      # or s3://bucket/prefix
warehouse = "sqlite:///warehouse.db"    # or postgresql://user@host/mortar
mail = "file:outbox"                    # or smtp://user@host; its password only by MORTAR_MAIL in the environment
mail_from = "Policy Team <policy@localhost>"
policy_team = ""                        # who hears of held figures and of faults of ours; empty: mail_from
site = "file:site"                      # where the public site is published; or s3://bucket/prefix
site_address = ""                       # its address on the web, as https://performance.council.example/

# What `mortar up` serves. Where others than this machine reach it, it asks for a password (user `mortar`).
ui = "http://127.0.0.1:4200"            # its password only by MORTAR_UI_PASSWORD in the environment
prefect_database = ""                   # empty: a file in .prefect/; or postgresql://user@host/prefect
work_pool = ""                          # empty: runs begin on this machine; or the name of a Prefect work pool
dask = ""                               # empty: returns are read and checked here; or a Dask scheduler, tcp://host:8786
retry_seconds = 1                       # the pause before what does not answer is tried again; the next ones are longer

# Feeds (docs/feeds.md); their keys only by MORTAR_FEED_KEY_… in the environment.
feed_timeout_seconds = 300              # how long a feed may take to answer whole
feed_retry_seconds = 30                 # how long to wait before it is asked a second time; then twice as long each time

timezone = "Europe/London"
year_start_month = 4                    # the financial year begins in April
due_rolls_to = "next"                   # a due date on a day off moves to the next working day, or the previous
checker = ""                            # who may decide held figures, as "Lee Banks, Ann Bell"; empty: anybody.
                                        # Nobody decides a figure that he or she, or the section, provides.
"""


def make_workspace(folder: Path, council: str = "The Council", extra: str = "") -> None:
    """Make a workspace in a folder that is none yet. Raises `UsageError` where it is one, or cannot be written."""
    try:
        _make(folder, SETTINGS.format(council=council) + extra)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be made a workspace: {error.strerror}.", "Name a folder that you may write to."
        ) from error


def _make(folder: Path, settings: str) -> None:
    path = folder / FILE_NAME
    if path.exists():
        raise UsageError(f"{folder} is a workspace already.", "Name another folder, or go on with this one.")
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, columns in FILES.items():
        write_rows(folder / "register" / f"{name}.csv", [list(columns)])
    write_text(folder / "register" / f"{REPORTS}.toml", _usual_reports())
    path.write_text(settings, encoding="utf-8")


def _usual_reports() -> str:
    """The declarations of the reports of the case study, but for those that name services or councils of its own."""
    return files("infra").joinpath(f"{REPORTS}.toml").read_text("utf-8")


def write_rows(path: Path, rows: list[list[str]]) -> None:
    """Write a CSV file of the register."""
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n").writerows(rows)
    write_text(path, sink.getvalue())


def write_text(path: Path, text: str) -> None:
    """Write a file of the register, and the folder it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
