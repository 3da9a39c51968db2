"""The intake: resident and warm, it takes in what waits as soon as it is told, and sweeps the inbox each minute."""

from __future__ import annotations

import logging
import threading
import time
from importlib import import_module

from prefect import get_client, tags

from flows.answer_steps import find_unanswered
from flows.fault_log import why
from flows.inbox_to_mail import Round, inbox_to_mail
from flows.orchestration import no_heartbeats
from flows.up.bell import Bell
from flows.up.upkeep import end_the_dead
from infra.safe_reader import safe_reader
from infra.wiring import House

log = logging.getLogger(__name__)

SWEEP_SECONDS = 60.0
"""After how long it looks although nobody told of anything: an event lost makes an answer late by no more."""

LONGEST_PATIENCE_SECONDS = 3600.0
"""The longest time after which it tries again what it could not do."""

RESIDENT = "resident"
"""The tag of its runs: there is one intake, so a run that bears it and did not end has died."""


def run(house: House, stop: threading.Event) -> None:
    """Take in until told to stop; a round that has begun is ended."""
    with get_client(sync_client=True) as client:
        end_the_dead(client, RESIDENT)
    bell, intake = Bell(), Intake(house)
    _warm_up()
    bell.ring()
    threading.Thread(target=_ring_at_the_end, args=(bell, stop), name="stop", daemon=True).start()
    while not stop.is_set():
        bell.wait(SWEEP_SECONDS)
        while not stop.is_set() and intake.round():
            pass


def _ring_at_the_end(bell: Bell, stop: threading.Event) -> None:
    stop.wait()
    bell.ring()


def _warm_up() -> None:
    """Pay now for what the first file would wait for."""
    import_module("expectations.check")
    safe_reader()


class Intake:
    """Runs rounds while there is something to do, and is patient with what it could not do."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._left: dict[str, str] = {}
        self._patience = SWEEP_SECONDS
        self._not_before = 0.0

    def round(self) -> bool:
        """One round, where there is something to do; whether it is worth while to look again at once."""
        if not self._is_due():
            return False
        try:
            with tags(RESIDENT), no_heartbeats():
                done = inbox_to_mail(str(self._house.workspace))
        except Exception as error:  # noqa: BLE001  # whatever it was, the next sweep tries again
            log.warning("Taking in failed. %s", why(error, self._house.workspace))
            self._be_patient()
            return False
        self._note(done)
        return bool(done.taken.outcomes)

    def _is_due(self) -> bool:
        """Whether something new lies there; or something that could not be done, whose time has come again."""
        lying = {arrival.key: arrival.version for arrival in self._house.inbox.arrivals()}
        if lying.items() - self._left.items():
            return True
        return time.monotonic() >= self._not_before and bool(lying or find_unanswered(self._house))

    def _note(self, done: Round) -> None:
        """Remember what stays behind: files that met a fault of ours, and letters that nobody took."""
        if not done.taken.faults and not done.unsent:
            self._left, self._patience, self._not_before = {}, SWEEP_SECONDS, 0.0
            return
        self._left = {arrival.key: arrival.version for arrival in self._house.inbox.arrivals()}
        self._be_patient()

    def _be_patient(self) -> None:
        """Wait twice as long as before."""
        self._not_before = time.monotonic() + self._patience
        self._patience = min(2 * self._patience, LONGEST_PATIENCE_SECONDS)
