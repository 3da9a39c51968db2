"""Makes the reading of some bytes fail by a fault of ours."""

from __future__ import annotations

import pytest

import flows.dry_run
import transforms.read_batch


def break_on(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that hold the text cannot be read from now on."""
    read = transforms.read_batch.read_workbook

    def read_or_break(content: bytes) -> object:
        if text.encode() in content:
            raise RuntimeError("ours")
        return read(content)

    for module in (flows.dry_run, transforms.read_batch):
        monkeypatch.setattr(module, "read_workbook", read_or_break)
