"""Runs the steps of the ingest flow without Prefect, in the order of the flow."""

from __future__ import annotations

from flows.ingest_steps import check_returns, clear_inbox, keep_bytes, load_warehouse, read_returns, record
from infra.wiring import House
from transforms.settle import Outcome


def take_in(house: House) -> list[Outcome]:
    """Take in all that lies in the inbox."""
    batch = keep_bytes(house, list(house.inbox.arrivals()))
    read_returns(house, batch)
    check_returns(house, batch)
    outcomes = record(house, batch)
    clear_inbox(house, batch)
    load_warehouse(house)
    return outcomes
