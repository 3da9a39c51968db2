"""From the inbox to the lake: whatever lies in the inbox is kept, read, checked and recorded."""

from __future__ import annotations

from pathlib import Path

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows import ingest_steps
from flows.micro_batch import TakenIn
from infra.wiring import open_house

keep_bytes = task(name="Keep the bytes", cache_policy=NO_CACHE)(ingest_steps.keep_bytes)
read_returns = task(name="Read the returns", cache_policy=NO_CACHE)(ingest_steps.read_returns)
check_returns = task(name="Check the figures", cache_policy=NO_CACHE)(ingest_steps.check_returns)
record = task(name="Record what is known", cache_policy=NO_CACHE)(ingest_steps.record)
clear_inbox = task(name="Clear the inbox", cache_policy=NO_CACHE)(ingest_steps.clear_inbox)


@flow(name="inbox-to-lake", persist_result=False)
def inbox_to_lake(workspace: str, now: str = "") -> TakenIn:
    """Take in what lies in the inbox of a workspace; `now` sets the clock for a demonstration."""
    house = open_house(Path(workspace), now)
    taken = TakenIn([], [])
    arrivals = list(house.inbox.arrivals())
    while arrivals:
        batch = keep_bytes(house, arrivals)
        arrivals = arrivals[batch.looked_at :]
        read_returns(house, batch)
        check_returns(house, batch)
        taken.outcomes.extend(record(house, batch))
        clear_inbox(house, batch)
        taken.faults.extend((batch.files[file_id], error) for file_id, error in batch.faults.items())
    return taken
