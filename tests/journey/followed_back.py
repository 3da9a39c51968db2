"""Follows a trace to the cells it names, and makes the figure anew of what stands there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

from lxml import html

from tests.journey.other_readers import number_at, number_of

PAGES = "figures/2010-01-20T090000Z"
"""Where the pages lie, as at the instant of the demonstration's reports."""


class Held(NamedTuple):
    """What stands in the cells of a statement; parts are 0 where it has none."""

    figure: Decimal
    numerator: Decimal = Decimal(0)
    denominator: Decimal = Decimal(0)


def page_of(folder: Path, traced: Any) -> str:
    """The address of a figure's page, from beside the reports; it is headed by the figure."""
    name = f"{traced['code']} {traced['period']}".casefold().replace(" ", "-")
    address = f"{PAGES}/{name}.html"
    assert traced["value_text"] in html.fromstring((folder / "reports" / address).read_bytes()).xpath("string(//h1)")
    return address


def made_of_cells(folder: Path, traced: Any, register: Mapping[str, Mapping[str, str]]) -> Decimal:
    """The figure worked out anew from what stands in the cells to which a trace leads, at its printed decimals.

    Of one that is worked out from others each of those is looked at so, and the figure itself is as it was told.
    """
    for each in traced["inputs"]:
        page_of(folder, each)
        assert made_of_cells(folder, each, register) == Decimal(str(each["value"]))
    held = [_held(folder, traced, each) for each in traced["observations"] if each["used"]]
    assert held or traced["inputs"], traced["code"]
    value = Decimal(str(traced["value"])) if traced["inputs"] else _value(traced, held, register[traced["code"]])
    return value.quantize(Decimal(1).scaleb(-int(register[traced["code"]]["decimals"] or 0)), ROUND_HALF_UP)


def _value(traced: Any, held: list[Held], row: Mapping[str, str]) -> Decimal:
    scale = Decimal(row["scale"] or 1)
    if all(each.denominator for each in held) and traced["rollup"] in {None, "ratio"}:
        numerator = sum((each.numerator for each in held), Decimal(0))
        return numerator * scale / sum((each.denominator for each in held), Decimal(0))
    figures = [each.numerator * scale / each.denominator if each.denominator else each.figure for each in held]
    total = sum(figures, Decimal(0))
    ways = {"sum": total, "mean": total / len(figures), "max": max(figures), "min": min(figures)}
    return ways.get(traced["rollup"] or "", figures[-1])


def _held(folder: Path, traced: Any, stated: Any) -> Held:
    """What stands in the cells of a statement, read from the file as it was sent; its page shows the same."""
    content = (folder / "lake" / "raw" / stated["sha256"][:2] / stated["sha256"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == stated["sha256"]
    cells = {"figure": stated["cell"], **stated["cells"]}
    held = {role: number_at(content, stated["sheet"], address) for role, address in cells.items()}
    assert {role: held[role] for role in stated["cells"]} == {
        role: Decimal(str(stated[role])) for role in stated["cells"]
    }
    page = html.fromstring((folder / "reports" / page_of(folder, traced)).read_bytes())
    assert stated["sha256"] in page.text_content()
    shown = {(cell.xpath("string(span)"), number_of(cell.text)) for cell in page.xpath("//td[@class='it']")}
    marked = {role for role in cells if role in stated["cells"] or cells[role] not in stated["cells"].values()}
    assert {(role, held[role]) for role in marked} <= shown
    return Held(**held)
