"""The steps by which people hear of held figures: the Policy Team of what waits for it, a sender of what was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from flows.decide import Hold, hold_of, holds_of
from flows.desk.evidence import evidence_on
from infra.lake_entry import told_entry
from infra.mail import Wording, message_of
from infra.warehouse.post import decided_untold, told_on
from infra.wiring import House
from reports.held_mail import Alert, DecidedFigure, decided_page, decided_text
from transforms.observation import Observation

TOLD_KIND = "told"
WAITS = "waits"
"""The occasion on which the Policy Team is told of a held figure; its sender is when it is decided, `released` or `returned`."""


def find_untold(house: House) -> list[Hold]:
    """The figures that wait and of which the Policy Team has not heard, the oldest first."""
    holds = holds_of(house)
    with house.ledger() as ledger:
        told = told_on(ledger.connection, WAITS, [hold.observation.observation_id for hold in holds])
    return [hold for hold in holds if hold.observation.observation_id not in told]


def tell_policy_team(house: House, holds: Sequence[Hold], pages: Mapping[str, str]) -> None:
    """Tell the Policy Team in one mail of figures that wait, and on which pages they are decided, and record that it was.

    Raises `MailNotSent`; then nothing is recorded, and the next run tells it.
    """
    if not holds:
        return
    ids = [hold.observation.observation_id for hold in holds]
    shown = [
        (held, pages.get(id_, house.settings.ui)) for id_, held in zip(ids, evidence_on(house, holds), strict=True)
    ]
    alert, to = Alert(shown, house.council.name), house.settings.policy_team_address
    identity = hashlib.sha256("\0".join(sorted(ids)).encode()).hexdigest()[:16]
    _send(house, Wording(f"holds.{identity}", to, alert.subject, alert.as_text(), alert.as_page()))
    _record(house, WAITS, dict.fromkeys(ids, to))


def tell_senders(house: House) -> None:
    """Tell senders of each figure that a checker released or sent back, by mail and beside their files, and record that.

    Raises `MailNotSent`; whom that concerns is told by the next run.
    """
    with house.ledger() as ledger:
        known = house.known_to(ledger)
        senders = known.register().latest.senders
        holds = [hold_of(known, hold_id) for hold_id in decided_untold(ledger.connection)]
    for hold, held in zip(holds, evidence_on(house, holds), strict=True):
        sender, decision = senders.get(hold.observation.sender), hold.observation.decision
        if decision:
            decided = DecidedFigure(held, decision.decision, decision.by, decision.reason)
            address = sender.email if sender else ""
            _tell_sender(house, hold.observation, decided, address)
            _record(house, decision.decision, {hold.observation.observation_id: address})


def _tell_sender(house: House, observation: Observation, decided: DecidedFigure, address: str) -> None:
    page, council = decided_page(decided, house.council.name), house.council.name
    stem = f"{_plain(observation.code)} {decided.held.figure.period}"
    house.inbox.answer(observation.sender, f"{stem} - {decided.words.casefold()}.html", page.encode())
    if address:
        identity = f"{decided.decision}.{observation.observation_id}"
        _send(house, Wording(identity, address, decided.subject, decided_text(decided, council), page))


def _plain(code: str) -> str:
    """A code as part of a file's name."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in code).split())


def _send(house: House, said: Wording) -> None:
    house.mail.send(message_of(said, house.settings.mail_from, house.clock.now()))


def _record(house: House, occasion: str, sent_to: Mapping[str, str]) -> None:
    """Record who was told of what. Another run may have told the same at the same time, in the same words."""
    with house.ledger() as ledger:
        before = told_on(ledger.connection, occasion, sent_to)
        if new := {hold_id: address for hold_id, address in sent_to.items() if hold_id not in before}:
            ledger.record(TOLD_KIND, house.clock.now(), told_entry(occasion, new))
