"""Series that others have judged, beside the repository: what NHSRplotthedots said of each point of 28 real ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from tests.transforms.given import table
from transforms.indicator import Polarity

POLARITIES = {"increase": Polarity.MAXIMISE, "decrease": Polarity.MINIMISE, "neutral": Polarity.NONE}


@dataclass(frozen=True)
class JudgedSeries:
    """A series and what the package said of it."""

    name: str
    screened: bool
    polarity: Polarity
    target: str | None
    fixed_on: int | None
    points: list[Fraction]
    limits: tuple[float, float, float]
    causes: list[str]
    types: list[str]
    assurance: str


def judged_series(folder: Path) -> Iterator[JudgedSeries]:
    """All series of the oracle's files, screened and not."""
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in table(folder / "oracle_R_points_dev.csv"):
        rows.setdefault((row["series"], row["screen_outliers"]), []).append(row)
    for summary in table(folder / "oracle_R_summary_dev.csv"):
        points = rows[summary["series"], summary["screen_outliers"]]
        fix = points[0]["fix"]
        yield JudgedSeries(
            name=summary["series"],
            screened=summary["screen_outliers"] == "True",
            polarity=POLARITIES[summary["direction"]],
            target=summary["target"] or None,
            fixed_on=int(float(fix)) if fix else None,
            points=[Fraction(row["y"]) for row in points],
            limits=(float(summary["lpl"]), float(summary["mean"]), float(summary["upl"])),
            causes=[row["special_cause_type"] for row in points],
            types=[row["point_type"] for row in points],
            assurance=summary["assurance"],
        )
