"""What a report as PDF costs by Typst and by WeasyPrint, from the same document in the same run.

`python -m benchmarks.pdf [--indicators 140] [--rounds 3]`: both make PDF/UA-1 of one committee's report, by turns. Typst sets
the report's own PDF, with the facts it is made of and the heads of rows marked; WeasyPrint prints the report's HTML page.
The first report of a process is told apart from those that follow; the ratio is of the medians.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pikepdf

from reports.as_html import as_html
from reports.as_pdf import as_pdf
from reports.document import Document, Section
from transforms.code import code_key
from transforms.judged import HISTORY, Judge
from transforms.observation import Stated
from transforms.period import Period
from transforms.read_register import read_register
from transforms.register_history import Applied, RegisterHistory

QUARTER = Period.quarter(2009, 3)
A_SECTION = 8
COMMENTARY = (
    "Staff shortages, combined with impacts from severe weather during December, have impacted performance of this "
    "indicator during the last quarter. Two posts are being filled, and four of the team are trained to help."
)


def report(indicators: int) -> Document:
    """A committee's report of this many indicators in sections of eight, each with its history and a commentary."""
    codes = [f"LPI {number}" for number in range(indicators)]
    register = read_register(_register(codes))
    quarters = [QUARTER.shifted(-3 * back) for back in range(HISTORY)]
    figures = {code_key(code): _figures(number, quarters) for number, code in enumerate(codes)}
    said = {code_key(code): {QUARTER: COMMENTARY} for code in codes}
    judge = Judge(RegisterHistory([Applied(date(2007, 4, 1), register)]), figures, said, date(2010, 1, 18))
    rows = judge.rows(QUARTER)
    sections = [Section(f"Service {at}", rows[at : at + A_SECTION]) for at in range(0, len(rows), A_SECTION)]
    return Document(
        "scrutiny", "P&G Committee - Quarter 3 Report", "Performance and Governance Committee", "Sevenoaks District Council",
        QUARTER, datetime(2010, 1, 18, 9, tzinfo=UTC), ZoneInfo("Europe/London"), sections, [],
        layout=("summary", "key", "indicators"),
    )  # fmt: skip


def _register(codes: list[str]) -> dict[str, str]:
    head = "code,name,service,sender,owner,provider,unit,polarity,frequency"
    rows = [
        f"{code},Percentage of requests answered within {code} days,CS,cs,Head,Ann,percent,maximise,quarterly"
        for code in codes
    ]
    return {
        "senders": "sender,name,kind,email,manager_email,due_day\ncs,Customer Services,department,cs@council.example,,15\n",
        "services": "service,name,department,head,portfolio_holder\nCS,Customer Services,Corporate,,\n",
        "indicators": "\n".join([head, *rows, ""]),
        "targets": "\n".join(["code,period,target", *(f"{code},2009-10,80" for code in codes), ""]),
    }


def _figures(number: int, quarters: list[Period]) -> dict[Period, Stated]:
    return {quarter: Stated(quarter, Decimal(65 + (number * 7 + at * 5) % 30)) for at, quarter in enumerate(quarters)}


def by_weasyprint(document: Document) -> bytes:
    """The report's page as PDF/UA-1 by WeasyPrint."""
    from weasyprint import HTML

    return bytes(HTML(string=as_html(document).decode()).write_pdf(pdf_variant="pdf/ua-1"))


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    document = report(arguments.indicators)
    programs: dict[str, Callable[[Document], bytes]] = {"Typst": as_pdf, "WeasyPrint": by_weasyprint}
    first = {name: _timed(program, document) for name, program in programs.items() if _is_there(name)}
    later = {name: [] for name in first}
    for _ in range(arguments.rounds):
        for name, seconds in later.items():
            seconds.append(_timed(programs[name], document)[0])
    print(
        f"one report of {arguments.indicators} indicators, the first and the median of {arguments.rounds} that follow, by turns"
    )
    floor = statistics.median(later["Typst"])
    for name, (seconds, pdf) in first.items():
        median = statistics.median(later[name])
        print(
            f"  {name:12} {seconds:7.2f} s  {median:7.2f} s  {median / floor:6.1f} x Typst"
            f"  {len(pikepdf.open(BytesIO(pdf)).pages):4} pages  {len(pdf) // 1024:5} KB"
        )


def _is_there(name: str) -> bool:
    if name == "Typst":
        return True
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        print(f"  {name} is left out: {error}. It needs Pango of the system (Debian: libpangoft2-1.0-0).")
        return False
    return True


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--indicators", type=int, default=140)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _timed(program: Callable[[Document], bytes], document: Document) -> tuple[float, bytes]:
    start = time.perf_counter()
    pdf = program(document)
    return time.perf_counter() - start, pdf


if __name__ == "__main__":
    main()
