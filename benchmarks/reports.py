"""What all reports of a quarter cost in all their formats, as a ratio to judging the rows alone, and how that grows.

`python -m benchmarks.reports DEMO [COUNCILS]`: DEMO is the folder of the demonstration council, made by `make demo`. Each
council after the first is that one again, read and judged anew: what one run after another costs, and what it leaves behind.
"""

from __future__ import annotations

import resource
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from flows.knowing import what_was_known
from flows.material import gathered, material_of
from flows.report_steps import FORMATS, make_edition, settled_instant
from infra.wiring import House, open_house
from transforms.period import Period
from transforms.report_plan import Edition, editions_on

QUARTER = Period.quarter(2009, 3)


def main() -> None:
    """Print what each format costs for one council, and what all cost for more of them."""
    house = open_house(Path(sys.argv[1]))
    councils = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    instant = settled_instant(house)
    register = what_was_known(house, instant).judge.register
    editions = [edition for edition in editions_on(register, QUARTER) if edition.plan.is_on(QUARTER)]
    every = [replace(edition, plan=replace(edition.plan, formats=tuple(FORMATS))) for edition in editions]
    for told, formats in (("all formats", tuple(FORMATS)), ("html and json", ("html", "json"))):
        _tell(house, instant, every, formats, councils if formats == tuple(FORMATS) else councils * 10, told)


def _tell(
    house: House, instant: datetime, editions: list[Edition], formats: tuple[str, ...], councils: int, told: str
) -> None:
    floor = _judge_alone(house, instant)
    print(f"\n{len(editions)} reports of a quarter, {told}; judging the rows alone takes {floor:.2f} s")
    total = 0.0
    for council in range(1, councils + 1):
        spent = _one_council(house, instant, editions, formats)
        total += sum(spent.values())
        if council in {1, councils}:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            each = total / council
            print(
                f"{council:4} councils: {total:7.1f} s, {each:5.2f} s each, {each / floor:5.1f} x the floor, {memory} MB"
            )
        if council == 1:
            print("      " + ", ".join(f"{name} {seconds:.2f} s" for name, seconds in spent.items()))


def _judge_alone(house: House, instant: datetime) -> float:
    gathered.cache_clear()
    begun = time.perf_counter()
    material_of(house, instant, QUARTER)
    return time.perf_counter() - begun


def _one_council(
    house: House, instant: datetime, editions: list[Edition], formats: tuple[str, ...]
) -> Mapping[str, float]:
    gathered.cache_clear()
    spent: dict[str, float] = defaultdict(float)
    for edition in editions:
        begun = time.perf_counter()
        document = make_edition(house, edition, QUARTER, instant)
        spent["judging"] += time.perf_counter() - begun
        for name in formats:
            begun = time.perf_counter()
            for write in FORMATS[name].values():
                write(document)
            spent[name] += time.perf_counter() - begun
    return spent


if __name__ == "__main__":
    main()
