"""The steps by which people are reminded: what each is to be written to about, the letter, and that it went out."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage

from flows.fault_log import log_fault
from flows.knowing import what_was_known
from flows.post_steps import XLSX
from flows.template_steps import file_name, make_template
from infra.lake_entry import reminders_entry
from infra.mail import Wording, message_of
from infra.warehouse.ledger import Ledger
from infra.warehouse.post import begin_reminder, end_reminder, reminded_since
from infra.wiring import House
from reports.reminder_mail import Reminder
from reports.template_workbook import template_workbook
from transforms.digest import Digest, digests
from transforms.errors import MailNotSent, MailRefused
from transforms.period import Period
from transforms.reminded import Occasion, Reminded, Told

REMINDERS_KIND = "reminders"
REMEMBERED = timedelta(days=450)
"""How far back it matters what was told: a return is owed for a year, and was first asked for before it was due."""


@dataclass(frozen=True)
class ReminderLetter:
    """A digest with its mail, and the pre-filled workbooks that go with it, by their names."""

    digest: Digest
    reminder: Reminder
    workbooks: dict[str, bytes]


class Reminders:
    """Reminders on their way: what waits, what was sent, and why not all is.

    A plain class, as a micro-batch is, and for the same reason.
    """

    def __init__(self, letters: Sequence[ReminderLetter]) -> None:
        self.waiting = deque(letters)
        self.sent: list[ReminderLetter] = []
        self.unsent: list[MailNotSent] = []


def find_digests(house: House) -> list[Digest]:
    """Whom to write to about what today.

    A sender that owes nothing, whose figures are held, or whose file lies in the inbox, is not among them.
    """
    untaken = {arrival.sender for arrival in house.inbox.arrivals()}
    judge = what_was_known(house).judge
    with house.ledger() as ledger:
        told = Told(reminded_since(ledger.connection, judge.today - REMEMBERED))
    return digests(judge, house.settings.year_start_month, house.settings.policy_team_address, told, untaken)


def write_reminders(house: House) -> Reminders:
    """The letters of today, each with the pre-filled returns about which its reader was not written to before."""
    return Reminders([_letter(house, digest) for digest in find_digests(house)])


def _letter(house: House, digest: Digest) -> ReminderLetter:
    workbooks: dict[str, bytes] = {}
    for sender, period in _templates_for(digest):
        workbooks |= _workbook(house, sender, period)
    return ReminderLetter(digest, Reminder(digest, house.council.name, list(workbooks)), workbooks)


def _templates_for(digest: Digest) -> list[tuple[str, Period]]:
    """The returns to be attached: a month's holds what ends with it; a quarter's asks for commentaries, and for what is
    missing of its months.
    """
    explained = [(each.sender.sender, each.row.period) for each in digest.commentaries if each.is_first]
    first = [asked.owed for asked in digest.of(Occasion.RETURN) if asked.is_first]
    owed = [
        (each.sender, each.period.last_month)
        for each in first
        if not any(sender == each.sender and period.contains(each.period) for sender, period in explained)
    ]
    return list(dict.fromkeys([*owed, *explained]))


def _workbook(house: House, sender: str, period: Period) -> dict[str, bytes]:
    """A pre-filled return by its name; a fault of ours with one must not keep anybody from hearing."""
    try:
        template = make_template(house, sender, str(period))
        return {file_name(template.sender, template.period): template_workbook(template)}
    except Exception as error:  # noqa: BLE001
        log_fault(error, house.workspace, f"the template of {sender} for {period.label}")
        return {}


def hand_over(house: House, reminders: Reminders) -> None:
    """Send each letter and record it before the next; one that is refused hinders no other.

    Raises `MailNotSent` where the server takes none. Called again, it goes on with the first that was not dealt with.
    """
    while reminders.waiting:
        letter = reminders.waiting[0]
        try:
            if _send(house, letter):
                reminders.sent.append(letter)
        except MailRefused as refusal:
            reminders.unsent.append(refusal)
        reminders.waiting.popleft()


def _send(house: House, letter: ReminderLetter) -> bool:
    """Whether it was sent; it is not where another run has done it since the letters were written."""
    digest = letter.digest
    with house.ledger() as ledger:
        if _has_mail(ledger, digest):
            return False
        identity = begin_reminder(ledger.connection, digest.key, digest.matters, _identity(digest))
    house.mail.send(_message(house, letter, identity))
    _record(house, digest, identity)
    return True


def _has_mail(ledger: Ledger, digest: Digest) -> bool:
    return Told(reminded_since(ledger.connection, digest.day)).has_mail_of(digest.key, digest.day)


def _identity(digest: Digest) -> str:
    """Of one person and day the same, whatever came or changed between two attempts."""
    said = f"{digest.key} {digest.day}"
    return f"reminder.{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _message(house: House, letter: ReminderLetter, identity: str) -> EmailMessage:
    digest, reminder = letter.digest, letter.reminder
    said = Wording(identity, digest.to, reminder.subject, reminder.as_text(), reminder.as_page())
    message = message_of(said, house.settings.mail_from, house.clock.now())
    if digest.thread and digest.thread != identity:
        message["In-Reply-To"] = message["References"] = f"<{digest.thread}@mortar>"
    for name, content in letter.workbooks.items():
        message.add_attachment(content, maintype="application", subtype=XLSX, filename=name)
    return message


def _record(house: House, digest: Digest, identity: str) -> None:
    """Record what somebody was written to about. Another run may have sent the same mail at the same time."""
    with house.ledger() as ledger:
        if not _has_mail(ledger, digest):
            rows = [Reminded(digest.key, digest.day, matter, identity) for matter in digest.matters]
            ledger.record(REMINDERS_KIND, house.clock.now(), reminders_entry(rows))
        end_reminder(ledger.connection, digest.key)
