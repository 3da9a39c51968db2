"""Makes the returns that are taken in: one sender per workbook, fifty indicators with numerator and denominator."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from infra.settings import Settings
from infra.wiring import House
from infra.workspace import make_workspace
from transforms.period import Period

MONTHS, ROWS = 50, 50
FIRST_MONTH = Period.month(2005, 11)


def make_house(folder: Path, count: int) -> House:
    """A workspace whose register knows every sender of so many returns, and his indicators."""
    make_workspace(folder)
    senders = range(-(-count // MONTHS))
    indicators = "".join(
        f"PI {sender:02d} {row:02d},Indicator {row} of {sender},S,s{sender},Owner,Provider,percent,maximise,monthly\n"
        for sender in senders
        for row in range(ROWS)
    )
    names = "".join(f"s{sender},Sender {sender},department,s{sender}@council.example\n" for sender in senders)
    files = {
        "senders": f"sender,name,kind,email\n{names}",
        "services": "service,name\nS,Service\n",
        "indicators": f"code,name,service,sender,owner,provider,unit,polarity,frequency\n{indicators}",
        "targets": "code,period,target\n",
    }
    for name, text in files.items():
        (folder / "register" / f"{name}.csv").write_text(text, encoding="utf-8")
    return House(folder, Settings(today="2010-01-18"))


def make_returns(folder: Path, count: int) -> None:
    """Write `count` workbooks below `folder`, each in its sender's own folder, the months of one sender in turn."""
    for number in range(count):
        sender, month = number // MONTHS, FIRST_MONTH.shifted(number % MONTHS)
        path = folder / f"s{sender}" / f"return {month}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(workbook(sender, month))


def workbook(sender: int, month: Period) -> bytes:
    """A return of fifty rows, as its bytes."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Return")
        sheet.write_row(0, 0, ("Code", "Indicator", "Period", "Numerator", "Denominator", "Commentary"))
        for number, row in enumerate(_rows(sender, month), start=1):
            sheet.write_row(number, 0, row)
    return sink.getvalue()


def _rows(sender: int, month: Period) -> Iterator[tuple[object, ...]]:
    """Figures that differ from month to month and stay within their limits."""
    for row in range(ROWS):
        wave = (month.start.month * 7 + month.start.year * 5 + row * 3) % 13
        yield f"PI {sender:02d} {row:02d}", f"Indicator {row}", month.label, 400 + row + wave, 600 + 2 * row + wave, ""
