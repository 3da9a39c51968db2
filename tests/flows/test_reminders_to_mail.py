"""The flow that reminds, by Prefect and to a real mail server; and the command."""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import ssl
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows.cli import DONE, NEEDS_A_PERSON
from flows.commands import remind as remind_command
from infra.wiring import open_house
from tests.infra.test_mail import Server, certificate_for_localhost, read

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("prefect_here"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

A_WEEK_BEFORE = "2010-02-08"


@pytest.fixture
def workspace(tmp_path: Path, council_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny council a week before its returns are due, for whoever opens it."""
    shutil.copytree(council_once, tmp_path / "council")
    monkeypatch.setenv("MORTAR_TODAY", A_WEEK_BEFORE)
    return tmp_path / "council"


def test_reminders_go_out_encrypted_once_and_with_what_they_bring(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.reminders_to_mail import reminders_to_mail

    certificate, key = certificate_for_localhost(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Server(tmp_path / "mail", tls_context=context, require_starttls=True) as address:
        monkeypatch.setenv("MORTAR_MAIL", f"smtp://localhost:{address.rpartition(':')[2]}")
        first, second = (reminders_to_mail(str(workspace)) for _ in range(2))

    assert [letter.digest.to for letter in first.sent] == ["cs@council.example", "dev@council.example"]
    assert (second.sent, second.unsent) == ([], [])
    got = {str(message["To"]): message for message in read(tmp_path / "mail")}
    assert {to: _attached(message) for to, message in got.items()} == {
        "cs@council.example": ["Customer Services - January 2010.xlsx"],
        "dev@council.example": ["Development Services - January 2010.xlsx"],
    }


def _attached(message: EmailMessage) -> list[str | None]:
    return [part.get_filename() for part in message.iter_attachments()]


def test_the_command_says_whom_it_reminded_of_what(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert remind_command.run(argparse.Namespace(workspace=str(workspace), format="json")) == DONE
    [to_cs, to_dev] = json.loads(capsys.readouterr().out)
    assert to_cs["to"] == "cs@council.example"
    assert to_cs["attached"] == ["Customer Services - January 2010.xlsx"]
    assert to_dev["returns"] == [
        {"as": "return", "sender": "dev", "period": "2010-01", "due": "2010-02-15", "codes": ["NI 157a", "LPI RR 1"]}
    ]

    assert remind_command.run(argparse.Namespace(workspace=str(workspace), format="text")) == DONE
    assert capsys.readouterr().out == "Nobody is to be reminded of anything now.\n"


def test_the_command_says_that_somebody_could_not_be_reminded(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MORTAR_MAIL", "file:post")
    outbox = workspace / "post"
    outbox.write_text("a file where the folder should be")

    assert remind_command.run(argparse.Namespace(workspace=str(workspace), format="text")) == NEEDS_A_PERSON
    assert "cannot be written" in capsys.readouterr().err

    outbox.unlink()
    assert remind_command.run(argparse.Namespace(workspace=str(workspace), format="text")) == DONE
    assert capsys.readouterr().out.startswith("cs@council.example: Please send by Monday 15 February")


def test_it_is_served_each_working_morning_in_the_councils_time(workspace: Path) -> None:
    from flows.up.deployments import deployments_of

    served = {each.name: each for each in asyncio.run(deployments_of(open_house(workspace)))}

    [scheduled] = served["Remind"].schedules or []
    assert scheduled.schedule.model_dump(include={"cron", "timezone"}) == {
        "cron": "0 7 * * 1-5", "timezone": "Europe/London",
    }  # fmt: skip
    assert served["Remind"].parameters == {"workspace": str(workspace)}
