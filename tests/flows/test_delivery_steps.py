"""Reports reach those for whom they are: one mail a person for all that went out, once, also after a crash."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows import delivery_steps
from flows.delivery_steps import find_undelivered, hand_over
from flows.register_steps import apply_register
from infra.mail import FolderMail
from infra.warehouse.ledger import rebuild
from infra.wiring import House
from tests.council import GOLDEN, REPORTS, at
from tests.flows.issue_due import issue_due
from tests.flows.late_figure import ITS_DAY, LATE, LATER, NEXT, send
from tests.flows.outbox import body, mails
from transforms.errors import MailNotSent, MailRefused

pytestmark = pytest.mark.slow

CLERK, CABINET = "clerk@council.example", "cabinet@council.example"
CABINETS = f"""
[cabinet]
title = "Cabinet - {{period}} Report"
audience = "Cabinet"
layout = "list"
period = "quarter"
formats = ["html", "json"]
recipients = ["{CLERK}", "{CABINET}"]
"""


@pytest.fixture
def council(house: House) -> House:
    """A council of which two reports went out on their day, the committee's and Cabinet's; nobody was mailed yet."""
    declared = REPORTS + f'recipients = ["{CLERK}"]\n' + CABINETS
    (house.workspace / "register" / "reports.toml").write_text(declared, encoding="utf-8")
    apply_register(at(house, "2010-01-18T08:00:00Z"))
    for sender, text in GOLDEN.items():
        send(at(house, "2010-01-18T09:00:00Z"), sender, text, "golden")
    assert len(issue_due(at(house, ITS_DAY))) == 2
    return house


def deliver(house: House) -> list[MailNotSent]:
    parcels = find_undelivered(house)
    hand_over(house, parcels)
    return parcels.unsent


def test_a_person_gets_one_mail_with_every_report_that_is_for_them(council: House) -> None:
    deliver(at(council, ITS_DAY))

    sent = {mail["To"]: mail for mail in mails(council)}
    assert set(sent) == {CLERK, CABINET}
    assert sent[CLERK]["Subject"] == "2 reports: P&G Committee - Quarter 3 Report, and more"
    assert sent[CABINET]["Subject"] == "Cabinet - Quarter 3 Report"
    names = [part.get_filename() for part in sent[CLERK].iter_attachments()]
    assert names == ["scrutiny-2009-10 Q3.html", "cabinet-2009-10 Q3.html"]
    assert "and 1 Requires Attention" in body(sent[CABINET])
    assert "/reports/cabinet-2009-10%20Q3.html" in body(sent[CABINET], "html")


def test_what_is_attached_is_what_was_kept(council: House) -> None:
    deliver(at(council, ITS_DAY))
    [mail] = [mail for mail in mails(council) if mail["To"] == CABINET]
    [attached] = mail.iter_attachments()
    page = (council.workspace / "reports" / "cabinet-2009-10 Q3.html").read_bytes()
    assert attached.get_payload(decode=True) == page
    assert "traffic light" in str(attached.get_content()).casefold()


def test_nobody_is_mailed_twice_not_even_by_a_warehouse_made_again(council: House) -> None:
    deliver(at(council, ITS_DAY))
    rebuild(council.engine, council.lake)
    assert not find_undelivered(at(council, NEXT)).waiting


class Counting(FolderMail):
    """An outbox that counts, and in which something happens while the first message is on its way."""

    def __init__(self, folder: Path, meanwhile: Callable[[], object] = lambda: None) -> None:
        super().__init__(folder)
        self.sent: list[str] = []
        self.meanwhile = meanwhile

    def send(self, message: EmailMessage) -> None:
        self.sent.append(message["To"])
        if len(self.sent) == 1:
            self.meanwhile()
        super().send(message)


def test_of_two_runs_with_the_same_mails_each_mail_is_sent_once(council: House) -> None:
    first, second = at(council, ITS_DAY), at(council, ITS_DAY)
    outbox = Counting(council.workspace / "outbox")
    first.__dict__["mail"] = second.__dict__["mail"] = outbox
    ours, theirs = find_undelivered(first), find_undelivered(second)

    hand_over(first, ours)
    hand_over(second, theirs)

    assert sorted(outbox.sent) == [CABINET, CLERK]
    assert not theirs.sent


def test_what_another_run_is_sending_just_now_is_left_to_it(council: House) -> None:
    first, second = at(council, ITS_DAY), at(council, ITS_DAY)
    theirs = find_undelivered(second)

    def the_other_run() -> None:
        with ThreadPoolExecutor(1) as other:
            other.submit(hand_over, second, theirs).result()

    outbox = Counting(council.workspace / "outbox", the_other_run)
    first.__dict__["mail"] = second.__dict__["mail"] = outbox
    hand_over(first, find_undelivered(first))

    assert sorted(outbox.sent) == [CABINET, CLERK]
    assert not find_undelivered(first).waiting


def test_what_went_out_again_goes_to_the_same_people_with_what_changed(council: House) -> None:
    deliver(at(council, ITS_DAY))
    send(at(council, NEXT), "dev", LATE, "bins")
    issue_due(at(council, LATER))
    deliver(at(council, LATER))

    [again] = [mail for mail in mails(council) if mail["To"] == CABINET and "again" in mail["Subject"]]
    assert again["Subject"] == "Cabinet - Quarter 3 Report: issued again, version 2"
    assert "LPI RR 1 Missed bins per 100 000. Current value: Awaited became 38" in body(again)


def test_only_the_last_version_reaches_whom_none_has_reached(council: House) -> None:
    send(at(council, NEXT), "dev", LATE, "bins")
    issue_due(at(council, LATER))
    versions = [issue.version for parcel in find_undelivered(at(council, LATER)).waiting for issue in parcel.issues]
    assert set(versions) == {2}


def test_killed_between_sending_and_recording_the_next_run_sends_the_same_mail(
    council: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(delivery_steps, "deliveries_entry", _power_cut)
        with pytest.raises(KeyboardInterrupt):
            deliver(at(council, ITS_DAY))
    [first] = mails(council)

    deliver(at(council, NEXT))

    assert [mail["Message-ID"] for mail in mails(council) if mail["To"] == first["To"]] == [first["Message-ID"]]
    assert len(mails(council)) == 2


def test_a_mail_on_two_reports_is_recorded_at_once_so_that_no_crash_parts_them(council: House) -> None:
    before = set(council.lake.entries())
    deliver(at(council, ITS_DAY))
    assert len(set(council.lake.entries()) - before) == len(mails(council)) == 2


def _power_cut(*_: object) -> None:
    raise KeyboardInterrupt


class Choosy(FolderMail):
    """A mail server that refuses one address for good."""

    def send(self, message: object) -> None:
        if message["To"] == CABINET:  # type: ignore[index]
            raise MailRefused("No such mailbox.", "Mend it.", CABINET, for_good=True)
        super().send(message)  # type: ignore[arg-type]


def test_an_address_that_is_refused_hinders_no_other_and_is_told(council: House) -> None:
    today = at(council, ITS_DAY)
    today.__dict__["mail"] = Choosy(council.workspace / "outbox")

    [refusal] = deliver(today)

    assert isinstance(refusal, MailRefused)
    assert [mail["To"] for mail in mails(council)] == [CLERK]
    assert not find_undelivered(at(council, NEXT)).waiting


@pytest.mark.parametrize("odd", ["a@", "a@council.example,b", "\u00fc@council.example", "@", "a@b..example"])
def test_what_is_no_address_hinders_no_other_and_is_told(council: House, odd: str) -> None:
    today = at(council, ITS_DAY)
    parcels = find_undelivered(today)
    parcels.waiting.appendleft(replace(parcels.waiting[0], address=odd))

    hand_over(today, parcels)

    [refusal] = parcels.unsent
    assert isinstance(refusal, MailRefused)
    assert refusal.for_good
    assert {mail["To"] for mail in mails(council)} == {CLERK, CABINET}


def test_what_is_too_large_for_a_mail_is_linked_to(council: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery_steps, "LARGEST_MAIL", 1000)
    deliver(at(council, ITS_DAY))
    [mail] = [mail for mail in mails(council) if mail["To"] == CABINET]
    assert not list(mail.iter_attachments())
    assert "/reports/cabinet-2009-10%20Q3.html" in body(mail)
