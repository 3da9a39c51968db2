"""A return as it was recorded: whose it was, its bytes by their checksum, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.finding import Counts, Verdict


@dataclass(frozen=True, slots=True)
class Returned:
    """One file that was taken in."""

    return_id: str
    sender: str
    file: str
    sha256: str
    verdict: Verdict
    counts: Counts
