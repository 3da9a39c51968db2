"""What the desk shows as artifacts: what came in each round, what waits for a person, and the month's tracker.

Each has a name that stays, so that the UI shows how it was before; what has not changed is not noted again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.sorting import ArtifactSort
from prefect.runtime import flow_run

from flows.decide import Hold
from flows.desk.pages import return_page
from flows.knowing import what_was_known, year_up_to
from infra.wiring import House
from reports.desk_notes import CameIn, Note, Waits, round_note, tracker_note, waiting_note
from transforms.finding import Counts
from transforms.owed import Owed, owed, still_owed
from transforms.period import Length, Period
from transforms.register import Register
from transforms.settle import Outcome, SentFile

WHAT_CAME, WAITING, TRACKER = "what-came", "waiting", "tracker"


def note_round(house: House, outcomes: Sequence[Outcome], faults: Sequence[tuple[SentFile, Exception]] = ()) -> None:
    """Note what became of each file of a round, if any came; and of those that met a fault of ours, that they stay."""
    if not outcomes and not faults:
        return
    with house.glimpse() as knowledge:
        register = knowledge.register().latest
    files = [
        *(_unread(house, register, file) for file, _ in faults),
        *(_came(house, register, each) for each in outcomes),
    ]
    _note(WHAT_CAME, round_note(files))


def note_waiting(house: House, holds: Sequence[Hold], pages: Mapping[str, str]) -> None:
    """Note the figures that wait for a checker, with the pages on which they are decided, by their ids."""
    _note(WAITING, waiting_note([_waits(house, hold, pages) for hold in holds]))


def note_tracker(house: House) -> None:
    """Note who has sent and who owes for the last month, and what is still owed from before."""
    month = Period.last_ended(house.clock.today(), Length.MONTH, house.settings.year_start_month)
    judge = what_was_known(house, first=year_up_to(month)).judge
    register = judge.register.latest
    note = tracker_note(month, _by_name(owed(judge, month), register), _by_name(still_owed(judge, month), register))
    _note(TRACKER, note)


def _came(house: House, register: Register, outcome: Outcome) -> CameIn:
    first = outcome.findings[0][1] if outcome.findings else None
    place = f"{first.cell}: " if first and first.cell else ""
    return CameIn(
        register.name_of(outcome.file.sender), outcome.file.file, return_page(house, outcome.file.sha256, outcome.file.file),
        outcome.verdict, outcome.counts, f"{place}{first.message}" if first else "",
    )  # fmt: skip


def _unread(house: House, register: Register, file: SentFile) -> CameIn:
    page = return_page(house, file.sha256, file.file)
    words = "A fault of ours: the file stays where it is and is tried again."
    return CameIn(register.name_of(file.sender), file.file, page, None, Counts(), words)


def _waits(house: House, hold: Hold, pages: Mapping[str, str]) -> Waits:
    held = hold.observation
    return Waits(
        held.code, held.said.period.label, hold.figure_text, held.reason, hold.sender,
        house.council.day_of(held.recorded_at), pages[held.observation_id],
    )  # fmt: skip


def _by_name(entries: Sequence[Owed], register: Register) -> list[Owed]:
    return [replace(entry, sender=register.name_of(entry.sender)) for entry in entries]


def _note(key: str, note: Note) -> None:
    newest = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
    with get_client(sync_client=True) as client:
        before = client.read_artifacts(artifact_filter=newest, sort=ArtifactSort.CREATED_DESC, limit=1)
        if before and (before[0].description, before[0].data) == note:
            return
        of_run = UUID(flow_run.id) if flow_run.id else None
        client.create_artifact(
            ArtifactCreate(key=key, type="markdown", description=note.sentence, data=note.text, flow_run_id=of_run)
        )
