"""The addresses that the desk links to: pages of Prefect's UI, and returns as they were sent."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from infra.wiring import House

UI = "/v2"
"""The newer of Prefect's two UIs. In the older one, of Prefect 3.8, a list of a form closes with the click that opens it."""


def run_page(house: House, run: UUID) -> str:
    """The page of a run."""
    return f"{house.settings.ui}{UI}/runs/flow-run/{run}"


def artifact_page(house: House, artifact: UUID) -> str:
    """The page of an artifact."""
    return f"{house.settings.ui}{UI}/artifacts/artifact/{artifact}"


def return_page(house: House, sha256: str, file: str) -> str:
    """Where a return is handed out as it was sent."""
    return f"{house.settings.ui}/returns/{sha256}/{quote(file, safe='')}"
