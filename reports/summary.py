"""The summary of a report: counts by light, and sentences a councillor can start from.

Every sentence is computed from the rows, and true of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from transforms.gap import Gap
from transforms.judged import JudgedRow
from transforms.share import percent_of
from transforms.status import Status, distance_from
from transforms.trend import Trend
from transforms.words import be, joined, many, upper_first

LIGHTS = (Status.GOOD, Status.CAUTION, Status.REQUIRES_ATTENTION)
FEWEST_SHARED = 10
"""Of fewer, no percentages are given."""

JUDGED = {
    Status.GOOD: "is Good",
    Status.CAUTION: "is at Caution",
    Status.REQUIRES_ATTENTION: "Requires Attention",
}
NAMED = 3
"""Indicators named in a sentence; more are counted."""


def counts(rows: Iterable[JudgedRow]) -> dict[str, int]:
    """How many rows have each status, and how many of those not judged are not measured in this period at all."""
    rows = list(rows)
    found = Counter(row.status for row in rows)
    not_measured = sum(row.missing == Gap.NOT_MEASURED for row in rows)
    return {**{status.value: found[status] for status in Status}, Gap.NOT_MEASURED.value: not_measured}


def sentences(rows: Sequence[JudgedRow]) -> list[str]:
    """How many lights of each kind, what to ask about first if anything, what is missing; and how it stands to a year ago."""
    told = [_lights(rows), _ask_first(rows), _missing(rows), _against_last_year(rows)]
    return [sentence for sentence in told if sentence]


def requires_attention(rows: Iterable[JudgedRow]) -> list[JudgedRow]:
    """The rows that Require Attention, the furthest from target first."""
    return furthest_first(row for row in rows if row.status == Status.REQUIRES_ATTENTION)


def furthest_first(rows: Iterable[JudgedRow]) -> list[JudgedRow]:
    """The rows by what share of its target each misses, the largest first."""
    return sorted(rows, key=_missed, reverse=True)


def _missed(row: JudgedRow) -> tuple[bool, Decimal]:
    """By what share of its target a row misses it. No share can be had of a target of nought: it comes before all."""
    if row.value is None or row.target is None:
        return False, Decimal(0)
    bound = row.target.low if row.value < row.target.low else row.target.high
    missed = distance_from(row.value, row.target, row.indicator.polarity)
    return (False, missed / abs(bound)) if bound else (True, missed)


def _lights(rows: Sequence[JudgedRow]) -> str:
    judged = [row for row in rows if row.status in LIGHTS]
    if not judged:
        return (
            "No indicator can be judged in this period: nothing can be said to be on target, nor to Require Attention."
        )
    if len(judged) == 1:
        return f"The one indicator judged against a target {JUDGED[judged[0].status]}."
    good, caution, red = (sum(row.status == light for row in judged) for light in LIGHTS)
    return (
        f"Of {many(len(judged), 'indicator')} judged against a target, {_share(good, judged)} {be(good)} Good, "
        f"{_share(caution, judged)} at Caution and {_share(red, judged)} Require{'s' if red < 2 else ''} Attention."
    )


def _share(number: int, of: Sequence[JudgedRow]) -> str:
    """As councils print it: `41 (56%)`; of a handful the number says it all, and nought is `none`."""
    if not number:
        return "none"
    return f"{number} ({percent_of(number, len(of))}%)" if len(of) >= FEWEST_SHARED else str(number)


def _against_last_year(rows: Sequence[JudgedRow]) -> str:
    """How many are better, and how many worse; what is neither need not be the same figure."""
    better, neither, worse = (
        [row for row in rows if row.previous_year.trend == moved]
        for moved in (Trend.IMPROVING, Trend.NO_CHANGE, Trend.GETTING_WORSE)
    )
    compared = [*better, *neither, *worse]
    if not compared:
        return "No indicator can be compared with a year ago."
    if len(compared) == 1:
        how = "better" if better else "worse" if worse else "neither better nor worse"
        return f"The one indicator that can be compared with a year ago is {how}."
    told = [
        f"{_share(len(better), compared)} {be(len(better))} better",
        f"{len(worse) or 'none'} {be(len(worse))} worse",
        *([f"{len(neither)} neither"] if neither else []),
    ]
    return f"Of {many(len(compared), 'indicator')} that can be compared with a year ago, {joined(told)}."


def _ask_first(rows: Sequence[JudgedRow]) -> str:
    red = requires_attention(rows)
    if not red:
        return ""
    falling = [row for row in red if _worse(row) == 2]
    if falling:
        what = "it Requires Attention and is" if len(falling) == 1 else "they Require Attention and are"
        return f"Ask first about {_named(falling)}: {what} getting worse against both the last period and last year."
    partly = [row for row in red if _worse(row) == 1] or red
    why = "Requires Attention" if len(partly) == 1 else "Require Attention"
    extra = " and got worse on one comparison" if _worse(partly[0]) else ""
    return f"Ask first about {_named(partly)}, which {why}{extra}."


def _worse(row: JudgedRow) -> int:
    return [row.previous.trend, row.previous_year.trend].count(Trend.GETTING_WORSE)


def _missing(rows: Sequence[JudgedRow]) -> str:
    expected = [row for row in rows if row.missing != Gap.NOT_MEASURED]
    not_due = sum(row.missing == Gap.NOT_DUE for row in expected)
    if not expected:
        return "No indicator is measured in this period."
    if not_due == len(expected):
        return "No figure is due yet."
    told = _owed(expected) or "every figure that was due is in"
    later = f"; {many(not_due, 'figure')} {be(not_due)} not due yet" if not_due else ""
    return f"{upper_first(told)}{later}."


def _owed(rows: Sequence[JudgedRow]) -> str:
    awaited = [row for row in rows if row.missing in {Gap.AWAITING, Gap.LATE_EXTERNAL}]
    partial = [row for row in rows if row.value is not None and not row.is_whole]
    unexplained = [row for row in rows if row.commentary_awaited]
    withheld = [row for row in rows if row.missing == Gap.WITHHELD]
    without = [row for row in rows if row.missing == Gap.NO_CASES]
    said = [
        f"{many(len(awaited), 'figure')} {be(len(awaited))} awaited" if awaited else "",
        f"{many(len(partial), 'figure')} {be(len(partial))} incomplete" if partial else "",
        f"{many(len(unexplained), 'commentary')} {be(len(unexplained))} awaited" if unexplained else "",
        f"{many(len(withheld), 'figure')} {be(len(withheld))} withheld" if withheld else "",
        f"{many(len(without), 'indicator')} had no cases" if without else "",
    ]
    return joined([part for part in said if part])


def _named(rows: Sequence[JudgedRow]) -> str:
    named = [f"{row.indicator.code} ({row.indicator.name})" for row in rows[:NAMED]]
    rest = len(rows) - NAMED
    return joined([*named, f"{rest} more"] if rest > 0 else named)
