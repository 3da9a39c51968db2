"""A verdict on variation as a sentence that a councillor understands, and that is true of the points."""

from __future__ import annotations

from typing import NamedTuple

from transforms.period import Period
from transforms.signal import THREE, Rule, Signal
from transforms.spc import POINTS_NEEDED
from transforms.variation import Assurance, Variation
from transforms.words import in_words, upper_first


class Verdict(NamedTuple):
    """What is known of the latest figure beside its own past.

    `run` is how many make up its signal (`signal.last_run`), `judged` the figures, or of a seasonal series the comparisons
    with a year ago, since the range was last set anew at `since`. `beside_nothing`: a seasonal figure without one of a year
    ago. `echoes`: that of a year ago was outside its range on the other side, so that the comparison may tell of that year.
    """

    variation: Variation
    judged: int
    signal: Signal | None = None
    run: int = 0
    since: Period | None = None
    seasonal: bool = False
    beside_nothing: bool = False
    echoes: bool = False


ASSURED = {
    Assurance.PASSING: "All of its usual range meets the target: only a change would miss it.",
    Assurance.FAILING: "None of its usual range meets the target: only a change would meet it.",
    Assurance.HIT_OR_MISS: "The target lies within its usual range: it may be met or missed by chance.",
}
"""What each assurance means."""


def in_a_sentence(verdict: Verdict) -> str:
    """What the variation of the latest figure means."""
    since = f" since {verdict.since.label}" if verdict.since else ""
    match verdict.variation:
        case Variation.TOO_FEW:
            return _too_few(verdict, since)
        case Variation.NO_VARIATION:
            alike = "Always as far from the figure of a year ago" if verdict.seasonal else "The same figure every time"
            return f"{alike}{since}: no variation."
        case Variation.TOO_LITTLE:
            it = "Its distance from a year ago" if verdict.seasonal else "It"
            return f"{it} hardly ever changed{since}: too little variation to judge."
    if verdict.signal is None:
        return f"Within its usual range{_season(verdict)}: no need to ask why."
    return f"{upper_first(_seen(verdict.signal, verdict))}{_meaning(verdict)}."


def _too_few(verdict: Verdict, since: str) -> str:
    if verdict.beside_nothing:
        return f"There is no figure of a year ago{since} to compare it with."
    what = "comparisons with a year ago" if verdict.seasonal else "figures"
    have = f"{upper_first(in_words(verdict.judged))} of the {POINTS_NEEDED} {what}"
    return f"{have}{since} that are needed to tell a change from chance."


def _seen(signal: Signal, verdict: Verdict) -> str:
    """What can be seen of the points."""
    season = _season(verdict)
    match signal.rule:
        case Rule.OUTSIDE:
            return f"{'above' if signal.high else 'below'} its usual range{season}"
        case Rule.TREND:
            moved = "risen" if signal.high else "fallen"
            return f"{'its distance from a year ago has ' if verdict.seasonal else ''}{moved} {in_words(verdict.run)} times in a row"
        case Rule.TWO_OF_THREE:
            of_three = "all of" if verdict.run == THREE else "two of"
            return f"{of_three} the last three near the {'top' if signal.high else 'bottom'} of its usual range{season}"
        case Rule.SHIFT:
            return f"{in_words(verdict.run)} in a row {'above' if signal.high else 'below'} its usual{season}"


def _meaning(verdict: Verdict) -> str:
    if verdict.echoes:
        return ", but the same period last year was itself unusual"
    if verdict.variation.is_improving:
        return ": something changed for the better"
    return ": something changed for the worse" if verdict.variation.is_concerning else ": something changed"


def _season(verdict: Verdict) -> str:
    return " for the time of year" if verdict.seasonal else ""
