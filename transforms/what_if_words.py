"""What other settings would change, in words."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.period import Period
from transforms.what_if import Outlook, Turn
from transforms.words import joined

ARROW = "\N{RIGHTWARDS ARROW}"


def summary_of(outlook: Outlook) -> str:
    """How many lights and trends would turn: `3 of 31 lights would change, 2 for the better and 1 for the worse.`"""
    lights, trends = outlook.lights_turned, outlook.trends_turned
    better, worse = sum(turn.gain > 0 for turn in lights), sum(turn.gain < 0 for turn in lights)
    which = [f"{number} for the {way}" for number, way in ((better, "better"), (worse, "worse")) if number]
    how = f", {joined(which)}" if which else ""
    said = f"{len(lights) or 'none'} of {outlook.lights} lights would change{how}"
    return f"{said}; {_trends(len(trends))}."


def _trends(number: int) -> str:
    if number == 0:
        return "no trend would"
    return "the trend of 1 indicator would" if number == 1 else f"the trends of {number} indicators would"


def turn_words(turn: Turn, period: Period) -> Iterator[str]:
    """What would turn of an indicator, the light first, and by which settings."""
    now, then = turn.now, turn.then
    yield f"{now.label} {ARROW} {then.label}" if turn.of_light else f"{now.label}, as before"
    pairs = [("target", now.target, then.target), ("Caution within", now.allowance, then.allowance)]
    for name, before, after in pairs:
        if before != after:
            yield f"{name} {before or 'none'} {ARROW} {after or 'none'}"
    for about, before, after in (
        (period.previous(), now.short, then.short),
        (period.year_before(), now.long, then.long),
    ):
        if before != after:
            yield f"against {about.label}: {before.label} {ARROW} {after.label}"
