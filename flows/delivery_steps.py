"""The steps by which reports reach their recipients: one mail to a person for all that went out and has not reached them."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any
from urllib.parse import quote

from infra.lake_entry import deliveries_entry
from infra.mail import Wording, message_of
from infra.warehouse.claims import claim, release
from infra.warehouse.post import Reached, delivered_to
from infra.wiring import House
from infra.worker import this_worker
from reports.release_mail import Released, ReleaseMail
from transforms.errors import MailNotSent, MailRefused
from transforms.issue import Issue, newest_of_all

DELIVERIES_KIND = "deliveries"
ATTACHED = {"pdf": ("application", "pdf"), "html": ("text", "html"), "json": ("application", "json")}
"""The formats of which the first that a report has is attached, with their media types."""

LARGEST_MAIL = 10 * 1024 * 1024
"""Bytes of attachments in one mail; councils' mail servers take little more. What is beyond is linked to only."""


@dataclass(frozen=True)
class Parcel:
    """What goes to one address."""

    address: str
    issues: Sequence[Issue]

    @property
    def identity(self) -> str:
        """The same whenever the same is sent to the same address."""
        about = [f"{issue.report} {issue.period} {issue.version}" for issue in self.issues]
        return f"reports.{hashlib.sha256(' '.join([self.address, *about]).encode()).hexdigest()[:16]}"


class Parcels:
    """Reports on their way: what waits, what was sent, and why not all is.

    A plain class, as a micro-batch is, and for the same reason.
    """

    def __init__(self, parcels: Sequence[Parcel]) -> None:
        self.waiting = deque(parcels)
        self.sent: list[Parcel] = []
        self.unsent: list[MailNotSent] = []


def find_undelivered(house: House) -> Parcels:
    """The last version of each report that went out and has not reached somebody for whom it is."""
    with house.ledger() as ledger:
        reached = delivered_to(ledger.connection)
        issues = newest_of_all(house.known_to(ledger).issues())
    addresses = sorted({address for issue in issues for address in issue.recipients})
    meant = {address: [issue for issue in issues if address in issue.recipients] for address in addresses}
    waiting = ((address, _waiting(reached, address, of_address)) for address, of_address in meant.items())
    return Parcels([Parcel(address, of_address) for address, of_address in waiting if of_address])


def hand_over(house: House, parcels: Parcels) -> None:
    """Send each mail and record it before the next; one that is refused hinders no other, and one refused for good is not
    tried again.

    Raises `MailNotSent` where the server takes none. Called again, it goes on with the first that was not dealt with.
    """
    while parcels.waiting:
        parcel = parcels.waiting[0]
        try:
            if _send(house, parcel):
                parcels.sent.append(parcel)
        except MailRefused as refusal:
            parcels.unsent.append(refusal)
            if refusal.for_good:
                _record(house, parcel)
        parcels.waiting.popleft()


def _send(house: House, parcel: Parcel) -> bool:
    """Whether it was sent; it is not where another run has done it since, or is at this address now."""
    claimed, worker = {f"reports to {parcel.address}": ""}, this_worker()
    if not claim(house.engine, claimed, worker, datetime.now(UTC)):
        return False
    try:
        with house.ledger() as ledger:
            waiting = _waiting(delivered_to(ledger.connection), parcel.address, parcel.issues)
        if waiting:
            house.mail.send(_message(house, Parcel(parcel.address, waiting)))
            _record(house, parcel)
        return bool(waiting)
    finally:
        release(house.engine, claimed, worker)


def _waiting(reached: Collection[Reached], address: str, issues: Sequence[Issue]) -> list[Issue]:
    """What of these has not reached an address."""
    return [issue for issue in issues if (issue.report, str(issue.period), issue.version, address) not in reached]


def _record(house: House, parcel: Parcel) -> None:
    """Record a mail as one entry: killed meanwhile, all of it was recorded or nothing."""
    with house.ledger() as ledger:
        if sent := _waiting(delivered_to(ledger.connection), parcel.address, parcel.issues):
            ledger.record(DELIVERIES_KIND, house.clock.now(), deliveries_entry(sent, parcel.address))


def _message(house: House, parcel: Parcel) -> EmailMessage:
    mail = ReleaseMail([_released(house, issue) for issue in parcel.issues], house.council.name)
    said = Wording(parcel.identity, parcel.address, mail.subject, mail.as_text(), mail.as_page())
    message = message_of(said, house.settings.mail_from, house.clock.now())
    room = LARGEST_MAIL
    for issue in parcel.issues:
        ending = next((ending for ending in ATTACHED if issue.has(ending)), "json")
        name = issue.file_of(ending)
        content = house.lake.raw(issue.files[name])
        room -= len(content)
        if room >= 0:
            maintype, subtype = ATTACHED[ending]
            message.add_attachment(
                content, maintype=maintype, subtype=subtype, filename=name, params={"charset": "utf-8"}
            )
    return message


def _released(house: House, issue: Issue) -> Released:
    facts = json.loads(house.lake.raw(issue.files[issue.file_of("json")]))
    changed = [
        f"{each['code']} {each['name']}. {each['words']}." for each in (facts["replaces"] or {}).get("differing", [])
    ]
    link = f"{house.settings.ui}/reports/{quote(issue.file_of('html'))}" if issue.has("html") else ""
    return Released(facts["title"], facts["period_label"], issue.version, _first_words(facts), changed, link)


def _first_words(facts: Mapping[str, Any]) -> list[str]:
    """What the report itself says first: its summary, or what its blocks say they are about."""
    if "summary" in facts["layout"]:
        return list(facts["summary"]["sentences"])
    return [block["lede"] for block in facts["blocks"].values() if block["lede"]]
