"""From the inbox to the lake: whatever lies in the inbox is kept, read, checked and recorded."""

from __future__ import annotations

from pathlib import Path

from prefect import flow

from flows import ingest_steps
from flows.commentary_steps import check_commentaries
from flows.ingest_steps import check_figures, read_fresh
from flows.micro_batch import MICRO_BATCH, TakenIn
from flows.patience import WRITES_WAREHOUSE, outside_task
from flows.progress import progress_of
from flows.task_runner import spread_of
from infra.wiring import open_house

look_into_inbox = outside_task(ingest_steps.look_into_inbox, "Look into the inbox")
keep_bytes = outside_task(ingest_steps.keep_bytes, "Keep the bytes")
find_fresh = outside_task(ingest_steps.find_fresh, "Find what is new")
recall_past = outside_task(ingest_steps.recall_past, "Recall the past")
record = outside_task(ingest_steps.record, "Record what is known", WRITES_WAREHOUSE)
clear_inbox = outside_task(ingest_steps.clear_inbox, "Clear the inbox")

MOST_OF_A_RUN = 4 * MICRO_BATCH
"""Files of one run. The rest is the next run's: answers go out between them, and memory stays where it is."""


@flow(name="inbox-to-lake", flow_run_name="Take in", persist_result=False)
def inbox_to_lake(workspace: str, now: str = "") -> TakenIn:
    """Take in what lies in the inbox of a workspace, at most so many files that their senders do not wait for the rest;
    `now` sets the clock for a demonstration.
    """
    house = open_house(Path(workspace), now)
    taken = TakenIn()
    arrivals = look_into_inbox(house, MOST_OF_A_RUN)
    tell_progress = progress_of(len(arrivals), MICRO_BATCH, "file")
    with spread_of(house.settings) as spread:
        while arrivals:
            batch = keep_bytes(house, arrivals[:MICRO_BATCH])
            arrivals = arrivals[batch.looked_at :]
            with ingest_steps.given_back_if_it_fails(house, batch):
                find_fresh(house, batch)
                read_fresh(house, batch, spread)
                recall_past(house, batch)
                check_figures(house, batch, spread)
                check_commentaries(house, batch)
                taken.add(batch, record(house, batch))
                clear_inbox(house, batch)
            tell_progress(len(arrivals))
    return taken
