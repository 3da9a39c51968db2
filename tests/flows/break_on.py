"""Makes the reading of some bytes fail by a fault of ours."""

from __future__ import annotations

import pytest

from infra.safe_reader import SafeReader
from transforms.workbook import Workbook


def break_on(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that hold the text cannot be read from now on."""
    read = SafeReader.read

    def read_or_break(reader: SafeReader, content: bytes) -> Workbook:
        if text.encode() in content:
            raise RuntimeError("ours")
        return read(reader, content)

    monkeypatch.setattr(SafeReader, "read", read_or_break)
