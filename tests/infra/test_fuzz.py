"""Real files with bytes changed: whatever is sent, there is a verdict, in its time, and nothing of ours breaks."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.safe_reader import Read, SafeReader, safe_reader
from tests.transforms.made_files import zipped
from transforms.errors import UnreadableReturn
from transforms.reading_limits import SECONDS
from transforms.workbook import Workbook

FILES = (
    "backdrop/EVL_Channel_Volumetrics_Sample.xls",
    "backdrop/LPA_MI_EXAMPLE.xls",
    "backdrop/error.xlsx",
    "hostile/cal_merged_range.xlsx",
    "hostile/cal_strict_iso_paths.xlsx",
    "hostile/poi_password.xls",
    "hostile/sj_ErrorTypes.xlsx",
    "hostile/sj_merge_cells.ods",
    "hostile/sj_number_format.xlsm",
    "messy/mt_blank_line.ods",
    "messy/mt_complex.csv",
    "messy/rx_dates-1904.xls",
    "messy/tab_table-with-ints-floats-dates.ods",
)
ODD = (b"\0", b"\xff", b"<", b">", b'"', b"&", b"XFD1048576", b"99999999", b"-1", b"&#0;", b"%", b"\xff\xfe", b'r="A')
MARGIN = 150.0
"""Seconds for a file that is asked of a fresh process again, for its start, and for a machine that does other things too."""


def changed(content: bytes, chance: random.Random) -> bytes:
    """The bytes, some of them overwritten, cut out, doubled or with odd ones put in."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(found) + 1), chance.randint(0, 40)
        match chance.randrange(5):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length]
            case 3:
                found[at:at] = chance.choice(ODD)
            case 4:
                found[at : at + len(ODD[6])] = ODD[6]
    return bytes(found if chance.random() < 0.95 else found[: chance.randrange(len(found) + 1)])


def changed_within(content: bytes, chance: random.Random) -> bytes:
    """A zip with one of its parts changed before it was packed, so that the change is not found by its checksum."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    return zipped({**parts, name: changed(parts[name], chance)})


def variants(folder: Path, count: int, chance: random.Random) -> Iterator[bytes]:
    """As many changed files, of every kind in turn."""
    contents = [(folder / name).read_bytes() for name in FILES]
    for number in range(count):
        content = contents[number % len(contents)]
        within = content.startswith(b"PK") and chance.random() < 0.7
        yield (changed_within if within else changed)(content, chance)


def verdicts(reader: SafeReader, contents: Iterator[bytes]) -> Counter[str]:
    """How often each verdict was given; each in its time."""
    found: Counter[str] = Counter()
    before = time.perf_counter()
    for verdict in reader.read_each(contents):
        now = time.perf_counter()
        assert now - before < SECONDS + MARGIN
        found[_named(verdict)] += 1
        before = time.perf_counter()
    return found


def _named(verdict: Read | Exception) -> str:
    if isinstance(verdict, UnreadableReturn):
        assert verdict.message
        assert verdict.remedy
        return verdict.rule
    assert isinstance(verdict, Workbook), verdict
    return "read"


def test_real_files_with_bytes_changed_have_a_verdict(shared_data: Path) -> None:
    found = verdicts(safe_reader(), variants(shared_data, 130, random.Random(7)))
    assert found.total() == 130
    assert found["read"]
    assert found["damaged-file"]


@pytest.mark.slow
def test_thousands_of_changed_files_have_a_verdict_in_bounded_memory_and_time(shared_data: Path) -> None:
    with SafeReader() as reader:
        found = verdicts(reader, variants(shared_data, 6_000, random.Random(11)))
    assert found.total() == 6_000
    assert found["unsafe-file"] < 60
