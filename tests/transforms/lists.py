"""Files with lists beside their figures, and what is read of them, for tests."""

from __future__ import annotations

from datetime import date

from tests.transforms.given import TODAY, a_file, a_register, a_sender, an_indicator
from transforms.period import APRIL
from transforms.read_batch import ReadBatch
from transforms.read_workbook import read_workbook
from transforms.register import Register, SenderKind
from transforms.workbook import Sheet, Workbook

WASTE = an_indicator(code="NI 192", sender="kcc", name="Household waste recycled", decimals=1)
BINS = an_indicator(code="LPI RR 1", name="Missed bins")
REGISTER = a_register(an_indicator(), BINS, WASTE, senders=[a_sender("kcc", SenderKind.FEED)])
FIGURES = "Code,Period,Numerator,Denominator\nNI 157a,Dec-09,7,9\n"
ACTIONS = "Code,Action,Who,By when,Done,Outcome\n"


def a_sheet(name: str, text: str, *, hidden: bool = False) -> Sheet:
    """A sheet of cells that are written as text."""
    return Sheet(name, read_workbook(text.encode()).sheets[0].rows, hidden)


def read_sheets(*sheets: Sheet, register: Register = REGISTER, today: date = TODAY) -> ReadBatch:
    """What is read of one file of Development."""
    batch = ReadBatch()
    batch.add(a_file(), Workbook(sheets), register, APRIL, today)
    return batch


def read_text(text: str, today: date = TODAY) -> ReadBatch:
    """What is read of one sheet."""
    return read_sheets(a_sheet("Actions", text), today=today)


def said_of(batch: ReadBatch) -> dict[str, str]:
    """The rule of each finding by its cell."""
    return {finding.cell: finding.rule for finding in batch.unreadable.get(0, [])}
