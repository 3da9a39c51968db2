"""How good the year-end forecast is: each year of real series foretold from each of its months, against how it ended.

    python -m benchmarks.forecasts ../shared/data/spc/ae_attendances.csv

NHS England's monthly figures of accident and emergency departments, three years by hospital and type: attendances and
admissions, which are summed, and the share seen within four hours, which is a ratio. Beside them the demo council's series.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from statistics import mean, median

from flows.demo.series import demo_figure, demo_register
from transforms.forecast import FEWEST, Series, year_end
from transforms.indicator import Frequency, RollUp
from transforms.period import Length, Period

YEAR = Length.YEAR
APRIL_2008 = Period.month(2008, 4)
THREE_YEARS = 3 * YEAR

Parts = tuple[str, Sequence[Decimal], Sequence[Decimal], bool]
"""What a series is of, its numerators and denominators, and whether it goes with the season."""


def main() -> None:
    """Print for each kind of series how far forecasts were off, and how many outturns lay within the range."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("attendances", type=Path)
    tried = [*_hospitals(parser.parse_args().attendances), *_demo()]
    found: dict[str, list[tuple[float, float, bool]]] = defaultdict(list)
    for name, top, bottom, seasonal in tried:
        for rule in {False, seasonal}:
            named = f"{name}, {'season' if rule else 'mean of twelve'}"
            found[named].extend(_foretold(top, bottom, seasonal=rule, ratio="ratio" in name))
    for name, results in sorted(found.items()):
        off, width, within = zip(*results, strict=True)
        print(
            f"{name}: {len(results)} forecasts, off by {median(off):.2%} (mean {mean(off):.2%}), "
            f"range {median(width):.2%} either way, held {mean(within):.0%}"
        )


def _foretold(
    top: Sequence[Decimal], bottom: Sequence[Decimal], *, seasonal: bool, ratio: bool
) -> Iterator[tuple[float, float, bool]]:
    """Each forecast's error and half its range, as shares of how the year ended, and whether that lay within."""
    share = ratio and all(part <= all_ for part, all_ in zip(top, bottom, strict=True))
    for first in (YEAR, 2 * YEAR):
        ended = sum(top[first : first + YEAR]) / (sum(bottom[first : first + YEAR]) if ratio else 1)
        for gone in range(1, YEAR):
            known = first + gone
            series = Series(top[:known], bottom[:known], (), YEAR, seasonal, ratio, share)
            found = year_end(series, gone) if known >= FEWEST else None
            if found and ended:
                width = (found.high - found.low) / 2
                yield float(abs(found.value / ended - 1)), float(width / ended), found.low <= ended <= found.high


def _hospitals(path: Path) -> Iterator[Parts]:
    by_series: dict[tuple[str, str], list[Mapping[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            by_series[row["org_code"], row["type"]].append(row)
    for rows in by_series.values():
        if len(rows) < THREE_YEARS:
            continue
        rows = sorted(rows, key=lambda row: row["period"])
        came, waited, stayed = (_column(rows, name) for name in ("attendances", "breaches", "admissions"))
        ones = [Decimal(1)] * len(rows)
        if min(came) > 0:
            yield "hospitals, sum of attendances", came, ones, True
            yield (
                "hospitals, ratio within 4 hours",
                [all_ - late for all_, late in zip(came, waited, strict=True)],
                came,
                True,
            )
        if min(stayed) > 0:
            yield "hospitals, sum of admissions", stayed, ones, True


def _column(rows: Sequence[Mapping[str, str]], name: str) -> list[Decimal]:
    return [Decimal(row[name]) for row in rows]


def _demo() -> Iterator[Parts]:
    months = [APRIL_2008.shifted(at) for at in range(THREE_YEARS)]
    for *_, indicator in demo_register().indicators.values():
        if (
            not indicator.is_sent
            or indicator.frequency != Frequency.MONTHLY
            or indicator.rollup not in {RollUp.SUM, RollUp.RATIO}
        ):
            continue
        said = [demo_figure(indicator, month) for month in months]
        name = f"demo, {indicator.rollup}"
        if indicator.rollup == RollUp.SUM:
            yield name, [each.value or Decimal(0) for each in said], [Decimal(1)] * len(said), indicator.is_seasonal
        elif all(each.has_parts for each in said):
            top, bottom = (
                [each.numerator or Decimal(0) for each in said],
                [each.denominator or Decimal(0) for each in said],
            )
            yield name, top, bottom, indicator.is_seasonal


if __name__ == "__main__":
    main()
