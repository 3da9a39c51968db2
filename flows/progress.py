"""How far a long run has come, as an artifact of the run; a short one needs none."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from transforms.words import many


def progress_of(total: int, short: int, noun: str) -> Callable[[int], None]:
    """Something to tell how many of `total` are still to do. Where no more than `short` are, it tells nobody."""
    if total <= short:
        return lambda left: None
    artifact = create_progress_artifact(0.0, description=f"{many(total, noun)} to take in")
    if not isinstance(artifact, UUID):
        raise TypeError("artifacts are made here from flows that are no coroutines")

    def tell(left: int) -> None:
        update_progress_artifact(artifact, 100.0 * (total - left) / total)

    return tell
