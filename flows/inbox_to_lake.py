"""From the inbox to the lake: whatever lies in the inbox is kept, read, checked and recorded."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import ingest_steps
from flows.ingest_steps import check_figures, read_fresh
from flows.micro_batch import MICRO_BATCH, TakenIn
from flows.progress import progress_of
from flows.task_runner import spread_of
from infra.wiring import open_house

keep_bytes = task(name="Keep the bytes", cache_policy=NO_CACHE)(ingest_steps.keep_bytes)
find_fresh = task(name="Find what is new", cache_policy=NO_CACHE)(ingest_steps.find_fresh)
recall_past = task(name="Recall the past", cache_policy=NO_CACHE)(ingest_steps.recall_past)
record = task(name="Record what is known", cache_policy=NO_CACHE)(ingest_steps.record)
clear_inbox = task(name="Clear the inbox", cache_policy=NO_CACHE)(ingest_steps.clear_inbox)

MOST_OF_A_RUN = 4 * MICRO_BATCH
"""Files of one run. The rest is the next run's: answers go out between them, and memory stays where it is."""


@flow(name="inbox-to-lake", flow_run_name="Take in", persist_result=False)
def inbox_to_lake(workspace: str, now: str = "") -> TakenIn:
    """Take in what lies in the inbox of a workspace, at most so many files that their senders do not wait for the rest;
    `now` sets the clock for a demonstration.
    """
    house = open_house(Path(workspace), now)
    taken = TakenIn()
    arrivals = list(islice(house.inbox.arrivals(), MOST_OF_A_RUN))
    tell_progress = progress_of(len(arrivals), MICRO_BATCH, "file")
    with spread_of(house.settings) as spread:
        while arrivals:
            batch = keep_bytes(house, arrivals)
            arrivals = arrivals[batch.looked_at :]
            find_fresh(house, batch)
            read_fresh(house, batch, spread)
            recall_past(house, batch)
            check_figures(house, batch, spread)
            taken.add(batch, record(house, batch))
            clear_inbox(house, batch)
            tell_progress(len(arrivals))
    return taken
