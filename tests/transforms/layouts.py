"""The example layouts of the documentation, and a register that has what they name."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from transforms.layout import Layout
from transforms.read_register import read_register
from transforms.register import Register

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "examples" / "layouts"
SERVICES = "service,name\nCS,Customer Services\n"
SENDERS = "sender,name,kind\n" + "".join(f"{name},{name},department\n" for name in ("cs", "kcc", "lgbf", "ons"))
UNITS = {"NI 192": "percent", "NI 193": "percent", "EVL": "percent", "DEBT 1": "percent", "QUAL": "percent"}
ANNUAL = ("NI ", "DEBT", "CO2", "SW", "ECON", "ENV", "CORP")
COLUMNS = "code,name,service,sender,owner,unit,decimals,polarity,frequency,rollup,scale\n"


def layout_texts() -> dict[str, str]:
    """The examples by the names under which the register reads them."""
    return {f"layouts/{path.stem}": path.read_text("utf-8") for path in sorted(FOLDER.glob("*.csv"))}


@cache
def example_register() -> Register:
    """A register with every example layout."""
    return register_with(layout_texts())


def register_with(layouts: Mapping[str, str]) -> Register:
    """A register that has the indicators which some layouts name."""
    lines = dict[str, str]()
    for text in layouts.values():
        rows = list(csv.DictReader(text.splitlines()))
        sender = next((row["words"] for row in rows if row["item"] == "sender"), "cs")
        lines |= {row["code"]: _indicator(row["code"], sender) for row in rows if row.get("code")}
    for code, scale in (("SW08", 1000), ("ECON05", 10000), ("ECON12b", 1)):
        lines[code] = f"{code},{code},CS,lgbf,Ann,ratio,6,maximise,annual,supplied,{scale}\n"
    files = {"senders": SENDERS, "services": SERVICES, "indicators": COLUMNS + "".join(lines.values())}
    return read_register({**files, "targets": "code,period,target\n", **layouts})


def a_layout(*rows: str, sender: str = "cs") -> Layout:
    """The layout of some rows of a file, for any file of a sender."""
    text = "item,words,code,part,value\n" + "".join(f"{row}\n" for row in (f"sender,{sender}", *rows))
    return register_with({"layouts/mine": text}).layouts["mine"]


def _indicator(code: str, sender: str) -> str:
    unit = next((unit for start, unit in UNITS.items() if code.startswith(start)), "number")
    frequency = "annual" if code.startswith(ANNUAL) else "monthly"
    return f"{code},Name of {code},CS,{sender},Ann,{unit},1,maximise,{frequency},latest,\n"
