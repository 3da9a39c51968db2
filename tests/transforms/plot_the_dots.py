"""What NHSRplotthedots says of each point, its R code written out in Python line by line: an oracle for any series.

Source: github.com/nhs-r-community/NHSRplotthedots, version 0.2.2 (commit 050b07d), `R/ptd_calculate_point_type.R` and
`R/ptd_spc_standard.R`. MIT, copyright (c) 2021 NHS-R Community; see plot_the_dots_LICENSE.md. Reckoned in fractions, where R
has floats, so that ties are ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from transforms.signal import Rule, Signal

WORDS = {
    None: "Common Cause",
    Signal(Rule.OUTSIDE, high=True): "Above UCL",
    Signal(Rule.OUTSIDE, high=False): "Below LCL",
    Signal(Rule.TREND, high=True): "7 Point Trend (Increasing)",
    Signal(Rule.TREND, high=False): "7 Point Trend (Decreasing)",
    Signal(Rule.TWO_OF_THREE, high=True): "2 in 3 Above CL",
    Signal(Rule.TWO_OF_THREE, high=False): "2 in 3 Below CL",
    Signal(Rule.SHIFT, high=True): "7 Points Above CL",
    Signal(Rule.SHIFT, high=False): "7 Points Below CL",
}
"""How the package names each signal."""


class Standard(NamedTuple):
    """`ptd_spc_standard` of one series."""

    lpl: Fraction
    mean: Fraction
    upl: Fraction
    causes: list[str]


def plot_the_dots(y: Sequence[Fraction], *, screen_outliers: bool = True) -> Standard | None:
    """Limits and special causes; `None` where the package has no limits."""
    mean = sum(y, Fraction(0)) / len(y)
    mr = [abs(y[i] - y[i - 1]) for i in range(1, len(y))]
    amr = sum(mr, Fraction(0)) / len(mr)
    if screen_outliers:
        mr = [size for size in mr if size < Fraction("3.267") * amr]
        if not mr:
            return None
        amr = sum(mr, Fraction(0)) / len(mr)
    limit = Fraction("2.66")
    limitclose = 2 * (limit / 3)
    lpl, upl = mean - limit * amr, mean + limit * amr
    nlpl, nupl = mean - limitclose * amr, mean + limitclose * amr
    outside = [int(v > upl or v < lpl) for v in y]
    rtm = [_sign(v - mean) for v in y]
    close = [int(not out and (v < nlpl or v > nupl)) for v, out in zip(y, outside, strict=True)]
    return Standard(lpl, mean, upl, special_cause_type(y, rtm, close, outside))


def seven_point_one_side_mean(v: Sequence[int]) -> list[int]:
    vp = [0] * 6 + list(v)
    return [int(all(vp[i] == vp[i - back] for back in range(1, 7)) and vp[i] != 0) for i in range(6, len(vp))]


def part_of_seven_trend(v: Sequence[int]) -> list[int]:
    vp = list(v) + [0] * 6
    return [int(any(abs(vp[i + ahead]) == 1 for ahead in range(7))) for i in range(len(v))]


def seven_point_trend(y: Sequence[Fraction]) -> list[int]:
    if len(y) < 7:
        return [0] * len(y)
    found = [0] * 6
    for i in range(6, len(y)):
        d = {_sign(y[i - back] - y[i - back - 1]) for back in range(6)}
        found.append(1 if d == {1} else -1 if d == {-1} else 0)
    return found


def two_in_three(v: Sequence[int], rtm: Sequence[int]) -> list[int]:
    vp, rtmp = [0, 0, *v, 0, 0], [0, 0, *rtm, 0, 0]
    return [
        int(any(sum(vp[j : j + 3]) >= 2 and abs(sum(rtmp[j : j + 3])) == 3 for j in range(i, i + 3)))
        for i in range(len(v))
    ]


def special_cause_type(
    y: Sequence[Fraction], rtm: Sequence[int], close: Sequence[int], outside: Sequence[int]
) -> list[str]:
    trend = part_of_seven_trend(seven_point_trend(y))
    two = [int(v == 1 and x == 1) for v, x in zip(two_in_three(close, rtm), close, strict=True)]
    side = part_of_seven_trend(seven_point_one_side_mean(rtm))
    diff = [_sign(y[i] - y[i - 1]) for i in range(1, len(y))]
    follows = [left and right for left, right in zip([*trend[1:], 0], trend, strict=True)]
    right, left = [*diff, diff[-1]], [0, *diff]
    sdy = [r if yes else b for yes, r, b in zip(follows, right, left, strict=True)]
    found = []
    for i in range(len(y)):
        above_or_below = "Above" if rtm[i] > 0 else "Below"
        if outside[i]:
            found.append("Above UCL" if rtm[i] == 1 else "Below LCL")
        elif trend[i]:
            found.append(f"7 Point Trend ({'In' if sdy[i] == 1 else 'De'}creasing)")
        elif two[i]:
            found.append(f"2 in 3 {above_or_below} CL")
        else:
            found.append(f"7 Points {above_or_below} CL" if side[i] else "Common Cause")
    return found


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
